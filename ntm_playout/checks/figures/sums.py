"""Sums: what did the units of a tier, a district, an area or a week owe and do together?"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ntm_playout.checks.quotas import FLOOR_REACHED
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.report_figures import Line, Sums, UnitPeriod

NOT_JUDGED = (QuotaStatus.EXEMPT, QuotaStatus.SUBSTITUTED, QuotaStatus.PENDING)


def add_up(units: Iterable[UnitPeriod]) -> Sums:
    """Add up unit-periods."""
    found = tuple(units)
    counts = Counter(one.held.status for one in found)
    judged = [one for one in found if one.held.status not in NOT_JUDGED]
    as_run = [one.held.as_run for one in found if one.held.as_run]
    return Sums(
        units=len({one.station.id for one in found}),
        judged=len(judged),
        reached=sum(counts[status] for status in FLOOR_REACHED),
        short=counts[QuotaStatus.SHORTFALL],
        breach=counts[QuotaStatus.BREACH],
        unreported=counts[QuotaStatus.UNREPORTED],
        exempt=counts[QuotaStatus.EXEMPT],
        substituted=counts[QuotaStatus.SUBSTITUTED],
        owed=sum(one.planned.floor or 0 for one in judged),
        planned=sum(one.planned.counted for one in found),
        proven=sum(one.proven for one in as_run),
        silent=sum(one.unreported for one in as_run),
        missed=sum(one.missed for one in as_run),
        repeats=sum(one.held.repeats for one in found),
    )


def lines_by(units: Iterable[UnitPeriod], key: Callable[[UnitPeriod], str]) -> Iterator[Line]:
    """Yield a line for each key and quota, in the order in which they come; an empty key has none."""
    groups: dict[tuple[str, str], list[UnitPeriod]] = {}
    for one in units:
        if name := key(one):
            groups.setdefault((name, one.quota.id), []).append(one)
    for (name, quota), found in groups.items():
        yield Line(key=name, quota=quota, sums=add_up(found))
