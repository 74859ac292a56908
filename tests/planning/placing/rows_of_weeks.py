"""Rows of weeks: what is demanded of them, and what shares of it cost."""

from collections.abc import Sequence

from ntm_playout.planning.placing.spreading import Count, Demands, Minimum


def demands(capacities: Sequence[int], *minima: tuple[int, int, int], floor: int = 0, target: int = 0) -> Demands:
    """Return demands with minima given as first week, end and count."""
    return Demands(
        weekly=Count(floor=floor, target=target),
        capacities=tuple(capacities),
        minima=tuple(Minimum(first=first, end=end, count=count) for first, end, count in minima),
    )


def cost(asked: Demands, shares: Sequence[int]) -> tuple[int, int, int]:
    """Return what shares cost: what minima lack, what weeks lack of the target, and squares of what is above it."""
    target = asked.weekly.target
    return (
        sum(max(0, one.count - sum(shares[one.first : one.end])) for one in asked.minima),
        sum(max(0, target - share) for share in shares),
        sum(max(0, share - target) ** 2 for share in shares),
    )
