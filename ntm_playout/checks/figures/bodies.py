"""Bodies: how do the localities stand in each share, one by one and by district?"""

from collections.abc import Iterable, Iterator

from ntm_playout.model.evidence import Body
from ntm_playout.model.report_figures import BodyLine, BodyStanding, Standing
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.workspace import Workspace


def body_standings(workspace: Workspace, results: Iterable[TargetResult]) -> Iterator[BodyStanding]:
    """Yield every body of every share and state, with the body of the second tier that it is or is below."""
    for result in results:
        lacking, silent = set(result.lacking), set(result.silent)
        for name in result.bodies:
            body = workspace.evidence.body_by_id[name]
            standing = Standing.LACKING if name in lacking else Standing.SILENT if name in silent else Standing.GOOD
            yield BodyStanding(
                target=result.target.id,
                period=result.period.label,
                body=body,
                group=_group(workspace, body),
                standing=standing,
            )


def lines_by_group(standings: Iterable[BodyStanding]) -> Iterator[BodyLine]:
    """Yield how many bodies of each group and target are as they must be; those of the first tier have no group."""
    groups: dict[tuple[str, str, str], list[BodyStanding]] = {}
    for one in standings:
        if one.group:
            groups.setdefault((one.group, one.target, one.period), []).append(one)
    for (group, target, period), found in groups.items():
        good = sum(one.standing is Standing.GOOD for one in found)
        yield BodyLine(group=group, target=target, period=period, good=good, total=len(found))


def _group(workspace: Workspace, body: Body) -> str:
    """Return the body of the second of three tiers that a body is or is below; "" where there is none."""
    order = [tier.id for tier in workspace.settings.tiers]
    bodies = workspace.evidence.body_by_id
    one: Body | None = body
    seen: set[str] = set()
    while one and order.index(one.tier) > 1 and one.id not in seen:
        seen.add(one.id)
        one = bodies.get(one.parent)
    return one.id if one and len(order) > 2 and order.index(one.tier) == 1 else ""
