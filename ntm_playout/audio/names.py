"""Names: what are a bundle's files called?

A bundle is one flat folder, because amplifiers look no deeper.  Cheap players show a few ASCII letters and play in the
order of names, or of the folder's entries: both are the order of airing here.
"""

from datetime import date

from ntm_playout.files import safe_name
from ntm_playout.model.plan import Airing
from ntm_playout.model.time import DAYS_OF_WEEK, TIMEZONE

MANIFEST = "manifest.json"
PLAYLIST = "playlist.m3u8"
CHECKSUMS = "SHA256SUMS"
SOUND = ".mp3"

LONGEST_NAME = 60


def programme_name(order: int, count: int, airing: Airing) -> str:
    """Return the name of a first run's file: `03_T5_1715_NTM_xa-ntm.mp3`; `order` counts the week's `count` from 1."""
    start = airing.start.astimezone(TIMEZONE)
    number = str(order).rjust(max(2, len(str(count))), "0")
    stem = f"{number}_{DAYS_OF_WEEK[start.weekday()]}_{start:%H%M}_{airing.strand}_{safe_name(airing.programme)}"
    return f"{stem[: LONGEST_NAME - len(SOUND)]}{SOUND}"


def is_plain(name: str) -> bool:
    """Tell whether `name` is that of a file right in the bundle's folder, on every system."""
    return name.isprintable() and name not in {"", ".", ".."} and not any(sign in name for sign in "/\\:")


def day_text(day: date) -> str:
    """Return a date as it stands in tags and pages: `05/04/2023`."""
    return f"{day:%d/%m/%Y}"
