"""Evidence: what shows that the plan's other demands were met, who owed it, and what did people ask?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from ntm_playout.model.time import ALWAYS, DateSpan
from ntm_playout.problems import NOWHERE, Source


class ActivityKind(StrEnum):
    """What was done: the forms of communication that KH 01 II.2, III and V name."""

    NEWSPAPER_PAGE = "newspaper-page"
    NEWSPAPER_COLUMN = "newspaper-column"
    PORTAL_SECTION = "portal-section"
    BULLETIN_COLUMN = "bulletin-column"
    SOCIAL_POST = "social-post"
    LIVESTREAM = "livestream"
    TWO_WAY_CHANNEL = "two-way-channel"
    MINORITY_PROGRAMME = "minority-programme"
    VIDEO_CLIP = "video-clip"
    SKETCH = "sketch"
    FILM = "film"
    REPORTAGE = "reportage"
    SITCOM = "sitcom"
    PANEL = "panel"
    POSTER = "poster"
    LEAFLET = "leaflet"
    GUIDE = "guide"
    YEARBOOK = "yearbook"
    MAGAZINE = "magazine"
    HANDBOOK = "handbook"
    CONTEST = "contest"
    VILLAGE_CONTEST = "village-contest"
    ARTS_FESTIVAL = "arts-festival"
    FORUM = "forum"
    MOVEMENT = "movement"
    TRAINING = "training"
    PILOT_MODEL = "pilot-model"
    PLAN = "plan"
    PERIOD_PLAN = "period-plan"
    THEME = "theme"
    CONTENT_FRAME = "content-frame"
    KEY_TASK = "key-task"
    COORDINATION = "coordination"
    GUIDANCE = "guidance"
    MATERIAL = "material"
    DIFFICULTY = "difficulty"
    PROGRESS_REPORT = "progress-report"
    REVIEW = "review"
    COMMENDATION = "commendation"
    LOGO_INSPECTION = "logo-inspection"


class ActivityState(StrEnum):
    """How far it is: `WRONG` is looked at and not as it must be, `RAISED` a difficulty that is not settled yet."""

    PLANNED = "planned"
    DONE = "done"
    WRONG = "wrong"
    NOT_DONE = "not-done"
    RAISED = "raised"


class BudgetSource(StrEnum):
    """Who pays (KH 01 IV): a level of the state budget, or society."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An agency, newspaper or locality: one of those that "100 %" is a share of.

    `parent` is the body above it, `area` the kind of commune (I, II, III).
    """

    id: str
    name: str
    kind: str
    tier: str
    parent: str = ""
    area: str = ""
    in_force: DateSpan = ALWAYS
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySelector:
    """Which bodies a target is for: every field that is not empty must hold the body's value."""

    ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()

    def selects(self, body: Body) -> bool:
        """Tell whether the target is for `body`."""
        tests = ((self.ids, body.id), (self.kinds, body.kind), (self.tiers, body.tier))
        return all(not allowed or value in allowed for allowed, value in tests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that was done, printed, held, hung up or looked at, and for which target.

    It belongs to the period of `day`, its last day, which for a state is the day of its last update; `count` is how
    many things of the kind it is, `print_run` in how many copies; `reach` is how many people it reached; `cost` is
    in đồng.
    """

    id: str
    targets: tuple[str, ...]
    kind: ActivityKind
    title: str
    first: date
    day: date
    body: str
    state: ActivityState = ActivityState.DONE
    place: str = ""
    count: int = 1
    print_run: int = 0
    languages: tuple[str, ...] = ()
    reach: int = 0
    link: str = ""
    file: str = ""
    cost: int = 0
    budget: BudgetSource | None = None
    order_number: str = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asked, never who; `deadline` is the first instant at which an answer is late."""

    id: str
    received: datetime
    about: str
    body: str
    deadline: datetime | None = None
    answered: datetime | None = None
    posted: datetime | None = None
    link: str = ""
    is_withdrawn: bool = False
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All evidence, in the tables' order.

    `activities` and `questions` are None where nobody keeps such a table: then nothing can be said, not even that
    something was not reported.
    """

    bodies: tuple[Body, ...] = ()
    activities: tuple[Activity, ...] | None = None
    questions: tuple[Question, ...] | None = None

    @cached_property
    def body_by_id(self) -> Mapping[str, Body]:
        """The bodies by id."""
        return {body.id: body for body in self.bodies}

    @cached_property
    def activities_by_target(self) -> Mapping[str, tuple[Activity, ...]]:
        """The activities that name each target, in order of their last day."""
        found: dict[str, list[Activity]] = {}
        for activity in sorted(self.activities or (), key=lambda one: (one.day, one.id)):
            for target in activity.targets:
                found.setdefault(target, []).append(activity)
        return {target: tuple(activities) for target, activities in found.items()}


NO_EVIDENCE = Evidence()
