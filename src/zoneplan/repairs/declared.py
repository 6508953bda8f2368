"""The repairs that need no decision: what each does and which rules it answers."""

from dataclasses import dataclass
from typing import Self

import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.text import Text


@dataclass(frozen=True, slots=True)
class Repair:
    """One declared repair: its name, and the ids of the rules whose findings it answers."""

    id: str
    name: Text
    rules: tuple[str, ...]


MADE_VALID = Repair(
    "made_valid",
    Text("dựng lại thành vùng hợp lệ", "rebuilt as a valid polygon"),
    ("geometry_invalid",),
)
REPEATS_REMOVED = Repair(
    "repeats_removed", Text("bỏ đỉnh lặp", "repeated vertices removed"), ("vertices_repeated",)
)
SPIKES_REMOVED = Repair("spikes_removed", Text("cắt gai nhọn", "spikes removed"), ("spike",))
PARTS_REMOVED = Repair(
    "parts_removed", Text("bỏ phần nhỏ hơn 1 m²", "parts below 1 m² removed"), ("part_tiny",)
)
HOLES_REMOVED = Repair(
    "holes_removed", Text("lấp lỗ nhỏ hơn 1 m²", "holes below 1 m² filled"), ("hole_tiny",)
)
FEATURE_DROPPED = Repair(
    "feature_dropped",
    Text("bỏ đối tượng trùng", "duplicate feature dropped"),
    ("feature_duplicate", "context_duplicate"),
)
BOUNDARY_MATCHED = Repair(
    "boundary_matched",
    Text("khớp ranh giới với vùng bên cạnh", "boundary matched with its neighbours"),
    ("coverage_mismatch",),
)
RING_CLOSED = Repair("ring_closed", Text("khép kín vòng", "ring closed"), ("ring_unclosed",))

REPAIRS = {
    repair.id: repair
    for repair in (
        RING_CLOSED,
        MADE_VALID,
        REPEATS_REMOVED,
        SPIKES_REMOVED,
        PARTS_REMOVED,
        HOLES_REMOVED,
        FEATURE_DROPPED,
        BOUNDARY_MATCHED,
    )
}
"""Every repair by its id, in the order in which they are done."""


@dataclass(frozen=True, slots=True)
class Step:
    """One repair of one geometry: where, on how many places, and its area in square metres before and after."""

    repair: Repair
    place: BaseGeometry
    count: int
    before_m2: float
    after_m2: float
    note: Text | None = None

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - the parts of a step
        cls,
        repair: Repair,
        before: BaseGeometry,
        after: BaseGeometry,
        place: BaseGeometry,
        count: int,
        note: Text | None = None,
    ) -> Self:
        """Gives the step from one geometry to another."""
        return cls(repair, place, count, float(shapely.area(before)), float(shapely.area(after)), note)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A geometry after its repairs, and what was done to it; without steps it is the one that came."""

    geometry: BaseGeometry
    steps: tuple[Step, ...] = ()
