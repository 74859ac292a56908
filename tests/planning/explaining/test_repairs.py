"""Repairs: the cheapest edits that make floors possible, held to an exhaustive search."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.infeasible import explain, is_repaired
from benchmarks.planted_causes import Case, cases
from ntm_playout.model.calendar import Calendar
from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Run
from ntm_playout.model.repair_costs import EditKind, RepairCosts
from ntm_playout.model.stations import Exemption
from ntm_playout.model.time import DateSpan
from ntm_playout.model.windows import QuietHours, Relay, WindowSet
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.edits import Edit
from ntm_playout.planning.explaining.explanations import ExplainedRepair
from ntm_playout.wording import word
from tests.build import (
    clock,
    daily_windows,
    minutes,
    moment,
    policy,
    programme,
    quota,
    settings,
    station,
    window_set,
    workspace,
)
from tests.planning.explaining.weeks import blackout, change, explained

SATURDAY = 5


@pytest.mark.parametrize("case", list(cases(20, seed=4)), ids=lambda case: "-".join(sorted(case.causes)))
def test_repairs_work_and_nothing_costs_less(case: Case) -> None:
    """Every repair is carried out on the workspace and planned; every cheaper set of edits is tried in vain."""
    assert is_repaired(case, explain(case.workspace))


def test_a_window_grows_or_a_relay_moves() -> None:
    """The two ways out of a relay that eats a window, and the others, each cheaper than the next."""
    assert _said(workspace(window_sets=(_relayed(),), programmes=(programme(length=minutes(25), repeats=0),))) == [
        "thêm 10 phút cho khung thứ Bảy 17:00-17:30, đến 17:40",
        "dời giờ tiếp âm cấp huyện 17:00-17:15 thứ Bảy sang 16:45-17:00",
        "bỏ giờ tiếp âm cấp huyện 17:00-17:15 thứ Bảy",
        "thêm khung thứ Hai 17:00-17:25",
        "tạm miễn cho đơn vị trong tuần này",
    ]


def test_a_window_grows_at_its_start_where_it_cannot_at_its_end() -> None:
    """Quiet hours are never touched."""
    quiet = (QuietHours(start=clock("17:30"), end=clock("05:00")),)
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:25-17:30"), quiet_hours=quiet),),
        programmes=(programme(repeats=0),),
    )
    assert _said(space)[0] == "thêm 5 phút cho khung thứ Hai 17:25-17:30, bắt đầu từ 17:20"


def test_a_window_grows_at_both_ends_where_one_is_not_enough() -> None:
    """Quiet hours leave it five minutes on each side."""
    quiet = (QuietHours(start=clock("17:20"), end=clock("17:00")),)
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:05-17:15", days=(0,)), quiet_hours=quiet),),
        programmes=(programme(length=minutes(20), repeats=0),),
    )
    assert _said(space)[0] == (
        "thêm 5 phút cho khung thứ Hai 17:05-17:15, bắt đầu từ 17:00"
        " và thêm 5 phút cho khung thứ Hai 17:05-17:15, đến 17:20"
    )


def test_two_edits_are_found_where_one_is_not_enough() -> None:
    """Two first runs on two days, both of them eaten by relays."""
    relays = tuple(Relay(weekday=day, start=clock("17:00"), end=clock("17:15"), origin="VOV1") for day in (1, SATURDAY))
    windows = daily_windows("17:00-17:20", days=(1, SATURDAY))
    space = workspace(
        window_sets=(window_set(windows=windows, relays=relays),), programmes=(programme(floor=2, repeats=0),)
    )
    (first, *_) = _repairs(space)
    assert first.repair.cost == 10
    assert word(first.said.code, first.said.values, "vi") == (
        "thêm 5 phút cho khung thứ Ba 17:00-17:20, đến 17:25 và thêm 5 phút cho khung thứ Bảy 17:00-17:20, đến 17:25"
    )


def test_one_repair_mends_all_floors_of_an_outlet() -> None:
    """Three programmes and one session of ten minutes: two floors are missed, one repair is for both."""
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:00-17:10", days=(SATURDAY,))),),
        programmes=tuple(programme(f"xa-{number}", repeats=0) for number in range(3)),
    )
    found = explained(space)
    assert len(found.floors) == 2
    assert found.repairs[0].repair.edits == (
        Edit(kind=EditKind.WINDOW_MINUTE, day=SATURDAY, window=(1020, 1030), minutes=20),
    )


@pytest.mark.parametrize(
    ("cheap", "text"),
    [
        ("reserved_minute", "dùng 5 phút dành cho thông báo của địa phương trong khung thứ Hai 17:00-17:15"),
        ("blackout_minute", "bắt đầu ngừng phát “Mất điện” thứ Ba muộn hơn 5 phút"),
        ("blackout_lifted", "vẫn phát thứ Ba 17:05-17:20 dù có ngừng phát “Mất điện”"),
        ("change_lifted", "không áp dụng thay đổi “Bảo dưỡng” vào thứ Tư"),
        ("exemption_lifted", "vẫn phát vào thứ Năm dù đang tạm miễn “Hỏng máy”"),
    ],
)
def test_every_kind_of_edit_can_be_the_cheapest(cheap: str, text: str) -> None:
    """Which one is proposed first is the workspace's choice."""
    dear = RepairCosts(
        window_minute=100,
        reserved_minute=100,
        blackout_minute=100,
        blackout_lifted=1000,
        window_added=1000,
        change_lifted=1000,
        exemption_lifted=1000,
    )
    costs = replace(dear, **{cheap: 1})
    windows = (
        *daily_windows("17:00-17:15", days=(0,), reserve=10),
        *daily_windows("17:00-17:20", days=(1,)),
        *daily_windows("17:00-17:20", days=(2, 3)),
    )
    space = workspace(
        settings=settings(repair_costs=costs),
        window_sets=(
            window_set(
                windows=windows,
                quiet_hours=(QuietHours(start=clock("17:20"), end=clock("17:00")),),
            ),
        ),
        programmes=(programme(repeats=0),),
        calendar=Calendar(changes=(change(2, 2),), blackouts=(blackout("2023-04-04T17:05", "2023-04-04T19:00"),)),
        stations=(station(exemption=Exemption(days=DateSpan(first=date(2023, 4, 6)), reason="Hỏng máy")),),
    )
    assert _said(space)[0] == text


def test_a_window_is_added_where_the_day_has_room() -> None:
    """In the evening, or else as early as quiet hours allow."""
    quiet = (QuietHours(start=clock("17:00"), end=clock("05:30")),)
    for hours, text in (((), "thêm khung thứ Hai 17:00-17:10"), (quiet, "thêm khung thứ Hai 05:30-05:40")):
        space = workspace(window_sets=(window_set(windows=(), quiet_hours=hours),))
        assert _said(space)[0] == text


def test_a_blackout_can_end_earlier() -> None:
    """Where its end lies in the window."""
    space = workspace(
        settings=settings(repair_costs=RepairCosts(window_minute=50)),
        window_sets=(window_set(windows=daily_windows("17:00-17:30", days=(1,))),),
        programmes=(programme(repeats=0),),
        calendar=Calendar(blackouts=(blackout("2023-04-04T16:00", "2023-04-04T17:25"),)),
    )
    assert _said(space)[0] == "kết thúc ngừng phát “Mất điện” thứ Ba sớm hơn 5 phút"


def test_a_change_is_lifted_down_to_the_one_before_it() -> None:
    """Of two changes of a day the later one holds; without it the earlier one does."""
    space = workspace(
        window_sets=(WindowSet(id="rural", windows=()), window_set("market", windows=daily_windows("17:00-17:30"))),
        calendar=Calendar(changes=(change(2, 2, "market", "Chợ phiên"), change(2, 2, "", "Bão"))),
        settings=settings(repair_costs=RepairCosts(change_lifted=1)),
    )
    assert _said(space)[0] == "không áp dụng thay đổi “Bão” vào thứ Tư"


def test_a_relay_in_two_windows_is_left_out_of_one_of_them() -> None:
    """It need not move altogether."""
    relay = Relay(weekday=0, start=clock("05:05"), end=clock("06:40"), origin="VOV1")
    space = workspace(
        settings=settings(repair_costs=RepairCosts(relay_dropped=1)),
        window_sets=(window_set(windows=daily_windows("05:00-05:45", "06:00-06:45", days=(0,)), relays=(relay,)),),
    )
    assert _said(space)[0] == "bỏ giờ tiếp âm VOV1 05:05-05:45 thứ Hai"


def test_a_relay_with_nowhere_to_go_can_only_be_left_out() -> None:
    """Quiet hours are on both sides of the window."""
    quiet = (QuietHours(start=clock("17:30"), end=clock("17:00")),)
    space = workspace(
        window_sets=(replace(_relayed(), quiet_hours=quiet),), programmes=(programme(length=minutes(25), repeats=0),)
    )
    assert _said(space) == [
        "bỏ giờ tiếp âm cấp huyện 17:00-17:15 thứ Bảy",
        "thêm khung thứ Hai 17:00-17:25",
        "tạm miễn cho đơn vị trong tuần này",
    ]


def test_days_on_which_the_station_does_not_work_are_left_alone() -> None:
    """Before it begins nothing can be done; in its exemption it can air after all, or get a window on another day."""
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:00-17:30", days=(0, 5))),),
        stations=(
            station(
                in_force=DateSpan(first=date(2023, 4, 4)),
                exemption=Exemption(days=DateSpan(first=date(2023, 4, 8)), reason="Hỏng máy"),
            ),
        ),
    )
    assert _said(space) == ["thêm khung thứ Ba 17:00-17:10", "vẫn phát vào thứ Bảy dù đang tạm miễn “Hỏng máy”"]


def test_with_very_many_programmes_only_the_whole_week_is_mended() -> None:
    """Their sets are too many to be counted."""
    programmes = tuple(programme(f"xa-{number}", repeats=0) for number in range(9))
    space = workspace(programmes=programmes, calendar=Calendar(changes=(change(0, 6),)))
    assert _said(space) == ["tạm miễn cho đơn vị trong tuần này"]


def test_neighbouring_windows_do_not_grow_into_each_other() -> None:
    """Between two windows are ten minutes, which only one of them can get."""
    quiet = (QuietHours(start=clock("17:25"), end=clock("17:00")),)
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:00-17:10", "17:20-17:25", days=(0,)), quiet_hours=quiet),),
        programmes=(
            programme("xa-a", length=minutes(20), repeats=0),
            programme("xa-b", length=minutes(15), repeats=0),
        ),
    )
    found = explained(space)
    assert {len(one.repair.edits) for one in found.repairs} == {1, 2}
    assert all(one.repair.is_cheapest for one in found.repairs)
    assert found.repairs[0].repair.cost > 20


def test_the_unit_above_airs_instead_only_where_the_policy_allows_it() -> None:
    """Districts must air themselves; a commune's district can step in."""
    stations = (station(parent="huyen-080"), station("huyen-080", name="Lào Cai", kind="thành phố", tier="district"))
    closed = Calendar(changes=(change(0, 6),))
    for allows in (True, False):
        space = workspace(
            stations=stations,
            calendar=closed,
            policy=policy(quotas=(quota(allows_exemption=allows),)),
            settings=settings(repair_costs=RepairCosts(change_lifted=1000)),
        )
        said = _said(space)
        assert ("để Đài Truyền thanh thành phố Lào Cai phát thay trong tuần này" in said) == allows
        assert ("tạm miễn cho đơn vị trong tuần này" in said) == allows


def test_nothing_is_proposed_for_what_is_over() -> None:
    """On Sunday evening only Sunday night is left to be changed."""
    space = workspace(window_sets=(window_set(windows=daily_windows("17:00-17:05")),), programmes=(programme(),))
    found = explained(space, now=moment("2023-04-09T17:10"))
    assert {edit.day for one in found.repairs for edit in one.repair.edits} == {6, -1}
    assert [word(one.said.code, one.said.values, "vi") for one in found.repairs] == [
        "thêm 15 phút cho khung Chủ nhật 17:00-17:05, đến 17:20",
        "thêm khung Chủ nhật 17:10-17:20",
        "tạm miễn cho đơn vị trong tuần này",
    ]


def test_locked_airings_keep_their_times() -> None:
    """A locked first run takes its minutes of Monday's window, and Monday is its day."""
    lock = Lock(
        station="xa-02635", programme="xa-ntm", run=Run.FIRST, day=date(2023, 4, 3), start=clock("17:00"), reason="Họp"
    )
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:00-17:10", days=(0,))),),
        programmes=(programme(floor=2, repeats=0), programme("xa-ocop", repeats=0)),
        locks=(lock,),
    )
    found = explained(space)
    assert {floor.programme.id for floor in found.floors} == {"xa-ntm", "xa-ocop"}
    (first, *_) = found.repairs
    assert first.repair.is_cheapest
    assert all(edit.day != 0 or edit.window != (1020, 1030) or edit.minutes >= 10 for edit in first.repair.edits)


def test_a_week_whose_locks_cannot_be_kept_has_no_repair_but_exemption() -> None:
    """Somebody must take the lock away first."""
    lock = Lock(
        station="xa-02635",
        programme="xa-ntm",
        run=Run.REPEAT,
        day=date(2023, 4, 3),
        start=timedelta(hours=17),
        reason="Họp",
    )
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:00-17:05", days=(0,))),),
        programmes=(programme(floor=1, repeats=1),),
        locks=(lock,),
    )
    (only,) = _repairs(space)
    assert only.repair.edits == (Edit(kind=EditKind.EXEMPTION),)
    assert not only.repair.is_cheapest


def _relayed() -> WindowSet:
    relay = Relay(weekday=SATURDAY, start=clock("17:00"), end=clock("17:15"), origin="district")
    return window_set(windows=daily_windows("17:00-17:30", days=(SATURDAY,)), relays=(relay,))


def _repairs(space: Workspace) -> tuple[ExplainedRepair, ...]:
    return explained(space).repairs


def _said(space: Workspace) -> list[str]:
    return [word(one.said.code, one.said.values, "vi") for one in _repairs(space)]
