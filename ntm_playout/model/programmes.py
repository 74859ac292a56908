"""Programmes: which recurring shows does a station owe, how long, how often?"""

from dataclasses import dataclass, field
from datetime import timedelta

from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet, Selector
from ntm_playout.model.time import ALWAYS, DateSpan, Period
from ntm_playout.problems import NOWHERE, Source

AUDIENCE = "audience"
"""The language rule: the languages of the station's profile, in proportion to their shares over time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFloor:
    """At least `floor` first runs in each `period` that is longer than a week."""

    period: Period
    floor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A recurring show of the selected stations on one outlet (chuyên mục, chương trình).

    Every week has `floor` to `target` first runs of `length`, each aired again `repeats` times; `periods`, of which
    any two are nested, may owe more than their weeks add up to.
    `language` is a language tag or `AUDIENCE`; `template` names what surrounds the segments; `serves` names the
    quotas that the planner means it for (the checks count by strand and outlet, and do not read this).
    """

    id: str
    name: str
    stations: Selector
    outlet: Outlet
    strand: Strand
    length: timedelta
    floor: int
    target: int
    repeats: int
    template: str
    language: str
    serves: tuple[str, ...]
    in_force: DateSpan = ALWAYS
    periods: tuple[PeriodFloor, ...] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)
