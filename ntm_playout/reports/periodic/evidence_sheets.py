"""Evidence sheets: which rows do a report's figures come from?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ntm_playout.checks.figures.sums import NOT_JUDGED
from ntm_playout.checks.quotas import FLOOR_REACHED
from ntm_playout.model.as_run import LOST
from ntm_playout.model.balance import OLDER
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.report_figures import ReportFigures, Standing
from ntm_playout.model.time import TIMEZONE
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.activity_words import (
    BUDGET_NAMES,
    FINDING_NAMES,
    KIND_NAMES,
    REASON_NAMES,
    STATE_NAMES,
)
from ntm_playout.reports.periodic.parts import Cell
from ntm_playout.reports.periodic.programme_tables import seconds
from ntm_playout.reports.words import STATUS_WORDS

UNITS, AIRINGS, PLAYS, TARGETS, BODIES, ACTIVITIES, QUESTIONS = (
    "Đơn vị theo kỳ",
    "Lượt phát và nhật ký",
    "Tin, bài đã xếp",
    "Chỉ tiêu khác theo kỳ",
    "Cơ quan, địa phương",
    "Hoạt động",
    "Câu hỏi",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSheet:
    """A sheet of rows: whole numbers and texts."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def evidence_sheets(workspace: Workspace, figures: ReportFigures) -> tuple[EvidenceSheet, ...]:
    """Return a sheet of each kind of evidence, empty ones too."""
    return (
        EvidenceSheet(name=UNITS, columns=UNIT_COLUMNS, rows=tuple(_units(figures))),
        EvidenceSheet(name=AIRINGS, columns=AIRING_COLUMNS, rows=tuple(_airings(figures))),
        EvidenceSheet(name=PLAYS, columns=PLAY_COLUMNS, rows=tuple(_plays(workspace, figures))),
        EvidenceSheet(name=TARGETS, columns=TARGET_COLUMNS, rows=tuple(_targets(figures))),
        EvidenceSheet(name=BODIES, columns=BODY_COLUMNS, rows=tuple(_bodies(figures))),
        EvidenceSheet(name=ACTIVITIES, columns=ACTIVITY_COLUMNS, rows=tuple(_activities(workspace, figures))),
        EvidenceSheet(name=QUESTIONS, columns=QUESTION_COLUMNS, rows=tuple(_questions(workspace, figures))),
    )


UNIT_COLUMNS = (
    *("Chỉ tiêu", "Kỳ", "Mã đơn vị", "Đơn vị", "Cấp", "Huyện", "Khu vực", "Phải có", "Theo kế hoạch", "Đã phát"),
    *(
        "Chưa báo cáo",
        "Không phát",
        "Phát lại",
        "Được tính",
        "Đạt",
        "Chưa đạt phấn đấu",
        "Không đạt",
        "Kỳ chưa báo cáo",
    ),
    *("Tạm miễn", "Phát thay", "Thiếu", "Tính đơn vị", "Kết quả", "Lý do"),
)
"""Of each unit and quota `Tính đơn vị` is 1 in one row only, so that units can be added up."""


def _units(figures: ReportFigures) -> Iterator[tuple[Cell, ...]]:
    seen: set[tuple[str, str]] = set()
    for one in figures.unit_periods:
        as_run, status = one.held.as_run, one.held.status
        is_judged = status not in NOT_JUDGED
        is_first = (one.quota.id, one.station.id) not in seen
        seen.add((one.quota.id, one.station.id))
        yield (
            one.quota.id,
            one.period,
            one.station.id,
            one.station.title,
            one.station.tier,
            one.district,
            one.station.area,
            (one.planned.floor or 0) if is_judged else 0,
            one.planned.counted,
            as_run.proven if as_run else 0,
            as_run.unreported if as_run else 0,
            as_run.missed if as_run else 0,
            one.held.repeats,
            int(is_judged),
            int(status in FLOOR_REACHED),
            int(status is QuotaStatus.SHORTFALL),
            int(status is QuotaStatus.BREACH),
            int(status is QuotaStatus.UNREPORTED),
            int(status is QuotaStatus.EXEMPT),
            int(status is QuotaStatus.SUBSTITUTED),
            (one.held.floor or 0) - one.held.counted if status is QuotaStatus.BREACH else 0,
            int(is_first),
            STATUS_WORDS["vi"][status],
            one.held.reason,
        )


AIRING_COLUMNS = (
    *("Mã lượt phát", "Đơn vị", "Kênh", "Chương trình", "Loại", "Giờ theo kế hoạch", "Kết quả"),
    *("Giờ phát thật", "Lý do", "Lượt", "Bị lỡ", "Nguồn trong nhật ký"),
)


def _airings(figures: ReportFigures) -> Iterator[tuple[Cell, ...]]:
    for week in figures.reconciled:
        for account in week.accounts:
            airing = account.airing
            yield (
                airing.id,
                airing.station,
                airing.outlet.value,
                airing.strand.value,
                "phát lại" if airing.first_run else "phát đầu",
                _instant(airing.start),
                FINDING_NAMES[account.finding],
                _instant(account.started),
                REASON_NAMES[account.reason] if account.reason else "",
                1,
                int(account.finding in LOST),
                "; ".join(str(entry.source) for entry in account.entries),
            )


PLAY_COLUMNS = (
    *("Tin, bài", "Tên", "Nội dung", "Đơn vị sản xuất", "Ngôn ngữ", "Nhóm thính giả", "Cấp", "Tháng", "Năm", "Nguồn"),
    *("Tuổi (tuần)", "Lượt", "Giây"),
)
OWN, SHARED = "tự làm", "dùng chung"


def _plays(workspace: Workspace, figures: ReportFigures) -> Iterator[tuple[Cell, ...]]:
    for line in figures.balance.plays:
        kind, segment = line.kind, workspace.segment_by_id[line.kind.segment]
        yield (
            segment.id,
            segment.title,
            segment.topic,
            segment.origin,
            kind.language,
            kind.profile,
            kind.tier,
            kind.month,
            kind.month[:4],
            OWN if kind.is_own else SHARED,
            age_text(kind.age),
            line.plays,
            seconds(line.airtime),
        )


def age_text(weeks: int) -> str:
    """Name a step of age."""
    return "lâu hơn" if weeks == OLDER else f"đến {weeks}"


TARGET_COLUMNS = ("Chỉ tiêu", "Kỳ", "Đã có", "Cần có", "Tổng số", "Kết quả", "Minh chứng", "Chưa đúng", "Chưa báo cáo")


def _targets(figures: ReportFigures) -> Iterator[tuple[Cell, ...]]:
    for result in figures.targets:
        yield (
            result.target.id,
            result.period.label,
            result.counted,
            "" if result.needed is None else result.needed,
            result.total,
            STATUS_WORDS["vi"][result.status],
            " ".join(result.evidence),
            " ".join(result.lacking),
            " ".join(result.silent),
        )


BODY_COLUMNS = ("Chỉ tiêu", "Kỳ", "Mã", "Tên", "Cấp", "Khu vực", "Huyện", "Đạt", "Kết quả")
STANDING_NAMES = {Standing.GOOD: "đạt", Standing.LACKING: "chưa đúng", Standing.SILENT: "chưa báo cáo"}


def _bodies(figures: ReportFigures) -> Iterator[tuple[Cell, ...]]:
    for one in figures.standings:
        yield (
            one.target,
            one.period,
            one.body.id,
            one.body.name,
            one.body.tier,
            one.body.area,
            one.group,
            int(one.standing is Standing.GOOD),
            STANDING_NAMES[one.standing],
        )


ACTIVITY_COLUMNS = (
    *("Mã", "Chỉ tiêu", "Hình thức", "Tên", "Từ ngày", "Đến ngày", "Nơi thực hiện", "Địa điểm", "Kết quả"),
    *("Số lượng", "Bản in", "Ngôn ngữ", "Lượt người", "Kinh phí", "Nguồn", "Số hợp đồng", "Đường liên kết", "Tệp"),
    *("Tính là đã làm", "Nơi ghi"),
)


def _activities(workspace: Workspace, figures: ReportFigures) -> Iterator[tuple[Cell, ...]]:
    bodies = workspace.evidence.body_by_id
    for one in figures.activities:
        yield (
            one.id,
            " ".join(one.targets),
            KIND_NAMES[one.kind],
            one.title,
            one.first.isoformat(),
            one.day.isoformat(),
            bodies[one.body].name if one.body in bodies else one.body,
            one.place,
            STATE_NAMES[one.state],
            one.count,
            one.print_run,
            ", ".join(map(workspace.language_name, one.languages)),
            one.reach,
            one.cost,
            BUDGET_NAMES[one.budget],
            one.order_number,
            one.link,
            one.file,
            int(one.state in {"done", "raised"}),
            str(one.source),
        )


QUESTION_COLUMNS = (
    *("Mã", "Nhận lúc", "Nội dung", "Nơi trả lời", "Hạn", "Trả lời lúc", "Đăng tải lúc", "Đường liên kết", "Rút lại"),
    "Nơi ghi",
)


def _questions(workspace: Workspace, figures: ReportFigures) -> Iterator[tuple[Cell, ...]]:
    bodies = workspace.evidence.body_by_id
    for one in figures.questions:
        yield (
            one.id,
            _instant(one.received),
            one.about,
            bodies[one.body].name if one.body in bodies else one.body,
            _instant(one.deadline),
            _instant(one.answered),
            _instant(one.posted),
            one.link,
            "x" if one.is_withdrawn else "",
            str(one.source),
        )


def _instant(instant: datetime | None) -> str:
    return f"{instant.astimezone(TIMEZONE):%Y-%m-%d %H:%M}" if instant else ""
