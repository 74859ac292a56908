"""The page and the script that play the week by themselves: what they are told, and what the page decides."""

import json
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ntm_playout.model.stations import Delivery, Outlet
from ntm_playout.reports.bundle_contents import BundleContents
from ntm_playout.reports.bundle_pages import player_html, player_script
from ntm_playout.reports.page_templates import TEMPLATES
from ntm_playout.reports.player_week import days_since_epoch, offset_s, player_week
from tests import build, plans
from tests.reports.bundles import airing, bundle_contents, plan

NODE = shutil.which("node")
LOGIC = TEMPLATES / "player_logic.js"
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")


def two_outlets() -> BundleContents:
    """Return a station that airs on television and radio at once."""
    tv = airing("2023-04-04T19:00", outlet=Outlet.TV)
    radio = airing("2023-04-04T19:00", id="radio", outlet=Outlet.RADIO)
    return bundle_contents((tv, radio), plan=plan(tv, radio))


def told(html: str) -> dict[str, Any]:
    """Return what the page's script reads."""
    (found,) = re.findall(r'<script type="application/json" id="week">(.*?)</script>', html, flags=re.DOTALL)
    week: dict[str, Any] = json.loads(found)
    return week


def test_the_page_is_told_the_week() -> None:
    """Every airing that has a sound is there, a repeat with its first run's file, in the time of clocks in Việt Nam."""
    week = told(player_html(bundle_contents()))
    assert (week["station"], week["week"]) == ("xa-02635", "2023-W14")
    assert (week["first_day"], week["last_day"]) == ("2023-04-03", "2023-04-09")
    assert len(week["days"]) == 7
    assert week["days"]["2023-04-09"] == "Chủ nhật 09/04"
    assert [(one["start"], one["file"][:2], one["length_s"]) for one in week["airings"]] == [
        ("2023-04-04T05:15:00", "01", 600),
        ("2023-04-05T17:15:00", "01", 600),
        ("2023-04-07T17:15:00", "02", 600),
        ("2023-04-09T05:15:00", "02", 600),
    ]
    assert {one["title"] for one in week["airings"]} == {"Nông thôn mới"}


def test_an_airing_without_a_sound_is_not_played() -> None:
    """What has no file cannot be played, by hand or otherwise."""
    bundle = bundle_contents(files={})
    assert player_week(bundle).airings == ()
    assert "Tuần này không có lượt phát." in player_html(bundle)


def test_the_page_needs_nothing_from_outside() -> None:
    """No address stands in it; the sounds are files beside it; what planners typed cannot end its script."""
    nasty = "</script><script>alert(1)</script>"
    bundle = bundle_contents(
        workspace=build.workspace(programmes=(build.programme(name=nasty),)),
        plan=plans.plan(*bundle_contents().plan.airings),
    )
    html = player_html(bundle)
    assert "://" not in html
    assert "alert(1)</script>" not in html
    assert told(html)["airings"][0]["title"] == nasty


def test_a_station_of_two_outlets_plays_one_of_them() -> None:
    """One sound card plays one outlet; the page asks which, where there are two."""
    assert 'id="outlet"' in player_html(two_outlets())
    assert 'id="outlet"' not in player_html(bundle_contents())
    assert player_week(two_outlets()).outlets == {"radio": "phát thanh", "tv": "truyền hình"}


def test_the_script_is_told_the_same_week() -> None:
    """The instants are those of the plan, and a day's number leads back to its date."""
    bundle = bundle_contents(delivery=Delivery.PLAYOUT)
    script = player_script(bundle)
    epochs = [int(found) for found in re.findall(r"start=(\d+)\.", script)]
    assert epochs == [round(one.start.timestamp()) for one in bundle.plan.airings_by_station["xa-02635"]]
    days = days_since_epoch(player_week(bundle))
    assert [days[(epoch + offset_s()) // 86400] for epoch in epochs] == [
        "2023-04-04",
        "2023-04-05",
        "2023-04-07",
        "2023-04-09",
    ]
    assert timedelta(seconds=offset_s()) == timedelta(hours=7)


def test_texts_of_the_script_stay_texts() -> None:
    """A name with quotes, or with what begins an expression, is written so that it stays a name."""
    first = airing("2023-04-04T05:15")
    bundle = bundle_contents((first,), plan=plan(first), files={first.id: 'a"#{exit(1)}\\.wav'})
    assert r'file="a\"\#{exit(1)}\\.wav"' in player_script(bundle)


def node(expression: str) -> Any:
    """Evaluate an expression of the page's logic, `L`, with the week of `bundle_contents`, `week`."""
    week = player_week(bundle_contents()).to_json()
    script = f"const L = require({str(LOGIC)!r}); const week = {week}; console.log(JSON.stringify({expression}));"
    done = subprocess.run([str(NODE), "-e", script], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def begins(time: str, handled: str = "{}") -> Any:
    """Return when the airing starts that the page begins at `time`, and at which second of it; None for nothing."""
    found = node(f"L.toBegin(week.airings, L.wallTime('{time}'), {handled})")
    return (found["airing"]["start"], found["at_s"]) if found else None


@needs_node
@pytest.mark.parametrize(
    ("time", "begun"),
    [
        ("2023-04-04T05:14:59", None),
        ("2023-04-04T05:15:00", ("2023-04-04T05:15:00", 0)),
        ("2023-04-04T05:15:01", ("2023-04-04T05:15:00", 0)),
        ("2023-04-04T05:17:30", ("2023-04-04T05:15:00", 150)),
        ("2023-04-04T05:24:58", ("2023-04-04T05:15:00", 598)),
        ("2023-04-04T05:25:00", None),
        ("2023-04-05T17:15:00", ("2023-04-05T17:15:00", 0)),
    ],
)
def test_a_programme_begins_at_its_time_and_late_ones_are_joined(time: str, begun: object) -> None:
    """Who opens the page in the middle of a programme hears the rest of it, so that it ends on time."""
    assert begins(time) == begun


@needs_node
def test_what_was_begun_is_not_begun_again() -> None:
    """A programme that somebody stopped stays stopped."""
    assert begins("2023-04-04T05:17:30", f"{{'{airing('2023-04-04T05:15').id}': true}}") is None


@needs_node
@pytest.mark.parametrize(
    ("time", "place"),
    [
        ("2023-04-02T23:59:59", "before"),
        ("2023-04-03T00:00", "inside"),
        ("2023-04-09T23:59:59", "inside"),
        ("2023-04-10", "after"),
        ("2009-01-01T00:00", "before"),
    ],
)
def test_the_page_knows_when_it_is_not_its_week(time: str, place: str) -> None:
    """Before Monday and after Sunday it plays nothing, and asks for the date."""
    assert node(f"L.place(week, L.wallTime('{time}'))") == place


@needs_node
def test_the_clock_on_the_wall_counts_whatever_the_zone() -> None:
    """A computer set to another zone shows some time; that time is taken at its word, moved as the operator says."""
    assert node("L.clock(L.wallNow(new Date(2023, 3, 4, 5, 15, 9), 0))") == "05:15:09"
    assert node(
        "L.isoDate(L.wallNow(new Date(2009, 0, 1, 0, 0, 0), L.wallTime('2023-04-04') - L.wallTime('2009-01-01')))"
    ) == ("2023-04-04")


@needs_node
def test_what_comes_next_and_what_is_left() -> None:
    """The next airing is shown until the last one."""
    assert node("L.next(week.airings, L.wallTime('2023-04-05T17:15')).start") == "2023-04-07T17:15:00"
    assert node("L.next(week.airings, L.wallTime('2023-04-09T05:15'))") is None
    assert node("[L.minutes(599.6), L.minutes(61), L.minutes(-3)]") == ["10:00", "1:01", "0:00"]
    assert node("L.ofOutlet(week, 'tv').length + L.ofOutlet(week, '').length") == 4


@needs_node
def test_the_log_says_what_was_heard() -> None:
    """A whole programme is aired, a shorter one cut; texts with commas are quoted."""
    row = "L.row(week, week.airings[0], L.wallTime('2023-04-04T05:15:01'), 600.2, L.outcome(week.airings[0], 599))"
    assert node(f"L.csv([{row}])") == (
        "station,date,start,length_s,programme,airing,outcome\r\n"
        f"xa-02635,2023-04-04,05:15:01,600,xa-ntm,{airing('2023-04-04T05:15').id},aired\r\n"
    )
    assert node("L.outcome(week.airings[0], 598)") == "cut"
    assert node(
        "L.csv([{station: 'a,b', date: '', start: '\"', length_s: 1, programme: '', airing: '', outcome: ''}])"
    ).endswith('"a,b",,"""",1,,,\r\n')


@needs_node
@pytest.mark.parametrize(
    ("time", "rows", "playing", "state"),
    [
        ("2023-04-04T05:00", "[]", "''", "coming"),
        ("2023-04-04T05:20", "[]", "''", "due"),
        ("2023-04-04T05:20", "[]", "week.airings[0].airing", "playing"),
        ("2023-04-04T05:26", "[]", "''", "missed"),
        ("2023-04-04T05:26", "[{airing: week.airings[0].airing, outcome: 'cut'}]", "''", "cut"),
        (
            "2023-04-04T05:26",
            "[{airing: week.airings[0].airing, outcome: 'aired'}, {airing: week.airings[0].airing, outcome: 'cut'}]",
            "''",
            "aired",
        ),
    ],
)
def test_the_list_says_how_each_airing_stands(time: str, rows: str, playing: str, state: str) -> None:
    """What was aired once in full stays aired."""
    assert node(f"L.state(week.airings[0], L.wallTime('{time}'), {rows}, {playing})") == state


@needs_node
def test_the_page_is_a_script_that_old_browsers_read() -> None:
    """Neither file uses what browsers of 2012 do not know: arrows, let, const, templates."""
    for path in (LOGIC, TEMPLATES / "player.js"):
        assert subprocess.run([str(NODE), "--check", str(path)], capture_output=True, check=False).returncode == 0
        code = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"=>|\b(let|const|class|async|await)\b|`|\.\.\.", code)


def test_templates_of_the_players_are_shipped() -> None:
    """They lie beside the other templates."""
    assert {path.name for path in Path(TEMPLATES).glob("*.js")} == {"player_logic.js", "player.js"}
