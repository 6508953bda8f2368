"""What files say of their coordinate system: good definitions of every flavour, and the traps of the rules."""

import pytest
from pyproj import CRS

from zoneplan.geo.crs import VN2000_TM3
from zoneplan.geo.definition import Fault, landing_gap, read_definition, same_projection

PLACE = (104.13, 22.29)
TM3 = "+proj=tmerc +lon_0=104.75 +k=0.9999 +x_0=500000 +ellps=WGS84 +units=m"
SHIFTS = "-191.90441429,-39.30318279,-111.45032835"
ESRI = (
    'PROJCS["VN-2000_TM-3_104-45",GEOGCS["GCS_VN-2000",DATUM["D_Vietnam_2000",'
    'SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",104.75],PARAMETER["Scale_Factor",0.9999],'
    'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)
MAPINFO = (
    'PROJCS["unnamed",GEOGCS["unnamed",DATUM["VN_2000",SPHEROID["WGS 84",6378137,298.257223563],'
    "TOWGS84[-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278]],"
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",104.75],PARAMETER["scale_factor",0.9999],'
    'PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]'
)
UNNAMED = ESRI.replace("VN-2000_TM-3_104-45", "unnamed").replace("D_Vietnam_2000", "D_unknown")
WITHDRAWN = ESRI.replace('"False_Easting",500000.0', '"False_Easting",0.0').replace(
    '"False_Northing",0.0', '"False_Northing",500000.0'
)


@pytest.mark.parametrize(
    "text",
    [
        "EPSG:9208",
        "urn:ogc:def:crs:EPSG::9208",
        "VN-2000 / TM-3 104-45",
        "+init=epsg:9208",
        f" {ESRI}\n",
        MAPINFO,
        MAPINFO.replace(
            ",TOWGS84[-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278]",
            "",
        ),
        f"{TM3} +towgs84={SHIFTS},0.00928836,-0.01975479,0.00427372,0.252906278",
        CRS.from_epsg(9208).to_wkt("WKT1_GDAL"),
        CRS.from_epsg(9208).to_wkt("WKT2_2019"),
        CRS.from_epsg(9208).to_json(),
        CRS.from_user_input("EPSG:9208+5773").to_wkt(),
    ],
)
def test_a_good_definition_is_its_code(text: str) -> None:
    found = read_definition(text, PLACE)
    assert (found.code, found.fault) == ("EPSG:9208", Fault.NONE)


@pytest.mark.parametrize("code", [*VN2000_TM3, "EPSG:3405", "EPSG:3406", "EPSG:4756", "EPSG:32648"])
@pytest.mark.parametrize("flavour", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
def test_every_grid_is_known_in_every_flavour(code: str, flavour: str) -> None:
    found = read_definition(CRS.from_user_input(code).to_wkt(flavour), PLACE)
    assert (found.code, found.fault) == (code, Fault.NONE)


@pytest.mark.parametrize("code", ["EPSG:4147", "EPSG:2044", "EPSG:2045"])
@pytest.mark.parametrize("flavour", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
def test_the_older_national_system_is_known(code: str, flavour: str) -> None:
    found = read_definition(CRS.from_user_input(code).to_wkt(flavour), PLACE)
    assert (found.code, found.fault) == (code, Fault.NONE)


@pytest.mark.parametrize("text", ["OGC:CRS84", "+proj=longlat +datum=WGS84", "urn:ogc:def:crs:OGC:1.3:CRS84"])
def test_degrees_on_wgs_84_are_known(text: str) -> None:
    assert read_definition(text, PLACE).code == "OGC:CRS84"


@pytest.mark.parametrize(
    "text",
    [
        TM3,
        TM3.replace("+ellps", "+datum"),
        f"{TM3} +towgs84=0,0,0",
        UNNAMED,
        ESRI.replace("VN-2000_TM-3_104-45", "WGS_1984_TM").replace("D_Vietnam_2000", "D_WGS_1984"),
    ],
)
def test_a_definition_without_the_shift_is_223_metres_off(text: str) -> None:
    found = read_definition(text, PLACE)
    assert (found.code, found.fault) == ("EPSG:9208", Fault.NO_SHIFT)
    assert found.metres == pytest.approx(223.02, abs=0.05)


@pytest.mark.parametrize("lon_0", [103.0, 104.0, 105.5, 107.75, 108.5])
def test_the_lost_shift_is_told_for_every_meridian(lon_0: float) -> None:
    code = next(code for code, meridian in VN2000_TM3.items() if meridian == lon_0)
    found = read_definition(TM3.replace("104.75", str(lon_0)), PLACE)
    assert (found.code, found.fault) == (code, Fault.NO_SHIFT)


@pytest.mark.parametrize(
    ("rotations", "metres"),
    [("-0.00928836,0.01975479,-0.00427372,0.252906278", 0.79), ("0,0,0,0.252906278", 0.39)],
)
def test_inexact_parameters_are_measured(rotations: str, metres: float) -> None:
    """The two lengths stand in the table of shifts of the project's rules."""
    found = read_definition(f"{TM3} +towgs84={SHIFTS},{rotations}", PLACE)
    assert (found.code, found.fault) == ("EPSG:9208", Fault.LOOSE)
    assert found.metres == pytest.approx(metres, abs=0.01)


@pytest.mark.parametrize(
    ("text", "heir"),
    [
        ("EPSG:6956", "EPSG:5896"),
        ("EPSG:6957", "EPSG:5897"),
        ("EPSG:6958", "EPSG:5898"),
        ("EPSG:6959", "EPSG:5899"),
        (CRS.from_epsg(6957).to_wkt(), "EPSG:5897"),
        (WITHDRAWN.replace("104.75", "105.0"), "EPSG:5897"),
    ],
)
def test_a_withdrawn_code_names_its_successor(text: str, heir: str) -> None:
    found = read_definition(text, PLACE)
    assert (found.code, found.fault) == (heir, Fault.DEPRECATED)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "  ",
        'LOCAL_CS["Nonearth",UNIT["Meter",1.0]]',
        'ENGCRS["DXF",EDATUM["x"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["metre",1]]',
    ],
)
def test_a_drawing_plane_says_nothing(text: str | None) -> None:
    assert read_definition(text, PLACE).fault is Fault.MISSING


@pytest.mark.parametrize(
    "text",
    [
        "+proj=longlat +ellps=WGS84",
        "+proj=lcc +lat_1=11 +lat_2=21 +lon_0=108 +lat_0=4 +ellps=WGS84",
        TM3.replace("units=m", "units=km"),
        TM3.replace("0.9999", "0.9996"),
        'PROJCS["x"',
        "no such system",
        "{}",
        "x" * 100_000,
        "\x00",
        f"{TM3} +nadgrids=/etc/passwd",
        "EPSG:999999999",
    ],
)
def test_what_cannot_be_told_has_no_code(text: str) -> None:
    found = read_definition(text, PLACE)
    assert (found.code, found.fault) == (None, Fault.UNKNOWN)
    assert len(found.name) <= 60


def test_unnamed_degrees_may_be_either() -> None:
    """Degrees on the ellipsoid alone land 223 m from VN-2000 and nowhere from WGS 84, and project like both."""
    text = "+proj=longlat +ellps=WGS84"
    assert landing_gap(text, "EPSG:4756", PLACE) == pytest.approx(223.02, abs=0.05)
    assert landing_gap(text, "OGC:CRS84", PLACE) == pytest.approx(0, abs=1e-6)
    assert same_projection(text, "EPSG:4756", PLACE)


def test_another_meridian_projects_otherwise() -> None:
    assert same_projection(TM3, "EPSG:9208", PLACE)
    assert not same_projection(TM3, "EPSG:5897", PLACE)
    assert not same_projection("nonsense", "EPSG:5897", PLACE)
    assert landing_gap("nonsense", "EPSG:5897", PLACE) == float("inf")
