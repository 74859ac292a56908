"""As-run: is every trouble in half a year of logs found, none invented, and how long does it take?

Method: 26 weeks of the shipped workspace of Lào Cai are placed; `as_run_logs` writes a log for each of its stations
and weeks in one of three forms (a player's log, a tick sheet, a table of the station's own), with every kind of
trouble, and keeps a list of what is wrong.  The logs are imported (corrected ones second) and set beside the
plans; what is found is compared with the list, item by item: the finding of every airing, the rows that speak for
none, and the contradictions.
`precision` is the share of the troubles found that are on the list, `recall` of those on the list that are found.
Times are CPU seconds of this process; writing the logs does not count.

    python benchmarks/as_run.py [--quick] [--json]
"""

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.as_run_logs import Truth, write_logs
from benchmarks.measuring import options, print_figures
from ntm_playout.checks.as_run_quotas import check_as_run_quotas
from ntm_playout.checks.reconcile import reconcile
from ntm_playout.model.as_run import Finding, Reconciliation
from ntm_playout.model.plan import Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.as_run import take_logs
from ntm_playout.planning.airings import AiringPlanner
from ntm_playout.records.logs import entries_between
from ntm_playout.workspace.load import load_workspace
from ntm_playout.workspace.shipped import shipped

FIRST_WEEK = Week(2023, 14)
Trouble = tuple[str, str]
"""What is wrong, and with which airing ("" for a row that touches none)."""


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, "4 weeks instead of 26").parse_args()
    workspace = lao_cai()
    plans = placed_weeks(workspace, 4 if chosen.quick else 26)
    with tempfile.TemporaryDirectory() as folder:
        print_figures(figures(workspace, plans, Path(folder)), as_json=chosen.json)


def lao_cai() -> Workspace:
    """Return the shipped workspace."""
    workspace = load_workspace(shipped("schedules") / "lao-cai").workspace
    if workspace is None:
        raise SystemExit("the shipped workspace has errors")
    return workspace


def placed_weeks(workspace: Workspace, count: int) -> tuple[Plan, ...]:
    """Return the airings of weeks, as if something filled them."""
    planner = AiringPlanner(workspace)
    weeks = [FIRST_WEEK.plus(number) for number in range(count)]
    return tuple(
        Plan(
            week=week,
            revision=1,
            airings=tuple(one._replace(edition="filled") for one in planner.place(week).airings),
            line_ups=(),
            duties=(),
        )
        for week in weeks
    )


def figures(workspace: Workspace, plans: Sequence[Plan], folder: Path) -> dict[str, float]:
    """Write logs, import them into `folder`, set them beside the plans, and compare with the list."""
    truths = [write_logs(workspace, plan, folder / str(plan.week), seed=1) for plan in plans]
    here = replace(workspace, root=folder)
    end = plans[-1].week.plus(2).span.start
    began = time.process_time()
    for version in ("1", "2"):
        taken = take_logs(here, sorted(folder.glob(f"*/{version}/*")), end)
        if taken.problems:
            raise SystemExit("\n".join(problem.line("en") for problem in taken.problems[:20]))
    imported = time.process_time()
    entries = entries_between(folder, plans[0].week.monday, plans[-1].week.days[-1])
    read = time.process_time()
    found = reconcile(workspace, plans, entries, end)
    matched = time.process_time()
    check_as_run_quotas(workspace, found, [plan.week for plan in plans], end)
    judged = time.process_time()
    return {
        "weeks": len(plans),
        "stations": len(workspace.stations),
        "airings": sum(len(plan.airings) for plan in plans),
        "files": len(list(folder.glob("*/*/*"))),
        "rows": len(entries),
        **compared(found, truths),
        "import_s": imported - began,
        "read_back_s": read - imported,
        "match_s": matched - read,
        "quotas_s": judged - matched,
    }


def compared(found: Sequence[Reconciliation], truths: Sequence[Truth]) -> dict[str, float]:
    """Return precision and recall over all troubles, how many of which kind there are, and wrong findings of any."""
    listed: Counter[Trouble] = Counter()
    told: Counter[Trouble] = Counter()
    wrong = 0
    for week, truth in zip(found, truths, strict=True):
        listed += troubles_on_the_list(truth)
        told += troubles_found(week)
        wrong += sum(one.finding is not truth.findings[one.airing.id] for one in week.accounts)
    right = (listed & told).total()
    kinds = Counter(kind for kind, _ in listed.elements())
    return {
        "troubles": listed.total(),
        **{f"  {kind}": count for kind, count in sorted(kinds.items())},
        "precision": right / told.total(),
        "recall": right / listed.total(),
        "wrong_findings": wrong,
    }


def troubles_on_the_list(truth: Truth) -> Counter[Trouble]:
    """Return what should be found."""
    found = Counter((kind.value, airing) for airing, kind in truth.findings.items() if _is_trouble(kind))
    found += Counter({(kind.value, airing): count for (kind, airing), count in truth.strays.items()})
    return found + Counter(("disagrees", airing) for airing in truth.disagreeing)


def troubles_found(week: Reconciliation) -> Counter[Trouble]:
    """Return what was found."""
    found = Counter((one.finding.value, one.airing.id) for one in week.accounts if _is_trouble(one.finding))
    found += Counter((stray.kind.value, stray.airing) for stray in week.strays)
    return found + Counter(("disagrees", one.airing.id) for one in week.accounts if one.disagreeing)


def _is_trouble(finding: Finding) -> bool:
    return finding is not Finding.ON_TIME


if __name__ == "__main__":
    main()
