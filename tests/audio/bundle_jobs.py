"""Whole small bundles made for tests, of real sounds that are prepared once: programmes of twelve seconds."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from ntm_playout.audio.bundle_job import BundleJob
from ntm_playout.audio.element_store import ElementStore
from ntm_playout.audio.elements import Element, ElementRequest
from ntm_playout.audio.layout import Layout, filler_requests, lay_out, requests_of
from ntm_playout.model.audio_templates import CueKind, Recording, Sound, Speech
from ntm_playout.model.plan import Airing, Run
from ntm_playout.model.running_orders import Cue, RunningOrder
from ntm_playout.progress import Quiet
from tests import plans
from tests.audio.tones import babble, write_wav
from tests.build import WEEK, melody, seconds, station

SLOT = seconds(12)
EXTRAS = {"lich-phat-song.html": "<p>Lịch phát sóng</p>\n".encode(), "kich-ban.txt": b"Kich ban\n"}
GREETING = Speech(text="Xin chào bà con.", language="vi-VN", voice="vi")


def airing(name: str, start: str, **changes: object) -> Airing:
    """Return a first run at a time such as `2023-04-03T05:15`."""
    return plans.airing(name, start, **({"length": SLOT} | changes))


def repeat(first: str, start: str, **changes: object) -> Airing:
    """Return an airing of the same sound again."""
    return airing(f"{first}-r1", start, run=Run.REPEAT, first_run=first, **changes)


class Studio:
    """Prepares real sounds below one folder, each once, and lays programmes out of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._elements: dict[ElementRequest, Element] = {}

    def recording(self, seed: int, length_s: float = 2.0) -> Recording:
        """Return a recording of babble that differs from others by its seed."""
        path = self.root / f"{seed}-{length_s}.wav"
        return Recording(path=path if path.exists() else write_wav(path, babble(length_s=length_s, seed=seed)))

    def layout(self, name: str, sounds: Sequence[Sound], **changes: object) -> Layout:
        """Return a programme of an ident, `sounds` as segments and filler; `changes` are the running order's."""
        ident = Cue(kind=CueKind.IDENT, title="Nhạc hiệu", sound=melody("nhac-hieu", 2), planned=seconds(2))
        segments = tuple(
            Cue(
                kind=CueKind.GREETING if isinstance(sound, Speech) else CueKind.SEGMENT,
                title=f"Tin {n}",
                sound=sound,
                planned=seconds(2),
                language="vi-VN",
                segment="" if isinstance(sound, Speech) else f"tin-{n}",
            )
            for n, sound in enumerate(sounds)
        )
        fields: dict[str, object] = {
            "airing": name,
            "station": "xa-02635",
            "slot": SLOT,
            "cues": (ident, *segments),
            "filler": melody("nhac-cho", 30),
            "gap": timedelta(milliseconds=480),
            "target_lufs": -16.0,
            "bitrate_kbps": 64,
        }
        order = RunningOrder(**(fields | changes))  # type: ignore[arg-type]
        self._prepare(requests_of(order))
        self._prepare(filler_requests(order, self._elements))
        return lay_out(order, self._elements)

    def _prepare(self, requests: Sequence[ElementRequest]) -> None:
        wanted = [request for request in requests if request not in self._elements]
        with ThreadPoolExecutor(2) as executor:
            found = ElementStore(self.root / "store").prepare(wanted, executor=executor, progress=Quiet())
        self._elements |= {request: element for request, element in found.items() if isinstance(element, Element)}


def job(studio: Studio, **changes: object) -> BundleJob:
    """Return a commune's week: two first runs, one of them with a repeat between them."""
    fields: dict[str, object] = {
        "station": station(),
        "week": WEEK,
        "revision": 0,
        "valid_until": date(2023, 4, 9),
        "airings": (
            airing("ntm-1", "2023-04-03T05:15"),
            repeat("ntm-1", "2023-04-04T17:00"),
            airing("ntm-2", "2023-04-06T17:15"),
        ),
        "layouts": {
            "ntm-1": studio.layout("ntm-1", [studio.recording(1), studio.recording(2)]),
            "ntm-2": studio.layout("ntm-2", [GREETING, studio.recording(3)]),
        },
        "titles": {"xa-ntm": "Nông thôn mới", "xa-ocop": "Sản phẩm OCOP"},
    }
    return BundleJob(**(fields | changes))  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    """Read all that a folder holds, by relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return each file's inode and time of change: equal only where nothing was written."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))}
