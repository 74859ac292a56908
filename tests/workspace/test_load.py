"""Loading: what the files say arrives whole in the model."""

import unicodedata
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from ntm_playout.model.audio_templates import CueKind, Melody, Recording
from ntm_playout.model.plan import Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Delivery, Exemption, Outlet, Selector
from ntm_playout.model.time import TIMEZONE, DateSpan, Period, Span, Week
from ntm_playout.model.windows import QuietHours, Relay, Window
from ntm_playout.model.workspace import StationSound, Workspace
from ntm_playout.workspace.load import load_workspace
from ntm_playout.workspace.shipped import shipped
from tests.build import moment
from tests.workspace.small import (
    FILES,
    MELODY,
    STATIONS,
    TEMPLATE,
    Changes,
    edited,
    load_changed,
    places_and_codes,
    write_workspace,
)


def load(root: Path, changes: Changes | None = None) -> Workspace:
    """Return the workspace of the changed files; it must have no errors."""
    loaded = load_changed(root, changes)
    assert loaded.workspace is not None, [problem.line("en") for problem in loaded.problems]
    return loaded.workspace


def test_the_small_workspace_has_no_problem(tmp_path: Path) -> None:
    """What every other test changes is right to begin with."""
    assert places_and_codes(load_changed(tmp_path)) == []


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    """Nothing more is said than that there is no workspace."""
    loaded = load_workspace(tmp_path / "nowhere", shown_as="nowhere")
    assert loaded.workspace is None
    assert places_and_codes(loaded) == ["nowhere: no-workspace"]


def test_needed_files_are_missed_and_others_are_not(tmp_path: Path) -> None:
    """An empty folder misses the six files that every workspace has, and says nothing of references."""
    needed = ("policy.yaml", "programmes.yaml", "segments.csv", "stations.csv", "windows.yaml", "workspace.yaml")
    assert places_and_codes(load_changed(tmp_path, dict.fromkeys(FILES))) == [
        f"ws/{name}: missing-file" for name in needed
    ]


def test_optional_files_may_be_absent(tmp_path: Path) -> None:
    """Without staff, calendar, habits and locks the workspace is whole."""
    workspace = load(tmp_path, {"staff.csv": None, "calendar.yaml": None, "habits.csv": None, "locks.csv": None})
    assert (workspace.staff, workspace.habits, workspace.locks, workspace.calendar.changes) == ((), (), (), ())


def test_problems_name_files_as_the_user_typed_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative folder stays relative, and `.` is not said."""
    write_workspace(tmp_path / "ws", {"staff.csv": "id\n"})
    monkeypatch.chdir(tmp_path)
    assert {problem.source.path for problem in load_workspace(Path("ws")).problems} == {"ws/staff.csv"}
    monkeypatch.chdir(tmp_path / "ws")
    assert {problem.source.path for problem in load_workspace(Path()).problems} == {"staff.csv"}
    assert {problem.source.path for problem in load_workspace(Path(), shown_as="a\\b\\").problems} == {"a/b/staff.csv"}


def test_settings_arrive(tmp_path: Path) -> None:
    """Everything in workspace.yaml is in the settings, with defaults for what is left out."""
    settings = load(tmp_path).settings
    assert settings.issued_at == datetime(2023, 1, 3, 8, tzinfo=TIMEZONE)
    assert settings.counting_from == Week(2023, 2)
    assert [tier.id for tier in settings.tiers] == ["province", "district", "commune"]
    assert settings.profiles[1].shares == {"vi-VN": 40, "hmn-VN": 60}
    assert (settings.voices, settings.separation_weeks, settings.grid) == ({"vi-VN": "vi"}, 2, timedelta(minutes=5))
    assert (settings.repeat_after, settings.public_url, settings.language) == (timedelta(hours=6), "", "vi")


def test_stations_arrive(tmp_path: Path) -> None:
    """A row becomes a station with its outlets and the days on which it cannot air."""
    workspace = load(tmp_path)
    province, exempt = workspace.stations[0], workspace.stations[3]
    assert (province.outlets, province.parent, province.area) == ((Outlet.TV, Outlet.RADIO), "", "")
    assert exempt.exemption == Exemption(
        days=DateSpan(first=date(2023, 1, 1), last=date(2023, 6, 30)), reason="Hỏng máy"
    )
    assert exempt.title == "Đài Truyền thanh xã Tả Phời"
    assert str(exempt.source) == "ws/stations.csv:5"
    assert workspace.stations[1].exemption is None


def test_a_station_says_how_it_plays(tmp_path: Path) -> None:
    """Several ways in one cell, in that order; nobody asked is a computer."""
    plain = load(tmp_path)
    assert {station.deliveries for station in plain.stations} == {(Delivery.PC,)}
    words = ("delivery", "playout ip playout", "usb", "", "")
    rows = "".join(f"{row},{word}\n" for row, word in zip(STATIONS.splitlines(), words, strict=True))
    told = load(tmp_path, {"stations.csv": rows})
    assert told.stations[0].deliveries == (Delivery.PLAYOUT, Delivery.IP)
    assert told.stations[1].deliveries == (Delivery.USB,)


def test_windows_arrive(tmp_path: Path) -> None:
    """A range of days becomes a window a day, with relays and quiet hours beside."""
    rural, tet = load(tmp_path).window_sets
    morning = Window(weekday=0, start=timedelta(hours=5), end=timedelta(hours=5, minutes=45))
    assert rural.windows[0] == morning
    assert len(rural.windows) == 14
    assert rural.windows[-1].reserve == timedelta(minutes=10)
    assert rural.relays == tuple(
        Relay(weekday=day, start=timedelta(hours=17), end=timedelta(hours=17, minutes=15), origin="district")
        for day in (1, 3)
    )
    assert rural.quiet_hours == (QuietHours(start=timedelta(hours=21, minutes=30), end=timedelta(hours=5)),)
    assert tet.windows[0].outlet is Outlet.LOUDSPEAKER


def test_programmes_arrive(tmp_path: Path) -> None:
    """A programme has its stations, figures and template; without a target the floor is the target."""
    (programme,) = load(tmp_path).programmes
    excluding = Selector(ids=("xa-02636",), kinds=("thành phố",))
    assert programme.stations == Selector(tiers=("commune",), excluding=excluding)
    assert (programme.floor, programme.target, programme.repeats) == (1, 2, 1)
    assert (programme.length, programme.language, programme.serves) == (timedelta(minutes=10), "audience", ("LC-B5",))
    changes = edited("programmes.yaml", ("{floor: 1, target: 2}", "{floor: 1}"), ("audience", "vi-VN"))
    (other,) = load(tmp_path, changes).programmes
    assert (other.target, other.language) == (1, "vi-VN")


def test_all_stations_may_be_chosen_at_once(tmp_path: Path) -> None:
    """`all` is a selector that fits every station."""
    changes = edited("programmes.yaml", ("{tier: commune, except: {kind: thành phố, id: [xa-02636]}}", "all"))
    assert load(tmp_path, changes).programmes[0].stations == Selector()


def test_segments_arrive_with_their_versions(tmp_path: Path) -> None:
    """A segment has a version a language: a script, a recording, or both with the recording in use."""
    first, second = load(tmp_path).segments
    assert (first.topic, first.priority, second.priority, first.is_programme) == ("a", 7, 5, False)
    assert first.approved_on == date(2023, 1, 10) == second.approved_on
    assert second.valid == DateSpan(last=date(2024, 12, 31))
    assert [(one.language, one.script, one.audio) for one in second.versions] == [
        ("vi-VN", "Nước sạch đã về.", None),
        ("hmn-VN", "", tmp_path.resolve() / "segments" / "tin-02.hmn-VN.wav"),
    ]
    assert [one.length for one in first.versions + second.versions] == [timedelta(seconds=n) for n in (120, 90, 90)]
    assert str(second.versions[0].source) == "ws/segments/tin-02.vi-VN.txt"


def lengths(workspace: Workspace) -> list[list[int]]:
    return [[one.length // timedelta(seconds=1) for one in segment.versions] for segment in workspace.segments]


def test_another_language_is_as_long_as_its_factor_says_or_as_it_says_itself(tmp_path: Path) -> None:
    """`length` is that of the first language; a version that is not recorded yet is estimated from it."""
    factors = edited("workspace.yaml", ("voices: {vi-VN: vi}", "language_factors: {hmn-VN: 115}"))
    assert lengths(load(tmp_path / "a", factors)) == [[120], [90, 104]]
    mong_first = edited("segments.csv", ("90,vi-VN hmn-VN", "104,hmn-VN vi-VN"))
    assert lengths(load(tmp_path / "b", factors | mong_first)) == [[120], [104, 90]]
    own = edited(
        "segments.csv",
        ("languages,origin", "languages,language_lengths,origin"),
        ("vi-VN,tinh-10", "vi-VN,,tinh-10"),
        ("vi-VN hmn-VN,", "vi-VN hmn-VN,hmn-VN=1:50,"),
    )
    assert lengths(load(tmp_path / "c", factors | own)) == [[120], [90, 110]]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("ium-VN=90", "language-not-listed"), ("hmn-VN", "missing-value"), ("hmn-VN=long", "bad-length")],
)
def test_a_wrong_length_of_a_language_is_named(tmp_path: Path, cell: str, code: str) -> None:
    """It must be a length, of a language that the segment is listed in."""
    changes = edited(
        "segments.csv",
        ("languages,origin", "languages,language_lengths,origin"),
        ("vi-VN,tinh-10", "vi-VN,,tinh-10"),
        ("vi-VN hmn-VN,", f"vi-VN hmn-VN,{cell},"),
    )
    assert f"ws/segments.csv:3: {code}" in places_and_codes(load_changed(tmp_path, changes))


def test_text_is_nfc_whatever_form_it_came_in(tmp_path: Path) -> None:
    """Names and scripts saved in decomposed form equal those saved composed."""
    names = ("stations.csv", "policy.yaml", "segments/tin-01.vi-VN.txt", "calendar.yaml")
    decomposed: Changes = {name: unicodedata.normalize("NFD", FILES[name]) for name in names}
    other = load(tmp_path / "b", decomposed)
    plain = load(tmp_path / "a")
    assert other.stations == plain.stations
    assert other.policy == plain.policy
    assert other.calendar == plain.calendar
    assert other.segments[0].versions == plain.segments[0].versions


def test_the_policy_arrives(tmp_path: Path) -> None:
    """Document, topics, themes, quotas with overrides, targets and slogans keep clause and wording."""
    policy = load(tmp_path).policy
    assert (policy.document.number, policy.document.province) == ("01/KH-UBND", "tỉnh Lào Cai")
    assert policy.document.days == DateSpan(first=date(2022, 1, 1), last=date(2023, 12, 31))
    assert [(topic.id, topic.strands) for topic in policy.topics] == [
        ("a", (Strand.NTM,)),
        ("đ", (Strand.NTM, Strand.OCOP)),
    ]
    assert [(theme.year, theme.month, theme.topics) for theme in policy.themes] == [
        (2023, 0, ("a",)),
        (2023, 4, ("đ",)),
    ]
    (quota,) = policy.quotas
    assert (quota.floor, quota.target, quota.ceiling, quota.allows_exemption) == (1, 2, None, True)
    assert (quota.overrides[0].stations, quota.overrides[0].target) == (Selector(areas=("III",)), 1)
    assert (policy.targets[0].outlet, policy.targets[0].floor) == (Outlet.NEWSPAPER, 1)
    assert policy.slogans[0].text == "Toàn diện và bền vững"


def test_periods_of_programmes_arrive(tmp_path: Path) -> None:
    """A programme may owe more in a month or a quarter than its weeks add up to."""
    periods = "target: 2, periods: [{period: month, floor: 5}, {period: quarter, floor: 20}]}"
    (programme,) = load(tmp_path, edited("programmes.yaml", ("target: 2}", periods))).programmes
    assert [(one.period, one.floor) for one in programme.periods] == [(Period.MONTH, 5), (Period.QUARTER, 20)]


def test_rest_of_people_arrives(tmp_path: Path) -> None:
    """Hours of rest are asked for where the column says so."""
    with_rest = edited(
        "staff.csv", ("max_per_week,", "max_per_week,rest_h,"), ("CN,14,", "CN,14,11,"), ("T5,2,", "T5,2,,")
    )
    first, second = load(tmp_path, with_rest).staff
    assert (first.rest, second.rest) == (timedelta(hours=11), timedelta(0))


def test_staff_and_set_times_arrive(tmp_path: Path) -> None:
    """People have their days and absences, habits their weekly times, locks their date."""
    workspace = load(tmp_path)
    first, second = workspace.staff
    assert (first.weekdays, first.away, first.max_per_week) == (tuple(range(7)), (), 14)
    assert (second.weekdays, second.away) == ((1, 3), (DateSpan(first=date(2023, 4, 3), last=date(2023, 4, 5)),))
    assert [(one.ordinal, one.is_repeat, one.weekday, one.start) for one in workspace.habits] == [
        (1, False, 1, timedelta(hours=17, minutes=15)),
        (1, True, 2, timedelta(hours=5)),
    ]
    (lock,) = workspace.locks
    assert (lock.station, lock.programme, lock.run) == ("xa-02635", "xa-ntm", Run.FIRST)
    assert (lock.instant, lock.reason) == (moment("2023-06-07T05:10"), "Khách mời trực tiếp")


def test_the_calendar_arrives(tmp_path: Path) -> None:
    """Holidays become dates of every year of the plan and come before the changes, which are stronger."""
    calendar = load(tmp_path).calendar
    tet = [change for change in calendar.changes if change.windows == "tet"]
    assert [change.days.first for change in tet] == [
        *(date(2022, 1, 31), *(date(2022, 2, day) for day in (1, 2, 3, 4))),
        *(date(2023, 1, day) for day in (21, 22, 23, 24, 25, 26)),
    ]
    closed = calendar.changes[-1]
    assert (closed.windows, closed.reason, closed.days) == (
        "",
        "Sửa máy",
        DateSpan(first=date(2023, 4, 5), last=date(2023, 4, 5)),
    )
    assert [(one.day, one.name) for one in calendar.holidays if one.day.year == 2023] == [
        (date(2023, 2, 5), "Rằm tháng Giêng"),
        (date(2023, 9, 1), "Quốc khánh"),
        (date(2023, 9, 2), "Quốc khánh"),
        (date(2023, 9, 4), "Quốc khánh (nghỉ bù)"),
    ]
    assert calendar.blackouts[0].span == Span(
        datetime(2023, 4, 6, 17, tzinfo=TIMEZONE), datetime(2023, 4, 6, 18, tzinfo=TIMEZONE)
    )


def test_a_holiday_may_close_stations(tmp_path: Path) -> None:
    """`windows: none` on a holiday closes all stations if none are named."""
    changes = edited("calendar.yaml", ("stations: {tier: commune}, windows: tet", "windows: none"))
    first = load(tmp_path, changes).calendar.changes[0]
    assert (first.windows, first.stations) == ("", Selector())


def test_templates_arrive_with_their_sounds(tmp_path: Path) -> None:
    """A sound file goes before the melody of its name; spoken cues keep their blanks."""
    workspace = load(tmp_path, {"audio_templates/sounds/nhac-cat.WAV": "RIFF"})
    template = workspace.template_by_id["ngan"]
    assert [cue.kind for cue in template.cues] == [CueKind.IDENT, CueKind.GREETING, CueKind.SEGMENT, CueKind.SLOGAN]
    ident = template.cues[0].sound
    assert isinstance(ident, Melody)
    assert (ident.name, ident.length, [note.level_db for note in ident.notes]) == (
        "nhac-hieu",
        timedelta(seconds=6),
        [-3, 0],
    )
    assert template.sting is not None
    assert template.sting.sound == Recording(path=tmp_path.resolve() / "audio_templates/sounds/nhac-cat.WAV")
    assert template.gap == timedelta(milliseconds=480)


def test_own_templates_and_sounds_go_before_the_shipped_ones(tmp_path: Path) -> None:
    """A template of the name of a shipped one replaces it; every shipped one is there."""
    names = sorted(path.stem for path in shipped("audio_templates").glob("*.yaml"))
    workspace = load(tmp_path, {f"audio_templates/{names[0]}.yaml": TEMPLATE})
    assert sorted(workspace.template_by_id) == sorted({*names, "ngan"})
    assert workspace.template_by_id[names[0]].name == "Chương trình ngắn"
    assert workspace.template_by_id[names[1]].name != "Chương trình ngắn"


def test_greetings_arrive_and_strangers_are_named(tmp_path: Path) -> None:
    """A station's own greeting is found by its name; of two the lossless one is used."""
    changes: Changes = {
        "greetings/xa-02635.greeting.vi-VN.mp3": "x",
        "greetings/xa-02635.greeting.vi-VN.wav": "x",
        "greetings/xa-02635.sign-off.hmn-VN.ogg": "x",
        "greetings/xa-02635.sign-off.vi.ogg": "x",
        "greetings/xa-2635.greeting.vi-VN.wav": "x",
        "greetings/loi-chao.doc": "x",
        "greetings/README.md": "x",
    }
    recordings = load(tmp_path, changes).recordings
    greeting = StationSound(station="xa-02635", kind="greeting", language="vi-VN")
    assert recordings[greeting] == tmp_path.resolve() / "greetings/xa-02635.greeting.vi-VN.wav"
    assert len(recordings) == 2
    assert places_and_codes(load_changed(tmp_path)) == [
        "ws/greetings/loi-chao.doc: orphan-file",
        "ws/greetings/xa-02635.greeting.vi-VN.mp3: second-recording",
        "ws/greetings/xa-02635.sign-off.vi.ogg: orphan-file",
        "ws/greetings/xa-2635.greeting.vi-VN.wav: orphan-file",
    ]


def test_the_inputs_digest_follows_what_planning_depends_on(tmp_path: Path) -> None:
    """A table saved in another form and files that are never read change nothing; a cell, a script, a template do."""
    plain = load(tmp_path).inputs_digest
    stations = FILES["stations.csv"].replace(",", ";").replace("\n", "\r\n")
    assert load(tmp_path, {"stations.csv": stations.encode("utf-8-sig")}).inputs_digest == plain
    (tmp_path / "plans" / "2023-W14").mkdir(parents=True)
    (tmp_path / "plans" / "2023-W14" / "plan.json").write_text("{}")
    assert load(tmp_path, {"segments/README.md": "x", "audio_templates/.DS_Store": "x"}).inputs_digest == plain
    others = [
        load(tmp_path, edited("stations.csv", ("Cốc San", "Cốc Sàn"))).inputs_digest,
        load(tmp_path, {"segments/tin-01.vi-VN.txt": "Bà con chú ý nhé.\n"}).inputs_digest,
        load(tmp_path, {"audio_templates/sounds/nhac-cat.yaml": MELODY + "\n"}).inputs_digest,
        load(tmp_path, edited("windows.yaml", ("05:45", "05:50"))).inputs_digest,
    ]
    assert len({plain, *others}) == 5


@pytest.mark.parametrize("name", ["lao-cai", "an-giang"])
def test_the_worked_schedules_have_no_error(name: str) -> None:
    """What is shipped as an example loads."""
    loaded = load_workspace(shipped("schedules") / name, shown_as=name)
    assert [problem.line("en") for problem in loaded.problems if problem.severity == "error"] == []
    assert loaded.workspace is not None
    assert len(loaded.workspace.stations) in {162, 168}


def test_phone_recordings_are_read_and_files_of_another_form_are_named(tmp_path: Path) -> None:
    """What a telephone records is a recording; of a slide show it is said what it should be saved as."""
    forms = {f"segments/tin-02.hmn-VN.{form}": b"sound" for form in ("AMR", "pptx")}
    root = write_workspace(tmp_path / "w", {"segments/tin-02.hmn-VN.wav": None, **forms})
    loaded = load_workspace(root, shown_as="ws")
    assert loaded.workspace is not None
    (recorded,) = (one.audio for one in loaded.workspace.segments[1].versions if one.language == "hmn-VN")
    assert recorded == root / "segments/tin-02.hmn-VN.AMR"
    (problem,) = loaded.problems
    assert problem.line("en").startswith("ws/segments/tin-02.hmn-VN.pptx: unknown-file-form: .pptx files are not read")
