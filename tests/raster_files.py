"""GeoTIFF files for tests, and a small plan that has one."""

from pathlib import Path
from typing import Any

import numpy as np
import rasterio

from support import EAST, GRID, NORTH, Draft

CELL = 100.0
TIF = "layers/people.tif"
PEOPLE = np.arange(1.0, 401.0).reshape(20, 20)
"""Cells of 100 m over the first zone of the small plan, which covers the lower left quarter of them."""


def write_tif(path: Path, values: object = PEOPLE, **profile: Any) -> Path:
    """Writes a GeoTIFF whose lower left corner is that of the small plan's first zone, unless said otherwise.

    ``tags``, ``scale`` and ``offset`` are written as metadata; further keys are those of rasterio.
    """
    cells: Any = np.asarray(values)
    bands = cells if cells.ndim == 3 else cells[np.newaxis]
    about: dict[str, Any] = {
        "driver": "GTiff",
        "height": bands.shape[1],
        "width": bands.shape[2],
        "count": len(bands),
        "dtype": bands.dtype if bands.dtype != np.float64 else "float32",
        "crs": GRID,
        "transform": rasterio.Affine(CELL, 0, EAST, 0, -CELL, NORTH + CELL * bands.shape[1]),
    }
    own = {key: profile.pop(key) for key in ("tags", "scale", "offset", "mask") if key in profile}
    quiet = rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True, GDAL_PAM_ENABLED=False)
    with quiet, rasterio.open(path, "w", **(about | profile)) as dataset:
        dataset.write(bands)
        if "tags" in own:
            dataset.update_tags(**own["tags"])
        if "scale" in own:
            dataset.scales = [own["scale"]] * len(bands)
            dataset.offsets = [own.get("offset", 0.0)] * len(bands)
        if "mask" in own:
            dataset.write_mask(own["mask"])
    return path


def with_raster(draft: Draft, **entries: Any) -> Draft:
    """Declares a population raster in a written plan; entries of ``None`` are left out."""
    table = {
        "kind": "population",
        "path": TIF,
        "name_vi": "Dân số",
        "name_en": "People",
        "as_of": "2020",
        "source": "S1",
    } | entries
    draft.config["rasters"] = {"people": {key: value for key, value in table.items() if value is not None}}
    draft.write_config()
    return draft
