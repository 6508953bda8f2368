"""Measures of what only a table speaks of: the same as in the table, and where it stands for what has none."""

import pytest
import shapely

from support import EAST, GRID, NORTH, Draft, Shape
from zoneplan.metrics import TABLES, Measure
from zoneplan.metrics.further import further_measure, further_metrics, tables_of
from zoneplan.metrics.sensitivity import influences
from zoneplan.metrics.view import View
from zoneplan.publish.standing import standing
from zoneplan.text import Text, render

DENSITY, SHARE = "net_building_density_pct", "province_industrial_land_pct"


def box(side: float) -> shapely.Polygon:
    return shapely.box(EAST, NORTH, EAST + side, NORTH + side)


def drawn(feature_id: str, side: float, **props: object) -> Shape:
    base = {"id": feature_id, "name_vi": "Lô", "position": "surveyed", "uncertainty_m": 0, "source": "S1"}
    return Shape(base | props, box(side))


def draft() -> Draft:
    """Gives the small plan with a plot of a hectare, a quarter built on, where 20 % may be, and a second province.

    That has 30 and 20 ha of zones and clusters in 1,000 ha.
    """
    plan = Draft()
    shapes = {
        "plots": [drawn("P1", 100, zone="KCN_A", density_permitted_pct=20)],
        "buildings": [drawn("B1", 50, floors=1)],
    }
    for kind, features in shapes.items():
        names = {"name_vi": f"Lớp {kind}", "name_en": f"Layer {kind}"}
        plan.config["layers"][kind] = {
            "kind": kind,
            "path": f"layers/{kind}.geojson",
            "crs": GRID,
            **names,
        }
        plan.layers[kind] = features
    plan.config["subjects"] = {"NEXT": {"name_vi": "Tỉnh bên", "name_en": "Next province"}}
    plan.row("NEXT", "land_total_ha", 1000).row("NEXT", "land_skk_ha", 30).row("NEXT", "land_skn_ha", 20)
    return plan


def in_table(view: View, table: str, column: str) -> Measure:
    spec, tabulate = TABLES[table]
    (row,) = tabulate(view, spec).rows
    cell = row[[c.id for c in spec.columns].index(column)]
    assert isinstance(cell, Measure)
    return cell


def test_a_plot_is_measured_and_judged_as_in_its_table() -> None:
    view = draft().view()
    measure = further_measure(view, DENSITY, "P1")
    assert measure is not None
    assert measure.value == pytest.approx(25)
    assert measure.verdict is not None
    assert measure.verdict.threshold.id == "density_permitted_pct:P1"
    assert measure == in_table(view, "plots", "density_pct")


def test_another_province_is_measured_as_in_its_table() -> None:
    view = draft().view()
    measure = further_measure(view, SHARE, "NEXT")
    assert measure is not None
    assert measure.value == pytest.approx(5)
    assert measure == in_table(view, "province_land", "industrial_pct")


def test_what_would_change_it_is_found_too() -> None:
    """One per cent more land of zones, 0.3 ha of 1,000, is 0.03 points more."""
    view = draft().view()
    measure = further_measure(view, SHARE, "NEXT")
    assert measure is not None
    moved = {i.figure.indicator: i.change for i in influences(view, measure)}
    assert moved["land_skk_ha"] == pytest.approx(0.03)
    assert moved["land_skn_ha"] == pytest.approx(0.02)


@pytest.mark.parametrize("subject", ["KCN_A", "TEST", "B1", "NOWHERE"])
def test_others_have_nothing_further(subject: str) -> None:
    view = draft().row("TEST", "land_total_ha", 9).view()
    assert further_metrics(view, subject) == ()
    assert tables_of(view, subject) == ()
    assert further_measure(view, DENSITY, subject) is None


def test_a_measure_of_something_else_is_none() -> None:
    view = draft().view()
    assert further_measure(view, SHARE, "P1") is None
    assert further_measure(view, DENSITY, "NEXT") is None
    assert further_measure(view, "population", "NEXT") is None


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (
            "NEXT",
            Text(
                "Có trong bảng: land_ledger, province_land (zoneplan measure --table land_ledger). "
                "Sổ có số liệu của nó: land_total_ha, land_skk_ha, land_skn_ha.",
                "It stands in the tables: land_ledger, province_land (zoneplan measure --table land_ledger). "
                "The ledger has of it: land_total_ha, land_skk_ha, land_skn_ha.",
            ),
        ),
        (
            "P1",
            Text(
                "Có trong bảng: plots (zoneplan measure --table plots). Nó nằm trong lớp “plots” (plots).",
                "It stands in the tables: plots (zoneplan measure --table plots). It is of the layer “plots” (plots).",
            ),
        ),
        (
            "B1",
            Text("Nó nằm trong lớp “buildings” (buildings).", "It is of the layer “buildings” (buildings)."),
        ),
    ],
)
def test_where_it_stands_is_told_in_both_languages(subject: str, words: Text) -> None:
    told = standing(draft().view(), subject)
    assert told is not None
    assert render(told, "vi").endswith(words.vi)
    assert render(told, "en").endswith(words.en)


def test_what_has_measures_of_its_own_needs_no_more_words() -> None:
    view = draft().view()
    assert standing(view, "KCN_A") is None
    assert standing(view, "NOWHERE") is None
