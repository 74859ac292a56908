"""Duty rules: can everybody do the duties that a plan gives them?"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby, pairwise

from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.staff import Person
from ntm_playout.model.time import HOUR
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


def people_rest_between_days(workspace: Workspace, plan: Plan, history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a person's first duty of a day comes long enough after the last one of the days before.

    Sunday night of the week before counts, if its plan is known.
    """
    before = max((one for one in history if one.week == plan.week.plus(-1)), key=lambda one: one.revision, default=None)
    last_week = dict(_duties(workspace, before)) if before else {}
    for person, airings in _duties(workspace, plan):
        earlier = last_week.get(person, ())
        last_day = tuple(airing for airing in earlier if airing.day == earlier[-1].day)
        for evening, morning in pairwise(_by_day((*last_day, *airings))):
            last = max(evening, key=lambda airing: airing.span.end)
            if morning[0].start - last.span.end < person.rest:
                yield error(
                    person.source,
                    "duty-without-rest",
                    person=person.id,
                    airing=morning[0].id,
                    other=last.id,
                    hours=person.rest // HOUR,
                )


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


def _by_day(airings: Iterable[Airing]) -> list[tuple[Airing, ...]]:
    """Return airings, given in order of start, day by day; days without any are absent."""
    return [tuple(found) for _, found in groupby(airings, key=lambda airing: airing.day)]
