"""programmes.yaml: which recurring shows do stations owe?"""

from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from ntm_playout.model.programmes import AUDIENCE, PeriodFloor, Programme
from ntm_playout.model.stations import BROADCAST_OUTLETS
from ntm_playout.model.time import Period
from ntm_playout.problems import Source
from ntm_playout.workspace.fields import (
    Id,
    OneOrMany,
    OutletName,
    PeriodName,
    StrandName,
    Text,
    number,
    read_tag,
    refuse,
)
from ntm_playout.workspace.records import Record
from ntm_playout.workspace.spans import DaysRecord
from ntm_playout.workspace.station_selectors import Stations

LONG_PERIODS = tuple(period for period in Period if period not in {Period.WEEK, Period.CONTINUOUS})


class PeriodFloorRecord(Record):
    """How many first runs every month, quarter and so on has at the least."""

    period: PeriodName
    floor: Annotated[int, number(1, 5000)]

    @model_validator(mode="after")
    def _be_longer_than_a_week(self) -> "PeriodFloorRecord":
        if self.period not in LONG_PERIODS:
            raise refuse("bad-choice", value=self.period, known=LONG_PERIODS, near="", at="period")
        return self

    def model(self) -> PeriodFloor:
        """Return the floor."""
        return PeriodFloor(period=self.period, floor=self.floor)


class FirstRunsRecord(Record):
    """How many first runs a week; the target defaults to the floor.  `periods` may owe more than their weeks."""

    floor: Annotated[int, number(0, 50)]
    target: Annotated[int | None, number(0, 50)] = None
    periods: tuple[PeriodFloorRecord, ...] = ()

    @model_validator(mode="after")
    def _aim_upwards(self) -> "FirstRunsRecord":
        if self.target is not None and self.target < self.floor:
            raise refuse("target-below-floor", floor=self.floor, target=self.target, at="target")
        return self

    @model_validator(mode="after")
    def _owe_nested_periods(self) -> "FirstRunsRecord":
        periods = [one.period for one in self.periods]
        if len(set(periods)) < len(periods):
            raise refuse("period-twice", at="periods")
        if {Period.HALF_YEAR, Period.NINE_MONTHS} <= set(periods):
            raise refuse("periods-cross", at="periods")
        return self


def _language_rule(value: object) -> str:
    return AUDIENCE if value == AUDIENCE else read_tag(value)


class ProgrammeRecord(Record):
    """A programme."""

    id: Id
    name: Text
    stations: Stations
    outlet: OutletName
    strand: StrandName
    length_min: Annotated[int, number(1, 600)]
    first_runs: FirstRunsRecord
    repeats: Annotated[int, number(0, 20)] = 0
    template: Id
    language: Annotated[str, BeforeValidator(_language_rule)] = AUDIENCE
    serves: OneOrMany = ()
    in_force: DaysRecord = DaysRecord()

    @model_validator(mode="after")
    def _be_broadcast(self) -> "ProgrammeRecord":
        if self.outlet not in BROADCAST_OUTLETS:
            raise refuse("outlet-without-airings", value=self.outlet.value, at="outlet")
        return self

    def model(self, source: Source) -> Programme:
        """Return the programme."""
        runs = self.first_runs
        return Programme(
            id=self.id,
            name=self.name,
            stations=self.stations.model(),
            outlet=self.outlet,
            strand=self.strand,
            length=timedelta(minutes=self.length_min),
            floor=runs.floor,
            target=runs.floor if runs.target is None else runs.target,
            repeats=self.repeats,
            template=self.template,
            language=self.language,
            serves=self.serves,
            in_force=self.in_force.model(),
            periods=tuple(one.model() for one in runs.periods),
            source=source,
        )
