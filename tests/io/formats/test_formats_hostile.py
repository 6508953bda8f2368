"""Files from strangers: nothing crashes, hangs, reaches a network or another file, or writes anything."""

import random
import socket
import struct
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from format_files import DRIVERS, SIDES, fault, layer, read, told, untouched, write, zipped, zones
from support import EAST, GRID, NORTH
from zoneplan.io.formats.known import BY_SUFFIX, FORMATS
from zoneplan.plan.config import Limits

ALL = sorted(BY_SUFFIX)
FAST = Limits(seconds=20, memory_mb=1500)
REFUSED = {
    "file_unreadable",
    "file_too_large",
    "file_too_heavy",
    "file_too_slow",
    "sublayer_unclear",
    "table_columns",
    "file_missing",
    "path_refused",
}


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine that writes down every visit."""
    visits: list[str] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    going = threading.Event()

    def serve() -> None:
        while not going.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            visits.append("visited")
            connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1], visits
    going.set()
    thread.join()
    server.close()


def virtual(source: str) -> str:
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="zones"><SrcDataSource relativeToVRT="0">{source}'
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )


@pytest.mark.parametrize("suffix", ALL)
def test_a_virtual_layer_under_any_name_opens_nothing(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, listener: tuple[int, list[str]], suffix: str
) -> None:
    port, visits = listener
    outside = write(tmp_path_factory.mktemp("outside"), ".gpkg")
    for source in (str(outside), f"/vsicurl/http://127.0.0.1:{port}/x.geojson", f"http://127.0.0.1:{port}/x"):
        (tmp_path / f"zones{suffix}").write_text(virtual(source), encoding="utf-8")
        with untouched(tmp_path):
            raw, (found,) = read(tmp_path, f"zones{suffix}")
        assert raw is None
        assert found.rule.id in REFUSED
    assert visits == []


@pytest.mark.parametrize(
    "written",
    [
        "/vsicurl/http://127.0.0.1/x.gpkg",
        "/vsis3/bucket/x.gpkg",
        "/vsizip/x.zip/x.shp",
        "http://127.0.0.1/x.gpkg",
        "https://example.org/x.geojson",
        "GPKG:/etc/x.gpkg:layer",
        "PG:dbname=x",
        "FlatGeobuf:x.fgb",
        "file:///etc/passwd",
        "../outside.gpkg",
        "/etc/passwd",
        "layers\\..\\x.gpkg",
        "C:/x.gdb",
        "../x.gdb",
    ],
)
def test_paths_that_are_no_files_of_the_plan_are_refused(tmp_path: Path, written: str) -> None:
    assert fault(tmp_path, written).rule.id == "path_refused"


@pytest.mark.parametrize("side", [".dbf", ".shx", ".prj", ".cpg"])
def test_a_side_file_that_leads_out_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, side: str
) -> None:
    write(tmp_path, ".shp")
    outside = tmp_path_factory.mktemp("outside") / f"secret{side}"
    (tmp_path / f"zones{side}").rename(outside)
    (tmp_path / f"zones{side}").symlink_to(outside)
    found = fault(tmp_path, "zones.shp")
    assert found.rule.id == "path_refused"
    assert f"zones{side}" in told(found)


def test_a_side_file_that_is_a_link_within_the_plan_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, ".shp")
    (tmp_path / "shared").mkdir()
    path.with_suffix(".dbf").rename(tmp_path / "shared" / "table.dbf")
    path.with_suffix(".dbf").symlink_to(tmp_path / "shared" / "table.dbf")
    assert layer(tmp_path, "zones.shp").columns["id"] == ["KCN_1", "KCN_2", "KCN_3"]


def test_an_entry_of_a_geodatabase_that_leads_out_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write(tmp_path, ".gdb")
    entry = path / "a00000004.gdbtable"
    outside = tmp_path_factory.mktemp("outside") / "table"
    entry.rename(outside)
    entry.symlink_to(outside)
    assert fault(tmp_path, "zones.gdb").rule.id == "path_refused"


def test_a_geodatabase_that_is_a_link_out_of_the_plan_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = write(tmp_path_factory.mktemp("outside"), ".gdb")
    (tmp_path / "zones.gdb").symlink_to(outside)
    assert fault(tmp_path, "zones.gdb").rule.id == "path_refused"


@pytest.mark.parametrize(
    "content",
    [
        '!table\n!version 300\nopen table "a" hide\ncreate view x as select * from a',
        '!table\n!version 300\nDefinition Table\n  File "x.jpg"\n  Type "RASTER"\n',
        "!table\n!version 300\nDefinition Table\n  Type LINKED\n",
        '!table\n!version 300\nDefinition Table\n  Type NATIVE Charset "Neutral"\nbegin_metadata\n"\\IsSeamless" = "TRUE"\n',
        "!table\n",
    ],
)
def test_a_mapinfo_table_that_refers_to_others_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "zones.tab").write_text(content, encoding="utf-8")
    assert "refers to other tables" in told(fault(tmp_path, "zones.tab"))


def test_a_mapinfo_table_without_its_data_says_which_file_is_missing(tmp_path: Path) -> None:
    write(tmp_path, ".tab").with_suffix(".dat").unlink()
    assert ".dat" in told(fault(tmp_path, "zones.tab"))


@pytest.mark.parametrize("entry", ["../zones.shp", "/var/zones.shp", "a/../../zones.shp", "C:\\zones.shp"])
@pytest.mark.parametrize("suffix", [".zip", ".kmz", ".xlsx"])
def test_an_archive_that_climbs_out_is_refused(tmp_path: Path, entry: str, suffix: str) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    with zipfile.ZipFile(folder / f"x{suffix}", "w") as archive:
        archive.writestr(entry, b"\x00\x00\x27\x0a")
    with untouched(tmp_path):
        assert "outside" in told(fault(folder, f"x{suffix}"))


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", *_files(tmp_path, ".shp"))
    zipped(tmp_path / "outer.zip", inner)
    assert "no file" in told(fault(tmp_path, "outer.zip"))


def _files(folder: Path, suffix: str) -> list[Path]:
    path = write(folder, suffix)
    return [path.with_suffix(side) for side in SIDES.get(suffix, (suffix,))]


def test_a_shapefile_that_claims_a_billion_vertices_does_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path, ".shp")
    data = bytearray(path.read_bytes())
    struct.pack_into("<i", data, 100 + 8 + 40, 1_000_000_000)
    path.write_bytes(bytes(data))
    raw, findings = read(tmp_path, "zones.shp", limits=FAST)
    assert findings or (raw is not None and any(flaw.feature == 0 for flaw in raw.flaws))


def test_a_flatgeobuf_that_claims_a_billion_features_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, ".fgb")
    data = path.read_bytes()
    index = data.index(struct.pack("<Q", 3), 12)
    path.write_bytes(data[:index] + struct.pack("<Q", 10**9) + data[index + 8 :])
    raw, findings = read(tmp_path, "zones.fgb", limits=FAST)
    assert raw is None
    assert findings[0].rule.id in REFUSED


def test_kml_that_declares_entities_is_refused(tmp_path: Path) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>'
    (tmp_path / "zones.kml").write_text(text, encoding="utf-8")
    assert "DOCTYPE" in told(fault(tmp_path, "zones.kml"))


def test_kml_nested_without_end_does_no_harm(tmp_path: Path) -> None:
    deep = "<Folder>" * 60_000
    (tmp_path / "zones.kml").write_text(
        f'<kml xmlns="http://www.opengis.net/kml/2.2">{deep}', encoding="utf-8"
    )
    raw, findings = read(tmp_path, "zones.kml", limits=FAST)
    assert raw is None
    assert findings[0].rule.id in REFUSED


def test_kml_that_points_to_a_network_is_not_followed(
    tmp_path: Path, listener: tuple[int, list[str]]
) -> None:
    port, visits = listener
    link = f"<NetworkLink><Link><href>http://127.0.0.1:{port}/x.kml</href></Link></NetworkLink>"
    (tmp_path / "zones.kml").write_text(
        f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{link}</Document></kml>',
        encoding="utf-8",
    )
    read(tmp_path, "zones.kml", limits=FAST)
    assert visits == []


@pytest.mark.parametrize(
    ("head", "words"),
    [(b"AutoCAD Binary DXF\r\n\x1a\x00", "ASCII"), (b"AC1027\x00\x00", "DWG"), (b"\x00\x01", "no DXF")],
)
def test_drawings_of_other_kinds_say_what_to_do(tmp_path: Path, head: bytes, words: str) -> None:
    (tmp_path / "zones.dxf").write_bytes(head)
    assert words in told(fault(tmp_path, "zones.dxf"))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Gives a file cut off somewhere, with some bytes changed, or both."""
    cut = data[: chance.randrange(1, len(data))] if chance.random() < 0.5 else data
    changed = bytearray(cut)
    for _ in range(chance.randrange(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize(
    "suffix", [*(s for s in DRIVERS if s != ".gdb"), ".parquet", ".xlsx", ".zip", ".geojson", ".csv"]
)
def test_damaged_files_end_in_a_finding_or_a_layer(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    files = _whole(folder, suffix)
    whole = {file: file.read_bytes() for file in files}
    chance = random.Random(f"seed {suffix}")  # noqa: S311 - a corpus that is the same each time
    for _ in range(60 if suffix in {".geojson", ".csv"} else 5):
        for file, data in whole.items():
            file.write_bytes(data)
        victim = chance.choice(files)
        victim.write_bytes(damaged(whole[victim], chance))
        with untouched(tmp_path):
            raw, findings = read(folder, f"zones{suffix}", limits=FAST)
        assert raw is not None or findings[0].rule.id in REFUSED


def _whole(folder: Path, suffix: str) -> list[Path]:
    path = folder / f"zones{suffix}"
    match suffix:
        case ".geojson":
            path.write_text(zones().to_json(), encoding="utf-8")
        case ".csv":
            path.write_text("id,lon,lat\nA,104.1,22.2\nB,104.2,22.3\n", encoding="utf-8")
        case ".zip":
            made = write(folder, ".gpkg")
            zipped(path, made)
            made.unlink()
        case ".xlsx":
            zones().drop(columns="geometry").assign(lon=104.1, lat=22.2).to_excel(path, index=False)
        case _:
            return [file for file in _files(folder, suffix) if file.exists()]
    return [path]


@pytest.mark.parametrize("suffix", ALL)
@pytest.mark.parametrize("content", [b"", b"\x00" * 64, bytes(range(256)) * 8, b"{" * 3000])
def test_what_is_no_file_of_its_kind_is_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    (tmp_path / f"zones{suffix}").write_bytes(content)
    with untouched(tmp_path):
        raw, findings = read(tmp_path, f"zones{suffix}", limits=FAST)
    assert raw is None
    assert findings[0].rule.id in REFUSED


def test_an_empty_geodatabase_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zones.gdb").mkdir()
    assert fault(tmp_path, "zones.gdb").rule.id == "file_unreadable"


def test_every_format_is_named_in_the_remedy_for_unknown_ones(tmp_path: Path) -> None:
    (tmp_path / "zones.dgn").write_bytes(b"x")
    found = fault(tmp_path, "zones.dgn")
    assert found.rule.id == "format_unknown"
    for format_ in FORMATS:
        for language in (0, 1):
            assert format_.name[language] in found.rule.remedy[language]


PARTS = [
    (".shp", ".shp"),
    (".shp", ".dbf"),
    (".tab", ".dat"),
    (".tab", ".map"),
    (".tab", ".id"),
    (".mif", ".mif"),
    (".mif", ".mid"),
    (".dxf", ".dxf"),
    (".kml", ".kml"),
    (".fgb", ".fgb"),
    (".gpkg", ".gpkg"),
    (".parquet", ".parquet"),
    (".gdb", ""),
]


@pytest.mark.parametrize(("suffix", "part"), PARTS)
def test_no_feature_is_lost_without_a_word(tmp_path: Path, suffix: str, part: str) -> None:
    """Read in bulk, GDAL gives what comes before the damage and says nothing about the rest."""
    shapes = [shapely.box(EAST + 30 * i, NORTH, EAST + 30 * i + 20, NORTH + 20) for i in range(300)]
    frame = gpd.GeoDataFrame({"id": [f"K{i}" for i in range(300)]}, geometry=shapes, crs=GRID)
    path = write(tmp_path, suffix, frame)
    victim = path.with_suffix(part) if part else max(path.glob("*.gdbtable"), key=lambda f: f.stat().st_size)
    data = victim.read_bytes()
    victim.write_bytes(data[: int(len(data) * 0.7)])
    found = fault(tmp_path, path.name)
    assert found.rule.id == "file_unreadable"
    assert ".cpp" not in told(found)
    assert str(tmp_path) not in told(found)


def test_a_deleted_record_is_no_damage(tmp_path: Path) -> None:
    path = write(tmp_path, ".shp")
    table = path.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    header, record = struct.unpack_from("<HH", data, 8)
    data[header + record] = ord("*")
    table.write_bytes(bytes(data))
    assert layer(tmp_path, path.name).columns["id"] == ["KCN_1", "KCN_3"]
