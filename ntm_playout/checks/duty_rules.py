"""Duty rules: can everybody do the duties that a plan gives them?"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.staff import Person
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, error


def nobody_is_in_two_places(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a person's duties at different stations do not overlap."""
    for person, airings in _duties(workspace, plan):
        for one, other in combinations(airings, 2):
            if one.station != other.station and one.span.overlaps(other.span):
                yield error(
                    person.source, "duty-two-places", person=person.id, airing=one.id, other=other.id, start=other.start
                )


def nobody_is_on_duty_while_away(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a person is on duty only on weekdays on which they work, and not while away."""
    for person, airings in _duties(workspace, plan):
        for airing in airings:
            if airing.day.weekday() not in person.weekdays or any(days.holds(airing.day) for days in person.away):
                yield error(person.source, "duty-while-away", person=person.id, airing=airing.id, day=airing.day)


def nobody_has_too_many_duties(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a person has at most `max_per_week` duties in a week."""
    for person, airings in _duties(workspace, plan):
        if len(airings) > person.max_per_week:
            yield error(person.source, "duty-too-many", person=person.id, count=len(airings), most=person.max_per_week)


def people_work_at_their_stations(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a person is on duty only at stations that staff.csv gives them."""
    for person, airings in _duties(workspace, plan):
        for airing in airings:
            if airing.station not in person.stations:
                yield error(
                    person.source, "duty-other-station", person=person.id, airing=airing.id, station=airing.station
                )


def people_speak_the_language(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that who is on duty speaks every language of the line-up."""
    for person, airings in _duties(workspace, plan):
        for airing in airings:
            line_up = plan.line_up_by_edition.get(airing.edition)
            for language in sorted({entry.language for entry in line_up.entries} if line_up else ()):
                if language not in person.languages:
                    yield error(
                        person.source,
                        "duty-other-language",
                        person=person.id,
                        airing=airing.id,
                        language=workspace.language_name(language),
                    )


def _duties(workspace: Workspace, plan: Plan) -> Iterator[tuple[Person, tuple[Airing, ...]]]:
    """Yield each person with the airings of their duties in order of start; unknown ones are another rule's."""
    found: dict[str, list[Airing]] = {}
    for duty in plan.duties:
        if duty.airing in plan.airing_by_id:
            found.setdefault(duty.person, []).append(plan.airing_by_id[duty.airing])
    for person in workspace.staff:
        airings = sorted(found.get(person.id, ()), key=lambda airing: (airing.start, airing.id))
        yield person, tuple(airings)
