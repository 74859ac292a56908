"""Staff of a seeded province: how many people does each station have, and when can they work?"""

import random
from collections.abc import Iterator, Sequence

from benchmarks.province_kinds import ALL_WEEK, PROFILES
from ntm_playout.model.staff import Person
from ntm_playout.model.stations import Station

PEOPLE = {"province": (6, 6), "district": (3, 3), "commune": (1, 3)}
RESTRICTED_SHARE, SHARING_SHARE = 0.15, 0.06


def staff_of(draw: random.Random, stations: Sequence[Station]) -> tuple[Person, ...]:
    """Return one to three people a commune; 15 % do not work every day, 6 % also help at the next commune."""
    return tuple(_people(draw, stations))


def _people(draw: random.Random, stations: Sequence[Station]) -> Iterator[Person]:
    languages = {profile.id: profile.languages for profile in PROFILES}
    for position, station in enumerate(stations):
        following = stations[(position + 1) % len(stations)]
        for number in range(draw.randint(*PEOPLE[station.tier])):
            is_sharing = station.tier == following.tier == "commune" and draw.random() < SHARING_SHARE
            is_restricted = draw.random() < RESTRICTED_SHARE
            yield Person(
                id=f"{station.id}-{number}",
                role="Phát thanh viên",
                stations=(station.id, following.id) if is_sharing else (station.id,),
                languages=languages[station.profile],
                weekdays=tuple(sorted(draw.sample(ALL_WEEK, 5))) if is_restricted else ALL_WEEK,
                max_per_week=10,
            )
