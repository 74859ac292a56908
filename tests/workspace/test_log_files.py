"""What logs say, in whichever form stations send them."""

import codecs
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from ntm_playout.model.as_run import LogEntry, Outcome, Reason
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet, Selector
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.workspace.log_files import ReadLogs, read_logs
from tests import build
from tests.build import minutes, moment, seconds

NOW = moment("2023-04-10T08:00")
COMMUNES = (
    build.station(),
    build.station("xa-02636", name="Tả Phời"),
    build.station("huyen-080", tier="district", name="Lào Cai", kind="thành phố", unit="Trung tâm"),
    build.station(
        "tinh-10", tier="province", name="Lào Cai", kind="tỉnh", unit="Đài", outlets=(Outlet.TV, Outlet.RADIO)
    ),
)
PROGRAMMES = (
    build.programme(),
    build.programme("xa-ocop", name="Sản phẩm OCOP", strand=Strand.OCOP),
    build.programme("tv-ntm", name="Nông thôn mới", stations=Selector(tiers=("province",)), outlet=Outlet.TV),
    build.programme("radio-ntm", name="Nông thôn mới", stations=Selector(tiers=("province",)), outlet=Outlet.RADIO),
)
PLAYER = (
    "station,date,start,length_s,programme,airing,outcome\r\n"
    "xa-02635,2023-04-04,05:15:02,598,xa-ntm,xa-02635-loudspeaker-xa-ntm-2023w14-1,aired\r\n"
    "xa-02635,2023-04-05,17:15:00,0,xa-ntm,xa-02635-loudspeaker-xa-ntm-2023w14-1-r1,failed\r\n"
)


def province() -> Workspace:
    """Return a workspace of two communes, a district and the provincial station."""
    return build.workspace(stations=COMMUNES, programmes=PROGRAMMES)


def read(folder: Path, files: dict[str, str | bytes], week: Week | None = None) -> ReadLogs:
    """Write files and read them as logs."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_logs(province(), [folder], NOW, week)


def rows(folder: Path, content: str, name: str = "log.csv", week: Week | None = None) -> tuple[LogEntry, ...]:
    """Return the rows of one file without mistakes."""
    found = read(folder, {name: content}, week)
    assert found.problems == ()
    return found.files[0].entries


def problems(found: ReadLogs) -> list[str]:
    """Return place and code of each problem."""
    return [f"{str(one.source).rsplit('/', 1)[-1]} {one.code}" for one in found.problems]


def test_the_players_own_log_is_read(tmp_path: Path) -> None:
    """The offline page and the liquidsoap script write the same columns."""
    aired, failed = rows(tmp_path, PLAYER)
    assert aired == LogEntry(
        station="xa-02635",
        day=moment("2023-04-04T00:00").date(),
        start=moment("2023-04-04T05:15:02"),
        length=seconds(598),
        programme="xa-ntm",
        strand=Strand.NTM,
        title="xa-ntm",
        airing="xa-02635-loudspeaker-xa-ntm-2023w14-1",
        outcome=Outcome.AIRED,
    )
    assert (aired.source.line, failed.source.line) == (2, 3)
    assert (failed.outcome, failed.length) == (Outcome.NOT_AIRED, seconds(0))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_excels_encodings_separators_and_titles_do_not_matter(tmp_path: Path, encoding: str) -> None:
    """Byte order marks, `;`, rows above the header, numbering, and columns of no matter."""
    text = (
        'NHẬT KÝ PHÁT SÓNG;"xã Cốc San, tuần 14";;;;;;\r\n;;;;;;;\r\n'
        "STT;Đơn vị;Ngày;Giờ phát;Chương trình;Thời lượng;Kết quả;Người trực\r\n"
        "1;2635;4/4/2023;5h20;Nông thôn mới;10 phút;Đã phát;Người phụ trách\r\n2;;;;;;;\r\n"
    )
    (found,) = read(tmp_path, {"log.csv": text.encode(encoding)}).files
    (entry,) = found.entries
    assert (entry.station, entry.start, entry.length) == ("xa-02635", moment("2023-04-04T05:20"), minutes(10))
    assert (entry.programme, entry.who, entry.source.line) == ("xa-ntm", "Người phụ trách", 4)


def workbook(*lines: tuple[object, ...], path: Path) -> Path:
    """Write a workbook of one sheet."""
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    book.worksheets[0].title = "Nhật ký"
    book.save(path)
    return path


def test_a_workbook_is_read_with_excels_own_dates_and_times(tmp_path: Path) -> None:
    """A mistake names its cell."""
    path = workbook(
        ("Nhật ký của đài",),
        ("Mã đài", "Ngày", "Giờ thực tế", "Chương trình", "Kết quả", "Lý do"),
        ("xa-02635", datetime(2023, 4, 4), time(5, 20), "NTM", "Phát không đủ", "Mất điện"),  # noqa: DTZ001 - a sheet
        (2636, 45020, 17.3, "nong thon moi", "x", None),
        ("xa-02635", "4/4/2023", "25h", "NTM", "x", None),
        path=tmp_path / "log.xlsx",
    )
    found = read_logs(province(), [path], NOW)
    assert problems(found) == ["log.xlsx!Nhật ký!C5 bad-clock"]
    workbook(
        ("Mã đài", "Ngày", "Giờ thực tế", "Chương trình", "Kết quả", "Lý do"),
        ("xa-02635", datetime(2023, 4, 4), time(5, 20), "NTM", "Phát không đủ", "Mất điện"),  # noqa: DTZ001 - a sheet
        (2636, 45020, 17.3, "nong thon moi", "x", None),
        path=path,
    )
    first, second = read_logs(province(), [path], NOW).files[0].entries
    assert (first.outcome, first.reason, first.programme) == (Outcome.PARTLY, Reason.POWER, "xa-ntm")
    assert (second.station, second.start) == ("xa-02636", moment("2023-04-04T17:30"))
    assert str(second.source).endswith("log.xlsx!Nhật ký!A3")


def test_every_mistake_of_every_file_is_named_in_one_run(tmp_path: Path) -> None:
    """A file with errors is left out whole, the others are read."""
    found = read(
        tmp_path,
        {
            "a.csv": "station,date,start,outcome\nxa-99999,2023-04-04,05:15,x\nxa-02635,4/13/2023,5h,x\n"
            "xa-02635,2023-04-04,05:15,chịu\nLào Cai,2023-04-04,05:15,x\n,2023-04-04,05:15,x\n",
            "b.csv": "station,date,outcome,start\nxa-02635,2023-04-04,,05:15\nxa-02635,2023-05-04,x,05:15\n",
            "c.csv": "station,date,airing,outcome\nxa-02635,2023-04-04,xa-02636-loudspeaker-1,x\nxa-02635,4/4,,x\n",
            "d.csv": "lời,nói\n1,2\n",
            "e.jpg": b"",
            "good.csv": PLAYER,
            "README.txt": "không đọc",
        },
    )
    assert problems(found) == [
        "a.csv:2 unknown-station",
        "a.csv:3 bad-date",
        "a.csv:4 bad-outcome",
        "a.csv:5 log-which-station",
        "a.csv:6 log-without-station",
        "b.csv:2 log-without-outcome",
        "b.csv:3 log-in-the-future",
        "c.csv:2 log-airing-of-another",
        "c.csv:3 log-day-without-year",
        "d.csv empty-table",
        "e.jpg log-not-a-table",
    ]
    assert [Path(file.path).name for file in found.files] == ["good.csv"]


def test_the_files_name_tells_station_and_week(tmp_path: Path) -> None:
    """Where the rows do not; `--week` does too."""
    (entry,) = rows(tmp_path, "ngày,giờ\n5/4,17h15\n", "nhat-ky_xa-02636_2023-W14.csv")
    assert (entry.station, entry.start, entry.outcome) == ("xa-02636", moment("2023-04-05T17:15"), Outcome.AIRED)
    (entry,) = rows(tmp_path / "b", "đài,ngày,giờ\nTả Phời,5/4,17h15\n", week=build.WEEK)
    assert (entry.station, entry.day.year) == ("xa-02636", 2023)


def test_a_week_that_no_year_has_tells_nothing(tmp_path: Path) -> None:
    """The year is asked for."""
    found = read(tmp_path, {"nhat-ky_xa-02636_2023-W60.csv": "ngày,giờ\n5/4,17h15\n"})
    assert problems(found) == ["nhat-ky_xa-02636_2023-W60.csv:2 log-day-without-year"]


def test_an_airings_id_tells_its_station(tmp_path: Path) -> None:
    """A sheet of one station need not repeat it."""
    text = "ngày,mã lượt phát,kết quả\n2023-04-04,xa-02636-loudspeaker-xa-ntm-2023w14-1,x\n"
    (entry,) = rows(tmp_path, text)
    assert (entry.station, entry.start) == ("xa-02636", None)


def test_a_sheets_rows_that_are_not_filled_in_say_nothing(tmp_path: Path) -> None:
    """The planned time, the reserve time and the person on duty stand there beforehand."""
    text = (
        "Mã đài,Ngày,Giờ theo lịch,Kết quả,Giờ thực tế,Số phút đã phát,Thời lượng,Người trực,Mã lượt phát\n"
        "xa-02635,2023-04-04,05:15,,,,10,Người phụ trách,xa-02635-1\n"
        "xa-02635,2023-04-05,17:15,Phát không đủ,17:20,4,10,Người phụ trách,xa-02635-2\n"
        "xa-02635,2023-04-06,17:15,Đã phát,,,10,Người phụ trách,\n"
    )
    named, unnamed = rows(tmp_path, text)
    assert (named.start, named.length) == (moment("2023-04-05T17:20"), minutes(4))
    assert unnamed.start == moment("2023-04-06T17:15")


def test_a_time_of_another_day_is_of_that_day(tmp_path: Path) -> None:
    """The row stays one of the day that it is about."""
    text = "station,date,start,outcome,airing\nxa-02635,2023-04-04,07/04 17h30,Phát bù,xa-02635-1\n"
    (entry,) = rows(tmp_path, text, week=build.WEEK)
    assert (entry.day.day, entry.start) == (4, moment("2023-04-07T17:30"))


def test_programmes_are_known_by_id_name_and_strand(tmp_path: Path) -> None:
    """Where one name is of two outlets, the outlet decides, else only the strand is known; others are other."""
    text = "station,date,start,programme,outlet\n" + "".join(
        f"{station},2023-04-04,05:1{n},{name},{outlet}\n"
        for n, (station, name, outlet) in enumerate(
            [
                ("xa-02635", "Nông thôn mới (NTM)", ""),
                ("xa-02635", "OCOP", ""),
                ("tinh-10", "Nông thôn mới", "truyền hình"),
                ("tinh-10", "Nông thôn mới", ""),
                ("xa-02635", "Thông báo tiêm phòng", ""),
                ("xa-02635", "Tiếp âm VOV1", ""),
                ("xa-02635", "", ""),
            ]
        )
    )
    found = rows(tmp_path, text)
    assert [(one.programme, one.strand, one.is_other, one.reason) for one in found] == [
        ("xa-ntm", Strand.NTM, False, None),
        ("xa-ocop", Strand.OCOP, False, None),
        ("tv-ntm", Strand.NTM, False, None),
        ("", Strand.NTM, False, None),
        ("", None, True, Reason.NOTICE),
        ("", None, True, None),
        ("", None, False, None),
    ]


def test_what_looks_like_a_programme_is_pointed_out(tmp_path: Path) -> None:
    """It is read as another broadcast all the same; so are a column that is not read and a row that stands twice."""
    text = "station,date,start,programme,Ghi chúú\nxa-02635,2023-04-04,05:15,Nông thôn moi mới,\n"
    text += "xa-02635,2023-04-04,06:15,NTM,\nxa-02635,2023-04-04,06:15,NTM,\n"
    found = read(tmp_path, {"log.csv": text})
    assert problems(found) == [
        "log.csv:1 log-unknown-column",
        "log.csv:2 log-unknown-programme",
        "log.csv:4 log-row-twice",
    ]
    assert len(found.files[0].entries) == 2


def test_two_columns_that_say_the_same_are_refused(tmp_path: Path) -> None:
    """One of them would be lost."""
    found = read(tmp_path, {"log.csv": "station,date,lý do,nguyên nhân\nxa-02635,2023-04-04,a,b\n"})
    assert problems(found) == ["log.csv:1 duplicate-column"]


def test_what_a_person_signs_comes_after_what_a_player_wrote(tmp_path: Path) -> None:
    """The last word holds; a file that is named twice is read once."""
    book = workbook(("Mã đài", "Ngày", "Kết quả"), ("xa-02635", "2023-04-04", "x"), path=tmp_path / "a.xlsx")
    (tmp_path / "z.csv").write_text(PLAYER, encoding="utf-8")
    found = read_logs(province(), [book, tmp_path, book], NOW)
    assert [Path(file.path).name for file in found.files] == ["z.csv", "a.xlsx"]


def test_a_workbook_without_a_log_is_named(tmp_path: Path) -> None:
    """So are a file that was named and is no table, and one that is no workbook."""
    book = workbook(("lời", "nói"), path=tmp_path / "a.xlsx")
    (tmp_path / "b.doc").write_bytes(b"")
    (tmp_path / "c.xlsx").write_bytes(codecs.BOM_UTF8)
    found = read_logs(province(), [book, tmp_path / "b.doc", tmp_path / "c.xlsx", tmp_path / "d.csv"], NOW)
    assert problems(found) == [
        "a.xlsx log-without-header",
        "b.doc log-not-a-table",
        "c.xlsx bad-xlsx",
        "d.csv unreadable-file",
    ]
