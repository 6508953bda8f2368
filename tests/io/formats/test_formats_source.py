"""Which files a layer's path stands for: a build must notice a change in any of them."""

from pathlib import Path

import pytest

from format_files import write, zones
from support import Draft
from zoneplan.build import Step, build
from zoneplan.io.formats.source import belonging


def test_a_shapefile_stands_for_its_side_files(tmp_path: Path) -> None:
    (tmp_path / "layers").mkdir()
    path = write(tmp_path / "layers", ".shp")
    path.with_suffix(".dbf").rename(path.with_name("ZONES.DBF"))
    path.with_suffix(".cpg").unlink()
    assert set(belonging(tmp_path, "layers/zones.shp")) == {
        "layers/zones.shp",
        "layers/zones.shx",
        "layers/ZONES.DBF",
        "layers/zones.prj",
        "layers/zones.cpg",
    }


def test_a_geodatabase_stands_for_its_entries(tmp_path: Path) -> None:
    path = write(tmp_path, ".gdb")
    assert set(belonging(tmp_path, "zones.gdb")) == {f"zones.gdb/{entry.name}" for entry in path.iterdir()}


@pytest.mark.parametrize("written", ["a.geojson", "layers/none.csv", "../x.shp", "http://127.0.0.1/x.shp"])
def test_other_files_stand_for_themselves(tmp_path: Path, written: str) -> None:
    assert belonging(tmp_path, written) == (written,)


@pytest.mark.parametrize("side", [".dbf", ".prj", ".cpg"])
def test_a_build_notices_what_changes_beside_a_shapefile(plan_folder: Draft, side: str) -> None:
    frame = zones()[["id", "geometry"]]
    frame["name_vi"] = ["Khu A", "Khu B", "Khu C"]
    path = write(plan_folder.folder / "layers", ".shp", frame, stem="relocations")
    plan_folder.config["layers"]["relocations"] = {
        "kind": "communes",
        "path": "layers/relocations.shp",
        "name_vi": "x",
        "crs": "EPSG:9208",
        "fields": {"id": "code"},
        "values": {"position": "outline", "uncertainty_m": 5, "source": "S1"},
        "numbered": "C",
    }
    plan_folder.rows = [row for row in plan_folder.rows if not row.subject.startswith("RL")]
    plan_folder.write()
    write(plan_folder.folder / "layers", ".shp", frame, stem="relocations")
    first = build(plan_folder.folder, steps=(Step.EXPORT,), language="en")
    assert not first.failed, [f.rule.id for f in first.findings if f.is_error]
    assert build(plan_folder.folder, steps=(Step.EXPORT,), language="en").unchanged
    other = path.with_suffix(side)
    other.write_bytes(other.read_bytes().replace(b"Khu A", b"Khu X") + b"\n")
    assert not build(plan_folder.folder, steps=(Step.EXPORT,), language="en").unchanged
