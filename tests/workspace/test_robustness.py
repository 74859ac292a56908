"""Robustness: whatever a planner leaves in a file, loading ends with problems, never with a traceback."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.workspace.load import load_workspace
from tests.workspace.small import FILES, write_workspace

SCRAPS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            "{",
            "}",
            "[",
            "]",
            ": ",
            "- ",
            "\n",
            "\n  ",
            ",",
            ";",
            '"',
            "'",
            "&a ",
            "*a",
            "<<: ",
            "~",
            "0",
            "-1",
            "é\u0301",
        ]
    ),
)


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(sorted(FILES)), start=st.floats(0, 1), length=st.integers(0, 30), scrap=SCRAPS)
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, name: str, start: float, length: int, scrap: str
) -> None:
    """With any piece of any file replaced, every problem can be said, and only errors leave no workspace."""
    text = FILES[name]
    cut = int(start * len(text))
    damaged = text[:cut] + scrap + text[cut + length :]
    root = write_workspace(tmp_path_factory.mktemp("damaged"), {name: damaged.encode("utf-8", errors="surrogatepass")})
    loaded = load_workspace(root, shown_as="ws")
    assert all(problem.line("vi") and problem.line("en") for problem in loaded.problems)
    has_errors = any(problem.severity == "error" for problem in loaded.problems)
    assert (loaded.workspace is None) == has_errors
