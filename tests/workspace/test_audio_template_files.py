"""Templates: what stands beside them is named."""

from pathlib import Path

from tests.workspace.small import TEMPLATE, Changes, load_changed


def test_files_beside_templates_and_sounds_are_named(tmp_path: Path) -> None:
    """Nobody waits for a template that is never read; notes to people are left alone."""
    changes: Changes = {
        "audio_templates/ngan.yml": TEMPLATE,
        "audio_templates/nhac.wav": "x",
        "audio_templates/README.md": "x",
        "audio_templates/sounds/nhac-hieu.MID": "x",
    }
    assert [problem.line("en") for problem in load_changed(tmp_path, changes).problems] == [
        "ws/audio_templates/ngan.yml: unread-file: nobody reads this file; was it meant to be 'ngan.yaml'?",
        "ws/audio_templates/nhac.wav: unread-file: nobody reads this file",
        "ws/audio_templates/sounds/nhac-hieu.MID: unread-file: nobody reads this file",
    ]
