"""Ids: under which id does each airing live, now and after every change?

An id is `<station>-<outlet>-<programme>-2023w14-<n>`, a repeat's `…-r1`.  Re-planning gives the airings of the
published plan their ids back; new ones count on from the highest ever used, so a cancelled id never comes again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ntm_playout.model.plan import Airing, Run
from ntm_playout.model.time import TIMEZONE, Week

Show = tuple[str, str, str]
"""Station, outlet and programme."""


class IdBook:
    """The ids that are in use and those that ever were, for one week."""

    def __init__(self, published: Iterable[Airing], earlier: Iterable[Airing]) -> None:
        """Inherit from `published`; `earlier` are airings of withdrawn revisions, whose ids must not come again."""
        self._repeats: dict[str, list[Airing]] = {}
        self._first_runs: dict[Show, list[Airing]] = {}
        self._highest: dict[str, int] = {}
        for airing in sorted(published, key=lambda airing: (airing.start, airing.id)):
            self._mark_used(airing.id)
            if airing.run is Run.FIRST:
                show = (airing.station, airing.outlet, airing.programme)
                self._first_runs.setdefault(show, []).append(airing)
            else:
                self._repeats.setdefault(airing.first_run, []).append(airing)
        for airing in earlier:
            self._mark_used(airing.id)

    def is_new(self, stem: str) -> bool:
        """Tell whether no id of first runs that begins with `stem` was ever used."""
        return stem not in self._highest

    def of_first_runs(self, show: Show, week: Week, starts: Sequence[datetime]) -> list[tuple[str, Airing | None]]:
        """Return an id for each first run of a show, in order of `starts`, with the published airing it continues."""
        return self._ids("-".join((*show, week.slug, "")), self._first_runs.get(show, []), starts)

    def of_repeats(self, first_run: str, starts: Sequence[datetime]) -> list[tuple[str, Airing | None]]:
        """Return an id for each repeat of a first run, with the published airing that it continues."""
        return self._ids(f"{first_run}-r", self._repeats.get(first_run, []), starts)

    def _mark_used(self, name: str) -> None:
        stem = name.rstrip("0123456789")
        number = int(name[len(stem) :] or 0)
        self._highest[stem] = max(self._highest.get(stem, 0), number)

    def _ids(self, stem: str, known: list[Airing], starts: Sequence[datetime]) -> list[tuple[str, Airing | None]]:
        number = self._highest.get(stem, 0)
        found: list[tuple[str, Airing | None]] = []
        for airing in match(known, starts):
            number += airing is None
            found.append((airing.id if airing else f"{stem}{number}", airing))
        return found


def match(known: Sequence[Airing], starts: Sequence[datetime]) -> list[Airing | None]:
    """Return for each start the known airing that it continues: the same start, else the same day, else the nearest."""
    found: list[Airing | None] = [None] * len(starts)
    left = list(known)
    pairs = sorted(
        (_distance(airing.start, start), number, airing.start, airing.id)
        for number, start in enumerate(starts)
        for airing in known
    )
    for _, number, _, name in pairs:
        airing = next((airing for airing in left if airing.id == name), None)
        if airing and found[number] is None:
            found[number] = airing
            left.remove(airing)
    return found


def _distance(one: datetime, other: datetime) -> tuple[bool, bool, float]:
    days = one.astimezone(TIMEZONE).date(), other.astimezone(TIMEZONE).date()
    return one != other, days[0] != days[1], abs((one - other).total_seconds())
