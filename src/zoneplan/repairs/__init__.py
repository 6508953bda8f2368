"""Repairs: pure functions that mend what needs no decision, and say by how much the land changed."""

from zoneplan.repairs.declared import REPAIRS, Repair, Repaired, Step
from zoneplan.repairs.plans import Change, Mended, mended

__all__ = ["REPAIRS", "Change", "Mended", "Repair", "Repaired", "Step", "mended"]
