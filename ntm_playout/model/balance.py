"""Balance: what did programmes consist of: topics, languages, origins and the age of pieces?"""

from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.model.policy import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """How long and how often first runs spoke of a topic, with how many different segments."""

    topic: str
    airtime: timedelta
    plays: int
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """How much of the air time under a year's theme, or a month's frame, was on its topics."""

    theme: Theme
    airtime: timedelta
    total: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLine:
    """How much of the air time of an audience was in a language, and how much its profile asks for in percent."""

    profile: str
    language: str
    asked_percent: int
    airtime: timedelta
    total: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLine:
    """How long stations of a tier aired what they made themselves, and what others made."""

    tier: str
    own: timedelta
    shared: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class MakerLine:
    """How many segments of a station were aired, how often, at how many stations."""

    station: str
    segments: int
    plays: int
    listeners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeLine:
    """How many plays were of segments approved at most `weeks` weeks before; None is older than the line before."""

    weeks: int | None
    plays: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What first runs of some weeks consisted of; topics in the plan's order, the rest in the workspace's."""

    topics: tuple[TopicLine, ...] = ()
    themes: tuple[ThemeLine, ...] = ()
    languages: tuple[LanguageLine, ...] = ()
    origins: tuple[OriginLine, ...] = ()
    makers: tuple[MakerLine, ...] = ()
    ages: tuple[AgeLine, ...] = ()

    @property
    def airtime(self) -> timedelta:
        """The air time of all topics."""
        return sum((line.airtime for line in self.topics), timedelta(0))
