"""Weights: which numbers of workspace.yaml make one time better than another?"""

import re
from pathlib import Path

import pytest

from ntm_playout.model.weights import MOST, MOST_SPREAD, Weights
from tests.workspace.small import edited, load_changed

FORMAT = Path(__file__).parents[2] / "docs/workspace-format.md"


def test_every_weight_can_be_set_alone(tmp_path: Path) -> None:
    """The others stay ordinary."""
    for name, ordinary in Weights()._asdict().items():
        changes = edited("workspace.yaml", ("voices: {vi-VN: vi}", f"weights: {{{name}: {ordinary + 1}}}"))
        workspace = load_changed(tmp_path, changes).workspace
        assert workspace is not None
        assert workspace.settings.weights == Weights()._replace(**{name: ordinary + 1})


@pytest.mark.parametrize(
    ("weights", "line"),
    [
        ("{spreed: 30}", "there is no key 'spreed'; did you mean 'spread'?"),
        (f"{{prime: {MOST + 1}}}", f"'{MOST + 1}' as prime is not a number from 0 to {MOST}"),
        (f"{{spread: {MOST_SPREAD + 1}}}", f"'{MOST_SPREAD + 1}' as spread is not a number from 0 to {MOST_SPREAD}"),
        ("{prime: -1}", f"'-1' as prime is not a number from 0 to {MOST}"),
        ("[prime]", "'weights' must hold keys and values"),
    ],
)
def test_a_wrong_weight_is_named(tmp_path: Path, weights: str, line: str) -> None:
    """Numbers beyond the range would let one level of the objective outweigh another."""
    loaded = load_changed(tmp_path, edited("workspace.yaml", ("voices: {vi-VN: vi}", f"weights: {weights}")))
    assert [(one.source.line, one.message("en")) for one in loaded.problems if one.severity == "error"] == [(15, line)]


def test_the_page_names_every_weight() -> None:
    """Names and ordinary values of the page are those of the program, in its order."""
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| .+ \| .+ \|$", FORMAT.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(name, int(ordinary)) for name, ordinary in rows] == list(Weights()._asdict().items())
