"""What a crew can do in a week."""

from datetime import date

from ntm_playout.model.staff import crews_of
from ntm_playout.model.time import DateSpan
from ntm_playout.planning.rostering.abilities import abilities_of, people_by_day, staffed_days
from tests.build import WEEK, person, programme, station, workspace

MONDAY, TUESDAY, SUNDAY = 1, 2, 64


def test_days_of_all_who_can() -> None:
    """A programme for the audience may be in any of its languages; one with a language of its own only in that."""
    staff = (
        person("truc-1", weekdays=(0, 1)),
        person("truc-2", weekdays=(6,), languages=("hmn-VN",)),
        person("truc-3", weekdays=(2,), languages=("jrai-VN",)),
        person("truc-4", weekdays=(3,), stations=("xa-2",)),
    )
    space = workspace(staff=staff)
    mong = station(profile="mong")
    assert staffed_days(space, mong, programme(), WEEK) == MONDAY | TUESDAY | SUNDAY
    assert staffed_days(space, station(), programme(), WEEK) == MONDAY | TUESDAY
    assert staffed_days(space, mong, programme(language="hmn-VN"), WEEK) == SUNDAY
    assert staffed_days(space, mong, programme(language="cja-VN"), WEEK) == 0


def test_away_in_one_week_only() -> None:
    """Who is away is back the week after."""
    away = person(weekdays=(0, 1), away=(DateSpan(first=date(2023, 4, 4), last=date(2023, 4, 9)),))
    space = workspace(staff=(away,))
    assert staffed_days(space, station(), programme(), WEEK) == MONDAY
    assert staffed_days(space, station(), programme(), WEEK.plus(1)) == MONDAY | TUESDAY


def test_away_without_an_end() -> None:
    """Leave may have begun before all records, or last for good; two leaves of one person add up."""
    since_ever = DateSpan(last=date(2023, 4, 3))
    for_good = DateSpan(first=date(2023, 4, 5))
    space = workspace(staff=(person(weekdays=(0, 1, 2), away=(since_ever, for_good)),))
    assert staffed_days(space, station(), programme(), WEEK.plus(-1)) == 0
    assert staffed_days(space, station(), programme(), WEEK) == TUESDAY
    assert staffed_days(space, station(), programme(), WEEK.plus(1)) == 0


def test_nobody_is_missed_where_there_is_no_staff() -> None:
    """A station without staff can air on every day."""
    assert staffed_days(workspace(staff=()), station(), programme(), WEEK) == 127


def test_people_are_bits_in_order_of_id() -> None:
    """The first by id is the lowest bit."""
    (crew,) = crews_of(
        (person("truc-2", weekdays=(0,)), person("truc-1", stations=("xa-2", "xa-02635"), weekdays=(0, 6)))
    )
    abilities = abilities_of(crew)
    assert (abilities.at, abilities.home) == ({"xa-02635": 3, "xa-2": 1}, {"xa-02635": 2, "xa-2": 1})
    assert people_by_day(abilities.days(WEEK)) == (3, 0, 0, 0, 0, 0, 1)
