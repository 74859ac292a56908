"""Following: gathered calendars go on from their own last version."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.ical.calendars import calendar_of, events_of
from ntm_playout.ical.following import Entry, Now, follow
from ntm_playout.ical.lint_versions import lint_versions
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.ical.verify import verify_roster
from ntm_playout.model.time import DAY, Week
from ntm_playout.problems import Source
from tests.build import WEEK, moment

HERE = Source(path="feeds/truc/truc-01.ics")
MONDAY = moment("2023-04-03T04:00")


def entry(name: str = "a", start: datetime = MONDAY + DAY, **changes: object) -> Entry:
    """Return a duty of ten minutes."""
    plain = Entry(
        uid=f"{name}@thu.example",
        summary="Trực phát: Nông thôn mới (NTM)",
        description="Đài Truyền thanh xã Cốc San\nNhiệm vụ: Người phụ trách",
        location="xã Cốc San",
        category="NTM",
        start=start,
        end=start + timedelta(minutes=10),
        alarm=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def followed(last: bytes, *entries: Entry, at: datetime = MONDAY, weeks: tuple[Week, ...] = (WEEK,)) -> bytes:
    """Return the next version of a calendar, which must be fit to publish and to follow the last one."""
    now = Now(at=at, weeks=weeks, cancelled_mark="[HỦY]")
    content = calendar_of("truc-01 – lịch trực", follow(entries, last, now), kind="duties")
    assert verify_roster(content, HERE) == ()
    assert not last or lint_versions(last, content, HERE, at=at) == ()
    return content


def read(content: bytes) -> dict[str, ReadAiring]:
    """Return what stands in a calendar by the UID's first part."""
    return {one.uid.partition("@")[0]: one for one in read_plainly(content)}


def test_what_stays_keeps_its_bytes() -> None:
    """However often it is published."""
    first = followed(b"", entry("a"), entry("b"))
    assert {(one.sequence, one.stamp) for one in read(first).values()} == {(0, MONDAY)}
    assert followed(first, entry("b"), entry("a"), at=MONDAY + DAY) == first


def test_what_changes_is_one_sequence_on() -> None:
    """The other keeps its bytes."""
    first = followed(b"", entry("a"), entry("b"))
    second = followed(first, entry("a", MONDAY + 2 * DAY), entry("b"), at=MONDAY + timedelta(hours=1))
    assert (read(second)["a"].sequence, read(second)["a"].stamp) == (1, MONDAY + timedelta(hours=1))
    assert events_of(second)["b@thu.example"] == events_of(first)["b@thu.example"]


def test_what_is_off_is_cancelled_for_seven_days() -> None:
    """It says so first, reminds nobody, keeps its bytes meanwhile, and may come back."""
    first = followed(b"", entry("a", MONDAY + 6 * DAY), entry("b"))
    second = followed(first, entry("b"))
    gone = read(second)["a"]
    assert (gone.status, gone.sequence, gone.alarms, gone.summary[:5]) == ("CANCELLED", 1, 0, "[HỦY]")
    assert followed(second, entry("b"), at=MONDAY + 6 * DAY) == second
    assert "a" not in read(followed(second, entry("b"), at=MONDAY + 8 * DAY))
    back = read(followed(second, entry("a", MONDAY + 6 * DAY), entry("b"), at=MONDAY + DAY))["a"]
    assert (back.status, back.sequence, back.summary[:4]) == ("CONFIRMED", 2, "Trực")


def test_what_is_over_or_no_longer_shown_is_not_cancelled() -> None:
    """It was on the air; nobody need hear of it."""
    first = followed(b"", entry("a"))
    assert read(followed(first, at=MONDAY + 2 * DAY)) == {}
    later = WEEK.plus(3)
    assert read(followed(first, at=MONDAY + 21 * DAY, weeks=(later,))) == {}


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcd"), st.integers(0, 6), max_size=4),
        min_size=2,
        max_size=6,
    )
)
def test_any_versions_follow_from_each_other(versions: list[dict[str, int]]) -> None:
    """Whatever comes, moves and goes, once an hour."""
    content = b""
    for hour, days in enumerate(versions):
        entries = (entry(name, MONDAY + day * DAY) for name, day in days.items())
        content = followed(content, *entries, at=MONDAY - DAY + timedelta(hours=hour))
        alive = {name: one.start for name, one in read(content).items() if one.status == "CONFIRMED"}
        assert alive == {name: MONDAY + day * DAY for name, day in days.items()}
