"""Target problems: what must a planner be told of the plan's other demands?"""

from collections.abc import Iterator, Sequence

from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import NOWHERE, Problem, error, warning


def target_problems(workspace: Workspace, results: Sequence[TargetResult]) -> Iterator[Problem]:
    """Yield an error for each breach, a warning for languages that lack, and one for all that nobody reported."""
    for result in results:
        about = {"target": result.target.id, "period": result.period.label, "clause": result.target.clause}
        if result.status is QuotaStatus.BREACH:
            needed = 1 if result.needed is None else result.needed
            figures = {"counted": result.counted, "needed": needed, "text": result.target.text}
            yield error(result.target.source, "target-breach", **about, **figures)
        elif result.status is QuotaStatus.SHORTFALL:
            names = tuple(map(workspace.language_name, result.missing_languages))
            yield warning(result.target.source, "target-shortfall", **about, languages=names)
    silent = tuple(_named(result) for result in results if result.status is QuotaStatus.UNREPORTED)
    if silent:
        yield warning(NOWHERE, "targets-unreported", targets=silent)


def _named(result: TargetResult) -> str:
    return f"{result.target.id} ({result.period.label})"
