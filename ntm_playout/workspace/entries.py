"""Entries: every record of every file that is right by itself, with its place."""

from dataclasses import dataclass

from ntm_playout.workspace.calendar_file import BlackoutRecord, ChangeRecord, HolidayRecord, LunarRecord
from ntm_playout.workspace.evidence_tables import ActivityRecord, BodyRecord, QuestionRecord
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.habits_table import HabitRecord
from ntm_playout.workspace.lexicon_table import LexiconRecord
from ntm_playout.workspace.locks_table import LockRecord
from ntm_playout.workspace.policy_file import (
    AudienceRecord,
    DocumentRecord,
    FrameRecord,
    QuotaRecord,
    SloganRecord,
    TargetRecord,
    ThemeRecord,
    TopicRecord,
)
from ntm_playout.workspace.programmes_file import ProgrammeRecord
from ntm_playout.workspace.raw_files import RawFiles
from ntm_playout.workspace.records import (
    Placed,
    R,
    check_keys,
    read_branch,
    read_entries,
    read_rows,
    read_tree,
)
from ntm_playout.workspace.segments_table import SegmentRecord
from ntm_playout.workspace.settings_file import SettingsRecord
from ntm_playout.workspace.staff_table import PersonRecord
from ntm_playout.workspace.stations_table import StationRecord
from ntm_playout.workspace.windows_file import WindowSetRecord
from ntm_playout.workspace.withdrawals_table import WithdrawalRecord

NEEDED_KEYS = {
    "policy": ("document", "topics", "audiences", "quotas", "slogans"),
    "windows": ("sets",),
    "programmes": ("programmes",),
    "calendar": (),
}
OPTIONAL_KEYS = {
    "policy": ("themes", "frames", "targets"),
    "calendar": ("holidays", "lunar", "changes", "blackouts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The records of a workspace, in the files' order; wrong ones are left out.

    `has_all_stations` tells whether no row of stations was wrong: only then it is sure that a rule is for none.
    """

    settings: Placed[SettingsRecord] | None
    document: Placed[DocumentRecord] | None
    topics: tuple[Placed[TopicRecord], ...]
    audiences: tuple[Placed[AudienceRecord], ...]
    themes: tuple[Placed[ThemeRecord], ...]
    frames: tuple[Placed[FrameRecord], ...]
    quotas: tuple[Placed[QuotaRecord], ...]
    targets: tuple[Placed[TargetRecord], ...]
    slogans: tuple[Placed[SloganRecord], ...]
    stations: tuple[Placed[StationRecord], ...]
    window_sets: tuple[Placed[WindowSetRecord], ...]
    programmes: tuple[Placed[ProgrammeRecord], ...]
    segments: tuple[Placed[SegmentRecord], ...]
    staff: tuple[Placed[PersonRecord], ...]
    habits: tuple[Placed[HabitRecord], ...]
    locks: tuple[Placed[LockRecord], ...]
    lexicon: tuple[Placed[LexiconRecord], ...]
    withdrawals: tuple[Placed[WithdrawalRecord], ...]
    bodies: tuple[Placed[BodyRecord], ...]
    activities: tuple[Placed[ActivityRecord], ...]
    questions: tuple[Placed[QuestionRecord], ...]
    holidays: tuple[Placed[HolidayRecord], ...]
    lunar: tuple[Placed[LunarRecord], ...]
    changes: tuple[Placed[ChangeRecord], ...]
    blackouts: tuple[Placed[BlackoutRecord], ...]
    has_all_stations: bool

    @property
    def named_days(self) -> tuple[Placed[HolidayRecord] | Placed[LunarRecord], ...]:
        """The days that the calendar knows by name, holidays first."""
        return (*self.holidays, *self.lunar)

    @property
    def set_times(self) -> tuple[Placed[HabitRecord] | Placed[LockRecord], ...]:
        """The times that planners set themselves: habits of every week, then locks of one date."""
        return (*self.habits, *self.locks)

    @property
    def years_and_months(self) -> tuple[Placed[ThemeRecord] | Placed[FrameRecord], ...]:
        """The themes of years, then the frames of months."""
        return (*self.themes, *self.frames)


def read_all(folder: Folder, raw: RawFiles) -> Entries:
    """Return the records of all files; every one that is wrong leaves its problems."""
    for name, needed in NEEDED_KEYS.items():
        if name in raw.trees:
            check_keys(folder, raw.trees[name], needed=needed, optional=OPTIONAL_KEYS.get(name, ()))
    settings, policy = raw.trees.get("workspace"), raw.trees.get("policy")
    reader = _Reader(folder, raw)
    stations = reader.rows("stations", StationRecord)
    table = raw.tables.get("stations")
    return Entries(
        settings=read_tree(folder, settings, SettingsRecord) if settings else None,
        document=read_branch(folder, policy, "document", DocumentRecord) if policy else None,
        topics=reader.listed("policy", "topics", TopicRecord),
        audiences=reader.listed("policy", "audiences", AudienceRecord),
        themes=reader.listed("policy", "themes", ThemeRecord),
        frames=reader.listed("policy", "frames", FrameRecord),
        quotas=reader.listed("policy", "quotas", QuotaRecord),
        targets=reader.listed("policy", "targets", TargetRecord),
        slogans=reader.listed("policy", "slogans", SloganRecord),
        stations=stations,
        window_sets=reader.listed("windows", "sets", WindowSetRecord),
        programmes=reader.listed("programmes", "programmes", ProgrammeRecord),
        segments=reader.rows("segments", SegmentRecord),
        staff=reader.rows("staff", PersonRecord),
        habits=reader.rows("habits", HabitRecord),
        locks=reader.rows("locks", LockRecord),
        lexicon=reader.rows("lexicon", LexiconRecord),
        withdrawals=reader.rows("withdrawals", WithdrawalRecord),
        bodies=reader.rows("bodies", BodyRecord),
        activities=reader.rows("activities", ActivityRecord),
        questions=reader.rows("questions", QuestionRecord),
        holidays=reader.listed("calendar", "holidays", HolidayRecord),
        lunar=reader.listed("calendar", "lunar", LunarRecord),
        changes=reader.listed("calendar", "changes", ChangeRecord),
        blackouts=reader.listed("calendar", "blackouts", BlackoutRecord),
        has_all_stations=table is not None and len(stations) == len(table.rows),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what is there; what is not there holds nothing."""

    folder: Folder
    raw: RawFiles

    def listed(self, name: str, key: str, kind: type[R]) -> tuple[Placed[R], ...]:
        tree = self.raw.trees.get(name)
        return read_entries(self.folder, tree, key, kind) if tree else ()

    def rows(self, name: str, kind: type[R]) -> tuple[Placed[R], ...]:
        table = self.raw.tables.get(name)
        return read_rows(self.folder, table, kind) if table else ()
