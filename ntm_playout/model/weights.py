"""Weights: what does each unit of a planning term cost, if a workspace says nothing else?"""

from typing import NamedTuple

MOST = 1000
"""No weight may be greater, so that the terms of one level never add up to a unit of the level above."""
MOST_SPREAD = 100
"""The same for `spread`, which is for squares."""


class Weights(NamedTuple):
    """The weights of airing times: integers from 0 to `MOST` (`spread` to `MOST_SPREAD`).

    `moved_…` are units of moving a published airing; inside a part of the day one more for every five minutes.
    The others share the lowest level:

    `habit_…` for leaving the hour that listeners know: in another part of the day, on another day, by minutes.
    `spread` for each squared half-day by which the time between two first runs misses an even week.
    `stagger` for each day by which a first run misses its programme's own days, so that an outlet's programmes begin
    on days of their own and its week is not over on Monday evening.
    `repeat_late` for each half-day by which a repeat comes later than a day and a half after its first run.
    `repeat_same_part` for a repeat in its first run's part of the day: who could not listen then, cannot again.
    `prime` for each five minutes off the hours in which most people listen.
    `first_run_not_in_evening` for a first run when people are not home yet, besides its five minutes.
    """

    moved_other_day: int = 100
    moved_other_part: int = 80
    moved_in_part: int = 40
    habit_other_part: int = 600
    habit_other_day: int = 400
    habit_other_minute: int = 100
    spread: int = 20
    stagger: int = 4
    repeat_late: int = 10
    repeat_same_part: int = 30
    prime: int = 1
    first_run_not_in_evening: int = 60


ORDINARY_WEIGHTS = Weights()
