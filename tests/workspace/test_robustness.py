"""Robustness: whatever a planner leaves in a file, loading ends with problems, never with a traceback."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.problems import has_errors
from ntm_playout.workspace.load import load_workspace
from tests.workspace.small import FILES, write_workspace

SCRAPS = st.one_of(
    st.text(max_size=6),
    st.sampled_from([*"{}[],;~0\n'\"", ": ", "- ", "\n  ", "&a ", "*a", "<<: ", "-1", "é\u0301"]),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small workspace, of which one file at a time is damaged and mended again."""
    return write_workspace(tmp_path_factory.mktemp("whole"))


@settings(max_examples=100)
@given(name=st.sampled_from(sorted(FILES)), start=st.floats(0, 1), length=st.integers(0, 30), scrap=SCRAPS)
def test_a_damaged_file_never_ends_in_a_traceback(
    whole: Path, name: str, start: float, length: int, scrap: str
) -> None:
    """With any piece of any file replaced, every problem can be said, and only errors leave no workspace."""
    text = FILES[name]
    cut = int(start * len(text))
    damaged = text[:cut] + scrap + text[cut + length :]
    (whole / name).write_bytes(damaged.encode("utf-8", errors="surrogatepass"))
    loaded = load_workspace(whole, shown_as="ws")
    (whole / name).write_text(text, encoding="utf-8")
    assert all(problem.line("vi") and problem.line("en") for problem in loaded.problems)
    assert (loaded.workspace is None) == has_errors(loaded.problems)
