"""Definitions of coordinate systems that would make PROJ open a file or a network: none is taken."""

import pytest

from zoneplan.geo.definition import Fault, read_definition

PLACE = (104.2, 22.3)
GRIDS_IN_WKT = (
    'GEOGCS["x",DATUM["d",SPHEROID["s",6378137,298.25],EXTENSION["PROJ4_GRIDS","/etc/passwd"]],'
    'PRIMEM["G",0],UNIT["degree",0.0174532925199433]]'
)


@pytest.mark.parametrize(
    "text",
    [
        "+init=/etc/passwd:x",
        "+title=x +init=/etc/passwd:x +type=crs",
        "+proj=pipeline +step +init=/etc/passwd:x",
        "+proj=pipeline +step +proj=vgridshift +file=/etc/passwd",
        "+proj=longlat +ellps=WGS84 +nadgrids=/etc/passwd",
        "+proj=longlat +ellps=WGS84 +nadgrids=@null,http://127.0.0.1:9/x.gsb +init=/etc/passwd:x",
        "+proj=longlat +ellps=WGS84 +geoidgrids = http://127.0.0.1:9/x.gtx",
        GRIDS_IN_WKT,
    ],
)
def test_a_definition_that_opens_a_file_defines_nothing(text: str) -> None:
    assert read_definition(text, PLACE).fault is Fault.UNKNOWN


@pytest.mark.parametrize("text", ["+init=epsg:4326", "+proj=longlat +ellps=WGS84 +nadgrids=@null +no_defs"])
def test_what_only_looks_like_it_is_read(text: str) -> None:
    assert read_definition(text, PLACE).fault is not Fault.UNKNOWN
