"""Assignment: which pairs of two sets belong together, as many as can be, at the least cost in all?"""

from collections.abc import Mapping, Sequence

Costs = Mapping[tuple[int, int], int]
"""What a pair costs, by the numbers of its two; pairs that are absent cannot be."""


def assign(costs: Costs) -> Mapping[int, int]:
    """Return the second of each first that is paired: as many pairs as can be, and of those the cheapest.

    The costs are not negative.  Each round adds the pair that costs least, changing others where that pays
    (successive shortest paths), which keeps the pairs the cheapest of their number; ties fall to the lower numbers.
    """
    options: dict[int, list[int]] = {}
    for one, other in sorted(costs):
        options.setdefault(one, []).append(other)
    partner: dict[int, int] = {}
    while path := _cheapest_path(costs, options, partner):
        partner.update((other, one) for one, other in path)
    return {one: other for other, one in sorted(partner.items())}


def _cheapest_path(
    costs: Costs, options: Mapping[int, Sequence[int]], partner: Mapping[int, int]
) -> tuple[tuple[int, int], ...]:
    """Return the pairs to make so that one more first is paired; none if no more can be."""
    paired = set(partner.values())
    reached: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {one: (0, ()) for one in options if one not in paired}
    best: tuple[int, tuple[tuple[int, int], ...]] | None = None
    changed = list(reached)
    while changed:
        one = changed.pop(0)
        spent, pairs = reached[one]
        for other in options[one]:
            found = (spent + costs[one, other], (*pairs, (one, other)))
            if other not in partner:
                best = found if best is None or found < best else best
                continue
            before = partner[other]
            freed = (found[0] - costs[before, other], found[1])
            if before != one and (before not in reached or freed[0] < reached[before][0]):
                reached[before] = freed
                changed.append(before)
    return best[1] if best else ()
