"""What all commands share."""

import errno
import io
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from ntm_playout.cli.bars import working
from ntm_playout.cli.console import Verb, language_of, size_text
from ntm_playout.cli.sentences import SENTENCES, STEPS, say, step_title
from ntm_playout.problems import Language
from tests.cli.conftest import Command
from tests.test_problems import blanks

if TYPE_CHECKING:
    from concurrent.futures import Future


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_decides_where_nothing_else_does(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option goes before it."""
    for name in ("LANG", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of(None) == language
    assert language_of("vi") == "vi"


@pytest.mark.parametrize("sentence", sorted(SENTENCES))
def test_sentences_have_the_same_blanks_in_both_languages(sentence: str) -> None:
    """Vietnamese and English say the same facts."""
    assert blanks(SENTENCES[sentence]["vi"]) == blanks(SENTENCES[sentence]["en"])


def test_steps_are_titled_in_both_languages() -> None:
    """The bar of a long step."""
    assert {step_title(step, "vi") for step in STEPS}.isdisjoint({step_title(step, "en") for step in STEPS})
    assert say("dry-run", "en").endswith("written.")


@pytest.mark.parametrize(
    ("size", "language", "text"),
    [
        (1_850_000_000, "vi", "1,9 GB"),
        (1_850_000_000, "en", "1.9 GB"),
        (45_400_000, "vi", "45 MB"),
        (0, "en", "0 MB"),
    ],
)
def test_sizes_are_short(size: int, language: Language, text: str) -> None:
    """A planner reads GB and MB, with the decimal sign of their language."""
    assert size_text(size, language) == text


def command(*words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ntm_playout", *words], capture_output=True, check=False, env={"PATH": "", **variables}
    )


def test_vietnamese_prints_under_a_plain_locale(tmp_path: Path) -> None:
    """LANG=C must not end in a traceback, nor in question marks."""
    run = command("check", str(tmp_path / "không có"), "--lang", "vi", LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert run.returncode == 1
    assert "không có" in run.stderr.decode()


def test_what_cannot_go_on_is_one_line(tmp_path: Path) -> None:
    """A file in the way of the folder to write into."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    run = command("roster", "schedules/lao-cai", "--week", "2023-W14", "--out", str(tmp_path / "taken" / "r"))
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    assert "taken" in run.stderr.decode()


class Terminal(io.StringIO):
    """A standard error that a person looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(("stream", "is_shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_bars_show_on_a_terminal_only(stream: io.StringIO, is_shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe stays quiet; the steps are done all the same."""
    monkeypatch.setattr(sys, "stderr", stream)
    with working("en") as work:
        assert list(work.progress.track([1, 2], title="bundles", total=2)) == [1, 2]
    assert ("Writing bundles" in stream.getvalue()) is is_shown
    assert ("2/2" in stream.getvalue()) is is_shown


@pytest.mark.parametrize("words", [("check",), ("plan", "--week", "2023-W14"), ("tables", "--to", "xlsx")])
def test_a_workspace_with_errors_is_still_answered_in_its_language(
    run: Command, lao_cai: Path, words: tuple[str, ...]
) -> None:
    """Whoever mends it reads Vietnamese; the option goes before that."""
    (lao_cai / "stations.csv").write_bytes("id;name\nxa-1;Mường Hum\n".encode("utf-16"))
    assert "hãy lưu lại dưới dạng UTF-8" in run(*words, lao_cai).stderr
    assert "save it again as UTF-8" in run(*words, lao_cai, "--lang", "en").stderr


@pytest.mark.parametrize("words", [("roster",), ("plan",)])
def test_what_cannot_be_written_is_said_in_the_workspaces_language(
    run: Command, lao_cai: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """One line that names the place and the reason, and the exit code is 1."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    result = run(*words, lao_cai, "--week", "2023-W14", "--out", tmp_path / "taken" / "r")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "taken" in line
    assert "đã có một tệp mang tên của thư mục cần dùng" in line


def test_files_with_vietnamese_names_are_verified_under_a_plain_locale(tmp_path: Path) -> None:
    """Their names are text to every program that we call, and print as they were typed."""
    bundle = tmp_path / "gói"
    bundle.mkdir()
    (bundle / "manifest.json").write_text("{", encoding="utf-8")
    run = command("verify", str(bundle), "--lang", "vi", LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert run.returncode == 1
    assert f"{bundle}/manifest.json" in run.stderr.decode()


def test_ctrl_c_ends_at_once_and_says_so(lao_cai: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has not begun never begins; the exit code is that of Ctrl-C."""
    monkeypatch.setenv("LC_ALL", "C")
    begun: list[Future[None]] = []

    @click.command(cls=Verb)
    @click.option("--lang")
    def endless(lang: Language | None) -> None:
        with working(lang or "vi") as work:
            begun.extend(work.executor.submit(time.sleep, 0.05) for _ in range(1000))
            raise KeyboardInterrupt

    for words, text in ((["--lang", "vi"], "Đã dừng"), (["--lang", "en"], "Stopped")):
        result = CliRunner().invoke(endless, words)
        assert (result.exit_code, text in result.stderr) == (130, True)
    assert "Đã dừng" in CliRunner().invoke(endless, obj=lao_cai).stderr, "the demo knows its workspace"
    assert sum(one.cancelled() for one in begun) > 2700


def test_what_the_system_refuses_is_a_line_with_its_place() -> None:
    """Wherever it was refused, and in the user's language."""

    @click.command(cls=Verb)
    @click.option("--lang")
    def write(lang: Language | None) -> None:  # noqa: ARG001 - Verb reads it
        raise PermissionError(errno.EACCES, "Permission denied", "out/r.ics")

    result = CliRunner().invoke(write, ["--lang", "en"])
    assert result.exit_code == 1
    assert result.stderr.startswith("out/r.ics: system-failed: ")
    assert CliRunner().invoke(write, ["--lang", "vi"]).stderr != result.stderr
