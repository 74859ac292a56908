"""Crews of a week for tests: two or three stations with little time and fewer people."""

from hypothesis import strategies as st

from ntm_playout.model.programmes import Programme
from ntm_playout.model.staff import Person
from ntm_playout.model.stations import Outlet, Station
from ntm_playout.model.time import HOUR, MINUTE
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.habits import Regular
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Anchor, Demand, Opening, StationWeek
from ntm_playout.planning.rostering.abilities import staffed_days
from tests.build import WEEK, person, programme, station, workspace

CLOCKS = (300, 1020)
DAYS = (0, 1, 2)


@st.composite
def crew_weeks(draw: st.DrawFn) -> tuple[Workspace, tuple[OutletWeek, ...]]:
    """Draw a workspace and the outlets of its stations in the ordinary week."""
    stations = tuple(
        station(f"xa-{number}", profile=draw(st.sampled_from(("kinh", "mong"))))
        for number in range(draw(st.integers(1, 3)))
    )
    space = workspace(stations=stations, staff=draw(_staff(stations)))
    return space, tuple(draw(_outlet_weeks(space, one)) for one in stations)


@st.composite
def _staff(draw: st.DrawFn, stations: tuple[Station, ...]) -> tuple[Person, ...]:
    names = st.lists(st.sampled_from([one.id for one in stations]), min_size=1, unique=True)
    return tuple(
        person(
            f"truc-{number}",
            stations=tuple(draw(names)),
            weekdays=draw(st.sampled_from((DAYS, DAYS, (0, 1), (2,), ()))),
            languages=draw(st.sampled_from((("vi-VN",), ("hmn-VN",), ("vi-VN", "hmn-VN")))),
            max_per_week=draw(st.sampled_from((9, 9, 2, 1, 0))),
            rest=draw(st.sampled_from((0, 0, 12, 24))) * HOUR,
        )
        for number in range(draw(st.integers(1, 3)))
    )


@st.composite
def _outlet_weeks(draw: st.DrawFn, space: Workspace, one: Station) -> OutletWeek:
    programmes = tuple(
        programme(f"p{number}", length=draw(st.sampled_from((5, 10))) * MINUTE, language=draw(_languages()))
        for number in range(draw(st.sampled_from((1, 1, 2))))
    )
    asked = StationWeek(
        outlet=Outlet.LOUDSPEAKER,
        grid=5,
        repeat_after=360,
        openings=draw(_openings()),
        demands=tuple(draw(_demands(space, one, number, show)) for number, show in enumerate(programmes)),
    )
    regular = Regular(place_once(asked), asked)
    return OutletWeek(
        station=one, outlet=Outlet.LOUDSPEAKER, programmes=programmes, asked=asked, windows=(), regular=regular
    )


def _languages() -> st.SearchStrategy[str]:
    return st.sampled_from(("audience", "audience", "hmn-VN"))


@st.composite
def _openings(draw: st.DrawFn) -> tuple[Opening, ...]:
    times = draw(st.sets(st.tuples(st.sampled_from(DAYS), st.sampled_from(CLOCKS)), max_size=4))
    begins = [day * MINUTES_OF_DAY + clock for day, clock in sorted(times)]
    lengths = st.sampled_from((10, 15))
    return tuple(
        Opening(day=begin // MINUTES_OF_DAY, begins=begin, free=((begin, begin + draw(lengths)),)) for begin in begins
    )


@st.composite
def _demands(draw: st.DrawFn, space: Workspace, one: Station, turn: int, show: Programme) -> Demand:
    minutes = st.builds(lambda day, clock: day * MINUTES_OF_DAY + clock, st.sampled_from(DAYS), st.sampled_from(CLOCKS))
    anchor = st.builds(lambda is_repeat, minute: Anchor(is_repeat=is_repeat, minute=minute), st.booleans(), minutes)
    anchors = st.lists(anchor, max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
    return Demand(
        length=show.length // MINUTE,
        floor=1,
        target=draw(st.sampled_from((1, 2))),
        repeats=draw(st.sampled_from((0, 0, 1))),
        turn=turn,
        habit=draw(anchors),
        published=draw(st.one_of(st.just(()), anchors)),
        staffed_days=staffed_days(space, one, show, WEEK),
    )
