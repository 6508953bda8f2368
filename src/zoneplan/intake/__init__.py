"""From a table of corners to a layer: read, shaped, placed, reported, and only then written."""

from zoneplan.intake.model import STANDARD_INPUT, Outcome, Wanted
from zoneplan.intake.output import doubts
from zoneplan.intake.run import bring_in

__all__ = ["STANDARD_INPUT", "Outcome", "Wanted", "bring_in", "doubts"]
