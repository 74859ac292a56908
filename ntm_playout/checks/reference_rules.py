"""Reference rules: is everything that a plan names there, and what the programme says it is?"""

from collections import Counter
from collections.abc import Iterator, Sequence

from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.programmes import Programme
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import NOWHERE, Problem, error


def airing_ids_are_unique(_workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that no two airings share an id."""
    for airing, count in Counter(airing.id for airing in plan.airings).items():
        if count > 1:
            yield error(NOWHERE, "duplicate-airing", airing=airing, count=count)


def airings_name_what_is_there(workspace: Workspace, plan: Plan, history: Sequence[Plan]) -> Iterator[Problem]:
    """See that stations, programmes, editions and first runs that airings name exist."""
    first_runs = set(plan.airing_by_id).union(*(earlier.airing_by_id for earlier in history))
    for airing in plan.airings:
        if airing.station not in workspace.station_by_id:
            yield error(NOWHERE, "airing-unknown-station", airing=airing.id, station=airing.station)
        if airing.programme not in workspace.programme_by_id:
            yield error(NOWHERE, "airing-unknown-programme", airing=airing.id, programme=airing.programme)
        if airing.edition and airing.edition not in plan.line_up_by_edition:
            yield error(NOWHERE, "airing-unknown-edition", airing=airing.id, edition=airing.edition)
        if airing.first_run and airing.first_run not in first_runs:
            yield error(NOWHERE, "airing-unknown-first-run", airing=airing.id, first_run=airing.first_run)


def line_ups_name_what_is_there(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that segments that line-ups name exist."""
    for line_up in plan.line_ups:
        for entry in line_up.entries:
            if entry.segment not in workspace.segment_by_id:
                yield error(NOWHERE, "line-up-unknown-segment", edition=line_up.edition, segment=entry.segment)


def duties_name_what_is_there(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that airings and people that duties name exist."""
    people = {person.id for person in workspace.staff}
    for duty in plan.duties:
        if duty.airing not in plan.airing_by_id:
            yield error(NOWHERE, "duty-unknown-airing", person=duty.person, airing=duty.airing)
        if duty.person not in people:
            yield error(NOWHERE, "duty-unknown-person", person=duty.person, airing=duty.airing)


def airings_are_in_the_week(_workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that every airing starts on a day of the plan's week."""
    for airing in plan.airings:
        if airing.day not in plan.week.days:
            yield error(NOWHERE, "airing-outside-week", airing=airing.id, start=airing.start, week=str(plan.week))


def airings_are_of_their_programme(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that an airing has its programme's outlet, strand and length, at a station that the programme is for."""
    for airing in plan.airings:
        programme = workspace.programme_by_id.get(airing.programme)
        if programme and not _is_of(airing, programme, workspace):
            yield error(
                programme.source,
                "airing-unlike-programme",
                airing=airing.id,
                programme=programme.id,
                outlet=airing.outlet,
                strand=airing.strand,
                minutes=f"{airing.length.total_seconds() / 60:g}",
            )


def _is_of(airing: Airing, programme: Programme, workspace: Workspace) -> bool:
    station = workspace.station_by_id.get(airing.station)
    is_for_station = station is None or (programme.stations.selects(station) and airing.outlet in station.outlets)
    asked = (programme.outlet, programme.strand, programme.length)
    return is_for_station and (airing.outlet, airing.strand, airing.length) == asked
