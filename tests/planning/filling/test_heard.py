"""What was heard: how far back segments, topics and languages count."""

from dataclasses import replace

from ntm_playout.model.plan import LineUp, LineUpEntry, Plan
from ntm_playout.model.policy import Strand
from ntm_playout.model.time import Week
from ntm_playout.planning.filling.heard import Heard, HeardBefore
from tests import build
from tests.build import WEEK, seconds
from tests.planning.airing_weeks import airing

SEGMENTS = {segment.id: segment for segment in build.segments(3)}


def aired(week: Week, *, repeat: bool = False, segment: str = "ntm-01") -> Plan:
    """A plan of one airing at the default station, of one two-minute segment on topic b."""
    run = airing(build.station(), build.programme(), week, 1, 0, repeat=repeat)
    entry = LineUpEntry(segment=segment, language="vi-VN", length=seconds(120))
    line_up = LineUp(edition="e", entries=(entry,))
    return Plan(week=week, revision=0, airings=(run._replace(edition="e"),), line_ups=(line_up,), duties=())


def heard(*plans: Plan, week: Week = WEEK, separation: int = 2) -> Heard:
    return HeardBefore(week, plans, SEGMENTS, separation).of("xa-02635", Strand.NTM)


def test_the_latest_week_counts_for_separation() -> None:
    """Heard five weeks and one week ago is heard one week ago."""
    found = heard(aired(WEEK.plus(-1)), aired(WEEK.plus(-5)))
    assert found.weeks_ago == {"ntm-01": 1}


def test_separation_may_reach_further_back_than_rest() -> None:
    """A workspace may want a whole quarter between two airings."""
    assert heard(aired(WEEK.plus(-10))).weeks_ago == {}
    assert heard(aired(WEEK.plus(-10)), separation=12).weeks_ago == {"ntm-01": 10}


def test_topics_count_within_the_month_of_the_thursday() -> None:
    """Week 13 of 2023 ends in April and belongs to March."""
    assert heard(aired(Week(2023, 13)), week=Week(2023, 14)).topic_units == {}
    assert heard(aired(Week(2023, 14)), week=Week(2023, 17)).topic_units == {"b": 8}


def test_languages_count_within_the_quarter() -> None:
    """The counts begin anew, so that what lacked recordings for long is not made up for without end."""
    for before, week, languages in ((13, 14, ()), (14, 26, (("vi-VN", 1),))):
        found = HeardBefore(Week(2023, week), [aired(Week(2023, before))], SEGMENTS, 2)
        assert found.languages("xa-02635", "xa-ntm", ("hmn-VN", "vi-VN")) == languages


def test_only_weeks_that_matter_tell_audiences_apart() -> None:
    """Two stations that heard the same lately are one audience, whatever they heard in winter, or of OCOP."""
    long_ago = aired(WEEK.plus(-12), segment="ntm-02")
    elsewhere = long_ago.airings[0]._replace(id="xa-1-x", station="xa-1", edition="other")
    other = replace(long_ago.line_ups[0], edition="other")
    lately = aired(WEEK.plus(-1))
    both = replace(lately, airings=(*lately.airings, lately.airings[0]._replace(id="xa-1-y", station="xa-1")))
    before = replace(long_ago, airings=(*long_ago.airings, elsewhere), line_ups=(*long_ago.line_ups, other))
    found = HeardBefore(WEEK, [before, both], SEGMENTS, 2)
    assert found.of("xa-02635", Strand.NTM) is found.of("xa-1", Strand.NTM)
    assert found.of("xa-02635", Strand.OCOP).weeks_ago == {}


def test_the_same_month_of_another_year_is_another_month() -> None:
    """History may be years long."""
    found = heard(aired(Week(2022, 14)), week=Week(2023, 15))
    assert (found.weeks_ago, found.topic_units) == ({}, {})


def test_repeats_and_the_week_itself_do_not_count() -> None:
    """Repeats are planned repeats; a week that is planned again knows nothing of its first plan."""
    assert heard(aired(WEEK.plus(-1), repeat=True)).weeks_ago == {}
    assert heard(aired(WEEK)).weeks_ago == {}
    assert heard(aired(WEEK.plus(1))).weeks_ago == {}


def test_a_segment_that_left_the_catalogue_has_no_topic() -> None:
    """It was heard all the same."""
    found = heard(aired(Week(2023, 14), segment="gone"), week=Week(2023, 15))
    assert (found.weeks_ago, found.topic_units) == ({"gone": 1}, {})
