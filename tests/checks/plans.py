"""A good week of a small workspace, which a test spoils in one place."""

from dataclasses import replace

from ntm_playout.model.plan import Plan
from tests.plans import airing, duty, line_up, plan, repeat


def good_plan() -> Plan:
    """Return two first runs on Tuesday and Friday, each repeated the evening after, with somebody on duty at each."""
    first, second = airing("a1"), airing("a2", "2023-04-07T17:15", edition="e2")
    airings = (first, repeat(first, "2023-04-05T17:15"), second, repeat(second, "2023-04-09T05:15"))
    line_ups = (line_up("e1", "ntm-00", "ntm-01", "ntm-02"), line_up("e2", "ntm-03", "ntm-04"))
    return plan(*airings, line_ups=line_ups, duties=tuple(duty(one.id) for one in airings))


def with_airing(spoiled: Plan, name: str, **changes: object) -> Plan:
    """Return the plan with one airing changed."""
    airings = tuple(one._replace(**changes) if one.id == name else one for one in spoiled.airings)  # type: ignore[arg-type] # the fields of an airing
    return replace(spoiled, airings=airings)
