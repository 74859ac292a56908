"""Voices and words: who speaks in a workspace, and how are its own words said?"""

from pathlib import Path

import pytest

from ntm_playout.model.audio_templates import VoiceCommand
from tests.workspace.small import Changes, edited, load_changed, places_and_codes


def with_voice(voice: str) -> Changes:
    """Return workspace.yaml with another voice, on its last line."""
    return edited("workspace.yaml", ("voices: {vi-VN: vi}", f"voices: {{vi-VN: {voice}}}"))


def test_a_voice_is_a_name_or_a_program(tmp_path: Path) -> None:
    """Words of a program are texts, whatever they look like."""
    loaded = load_changed(tmp_path, with_voice("{command: [piper, --speed, 1.5]}"))
    assert loaded.workspace is not None
    assert loaded.workspace.settings.voices == {"vi-VN": VoiceCommand(words=("piper", "--speed", "1.5"))}


@pytest.mark.parametrize(
    ("voice", "code"),
    [
        ("{comand: [piper]}", "unknown-key"),
        ("{command: piper}", "not-a-list"),
        ("{command: []}", "missing-value"),
        ("{}", "not-a-list"),
        ("{command: [[piper]]}", "not-a-text"),
        ("[piper]", "not-a-text"),
        ("''", "missing-value"),
    ],
)
def test_what_is_no_voice_is_named_with_its_line(voice: str, code: str, tmp_path: Path) -> None:
    """At the language that it was meant for."""
    assert places_and_codes(load_changed(tmp_path, with_voice(voice))) == [f"ws/workspace.yaml:15: {code}"]


def test_machines_may_be_kept_off_the_air(tmp_path: Path) -> None:
    """Without voices a script is no sound, so its recording is missing."""
    silent = edited("workspace.yaml", ("voices: {vi-VN: vi}", "voices: {vi-VN: vi}\nsynthetic_speech: false"))
    loaded = load_changed(tmp_path, silent)
    assert loaded.workspace is not None
    assert loaded.workspace.settings.voices == {}
    assert places_and_codes(loaded) == ["ws/segments.csv:2: missing-recording", "ws/segments.csv:3: missing-recording"]


def test_own_words_are_read_and_planning_depends_on_them(tmp_path: Path) -> None:
    """Another spoken form makes other sounds of the same plan."""
    before = load_changed(tmp_path).workspace
    after = load_changed(tmp_path, {"lexicon.csv": "written,spoken\nSi Ma Cai,xi ma cai\n3/2,ba tháng hai\n"}).workspace
    assert before is not None
    assert after is not None
    assert after.lexicon == (("Si Ma Cai", "xi ma cai"), ("3/2", "ba tháng hai"))
    assert after.inputs_digest != before.inputs_digest


def test_a_word_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    """Nobody could tell which of its forms is said."""
    loaded = load_changed(tmp_path, {"lexicon.csv": "written,spoken\nNTM,nông thôn mới\nNTM,nờ tê mờ\n,x\n"})
    assert places_and_codes(loaded) == ["ws/lexicon.csv:3: duplicate-id", "ws/lexicon.csv:4: missing-value"]
