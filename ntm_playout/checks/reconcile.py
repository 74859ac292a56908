"""Reconcile: what became of every planned airing, as the records tell it?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from ntm_playout.checks.as_run_claims import Claims, StationTimes, claims_of, stand_ins
from ntm_playout.model.as_run import Account, Finding, LogEntry, Outcome, Reason, Reconciliation, Stray, StrayKind
from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.reserve_times import reserve_times
from ntm_playout.model.time import TIMEZONE, Week, week_of
from ntm_playout.model.workspace import Workspace

NOTHING = timedelta(0)
FINDINGS: Mapping[Reason, Finding] = {Reason.NOTICE: Finding.GAVE_WAY, Reason.REPLACED: Finding.SUBSTITUTED}
"""What the reason for silence makes of an airing; any other reason: missed."""


def reconcile(
    workspace: Workspace, plans: Sequence[Plan], entries: Iterable[LogEntry], at: datetime
) -> tuple[Reconciliation, ...]:
    """Set every airing of `plans`, one a week, beside the rows of logs; one reconciliation a week, in order.

    An airing without a row is unreported, or pending while it is not over at the instant `at`; it is never missed.
    Airings that a revision took out after their time stay what they were: planned.  A row is given to the week of its
    airing, else to that of its day; rows of days outside the plans' weeks are left out.
    """
    rows: dict[str, list[LogEntry]] = {}
    for entry in entries:
        rows.setdefault(entry.station, []).append(entry)
    by_week = {plan.week: plan for plan in plans}
    accounts: dict[Week, list[Account]] = {week: [] for week in by_week}
    strays: dict[Week, list[Stray]] = {week: [] for week in by_week}
    expected = _expected(by_week.values())
    for station in workspace.station_by_id:
        airings = expected.get(station, ())
        if airings or station in rows:
            one = _Station(workspace, station, airings, by_week, at)
            one.account_for(rows.get(station, ()), accounts, strays)
    return tuple(
        Reconciliation(week=week, accounts=tuple(accounts[week]), strays=tuple(strays[week]))
        for week in sorted(by_week)
    )


def expected_airings(plan: Plan) -> tuple[Airing, ...]:
    """Return what was planned when its time came: the airings, and those that were taken out only afterwards."""
    return (*plan.airings, *(airing for airing in plan.cancelled if airing.start < airing.revised_at))


def _expected(plans: Iterable[Plan]) -> Mapping[str, tuple[Airing, ...]]:
    found: dict[str, list[Airing]] = {}
    for plan in plans:
        for airing in expected_airings(plan):
            found.setdefault(airing.station, []).append(airing)
    return {station: tuple(sorted(airings, key=_order)) for station, airings in found.items()}


class _Station:
    """One station's airings and what is known of their times."""

    def __init__(
        self, workspace: Workspace, station: str, airings: tuple[Airing, ...], plans: Mapping[Week, Plan], at: datetime
    ) -> None:
        self._settings = workspace.settings
        self._plans = plans
        self._at = at
        self._airings = airings
        weeks = dict.fromkeys(week_of(airing.day) for airing in airings)
        reserve = [reserve_times(workspace, plans[week], station) for week in weeks]
        self._times = StationTimes(
            airings=airings,
            reserve={airing: time for one in reserve for airing, time in one.items()},
            grace=workspace.grace_of(station),
            # Nearer than half of the least time between two airings of one line-up, a row is of none but this one.
            reach=max(self._settings.repeat_after / 2, workspace.grace_of(station)),
        )

    def account_for(
        self, entries: Sequence[LogEntry], accounts: Mapping[Week, list[Account]], strays: Mapping[Week, list[Stray]]
    ) -> None:
        """Put the account of every airing, and every stray row, to its week."""
        claims = claims_of(self._times, entries)
        silent = [one for one in self._airings if not any(row.is_heard for row in claims.of_airing.get(one.id, ()))]
        left = tuple(stand_ins(claims.unclaimed, silent, self._times.grace))
        in_place = {stray.airing: stray.entry for stray in reversed(left) if stray.kind is StrayKind.IN_PLACE}
        days = {airing.id: airing.day for airing in self._airings}
        for airing in self._airings:
            account, doubled = self._account(airing, claims, in_place.get(airing.id))
            accounts[week_of(airing.day)].append(account)
            strays[week_of(airing.day)].extend(doubled)
        for stray in (*claims.strays, *left):
            week = week_of(days.get(stray.airing, stray.entry.day))
            if week in strays:
                strays[week].append(stray)

    def _account(self, airing: Airing, claims: Claims, in_place: LogEntry | None) -> tuple[Account, Iterator[Stray]]:
        rows = sorted(claims.of_airing.get(airing.id, ()), key=lambda row: (row.start or airing.start, row.source))
        heard, doubled = self._parts(airing, [row for row in rows if row.is_heard])
        silent = [row for row in rows if not row.is_heard]
        reason = next((row.reason for row in (*heard, *silent) if row.reason), None)
        finding = self._of_heard(airing, heard) if heard else self._of_silent(airing, silent, in_place)
        account = Account(
            airing=airing,
            finding=finding,
            entries=(*heard, *silent),
            started=(heard[0].start or self._said_start(airing, heard[0])) if heard else None,
            heard=min(airing.length, _heard(airing, heard)),
            reason=reason or (_reason_of(in_place) if in_place and not heard else None),
            disagreeing=tuple(
                row for row in claims.earlier.get(airing.id, ()) if rows and row.is_heard is not bool(heard)
            ),
        )
        return account, (Stray(entry=row, kind=StrayKind.DOUBLED, airing=airing.id) for row in doubled)

    def _parts(self, airing: Airing, rows: Sequence[LogEntry]) -> tuple[list[LogEntry], list[LogEntry]]:
        """Split rows, in order of time, into those that together are the airing, and those that air it once more."""
        parts: list[LogEntry] = []
        for at, row in enumerate(rows):
            if self._is_whole(airing, parts):
                return parts, list(rows[at:])
            parts.append(row)
        return parts, []

    def _is_whole(self, airing: Airing, parts: Sequence[LogEntry]) -> bool:
        return _heard(airing, parts) * 100 >= airing.length * self._settings.whole_percent

    def _of_heard(self, airing: Airing, parts: Sequence[LogEntry]) -> Finding:
        if not self._is_whole(airing, parts):
            return Finding.SHORT
        start = parts[0].start or self._said_start(airing, parts[0])
        off = start - airing.start
        reserve = self._times.reserve.get(airing.id)
        if abs(off) <= self._times.grace and parts[0].outcome is not Outcome.MADE_GOOD:
            return Finding.ON_TIME
        is_at_reserve = reserve is not None and abs(start - reserve) <= self._times.grace
        if parts[0].outcome is Outcome.MADE_GOOD or is_at_reserve or _day(start) != airing.day:
            return Finding.MADE_GOOD
        return Finding.LATE if off > NOTHING else Finding.EARLY

    def _said_start(self, airing: Airing, row: LogEntry) -> datetime:
        """Return when an airing began of which a row says no time: its reserve time if it says that, else its own."""
        return self._times.reserve.get(airing.id, airing.start) if row.outcome is Outcome.MADE_GOOD else airing.start

    def _of_silent(self, airing: Airing, rows: Sequence[LogEntry], in_place: LogEntry | None) -> Finding:
        reason = next((row.reason for row in rows if row.reason), None)
        if reason:
            return FINDINGS.get(reason, Finding.MISSED)
        if in_place:
            return FINDINGS[_reason_of(in_place)]
        if rows:
            return Finding.MISSED
        return Finding.PENDING if airing.span.end > self._at else Finding.UNREPORTED


def _heard(airing: Airing, parts: Iterable[LogEntry]) -> timedelta:
    """Return how much was on the air: what is said to be aired whole counts whole, what was cut only as far as said."""
    return sum((_length(airing, row) for row in parts), NOTHING)


def _length(airing: Airing, row: LogEntry) -> timedelta:
    if row.length is not None:
        return row.length
    return NOTHING if row.outcome is Outcome.PARTLY else airing.length


def _reason_of(in_place: LogEntry) -> Reason:
    """Tell whether what was on the air in an airing's place was a notice."""
    return Reason.NOTICE if in_place.reason is Reason.NOTICE else Reason.REPLACED


def _day(instant: datetime) -> date:
    return instant.astimezone(TIMEZONE).date()


def _order(airing: Airing) -> tuple[object, ...]:
    return airing.start, airing.outlet, airing.id
