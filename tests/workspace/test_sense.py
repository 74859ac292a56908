"""Sense: entries that are right one by one, and wrong or doubtful together."""

from pathlib import Path

import pytest

from ntm_playout.workspace.load import load_workspace
from ntm_playout.workspace.tables import move_tables
from tests.workspace.small import FILES, Changes, edited, load_changed, places_and_codes, write_workspace

SECOND_WINDOW = '{days: T2-CN, start: "17:00", end: "17:45", reserve_min: 10}'
MONTH, HALF_YEAR, NINE_MONTHS = (f"{{period: {period}, floor: 5}}" for period in ("month", "half-year", "nine-months"))

ONE_FAULT = [
    ("stations.csv", "province,,tv", "province,xa-02635,tv", "2: parent-cycle"),
    ("stations.csv", "commune,huyen-080,loudspeaker,I,", "commune,xa-02636,loudspeaker,I,", "4: parent-not-above"),
    ("stations.csv", "2023-06-30,Hỏng máy", "2023-06-30,", "5: missing-value"),
    ("policy.yaml", "    allows_exemption: true\n", "", "5: exemption-not-allowed", "stations.csv"),
    ("policy.yaml", "target: 2", "target: 0", "20: target-below-floor"),
    ("policy.yaml", "target: 2", "target: 2\n    ceiling: 1", "21: ceiling-below-target"),
    ("policy.yaml", "kind: count", "kind: share, floor: 101", "25: bad-number"),
    ("policy.yaml", "id: đ,", "id: Đ),", "4: bad-letter"),
    ("windows.yaml", SECOND_WINDOW, '{days: T7-CN, start: "05:30", end: "06:00"}', "5: overlapping-windows"),
    ("windows.yaml", "reserve_min: 10", "reserve_min: 45", "5: reserve-fills-window"),
    ("windows.yaml", 'end: "17:15"', 'end: "17:00"', "7: reversed-clock"),
    ("windows.yaml", "from: district", "from: distric", "7: doubtful-origin"),
    ("programmes.yaml", "stations: {tier: commune,", "stations: {tier: district,", "4: selects-nothing"),
    ("programmes.yaml", "length_min: 10", "length_min: 46", "7: programme-too-long"),
    ("programmes.yaml", "outlet: loudspeaker", "outlet: newspaper", "5: outlet-without-airings"),
    ("programmes.yaml", "target: 2}", "target: 0}", "8: target-below-floor"),
    ("programmes.yaml", "target: 2}", "periods: [{period: week, floor: 1}]}", "8: bad-choice"),
    ("programmes.yaml", "target: 2}", "periods: [{period: month, floor: 0}]}", "8: bad-number"),
    ("programmes.yaml", "target: 2}", f"periods: [{MONTH}, {MONTH}]}}", "8: period-twice"),
    ("programmes.yaml", "target: 2}", f"periods: [{HALF_YEAR}, {NINE_MONTHS}]}}", "8: periods-cross"),
    (
        "policy.yaml",
        "strand: NTM\n    period",
        "strand: OCOP\n    period",
        "12: serves-other-strand",
        "programmes.yaml",
    ),
    ("segments.csv", "Đường mới về bản,NTM,a", "Đường mới về bản,OCOP,a", "2: topic-not-of-strand"),
    ("segments.csv", "nguoi-dan,90,", "nguoi-dan,601,", "3: segment-too-long"),
    ("segments.csv", "Trưởng phòng,2023-01-10", ",2023-01-10", "2: unapproved"),
    ("segments.csv", "Trưởng phòng,10/01/2023", "Trưởng phòng,", "3: unapproved"),
    ("habits.csv", "1,x,T4,05:00", "1,x,T4,05:40", "3: habit-outside-windows"),
    ("habits.csv", "1,,T3,17:15", "1,,T3,17:30", "2: habit-outside-windows"),
    ("habits.csv", "1,x,T4,05:00", "1,,T4,05:00", "3: duplicate-habit"),
    ("calendar.yaml", "{parent: huyen-080}", "{parent: huyen-080, tier: province}", "9: selects-nothing"),
    ("calendar.yaml", "match: Quốc khánh, topics: [a]", "match: Quốc khánh", "3: holiday-without-effect"),
    ("calendar.yaml", "match: Quốc khánh", "match: Quốc khách", "3: no-such-holiday"),
    ("calendar.yaml", "day: 15, month: 1", "day: 31, month: 1", "5: bad-number"),
    ("calendar.yaml", "to: 2023-04-06T18:00", "to: 2023-04-06T17:00", "9: reversed-dates"),
    ("calendar.yaml", "from: 2023-04-05,", "from: 2023-04-05, to: 2023-04-04,", "7: reversed-dates"),
    ("workspace.yaml", "{vi-VN: 100}", "{vi-VN: 0}", "13: missing-value"),
    ("audio_templates/ngan.yaml", "{station}, {place}", "{đài}, {place}", "7: unknown-blank"),
    ("audio_templates/ngan.yaml", "{station}, {place}", "{station, {place}", "7: bad-blank"),
    ("audio_templates/ngan.yaml", "  - {kind: segment}\n", "", "5: segment-cue-count"),
    ("audio_templates/ngan.yaml", "{kind: ident, sound: nhac-hieu,", "{kind: ident,", "6: missing-value"),
]


@pytest.mark.parametrize("fault", ONE_FAULT, ids=lambda fault: f"{fault[3]}")
def test_what_does_not_fit_together_is_named(tmp_path: Path, fault: tuple[str, ...]) -> None:
    """Each mistake is named at the place that is to be mended."""
    name, old, new, problem, *elsewhere = fault
    loaded = load_changed(tmp_path, edited(name, (old, new)))
    named = places_and_codes(loaded)
    assert f"ws/{elsewhere[0] if elsewhere else name}:{problem}" in named


SPARSE = ('days: T2-CN, start: "05:00"', 'days: T2 T4, start: "05:00"')
EVENING = ('{days: T2-CN, start: "17:00", end: "17:45", reserve_min: 10}', '{days: CN, start: "17:00", end: "17:25"}')


@pytest.mark.parametrize(
    ("first_runs", "length", "problems"),
    [
        ("{floor: 1, target: 3}", 10, []),
        ("{floor: 1, target: 3}", 30, ["target-over-days"]),
        ("{floor: 4}", 10, ["target-over-days"]),
        ("{floor: 1, periods: [{period: month, floor: 12}]}", 10, ["period-over-days"]),  # January has three weeks
        ("{floor: 1, periods: [{period: month, floor: 9}]}", 10, []),
        ("{floor: 1, periods: [{period: nine-months, floor: 114}]}", 10, []),
        ("{floor: 1, periods: [{period: nine-months, floor: 115}]}", 10, ["period-over-days"]),
        ("{floor: 1, periods: [{period: plan, floor: 153}]}", 10, []),
        ("{floor: 1, periods: [{period: plan, floor: 154}]}", 10, ["period-over-days"]),
    ],
)
def test_windows_have_a_day_for_each_first_run(
    tmp_path: Path, first_runs: str, length: int, problems: list[str]
) -> None:
    """Three days are open, one of them for 25 minutes; 51 weeks count, 38 of them up to September."""
    changes = edited("windows.yaml", SPARSE, EVENING) | {"habits.csv": None, "locks.csv": None}
    changes |= edited(
        "programmes.yaml", ("{floor: 1, target: 2}", first_runs), ("length_min: 10", f"length_min: {length}")
    )
    loaded = load_changed(tmp_path, changes)
    assert places_and_codes(loaded) == [f"ws/programmes.yaml:8: {code}" for code in problems]


def test_windows_of_different_outlets_may_overlap(tmp_path: Path) -> None:
    """Television and radio of one station transmit at the same time; so may windows of different days."""
    windows = FILES["windows.yaml"].replace(
        'end: "05:45"}',
        'end: "05:45", outlet: tv}\n      - {days: T2-CN, start: "05:00", end: "05:45", outlet: radio}',
        1,
    )
    windows = windows.replace('- {days: T2-CN, start: "17:00"', '- {days: T2 T4, start: "17:00"').replace(
        "    relays:", '      - {days: T3, start: "17:00", end: "17:45"}\n    relays:'
    )
    loaded = load_changed(tmp_path, {"windows.yaml": windows})
    assert "overlapping-windows" not in {one.code for one in loaded.problems}


def test_a_station_does_not_substitute_itself(tmp_path: Path) -> None:
    """Another unit airs in its place, whatever the policy says of exemptions."""
    stations = [f"{line}," for line in FILES["stations.csv"].splitlines()]
    stations[0] = f"{stations[0]}substitute"
    changes = edited("policy.yaml", ("    allows_exemption: true\n", ""))
    for substitute, codes in (("xa-02636", ["substitutes-itself"]), ("xa-02635", []), ("xa-0263", ["unknown-station"])):
        stations[4] = f"{stations[4].rpartition(',')[0]},{substitute}"
        text = "\n".join(stations)
        loaded = load_changed(tmp_path, changes | {"stations.csv": text})
        assert [one.code for one in loaded.problems] == codes


def test_missing_recordings_are_one_warning_a_segment(tmp_path: Path) -> None:
    """A listed language without recording, and without a script that a voice can speak, is still to be recorded."""
    changes: Changes = {
        "segments/tin-01.vi-VN.txt": None,
        "segments/tin-02.hmn-VN.wav": None,
        "segments/tin-02.hmn-VN.txt": "Tus dej huv.",
    }
    loaded = load_changed(tmp_path, changes)
    assert [one.line("en") for one in loaded.problems] == [
        "ws/segments.csv:2: missing-recording: tin-01 still needs a recording in: vi-VN",
        "ws/segments.csv:3: missing-recording: tin-02 still needs a recording in: hmn-VN",
    ]
    assert loaded.workspace is not None


def test_files_of_no_segment_are_named(tmp_path: Path) -> None:
    """A misspelt file is named with what it was probably meant to be; hidden files and a README are not."""
    changes: Changes = {
        "segments/tin-1.vi-VN.txt": "x",
        "segments/tin-01.vi-VN.mp3": "x",
        "segments/tin-01.vi-VN.WAV": "x",
        "segments/README.md": "x",
        "segments/.DS_Store": "x",
        "segments/tin-02.vi-VN.txt": " \n",
    }
    loaded = load_changed(tmp_path, changes)
    assert [one.line("en") for one in loaded.problems] == [
        "ws/segments.csv:3: missing-recording: tin-02 still needs a recording in: vi-VN",
        "ws/segments/tin-01.vi-VN.mp3: second-recording: this recording is not used: tin-01.vi-VN.WAV is there too",
        "ws/segments/tin-02.vi-VN.txt: empty-script: the script is empty",
        "ws/segments/tin-1.vi-VN.txt: orphan-file: this file belongs to nothing; was 'tin-01.vi-VN' meant?",
    ]


LOCK = "xa-02635,xa-ntm,first,2023-06-07,05:10,Khách mời trực tiếp"
RADIO = """
  - {id: xa-radio, name: Tin, stations: {tier: commune}, outlet: %s, strand: NTM, length_min: 10,
     first_runs: {floor: 0}, template: ngan}
"""


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (LOCK, ""),
        (LOCK.replace("05:10", "05:40"), "lock-outside-free-time"),
        (LOCK.replace("06-07,05:10", "06-06,17:10"), "lock-outside-free-time"),  # in the district's relay
        (LOCK.replace("06-07,05:10", "06-05,17:30"), "lock-outside-free-time"),  # in the reserved minutes
        (LOCK.replace("06-07,05:10", "04-05,05:10"), "lock-outside-free-time"),  # closed for a repair
        (LOCK.replace("06-07,05:10", "04-06,17:15"), "lock-outside-free-time"),  # without power
        (LOCK.replace("xa-02635", "xa-02636"), "lock-outside-free-time"),  # exempt
        (LOCK.replace("xa-02635", "huyen-080"), "lock-of-another"),
        (f"{LOCK}\n{LOCK.replace('05:10', '05:20')}", "locks-on-one-day"),
        (f"{LOCK}\n{LOCK.replace('first', 'repeat').replace('05:10', '17:05')}", ""),
        (f"{LOCK}\n{LOCK.replace('first', 'repeat').replace('05:10', '05:15')}", "locks-overlap"),
        (f"{LOCK}\n{LOCK.replace('06-07', '06-08')}", ""),
    ],
)
def test_locks_can_be_kept(tmp_path: Path, rows: str, problem: str) -> None:
    """A lock lies in free time of its own date, and no lock contradicts another."""
    loaded = load_changed(tmp_path, {"locks.csv": f"station,programme,run,date,start,reason\n{rows}\n"})
    assert places_and_codes(loaded) == ([f"ws/locks.csv:{len(rows.splitlines()) + 1}: {problem}"] if problem else [])
    assert (loaded.workspace is None) == problem.startswith("locks-")


def test_locks_of_two_outlets_may_overlap(tmp_path: Path) -> None:
    """A station's television and loudspeakers air at the same time; its loudspeakers one thing at a time."""
    rows = f"station,programme,run,date,start,reason\n{LOCK}\n{LOCK.replace('xa-ntm', 'xa-radio')}\n"
    commune = "Cốc San,xã,Đài Truyền thanh,commune,huyen-080,loudspeaker"
    stations = edited("stations.csv", (commune, f"{commune} radio"))
    for outlet, codes in (("radio", []), ("loudspeaker", ["ws/locks.csv:3: locks-overlap"])):
        programmes = FILES["programmes.yaml"].rstrip() + RADIO % outlet
        loaded = load_changed(tmp_path, stations | {"locks.csv": rows, "programmes.yaml": programmes})
        assert places_and_codes(loaded) == codes


def test_a_table_stands_in_one_place(tmp_path: Path) -> None:
    """A sheet and a CSV file of one table are an error that names both."""
    write_workspace(tmp_path)
    move_tables(tmp_path, "xlsx")
    (tmp_path / "staff.csv").write_text(FILES["staff.csv"])
    loaded = load_workspace(tmp_path, shown_as="ws")
    assert [one.line("en") for one in loaded.problems] == [
        "ws/staff.csv: table-twice: this table stands here and in ws/tables.xlsx!staff!A1; keep one"
    ]
