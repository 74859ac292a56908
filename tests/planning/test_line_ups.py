"""Line-ups: filled, exact, shared, kept apart, in the listeners' languages."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.model.calendar import Calendar, Holiday
from ntm_playout.model.plan import Airing, LineUp, Run
from ntm_playout.model.policy import Strand, Theme
from ntm_playout.model.segments import Segment, Version, Withdrawal
from ntm_playout.model.stations import EVERY_STATION, Outlet, Profile, Station
from ntm_playout.model.time import DateSpan
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.line_ups import choose_line_ups
from ntm_playout.problems import Source
from tests import build
from tests.build import WEEK, minutes, seconds
from tests.planning.airing_weeks import filled_week, line_up_at, rolled_weeks, segment_ids, week_airings

LANGUAGES = ("vi-VN", "hmn-VN")


def communes(count: int, **changes: object) -> tuple[Station, ...]:
    return tuple(build.station(f"xa-{number:05}", **changes) for number in range(1, count + 1))


def test_every_first_run_is_filled_and_its_repeats_carry_the_same_edition() -> None:
    """A repeat is a planned repeat of the same line-up."""
    plan, problems = filled_week(build.workspace())
    assert problems == ()
    editions = [airing.edition for airing in plan.airings]
    assert editions == ["2023w14-ntm-10-vi-01"] * 2 + ["2023w14-ntm-10-vi-02"] * 2
    assert [line_up.edition for line_up in plan.line_ups] == ["2023w14-ntm-10-vi-01", "2023w14-ntm-10-vi-02"]


def test_stations_that_ask_alike_share_one_line_up_a_turn() -> None:
    """152 stations of one profile need two line-ups for their two programmes, not 304."""
    plan, _ = filled_week(build.workspace(stations=communes(152)))
    assert len(plan.line_ups) == 2
    assert Counter(airing.edition for airing in plan.airings) == {
        "2023w14-ntm-10-vi-01": 304,
        "2023w14-ntm-10-vi-02": 304,
    }


def test_audiences_share_what_both_understand() -> None:
    """Another profile is no reason for another line-up where the language is the same."""
    stations = (build.station("xa-1"), build.station("xa-2", profile="mong"))
    plan, _ = filled_week(build.workspace(stations=stations))
    assert len(plan.line_ups) == 2


def test_an_own_segment_is_preferred_and_only_its_station_has_another_line_up() -> None:
    """At equal priority the station's own piece goes before its district's, that before the province's."""
    stations = (
        build.station("tinh-10", tier="province"),
        build.station("huyen-1", tier="district", parent="tinh-10"),
        *(build.station(f"xa-{n}", parent="huyen-1") for n in (1, 2, 3)),
    )
    pool = build.segments(30)
    pool = (*pool[:20], replace(pool[20], origin="huyen-1"), replace(pool[21], origin="xa-1"), *pool[22:])
    plan, _ = filled_week(build.workspace(stations=stations, segments=pool), runs=1)
    assert {"ntm-20", "ntm-21"} <= set(segment_ids(line_up_at(plan, "xa-1")))
    assert "ntm-20" in segment_ids(line_up_at(plan, "xa-2"))
    assert "ntm-21" not in segment_ids(line_up_at(plan, "xa-2"))
    assert line_up_at(plan, "xa-2") == line_up_at(plan, "xa-3") != line_up_at(plan, "xa-1")


def test_sharing_goes_before_evenness() -> None:
    """A station with another history takes over the line-up of the others if it is worth as much to it."""
    workspace = build.workspace(stations=communes(3))
    history = rolled_weeks(workspace, 1)
    lone = history[0].airings[:4]
    without = replace(history[0], airings=tuple(airing for airing in history[0].airings if airing not in lone))
    plan, _ = filled_week(workspace, WEEK.plus(1), 1, (without,))
    fresh = line_up_at(plan, lone[0].station)
    assert fresh == line_up_at(plan, "xa-00002"), "what is new to all is worth the same to all"


def test_theme_frame_and_holiday_come_first_and_priority_after_them() -> None:
    """KH 01 III.2-3: communication keeps to the theme before anything else."""
    policy = build.policy(
        themes=(
            Theme(year=2023, month=0, title="Năm", topics=("d",)),
            Theme(year=2023, month=4, title="Tháng", topics=("e",)),
            Theme(year=2023, month=5, title="Tháng sau", topics=("a",)),
            Theme(year=2022, month=0, title="Năm trước", topics=("a",)),
        )
    )
    calendar = Calendar(
        holidays=(
            Holiday(day=date(2023, 4, 9), name="Ngày lễ", topics=("g",)),
            Holiday(day=date(2023, 4, 10), name="Tuần sau", topics=("a",)),
        )
    )
    pool = [build.segment(f"a-{n}", topic="a", priority=9) for n in range(6)]
    pool += [build.segment(f"{letter}-0", topic=letter, priority=0) for letter in "deg"]
    plan, _ = filled_week(build.workspace(policy=policy, calendar=calendar, segments=tuple(pool)), runs=1)
    heard = segment_ids(line_up_at(plan, "xa-02635"))
    assert sorted(heard[:3]) == ["d-0", "e-0", "g-0"]
    assert heard[3:] == ["a-0"]


def test_a_higher_priority_goes_before_what_is_newer_or_nearer() -> None:
    """Among pieces outside the theme the editor's priority decides."""
    pool = [build.segment(f"new-{n}", approved_on=date(2023, 4, 2), origin="xa-02635") for n in range(4)]
    pool += [build.segment(f"old-{n}", priority=8) for n in range(4)]
    plan, _ = filled_week(build.workspace(segments=tuple(pool)), runs=1)
    assert segment_ids(line_up_at(plan, "xa-02635")) == ["old-0", "old-1", "old-2", "old-3"]


def test_newer_segments_go_first_among_equals() -> None:
    """A piece of last week is fresher than one of last month."""
    pool = [build.segment(f"old-{n}", approved_on=date(2023, 2, 1)) for n in range(4)]
    pool += [build.segment(f"week-{n}", approved_on=date(2023, 3, 28)) for n in range(4)]
    plan, _ = filled_week(build.workspace(segments=tuple(pool)), runs=1)
    assert {name[:4] for name in segment_ids(line_up_at(plan, "xa-02635"))} == {"week"}


def test_what_rested_longest_comes_back_first() -> None:
    """With too few pieces for new ones every week, all of the catalogue is heard in turn."""
    plans = rolled_weeks(build.workspace(segments=build.segments(16)), 8, runs=1)
    heard = Counter(segment for plan in plans for segment in segment_ids(line_up_at(plan, "xa-02635")))
    assert set(heard.values()) == {2}


def mong_workspace(recorded: int, **changes: object) -> Workspace:
    """Mông listeners, 40 % Vietnamese, and `recorded` of the segments in Mông as well."""
    pool = build.segments(40)
    waiting = Version(language="hmn-VN", length=seconds(120))
    ready = replace(waiting, audio=Path("segments/tin.hmn-VN.wav"))
    pool = tuple(
        replace(segment, versions=(*segment.versions, ready if number < recorded else waiting))
        for number, segment in enumerate(pool)
    )
    fields: dict[str, object] = {"stations": communes(5, profile="mong"), "segments": pool}
    return build.workspace(**(fields | changes))


def test_an_audience_hears_its_languages_in_proportion_over_the_weeks() -> None:
    """Five programmes at 60 to 40 are three in Mông and two in Vietnamese."""
    plans = rolled_weeks(mong_workspace(40), 5, runs=1)
    heard = [line_up_at(plan, "xa-00001").entries[0].language for plan in plans]
    assert heard == ["hmn-VN", "vi-VN", "hmn-VN", "vi-VN", "hmn-VN"]
    assert all(len({entry.language for entry in line_up.entries}) == 1 for plan in plans for line_up in plan.line_ups)


def test_a_language_without_recordings_gives_way_and_is_named_once() -> None:
    """The next language of the audience is heard; one warning for all stations says what is to be recorded."""
    segments_csv = Source(path="lao-cai/segments.csv", line=7)
    workspace = mong_workspace(2)
    workspace = replace(
        workspace, segments=tuple(replace(segment, source=segments_csv) for segment in workspace.segments)
    )
    plan, problems = filled_week(workspace)
    assert {entry.language for line_up in plan.line_ups for entry in line_up.entries} == {"vi-VN"}
    assert [problem.line("en") for problem in problems] == [
        "lao-cai/segments.csv: language-not-recorded: not enough can be aired in tiếng Mông for the audience 'mong': "
        "5 stations hear Nông thôn mới in another language; 38 listed versions are still to be recorded"
    ]


def test_a_fixed_language_is_kept_however_little_there_is() -> None:
    """A programme in one language is filled in part, and the warning says how far."""
    programme = build.programme(language="hmn-VN")
    plan, problems = filled_week(mong_workspace(2, programmes=(programme,)), runs=1)
    assert len(line_up_at(plan, "xa-00001").entries) == 2
    assert [(problem.code, problem.values["stations"], problem.values["percent"]) for problem in problems] == [
        ("thin-line-up", 5, 43)
    ]


def test_what_nothing_can_fill_keeps_no_edition_and_says_why() -> None:
    """The reasons are counted, once for all stations; the other airings are filled all the same."""
    pool = (
        build.segment("wrong", withdrawal=Withdrawal(at=build.ISSUED_AT, by="Trưởng phòng", reason="Sai số liệu")),
        build.segment("draft", approver=""),
        build.segment("late", approved_on=date(2023, 4, 4)),
        build.segment("old", valid=DateSpan(last=date(2023, 4, 3))),
        build.segment("mong", languages=("hmn-VN",)),
        build.segment("huge", length=700),
        build.segment("ocop", strand=Strand.OCOP),
    )
    plan, problems = filled_week(build.workspace(stations=communes(9), segments=pool), runs=1)
    assert {airing.edition for airing in plan.airings} == {""}
    assert [problem.message("en") for problem in problems] == [
        "nothing can fill 'Nông thôn mới' in tiếng Việt at 9 stations: of 6 NTM segments 1 are withdrawn, 2 are not "
        "approved, 1 not valid on the days, 1 have no recording or voice, 0 were heard lately, 1 do not fit into 9:24"
    ]


def test_the_days_of_the_repeats_count_for_validity() -> None:
    """A piece that ends between the first run and its repeat is not aired at all."""
    ends_between = [build.segment(f"ends-{n}", priority=9, valid=DateSpan(last=date(2023, 4, 3))) for n in range(4)]
    workspace = build.workspace(segments=(*ends_between, *build.segments(8)))
    first, repeat = week_airings(workspace, runs=1)
    with_repeat = choose_line_ups(workspace, WEEK, (first, repeat), ()).line_ups
    alone = choose_line_ups(workspace, WEEK, (first,), ()).line_ups
    assert all(name.startswith("ntm") for name in segment_ids(with_repeat[0]))
    assert all(name.startswith("ends") for name in segment_ids(alone[0]))


def test_an_audience_with_two_empty_languages_gets_what_there_is_most_of() -> None:
    """Where no language has enough the fullest line-up is aired and called thin."""
    profile = Profile(id="mong", shares={"vi-VN": 40, "hmn-VN": 60})
    pool = (build.segment("vi-1"), build.segment("vi-2"), build.segment("hmn-1", languages=("hmn-VN",)))
    workspace = build.workspace(
        stations=communes(1, profile="mong"),
        segments=pool,
        settings=build.settings(profiles=(profile,), voices={"vi-VN": "vi", "hmn-VN": "hmn"}),
    )
    plan, problems = filled_week(workspace, runs=1)
    assert segment_ids(line_up_at(plan, "xa-00001")) == ["vi-1", "vi-2"]
    assert {problem.code for problem in problems} == {"thin-line-up", "language-not-recorded"}


def whole(name: str, length: int, priority: int = 9) -> Segment:
    return build.segment(name, length=length, priority=priority, is_programme=True)


@pytest.mark.parametrize(("length", "is_chosen"), [(600, True), (540, True), (539, False), (601, False)])
def test_a_whole_programme_airs_alone_where_it_fits_the_slot(length: int, is_chosen: bool) -> None:
    """It may be shorter than its slot by a minute, and never longer; nothing stands beside it."""
    plan, _ = filled_week(build.workspace(segments=(*build.segments(8), whole("tron-goi", length))), runs=1)
    heard = segment_ids(line_up_at(plan, "xa-02635"))
    assert (heard == ["tron-goi"]) is is_chosen
    assert is_chosen or "tron-goi" not in heard


def test_a_whole_programme_has_to_be_worth_it() -> None:
    """Filling the slot to the second does not make up for lower priority."""
    dull = whole("tron-goi", 600, priority=4)
    plan, _ = filled_week(build.workspace(segments=(*build.segments(8, length=130), dull)), runs=1)
    assert "tron-goi" not in segment_ids(line_up_at(plan, "xa-02635"))


def test_a_whole_programme_is_shared_and_not_repeated_next_week() -> None:
    """It is a segment like others: all stations that ask alike are given it, and it rests as others do."""
    stations = (*communes(2), build.station("xa-9", parent="xa-00001"))
    local = build.segment("dia-phuong", origin="xa-9", priority=0)
    workspace = build.workspace(stations=stations, segments=(*build.segments(30), local, whole("tron-goi", 590)))
    plans = rolled_weeks(workspace, 3, runs=1)
    aired = [{segment for line_up in plan.line_ups for segment in segment_ids(line_up)} for plan in plans]
    assert ["tron-goi" in names for names in aired] == [True, False, True]
    assert len(plans[0].line_ups) == 1


def test_two_editions_share_their_segments_out() -> None:
    """Alone 45 + 60 + 135 s fill a slot best, and leave 105 + 105 s; together it is 105 + 135 and 60 + 180 s."""
    pool = tuple(
        build.segment(f"s-{length}-{n}", length=length) for n, length in enumerate((105, 60, 45, 180, 105, 135))
    )
    workspace = build.workspace(segments=pool, programmes=(build.programme(length=minutes(5)),))
    alone, _ = filled_week(workspace, runs=1)
    filled = choose_line_ups(workspace, WEEK, week_airings(workspace), ())
    lengths = [
        sorted(entry.length // seconds(1) for entry in one.entries) for one in (*alone.line_ups, *filled.line_ups)
    ]
    assert lengths[0] == [45, 60, 135]
    assert sorted(lengths[1:]) == [[60, 180], [105, 135]]
    assert filled.objective == filled.bound


def test_whole_programmes_count_in_the_bound() -> None:
    """Two whole programmes and parts for a third of the week: no line-ups could be worth more than the bound."""
    workspace = build.workspace(segments=(*build.segments(5), whole("one", 590), whole("two", 580, priority=1)))
    filled = choose_line_ups(workspace, WEEK, week_airings(workspace), ())
    assert 0 < filled.objective["line-up-value"] <= filled.bound["line-up-value"]


def test_two_outlets_of_one_station_keep_apart() -> None:
    """A station does not hear a segment twice, on whichever outlet."""
    programmes = tuple(
        build.programme(f"{outlet}-ntm", outlet=outlet, stations=EVERY_STATION) for outlet in (Outlet.TV, Outlet.RADIO)
    )
    workspace = build.workspace(stations=(build.station(outlets=(Outlet.TV, Outlet.RADIO)),), programmes=programmes)
    plan, _ = filled_week(workspace)
    heard = Counter(segment for line_up in plan.line_ups for segment in segment_ids(line_up))
    assert len(plan.line_ups) == 4
    assert set(heard.values()) == {1}


def test_a_sub_topic_that_stands_under_two_topics_is_still_one() -> None:
    """The slug decides, whatever letter a segment has it under."""
    pool = [build.segment(f"s-{n}", topic="ac"[n % 2], subtopic="che-shan-tuyet") for n in range(4)]
    plan, _ = filled_week(build.workspace(segments=(*pool, *build.segments(3))), runs=1)
    heard = segment_ids(line_up_at(plan, "xa-02635"))
    assert sum(name.startswith("s-") for name in heard) == 1


def test_plans_of_the_same_or_a_later_week_are_no_history() -> None:
    """Planning a week again chooses as it did the first time."""
    workspace = build.workspace()
    plan, _ = filled_week(workspace)
    later, _ = filled_week(workspace, WEEK.plus(1))
    assert filled_week(workspace, history=(plan, later))[0].line_ups == plan.line_ups


def test_segments_that_left_the_catalogue_do_not_trouble_history() -> None:
    """A plan of last week may name what is no longer there."""
    (plan,) = rolled_weeks(build.workspace(), 1)
    poorer = build.workspace(segments=build.segments(40)[4:])
    again, problems = filled_week(poorer, WEEK.plus(1), 1, (plan,))
    assert problems == ()
    assert len(again.line_ups) == 1


def test_a_month_has_its_own_evenness() -> None:
    """Topics heard last month weigh nothing; those of this month make room for others."""
    pool = tuple(build.segment(f"{letter}-{n}", topic=letter) for letter in "ab" for n in range(8))
    workspace = build.workspace(segments=pool, programmes=(build.programme(length=minutes(6)),))
    plans = rolled_weeks(workspace, 2, runs=1)
    topics = Counter(segment[0] for plan in plans for segment in segment_ids(line_up_at(plan, "xa-02635")))
    assert topics["a"] == topics["b"]


@st.composite
def workspaces(draw: st.DrawFn) -> Workspace:
    """Two to four stations of two audiences and a dozen segments with everything that can be wrong with one."""
    pool = []
    for number in range(draw(st.integers(0, 14))):
        languages = draw(st.sampled_from([("vi-VN",), ("hmn-VN",), LANGUAGES]))
        segment = build.segment(
            f"s-{number:02}",
            length=draw(st.integers(20, 260)),
            languages=languages,
            topic=draw(st.sampled_from("abc")),
            subtopic=f"sub-{draw(st.integers(0, 9))}",
            priority=draw(st.integers(0, 9)),
            approver=draw(st.sampled_from(["Trưởng phòng"] * 4 + [""])),
            approved_on=draw(st.sampled_from([date(2023, 1, 10), date(2023, 4, 11), None])),
            valid=draw(
                st.sampled_from([DateSpan(), DateSpan(last=date(2023, 4, 10)), DateSpan(first=date(2023, 4, 5))])
            ),
            origin=draw(st.sampled_from(["tinh-10", "huyen-1", "xa-1"])),
        )
        recorded = tuple(
            replace(version, script="", audio=Path("a.wav") if draw(st.booleans()) else None)
            if version.language == "hmn-VN"
            else version
            for version in segment.versions
        )
        pool.append(replace(segment, versions=recorded))
    stations = tuple(
        build.station(f"xa-{n}", parent="huyen-1", profile=draw(st.sampled_from(["kinh", "mong"])))
        for n in range(draw(st.integers(2, 4)))
    )
    separation = draw(st.integers(1, 3))
    return build.workspace(
        segments=tuple(pool), stations=stations, settings=build.settings(separation_weeks=separation)
    )


@given(workspace=workspaces(), runs=st.integers(1, 3))
@settings(max_examples=60)
def test_no_week_breaks_a_rule(workspace: Workspace, runs: int) -> None:
    """Over four rolling weeks: fits, sub-topics, approval, validity, sound, language and separation, all hold."""
    plans = rolled_weeks(workspace, 4, runs)
    heard: dict[tuple[str, str], list[int]] = {}
    for number, plan in enumerate(plans):
        for airing in plan.airings:
            if airing.run is Run.FIRST and airing.edition:
                for entry in plan.line_up_by_edition[airing.edition].entries:
                    heard.setdefault((airing.station, entry.segment), []).append(number)
            if airing.edition:
                assert_may_air(workspace, plan.line_up_by_edition[airing.edition], airing)
        assert {airing.edition for airing in plan.airings} - {""} == set(plan.line_up_by_edition)
    for weeks in heard.values():
        for earlier, later in combinations(weeks, 2):
            assert later - earlier >= workspace.settings.separation_weeks


def assert_may_air(workspace: Workspace, line_up: LineUp, airing: Airing) -> None:
    known = [workspace.segment_by_id[entry.segment] for entry in line_up.entries]
    assert len({segment.subtopic for segment in known}) == len(known)
    shares = workspace.profile_by_id[workspace.station_by_id[airing.station].profile].shares
    day = airing.start.date()
    for segment, entry in zip(known, line_up.entries, strict=True):
        assert entry.language in shares
        assert segment.is_approved
        assert segment.approved_on is not None
        assert segment.approved_on <= day
        assert segment.valid.holds(day)
        version = segment.version(entry.language)
        assert version is not None
        assert version.length == entry.length
        assert version.audio or (version.script and entry.language in workspace.settings.voices)
    template = workspace.templates[0]
    spoken = sum((entry.length + template.per_segment for entry in line_up.entries), timedelta(0))
    assert template.overhead + spoken + seconds(5) <= airing.length


@given(workspace=workspaces(), order=st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_files_and_airings_changes_nothing(workspace: Workspace, order: random.Random) -> None:
    """Stations, segments and airings in another order give the same editions."""
    airings = week_airings(workspace)
    shuffled = list(airings)
    order.shuffle(shuffled)
    mixed = replace(
        workspace,
        segments=tuple(order.sample(workspace.segments, len(workspace.segments))),
        stations=tuple(reversed(workspace.stations)),
    )
    first = choose_line_ups(workspace, WEEK, airings, ())
    second = choose_line_ups(mixed, WEEK, tuple(shuffled), ())
    assert sorted(first.airings, key=lambda airing: airing.id) == sorted(second.airings, key=lambda airing: airing.id)
    assert replace(first, airings=()) == replace(second, airings=())
