"""Seeded provinces: what does a whole network look like, station by station, as a real one would?

Sizes and shares follow Lào Cai in 2023: a provincial station with TV and radio, 9 districts, 152 communes with six
timetables, live relays of province and district, 20 % with minutes for notices, 40 % with times that planners chose.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from benchmarks.network import network
from benchmarks.province_calendar import calendar_of, with_leaves
from benchmarks.province_kinds import ALL_WEEK, KINDS, PATTERNS, PROFILES, ProvinceKind, windows_of
from benchmarks.province_programmes import PROGRAMMES, TEMPLATE
from benchmarks.province_segments import segments_of
from benchmarks.province_staff import staff_of
from ntm_playout.model.stations import Outlet, Station, Tier
from ntm_playout.model.windows import Habit, Relay, Window, WindowSet
from ntm_playout.model.workspace import Workspace

PROVINCES, DISTRICTS, COMMUNES = 63, 705, 10_599
"""The country in 2023."""


def province(seed: int, *, districts: int = 9, communes: int = 152, kind: ProvinceKind = KINDS[0]) -> Workspace:
    """Return a province with its calendar of 2025; the same for the same seed."""
    draw = random.Random(seed)
    sets = _window_sets(draw)
    stations = tuple(_stations(draw, districts, communes, kind, sets))
    plain = network(0)
    staff = with_leaves(draw, staff_of(draw, stations))
    return replace(
        plain,
        settings=replace(
            plain.settings,
            tiers=tuple(Tier(id=tier, name=tier) for tier in ("province", "district", "commune")),
            profiles=PROFILES,
            languages={tag: tag for profile in PROFILES for tag in profile.shares},
        ),
        stations=stations,
        window_sets=sets,
        programmes=PROGRAMMES,
        segments=segments_of(draw, stations),
        staff=staff,
        calendar=calendar_of(draw, stations),
        habits=tuple(_habits(draw, stations, sets)),
        templates=(TEMPLATE,),
    )


def province_of_country(number: int) -> Workspace:
    """Return one of 63 provinces of four kinds, which have 705 districts and 10,599 communes in all."""
    districts = DISTRICTS // PROVINCES + (number < DISTRICTS % PROVINCES)
    communes = COMMUNES // PROVINCES + (number < COMMUNES % PROVINCES)
    return province(number, districts=districts, communes=communes, kind=KINDS[number % len(KINDS)])


def _stations(
    draw: random.Random, districts: int, communes: int, kind: ProvinceKind, sets: tuple[WindowSet, ...]
) -> Iterator[Station]:
    names = [one.id for one in sets]
    top = Station(
        id="tinh-10",
        name="Lào Cai",
        kind="tỉnh",
        unit="Đài Phát thanh - Truyền hình",
        tier="province",
        parent="",
        outlets=(Outlet.TV, Outlet.RADIO),
        area="",
        profile="kinh",
        windows="tinh",
    )
    yield top
    for number in range(districts):
        relays = draw.choice([name for name in names if name.startswith("huyen")])
        yield replace(
            top, id=f"huyen-{number:03}", kind="huyện", tier="district", parent=top.id, outlets=(Outlet.RADIO,),
            windows=relays,
        )  # fmt: skip
    profiles, shares = zip(*kind.profiles.items(), strict=True)
    notices = ["", "-tb"]
    for number in range(communes):
        district = number * districts // communes
        (pattern,) = draw.choices(range(len(PATTERNS)), kind.patterns)
        (notice,) = draw.choices(notices, (80, 20))
        yield Station(
            id=f"xa-{number:05}",
            name=f"Mường Phăng {number}",
            kind=draw.choices(("xã", "thị trấn"), (85, 15))[0],
            unit="Đài Truyền thanh",
            tier="commune",
            parent=f"huyen-{district:03}",
            outlets=(Outlet.LOUDSPEAKER,),
            area=draw.choices(("I", "II", "III"), (30, 30, 40))[0],
            profile=draw.choices(profiles, shares)[0],
            windows=f"xa-{pattern}-{district % RELAY_PLANS}{notice}",
        )


RELAY_PLANS = 6
"""In so many ways do districts let their communes carry them live."""


def _window_sets(draw: random.Random) -> tuple[WindowSet, ...]:
    hours = ((330, 390), (660, 720), (1020, 1110))
    top = [
        *(_daily(start, end, Outlet.TV) for start, end in ((390, 435), (705, 750), (1140, 1230))),
        *(_daily(start, end, Outlet.RADIO) for start, end in hours),
    ]
    top_relays = [(ALL_WEEK, 1140, 1185, "VTV1", Outlet.TV), (ALL_WEEK, 360, 390, "VOV1", Outlet.RADIO)]
    sets = [WindowSet(id="tinh", windows=sum(top, ()), relays=_relays(top_relays))]
    for number in range(3):
        windows = (*_daily(315, 360), *(_daily(675, 705) if number else ()), *_daily(1020, 1080))
        relays = [(ALL_WEEK, 315, 330, "VOV1", None), (ALL_WEEK[number:], 1020, 1035, "province", None)]
        sets.append(WindowSet(id=f"huyen-{number}", windows=windows, relays=_relays(relays)))
    for plan in range(RELAY_PLANS):
        days = tuple(sorted(draw.sample(ALL_WEEK, 2 + plan)))
        start = draw.choice((1020, 1030, 1035))
        relays = [(ALL_WEEK, 300, 315, "province", None), (days, start, start + 15, "district", None)]
        for number, pattern in enumerate(PATTERNS):
            for name, reserve in (("", 0), ("-tb", 10)):
                windows = windows_of(pattern, reserve)
                sets.append(WindowSet(id=f"xa-{number}-{plan}{name}", windows=windows, relays=_relays(relays)))
    return tuple(sets)


def _daily(start: int, end: int, outlet: Outlet | None = None) -> tuple[Window, ...]:
    return tuple(
        Window(weekday=day, start=timedelta(minutes=start), end=timedelta(minutes=end), outlet=outlet)
        for day in ALL_WEEK
    )


def _relays(plans: Sequence[tuple[tuple[int, ...], int, int, str, Outlet | None]]) -> tuple[Relay, ...]:
    return tuple(
        Relay(weekday=day, start=timedelta(minutes=start), end=timedelta(minutes=end), origin=origin, outlet=outlet)
        for days, start, end, origin, outlet in plans
        for day in days
    )


def _habits(draw: random.Random, stations: tuple[Station, ...], sets: tuple[WindowSet, ...]) -> Iterator[Habit]:
    """Yield the times that planners chose at 40 % of the communes: some window, a quarter of an hour into it."""
    windows = {one.id: one.windows for one in sets}
    for station in stations:
        if station.tier == "commune" and draw.random() < 0.4:
            owed = [one for one in PROGRAMMES if one.stations.selects(station)]
            for programme in owed:
                for ordinal in range(1, programme.target + 1):
                    window = draw.choice(windows[station.windows])
                    yield Habit(
                        station=station.id,
                        programme=programme.id,
                        ordinal=ordinal,
                        is_repeat=False,
                        weekday=window.weekday,
                        start=window.start + timedelta(minutes=draw.choice((15, 20, 30))),
                    )
