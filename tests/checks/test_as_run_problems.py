"""What the office is told of what really aired."""

from dataclasses import replace

import pytest

from ntm_playout.checks.as_run_problems import as_run_problems
from ntm_playout.checks.reconcile import reconcile
from ntm_playout.model.as_run import LogEntry, Outcome, Reason
from ntm_playout.problems import Problem, Severity, Source
from tests import build
from tests.as_run import log_entry, ticked
from tests.build import minutes, moment
from tests.plans import airing, plan, repeat

LOG = Source(path="log.csv", line=7)
SILENT = {"outcome": Outcome.NOT_AIRED}


def problems(*entries: LogEntry) -> tuple[Problem, ...]:
    """Return what is told of an airing on Tuesday at 05:15, whose rows all stand in one line of a log."""
    first = airing()
    planned = plan(first, repeat(first, "2023-04-05T17:15"))
    rows = [replace(one, source=LOG) for one in entries]
    found = reconcile(build.workspace(), [planned], rows, moment("2023-04-12T00:00"))
    return as_run_problems(build.workspace(), found)


@pytest.mark.parametrize(
    ("entry", "severity", "code", "said"),
    [
        (log_entry("2023-04-04T05:40"), Severity.NOTE, "as-run-late", "at 2023-04-04 05:40"),
        (log_entry("2023-04-04T05:00"), Severity.NOTE, "as-run-early", "at 2023-04-04 05:00"),
        (ticked("a1", outcome=Outcome.MADE_GOOD), Severity.NOTE, "as-run-made-good", "at 2023-04-04 17:00"),
        (log_entry(length=minutes(6.5)), Severity.WARNING, "as-run-short", "6.5 of 10 min"),
        (log_entry(reason=Reason.NOTICE, **SILENT), Severity.NOTE, "as-run-gave-way", "gave way to a notice"),
        (
            log_entry(programme="", title="Ca nhạc", length=minutes(10)),
            Severity.WARNING,
            "as-run-substituted",
            "(Ca nhạc)",
        ),
        (
            log_entry(reason=Reason.OTHER, remark="Sét đánh", **SILENT),
            Severity.WARNING,
            "as-run-missed",
            "another (Sét đánh)",
        ),
        (log_entry(**SILENT), Severity.WARNING, "as-run-missed", "not said"),
        (log_entry("2023-04-07T09:00"), Severity.WARNING, "as-run-unmatched", "2023-04-07 09:00"),
    ],
)
def test_each_trouble_is_told_by_the_row_that_shows_it(
    entry: LogEntry, severity: Severity, code: str, said: str
) -> None:
    """With the station's name; in both languages."""
    (problem,) = problems(entry)
    assert (problem.source, problem.severity, problem.code) == (LOG, severity, code)
    assert said in problem.message("en")
    assert "Đài Truyền thanh xã Cốc San" in problem.message("vi")


def test_what_is_heard_twice_is_told_once() -> None:
    """The second row is."""
    assert [one.code for one in problems(log_entry(), log_entry("2023-04-04T05:45"))] == ["as-run-doubled"]


def test_imports_that_contradict_each_other_are_told() -> None:
    """The row that holds no more is, and which one does."""
    found = problems(log_entry(batch=1), log_entry(batch=2, **SILENT))
    assert [one.code for one in found] == ["as-run-disagrees", "as-run-missed"]
    assert "log.csv:7" in found[0].message("en")


def test_what_is_in_order_or_unknown_is_not_told() -> None:
    """An airing on time, one without a record, a relay, and a row that a later import repeats."""
    relay = log_entry("2023-04-04T12:00", programme="", title="Tiếp âm VOV1", length=minutes(15))
    assert problems(log_entry(batch=1), log_entry(batch=2), relay) == ()
