"""Layouts: sounds and pauses fill the slot to the last sample, and nothing falls silent."""

from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.audio.fillers import SPARE_FILLER, piece_lengths
from ntm_playout.audio.frames import FRAME_LENGTH
from ntm_playout.audio.layout import FILLER_TITLE, Layout, filler_requests, lay_out, requests_of
from ntm_playout.model.audio_templates import CueKind, Recording
from ntm_playout.model.running_orders import RunningOrder
from ntm_playout.problems import Severity
from tests.audio.layouts import BROKEN, cue, laid_out, order, prepared, titles
from tests.build import melody, seconds

IDENT, GREETING, STING, SEGMENT, SLOGAN, SIGN_OFF = (
    CueKind.IDENT,
    CueKind.GREETING,
    CueKind.STING,
    CueKind.SEGMENT,
    CueKind.SLOGAN,
    CueKind.SIGN_OFF,
)


def whole_programme(segment_s: float, *, count: int = 3, slot_s: int = 300) -> RunningOrder:
    """Return ident, greeting, segments with stings between them, slogan and sign-off."""
    segments = [cue(SEGMENT, f"tin {n}", segment_s) for n in range(count)]
    stings = [cue(STING, f"nhạc cắt {n}", 3) for n in range(count)]
    inner = [one for pair in zip(stings, segments, strict=True) for one in pair][1:]
    return order(
        [
            cue(IDENT, "nhạc hiệu", 6),
            cue(GREETING, "lời xướng", 9),
            *inner,
            cue(SLOGAN, "khẩu hiệu", 8),
            cue(SIGN_OFF, "lời kết", 6),
        ],
        slot_s=slot_s,
    )


@st.composite
def orders(draw: st.DrawFn) -> RunningOrder:
    """Draw any running order: lengths by the millisecond, gaps and fillers of any length, too much or too little."""
    kinds = draw(st.lists(st.sampled_from([IDENT, GREETING, STING, SEGMENT, SLOGAN, SIGN_OFF]), max_size=12))
    lengths = [draw(st.integers(40, 120_000)) for _ in kinds]
    return order(
        [cue(kind, f"{kind} {n}", ms / 1000) for n, (kind, ms) in enumerate(zip(kinds, lengths, strict=True))],
        slot_s=3 * draw(st.integers(1, 300)),
        filler=melody("nhac-cho", draw(st.integers(1, 90))),
        gap=timedelta(milliseconds=draw(st.integers(0, 3000))),
    )


def silent_runs(layout: Layout) -> list[timedelta]:
    """Return how long it is silent, each time that it is."""
    runs = groupby(layout.parts, key=lambda part: isinstance(part, int))
    return [sum(parts) * FRAME_LENGTH for silent, parts in runs if silent]  # type: ignore[arg-type]


@settings(max_examples=200)
@given(orders())
def test_the_slot_is_filled_to_the_last_sample(order: RunningOrder) -> None:
    """Whatever the sounds' lengths, the parts add up to the slot and no silence comes near two seconds."""
    layout = laid_out(order)
    assert layout.frames * FRAME_LENGTH == order.slot
    assert max(silent_runs(layout), default=timedelta(0)) <= seconds(1.86)


@settings(max_examples=200)
@given(orders(), st.data())
def test_what_is_heard_keeps_the_order_and_its_place(order: RunningOrder, data: st.DataObject) -> None:
    """The cues heard are a part of the running order, each where its sound lies, none over another."""
    broken = {one.sound for one in order.cues if data.draw(st.booleans())}
    layout = laid_out(order, broken)
    heard = [timed for timed in layout.timed.cues if timed.cue.kind is not CueKind.FILLER]
    remaining = iter(order.cues)
    assert all(any(timed.cue is one for one in remaining) for timed in heard)
    assert not {timed.cue.sound for timed in heard} & broken
    at = 0
    starts: dict[str, timedelta] = {}
    for part in layout.parts:
        if not isinstance(part, int):
            starts[part.digest] = starts.get(part.digest, at * FRAME_LENGTH)
        at += part if isinstance(part, int) else part.frames
    assert [timed.offset for timed in heard] == [starts[timed.cue.title] for timed in heard]
    ends = [timed.offset + timed.length for timed in layout.timed.cues]
    assert all(end <= after.offset for end, after in zip(ends, layout.timed.cues[1:], strict=False))


@settings(max_examples=200)
@given(orders())
def test_nothing_is_left_out_that_would_fit(order: RunningOrder) -> None:
    """Where all cues fit with their gaps, all are heard; where one is left out, a problem says which."""
    layout = laid_out(order)
    gap = min(order.gap // FRAME_LENGTH, 36) * FRAME_LENGTH
    lengths = [one.planned // FRAME_LENGTH * FRAME_LENGTH for one in order.cues]
    needed = sum(lengths, timedelta(0)) + gap * max(0, len(lengths) - 1)
    missing = {one.title for one in order.cues} - set(titles(layout))
    told = {title for problem in layout.problems if problem.code == "overrun" for title in problem.values["titles"]}  # type: ignore[attr-defined]
    assert told == missing
    assert missing or needed <= order.slot
    if needed <= order.slot and not any(one.kind is STING for one in order.cues):
        assert not missing


def test_the_rest_after_the_sign_off_is_filler() -> None:
    """After the last spoken word comes music, so that whoever switches off at the good-bye cuts nothing."""
    layout = laid_out(whole_programme(70))
    assert titles(layout)[-2:] == ("lời kết", FILLER_TITLE)
    assert layout.problems == ()


def test_a_short_rest_is_shared_over_the_pauses() -> None:
    """A rest of under three seconds makes every pause a little longer instead of a snatch of music."""
    cues = [cue(SEGMENT, f"tin {n}", 72) for n in range(4)]
    layout = laid_out(order(cues, slot_s=291, gap=timedelta(milliseconds=240)))
    pauses = [part for part in layout.parts if isinstance(part, int)]
    assert FILLER_TITLE not in titles(layout)
    assert max(pauses) - min(pauses) <= 1
    assert sum(pauses) * FRAME_LENGTH == seconds(3)


def test_a_gap_of_many_seconds_is_cut() -> None:
    """A template cannot make a station fall silent between two cues."""
    layout = laid_out(order([cue(SEGMENT, "a", 60), cue(SEGMENT, "b", 60)], gap=seconds(10)))
    assert max(silent_runs(layout)) < seconds(2)


def test_a_broken_sound_is_left_out_with_its_problem() -> None:
    """A segment whose recording is broken gives its time to the filler; the sting before it goes too."""
    programme = whole_programme(60)
    layout = laid_out(programme, [programme.cues[4].sound])
    assert titles(layout) == (
        "nhạc hiệu",
        "lời xướng",
        "tin 0",
        "nhạc cắt 2",
        "tin 2",
        "khẩu hiệu",
        "lời kết",
        FILLER_TITLE,
    )
    assert layout.problems == (BROKEN,)


def test_stings_go_first_then_slogans_then_the_last_segments() -> None:
    """The longer the sounds, the more is left out, from the end; room that is won goes to what is optional."""
    left_out = [
        set(titles(laid_out(whole_programme(3)))) - {FILLER_TITLE} - set(titles(laid_out(whole_programme(length))))
        for length in (86, 87.7, 89, 91, 93)
    ]
    assert left_out == [
        set(),
        {"nhạc cắt 2"},
        {"nhạc cắt 1", "nhạc cắt 2"},
        {"nhạc cắt 2", "khẩu hiệu"},
        {"tin 2", "nhạc cắt 2"},
    ]


def test_what_is_left_out_is_said_by_its_weight() -> None:
    """Leaving out a sting is a remark, leaving out a segment a warning."""
    stings, segments = laid_out(whole_programme(87.7)), laid_out(whole_programme(93))
    assert [(problem.severity, problem.code) for problem in stings.problems] == [(Severity.NOTE, "overrun")]
    assert [problem.severity for problem in segments.problems] == [Severity.NOTE, Severity.WARNING]
    assert segments.problems[1].values["titles"] == ("tin 2",)


def test_a_programme_longer_than_its_slot_is_not_cut() -> None:
    """A whole programme that does not fit is left out whole: filler is heard, and a warning says so."""
    layout = laid_out(order([cue(SEGMENT, "cả chương trình", 301)]))
    assert titles(layout) == (FILLER_TITLE,)
    assert [problem.code for problem in layout.problems] == ["overrun"]


def test_a_length_other_than_planned_is_a_warning() -> None:
    """More than three seconds between a segment's true and planned length is told, in either direction."""
    programme = order([cue(SEGMENT, "dài", 60), cue(SEGMENT, "vừa", 61)])
    elements = prepared(programme)
    longer = order([cue(SEGMENT, "dài", 56), cue(SEGMENT, "vừa", 58.5)])
    layout = laid_out(longer)
    assert layout.problems == ()
    assert all(request in elements for request in filler_requests(longer, elements))
    (told,) = lay_out(longer, elements).problems
    assert (told.code, told.values["segment"], told.values["planned_s"], told.values["length_s"]) == (
        "segment-length",
        "dài",
        56,
        60,
    )


def test_a_recorded_filler_is_asked_for_whole_then_in_pieces() -> None:
    """How long a recorded filler is shows only when it is prepared; pieces are no longer than it."""
    programme = order([], slot_s=90, filler=Recording(path=Path("/nhac/cho.wav")))
    assert [request.length for request in requests_of(programme)] == [None]
    pieces = [request.length for request in prepared(programme) if request.length]
    assert pieces
    assert max(pieces) <= seconds(20)
    assert laid_out(programme).problems == ()


@pytest.mark.parametrize("length_s", [0.5, None])
def test_a_spare_melody_plays_where_the_filler_cannot(length_s: float | None) -> None:
    """A filler that is broken, or too short to repeat, is replaced, and the problem said."""
    own = Recording(path=Path("/nhac/hong.wav")) if length_s is None else melody("ngan", length_s)
    layout = laid_out(order([], filler=own), [own])
    (filler,) = layout.timed.cues
    assert filler.cue.sound == SPARE_FILLER
    assert [problem.code for problem in layout.problems] == [
        "recording-silent" if length_s is None else "filler-too-short"
    ]


def test_a_filler_whose_pieces_cannot_be_made_is_replaced() -> None:
    """Only when a piece of the filler is made does it show that it cannot be."""
    own = melody("hong", 30)
    layout = laid_out(order([], filler=own), [own])
    assert layout.timed.cues[0].cue.sound == SPARE_FILLER
    assert set(layout.problems) == {BROKEN}


def test_a_slot_is_whole_frames() -> None:
    """A slot that no number of MP3 frames fills is a mistake of the caller's."""
    with pytest.raises(ValueError, match="whole MP3 frames"):
        laid_out(order([], slot_s=300, slot=timedelta(milliseconds=1001)))


@given(st.integers(0, 100_000), st.integers(1, 120))
def test_pieces_fill_the_rest_but_for_a_second(rest: int, longest: int) -> None:
    """Pieces never take more than the rest, none is longer than the music, and little more than a second is left."""
    pieces = piece_lengths(rest, longest)
    taken = sum(seconds(piece) // FRAME_LENGTH for piece in pieces)
    assert all(0 < piece <= longest for piece in pieces)
    assert 0 <= rest - taken <= seconds(1.1) // FRAME_LENGTH


def test_the_last_pieces_are_alike() -> None:
    """61 seconds of a minute's music are two halves, not a minute and a snatch."""
    assert piece_lengths(seconds(61.1) // FRAME_LENGTH, 60) == (31, 30)
    assert piece_lengths(seconds(200) // FRAME_LENGTH, 60) == (60, 60, 40, 40)


def _announced(slot_s: int) -> RunningOrder:
    segments = [cue(CueKind.SEGMENT, f"tin {n}", 60) for n in range(3)]
    return order([cue(CueKind.HEADLINES, "tin chính", 12, is_optional=True), *segments], slot_s=slot_s)


def test_headlines_are_heard_where_all_that_they_name_is() -> None:
    """With room for everything they stay."""
    assert "tin chính" in titles(laid_out(_announced(240)))


def test_headlines_go_when_a_segment_does() -> None:
    """Even where there would be room for them: nobody announces what does not come."""
    assert titles(laid_out(_announced(180)))[:2] == ("tin 0", "tin 1")


def test_headlines_go_before_a_segment_does() -> None:
    """A segment is worth more."""
    heard = titles(laid_out(_announced(186)))
    assert heard[:3] == ("tin 0", "tin 1", "tin 2")
    assert "tin chính" not in heard


def test_headlines_go_when_a_recording_is_broken() -> None:
    """Its title would be a promise."""
    programme = _announced(240)
    layout = laid_out(programme, broken=[programme.cues[2].sound])
    assert titles(layout)[:2] == ("tin 0", "tin 2")
    assert [problem.code for problem in layout.problems] == [BROKEN.code]
