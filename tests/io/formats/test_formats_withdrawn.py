"""The withdrawn VN-2000 codes are told in every format that keeps the code of its system."""

from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest
from pyproj import CRS

from format_files import layer, write, zones
from zoneplan.geo.definition import Fault, read_definition

PLACE = (104.1, 22.3)
SUCCESSORS = {6956: "EPSG:5896", 6957: "EPSG:5897", 6958: "EPSG:5898", 6959: "EPSG:5899"}


@pytest.fixture
def codes_kept() -> Iterator[None]:
    """GDAL writes codes as they are named, and not those that took their place."""
    pyogrio.set_gdal_config_options({"OSR_USE_NON_DEPRECATED": "NO"})
    yield
    pyogrio.set_gdal_config_options({"OSR_USE_NON_DEPRECATED": None})


@pytest.mark.usefixtures("codes_kept")
@pytest.mark.parametrize("suffix", [".gpkg", ".fgb", ".gdb"])
@pytest.mark.parametrize("code", [6956, 6957])
def test_a_file_in_a_withdrawn_system_says_so(tmp_path: Path, suffix: str, code: int) -> None:
    path = write(tmp_path, suffix, zones().set_crs(code, allow_override=True))
    said = read_definition(layer(tmp_path, path.name).crs, PLACE)
    assert (said.fault, said.code) == (Fault.DEPRECATED, SUCCESSORS[code])


@pytest.mark.parametrize("code", SUCCESSORS)
def test_wkt_of_a_withdrawn_system_is_told(code: int) -> None:
    for version in ("WKT1_GDAL", "WKT1_ESRI", "WKT2_2019"):
        said = read_definition(CRS.from_epsg(code).to_wkt(version), PLACE)
        assert (said.fault, said.code) == (Fault.DEPRECATED, SUCCESSORS[code]), version
