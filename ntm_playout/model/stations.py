"""Stations: who transmits, on what, for whom, and to which of them does a rule apply?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from ntm_playout.model.time import ALWAYS, DateSpan
from ntm_playout.problems import NOWHERE, Source


class Outlet(StrEnum):
    """What a unit publishes on (kênh)."""

    TV = "tv"
    RADIO = "radio"
    LOUDSPEAKER = "loudspeaker"
    NEWSPAPER = "newspaper"
    PORTAL = "portal"
    BULLETIN = "bulletin"
    SOCIAL = "social"


BROADCAST_OUTLETS = (Outlet.TV, Outlet.RADIO, Outlet.LOUDSPEAKER)
"""The outlets that airings are planned for; the others publish and bring evidence."""


class Delivery(StrEnum):
    """How a station plays its week (cách giao): what its bundle is made for."""

    PC = "pc"
    USB = "usb"
    PLAYOUT = "playout"
    IP = "ip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A level of administration; data, so that two-tier and three-tier networks both work."""

    id: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An audience: which languages its people speak.

    `shares` maps a language tag to its share of air time; the shares need not add up to 100.
    """

    id: str
    shares: Mapping[str, int] = field(hash=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, the widest spoken first."""
        return tuple(sorted(self.shares, key=lambda tag: (-self.shares[tag], tag)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Days on which a station cannot air: without `substitute` it is exempt, else that unit airs in its place."""

    days: DateSpan
    reason: str
    substitute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A unit that transmits; `unit`, `kind` and `name` together are its full name.

    `deliveries` are the forms in which it wants its bundle, at least one; `studio` is how much finished sound its
    studio can record in a week; `grace` is how far off its time an airing may begin, None as the settings say.
    """

    id: str
    name: str
    kind: str
    unit: str
    tier: str
    parent: str
    outlets: tuple[Outlet, ...]
    area: str
    profile: str
    windows: str
    deliveries: tuple[Delivery, ...] = (Delivery.PC,)
    in_force: DateSpan = ALWAYS
    exemption: Exemption | None = None
    studio: timedelta = timedelta(0)
    grace: timedelta | None = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    @property
    def title(self) -> str:
        """The full name, as documents write it: `Đài Truyền thanh xã Cốc San`."""
        return " ".join(part for part in (self.unit, self.kind, self.name) if part)

    @property
    def place(self) -> str:
        """The place that it serves: `xã Cốc San`."""
        return f"{self.kind} {self.name}".strip()

    def exempt_on(self, day: date) -> Exemption | None:
        """Return the exemption that holds on `day`, if any."""
        return self.exemption if self.exemption and self.exemption.days.holds(day) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which stations a rule is for: every non-empty field must hold the station's value, and `excluding` must not."""

    ids: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    excluding: "Selector | None" = None

    def selects(self, station: Station) -> bool:
        """Tell whether the rule is for `station`."""
        tests = (
            (self.ids, station.id),
            (self.tiers, station.tier),
            (self.areas, station.area),
            (self.kinds, station.kind),
            (self.parents, station.parent),
            (self.profiles, station.profile),
            (self.windows, station.windows),
        )
        chosen = all(not allowed or value in allowed for allowed, value in tests)
        return chosen and not (self.excluding and self.excluding.selects(station))


EVERY_STATION = Selector()
