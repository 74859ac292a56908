"""Seeded faults: does one run name every mistake of every file, at its place?"""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ntm_playout.problems import Language
from ntm_playout.workspace.load import load_workspace
from ntm_playout.workspace.tables import move_tables
from tests.workspace.small import MELODY, edited, load_changed, places_and_codes, write_workspace

FAULTS = {
    **edited(
        "workspace.yaml",
        ("uid_domain: thu.ntm-playout.example", "uid_domain: thu ntm"),
        ("counting_from: 2023-W02", "counting_from: 2023-W54"),
        ("voices: {vi-VN: vi}", "voices: {tay-VN: vi}\nvoice: 1"),
    ),
    **edited(
        "policy.yaml",
        ("signed: 2023-01-03", "signed: 2023-02-30"),
        ("{year: 2023, title: Chủ đề, topics: [a]}", "{year: 2023, title: Chủ đề, topics: [c]}"),
        ("month: 2023-04", "month: 2023-13"),
        ("strand: NTM\n    period: week", "strand: NMT\n    period: week"),
        ("target: 2\n    allows", "target: 0\n    target: 2\n    allows"),
        ("clause: I.1}", "clause: }"),
    ),
    **edited(
        "stations.csv",
        (
            "huyen-080,Lào Cai,thành phố,Trung tâm,district,tinh-10",
            "huyen-080,Lào Cai,thành phố,Trung tâm,district,tinh-01",
        ),
        ("xa-02635,Cốc San,xã,Đài Truyền thanh,commune", "xa-02635,Cốc San,xã,Đài Truyền thanh,comune"),
        (
            "mong,rural,2023-01-01,2023-06-30,Hỏng máy\n",
            "mong,rural,2023-07-01,2023-06-30,Hỏng máy\n02637,Đồng Tuyển\n",
        ),
    ),
    **edited(
        "windows.yaml",
        ('{days: T2-CN, start: "17:00", end: "17:45", reserve_min: 10}', '{days: T2-CN, start: "05:30", end: "06:00"}'),
        ("days: T3 T5", "days: T3-T5"),
        (
            '{days: T2-CN, start: "06:00", end: "06:30", outlet: loudspeaker}',
            '{days: T2-T8, start: "25:30", end: "6 giờ"}',
        ),
    ),
    **edited(
        "programmes.yaml",
        ("length_min: 10", "length_min: nửa giờ"),
        ("template: ngan", "template: ../ngan"),
        ("serves: [LC-B5]", "serves: [LC-B6]"),
    ),
    **edited(
        "segments.csv",
        ("priority\n", "priority,ghi chú\n"),
        ("2:00,vi-VN,tinh-10,", "2:70,vi,tinh-10,"),
        ("nguoi-dan,90", "nguoi-xem,90"),
        ("hmn-VN,xa-02635,Biên tập viên,Trưởng phòng", "hmn-VN,xa-02635,Biên tập viên,"),
    ),
    **edited("staff.csv", ("truc-02", "TRUC-01"), ("T3 T5,2,2023-04-03,2023-04-05", "T3 T5,2,2023-04-03,2023-04-05,x")),
    **edited(
        "calendar.yaml",
        ("match: Quốc khánh", "match: Quốc khách"),
        ("from: 2023-04-05, windows: none", "from: 2023-04-05, to: 2023-04-01, windows: none"),
        ("windows: tet", "windows: tett"),
        ("parent: huyen-080", "parents: huyen-080"),
    ),
    **edited("habits.csv", ("x,T4", "co,T4"), ("xa-02635,xa-ntm,1,,T3", "xa-02635,xa-mtn,1,,T3")),
    "segments/tin-2.vi-VN.txt": "Bà con chú ý.",
    "segments/tin-02.vi-VN.txt": b"B\xe0 con",
    "segments/tin-02.hmn-VN.wav": None,
    "audio_templates/ngan.yaml": "name: [",
    "audio_templates/sounds/nhac-cho.yaml": MELODY.replace("pitch: 69", "pitch: 690"),
    "greetings/xa-02635.greting.vi-VN.wav": "RIFF",
    "station.csv": "",
}
"""Two or more mistakes in every kind of file."""

EXPECTED = """\
ws/audio_templates/ngan.yaml:1: bad-yaml
ws/audio_templates/sounds/nhac-cho.yaml:4: bad-number
ws/calendar.yaml:2: unknown-window-set
ws/calendar.yaml:7: reversed-dates
ws/calendar.yaml:9: unknown-key
ws/greetings/xa-02635.greting.vi-VN.wav: orphan-file
ws/habits.csv:2: unknown-programme
ws/habits.csv:3: bad-flag
ws/policy.yaml:1: bad-date
ws/policy.yaml:8: unknown-topic
ws/policy.yaml:10: bad-month
ws/policy.yaml:17: bad-choice
ws/policy.yaml:21: duplicate-key
ws/policy.yaml:29: missing-value
ws/programmes.yaml:7: bad-number
ws/programmes.yaml:10: unsafe-name
ws/segments.csv:1: unknown-column
ws/segments.csv:2: bad-language
ws/segments.csv:2: bad-length
ws/segments.csv:3: unapproved
ws/segments.csv:3: unknown-audience
ws/segments/tin-02.vi-VN.txt:1: not-utf8
ws/segments/tin-2.vi-VN.txt: orphan-file
ws/staff.csv:3: duplicate-id
ws/staff.csv:3: extra-cells
ws/station.csv: unread-file
ws/stations.csv:3: unknown-parent
ws/stations.csv:4: unknown-tier
ws/stations.csv:5: reversed-dates
ws/stations.csv:6: bad-id
ws/stations.csv:6: missing-value
ws/stations.csv:6: missing-value
ws/stations.csv:6: missing-value
ws/stations.csv:6: missing-value
ws/windows.yaml:5: overlapping-windows
ws/windows.yaml:12: bad-clock
ws/windows.yaml:12: bad-clock
ws/windows.yaml:12: bad-weekdays
ws/workspace.yaml:4: bad-domain
ws/workspace.yaml:6: bad-week
ws/workspace.yaml:16: unknown-key
"""


def test_every_seeded_fault_is_named_in_one_run(tmp_path: Path) -> None:
    """Mistakes of many kinds over all files are all named, each with its code and line, and nothing else is."""
    loaded = load_changed(tmp_path, FAULTS)
    found = places_and_codes(loaded)
    assert loaded.workspace is None
    assert found == EXPECTED.splitlines()
    assert len({problem.code for problem in loaded.problems}) >= 25


def test_faults_in_a_workbook_are_named_by_sheet_and_cell(tmp_path: Path) -> None:
    """Mistakes in a sheet carry the workbook, the sheet and the cell in which they stand."""
    write_workspace(tmp_path)
    move_tables(tmp_path, "xlsx")
    workbook = load_workbook(tmp_path / "tables.xlsx")
    workbook["stations"]["G4"] = "loud"
    workbook["stations"]["F3"] = "tinh-11"
    workbook["stations"]["Z2"] = "Ghi chú"
    workbook["segments"]["G2"] = "dài"
    workbook["staff"]["G1"] = "vắng từ"
    workbook["habits"]["E3"] = None
    workbook.create_sheet("station")["A1"] = "id"
    workbook.save(tmp_path / "tables.xlsx")
    loaded = load_workspace(tmp_path, shown_as="ws")
    assert places_and_codes(loaded) == [
        "ws/tables.xlsx!habits!E3: missing-value",
        "ws/tables.xlsx!segments!G2: bad-length",
        "ws/tables.xlsx!staff!G1: unknown-column",
        "ws/tables.xlsx!station!A1: unknown-sheet",
        "ws/tables.xlsx!stations!Z2: extra-cells",
        "ws/tables.xlsx!stations!F3: unknown-parent",
        "ws/tables.xlsx!stations!G4: bad-choice",
    ]
    assert loaded.workspace is None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_fault_is_worded(tmp_path: Path, language: Language) -> None:
    """Each seeded fault is said in Vietnamese and in English, and a near miss only where there is one."""
    for problem in load_changed(tmp_path, FAULTS).problems:
        text = problem.message(language)
        assert "[;" not in text
        assert "''" not in text
