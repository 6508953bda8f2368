"""Ways to read bare coordinates: under which grid, axis order, unit or datum they would land where they belong."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zoneplan.geo.crs import UTM, VN2000_TM3, VN2000_UTM, WGS84, transformer
from zoneplan.text import Text

VN2000 = "EPSG:4756"
WEB_MERCATOR = "EPSG:3857"
DEGREES = frozenset({WGS84, VN2000})
"""Systems whose coordinates are degrees, longitude first."""
UNITS = {0.001: "mm", 0.01: "cm", 1000.0: "km"}
"""Metres in the units other than metres that drawings and tables are kept in."""

_FALSE_EASTING = 500_000.0
_REACH_M = 400_000.0

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a pair of numbers.

    Attributes:
        code: The system the numbers belong to.
        exchanged: The second number stands first: northing before easting, or latitude before longitude.
        shifted: The datum shift between WGS 84 and VN-2000 was applied when the numbers were made. Without
            it they are grid numbers computed from WGS 84 degrees, 223 m from their place.
        scale: Metres in the unit of the numbers.
    """

    code: str
    exchanged: bool = False
    shifted: bool = True
    scale: float = 1.0

    @property
    def in_degrees(self) -> bool:
        """Whether the numbers are degrees."""
        return self.code in DEGREES


def east_north(reading: Reading, xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gives numbers (shape ``(n, 2)``) in metres or degrees, the one to the east first."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray((xy[:, ::-1] if reading.exchanged else xy) * reading.scale, dtype=np.float64)


def to_lonlat(reading: Reading, xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gives where numbers land when they are read in one way.

    Args:
        reading: The way.
        xy: Pairs of numbers as they are written, shape ``(n, 2)``.

    Returns:
        Longitude and latitude on WGS 84 in degrees, shape ``(n, 2)``; infinite where the numbers cannot
        be read in this way.
    """
    pairs = east_north(reading, xy)
    if reading.code == WGS84:
        return pairs
    target = WGS84 if reading.shifted else VN2000
    lon, lat = transformer(reading.code, target).transform(pairs[:, 0], pairs[:, 1])
    return np.column_stack([lon, lat])


def codes(extent: Extent, grid: str = "") -> tuple[str, ...]:
    """Gives every system that coordinates of a Vietnamese plan may be in.

    Args:
        extent: Where the plan lies; grids whose meridian is nearer to it stand before others.
        grid: The grid of the plan, which stands first.
    """
    centre = (extent[0] + extent[2]) / 2
    grids = VN2000_TM3 | UTM
    nearest = sorted(grids, key=lambda code: (code != grid, abs(grids[code] - centre), code in UTM))
    return (*nearest, WGS84, VN2000, WEB_MERCATOR)


def scaled(extent: Extent, grid: str = "") -> tuple[Reading, ...]:
    """Gives the readings of grid coordinates in kilometres, centimetres or millimetres."""
    return tuple(
        Reading(code, exchanged, scale=scale)
        for scale in UNITS
        for code in codes(extent, grid)
        if code in VN2000_TM3 or code in UTM
        for exchanged in (False, True)
    )


def lands(reading: Reading, boxes: NDArray[np.float64], extent: Extent) -> NDArray[np.bool_]:
    """Tells which boxes fall inside the extent when read in one way.

    A grid counts only as far from its meridian as it is used: beyond, any number would find a meridian.

    Args:
        reading: The way.
        boxes: The least and the greatest coordinates of shapes, as they are written, shape ``(n, 4)``.
        extent: Where they belong.
    """
    west, south, east, north = extent
    low, high = to_lonlat(reading, boxes[:, :2]), to_lonlat(reading, boxes[:, 2:])
    both = np.stack([low, high])
    inside = ((both >= (west, south)) & (both <= (east, north))).all(axis=(0, 2))
    if reading.code in VN2000_TM3 or reading.code in UTM:
        eastings = np.column_stack([east_north(reading, boxes[:, i : i + 2])[:, 0] for i in (0, 2)])
        inside &= (np.abs(eastings - _FALSE_EASTING) <= _REACH_M).all(axis=1)
    return np.asarray(inside)


def reaches(reading: Reading, boxes: NDArray[np.float64], extent: Extent) -> NDArray[np.bool_]:
    """Tells which boxes (shape ``(n, 4)``) have a part inside the extent when read in one way."""
    west, south, east, north = extent
    low, high = to_lonlat(reading, boxes[:, :2]), to_lonlat(reading, boxes[:, 2:])
    least, most = np.minimum(low, high), np.maximum(low, high)
    return np.asarray(((least <= (east, north)) & (most >= (west, south))).all(axis=1))


def fitting(boxes: NDArray[np.float64], extent: Extent, ways: Iterable[Reading]) -> tuple[Reading, ...]:
    """Gives the readings under which every box falls inside the extent, in the order given."""
    return tuple(way for way in ways if len(boxes) and lands(way, boxes, extent).all())


def reread(xy: NDArray[np.float64], grid: str, read_as: str, truly: str) -> NDArray[np.float64]:
    """Gives where places belong whose numbers were read in one system and belong to another.

    Args:
        xy: Places in the plan's grid as they were understood, shape ``(n, 2)``.
        grid: The plan's grid.
        read_as: The system the numbers were read in.
        truly: The system the numbers are in.

    Returns:
        The places in the plan's grid, shape ``(n, 2)``.
    """
    numbers = transformer(grid, read_as).transform(xy[:, 0], xy[:, 1])
    return np.column_stack(transformer(truly, grid).transform(*numbers))


def meridian_text(degrees: float) -> str:
    """Gives a meridian the way decisions print it: 104.75 is ``104°45′``."""
    whole, minutes = divmod(round(degrees * 60), 60)
    return f"{whole}°{minutes:02d}′"


def _system(code: str) -> Text:
    if code in VN2000_TM3:
        name = f"{code} (VN-2000, {meridian_text(VN2000_TM3[code])})"
        return Text(name, name)
    if code in UTM:
        datum = "VN-2000" if code in VN2000_UTM else "WGS 84"
        zone = "48N" if UTM[code] == UTM["EPSG:3405"] else "49N"
        return Text(f"{code} ({datum}, UTM {zone})", f"{code} ({datum}, UTM {zone})")
    named = {
        WGS84: Text("kinh độ, vĩ độ WGS 84", "longitude, latitude WGS 84"),
        VN2000: Text("kinh độ, vĩ độ VN-2000", "longitude, latitude VN-2000"),
        WEB_MERCATOR: Text("Web Mercator", "Web Mercator"),
    }.get(code)
    return Text(f"{code} ({named.vi})", f"{code} ({named.en})") if named else Text(code, code)


def reading_name(reading: Reading) -> Text:
    """Gives the name of a reading for a message: ``EPSG:9208 (VN-2000, 104°45′), X and Y exchanged``."""
    parts = [_system(reading.code)]
    if reading.exchanged and reading.in_degrees:
        parts.append(Text("đổi chỗ kinh độ và vĩ độ", "longitude and latitude exchanged"))
    elif reading.exchanged:
        parts.append(Text("đổi chỗ X và Y", "X and Y exchanged"))
    if not reading.shifted:
        parts.append(Text("chưa chuyển từ WGS 84", "never shifted from WGS 84"))
    if reading.scale in UNITS:
        unit = UNITS[reading.scale]
        parts.append(Text(f"đơn vị {unit}", f"in {unit}"))
    return Text(", ".join(p.vi for p in parts), ", ".join(p.en for p in parts))
