"""Shipped files: where are the templates and worked workspaces that come with the package?"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return the folder `audio_templates` or `schedules`: the wheel's, else the one beside the package."""
    in_wheel = PACKAGE / "_shipped" / name
    return in_wheel if in_wheel.is_dir() else PACKAGE.parent / name
