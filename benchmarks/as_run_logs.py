"""Seeded logs with every kind of trouble, and the list of what is wrong in them.

Each station writes its logs in one way: a player's log, a tick sheet, or a table of its own.  For each airing a fate is
drawn, rows are written that tell it, and the fate is noted; the list is made without asking how rows are matched.
Where two fates could not be told apart by anybody (a programme aired once more just when another could be made good),
another is drawn.
"""

import io
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from openpyxl import load_workbook

from ntm_playout.model.as_run import Finding, StrayKind
from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.reserve_times import reserve_times
from ntm_playout.model.time import DAY, MINUTE, Span, at
from ntm_playout.model.workspace import Workspace
from ntm_playout.workspace.csv_rows import csv_bytes
from ntm_playout.workspace.tick_sheets import sheet_name, tick_sheet

MARGIN = 2 * MINUTE
SECOND = timedelta(seconds=1)


class Style(StrEnum):
    """How a station writes its logs."""

    PLAYER = "player"
    SHEET = "sheet"
    TABLE = "table"


STYLES = (Style.TABLE, Style.PLAYER, Style.TABLE, Style.PLAYER, Style.TABLE, Style.SHEET)


@dataclass(slots=True, kw_only=True)
class Truth:
    """What is wrong: the finding of every airing, how often a row of which kind touches which, and contradictions."""

    findings: dict[str, Finding] = field(default_factory=dict)
    strays: Counter[tuple[StrayKind, str]] = field(default_factory=Counter)
    disagreeing: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as a station would write it; `airing` is the one that it tells of, None for other broadcasts."""

    start: datetime
    programme: str
    airing: Airing | None = None
    length: timedelta | None = None
    outcome: str = "Đã phát"
    reason: str = ""
    says_time: bool = True


@dataclass(slots=True, kw_only=True)
class Written:
    """The rows of one station-week, and those of an earlier version of its log."""

    rows: list[Row] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)


class StationWeek:
    """One station's week as it falls out."""

    def __init__(self, workspace: Workspace, plan: Plan, station: str, style: Style, rng: random.Random) -> None:
        self.station, self.style, self.plan = station, style, plan
        self.truth, self.written = Truth(), Written()
        self._workspace, self._rng = workspace, rng
        self._airings = plan.airings_by_station.get(station, ())
        self._reserve = reserve_times(workspace, plan, station)
        self._grace = workspace.grace_of(station)
        self._reach = workspace.settings.repeat_after / 2
        self._silent: set[str] = set()
        self._made_good: set[str] = set()

    def fall_out(self) -> "StationWeek":
        """Draw what becomes of every airing, and what else is in the log."""
        fates = FATES[self.style]
        for airing in self._airings:
            drawn = self._rng.choices([fate for fate, _ in fates], [weight for _, weight in fates], k=len(fates))
            next(fate for fate in (*drawn, StationWeek.on_time) if fate(self, airing))
        if self.style is Style.TABLE:
            self._add_other_broadcasts()
            self._add_unplanned()
            self._write_an_earlier_version()
        return self

    # What may become of an airing; each returns whether it can be told of this one.

    def on_time(self, airing: Airing) -> bool:
        """Air it within the grace."""
        off = timedelta(seconds=self._rng.randint(-self._seconds(self._grace) + 1, self._seconds(self._grace) - 1))
        self._heard(airing, airing.start + off, Finding.ON_TIME)
        return True

    def unsaid(self, airing: Airing) -> bool:
        """Say nothing of it."""
        self.truth.findings[airing.id] = Finding.UNREPORTED
        return True

    def late(self, airing: Airing) -> bool:
        """Begin beyond the grace."""
        return self._off_time(airing, 1, Finding.LATE)

    def early(self, airing: Airing) -> bool:
        """Begin before the grace."""
        return self._off_time(airing, -1, Finding.EARLY)

    def short(self, airing: Airing) -> bool:
        """Break off in the first three quarters."""
        length = airing.length * self._rng.randint(10, 75) / 100
        self._heard(airing, airing.start, Finding.SHORT, length=length, outcome="Phát không đủ", reason="Mất điện")
        return True

    def in_parts(self, airing: Airing) -> bool:
        """Break off and go on: together it is whole."""
        half = airing.length * 45 / 100
        self._heard(airing, airing.start, Finding.ON_TIME, length=half, outcome="Phát không đủ")
        self._row(airing, airing.start + airing.length / 2, length=half, outcome="Phát không đủ")
        return True

    def doubled(self, airing: Airing) -> bool:
        """Air it, and a while later once more."""
        again = airing.start + airing.length + self._minutes(10, 40)
        if self._is_near_another(again, airing) or self._is_reserve(airing.start, airing) or not self._in_week(again):
            return False
        self._heard(airing, airing.start, Finding.ON_TIME)
        self._row(airing, again)
        self.truth.strays[StrayKind.DOUBLED, airing.id] += 1
        return True

    def missed(self, airing: Airing) -> bool:
        """Do not air it."""
        return self._not_heard(airing, Finding.MISSED, self._rng.choice(("Mất điện", "Hỏng máy", "Vắng người trực")))

    def gave_way(self, airing: Airing) -> bool:
        """Give way to a notice, and say so."""
        return self._not_heard(airing, Finding.GAVE_WAY, "Nhường thông báo")

    def replaced(self, airing: Airing) -> bool:
        """Air something else, and say so."""
        return self._not_heard(airing, Finding.SUBSTITUTED, "Phát chương trình khác")

    def notice_on_air(self, airing: Airing) -> bool:
        """Have only the notice in the log."""
        return self._in_place(airing, "Thông báo của UBND xã", Finding.GAVE_WAY)

    def other_on_air(self, airing: Airing) -> bool:
        """Have only another broadcast in the log."""
        return self._in_place(airing, "Ca nhạc theo yêu cầu", Finding.SUBSTITUTED)

    def other_programme_on_air(self, airing: Airing) -> bool:
        """Have another programme of the plan in its place, which has no airing near."""
        for other in self._airings:
            far = not self._is_near(airing.start, other.programme) and not self._hits(airing.start, other.programme)
            if other.programme != airing.programme and other.outlet is airing.outlet and far:
                name = self._workspace.programme_by_id[other.programme].name
                return self._in_place(airing, f"{name} ({other.strand})", Finding.SUBSTITUTED)
        return False

    def made_good_at_reserve(self, airing: Airing) -> bool:
        """Air it at its reserve time, without saying that it is one."""
        reserve = self._reserve.get(airing.id)
        if reserve is None or self._is_near(reserve, airing.programme, but=airing):
            return False
        if abs(reserve - airing.start) <= self._grace + MARGIN or self._hits(reserve, airing.programme, but=airing):
            return False
        self._heard(airing, reserve + self._minutes(-1, 1), Finding.MADE_GOOD)
        return True

    def made_good_by_word(self, airing: Airing) -> bool:
        """Miss it, and air it on a later day as a make-good; only one of a programme, else nobody could tell which."""
        later = airing.start + DAY + self._minutes(-60, 60)
        if not self._in_week(later) or any(one.programme == airing.programme for one in self._of(self._silent)):
            return False
        if self._is_near(later, airing.programme, but=airing) or self._hits(later, airing.programme, but=airing):
            return False
        self._not_heard(airing, Finding.MADE_GOOD, "Mất điện")
        self._row(airing, later, outcome="Phát bù")
        self._made_good.add(airing.programme)
        return True

    def made_good_on_sheet(self, airing: Airing) -> bool:
        """Choose that it was made good, which needs no time."""
        if airing.id not in self._reserve:
            return False
        self._heard(airing, airing.start, Finding.MADE_GOOD, outcome="Phát bù", says_time=False)
        return True

    def kept_its_time(self, airing: Airing) -> bool:
        """Choose that it was aired, which needs no time."""
        self._heard(airing, airing.start, Finding.ON_TIME, says_time=False)
        return True

    # What else is in a log.

    def _add_other_broadcasts(self) -> None:
        """Write a relay that touches no airing."""
        for day in self._rng.sample(self.plan.week.days, 2):
            start = at(day, timedelta(hours=12, minutes=30))
            span = Span(start, start + 15 * MINUTE)
            if not any(span.overlaps(airing.span) for airing in self._airings):
                self.written.rows.append(Row(start=start, programme="Tiếp âm VOV1", length=span.length))
                self.truth.strays[StrayKind.OTHER, ""] += 1

    def _add_unplanned(self) -> None:
        """Write a programme of the plan at a time at which it has no airing."""
        airing = self._rng.choice(self._airings)
        start = at(self._rng.choice(self.plan.week.days), timedelta(hours=self._rng.randint(8, 22)))
        span = Span(start, start + airing.length)
        is_far = not self._is_near(start, airing.programme) and not self._hits(start, airing.programme)
        if is_far and not any(span.overlaps(one.span) for one in self._airings) and self._rng.random() < 0.3:
            self._row(airing, start)
            self.truth.strays[StrayKind.UNMATCHED, ""] += 1

    def _write_an_earlier_version(self) -> None:
        """Now and then the week's log comes twice, and one row of the first was wrong."""
        plain = (Finding.ON_TIME, Finding.MISSED)
        rows = [one for one in self.written.rows if one.airing and self._is_only_row(one)]
        rows = [one for one in rows if one.airing and self.truth.findings[one.airing.id] in plain]
        if rows and self._rng.random() < 0.15:
            wrong = self._rng.choice(rows)
            for row in rows:
                self.written.before.append(_opposite(row) if row is wrong else row)
                self.truth.strays[StrayKind.SUPERSEDED, row.airing.id if row.airing else ""] += 1
            self.truth.disagreeing.add(wrong.airing.id if wrong.airing else "")

    # How rows are written down, and what would make them ambiguous.

    def _off_time(self, airing: Airing, sign: int, finding: Finding) -> bool:
        start = airing.start + sign * (self._grace + self._minutes(2, 100))
        if self._is_near_another(start, airing) or self._hits(start, airing.programme) or not self._in_week(start):
            return False
        if start.date() != airing.start.date():
            return False
        self._heard(airing, start, finding)
        return True

    def _in_place(self, airing: Airing, title: str, finding: Finding) -> bool:
        self.truth.findings[airing.id] = finding
        self.truth.strays[StrayKind.IN_PLACE, airing.id] += 1
        self.written.rows.append(Row(start=airing.start, programme=title, length=airing.length))
        return True

    def _not_heard(self, airing: Airing, finding: Finding, reason: str) -> bool:
        if airing.programme in self._made_good:
            return False
        self.truth.findings[airing.id] = finding
        self._silent.add(airing.id)
        self._row(airing, airing.start, outcome="Không phát", reason=reason)
        return True

    def _heard(self, airing: Airing, start: datetime, finding: Finding, **cells: object) -> None:
        self.truth.findings[airing.id] = finding
        self._row(airing, start, **cells)

    def _row(self, airing: Airing, start: datetime, **cells: object) -> None:
        name = self._workspace.programme_by_id[airing.programme].name
        self.written.rows.append(
            Row(start=start, programme=f"{name} ({airing.strand})", airing=airing, **cells)  # type: ignore[arg-type] # cells of a row
        )

    def _is_only_row(self, row: Row) -> bool:
        return sum(one.airing is row.airing for one in self.written.rows) == 1

    def _is_near_another(self, moment: datetime, airing: Airing) -> bool:
        return self._is_near(moment, airing.programme, but=airing) or self._hits(moment, airing.programme)

    def _is_near(self, moment: datetime, programme: str, but: Airing | None = None) -> bool:
        """Tell whether a row of a programme at a moment could be of another of its airings."""
        return any(
            one.programme == programme and one is not but and abs(moment - one.start) <= self._reach + MARGIN
            for one in self._airings
        )

    def _hits(self, moment: datetime, programme: str, but: Airing | None = None) -> bool:
        """Tell whether a moment is about the reserve time of an airing of a programme."""
        return any(
            one.programme == programme
            and one is not but
            and one.id in self._reserve
            and abs(moment - self._reserve[one.id]) <= self._grace + MARGIN
            for one in self._airings
        )

    def _is_reserve(self, moment: datetime, airing: Airing) -> bool:
        return self._hits(moment, airing.programme, but=airing)

    def _in_week(self, moment: datetime) -> bool:
        return self.plan.week.span.start <= moment < self.plan.week.span.end - 6 * MINUTE * 60

    def _of(self, ids: set[str]) -> Iterator[Airing]:
        return (airing for airing in self._airings if airing.id in ids)

    def _minutes(self, low: int, high: int) -> timedelta:
        return self._rng.randint(low, high) * MINUTE

    @staticmethod
    def _seconds(length: timedelta) -> int:
        return length // SECOND


Fate = Callable[[StationWeek, Airing], bool]
COMMON: tuple[tuple[Fate, int], ...] = (
    (StationWeek.on_time, 50),
    (StationWeek.unsaid, 5),
    (StationWeek.late, 6),
    (StationWeek.short, 5),
    (StationWeek.missed, 6),
)
FATES: Mapping[Style, tuple[tuple[Fate, int], ...]] = {
    Style.PLAYER: (*COMMON, (StationWeek.in_parts, 4), (StationWeek.doubled, 4)),
    Style.SHEET: (
        *COMMON,
        (StationWeek.kept_its_time, 30),
        (StationWeek.early, 4),
        (StationWeek.gave_way, 4),
        (StationWeek.replaced, 4),
        (StationWeek.made_good_on_sheet, 4),
    ),
    Style.TABLE: (
        *COMMON,
        (StationWeek.early, 4),
        (StationWeek.in_parts, 3),
        (StationWeek.doubled, 5),
        (StationWeek.gave_way, 4),
        (StationWeek.replaced, 3),
        (StationWeek.notice_on_air, 4),
        (StationWeek.other_on_air, 4),
        (StationWeek.other_programme_on_air, 4),
        (StationWeek.made_good_at_reserve, 5),
        (StationWeek.made_good_by_word, 5),
    ),
}


def write_logs(workspace: Workspace, plan: Plan, folder: Path, seed: int) -> Truth:
    """Write the logs of a week into `folder`/1, corrected ones into `folder`/2; return what is wrong in them."""
    truth = Truth()
    for number, station in enumerate(plan.airings_by_station):
        rng = random.Random(f"{seed} {plan.week} {station}")
        style = STYLES[number % len(STYLES)]
        week = StationWeek(workspace, plan, station, style, rng).fall_out()
        _write(workspace, week, folder)
        truth.findings |= week.truth.findings
        truth.strays += week.truth.strays
        truth.disagreeing |= week.truth.disagreeing
    return truth


def _write(workspace: Workspace, week: StationWeek, folder: Path) -> None:
    name = f"nhat-ky_{week.station}_{week.plan.week}"
    rows = sorted(week.written.rows, key=lambda row: row.start)
    first = folder / "1"
    first.mkdir(parents=True, exist_ok=True)
    if week.style is Style.PLAYER:
        (first / f"{name}.csv").write_bytes(_player_log(week.station, rows))
    elif week.style is Style.SHEET:
        sheet = _ticked(tick_sheet(workspace, week.plan, week.station), rows)
        (first / sheet_name(week.station, week.plan.week)).write_bytes(sheet)
    elif week.written.before:
        (folder / "2").mkdir(exist_ok=True)
        (first / f"{name}.csv").write_bytes(_table(week.station, week.written.before))
        (folder / "2" / f"{name}.csv").write_bytes(_table(week.station, rows))
    else:
        (first / f"{name}.csv").write_bytes(_table(week.station, rows))


def _player_log(station: str, rows: Sequence[Row]) -> bytes:
    """Write what the offline page saves: outcomes in English, lengths in seconds, ids."""
    columns = ("station", "date", "start", "length_s", "programme", "airing", "outcome")
    words = {"Đã phát": "aired", "Phát không đủ": "cut", "Không phát": "failed"}
    return "\ufeff".encode() + csv_bytes(
        columns,
        [
            (
                station,
                f"{row.start:%Y-%m-%d}",
                f"{row.start:%H:%M:%S}",
                str(round((row.length or row.airing.length) / SECOND) if row.outcome != "Không phát" else 0),
                row.airing.programme,
                row.airing.id,
                words[row.outcome],
            )
            for row in rows
            if row.airing
        ],
    )


def _table(station: str, rows: Sequence[Row]) -> bytes:
    """Write a table as a commune's Excel saves it: `;`, days before months, names instead of ids."""
    lines = ["NHẬT KÝ PHÁT SÓNG;;;;;;;;", "STT;Đơn vị;Kênh;Ngày;Giờ phát;Chương trình;Thời lượng;Kết quả;Lý do"]
    for number, row in enumerate(rows, 1):
        length = row.length or (row.airing.length if row.airing and row.outcome != "Không phát" else None)
        minutes = f"{length / MINUTE:.2f}".replace(".", ",") if length else ""
        outlet = row.airing.outlet if row.airing else ""
        cells = (f"{row.start:%d/%m/%Y}", f"{row.start:%Hh%M}", row.programme, minutes, row.outcome, row.reason)
        lines.append(f"{number};{station};{outlet};" + ";".join(cells))
    return "\ufeff".encode() + "\r\n".join(lines).encode() + b"\r\n"


def _ticked(sheet: bytes, rows: Sequence[Row]) -> bytes:
    """Fill a tick sheet in."""
    book = load_workbook(io.BytesIO(sheet))
    page = book.worksheets[0]
    by_airing = {row.airing.id: row for row in rows if row.airing}
    for line in range(7, page.max_row + 1):
        row = by_airing.get(str(page.cell(line, 14).value))
        if row:
            said = f"{row.start:%Hh%M}" if row.says_time and row.outcome != "Không phát" else None
            minutes = f"{row.length / MINUTE:.2f}".replace(".", ",") if row.length else None
            for column, text in ((7, row.outcome), (8, said), (9, minutes), (10, row.reason or None)):
                page.cell(line, column).value = text
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _opposite(row: Row) -> Row:
    """Return what the first version of a log said, wrongly."""
    is_heard = row.outcome != "Không phát"
    return Row(
        start=row.start,
        programme=row.programme,
        airing=row.airing,
        outcome="Không phát" if is_heard else "Đã phát",
        reason="Hỏng máy" if is_heard else "",
    )
