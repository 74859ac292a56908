"""Quota tables for people."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from ntm_playout.checks.quotas import QuotaReport, check_quotas
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.time import Period
from ntm_playout.problems import Language
from ntm_playout.reports.quota_tables import quota_table
from ntm_playout.reports.words import LABELS, PERIOD_WORDS, STATUS_WORDS
from tests import build
from tests.conftest import Golden
from tests.plans import monday_plan
from tests.reports.quotas import MIXED, checked, workspace

GOLDEN = Path(__file__).parent / "golden"
GOOD = checked(build.WEEK, communes={"xa-00": 2, "xa-01": 2, "xa-02": 2})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_table_reads_as_it_was_found_good(language: Language, golden: Golden) -> None:
    """Tiers, clauses with their wording and figures, shares, then the stations that are not met or excused."""
    golden(GOLDEN / f"quota-table-{language}.txt", quota_table(MIXED, workspace(), language) + "\n")


def test_several_periods_are_one_row(golden: Golden) -> None:
    """Over several weeks a row counts all of them and shows the lowest share."""
    weeks = (build.WEEK, build.WEEK.plus(1))
    even = checked(*weeks, communes={"xa-00": 2, "xa-01": 2, "xa-02": 2})
    worse = tuple(
        replace(share, met=1) if share.period == "2023-W15" and share.tier == "commune" else share
        for share in even.shares
    )
    golden(GOLDEN / "quota-table-weeks.txt", quota_table(replace(even, shares=worse), workspace(), "vi") + "\n")


@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_table_keeps_to_its_width(width: int) -> None:
    """No line of the table itself is wider than asked for."""
    table = quota_table(GOOD, workspace(), "vi", width=width)
    assert max(len(line) for line in table.partition("TẠM MIỄN HOẶC")[0].splitlines()) <= width


def test_a_table_says_when_all_is_well() -> None:
    """Without a breach the table says so; with one it does not."""
    assert LABELS["vi"]["all-good"] in quota_table(GOOD, workspace(), "vi")
    assert LABELS["vi"]["all-good"] not in quota_table(MIXED, workspace(), "vi")


def test_long_lists_are_cut() -> None:
    """At most twenty stations are named under a heading, the rest are counted."""
    stations = tuple(build.station(f"xa-{n:02}") for n in range(25))
    whole = build.workspace(stations=stations)
    lines = quota_table(check_quotas(whole, [monday_plan(build.WEEK, {})], [build.WEEK]), whole, "vi").splitlines()
    assert [line for line in lines if line.startswith("  xa-19")]
    assert not [line for line in lines if line.startswith("  xa-20")]
    assert "  … (+5)" in lines


def test_no_weeks_are_no_table() -> None:
    """Where nothing is owed the table says so."""
    empty = QuotaReport(weeks=(), results=(), shares=())
    assert quota_table(empty, workspace(), "en").splitlines()[-1] == "No quota counts in these weeks."


def test_an_english_name_of_a_tier_may_lack() -> None:
    """A tier without an English name goes by its Vietnamese one."""
    whole = build.workspace()
    table = quota_table(check_quotas(whole, [], [build.WEEK]), whole, "en")
    assert "CẤP XÃ" in table


def test_both_languages_name_everything() -> None:
    """The tables of words hold the same keys, every status and period, in composed letters; nobody is accused."""
    for tables in (STATUS_WORDS, PERIOD_WORDS, LABELS):
        assert tables["vi"].keys() == tables["en"].keys()
    assert STATUS_WORDS["vi"].keys() == set(QuotaStatus)
    assert PERIOD_WORDS["vi"].keys() == set(Period)
    said = " ".join(text for tables in (STATUS_WORDS, PERIOD_WORDS, LABELS) for text in tables["vi"].values())
    assert unicodedata.is_normalized("NFC", said)
    assert "vi phạm" not in said.lower()
