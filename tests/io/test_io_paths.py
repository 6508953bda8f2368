"""Paths stay inside the plan's folder, whatever the configuration says."""

from pathlib import Path

import pytest

from support import Draft
from zoneplan.io.paths import inside_folder

REFUSED = [
    "../outside.geojson",
    "layers/../../outside.geojson",
    "/etc/passwd",
    "//server/share/x.geojson",
    "C:\\data\\x.geojson",
    "C:/data/x.geojson",
    "layers\\zones.geojson",
    "/vsicurl/https://example.org/x.geojson",
    "/vsizip/layers/x.zip/x.geojson",
    "/vsimem/x.gpkg",
    "http://example.org/x.geojson",
    "https:x.geojson",
    "file:layers/zones.geojson",
    "PG:dbname=x",
    "GPKG:layers/zones.gpkg:x",
    "layers/zones.geojson\x00.csv",
    "layers/\nzones.geojson",
    "",
]


@pytest.mark.parametrize("written", REFUSED)
def test_paths_that_lead_out_are_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "outside.geojson").write_text("{}", encoding="utf-8")
    assert inside_folder(tmp_path / "plan", written) is None


@pytest.mark.parametrize("written", [w for w in REFUSED if w])
def test_a_plan_says_which_path_it_refuses(plan_folder: Draft, written: str) -> None:
    plan_folder.config["layers"]["zones"]["path"] = written
    plan_folder.write_config()
    findings = plan_folder.findings()
    assert [(f.rule.id, f.layer, f.rule.exit_code) for f in findings] == [("path_refused", "zones", 1)]


@pytest.mark.parametrize("key", ["indicators", "sources"])
def test_the_tables_are_held_to_the_same(plan_folder: Draft, key: str) -> None:
    plan_folder.config["ledger"][key] = "../x.csv"
    plan_folder.write_config()
    assert [f.rule.id for f in plan_folder.findings()] == ["path_refused"]


@pytest.mark.parametrize(
    "written",
    ["layers/zones.geojson", "./layers/zones.geojson", "layers/../layers/zones.geojson", "Bản đồ/a b.csv"],
)
def test_paths_within_are_real_paths(tmp_path: Path, written: str) -> None:
    found = inside_folder(tmp_path, written)
    assert found is not None
    assert found.is_absolute()
    assert found == (tmp_path / written).resolve()


def test_a_link_that_leaves_the_folder_is_refused(
    plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "zones.geojson"
    inside = plan_folder.folder / "layers/zones.geojson"
    outside.write_bytes(inside.read_bytes())
    inside.unlink()
    inside.symlink_to(outside)
    assert [f.rule.id for f in plan_folder.findings()] == ["path_refused"]


def test_a_linked_folder_that_leads_out_is_refused(
    plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "zones.geojson").write_bytes((plan_folder.folder / "layers/zones.geojson").read_bytes())
    (plan_folder.folder / "elsewhere").symlink_to(outside, target_is_directory=True)
    plan_folder.config["layers"]["zones"]["path"] = "elsewhere/zones.geojson"
    plan_folder.write_config()
    assert [f.rule.id for f in plan_folder.findings()] == ["path_refused"]


def test_a_link_within_the_folder_is_followed(plan_folder: Draft) -> None:
    (plan_folder.folder / "zones.geojson").symlink_to(plan_folder.folder / "layers/zones.geojson")
    plan_folder.config["layers"]["zones"]["path"] = "zones.geojson"
    plan_folder.write_config()
    assert plan_folder.findings() == ()


def test_links_that_go_in_circles_are_no_file(plan_folder: Draft) -> None:
    folder = plan_folder.folder
    (folder / "a.geojson").symlink_to(folder / "b.geojson")
    (folder / "b.geojson").symlink_to(folder / "a.geojson")
    plan_folder.config["layers"]["zones"]["path"] = "a.geojson"
    plan_folder.write_config()
    assert [f.layer for f in plan_folder.findings()] == ["zones"]


def test_a_name_too_long_for_the_disk_is_no_file(plan_folder: Draft) -> None:
    plan_folder.config["layers"]["zones"]["path"] = "a" * 300 + ".geojson"
    plan_folder.write_config()
    assert [(f.rule.id, f.layer) for f in plan_folder.findings()] == [("file_missing", "zones")]
