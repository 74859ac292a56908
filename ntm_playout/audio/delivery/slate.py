"""Slates: what does a USB stick say of itself, so that last week's is not taken for this week's?"""

from collections.abc import Mapping
from datetime import date, timedelta

from ntm_playout.audio.fillers import SPARE_FILLER
from ntm_playout.model.audio_templates import CueKind, Speech, Voice
from ntm_playout.model.running_orders import Cue, RunningOrder
from ntm_playout.model.stations import Station
from ntm_playout.model.time import Week

LENGTH = timedelta(seconds=36)
"""Room for the longest names; music fills the rest."""
TARGET_LUFS = -16.0
BITRATE_KBPS = 64
LANGUAGE = "vi-VN"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def slate_order(station: Station, week: Week, *, voices: Mapping[str, Voice]) -> RunningOrder | None:
    """Return the running order of the slate (lời báo gói), or None where no Vietnamese voice may speak it."""
    if LANGUAGE not in voices:
        return None
    text = (
        f"Gói chương trình tuần {week.number} năm {week.year} của {station.title}. "
        f"Gói này dùng đến hết {_spoken(week.days[-1])}. "
        "Lời báo này dành cho người phụ trách máy, không phát ra loa."
    )
    speech = Speech(text=text, language=LANGUAGE, voice=voices[LANGUAGE])
    cue = Cue(kind=CueKind.SLATE, title="Lời báo gói", sound=speech, planned=LENGTH, language=LANGUAGE)
    return RunningOrder(
        airing=f"{station.id}-slate-{week}",
        station=station.id,
        slot=LENGTH,
        cues=(cue,),
        filler=SPARE_FILLER,
        gap=timedelta(milliseconds=480),
        target_lufs=TARGET_LUFS,
        bitrate_kbps=BITRATE_KBPS,
    )


def _spoken(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, ngày {day.day} tháng {day.month} năm {day.year}"
