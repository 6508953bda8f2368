"""Coverages and zones that share land: in the real communes, and in layers damaged in known ways."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from checks.cases.topology import at, bent, parcels, with_commune
from meshes import planted
from support import EAST, GRID, NORTH, Draft, degrees, place, point, square, zone
from zoneplan.checks import run_checks
from zoneplan.checks.bounded import SHOWN
from zoneplan.plan.finding import Finding
from zoneplan.text import render

TO_GRID = Transformer.from_crs("OGC:CRS84", GRID, always_xy=True, only_best=True, allow_ballpark=False)


def found(draft: Draft, *rules: str) -> list[Finding]:
    return [f for f in run_checks(draft.plan()) if not rules or f.rule.id in rules]


def ids(draft: Draft) -> list[str]:
    return [f.rule.id for f in run_checks(draft.plan())]


@pytest.fixture(scope="module")
def real(real_data: Path) -> list[dict[str, Any]]:
    content = json.loads((real_data / "communes_2025.geojson").read_text(encoding="utf-8"))
    features: list[dict[str, Any]] = content["features"]
    return features


@pytest.fixture(scope="module")
def real_findings(real: list[dict[str, Any]]) -> list[Finding]:
    """Everything found in a plan with the real communes and their declared areas, and nothing else wrong."""
    draft = Draft().drop("C_X").drop("C_Y")
    for shapes in draft.layers.values():
        for shape in shapes:
            shape.props.pop("commune", None)
    draft.layers["communes"] = [
        place(
            f"COMMUNE_{f['properties']['code']}",
            degrees(shapely.from_geojson(json.dumps(f["geometry"])), TO_GRID),
            name_vi=f["properties"]["fullName"],
            position="outline",
        )
        for f in real
    ]
    for f in real:
        draft.row(f"COMMUNE_{f['properties']['code']}", "area_km2", f["properties"]["areaKm2"])
    draft.value("TEST", "area_km2", sum(f["properties"]["areaKm2"] for f in real))
    return list(run_checks(draft.plan()))


@pytest.mark.real_data
def test_the_real_communes_have_their_overlaps_and_area_gaps_and_nothing_else(
    real_findings: list[Finding],
) -> None:
    rules = {"coverage_overlap", "coverage_mismatch", "area_gap", "area_gap_large"}
    assert {f.rule.id for f in real_findings} == rules


@pytest.mark.real_data
def test_the_real_overlaps_are_those_that_an_overlay_finds(
    real: list[dict[str, Any]], real_findings: list[Finding]
) -> None:
    """GDAL's and PROJ's own way through geopandas: every pair of communes overlaid, areas in the grid."""
    frame = gpd.GeoDataFrame.from_features(real, crs="OGC:CRS84").to_crs(GRID)[["code", "geometry"]]
    shared = frame.overlay(frame, how="intersection", keep_geom_type=True)
    shared = shared[(shared["code_1"] < shared["code_2"]) & (shared.area > 0)]
    assert len(shared) == 13
    expected = {
        (f"COMMUNE_{one}", f"COMMUNE_{two}"): area
        for one, two, area in zip(shared["code_1"], shared["code_2"], shared.area, strict=True)
    }
    overlapping = [f for f in real_findings if f.rule.id in {"coverage_overlap", "coverage_mismatch"}]
    actual = {}
    for finding in overlapping:
        other = render(finding.message, "en").split("(")[1].split(")")[0]
        assert finding.geometry is not None
        actual[finding.feature, other] = finding.geometry.area
    assert len(overlapping) == 13
    assert actual.keys() == expected.keys()
    for pair, area in actual.items():
        assert area == pytest.approx(expected[pair], abs=1e-3)


@pytest.mark.real_data
def test_three_real_communes_share_land_and_the_other_overlaps_are_hairlines(
    real: list[dict[str, Any]], real_findings: list[Finding]
) -> None:
    names = {f"COMMUNE_{f['properties']['code']}": f["properties"]["fullName"] for f in real}
    wide = [f for f in real_findings if f.rule.id == "coverage_overlap"]
    assert {names[f.feature] for f in wide} == {"Phường Lào Cai", "Xã Bát Xát"}
    assert all("by 348.92 ha" in render(f.message, "en") for f in wide), "3.49 km²"
    assert len(wide) == 3
    hairlines = [f.geometry for f in real_findings if f.rule.id == "coverage_mismatch"]
    assert len(hairlines) == 10
    for line in hairlines:
        circles = [shapely.maximum_inscribed_circle(part, 0.001).length for part in shapely.get_parts(line)]
        assert 2 * max(circles) < 0.1, "no wider than 10 cm"


@pytest.mark.real_data
def test_the_declared_areas_of_the_real_communes_are_off_as_the_division_says(
    real: list[dict[str, Any]], real_findings: list[Finding]
) -> None:
    frame = gpd.GeoDataFrame.from_features(real, crs="OGC:CRS84").to_crs(GRID)
    gap = abs(frame.area / 1e6 / frame["areaKm2"] - 1) * 100
    for rule, wanted in (("area_gap", (gap > 1) & (gap <= 5)), ("area_gap_large", gap > 5)):
        expected = {f"COMMUNE_{code}" for code in frame["code"][wanted]}
        assert {f.feature for f in real_findings if f.rule.id == rule} == expected
    assert sorted(gap[gap > 5].round().tolist()) == [6, 10]


def test_communes_are_measured_against_their_declared_areas() -> None:
    (note,) = found(with_commune(Draft(), 98))
    assert (note.rule.id, note.feature) == ("area_gap", "C_X")
    expected = "measures 100 km², the declared area is 98 km² (Area): 2.04 % apart"
    assert expected in render(note.message, "en")
    (error,) = found(with_commune(Draft(), 80))
    assert (error.rule.id, error.is_error) == ("area_gap_large", True)


def test_any_outline_with_a_declared_area_is_measured() -> None:
    draft = parcels(Draft(), at(0)).row("PARCELS_1", "area_declared_ha", 97)
    assert [(f.rule.id, f.feature) for f in found(draft)] == [("area_gap", "PARCELS_1")]


def test_the_evidence_is_the_land_itself() -> None:
    (overlap,) = found(parcels(Draft(), at(0), at(990)))
    assert overlap.geometry is not None
    assert overlap.geometry.equals(shapely.intersection(at(0), at(990)))
    (gap,) = found(parcels(Draft(), at(0), at(1000.5)))
    assert gap.geometry is not None
    between = shapely.box(*at(1000).bounds[:2], at(1000.5).bounds[0], at(0).bounds[3])
    assert gap.geometry.symmetric_difference(between).area < 1e-6


def test_parcels_of_two_layers_are_compared() -> None:
    draft = parcels(parcels(Draft(), at(0)), at(990), name="more")
    (overlap,) = found(draft)
    assert (overlap.rule.id, overlap.layer, overlap.feature) == ("coverage_overlap", "more", "MORE_1")


def test_a_hairline_gap_counts_where_a_side_is_surveyed() -> None:
    draft = parcels(Draft(), at(0), bent(1000, 0, off=0.08))
    assert found(draft) == []
    draft.set("PARCELS_2", position="surveyed")
    (mismatch,) = found(draft)
    assert mismatch.rule.id == "coverage_mismatch"
    assert "shared with Nơi PARCELS_2 (PARCELS_2) gapes by 40 m²" in render(mismatch.message, "en")


def test_a_long_hairline_gap_is_more_than_rounding() -> None:
    """5 cm along two parcels of 1,000 m is 50 m², 6 cm is 60 m²."""
    assert ids(parcels(Draft(), at(0), at(1000.05))) == []
    (mismatch,) = found(parcels(Draft(), at(0), at(1000.06)))
    assert mismatch.rule.id == "coverage_mismatch"
    assert "gapes by 60 m²" in render(mismatch.message, "en")


def test_an_overlap_is_wide_beyond_what_two_surveys_differ() -> None:
    assert ids(parcels(Draft(), at(0), at(999.95))) == ["coverage_mismatch"]
    assert ids(parcels(Draft(), at(0), at(999.85))) == ["coverage_overlap"]


def test_the_same_parcel_twice_is_a_double_and_no_overlap() -> None:
    assert ids(parcels(Draft(), at(0), at(0), at(1000))) == ["feature_duplicate_differs"]


def test_an_invalid_parcel_is_told_as_such_and_explains_the_hole_it_leaves() -> None:
    ring = at(0, 0, 3000).difference(at(1000, 1000))
    west, south, east, north = at(1000, 1000).bounds
    knot = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    assert ids(parcels(Draft(), ring, knot)) == ["geometry_invalid"]
    assert ids(parcels(Draft(), ring)) == ["coverage_hole"]


def test_a_commune_known_by_its_centre_explains_the_hole_around_it() -> None:
    draft = with_commune(Draft(), 100)
    draft.set("C_X", draft.shape("C_X").geometry.difference(square(-2000, 2000)))
    draft.value("C_X", "area_km2", 99)
    assert [f.rule.id for f in found(draft)] == ["coverage_hole"]
    draft.add(place("C_Z", point(-1500, 2500), position="commune_centroid"), layer="communes")
    assert found(draft, "coverage_hole") == []


def test_many_overlaps_are_told_by_their_size_and_the_others_counted() -> None:
    strips = [
        shapely.box(EAST, NORTH + 12 * i, EAST + 500 + i, NORTH + 12 * i + 20) for i in range(SHOWN + 31)
    ]
    draft = parcels(Draft(), *strips)
    overlaps = found(draft, "coverage_overlap")
    (others,) = found(draft, "findings_more")
    assert (len(overlaps), others.params["count"]) == (SHOWN, 30)
    told = sorted(f.geometry.area for f in overlaps if f.geometry is not None)
    # strip i shares 8 m with the next; the smallest of the largest 200 is that of strip 30
    assert told[0] == pytest.approx(8 * 530)


def test_many_gaps_are_told_by_their_size_and_the_others_counted() -> None:
    """A row of parcels, each a metre and some centimetres from the next: gap i is 1 m and i mm wide."""
    count = SHOWN + 32
    east = np.concatenate([[0.0], np.cumsum(101 + np.arange(1, count) / 1000)])
    draft = parcels(Draft(), *(shapely.box(EAST + x, NORTH, EAST + x + 100, NORTH + 50) for x in east))
    gaps = found(draft, "coverage_gap")
    (others,) = found(draft, "findings_more")
    assert (len(gaps), others.params["count"], others.params["rule"]) == (SHOWN, 31, "coverage_gap")
    least = min(f.geometry.area for f in gaps if f.geometry is not None)
    assert least == pytest.approx(50 * 1.032), "the 31 narrowest are not told"


@pytest.mark.parametrize(("size", "words"), [(3, ""), (4, "1 more"), (5, "2 more")])
def test_of_the_sides_of_a_hole_three_are_named(size: int, words: str) -> None:
    """Around a hole of 1 km² stand slices of one ring of 3 × 3 km."""
    middle = at(1000, 1000)
    ring = at(0, 0, 3000).difference(middle)
    east, north = middle.centroid.x, middle.centroid.y
    rays = [np.pi / 2 * i * 4 / size for i in range(size)]
    slices = []
    for one, two in zip(rays, [*rays[1:], rays[0] + 2 * np.pi], strict=True):
        angles = np.linspace(one, two, 50)
        arc = [(east + 9000 * np.cos(a), north + 9000 * np.sin(a)) for a in angles]
        slices.append(shapely.intersection(ring, shapely.Polygon([(east, north), *arc])))
    (hole,) = found(parcels(Draft(), *slices), "coverage_hole")
    message = render(hole.message, "en")
    assert ("more" in message) is (words != "")
    assert words in message


@pytest.mark.parametrize("uncertainty", [0, 40])
def test_zones_of_two_layers_are_compared(uncertainty: int) -> None:
    draft = Draft().add(zone("KCN_E", square(960), uncertainty_m=uncertainty))
    expected = "zone_overlap" if uncertainty == 0 else "zone_overlap_possible"
    assert ids(draft) == [expected]
    draft.layers["zones"] = [s for s in draft.layers["zones"] if s.props["id"] != "KCN_E"]
    draft.config["layers"]["plan"] = draft.config["layers"]["zones"] | {"path": "layers/plan.geojson"}
    draft.layers["plan"] = [zone("KCN_E", square(960), uncertainty_m=uncertainty)]
    assert ids(draft) == [expected]


def test_a_zone_and_its_entry_count_once_against_a_third() -> None:
    draft = Draft().add(
        zone("KCN_A_QH", square(side=1020), same_as="KCN_A", stage="2021-2030"), zone("KCN_E", square(900))
    )
    draft.row("KCN_A", "planned_area_2030_ha", 104)
    (overlap,) = found(draft, "zone_overlap", "zone_overlap_possible")
    assert overlap.geometry is not None
    assert overlap.geometry.area == pytest.approx(120 * 1000), "the larger outline of the two"


def test_parts_of_one_zone_that_share_land_are_told() -> None:
    one, two = (zone(f"P{i}", square(100 + 200 * i, 0, 300), part_of="KCN_A") for i in (0, 1))
    (overlap,) = found(Draft().add(one, two))
    assert (overlap.rule.id, overlap.feature) == ("zone_overlap", "P0")


@given(st.integers(0, 10_000))
def test_the_order_of_rows_does_not_change_what_is_told(seed: int) -> None:
    made = planted(12, 12, seed=seed % 7)
    forwards = parcels(Draft(), *made.shapes)
    backwards = parcels(Draft(), *made.shapes)
    order = np.random.default_rng(seed).permutation(len(made.shapes))
    backwards.layers["parcels"] = [backwards.layers["parcels"][i] for i in order.tolist()]
    told = [
        sorted(
            (f.rule.id, f.feature, render(f.message, "en")) for f in found(draft) if "coverage" in f.rule.id
        )
        for draft in (forwards, backwards)
    ]
    assert told[0] == told[1]
    assert {rule for rule, *_ in told[0]} >= {"coverage_overlap", "coverage_gap"}
