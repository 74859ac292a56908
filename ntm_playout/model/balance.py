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
    """How much of the air time under a year's theme, or a month's frame, was on each of its topics."""

    theme: Theme
    by_topic: tuple[timedelta, ...]
    total: timedelta

    @property
    def airtime(self) -> timedelta:
        """The air time on all its topics."""
        return sum(self.by_topic, timedelta(0))

    @property
    def when(self) -> str:
        """The year or month, `2023` or `2023-04`."""
        return f"{self.theme.year}-{self.theme.month:02}" if self.theme.month else str(self.theme.year)


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


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PlayKind:
    """What plays are alike in: all that any line of the balance tells apart.

    `month` is that of the week's Thursday, `2023-04`; `age` is the `weeks` of the line of ages, or `OLDER`.
    """

    segment: str
    language: str
    profile: str
    tier: str
    month: str
    is_own: bool
    age: int


OLDER = 0
"""The age of plays that are older than every step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayLine:
    """How often and how long plays of one kind were heard: the evidence of all other lines."""

    kind: PlayKind
    plays: int
    airtime: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What first runs of some weeks consisted of; topics in the plan's order, the rest in the workspace's."""

    topics: tuple[TopicLine, ...] = ()
    themes: tuple[ThemeLine, ...] = ()
    languages: tuple[LanguageLine, ...] = ()
    origins: tuple[OriginLine, ...] = ()
    makers: tuple[MakerLine, ...] = ()
    ages: tuple[AgeLine, ...] = ()
    plays: tuple[PlayLine, ...] = ()

    @property
    def airtime(self) -> timedelta:
        """The air time of all topics."""
        return sum((line.airtime for line in self.topics), timedelta(0))
