"""The sheet on which a station writes what it aired."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ntm_playout.model.as_run import LogEntry, Outcome, Reason
from ntm_playout.workspace.log_files import ReadLogs, read_logs
from ntm_playout.workspace.tick_sheets import HEADER_ROW, sheet_name, tick_sheet
from tests import build
from tests.build import minutes, moment
from tests.plans import airing, duty, plan, repeat

FIRST = airing("xa-02635-loudspeaker-xa-ntm-2023w14-1")
WEEK_PLAN = plan(FIRST, repeat(FIRST, "2023-04-05T17:15"), duties=(duty(FIRST.id),))
NAME = "phieu_xa-02635_2023-W14.xlsx"


def opened() -> Workbook:
    """Return the default station's sheet as a program opens it."""
    return load_workbook(io.BytesIO(tick_sheet(build.workspace(), WEEK_PLAN, "xa-02635")))


def sent_back(folder: Path, cells: dict[str, object]) -> ReadLogs:
    """Fill cells in, by their places, and read the sheet."""
    book = opened()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(folder / NAME)
    return read_logs(build.workspace(), [folder], moment("2023-04-10T08:00"))


def rows(folder: Path, cells: dict[str, object]) -> list[LogEntry]:
    """Return the rows of a sheet without mistakes."""
    found = sent_back(folder, cells)
    assert found.problems == ()
    return [entry for file in found.files for entry in file.entries]


def test_every_airing_has_a_row_with_its_reserve_time() -> None:
    """Whose it is, which week it is for, and who was on duty stand there too."""
    page = opened().worksheets[0]
    assert "TUẦN 14/2023" in str(page["A1"].value)
    assert page["A2"].value == "Đài Truyền thanh xã Cốc San, tỉnh Lào Cai"
    table = [[cell.value for cell in line] for line in page.iter_rows(min_row=HEADER_ROW + 1)]
    assert table[0][:6] == ["T3", "04/04/2023", "05:15", "Nông thôn mới (NTM) – 10 phút", "lần đầu", "T3 04/04 17:00"]
    assert table[1][:6] == ["T4", "05/04/2023", "17:15", "Nông thôn mới (NTM) – 10 phút", "phát lại", "T5 06/04 05:00"]
    assert table[0][11:] == ["Người phụ trách đài truyền thanh", "xa-02635", FIRST.id]


def test_outcomes_and_reasons_are_offered() -> None:
    """Nobody need spell them; Excel takes lists of 255 characters."""
    choices = [str(one.formula1) for one in opened().worksheets[0].data_validations.dataValidation]
    assert choices[0] == '"Đã phát,Phát bù,Phát không đủ,Không phát"'
    assert all(len(one) <= 255 for one in choices)


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Bundles are made again only if something changed."""
    assert tick_sheet(build.workspace(), WEEK_PLAN, "xa-02635") == tick_sheet(build.workspace(), WEEK_PLAN, "xa-02635")
    assert sheet_name("xa-02635", build.WEEK) == NAME


def test_a_sheet_that_is_filled_in_is_read(tmp_path: Path) -> None:
    """One choice an airing is enough."""
    aired, missed = rows(tmp_path, {"G7": "Đã phát", "G8": "Không phát", "J8": "Mất điện", "K8": "cả buổi"})
    assert (aired.airing, aired.outcome, aired.start) == (FIRST.id, Outcome.AIRED, None)
    assert (missed.outcome, missed.reason, missed.remark) == (Outcome.NOT_AIRED, Reason.POWER, "cả buổi")
    assert str(missed.source).endswith(f"{NAME}!Phiếu!A8")


def test_times_and_minutes_are_read_as_people_write_them(tmp_path: Path) -> None:
    """Also of another day."""
    first, second = rows(tmp_path, {"G7": "Phát không đủ", "H7": "5h20", "I7": 6, "G8": "Phát bù", "H8": "07/04 17h30"})
    assert (first.start, first.length) == (moment("2023-04-04T05:20"), minutes(6))
    assert (second.outcome, second.start) == (Outcome.MADE_GOOD, moment("2023-04-07T17:30"))


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"H7": "5h20"}, f"{NAME}!Phiếu!G7 log-without-outcome"),
        ({"G7": "Chắc có"}, f"{NAME}!Phiếu!G7 bad-outcome"),
        ({"G7": "Đã phát", "H7": "sáng"}, f"{NAME}!Phiếu!H7 bad-clock"),
        ({}, f"{NAME} log-says-nothing"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cell(tmp_path: Path, cells: dict[str, object], problem: str) -> None:
    """Nothing of such a sheet is taken."""
    found = sent_back(tmp_path, cells)
    assert [f"{str(one.source).rsplit('/', 1)[-1]} {one.code}" for one in found.problems] == [problem]
    assert found.files == ()


def test_a_station_without_airings_has_an_empty_sheet() -> None:
    """It is exempt, or closed."""
    page = load_workbook(io.BytesIO(tick_sheet(build.workspace(), plan(), "xa-02635"))).worksheets[0]
    assert page.max_row == HEADER_ROW
