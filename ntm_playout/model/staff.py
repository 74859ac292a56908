"""Staff: who can be on duty, where, in which languages and on which days?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from ntm_playout.model.time import DateSpan
from ntm_playout.problems import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can be on duty, known by role only.

    `weekdays` are the days on which the person can work, 0 is Monday; `max_per_week` caps the duties of a week.
    `rest` is the least time between the last duty of one day and the first of another.
    The first of `stations` is home.
    """

    id: str
    role: str
    stations: tuple[str, ...]
    languages: tuple[str, ...]
    weekdays: tuple[int, ...]
    max_per_week: int
    rest: timedelta = timedelta(0)
    away: tuple[DateSpan, ...] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crew:
    """Stations that share staff, directly or through others, and all people who work there; both in order of id.

    No duty of one crew depends on another crew's.  A crew is itself only, so it can be looked up at no cost.
    """

    stations: tuple[str, ...]
    people: tuple[Person, ...]


def crews_of(staff: Iterable[Person]) -> tuple[Crew, ...]:
    """Return the crews that `staff` makes up, in order of their first stations."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = name = root[root[name]]
        return name

    people = sorted(staff, key=lambda person: person.id)
    for person in people:
        for station in person.stations:
            one, other = sorted((find(person.stations[0]), find(station)))
            root[other] = one
    stations: dict[str, list[str]] = {}
    for name in sorted(root):
        stations.setdefault(find(name), []).append(name)
    members: dict[str, list[Person]] = {name: [] for name in stations}
    for person in people:
        members[find(person.stations[0])].append(person)
    return tuple(Crew(stations=tuple(names), people=tuple(members[first])) for first, names in sorted(stations.items()))
