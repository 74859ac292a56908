"""Charts: which pictures does the report's page show?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.report_figures import Line, ReportFigures
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.programme_tables import seconds
from ntm_playout.reports.periodic.svg import Bar, BarRow, HeatCell, bar_chart, count_bar, heat_map
from ntm_playout.reports.periodic.vietnamese import hours_text, percent_text
from ntm_playout.reports.words import STATUS_WORDS

WORST_FIRST = (
    QuotaStatus.BREACH,
    QuotaStatus.UNREPORTED,
    QuotaStatus.SHORTFALL,
    QuotaStatus.OVER,
    QuotaStatus.MET,
    QuotaStatus.SUBSTITUTED,
    QuotaStatus.EXEMPT,
    QuotaStatus.PENDING,
)
"""Of several quotas of a unit in a week the heat map shows the one that is worst."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, its title, and what its colours mean: class and word."""

    title: str
    svg: str
    legend: tuple[tuple[str, str], ...]


def charts(workspace: Workspace, figures: ReportFigures) -> Iterator[Chart]:
    """Yield the charts for which there are figures."""
    if figures.unit_periods:
        yield _heat(workspace, figures)
        yield _quotas(workspace, figures, "Theo chỉ tiêu và cấp", figures.by_quota)
        yield _weeks(figures)
    if figures.balance.airtime:
        yield _topics(workspace, figures)
        yield _languages(workspace, figures)


def _heat(workspace: Workspace, figures: ReportFigures) -> Chart:
    """Return weeks by stations, the stations below their district."""
    columns = tuple(dict.fromkeys(one.period for one in figures.unit_periods))
    worst: dict[tuple[str, str], QuotaStatus] = {}
    for one in figures.unit_periods:
        key = (one.station.id, one.period)
        known = worst.get(key, QuotaStatus.PENDING)
        worst[key] = min(known, one.held.status, key=WORST_FIRST.index)
    districts: Mapping[str, str] = {one.station.id: one.district for one in figures.unit_periods}
    tiers = [tier.id for tier in workspace.settings.tiers]
    stations = sorted(
        {one.station.id: one.station for one in figures.unit_periods}.values(),
        key=lambda station: (districts[station.id], tiers.index(station.tier), station.id),
    )
    cells = tuple(
        HeatCell(column, row, status.value, "" if status is QuotaStatus.MET else _said(station.title, period, status))
        for row, station in enumerate(stations)
        for column, period in enumerate(columns)
        if (status := worst.get((station.id, period))) is not None
    )
    title = "Từng đơn vị theo từng tuần"
    legend = tuple(
        (status.value, STATUS_WORDS["vi"][status]) for status in WORST_FIRST if status in set(worst.values())
    )
    return Chart(title, heat_map(title, columns, [station.place for station in stations], cells), legend)


def _said(title: str, period: str, status: QuotaStatus) -> str:
    return f"{title}, {period}: {STATUS_WORDS['vi'][status]}"


def _quotas(workspace: Workspace, figures: ReportFigures, title: str, lines: tuple[Line, ...]) -> Chart:
    names = {tier.id: tier.name for tier in workspace.settings.tiers}
    rows = [
        BarRow(
            f"{line.quota} {workspace.quota_by_id[line.quota].strand}, {names[line.key]}", tuple(_bars(figures, line))
        )
        for line in lines
    ]
    return Chart(f"{title}: theo kế hoạch và đã phát", bar_chart(title, rows), _legend(figures))


def _bars(figures: ReportFigures, line: Line) -> Iterator[Bar]:
    yield count_bar("owed", line.sums.owed)
    yield count_bar("planned", line.sums.planned)
    if figures.has_records:
        yield count_bar("aired", line.sums.proven)


def _legend(figures: ReportFigures) -> tuple[tuple[str, str], ...]:
    aired = (("aired", "đã phát"),) if figures.has_records else ()
    return (("owed", "phải có"), ("planned", "theo kế hoạch"), *aired)


def _weeks(figures: ReportFigures) -> Chart:
    """Return all quotas together, week by week."""
    periods = tuple(dict.fromkeys(line.key for line in figures.by_week))
    rows = []
    for period in periods:
        own = [line.sums for line in figures.by_week if line.key == period]
        bars = [
            count_bar("owed", sum(sums.owed for sums in own)),
            count_bar("planned", sum(sums.planned for sums in own)),
        ]
        if figures.has_records:
            bars.append(count_bar("aired", sum(sums.proven for sums in own)))
        rows.append(BarRow(period, tuple(bars)))
    title = "Theo tuần: theo kế hoạch và đã phát"
    return Chart(title, bar_chart(title, rows), _legend(figures))


def _topics(workspace: Workspace, figures: ReportFigures) -> Chart:
    whole = seconds(figures.balance.airtime)
    rows = [
        BarRow(
            f"{line.topic}) {workspace.topic_by_id[line.topic].name}",
            (
                Bar(
                    "planned",
                    seconds(line.airtime),
                    _time_share(seconds(line.airtime), whole, hours_text(line.airtime)),
                ),
            ),
        )
        for line in figures.balance.topics
    ]
    title = "Thời lượng theo nội dung a)–l)"
    return Chart(title, bar_chart(title, rows), ())


def _time_share(part: int, whole: int, text: str) -> str:
    return f"{percent_text(part, whole)} ({text})"


def _languages(workspace: Workspace, figures: ReportFigures) -> Chart:
    """Return for each audience and language the share that it got above the share that is asked for, in thousandths."""
    rows = []
    for line in figures.balance.languages:
        got = 1000 * seconds(line.airtime) // seconds(line.total)
        bars = (
            Bar("aired", got, percent_text(seconds(line.airtime), seconds(line.total))),
            Bar("owed", 10 * line.asked_percent, percent_text(line.asked_percent, 100)),
        )
        rows.append(BarRow(f"{line.profile}: {workspace.language_name(line.language)}", bars))
    title = "Ngôn ngữ theo nhóm thính giả"
    return Chart(title, bar_chart(title, rows), (("aired", "thời lượng đã xếp"), ("owed", "cơ cấu đặt ra")))
