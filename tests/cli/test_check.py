"""`check`: problems and quotas, as a table, JSON and CSV."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

WEEK = "2023-W14"


def test_a_sound_workspace_is_said_to_be_sound(run: Command, lao_cai: Path) -> None:
    """Warnings are printed, the exit code is 0."""
    result = run("check", lao_cai)
    assert result.exit_code == 0
    assert "162 đơn vị" in result.stdout
    assert "missing-recording" in result.stderr


def test_the_language_can_be_chosen(run: Command, lao_cai: Path) -> None:
    """The workspace speaks Vietnamese, the option English."""
    assert "162 stations" in run("check", lao_cai, "--lang", "en").stdout


def test_every_quota_of_a_week_is_proved(run: Command, lao_cai: Path) -> None:
    """Without a stored plan the week is planned in memory, and nothing is written."""
    result = run("check", lao_cai, "--week", WEEK)
    assert result.exit_code == 0
    assert "151/151" in result.stdout
    assert "9/9" in result.stdout
    assert not (lao_cai / "plans").exists()


def test_the_json_has_the_agreed_form(run: Command, lao_cai: Path) -> None:
    """Every station owes what its tier owes: 2 + 18 + 152 results; the results of targets are of no station."""
    result = run("check", lao_cai, "--week", WEEK, "--format", "json")
    found = json.loads(result.stdout)
    assert found.keys() == {"weeks", "results", "shares", "problems"}
    assert found["weeks"] == [WEEK]
    quotas = [one for one in found["results"] if one["station"]]
    assert len(quotas) == 172
    assert {one["status"] for one in quotas} <= {"met", "shortfall", "exempt"}
    assert [one["quota"] for one in found["results"] if not one["station"]].count("LC-W2") == 1
    met = [one for one in found["results"] if one["quota"] == "LC-B5" and one["status"] == "met"]
    assert len(met) >= 0.95 * 151
    assert set(found["results"][0]) == {
        *("station", "outlet", "quota", "clause", "clause_text", "period"),
        *("counted", "floor", "target", "ceiling", "status"),
    }
    assert {share["quota"]: (share["met"], share["active"], share["total"]) for share in found["shares"]}["LC-B5"] == (
        151,
        151,
        152,
    )
    assert set(found["problems"][0]) == {"path", "line", "severity", "code", "message"}


def test_the_csv_opens_as_a_table(run: Command, lao_cai: Path) -> None:
    """One row a station and clause."""
    result = run("check", lao_cai, "--week", WEEK, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout.lstrip("\ufeff"))))
    quotas = [row for row in rows if row["station"]]
    assert len(quotas) == 172
    assert {row["quota"] for row in quotas} == {f"LC-B{n}" for n in range(1, 6)}
    assert {row["quota"] for row in rows if not row["station"]} >= {"LC-N1", "LC-L1", "LC-W2"}


def test_without_weeks_every_form_is_whole(run: Command, lao_cai: Path) -> None:
    """A program that reads CSV or JSON gets just that, and no sentence."""
    table = run("check", lao_cai, "--format", "csv").stdout
    assert len(table.splitlines()) == 1
    assert table.startswith("\ufeffstation,")
    assert json.loads(run("check", lao_cai, "--format", "json").stdout)["weeks"] == []


def test_several_weeks_are_checked_together(run: Command, lao_cai: Path) -> None:
    """Each has its own results."""
    found = json.loads(run("check", lao_cai, "--week", "2023-W14..2023-W15", "--format", "json").stdout)
    assert len([one for one in found["results"] if one["station"]]) == 344


def test_a_breach_ends_with_1_and_names_station_clause_and_reason(run: Command, lao_cai: Path) -> None:
    """A station closed for the week cannot meet its floor; the others are planned all the same."""
    calendar = lao_cai / "calendar.yaml"
    text = calendar.read_text(encoding="utf-8")
    closed = (
        "  - {stations: {id: [xa-02683]}, from: 2023-04-03, to: 2023-04-09, windows: none, reason: Sửa nhà văn hóa}\n"
    )
    calendar.write_text(text.replace("changes:\n", f"changes:\n{closed}"), encoding="utf-8")
    assert calendar.read_text(encoding="utf-8") != text
    result = run("check", lao_cai, "--week", WEEK)
    assert result.exit_code == 1
    assert "150/151" in result.stdout
    assert "II.2-5" in result.stderr
    assert "vi phạm" not in (result.stdout + result.stderr).lower()


def test_errors_of_the_files_end_with_1_in_every_form(run: Command, lao_cai: Path) -> None:
    """The problem is printed with its file and line, and stands in the JSON; there is no traceback."""
    stations = lao_cai / "stations.csv"
    lines = stations.read_text(encoding="utf-8-sig").splitlines()
    lines[4] = lines[4].replace("tinh-10", "tinh-11")
    stations.write_text("\n".join(lines), encoding="utf-8")
    for words in ((), ("--week", WEEK)):
        result = run("check", lao_cai, *words)
        assert result.exit_code == 1
        assert "stations.csv:5: " in result.stderr
        assert "tinh-11" in result.stderr
    found = json.loads(run("check", lao_cai, "--format", "json").stdout)
    errors = [problem for problem in found["problems"] if problem["severity"] == "error"]
    assert [problem["line"] for problem in errors] == [5]
    assert found["results"] == []


@pytest.mark.parametrize("week", ["2023", "W14", "2023-W60", "2023-W15..2023-W14"])
def test_a_wrong_week_is_a_usage_error(run: Command, week: str) -> None:
    """The exit code is 2 and the wrong text is named."""
    result = run("check", "schedules/lao-cai", "--week", week)
    assert result.exit_code == 2
    assert week in result.stderr or "week" in result.stderr


def test_a_folder_that_is_not_there_is_a_problem(run: Command, tmp_path: Path) -> None:
    """The path is named as it was typed."""
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "no-workspace" in result.stderr


def test_recordings_are_decoded_on_demand(run: Command, lao_cai: Path) -> None:
    """A broken recording is an error before its week comes; without --sounds nobody listens."""
    (lao_cai / "segments" / "ntm-a-01.hmn-VN.mp3").write_text("<html>404</html>")
    assert run("check", lao_cai).exit_code == 0
    result = run("check", lao_cai, "--sounds", "--lang", "en")
    assert result.exit_code == 1
    assert "it is a web page" in result.stderr
    assert "No errors" not in result.stdout
    found = json.loads(run("check", lao_cai, "--sounds", "--format", "json").stdout)
    assert [one["path"] for one in found["problems"] if one["code"] == "recording-broken"] == [
        (lao_cai / "segments" / "ntm-a-01.hmn-VN.mp3").as_posix()
    ]


def test_content_is_shown_on_demand(run: Command, lao_cai: Path) -> None:
    """Topics, languages and makers stand beside the quotas, in every form; without a week there is none."""
    words = ("check", lao_cai, "--week", WEEK, "--content")
    shown = run(*words)
    assert "tiếng Mông" in shown.stdout
    assert "language-short" in shown.stderr
    found = json.loads(run(*words, "--format", "json").stdout)
    topics = [one for one in found["content"] if one["part"] == "topic"]
    assert len(topics) == 12
    assert abs(sum(one["percent"] for one in topics) - 100) <= 6
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout.lstrip("\ufeff"))))
    assert [row["name"] for row in rows if row["part"] == "topic"] == [one["name"] for one in topics]
    assert run("check", lao_cai, "--content").exit_code == 2
