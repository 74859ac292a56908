"""Words: how are reasons, repairs and costs said?

Everything is a `Worded`, so it is said in the language of whoever reads it.
"""

from collections.abc import Iterable, Sequence

from ntm_playout.model.stations import Outlet
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.airing_reasons import Alternative, Cost
from ntm_playout.planning.explaining.causes import Cause, Conflict, Fact
from ntm_playout.planning.explaining.edits import Edit
from ntm_playout.planning.explaining.repairs import Repair
from ntm_playout.planning.explaining.sheets import Clocks
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY
from ntm_playout.problems import Worded

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Words:
    """Says what is found out about the weeks of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._tiers = {tier.id: tier.name for tier in workspace.settings.tiers}

    def origin(self, name: str) -> str:
        """Return what listeners call the origin of a relay: a station, a tier or an outside station."""
        station = self._workspace.station_by_id.get(name)
        return station.title if station else self._tiers.get(name, name)

    def conflict(self, conflict: Conflict, outlet: Outlet) -> Worded:
        """Say why a floor is impossible."""
        facts = tuple(self.fact(fact, outlet) for fact in conflict.facts) or (Worded(code="fact-windows"),)
        values = {"facts": facts, "needed": conflict.needed, "possible": conflict.possible}
        return Worded(code=f"conflict-{conflict.proof}", values=values)

    def fact(self, fact: Fact, outlet: Outlet) -> Worded:
        """Say one fact that is in the way."""
        name = fact.name
        if fact.cause is Cause.RELAY:
            name = self.origin(name)
        if fact.cause is Cause.PROGRAMME:
            name = self._workspace.programme_by_id[name].name
        return Worded(
            code=f"fact-{fact.cause}",
            values={"name": name, "clocks": clocks_text(fact.clocks), "days": days(fact.days), "relay": relay(outlet)},
        )

    def repair(self, repair: Repair, outlet: Outlet) -> Worded:
        """Say all edits of a repair."""
        return joined([self.edit(edit, outlet) for edit in repair.edits])

    def edit(self, edit: Edit, outlet: Outlet) -> Worded:
        """Say one edit."""
        begin, end = edit.window
        return Worded(
            code=f"edit-at-start-{edit.kind}" if edit.at_start else f"edit-{edit.kind}",
            values={
                "weekday": weekday(max(0, edit.day)),
                "window": clocks_text(edit.window),
                "clock": clock_text(begin - edit.minutes if edit.at_start else end + edit.minutes),
                "minutes": edit.minutes,
                "freed": clocks_text(edit.freed),
                "moved_to": clocks_text(edit.moved_to),
                "name": self.origin(edit.name),
                "relay": relay(outlet),
            },
        )


def cost_said(cost: Cost) -> Worded:
    """Say one part of what an airing costs."""
    time = "" if cost.minute is None else time_of_week(cost.minute)
    return Worded(code=f"cost-{cost.reason}", values={"units": cost.units, "time": time})


def alternative_said(alternative: Alternative) -> Worded:
    """Say what the best plan without an airing in its session would cost more."""
    more = tuple(
        Worded(code=f"more-{term}", values={"units": f"{units:+}"}) for term, units in alternative.more.items()
    )
    values = {"more": more or (Worded(code="more-nothing"),), "others": alternative.others}
    if alternative.start is None:
        return Worded(code="alternative-none", values=values)
    return Worded(code="alternative-time", values={**values, "time": time_of_week(alternative.start)})


def joined(parts: Sequence[Worded]) -> Worded:
    """Say several things as one: the first, and the others."""
    first, *others = parts
    return Worded(code="both-and", values={"first": first, "others": joined(others)}) if others else first


def time_of_week(minute: int) -> Worded:
    """Say a minute of the week."""
    day, clock = divmod(minute, MINUTES_OF_DAY)
    return Worded(code="time-of-week", values={"weekday": weekday(day), "clock": clock_text(clock)})


def weekday(day: int) -> Worded:
    """Say a weekday, 0 is Monday."""
    return Worded(code=WEEKDAYS[day])


def days(found: Iterable[int]) -> tuple[Worded, ...]:
    """Say some weekdays."""
    listed = tuple(found)
    return (Worded(code="every-day"),) if len(listed) == 7 else tuple(weekday(day) for day in listed)


def relay(outlet: Outlet) -> Worded:
    """Say what a relay on an outlet is called."""
    return Worded(code="relay-of-pictures" if outlet is Outlet.TV else "relay-of-sound")


def clocks_text(clocks: Clocks) -> str:
    """Write a span of a day as `17:00-17:15`."""
    return f"{clock_text(clocks[0])}-{clock_text(clocks[1])}"


def clock_text(minute: int) -> str:
    """Write a minute of a day as `17:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"
