"""``check --fix``: a new folder that is a whole plan, a log of every change, and an original left alone."""

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from typer.testing import CliRunner, Result

from checks.cases import shapes as cases
from checks.cases.base import bow_tie
from checks.cases.shapes import far
from support import EAST, NORTH, Draft, Shape, collection, point, square, zone
from zoneplan.cli import app
from zoneplan.io.config_edit import KEPT_KEYS, READING_KEYS
from zoneplan.mend import mend
from zoneplan.plan.config import LayerTable

MENDED = ("vertices_repeated", "spike", "part_tiny", "hole_tiny")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def log_of(folder: Path, name: str = "mended.csv") -> list[dict[str, str]]:
    return list(csv.DictReader((folder / name).read_text(encoding="utf-8-sig").splitlines()))


def rules_of(folder: Path) -> set[str]:
    return {row["rule"] for row in json.loads(run("check", folder, "--json").stdout)}


@pytest.fixture
def broken(tmp_path: Path) -> Draft:
    """A plan whose zones have four slips of drawing and one outline that crosses itself."""
    folder = tmp_path / "plan"
    folder.mkdir()
    draft = Draft(folder)
    draft.config["plan"]["extent"] = [103.3, 21.7, 106, 23.0]
    for rule in MENDED:
        cases.BREAKS[rule][0](draft)
    draft.add(far("V9", shapely.transform(bow_tie(), lambda xy: xy + np.array([40_000, 0]))))
    draft.write()
    return draft


def test_the_copy_has_none_of_what_was_mended_and_builds(broken: Draft, tmp_path: Path) -> None:
    before = everything(broken.folder)
    assert rules_of(broken.folder) == {*MENDED, "geometry_invalid"}
    new = tmp_path / "new"
    result = run("check", broken.folder, "--fix", new, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert rules_of(new) == set()
    assert everything(broken.folder) == before
    assert run("build", new).exit_code == 0
    assert "Repairs: 5, features: 5." in result.stdout
    assert "zones V2: spikes removed; area -30.000 m²" in result.stdout


def test_the_log_gives_every_change_in_square_metres(broken: Draft, tmp_path: Path) -> None:
    mend(broken.folder, tmp_path / "new", "en")
    assert (tmp_path / "new/mended.csv").read_bytes().startswith(b"\xef\xbb\xbflayer,feature,repair,place,")
    rows = {row["feature"]: row for row in log_of(tmp_path / "new")}
    assert {key: float(row["change_m2"]) for key, row in rows.items()} == {
        "V1": -0.5,  # 1000 m × 0.001 m ÷ 2
        "V2": -30,  # 300 m × 0.2 m ÷ 2
        "V4": -0.25,  # 0.5 m × 0.5 m
        "V5": 0.125,  # 0.5 m × 0.5 m ÷ 2
        "V9": 500_000,  # two triangles of 1000 m × 500 m ÷ 2
    }
    assert rows["V2"]["place"] == f"POINT ({EAST + 20_500:.0f} {NORTH + 1300:.0f})"
    assert rows["V2"]["area_after_m2"] == "1000000"


def test_unchanged_files_are_copied_byte_for_byte(broken: Draft, tmp_path: Path) -> None:
    text = (broken.folder / "zoneplan.toml").read_text(encoding="utf-8")
    broken.write_text("zoneplan.toml", "# Của tỉnh\n" + text.replace("[groups.KCN]", "# nhóm\n[groups.KCN]"))
    broken.write_text("notes.txt", "không thuộc quy hoạch")
    new = tmp_path / "new"
    files = mend(broken.folder, new, "vi").files
    old, made = everything(broken.folder), everything(new)
    assert set(files) == set(made)
    same = {name for name in made if made[name] == old.get(name)}
    assert same == {
        "layers/communes.geojson",
        "layers/hydropower.geojson",
        "layers/relocations.geojson",
        "layers/indicators.csv",
        "layers/sources.csv",
    }
    assert set(made) - same == {"layers/zones.gpkg", "mended.csv", "zoneplan.toml"}
    written = (new / "zoneplan.toml").read_text(encoding="utf-8")
    assert "# Của tỉnh" in written
    assert "# nhóm" in written


def test_coordinates_and_fields_stay_exact(broken: Draft, tmp_path: Path) -> None:
    odd = shapely.transform(square(50_000), lambda xy: xy + np.array([1 / 3, 2 / 7]))
    broken.add(far("V10", odd)).write()
    mend(broken.folder, tmp_path / "new", "vi")
    frame = gpd.read_file(tmp_path / "new/layers/zones.gpkg").set_index("id")
    assert frame.crs.to_epsg() == 9208
    assert shapely.normalize(frame.loc["V10"].geometry).wkb == shapely.normalize(odd).wkb
    assert frame.loc["V10", "name_vi"] == "Khu V10"
    assert frame.loc["V10", "uncertainty_m"] == 10


def test_a_right_plan_gives_a_copy_of_itself(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    Draft(folder).write()
    result = run("check", folder, "--fix", tmp_path / "new", "--lang", "en")
    assert result.exit_code == 0
    assert "Nothing to mend" in result.stdout
    made = everything(tmp_path / "new")
    assert made.pop("mended.csv").count(b"\n") == 1
    assert made == everything(folder)


def test_mending_the_copy_changes_nothing_more(broken: Draft, tmp_path: Path) -> None:
    mend(broken.folder, tmp_path / "one", "vi")
    again = mend(tmp_path / "one", tmp_path / "two", "vi")
    assert again.log.changes == ()
    one, two = everything(tmp_path / "one"), everything(tmp_path / "two")
    assert {n: d for n, d in one.items() if n != "mended.csv"} == {
        n: d for n, d in two.items() if n != "mended.csv"
    }


def test_errors_that_need_a_person_are_said_and_end_with_1(broken: Draft, tmp_path: Path) -> None:
    broken.set("KCN_B", category="???").row("KCN_B", "workers", -5).write()
    result = run("check", broken.folder, "--fix", tmp_path / "new", "--lang", "en")
    assert result.exit_code == 1
    assert "???" in result.stdout
    notes = " ".join(row["note"] for row in log_of(tmp_path / "new") if row["repair"] == "left")
    assert "for a person – error: category = “???”" in notes
    assert "KCN_B, Workers = -5" in notes
    assert rules_of(tmp_path / "new") == {"field_value_unknown"}


def test_the_log_holds_what_repairs_are_about_and_nothing_else(broken: Draft, tmp_path: Path) -> None:
    sliver = shapely.box(EAST + 60_000, NORTH, EAST + 60_500, NORTH + 1)
    broken.set("KCN_B", decision=None).add(far("V20", sliver)).write()
    result = run("check", broken.folder, "--fix", tmp_path / "new", "--lang", "en")
    assert rules_of(tmp_path / "new") == {"existing_without_decision", "sliver"}
    assert [r["feature"] for r in log_of(tmp_path / "new") if r["repair"] == "left"] == ["V20"]
    assert "Left in the copy: errors: 0, warnings: 2, notes: 0; mended.csv lists 1" in result.stdout


def test_a_text_that_is_no_number_is_not_lost(broken: Draft, tmp_path: Path) -> None:
    broken.set("KCN_B", uncertainty_m="1.000,5").write()
    assert run("check", broken.folder, "--fix", tmp_path / "new").exit_code == 1
    frame = gpd.read_file(tmp_path / "new/layers/zones.gpkg").set_index("id")
    assert frame.loc["KCN_B", "uncertainty_m"] == "1.000,5"
    result = run("check", tmp_path / "new", "--lang", "en")
    assert "“1.000,5” is not a number" in result.stdout


def test_a_feature_that_cannot_be_read_is_told_and_the_old_file_lies_beside(
    broken: Draft, tmp_path: Path
) -> None:
    broken.layers["zones"].append(Shape(zone("KCN_X", point(), commune=None).props, None))
    broken.write()
    result = run("check", broken.folder, "--fix", tmp_path / "new", "--lang", "en")
    assert result.exit_code == 1
    assert "zones KCN_X: " in result.stdout
    assert [row["feature"] for row in log_of(tmp_path / "new") if row["repair"] == "left_out"] == ["KCN_X"]
    old = (broken.folder / "layers/zones.geojson").read_bytes()
    assert (tmp_path / "new/layers/zones.geojson").read_bytes() == old
    assert (tmp_path / "new/layers/zones.gpkg").is_file()


def test_json_gives_what_was_written_mended_and_left(broken: Draft, tmp_path: Path) -> None:
    result = run("check", broken.folder, "--fix", tmp_path / "new", "--json")
    told = json.loads(result.stdout)
    assert set(told) == {"folder", "written", "mended", "left_out", "spare_columns", "left"}
    assert told["written"] == sorted(everything(tmp_path / "new"))
    assert [row["change_m2"] for row in told["mended"]] == [-0.5, -30.0, -0.25, 0.125, 500_000.0]


def test_reading_keys_of_a_changed_layer_go(broken: Draft, tmp_path: Path) -> None:
    for shape in broken.layers["zones"]:
        shape.props["ten"] = shape.props.pop("name_vi")
        shape.props.pop("source")
    broken.config["layers"]["zones"] |= {"fields": {"ten": "name_vi"}, "values": {"source": "S1"}}
    broken.write()
    assert run("check", broken.folder, "--fix", tmp_path / "new").exit_code == 0
    assert rules_of(tmp_path / "new") == set()
    table = tomllib.loads((tmp_path / "new/zoneplan.toml").read_text(encoding="utf-8"))["layers"]["zones"]
    assert table == {
        "kind": "industrial_zones",
        "path": "layers/zones.gpkg",
        "crs": "EPSG:9208",
        "name_vi": "zones",
        "name_en": "zones",
    }


def test_every_key_of_a_layer_is_kept_or_rewritten() -> None:
    assert set(LayerTable.model_fields) == {*KEPT_KEYS, *READING_KEYS, "path", "crs"}


def test_all_files_of_a_shapefile_are_copied(tmp_path: Path, broken: Draft) -> None:
    frame = gpd.GeoDataFrame(
        [{key[:10]: value for key, value in shape.props.items()} for shape in broken.layers["relocations"]],
        geometry=[shape.geometry for shape in broken.layers["relocations"]],
        crs="EPSG:9208",
    )
    frame.to_file(broken.folder / "layers/moves.shp", engine="pyogrio", encoding="utf-8")
    broken.write_text("layers/moves.txt", "ghi chú")
    del broken.layers["relocations"]
    broken.config["layers"]["relocations"] |= {"path": "layers/moves.shp"}
    broken.write()
    mend(broken.folder, tmp_path / "new", "vi")
    made = {name for name in everything(tmp_path / "new") if "moves" in name}
    assert made == {f"layers/moves.{ending}" for ending in ("shp", "shx", "dbf", "prj", "cpg")}


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "..\\evil", "a/b", "Khu Đ", "\x07"])
def test_ids_of_layers_lead_nowhere(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep/plan"
    folder.mkdir(parents=True)
    draft = Draft(folder)
    cases.BREAKS["part_tiny"][0](draft)
    draft.config["plan"]["extent"] = [103.3, 21.7, 106, 23.0]
    draft.write()
    text = (folder / "zoneplan.toml").read_text(encoding="utf-8")
    quoted = json.dumps(name)
    draft.write_text("zoneplan.toml", text.replace("[layers.zones]", f"[layers.{quoted}]"))
    outside = everything(tmp_path)
    done = mend(folder, tmp_path / "deep/new", "vi")
    assert done.log.changes == ()
    assert {finding.rule.id for finding in done.log.left} == {"config_invalid"}
    assert done.needs_person
    assert not done.files
    assert everything(tmp_path) == outside


def test_names_that_others_have_are_not_taken(broken: Draft, tmp_path: Path) -> None:
    broken.config["layers"]["communes"]["path"] = "layers/ZONES.GPKG"
    (broken.folder / "layers/ZONES.GPKG").write_bytes(b"none")
    broken.config["layers"]["relocations"]["path"] = "mended.csv"
    broken.write_json("mended.csv", collection(broken.layers["relocations"]))
    broken.write()
    mend(broken.folder, tmp_path / "new", "vi")
    assert (tmp_path / "new/layers/ZONES.GPKG").read_bytes() == b"none"
    assert (tmp_path / "new/layers/zones_2.gpkg").is_file()
    assert (tmp_path / "new/mended.csv").read_bytes() == (broken.folder / "mended.csv").read_bytes()
    assert log_of(tmp_path / "new", "mended_2.csv")


def outside_link(draft: Draft, tmp_path: Path) -> None:
    secret = tmp_path / "secret.geojson"
    secret.write_text("{}", encoding="utf-8")
    (draft.folder / "layers/communes.geojson").unlink()
    (draft.folder / "layers/communes.geojson").symlink_to(secret)


def test_files_from_outside_are_not_copied(broken: Draft, tmp_path: Path) -> None:
    outside_link(broken, tmp_path)
    broken.config["layers"]["relocations"]["path"] = "../secret.geojson"
    broken.write_config()
    result = run("check", broken.folder, "--fix", tmp_path / "new", "--lang", "en")
    assert result.exit_code == 1
    assert "layers/communes.geojson" not in everything(tmp_path / "new")
    assert not any(data == b"{}" for data in everything(tmp_path / "new").values())


@pytest.mark.parametrize("where", ["plan", "plan/layers/new", "plan/layers", "full", "file"])
def test_only_a_new_folder_is_filled(broken: Draft, tmp_path: Path, where: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("x", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    before = everything(tmp_path)
    result = run("check", broken.folder, "--fix", tmp_path / where, "--lang", "en")
    assert result.exit_code == 2
    assert "nothing was written" in result.stderr
    assert everything(tmp_path) == before


def test_an_empty_folder_is_filled(broken: Draft, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert run("check", broken.folder, "--fix", tmp_path / "new").exit_code == 0
    assert (tmp_path / "new/zoneplan.toml").is_file()


def test_a_place_that_cannot_be_written_ends_with_3(broken: Draft, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("check", broken.folder, "--fix", tmp_path / "file/new", "--lang", "en")
    assert result.exit_code == 3
    assert "Could not write" in result.stderr


def test_a_failure_leaves_nothing_behind(
    broken: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zoneplan.mend.write_all", fail)
    before = everything(tmp_path)
    result = run("check", broken.folder, "--fix", tmp_path / "new", "--lang", "en")
    assert result.exit_code == 3
    assert everything(tmp_path) == before
    assert list(tmp_path.iterdir()) == [broken.folder]


def test_a_folder_without_a_plan_is_told(tmp_path: Path) -> None:
    result = run("check", tmp_path, "--fix", tmp_path / "new", "--lang", "en")
    assert result.exit_code == 3
    assert "zoneplan.toml" in result.stderr
    assert not (tmp_path / "new").exists()


def test_fix_and_evidence_are_two_runs(broken: Draft, tmp_path: Path) -> None:
    result = run("check", broken.folder, "--fix", tmp_path / "new", "--evidence", tmp_path / "e.geojson")
    assert result.exit_code == 2
    assert not (tmp_path / "new").exists()


def test_long_lists_are_folded_unless_all_is_asked_for(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    for n in range(12):
        draft.add(zone(f"E_{n:02}", point(2000 * n, 9000), decision=None, commune=None))
    draft.write()
    told = run("check", tmp_path, "--lang", "en").stdout
    assert told.count("[existing_without_decision]") == 1
    assert "E_04" in told
    assert "E_05" not in told
    assert "… and 7 more of this kind (warning); see all: zoneplan check --all" in told
    assert "… và 7 cảnh báo cùng loại; xem tất cả: zoneplan check --all" in run("check", tmp_path).stdout
    every = run("check", tmp_path, "--all", "--lang", "en").stdout
    assert "E_11" in every
    assert "more of this kind" not in every
    rows = json.loads(run("check", tmp_path, "--json").stdout)
    assert sum(row["rule"] == "existing_without_decision" for row in rows) == 12


def test_in_each_layer_the_weightiest_stands_first(broken: Draft) -> None:
    broken.set("KCN_B", decision=None).write()
    lines = run("check", broken.folder, "--lang", "en").stdout.splitlines()
    weights = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("    ")]
    order = ["error", "warning", "note"]
    assert weights == sorted(weights, key=order.index)
    assert set(weights) == set(order)


def test_a_ring_that_reading_closed_is_in_the_log(broken: Draft, tmp_path: Path) -> None:
    content = collection(broken.layers["zones"])
    (outline,) = [f for f in content["features"] if f["properties"]["id"] == "KCN_A"]
    ring = outline["geometry"]["coordinates"][0]
    ring[-1] = [ring[-1][0], ring[-1][1] + 0.4]
    broken.write_json("layers/zones.geojson", content)
    assert "ring_unclosed" in rules_of(broken.folder)
    assert run("check", broken.folder, "--fix", tmp_path / "new").exit_code == 0
    closed = [row for row in log_of(tmp_path / "new") if row["repair"] == "ring_closed"]
    assert [(row["feature"], row["area_before_m2"]) for row in closed] == [("KCN_A", "")]
    assert float(closed[0]["area_after_m2"]) == pytest.approx(1_000_000, abs=1000)
    assert rules_of(tmp_path / "new") == set()


def test_columns_that_a_kind_does_not_have_stay_in_the_old_file_beside(broken: Draft, tmp_path: Path) -> None:
    broken.set("KCN_A", so_thua="12", trong="").write()
    result = run("check", broken.folder, "--fix", tmp_path / "new", "--lang", "en")
    assert result.exit_code == 0
    assert "kept only in the old file beside it: so_thua" in result.stdout
    (row,) = [row for row in log_of(tmp_path / "new") if row["repair"] == "left_out"]
    assert row["note"].endswith("so_thua")
    old = (broken.folder / "layers/zones.geojson").read_bytes()
    assert (tmp_path / "new/layers/zones.geojson").read_bytes() == old
