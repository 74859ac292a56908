"""Who of a crew does which duties."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.planning.rostering.rosters import Question, Roster, roster

PEOPLE = 3
MOST_DUTIES = 6
Way = tuple[int | None, ...]


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Draw a question whose clashes are of any form, not only such as spells can tell."""
    able = tuple(draw(st.lists(st.integers(0, 2**PEOPLE - 1), min_size=1, max_size=MOST_DUTIES)))
    masks = st.integers(1, 2**PEOPLE - 1)
    numbers = st.integers(0, len(able) - 1)
    pairs = draw(st.dictionaries(st.tuples(numbers, numbers), masks, max_size=6))
    people = st.tuples(*[st.integers(0, 4)] * PEOPLE)
    return Question(
        able=able,
        away=tuple(one & draw(masks) for one in able),
        caps=draw(people),
        past=draw(people),
        clashes=tuple(sorted((one, other, mask) for (one, other), mask in pairs.items() if one < other)),
        told=draw(st.one_of(st.just(()), st.tuples(*[st.integers(0, 2**PEOPLE - 1)] * len(able)))),
    )


@settings(max_examples=250)
@given(questions())
def test_best_of_all_rosters(question: Question) -> None:
    """No roster does more, earlier, the same by more of those who were told, or more evenly."""
    found = roster(question)
    ways = list(_ways(question))
    assert found.is_proven
    assert found.person_of in ways
    assert _worth(question, found.person_of) == min(_worth(question, way) for way in ways)


@settings(max_examples=200)
@given(questions(), st.integers(1, 3))
def test_stopped_early(question: Question, node_limit: int) -> None:
    """A search that ends early has an allowed roster to which nobody can just be added."""
    found = roster(question, node_limit)
    ways = list(_ways(question))
    assert found.person_of in ways
    assert found.least_open <= min(way.count(None) for way in ways)
    if found.is_proven:
        assert _worth(question, found.person_of) == min(_worth(question, way) for way in ways)
    for duty, person in enumerate(found.person_of):
        if person is None:
            more = [(*found.person_of[:duty], one, *found.person_of[duty + 1 :]) for one in range(PEOPLE)]
            assert not set(more) & set(ways)


def test_an_early_end_is_said() -> None:
    """One duty that excludes two others: better the two, but the first node does not see it."""
    question = Question((1, 1, 1), (0, 0, 0), (9,), (0,), ((0, 1, 1), (0, 2, 1)))
    assert roster(question) == Roster((None, 0, 0), is_proven=True, least_open=1)
    assert roster(question, node_limit=1) == Roster((0, None, None), is_proven=False, least_open=1)


def test_a_week_of_evenings_and_mornings_without_search() -> None:
    """One person who cannot do an evening and the morning after does as many as days: no branching is needed."""
    clashes = tuple((evening, evening + 7, 1) for evening in range(7))
    question = Question((1,) * 14, (0,) * 14, (14,), (0,), clashes)
    assert roster(question, node_limit=1) == Roster((0,) * 7 + (None,) * 7, is_proven=True, least_open=7)


def _ways(question: Question) -> list[Way]:
    able = [[None, *(one for one in range(PEOPLE) if mask >> one & 1)] for mask in question.able]
    return [way for way in product(*able) if _is_allowed(question, way)]


def _is_allowed(question: Question, way: Way) -> bool:
    return all(way.count(person) <= cap for person, cap in enumerate(question.caps)) and not any(
        way[one] is not None and way[one] == way[other] and people >> (way[one] or 0) & 1
        for one, other, people in question.clashes
    )


def _worth(question: Question, way: Way) -> tuple[int, Way, int, int]:
    """Return how few are done, which, how many by others than were told, and what that costs."""
    done = tuple(duty for duty, person in enumerate(way) if person is not None)
    away = sum(person is not None and question.away[duty] >> person & 1 for duty, person in enumerate(way))
    before, after = question.past, [past + way.count(person) for person, past in enumerate(question.past)]
    squares = sum(count * count for count in after) - sum(count * count for count in before)
    changed = sum(
        bool(told) and person is not None and not told >> person & 1
        for told, person in zip(question.told or (0,) * len(way), way, strict=True)
    )
    return -len(done), done, changed, 10 * squares + 3 * away
