"""Owed: what does every unit owe under a quota, in which periods, and what do its figures make of a count?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ntm_playout.checks.counting import Cell
from ntm_playout.model.periods import is_countable, period_label, weeks_of_period
from ntm_playout.model.policy import Quota
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.stations import Exemption, Outlet, Station
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a quota demands of one unit in one period."""

    floor: int
    target: int | None
    ceiling: int | None

    def status(self, counted: int) -> QuotaStatus:
        """Return where a unit stands that aired `counted` programmes in a whole period."""
        if counted < self.floor:
            return QuotaStatus.BREACH
        if self.target is not None and counted < self.target:
            return QuotaStatus.SHORTFALL
        if self.ceiling is not None and counted > self.ceiling:
            return QuotaStatus.OVER
        return QuotaStatus.MET


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What one unit owes in one period; `weeks` are those that count, `is_complete` tells whether all are planned."""

    quota: Quota
    station: Station
    period: str
    weeks: tuple[Week, ...]
    is_complete: bool

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The quota's outlets that the unit has."""
        return tuple(sorted(set(self.quota.outlets) & set(self.station.outlets) or self.quota.outlets))

    @property
    def figures(self) -> Figures:
        """The quota's figures, changed by the overrides in force on all of the period; later ones hold."""
        floor, target, ceiling = self.quota.floor, self.quota.target, self.quota.ceiling
        for override in self.quota.overrides:
            if override.stations.selects(self.station) and all(map(override.in_force.holds_week, self.weeks)):
                floor = floor if override.floor is None else override.floor
                target = target if override.target is None else override.target
                ceiling = ceiling if override.ceiling is None else override.ceiling
        return Figures(floor=floor, target=target, ceiling=ceiling)

    @property
    def exemption(self) -> Exemption | None:
        """The unit's exemption if the quota allows one and it covers every day of every week that counts."""
        exemption = self.station.exemption
        if not exemption or not self.quota.allows_exemption:
            return None
        return exemption if all(map(exemption.days.holds_week, self.weeks)) else None

    def count(self, counts: Counter[Cell]) -> int:
        """Return what of `counts` is the unit's own, on the quota's outlets, in the weeks that count."""
        return self.count_of(self.station, self.outlets, counts)

    def count_of(self, station: Station, outlets: Sequence[Outlet], counts: Counter[Cell]) -> int:
        """Return what another unit aired of the quota's strand in the weeks that count."""
        return sum(counts[station.id, outlet, self.quota.strand, week] for outlet in outlets for week in self.weeks)


def owed_by_units(workspace: Workspace, quota: Quota, weeks: Sequence[Week], planned: set[Week]) -> Iterator[Owed]:
    """Yield what every unit of the tier owes in every period that `weeks` touch, by period, then station."""
    periods = {label: week for week in weeks if (label := period_label(week, quota.period))}
    units = [station for station in workspace.stations if station.tier == quota.tier]
    for label, week in periods.items():
        whole = weeks_of_period(week, quota.period, workspace.policy.document.days)
        for station in units:
            counted = tuple(
                one
                for one in (weeks if whole is None else whole)
                if is_countable(workspace, one, quota.in_force, station.in_force)
            )
            if counted:
                complete = whole is not None and planned.issuperset(counted)
                yield Owed(quota=quota, station=station, period=label, weeks=counted, is_complete=complete)
