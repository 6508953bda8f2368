"""Who lives in zones and in each band around them, zone by zone."""

import math
from collections.abc import Iterator

from zoneplan.kernels.distance import EDGES_M
from zoneplan.metrics.build import difference, named
from zoneplan.metrics.measure import Role, Subject
from zoneplan.metrics.registry import evaluate
from zoneplan.metrics.relocation.exposure import SCREENING, WITHIN, counted
from zoneplan.metrics.relocation.nearby import DWELLINGS, ZONES, Near
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.plan.raster import POPULATION
from zoneplan.text import Message, Number, Text

_INSIDE = Text("trong khu", "inside")
_BAND = Text("{inner}–{outer} m", "{inner}–{outer} m")
_AT_LEAST = Text("≥ {count}", "≥ {count}")
_UNTOLD = Text("Không đếm được quanh: {zones}.", "Nothing could be counted around: {zones}.")
_NOTHING = Text(
    "Cần lớp {layer} hoặc raster {raster} và khu có vị trí đủ rõ.",
    "It needs a layer {layer} or a raster {raster}, and zones whose places are known well enough.",
)
_ROLES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})


def _columns() -> Iterator[Column]:
    for what, (name, unit) in WITHIN.items():
        yield Column(f"{what}_in_band", Text(f"{name.vi} ở dải này", f"{name.en} in this band"), unit, 0)
        yield Column(f"{what}_within", Text(f"{name.vi} cộng dồn từ khu", f"{name.en} up to here"), unit, 0)


@table(
    TableSpec(
        id="distance_bands",
        name=Text("Người ở theo khoảng cách tới khu (sàng lọc)", "Residents by distance (screening)"),
        about=Text(
            "Số hộ và số người trong khu, trong từng dải quanh khu và cộng dồn; để sàng lọc, không phải kết luận pháp lý.",
            "Households and people inside each zone, in each band around it and added up; a screening, no legal finding.",
        ),
        columns=(
            Column("subject", Text("Mã", "Id")),
            Column("subject_name", Text("Khu, nhóm khu", "Zone or group")),
            Column("band", Text("Dải", "Band")),
            Column("to_m", Text("Đến", "Up to"), "m", 0),
            *_columns(),
        ),
        source="zoneplan",
        layers=(ZONES, DWELLINGS),
        rasters=(POPULATION.id,),
    )
)
def distance_bands(view: View, spec: TableSpec) -> Table:
    """Gives a row for the inside and for every band of each subject around which somebody could be counted."""
    rows: list[tuple[Cell, ...]] = []
    untold = []
    for subject in (s for s in view.subjects if s.role in _ROLES):
        found = {what: counted(view, subject, what).near for what in WITHIN}
        if all(near is None for near in found.values()):
            untold.append(subject.name)
        else:
            rows += _rows(view, subject, found)
    if not rows:
        return Table(spec=spec, reason=Message.of(_NOTHING, layer=DWELLINGS, raster=POPULATION.id))
    told = (Message.of(_UNTOLD, zones=named(untold)),) if untold else ()
    return Table(spec=spec, rows=tuple(rows), remarks=(Message.of(SCREENING), *told))


def _rows(view: View, subject: Subject, found: dict[str, Near | None]) -> Iterator[tuple[Cell, ...]]:
    inside = [_number(near.inside, near.unsaid[0]) if near else None for near in found.values()]
    if any(number is not None for number in inside):
        yield (
            subject.id,
            subject.name,
            _INSIDE,
            0.0,
            *(cell for number in inside for cell in (number, None)),
        )
    for band, edge in enumerate(EDGES_M):
        inner = EDGES_M[band - 1] if band else 0.0
        cells = [cell for what in WITHIN for cell in _cells(view, subject, what, band, found[what])]
        yield (subject.id, subject.name, Message.of(_BAND, inner=inner, outer=edge), edge, *cells)


def _cells(view: View, subject: Subject, what: str, band: int, near: Near | None) -> tuple[Cell, Cell]:
    """Gives how many are in the band alone, as drawn, and the measure of all within its outer distance."""
    within = evaluate(view, f"{what}_within_{round(EDGES_M[band])}m", subject)
    if near is None:
        return None, within
    start = near.drawn[band - 1] if band else (0.0 if math.isnan(near.inside) else near.inside)
    return _number(difference(near.drawn[band], start), near.unsaid[band + 1]), within


def _number(count: float, unsaid: float) -> Cell:
    """Gives a number, or only the least that it can be where dwellings do not say theirs."""
    if unsaid:
        return Message.of(_AT_LEAST, count=Number(count, 0)) if count else None
    return None if math.isnan(count) else float(count)
