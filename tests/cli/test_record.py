"""`record`: from a phone into the workspace."""

from pathlib import Path

import pytest

from tests.audio.tones import babble, write_wav
from tests.cli.conftest import Command


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    """Return a recording as a phone names it."""
    return write_wav(tmp_path / "Ghi âm 12.m4a", babble(length_s=20))


def test_a_recording_is_taken_and_undone(run: Command, lao_cai: Path, phone: Path) -> None:
    """What is said names the new file; a warning leaves the exit code at 0."""
    result = run("record", lao_cai, "ntm-a-01", "--language", "hmn-VN", phone)
    assert result.exit_code == 0
    assert "ntm-a-01.hmn-VN.wav" in result.stdout
    assert "20 giây" in result.stdout
    assert "recording-length" in result.stderr
    undone = run("record", lao_cai, "ntm-a-01", "--language", "hmn-VN", "--undo")
    assert (undone.exit_code, "nothing-to-undo" in undone.stderr) == (1, True)


def test_the_length_is_written_on_demand(run: Command, lao_cai: Path, phone: Path) -> None:
    """And only then."""
    before = (lao_cai / "segments.csv").read_bytes()
    words = ("record", lao_cai, "ntm-a-01", "--language", "hmn-VN", phone, "--update-length", "--lang", "en")
    tried = run(*words, "--dry-run")
    assert (tried.exit_code, "nothing was written" in tried.stdout) == (0, True)
    assert (lao_cai / "segments.csv").read_bytes() == before
    assert "The new length is in" in run(*words).stdout
    head, row, rest = before.split(b"\n", 2)
    assert (lao_cai / "segments.csv").read_bytes() == b"\n".join(
        [head + b",language_lengths", row + b",hmn-VN=20", rest]
    )


def test_a_greeting_is_taken(run: Command, lao_cai: Path, phone: Path) -> None:
    """SEGMENT is the station's id."""
    result = run("record", lao_cai, "xa-02683", phone, "--language", "hmn-VN", "--as", "greeting")
    assert result.exit_code == 0
    assert (lao_cai / "greetings" / "xa-02683.greeting.hmn-VN.wav").is_file()


@pytest.mark.parametrize("more", [[], ["--undo", "x.wav"]])
def test_either_a_file_or_undo(more: list[str], run: Command, lao_cai: Path) -> None:
    """Both or neither is a wrong command."""
    assert run("record", lao_cai, "ntm-a-01", "--language", "hmn-VN", *more).exit_code == 2


def test_what_cannot_be_heard_is_an_error(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """The exit code is 1, the reason is said."""
    (tmp_path / "a.mp3").write_text("<html>")
    result = run("record", lao_cai, "ntm-a-01", "--language", "hmn-VN", tmp_path / "a.mp3", "--lang", "en")
    assert (result.exit_code, "it is a web page" in result.stderr) == (1, True)
