"""Programmes of a seeded province: what does each tier owe, and what surrounds it?"""

from datetime import timedelta

from ntm_playout.model.audio_templates import AudioTemplate, CueKind, Melody, TemplateCue
from ntm_playout.model.policy import Strand
from ntm_playout.model.programmes import AUDIENCE, Programme
from ntm_playout.model.stations import Outlet, Selector

TEMPLATE = AudioTemplate(
    id="do",
    name="Chương trình đo",
    cues=(
        TemplateCue(kind=CueKind.IDENT, planned=timedelta(seconds=6)),
        TemplateCue(kind=CueKind.GREETING, planned=timedelta(seconds=9), text="{station}"),
        TemplateCue(kind=CueKind.SEGMENT),
        TemplateCue(kind=CueKind.SIGN_OFF, planned=timedelta(seconds=6), text="{station}"),
    ),
    sting=None,
    filler=Melody(name="nhac-cho", beats_per_minute=60, length=timedelta(seconds=30), notes=()),
    gap=timedelta(milliseconds=480),
    target_lufs=-16.0,
    bitrate_kbps=64,
)

TOP = Selector(tiers=("province",))
DISTRICT = Selector(tiers=("district",))


def _programme(name: str, stations: Selector, outlet: Outlet, minutes: int, runs: tuple[int, int, int]) -> Programme:
    """Return a programme with `runs`: floor, target and repeats."""
    floor, target, repeats = runs
    return Programme(
        id=name,
        name=name,
        stations=stations,
        outlet=outlet,
        strand=Strand.OCOP if "ocop" in name else Strand.NTM,
        length=timedelta(minutes=minutes),
        floor=floor,
        target=target,
        repeats=repeats,
        template=TEMPLATE.id,
        language="vi-VN" if stations is TOP else AUDIENCE,
        serves=(),
    )


def _communes(kind: str, *areas: str) -> Selector:
    return Selector(tiers=("commune",), kinds=(kind,), areas=areas)


PROGRAMMES = (
    _programme("tv-ntm", TOP, Outlet.TV, 15, (1, 2, 1)),
    _programme("tv-ocop", TOP, Outlet.TV, 10, (1, 1, 1)),
    _programme("radio-ntm", TOP, Outlet.RADIO, 15, (1, 2, 1)),
    _programme("radio-ntm-hoi-dap", TOP, Outlet.RADIO, 10, (1, 1, 1)),
    _programme("radio-ocop", TOP, Outlet.RADIO, 5, (1, 2, 1)),
    _programme("huyen-ntm", DISTRICT, Outlet.RADIO, 15, (1, 2, 1)),
    _programme("huyen-ocop", DISTRICT, Outlet.RADIO, 10, (1, 1, 1)),
    _programme("xa-ntm", _communes("xã", "I", "II"), Outlet.LOUDSPEAKER, 10, (1, 2, 1)),
    _programme("xa-ntm-iii", _communes("xã", "III"), Outlet.LOUDSPEAKER, 10, (1, 2, 0)),
    _programme("xa-ocop", _communes("xã", "I", "II"), Outlet.LOUDSPEAKER, 5, (1, 2, 1)),
    _programme("thi-tran-ntm", _communes("thị trấn"), Outlet.LOUDSPEAKER, 15, (1, 2, 1)),
    _programme("thi-tran-ocop", _communes("thị trấn", "I", "II"), Outlet.LOUDSPEAKER, 10, (1, 1, 1)),
)
"""60 % of the communes owe OCOP, and all but the hardest ones repeats."""
