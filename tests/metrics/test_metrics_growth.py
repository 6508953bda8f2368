"""Growth of land and people: every rate by hand, its guards, its bounds, from the ledger and from rasters."""

import json
import math
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from metrics.saying import remarks, told
from support import EAST, GRID, NORTH, Draft, degrees, place, square
from zoneplan.metrics import TABLES, Measure, Table, evaluate
from zoneplan.metrics.growth.settled import CODES, span_of
from zoneplan.metrics.view import View
from zoneplan.plan.period import parse_period
from zoneplan.plan.plan import Plan
from zoneplan.plan.raster import BUILT_UP, POPULATION, ArraySource, Raster, RasterKind
from zoneplan.text import Message, Text, render

LCR = "land_consumption_rate_pct_per_year"
PGR = "population_growth_rate_pct_per_year"
LCRPGR = "lcrpgr"
JRC = "jrc_land_use_efficiency_per_decade"
PER_CAPITA = "builtup_per_capita_m2"
CHANGE = "total_change_builtup_pct"
EVERY = (LCR, PGR, LCRPGR, JRC, PER_CAPITA, CHANGE)


def grown(
    land: tuple[float, float], people: tuple[float, float], years: tuple[str, str] = ("2010", "2020")
) -> Draft:
    """Gives the small plan with built-up land and people of two years."""
    draft = Draft().drop("TEST", "population")
    for hectares, heads, year in zip(land, people, years, strict=True):
        draft.row("TEST", "builtup_ha", hectares, year).row("TEST", "population", heads, year)
    return draft


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        (LCR, (1200 - 1000) / 1000 / 10 * 100),  # 2 % a year
        (PGR, math.log(60_000 / 50_000) / 10 * 100),  # 1.823 % a year
        (LCRPGR, 0.02 / (math.log(1.2) / 10)),
        (JRC, 0.0),  # 200 m² a person then and now
        (CHANGE, 20.0),
        (PER_CAPITA, 1200 * 10_000 / 60_000),
    ],
)
def test_by_hand(metric: str, value: float) -> None:
    measure = grown((1000, 1200), (50_000, 60_000)).measure(metric, "TEST")
    assert measure.value == pytest.approx(value, abs=1e-12)
    assert measure.as_of == ("2020" if metric == PER_CAPITA else "2010/2020")
    assert measure.low is not None
    assert measure.high is not None
    assert measure.value is not None
    assert measure.low <= measure.value <= measure.high


def test_land_use_efficiency_by_hand() -> None:
    """From 250 to 200 m² a person in 20 years: a fifth less, a tenth in ten years."""
    measure = grown((1000, 1200), (40_000, 60_000), ("2000", "2020")).measure(JRC, "TEST")
    assert measure.value == pytest.approx(0.1)
    assert [b.id for b in measure.benchmarks] == ["jrc_lue_zero"]


def test_the_ratio_is_shown_beside_one() -> None:
    measure = grown((1000, 1200), (50_000, 60_000)).measure(LCRPGR, "TEST")
    assert [(b.id, b.value) for b in measure.benchmarks] == [("lcrpgr_balance", 1)]
    assert measure.verdict is None


def test_sdg_11_3_1_against_exact_arithmetic() -> None:
    """The 2021 form, which has a quotient where the older one had a logarithm."""
    measure = grown((35_582, 40_302), (1_577_940, 1_656_590), ("2020", "2024")).measure(LCR, "TEST")
    assert measure.value == pytest.approx(float(Fraction(40_302 - 35_582, 35_582) / 4 * 100), rel=1e-12)
    old = math.log(40_302 / 35_582) / 4 * 100
    assert measure.value is not None
    assert abs(measure.value - old) > 0.1


@pytest.mark.parametrize(
    ("land", "people", "words"),
    [
        ((1000, 1200), (50_000, 50_100), "People hardly change (0.02 % a year)"),
        ((1000, 1200), (50_000, 50_000), "People hardly change (0.00 % a year)"),
    ],
)
def test_a_ratio_to_people_who_hardly_change_has_no_meaning(
    land: tuple[float, float], people: tuple[float, float], words: str
) -> None:
    assert words in told(grown(land, people).measure(LCRPGR, "TEST"))


def test_a_ratio_has_no_meaning_where_people_may_not_have_changed() -> None:
    """About 50,000 is 45,000 to 55,000."""
    draft = grown((1000, 1200), (50_000, 53_000))
    draft.rows[-3].note = "[~] khoảng"
    assert draft.rows[-3].value == 50_000
    assert "may not change (-0.37 to 1.64 % a year)" in told(draft.measure(LCRPGR, "TEST"))


@pytest.mark.parametrize(
    ("land", "people", "words"),
    [
        ((1000, 1200), (60_000, 50_000), "opposite directions"),
        ((1200, 1000), (50_000, 60_000), "opposite directions"),
        ((1200, 1000), (60_000, 50_000), "people shrink"),
    ],
)
def test_a_ratio_of_what_shrinks_is_not_to_be_compared_with_one(
    land: tuple[float, float], people: tuple[float, float], words: str
) -> None:
    measure = grown(land, people).measure(LCRPGR, "TEST")
    lcr, pgr = (land[1] / land[0] - 1) / 10, math.log(people[1] / people[0]) / 10
    assert measure.value == pytest.approx(lcr / pgr)
    assert words in remarks(measure)


@pytest.mark.parametrize(
    ("land", "people", "silent"),
    [
        ((0, 1200), (50_000, 60_000), {LCR, LCRPGR, JRC, CHANGE}),
        ((1000, 1200), (0, 60_000), {PGR, LCRPGR, JRC}),
        ((1000, 1200), (50_000, 0), {PGR, LCRPGR, JRC, PER_CAPITA}),
        ((1000, 0), (50_000, 60_000), set()),
    ],
)
def test_zeros_give_no_rate(land: tuple[float, float], people: tuple[float, float], silent: set[str]) -> None:
    draft = grown(land, people)
    for metric in EVERY:
        measure = draft.measure(metric, "TEST")
        assert (measure.value is None) == (metric in silent), metric
        if metric in silent:
            told(measure)


def test_land_that_is_gone_is_a_loss_of_all() -> None:
    draft = grown((1000, 0), (50_000, 60_000))
    assert draft.measure(CHANGE, "TEST").value == -100
    assert draft.measure(LCR, "TEST").value == -10


@pytest.mark.parametrize("metric", EVERY)
def test_without_figures_the_reason_names_them(metric: str) -> None:
    for subject in ("TEST", "C_Y"):
        reason = told(Draft().measure(metric, subject))
        assert subject in reason
        assert ("population" if metric == PGR else "builtup_ha") in reason
        assert ("population" if metric == PGR else "land_ont_ha") in reason


def test_people_and_land_of_different_years_make_no_pair() -> None:
    draft = Draft().drop("TEST", "population")
    for year in ("2010", "2020"):
        draft.row("TEST", "builtup_ha", 100, year)
    for year in ("2009", "2019"):
        draft.row("TEST", "population", 100, year)
    assert "people: 2009, 2019; land: 2010, 2020" in told(draft.measure(LCRPGR, "TEST"))
    assert draft.measure(LCR, "TEST").value == 0
    assert draft.measure(PGR, "TEST").value == 0


def test_the_longest_interval_counts_and_only_what_is_known_by_then() -> None:
    draft = grown((1000, 1200), (50_000, 60_000)).row("TEST", "builtup_ha", 1300, "2025")
    draft.row("TEST", "population", 70_000, "2024")
    assert draft.measure(LCR, "TEST").value == pytest.approx((1300 - 1000) / 1000 / 15 * 100)
    assert draft.measure(PGR, "TEST").value == pytest.approx(math.log(1.4) / 14 * 100)
    assert draft.measure(LCRPGR, "TEST").as_of == "2010/2020"
    draft.sources[0][3] = ""
    view = View(draft.plan(), date(2022, 6, 30))
    assert evaluate(view, LCR, view.province).value == pytest.approx(2)


def coded(**codes: tuple[float | None, float | None]) -> Draft:
    draft = Draft()
    for code, areas in codes.items():
        for area, year in zip(areas, ("2020", "2024"), strict=True):
            if area is not None:
                draft.row("TEST", f"land_{code}_ha", area, year)
    return draft


def test_built_up_land_is_the_sum_of_its_codes() -> None:
    measure = coded(ont=(100, 130), odt=(20, 25), dgt=(60, 65), sks=(999, 1)).measure(CHANGE, "TEST")
    assert measure.value == pytest.approx((220 / 180 - 1) * 100)
    assert "ONT, ODT, DGT;" in remarks(measure)
    assert "TSC, DSN, SKK, SKN, TMD, SKC, DBV are not known for both years" in remarks(measure)
    assert len(measure.figures) == 6


def test_a_code_known_for_one_year_only_is_left_out_of_both() -> None:
    measure = coded(ont=(100, 130), dgt=(60, 65), skk=(None, 500)).measure(CHANGE, "TEST")
    assert measure.value == pytest.approx((195 / 160 - 1) * 100)
    assert "SKK" in remarks(measure)


@pytest.mark.parametrize(
    "codes",
    [
        {"ont": (100, 130), "skk": (1, 2)},
        {"dgt": (60, 65), "skk": (1, 2)},
        {"ont": (100, None), "odt": (None, 5), "dgt": (60, 65)},
    ],
)
def test_codes_without_housing_and_roads_are_not_built_up_land(codes: dict[str, tuple[Any, Any]]) -> None:
    assert "land_dgt_ha" in told(coded(**codes).measure(CHANGE, "TEST"))


def test_stated_built_up_land_goes_before_the_codes() -> None:
    draft = (
        coded(ont=(100, 130), dgt=(60, 65))
        .row("TEST", "builtup_ha", 200, "2020")
        .row("TEST", "builtup_ha", 210, "2024")
    )
    measure = draft.measure(CHANGE, "TEST")
    assert measure.value == pytest.approx(5)
    assert "codes" not in remarks(measure)
    only = coded(ont=(100, 130), dgt=(60, 65)).row("TEST", "builtup_ha", 200, "2020").measure(CHANGE, "TEST")
    assert only.value == pytest.approx((195 / 160 - 1) * 100), "the codes tell of more years"


def test_the_codes_that_count_are_official_ones() -> None:
    known = set(Draft().plan().regulations.land_use_codes)
    assert {code.upper() for code in CODES} <= known


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("2010", "2020", (10, 10, 10)),
        ("2009-04", "2019-04", (10, 10, 10)),
        ("2020-01-01", "2024-01-01", (4, 4, 4)),
        # from the end of 2020 to the end of 2024, or from 1 January 2020
        ("2020", "2024-12-31", (4, 4, 1826 / 365.2425)),
        ("2020-06-30", "2021", (549 / 365.2425, 185 / 365.2425, 549 / 365.2425)),
    ],
)
def test_years_between_two_times(first: str, last: str, span: tuple[float, float, float]) -> None:
    found = span_of(parse_period(first), parse_period(last))
    assert (found.value, found.low, found.high) == pytest.approx(span)


def test_figures_that_are_not_dated_alike_leave_the_years_open() -> None:
    measure = grown((1000, 1200), (50_000, 60_000), ("2020", "2024-12-31")).measure(LCR, "TEST")
    assert measure.value == pytest.approx(5)
    assert measure.low is not None
    assert measure.low <= 0.2 / (1826 / 365.2425) * 100
    assert "4.0 to 5.0 years lie between them" in remarks(measure)


truth = st.floats(0.501, 50_000).filter(lambda x: abs(x * 2 - round(x * 2)) > 1e-6)


@given(st.tuples(truth, truth), st.tuples(truth, truth))
def test_the_interval_holds_the_exact_rate_of_what_was_rounded(
    land: tuple[float, float], people: tuple[float, float]
) -> None:
    """Land is printed to the hectare and people by the thousand; whatever was rounded, the rate lies inside."""
    draft = Draft().drop("TEST", "population")
    for hectares, thousands, year in zip(land, people, ("2010", "2020"), strict=True):
        draft.row("TEST", "builtup_ha", round(hectares), year)
        draft.row("TEST", "population", round(thousands), year, unit="thousand_persons", note="[~]")
    lcr, pgr = (land[1] / land[0] - 1) / 10, math.log(people[1] / people[0]) / 10
    heads = [hectares / thousands * 10 for hectares, thousands in zip(land, people, strict=True)]
    exact = {
        LCR: lcr * 100,
        PGR: pgr * 100,
        JRC: 1 - heads[1] / heads[0],
        CHANGE: lcr * 1000,
        PER_CAPITA: heads[1],
        LCRPGR: lcr / pgr if pgr else None,
    }
    for metric, value in exact.items():
        measure = draft.measure(metric, "TEST")
        if measure.value is None or value is None:
            continue
        assert measure.low is not None
        assert measure.high is not None
        slack = 1e-9 * max(1, abs(value))
        assert measure.low - slack <= value <= measure.high + slack, metric


amounts = st.integers(1, 40_000)


@given(st.tuples(amounts, amounts), st.tuples(amounts, amounts), st.integers(2, 9))
def test_more_land_and_people_of_the_same_growth_have_the_same_rates(
    land: tuple[int, int], people: tuple[int, int], times: int
) -> None:
    one = grown(land, people)
    more = grown((land[0] * times, land[1] * times), (people[0] * times, people[1] * times))
    for metric in EVERY:
        assert more.measure(metric, "TEST").value == pytest.approx(one.measure(metric, "TEST").value), metric


@given(st.tuples(amounts, amounts), st.tuples(amounts, amounts))
def test_the_ratio_is_the_ratio_of_the_rates(land: tuple[int, int], people: tuple[int, int]) -> None:
    draft = grown(land, people)
    lcr, pgr, both = (draft.measure(metric, "TEST").value for metric in (LCR, PGR, LCRPGR))
    assert lcr is not None
    assert pgr is not None
    if both is None:
        assert abs(pgr) < 0.1 or min(people) < 1000
    else:
        assert both == pytest.approx(lcr / pgr)


def raster(kind: RasterKind, cells: Any, year: str) -> Raster:
    source = ArraySource(
        np.asarray(cells, np.float64), (100.0, 0.0, EAST - 1000, 0.0, -100.0, NORTH + 5000), GRID, -9.0
    )
    return Raster(
        f"{kind.id}_{year}", kind, Text(f"{kind.id} {year}", kind.id), parse_period(year), ("S1",), source
    )


def communes(*rasters: Raster) -> Plan:
    """Gives the small plan with its communes drawn, 100 ha and 300 ha, and with rasters."""
    draft = Draft().drop("TEST", "population").drop("C_X", "population")
    draft.set("C_X", square(0, 0), position="surveyed", uncertainty_m=0)
    draft.set(
        "C_Y",
        square(1000, 0).union(square(2000, 0)).union(square(3000, 0)),
        position="surveyed",
        uncertainty_m=0,
    )
    return replace(draft.plan(), rasters={r.id: r for r in rasters})


def of(plan: Plan, metric: str, subject: str) -> Measure:
    view = View(plan)
    return evaluate(view, metric, next(s for s in view.subjects if s.id == subject))


def four_rasters() -> tuple[Raster, ...]:
    people, later = np.full((60, 60), 4.0), np.full((60, 60), 4.0)
    later[:, 10:20] = 5.0
    built, more = np.full((60, 60), 0.2), np.full((60, 60), 0.2)
    more[:, 10:20] = 0.3
    return (
        raster(POPULATION, people, "2000"),
        raster(POPULATION, later, "2020"),
        raster(BUILT_UP, built, "2000"),
        raster(BUILT_UP, more, "2020"),
    )


@pytest.mark.parametrize(
    ("metric", "commune", "province"),
    [
        (
            PGR,
            math.log(5 / 4) / 20 * 100,
            math.log(1700 / 1600) / 20 * 100,
        ),  # 400 → 500, 1,600 → 1,700 people
        (LCR, (30 - 20) / 20 / 20 * 100, (90 - 80) / 80 / 20 * 100),  # 20 → 30 ha, 80 → 90 ha
        (CHANGE, 50, 12.5),
        (PER_CAPITA, 30e4 / 500, 90e4 / 1700),
        (JRC, (500 - 600) / 500 / 2, (80e4 / 1600 - 90e4 / 1700) / 500 / 2),
        (LCRPGR, 0.025 / (math.log(1.25) / 20), (0.125 / 20) / (math.log(17 / 16) / 20)),
    ],
)
def test_from_rasters_by_hand(metric: str, commune: float, province: float) -> None:
    plan = communes(*four_rasters())
    for subject, value in (("C_X", commune), ("TEST", province)):
        measure = of(plan, metric, subject)
        assert measure.value == pytest.approx(value, rel=1e-5)
        assert measure.low == pytest.approx(measure.value, rel=1e-4), "the communes lie on the lines of cells"
        assert "From the rasters" in remarks(measure)
        assert not measure.figures
        assert "C_X" in measure.features
    assert of(plan, PGR, "C_Y").value == pytest.approx(0, abs=1e-9)


def test_the_ledger_goes_before_rasters() -> None:
    draft = grown((1000, 1200), (50_000, 60_000))
    draft.layers["communes"] = [place("C_X", square(), name_vi="Xã X", position="surveyed", uncertainty_m=0)]
    plan = replace(draft.plan(), rasters={r.id: r for r in four_rasters()})
    assert of(plan, PGR, "TEST").value == pytest.approx(math.log(1.2) / 10 * 100)


def test_a_commune_without_an_outline_cannot_be_read_from_rasters() -> None:
    plan = replace(Draft().plan(), rasters={r.id: r for r in four_rasters()})
    assert "outline" in told(of(plan, PGR, "C_X"))
    assert "outline" in told(of(plan, PGR, "TEST"))


def test_one_raster_is_no_growth() -> None:
    assert "two years" in told(of(communes(four_rasters()[0]), PGR, "C_X"))
    assert "two years" in told(of(communes(four_rasters()[2]), LCR, "C_X"))


def test_cells_cut_by_an_outline_leave_the_rate_open() -> None:
    """The commune has half of the cells at its sides; their people may all live inside, or none of them."""
    draft = (
        Draft()
        .drop("C_X", "population")
        .set("C_X", square(50, 50, 900), position="surveyed", uncertainty_m=0)
    )
    plan = replace(draft.plan(), rasters={r.id: r for r in four_rasters()})
    measure = of(plan, PGR, "C_X")
    inner, outer = 8 * 8, 10 * 10
    assert measure.value == pytest.approx(math.log(5 / 4) / 20 * 100, rel=1e-5)
    assert measure.low == pytest.approx(math.log(5 * inner / (4 * outer)) / 20 * 100, rel=1e-4)
    assert measure.high == pytest.approx(math.log(5 * outer / (4 * inner)) / 20 * 100, rel=1e-4)


def table(plan: Plan) -> tuple[Table, list[dict[str, Any]]]:
    spec, tabulate = TABLES["growth"]
    found = tabulate(View(plan), spec)
    columns = [column.id for column in spec.columns]

    def plain(cell: Any) -> Any:
        if isinstance(cell, Measure):
            return cell.value if cell.value is not None else "none"
        if isinstance(cell, Message):
            return render(cell, "en")
        return cell.en if isinstance(cell, Text) else cell

    return found, [dict(zip(columns, map(plain, row), strict=True)) for row in found.rows]


def test_the_table_has_a_row_an_interval_and_one_over_all() -> None:
    draft = grown((1000, 1200), (50_000, 60_000)).row("TEST", "builtup_ha", 1500, "2025")
    found, rows = table(draft.row("TEST", "population", 60_000, "2025").plan())
    assert [(row["subject"], row["first"], row["last"]) for row in rows] == [
        ("TEST", "2010", "2020"),
        ("TEST", "2020", "2025"),
        ("TEST", "2010", "2025"),
    ]
    assert [row[LCR] for row in rows] == pytest.approx([2, 5, 50 / 15])
    assert rows[1][LCRPGR] == "none", "people did not change"
    assert rows[2][PER_CAPITA] == pytest.approx(250)
    assert (rows[0]["land_first"], rows[0]["people_last"]) == (1000, 60_000)
    assert len(found.figures) == 6


def test_the_table_tells_of_subjects_that_are_no_feature() -> None:
    draft = Draft()
    draft.config["subjects"] = {"MERGED": {"name_vi": "Tỉnh mới", "name_en": "New province"}}
    for year, people, homes, roads in (("2020", 1000, 10, 5), ("2024", 1100, 12, 6)):
        draft.row("MERGED", "population", people, year).row("MERGED", "land_ont_ha", homes, year)
        draft.row("MERGED", "land_dgt_ha", roads, year)
    found, (row,) = table(draft.plan())
    assert row["subject_name"] == "New province"
    assert row[LCR] == pytest.approx((18 - 15) / 15 / 4 * 100)
    assert row[PGR] == pytest.approx(math.log(1.1) / 4 * 100)
    assert "ONT, DGT" in " ".join(render(remark, "en") for remark in found.remarks)


def test_the_table_tells_what_rasters_say_of_people_alone() -> None:
    _, rows = table(communes(*four_rasters()[:2]))
    found = {row["subject"]: row for row in rows}
    assert set(found) == {"TEST", "C_X", "C_Y"}
    assert found["C_X"]["basis"] == "rasters"
    assert found["C_X"][PGR] == pytest.approx(math.log(5 / 4) / 20 * 100, rel=1e-5)
    assert found["C_X"]["people_last"] == pytest.approx(500, rel=1e-6)
    assert (found["C_X"][LCR], found["C_X"][PER_CAPITA]) == (None, None)


def test_without_two_years_of_anything_there_is_no_table() -> None:
    found, rows = table(Draft().plan())
    assert rows == []
    assert found.reason is not None


TO_GRID = Transformer.from_crs("OGC:CRS84", GRID, always_xy=True, only_best=True, allow_ballpark=False)


def test_people_of_a_real_commune(real_data: Path) -> None:
    """WorldPop 2000 and 2020, against the cells whose centres lie in the largest commune."""
    features = json.loads((real_data / "communes_2025.geojson").read_text(encoding="utf-8"))["features"]
    shapes = [shapely.make_valid(shapely.from_geojson(json.dumps(f["geometry"]))) for f in features]
    shape = max(shapes, key=lambda each: each.area)
    plain, rasters = {}, []
    for year in ("2000", "2020"):
        with rasterio.open(real_data / f"population_{year}_1km.tif") as file:
            values, to, nodata = file.read(1), file.transform, file.nodata
        east = to.c + to.a * (np.arange(values.shape[1]) + 0.5)
        north = to.f + to.e * (np.arange(values.shape[0]) + 0.5)
        inside = shapely.contains_xy(shape, *np.meshgrid(east, north)) & (values != nodata)
        plain[year] = float(values[inside].sum())
        source = ArraySource(values, tuple(to)[:6], "OGC:CRS84", nodata)
        rasters.append(Raster(year, POPULATION, Text(year, year), parse_period(year), ("S1",), source))
    draft = (
        Draft()
        .drop("C_X", "population")
        .set("C_X", degrees(shape, TO_GRID), position="surveyed", uncertainty_m=0)
    )
    measure = of(replace(draft.plan(), rasters={r.id: r for r in rasters}), PGR, "C_X")
    expected = math.log(plain["2020"] / plain["2000"]) / 20 * 100
    assert plain["2000"] > 1000
    assert measure.value == pytest.approx(expected, abs=0.1)
    assert measure.low is not None
    assert measure.high is not None
    assert measure.low <= expected <= measure.high
