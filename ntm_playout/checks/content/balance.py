"""Balance: how is air time shared among topics, languages, makers and ages?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ntm_playout.checks.content.plays import Play, plays
from ntm_playout.model.balance import (
    OLDER,
    AgeLine,
    Balance,
    LanguageLine,
    MakerLine,
    OriginLine,
    PlayKind,
    PlayLine,
    ThemeLine,
    TopicLine,
)
from ntm_playout.model.plan import Plan
from ntm_playout.model.policy import Theme
from ntm_playout.model.time import week_of
from ntm_playout.model.workspace import Workspace

AGES = (4, 13, 26)
"""The steps of age in weeks: a month, a quarter, a half-year; all that is older is the last line."""
NOTHING = timedelta(0)


def check_balance(workspace: Workspace, plans: Iterable[Plan]) -> Balance:
    """Add up the segments of all first runs, by their planned lengths; repeats are the same once more."""
    heard = tuple(plays(workspace, plans))
    return Balance(
        topics=tuple(_topics(workspace, heard)),
        themes=tuple(_themes(workspace, heard)),
        languages=tuple(_languages(workspace, heard)),
        origins=tuple(_origins(workspace, heard)),
        makers=tuple(_makers(workspace, heard)),
        ages=tuple(_ages(heard)) if heard else (),
        plays=tuple(_plays(heard)),
    )


def _topics(workspace: Workspace, heard: Sequence[Play]) -> Iterator[TopicLine]:
    for topic in workspace.policy.topics:
        own = [play for play in heard if play.segment.topic == topic.id]
        segments = len({play.segment.id for play in own})
        yield TopicLine(topic=topic.id, airtime=_airtime(own), plays=len(own), segments=segments)


def _themes(workspace: Workspace, heard: Sequence[Play]) -> Iterator[ThemeLine]:
    """Yield each theme and frame under which something was aired; a week is of the month of its Thursday."""
    for theme in workspace.policy.themes:
        under = [play for play in heard if _is_under(theme, play.day)]
        if under:
            by_topic = (_airtime([play for play in under if play.segment.topic == topic]) for topic in theme.topics)
            yield ThemeLine(theme=theme, by_topic=tuple(by_topic), total=_airtime(under))


def _is_under(theme: Theme, day: date) -> bool:
    thursday = week_of(day).thursday
    return theme.year == thursday.year and theme.month in {0, thursday.month}


def _languages(workspace: Workspace, heard: Sequence[Play]) -> Iterator[LanguageLine]:
    for profile in workspace.settings.profiles:
        own = [play for play in heard if play.station.profile == profile.id]
        asked = sum(profile.shares.values())
        spoken = sorted({play.language for play in own} - set(profile.shares))
        for language in (*profile.languages, *spoken) if own else ():
            yield LanguageLine(
                profile=profile.id,
                language=language,
                asked_percent=round(100 * profile.shares.get(language, 0) / asked),
                airtime=_airtime([play for play in own if play.language == language]),
                total=_airtime(own),
            )


def _origins(workspace: Workspace, heard: Sequence[Play]) -> Iterator[OriginLine]:
    for tier in workspace.settings.tiers:
        here = [play for play in heard if play.station.tier == tier.id]
        own = [play for play in here if play.segment.origin == play.station.id]
        if here:
            yield OriginLine(tier=tier.id, own=_airtime(own), shared=_airtime(here) - _airtime(own))


def _makers(workspace: Workspace, heard: Sequence[Play]) -> Iterator[MakerLine]:
    counts = Counter(play.segment.origin for play in heard)
    for station in workspace.stations:
        own = [play for play in heard if play.segment.origin == station.id] if counts[station.id] else []
        if own:
            yield MakerLine(
                station=station.id,
                segments=len({play.segment.id for play in own}),
                plays=len(own),
                listeners=len({play.station.id for play in own}),
            )


def _ages(heard: Sequence[Play]) -> Iterator[AgeLine]:
    """Yield the ages of plays, from the day on which somebody approved the segment."""
    ages = [_days_old(play) for play in heard]
    before = 0
    for weeks in AGES:
        upto = sum(age <= 7 * weeks for age in ages)
        yield AgeLine(weeks=weeks, plays=upto - before)
        before = upto
    yield AgeLine(weeks=None, plays=len(ages) - before)


def _plays(heard: Sequence[Play]) -> Iterator[PlayLine]:
    """Yield plays that are alike together, in order."""
    groups: dict[PlayKind, list[Play]] = {}
    for play in heard:
        thursday = week_of(play.day).thursday
        kind = PlayKind(
            segment=play.segment.id,
            language=play.language,
            profile=play.station.profile,
            tier=play.station.tier,
            month=f"{thursday:%Y-%m}",
            is_own=play.segment.origin == play.station.id,
            age=next((weeks for weeks in AGES if _days_old(play) <= 7 * weeks), OLDER),
        )
        groups.setdefault(kind, []).append(play)
    for kind in sorted(groups):
        yield PlayLine(kind=kind, plays=len(groups[kind]), airtime=_airtime(groups[kind]))


def _days_old(play: Play) -> int:
    return (play.day - (play.segment.approved_on or play.day)).days


def _airtime(heard: Iterable[Play]) -> timedelta:
    return sum((play.length for play in heard), NOTHING)
