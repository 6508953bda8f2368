"""What views of one plan share: whatever was worked out before, each says what a new view would say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.land_drafts import block, parcel
from support import Draft, Row, Shape, place, zone
from zoneplan.metrics import measure_all
from zoneplan.metrics.growth.trends import trend
from zoneplan.metrics.view import View, from_layers
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan

DAYS = st.dates(date(2018, 1, 1), date(2026, 1, 31))


def growing() -> Plan:
    """Gives a plan in which zones, plants, buildings and land use come at several times."""
    draft = Draft()
    draft.set("KCN_B", block(500, 0, 520, 20), position="outline", established="2021-05-01", uncertainty_m=5)
    draft.set("CCN_C", established="2024").set("HP_2", year="2022-03-01")
    draft.add(zone("KCN_E", block(600, 0, 610, 10), established="2019"))
    of_plot = {"position": "surveyed", "uncertainty_m": 1}
    layers = {
        "plots": [place("P_1", block(0, 0, 20, 20), zone="KCN_A", code="SKK", **of_plot)],
        "buildings": [
            place("B_1", block(2, 2, 6, 6), year=2020, floors=2, **of_plot),
            place("B_2", block(8, 8, 12, 12), year=2023, floors=1, **of_plot),
            place("B_3", block(502, 2, 510, 10), **of_plot),
        ],
        "land_use": [
            parcel("L_1", block(0, 0, 100, 100), "SKK", 2019),
            parcel("L_2", block(0, 0, 60, 100), "SKK", 2024),
            parcel("L_3", block(60, 0, 100, 100), "DGT", 2024),
        ],
    }
    for kind, shapes in layers.items():
        draft.config["layers"][kind] = {**draft.config["layers"]["zones"], "kind": kind}
        draft.layers[kind] = [Shape(dict(s.props), s.geometry) for s in shapes]
    draft.sources.append(["S0", "Niên giám", "Sở", "2018", "", ""])
    draft.rows += [
        Row(*cells, source="S0")
        for cells in (
            ("TEST", "area_km2", 400, "2018"),
            ("KCN_A", "industrial_land_ha", 70, "2019"),
            ("KCN_A", "leased_land_ha", 20, "2021-06"),
            ("KCN_A", "built_land_ha", 30, "2020"),
            ("KCN_B", "area_declared_ha", 4, "2019"),
            ("HP_1", "installed_mw", 9, "2019"),
        )
    ]
    return draft.plan()


PLAN = growing()


def test_what_is_shared_depends_on_the_date() -> None:
    """Else the tests below could not fail."""
    early, late = (
        {(m.spec.id, m.subject.id): m for m in measure_all(View(PLAN, day))}
        for day in (date(2020, 6, 1), date(2025, 6, 1))
    )
    for key in (
        ("area_planar_ha", "KCN"),
        ("ground_space_index_ratio", "KCN_A"),
        ("gross_building_density_pct", "KCN"),
        ("land_use_entropy", "KCN_A"),
        ("zones_per_100km2", "TEST"),
        ("hydropower_sites", "TEST"),
    ):
        assert early[key].value is not None
        assert early[key].value != late[key].value


@settings(max_examples=8, deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=4))
def test_a_view_of_another_date_says_what_a_new_one_says(days: list[date]) -> None:
    view = View(PLAN)
    for day in days:
        assert measure_all(view.at(day)) == measure_all(View(PLAN, day))


@settings(max_examples=5, deadline=None)
@given(st.sampled_from(PLAN.ledger.figures), st.floats(0.5, 2), DAYS)
def test_a_view_of_another_ledger_says_what_a_new_plan_says(figure: Figure, factor: float, day: date) -> None:
    rows = [replace(f, printed=f.printed * factor) if f is figure else f for f in PLAN.ledger.figures]
    ledger = replace(PLAN.ledger, figures=tuple(rows))
    view = View(PLAN, day)
    measure_all(view)
    assert measure_all(view.retold(ledger)) == measure_all(View(replace(PLAN, ledger=ledger), day))
    assert view.plan.ledger is PLAN.ledger


@pytest.mark.parametrize(
    ("kinds", "calls"),
    [
        ((), 1),
        (("communes",), 1),
        (("buildings",), 3),
        (("industrial_zones",), 4),
        (("hydropower_sites",), 2),
    ],
)
def test_layers_are_worked_on_again_only_when_a_feature_has_come(kinds: tuple[str, ...], calls: int) -> None:
    done: list[date] = []

    @from_layers(*kinds)
    def work(view: View) -> date:
        done.append(view.on)
        return view.on

    view = View(PLAN, date(2018, 1, 1))
    days = [date(year, month, 15) for year in range(2018, 2026) for month in (2, 8)]
    found = [work(view.at(day)) for day in days]
    assert len(done) == calls
    assert found == sorted(found)
    assert [work(view.at(day).retold(PLAN.ledger)) for day in days] == found
    assert len(done) == calls


def test_another_plan_is_worked_on_for_itself() -> None:
    @from_layers()
    def names(view: View) -> tuple[str, ...]:
        return tuple(zone.id for zone in view.plan.zones)

    assert "KCN_E" in names(View(PLAN))
    assert names(View(Draft().plan())) == ("KCN_A", "KCN_B", "CCN_C", "KCN_D")


def test_a_trend_is_worked_out_on_the_land_of_each_date() -> None:
    view = View(PLAN)
    for metric, key in (("built_building_density_pct", "KCN_A"), ("land_use_entropy", "KCN_A")):
        subject = next(s for s in view.subjects if s.id == key)
        known = trend(view, metric, subject)
        assert len(known) > 1
        for state in known:
            again = {(m.spec.id, m.subject.id): m for m in measure_all(View(PLAN, state.since))}
            assert state.measure == again[metric, key]
