"""Plan rules: does a plan keep every rule, whoever made it?"""

from collections.abc import Callable, Iterable, Sequence

from ntm_playout.checks import airing_rules, duty_rules, line_up_rules, reference_rules
from ntm_playout.model.plan import Plan
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, sort_problems

Rule = Callable[[Workspace, Plan, Sequence[Plan]], Iterable[Problem]]
"""One rule: workspace, plan and the plans of earlier weeks to the plan's errors."""

RULES: tuple[Rule, ...] = (
    reference_rules.airing_ids_are_unique,
    reference_rules.airings_name_what_is_there,
    reference_rules.line_ups_name_what_is_there,
    reference_rules.duties_name_what_is_there,
    reference_rules.airings_are_in_the_week,
    reference_rules.airings_are_of_their_programme,
    airing_rules.airings_lie_in_free_time,
    airing_rules.airings_do_not_overlap,
    airing_rules.first_runs_are_on_different_days,
    airing_rules.locks_are_kept,
    airing_rules.repeats_follow_their_first_run,
    airing_rules.repeats_carry_the_same_edition,
    line_up_rules.line_ups_fit_their_slots,
    line_up_rules.subtopics_differ,
    line_up_rules.line_ups_keep_to_one_language,
    line_up_rules.whole_programmes_air_alone,
    line_up_rules.segments_are_approved,
    line_up_rules.segments_are_not_withdrawn,
    line_up_rules.segments_are_valid_on_the_day,
    line_up_rules.segments_are_of_the_strand,
    line_up_rules.versions_can_be_heard,
    line_up_rules.studios_have_the_minutes,
    line_up_rules.segments_are_not_heard_again_too_soon,
    duty_rules.nobody_is_in_two_places,
    duty_rules.nobody_is_on_duty_while_away,
    duty_rules.nobody_has_too_many_duties,
    duty_rules.people_rest_between_days,
    duty_rules.people_work_at_their_stations,
    duty_rules.people_speak_the_language,
)


def check_plan(workspace: Workspace, plan: Plan, history: Sequence[Plan] = ()) -> tuple[Problem, ...]:
    """Return every breach of every rule as an error; `history` are plans of earlier weeks.

    The source is the workspace's record that the plan goes against.
    """
    return sort_problems(problem for rule in RULES for problem in rule(workspace, plan, history))
