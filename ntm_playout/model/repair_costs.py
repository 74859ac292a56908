"""Repair costs: how unwelcome is each change of a station's week that would make an unmet floor possible?"""

from dataclasses import dataclass
from enum import StrEnum

MOST = 1000
"""No cost may be greater."""


class EditKind(StrEnum):
    """A kind of change of one station's week; no kind lowers a figure of the plan."""

    WINDOW_MINUTE = "window-minute"
    RESERVED_MINUTE = "reserved-minute"
    RELAY_MOVED = "relay-moved"
    RELAY_DROPPED = "relay-dropped"
    BLACKOUT_MINUTE = "blackout-minute"
    BLACKOUT_LIFTED = "blackout-lifted"
    WINDOW_ADDED = "window-added"
    CHANGE_LIFTED = "change-lifted"
    EXEMPTION_LIFTED = "exemption-lifted"
    SUBSTITUTION = "substitution"
    EXEMPTION = "exemption"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairCosts:
    """What the changes of a repair cost: integers from 0 to `MOST`; the repair with the least sum is proposed first.

    `window_minute` for each minute by which a window is longer on one day (or that an added window has),
    `reserved_minute` for each that the commune's own notices lose, `blackout_minute` for each by which a blackout
    begins later or ends earlier.
    `relay_moved` and `relay_dropped` for a relay on one day, `blackout_lifted` for a blackout in one window,
    `window_added` for a window that a day did not have, besides its minutes.
    `change_lifted` and `exemption_lifted` for one day on which the station airs as on ordinary days after all.
    `substitution` for a week in which the unit above airs instead, `exemption` for a week in which nobody does.
    """

    window_minute: int = 1
    reserved_minute: int = 2
    relay_moved: int = 20
    relay_dropped: int = 30
    blackout_minute: int = 4
    blackout_lifted: int = 80
    window_added: int = 30
    change_lifted: int = 60
    exemption_lifted: int = 60
    substitution: int = 300
    exemption: int = 600

    def of(self, kind: EditKind) -> int:
        """Return the cost of one edit of a kind, or of one minute of it."""
        cost: int = getattr(self, kind.replace("-", "_"))
        return cost


ORDINARY_REPAIR_COSTS = RepairCosts()
