"""The command line: parse, call, print, exit code; one file a command."""

from ntm_playout.cli.main import main

__all__ = ["main"]
