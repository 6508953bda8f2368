"""Density surfaces of people, zone land and hydropower: what lies where, spread by a quartic kernel, mass kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zoneplan.geo.position import is_areal
from zoneplan.kernels.density import areal_masses, kernel_density, spread
from zoneplan.kernels.shapes import as_array
from zoneplan.kernels.windows import Affine
from zoneplan.metrics.build import named
from zoneplan.metrics.density.study_area import (
    MOST_CELLS,
    StudyArea,
    cells_of,
    placed,
    raster_masses,
    study_area,
)
from zoneplan.metrics.density.surface_kinds import SURFACE_KINDS, SurfaceKind, Weights
from zoneplan.metrics.view import View, total
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.plan.units import UNITS
from zoneplan.text import Message, Number, Text

METHOD = "Silverman (1986), Density Estimation, 4.2.1; Diggle (1985), doi:10.2307/2347366"
_SLIGHT = 1e-9
"""Mass outside the study area below this part of all is rounding."""
_KERNEL = Text(
    "Hàm nhân bậc bốn, bán kính {bandwidth} m, ô {cell} m. Phần vượt ra ngoài vùng tính được trả lại vào trong, nên "
    "tổng giữ nguyên: {mass} {unit}.",
    "Quartic kernel, bandwidth {bandwidth} m, cells of {cell} m. What would fall outside the study area is given back "
    "inside, so that the total stays: {mass} {unit}.",
)
_FRAME = Text(
    "Không phải xã, phường nào cũng có ranh giới, nên vùng tính là cả khung của quy hoạch, không phải riêng tỉnh.",
    "Not all communes have outlines, so the study area is the whole frame of the plan and not the province alone.",
)
_WIDER = Text(
    "{count} nơi có sai số vị trí lớn hơn bán kính (tới {most} m) được trải trong phạm vi sai số của chúng.",
    "{count} places are known less well than the bandwidth (up to {most} m) and are spread as far as they may be off.",
)
_MOVED = Text(
    "{count} điểm nằm ngoài ranh giới tỉnh không quá sai số vị trí được đặt trên ranh giới.",
    "{count} points drawn beyond the border by no more than their uncertainty are put on the border.",
)
_OUTSIDE = Text(
    "{mass} {unit} nằm ngoài vùng tính nên không có trong bề mặt.",
    "{mass} {unit} lie outside the study area and are not in the surface.",
)
_MISSING = Text(
    "Chưa có số liệu nên không tính: {missing}.", "Left out because figures are missing: {missing}."
)
_TOO_MANY = Text(
    "Ô {cell} m cho {cells} ô, nhiều hơn {most}: tăng cell_m của [surfaces] trong zoneplan.toml.",
    "Cells of {cell} m make {cells} of them, more than {most}: raise cell_m of [surfaces] in zoneplan.toml.",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surface:
    """A density surface, or the reason why there is none.

    Attributes:
        id: What it is called in files.
        name: Its names.
        unit: The unit of its values, per km².
        bandwidth_m: The radius of the kernel.
        cell_m: The side of a cell.
        crs: The system of its cells, that of the plan.
        per_km2: The values, shape ``(rows, columns)``; cells outside the study area are not a number.
        transform: Where the cells lie.
        mass: What all cells hold together: their values times the area of a cell.
        mass_unit: The unit of that.
        as_of: The time it speaks of.
        figures: The ledger rows that it is made of.
        rasters: The ids of the rasters that it is made of.
        remarks: What a reader must know.
        reason: Why there are no values.
    """

    id: str
    name: Text
    unit: str
    bandwidth_m: float
    cell_m: float
    crs: str
    mass_unit: str
    per_km2: NDArray[np.float64] | None = None
    transform: Affine | None = None
    mass: float = 0.0
    as_of: str = ""
    figures: tuple[Figure, ...] = ()
    rasters: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Densities in the cells, what lies outside, and what is to be said about it."""

    per_km2: NDArray[np.float64]
    outside: float
    told: tuple[Message, ...] = ()


def surfaces(view: View) -> tuple[Surface, ...]:
    """Gives the density surfaces of a plan: people, land of existing zones, operating hydropower capacity."""
    cell = view.plan.config.surfaces.cell_m
    cells = cells_of(view, cell)
    blank = tuple(_blank(view, kind) for kind in SURFACE_KINDS)
    if cells > MOST_CELLS:
        reason = Message.of(_TOO_MANY, cell=cell, cells=cells, most=MOST_CELLS)
        return tuple(replace(surface, reason=reason) for surface in blank)
    area = study_area(view, cell)
    return tuple(_filled(view, kind, area, s) for kind, s in zip(SURFACE_KINDS, blank, strict=True))


def _blank(view: View, kind: SurfaceKind) -> Surface:
    asked = view.plan.config.surfaces
    return Surface(
        id=kind.id,
        name=kind.name,
        unit=kind.unit,
        bandwidth_m=asked.bandwidth_m,
        cell_m=asked.cell_m,
        crs=view.plan.crs,
        mass_unit=kind.mass_unit,
    )


def _filled(view: View, kind: SurfaceKind, area: StudyArea, blank: Surface) -> Surface:
    found = kind.weights(view)
    if isinstance(found, Message):
        return replace(blank, reason=found)
    if found.raster is None:
        drawn = _of_features(found, area, blank.bandwidth_m)
    else:
        masses = raster_masses(area, found.raster, view.plan.crs)
        drawn = _Drawn(spread(masses, area.grid, blank.bandwidth_m, area.inside).per_km2, 0.0)
    whole = total(found.amounts)
    filled = replace(
        blank,
        per_km2=np.where(area.inside, drawn.per_km2, np.nan),
        transform=area.transform,
        mass=float(drawn.per_km2.sum() * area.grid.cell_km2),
        as_of=found.raster.as_of.text if found.raster else whole.as_of,
        figures=whole.figures,
        rasters=(found.raster.id,) if found.raster else (),
    )
    return replace(filled, remarks=_remarks(filled, found, drawn, area))


def _of_features(found: Weights, area: StudyArea, bandwidth_m: float) -> _Drawn:
    """Spreads amounts of outlines evenly over their land, and those of points as far as they may be off."""
    pairs = list(zip(found.features, (amount.value for amount in found.amounts), strict=True))
    areal = [pair for pair in pairs if _outlined(pair[0])]
    points = [pair for pair in pairs if not _outlined(pair[0])]
    land, spots = _of_outlines(areal, area, bandwidth_m), _of_points(points, area, bandwidth_m)
    return _Drawn(land.per_km2 + spots.per_km2, land.outside + spots.outside, spots.told)


def _outlined(feature: Feature) -> bool:
    return is_areal(feature.geometry) and bool(feature.geometry.is_valid) and feature.geometry.area > 0


def _of_outlines(pairs: Sequence[tuple[Feature, float]], area: StudyArea, bandwidth_m: float) -> _Drawn:
    if not pairs:
        return _Drawn(np.zeros(area.grid.shape), 0.0)
    masses = areal_masses(as_array([f.geometry for f, _ in pairs]), [value for _, value in pairs], area.grid)
    drawn = spread(masses.per_cell, area.grid, bandwidth_m, area.inside)
    return _Drawn(drawn.per_km2, masses.outside + drawn.outside)


def _of_points(pairs: Sequence[tuple[Feature, float]], area: StudyArea, bandwidth_m: float) -> _Drawn:
    """Spreads amounts of points by the bandwidth, or by their uncertainty where that is larger."""
    off = np.array([feature.uncertainty_m for feature, _ in pairs])
    weight = np.array([value for _, value in pairs])
    xy, moved = placed(area, as_array([f.geometry.centroid for f, _ in pairs]), off)
    reach = np.maximum(off, bandwidth_m)
    per_km2, outside = np.zeros(area.grid.shape), 0.0
    for radius in np.unique(reach):
        here = reach == radius
        drawn = kernel_density(xy[here], weight[here], area.grid, float(radius), area.inside)
        per_km2, outside = per_km2 + drawn.per_km2, outside + drawn.outside
    wider = int(np.count_nonzero(off > bandwidth_m))
    told = [Message.of(_WIDER, count=wider, most=Number(float(off.max()), 0))] if wider else []
    return _Drawn(per_km2, outside, (*told, *([Message.of(_MOVED, count=moved)] if moved else [])))


def _remarks(surface: Surface, found: Weights, drawn: _Drawn, area: StudyArea) -> tuple[Message, ...]:
    unit = UNITS[surface.mass_unit].sign
    mass = Number(surface.mass, 1)
    told = [Message.of(_KERNEL, bandwidth=surface.bandwidth_m, cell=surface.cell_m, mass=mass, unit=unit)]
    if area.land is None:
        told.append(Message.of(_FRAME))
    told += [*found.told, *drawn.told]
    if drawn.outside > _SLIGHT * (surface.mass + drawn.outside):
        told.append(Message.of(_OUTSIDE, mass=Number(drawn.outside, 1), unit=unit))
    if found.missing:
        told.append(Message.of(_MISSING, missing=named(found.missing)))
    return tuple(told)
