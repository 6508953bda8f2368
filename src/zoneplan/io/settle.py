"""Which coordinate system a layer is in, and whether its features lie where the plan is.

Nothing is guessed: the file's own definition counts where it is sound, the word of zoneplan.toml counts before
it, and everything else is told with the readings that would make sense of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.crs import VN2000_TM3, WGS84, parse_crs, reproject, transformer
from zoneplan.geo.definition import (
    SAME_M,
    Definition,
    Fault,
    Place,
    landing_gap,
    read_definition,
    same_projection,
    successor,
)
from zoneplan.geo.recognise import Recognised, candidates, recognise
from zoneplan.geo.signatures import VN2000, Reading, east_north, reading_name
from zoneplan.io.crs_rules import (
    AXES_EXCHANGED,
    CRS_DEPRECATED,
    CRS_DIFFERS,
    CRS_INVALID,
    CRS_LOOSE,
    CRS_MISSING,
    CRS_NO_SHIFT,
    EXCHANGED_PARTLY,
    FELL_MANY,
    FELL_ONE,
    GRID_DIFFERS,
    LONLAT_EXCHANGED,
    SIGNATURE_RULES,
)
from zoneplan.io.raw import RawLayer
from zoneplan.plan.config import Config, LayerTable
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Text

_EVIDENCE = 300
"""So many shapes of a layer are shown where they would land."""
_ONE_BY_ONE = 10
"""Up to so many features with the same mistake are told one by one."""
_CANDIDATES = 6
_EXCHANGED = (AXES_EXCHANGED, LONLAT_EXCHANGED)

_VN2000_GRIDS = VN2000_TM3.keys() | {"EPSG:3405", "EPSG:3406"}

_NOWHERE = Text("không hệ nào đã biết", "no known system")
_NOTHING_READ = Text(
    "chưa xét được, vì không có tọa độ nào đọc được", "not to be told, for no coordinates could be read"
)
_FIRST = Text(
    "{ways} (nếu là hệ đầu tiên, ghi {lines})", "{ways} (if it is the first of them, write {lines})"
)
_NONE = Text("không có", "none")
_UNIDENTIFIED = Text(
    "không nhận ra hệ “{name}”. Theo vị trí có thể là: {candidates}.",
    "the system “{name}” is not recognised. By where it falls it may be: {candidates}.",
)
_NOT_FLAT = Text(
    "{code} không phải là hệ tọa độ trên mặt đất (kinh độ, vĩ độ hoặc lưới phẳng).",
    "{code} is no system of places on the ground (longitude and latitude, or a flat grid).",
)
_NO_DATUM = Text(
    'datum = "WGS84" chỉ dùng với một lưới VN-2000, không dùng với {code}.',
    'datum = "WGS84" goes only with a VN-2000 grid, not with {code}.',
)


@dataclass(frozen=True, slots=True)
class Settled:
    """The coordinate system a layer is read in, none where it cannot be used, and what was found."""

    code: str | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Shapes in the plan's grid and in degrees, and which of them lie within its extent."""

    grid: NDArray[np.object_]
    lonlats: NDArray[np.object_]
    inside: NDArray[np.bool_]
    findings: tuple[Finding, ...] = ()


def settle_crs(raw: RawLayer, layer_id: str, table: LayerTable, config: Config) -> Settled:
    """Gives the system a layer is read in: the one zoneplan.toml declares, else the one its file names."""
    at = {"layer": layer_id, "path": table.path}
    west, south, east, north = config.plan.extent
    place = ((west + east) / 2, (south + north) / 2)
    said = read_definition(raw.crs, place)
    try:
        if table.crs:
            settled = _declared(raw.crs or "", said, table.crs, place, at)
        else:
            settled = _from_file(raw, said, table, config, at)
        if settled.code:
            _usable(settled.code, table, config)
    except PlanInvalidError as error:
        return Settled(None, (CRS_INVALID.found(**at, problem=error.message),))
    return settled


def _from_file(
    raw: RawLayer, said: Definition, table: LayerTable, config: Config, at: dict[str, str]
) -> Settled:
    """Settles on what the file says, where that is sound."""
    match said.fault:
        case Fault.NONE:
            return Settled(said.code)
        case Fault.LOOSE:
            return Settled(said.code, (_loose(said, said.metres, said.code or "", at),))
        case Fault.MISSING:
            return Settled(None, (CRS_MISSING.found(**at, candidates=_candidates(raw, table, config)),))
        case Fault.DEPRECATED:
            return Settled(None, (_withdrawn(said.name, said.code, at),))
        case Fault.NO_SHIFT:
            code = _named(said.code)
            return Settled(
                None, (CRS_NO_SHIFT.found(**at, name=said.name, code=code, metres=round(said.metres)),)
            )
        case Fault.UNKNOWN:
            candidates = _candidates(raw, table, config)
            problem = Message.of(_UNIDENTIFIED, name=said.name, candidates=candidates)
            return Settled(None, (CRS_INVALID.found(**at, problem=problem),))


def _declared(text: str, said: Definition, code: str, place: Place, at: dict[str, str]) -> Settled:
    """Settles on the word of zoneplan.toml, unless the file soundly says something else."""
    if read_definition(code, place).fault is Fault.DEPRECATED:
        return Settled(None, (_withdrawn(code, successor(code), at),))
    declared = parse_crs(code)
    if said.fault is Fault.MISSING or (said.fault is Fault.DEPRECATED and said.code == code):
        return Settled(code)
    gap = landing_gap(text, code, place)
    if gap <= SAME_M or (said.fault is Fault.UNKNOWN and not np.isfinite(gap)):
        return Settled(code)
    sound = said.fault in {Fault.NONE, Fault.DEPRECATED}
    if sound and said.code and parse_crs(said.code).equals(declared, ignore_axis_order=True):
        return Settled(code)
    if not sound and same_projection(text, code, place):
        return Settled(code, (_loose(said, gap, code, at),))
    found, ours = _named(said.code if sound else said.name), _named(code)
    return Settled(None, (CRS_DIFFERS.found(**at, found=found, declared=ours),))


def _usable(code: str, table: LayerTable, config: Config) -> None:
    """Makes sure that shapes can be brought from a system into degrees and into the plan's grid.

    Raises:
        PlanInvalidError: There is no official transformation, or the system has no flat coordinates.
    """
    crs = parse_crs(code)
    if not (crs.is_projected or crs.is_geographic) or crs.is_geocentric:
        raise PlanInvalidError(_NOT_FLAT, code=code)
    geodetic = crs.geodetic_crs
    if table.datum and not (crs.is_projected and geodetic and geodetic.to_epsg() == _VN2000_NUMBER):
        raise PlanInvalidError(_NO_DATUM, code=code)
    transformer(code, WGS84)
    transformer(code, config.plan.crs)


_VN2000_NUMBER = int(VN2000.removeprefix("EPSG:"))


def _loose(said: Definition, metres: float, code: str, at: dict[str, str]) -> Finding:
    return CRS_LOOSE.found(**at, name=said.name, metres=metres, code=_named(code))


def _withdrawn(code: str, heir: str | None, at: dict[str, str]) -> Finding:
    return CRS_DEPRECATED.found(**at, code=code, successor=_named(heir) if heir else _NONE)


def _named(code: str | None) -> Text:
    return reading_name(Reading(code or ""))


def _listed(ways: Sequence[Reading]) -> Text:
    names = [reading_name(way) for way in ways[:_CANDIDATES]]
    more = ["…"] if len(ways) > _CANDIDATES else []
    return Text("; ".join([n.vi for n in names] + more), "; ".join([n.en for n in names] + more))


def _candidates(raw: RawLayer, table: LayerTable, config: Config) -> Message:
    """Gives the systems in which a layer would lie in the plan, and what to write for the likeliest."""
    boxes = shapely.bounds(_as_written(raw.geometries, table)).reshape(-1, 4)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not len(boxes):
        return Message.of(_NOTHING_READ)
    ways = candidates(boxes, config.plan.crs, config.plan.extent)
    if not ways:
        return Message.of(_NOWHERE)
    turned = ways[0].exchanged != (table.axes == "yx")
    lines = [f'crs = "{ways[0].code}"', f'axes = "{"yx" if turned else "xy"}"']
    kept = lines if ways[0].exchanged else lines[:1]
    if ways[0].scale != 1:
        return Message(_listed(ways))
    return Message.of(_FIRST, ways=_listed(ways), lines=kept)


def _as_written(shapes: NDArray[np.object_], table: LayerTable) -> NDArray[np.object_]:
    """Gives shapes with the first number to the east, as zoneplan.toml says they are written."""
    if table.axes == "xy":
        return shapes
    return np.asarray(shapely.transform(shapes, lambda xy: xy[:, ::-1]), dtype=object)


def place_shapes(
    shapes: NDArray[np.object_], labels: list[str], crs: str, layer_id: str, config: Config
) -> Placed:
    """Brings shapes into the plan's grid and tells which lie outside its extent.

    Args:
        shapes: Geometries as the file has them, shape ``(n,)``.
        labels: What each is called in a finding, length ``n``.
        crs: The system the layer is read in.
        layer_id: The layer.
        config: The configuration of the plan.
    """
    table = config.layers[layer_id]
    written = _as_written(shapes, table)
    lonlats = reproject(written, crs, VN2000 if table.datum else WGS84)
    grid = (
        reproject(lonlats, WGS84, config.plan.crs)
        if table.datum
        else reproject(written, crs, config.plan.crs)
    )
    inside = _within(lonlats, config.plan.extent) & np.isfinite(shapely.bounds(grid)).reshape(-1, 4).all(
        axis=1
    )
    findings = (
        _other_grid(crs, layer_id, config)
        if inside.all()
        else _misplaced(written, lonlats, inside, labels, crs, layer_id, config)
    )
    return Placed(grid, lonlats, inside, tuple(findings))


def _other_grid(crs: str, layer_id: str, config: Config) -> Iterator[Finding]:
    """Notes a layer that lies within the extent and is in another VN-2000 grid than the plan's."""
    if crs in _VN2000_GRIDS and crs != config.plan.crs:
        path, grid = config.layers[layer_id].path, config.plan.crs
        yield GRID_DIFFERS.found(layer=layer_id, path=path, found=_named(crs), grid=_named(grid))


def _within(lonlats: NDArray[np.object_], extent: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    """Tells which shapes in degrees lie within the plan's extent; infinite ones do not."""
    west, south, east, north = extent
    bounds = shapely.bounds(lonlats).reshape(-1, 4)
    low = (bounds[:, :2] >= (west, south)).all(axis=1)
    return np.asarray(low & (bounds[:, 2:] <= (east, north)).all(axis=1))


def _misplaced(  # noqa: PLR0913, PLR0917 - a layer's shapes with everything that names them
    shapes: NDArray[np.object_],
    lonlats: NDArray[np.object_],
    inside: NDArray[np.bool_],
    labels: list[str],
    crs: str,
    layer_id: str,
    config: Config,
) -> Iterator[Finding]:
    """Tells what lies outside: features with the same mistake together, single ones one by one."""
    for group in _groups(shapes, lonlats, inside, crs, config):
        together = len(group.rows) > 1 and (group.whole or len(group.rows) > _ONE_BY_ONE)
        for rows in [group.rows] if together else group.rows.reshape(-1, 1):
            first = int(rows[0])
            rule = SIGNATURE_RULES[group.signature]
            if rule in _EXCHANGED and not group.whole and inside.any():
                rule = EXCHANGED_PARTLY
            yield rule.found(
                layer=layer_id,
                feature="" if together else labels[first],
                geometry=_landed(shapes[rows[:_EVIDENCE]], group, config.plan.crs),
                fell=_fell(shapes, rows, labels, crs),
                candidates=_listed(group.ways),
            )


def _groups(
    shapes: NDArray[np.object_],
    lonlats: NDArray[np.object_],
    inside: NDArray[np.bool_],
    crs: str,
    config: Config,
) -> tuple[Recognised, ...]:
    outside = ~_within(lonlats, config.plan.extent)
    boxes = shapely.bounds(shapes).reshape(-1, 4)
    unreached = np.flatnonzero(~inside & ~outside)
    groups = recognise(boxes, outside, crs, config.plan.crs, config.plan.extent)
    return (*groups, Recognised(None, unreached)) if len(unreached) else groups


def _fell(shapes: NDArray[np.object_], rows: NDArray[np.intp], labels: list[str], crs: str) -> Message:
    first = int(rows[0])
    x, y = (f"{float(c):.10g}" for c in shapely.get_coordinates(shapes[first])[0])
    if len(rows) == 1:
        return Message.of(FELL_ONE, x=x, y=y, stated=_named(crs))
    counted = {"count": len(rows), "total": len(shapes), "example": labels[first]}
    return Message.of(FELL_MANY, **counted, x=x, y=y, stated=_named(crs))


def _landed(shapes: NDArray[np.object_], group: Recognised, grid: str) -> shapely.GeometryCollection | None:
    """Gives shapes in the plan's grid where the likeliest reading would put them."""
    if not group.ways:
        return None
    way = group.ways[0]

    turned = np.asarray(shapely.transform(shapes, lambda xy: east_north(way, xy)), dtype=object)
    return shapely.GeometryCollection(list(reproject(turned, way.code, grid)))
