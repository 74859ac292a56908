"""Alike: which stations are filled the same way, because everything is the same that decides it?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.programmes import AUDIENCE
from ntm_playout.model.stations import Station
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.heard import HeardBefore
from ntm_playout.planning.filling.listeners import Listeners, OwedRun
from ntm_playout.planning.filling.pools import Days
from ntm_playout.planning.filling.questions import Questions


@dataclass(frozen=True, slots=True)
class Before:
    """What went before: what each station has heard, what was published of the week, and when it is now."""

    heard: HeardBefore
    published: Plan | None
    now: datetime | None

    def edition(self, airing: Airing) -> str:
        """Return the edition that was published for an airing."""
        known = self.published.airing_by_id.get(airing.id) if self.published else None
        return known.edition if known else ""

    def is_past(self, airing: Airing) -> bool:
        """Tell whether the airing began already."""
        return self.now is not None and airing.start < self.now


def alike(
    workspace: Workspace, airings: Sequence[Airing], questions: Questions, before: Before
) -> list[tuple[Listeners, list[list[Airing]]]]:
    """Return the first runs of each station and strand, in order of time, by what decides how they are filled.

    Those of the most stations come first, so that what many share is there for the few to take over.
    """
    found: dict[Listeners, list[list[Airing]]] = defaultdict(list)
    for (name, strand), runs in _by_station(airings).items():
        station = workspace.station_by_id[name]
        listeners = Listeners(
            heard=before.heard.of(name, strand),
            strand=strand,
            profile=station.profile,
            origins=questions.origins(station),
            runs=_owed(workspace, station, runs, questions, before),
        )
        found[listeners].append([airing for airing, _ in runs])
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[1][0][0].id))


def _owed(
    workspace: Workspace,
    station: Station,
    runs: Sequence[tuple[Airing, Days]],
    questions: Questions,
    before: Before,
) -> tuple[OwedRun, ...]:
    shows: dict[str, int] = {}
    tags = workspace.profile_by_id[station.profile].languages if station.profile else ()
    found = []
    for number, (airing, days) in enumerate(runs):
        programme = workspace.programme_by_id[airing.programme]
        is_in_turn = programme.language == AUDIENCE
        run = OwedRun(
            show=shows.setdefault(programme.id, number),
            language=programme.language,
            template=programme.template,
            length=airing.length,
            days=questions.days_like(airing.strand, days),
            aired=before.heard.languages(station.id, programme.id, tags) if is_in_turn else (),
            published=before.edition(airing),
            is_past=before.is_past(airing),
        )
        found.append(run)
    return tuple(found)


def _by_station(airings: Sequence[Airing]) -> Mapping[tuple[str, Strand], list[tuple[Airing, Days]]]:
    """Return the first runs by station and strand, in order of time, with the days of all their airings."""
    in_order = sorted(airings, key=attrgetter("start", "id"))
    last = {first_id(airing): airing for airing in in_order}
    found: dict[tuple[str, Strand], list[tuple[Airing, Days]]] = defaultdict(list)
    for airing in in_order:
        if airing.run is Run.FIRST:
            found[airing.station, airing.strand].append((airing, Days(airing.day, last[airing.id].day)))
    return {key: found[key] for key in sorted(found)}


def first_id(airing: Airing) -> str:
    """Return the id of the first run that an airing is, or airs again."""
    return airing.first_run or airing.id
