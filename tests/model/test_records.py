"""What the records say of themselves."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ntm_playout.model.plan import Origin, origin_of
from ntm_playout.model.segments import Version
from ntm_playout.model.stations import Exemption, Outlet, Profile, Selector
from ntm_playout.model.time import DateSpan, Span
from tests.build import WEEK, moment, programme, seconds, segment, segments, station, template, workspace
from tests.plans import airing, duty, line_up, plan


@pytest.mark.parametrize(
    ("selector", "selected"),
    [
        (Selector(), True),
        (Selector(ids=("xa-02635", "x")), True),
        (Selector(tiers=("district",)), False),
        (Selector(areas=("I",), kinds=("xã",)), True),
        (Selector(areas=("I",), kinds=("phường",)), False),
        (Selector(parents=("",)), True),
        (Selector(profiles=("mong",)), False),
        (Selector(windows=("rural",)), True),
        (Selector(tiers=("commune",), excluding=Selector(ids=("xa-02635",))), False),
        (Selector(tiers=("commune",), excluding=Selector(ids=("xa-1",))), True),
    ],
)
def test_a_selector_wants_every_key_and_no_exception(selector: Selector, selected: bool) -> None:
    """Keys that are not named do not matter."""
    assert selector.selects(station()) is selected


def test_a_station_is_named_in_full() -> None:
    """Unit, kind and name; a provincial station needs no kind."""
    assert station().title == "Đài Truyền thanh xã Cốc San"
    assert station().place == "xã Cốc San"
    assert station(unit="Đài Phát thanh - Truyền hình", kind="", name="Lào Cai").title.endswith("hình Lào Cai")


def test_an_exemption_holds_on_its_days() -> None:
    """Before and after them the station owes what all owe."""
    broken = Exemption(days=DateSpan(first=date(2023, 4, 5), last=date(2023, 4, 6)), reason="Máy hỏng")
    assert station(exemption=broken).exempt_on(date(2023, 4, 5)) is broken
    assert station(exemption=broken).exempt_on(date(2023, 4, 7)) is None
    assert station().exempt_on(date(2023, 4, 5)) is None


def test_a_profile_lists_the_widest_spoken_language_first() -> None:
    """Ties go by tag, so that the order never depends on the file."""
    assert Profile(id="p", shares={"vi-VN": 20, "ium-VN": 40, "hmn-VN": 40}).languages == ("hmn-VN", "ium-VN", "vi-VN")


def test_programmes_of_a_station_fit_its_outlet_and_the_week() -> None:
    """A loudspeaker has no television programme; an ended programme is gone."""
    space = workspace(
        programmes=(
            programme("a"),
            programme("tv", outlet=Outlet.TV),
            programme("old", in_force=DateSpan(last=date(2023, 4, 1))),
            programme("far", stations=Selector(tiers=("district",))),
        )
    )
    assert [found.id for found in space.programmes_of(space.stations[0], WEEK)] == ["a"]


def test_an_unapproved_segment_is_known() -> None:
    """Both the approver and the date are needed."""
    assert segment().is_approved
    assert not segment(approver="").is_approved
    assert not segment(approved_on=None).is_approved


def test_a_version_is_found_by_language() -> None:
    """A language that is not listed has none."""
    assert segment(languages=("vi-VN", "hmn-VN")).version("hmn-VN") is not None
    assert segment().version("hmn-VN") is None


def test_a_version_has_sound_if_recorded_or_spoken() -> None:
    """A script counts only in a language that has a voice, a recording always."""
    voices = {"vi-VN": "vi"}
    assert Version(language="hmn-VN", length=seconds(60), audio=Path("a.wav")).has_sound(voices)
    assert Version(language="vi-VN", length=seconds(60), script="Bà con chú ý.").has_sound(voices)
    assert not Version(language="hmn-VN", length=seconds(60), script="Bà con chú ý.").has_sound(voices)
    assert not Version(language="vi-VN", length=seconds(60)).has_sound(voices)


def test_a_template_keeps_room_for_what_surrounds_the_segments() -> None:
    """Ident 6, greeting 9, slogan 8 and sign-off 6 seconds, each with its pause; a sting and two pauses a segment."""
    assert template().overhead == seconds(29) + 4 * timedelta(milliseconds=480)
    assert template().per_segment == seconds(3) + 2 * timedelta(milliseconds=480)
    assert template(sting=None).per_segment == timedelta(milliseconds=480)


def test_a_workspace_finds_its_records_by_id() -> None:
    """Ids are unique, so each look-up has one answer."""
    space = workspace()
    assert space.root == Path("/workspace")
    assert space.station_by_id["xa-02635"] is space.stations[0]
    assert space.window_set_by_id["rural"] is space.window_sets[0]
    assert space.programme_by_id["xa-ntm"] is space.programmes[0]
    assert space.segment_by_id["ntm-00"] is space.segments[0]
    assert space.template_by_id["short"] is space.templates[0]
    assert space.topic_by_id["đ"].name == "Nội dung đ)"
    assert space.profile_by_id["mong"].languages[0] == "hmn-VN"
    assert space.quota_by_id["LC-B5"].floor == 1
    assert space.language_name("hmn-VN") == "tiếng Mông"
    assert space.language_name("tyz-VN") == "tyz-VN"


def test_a_plan_is_looked_up_by_station_edition_and_airing() -> None:
    """A station's airings come in order of time."""
    late, early = airing("a-1", "2023-04-04T05:00"), airing("a-2", "2023-04-03T05:00")
    other = airing("b-1", "2023-04-03T05:00", station="xa-02641")
    whole = plan(late, early, other, line_ups=(line_up("e1"),), duties=(duty("a-1"),))
    assert whole.airings_by_station == {"xa-02635": (early, late), "xa-02641": (other,)}
    assert whole.airing_by_id["a-1"] is late
    assert whole.line_up_by_edition["e1"] == line_up("e1")
    assert whole.duties_by_airing == {"a-1": (duty("a-1"),)}


def test_an_airing_is_on_the_date_that_its_listeners_have() -> None:
    """23:30 of Monday in UTC is Tuesday morning in Việt Nam."""
    early = airing("a-1", "2023-04-04T05:00")
    abroad = airing("a-2", start=datetime(2023, 4, 3, 23, 30, tzinfo=UTC))
    assert early.span == Span(moment("2023-04-04T05:00"), moment("2023-04-04T05:10"))
    assert early.day == abroad.day == date(2023, 4, 4)


def test_what_a_station_made_itself_is_its_own() -> None:
    """One shared segment makes the airing shared; an airing without line-up is what the station plays alone."""
    own = segment("own", origin="xa-02635")
    space = workspace(segments=(*segments(1), own))
    only_own, mixed = line_up("e1", "own"), line_up("e1", "own", "ntm-00")
    assert origin_of(airing(), only_own, space.segment_by_id) is Origin.OWN
    assert origin_of(airing(), mixed, space.segment_by_id) is Origin.SHARED
    assert origin_of(airing(), None, space.segment_by_id) is Origin.OWN
