"""Selectors: which stations does an entry name?"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from ntm_playout.model.stations import Selector
from ntm_playout.workspace.fields import Some
from ntm_playout.workspace.records import Record


class SelectorRecord(Record):
    """`all`, or a mapping in which every key must hold the station's value."""

    ids: Some = Field((), alias="id")
    tiers: Some = Field((), alias="tier")
    areas: Some = Field((), alias="area")
    kinds: Some = Field((), alias="kind")
    parents: Some = Field((), alias="parent")
    profiles: Some = Field((), alias="profile")
    windows: Some = ()
    excluding: "SelectorRecord | None" = Field(None, alias="except")

    def model(self) -> Selector:
        """Return the selector."""
        return Selector(
            ids=self.ids,
            tiers=self.tiers,
            areas=self.areas,
            kinds=self.kinds,
            parents=self.parents,
            profiles=self.profiles,
            windows=self.windows,
            excluding=self.excluding.model() if self.excluding else None,
        )


def _all(value: object) -> object:
    return {} if value == "all" else value


Stations = Annotated[SelectorRecord, BeforeValidator(_all)]
