"""Two versions of a subscribed calendar: moved, cancelled, removed, added and kept airings, and what is to be had."""

import sys
from datetime import datetime
from pathlib import Path

from ntm_playout.model.plan import Plan, Revision
from tests.build import moment
from tests.ical.rosters import plan, roster
from tests.plans import airing

FIRST = Revision(number=1, published_at=moment("2023-03-25T09:00"))
SECOND = Revision(number=2, published_at=moment("2023-04-02T09:00"))
MOVED, CANCELLED, ADDED, KEPT = (
    airing(name, start, revised_at=FIRST.published_at)
    for name, start in (
        ("moved", "2023-04-04T05:15"),
        ("cancelled", "2023-04-05T05:15"),
        ("added", "2023-04-06T17:05"),
        ("kept", "2023-04-07T05:15"),
    )
)
REMOVED = airing("removed", "2023-04-08T05:15", sequence=1, revised_at=FIRST.published_at)
"""It was cancelled before the first version, more than seven days before the second."""

States = dict[str, tuple[datetime, bool]]
"""When each event starts, by the first part of its UID, and whether it is cancelled."""


def versions() -> tuple[bytes, bytes]:
    """Return the calendar as it was first, and as it became."""
    later = MOVED._replace(start=moment("2023-04-04T17:05"), sequence=1, revised_at=SECOND.published_at)
    gone = CANCELLED._replace(sequence=1, revised_at=SECOND.published_at)
    new = ADDED._replace(revised_at=SECOND.published_at)
    first = plan(MOVED, CANCELLED, KEPT, revision=1, revisions=(FIRST,), cancelled=(REMOVED,))
    second = plan(later, new, KEPT, revision=2, revisions=(FIRST, SECOND), cancelled=(gone, REMOVED))
    return _written(first), _written(second)


def expected() -> tuple[States, States]:
    """Return what a follower has after each of them."""
    before: States = {one.id: (one.start, False) for one in (MOVED, CANCELLED, KEPT)}
    before[REMOVED.id] = REMOVED.start, True
    after: States = {
        "moved": (moment("2023-04-04T17:05"), False),
        "cancelled": (CANCELLED.start, True),
        "added": (ADDED.start, False),
        "kept": (KEPT.start, False),
    }
    return before, after


def _written(week: Plan) -> bytes:
    return roster(*week.airings, week=week)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for number, content in enumerate(versions(), 1):
        (folder / f"v{number}.ics").write_bytes(content)
