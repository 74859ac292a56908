"""Whose sound an airing has."""

from ntm_playout.model.plan import sounds_of
from tests.plans import airing, repeat

FIRST = airing("a1", "2023-04-03T05:15")


def test_repeats_sound_as_their_first_run() -> None:
    """In the week or not."""
    again, old = repeat(FIRST, "2023-04-04T17:05"), repeat(airing("a0"), "2023-04-03T17:05")
    assert sounds_of((again, FIRST, old)) == {"a1": "a1", "a1-r1": "a1", "a0-r1": "a0"}


def test_a_repeat_of_another_line_up_has_a_sound_of_its_own() -> None:
    """Those that were corrected alike share the first one's."""
    same = repeat(FIRST, "2023-04-03T17:05")
    corrected, again = (
        repeat(FIRST, f"2023-04-0{day}T17:05")._replace(id=f"a1-r{day}", edition="e2") for day in (5, 6)
    )
    assert sounds_of((again, corrected, same, FIRST)) == {"a1": "a1", "a1-r1": "a1", "a1-r5": "a1-r5", "a1-r6": "a1-r5"}
