"""Listeners: what decides how a station's programmes of one strand are filled in a week?"""

from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.model.policy import Strand
from ntm_playout.planning.filling.heard import Heard, Languages
from ntm_playout.planning.filling.offers import Bits
from ntm_playout.planning.filling.pools import Days


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedRun:
    """A first run that is to be filled, with the days of all its airings.

    `language` and `template` are its programme's; `show` is the number of the first of the week's runs that is of the
    same programme, `aired` in which languages that was aired before.
    `published` is the edition that it was published with, "" if it was not; `is_past` tells that it began already.
    """

    show: int
    language: str
    template: str
    length: timedelta
    days: Days
    aired: Languages = ()
    published: str = ""
    is_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWeek:
    """What is settled of the week besides a first run: what others have `taken`, and its `units` by topic.

    `stays` are the segments that the run was published with, `promised` those that others were: not for this one.
    All are rows of the strand's catalogue.
    """

    taken: Bits = 0
    units: tuple[tuple[str, int], ...] = ()
    stays: Bits = 0
    promised: Bits = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """The audience of a station, or of several for which everything is alike; `runs` are in order of time.

    Names of stations and programmes do not matter.

    `origins` are the points that segments of other stations bring, by origin.
    """

    heard: Heard
    strand: Strand
    profile: str
    origins: tuple[tuple[str, int], ...]
    runs: tuple[OwedRun, ...]
