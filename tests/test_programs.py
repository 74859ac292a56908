"""The script that brings other programs names the tests that go without them."""

import re
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "programs.sh"


@pytest.mark.parametrize(
    ("file", "name"), re.findall(r"tests/(\S+)::(\w+)", SCRIPT.read_text(encoding="utf-8")), ids=str
)
def test_the_named_tests_exist(file: str, name: str) -> None:
    """A renamed test would be left out without a word."""
    assert f"def {name}(" in (SCRIPT.parent / file).read_text(encoding="utf-8")
