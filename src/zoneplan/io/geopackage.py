"""GeoPackage out."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pyogrio

FIXED_DATE = "2000-01-01T00:00:00.000Z"
"""The date written into GeoPackages, so that the same content gives the same bytes."""


def write_geopackage(layers: Sequence[tuple[str, gpd.GeoDataFrame]]) -> bytes:
    """Gives a GeoPackage with the layers in their order; the same frames give the same bytes."""
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_DATE})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.gpkg"
            for name, frame in layers:
                pyogrio.write_dataframe(
                    frame,
                    path,
                    layer=name,
                    driver="GPKG",
                    append=path.exists(),
                    geometry_type="Unknown" if len(set(frame.geom_type)) > 1 else None,
                )
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
