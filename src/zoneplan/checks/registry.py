"""The list of checks, and how a plan goes through all of them."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from zoneplan.plan.finding import Finding, Rule, in_order
from zoneplan.plan.plan import Plan

Check: TypeAlias = Callable[[Plan], Iterable[Finding]]

_CHECKS: list[Check] = []
CHECK_RULES: dict[str, Rule] = {}
"""Every rule that a check may find broken, by its id."""


def check(*rules: Rule) -> Callable[[Check], Check]:
    """Registers a function that looks for places where the given rules do not hold."""

    def register(function: Check) -> Check:
        for rule in rules:
            if rule.id in CHECK_RULES:
                raise ValueError(rule.id)
            CHECK_RULES[rule.id] = rule
        _CHECKS.append(function)
        return function

    return register


def run_checks(plan: Plan) -> tuple[Finding, ...]:
    """Gives everything that the checks find in a plan, the weightiest first."""
    return in_order([finding for function in _CHECKS for finding in function(plan)])
