"""Checks: pure functions of a plan that return findings.

Importing the package registers every check.
"""

from zoneplan.checks import areas, bounds, geometry, groups, identity, ledger, parts, references, stages
from zoneplan.checks.registry import CHECK_RULES, run_checks

__all__ = [
    "CHECK_RULES",
    "areas",
    "bounds",
    "geometry",
    "groups",
    "identity",
    "ledger",
    "parts",
    "references",
    "run_checks",
    "stages",
]
