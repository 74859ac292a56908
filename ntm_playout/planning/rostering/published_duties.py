"""Published duties: who was told to be on duty, and for which airings is that settled?"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ntm_playout.model.plan import Airing, Duty, Plan
from ntm_playout.planning.rostering.abilities import Abilities


class PublishedDuties:
    """The duties that were published of a week, of which those whose airing began before `now` are settled."""

    def __init__(self, published: Plan | None = None, now: datetime | None = None) -> None:
        self._duties = published.duties_by_airing if published else {}
        self._now = now

    @property
    def tells_anything(self) -> bool:
        """Tell whether anybody was told anything, or something may have begun."""
        return bool(self._duties) or self._now is not None

    def begun(self, airings: Iterable[Airing]) -> frozenset[str]:
        """Return the ids of the airings that began already: who did them, or that nobody did, does not change."""
        now = self._now
        return frozenset(airing.id for airing in airings if airing.start < now) if now else frozenset()

    def settled(self, airings: Iterable[Airing]) -> list[Duty]:
        """Return the duties of the airings that began, as they were published, whoever works there now."""
        return [duty for name in sorted(self.begun(airings)) for duty in self._duties.get(name, ())]

    def told(self, abilities: Abilities, airings: Sequence[Airing]) -> tuple[int, ...]:
        """Return who of a crew was told to do each airing, as masks; 0 if nobody was, or they have left it."""
        if not self._duties:
            return (0,) * len(airings)
        bits = {person.id: 1 << number for number, person in enumerate(abilities.people)}
        return tuple(sum(bits.get(duty.person, 0) for duty in self._duties.get(airing.id, ())) for airing in airings)
