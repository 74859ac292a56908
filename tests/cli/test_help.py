"""Help: every command has an example, is in the docs, and answers at once."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ntm_playout.cli.main import COMMANDS, group
from tests.conftest import Golden

PAGE = Path(__file__).parent.parent.parent / "docs" / "cli.md"

HEAVY = (
    *("numpy", "pydantic", "ruamel", "openpyxl", "icalendar", "pydub", "ffmpeg", "rich", "jinja2", "holidays"),
    *("sqlalchemy", "docx"),
)

INTRODUCTION = """# Command line

Made from the commands' own help by `pytest tests/cli/test_help.py --update-golden`.

Exit codes: 0 fine, 1 an error or a missed quota (files are written all the same), 2 a wrong command.
Problems are printed on standard error, a line each: `path:line: code: text`.
"""


def all_commands() -> Iterator[str]:
    """Yield every command, those of a group after it."""
    with click.Context(group) as context:
        for name in COMMANDS:
            yield name
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                yield from (f"{name} {one}" for one in command.list_commands(context))


ALL_COMMANDS = tuple(all_commands())


def help_of(*words: str) -> str:
    result = CliRunner().invoke(group, [*words, "--help"], prog_name="ntm-playout", terminal_width=100)
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_every_command_has_an_example(command: str) -> None:
    """The example is a line that can be copied."""
    assert f"  ntm-playout {command}" in help_of(*command.split()).partition("Example:")[2]


def test_the_page_of_commands_is_true(golden: Golden) -> None:
    """docs/cli.md is what the commands say of themselves."""
    parts = [f"## {command}\n```\n{help_of(*command.split())}```\n" for command in ALL_COMMANDS]
    golden(PAGE, "\n".join([INTRODUCTION, *parts]))


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_help_imports_nothing_heavy(command: str) -> None:
    """What makes help slow is imports; this test needs no clock."""
    code = (
        "import sys\nfrom ntm_playout.cli.main import group\n"
        f"group({[*command.split(), '--help']!r}, standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert run.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_is_a_usage_error() -> None:
    """The exit code is 2."""
    result = CliRunner().invoke(group, ["pla"])
    assert result.exit_code == 2
    assert "No such command" in result.output
