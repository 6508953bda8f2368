"""Layers of any readable format, brought into the plan's grid and checked field by field."""

from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.crs import WGS84, likely_systems, parse_crs, reproject
from zoneplan.io.geojson import read_geojson
from zoneplan.io.geopackage import read_geopackage
from zoneplan.io.paths import find_input
from zoneplan.io.raw import RawFeature, RawLayer, Unreadable
from zoneplan.io.rules import (
    CRS_DIFFERS,
    CRS_INVALID,
    CRS_MISSING,
    FIELD_NUMBER,
    FIELD_REQUIRED,
    FIELD_VALUE,
    FILE_TOO_LARGE,
    FILE_UNREADABLE,
    FORMAT_UNKNOWN,
    GEOMETRY_KIND,
    GEOMETRY_MISSING,
    GEOMETRY_UNREADABLE,
    KIND_UNKNOWN,
    OUTSIDE_EXTENT,
)
from zoneplan.io.tables import read_points
from zoneplan.plan.config import Config, LayerTable
from zoneplan.plan.finding import Finding
from zoneplan.plan.kinds import KINDS, LayerKind
from zoneplan.plan.layer import Feature, Layer, Value
from zoneplan.plan.values import row_of
from zoneplan.text import Message, Text

_NO_HINT = Text("", "")
_LIKELY = Text("Theo giá trị, có thể là: {systems}.", "By their size they may be: {systems}.")
_NOWHERE = Text("không hệ nào đã biết", "no known system")
_FEATURES = Text("đối tượng", "features")
_VERTICES = Text("đỉnh", "vertices")


def read_layer(folder: Path, layer_id: str, config: Config) -> tuple[Layer | None, list[Finding]]:
    """Gives a layer of the configuration, and everything that is wrong with its file.

    The layer is missing when the file, its coordinate system or its kind cannot be used at all, and a
    feature is missing from it when its geometry cannot be used.
    """
    table = config.layers[layer_id]
    kind = KINDS.get(table.kind)
    if kind is None:
        return None, [KIND_UNKNOWN.found(layer=layer_id, kind=table.kind, known=", ".join(KINDS))]
    path = find_input(folder, table.path, layer_id, config.limits.file_mb)
    if isinstance(path, Finding):
        return None, [path]
    raw, findings = _read(path, layer_id, table)
    if raw is None:
        return None, findings
    findings += _too_many(raw, layer_id, table.path, config)
    crs = _settle_crs(raw, layer_id, table, config)
    if isinstance(crs, Finding) or findings:
        return None, [*findings, *([crs] if isinstance(crs, Finding) else [])]
    return _build(raw, crs, layer_id, kind, config)


def _read(path: Path, layer_id: str, table: LayerTable) -> tuple[RawLayer | None, list[Finding]]:
    at = {"layer": layer_id, "path": table.path}
    try:
        match path.suffix.lower():
            case ".geojson" | ".json":
                return read_geojson(path), []
            case ".gpkg":
                return read_geopackage(path), []
            case ".csv":
                return read_points(path, table.path, layer_id, table.x, table.y)
            case _:
                return None, [FORMAT_UNKNOWN.found(**at)]
    except Unreadable as error:
        return None, [FILE_UNREADABLE.found(**at, problem=error.problem)]
    except OSError as error:
        return None, [FILE_UNREADABLE.found(**at, problem=error.strerror or "")]


def _too_many(raw: RawLayer, layer_id: str, path: str, config: Config) -> list[Finding]:
    limits = config.limits
    shapes = [f.geometry for f in raw.features if isinstance(f.geometry, BaseGeometry)]
    vertices = int(shapely.get_num_coordinates(shapes).sum()) if shapes else 0
    counted = (
        (len(raw.features), limits.features, _FEATURES),
        (vertices, limits.vertices, _VERTICES),
    )
    return [
        FILE_TOO_LARGE.found(layer=layer_id, path=path, found=found, limit=limit, what=what)
        for found, limit, what in counted
        if found > limit
    ]


def _first_vertex(raw: RawLayer) -> tuple[float, float] | None:
    for feature in raw.features:
        if isinstance(feature.geometry, BaseGeometry) and not feature.geometry.is_empty:
            x, y = shapely.get_coordinates(feature.geometry)[0]
            return float(x), float(y)
    return None


def _candidates(raw: RawLayer, config: Config) -> str | Text:
    vertex = _first_vertex(raw)
    found = likely_systems(*vertex, config.plan.extent) if vertex else []
    return ", ".join(found) or _NOWHERE


def _settle_crs(raw: RawLayer, layer_id: str, table: LayerTable, config: Config) -> str | Finding:
    at = {"layer": layer_id, "path": table.path}
    if table.crs is None and raw.crs is None:
        return CRS_MISSING.found(**at, candidates=_candidates(raw, config))
    code = table.crs or raw.crs or ""
    try:
        declared = parse_crs(code)
        if raw.crs and not parse_crs(raw.crs).equals(declared, ignore_axis_order=True):
            return CRS_DIFFERS.found(**at, found=raw.crs, declared=code)
    except PlanInvalidError as error:
        return CRS_INVALID.found(**at, problem=error.message)
    return code


def _build(
    raw: RawLayer, crs: str, layer_id: str, kind: LayerKind, config: Config
) -> tuple[Layer | None, list[Finding]]:
    findings: list[Finding] = []
    kept: list[tuple[dict[str, Value], BaseGeometry]] = []
    for number, feature in enumerate(raw.features, start=1):
        values, faults = _fields(feature, layer_id, kind, number)
        findings += faults
        geometry = _shape(feature, layer_id, kind, _label(values, number))
        if isinstance(geometry, Finding):
            findings.append(geometry)
        else:
            kept.append((values, geometry))
    shapes = np.empty(len(kept), dtype=object)
    shapes[:] = [geometry for _, geometry in kept]
    labels = [_label(values, number) for number, (values, _) in enumerate(kept, start=1)]
    lonlats = reproject(shapes, crs, WGS84)
    grid = reproject(shapes, crs, config.plan.crs)
    inside = _within(lonlats, config.plan.extent) & np.isfinite(shapely.bounds(grid)).all(axis=1)
    findings += [
        _outside(layer_id, labels[i], shapes[i], crs, config) for i in np.flatnonzero(~inside).tolist()
    ]
    features = tuple(
        Feature(layer_id, kind.id, kept[i][0], grid[i], lonlats[i]) for i in np.flatnonzero(inside).tolist()
    )
    table = config.layers[layer_id]
    return Layer(layer_id, kind, table.name, table.path, features), findings


def _label(values: dict[str, Value], number: int) -> str:
    return str(values.get("id") or f"#{number}")


def _fields(
    feature: RawFeature, layer_id: str, kind: LayerKind, number: int
) -> tuple[dict[str, Value], list[Finding]]:
    values, not_numbers = row_of(kind, feature.values)
    at = {"layer": layer_id, "feature": _label(values, number)}
    findings = [FIELD_NUMBER.found(**at, field=name, value=text) for name, text in not_numbers.items()]
    for field in kind.fields:
        value = values[field.id]
        if value is None and field.required and field.id not in not_numbers:
            findings.append(FIELD_REQUIRED.found(**at, field=field.id))
        if value is not None and field.choices and value not in {c.id for c in field.choices}:
            known = ", ".join(c.id for c in field.choices)
            findings.append(FIELD_VALUE.found(**at, field=field.id, value=value, known=known))
    return values, findings


def _shape(feature: RawFeature, layer_id: str, kind: LayerKind, label: str) -> BaseGeometry | Finding:
    geometry = feature.geometry
    at = {"layer": layer_id, "feature": label}
    if isinstance(geometry, Message):
        return GEOMETRY_UNREADABLE.found(**at, problem=geometry)
    if geometry is None or geometry.is_empty:
        return GEOMETRY_MISSING.found(**at)
    if geometry.geom_type not in kind.geometry:
        expected = ", ".join(sorted(kind.geometry))
        return GEOMETRY_KIND.found(**at, found=geometry.geom_type, expected=expected)
    return shapely.force_2d(geometry)


def _within(lonlats: NDArray[np.object_], extent: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    """Tells which shapes in degrees lie within the plan's extent; infinite ones do not."""
    west, south, east, north = extent
    bounds = shapely.bounds(lonlats).reshape(-1, 4)
    low = (bounds[:, :2] >= (west, south)).all(axis=1)
    return np.asarray(low & (bounds[:, 2:] <= (east, north)).all(axis=1))


def _outside(layer_id: str, label: str, shape: BaseGeometry, crs: str, config: Config) -> Finding:
    x, y = (float(c) for c in shapely.get_coordinates(shape)[0])
    systems = [code for code in likely_systems(x, y, config.plan.extent) if code != crs]
    hint = Message.of(_LIKELY, systems=", ".join(systems)) if systems else _NO_HINT
    return OUTSIDE_EXTENT.found(layer=layer_id, feature=label, x=f"{x:.10g}", y=f"{y:.10g}", hint=hint)
