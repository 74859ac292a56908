"""Unmet: which units were below their floor, by how much, and why, as far as records say?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ntm_playout.model.as_run import LOST, Reason, Reconciliation
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.report_figures import UnitPeriod, Unmet
from ntm_playout.model.time import Period, parse_week

Cell = tuple[str, str, str]
"""A station, a week and a strand."""


def unmet(units: Iterable[UnitPeriod], reconciled: Iterable[Reconciliation]) -> tuple[Unmet, ...]:
    """Return each unit and quota with the periods in which the floor was not reached, by quota, the worst first."""
    found = tuple(_unmet(units, reconciled))
    quotas = list(dict.fromkeys(one.quota.id for one in found))
    return tuple(sorted(found, key=lambda one: (quotas.index(one.quota.id), -one.missing, one.station.id)))


def _unmet(units: Iterable[UnitPeriod], reconciled: Iterable[Reconciliation]) -> Iterator[Unmet]:
    why = _reasons(reconciled)
    groups: dict[tuple[str, str], list[UnitPeriod]] = {}
    for unit in units:
        if unit.held.status is QuotaStatus.BREACH:
            groups.setdefault((unit.quota.id, unit.station.id), []).append(unit)
    for found in groups.values():
        said = {reason for unit in found for reason in _of(unit, why)}
        yield Unmet(
            station=found[0].station,
            quota=found[0].quota,
            periods=tuple(unit.period for unit in found),
            missing=sum((unit.held.floor or 0) - unit.held.counted for unit in found),
            reasons=tuple(reason for reason in Reason if reason in said),
        )


def _reasons(reconciled: Iterable[Reconciliation]) -> Mapping[Cell, set[Reason]]:
    """Return why airings of a strand were lost at each station in each week."""
    found: dict[Cell, set[Reason]] = {}
    for one in reconciled:
        for account in one.accounts:
            if account.reason and account.finding in LOST:
                cell = (account.airing.station, str(one.week), account.airing.strand)
                found.setdefault(cell, set()).add(account.reason)
    return found


def _of(unit: UnitPeriod, why: Mapping[Cell, set[Reason]]) -> Sequence[Reason]:
    """Return the reasons of a week; a longer period has too many to name one."""
    if unit.quota.period is not Period.WEEK:
        return ()
    week = str(parse_week(unit.period))
    return tuple(why.get((unit.station.id, week, unit.quota.strand), ()))
