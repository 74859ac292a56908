"""Differences: each thing that can happen to an airing is named, and nothing else."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.planning.differences import Change, changed_inputs, differences
from tests.build import minutes, moment
from tests.plans import airing, duty, line_up, plan

UPS = (line_up("e1", "tin-01", "tin-02"), line_up("e2", "tin-02", "tin-01"), line_up("e3", "tin-03"))
OLD = plan(airing("a1"), airing("a2", "2023-04-05T05:15"), line_ups=UPS, duties=(duty("a1"),))


def changed(**changes: Any) -> tuple[Change, ...]:
    """Return what is said of the first airing, changed so."""
    first, second = OLD.airings
    found = differences(OLD, replace(OLD, airings=(first._replace(**changes), second)))
    assert {one.airing.id for one in found} <= {"a1"}
    return found[0].changes if found else ()


def test_an_airing_that_moves_is_moved() -> None:
    """Also by five minutes."""
    assert changed(start=moment("2023-04-04T05:20")) == (Change.MOVED,)


def test_a_length_that_changes_is_named_by_its_direction() -> None:
    """Shorter and longer are different news for an operator."""
    assert changed(length=minutes(5)) == (Change.SHORTENED,)
    assert changed(length=minutes(15)) == (Change.LENGTHENED,)


def test_what_is_heard_decides_not_what_the_line_up_is_called() -> None:
    """Other segments, or the same in another order, are news; another name of the edition is not."""
    assert changed(edition="e3") == changed(edition="e2") == (Change.REFILLED,)
    renamed = replace(OLD, line_ups=(line_up("e9", "tin-01", "tin-02"),), airings=(airing("a1", edition="e9"),))
    assert differences(replace(OLD, airings=OLD.airings[:1]), renamed) == ()


def test_another_person_is_named() -> None:
    """Nobody instead of somebody too."""
    found = differences(OLD, replace(OLD, duties=(duty("a1", "truc-02"), duty("a2"))))
    assert [(one.airing.id, one.changes) for one in found] == [("a1", (Change.RESTAFFED,)), ("a2", (Change.RESTAFFED,))]
    assert (found[0].filled_before.people, found[0].filled.people) == (("truc-01",), ("truc-02",))


def test_several_things_at_once_are_all_named() -> None:
    """In the order in which they are told."""
    both = changed(start=moment("2023-04-06T17:00"), length=minutes(5), edition="e3")
    assert both == (Change.MOVED, Change.SHORTENED, Change.REFILLED)


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_what_is_only_in_one_plan_was_added_or_cancelled(old: list[str], new: list[str]) -> None:
    """And what is in both alike is not told."""
    before, after = (plan(*(airing(name) for name in sorted(names))) for names in (old, new))
    found = {one.airing.id: (one.changes, one.before is None) for one in differences(before, after)}
    expected = {name: ((Change.CANCELLED,), False) for name in old if name not in new}
    assert found == expected | {name: ((Change.ADDED,), True) for name in new if name not in old}


def test_inputs_that_differ_are_named() -> None:
    """New ones, gone ones, changed ones."""
    before, after = plan(inputs={"a": "1", "b": "1", "c": "1"}), plan(inputs={"a": "1", "b": "2", "d": "1"})
    assert changed_inputs(before, after) == ("b", "c", "d")
