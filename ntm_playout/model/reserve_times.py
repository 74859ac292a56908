"""Reserve times: when can a station air again what it could not air at its time (giờ dự phòng, phát bù)?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain

from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.sessions import Session, sessions
from ntm_playout.model.time import Span, Week
from ntm_playout.model.workspace import Workspace


def reserve_times(workspace: Workspace, plan: Plan, station: str) -> Mapping[str, datetime]:
    """Return the reserve time of each of a station's airings by id; an airing for which none is left is absent.

    It is the first time of the week in a later session than the airing's own (else later in that one: what kept an
    airing off the air seldom ends with it) that is clear of relays, blackouts, quiet hours, minutes kept for notices,
    all airings, and the reserve times of earlier airings.  It follows from the plan and the workspace alone, so that
    what a tick sheet prints and what matching knows are the same.
    """
    found: dict[str, datetime] = {}
    airings = plan.airings_by_station.get(station, ())
    for outlet in dict.fromkeys(airing.outlet for airing in airings):
        own = [airing for airing in airings if airing.outlet is outlet]
        held = sessions(workspace, workspace.station_by_id[station], outlet, plan.week)
        found |= _given(own, held, workspace.settings.grid, plan.week)
    return found


def _given(
    airings: Sequence[Airing], held: Sequence[Session], grid: timedelta, week: Week
) -> Iterator[tuple[str, datetime]]:
    """Yield airings in order of time with the first free time for each, which is then free no more."""
    left = _left((span for session in held for span in session.free), (airing.span for airing in airings))
    for airing in airings:
        own_end = max((session.span.end for session in held if session.span.contains(airing.span)), default=None)
        later = _starts(airing, left, own_end or airing.span.end, grid, week)
        start = next(chain(later, _starts(airing, left, airing.span.end, grid, week)), None)
        if start is not None:
            yield airing.id, start
            left = _left(left, [Span(start, start + airing.length)])


def _starts(
    airing: Airing, free: Iterable[Span], not_before: datetime, grid: timedelta, week: Week
) -> Iterator[datetime]:
    """Yield the first time on the grid within each free span at which `airing` can begin."""
    for span in free:
        earliest = max(span.start, not_before)
        start = earliest + (week.span.start - earliest) % grid
        if start + airing.length <= span.end:
            yield start


def _left(free: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    left = list(free)
    for cut in taken:
        left = [piece for part in left for piece in part.without(cut)]
    return left
