"""Log words: what do stations call the columns of a log, and what do they write into them?

Words are compared without marks, case and punctuation: `Giờ phát (thực tế)` is `gio phat thuc te`.
"""

import re
from collections.abc import Mapping

from ntm_playout.files import ascii_text
from ntm_playout.model.as_run import Outcome, Reason
from ntm_playout.model.stations import Outlet

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "station": ("station", "unit", "ma dai", "ma don vi", "don vi", "dai", "ten don vi", "ten dai", "don vi phat"),
    "date": ("date", "day", "ngay phat", "ngay phat song", "ngay", "ngay thang", "ngay thang nam"),
    "start": (
        "actual start",
        "gio thuc te",
        "gio phat thuc te",
        "start",
        "time",
        "gio bat dau",
        "bat dau",
        "gio phat",
        "gio phat song",
        "gio",
        "thoi gian",
        "thoi diem",
    ),
    "length": (
        "so phut da phat",
        "length",
        "length min",
        "minutes",
        "thoi luong",
        "thoi luong phut",
        "so phut",
        "phut",
    ),
    "length_s": ("length s", "seconds", "so giay", "thoi luong giay"),
    "programme": ("programme", "program", "chuong trinh", "ten chuong trinh", "chuyen muc", "noi dung"),
    "strand": ("strand", "mang noi dung", "linh vuc"),
    "outlet": ("outlet", "channel", "kenh", "kenh phat"),
    "airing": ("airing", "ma luot phat", "luot phat"),
    "outcome": ("outcome", "ket qua", "result", "status", "tinh trang", "da phat"),
    "reason": ("reason", "ly do", "nguyen nhan", "ly do khong phat"),
    "remark": ("remark", "remarks", "note", "notes", "ghi chu"),
    "who": ("who", "by", "nguoi truc", "nguoi phat", "nguoi ghi", "nguoi bao cao", "can bo truc"),
}
"""The columns that say something, each with its words; the first is meant where two of one column are there."""
SECOND: Mapping[str, str] = {"start": "planned", "length": "", "planned": ""}
"""What the other column is where two of one are there: the planned time; a planned length says nothing."""
PLANNED = ("planned start", "gio theo lich", "gio phat theo lich", "gio du kien")
IDLE = (
    *("no", "stt", "tt", "thu", "thu ngay", "gio du phong", "reserve time", "thoi luong theo lich", "planned length"),
    *("tep am thanh", "tep", "file", "ngon ngu", "language", "loai", "run", "week", "tuan"),
)
"""Columns that say nothing of what was aired."""

OUTCOMES: Mapping[str, tuple[Outcome, Reason | None]] = {
    **dict.fromkeys(
        (
            *("aired", "yes", "ok", "true", "1", "x", "v", "co", "co phat", "phat", "da phat", "phat du", "da phat du"),
            *("dung gio", "phat dung gio", "phat muon", "da phat muon", "phat som", "da phat khac gio"),
        ),
        (Outcome.AIRED, None),
    ),
    **dict.fromkeys(("made good", "phat bu", "da phat bu"), (Outcome.MADE_GOOD, None)),
    **dict.fromkeys(
        ("cut", "partly", "partial", "phat khong du", "khong du", "phat mot phan", "phat do dang", "do dang"),
        (Outcome.PARTLY, None),
    ),
    **dict.fromkeys(
        ("failed", "not aired", "missed", "no", "0", "false", "khong phat", "khong", "khong phat duoc", "chua phat"),
        (Outcome.NOT_AIRED, None),
    ),
}
"""What an outcome's words mean; a reason alone (`mất điện`) means that it was not aired."""

REASONS: Mapping[str, Reason] = {
    **dict.fromkeys(("notice", "nhuong thong bao", "thong bao", "phat thong bao"), Reason.NOTICE),
    **dict.fromkeys(
        ("replaced", "phat chuong trinh khac", "chuong trinh khac", "thay chuong trinh", "phat thay"), Reason.REPLACED
    ),
    **dict.fromkeys(("power", "mat dien", "cup dien", "power cut"), Reason.POWER),
    **dict.fromkeys(
        ("equipment", "hong may", "hong loa", "hong thiet bi", "thiet bi hong", "loi thiet bi"), Reason.EQUIPMENT
    ),
    **dict.fromkeys(
        ("no sound", "khong co tep", "khong co tep am thanh", "chua co tep", "chua nhan duoc goi"), Reason.NO_SOUND
    ),
    **dict.fromkeys(("nobody", "vang nguoi truc", "khong co nguoi truc", "thieu nguoi truc"), Reason.NOBODY),
    **dict.fromkeys(("other", "khac", "ly do khac"), Reason.OTHER),
}

OUTLETS: Mapping[str, Outlet] = {
    **{outlet.value: outlet for outlet in Outlet},
    **dict.fromkeys(("truyen hinh", "th"), Outlet.TV),
    **dict.fromkeys(("phat thanh", "pt"), Outlet.RADIO),
    **dict.fromkeys(("truyen thanh", "loa", "loa truyen thanh"), Outlet.LOUDSPEAKER),
}

OUTCOME_CHOICES: Mapping[Outcome, str] = {
    Outcome.AIRED: "Đã phát",
    Outcome.MADE_GOOD: "Phát bù",
    Outcome.PARTLY: "Phát không đủ",
    Outcome.NOT_AIRED: "Không phát",
}
"""What a tick sheet offers as outcomes; each is one of the words above."""
REASON_CHOICES: Mapping[Reason, str] = {
    Reason.NOTICE: "Nhường thông báo",
    Reason.REPLACED: "Phát chương trình khác",
    Reason.POWER: "Mất điện",
    Reason.EQUIPMENT: "Hỏng máy",
    Reason.NO_SOUND: "Không có tệp âm thanh",
    Reason.NOBODY: "Vắng người trực",
    Reason.OTHER: "Lý do khác",
}
"""What a tick sheet offers as reasons."""


def folded(text: str) -> str:
    """Return words as they are compared; ticks and check marks are `x`."""
    if re.fullmatch(r"\s*[✓✔☑√]\s*", text):
        return "x"
    return " ".join(re.sub(r"[^a-z0-9]+", " ", ascii_text(text).casefold()).split())


MEANINGS: Mapping[str, tuple[str, int]] = {
    **{word: (column, rank) for column, words in COLUMNS.items() for rank, word in enumerate(words)},
    **{word: ("planned", rank) for rank, word in enumerate(PLANNED)},
}
"""What a column's word means, and how strongly."""
