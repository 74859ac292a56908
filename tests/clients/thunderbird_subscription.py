"""Thunderbird follows a feed: `python -m tests.clients.thunderbird_subscription` subscribes it and prints what it has.

By hand: it needs `thunderbird` and PyPI's `marionette_driver`.  The feed is served from this machine; Thunderbird runs
without a window in a profile of its own, subscribes through its own code, and is asked to refresh after the feed has
changed.  Ends with 1 if it has anything else than is expected.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import import_module
from typing import Any

from ntm_playout.files import digest
from ntm_playout.model.time import TIMEZONE
from tests.clients.calendar_versions import States, expected, versions

SUBSCRIBE = """
const [url, done] = arguments;
(async () => {
  const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
  const calendar = cal.manager.createCalendar("ics", Services.io.newURI(url));
  calendar.name = "Đài xã";
  calendar.setProperty("cache.enabled", false);
  cal.manager.registerCalendar(calendar);
  done(calendar.id);
})().catch((fault) => done(String(fault)));
"""
READ = """
const [id, done] = arguments;
(async () => {
  const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
  const calendar = cal.manager.getCalendarById(id);
  calendar.refresh();
  await new Promise((go) => setTimeout(go, 3000));
  const items = await calendar.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null);
  done(JSON.stringify(items.map((one) => [
    one.id, one.startDate.nativeTime / 1e6, one.status, one.title, one.getProperty("SEQUENCE"), one.getAlarms().length,
  ])));
})().catch((fault) => done(String(fault)));
"""


class Feed(BaseHTTPRequestHandler):
    """Serves whatever `content` is now, and knows what a reader has already."""

    content = b""
    answers: list[int] = []  # noqa: RUF012 - of the class: handlers come and go

    def do_GET(self) -> None:
        """Answer 304 to who has it already."""
        tag = f'"{digest(self.content)}"'
        known = self.headers.get("If-None-Match") == tag
        self.answers.append(304 if known else 200)
        self.send_response(304 if known else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", "text/calendar; charset=utf-8")
        self.end_headers()
        if not known:
            self.wfile.write(self.content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        """Stay quiet."""


def main() -> None:
    """Serve, subscribe, change, look again."""
    server = HTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    first, second = versions()
    with tempfile.TemporaryDirectory() as profile:
        command = ["thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
        process = subprocess.Popen([*command, "--profile", profile], stderr=subprocess.DEVNULL)
        try:
            driver = connect()
            Feed.content = first
            url = f"http://127.0.0.1:{server.server_port}/xa-02635.ics"
            name = driver.execute_async_script(SUBSCRIBE, script_args=[url])
            wrong = look(driver, name, expected()[0], "first")
            wrong += look(driver, name, expected()[0], "first again")
            Feed.content = second
            wrong += look(driver, name, expected()[1], "second")
        finally:
            process.terminate()
            process.wait()
    say(f"answers: {Feed.answers}")
    sys.exit(1 if wrong else 0)


def connect() -> Any:
    """Return a session with Thunderbird, once it listens."""
    marionette = import_module("marionette_driver.marionette").Marionette(host="127.0.0.1", port=2828)
    marionette.raise_for_port(timeout=120)
    time.sleep(5)
    marionette.start_session()
    marionette.set_context("chrome")
    marionette.timeout.script = 60
    return marionette


def look(driver: Any, calendar: str, states: States, version: str) -> int:
    """Print what Thunderbird has, and tell by 1 whether it is something else than `states`."""
    answer = driver.execute_async_script(READ, script_args=[calendar])
    rows = json.loads(answer)
    found: States = {
        uid.partition("@")[0]: (datetime.fromtimestamp(seconds, TIMEZONE), status == "CANCELLED")
        for uid, seconds, status, *_ in rows
    }
    right = found == states and len(rows) == len(states)
    say(f"{version} version: {'right' if right else 'WRONG'}")
    for uid, seconds, status, title, sequence, alarms in sorted(rows):
        start = datetime.fromtimestamp(seconds, TIMEZONE)
        say(f"  {uid.partition('@')[0]:<10} {start:%d/%m %H:%M} {status:<10} {sequence} {alarms} {title}")
    return 0 if right else 1


def say(line: str) -> None:
    """Tell who waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
