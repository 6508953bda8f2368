"""What the map shows, told from the files and from hand calculations."""

import csv
import json
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyproj import Transformer

from support import EAST, NORTH, Draft, place, point, square, zone
from zoneplan.publish.maps.graticule import formula_of
from zoneplan.publish.maps.layers import LAYERS
from zoneplan.publish.maps.style import STYLES, diamond_px, disc_px

Model = Callable[..., dict[str, Any]]


def props(repo_root: Path, name: str) -> list[dict[str, Any]]:
    """Gives the fields of a layer file, read without the program."""
    collection = json.loads((repo_root / "layers" / f"{name}.geojson").read_text(encoding="utf-8"))
    return [feature["properties"] for feature in collection["features"]]


def by_id(model: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Gives the places of a model by their ids."""
    return {p["id"]: p for p in model["places"]}


def rows(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Gives the rows of a card by metric."""
    return {row["metric"]: row for section in card["sections"] for row in section["rows"]}


def expected_counts(repo_root: Path) -> Counter[str]:
    """Gives how many places each layer should show, counted in the files."""
    counts: Counter[str] = Counter()
    stages = {
        "existing": "zones_existing",
        "2021-2030": "zones_2030",
        "2026-2030": "zones_2030",
        "after-2030": "zones_after_2030",
        "removed": "zones_removed",
    }
    for name in ("industrial_zones_existing", "industrial_zones_proposed"):
        counts.update(stages[p["stage"]] for p in props(repo_root, name) if not p["same_as"])
    counts.update(f"hydropower_{p['status']}" for p in props(repo_root, "hydropower_sites"))
    for p in props(repo_root, "relocation_areas"):
        disaster = p["cause"] == "disaster"
        counts["resettlement_disaster" if disaster else f"relocation_{p['role']}"] += 1
    counts["communes"] = len(props(repo_root, "communes"))
    return counts


def test_every_layer_counts_what_its_file_holds(lao_cai_model: dict[str, Any], repo_root: Path) -> None:
    shown = {layer["id"]: layer["count"] for layer in lao_cai_model["layers"]}
    assert shown == dict(expected_counts(repo_root))
    assert dict(Counter(p["layer"] for p in lao_cai_model["places"])) == shown


def test_a_plan_entry_of_a_shown_zone_is_not_drawn_again(
    lao_cai_model: dict[str, Any], repo_root: Path
) -> None:
    entries = [p for p in props(repo_root, "industrial_zones_proposed") if p["same_as"]]
    assert entries
    drawn = by_id(lao_cai_model)
    for entry in entries:
        assert entry["id"] not in drawn
        assert entry["same_as"] in drawn
        assert not entry["note"] or entry["note"] in drawn[entry["same_as"]]["card"]["entry"]


def test_no_two_places_are_the_same(lao_cai_model: dict[str, Any]) -> None:
    ids = [p["id"] for p in lao_cai_model["places"]]
    assert len(ids) == len(set(ids))


def test_a_circle_covers_the_declared_area(model: Model) -> None:
    places = by_id(model(Draft()))
    for zone_id, hectares in {"KCN_B": 50, "CCN_C": 20, "KCN_D": 200}.items():
        assert places[zone_id]["outline"] is None
        assert math.pi * places[zone_id]["radius_m"] ** 2 == pytest.approx(hectares * 10_000, rel=1e-5)


def test_circles_of_the_real_plan_cover_an_area_of_the_ledger(
    lao_cai_model: dict[str, Any], repo_root: Path
) -> None:
    areas: dict[str, set[float]] = {}
    with (repo_root / "layers" / "indicators.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["indicator"].endswith("_ha") and "area" in row["indicator"]:
                areas.setdefault(row["subject"], set()).add(float(row["value"]))
    circles = [p for p in lao_cai_model["places"] if p["radius_m"]]
    assert circles
    for circle in circles:
        hectares = math.pi * circle["radius_m"] ** 2 / 10_000
        assert any(hectares == pytest.approx(area, rel=1e-4) for area in areas[circle["id"]]), circle["id"]


def test_an_outline_is_never_a_circle(lao_cai_model: dict[str, Any], model: Model) -> None:
    assert all(not p["radius_m"] for p in lao_cai_model["places"] if p["outline"])
    assert by_id(model(Draft()))["KCN_A"]["outline"]["type"] == "Polygon"


def test_a_zone_without_outline_says_so(model: Model) -> None:
    drawn = by_id(model(Draft()))["KCN_B"]["card"]["drawn"]
    assert len(drawn) == 1
    assert "50 ha" in drawn[0]
    bare = by_id(model(Draft().drop("KCN_B")))["KCN_B"]
    assert bare["radius_m"] == 0
    assert "chưa có diện tích" in bare["card"]["drawn"][0]


def test_places_that_share_a_point_say_so(model: Model) -> None:
    draft = Draft().add(zone("KCN_E", point(5000, 0)))
    places = by_id(model(draft))
    assert any("2 nơi" in said for said in places["KCN_E"]["card"]["drawn"])
    assert not any("nơi cùng" in said for said in places["CCN_C"]["card"]["drawn"])


def test_a_part_is_drawn_as_one_and_keeps_its_full_name(model: Model) -> None:
    draft = Draft().add(
        zone("KCN_A1", square(side=300), part_of="KCN_A", name_vi="Khu công nghiệp A (giai đoạn 1)")
    )
    part = by_id(model(draft))["KCN_A1"]
    assert part["part"]
    assert not part["strong"]
    assert part["label"] == "Khu công nghiệp A (giai đoạn 1)"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Khu công nghiệp Võ Lao (giai đoạn 1 và 2)", "KCN Võ Lao"),
        ("Cụm công nghiệp Sơn Mãn", "CCN Sơn Mãn"),
    ],
)
def test_labels_are_short(model: Model, name: str, label: str) -> None:
    assert by_id(model(Draft().set("KCN_A", name_vi=name)))["KCN_A"]["label"] == label


def test_search_knows_names_without_accents(lao_cai_model: dict[str, Any]) -> None:
    place = by_id(lao_cai_model)["KCN_TANG_LOONG"]
    assert "khu cong nghiep tang loong" in place["find"]
    assert "601/qd-ubnd" in place["find"]


def test_a_card_shows_measures_as_they_are_explained(model: Model) -> None:
    card = by_id(model(Draft()))["KCN_A"]["card"]
    occupancy = rows(card)["occupancy_pct"]
    assert occupancy["value"] == "75,0 %"
    assert (occupancy["sign"], occupancy["outcome"]) == ("✓", "met")
    assert occupancy["working"] == "60 ÷ 80 × 100 = 75,0 %"
    assert occupancy["lines"][0]["sources"] == ["S1"]
    assert rows(card)["area_planar_ha"]["value"] == "≈ 100,00 ha"  # 10 m around 4 km of outline are 4 ha


def test_a_verdict_by_an_unread_document_says_so(lao_cai_model: dict[str, Any], lao_cai: Any) -> None:
    threshold = lao_cai.regulations.thresholds["occupancy_kcn_new_zone"]
    row = rows(by_id(lao_cai_model)["KCN_TANG_LOONG"]["card"])["occupancy_pct"]
    assert row["unverified"] is not threshold.verified


def test_missing_figures_are_named_and_never_nought(model: Model) -> None:
    card = by_id(model(Draft()))["KCN_D"]["card"]
    assert 0 < len(card["missing"]) <= 5
    assert "occupancy_pct" not in rows(card)
    assert card["missing_more"] >= 0


def test_figures_that_no_measure_shows_are_listed(model: Model) -> None:
    draft = Draft().row("KCN_A", "projects", 7, note="đếm tay").row("KCN_A", "projects", 9, as_of="2020")
    row = next(r for r in by_id(model(draft))["KCN_A"]["card"]["ledger"] if r["metric"] == "projects")
    assert (row["value"], row["as_of"]) == ("7 dự án", "2025")
    assert row["lines"][0]["note"] == "đếm tay"
    assert row["aside"] == ["9 dự án"]


def test_bounds_keep_their_sign(model: Model) -> None:
    draft = Draft().value("KCN_A", "households_remaining", 10, note="[>=] theo báo")
    assert rows(by_id(model(draft))["KCN_A"]["card"])["households_remaining"]["value"] == "≥ 10 hộ"


def test_hydropower_knows_a_published_point_from_a_centroid(
    lao_cai_model: dict[str, Any], repo_root: Path
) -> None:
    places = by_id(lao_cai_model)
    for site in props(repo_root, "hydropower_sites"):
        assert places[site["id"]]["exact"] is (site["position"] != "commune_centroid")
        assert places[site["id"]]["uncertainty_m"] == site["uncertainty_m"]


def test_a_planned_plant_is_not_said_to_operate(model: Model) -> None:
    card = by_id(model(Draft()))["HP_3"]["card"]
    assert rows(card)["installed_mw"]["name"] == "Công suất lắp máy"
    assert "vận hành" not in " ".join(card["badges"])


def test_signs_grow_with_what_they_show() -> None:
    assert diamond_px(None) < diamond_px(5) < diamond_px(30) < diamond_px(90)
    assert disc_px(40_000) == pytest.approx(2 * disc_px(10_000))


def test_key_figures_are_those_of_the_plan(model: Model) -> None:
    figures = {row["metric"]: row for row in model(Draft())["key_figures"]}
    assert figures["plan_area_2030_ha"]["of"] == "Khu công nghiệp"
    assert figures["installed_mw"]["value"] == "16,00 MW"
    assert figures["output_target_progress_pct"]["value"] == "75,0 %"


@pytest.mark.parametrize(
    ("language", "subtitle", "north"),
    [
        ("vi", "VN-2000 · 104°45′ · số liệu đến 31/01/2026", "X 2.470 km"),
        ("en", "VN-2000 · 104°45′ · figures to 2026-01-31", "X 2,470 km"),
    ],
)
def test_both_languages(model: Model, language: str, subtitle: str, north: str) -> None:
    made = model(Draft(), language)
    assert made["subtitle"].startswith(subtitle)
    assert north in {line["label"] for line in made["grid"]}
    assert by_id(made)["KCN_A"]["name"] == ("Khu KCN_A" if language == "vi" else "Zone KCN_A")


def test_grid_lines_keep_to_their_coordinate(lao_cai_model: dict[str, Any]) -> None:
    to_grid = Transformer.from_crs("OGC:CRS84", "EPSG:9208", always_xy=True)
    assert {line["axis"] for line in lao_cai_model["grid"]} == {"X", "Y"}
    for line in lao_cai_model["grid"]:
        assert line["km"] % 10 == 0
        for lat, lon in line["points"]:
            east, north = to_grid.transform(lon, lat)
            assert (north if line["axis"] == "X" else east) == pytest.approx(line["km"] * 1000, abs=2)


def test_anchors_are_latitude_then_longitude(model: Model) -> None:
    to_degrees = Transformer.from_crs("EPSG:9208", "OGC:CRS84", always_xy=True)
    lon, lat = to_degrees.transform(EAST + 5000, NORTH)
    assert by_id(model(Draft()))["KCN_B"]["at"] == pytest.approx([lat, lon], abs=1e-6)


def test_a_grid_the_page_cannot_compute_is_left_out(model: Model) -> None:
    assert model(Draft())["formula"]["lon0"] == 104.75
    mercator = {"proj": "tmerc", "lon_0": "104.75", "ellps": "WGS84"}
    shift = {"inv": "", "proj": "helmert", "x": "1", "convention": "coordinate_frame"}
    assert formula_of([shift, mercator]) is not None
    assert formula_of([mercator]) is None
    assert formula_of([shift, {**mercator, "ellps": "krass"}]) is None
    assert formula_of([shift, {**mercator, "lat_0": "10"}]) is None
    assert formula_of([{**shift, "convention": "position_vector"}, mercator]) is None
    assert formula_of([shift, mercator, {"proj": "hgridshift"}]) is None


def test_every_layer_has_a_look_and_both_names() -> None:
    assert {rule.id for rule in LAYERS} == set(STYLES)
    assert all(rule.name.vi and rule.name.en for rule in LAYERS)


def test_layers_without_places_are_not_in_the_legend(model: Model) -> None:
    shown = {layer["id"] for layer in model(Draft())["layers"]}
    assert "zones_removed" not in shown
    draft = Draft().add(zone("KCN_R", point(20_000, 0), stage="removed"))
    assert "zones_removed" in {layer["id"] for layer in model(draft)["layers"]}


def test_a_plan_with_a_single_place_still_has_a_map(model: Model) -> None:
    draft = Draft(rows=[])
    draft.layers = {key: [] for key in draft.layers} | {"communes": [place("C_Z", point())]}
    assert [p["id"] for p in model(draft)["places"]] == ["C_Z"]
