"""What ``zoneplan import`` says where the user, the table and the plan do not agree."""

import csv
import json
from dataclasses import replace

import pytest
from pyproj import Geod
from shapely.geometry import shape as from_json
from typer.testing import CliRunner, Result

import corner_tables as tables
from corner_tables import OUTLINE, Grid, Place, place
from support import Draft
from zoneplan.cli import app

CLUSTER = place("Cụm công nghiệp Thử", 120.0, "", 104.126, 22.291, OUTLINE)
ZONE = place("Khu công nghiệp Xa", 120.0, "", 104.2, 22.4, OUTLINE)
GIVEN = ("--source", "S1", "--stage", "existing", "--lang", "en")


def run(draft: Draft, text: str, *arguments: str) -> Result:
    words = ["import", "-", "--folder", str(draft.folder), *GIVEN, *arguments]
    return CliRunner().invoke(app, words, input=text.encode())


def pasted(*places: Place, words: str = "", code: str = "EPSG:9208") -> str:
    table = tables.titled(list(places), Grid(code), tables.plain)
    return f"{words}\n" + tables.as_tabs(table).decode()


def features(draft: Draft) -> list[dict[str, object]]:
    text = (draft.folder / "layers/corners.geojson").read_text(encoding="utf-8")
    found: list[dict[str, object]] = json.loads(text)["features"]
    return found


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("Hệ VN-2000, kinh tuyến trục 104°45', múi chiếu 3°", ("--cm", "105")),
        ("Hệ VN-2000, kinh tuyến trục 104°45'", ("--crs", "EPSG:5897")),
        ("Hệ VN-2000, kinh tuyến trục 105°, múi chiếu 6°", ("--cm", "105")),
        ("Hệ WGS-84, kinh tuyến trục 104°45'", ("--cm", "104.75", "--shifted")),
        ("Hệ WGS-84, kinh tuyến trục 104°45'", ("--shifted",)),
        ("Hệ VN-2000, múi 6°", ("--crs", "EPSG:32648")),
    ],
)
def test_a_choice_against_the_table_counts_and_is_told(
    plan_folder: Draft, words: str, arguments: tuple[str, ...]
) -> None:
    result = run(plan_folder, pasted(CLUSTER, words=words), *arguments)
    assert "[grid_unlike_table]" in result.output, result.output
    assert "but you chose EPSG:" in result.output


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("Hệ VN-2000, kinh tuyến trục 104°45', múi chiếu 3°", ("--cm", "104.75")),
        ("Hệ VN-2000, kinh tuyến trục 104°45'", ("--cm", "104.75", "--unshifted")),
        ("Hệ WGS-84, kinh tuyến trục 104°45'", ("--cm", "104.75")),
        ("", ("--cm", "105")),
        ("Hệ HN-72, kinh tuyến trục 105°", ("--crs", "EPSG:2044")),
    ],
)
def test_a_choice_with_the_table_is_not_told(
    plan_folder: Draft, words: str, arguments: tuple[str, ...]
) -> None:
    result = run(plan_folder, pasted(CLUSTER, words=words), *arguments)
    assert "[grid_unlike_table]" not in result.output


@pytest.mark.parametrize(
    ("arguments", "metres"),
    [((), 0.0), (("--cm", "104.75"), 0.0), (("--unshifted",), 0.0), (("--cm", "104.75", "--shifted"), 223.0)],
)
def test_the_datum_of_the_table_holds_unless_the_user_says_otherwise(
    plan_folder: Draft, arguments: tuple[str, ...], metres: float
) -> None:
    """The oracle is the site projected by pyproj from WGS 84 without any datum shift."""
    words = "Hệ WGS84, kinh tuyến trục 104°45'"
    text = pasted(CLUSTER, words=words, code="+proj=tmerc +lon_0=104.75 +k=0.9999 +x_0=500000 +datum=WGS84")
    result = run(plan_folder, text, *arguments)
    assert result.exit_code == 0, result.output
    here = from_json(features(plan_folder)[0]["geometry"]).centroid
    there = CLUSTER.polygon.centroid
    assert Geod(ellps="WGS84").inv(here.x, here.y, there.x, there.y)[2] == pytest.approx(metres, abs=1)


def test_each_site_takes_the_category_of_its_name(plan_folder: Draft) -> None:
    text = pasted(CLUSTER, ZONE)
    result = run(plan_folder, text, "--cm", "104.75")
    assert result.exit_code == 0, result.output
    found = {f["properties"]["name_vi"]: f["properties"]["category"] for f in features(plan_folder)}  # type: ignore[index]
    assert found == {"Cụm công nghiệp Thử": "CCN", "Khu công nghiệp Xa": "KCN"}
    assert "category_unlike_name" not in result.output
    chosen = run(plan_folder, text, "--cm", "104.75", "--category", "KCN", "--force")
    assert "“Cụm công nghiệp Thử” says CCN, but the category given is KCN" in chosen.output
    assert chosen.output.count("[category_unlike_name]") == 1


def test_a_site_without_a_telling_name_needs_a_category(plan_folder: Draft) -> None:
    result = run(plan_folder, pasted(CLUSTER, replace(ZONE, name="Khu Ba")), "--cm", "104.75")
    assert result.exit_code == 2
    assert "--category" in result.output


def test_the_place_of_each_of_several_sites_is_told(plan_folder: Draft) -> None:
    result = run(plan_folder, pasted(CLUSTER, ZONE), "--cm", "104.75")
    for site in (CLUSTER, ZONE):
        west, south, east, north = site.polygon.bounds
        for middle, side in (((west + east) / 2, "E"), ((south + north) / 2, "N")):
            seconds = round(middle * 3600)
            told = f"{seconds // 3600}°{seconds % 3600 // 60:02d}′{seconds % 60:02d}″{side}"
            assert told in result.output
    report = (plan_folder.folder / "layers/corners.import.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(report.splitlines()))
    middles = [(p.polygon.bounds[0] + p.polygon.bounds[2]) / 2 for p in (CLUSTER, ZONE)]
    assert [float(row["lon"]) for row in rows] == pytest.approx(middles, abs=1e-5)


def test_several_sites_of_an_open_grid_are_placed_by_the_first(plan_folder: Draft) -> None:
    result = run(plan_folder, pasted(CLUSTER, ZONE))
    assert result.exit_code == 1
    assert "the first of 2 sites: 104°07′53″E 22°17′50″N" in result.output


def test_a_grid_that_fits_the_commune_is_named(plan_folder: Draft) -> None:
    plan_folder.set("C_X", uncertainty_m=5000).write()
    result = run(plan_folder, pasted(CLUSTER), "--cm", "105", "--commune", "xã X", "--category", "CCN")
    assert "[commune_far]" in result.output
    assert "Read with --cm 104.75 --zone 3 it falls into that commune." in result.output


def test_an_open_grid_asks_for_a_commune_only_where_none_was_given(plan_folder: Draft) -> None:
    open_grid = run(plan_folder, pasted(CLUSTER))
    assert "[grid_open]" in open_grid.output
    assert "The commune, said with --commune, may tell." in open_grid.output
    plan_folder.set("C_X", uncertainty_m=50_000).write()
    given = run(plan_folder, pasted(CLUSTER), "--commune", "xã X")
    assert "[grid_open]" in given.output
    assert "--commune" not in given.output
    assert "The stated commune does not tell them apart." in given.output
    unplaced = run(plan_folder, pasted(CLUSTER), "--commune", "xã Không Có")
    assert "[grid_open]" in unplaced.output
    assert "The commune given is not in the plan and cannot tell." in unplaced.output


def test_a_site_that_the_plan_has_is_told_with_its_layer(plan_folder: Draft) -> None:
    known = str(plan_folder.layers["zones"][0].props["name_vi"])
    result = run(plan_folder, pasted(replace(CLUSTER, name=known)), "--cm", "104.75", "--category", "CCN")
    assert "[site_known]" in result.output, result.output
    assert "of layer zones already" in result.output


def test_force_never_overwrites_a_layer_that_someone_keeps(plan_folder: Draft) -> None:
    target = plan_folder.folder / plan_folder.config["layers"]["zones"]["path"]
    before = target.read_bytes()
    out = ("--cm", "104.75", "--force", "--out", plan_folder.config["layers"]["zones"]["path"])
    result = run(plan_folder, pasted(CLUSTER), *out)
    assert result.exit_code == 2, result.output
    assert "not overwritten even with --force" in result.output
    assert target.read_bytes() == before


def test_force_overwrites_what_an_import_wrote_until_it_is_edited(plan_folder: Draft) -> None:
    first = run(plan_folder, pasted(CLUSTER), "--cm", "104.75")
    assert first.exit_code == 0, first.output
    layer = {"kind": "industrial_zones", "path": "layers/corners.geojson", "crs": "OGC:CRS84", "name_vi": "N"}
    plan_folder.config["layers"]["corners"] = layer
    plan_folder.write_config()
    again = run(plan_folder, pasted(CLUSTER), "--cm", "104.75", "--force")
    assert again.exit_code == 0, again.output
    file = plan_folder.folder / "layers/corners.geojson"
    file.write_text(file.read_text(encoding="utf-8").replace("Thử", "Thử nghiệm"), encoding="utf-8")
    refused = run(plan_folder, pasted(CLUSTER), "--cm", "104.75", "--force")
    assert refused.exit_code == 2
    assert "Thử nghiệm" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["Hệ tọa độ HN-72", "Hệ Hà Nội 1972, kinh tuyến trục 104°45'", "Hệ HN72"])
def test_hanoi_1972_is_told(plan_folder: Draft, words: str) -> None:
    result = run(plan_folder, pasted(CLUSTER, words=words), "--cm", "104.75")
    assert "[grid_hn72]" in result.output
    assert "the corners are read as EPSG:9208" in result.output


def test_lost_decimal_points_are_told(plan_folder: Draft) -> None:
    lost = "1 2466099152 437720321\n2 2466999152 437720321\n3 2466999152 438720321\n"
    result = run(plan_folder, lost)
    assert "“2466099152” has too many digits" in result.output
    assert "too many digits" not in run(plan_folder, "Điều 1. Ban hành quyết định\n").output
