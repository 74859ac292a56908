"""The command: which verbs are there, and what happens when one cannot go on?"""

import os
import sys
from importlib import import_module

import click

COMMANDS = (
    "check",
    "record",
    "plan",
    "explain",
    "approve",
    "diff",
    "publish",
    "withdraw",
    "roster",
    "bundle",
    "verify",
    "as-run",
    "make-good",
    "report",
    "tables",
    "demo",
)
"""Every verb, in the order of the work; `ntm_playout.cli.<verb>` holds its command of that name, `-` as `_`."""


class Verbs(click.Group):
    """A group that imports a verb's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import one verb; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"ntm_playout.cli.{name}"), name)
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="ntm-playout")
def group() -> None:
    """Plan a province's NTM and OCOP broadcasts, prove the quotas, make what is broadcast.

    Exit codes: 0 fine, 1 an error or a missed quota, 2 a wrong command.

    \b
    Example:
      ntm-playout demo
      ntm-playout check schedules/lao-cai --week 2023-W14
    """


def main() -> None:
    """Run the command line; a verb says why it cannot go on, never with a traceback."""
    if sys.getfilesystemencoding() != "utf-8":
        # Under LC_ALL=C with PYTHONUTF8=0 and the like, Vietnamese names of files would not be text.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "ntm_playout", *sys.argv[1:]])  # noqa: S606 - ourselves
    for stream in (sys.stdout, sys.stderr):
        # LANG=C and old Windows consoles would refuse Vietnamese.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # sys promises less than it gives
    try:
        group(standalone_mode=True)
    except BrokenPipeError:
        # The reader of a pipe has seen enough (`| head`).
        sys.stderr.close()
        sys.exit(0)
