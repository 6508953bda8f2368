"""The plan's grid on the map: its lines in degrees, and what a browser needs to compute grid coordinates."""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.geo.crs import VN2000_TM3, WGS84, plan_crs, reproject, transformer
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, Text

STEPS_M = (10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000)
_MOST_LINES = 60
"""Between so many lines one way a plan is found its way in; where there would be more, they stand further apart."""
_PIECES = 4
"""Of so many straight pieces a line is drawn from one it crosses to the next."""
_HALF_TURN = 180.0
_M_PER_KM = 1000
_LABEL = Text("{axis} {km} km", "{axis} {km} km")
_WGS84_A = 6378137.0
_WGS84_F = 1 / 298.257223563


@dataclass(frozen=True, slots=True)
class GridLine:
    """One line of the grid; ``axis`` is ``X`` (a northing, as Vietnam names it) or ``Y`` (an easting)."""

    axis: str
    km: int
    label: Message
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class GridFormula:
    """Transverse Mercator on the WGS 84 ellipsoid after a datum shift.

    Angles in degrees, lengths in metres. ``helmert`` holds dx, dy, dz (m), rx, ry, rz (arc-seconds) and s
    (ppm) of the coordinate-frame shift *to* WGS 84, which the browser applies backwards.
    """

    a: float
    f: float
    lon0: float
    k0: float
    fe: float
    fn: float
    helmert: tuple[float, float, float, float, float, float, float]


def grid_name(plan: Plan) -> str:
    """Gives the name of the grid as people say it, such as ``VN-2000 · 104°45′``."""
    lon0 = VN2000_TM3.get(plan.crs)
    if lon0 is None:
        return str(plan_crs(plan.crs).name)
    minutes = round((lon0 - int(lon0)) * 60)
    return f"VN-2000 · {int(lon0)}°{minutes:02d}′"


def grid_lines(plan: Plan) -> tuple[GridLine, ...]:
    """Gives the lines every 10 km, of wide plans fewer, across the features and a cell beyond them on each side."""
    shapes = [f.geometry for f in plan.features if not f.geometry.is_empty]
    if not shapes:
        return ()
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    step = _step_m(max(east - west, north - south))
    xs = _ticks(west, east, step)
    ys = _ticks(south, north, step)
    rows = [("X", y, _line(_dense(xs, step), y, across=True)) for y in ys]
    rows += [("Y", x, _line(_dense(ys, step), x, across=False)) for x in xs]
    lines = np.empty(len(rows), dtype=object)
    lines[:] = [line for _, _, line in rows]
    degrees = reproject(lines, plan.crs, WGS84)
    return tuple(
        GridLine(axis, at // _M_PER_KM, Message.of(_LABEL, axis=axis, km=at // _M_PER_KM), _points(line))
        for (axis, at, _), line in zip(rows, degrees, strict=True)
        if _drawable(shapely.get_coordinates(line))
    )


def _step_m(span: float) -> int:
    return next((step for step in STEPS_M if span <= step * _MOST_LINES), STEPS_M[-1])


def _drawable(lonlat: NDArray[np.float64]) -> bool:
    """Tells whether a line has a place on the map throughout, and does not jump from its one edge to the other."""
    return bool(np.isfinite(lonlat).all() and (np.abs(np.diff(lonlat[:, 0])) < _HALF_TURN).all())


def _ticks(low: float, high: float, step: int) -> list[int]:
    first, last = floor(low / step) - 1, ceil(high / step) + 1
    return [i * step for i in range(first, last + 1)]


def _dense(ticks: list[int], step: int) -> NDArray[np.float64]:
    return np.arange(ticks[0], ticks[-1] + 1, step / _PIECES, dtype=np.float64)


def _line(along: NDArray[np.float64], at: int, *, across: bool) -> shapely.LineString:
    fixed = np.full_like(along, at)
    return shapely.LineString(np.column_stack([along, fixed] if across else [fixed, along]))


def _points(line: shapely.LineString) -> tuple[tuple[float, float], ...]:
    return tuple((round(float(lat), 5), round(float(lon), 5)) for lon, lat in shapely.get_coordinates(line))


def grid_formula(plan: Plan) -> GridFormula | None:
    """Gives the formula of the plan's grid, or nothing where it is not one the page can compute."""
    west, south, east, north = plan.config.plan.extent
    shift = transformer(WGS84, plan.crs)
    shift.transform((west + east) / 2, (south + north) / 2)
    steps = [_step(text) for text in shift.get_last_used_operation().definition.split(" step ")[1:]]
    return formula_of(steps)


def _step(text: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in text.split())


def formula_of(steps: list[dict[str, str]]) -> GridFormula | None:
    """Reads a PROJ pipeline; nothing when it holds a step that the page does not know how to do."""
    by_name = {step.get("proj", ""): step for step in steps}
    mercator, helmert = by_name.get("tmerc"), by_name.get("helmert")
    known = {"unitconvert", "push", "cart", "helmert", "pop", "tmerc"}
    if mercator is None or helmert is None or not set(by_name) <= known:
        return None
    plain = all(step.get("ellps", "WGS84") == "WGS84" for step in steps)
    if not plain or "inv" not in helmert or helmert.get("convention") != "coordinate_frame":
        return None
    if float(mercator.get("lat_0", 0)) != 0:
        return None
    dx, dy, dz, rx, ry, rz, s = (float(helmert.get(key, 0)) for key in ("x", "y", "z", "rx", "ry", "rz", "s"))
    return GridFormula(
        a=_WGS84_A,
        f=_WGS84_F,
        lon0=float(mercator["lon_0"]),
        k0=float(mercator.get("k", 1)),
        fe=float(mercator.get("x_0", 0)),
        fn=float(mercator.get("y_0", 0)),
        helmert=(dx, dy, dz, rx, ry, rz, s),
    )
