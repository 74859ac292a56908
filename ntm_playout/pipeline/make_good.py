"""Make good: which airings must be added in what is left of a week, so that what was missed harms no quota?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ntm_playout.model.as_run import Account, Reconciliation
from ntm_playout.model.periods import is_countable, period_label, weeks_of_period
from ntm_playout.model.plan import Plan, Run
from ntm_playout.model.policy import Quota
from ntm_playout.model.quotas import QuotaResult, QuotaStatus
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.plan import plans_folder, store_plans
from ntm_playout.pipeline.published import published_folder, published_plan
from ntm_playout.pipeline.reconcile import Reconciled, reconcile_weeks
from ntm_playout.planning.making_good import MakeGood, Need, make_good
from ntm_playout.problems import Problem, Source, WorkspaceError, error, note, sort_problems, warning

NAMED_AT_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed: the week's next plan, None if nothing is to be added, what is new in it, and what is to say."""

    plan: Plan | None
    added: tuple[MakeGood, ...]
    problems: tuple[Problem, ...]


def propose_make_goods(workspace: Workspace, week: Week, at: datetime) -> Proposal:
    """Propose the fewest added airings from `at` on that bring every unit back to its floors; nothing is stored.

    A line-up of which a repeat is still to come is not lost: the repeat will stand in for it.  An airing without a
    record may have been aired; nothing is added for it, and the stations that it would matter to are named.
    Raises WorkspaceError if the week is not published, or over.
    """
    published = published_plan(workspace, week)
    if published is None:
        place = Source(path=published_folder(workspace, week).as_posix())
        raise WorkspaceError([error(place, "make-good-unpublished", week=str(week))])
    reconciled = reconcile_weeks(workspace, _weeks_that_count(workspace, week), at)
    if at >= week.span.end:
        raise WorkspaceError(_too_late(workspace, week, reconciled))
    here = next(one for one in reconciled.weeks if one.week == week)
    due = tuple(_due(workspace, reconciled, week))
    needs = tuple(_needs(workspace, here, due))
    made = make_good(workspace, published, [need for _, need in needs], at)
    problems = (
        *_unreported(workspace, due),
        *made.plan.problems,
        *_out_of_reach(workspace, [result for result, _ in needs], made.short),
    )
    return Proposal(plan=made.plan if made.added else None, added=made.added, problems=sort_problems(problems))


def store_proposal(workspace: Workspace, plan: Plan) -> str:
    """Put a proposed plan where the week's own plan is, to be approved and published; return its folder."""
    (folder,) = store_plans([plan], plans_folder(workspace))
    return folder.as_posix()


def _weeks_that_count(workspace: Workspace, week: Week) -> tuple[Week, ...]:
    """Return `week` and the published weeks that share a period of a quota with it."""
    spans = (_weeks_of(workspace, quota, week) for quota in workspace.policy.quotas)
    return tuple(sorted({week, *(one for span in spans for one in span if published_folder(workspace, one).is_dir())}))


def _weeks_of(workspace: Workspace, quota: Quota, week: Week) -> tuple[Week, ...]:
    """Return the weeks that count in the period of a quota that `week` is in; none of a plan without an end."""
    if period_label(week, quota.period) is None:
        return ()
    span = weeks_of_period(week, quota.period, workspace.policy.document.days) or ()
    return tuple(one for one in span if is_countable(workspace, one, quota.in_force))


def _lost(week: Reconciliation) -> Iterator[tuple[Account, ...]]:
    """Yield the line-ups of which every airing of the week is lost, with their accounts, in order of time."""
    groups = [
        group
        for group in week.by_line_up
        if group[0].airing.run is Run.FIRST and group[0].airing.edition and all(one.is_lost for one in group)
    ]
    yield from sorted(groups, key=lambda group: (group[0].airing.start, group[0].airing.id))


def _due(workspace: Workspace, reconciled: Reconciled, week: Week) -> Iterator[QuotaResult]:
    """Yield where units stand in the periods around `week` of which every week is published.

    What other periods lack, the weeks that are still to be planned can bring.
    """
    known = {one.week for one in reconciled.weeks}
    for result in reconciled.report.results:
        quota = workspace.quota_by_id[result.quota]
        weeks = _weeks_of(workspace, quota, week)
        is_due = result.period == period_label(week, quota.period) and known.issuperset(weeks)
        if is_due and result.status not in {QuotaStatus.EXEMPT, QuotaStatus.SUBSTITUTED}:
            yield result


def _lacking(result: QuotaResult) -> int:
    """Return how many programmes a floor lacks even if all that is unreported or still to come is heard."""
    counts = result.as_run
    return (result.floor or 0) - counts.proven - counts.unreported - counts.pending if counts else 0


def _needs(
    workspace: Workspace, week: Reconciliation, due: Iterable[QuotaResult]
) -> Iterator[tuple[QuotaResult, Need]]:
    """Yield what units must air again, quotas of fewer outlets first: an airing that counts for two is added once."""
    lost = [group[0].airing for group in _lost(week)]
    chosen: set[str] = set()
    for result in sorted(due, key=lambda one: (one.station, len(one.outlet), one.quota)):
        strand, outlets = workspace.quota_by_id[result.quota].strand, result.outlet.split("+")
        own = [one for one in lost if (one.station, one.strand) == (result.station, strand) and one.outlet in outlets]
        free = tuple(airing for airing in own if airing.id not in chosen)
        count = min(_lacking(result) - (len(own) - len(free)), len(free))
        if count > 0:
            chosen.update(airing.id for airing in free[:count])
            yield result, Need(lost=free, count=count)


def _unreported(workspace: Workspace, due: Iterable[QuotaResult]) -> Iterator[Problem]:
    """Yield a warning for each quota that airings without a record decide: nothing is added for those."""
    silent: dict[str, list[str]] = {}
    for result in due:
        counts = result.as_run
        if counts and counts.unreported and counts.proven + counts.pending < (result.floor or 0):
            silent.setdefault(result.quota, []).append(result.station)
    for quota, stations in silent.items():
        values = {"quota": quota, "count": len(stations), "stations": _named(stations)}
        yield warning(workspace.quota_by_id[quota].source, "make-good-unreported", **values)


def _out_of_reach(workspace: Workspace, needed: Iterable[QuotaResult], short: Iterable[int]) -> Iterator[Problem]:
    """Yield an error for each unit that what is left of the week has no room for."""
    for result, count in zip(needed, short, strict=True):
        if count:
            station = workspace.station_by_id[result.station]
            values = {"station": station.title, "quota": result.quota, "period": result.period, "count": count}
            yield error(station.source, "make-good-no-room", **values)


def _too_late(workspace: Workspace, week: Week, reconciled: Reconciled) -> Iterator[Problem]:
    """Yield that the week is over, and for each quota of a longer period what the next week can still bring."""
    yield error(Source(path=published_folder(workspace, week).as_posix()), "make-good-week-over", week=str(week))
    following = week.plus(1)
    for quota in workspace.policy.quotas:
        label = period_label(following, quota.period)
        missed = [
            result.station
            for result in reconciled.report.results
            if result.quota == quota.id and result.period == label and result.as_run and result.as_run.missed
        ]
        if missed:
            yield note(
                quota.source,
                "make-good-next-week",
                quota=quota.id,
                period=label,
                week=str(following),
                count=len(missed),
                stations=_named(missed),
            )


def _named(stations: Sequence[str]) -> tuple[str, ...]:
    return tuple(stations[:NAMED_AT_MOST]) + (("…",) if len(stations) > NAMED_AT_MOST else ())
