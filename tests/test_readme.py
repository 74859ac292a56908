"""The README and the docs do what they say."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from ntm_playout.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_library_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """It prints the week of one station: two first runs and their repeats at least."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the example is ours
    lines = printed.getvalue().splitlines()
    assert len(lines) >= 4
    assert all(re.match(r"\w{3} \d\d/\d\d \d\d:\d\d \S+ (first|repeat) \S", line) for line in lines)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_the_examples_of_the_docs_hold(page: Path) -> None:
    """Each runs by itself, and what it asserts is so."""
    for example in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(example, page.name, "exec"), {})  # noqa: S102 - the example is ours


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_links_lead_somewhere(link: str) -> None:
    """A page that was moved would leave a reader alone."""
    assert (ROOT / link).is_file()


def test_the_commands_are_make_targets_and_verbs() -> None:
    """Nobody copies a command that is not there."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert f"\n{target}:" in makefile
    assert set(re.findall(r"^ntm-playout ([\w-]+)", README, re.MULTILINE)) <= set(COMMANDS)
