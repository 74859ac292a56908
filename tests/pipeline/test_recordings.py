"""Recordings: `check --sounds` finds before the week what would be missed in it."""

from pathlib import Path

import numpy as np

from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.recordings import check_recordings
from ntm_playout.pipeline.work import Work
from tests.audio.tones import babble, silence, write_wav
from tests.audio.zoo import convert
from tests.workspace.small import write_workspace


def test_every_recording_is_decoded(tmp_path: Path, work: Work) -> None:
    """Segments', stations' and templates' alike; each is named with its file."""
    root = write_workspace(
        tmp_path, {"audio_templates/sounds/nhac-cat.mp3": b"<html>", "segments/tin-01.vi-VN.mp3": b""}
    )
    (root / "greetings").mkdir()
    write_wav(root / "greetings" / "xa-02635.greeting.vi-VN.wav", silence(3))
    write_wav(root / "audio_templates" / "sounds" / "nhac-cho.wav", np.tile(babble(length_s=4), 8))
    found = [(Path(p.source.path).name, p.code) for p in check_recordings(load(root)[0], work)]
    assert found == [
        ("nhac-cat.mp3", "recording-broken"),
        ("xa-02635.greeting.vi-VN.wav", "recording-silent"),
        ("tin-01.vi-VN.mp3", "recording-broken"),
        ("tin-02.hmn-VN.wav", "recording-broken"),
    ]


def test_a_recording_of_another_length_than_planned_is_named(tmp_path: Path, work: Work) -> None:
    """Where the length stands: in the row of its segment."""
    root = write_workspace(tmp_path)
    convert(root / "segments" / "tin-02.hmn-VN.wav", samples=np.tile(babble(length_s=4), 21))
    convert(root / "segments" / "tin-01.vi-VN.mp3", samples=np.tile(babble(length_s=4), 30))
    (problem,) = check_recordings(load(root)[0], work)
    assert str(problem.source).endswith("segments.csv:3")
    assert "84 s long, but planned with 90 s" in problem.message("en")


def test_a_workspace_without_recordings_is_quiet(tmp_path: Path, work: Work) -> None:
    """Scripts and melodies need no ear."""
    assert check_recordings(load(write_workspace(tmp_path, {"segments/tin-02.hmn-VN.wav": None}))[0], work) == ()
