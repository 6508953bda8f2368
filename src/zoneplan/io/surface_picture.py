"""Surfaces as pictures for a web map: classes of colour in Web Mercator, clear where nothing is to be shown."""

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, ceil, degrees, pi, sinh

import numpy as np
from numpy.typing import NDArray

from zoneplan.errors import FileError
from zoneplan.plan.raster import Affine
from zoneplan.text import Text

MERCATOR = "EPSG:3857"
MOST_PX = 1000
"""How many pixels a side of a picture has at most."""
CLEAR = 0
"""The colour number of pixels that show nothing."""
MOST_COLOURS = 255
_PER_CELL = 3
"""So many pixels stand for the side of a cell, as long as the picture does not get too large."""
_TOLERANCE = 0.02
"""By how many cells of the surface a pixel may be taken from beside its place."""
_RADIUS_M = 6_378_137.0
_FARTHEST_M = 1.001 * pi * _RADIUS_M
"""Web Mercator ends half an equator from its middle; a hair more is rounding."""
_EDGE_POINTS = 64
_HAIR = 1e-9
"""By this part of it a value may fall short of a break that it reaches but for rounding."""
_OPTIONS = {"ZLEVEL": "9", "WORLDFILE": "NO"}
_QUIET = {"GDAL_NUM_THREADS": "1", "GDAL_PAM_ENABLED": "NO", "PROJ_NETWORK": "OFF"}
_NOT_MADE = Text(
    "Không tạo được ảnh của bề mặt: {problem}. Không có gì thay đổi.",
    "Could not make a picture of a surface: {problem}. Nothing has changed.",
)

logging.getLogger("rasterio").addHandler(logging.NullHandler())

Colour = tuple[int, int, int]
Cells = NDArray[np.float64]
Classes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """Where a picture lies and how many pixels it has.

    Attributes:
        shape: Rows and columns of pixels.
        transform: ``(a, b, c, d, e, f)`` from columns and rows to metres of Web Mercator.
        bounds: West, south, east and north in degrees.
    """

    shape: tuple[int, int]
    transform: Affine
    bounds: tuple[float, float, float, float]


def picture_frame(shape: tuple[int, int], transform: Affine, crs: str) -> PictureFrame:
    """Gives the smallest frame of square pixels in Web Mercator that holds a surface.

    Args:
        shape: Rows and columns of the surface.
        transform: ``(a, b, c, d, e, f)`` from columns and rows to coordinates.
        crs: The code of the coordinate system of the surface.

    Raises:
        FileError: The surface lies where Web Mercator does not reach.
    """
    import rasterio  # noqa: PLC0415 - heavy
    from rasterio.warp import transform_bounds  # noqa: PLC0415

    try:
        with rasterio.Env(**_QUIET):
            box = transform_bounds(crs, MERCATOR, *_box(shape, transform), densify_pts=_EDGE_POINTS)
    except (OSError, rasterio.errors.RasterioError) as error:
        raise FileError(_NOT_MADE, problem=str(error)) from error
    if not (np.abs(box) <= _FARTHEST_M).all():
        raise FileError(_NOT_MADE, problem=f"{crs} → {MERCATOR}")
    west, south, east, north = box
    pixel = max(east - west, north - south) / min(MOST_PX, _PER_CELL * max(shape))
    down, across = (max(1, ceil(round(length / pixel, 6))) for length in (north - south, east - west))
    bounds = _in_degrees(west, north - down * pixel, west + across * pixel, north)
    return PictureFrame((down, across), (pixel, 0.0, west, 0.0, -pixel, north), bounds)


def picture_png(
    values: Cells,
    transform: Affine,
    crs: str,
    breaks: Sequence[float],
    colours: Sequence[Colour],
) -> bytes:
    """Gives a surface as a PNG of few colours in the frame that ``picture_frame`` gives for it.

    Values run evenly from the middle of one cell to the next. Cells without data stay clear up to their sides.

    Args:
        values: The cells, shape ``(rows, columns)``, the first row in the north; those that are no finite number
            have no data.
        transform: ``(a, b, c, d, e, f)`` from columns and rows to coordinates.
        crs: The code of the coordinate system.
        breaks: Where classes begin, growing; a class holds its lower break. What is below the first is clear.
        colours: Red, green and blue of each class, 0 to 255.

    Raises:
        ValueError: There are no cells, or breaks and colours do not belong together.
        FileError: The picture could not be made.
    """
    import rasterio  # noqa: PLC0415 - heavy

    _fit(values, breaks, colours)
    frame = picture_frame((values.shape[0], values.shape[1]), transform, crs)
    palette = {CLEAR: (0, 0, 0, 0)} | {n: (*colour, 255) for n, colour in enumerate(colours, start=1)}
    try:
        with warnings.catch_warnings(), rasterio.Env(**_QUIET):
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            return _png(_classes(_warped(values, transform, crs, frame), breaks), palette)
    except (OSError, rasterio.errors.RasterioError) as error:
        raise FileError(_NOT_MADE, problem=str(error)) from error


def _box(shape: tuple[int, int], transform: Affine) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = transform
    down, across = (corner.ravel() for corner in np.meshgrid((0, shape[0]), (0, shape[1])))
    x, y = a * across + b * down + c, d * across + e * down + f
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _in_degrees(west: float, south: float, east: float, north: float) -> tuple[float, float, float, float]:
    """Gives a box of Web Mercator, which takes the earth for a sphere, in degrees."""
    up = [degrees(atan(sinh(y / _RADIUS_M))) for y in (south, north)]
    return degrees(west / _RADIUS_M), up[0], degrees(east / _RADIUS_M), up[1]


def _fit(values: Cells, breaks: Sequence[float], colours: Sequence[Colour]) -> None:
    if values.ndim != 2 or not values.size:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"no table of cells: {values.shape}")
    edges = np.asarray(breaks, dtype=np.float64)
    if not (len(breaks) == len(colours) <= MOST_COLOURS and (np.diff(edges) > 0).all()):
        raise ValueError("breaks must grow, with a colour for each")
    if not np.isfinite(edges).all():
        raise ValueError("breaks must be finite")


def _warped(values: Cells, transform: Affine, crs: str, frame: PictureFrame) -> Cells:
    """Gives the values at the pixels; not a number where the cell that holds the middle of one has no data."""
    from rasterio import Affine as Placed  # noqa: PLC0415 - heavy
    from rasterio.warp import Resampling, reproject  # noqa: PLC0415

    pixels = np.full(frame.shape, np.nan)
    reproject(
        np.where(np.isfinite(values), values, np.nan),
        pixels,
        src_transform=Placed(*transform),
        src_crs=crs,
        src_nodata=np.nan,
        dst_transform=Placed(*frame.transform),
        dst_crs=MERCATOR,
        dst_nodata=np.nan,
        resampling=Resampling.bilinear,
        num_threads=1,
        tolerance=_TOLERANCE,
    )
    return pixels


def _classes(pixels: Cells, breaks: Sequence[float]) -> Classes:
    edges = np.asarray(breaks, dtype=np.float64)
    found = np.searchsorted(edges - _HAIR * np.abs(edges), pixels, side="right")
    return np.where(np.isfinite(pixels), found, CLEAR).astype(np.uint8)


def _png(classes: Classes, palette: dict[int, tuple[int, int, int, int]]) -> bytes:
    import rasterio  # noqa: PLC0415 - heavy

    rows, columns = classes.shape
    profile = {"driver": "PNG", "height": rows, "width": columns, "count": 1, "dtype": "uint8"} | _OPTIONS
    with rasterio.MemoryFile() as file:
        with file.open(**profile) as dataset:
            dataset.write(classes, 1)
            dataset.write_colormap(1, palette)
        return bytes(file.getbuffer())
