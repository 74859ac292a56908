"""Urging: which stations must still report, for the one who calls them?"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from ntm_playout.model.time import TIMEZONE
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Language
from ntm_playout.reports.plain_tables import csv_text, plain_table
from ntm_playout.reports.words import label

COLUMNS = ("station", "name", "parent", "airings", "since", "contact")


class Silent(Protocol):
    """A station with airings of which nothing is known, since when, and the roles of those to ask."""

    @property
    def station(self) -> str:
        """Its id."""

    @property
    def airings(self) -> Sequence[str]:
        """The airings, by id."""

    @property
    def since(self) -> datetime:
        """When the first of them was over."""

    @property
    def contact(self) -> Sequence[str]:
        """The roles of those to ask."""


def urging_csv(urged: Sequence[Silent], workspace: Workspace) -> str:
    """Write a row for each station, for Excel."""
    return csv_text(COLUMNS, _rows(urged, workspace))


def urging_table(urged: Sequence[Silent], workspace: Workspace, language: Language, width: int = 120) -> str:
    """Write the same as a table, or that everybody has reported."""
    if not urged:
        return label("nobody-to-urge", language)
    headings = tuple(label(f"urge-{column}", language) for column in COLUMNS)
    total = label("urge-total", language, stations=len(urged), airings=sum(len(one.airings) for one in urged))
    return f"{plain_table(headings, _rows(urged, workspace), width)}\n{total}"


def _rows(urged: Sequence[Silent], workspace: Workspace) -> Iterator[tuple[str, ...]]:
    for one in urged:
        station = workspace.station_by_id[one.station]
        parent = workspace.station_by_id.get(station.parent)
        yield (
            one.station,
            station.title,
            parent.place if parent else "",
            str(len(one.airings)),
            f"{one.since.astimezone(TIMEZONE):%d/%m/%Y %H:%M}",
            ", ".join(one.contact),
        )
