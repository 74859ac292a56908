"""Repair costs: which numbers of workspace.yaml make one repair better than another?"""

import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from ntm_playout.model.repair_costs import MOST, EditKind, RepairCosts
from tests.workspace.small import edited, load_changed

FORMAT = Path(__file__).parents[2] / "docs/workspace-format.md"


def test_every_cost_can_be_set_alone(tmp_path: Path) -> None:
    """The others stay ordinary."""
    for name, ordinary in asdict(RepairCosts()).items():
        changes = edited("workspace.yaml", ("voices: {vi-VN: vi}", f"repair_costs: {{{name}: {ordinary + 1}}}"))
        workspace = load_changed(tmp_path, changes).workspace
        assert workspace is not None
        assert workspace.settings.repair_costs == replace(RepairCosts(), **{name: ordinary + 1})


@pytest.mark.parametrize(
    ("costs", "line"),
    [
        ("{relay_movd: 3}", "there is no key 'relay_movd'; did you mean 'relay_moved'?"),
        (f"{{exemption: {MOST + 1}}}", f"'{MOST + 1}' as exemption is not a number from 0 to {MOST}"),
    ],
)
def test_a_wrong_cost_is_named(tmp_path: Path, costs: str, line: str) -> None:
    """With its line, as everywhere."""
    loaded = load_changed(tmp_path, edited("workspace.yaml", ("voices: {vi-VN: vi}", f"repair_costs: {costs}")))
    assert [(one.source.line, one.message("en")) for one in loaded.problems if one.severity == "error"] == [(15, line)]


def test_every_kind_of_edit_has_a_cost() -> None:
    """No edit is free because it was forgotten."""
    costs = RepairCosts()
    assert [costs.of(kind) for kind in EditKind] == [asdict(costs)[kind.replace("-", "_")] for kind in EditKind]


def test_the_page_names_every_cost() -> None:
    """Names and ordinary values of the page are those of the program, in its order."""
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| [^|]+ \|$", FORMAT.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(name, int(ordinary)) for name, ordinary in rows] == list(asdict(RepairCosts()).items())
