"""Content balance: topics, themes, languages, origins and ages of what is aired."""

from dataclasses import replace
from datetime import date, timedelta

from ntm_playout.checks.content.balance import check_balance
from ntm_playout.checks.content.balance_problems import balance_problems
from ntm_playout.model.balance import AgeLine, Balance
from ntm_playout.model.policy import Theme
from ntm_playout.model.workspace import Workspace
from tests import build
from tests.checks.plans import good_plan
from tests.plans import airing, line_up, plan

THEMES = (
    Theme(year=2023, month=0, title="Năm", topics=("a", "b")),
    Theme(year=2023, month=4, title="Tháng tư", topics=("đ",)),
    Theme(year=2023, month=5, title="Tháng năm", topics=("a",)),
    Theme(year=2024, month=0, title="Năm sau", topics=("a",)),
)


def workspace() -> Workspace:
    """Return a workspace with themes, in which the first segment was made by the station itself a year before."""
    whole = build.workspace(policy=build.policy(themes=THEMES))
    own = replace(whole.segments[0], origin="xa-02635", approved_on=date(2022, 4, 1))
    return replace(whole, segments=(own, *whole.segments[1:]))


def test_air_time_is_shared_among_topics() -> None:
    """Each segment of each first run counts once, by its length; repeats are the same once more."""
    balance = check_balance(workspace(), (good_plan(),))
    found = {line.topic: (line.airtime, line.plays, line.segments) for line in balance.topics if line.plays}
    two = timedelta(minutes=2)
    assert found == {"a": (two, 1, 1), "b": (two, 1, 1), "c": (two, 1, 1), "d": (two, 1, 1), "đ": (two, 1, 1)}
    assert [line.topic for line in balance.topics] == list("abcdđefghikl")
    assert balance.airtime == timedelta(minutes=10)


def test_themes_are_of_their_year_and_month() -> None:
    """Only those under which something was aired are shown; a week is of the month of its Thursday."""
    balance = check_balance(workspace(), (good_plan(),))
    assert [(line.theme.title, line.airtime, line.total) for line in balance.themes] == [
        ("Năm", timedelta(minutes=4), timedelta(minutes=10)),
        ("Tháng tư", timedelta(minutes=2), timedelta(minutes=10)),
    ]
    end_of_march = plan(airing("a1", "2023-04-01T05:15"), line_ups=(line_up("e1", "ntm-00"),), week=build.WEEK.plus(-1))
    assert [line.theme.month for line in check_balance(workspace(), (end_of_march,)).themes] == [0]


def test_languages_are_set_beside_the_audience() -> None:
    """A language of the profile that nobody spoke is there with nothing, one that nobody asked for too."""
    station = build.station(profile="mong")
    whole = replace(workspace(), stations=(station,))
    spoken = plan(
        airing("a1"),
        airing("a2", "2023-04-06T05:15", edition="e2"),
        line_ups=(line_up("e1", "ntm-00"), line_up("e2", "ntm-01", language="tyz-VN")),
    )
    lines = [(one.language, one.asked_percent, one.airtime) for one in check_balance(whole, (spoken,)).languages]
    two = timedelta(minutes=2)
    assert lines == [("hmn-VN", 60, timedelta(0)), ("vi-VN", 40, two), ("tyz-VN", 0, two)]


def test_own_pieces_are_told_from_shared_ones() -> None:
    """What the station made itself is its own; who made what is heard where."""
    whole = workspace()
    whole = replace(whole, stations=(*whole.stations, build.station("tinh-10", tier="province")))
    balance = check_balance(whole, (good_plan(),))
    assert [(line.tier, line.own, line.shared) for line in balance.origins] == [
        ("commune", timedelta(minutes=2), timedelta(minutes=8))
    ]
    assert [(line.station, line.segments, line.plays, line.listeners) for line in balance.makers] == [
        ("xa-02635", 1, 1, 1),
        ("tinh-10", 4, 4, 1),
    ]


def test_ages_count_from_the_approval() -> None:
    """Four were approved twelve weeks before, one a year before."""
    assert check_balance(workspace(), (good_plan(),)).ages == (
        AgeLine(weeks=4, plays=0),
        AgeLine(weeks=13, plays=4),
        AgeLine(weeks=26, plays=0),
        AgeLine(weeks=None, plays=1),
    )


def test_what_the_workspace_no_longer_has_is_left_out() -> None:
    """A plan of last year may name segments and stations that are gone."""
    whole = replace(workspace(), segments=workspace().segments[1:])
    assert check_balance(whole, (good_plan(),)).airtime == timedelta(minutes=8)
    assert check_balance(replace(whole, stations=()), (good_plan(),)) == replace(
        Balance(), topics=check_balance(whole, ()).topics
    )


def test_problems_name_silence_languages_and_themes() -> None:
    """Contests are activities more than a topic of every week; ten points of a language are let pass."""
    whole = replace(workspace(), stations=(build.station(profile="mong"),))
    topics = tuple(
        replace(topic, code="contests_events") if topic.id == "k" else topic for topic in whole.policy.topics
    )
    themes = (Theme(year=2023, month=4, title="Tháng tư", topics=("l",)),)
    whole = replace(whole, policy=replace(whole.policy, topics=topics, themes=themes))
    lines = [problem.line("en") for problem in balance_problems(whole, check_balance(whole, (good_plan(),)))]
    assert lines == [
        "topics-not-aired: no first run spoke of the topics: e, f, g, h, i, l",
        "language-short: profile 'mong': 0% of the air time is in tiếng Mông, 60% are asked for",
        "theme-not-aired: nothing was aired on the topics of 'Tháng tư': l",
    ]
    assert not list(balance_problems(whole, check_balance(whole, ())))
