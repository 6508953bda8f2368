"""Plans damaged on purpose: good files of every format, and a seeded hand that breaks them."""

import io
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
from typer.testing import CliRunner

import zoneplan.cli  # noqa: F401 - registers the commands
from format_files import SIDES, write, zipped
from support import EAST, GRID, NORTH, Draft
from zoneplan.cli.frame import app

GDAL = (".shp", ".gpkg", ".gdb", ".tab", ".mif", ".kml", ".fgb", ".parquet", ".dxf")
TABLES = (".csv", ".xlsx")
PACKED = (".zip", ".kmz")
FORMATS = (*GDAL, *TABLES, *PACKED, ".geojson")
_SPLICES = (
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    (10**9).to_bytes(4, "little"),
    b"1e300",
    b"9" * 5000,
    b"NaN",
    b"[[[[[[",
    b"<script>",
    b"\x00\x1b\x07",
    "\u202e".encode(),
    b"=1+1",
    b"../../x",
    b"/vsicurl/http://127.0.0.1:9/x",
)
_CLEAR = (0, 1, 2, 3)


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    text: str


def told(*args: object) -> Said:
    """Runs a command, which must end by itself, in words and with a code that the manual knows."""
    done = CliRunner().invoke(app, [str(arg) for arg in args])
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert done.exit_code in _CLEAR
    for word in ("Traceback", "The program failed", "Lỗi của chương trình"):
        assert word not in done.output, done.output
    return Said(done.exit_code, done.output)


@contextmanager
def unchanged(*folders: Path) -> Iterator[None]:
    """Proves that nothing below folders is written, made or removed."""

    def seen() -> dict[Path, bytes | str | None]:
        return {path: _content(path) for folder in folders for path in folder.rglob("*")}

    before = seen()
    yield
    assert seen() == before


def _content(path: Path) -> bytes | str | None:
    if path.is_symlink():
        return str(path.readlink())
    return path.read_bytes() if path.is_file() else None


def zones() -> gpd.GeoDataFrame:
    """Gives the zones of the small plan, all as areas."""
    shapes = Draft().layers["zones"]
    outlines = [s.geometry if s.geometry.area else s.geometry.buffer(200, quad_segs=4) for s in shapes]
    return gpd.GeoDataFrame([s.props for s in shapes], geometry=outlines, crs=GRID)


def good(folder: Path, suffix: str) -> Path:
    """Writes the zones in a format and gives the file, which has the side files of its format beside it."""
    if suffix == ".zip":
        return zipped(folder / "zones.zip", *_sides(good(_made(folder / "inner"), ".shp")))
    if suffix == ".kmz":
        inner = good(_made(folder / "inner"), ".kml")
        return zipped(folder / "zones.kmz", inner)
    if suffix in TABLES:
        return _table(folder / f"zones{suffix}")
    if suffix == ".geojson":
        path = folder / "zones.geojson"
        zones().to_file(path, driver="GeoJSON")
        return path
    return write(folder, suffix, zones())


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _sides(path: Path) -> list[Path]:
    return [path.with_suffix(side) for side in SIDES[path.suffix] if path.with_suffix(side).exists()]


def _table(path: Path) -> Path:
    shapes = Draft().layers["zones"]
    frame = pd.DataFrame([s.props for s in shapes])
    frame["lon"], frame["lat"] = [EAST + 1000.0 * i for i in range(len(frame))], NORTH
    if path.suffix == ".csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_excel(path, index=False, engine="xlsxwriter")
    return path


def with_zones(draft: Draft, file: Path) -> None:
    """Makes a file, and what lies beside it, the zones of a written plan."""
    for entry in file.parent.iterdir() if file.is_file() else [file]:
        if entry.name == "inner":
            continue
        copy: Callable[..., object] = shutil.copytree if entry.is_dir() else shutil.copy
        copy(entry, draft.folder / "layers" / entry.name)
    draft.config["layers"]["zones"]["path"] = f"layers/{file.name}"
    if file.suffix in {".kml", ".kmz"}:
        del draft.config["layers"]["zones"]["crs"]
    if file.suffix in {".shp", ".zip"}:
        draft.config["layers"]["zones"]["fields"] = {"uncertaint": "uncertainty_m"}
    draft.write_config()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Gives bytes with some broken: bits turned, cut off, taken out, repeated, spliced in."""
    broken = bytearray(data)
    for _ in range(chance.choice((1, 2, 5))):
        at, length = chance.randrange(len(broken) or 1), chance.choice((1, 4, 64, 1000))
        match chance.randrange(5):
            case 0 if broken:
                broken[at] ^= 1 << chance.randrange(8)
            case 1:
                del broken[at:]
            case 2:
                del broken[at : at + length]
            case 3:
                broken[at:at] = broken[max(at - length, 0) : at]
            case _:
                piece = chance.choice(_SPLICES)
                broken[at : at + chance.choice((0, len(piece)))] = piece
    return bytes(broken)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """Gives an archive with one entry damaged and packed in a way of chance."""
    stream = io.BytesIO()
    way = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", way) as new:
        meant = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, damaged(old.read(name), chance) if name == meant else old.read(name))
    return stream.getvalue()
