"""What all tests share: golden files, properties without a deadline, and a look at every calendar that is made."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.calendars_below import calendar_faults

# A property is true or not; how fast a busy machine finds out is no part of it.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes golden files anew instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that holds a text equal to a golden file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def fit_calendars(request: pytest.FixtureRequest) -> Iterator[None]:
    """Lint every calendar that a test leaves in its folder, and each revision against the one before.

    Tests that leave broken ones, or files that other programs keep, are marked `spoils_calendars`.
    """
    folder: Path | None = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder and request.node.get_closest_marker("spoils_calendars") is None:
        assert [fault.line("en") for fault in calendar_faults(folder)] == []
