"""YAML: what a file says, with the line of every part."""

from pathlib import Path

import pytest

from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.yaml_tree import Tree, read_yaml


def read(root: Path, text: str) -> tuple[Tree | None, list[str]]:
    """Return the tree and the places and codes of the problems."""
    (root / "t.yaml").write_text(text, encoding="utf-8")
    folder = Folder(root=root, shown_as="ws")
    return read_yaml(folder, "t.yaml"), [f"{problem.source}: {problem.code}" for problem in folder.problems]


def test_scalars_stay_as_they_are_written(tmp_path: Path) -> None:
    """A month, a number with zeros and a clock time keep their form; an empty value counts as absent."""
    tree, problems = read(tmp_path, "a: 2023-04\nb: 012\nc: 05:00\nd: no\ne:\nf: ~\ng: ''\n")
    assert tree is not None
    assert tree.value == {"a": "2023-04", "b": "012", "c": "05:00", "d": "no", "g": ""}
    assert problems == []


def test_every_part_has_its_line(tmp_path: Path) -> None:
    """Keys and list entries have lines; what is not there stands where the part around it does."""
    tree, _ = read(tmp_path, "sets:\n  - id: a\n    days:\n      - T2\n      - T3\n  - {id: b}\n")
    assert tree is not None
    places = [("sets",), ("sets", 0), ("sets", 0, "days", 1), ("sets", 1, "id"), ("sets", 1, "none"), ("other",)]
    assert [tree.place(*loc).line for loc in places] == [1, 2, 5, 6, 6, 1]


def test_an_anchor_may_be_used_again(tmp_path: Path) -> None:
    """An alias is what its anchor holds."""
    tree, problems = read(tmp_path, "a: &x {b: 1}\nc: *x\n")
    assert tree is not None
    assert tree.value == {"a": {"b": "1"}, "c": {"b": "1"}}
    assert problems == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [1,\nb: }\n", "ws/t.yaml:2: bad-yaml"),
        ("a: \x07\n", "ws/t.yaml: bad-yaml"),
        ("- a\n", "ws/t.yaml:1: not-a-mapping"),
        ("", "ws/t.yaml:1: not-a-mapping"),
        ("? [a]\n: 1\n", "ws/t.yaml:1: bad-yaml"),
        ("a: &x [*x]\n", "ws/t.yaml:1: bad-yaml"),
        ("b: 1\na: 1\nb: 2\n", "ws/t.yaml:3: duplicate-key"),
    ],
)
def test_a_broken_file_is_a_problem_at_its_line(tmp_path: Path, text: str, problem: str) -> None:
    """What YAML does not allow, and what would silently lose something, is named."""
    assert read(tmp_path, text)[1] == [problem]


def test_of_a_key_that_stands_twice_the_first_holds(tmp_path: Path) -> None:
    """The rest of the file is still read."""
    tree, _ = read(tmp_path, "b: 1\nb: 2\nc: 3\n")
    assert tree is not None
    assert tree.value == {"b": "1", "c": "3"}
