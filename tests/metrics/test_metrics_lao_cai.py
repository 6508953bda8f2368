"""The numbers of Lào Cai, worked out here a second time from the files alone."""

import csv
import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer

from zoneplan.metrics import TABLES, Measure, evaluate, measure_all
from zoneplan.metrics.growth.trends import trend
from zoneplan.metrics.measure import Role
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.text import render

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
    assert len(lao_cai.sources) == len(sources) == 68
    assert len(lao_cai.ledger.figures) == len(ledger)
    for figure, row in zip(lao_cai.ledger.figures, ledger, strict=True):
        assert (figure.subject, figure.indicator, figure.printed) == (
            row["subject"],
            row["indicator"],
            float(row["value"]),
        )


def test_yen_bai_is_not_part_of_the_plan(repo_root: Path, lao_cai: Plan) -> None:
    """The plan is that of the province before the merger: Yên Bái lies to the south-east of it."""
    around = [f for f in lao_cai.features if f.kind == "context"]
    assert [f.id for f in around if "Yên Bái" in f.name.vi] == ["NB_YEN_BAI"]
    communes = [f.lonlat for f in lao_cai.features if f.kind == "communes"]
    assert around[2].lonlat.y < min(point.y for point in communes)
    assert around[2].lonlat.x > max(point.x for point in communes)
    for feature in (f for f in lao_cai.features if f.kind != "context"):
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
        if found.spec.unit == "pct" and found.spec.id not in {"area_gap_pct", "area_geodesic_gap_pct"}:
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


def row_of(ledger: list[dict[str, str]], subject: str, indicator: str, as_of: str) -> float:
    """Gives a figure of one time, of several the one that staff preferred."""
    rows = [r for r in ledger if (r["subject"], r["indicator"], r["as_of"]) == (subject, indicator, as_of)]
    (row,) = rows if len(rows) == 1 else [r for r in rows if r["preferred"] == "yes"]
    return float(row["value"])


def test_output_against_the_target(view: View, ledger: list[dict[str, str]]) -> None:
    output = row_of(ledger, "LAO_CAI", "industrial_output_bn_vnd", "2024")
    assert output == 45_691
    assert output / 60_000 * 100 == pytest.approx(76.2, abs=0.05)
    assert measure(view, "output_target_progress_pct", "LAO_CAI").value == pytest.approx(
        output / 60_000 * 100
    )
    over = measure(view, "output_growth_needed_pct_per_year", "LAO_CAI")
    assert over.value is None
    assert over.reason is not None
    assert "76,2 % mục tiêu" in render(over.reason, "vi")
    zones = measure(view, "output_growth_needed_pct_per_year", "KCN")
    assert zones.value == pytest.approx((math.sqrt(25_000 / 21_155) - 1) * 100)
    assert zones.value == pytest.approx(8.71, abs=0.005)


def test_land_for_the_output_that_is_missing(view: View) -> None:
    per_ha = 21_155 / 868.68
    assert measure(view, "land_needed_ha", "LAO_CAI").value == pytest.approx((60_000 - 45_691) / per_ha)
    assert measure(view, "land_needed_ha", "LAO_CAI").value == pytest.approx(587.6, abs=0.05)
    assert measure(view, "land_needed_at_benchmark_ha", "LAO_CAI").value == pytest.approx(14_309 / 20.3)


@pytest.mark.parametrize(("metric", "part", "value"), [("mining", 2763.8, 7.5), ("processing", 26_380, 71.2)])
def test_shares_of_sectors_in_2020(view: View, metric: str, part: float, value: float) -> None:
    found = measure(view, f"output_share_{metric}_pct", "LAO_CAI")
    assert found.value == pytest.approx(part / 37_050.8 * 100)
    assert found.value == pytest.approx(value, abs=0.05)
    assert found.as_of == "2020"
    assert value in {f.value for f in found.others}, "the share as derived in the ledger stands beside it"


def test_the_share_of_the_zones_and_its_break(lao_cai: Plan, view: View) -> None:
    found = measure(view, "zones_share_of_output_pct", "LAO_CAI")
    assert found.value == pytest.approx(21_155 / 45_691 * 100)
    assert found.value == pytest.approx(46.3, abs=0.01)
    assert found.as_of == "2024"
    assert {f.value for f in found.others} >= {46.3}
    vietnamese = " ".join(render(remark, "vi") for remark in found.remarks)
    assert "Năm 2021 là 58,0 %" in vietnamese
    assert "đổi -11,5 % (23.900 → 21.155)" in vietnamese  # 21,155 ÷ 23,900 − 1
    assert "đổi 10,9 % (41.207 → 45.691)" in vietnamese
    assert "S_DNLC2022; S_VNVN2025" in vietnamese
    assert "23.900 / 0,58" in vietnamese
    then = View(lao_cai, date(2022, 12, 31))
    before = measure(then, "zones_share_of_output_pct", "LAO_CAI")
    assert before.value == pytest.approx(23_900 / 41_207 * 100)
    assert before.value == pytest.approx(58, abs=0.01)
    assert before.high == 100, "more than 23,900"


def test_the_share_of_the_zones_over_time(view: View) -> None:
    found = trend(view, "zones_share_of_output_pct", view.province)
    assert [(step.since.year, round(step.measure.value or 0, 1)) for step in found] == [
        (2022, 58.0),
        (2025, 46.3),
    ]


def cells(view: View, name: str) -> list[dict[str, Any]]:
    spec, tabulate = TABLES[name]
    columns = [column.id for column in spec.columns]
    return [dict(zip(columns, row, strict=True)) for row in tabulate(view, spec).rows]


def test_output_by_year(view: View, ledger: list[dict[str, str]]) -> None:
    rows = cells(view, "output_series")
    for row in rows:
        if row["output"] is not None:
            value = row["output"].value if isinstance(row["output"], Measure) else row["output"]
            old = "1994" in row["series"].en
            indicator = "industrial_output_1994_bn_vnd" if old else "industrial_output_bn_vnd"
            assert value == row_of(ledger, row["subject"], indicator, row["period"])
    grown = {(r["subject"], r["period"]): r["growth"].value for r in rows if r["growth"] is not None}
    assert grown == {
        ("LAO_CAI", "2019"): pytest.approx((32_921 / 29_031 - 1) * 100),
        ("LAO_CAI", "2020"): pytest.approx((37_050.8 / 32_921 - 1) * 100),
        ("LAO_CAI", "2021"): pytest.approx((41_207 / 37_050.8 - 1) * 100),
        ("KCN", "2024"): pytest.approx((21_155 / 17_630 - 1) * 100),
    }
    shares = {r["period"]: round(r["share"].value, 1) for r in rows if r["share"] is not None}
    assert shares == {"2021": 58.0, "2024": 46.3}
    parts = {r["period"] for r in rows if "/" in r["period"]}
    assert {"2025-01/2025-04", "2025-01/2025-06"} <= parts


def test_relocation_from_tang_loong(view: View) -> None:
    assert measure(view, "households_to_move", TANG_LOONG).value == 82 + 269 + 49 == 400
    found = measure(view, "relocation_progress_pct", TANG_LOONG)
    assert found.value == pytest.approx(195 / 595 * 100)
    assert "2018–2024" in " ".join(render(remark, "en") for remark in found.remarks)
    cost = measure(view, "relocation_cost_per_household_m_vnd", TANG_LOONG)
    assert (cost.low, cost.value, cost.high) == pytest.approx((0, 1300 / 400 * 1000, 1350 / 400 * 1000))
    share = measure(view, "relocation_funds_share_pct", TANG_LOONG)
    assert share.value == pytest.approx(81.539 / 1300 * 100)
    rows = cells(view, "relocation_phases")
    total, disasters = (row for row in rows if row["subject"] is None)
    assert [total[key].value for key in ("to_move", "moved", "remaining")] == [400, 195, 400]
    assert total["affected"] is None
    assert disasters["affected"] == 839
    assert [disasters[key] for key in ("to_move", "moved", "remaining", "cost")] == [None] * 4


def test_growth_of_the_merged_province(view: View, ledger: list[dict[str, str]]) -> None:
    codes = ("ont", "odt", "tsc", "dsn", "skk", "skn", "tmd", "skc", "dgt", "dbv")
    first, last = (
        sum(row_of(ledger, "LAO_CAI_MERGED", f"land_{code}_ha", when) for code in codes)
        for when in ("2020", "2024-12-31")
    )
    assert (first, last) == (35_582, 40_302)
    (row,) = [r for r in cells(view, "growth") if r["subject"] == "LAO_CAI_MERGED"]
    pgr = math.log(1656.59 / 1577.94) / 4
    assert row["land_consumption_rate_pct_per_year"].value == pytest.approx((last / first - 1) / 4 * 100)
    assert row["population_growth_rate_pct_per_year"].value == pytest.approx(pgr * 100)
    assert row["lcrpgr"].value == pytest.approx((last / first - 1) / 4 / pgr)
    assert row["builtup_per_capita_m2"].value == pytest.approx(last * 10_000 / 1_656_590)


def test_people_are_not_counted_without_dwellings_or_a_raster(view: View) -> None:
    found = measure(view, "people_within_500m", TANG_LOONG)
    assert found.value is None
    assert found.reason is not None
    assert "dwellings" in render(found.reason, "vi")
