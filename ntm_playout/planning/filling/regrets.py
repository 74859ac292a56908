"""Regrets: how much value does each piece cost a line-up at least, compared with a bound on all line-ups?

With a price for every second of the room (the worth of a second in the last piece that fits when the densest go
first), a line-up is worth at most the price of the whole room and what its pieces bring beyond the price of their
seconds (Lagrange).  Of each group the piece that brings most makes the bound; taking another, or one that brings less
than nothing, lowers it by its regret.  A piece whose regret is greater than the gap between the bound and the value of
any line-up at hand is in none of the best line-ups.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from ntm_playout.planning.filling.pieces import W, Weighed


@dataclass(frozen=True, slots=True)
class Regrets(Generic[W]):
    """The bound on the value of all line-ups, and each piece with its regret by group; all `scale` times as great."""

    bound: int
    scale: int
    groups: tuple[tuple[tuple[int, W], ...], ...]

    def least(self, count: int) -> int | None:
        """Return the regret that at least `count` pieces do not exceed; None if there are no more than so many."""
        regrets = sorted(regret for group in self.groups for regret, _ in group)
        return regrets[count - 1] if len(regrets) > count else None

    def within(self, most: int) -> list[list[W]]:
        """Return the pieces whose regret is `most` or less, by group."""
        kept = [[piece for regret, piece in group if regret <= most] for group in self.groups]
        return [group for group in kept if group]


def regrets_of(groups: Sequence[Sequence[W]], room_s: int) -> Regrets[W]:
    """Return the regrets of the pieces in `groups` for a room of `room_s` seconds."""
    value, scale = _price(groups, room_s)
    bound, found = value * room_s, []
    for group in groups:
        brought = [piece.value * scale - value * piece.cost_s for piece in group]
        most = max(0, *brought)
        bound += most
        found.append(tuple([(most - one, piece) for one, piece in zip(brought, group, strict=True)]))
    return Regrets(bound=bound, scale=scale, groups=tuple(found))


def _price(groups: Sequence[Sequence[W]], room_s: int) -> tuple[int, int]:
    """Return the price of a second as a fraction: that of the first piece that does not fit, the densest first."""
    densest = [group[0] if len(group) == 1 else max(group, key=_density) for group in groups]
    densest.sort(key=_density, reverse=True)
    left = room_s
    for piece in densest:
        left -= piece.cost_s
        if left < 0:
            return piece.value, piece.cost_s
    return 0, 1


def _density(piece: Weighed) -> float:
    return piece.value / piece.cost_s
