"""Clashes: which two duties can one person not both do?"""

from collections.abc import Sequence
from itertools import combinations

from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY
from ntm_playout.planning.rostering.abilities import Abilities
from ntm_playout.planning.rostering.rosters import Clash

Shift = tuple[str, int, int]
"""The station of a duty, and its start and end in minutes since Monday 00:00; its day is the one on which it starts."""


def clashes_of(abilities: Abilities, shifts: Sequence[Shift], able: Sequence[int]) -> tuple[Clash, ...]:
    """Return the pairs of `shifts` that clash for somebody who is `able` to do both, in order."""
    if not abilities.resting and len({station for station, _, _ in shifts}) < 2:
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
    (station, start, end), (other_station, other_start, other_end) = one, other
    if station != other_station and start < other_end and other_start < end:
        return (1 << len(abilities.people)) - 1
    if not abilities.resting or start // MINUTES_OF_DAY == other_start // MINUTES_OF_DAY:
        return 0
    between = max(start - other_end, other_start - end)
    return sum((between < rest) << person for person, rest in enumerate(abilities.rests))
