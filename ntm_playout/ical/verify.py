"""Verify: is a roster fit to publish, and do two independent readers read the same?"""

from ntm_playout.ical.lint import lint
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.read import read_roster
from ntm_playout.problems import Problem, Source, error


def verify_roster(content: bytes, source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with a calendar file; nothing if every reader takes it alike."""
    problems = lint(content, source)
    if problems:
        return problems
    try:
        same = read_roster(content) == read_plainly(content)
    except (ValueError, KeyError) as fault:
        return (error(source, "ics-syntax", text=str(fault)),)
    return () if same else (error(source, "ics-readers-differ"),)
