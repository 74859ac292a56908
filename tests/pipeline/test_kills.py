"""Kills: a publication may end at any moment."""

import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be forked")
def test_whatever_is_killed_what_is_published_is_whole() -> None:
    """Fifty times; a thousand by hand."""
    command = [sys.executable, "-m", "tests.pipeline.kills", "50"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "all whole, nothing lost" in run.stdout
