"""The workspace: everything that was read, in one frozen record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from ntm_playout.model.audio_templates import AudioTemplate, Voice
from ntm_playout.model.calendar import Calendar
from ntm_playout.model.evidence import NO_EVIDENCE, Evidence
from ntm_playout.model.locks import Lock
from ntm_playout.model.policy import Policy, Quota, Target, Topic
from ntm_playout.model.programmes import Programme
from ntm_playout.model.repair_costs import ORDINARY_REPAIR_COSTS, RepairCosts
from ntm_playout.model.reporting import Reporting
from ntm_playout.model.segments import Segment
from ntm_playout.model.staff import Crew, Person, crews_of
from ntm_playout.model.stations import Profile, Station, Tier
from ntm_playout.model.time import Week
from ntm_playout.model.weights import ORDINARY_WEIGHTS, Weights
from ntm_playout.model.windows import Habit, WindowSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What workspace.yaml says.

    `issued_at` stamps drafts, so that their bytes do not depend on the clock; `voices` maps a language tag to the
    voice that may speak it; `languages` maps a tag to its name; `separation_weeks` is how many weeks (the planned one
    included) a station must not hear a segment twice; `counting_from` is the first week that quotas count.
    An airing that began at most `grace` off its time is on time, unless its station has a grace of its own; one of
    which less than `whole_percent` was heard is short, and does not count.
    """

    name: str
    province: str
    language: str
    uid_domain: str
    issued_at: datetime
    counting_from: Week
    tiers: tuple[Tier, ...]
    profiles: tuple[Profile, ...]
    languages: Mapping[str, str] = field(hash=False)
    voices: Mapping[str, Voice] = field(hash=False)
    separation_weeks: int = 2
    grid: timedelta = timedelta(minutes=5)
    repeat_after: timedelta = timedelta(hours=6)
    grace: timedelta = timedelta(minutes=10)
    whole_percent: int = 80
    public_url: str = ""
    weights: Weights = ORDINARY_WEIGHTS
    repair_costs: RepairCosts = ORDINARY_REPAIR_COSTS
    reporting: tuple[Reporting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class StationSound:
    """Which recording a station made of its own: `kind` is a cue's kind (greeting, sign-off)."""

    station: str
    kind: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A province's stations, policy, programmes, segments, staff, calendar and evidence.

    Ids are unique, references hold.

    `recordings` are the greetings and sign-offs that stations recorded themselves; `lexicon` holds written and spoken
    forms of words that voices would read wrong.
    `inputs` holds a digest of each file that planning depends on, by its name in the workspace; `inputs_digest` changes
    when any of them does.
    """

    root: Path
    settings: Settings
    policy: Policy
    stations: tuple[Station, ...]
    window_sets: tuple[WindowSet, ...]
    programmes: tuple[Programme, ...]
    segments: tuple[Segment, ...]
    staff: tuple[Person, ...]
    calendar: Calendar
    habits: tuple[Habit, ...] = ()
    locks: tuple[Lock, ...] = ()
    templates: tuple[AudioTemplate, ...] = ()
    recordings: Mapping[StationSound, Path] = field(default_factory=dict)
    lexicon: tuple[tuple[str, str], ...] = ()
    evidence: Evidence = NO_EVIDENCE
    inputs_digest: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def station_by_id(self) -> Mapping[str, Station]:
        """The stations by id."""
        return {station.id: station for station in self.stations}

    @cached_property
    def window_set_by_id(self) -> Mapping[str, WindowSet]:
        """The window sets by id."""
        return {window_set.id: window_set for window_set in self.window_sets}

    @cached_property
    def programme_by_id(self) -> Mapping[str, Programme]:
        """The programmes by id."""
        return {programme.id: programme for programme in self.programmes}

    @cached_property
    def segment_by_id(self) -> Mapping[str, Segment]:
        """The segments by id."""
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def template_by_id(self) -> Mapping[str, AudioTemplate]:
        """The audio templates by id."""
        return {template.id: template for template in self.templates}

    @cached_property
    def topic_by_id(self) -> Mapping[str, Topic]:
        """The topics by letter."""
        return {topic.id: topic for topic in self.policy.topics}

    @cached_property
    def profile_by_id(self) -> Mapping[str, Profile]:
        """The audience profiles by id."""
        return {profile.id: profile for profile in self.settings.profiles}

    @cached_property
    def quota_by_id(self) -> Mapping[str, Quota]:
        """The quotas by id."""
        return {quota.id: quota for quota in self.policy.quotas}

    @cached_property
    def target_by_id(self) -> Mapping[str, Target]:
        """The targets by id."""
        return {target.id: target for target in self.policy.targets}

    @cached_property
    def crews(self) -> tuple[Crew, ...]:
        """The stations that share staff, with their people; a station without staff is in none."""
        return crews_of(self.staff)

    @cached_property
    def crew_by_station(self) -> Mapping[str, Crew]:
        """The crew of each station that has staff."""
        return {station: crew for crew in self.crews for station in crew.stations}

    def programmes_of(self, station: Station, week: Week) -> tuple[Programme, ...]:
        """Return the programmes that `station` owes in `week`, in the file's order."""
        return tuple(
            programme
            for programme in self.programmes
            if programme.stations.selects(station)
            and programme.outlet in station.outlets
            and programme.in_force.holds_week(week)
        )

    def grace_of(self, station: str) -> timedelta:
        """Return how far from its time an airing of a station may begin and still be on time."""
        own = self.station_by_id[station].grace
        return self.settings.grace if own is None else own

    def language_name(self, tag: str) -> str:
        """Return what a language is called, or the tag itself."""
        return self.settings.languages.get(tag, tag)
