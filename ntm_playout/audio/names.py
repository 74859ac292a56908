"""Names: what are a bundle's files called?

A bundle is one flat folder, because most players look no deeper; only a USB stick has a folder for each day, for
amplifiers with a timer.  Cheap players show a few ASCII letters and play in the order of names, or of the folder's
entries: both are the order of airing here.
"""

import re
from datetime import date, datetime
from pathlib import PurePosixPath

from ntm_playout.files import safe_name
from ntm_playout.model.plan import Airing
from ntm_playout.model.stations import Delivery
from ntm_playout.model.time import DAYS_OF_WEEK, TIMEZONE, Week

MANIFEST = "manifest.json"
PLAYLIST = "playlist.m3u8"
SCHEDULE = "schedule.json"
CHECKSUMS = "SHA256SUMS"
MP3, WAVE = ".mp3", ".wav"
SOUNDS = (MP3, WAVE)

STICK_FOLDER = re.compile(r"NTM_TUAN\d\d_\d{4}_DEN_\d{4}")
LONGEST_NAME = 60
DEEPEST = 2


def programme_name(order: int, count: int, airing: Airing, *, suffix: str = MP3) -> str:
    """Return the name of a first run's file: `03_T5_1715_NTM_xa-ntm.mp3`; `order` counts the week's `count` from 1."""
    stem = f"{_place(order, count, airing)}_{safe_name(airing.programme)}"
    return f"{stem[: LONGEST_NAME - len(suffix)]}{suffix}"


def stick_name(order: int, count: int, airing: Airing) -> str:
    """Return where an airing's file is on a USB stick: `4_T5_0604/03_T5_1700_NTM.mp3`, the day first."""
    start = _start(airing)
    day = f"{start.isoweekday()}_{DAYS_OF_WEEK[start.weekday()]}_{start:%d%m}"
    return f"{day}/{_place(order, count, airing)}{MP3}"


def slate_name(order: int, week: Week, valid_until: date) -> str:
    """Return where the spoken slate is on a USB stick: after all days, in a folder that no timer plays."""
    return f"8_LOI_BAO/{order:02}_LOI_BAO_TUAN{week.number:02}_DEN_{valid_until:%d%m}{MP3}"


def stick_folder(week: Week, valid_until: date) -> str:
    """Return the folder that a week has on a USB stick, so that last week's is not taken for it."""
    return f"NTM_TUAN{week.number:02}_{week.year}_DEN_{valid_until:%d%m}"


def is_stick_folder(name: str) -> bool:
    """Tell whether a folder's name is that of some week on a USB stick."""
    return STICK_FOLDER.fullmatch(name) is not None


def bundle_name(station: str, delivery: Delivery) -> str:
    """Return the folder of a station's bundle: its id, and what it is made for if that is no computer."""
    return station if delivery is Delivery.PC else f"{station}-{delivery}"


def is_plain(name: str) -> bool:
    """Tell whether `name` is that of a file right in the bundle's folder, on every system."""
    return name.isprintable() and name not in {"", ".", ".."} and not any(sign in name for sign in "/\\:")


def is_inside(path: str) -> bool:
    """Tell whether `path` is that of a file in the bundle, on every system: a plain name, or one in a plain folder."""
    parts = path.split("/")
    return len(parts) <= DEEPEST and all(is_plain(part) for part in parts)


def track_of(path: str) -> str:
    """Return the number that a file's name begins with."""
    return PurePosixPath(path).name.partition("_")[0]


def day_text(day: date) -> str:
    """Return a date as it stands in tags and pages: `05/04/2023`."""
    return f"{day:%d/%m/%Y}"


def _place(order: int, count: int, airing: Airing) -> str:
    start = _start(airing)
    number = str(order).rjust(max(2, len(str(count))), "0")
    return f"{number}_{DAYS_OF_WEEK[start.weekday()]}_{start:%H%M}_{airing.strand}"


def _start(airing: Airing) -> datetime:
    return airing.start.astimezone(TIMEZONE)
