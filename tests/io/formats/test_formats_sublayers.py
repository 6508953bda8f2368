"""Files that hold several layers: the one that is named, or the list of those there are."""

import sqlite3
from pathlib import Path

import pytest
import shapely

from format_files import boxes, fault, layer, notes, told, write, zipped, zones
from support import EAST, GRID, NORTH

DXF = """0
SECTION
2
HEADER
9
$ACADVER
1
AC1015
9
$DWGCODEPAGE
3
{page}
0
ENDSEC
0
SECTION
2
ENTITIES
0
LWPOLYLINE
5
1
100
AcDbEntity
8
RANH KCN
100
AcDbPolyline
90
4
70
1
10
436000
20
2466000
10
437000
20
2466000
10
437000
20
2467000
10
436000
20
2467000
0
TEXT
5
2
8
CHU
10
436500
20
2466500
40
10
1
Khu A
0
ENDSEC
0
EOF
"""


@pytest.mark.parametrize("suffix", [".gpkg", ".gdb"])
def test_one_of_several_layers_is_read_by_its_name(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, suffix)
    driver = {".gpkg": "GPKG", ".gdb": "OpenFileGDB"}[suffix]
    zones().iloc[:1].to_file(path, layer="ccn", driver=driver, mode="a")
    assert len(layer(tmp_path, path.name, sublayer="ccn")) == 1
    assert len(layer(tmp_path, path.name, sublayer="zones")) == 3
    for asked in (None, "CCN"):
        found = fault(tmp_path, path.name, sublayer=asked)
        assert found.rule.id == "sublayer_unclear"
        assert "zones, ccn" in told(found)


def test_tables_without_geometry_are_no_layers(tmp_path: Path) -> None:
    path = write(tmp_path, ".gpkg")
    base = sqlite3.connect(path)
    base.execute("create table notes (fid integer primary key, note text)")
    base.execute(
        "insert into gpkg_contents (table_name, data_type, identifier) values ('notes', 'attributes', 'notes')"
    )
    base.commit()
    base.close()
    assert len(layer(tmp_path, path.name)) == 3


def test_a_cad_layer_is_read_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.dxf").write_text(DXF.format(page="ANSI_1252"), encoding="ascii")
    raw = layer(tmp_path, "a.dxf", sublayer="RANH KCN")
    assert boxes(raw) == [(EAST, NORTH, EAST + 1000, NORTH + 1000)]
    assert raw.geometries[0].geom_type == "Polygon"
    found = fault(tmp_path, "a.dxf", sublayer="RANH")
    assert found.rule.id == "sublayer_unclear"
    assert "CHU, RANH KCN" in told(found)


def test_the_texts_of_a_drawing_are_no_features(tmp_path: Path) -> None:
    (tmp_path / "a.dxf").write_text(DXF.format(page="ANSI_1252"), encoding="ascii")
    raw = layer(tmp_path, "a.dxf")
    assert boxes(raw) == [(EAST, NORTH, EAST + 1000, NORTH + 1000)]
    assert "1 texts of the drawing were not taken" in notes(raw)
    assert 'the CAD layers CHU, RANH KCN; to take one of them only, write sublayer = "RANH KCN"' in notes(raw)


def test_texts_that_are_wanted_are_features(tmp_path: Path) -> None:
    (tmp_path / "a.dxf").write_text(DXF.format(page="ANSI_1252"), encoding="ascii")
    raw = layer(tmp_path, "a.dxf", kind="land_use", fields={"Text": "name_vi"})
    assert [(flaw.feature, flaw.rule.id) for flaw in raw.flaws] == [(1, "geometry_kind")]
    assert raw.columns["Text"] == [None, "Khu A"]


CIRCLE = "0\nCIRCLE\n8\nRANH KCN\n10\n436000\n20\n2466000\n40\n500\n0\nENDSEC"


def test_a_circle_is_kept_and_told(tmp_path: Path) -> None:
    drawing = DXF.format(page="ANSI_1252")
    head, _, tail = drawing.rpartition("0\nENDSEC")
    (tmp_path / "a.dxf").write_text(head + CIRCLE + tail, encoding="ascii")
    raw = layer(tmp_path, "a.dxf")
    assert len(raw) == 2
    assert raw.geometries[1].area == pytest.approx(3.14159 * 500**2, rel=0.002)
    assert "1 circles were taken like any closed line" in notes(raw)
    (tmp_path / "a.dxf").write_text(drawing, encoding="ascii")
    assert "circles" not in notes(layer(tmp_path, "a.dxf"))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("ANSI_1252", "Khu »"),
        ("ANSI_1258", "Khu »"),
        ("ANSI_1251", "Khu »".encode("cp1252").decode("cp1251")),
    ],
)
def test_text_of_a_drawing_is_read_by_its_code_page(tmp_path: Path, page: str, text: str) -> None:
    content = DXF.format(page=page).replace("Khu A", "Khu »").encode("cp1252")
    (tmp_path / "a.dxf").write_bytes(content)
    assert layer(tmp_path, "a.dxf", kind="context", fields={"Text": "label"}).columns["Text"][1] == text


def test_text_of_a_new_drawing_is_utf8(tmp_path: Path) -> None:
    content = DXF.format(page="ANSI_1252").replace("AC1015", "AC1027").replace("Khu A", "Tằng Loỏng")
    (tmp_path / "a.dxf").write_text(content, encoding="utf-8")
    assert (
        layer(tmp_path, "a.dxf", kind="context", fields={"Text": "label"}).columns["Text"][1] == "Tằng Loỏng"
    )


def test_kml_keeps_an_id_of_its_own_and_the_ids_of_its_placemarks(tmp_path: Path) -> None:
    def document(data: str) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
            f'<name>khu</name><Placemark id="pm1"><name>Khu Ả</name>{data}<Point>'
            "<coordinates>104.13,22.29,120</coordinates></Point></Placemark></Document></kml>"
        )

    own = '<ExtendedData><Data name="id"><value>KCN_7</value></Data></ExtendedData>'
    (tmp_path / "a.kml").write_text(document(own), encoding="utf-8")
    (tmp_path / "b.kml").write_text(document(""), encoding="utf-8")
    raw = layer(tmp_path, "a.kml")
    assert (raw.columns["id"], raw.columns["Name"]) == (["KCN_7"], ["Khu Ả"])
    assert layer(tmp_path, "b.kml").columns["id"] == ["pm1"]
    assert shapely.get_coordinates(raw.geometries).tolist() == [[104.13, 22.29]]


def test_folders_of_a_kml_are_layers(tmp_path: Path) -> None:
    def folder(name: str) -> str:
        point = "<Placemark><Point><coordinates>104.13,22.29</coordinates></Point></Placemark>"
        return f"<Folder><name>{name}</name>{point}</Folder>"

    head = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    text = f"{head}{folder('KCN')}{folder('CCN')}</Document></kml>"
    (tmp_path / "a.kml").write_text(text, encoding="utf-8")
    assert "KCN, CCN" in told(fault(tmp_path, "a.kml"))
    assert len(layer(tmp_path, "a.kml", sublayer="CCN")) == 1


def test_a_layer_inside_an_archived_geopackage_is_read_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, ".gpkg")
    zones().iloc[:1].to_file(path, layer="ccn", driver="GPKG", mode="a")
    zipped(tmp_path / "a.zip", path)
    assert len(layer(tmp_path, "a.zip", sublayer="ccn")) == 1


def test_a_geopackage_with_a_definition_of_its_own_hands_that_on(tmp_path: Path) -> None:
    path = write(tmp_path, ".gpkg", zones().set_crs(GRID, allow_override=True))
    loose = 'PROJCS["x",GEOGCS["y",DATUM["D",SPHEROID["WGS_1984",6378137,298.257223563]]],UNIT["metre",1]]'
    base = sqlite3.connect(path)
    base.execute(
        "update gpkg_spatial_ref_sys set organization = 'NONE', organization_coordsys_id = 100001, definition = ?"
        " where srs_id = 9208",
        (loose,),
    )
    base.commit()
    base.close()
    assert layer(tmp_path, path.name).crs == loose
