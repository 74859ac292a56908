"""Shipped templates: do they load, keep to the levels, and plan as long as is really spoken?"""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ntm_playout.audio.beds import LEAD_MS, TAIL_MS
from ntm_playout.audio.loudness import frame_energies, integrated
from ntm_playout.audio.melodies import render
from ntm_playout.audio.pcm import trim_silence
from ntm_playout.audio.speech import speak
from ntm_playout.audio.spoken_text import spoken_text
from ntm_playout.model.audio_templates import AudioTemplate, CueKind, Melody, Speech, TemplateCue
from ntm_playout.model.policy import Strand
from ntm_playout.workspace.audio_template_files import read_templates
from ntm_playout.workspace.folder import Folder
from tests.schedules.reading import read_schedule

ROOT = Path(__file__).parents[2] / "audio_templates"
TIERS = {"xa": "commune", "huyen": "district", "tinh": "province"}
WORKED = ("lao-cai", "an-giang")


def _templates() -> dict[str, AudioTemplate]:
    own, shipped = (Folder(root=root, shown_as="audio_templates") for root in (ROOT / "none", ROOT))
    templates = read_templates(own, shipped)
    assert shipped.problems == []
    return {template.id: template for template in templates}


TEMPLATES = _templates()
SOUNDS = {
    sound.name: sound
    for template in TEMPLATES.values()
    for sound in (*(cue.sound for cue in template.cues), template.sting and template.sting.sound, template.filler)
    if isinstance(sound, Melody)
}


def test_every_tier_has_its_templates() -> None:
    """5, 10, 15 and 30 minutes, NTM and OCOP, for communes, districts and the province's radio and television."""
    expected = {
        f"{who}-{minutes}-{strand}"
        for who in ("xa", "huyen", "tinh", "tinh-tv")
        for minutes in ("05", "10", "15", "30")
        for strand in ("ntm", "ocop")
    }
    assert set(TEMPLATES) == expected


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.id)
def test_loudspeakers_are_louder_than_radio_and_television(template: AudioTemplate) -> None:
    """-16 LUFS at 64 kbit/s for horns; -23 LUFS (EBU R 128) at 128 kbit/s for the others."""
    expected = (-16, 64) if template.id.startswith("xa-") else (-23, 128)
    assert (template.target_lufs, template.bitrate_kbps) == expected


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.id)
def test_most_of_a_slot_is_for_segments(template: AudioTemplate) -> None:
    """What surrounds the segments takes under a tenth of ten or fifteen minutes, and under a sixth of five."""
    minutes = int(template.id.split("-")[-2])
    assert template.overhead < timedelta(minutes=minutes) / (6 if minutes == 5 else 10)


def _longest(texts: Iterable[str]) -> str:
    """Return the text that takes longest: of those with the most syllables the one that is heard longest."""
    spoken = {text: len(spoken_text(text).split()) for text in texts}
    most = max(spoken.values())
    return max(sorted(text for text in spoken if spoken[text] == most), key=_heard)


@cache
def _longest_station(tier: str) -> str:
    return _longest(one.title for name in WORKED for one in read_schedule(name).stations if one.tier == tier)


@cache
def _longest_programme(tier: str, strand: Strand) -> str:
    """Programmes of a tier, whatever their length: a template of another length may be chosen for any of them."""
    return _longest(
        one.name
        for name in WORKED
        for one in read_schedule(name).programmes
        if one.strand is strand and tier in one.stations.tiers
    )


@cache
def _longest_slogan() -> str:
    return _longest(slogan.text for name in WORKED for slogan in read_schedule(name).policy.slogans)


@cache
def _heard(text: str) -> float:
    sound = speak(Speech(text=text, language="vi-VN", voice="vi"))
    return trim_silence(sound, guard_ms=40, threshold_dbfs=-55).size / 48_000


@cache
def _longest_titles() -> str:
    """Return the two titles that take longest, as headlines say them."""
    titles = {one.title for name in WORKED for one in read_schedule(name).segments}
    return ". ".join(sorted(titles, key=lambda title: (_heard(title), title))[-2:])


@cache
def _longest_language() -> str:
    return _longest(name for worked in WORKED for name in read_schedule(worked).settings.languages.values())


def _text(template: AudioTemplate, cue: TemplateCue) -> str:
    """Return what is said in a cue where all names are the longest; of headlines what comes before the titles."""
    who, *_, strand = template.id.split("-")
    if cue.kind is CueKind.SLOGAN:
        return _longest_slogan()
    return cue.text.format(
        station=_longest_station(TIERS[who]),
        programme=_longest_programme(TIERS[who], Strand(strand.upper())),
        language=_longest_language(),
        titles="",
    )


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.id)
def test_planned_lengths_are_those_of_the_longest_names(template: AudioTemplate) -> None:
    """With the worked workspaces' longest names, a spoken cue takes at most what is planned, and no less than half."""
    for cue in template.cues:
        text = _text(template, cue)
        if text:
            around_s = (LEAD_MS + TAIL_MS) / 1000 if cue.bed else 0
            assert 0.5 < (_heard(text) + around_s) / cue.planned.total_seconds() <= 1, cue
        elif isinstance(cue.sound, Melody):
            assert cue.planned == cue.sound.length
        if cue.kind is CueKind.HEADLINES:
            assert _heard(_longest_titles()) <= 2 * cue.planned_each.total_seconds()


def test_only_the_longest_programmes_name_what_is_to_come() -> None:
    """In thirty minutes there is time for it; in five there is none for slogans and hand-overs either."""
    for template in TEMPLATES.values():
        kinds = {cue.kind for cue in template.cues}
        assert (CueKind.HEADLINES in kinds) == ("-30-" in template.id)
        assert (CueKind.SLOGAN in kinds) == (CueKind.HAND_OVER in kinds) == ("-05-" not in template.id)


@pytest.mark.parametrize("melody", SOUNDS.values(), ids=lambda melody: melody.name)
def test_the_music_is_loud_enough_and_never_silent(melody: Melody) -> None:
    """It comes to -16 LUFS without more than 5 dB of limiting, and no second of it is silent."""
    sound = render(melody)
    peak_to_loudness = 20 * np.log10(np.abs(sound).max()) - integrated(frame_energies(sound))
    assert peak_to_loudness < 15 + 5
    seconds = np.abs(sound[: sound.size // 48_000 * 48_000].reshape(-1, 48_000)).max(axis=1)
    assert seconds.min() > 10 ** (-40 / 20)


def test_the_filler_may_be_looped() -> None:
    """It ends on the note that it begins with, and all its notes are of the five-tone scale of G."""
    filler = SOUNDS["nhac-cho"]
    tune = [note for note in filler.notes if note.level_db > -8]
    assert tune[0].pitch % 12 == tune[-1].pitch % 12 == 7
    assert {note.pitch % 12 for note in filler.notes} <= {7, 9, 11, 2, 4}
