"""The line-up knapsack: exact against every possible line-up."""

from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.planning.filling.knapsack import MOST_LISTED, LineUps, is_fillable
from ntm_playout.planning.filling.offers import bits_of
from ntm_playout.planning.filling.pieces import EVEN_SCALE, TOLERANCE_S, Grade, Piece, Topics
from tests.planning.filling.offered import best_pieces, offer_of, stock_of, taken_of

LENGTHS = (12, 20, 31, 45, 60, 90)


@st.composite
def pools(draw: st.DrawFn, most: int = 9) -> list[Piece]:
    """Up to `most` pieces in up to five groups of three topics; few different figures, so that ties are common."""
    count = draw(st.integers(0, most))
    pieces = []
    for number in range(count):
        group = draw(st.integers(0, 4))
        pieces.append(
            Piece(
                name=f"p{number}",
                topic="abc"[group % 3],
                group=f"g{group}",
                cost_s=draw(st.sampled_from(LENGTHS)),
                units=(units := draw(st.integers(1, 6))),
                value=units * draw(st.sampled_from((0, 4, 150, 154, 550))),
            )
        )
    return pieces


topics_heard = st.builds(
    Topics,
    heard=st.dictionaries(st.sampled_from("abc"), st.integers(0, 50)),
    weights=st.dictionaries(st.sampled_from("abc"), st.integers(1, 3)),
)


def every_line_up(pieces: list[Piece]) -> list[tuple[Piece, ...]]:
    """Enumerate all choices of at most one piece of each group."""
    groups: dict[str, list[Piece | None]] = {}
    for piece in pieces:
        groups.setdefault(piece.group, [None]).append(piece)
    return [tuple(piece for piece in chosen if piece) for chosen in product(*groups.values())]


def judged(line_up: tuple[Piece, ...], room: int, topics: Topics) -> tuple[int, int, int, int]:
    """Grade a line-up by the words of the documentation, without the code under test."""
    empty = room - sum(piece.cost_s for piece in line_up)
    units = Counter[str]()
    for piece in line_up:
        units[piece.topic] += piece.units
    uneven = 0
    for topic, count in units.items():
        heard = topics.heard.get(topic, 0)
        uneven += EVEN_SCALE * ((heard + count) ** 2 - heard**2) // topics.weights.get(topic, 1)
    value = sum(piece.value for piece in line_up)
    return -max(0, empty - TOLERANCE_S), value, -uneven, -empty


@given(pieces=pools(), room=st.integers(0, 260), topics=topics_heard)
@settings(max_examples=300)
def test_no_line_up_is_better_than_the_chosen_one(pieces: list[Piece], room: int, topics: Topics) -> None:
    """The chosen line-up has the best grade of all that fit, by brute force."""
    chosen = best_pieces(pieces, room, topics)
    best = max(
        judged(line_up, room, topics)
        for line_up in every_line_up(pieces)
        if sum(piece.cost_s for piece in line_up) <= room
    )
    assert judged(chosen, room, topics) == best
    assert grade(chosen, room, topics) == Grade(*best)


@given(pieces=pools(), room=st.integers(0, 260), less=st.integers(0, 2000))
@settings(max_examples=200)
def test_all_line_ups_near_the_best_are_listed(pieces: list[Piece], room: int, less: int) -> None:
    """Whatever is worth no more than that less than the best is listed, with its rank, the best first."""
    offer = offer_of(stock_of(pieces), pieces, room)
    line_ups = LineUps(offer)
    listed, are_all = line_ups.within(less)
    ranks = {
        frozenset(line_up): value - (1 << 34) * -gap
        for line_up in every_line_up(pieces)
        if sum(piece.cost_s for piece in line_up) <= room
        for gap, value, *_ in [judged(line_up, room, Topics(heard={}, weights={}))]
    }
    best = max(ranks.values())
    assert line_ups.best == best
    assert line_ups.one_best == (best, line_ups.one_best[1])
    assert line_ups.is_full is (best > -(1 << 33))
    assert not is_fillable(offer) or line_ups.is_full
    assert are_all is (sum(rank >= best - less for rank in ranks.values()) <= MOST_LISTED)
    if are_all:
        found = {frozenset(taken_of(offer, taken)): rank for rank, taken in listed}
        assert found == {line_up: rank for line_up, rank in ranks.items() if rank >= best - less}
        assert [rank for rank, _ in listed] == sorted(found.values(), reverse=True)


def test_where_too_many_are_as_good_the_most_even_is_found_without_listing_them() -> None:
    """Twelve pieces of one worth in three topics, six of which fit: two of each topic."""
    pieces = [piece(f"p{number:02}", "abc"[number % 3], cost_s=40) for number in range(12)]
    topics = Topics(heard={"a": 3}, weights={})
    assert not LineUps(offer_of(stock_of(pieces), pieces, 240)).equals[1]
    chosen = best_pieces(pieces, 240, topics)
    assert Counter(one.topic for one in chosen) == {"a": 2, "b": 2, "c": 2}


def grade(pieces: tuple[Piece, ...], room: int, topics: Topics) -> Grade:
    offer = offer_of(stock_of(pieces), pieces, room)
    return offer.grade(bits_of(range(len(pieces))), topics)


@given(pieces=pools(), room=st.integers(0, 260), topics=topics_heard, order=st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_chosen_pieces_are_allowed_and_do_not_depend_on_order(
    pieces: list[Piece], room: int, topics: Topics, order: object
) -> None:
    """The line-up fits, takes one piece of a group at most, and is the same whatever the order of the pool."""
    chosen = best_pieces(pieces, room, topics)
    assert sum(piece.cost_s for piece in chosen) <= room
    assert max(Counter(piece.group for piece in chosen).values(), default=0) <= 1
    order.shuffle(pieces)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert best_pieces(pieces, room, topics) == chosen


def piece(name: str, topic: str, *, points: int = 150, cost_s: int = 100) -> Piece:
    return Piece(name=name, topic=topic, group=name, cost_s=cost_s, units=7, value=7 * points)


def test_a_full_slot_comes_before_value() -> None:
    """Two dull pieces that fill the room beat one that is worth more and leaves it half empty."""
    dear = piece("dear", "a", points=900, cost_s=120)
    dull = [piece("dull-1", "b", points=1), piece("dull-2", "c", points=1)]
    assert best_pieces([dear, *dull], 200, Topics(heard={}, weights={})) == tuple(dull)


def test_evenness_only_breaks_ties() -> None:
    """The topic less heard wins among pieces of one worth, and loses as soon as the other is worth more."""
    topics = Topics(heard={"a": 40}, weights={})
    heard_more, heard_less = piece("p1", "a"), piece("p2", "b")
    assert best_pieces([heard_more, heard_less], 110, topics) == (heard_less,)
    worth_more = piece("p1", "a", points=151)
    assert best_pieces([worth_more, heard_less], 110, topics) == (worth_more,)


def test_a_topic_of_greater_weight_may_be_heard_more() -> None:
    """Twice the weight is as even at more than the units of the other topic."""
    topics = Topics(heard={"a": 30, "b": 20}, weights={"a": 2})
    assert best_pieces([piece("p1", "a"), piece("p2", "b")], 110, topics)[0].topic == "a"


def test_a_topic_is_not_repeated_within_a_line_up_where_another_is_as_good() -> None:
    """The cost of a topic grows while the line-up is filled, not only from one to the next."""
    pool = [piece("p1", "a"), piece("p2", "a"), piece("p3", "b")]
    chosen = best_pieces(pool, 210, Topics(heard={}, weights={}))
    assert {one.topic for one in chosen} == {"a", "b"}


def most_valuable(pieces: list[Piece], room: int) -> tuple[int, int]:
    """Least gap beyond the tolerance and greatest value, over all sums of seconds that can be reached."""
    reached = {0: 0}
    for one in pieces:
        with_it = {second + one.cost_s: value + one.value for second, value in reached.items()}
        reached |= {second: max(value, reached.get(second, 0)) for second, value in with_it.items() if second <= room}
    return max((-max(0, room - second - TOLERANCE_S), value) for second, value in reached.items())


@given(
    figures=st.lists(st.tuples(st.integers(30, 250), st.integers(30, 1000)), min_size=20, max_size=60),
    room=st.integers(60, 800),
)
@settings(max_examples=100)
def test_pieces_left_out_early_are_in_no_best_line_up(figures: list[tuple[int, int]], room: int) -> None:
    """Of large pools too, most of which are never looked at, the chosen line-up has the best gap and value."""
    pieces = [
        Piece(
            name=f"p{n}", topic="abc"[n % 3], group=f"g{n}", cost_s=cost, units=(cost + 14) // 15, value=cost * points
        )
        for n, (cost, points) in enumerate(figures)
    ]
    topics = Topics(heard={}, weights={})
    best = grade(best_pieces(pieces, room, topics), room, topics)
    assert (best.overlong_gap, best.value) == most_valuable(pieces, room)
