"""Feeds: which calendars do people subscribe to, whose names never change whatever is published?

They lie in `published/feeds/` and are made from the revisions that hold, anew after each publication.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ntm_playout.files import write_atomically
from ntm_playout.ical.calendars import calendar_of, events_of, without_alarms
from ntm_playout.ical.following import Entry, Now, follow
from ntm_playout.ical.gathered import duties, overview, recordings_due
from ntm_playout.ical.words import WORDS
from ntm_playout.model.plan import Plan
from ntm_playout.model.time import TIMEZONE, Week, week_of
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.published import PLAN, ROSTERS, current_revision, published_root
from ntm_playout.workspace.plan_files import read_published_plan

FEEDS, DUTIES = "feeds", "truc"
SILENT = "-khong-nhac"
OVERVIEW, PRODUCTION = "toan-tinh", "thu-am"
WEEKS_BACK, WEEKS_AHEAD = 2, 4


def write_feeds(workspace: Workspace, week: Week, at: datetime) -> None:
    """Write every feed as of the publication of `week` at the instant `at`; those that stay the same are left alone.

    They show the published weeks from two before to four after, counted from `week` and from the week of `at` alike.
    """
    root = published_root(workspace)
    revisions = _shown(root, week, week_of(at.astimezone(TIMEZONE).date()))
    plans = tuple(read_published_plan(folder / PLAN, workspace) for folder in revisions.values())
    for station in workspace.stations:
        _write_station(workspace, station.id, tuple(revisions.values()), root / FEEDS)
    words = WORDS[workspace.settings.language]
    now = Now(at=at, weeks=frozenset(revisions), cancelled_mark=words["cancelled-mark"])
    province = workspace.settings.province
    name = words["overview"].format(province=province)
    _write(root / FEEDS / f"{OVERVIEW}.ics", name, overview(workspace, plans), now, kind="overview")
    name, due = words["production"].format(province=province), recordings_due(workspace, plans, at)
    _write(root / FEEDS / f"{PRODUCTION}.ics", name, due, now, kind="production")
    for person in _people(plans, root / FEEDS / DUTIES):
        name = words["duties"].format(person=person)
        _write(root / FEEDS / DUTIES / f"{person}.ics", name, duties(workspace, plans, person), now, kind="duties")


def _shown(root: Path, *weeks: Week) -> Mapping[Week, Path]:
    """Return the revision that holds of each published week near one of `weeks`, in order."""
    near = {week.plus(by) for week in weeks for by in range(-WEEKS_BACK, WEEKS_AHEAD + 1)}
    published = {week: current_revision(root / str(week)) for week in sorted(near)}
    return {week: folder for week, folder in published.items() if folder}


def _write_station(workspace: Workspace, station: str, revisions: Sequence[Path], feeds: Path) -> None:
    """Write a station's feed, with and without reminders, of the very events of its rosters."""
    rosters = (folder / ROSTERS / f"{station}.ics" for folder in revisions)
    events = [event for roster in rosters if roster.exists() for event in events_of(roster.read_bytes()).values()]
    words = WORDS[workspace.settings.language]
    name = words["feed"].format(station=workspace.station_by_id[station].title)
    write_atomically(feeds / f"{station}.ics", calendar_of(name, events))
    write_atomically(feeds / f"{station}{SILENT}.ics", calendar_of(name, map(without_alarms, events)))


def _write(path: Path, name: str, entries: Sequence[Entry], now: Now, *, kind: str) -> None:
    last = path.read_bytes() if path.exists() else b""
    write_atomically(path, calendar_of(name, follow(entries, last, now), kind=kind))


def _people(plans: Sequence[Plan], folder: Path) -> Sequence[str]:
    """Return who is on duty, and who has a calendar: it must hear that duties are gone."""
    known = {path.stem for path in folder.glob("*.ics")} if folder.is_dir() else set()
    return sorted(known | {duty.person for plan in plans for duty in plan.duties})
