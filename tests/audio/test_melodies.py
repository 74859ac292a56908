"""Melodies: do notes become music of the written length, pitch and level?"""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.audio.melodies import render, renderer_version
from ntm_playout.model.audio_templates import Melody, Note

RATE_HZ = 48_000


def _melody(*notes: Note, length_s: float = 2.0, beats_per_minute: float = 60) -> Melody:
    length = timedelta(seconds=length_s)
    return Melody(name="thu", beats_per_minute=beats_per_minute, length=length, notes=notes)


NOTES = st.builds(
    Note,
    pitch=st.integers(min_value=36, max_value=96),
    start=st.floats(min_value=0, max_value=12),
    length=st.floats(min_value=0, max_value=6),
    level_db=st.floats(min_value=-40, max_value=0),
)


@given(st.lists(NOTES, max_size=6), st.integers(min_value=1, max_value=3000))
@settings(max_examples=30)
def test_a_melody_has_its_written_length_and_no_peak(notes: list[Note], length_ms: int) -> None:
    """Whatever the notes, the sound is exactly as long as written, peaks at -4 dBFS and is finite."""
    sound = render(_melody(*notes, length_s=length_ms / 1000))
    assert sound.dtype == np.float32
    assert sound.size == length_ms * 48
    assert np.isfinite(sound).all()
    assert np.abs(sound).max(initial=0.0) <= 10 ** (-4 / 20) + 1e-6


@pytest.mark.parametrize(("pitch", "hz"), [(57, 220.0), (69, 440.0), (74, 587.33), (81, 880.0)])
def test_a_note_has_the_pitch_of_its_number(pitch: int, hz: float) -> None:
    """Note 69 is 440 Hz, twelve to the octave; the lowest strong partial lies there within five cents."""
    sound = render(_melody(Note(pitch=pitch, start=0, length=4), length_s=4))
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size)))
    low = slice(round(hz * 0.8 * 4), round(hz * 1.2 * 4))
    found_hz = (np.argmax(spectrum[low]) + low.start) / 4
    assert abs(1200 * np.log2(found_hz / hz)) < 5


def test_a_note_begins_when_it_is_written() -> None:
    """Beats are of the written tempo: beat 1 at 120 a minute is at half a second."""
    sound = render(_melody(Note(pitch=69, start=1, length=2), beats_per_minute=120))
    first = int(np.flatnonzero(np.abs(sound) > 1e-3)[0])
    assert first == pytest.approx(RATE_HZ / 2, abs=RATE_HZ * 0.01)


def test_a_quieter_note_is_quieter() -> None:
    """Written levels are heard, though what rings on is evened."""
    notes = (Note(pitch=69, start=0, length=0.5), Note(pitch=69, start=2, length=0.5, level_db=-12))
    sound = np.abs(render(_melody(*notes, length_s=4)))
    assert 3 < 20 * np.log10(sound[:RATE_HZ].max() / sound[2 * RATE_HZ : 3 * RATE_HZ].max()) < 12


def test_the_ends_are_soft() -> None:
    """A melody begins and ends at nothing, even in the midst of a note."""
    sound = render(_melody(Note(pitch=57, start=0, length=60), length_s=1))
    assert abs(sound[0]) < 1e-6
    assert np.abs(sound[-48:]).max() < 0.01


def test_a_note_after_the_end_is_not_heard() -> None:
    """Notes that begin after the melody's length change nothing; without notes there is silence."""
    assert not render(_melody(Note(pitch=69, start=5, length=1))).any()
    assert not render(_melody()).any()


def test_the_same_notes_give_the_same_bytes() -> None:
    """There is no chance in a melody."""
    melody = _melody(Note(pitch=62, start=0, length=2), Note(pitch=69, start=0.5, length=1, level_db=-3))
    assert render(melody).tobytes() == render(melody).tobytes()


def test_the_version_names_the_instrument() -> None:
    """Stored sounds are found again only while the instrument is the same."""
    assert renderer_version() == renderer_version()
    assert renderer_version().startswith("strings ")
