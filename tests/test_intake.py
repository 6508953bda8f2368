"""Tables of corners in every form come back to within a centimetre, with the right grid named."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape as from_json

import corner_tables as tables
from corner_tables import FORMS, HOLE, NUMBERS, OUTLINE, PART, SQUARE, Grid, Place, place
from support import Draft
from zoneplan.corners.asked import asked_grid, options
from zoneplan.corners.readings import Asked
from zoneplan.errors import UsageError
from zoneplan.intake import Outcome, Wanted, bring_in
from zoneplan.text import render

SPOTS = {
    "EPSG:9205": (103.1, 21.4),
    "EPSG:9206": (104.2, 21.3),
    "EPSG:9208": (104.1, 22.4),
    "EPSG:5897": (105.3, 21.0),
    "EPSG:9209": (105.6, 19.8),
    "EPSG:9211": (106.3, 17.2),
    "EPSG:9214": (107.1, 16.4),
    "EPSG:5899": (107.9, 15.9),
    "EPSG:9217": (108.2, 12.3),
    "EPSG:3405": (104.6, 20.4),
    "EPSG:3406": (109.1, 13.4),
}
"""Grids and a place in each; the last two are the 6-degree ones."""
CENTIMETRE = 0.01
GIVEN = {"source": "S1", "category": "KCN", "stage": "existing"}


def sites_at(code: str) -> list[Place]:
    lon, lat = SPOTS[code]
    return [
        place("Khu công nghiệp Một", 118.4, "xã Đầu", lon, lat, OUTLINE, HOLE, PART),
        place("Cụm công nghiệp Hai", 71.0, "xã Đầu", lon, lat, SQUARE),
    ]


def plan_at(folder: Path, code: str, *, outlined: bool = True, crs: str | None = None) -> Path:
    """Writes a plan around a spot whose communes layer knows one commune there and one far off."""
    lon, lat = SPOTS[code]
    draft = Draft(folder)
    draft.config["plan"]["crs"] = crs or ("EPSG:5897" if code in {"EPSG:3405", "EPSG:3406"} else code)
    draft.config["plan"]["extent"] = [lon - 1.5, lat - 1.2, lon + 1.5, lat + 1.2]
    draft.config["layers"] = {"communes": draft.config["layers"]["communes"]}
    draft.config["layers"]["communes"]["crs"] = "OGC:CRS84"
    draft.rows = []
    draft.write()
    box = shapely.box(lon - 0.05, lat - 0.05, lon + 0.06, lat + 0.05)
    shapes = [box if outlined else shapely.Point(lon + 0.01, lat), shapely.Point(lon + 1.2, lat + 1)]
    common = {"position": "outline", "uncertainty_m": 5000, "source": "S1"}
    features = [
        {
            "type": "Feature",
            "properties": {"id": f"C{i}", "name_vi": name, **common},
            "geometry": json.loads(shapely.to_geojson(geometry)),
        }
        for i, (name, geometry) in enumerate(zip(("Xã Đầu", "Xã Cuối"), shapes, strict=True))
    ]
    draft.write_json("layers/communes.geojson", {"type": "FeatureCollection", "features": features})
    return folder


def wanted(path: object, **changes: Any) -> Wanted:
    return replace(Wanted(path=str(path), fields=GIVEN, out="layers/found.geojson"), **changes)


def written(folder: Path) -> dict[str, Any]:
    features = json.loads((folder / "layers/found.geojson").read_text(encoding="utf-8"))["features"]
    return {f["properties"]["name_vi"]: from_json(f["geometry"]) for f in features}


def same_places(folder: Path, places: list[Place], grid: Grid) -> None:
    """Compares every corner in metres of the grid, as pyproj alone projects it."""
    found = written(folder)
    assert set(found) == {site.name for site in places}
    for site in places:
        here, there = grid.shape(found[site.name]), grid.shape(site.polygon)
        assert shapely.get_num_coordinates(here) == shapely.get_num_coordinates(there)
        assert shapely.get_num_interior_rings(shapely.get_parts(here)).sum() == sum(
            len(p.interiors) for p in shapely.get_parts(there)
        )
        assert shapely.hausdorff_distance(here, there) < CENTIMETRE
        distances = shapely.distance(
            shapely.points(shapely.get_coordinates(there)), shapely.MultiPoint(shapely.get_coordinates(here))
        )
        assert np.max(distances) < CENTIMETRE


TWINS = {"EPSG:5897": 3, "EPSG:3405": 6}
"""The two grids with meridian 105° lie 700 m apart, too little for a commune to tell: tables must say which."""


def told(table: tables.Table, code: str) -> tables.Table:
    """Puts the words that decisions print above a table, where place alone cannot tell the grid."""
    if code in TWINS:
        words = f"Hệ tọa độ VN-2000, kinh tuyến trục 105°00', múi chiếu {TWINS[code]}°"
        table.rows.insert(0, [words, *[""] * (len(table.rows[0]) - 1)])
        table.merges = [
            tables.Merge(0, 0, 0, len(table.rows[0]) - 1),
            *(tables.Merge(m.top + 1, m.left, m.bottom + 1, m.right) for m in table.merges),
        ]
    return table


def named_grid(outcome: Outcome) -> tuple[str, bool]:
    assert outcome.verdict is not None
    assert outcome.verdict.winner is not None, [f.rule.id for f in outcome.findings]
    return outcome.verdict.winner.reading.code, outcome.verdict.winner.reading.shifted


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", SPOTS)
def test_every_form_in_every_grid_comes_back_to_within_a_centimetre(
    tmp_path: Path, code: str, form: str
) -> None:
    styles = list(NUMBERS)
    style = styles[(list(SPOTS).index(code) + list(FORMS).index(form)) % len(styles)]
    places, grid = sites_at(code), Grid(code)
    table = told(FORMS[form](places, grid, NUMBERS[style]), code)
    path = tmp_path / "bang.csv"
    path.write_bytes(tables.as_csv(table))
    outcome = bring_in(plan_at(tmp_path, code), wanted(path), "vi")
    assert named_grid(outcome) == (code, True), style
    assert outcome.written
    same_places(tmp_path, places, grid)


@pytest.mark.parametrize("style", NUMBERS)
@pytest.mark.parametrize("form", [f for f in FORMS if f != "columned"])
def test_every_form_pasted_as_text_comes_back(tmp_path: Path, form: str, style: str) -> None:
    code = list(SPOTS)[list(FORMS).index(form)]
    places, grid = sites_at(code), Grid(code)
    table = told(FORMS[form](places, grid, NUMBERS[style]), code)
    for data in (tables.as_tabs(table), tables.as_text(table)):
        for before in (tmp_path / "layers").glob("found.*"):
            before.unlink()
        outcome = bring_in(plan_at(tmp_path, code), wanted("-"), "vi", data)
        assert named_grid(outcome) == (code, True)
        assert outcome.written
        same_places(tmp_path, places, grid)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_every_form_in_office_files_with_merged_cells_comes_back(
    tmp_path: Path, form: str, suffix: str
) -> None:
    number = list(FORMS).index(form)
    code = list(SPOTS)[(number + (3 if suffix == "docx" else 0)) % len(SPOTS)]
    style = NUMBERS[list(NUMBERS)[number % len(NUMBERS)]]
    places, grid = sites_at(code), Grid(code)
    table, path = told(FORMS[form](places, grid, style), code), tmp_path / f"bang.{suffix}"
    if suffix == "xlsx":
        tables.write_xlsx(table, path, numeric=style)
    else:
        tables.write_docx(table, path, ["PHỤ LỤC", "(Kèm theo Quyết định số 12/QĐ-UBND ngày 01/01/2026)"])
    outcome = bring_in(plan_at(tmp_path, code), wanted(path), "en")
    assert named_grid(outcome) == (code, True)
    same_places(tmp_path, places, grid)


@pytest.mark.parametrize("written_as", ["decimal", "minutes"])
@pytest.mark.parametrize(("code", "words"), [("OGC:CRS84", "WGS-84"), ("EPSG:4756", "VN-2000")])
def test_degrees_come_back_where_the_table_names_their_datum(
    tmp_path: Path, code: str, words: str, written_as: str
) -> None:
    spot = "EPSG:9208"
    places, grid = sites_at(spot), Grid(code)

    def minutes(value: float) -> str:
        whole, rest = divmod(value * 3600, 3600)
        return f"{whole:.0f}°{rest // 60:02.0f}'{rest % 60:07.4f}\"".replace(".", ",")

    def decimal(value: float) -> str:
        return f"{value:.8f}".replace(".", ",")

    table = tables.Table()
    table.title(f"Hệ tọa độ {words}", 3)
    table.add("STT", "Vĩ độ", "Kinh độ")
    table.rows += tables.headless(places, grid, minutes if written_as == "minutes" else decimal).rows
    path = tmp_path / "do.csv"
    path.write_bytes(tables.as_csv(table))
    outcome = bring_in(plan_at(tmp_path, spot), wanted(path), "vi")
    assert named_grid(outcome) == (code, True)
    same_places(tmp_path, places, Grid(spot))


def test_degrees_of_an_unnamed_datum_are_left_to_the_user(tmp_path: Path) -> None:
    places, grid = sites_at("EPSG:9208"), Grid("OGC:CRS84")
    table = tables.Table([["STT", "Vĩ độ", "Kinh độ"]])
    table.rows += tables.headless(places, grid, lambda v: f"{v:.8f}").rows
    plan_at(tmp_path, "EPSG:9208")
    outcome = bring_in(tmp_path, wanted("-"), "vi", tables.as_tabs(table))
    assert [f.rule.id for f in outcome.findings if f.is_error] == ["grid_open"]
    assert outcome.verdict is not None
    assert {c.reading.code for c in outcome.verdict.candidates if c.fits} == {"OGC:CRS84", "EPSG:4756"}
    chosen = bring_in(tmp_path, wanted("-", asked=Asked("OGC:CRS84")), "vi", tables.as_tabs(table))
    assert chosen.written
    same_places(tmp_path, places, Grid("EPSG:9208"))


def only(places: list[Place], **changes: Any) -> list[Place]:
    return [replace(site, **changes) for site in places]


def test_without_a_commune_several_meridians_stay_possible_and_nothing_is_written(tmp_path: Path) -> None:
    places = only(sites_at("EPSG:9208"), commune="tỉnh Lào Cai")
    data = tables.as_tabs(tables.titled(places, Grid("EPSG:9208"), tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    before = sorted(p.name for p in tmp_path.rglob("*"))
    outcome = bring_in(tmp_path, wanted("-"), "vi", data)
    assert [f.rule.id for f in outcome.findings if f.is_error] == ["grid_open"]
    assert outcome.verdict is not None
    fitting = [c.reading.code for c in outcome.verdict.candidates if c.fits]
    assert fitting[0] == "EPSG:9208"
    assert {"EPSG:9207", "EPSG:5897", "EPSG:3405"} <= set(fitting)
    assert sorted(p.name for p in tmp_path.rglob("*")) == before


def test_zones_of_3_and_6_degrees_with_one_meridian_are_left_to_the_user(tmp_path: Path) -> None:
    places = sites_at("EPSG:5897")
    data = tables.as_tabs(tables.titled(places, Grid("EPSG:5897"), tables.plain))
    outcome = bring_in(plan_at(tmp_path, "EPSG:5897"), wanted("-"), "vi", data)
    assert outcome.verdict is not None
    assert outcome.verdict.winner is None
    assert {c.reading.code for c in outcome.verdict.candidates if c.fits} == set(TWINS)


@pytest.mark.parametrize(
    ("cm", "zone", "code"),
    [("104.75", 3, "EPSG:9208"), ("105°00'", None, "EPSG:5897"), ("105", 6, "EPSG:3405")],
)
def test_the_grid_that_the_user_names_is_used(tmp_path: Path, cm: str, zone: int | None, code: str) -> None:
    places = only(sites_at("EPSG:9208"), commune="tỉnh Lào Cai")
    data = tables.as_tabs(tables.titled(places, Grid(code), tables.comma))
    plan_at(tmp_path, "EPSG:9208")
    asked = asked_grid(cm, zone, None, None)
    outcome = bring_in(tmp_path, wanted("-", asked=asked), "vi", data)
    assert named_grid(outcome) == (code, True)
    same_places(tmp_path, places, Grid("EPSG:9208"))


def test_the_grid_that_the_table_names_is_used_and_contradicted_by_place(tmp_path: Path) -> None:
    places = sites_at("EPSG:9208")
    table = tables.titled(only(places, commune="tỉnh Lào Cai"), Grid("EPSG:5897"), tables.vietnamese)
    table.rows.insert(0, ["Hệ tọa độ VN-2000, kinh tuyến trục 105°00', múi chiếu 3°", "", ""])
    plan_at(tmp_path, "EPSG:9208")
    outcome = bring_in(tmp_path, wanted("-"), "vi", tables.as_tabs(table))
    assert named_grid(outcome) == ("EPSG:5897", True)
    same_places(tmp_path, places, Grid("EPSG:9208"))
    wrong = tables.titled(places, Grid("EPSG:9208"), tables.vietnamese)
    wrong.rows.insert(0, table.rows[0])
    outcome = bring_in(tmp_path, wanted("-", force=True), "vi", tables.as_tabs(wrong))
    assert [f.rule.id for f in outcome.findings if f.is_error] == ["grid_contradicted"]
    assert not outcome.written


def test_a_table_that_says_wgs_84_is_not_read_as_vn_2000(tmp_path: Path) -> None:
    places = sites_at("EPSG:9208")
    table = tables.titled(places, Grid("EPSG:32648"), tables.vietnamese)
    table.rows.insert(0, ["Hệ tọa độ WGS-84, UTM 48N", "", ""])
    outcome = bring_in(plan_at(tmp_path, "EPSG:9208"), wanted("-"), "vi", tables.as_tabs(table))
    assert named_grid(outcome) == ("EPSG:32648", True)
    same_places(tmp_path, places, Grid("EPSG:9208"))
    table.rows[0][0] = "Hệ tọa độ VN-2000 (chuyển từ WGS-84), kinh tuyến 105°, múi 6°"
    outcome = bring_in(tmp_path, wanted("-", force=True), "vi", tables.as_tabs(table))
    assert named_grid(outcome) == ("EPSG:3405", True)


def test_a_meridian_that_no_grid_has_is_not_passed_over(tmp_path: Path) -> None:
    table = tables.titled(sites_at("EPSG:9208"), Grid("EPSG:9208"), tables.vietnamese)
    table.rows.insert(0, ["Kinh tuyến trục 104°50', múi chiếu 3°", "", ""])
    outcome = bring_in(plan_at(tmp_path, "EPSG:9208"), wanted("-"), "vi", tables.as_tabs(table))
    assert [f.rule.id for f in outcome.findings if f.is_error] == ["grid_contradicted"]
    assert not outcome.written


def test_numbers_computed_without_the_datum_shift_come_back_when_told(tmp_path: Path) -> None:
    places = sites_at("EPSG:9208")
    unshifted = Grid("+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +datum=WGS84 +units=m")
    data = tables.as_tabs(tables.titled(places, unshifted, tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    outcome = bring_in(tmp_path, wanted("-"), "vi", data)
    assert named_grid(outcome) == ("EPSG:9208", True)
    (doubt,) = [f for f in outcome.findings if f.rule.id == "grid_shift_assumed"]
    distance: Any = doubt.params["distance"]
    assert distance.value == pytest.approx(223, abs=1)
    asked = asked_grid("104.75", 3, None, None, is_shifted=False)
    outcome = bring_in(tmp_path, wanted("-", asked=asked, force=True), "vi", data)
    assert named_grid(outcome) == ("EPSG:9208", False)
    same_places(tmp_path, places, Grid("EPSG:9208"))


def test_outlines_of_communes_can_confirm_the_datum_shift(tmp_path: Path) -> None:
    site = place("Khu Một", 100, "xã Đầu", 104.1, 22.4, OUTLINE)
    data = tables.as_tabs(tables.titled([site], Grid("EPSG:9208"), tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    path = tmp_path / "layers/communes.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][0]["geometry"] = json.loads(shapely.to_geojson(site.polygon.buffer(0.0003)))
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    outcome = bring_in(tmp_path, wanted("-"), "vi", data)
    assert outcome.written
    assert "grid_shift_assumed" not in {f.rule.id for f in outcome.findings}


def test_outlines_of_communes_can_refute_the_datum_shift(tmp_path: Path) -> None:
    site = place("Khu Một", 100, "xã Đầu", 104.1, 22.4, OUTLINE)
    never_shifted = Grid(
        "+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +datum=WGS84 +units=m"
    )
    data = tables.as_tabs(tables.titled([site], never_shifted, tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    path = tmp_path / "layers/communes.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][0]["geometry"] = json.loads(shapely.to_geojson(site.polygon.buffer(0.0003)))
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    outcome = bring_in(tmp_path, wanted("-"), "en", data)
    (finding,) = [f for f in outcome.findings if f.is_error]
    assert finding.rule.id == "grid_open"
    assert "--unshifted" in render(finding.message, "en")
    assert not outcome.written
    assert outcome.verdict is not None
    assert [options(c) for c in outcome.verdict.candidates] == [
        "--cm 104.75 --zone 3 --shifted",
        "--cm 104.75 --zone 3 --unshifted",
    ]

    told = asked_grid("104.75", 3, None, None, is_shifted=False)
    outcome = bring_in(tmp_path, wanted("-", asked=told, force=True), "en", data)
    same_places(tmp_path, [site], Grid("EPSG:9208"))
    told = asked_grid("104.75", 3, None, None, is_shifted=True)
    assert bring_in(tmp_path, wanted("-", asked=told, force=True), "en", data).written


def test_a_commune_known_by_its_centre_also_tells_the_grid(tmp_path: Path) -> None:
    places = sites_at("EPSG:9208")
    data = tables.as_tabs(tables.titled(places, Grid("EPSG:9208"), tables.plain))
    plan_at(tmp_path, "EPSG:9208", outlined=False, crs="EPSG:5897")
    outcome = bring_in(tmp_path, wanted("-"), "vi", data)
    assert named_grid(outcome) == ("EPSG:9208", True)


def test_the_plans_own_grid_has_no_advantage(tmp_path: Path) -> None:
    places = sites_at("EPSG:9208")
    data = tables.as_tabs(tables.titled(places, Grid("EPSG:9207"), tables.plain))
    outcome = bring_in(plan_at(tmp_path, "EPSG:9208"), wanted("-"), "vi", data)
    assert named_grid(outcome) == ("EPSG:9207", True)
    same_places(tmp_path, places, Grid("EPSG:9208"))


def test_exchanged_columns_are_read_by_size_and_reported(tmp_path: Path) -> None:
    places, grid = sites_at("EPSG:9208"), Grid("EPSG:9208")
    table = tables.east_first(places, grid, tables.plain)
    table.rows[0] = ["STT", "X", "Y"]
    plan_at(tmp_path, "EPSG:9208")
    outcome = bring_in(tmp_path, wanted("-"), "vi", tables.as_tabs(table))
    assert "order_unlike_heading" in {f.rule.id for f in outcome.findings}
    same_places(tmp_path, places, grid)


def test_a_geopackage_holds_the_numbers_of_the_plans_grid(tmp_path: Path) -> None:
    import geopandas as gpd  # noqa: PLC0415

    places, grid = sites_at("EPSG:9208"), Grid("EPSG:9208")
    data = tables.as_tabs(tables.titled(places, grid, tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    outcome = bring_in(tmp_path, wanted("-", out="layers/found.gpkg"), "vi", data)
    frame = gpd.read_file(tmp_path / "layers/found.gpkg")
    assert outcome.written == ("layers/found.gpkg", "layers/found.import.csv")
    assert frame.crs.to_epsg() == 9208
    for site, found in zip(places, frame.geometry, strict=True):
        assert shapely.hausdorff_distance(found, grid.shape(site.polygon)) < CENTIMETRE


def test_the_layer_can_be_added_to_the_plan_as_the_snippet_says(tmp_path: Path) -> None:
    import tomllib  # noqa: PLC0415

    from zoneplan.io.load import load  # noqa: PLC0415

    places = sites_at("EPSG:9208")
    data = tables.as_tabs(tables.titled(places, Grid("EPSG:9208"), tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    outcome = bring_in(tmp_path, wanted("-"), "vi", data)
    config = tmp_path / "zoneplan.toml"
    config.write_text(config.read_text(encoding="utf-8") + "\n" + outcome.snippet + "\n", encoding="utf-8")
    assert set(tomllib.loads(outcome.snippet)["layers"]) == {"found"}
    loaded = load(tmp_path)
    assert not loaded.findings
    assert loaded.plan is not None
    features = loaded.plan.layers["found"].features
    assert [f.id for f in features] == ["KCN_MOT", "CCN_HAI"]
    assert [f.text("commune") for f in features] == ["Xã Đầu", "Xã Đầu"]
    assert [f.text("position") for f in features] == ["surveyed", "surveyed"]
    again = bring_in(tmp_path, wanted("-", force=True), "vi", data)
    assert [e.id for e in again.entries] == ["KCN_MOT", "CCN_HAI"]
    assert not again.snippet


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
@pytest.mark.parametrize(
    ("stem", "layer"),
    [
        ("con", "layer_con"),
        ("gpkg_1", "layer_gpkg_1"),
        ("1-Cốc Mỳ", "layer_1_coc_my"),
        ("x" * 150, "layer_" + "x" * 54),
    ],
)
def test_a_layer_has_a_name_that_a_plan_may_use(tmp_path: Path, stem: str, layer: str, ending: str) -> None:
    import tomllib  # noqa: PLC0415

    from zoneplan.io.load import load  # noqa: PLC0415

    data = tables.as_tabs(tables.titled(sites_at("EPSG:9208"), Grid("EPSG:9208"), tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    outcome = bring_in(tmp_path, wanted("-", out=f"layers/{stem}.{ending}"), "vi", data)
    config = tmp_path / "zoneplan.toml"
    config.write_text(config.read_text(encoding="utf-8") + "\n" + outcome.snippet + "\n", encoding="utf-8")
    assert set(tomllib.loads(outcome.snippet)["layers"]) == {layer}
    loaded = load(tmp_path)
    assert loaded.plan is not None, loaded.findings
    assert len(loaded.plan.layers[layer].features) == 2


def test_declared_areas_become_ledger_rows_and_are_compared(tmp_path: Path) -> None:
    grid = Grid("EPSG:9208")
    places = sites_at("EPSG:9208")
    real = [float(grid.shape(site.polygon).area) / 10_000 for site in places]
    places = [
        replace(places[0], area_ha=round(real[0], 1)),
        replace(places[1], area_ha=round(real[1] * 1.1, 1)),
    ]
    data = tables.as_tabs(tables.titled(places, grid, tables.plain))
    outcome = bring_in(plan_at(tmp_path, "EPSG:9208"), wanted("-"), "vi", data)
    assert [e.measured_ha for e in outcome.entries] == pytest.approx(real, abs=0.001)
    assert [f.feature for f in outcome.findings if f.rule.id == "import_area_gap"] == ["Cụm công nghiệp Hai"]
    rows = [(row["subject"], row["indicator"], float(row["value"])) for row in outcome.ledger]
    assert rows == [
        ("KCN_MOT", "area_declared_ha", places[0].area_ha),
        ("CCN_HAI", "area_declared_ha", places[1].area_ha),
    ]
    assert not any(p.name == "indicators.csv" and "KCN_MOT" in p.read_text() for p in tmp_path.rglob("*.csv"))


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    data = tables.as_tabs(tables.titled(sites_at("EPSG:9208"), Grid("EPSG:9208"), tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    (tmp_path / "layers/found.geojson").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="not overwritten"):
        bring_in(tmp_path, wanted("-"), "vi", data)
    assert (tmp_path / "layers/found.geojson").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "layers/found.import.csv").exists()


def test_the_import_is_the_same_twice(tmp_path: Path) -> None:
    data = tables.as_tabs(tables.titled(sites_at("EPSG:9208"), Grid("EPSG:9208"), tables.plain))
    plan_at(tmp_path, "EPSG:9208")
    names = bring_in(tmp_path, wanted("-"), "vi", data).written
    first = [(tmp_path / name).read_bytes() for name in names]
    bring_in(tmp_path, wanted("-", force=True), "vi", data)
    assert [(tmp_path / name).read_bytes() for name in names] == first


def test_names_that_are_formulas_stay_text(tmp_path: Path) -> None:
    places = [replace(sites_at("EPSG:9208")[1], name="=1+1 Khu")]
    data = tables.as_tabs(tables.columned(places, Grid("EPSG:9208"), tables.plain))
    bring_in(plan_at(tmp_path, "EPSG:9208"), wanted("-"), "vi", data)
    assert "'=1+1 Khu" in (tmp_path / "layers/found.import.csv").read_text(encoding="utf-8")
    assert set(written(tmp_path)) == {"=1+1 Khu"}


@pytest.mark.parametrize("font", ["tcvn3", "utf-8-twice"])
def test_old_fonts_are_reported_and_converted_when_told(tmp_path: Path, font: str) -> None:
    places = sites_at("EPSG:9208")
    text = tables.as_tabs(tables.titled(places, Grid("EPSG:9208"), tables.plain)).decode()
    old = _tcvn3(text) if font == "tcvn3" else text.encode().decode("latin-1")
    plan_at(tmp_path, "EPSG:9208")
    asked = asked_grid("104.75", 3, None, None)
    seen = bring_in(tmp_path, wanted("-", asked=asked, dry_run=True), "vi", old.encode())
    assert "import_old_font" in {f.rule.id for f in seen.findings}
    outcome = bring_in(tmp_path, wanted("-", encoding=font), "vi", old.encode())
    assert outcome.written
    assert "Khu công nghiệp Một" in {e.name for e in outcome.entries}


_IN_VNTIME = {
    "Khu công nghiệp Một": "Khu c«ng nghiÖp Mét",
    "Cụm công nghiệp Hai": "Côm c«ng nghiÖp Hai",
    "xã Đầu": "x· §Çu",
    "Vùng": "Vïng",
    "Ghi chú": "Ghi chó",
    "tọa độ theo hồ sơ trích đo": "täa ®é theo hå s¬ trÝch ®o",
}
"""What the font .VnTime shows as the words on the left, typed on such a machine."""


def _tcvn3(text: str) -> str:
    for word, typed in _IN_VNTIME.items():
        text = text.replace(word, typed)
    return text


@pytest.mark.real_data
@pytest.mark.parametrize("code", ["EPSG:9208", "EPSG:9207", "EPSG:9209"])
def test_real_outlines_of_communes_tell_the_grid(tmp_path: Path, real_data: Path, code: str) -> None:
    document = json.loads((real_data / "communes_2025.geojson").read_text(encoding="utf-8"))
    plan_at(tmp_path, "EPSG:9208")
    common = {"position": "outline", "uncertainty_m": 10, "source": "S1"}
    communes = [
        {**f, "properties": {"id": f"C{i}", "name_vi": f["properties"]["fullName"], **common}}
        for i, f in enumerate(document["features"])
    ]
    collection = json.dumps({"type": "FeatureCollection", "features": communes}, ensure_ascii=False)
    (tmp_path / "layers/communes.geojson").write_text(collection, encoding="utf-8")
    home = next(f for f in communes if from_json(f["geometry"]).contains(shapely.Point(104.1, 22.4)))
    spot = from_json(home["geometry"]).representative_point()
    ring = [(x - 0.005, y - 0.005) for x, y in OUTLINE]
    site = place("Khu Thử", 100, home["properties"]["name_vi"], spot.x, spot.y, ring)
    data = tables.as_tabs(tables.titled([site], Grid(code), tables.vietnamese))
    outcome = bring_in(tmp_path, wanted("-"), "vi", data)
    assert named_grid(outcome) == (code, True)
    same_places(tmp_path, [site], Grid("EPSG:9208"))
