"""Pools and rooms: what may be aired, and how much of a slot it may take."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.model.audio_templates import CueKind, TemplateCue
from ntm_playout.model.policy import Strand
from ntm_playout.model.time import DateSpan
from ntm_playout.planning.filling.pools import Bar, Days, bar_to, plannable, shape_of
from tests import build
from tests.build import minutes, seconds

DAYS = Days(date(2023, 4, 3), date(2023, 4, 5))


@pytest.mark.parametrize(
    ("changes", "bar"),
    [
        ({}, None),
        ({"approver": ""}, Bar.UNAPPROVED),
        ({"approved_on": None}, Bar.UNAPPROVED),
        ({"approved_on": date(2023, 4, 3)}, None),
        ({"approved_on": date(2023, 4, 4)}, Bar.UNAPPROVED),
        ({"valid": DateSpan(first=date(2023, 4, 3), last=date(2023, 4, 5))}, None),
        ({"valid": DateSpan(first=date(2023, 4, 4))}, Bar.OUT_OF_DATE),
        ({"valid": DateSpan(last=date(2023, 4, 4))}, Bar.OUT_OF_DATE),
        ({"versions": ()}, Bar.NO_SOUND),
    ],
)
def test_what_bars_a_segment(changes: dict[str, Any], bar: Bar | None) -> None:
    """Approved by the first day, valid on all days, with a sound: else it never airs."""
    workspace = build.workspace()
    assert bar_to(workspace, build.segment(**changes), "vi-VN", DAYS) is bar


def test_the_pool_of_a_strand_is_in_order_of_id() -> None:
    """Nothing of the other strand gets in."""
    pool = (build.segment("b"), build.segment("a"), build.segment("c", strand=Strand.OCOP))
    assert plannable(build.workspace(segments=pool), Strand.NTM, "vi-VN", DAYS) == ("a", "b")


lengths = st.integers(0, 20).map(seconds)


@given(
    slot=st.integers(1, 30).map(minutes),
    sting=lengths,
    gap=st.integers(0, 2000).map(lambda ms: timedelta(milliseconds=ms)),
    greeting=lengths,
    segments=st.lists(st.integers(1, 400).map(seconds), max_size=12),
)
def test_what_fits_the_room_fits_the_slot_at_the_worst(
    slot: timedelta, sting: timedelta, gap: timedelta, greeting: timedelta, segments: list[timedelta]
) -> None:
    """Greetings five seconds and every segment three seconds too long still fit when the stings are left out."""
    template = build.template(
        gap=gap,
        sting=TemplateCue(kind=CueKind.STING, planned=sting),
        cues=(TemplateCue(kind=CueKind.GREETING, planned=greeting), TemplateCue(kind=CueKind.SEGMENT)),
    )
    shape = shape_of(Strand.NTM, "vi-VN", slot, template)
    if segments and sum(shape.cost_s(length) for length in segments) <= shape.room_s:
        planned = template.overhead + sum((length + template.per_segment for length in segments), timedelta(0))
        worst = template.overhead + seconds(5) + sum((length + seconds(3) + gap for length in segments), timedelta(0))
        assert planned <= slot
        assert worst <= slot


def test_a_template_longer_than_its_slot_leaves_no_room() -> None:
    """Never a negative one."""
    assert shape_of(Strand.NTM, "vi-VN", seconds(20), build.template()).room_s == 0
