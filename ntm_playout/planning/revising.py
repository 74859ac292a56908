"""Revising: what does a plan take over from the one that was published before it, and what changed between the two?"""

from collections.abc import Collection
from dataclasses import replace

from ntm_playout.model.plan import Airing, Plan, Revision


def carry_over(plan: Plan, published: Plan | None, revision: Revision) -> Plan:
    """Return `plan` as the next revision, as if nothing that was `published` had changed.

    What was published keeps its sequence and stamp; what is new begins with 0; what is no more is cancelled, one
    sequence on.  Airings that were cancelled before stay so.
    """
    known = published.airing_by_id if published else {}
    kept = tuple(_kept(airing, known.get(airing.id), revision) for airing in plan.airings)
    alive = {airing.id for airing in kept}
    gone = tuple(_changed(airing, revision) for airing in known.values() if airing.id not in alive)
    before = published.cancelled if published else ()
    return replace(
        plan,
        airings=kept,
        revision=revision.number,
        revisions=(*(published.revisions if published else ()), revision),
        cancelled=tuple(sorted((*before, *gone), key=lambda airing: airing.id)),
    )


def mark_changed(plan: Plan, airings: Collection[str]) -> Plan:
    """Return `plan` with `airings` (ids) stamped as changed in its last revision; new ones are new already."""
    last = plan.revisions[-1]
    return replace(
        plan,
        airings=tuple(
            _changed(airing, last) if airing.id in airings and airing.revised_at != last.published_at else airing
            for airing in plan.airings
        ),
    )


def _kept(airing: Airing, known: Airing | None, revision: Revision) -> Airing:
    if known is None:
        return airing._replace(sequence=0, revised_at=revision.published_at)
    return airing._replace(sequence=known.sequence, revised_at=known.revised_at)


def _changed(airing: Airing, revision: Revision) -> Airing:
    return airing._replace(sequence=airing.sequence + 1, revised_at=revision.published_at)
