"""Where a raster lies: its grid of cells, its coordinate system, and how much of the plan it covers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.crs import WGS84, parse_crs, reproject, transformer
from zoneplan.geo.definition import SAME_M, Definition, Fault, landing_gap, read_definition
from zoneplan.geo.recognise import candidates
from zoneplan.geo.signatures import Reading, reading_name
from zoneplan.io.crs_rules import CRS_LOOSE
from zoneplan.io.raster_rules import (
    RASTER_CRS_DIFFERS,
    RASTER_CRS_MISSING,
    RASTER_CRS_UNFIT,
    RASTER_GRID_UNFIT,
    RASTER_OUTSIDE,
    RASTER_PARTLY,
)
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding
from zoneplan.plan.raster import Affine
from zoneplan.text import Message, Number, Text

At = Mapping[str, str]
"""The raster's id as ``layer`` and its ``path``."""

_WHOLE = 0.99
"""A raster that covers so much of the plan's extent covers it: the rest is a cell at its edge."""
_SMALLEST, _LARGEST = 1e-9, 1e7
"""Sides of cells, in degrees or metres, beyond which a grid is damaged."""
_CANDIDATES = 6
_ROUGH_M = 1_000.0
"""A definition that has lost its datum shift lands nearer than this to what it means."""
_EDGE_PIECES = 64

_NO_PLACE = Text(
    "tệp không nói ô nào nằm ở đâu (chưa nắn tọa độ).",
    "it does not say where its cells lie (it is not georeferenced).",
)
_TURNED = Text(
    "lưới ô bị xoay so với hướng bắc; raster xoay không được đọc.",
    "its grid of cells is turned away from north; turned rasters are not read.",
)
_DAMAGED = Text("cạnh ô {side} không thể đúng.", "cells with a side of {side} cannot be right.")
_UNITS = Text(
    "{code} không tính bằng độ hoặc mét.",
    "{code} measures neither in degrees nor in metres.",
)
_NOT_FLAT = Text(
    "{code} không phải là hệ tọa độ trên mặt đất.", "{code} is no system of places on the ground."
)
_WITHDRAWN = Text(
    "{code} đã bị hủy vì hoán vị độ dời gốc đông và bắc.",
    "{code} is withdrawn because its false easting and northing are exchanged.",
)
_SHIFTLESS = Text(
    "định nghĩa “{name}” chiếu như {code} nhưng không có phép chuyển VN-2000: lệch {metres} m.",
    "the definition “{name}” projects like {code} but has no shift to VN-2000: {metres} m off.",
)
_UNKNOWN = Text("không nhận ra hệ “{name}”.", "the system “{name}” is not recognised.")
_NOWHERE = Text("không hệ nào đã biết", "no known system")


def grid_fault(answer: Mapping[str, Any], at: At) -> Finding | None:
    """Finds a grid of cells that lies nowhere, is turned, or has cells that cannot be."""
    a, b, _, d, e, _ = transform = answer["transform"]
    if not answer["placed"]:
        return RASTER_GRID_UNFIT.found(**at, problem=_NO_PLACE)
    sides = abs(a), abs(e)
    if not np.isfinite(transform).all() or (
        not (b or d) and not _SMALLEST < min(sides) <= max(sides) < _LARGEST
    ):
        side = next((s for s in sides if not _SMALLEST < s < _LARGEST), sides[0])
        return RASTER_GRID_UNFIT.found(**at, problem=Message.of(_DAMAGED, side=f"{side:g}"))
    if b or d:
        return RASTER_GRID_UNFIT.found(**at, problem=_TURNED)
    return None


def settled_crs(
    text: str | None, declared: str | None, box: shapely.Polygon, config: Config, at: At
) -> tuple[str | None, list[Finding]]:
    """Gives the code of the system a raster is read in, none where it cannot be used, and what was found.

    The file's own definition counts where it is sound; the word of zoneplan.toml counts before it, unless the
    file soundly says something else.

    Args:
        text: What the file says.
        declared: What zoneplan.toml says.
        box: The raster's outline in its own coordinates.
        config: The configuration of the plan.
        at: The raster and its file, for messages.
    """
    west, south, east, north = config.plan.extent
    place = ((west + east) / 2, (south + north) / 2)
    said = read_definition(text, place)
    if declared is None:
        code, findings = _of_file(said, box, config, at)
    else:
        code, findings = _declared(text or "", said, declared, place, at)
    if code is None:
        return None, findings
    try:
        problem = _unfit(code, config)
    except PlanInvalidError as error:
        problem = error.message
    if problem is not None:
        return None, [RASTER_CRS_UNFIT.found(**at, problem=problem)]
    return code, findings


def _of_file(
    said: Definition, box: shapely.Polygon, config: Config, at: At
) -> tuple[str | None, list[Finding]]:
    match said.fault:
        case Fault.NONE:
            return said.code, []
        case Fault.LOOSE:
            loose = CRS_LOOSE.found(**at, name=said.name, metres=said.metres, code=_named(said.code))
            return said.code, [loose]
        case Fault.MISSING:
            return None, [RASTER_CRS_MISSING.found(**at, candidates=_candidates(box, config))]
        case Fault.DEPRECATED:
            problem = Message.of(_WITHDRAWN, code=said.name)
        case Fault.NO_SHIFT:
            problem = Message.of(
                _SHIFTLESS, name=said.name, code=_named(said.code), metres=round(said.metres)
            )
        case _:
            problem = Message.of(_UNKNOWN, name=said.name)
    return None, [RASTER_CRS_UNFIT.found(**at, problem=problem)]


def _declared(
    text: str, said: Definition, declared: str, place: tuple[float, float], at: At
) -> tuple[str | None, list[Finding]]:
    try:
        parse_crs(declared)
    except PlanInvalidError as error:
        return None, [RASTER_CRS_UNFIT.found(**at, problem=error.message)]
    sound = said.fault in {Fault.NONE, Fault.LOOSE}
    gap = landing_gap(text, declared, place)
    other = gap > SAME_M + said.metres if sound else _ROUGH_M < gap < np.inf
    if other and said.code != declared:
        found = _named(said.code) if sound else said.name
        return None, [RASTER_CRS_DIFFERS.found(**at, found=found, declared=_named(declared))]
    return declared, []


def _named(code: str | None) -> Text:
    return reading_name(Reading(code or ""))


def _candidates(box: shapely.Polygon, config: Config) -> Text:
    """Gives the systems in which the middle of a raster would lie in the plan."""
    middle = box.centroid
    ways = [
        way
        for way in candidates(
            np.array([[*middle.coords[0], *middle.coords[0]]]), config.plan.crs, config.plan.extent
        )
        if not way.exchanged and way.scale == 1
    ]
    if not ways:
        return _NOWHERE
    names = [reading_name(way) for way in ways[:_CANDIDATES]]
    return Text("; ".join(name.vi for name in names), "; ".join(name.en for name in names))


def _unfit(code: str, config: Config) -> Message | None:
    """Tells why zones of the plan cannot be laid over a raster in a system.

    Raises:
        PlanInvalidError: There is no such system, or no official transformation.
    """
    crs = parse_crs(code)
    if not (crs.is_projected or crs.is_geographic) or crs.is_geocentric:
        return Message.of(_NOT_FLAT, code=code)
    if crs.axis_info[0].unit_name not in {"degree", "metre"}:
        return Message.of(_UNITS, code=code)
    transformer(WGS84, code)
    transformer(config.plan.crs, code)
    return None


def box_of(transform: Affine, shape: tuple[int, int]) -> shapely.Polygon:
    """Gives the outline of a raster that is not turned."""
    a, _, c, _, e, f = transform
    rows, columns = shape
    x, y = sorted((c, c + a * columns)), sorted((f, f + e * rows))
    return shapely.box(x[0], y[0], x[1], y[1])


def cover_fault(box: shapely.Polygon, code: str, config: Config, at: At) -> Finding | None:
    """Finds a raster that covers nothing of the plan's extent, or only a part of it."""
    extent = shapely.box(*config.plan.extent)
    side = max(extent.bounds[2] - extent.bounds[0], extent.bounds[3] - extent.bounds[1]) / _EDGE_PIECES
    edges = np.array([shapely.segmentize(extent, side)], dtype=object)
    there = reproject(edges, WGS84, code)[0]
    if not np.isfinite(there.bounds).all() or not shapely.area(shapely.intersection(there, box)):
        return RASTER_OUTSIDE.found(**at)
    share = shapely.area(shapely.intersection(there, box)) / shapely.area(there)
    return None if share >= _WHOLE else RASTER_PARTLY.found(**at, share=Number(share * 100, 1))
