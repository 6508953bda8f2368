"""Every rule that a command may name, in the order in which they are listed."""

from zoneplan.checks import CHECK_RULES
from zoneplan.corners.rules import IMPORT_RULES
from zoneplan.io.cells.rules import CELLS_REFUSED
from zoneplan.io.rules import READING_RULES
from zoneplan.plan.finding import Rule

IMPORTING: tuple[Rule, ...] = (CELLS_REFUSED, *IMPORT_RULES)
"""The rules of importing tables of corners."""
RULEBOOK: tuple[Rule, ...] = (*READING_RULES, *CHECK_RULES.values(), *IMPORTING)
"""The rules of reading, of checking and of importing."""
