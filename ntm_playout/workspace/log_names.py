"""Log names: which station and which programme does a log mean by what it writes?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ntm_playout.model.policy import Strand
from ntm_playout.model.programmes import Programme
from ntm_playout.model.stations import Outlet
from ntm_playout.model.workspace import Workspace
from ntm_playout.workspace.log_words import folded


@dataclass(frozen=True, kw_only=True)
class LogNames:
    """The stations and programmes of a workspace by everything that logs may call them."""

    workspace: Workspace

    def stations(self, text: str) -> tuple[str, ...]:
        """Return the stations that `text` may mean: an id, also without its zeros, or a name, whole or in part."""
        if text in self.workspace.station_by_id:
            return (text,)
        return self._by_number.get(_number(text), ()) or self._by_name.get(folded(text), ())

    def stations_in(self, file_name: str) -> tuple[str, ...]:
        """Return the stations whose ids stand in a file's name: players name their logs so."""
        words = set(re.findall(r"[A-Za-z]+-\d+", file_name))
        return tuple(station for station in self.workspace.station_by_id if station in words)

    def programme(self, station: str, text: str, outlet: Outlet | None) -> tuple[str, Strand | None]:
        """Return the programme of a station that `text` means ("" if none or several), and its strand (None if none).

        Of several of one name the outlet decides; of one strand that has only one, the strand's name is enough.
        """
        strand = re.search(r"\b(NTM|OCOP)\b", text, re.IGNORECASE)
        plain = folded(re.sub(r"\s*\((NTM|OCOP)\)", "", text, flags=re.IGNORECASE))
        own = [one for one in self._programmes[station] if outlet in {None, one.outlet}]
        named = [one for one in own if text == one.id or plain == folded(one.name)]
        if strand:
            of_strand = [one for one in named or own if one.strand == strand[1].upper()]
            named = of_strand if named or plain in {"ntm", "ocop"} else []
        strands = {one.strand for one in named}
        found = strands.pop() if len(strands) == 1 else None
        return (named[0].id if len(named) == 1 else ""), found

    def programme_names(self, station: str) -> tuple[str, ...]:
        """Return what the programmes of a station are called."""
        return tuple(one.name for one in self._programmes[station])

    @cached_property
    def _programmes(self) -> Mapping[str, tuple[Programme, ...]]:
        return {
            station.id: tuple(
                one
                for one in self.workspace.programmes
                if one.stations.selects(station) and one.outlet in station.outlets
            )
            for station in self.workspace.stations
        }

    @cached_property
    def _by_number(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """The stations by their number, with and without the kind before it."""
        found: dict[tuple[str, int], list[str]] = {}
        for station in self.workspace.station_by_id:
            kind, number = _number(station)
            for key in dict.fromkeys(((kind, number), ("", number))):
                found.setdefault(key, []).append(station)
        return {key: tuple(names) for key, names in found.items() if key[1] >= 0}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for station in self.workspace.stations:
            for name in dict.fromkeys(map(folded, (station.title, station.place, station.name))):
                found.setdefault(name, []).append(station.id)
        return {name: tuple(stations) for name, stations in found.items()}


def _number(text: str) -> tuple[str, int]:
    """Return kind and number of an id, `xa-02635` or what Excel leaves of it: `2635`; -1 if it has none."""
    match = re.fullmatch(r"(?:([a-z]+)-)?0*(\d+)", text.casefold())
    return (match[1] or "", int(match[2])) if match else ("", -1)
