"""The list of checks, and how a plan goes through all of them."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from zoneplan.checks.bounded import MORE, bounded
from zoneplan.plan.finding import Finding, Rule, in_order
from zoneplan.plan.plan import Plan

Check: TypeAlias = Callable[[Plan], Iterable[Finding]]

_CHECKS: list[Check] = []
CHECK_RULES: dict[str, Rule] = {MORE.id: MORE}
"""Every rule that a check may find broken, by its id."""
CHECKED_IN: dict[str, str] = {MORE.id: "bounded"}
"""The module of ``zoneplan.checks`` that looks for each rule, by the rule's id."""


def check(*rules: Rule) -> Callable[[Check], Check]:
    """Registers a function that looks for places where the given rules do not hold."""

    def register(function: Check) -> Check:
        for rule in rules:
            if rule.id in CHECK_RULES:
                raise ValueError(rule.id)
            CHECK_RULES[rule.id] = rule
            CHECKED_IN[rule.id] = function.__module__.rpartition(".")[2]
        _CHECKS.append(function)
        return function

    return register


OUTLINES = frozenset({"validity", "shapes", "geometry", "topology", "claims", "places", "shifts"})
"""The modules whose checks look at the features of whole kinds of layers and at nothing in the ledger."""


def run_checks(plan: Plan, modules: frozenset[str] | None = None) -> tuple[Finding, ...]:
    """Gives what the checks find in a plan, the weightiest first, of each rule and layer a readable number.

    Args:
        plan: The plan.
        modules: The modules whose checks are run; without them all.
    """
    chosen = [f for f in _CHECKS if modules is None or f.__module__.rpartition(".")[2] in modules]
    return in_order(list(bounded(finding for function in chosen for finding in function(plan))))
