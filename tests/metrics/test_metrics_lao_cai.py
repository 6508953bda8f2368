"""The numbers of Lào Cai, worked out here a second time from the files alone."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer

from zoneplan.metrics import Measure, evaluate, measure_all
from zoneplan.metrics.measure import Role
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan

TANG_LOONG = "KCN_TANG_LOONG"


@pytest.fixture(scope="module")
def view(lao_cai: Plan) -> View:
    return View(lao_cai)


@pytest.fixture(scope="module")
def ledger(repo_root: Path) -> list[dict[str, str]]:
    with (repo_root / "layers/indicators.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def layer(repo_root: Path, name: str) -> list[dict[str, Any]]:
    content = json.loads((repo_root / f"layers/{name}.geojson").read_text(encoding="utf-8"))
    features: list[dict[str, Any]] = content["features"]
    return features


def properties(repo_root: Path, name: str) -> list[dict[str, Any]]:
    return [f["properties"] for f in layer(repo_root, name)]


def measure(view: View, metric: str, subject: str) -> Measure:
    return evaluate(view, metric, next(s for s in view.subjects if s.id == subject))


def values(ledger: list[dict[str, str]], indicator: str) -> dict[str, float]:
    """Gives the newest figure of each subject, of several of one date the one that staff preferred."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in ledger:
        if row["indicator"] == indicator:
            found.setdefault(row["subject"], []).append(row)
    chosen = {}
    for subject, rows in found.items():
        date = max(row["as_of"] for row in rows)
        newest = [row for row in rows if row["as_of"] == date]
        (row,) = newest if len(newest) == 1 else [row for row in newest if row["preferred"] == "yes"]
        chosen[subject] = float(row["value"])
    return chosen


def only(ledger: list[dict[str, str]], subject: str, indicator: str) -> dict[str, str]:
    (row,) = [r for r in ledger if (r["subject"], r["indicator"]) == (subject, indicator)]
    return row


def outline(repo_root: Path, zone_id: str) -> shapely.Polygon:
    zones = layer(repo_root, "industrial_zones_existing") + layer(repo_root, "industrial_zones_proposed")
    (feature,) = [f for f in zones if f["properties"]["id"] == zone_id]
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def shoelace_ha(ring: list[tuple[float, float]]) -> float:
    """Gives the area of a ring in hectares by Gauss's formula."""
    x0, y0 = ring[0]
    twice = sum(
        (a - x0) * (d - y0) - (c - x0) * (b - y0)
        for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True)
    )
    return abs(twice) / 2 / 10_000


def test_three_areas_of_tang_loong(repo_root: Path, view: View, ledger: list[dict[str, str]]) -> None:
    lonlat = outline(repo_root, TANG_LOONG)
    grid = Transformer.from_crs(
        "EPSG:4326", "EPSG:9208", always_xy=True, only_best=True, allow_ballpark=False
    )
    planar = shoelace_ha([grid.transform(x, y) for x, y in lonlat.exterior.coords])
    centre = lonlat.centroid
    equal = Transformer.from_crs(
        "EPSG:4326", f"+proj=laea +lat_0={centre.y} +lon_0={centre.x} +ellps=WGS84", always_xy=True
    )
    geodesic = shoelace_ha([equal.transform(x, y) for x, y in lonlat.exterior.coords])
    found = {m: measure(view, f"area_{m}_ha", TANG_LOONG).value for m in ("declared", "planar", "geodesic")}
    assert found["planar"] == pytest.approx(planar, abs=0.001)
    assert found["geodesic"] == pytest.approx(geodesic, abs=0.001)
    assert planar == pytest.approx(1097.75, abs=0.05)
    assert geodesic == pytest.approx(1097.87, abs=0.05)
    assert found["declared"] == float(only(ledger, TANG_LOONG, "area_declared_ha")["value"]) == 1100
    assert measure(view, "area_gap_pct", TANG_LOONG).value == pytest.approx(
        (planar - 1100) / 1100 * 100, abs=1e-4
    )


def test_occupancy_of_the_industrial_zones(view: View, ledger: list[dict[str, str]]) -> None:
    leased, land = (only(ledger, "KCN", i) for i in ("leased_land_ha", "industrial_land_ha"))
    assert (float(leased["value"]), float(land["value"])) == (661.94, 868.68)
    assert leased["as_of"] == land["as_of"] == "2024-09"
    found = measure(view, "occupancy_pct", "KCN")
    assert found.value == pytest.approx(661.94 / 868.68 * 100)
    assert found.value == pytest.approx(76.2, abs=0.05)
    assert found.as_of == "2024-09"
    assert {f.line for f in found.figures} == {2 + ledger.index(row) for row in (leased, land)}


def test_hydropower_in_operation(repo_root: Path, view: View, ledger: list[dict[str, str]]) -> None:
    sites = [p["id"] for p in properties(repo_root, "hydropower_sites") if p["status"] == "operating"]
    power = values(ledger, "installed_mw")
    total = math.fsum(power[site] for site in sites)
    assert measure(view, "hydropower_sites", "LAO_CAI").value == len(sites) == 72
    assert measure(view, "installed_mw", "LAO_CAI").value == pytest.approx(total)
    assert total == pytest.approx(1169.4)


def test_industrial_zones_to_2030(repo_root: Path, view: View, ledger: list[dict[str, str]]) -> None:
    both = properties(repo_root, "industrial_zones_existing") + properties(
        repo_root, "industrial_zones_proposed"
    )
    planned = values(ledger, "planned_area_2030_ha")
    entries = {p["same_as"] for p in both if p["same_as"]}
    ids = [
        p["id"]
        for p in both
        if p["category"] == "KCN" and not p["part_of"] and not p["same_as"] and p["id"] in planned
        if p["stage"] != "existing" or p["id"] in entries
    ]
    total = math.fsum(planned[i] for i in ids)
    assert measure(view, "plan_area_2030_ha", "KCN").value == pytest.approx(total)
    assert total == pytest.approx(3218)
    above = [i for i in ids if planned[i] > 0]
    assert measure(view, "plan_zones_2030", "KCN").value == len(above)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("industrial_zones_existing", 11),
        ("industrial_zones_proposed", 69),
        ("hydropower_sites", 144),
        ("communes", 48),
    ],
)
def test_how_much_there_is(repo_root: Path, lao_cai: Plan, name: str, count: int) -> None:
    assert len(layer(repo_root, name)) == count
    assert [f.id for f in lao_cai.layers[name].features] == [p["id"] for p in properties(repo_root, name)]


def test_every_source_and_every_row_is_read(
    repo_root: Path, lao_cai: Plan, ledger: list[dict[str, str]]
) -> None:
    with (repo_root / "layers/sources.csv").open(encoding="utf-8", newline="") as stream:
        sources = list(csv.DictReader(stream))
    assert len(lao_cai.sources) == len(sources) == 67
    assert len(lao_cai.ledger.figures) == len(ledger)
    for figure, row in zip(lao_cai.ledger.figures, ledger, strict=True):
        assert (figure.subject, figure.indicator, figure.printed) == (
            row["subject"],
            row["indicator"],
            float(row["value"]),
        )


def test_yen_bai_is_not_part_of_the_plan(repo_root: Path, lao_cai: Plan) -> None:
    """The plan is that of the province before the merger: Yên Bái lies to the south-east of it."""
    for feature in lao_cai.features:
        assert "Yên Bái" not in feature.name.vi
        assert "Yên Bái" not in feature.text("former_unit")
        assert not feature.id.startswith("YEN_BAI")
    assert {"YEN_BAI", "YB"}.isdisjoint(lao_cai.subjects)
    by_hand = [p["name_vi"] for p in properties(repo_root, "communes")]
    assert len(by_hand) == 48
    assert not [name for name in by_hand if "Yên Bái" in name]


def test_no_value_of_the_province_is_nonsense(view: View) -> None:
    for found in measure_all(view):
        if found.value is None:
            assert found.reason is not None, found.spec.id
            continue
        assert math.isfinite(found.value)
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value <= found.high
        if found.spec.unit == "pct" and found.spec.id != "area_gap_pct":
            assert 0 <= found.value <= 100, (found.spec.id, found.subject.id)


def test_every_value_that_comes_from_the_ledger_names_its_sources(view: View, lao_cai: Plan) -> None:
    for found in measure_all(view):
        assert set(found.sources) <= set(lao_cai.sources)
        if found.value and not found.spec.layers:
            assert found.figures, (found.spec.id, found.subject.id)
            assert found.sources


def test_communes_share_out_what_the_province_has(view: View, ledger: list[dict[str, str]]) -> None:
    """A shared plant is divided, so density times area adds up to the province's capacity."""
    km2 = values(ledger, "area_km2")
    found = {
        s.id: evaluate(view, "hydropower_mw_per_100km2", s).value
        for s in view.subjects
        if s.role is Role.COMMUNE
    }
    shares = [value * km2[subject] / 100 for subject, value in found.items() if value is not None]
    assert math.fsum(shares) == pytest.approx(measure(view, "installed_mw", "LAO_CAI").value)
