"""bodies.csv, activities.csv and questions.csv: what shows that the plan's other demands were met?"""

import re
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from ntm_playout.files import ascii_text
from ntm_playout.model.evidence import Activity, ActivityKind, ActivityState, Body, BudgetSource, Question
from ntm_playout.model.time import DAY, DateSpan, at
from ntm_playout.problems import Source
from ntm_playout.workspace.fields import (
    Day,
    Flag,
    Id,
    MaybeText,
    Tags,
    Text,
    Url,
    Words,
    choice,
    number,
    read_day,
    read_maybe_text,
    read_moment,
    read_text,
    refuse,
)
from ntm_playout.workspace.records import Record
from ntm_playout.workspace.spans import check_order

MOST = 1_000_000_000
DAY_ALONE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}")
LOCAL_MOMENT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})[ T](\d{1,2}):(\d\d)(?::\d\d)?")


def read_instant(value: object) -> datetime:
    """Read `2023-04-05T17:00`, `05/04/2023 17:00` or a day alone, which is its first instant."""
    word = read_text(value)
    if DAY_ALONE.fullmatch(word):
        return at(read_day(word), timedelta(0))
    local = LOCAL_MOMENT.fullmatch(word)
    if local:
        day, month, year, hour, minute = (int(part) for part in local.groups())
        word = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"
    return read_moment(word)


def read_deadline(value: object) -> datetime:
    """Read the first instant that is late: the minute after the one named, or the day after a day alone."""
    word = read_text(value)
    return read_instant(word) + (DAY if DAY_ALONE.fullmatch(word) else timedelta(minutes=1))


def read_money(value: object) -> int:
    """Read an amount in đồng, with or without the points, spaces or commas between thousands."""
    word = read_text(value)
    plain = re.sub(r"(?<=\d)[., ](?=\d{3}(\D|$))", "", word)
    if not re.fullmatch(r"\d{1,13}", plain):
        raise refuse("bad-number", value=word, low=0, high=10**13 - 1)
    return int(plain)


def read_file(value: object) -> str:
    """Read the name of a file below `evidence/`, or nothing."""
    word = read_maybe_text(value).replace("\\", "/")
    if word.startswith("/") or ":" in word or ".." in word.split("/"):
        raise refuse("unsafe-name", value=word)
    return word


Instant = Annotated[datetime, BeforeValidator(read_instant)]
Deadline = Annotated[datetime, BeforeValidator(read_deadline)]
Money = Annotated[int, BeforeValidator(read_money)]
Number = Annotated[int, number(0, MOST)]


class BodyRecord(Record):
    """A row."""

    id: Id
    name: Text
    kind: Id
    tier: Text
    parent: MaybeText = ""
    area: MaybeText = ""
    in_force_from: Day | None = None
    in_force_to: Day | None = None

    @model_validator(mode="after")
    def _last_forwards(self) -> "BodyRecord":
        check_order(self.in_force_from, self.in_force_to, at="in_force_to")
        return self

    def model(self, source: Source) -> Body:
        """Return the body."""
        return Body(
            id=self.id,
            name=self.name,
            kind=self.kind,
            tier=self.tier,
            parent=self.parent,
            area=self.area,
            in_force=DateSpan(first=self.in_force_from, last=self.in_force_to),
            source=source,
        )


class ActivityRecord(Record):
    """A row."""

    id: Id
    targets: Words
    kind: Annotated[ActivityKind, choice(ActivityKind)]
    title: Text
    date: Day
    date_to: Day | None = None
    body: Text
    state: Annotated[ActivityState, choice(ActivityState)] = ActivityState.DONE
    place: MaybeText = ""
    count: Number = 1
    print_run: Number = 0
    languages: Tags = ()
    reach: Number = 0
    link: Url = ""
    file: Annotated[str, BeforeValidator(read_file)] = ""
    cost: Money = 0
    budget: Annotated[BudgetSource, choice(BudgetSource)] | None = None
    order_number: MaybeText = ""

    @model_validator(mode="after")
    def _end_after_they_begin(self) -> "ActivityRecord":
        check_order(self.date, self.date_to, at="date_to")
        return self

    def model(self, source: Source) -> Activity:
        """Return the activity."""
        return Activity(
            id=self.id,
            targets=self.targets,
            kind=self.kind,
            title=self.title,
            first=self.date,
            day=self.date_to or self.date,
            body=self.body,
            state=self.state,
            place=self.place,
            count=self.count,
            print_run=self.print_run,
            languages=self.languages,
            reach=self.reach,
            link=self.link,
            file=self.file,
            cost=self.cost,
            budget=self.budget,
            order_number=self.order_number,
            source=source,
        )


class QuestionRecord(Record):
    """A row."""

    id: Id
    received: Instant
    about: Text
    body: Text
    deadline: Deadline | None = None
    answered: Instant | None = None
    posted: Instant | None = None
    link: Url = ""
    withdrawn: Flag = False

    @model_validator(mode="after")
    def _happen_in_order(self) -> "QuestionRecord":
        for name, instant in (("answered", self.answered), ("posted", self.posted)):
            if instant and instant < at(self.received.date(), timedelta(0)):
                raise refuse("reversed-dates", first=self.received, last=instant, at=name)
        return self

    @property
    def names_somebody(self) -> bool:
        """Tell whether the text holds a telephone number or an e-mail address, which nobody may keep here."""
        plain = re.sub(r"(?<=\d)[ .-](?=\d)", "", ascii_text(self.about))
        return bool(re.search(r"\d{9,}|\S@\S+\.\S", plain))

    def model(self, source: Source) -> Question:
        """Return the question."""
        return Question(
            id=self.id,
            received=self.received,
            about=self.about,
            body=self.body,
            deadline=self.deadline,
            answered=self.answered,
            posted=self.posted,
            link=self.link,
            is_withdrawn=self.withdrawn,
            source=source,
        )
