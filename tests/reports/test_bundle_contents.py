"""What the pages say about a station's week."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ntm_playout.model.audio_templates import CueKind, Recording, Speech
from ntm_playout.model.plan import Approval, Revision
from ntm_playout.model.running_orders import TimedCue
from ntm_playout.model.stations import Exemption, Outlet
from ntm_playout.model.time import DateSpan
from ntm_playout.reports.bundle_contents import day_lines, heading, order_lines
from ntm_playout.reports.words import KIND_WORDS, OUTLET_WORDS
from tests import build
from tests.plans import repeat
from tests.reports.bundles import airing, bundle_contents, plan, timed_order


def test_the_week_has_seven_days() -> None:
    """Monday to Sunday stand in order, days off too."""
    days = day_lines(bundle_contents())
    assert [day.weekday for day in days][0::6] == ["Thứ Hai", "Chủ nhật"]
    assert [len(day.airings) for day in days] == [0, 1, 1, 0, 1, 0, 1]


def test_an_airing_says_what_it_is() -> None:
    """Times, programme, language, duty and file are there; a repeat says what it repeats and plays that file."""
    first, again = (day_lines(bundle_contents())[n].airings[0] for n in (1, 2))
    assert (first.start, first.end, first.minutes, first.programme) == ("05:15", "05:25", "10", "Nông thôn mới")
    assert (first.language, first.duty) == ("tiếng Việt", "Người phụ trách đài truyền thanh")
    assert (first.first_run, again.first_run) == ("", "phát lại T3 04/04, 05:15")
    assert first.file == again.file == "01_NTM_xa-ntm.mp3"
    assert first.is_synthetic


def test_a_running_order_stands_once_with_all_its_airings() -> None:
    """A repeat adds a time to its first run's order and no order of its own."""
    orders = order_lines(bundle_contents())
    assert [[one.day for one in order.airings] for order in orders] == [
        ["Thứ Ba 04/04", "Thứ Tư 05/04"],
        ["Thứ Sáu 07/04", "Chủ nhật 09/04"],
    ]


def test_cues_have_the_time_of_day() -> None:
    """It is the airing's start plus the time since the start as that is written, to the second."""
    cues = order_lines(bundle_contents())[0].cues
    assert [(cue.clock, cue.since_start, cue.length) for cue in cues[:4]] == [
        ("05:15:00", "0:00", "0:06"),
        ("05:15:06", "0:06", "0:09"),
        ("05:15:15", "0:15", "1:52"),
        ("05:17:07", "2:07", "0:03"),
    ]


def test_synthetic_speech_is_marked() -> None:
    """What a machine speaks is called so; recordings and music are not."""
    voices = [(cue.kind, cue.voice) for cue in order_lines(bundle_contents())[0].cues]
    assert voices[:3] == [("nhạc hiệu", "nhạc"), ("lời xướng", "giọng máy"), ("tin, bài", "giọng máy")]
    assert voices[6] == ("tin, bài", "bản thu")


def test_a_recorded_ident_is_music() -> None:
    """Music stays music when somebody recorded it."""
    order = timed_order("xa-02635-loudspeaker-xa-ntm-2023-04-04T05:15")
    first = order.cues[0]
    recorded = replace(first.cue, sound=Recording(path=build.workspace().root / "nhac.wav"))
    changed = replace(order, cues=(TimedCue(cue=recorded, offset=timedelta(0), length=first.length),))
    bundle = replace(bundle_contents(), orders={order.order.airing: changed})
    (cue,) = order_lines(bundle)[0].cues
    assert (cue.voice, cue.is_synthetic) == ("nhạc", False)


def test_segments_name_their_makers() -> None:
    """Topic, author and approval stand under a segment; what is not known is left out."""
    bundle = bundle_contents()
    cue = order_lines(bundle)[0].cues[2]
    assert cue.credits == "nội dung a) · thực hiện: Biên tập viên · duyệt: Trưởng phòng, 10/01/2023"
    bare = tuple(replace(one, author="", approved_on=None) for one in bundle.workspace.segments)
    bundle = replace(bundle, workspace=replace(bundle.workspace, segments=bare))
    assert order_lines(bundle)[0].cues[2].credits == "nội dung a)"


def test_only_speech_has_words_to_read_out() -> None:
    """The words of a script are there to be read out if the file does not play."""
    cues = order_lines(bundle_contents())[0].cues
    assert cues[2].text.startswith("Kính thưa bà con.")
    assert cues[6].text == ""


def test_an_airing_without_line_up_order_or_duty() -> None:
    """Nothing filled, nobody on duty and no file leave their places empty."""
    bare = airing("2023-04-04T05:15", edition="")
    bundle = bundle_contents((bare,), plan=plan(bare, duties=()), orders={}, files={})
    line = order_lines(bundle)[0].airings[0]
    assert (line.language, line.duty, line.file, line.is_synthetic) == ("", "", "", False)
    assert order_lines(bundle)[0].cues == ()


def test_a_repeat_of_an_earlier_week_is_a_repeat() -> None:
    """A repeat whose first run is in another week is called a repeat, and its order is shown."""
    late = repeat(airing("2023-03-31T05:15", id="old"), "2023-04-04T05:15")
    bundle = bundle_contents((late,), orders={"old": timed_order("old")})
    (order,) = order_lines(bundle)
    assert order.airings[0].first_run == "phát lại"
    assert order.cues[0].clock == "05:15:00"


def test_a_repeat_of_another_line_up_has_an_order_of_its_own() -> None:
    """Its first run had something that may not be heard any more; the page says that it is not the same again."""
    first = airing("2023-04-03T05:15", id="a1")
    late = repeat(first, "2023-04-04T05:15", edition="e2")
    bundle = bundle_contents((first, late), orders={"a1": timed_order("a1"), late.id: timed_order(late.id)})
    whole, corrected = order_lines(bundle)
    assert (len(whole.airings), len(corrected.airings)) == (1, 1)
    assert corrected.airings[0].first_run == "phát lại T2 03/04, 05:15, đã thay tin, bài"
    assert corrected.cues[0].clock == "05:15:00"


THIRD = Revision(number=3, published_at=build.moment("2023-03-30T09:00"))


@pytest.mark.parametrize(
    ("revisions", "said"),
    [
        ((), "Bản dự thảo"),
        ((THIRD,), "Bản số 3"),
        (
            (replace(THIRD, approval=Approval(by="A", on=date(2023, 3, 29), document="15/LPS")),),
            "Bản số 3, duyệt tại văn bản số 15/LPS ngày 29/03/2023",
        ),
        ((replace(THIRD, approval=Approval(by="A", on=date(2023, 3, 29))),), "Bản số 3, duyệt ngày 29/03/2023"),
    ],
)
def test_the_heading_says_which_revision(revisions: tuple[Revision, ...], said: str) -> None:
    """Draft or numbered, with the document, the week and the last day of use."""
    head = heading(bundle_contents(plan=plan(revisions=revisions), valid_until=date(2023, 4, 10)))
    assert head.revision == said
    assert head.document == "Kế hoạch số 01/KH-UBND ngày 03/01/2023"
    assert (head.first_day, head.last_day) == ("03/04/2023", "09/04/2023")
    assert head.valid_until == "Thứ Hai 10/04/2023"


def test_every_kind_and_outlet_has_a_word() -> None:
    """No element or outlet is without a Vietnamese name."""
    assert KIND_WORDS.keys() == set(CueKind)
    assert OUTLET_WORDS.keys() == set(Outlet)


def test_two_outlets_are_told_apart() -> None:
    """A station of two outlets names them."""
    assert heading(bundle_contents(station=build.station(outlets=(Outlet.TV, Outlet.RADIO)))).has_outlets
    assert not heading(bundle_contents()).has_outlets


def test_the_heading_does_not_name_the_province_twice() -> None:
    """The provincial station's name holds the province already."""
    assert heading(bundle_contents()).province == "tỉnh Lào Cai"
    assert heading(bundle_contents(station=build.station(kind="tỉnh", name="Lào Cai"))).province == ""


def test_the_heading_says_why_a_station_is_off_the_air() -> None:
    """The days of this week, the reason and who airs instead; nothing in another week."""
    days = DateSpan(first=date(2023, 4, 1), last=date(2023, 4, 5))
    exemption = Exemption(days=days, reason="Máy phát hỏng")
    assert heading(bundle_contents(station=build.station(exemption=exemption))).notice == (
        "Tạm ngừng phát từ 03/04 đến 05/04: Máy phát hỏng."
    )
    replaced = build.station(exemption=replace(exemption, substitute="xa-02635"))
    assert heading(bundle_contents(station=replaced)).notice.endswith("Đơn vị phát thay: Đài Truyền thanh xã Cốc San.")
    over = replace(exemption, days=DateSpan(last=date(2023, 4, 2)))
    assert heading(bundle_contents(station=build.station(exemption=over))).notice == ""


def test_speech_is_what_marks_a_machine() -> None:
    """The mark follows the sound, not the kind of element."""
    order = timed_order("x")
    spoken = [timed.cue.kind for timed in order.cues if isinstance(timed.cue.sound, Speech)]
    bundle = bundle_contents(orders={"xa-02635-loudspeaker-xa-ntm-2023-04-04T05:15": order})
    marked = [cue.kind for cue in order_lines(bundle)[0].cues if cue.is_synthetic]
    assert marked == [KIND_WORDS[kind] for kind in spoken]
