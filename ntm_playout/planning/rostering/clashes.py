"""Clashes: which two duties can one person not both do?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY
from ntm_playout.planning.rostering.abilities import Abilities
from ntm_playout.planning.rostering.rosters import Clash


@dataclass(frozen=True, slots=True)
class Shift:
    """Where and when a duty is, in minutes since Monday 00:00; its day is the one on which it starts."""

    station: str
    start: int
    end: int

    def overlaps(self, other: "Shift") -> bool:
        """Tell whether the two share a minute."""
        return self.start < other.end and other.start < self.end


def clashes_of(abilities: Abilities, shifts: Sequence[Shift], able: Sequence[int]) -> tuple[Clash, ...]:
    """Return the pairs of `shifts` that clash for somebody who is `able` to do both, in order."""
    if not abilities.resting and len({shift.station for shift in shifts}) < 2:
        return ()
    pairs = (
        (one, other, able[one] & able[other] & unable_to_do_both(abilities, shifts[one], shifts[other]))
        for one, other in combinations(range(len(shifts)), 2)
    )
    return tuple(clash for clash in pairs if clash[2])


def unable_to_do_both(abilities: Abilities, one: Shift, other: Shift) -> int:
    """Return the people who cannot do both: all if they would be in two places, some for want of rest.

    One person does what a station airs on two outlets at once.
    """
    if one.station != other.station and one.overlaps(other):
        return (1 << len(abilities.people)) - 1
    if not abilities.resting or one.start // MINUTES_OF_DAY == other.start // MINUTES_OF_DAY:
        return 0
    between = max(one.start - other.end, other.start - one.end)
    return sum((between < rest) << person for person, rest in enumerate(abilities.rests))
