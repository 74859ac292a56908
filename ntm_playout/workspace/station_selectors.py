"""Selectors: which stations does an entry name?"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from ntm_playout.model.stations import Selector
from ntm_playout.workspace.fields import OneOrMany
from ntm_playout.workspace.records import Record


class SelectorRecord(Record):
    """`all`, or a mapping in which every key must hold the station's value."""

    ids: OneOrMany = Field(default=(), alias="id")
    tiers: OneOrMany = Field(default=(), alias="tier")
    areas: OneOrMany = Field(default=(), alias="area")
    kinds: OneOrMany = Field(default=(), alias="kind")
    parents: OneOrMany = Field(default=(), alias="parent")
    profiles: OneOrMany = Field(default=(), alias="profile")
    windows: OneOrMany = ()
    excluding: "SelectorRecord | None" = Field(default=None, alias="except")

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
