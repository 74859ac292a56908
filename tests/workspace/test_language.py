"""Language: a workspace is answered in its own, even where it has errors."""

from pathlib import Path

import pytest

from ntm_playout.workspace.language import language_in


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("language: vi\n", "vi"),
        ("tiers: 1\nlanguage: en\nname:\n", "en"),
        ("language: fr\n", None),
        ("language: [vi]\n", None),
        ("name: x\n", None),
        ("{", None),
        (None, None),
    ],
)
def test_the_language_is_told_whatever_else_is_wrong(tmp_path: Path, content: str | None, language: str | None) -> None:
    """Only a file that cannot be read, or names no language that we speak, leaves the choice to others."""
    if content is not None:
        (tmp_path / "workspace.yaml").write_text(content)
    assert language_in(tmp_path) == language
