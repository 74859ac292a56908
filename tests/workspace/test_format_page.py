"""The page on the workspace's format: it names every column and key, and no other."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ntm_playout.workspace.programmes_file import ProgrammeRecord
from ntm_playout.workspace.records import Record, field_names
from ntm_playout.workspace.settings_file import SettingsRecord
from ntm_playout.workspace.tables import RECORDS

PAGE = (Path(__file__).parents[2] / "docs/workspace-format.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return what stands below a heading."""
    return PAGE.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", RECORDS)
def test_a_table_has_the_columns_of_its_page(name: str) -> None:
    """They stand in the order in which the tool writes them."""
    rows = re.findall(r"^\| (`.+?) \|", section(f"{name}.csv"), re.MULTILINE)
    assert [column for row in rows for column in re.findall(r"`(\w+)`", row)] == list(field_names(RECORDS[name]))


@pytest.mark.parametrize(
    ("title", "above", "kind"),
    [("workspace.yaml", None, SettingsRecord), ("programmes.yaml", "programmes", ProgrammeRecord)],
)
def test_an_example_has_every_key(title: str, above: str | None, kind: type[Record]) -> None:
    """What is optional is shown too."""
    example = YAML(typ="safe").load(re.findall(r"```yaml\n(.+?)```", section(title), re.DOTALL)[0])
    assert list(example[above][0] if above else example) == list(field_names(kind))
