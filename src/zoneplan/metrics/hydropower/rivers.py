"""Places along rivers: which plants stand on a river, and in which order from its source."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.kernels.shapes import as_array
from zoneplan.metrics.view import View
from zoneplan.plan.layer import Feature
from zoneplan.text import Text, fold, spelling

_KM = "river_km"
_GENERIC = tuple(spelling(word) + " " for word in ("sông", "suối"))
"""Words before a river's name that some write and some do not."""
_TWO = 2
"""So many plants with a river kilometre tell which way a line runs."""
ALONE = Text("nhà máy duy nhất", "the only plant")
BY_KM = Text("theo lý trình trên sông", "by river kilometre")
BY_LINE = Text("theo đường sông", "along the line of the river")
CLOSE = Text(
    "theo đường sông; vị trí chưa đủ chính xác để chắc thứ tự",
    "along the line of the river; positions are not known well enough to be sure of the order",
)
NO_DIRECTION = Text("theo đường sông, chưa rõ chiều chảy", "along the line of the river, direction unknown")
NO_PLACE = Text("chưa rõ vị trí trên sông", "place on the river unknown")


@dataclass(frozen=True, slots=True)
class Stand:
    """A plant of a river: its rank from the source, and what its place rests on.

    With a rank all plants listed before it stand above it and all listed after it below; without one that is not
    known.
    """

    site: Feature
    rank: int | None
    basis: Text


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a river in the plan's grid and by how many metres it may be off."""

    shape: BaseGeometry
    uncertainty_m: float


def river_key(name: str) -> str:
    """Gives what tells rivers apart: the spelling, wherever the tone mark stands, without “sông” and “suối”."""
    plain = spelling(name)
    return next((plain.removeprefix(word) for word in _GENERIC if plain.startswith(word)), plain)


def line_of(view: View, river: str) -> Line | None:
    """Gives the line of a river from the context layers; nothing where it is missing or in several pieces."""
    found = [
        feature
        for feature in view.plan.of_kind("context")
        if shapely.get_dimensions(feature.geometry) == 1
        and river in {river_key(feature.text(key)) for key in ("name_vi", "label")}
    ]
    if not found:
        return None
    pieces = shapely.union_all(as_array([feature.geometry for feature in found]))
    whole = pieces if pieces.geom_type == "LineString" else shapely.line_merge(pieces)
    if whole.geom_type != "LineString" or whole.length <= 0:
        return None
    return Line(whole, max(feature.uncertainty_m for feature in found))


def in_order(sites: Sequence[Feature], line: Line | None) -> tuple[Stand, ...]:
    """Gives the plants of a river from the source down, as far as their order is known.

    It is that of their river kilometres, counted from the mouth, where all have one; else that of their nearest
    points on the line of the river, if none is farther from it than positions are uncertain. Which way the line
    runs is told by two plants with river kilometres. Two plants nearer to each other along the line than both are
    uncertain may stand either way round.
    """
    listed = sorted(sites, key=lambda site: (fold(site.name.vi), site.id))
    if len(listed) == 1:
        return (Stand(listed[0], 1, ALONE),)
    kilometres = np.array([_km(site) for site in listed])
    if np.isfinite(kilometres).all():
        order = np.argsort(-kilometres, kind="stable")
        return _ranked([listed[i] for i in order], _apart(-kilometres[order]), BY_KM)
    along = _along(listed, line)
    if not np.isfinite(along).all():
        return tuple(Stand(site, None, NO_PLACE) for site in listed)
    forward = _runs_down(along, kilometres)
    order = np.argsort(along if forward is not False else -along, kind="stable")
    ordered = [listed[i] for i in order]
    if forward is None:
        return tuple(Stand(site, None, NO_DIRECTION) for site in ordered)
    off = np.array([site.uncertainty_m for site in ordered])
    return _ranked(ordered, _apart(np.abs(along[order] - along[order[0]]), off), BY_LINE)


def _km(site: Feature) -> float:
    value = site.values.get(_KM)
    return float(value) if isinstance(value, int | float) else np.nan


def _along(sites: Sequence[Feature], line: Line | None) -> NDArray[np.float64]:
    """Gives the metres along a line at which sites stand; not a number for those that are too far from it."""
    if line is None:
        return np.full(len(sites), np.nan)
    places = as_array([site.geometry for site in sites])
    reach = np.array([site.uncertainty_m for site in sites]) + line.uncertainty_m
    near = shapely.distance(line.shape, places) <= reach
    return np.where(near, shapely.line_locate_point(line.shape, places), np.nan)


def _runs_down(along: NDArray[np.float64], kilometres: NDArray[np.float64]) -> bool | None:
    """Tells whether a line runs from the source to the mouth; nothing where that is not known."""
    known = np.flatnonzero(np.isfinite(kilometres))
    if len(known) < _TWO:
        return None
    steps = np.diff(along[known[np.argsort(-kilometres[known], kind="stable")]])
    if (steps > 0).all():
        return True
    return False if (steps < 0).all() else None


def _apart(along: NDArray[np.float64], off: NDArray[np.float64] | float = 0.0) -> NDArray[np.bool_]:
    """Tells which places are farther from every other than the two are uncertain."""
    reach = np.broadcast_to(off, along.shape)
    clear = np.abs(along[:, None] - along) > reach[:, None] + reach
    np.fill_diagonal(clear, val=True)
    return np.asarray(clear.all(axis=1))


def _ranked(sites: Sequence[Feature], sure: NDArray[np.bool_], basis: Text) -> tuple[Stand, ...]:
    unsure = CLOSE if basis is BY_LINE else basis
    return tuple(
        Stand(site, rank if known else None, basis if known else unsure)
        for rank, (site, known) in enumerate(zip(sites, sure, strict=True), start=1)
    )
