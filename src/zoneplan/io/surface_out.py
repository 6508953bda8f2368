"""Surfaces as Cloud Optimised GeoTIFF: tiled, compressed, with overviews, the same bytes for the same surface."""

import logging
import warnings
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from zoneplan.errors import FileError
from zoneplan.plan.raster import Affine
from zoneplan.text import Text, in_one_line

NODATA = -99999.0
"""Stands for "no data" in a written surface."""
_TILE = 512
_OPTIONS = {
    "BLOCKSIZE": str(_TILE),
    "COMPRESS": "DEFLATE",
    "LEVEL": "6",
    "PREDICTOR": "FLOATING_POINT",
    "NUM_THREADS": "1",
    "OVERVIEW_RESAMPLING": "AVERAGE",
    "BIGTIFF": "IF_SAFER",
}
_QUIET = {
    "GDAL_NUM_THREADS": "1",
    "GDAL_TIFF_INTERNAL_MASK": "NO",
    "GDAL_PAM_ENABLED": "NO",
    "PROJ_NETWORK": "OFF",
}
_NOT_MADE = Text(
    "Không tạo được GeoTIFF: {problem}. Không có gì thay đổi.",
    "Could not make a GeoTIFF: {problem}. Nothing has changed.",
)

logging.getLogger("rasterio").addHandler(logging.NullHandler())


def cog_bytes(  # noqa: PLR0913 - a surface and what it says of itself
    values: NDArray[np.floating],
    transform: Affine,
    crs: str,
    *,
    name: str = "",
    unit: str = "",
    tags: Mapping[str, str] | None = None,
) -> bytes:
    """Gives a surface as a Cloud Optimised GeoTIFF of one band in single precision.

    Args:
        values: The cells, shape ``(rows, columns)``, the first row in the north; those that are no finite
            number have no data.
        transform: ``(a, b, c, d, e, f)``; the corner of a cell lies at ``x = a*column + b*row + c``,
            ``y = d*column + e*row + f``.
        crs: The code of the coordinate system, such as that of the plan.
        name: What the band is called.
        unit: The unit of its values.
        tags: What else the file says of itself.

    Raises:
        ValueError: The surface is no table of cells, is empty, or holds numbers too large for single precision.
        FileError: The file could not be made.
    """
    import rasterio  # noqa: PLC0415 - heavy
    from rasterio.shutil import copy  # noqa: PLC0415

    cells = _single(values)
    profile = {
        "driver": "GTiff",
        "height": cells.shape[0],
        "width": cells.shape[1],
        "count": 1,
        "dtype": "float32",
        "crs": crs,
        "transform": rasterio.Affine(*transform),
        "nodata": NODATA,
    }
    try:
        with warnings.catch_warnings(), rasterio.Env(**_QUIET):
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            with rasterio.MemoryFile() as plain, rasterio.MemoryFile() as cloud:
                with plain.open(**profile) as dataset:
                    dataset.write(cells, 1)
                    dataset.update_tags(
                        **{in_one_line(key): in_one_line(text) for key, text in (tags or {}).items()}
                    )
                    dataset.set_band_description(1, in_one_line(name))
                    dataset.set_band_unit(1, in_one_line(unit))
                with plain.open() as dataset:
                    copy(dataset, cloud.name, driver="COG", **_OPTIONS)
                return bytes(cloud.getbuffer())
    except (OSError, rasterio.errors.RasterioError) as error:
        raise FileError(_NOT_MADE, problem=str(error)) from error


def storable(values: NDArray[np.floating]) -> bool:
    """Tells whether the cells of a surface are numbers of single precision or no data at all."""
    most = np.abs(values[~np.isnan(values)]).max(initial=0.0)
    return bool(most <= np.finfo(np.float32).max)


def _single(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """Gives cells in single precision, those without data as the number that stands for it."""
    if values.ndim != 2 or not values.size:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"no table of cells: {values.shape}")
    finite = np.isfinite(values)
    if np.abs(values[finite]).max(initial=0.0) > np.finfo(np.float32).max:
        raise ValueError("values too large for single precision")
    cells = np.full(values.shape, NODATA, dtype=np.float32)
    cells[finite] = values[finite].astype(np.float32)
    if (cells[finite] == np.float32(NODATA)).any():
        raise ValueError(f"values that are the mark for no data, {NODATA}")
    return cells
