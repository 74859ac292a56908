"""Player weeks: what does a machine at a station need to know to play the week by itself?

The offline page and the liquidsoap script play the same airings and log the same columns: station, date, start,
length_s, programme, airing, outcome.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from ntm_playout.model.time import TIMEZONE
from ntm_playout.reports.bundle_contents import BundleContents
from ntm_playout.reports.words import OUTLET_WORDS, WEEKDAYS

SECOND = timedelta(seconds=1)
EPOCH_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerAiring:
    """An airing that can be heard: `start` is the clock's time in Việt Nam, `epoch` the same in seconds since 1970."""

    airing: str
    start: str
    epoch: int
    length_s: int
    programme: str
    title: str
    strand: str
    outlet: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerWeek:
    """A station's week; `days` are its dates with their names, `outlets` those that have airings, by their words."""

    station: str
    week: str
    first_day: str
    last_day: str
    days: dict[str, str]
    outlets: dict[str, str]
    airings: tuple[PlayerAiring, ...]

    def to_json(self) -> str:
        """Return the week for a script element, in which no text may look like the end of one."""
        return json.dumps(asdict(self), ensure_ascii=False).replace("<", "\\u003c")


def player_week(bundle: BundleContents) -> PlayerWeek:
    """Return what of a bundle is played when."""
    airings = bundle.plan.airings_by_station.get(bundle.station.id, ())
    heard = tuple(airing for airing in airings if airing.id in bundle.files)
    days = (*bundle.plan.week.days, bundle.valid_until)
    return PlayerWeek(
        station=bundle.station.id,
        week=str(bundle.plan.week),
        first_day=days[0].isoformat(),
        last_day=bundle.valid_until.isoformat(),
        days={day.isoformat(): f"{WEEKDAYS[day.weekday()]} {day:%d/%m}" for day in days},
        outlets={airing.outlet: OUTLET_WORDS[airing.outlet] for airing in heard},
        airings=tuple(
            PlayerAiring(
                airing=airing.id,
                start=f"{airing.start.astimezone(TIMEZONE):%Y-%m-%dT%H:%M:%S}",
                epoch=round(airing.start.timestamp()),
                length_s=airing.length // SECOND,
                programme=airing.programme,
                title=bundle.workspace.programme_by_id[airing.programme].name,
                strand=airing.strand,
                outlet=airing.outlet,
                file=bundle.files[airing.id],
            )
            for airing in heard
        ),
    )


def days_since_epoch(week: PlayerWeek) -> dict[int, str]:
    """Return the week's dates by how many days in Việt Nam they are after 1 January 1970."""
    return {(date.fromisoformat(day) - EPOCH_DAY).days: day for day in week.days}


def offset_s() -> int:
    """Return by how many seconds clocks in Việt Nam are ahead of UTC: the same all year."""
    offset = datetime(2023, 1, 1, tzinfo=TIMEZONE).utcoffset()
    return (offset or timedelta(0)) // SECOND
