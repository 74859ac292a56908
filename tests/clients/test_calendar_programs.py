"""Calendar programs that people use take over a calendar and its next version right.

khal, Radicale and caldav come with the test extras; ical.js with `tests/programs.sh`, where there are node and npm
(NODE_PATH says where it is).  Thunderbird is tried by hand: `thunderbird_subscription.py`.
"""

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from caldav.davclient import DAVClient

from ntm_playout.ical.calendars import events_of
from ntm_playout.model.time import TIMEZONE
from tests.clients.calendar_versions import States, expected, versions

KHAL = """[calendars]
[[dai]]
path = {folder}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
[sqlite]
path = {folder}.db
"""
ICAL_JS = """
const read = (ICAL) => {
  const text = require('fs').readFileSync(process.argv[1], 'utf8');
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  console.log(JSON.stringify(root.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return [event.uid, event.startDate.toJSDate().toISOString(), one.getFirstPropertyValue('status'), event.sequence];
  })));
};
import(require('url').pathToFileURL(require.resolve('ical.js')).href).then((found) => read(found.default));
"""


def single(content: bytes) -> Mapping[str, bytes]:
    """Return a file for each event, as CalDAV wants it: without METHOD."""
    events = events_of(content)
    bare = content.replace(b"METHOD:PUBLISH\r\n", b"")
    head = bare[: bare.index(b"BEGIN:VEVENT")]
    return {uid: head + event + b"END:VCALENDAR\r\n" for uid, event in events.items()}


def by_name(states: Iterator[tuple[str, datetime, bool]]) -> States:
    """Return what a program has by the first part of the UID."""
    return {uid.partition("@")[0]: (start.astimezone(TIMEZONE), gone) for uid, start, gone in states}


@pytest.mark.spoils_calendars
def test_khal(tmp_path: Path) -> None:
    """Its folder is kept as vdirsyncer keeps it: a file an event, rewritten where it changed."""
    folder, config = tmp_path / "dai", tmp_path / "khal.conf"
    folder.mkdir()
    config.write_text(KHAL.format(folder=folder), encoding="utf-8")
    for content, states in zip(versions(), expected(), strict=True):
        files = {f"{uid}.ics": event for uid, event in single(content).items()}
        for path in sorted(folder.glob("*.ics")):
            if path.name not in files:
                path.unlink()
        for name, event in files.items():
            path = folder / name
            if not path.exists() or path.read_bytes() != event:
                path.write_bytes(event)
        time.sleep(1.1)  # khal looks at whole seconds
        command = [sys.executable, "-m", "khal", "-c", str(config), "list", "2023-04-01", "14d"]
        form = ["--notstarted", "--day-format", "", "--format", "{uid}|{start}|{status}|{title}"]
        listed = subprocess.run([*command, *form], capture_output=True, text=True, check=True, encoding="utf-8").stdout
        rows = [line.split("|") for line in listed.splitlines() if "|" in line]
        assert len(rows) == len(states), listed
        found = (
            (uid, datetime.strptime(start, "%Y-%m-%d %H:%M").replace(tzinfo=TIMEZONE), "[HỦY]" in title)
            for uid, start, _, title in rows
        )
        assert by_name(found) == states


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Run Radicale; return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none"]
    options += ["--storage-filesystem-folder", str(tmp_path / "radicale")]
    process = subprocess.Popen([sys.executable, "-m", "radicale", *options], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as there:
                if there.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


@pytest.mark.spoils_calendars
def test_radicale_and_caldav(server: str) -> None:
    """A tool keeps a CalDAV calendar as the feed is; another one reads it back by dates."""
    with DAVClient(url=server, username="tinh", password="tinh") as client:  # noqa: S106 - any name will do
        calendar = client.principal().make_calendar(name="Đài xã")
        for content, states in zip(versions(), expected(), strict=True):
            events = single(content)
            for held in calendar.events():
                if held.icalendar_component["UID"] not in events:
                    held.delete()
            for event in events.values():
                calendar.save_event(event.decode())
            week = {"start": datetime(2023, 4, 1, tzinfo=UTC), "end": datetime(2023, 4, 15, tzinfo=UTC)}
            found = [one.icalendar_component for one in calendar.search(event=True, expand=False, **week)]
            assert len(found) == len(states)
            read = ((str(one["UID"]), one.start, one["STATUS"] == "CANCELLED") for one in found)
            assert by_name(read) == states


def has_ical_js() -> bool:
    """Tell whether node finds ical.js."""
    node = shutil.which("node")
    if node is None:
        return False
    asked = subprocess.run([node, "-e", "require.resolve('ical.js')"], stderr=subprocess.DEVNULL, check=False)
    return asked.returncode == 0


@pytest.mark.skipif(not has_ical_js(), reason="node does not find ical.js")
def test_ical_js(tmp_path: Path) -> None:
    """What Thunderbird and web calendars read with; the sequence of what changed is higher."""
    sequences: dict[str, int] = {}
    for content, states in zip(versions(), expected(), strict=True):
        path = tmp_path / "feed.ics"
        path.write_bytes(content)
        run = subprocess.run(["node", "-e", ICAL_JS, str(path)], capture_output=True, text=True, check=True)
        rows = json.loads(run.stdout)
        assert len(rows) == len(states)
        found = (
            (uid, datetime.fromisoformat(re.sub("Z$", "+00:00", start)), status == "CANCELLED")
            for uid, start, status, _ in rows
        )
        assert by_name(found) == states
        higher = {uid.partition("@")[0] for uid, _, _, sequence in rows if sequence > sequences.get(uid, sequence)}
        assert higher == ({"moved", "cancelled"} if sequences else set())
        sequences = {uid: sequence for uid, _, _, sequence in rows}
