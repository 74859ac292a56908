"""Segments of a seeded province: what has been recorded, on which topics, by whom and in which languages?"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.province_kinds import PROFILES
from ntm_playout.model.policy import Strand
from ntm_playout.model.segments import Segment, Version
from ntm_playout.model.stations import Station
from ntm_playout.model.time import ALWAYS, DAY

COUNTS = {Strand.NTM: 180, Strand.OCOP: 110}
TOPICS = "abcdđefghikl"
TRANSLATED_SHARE = 0.5


def segments_of(draw: random.Random, stations: Sequence[Station]) -> tuple[Segment, ...]:
    """Return 290 approved segments of one to four minutes; half of them also in each minority language."""
    makers = [station.id for station in stations if station.tier != "commune"]
    return tuple(_segments(draw, makers))


def _segments(draw: random.Random, makers: Sequence[str]) -> Iterator[Segment]:
    minorities = sorted({tag for profile in PROFILES for tag in profile.shares} - {"vi-VN"})
    for strand, count in COUNTS.items():
        for number in range(count):
            length = timedelta(seconds=draw.randint(60, 240))
            languages = ["vi-VN", *(tag for tag in minorities if draw.random() < TRANSLATED_SHARE)]
            topic = draw.choice(TOPICS)
            yield Segment(
                id=f"{strand.lower()}-{number:03}",
                title=f"Tin {number}",
                strand=strand,
                topic=topic,
                subtopic=f"{topic}-{draw.randrange(8)}",
                audiences=(),
                origin=draw.choice(makers),
                author="",
                approver="Trưởng phòng Thời sự",
                approved_on=date(2024, 7, 1) + draw.randrange(180) * DAY,
                valid=ALWAYS,
                priority=draw.randrange(10),
                versions=tuple(
                    Version(language=tag, length=length, audio=Path(f"{strand.lower()}-{number:03}.{tag}.wav"))
                    for tag in languages
                ),
            )
