"""Room: do a station's ordinary windows hold what a programme owes?"""

from collections import Counter
from collections.abc import Iterator, Sequence

from ntm_playout.model.periods import period_label
from ntm_playout.model.time import MINUTE, Week, week_of
from ntm_playout.problems import Problem, warning
from ntm_playout.workspace.entries import Entries
from ntm_playout.workspace.programmes_file import PeriodFloorRecord, ProgrammeRecord
from ntm_playout.workspace.records import Placed
from ntm_playout.workspace.windows_file import WindowSetRecord


def check_room(
    placed: Placed[ProgrammeRecord], window_set: WindowSetRecord, counted: Sequence[Week]
) -> Iterator[Problem]:
    """Yield what a programme owes and cannot have in a window set, were it there alone; `counted` are all weeks."""
    programme, windows = placed.record, window_set.windows_of(placed.record.outlet)
    about = {"programme": programme.id, "windows": window_set.id}
    longest = max(((window.free_end - window.start) // MINUTE for window in windows), default=0)
    if longest < programme.length_min:
        place = placed.place("length_min")
        yield warning(place, "programme-too-long", length=programme.length_min, longest=longest, **about)
        return
    length = programme.length_min * MINUTE
    days = len({day for window in windows if window.start + length <= window.free_end for day in window.days})
    target = programme.first_runs.target or programme.first_runs.floor
    if days < target:
        yield warning(placed.place("first_runs"), "target-over-days", target=target, days=days, **about)
    for number, owed in enumerate(programme.first_runs.periods):
        short = _too_short(programme, owed, days, counted)
        if short:
            place = placed.place("first_runs", "periods", number)
            yield warning(
                place, "period-over-days", floor=owed.floor, days=days, count=len(short), first=short[0], **about
            )


def _too_short(
    programme: ProgrammeRecord, owed: PeriodFloorRecord, days: int, counted: Sequence[Week]
) -> tuple[str, ...]:
    """Return the periods whose weeks have fewer days than a programme owes first runs, which have days of their own."""
    in_force = programme.in_force.model()
    names = Counter(period_label(week, owed.period) for week in counted if in_force.holds_week(week))
    return tuple(name for name, weeks in names.items() if name and weeks * days < owed.floor)


def counted_weeks(entries: Entries) -> tuple[Week, ...]:
    """Return the whole weeks of the document, from the first that quotas count; none if they cannot be read."""
    if entries.document is None or entries.settings is None:
        return ()
    document = entries.document.record
    week, last = max(week_of(document.first), entries.settings.record.counting_from), week_of(document.last)
    weeks = (week.plus(number) for number in range((last.monday - week.monday).days // 7 + 1))
    return tuple(one for one in weeks if document.days.holds_week(one))
