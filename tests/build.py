"""Builders: a small whole workspace in memory, of which a test changes only what it is about."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ntm_playout.model.audio_templates import AudioTemplate, CueKind, Melody, Note, TemplateCue
from ntm_playout.model.calendar import Calendar
from ntm_playout.model.policy import Audience, Document, Policy, Quota, Slogan, Strand, Topic
from ntm_playout.model.programmes import AUDIENCE, Programme
from ntm_playout.model.segments import Segment, Version
from ntm_playout.model.staff import Person
from ntm_playout.model.stations import Outlet, Profile, Selector, Station, Tier
from ntm_playout.model.time import ALWAYS, TIMEZONE, DateSpan, Period, Week
from ntm_playout.model.windows import Window, WindowSet
from ntm_playout.model.workspace import Settings, Workspace

WEEK = Week(2023, 14)
"""Monday 3 April to Sunday 9 April 2023: no public holiday."""

ISSUED_AT = datetime(2023, 1, 3, 8, 0, tzinfo=TIMEZONE)


def clock(text: str) -> timedelta:
    """Read `05:30` as the time since midnight."""
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def moment(text: str) -> datetime:
    """Read `2023-04-03T05:30` as an instant in Việt Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=TIMEZONE)


def seconds(count: float) -> timedelta:
    """Return a length of `count` seconds."""
    return timedelta(seconds=count)


def minutes(count: float) -> timedelta:
    """Return a length of `count` minutes."""
    return timedelta(minutes=count)


def daily_windows(*spans: str, days: tuple[int, ...] = tuple(range(7)), reserve: int = 0) -> tuple[Window, ...]:
    """Return a window for every `05:00-05:45` on every weekday of `days`, with `reserve` minutes kept free."""
    return tuple(
        Window(weekday=day, start=clock(span.split("-")[0]), end=clock(span.split("-")[1]), reserve=minutes(reserve))
        for day in days
        for span in spans
    )


def window_set(name: str = "rural", /, windows: tuple[Window, ...] | None = None, **changes: Any) -> WindowSet:
    """Return a window set; unless told otherwise 05:00-05:45 and 17:00-17:45 every day."""
    plain = WindowSet(
        id=name,
        windows=daily_windows("05:00-05:45", "17:00-17:45") if windows is None else windows,
    )
    return replace(plain, **changes)


def station(name: str = "xa-02635", /, **changes: Any) -> Station:
    """Return a commune loudspeaker station."""
    plain = Station(
        id=name,
        name="Cốc San",
        kind="xã",
        unit="Đài Truyền thanh",
        tier="commune",
        parent="",
        outlets=(Outlet.LOUDSPEAKER,),
        area="I",
        profile="kinh",
        windows="rural",
    )
    return replace(plain, **changes)


def programme(name: str = "xa-ntm", /, **changes: Any) -> Programme:
    """Return a 10-minute NTM programme of every commune, once or twice a week, with one repeat."""
    plain = Programme(
        id=name,
        name="Nông thôn mới",
        stations=Selector(tiers=("commune",)),
        outlet=Outlet.LOUDSPEAKER,
        strand=Strand.NTM,
        length=minutes(10),
        floor=1,
        target=2,
        repeats=1,
        template="short",
        language=AUDIENCE,
        serves=("LC-B5",),
    )
    return replace(plain, **changes)


def segment(
    name: str = "tin-01", /, *, length: int = 120, languages: tuple[str, ...] = ("vi-VN",), **changes: Any
) -> Segment:
    """Return an approved NTM segment with a script in each of `languages`, `length` seconds long."""
    plain = Segment(
        id=name,
        title=f"Tin {name}",
        strand=Strand.NTM,
        topic="a",
        subtopic=name,
        audiences=("nguoi-dan",),
        origin="tinh-10",
        author="Biên tập viên",
        approver="Trưởng phòng",
        approved_on=date(2023, 1, 10),
        valid=ALWAYS,
        priority=5,
        versions=tuple(
            Version(language=language, length=seconds(length), script="Bà con chú ý.") for language in languages
        ),
    )
    return replace(plain, **changes)


def segments(count: int, *, strand: Strand = Strand.NTM, length: int = 120) -> tuple[Segment, ...]:
    """Return `count` segments of one strand on topics in turn, each of its own sub-topic."""
    letters = "abcdđeghikl"
    return tuple(
        segment(f"{strand.lower()}-{n:02}", strand=strand, topic=letters[n % len(letters)], length=length)
        for n in range(count)
    )


def person(name: str = "truc-01", /, **changes: Any) -> Person:
    """Return somebody who can be on duty at the default station every day."""
    plain = Person(
        id=name,
        role="Người phụ trách đài truyền thanh",
        stations=("xa-02635",),
        languages=("vi-VN",),
        weekdays=tuple(range(7)),
        max_per_week=14,
    )
    return replace(plain, **changes)


def quota(name: str = "LC-B5", /, **changes: Any) -> Quota:
    """Return the commune quota of KH 01 II.2-5: one NTM programme a week, two as the target."""
    plain = Quota(
        id=name,
        clause="II.2-5",
        text="ít nhất 01-02 Chương trình phát thanh",
        tier="commune",
        outlets=(Outlet.LOUDSPEAKER,),
        strand=Strand.NTM,
        period=Period.WEEK,
        floor=1,
        target=2,
        allows_exemption=True,
    )
    return replace(plain, **changes)


def melody(name: str = "nhac", length: float = 6) -> Melody:
    """Return a short melody of one note a second."""
    notes = tuple(Note(pitch=69 + n % 5, start=n, length=1) for n in range(int(length)))
    return Melody(name=name, beats_per_minute=60, length=seconds(length), notes=notes)


def template(name: str = "short", /, **changes: Any) -> AudioTemplate:
    """Return a template with ident, greeting, segments, slogan and sign-off."""
    plain = AudioTemplate(
        id=name,
        name="Chương trình ngắn",
        cues=(
            TemplateCue(kind=CueKind.IDENT, planned=seconds(6), sound=melody("nhac-hieu")),
            TemplateCue(kind=CueKind.GREETING, planned=seconds(9), text="{station}. Mời bà con nghe {programme}."),
            TemplateCue(kind=CueKind.SEGMENT),
            TemplateCue(kind=CueKind.SLOGAN, planned=seconds(8)),
            TemplateCue(kind=CueKind.SIGN_OFF, planned=seconds(6), text="{station} xin chào bà con."),
        ),
        sting=TemplateCue(kind=CueKind.STING, planned=seconds(3), sound=melody("nhac-cat", 3)),
        filler=melody("nhac-cho", 30),
        gap=timedelta(milliseconds=480),
        target_lufs=-16.0,
        bitrate_kbps=64,
    )
    return replace(plain, **changes)


def settings(**changes: Any) -> Settings:
    """Return settings of a three-tier province with Vietnamese and Mông listeners; only Vietnamese has a voice."""
    plain = Settings(
        name="Kế hoạch thử",
        province="tỉnh Lào Cai",
        language="vi",
        uid_domain="thu.ntm-playout.example",
        issued_at=ISSUED_AT,
        counting_from=Week(2023, 2),
        tiers=(
            Tier(id="province", name="cấp tỉnh"),
            Tier(id="district", name="cấp huyện"),
            Tier(id="commune", name="cấp xã"),
        ),
        profiles=(
            Profile(id="kinh", shares={"vi-VN": 100}),
            Profile(id="mong", shares={"vi-VN": 40, "hmn-VN": 60}),
        ),
        languages={"vi-VN": "tiếng Việt", "hmn-VN": "tiếng Mông"},
        voices={"vi-VN": "vi"},
    )
    return replace(plain, **changes)


def policy(**changes: Any) -> Policy:
    """Return a policy with topics a) to l), the commune quota and one slogan."""
    plain = Policy(
        document=Document(
            number="01/KH-UBND",
            title="Kế hoạch truyền thông",
            issuer="UBND tỉnh Lào Cai",
            signed=date(2023, 1, 3),
            days=DateSpan(first=date(2022, 1, 1), last=date(2025, 12, 31)),
        ),
        topics=tuple(
            Topic(id=letter, code=f"topic_{n}", name=f"Nội dung {letter})", strands=(Strand.NTM, Strand.OCOP))
            for n, letter in enumerate("abcdđefghikl")
        ),
        audiences=(Audience(id="nguoi-dan", name="người dân"),),
        themes=(),
        quotas=(quota(),),
        targets=(),
        slogans=(Slogan(id="toan-dien", text="Toàn diện, nâng cao và bền vững", clause="I.1"),),
    )
    return replace(plain, **changes)


def workspace(**changes: Any) -> Workspace:
    """Return a workspace with one commune station, one NTM programme, forty segments and one person."""
    plain = Workspace(
        root=Path("/workspace"),
        settings=settings(),
        policy=policy(),
        stations=(station(),),
        window_sets=(window_set(),),
        programmes=(programme(),),
        segments=segments(40),
        staff=(person(),),
        calendar=Calendar(),
        templates=(template(),),
    )
    return replace(plain, **changes)
