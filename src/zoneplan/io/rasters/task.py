"""Tries a GeoTIFF out in a process of its own; loaded by path, it imports nothing of this package.

It tells what the header says and, where that allows it, what the cells hold. Every block is read once, so that
whatever a broken or harmful file does happens here and not in the program that started it, which reads the same
blocks with the same library.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CACHE_BYTES = 64 * 2**20
"""Blocks that are kept unpacked; without a limit it would be a twentieth of the machine's memory."""
OPTIONS = {
    "GDAL_CACHEMAX": CACHE_BYTES,
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_GEOREF_SOURCES": "INTERNAL",
    "GDAL_NUM_THREADS": "1",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "OSR_USE_NON_DEPRECATED": "NO",
    "PROJ_NETWORK": "OFF",
}
"""What keeps GDAL to the one file and to what it says: no side files, no network, no other system for a withdrawn one."""
_WINDOW = 4_000_000


def do(job: dict[str, Any]) -> dict[str, Any]:
    """Gives what a file is and holds.

    Args:
        job: ``path``, ``band``, ``nodata`` and ``scale`` as the configuration has them; ``low``, ``high`` and ``slack``
            of the kind of raster; the limits ``cells`` and ``block_mb``.

    Raises:
        Exception: What first went wrong, in the words of the library that noticed it.
    """
    try:
        return _tried(job)
    except Exception as error:  # noqa: BLE001 - what it comes from is raised instead
        raise _first(error) from None


def _first(error: BaseException) -> BaseException:
    while error.__cause__ is not None:
        error = error.__cause__
    return error


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps GDAL to the one file it is given, and its library from warnings that the answer tells of."""
    import rasterio  # noqa: PLC0415 - heavy, and found only after the paths are set

    with warnings.catch_warnings(), rasterio.Env(**OPTIONS):
        warnings.simplefilter("ignore")
        yield


def opened(path: str) -> Any:
    """Gives a GeoTIFF, opened by the one driver there is for it."""
    import rasterio  # noqa: PLC0415 - heavy, and found only after the paths are set

    return rasterio.open(path, driver="GTiff", sharing=False)


def cells_of(  # noqa: PLR0913, PLR0917 - a window and what its numbers mean
    dataset: Any,
    band: int,
    window: tuple[int, int, int, int],
    nodata: float | None,
    scale: float,
    offset: float,
) -> tuple[Any, Any]:
    """Gives the stored numbers of a window as floats, and their values; cells without data are NaN in both.

    Args:
        dataset: The opened file.
        band: Which of its bands, from 1.
        window: First row, first column, height and width.
        nodata: The stored number that stands for "no data".
        scale: What one stored unit is worth.
        offset: What the stored 0 is worth.
    """
    import numpy as np  # noqa: PLC0415 - found only after the paths are set
    from rasterio.enums import MaskFlags  # noqa: PLC0415
    from rasterio.windows import Window  # noqa: PLC0415

    row, column, height, width = window
    place = Window(column, row, width, height)
    read = dataset.read(band, window=place)
    stored = read.astype(np.float64)
    lacking = ~np.isfinite(stored)
    if nodata is not None:
        lacking |= stored == nodata
        if read.dtype.kind == "f" and np.isfinite(nodata) and abs(nodata) <= np.finfo(read.dtype).max:
            lacking |= read == read.dtype.type(nodata)
    if MaskFlags.per_dataset in dataset.mask_flag_enums[band - 1]:
        lacking |= dataset.read_masks(band, window=place) == 0
    stored[lacking] = np.nan
    return stored, stored if (scale, offset) == (1.0, 0.0) else stored * scale + offset


def _tried(job: dict[str, Any]) -> dict[str, Any]:
    with quiet(), opened(job["path"]) as dataset:
        answer = _header(dataset)
        band = job["band"]
        if not 1 <= band <= answer["count"]:
            return answer
        answer |= _band(dataset, band)
        rows, columns = answer["shape"]
        if answer["complex"] or answer["block_mb"] > job["block_mb"] or rows * columns > job["cells"]:
            return answer
        return answer | {"held": _held(dataset, answer, job)}


def _header(dataset: Any) -> dict[str, Any]:
    transform = dataset.transform
    return {
        "shape": [dataset.height, dataset.width],
        "count": dataset.count,
        "transform": [float(part) for part in tuple(transform)[:6]],
        "placed": not transform.is_identity,
        "crs": dataset.crs.wkt if dataset.crs else None,
    }


def _band(dataset: Any, band: int) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 - found only after the paths are set

    kind = np.dtype(dataset.dtypes[band - 1].replace("complex_int16", "complex64"))
    height, width = dataset.block_shapes[band - 1]
    together = dataset.count if str(dataset.profile.get("interleave")) == "pixel" else 1
    nodata = dataset.nodatavals[band - 1]
    return {
        "complex": kind.kind == "c",
        "block": [height, width],
        "block_mb": height * width * kind.itemsize * together / 1e6,
        "nodata": None if nodata is None else float(nodata),
        "scale": float(dataset.scales[band - 1]),
        "offset": float(dataset.offsets[band - 1]),
    }


def _held(dataset: Any, answer: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """Gives what the cells hold: how many have data, and how many lie beyond what the kind of raster allows."""
    nodata = job["nodata"] if job["nodata"] is not None else answer["nodata"]
    scale, offset = (job["scale"], 0.0) if job["scale"] is not None else (answer["scale"], answer["offset"])
    low, high, slack = job["low"], job["high"], job["slack"]
    groups: dict[str, list[float]] = {}
    for window in _windows(answer["shape"], answer["block"]):
        stored, values = cells_of(dataset, job["band"], window, nodata, scale, offset)
        chosen = (
            ("all", values == values),  # noqa: PLR0124 - NaN differs from itself
            ("below", values < low - slack),
            ("above", values > high + slack),
            ("under", (values >= low - slack) & (values < low)),
            ("over", (values <= high + slack) & (values > high)),
        )
        for name, there in chosen:
            _grown(groups, name, stored[there], values[there])
    return groups


def _grown(groups: dict[str, list[float]], name: str, stored: Any, values: Any) -> None:
    """Adds cells to a group: how many, the least and the greatest value, the same as they are stored."""
    if not values.size:
        return
    new = [values.size, *(float(end) for part in (values, stored) for end in (part.min(), part.max()))]
    old = groups.get(name, new)
    count = new[0] + (groups[name][0] if name in groups else 0)
    groups[name] = [
        count,
        min(old[1], new[1]),
        max(old[2], new[2]),
        min(old[3], new[3]),
        max(old[4], new[4]),
    ]


def _windows(shape: list[int], block: list[int]) -> Iterator[tuple[int, int, int, int]]:
    """Gives windows of whole blocks that make up a raster."""
    rows, columns = shape
    width = min(columns, max(_WINDOW // block[0] // block[1], 1) * block[1])
    height = max(_WINDOW // width // block[0], 1) * block[0]
    for row in range(0, rows, height):
        for column in range(0, columns, width):
            yield row, column, min(height, rows - row), min(width, columns - column)
