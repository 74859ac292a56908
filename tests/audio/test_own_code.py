"""Own code: is every rule that a stored sound follows from in its key?"""

import ast
from pathlib import Path

import pytest

from ntm_playout.audio import element_store, own_code, speech
from ntm_playout.audio.own_code import code_digest

AUDIO = Path(own_code.__file__).parent
KEYLESS = {"own_code", "origins"}
"""What makes keys and names makes no sound."""
SHARED = {"ffmpeg", "ffmpeg_log", "samples"}
"""What voices follow from, and elements of every kind."""


def imported(module: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((AUDIO / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "ntm_playout.audio":
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("ntm_playout.audio."):
            names.add(str(node.module).removeprefix("ntm_playout.audio."))
    return names


def needed(module: str) -> set[str]:
    """Return a module and all that it imports, directly or not."""
    found, left = {module}, [module]
    while left:
        new = imported(left.pop()) - found
        found |= new
        left += new
    return found - KEYLESS


def test_a_voices_key_names_all_modules_that_it_follows_from() -> None:
    """A rule in a module that nobody listed could be mended without being heard."""
    assert set(speech.SOURCES) == needed("speech")


def test_an_elements_key_names_all_modules_that_it_follows_from() -> None:
    """All but those of voices and melodies, which are in the keys of these sounds alone."""
    elsewhere = (needed("speech") | needed("melodies")) - SHARED
    assert set(element_store.SOURCES) == needed("element_store") - elsewhere


def test_the_digest_follows_names_and_their_order() -> None:
    """The same modules give the same digest, others another."""
    assert code_digest("frames", "samples") == code_digest("frames", "samples")
    assert len({code_digest("frames"), code_digest("samples"), code_digest("frames", "samples")}) == 3


def test_a_module_that_is_not_there_is_no_rule() -> None:
    """A wrong name in a list of modules is noticed at once."""
    with pytest.raises(FileNotFoundError):
        code_digest("no_such_module")
