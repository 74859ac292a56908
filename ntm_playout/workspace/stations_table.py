"""stations.csv: which units transmit?"""

from datetime import timedelta
from typing import Annotated

from pydantic import model_validator

from ntm_playout.model.stations import Delivery, Exemption, Station
from ntm_playout.model.time import DateSpan
from ntm_playout.problems import Source
from ntm_playout.workspace.fields import Day, Deliveries, Id, MaybeText, Outlets, Text, number, refuse
from ntm_playout.workspace.records import Record
from ntm_playout.workspace.spans import check_order


class StationRecord(Record):
    """A row."""

    id: Id
    name: Text
    kind: MaybeText = ""
    unit: MaybeText = ""
    tier: Text
    parent: MaybeText = ""
    outlets: Outlets
    area: MaybeText = ""
    profile: Text
    windows: Text
    delivery: Deliveries = ()
    in_force_from: Day | None = None
    in_force_to: Day | None = None
    exempt_from: Day | None = None
    exempt_to: Day | None = None
    exempt_reason: MaybeText = ""
    substitute: MaybeText = ""
    studio_min: Annotated[int, number(0, 10_080)] = 0
    grace_min: Annotated[int | None, number(0, 720)] = None

    @model_validator(mode="after")
    def _make_sense(self) -> "StationRecord":
        check_order(self.in_force_from, self.in_force_to, at="in_force_to")
        check_order(self.exempt_from, self.exempt_to, at="exempt_to")
        if (self.exempt_from or self.exempt_to or self.substitute) and not self.exempt_reason:
            raise refuse("missing-value", at="exempt_reason")
        return self

    def model(self, source: Source) -> Station:
        """Return the station."""
        return Station(
            id=self.id,
            name=self.name,
            kind=self.kind,
            unit=self.unit,
            tier=self.tier,
            parent=self.parent,
            outlets=tuple(dict.fromkeys(self.outlets)),
            area=self.area,
            profile=self.profile,
            windows=self.windows,
            deliveries=tuple(dict.fromkeys(self.delivery)) or (Delivery.PC,),
            in_force=DateSpan(first=self.in_force_from, last=self.in_force_to),
            exemption=self._exemption(),
            studio=timedelta(minutes=self.studio_min),
            grace=None if self.grace_min is None else timedelta(minutes=self.grace_min),
            source=source,
        )

    def _exemption(self) -> Exemption | None:
        if not self.exempt_reason:
            return None
        days = DateSpan(first=self.exempt_from, last=self.exempt_to)
        return Exemption(days=days, reason=self.exempt_reason, substitute=self.substitute)
