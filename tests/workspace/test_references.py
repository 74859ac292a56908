"""References: every name that belongs to nothing is named where it stands, with what was probably meant."""

from pathlib import Path

import pytest

from tests.workspace.small import FILES, edited, load_changed, places_and_codes

ONE_FAULT = [
    ("workspace.yaml", "voices: {vi-VN: vi}", "voices: {ium-VN: vi}", "15: unknown-language"),
    ("workspace.yaml", "voices: {vi-VN: vi}", "language_factors: {ium-VN: 115}", "15: unknown-language"),
    ("workspace.yaml", "hmn-VN: 60}", "ium-VN: 60}", "14: unknown-language"),
    ("policy.yaml", "tier: commune\n", "tier: comune\n", "15: unknown-tier"),
    ("policy.yaml", "tiers: [province]", "tiers: [provinces]", "25: unknown-tier"),
    ("policy.yaml", "topics: [đ]", "topics: [e]", "10: unknown-topic"),
    (
        "policy.yaml",
        "{stations: {area: III}, target: 1}",
        "{stations: {profile: dao}, target: 1}",
        "23: unknown-profile",
    ),
    ("stations.csv", "kinh,rural,,,\nhuyen", "king,rural,,,\nhuyen", "2: unknown-profile"),
    ("stations.csv", "mong,rural", "mong,rurual", "5: unknown-window-set"),
    ("programmes.yaml", "template: ngan", "template: ngam", "10: unknown-template"),
    ("programmes.yaml", "serves: [LC-B5]", "serves: LC-B6", "12: unknown-quota"),
    ("programmes.yaml", "language: audience", "language: ium-VN", "11: unknown-language"),
    ("programmes.yaml", "id: [xa-02636]", "id: [xa-02646]", "4: unknown-station"),
    ("segments.csv", "NTM,a,", "NTM,b,", "2: unknown-topic"),
    ("segments.csv", "vi-VN hmn-VN", "vi-VN ium-VN", "3: unknown-language"),
    ("segments.csv", "vi-VN,tinh-10", "vi-VN,tinh-11", "2: unknown-station"),
    ("staff.csv", "xa-02635 xa-02636", "xa-02635 xa-02637", "2: unknown-station"),
    ("staff.csv", "xa-02636,hmn-VN", "xa-02636,ium-VN", "3: unknown-language"),
    ("habits.csv", "xa-02635,xa-ntm,1,,", "xa-02645,xa-ntm,1,,", "2: unknown-station"),
    ("locks.csv", "xa-02635,", "xa-02645,", "2: unknown-station"),
    ("locks.csv", "xa-ntm,", "xa-mtn,", "2: unknown-programme"),
    ("calendar.yaml", "topics: [a]", "topics: [z]", "3: unknown-topic"),
    ("calendar.yaml", "topics: [đ]", "topics: [d]", "5: unknown-topic"),
    ("calendar.yaml", "windows: none", "windows: nome", "7: unknown-window-set"),
    ("calendar.yaml", "stations: {tier: commune}", "stations: {tier: xa}", "2: unknown-tier"),
    ("audio_templates/ngan.yaml", "filler: {sound: nhac-cho}", "filler: {sound: nhac-choi}", "11: unknown-sound"),
    ("audio_templates/ngan.yaml", "sound: nhac-cat", "sound: nhac-cut", "10: unknown-sound"),
]


@pytest.mark.parametrize(("name", "old", "new", "problem"), ONE_FAULT)
def test_a_name_of_nothing_is_a_problem(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    """Each reference is looked up among the entries of its own kind."""
    loaded = load_changed(tmp_path, edited(name, (old, new)))
    errors = [f"{one.source}: {one.code}" for one in loaded.problems if one.severity == "error"]
    assert errors == [f"ws/{name}:{problem}"]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("workspace.yaml", "{id: mong", "{id: kinh", 14),
        ("policy.yaml", "- {id: đ", "- {id: a", 4),
        ("stations.csv", "xa-02636,Tả", "XA-02635,Tả", 5),
        ("windows.yaml", "- id: tet", "- id: Rural", 10),
        ("segments.csv", "tin-02", "tin-01", 3),
    ],
)
def test_an_id_is_taken_once(tmp_path: Path, name: str, old: str, new: str, line: int) -> None:
    """The second one names the first; large and small letters are the same, as on many file systems."""
    loaded = load_changed(tmp_path, edited(name, (old, new)))
    (problem,) = [one for one in loaded.problems if one.code == "duplicate-id"]
    assert str(problem.source) == f"ws/{name}:{line}"
    assert str(problem.values["first"]).startswith(f"ws/{name}:")


@pytest.mark.parametrize("name", ["policy.yaml", "stations.csv", "windows.yaml", "programmes.yaml", "workspace.yaml"])
def test_a_file_that_cannot_be_read_makes_no_other_mistakes(tmp_path: Path, name: str) -> None:
    """What is in an unreadable file is not said to be unknown elsewhere."""
    loaded = load_changed(tmp_path, {name: b"\xff"})
    assert places_and_codes(loaded) == [f"ws/{name}:1: not-utf8"]


def test_what_stations_merely_lack_is_a_warning(tmp_path: Path) -> None:
    """A rule for an area or kind that no station has at present is no error."""
    changes = edited("programmes.yaml", ("kind: thành phố", "kind: thành phô"))
    changes |= edited("policy.yaml", ("area: III", "area: IV"))
    loaded = load_changed(tmp_path, changes)
    assert [one.line("en") for one in loaded.problems] == [
        "ws/policy.yaml:23: unknown-area: no station has area 'IV'; did you mean 'I'?",
        "ws/programmes.yaml:4: unknown-kind: no station is of kind 'thành phô'; did you mean 'thành phố'?",
    ]
    assert loaded.workspace is not None


def test_a_list_that_is_no_list_is_named(tmp_path: Path) -> None:
    """A mapping in place of a list, a text in place of an entry and a list in place of a text all say so."""
    changes = edited(
        "calendar.yaml", ("  - {name: Rằm", "  a: {name: Rằm"), ("match: Quốc khánh", "match: [Quốc, khánh]")
    )
    changes |= edited("policy.yaml", ("  - {id: nguoi-dan, name: người dân}", "  - nguoi-dan"))
    changes |= edited(
        "windows.yaml", ('      - {days: T2-CN, start: "06:00", end: "06:30", outlet: loudspeaker}', "      x")
    )
    changes |= {"segments.csv": FILES["segments.csv"].replace("nguoi-dan", "")}
    loaded = load_changed(tmp_path, changes)
    assert places_and_codes(loaded) == [
        "ws/calendar.yaml:3: not-a-text",
        "ws/calendar.yaml:4: not-a-list",
        "ws/policy.yaml:6: not-a-mapping",
        "ws/windows.yaml:11: not-a-list",
    ]
