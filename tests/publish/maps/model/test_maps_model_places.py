"""Places and their columns, told from the files and from hand calculations."""

import csv
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from map_models import Written
from support import EAST, GRID, NORTH, Draft, degrees, place, point, square, zone
from zoneplan.publish.maps.model.columns import column, sparse
from zoneplan.publish.maps.model.decisions import decision_numbers
from zoneplan.publish.maps.model.style import diamond_px, disc_px
from zoneplan.text import fold


def props(repo_root: Path, name: str) -> list[dict[str, Any]]:
    """Gives the fields of a layer file, read without the program."""
    collection = json.loads((repo_root / "layers" / f"{name}.geojson").read_text(encoding="utf-8"))
    return [feature["properties"] for feature in collection["features"]]


def test_every_layer_counts_what_its_files_hold(lao_cai_map: Written, repo_root: Path) -> None:
    zones = [*props(repo_root, "industrial_zones_existing"), *props(repo_root, "industrial_zones_proposed")]
    causes = Counter(p["cause"] for p in props(repo_root, "relocation_areas"))
    expected = {
        "zones": sum(not p["same_as"] for p in zones),
        "hydropower": len(props(repo_root, "hydropower_sites")),
        "relocation": causes["industrial_zone"],
        "disaster": causes["disaster"],
        "communes": len(props(repo_root, "communes")),
        "context": len(props(repo_root, "neighbours")),
    }
    layers = lao_cai_map.json["layers"]
    assert {layer["id"]: layer["count"] for layer in layers if layer["kind"]} == expected
    assert Counter(layers[n]["id"] for n in lao_cai_map.column("layer")) == Counter(expected)


def test_no_entry_of_a_shown_zone_is_a_place(lao_cai_map: Written, repo_root: Path) -> None:
    ids = lao_cai_map.column("id")
    assert len(ids) == len(set(ids))
    entries = [p for p in props(repo_root, "industrial_zones_proposed") if p["same_as"]]
    assert entries
    for entry in entries:
        assert entry["id"] not in ids
        assert entry["note"] in lao_cai_map.card(entry["same_as"])["entry"]


@pytest.mark.parametrize(
    ("own", "form"),
    [
        ({"label": "Nơi R", "uncertainty_m": 20_000}, "name"),
        ({"label": "Nơi R", "uncertainty_m": 4_999}, "sign"),
        ({"label": None, "uncertainty_m": 20_000}, "sign"),
    ],
)
def test_a_point_that_stands_for_a_region_is_only_named(own: dict[str, Any], form: str) -> None:
    draft = Draft()
    draft.config["layers"]["around"] = {"kind": "context", "path": "a.geojson", "crs": GRID, "name_vi": "x"}
    draft.layers["around"] = [place("R", point(), **({"position": "marker", "name_en": "Place R"} | own))]
    assert Written.of(draft).place("R")["form"] == form


def test_a_label_that_is_the_name_has_both_languages() -> None:
    draft = Draft()
    draft.config["layers"]["around"] = {"kind": "context", "path": "a.geojson", "crs": GRID, "name_vi": "x"}
    draft.layers["around"] = [
        place("R", point(), name_vi="Vân Nam", name_en="Yunnan", label="Vân Nam"),
        place("S", point(9, 9), name_vi="Sông Hồng", name_en="Red River", label="S. Hồng"),
    ]
    written = Written.of(draft)
    assert written.place("R")["label"] is None
    assert written.place("S")["label"] == "S. Hồng"


def test_a_circle_covers_the_declared_area() -> None:
    written = Written.of(Draft())
    for zone_id, hectares in {"KCN_B": 50, "CCN_C": 20, "KCN_D": 200}.items():
        found = written.place(zone_id)
        assert (found["form"], found["shape"]) == ("circle", -1)
        assert math.pi * found["radius_m"] ** 2 == pytest.approx(hectares * 10_000, rel=1e-5)


def test_circles_of_the_real_plan_cover_an_area_of_the_ledger(lao_cai_map: Written, repo_root: Path) -> None:
    areas: dict[str, set[float]] = {}
    with (repo_root / "layers" / "indicators.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["indicator"].endswith("_ha") and "area" in row["indicator"]:
                areas.setdefault(row["subject"], set()).add(float(row["value"]))
    circles = [
        (i, r) for i, r in zip(lao_cai_map.column("id"), lao_cai_map.column("radius_m"), strict=True) if r
    ]
    assert circles
    for zone_id, radius in circles:
        hectares = math.pi * radius**2 / 10_000
        assert any(hectares == pytest.approx(area, rel=1e-4) for area in areas[zone_id]), zone_id


def test_forms_tell_how_well_a_place_is_known() -> None:
    draft = Draft().add(
        zone("KCN_S", square(20_000), position="surveyed", uncertainty_m=1),
        zone("KCN_P", square(20_100, 100, 300), part_of="KCN_S"),
        zone("KCN_X", point(30_000, 0), position="commune_centroid"),
        zone("KCN_Y", point(31_000, 0)),
    )
    draft.row("KCN_X", "area_declared_ha", 10)
    written = Written.of(draft)
    forms = {
        i: written.place(i)["form"]
        for i in ("KCN_S", "KCN_A", "KCN_P", "KCN_B", "KCN_X", "KCN_Y", "C_X", "HP_1")
    }
    assert forms == {
        "KCN_S": "outline",
        "KCN_A": "provisional",
        "KCN_P": "part",
        "KCN_B": "circle",
        "KCN_X": "circle_centroid",
        "KCN_Y": "sign",
        "C_X": "sign_centroid",
        "HP_1": "sign",
    }


def test_how_to_read_is_told_of_forms_that_occur() -> None:
    forms = {form["id"]: form for form in Written.of(Draft()).json["forms"]}
    assert {key: form["count"] for key, form in forms.items() if form["count"]} == {
        "provisional": 1,
        "circle": 3,
        "sign": 6,
    }
    assert all(bool(form["look"]) == bool(form["count"]) for form in forms.values())


def test_shapes_are_those_of_the_plan() -> None:
    ring = square(20_000)
    hole = shapely.Polygon(ring.exterior, [square(20_200, 200, 300).exterior])
    draft = Draft().add(zone("KCN_H", hole))
    draft.config["layers"]["rivers"] = {
        "kind": "context",
        "path": "layers/rivers.geojson",
        "name_vi": "Sông",
        "name_en": "Rivers",
    }
    line = shapely.LineString([(EAST, NORTH), (EAST + 500, NORTH + 900)])
    draft.layers["rivers"] = [place("R_1", line, label="Sông Hồng")]
    written = Written.of(draft)
    for place_id, shape in (("KCN_H", hole), ("R_1", line), ("KCN_A", square())):
        drawn = written.model.shapes[written.place(place_id)["shape"]]
        assert drawn.equals_exact(degrees(shape), 1e-9)
    assert len(written.model.shapes) == 3
    assert written.place("R_1")["form"] == "line"
    assert written.place("R_1")["label"] == "Sông Hồng"


def test_anchors_are_micro_degrees_of_latitude_and_longitude() -> None:
    to_degrees = Transformer.from_crs("EPSG:9208", "OGC:CRS84", always_xy=True)
    lon, lat = to_degrees.transform(EAST + 5000, NORTH)
    found = Written.of(Draft()).place("KCN_B")
    assert found["lat"] == pytest.approx(lat * 1e6, abs=1)
    assert found["lon"] == pytest.approx(lon * 1e6, abs=1)


def test_an_anchor_lies_inside_its_shape() -> None:
    crescent = point(20_000, 0).buffer(2000).difference(point(20_900, 0).buffer(1900))
    found = Written.of(Draft().add(zone("KCN_M", crescent))).place("KCN_M")
    assert degrees(crescent).contains(shapely.Point(found["lon"] / 1e6, found["lat"] / 1e6))


def test_a_search_knows_units_and_decisions_without_accents(lao_cai_map: Written, repo_root: Path) -> None:
    lines = lao_cai_map.place("KCN_TANG_LOONG")["find"].split("\n")
    assert lines[0] == "kcn_tang_loong"
    assert "xa tang loong; xa gia phu" in lines
    assert any("huyen bao thang" in line for line in lines)
    assert any("601/qd-ubnd" in line for line in lines)
    commune = next(p for p in props(repo_root, "communes") if p["former_units"])
    assert fold(commune["former_units"]) in lao_cai_map.place(commune["id"])["find"]


def test_a_search_knows_the_decisions_of_sources_and_of_the_ledger(
    lao_cai_map: Written, repo_root: Path
) -> None:
    zones = props(repo_root, "industrial_zones_proposed")
    citing = {p["same_as"] or p["id"] for p in zones if "S_QD525" in p["source"].split(";")}
    shown = citing & set(lao_cai_map.column("id"))
    assert shown
    for place_id in shown:
        assert "525/qd-ubnd" in lao_cai_map.place(place_id)["find"]
    assert "1896/qd-ubnd" in lao_cai_map.place("TDC_HOP_XUAN")["find"]


def test_a_search_knows_the_decisions_of_the_ledger() -> None:
    draft = Draft().row("KCN_A", "projects", 3, source="S_NEW", note="theo QĐ 77/QĐ-UBND")
    draft.sources.append(["S_NEW", "Quyết định 88/QĐ-TTg", *draft.sources[0][2:]])
    written = Written.of(draft)
    assert {"77/qd-ubnd", "88/qd-ttg"} <= set(written.place("KCN_A")["find"].split("\n"))
    assert "88/qd-ttg" not in written.place("KCN_B")["find"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định 525/QĐ-UBND điều chỉnh", ["525/QĐ-UBND"]),
        ("316/QĐ-TTg; 34/2021/NĐ-CP (15/3/2011)", ["316/QĐ-TTg", "34/2021/NĐ-CP"]),
        ("đến 15/3/2011, 40 m3/ngày, 3/tháng", []),
    ],
)
def test_decisions_are_known_by_their_numbers(text: str, numbers: list[str]) -> None:
    assert decision_numbers(text) == numbers


def test_signs_show_what_the_ledger_says() -> None:
    written = Written.of(Draft())
    assert written.place("HP_1")["size_px"] == diamond_px(10)
    assert written.place("C_X")["size_px"] == disc_px(12_000)


def test_zones_of_weight_come_first() -> None:
    written = Written.of(Draft().add(zone("KCN_R", point(20_000, 0), stage="removed")))
    ids = written.column("id")
    assert ids[:3] == ["KCN_D", "KCN_A", "KCN_B"]
    assert written.column("rank") == sorted(written.column("rank"), reverse=True)
    assert [i for i in ids if written.place(i)["strong"]] == ["KCN_D", "KCN_A", "KCN_B"]


def test_states_are_those_of_the_horizons() -> None:
    written = Written.of(Draft().set("KCN_A", established="2015"))
    assert written.place("KCN_A")["states"] == ["existing"] * 4
    assert written.place("KCN_D")["states"] == ["absent", "absent", "planned", "planned"]
    assert written.place("HP_4")["states"] == ["absent", "absent", "absent", "planned"]
    assert [h["id"] for h in written.json["horizons"]] == ["2020", "today", "2030", "after_2030"]


def test_fields_are_those_of_the_file(lao_cai_map: Written, repo_root: Path) -> None:
    for name in ("hydropower_sites", "communes", "relocation_areas"):
        for site in props(repo_root, name):
            for key in set(site) - {"id", "name_vi", "name_en"}:
                assert lao_cai_map.field(site["id"], key) == site[key], (site["id"], key)


def test_fields_name_their_values_and_units() -> None:
    kinds = Written.of(Draft()).json["kinds"]
    fields = {field["id"]: field for field in kinds["industrial_zones"]["fields"]}
    assert fields["category"]["choices"] == {
        "KCN": ["khu công nghiệp", "industrial zone (KCN)"],
        "CCN": ["cụm công nghiệp", "industrial cluster (CCN)"],
    }
    assert fields["uncertainty_m"]["unit"] == "m"
    assert "id" not in fields
    assert "note" not in fields


def test_a_column_of_one_value_is_that_value() -> None:
    assert column([7, 7, 7]) == 7
    assert column([7, 8]) == [7, 8]
    assert column([]) == []


cells = st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["a", "b"]))


@given(st.lists(cells, max_size=30))
def test_a_sparse_column_gives_back_what_it_was_made_of(values: list[Any]) -> None:
    places = [10 * i for i in range(len(values))]
    found = sparse(places, values)
    if found is None:
        assert not any(value is not None for value in values)
        return
    of: Any = places if found["of"] is None else found["of"]
    kept: Any = found["values"]
    codes: Any = found["codes"]
    rows = kept if codes is None else [None if code < 0 else kept[code] for code in codes]
    back = dict(zip(of, rows, strict=True))
    assert [back.get(at) for at in places] == values
