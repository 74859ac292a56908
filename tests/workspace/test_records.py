"""Records: keys that are missing, unknown or misspelt, at every depth."""

from datetime import date
from pathlib import Path

import pytest

from ntm_playout.model.time import DateSpan
from tests.workspace.small import FILES, Changes, edited, load_changed

UNKNOWN = "unknown-key: there is no key"

WRONG_KEYS = [
    ("policy.yaml", "slogans:\n", "slogan:\n", f"27: {UNKNOWN} 'slogan'; did you mean 'slogans'?"),
    ("policy.yaml", "slogans:\n", "slogan:\n", "1: missing-value: 'slogans' is missing"),
    ("policy.yaml", "document:", "documents:", "1: missing-value: 'document' is missing"),
    ("policy.yaml", "issuer:", "isuer:", f"1: {UNKNOWN} 'isuer'; did you mean 'issuer'?"),
    ("policy.yaml", "{area: III}", "{aera: III}", f"23: {UNKNOWN} 'aera'; did you mean 'area'?"),
    ("programmes.yaml", "floor: 1", "flor: 1", f"8: {UNKNOWN} 'flor'; did you mean 'floor'?"),
    ("programmes.yaml", "floor: 1", "flor: 1", "8: missing-value: 'floor' is missing"),
    ("programmes.yaml", "except: {kind:", "except: {kin:", f"4: {UNKNOWN} 'kin'; did you mean 'kind'?"),
    ("programmes.yaml", "    name: Nông thôn mới\n", "", "2: missing-value: 'name' is missing"),
    ("programmes.yaml", "{floor: 1, target: 2}", "2", "8: not-a-mapping: 'first_runs' must hold keys and values"),
    ("windows.yaml", "reserve_min: 10", "rest: 10", f"5: {UNKNOWN} 'rest'"),
    ("workspace.yaml", "name: cấp huyện", "nom: cấp huyện", "9: missing-value: 'name' is missing"),
]


@pytest.mark.parametrize(("name", "old", "new", "line"), WRONG_KEYS)
def test_a_wrong_key_is_named_where_it_stands(tmp_path: Path, name: str, old: str, new: str, line: str) -> None:
    """A key that is not known says which one was probably meant, a missing one stands at its entry."""
    loaded = load_changed(tmp_path, edited(name, (old, new)))
    assert f"ws/{name}:{line}" in [problem.line("en") for problem in loaded.problems]
    assert loaded.workspace is None


def test_a_column_stands_once(tmp_path: Path) -> None:
    """Two columns of one name, and one without a name, are mistakes of the header."""
    staff = FILES["staff.csv"].replace("away_from,away_to", "days,,away_to").replace("2023-04-03,", "2023-04-03,x,")
    loaded = load_changed(tmp_path, {"staff.csv": staff})
    header = [problem.line("en") for problem in loaded.problems if problem.source.line == 1]
    assert header == [
        "ws/staff.csv:1: duplicate-column: column '' stands twice or has no name",
        "ws/staff.csv:1: duplicate-column: column 'days' stands twice or has no name",
    ]


def test_rules_are_in_force_on_some_days_only(tmp_path: Path) -> None:
    """Programmes, quotas, overrides and stations may begin and end."""
    changes = edited("programmes.yaml", ("serves: [LC-B5]", "serves: [LC-B5]\n    in_force: {from: 01/01/2023}"))
    changes |= edited(
        "policy.yaml",
        ("target: 1}", "target: 1, in_force: {to: 2024-12-31}}"),
        ("floor: 1\n    target", "floor: 1\n    in_force: {from: 2023-01-01, to: 2023-12-31}\n    target"),
    )
    stations = [f"{line},2023-01-01" for line in FILES["stations.csv"].splitlines()]
    stations[0] = stations[0].replace("2023-01-01", "in_force_from")
    loaded = load_changed(tmp_path, changes | {"stations.csv": "\n".join(stations)})
    workspace = loaded.workspace
    assert workspace is not None
    first = date(2023, 1, 1)
    assert workspace.programmes[0].in_force == DateSpan(first=first)
    assert workspace.policy.quotas[0].in_force == DateSpan(first=first, last=date(2023, 12, 31))
    assert workspace.policy.quotas[0].overrides[0].in_force == DateSpan(last=date(2024, 12, 31))
    assert {station.in_force for station in workspace.stations} == {DateSpan(first=first)}


def test_days_in_force_do_not_run_backwards(tmp_path: Path) -> None:
    """The end of a span comes after its beginning."""
    changes = edited(
        "programmes.yaml", ("serves: [LC-B5]", "serves: [LC-B5]\n    in_force: {from: 2023-02-01, to: 2023-01-01}")
    )
    loaded = load_changed(tmp_path, changes)
    assert [problem.line("vi") for problem in loaded.problems] == [
        "ws/programmes.yaml:13: reversed-dates: 01/01/2023 sớm hơn 01/02/2023"
    ]


def test_an_absent_list_is_empty(tmp_path: Path) -> None:
    """A window set without relays, a calendar without entries and a policy without themes are whole."""
    policy = FILES["policy.yaml"]
    themes = policy[policy.index("themes:") : policy.index("quotas:")]
    changes: Changes = {
        "policy.yaml": policy.replace(themes, ""),
        "calendar.yaml": "holidays: []\n",
    }
    loaded = load_changed(tmp_path, changes)
    assert loaded.workspace is not None
    assert loaded.workspace.policy.themes == ()
