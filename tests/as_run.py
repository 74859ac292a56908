"""Builders of log rows, of which a test changes only what it is about."""

from dataclasses import replace
from typing import Any

from ntm_playout.model.as_run import LogEntry, Outcome
from tests.build import moment


def log_entry(start: str = "2023-04-04T05:15", /, **changes: Any) -> LogEntry:
    """Return a row that says that the default station aired its NTM programme."""
    plain = LogEntry(
        station="xa-02635",
        day=moment(start).date(),
        start=moment(start),
        outcome=Outcome.AIRED,
        programme="xa-ntm",
    )
    return replace(plain, **changes)


def ticked(airing: str, day: str = "2023-04-04", /, **changes: Any) -> LogEntry:
    """Return a row of a tick sheet: it names the airing and says no time."""
    return log_entry(f"{day}T00:00", **({"airing": airing, "start": None} | changes))
