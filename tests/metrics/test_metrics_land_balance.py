"""Land balance, shares and mix of zones, worked out by hand."""

import math
from datetime import date

import pytest
import shapely
import shapely.ops
from shapely import affinity

from metrics.land_drafts import ALL, FULL, SHARES, block, cells, land, parcel, tabulate, value, words
from support import EAST, NORTH, Draft, subject_of, zone
from zoneplan.metrics import evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.regulations import Outcome
from zoneplan.text import Message, Text, render


def test_a_zone_covered_once_closes() -> None:
    draft = land(*FULL)
    assert value(draft, "land_use_covered_pct") == pytest.approx(100)
    assert value(draft, "land_balance_residual_ha") == pytest.approx(0, abs=1e-9)
    found = draft.measure("land_balance_residual_pct", "Z")
    assert found.value == pytest.approx(0, abs=1e-9)
    assert found.verdict is not None
    assert found.verdict.threshold.id == "land_balance_closes_pct"
    assert found.verdict.outcome is Outcome.MET
    assert found.as_of == "2024"
    assert set(found.features) == {"Z", "P1", "P2", "P3", "P4", "P5"}


def test_gaps_and_overlaps_are_added_and_never_set_off() -> None:
    """0.1 ha is open and 0.1 ha covered twice: together 0.2 ha, not nothing."""
    draft = land(parcel("A", block(0, 0, 5, 10), "SKK"), parcel("B", block(4, 0, 9, 10), "DGT"))
    assert value(draft, "land_use_covered_pct") == pytest.approx(90)
    assert value(draft, "land_balance_residual_ha") == pytest.approx(0.2)
    found = draft.measure("land_balance_residual_pct", "Z")
    assert found.value == pytest.approx(20)
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.NOT_MET
    assert "gaps 0.1000 ha + overlaps 0.1000 ha" in render(found.working or Message.of(Text("", "")), "en")


def test_a_balance_that_is_off_by_less_than_the_tolerance_closes() -> None:
    """A strip of 5 cm along one side of 100 m is 5 of 10,000 m2, that is 0.05 per cent."""
    found = land(parcel("A", block(0, 0, 10, 9.995), "SKK")).measure("land_balance_residual_pct", "Z")
    assert found.value == pytest.approx(0.05)
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.MET


def test_what_arithmetic_leaves_over_is_no_gap() -> None:
    """An oblique zone divided at an oblique line: both parts meet only to the last digit of a coordinate."""
    outline = affinity.rotate(block(0, 0, 37, 53), 17.3)
    x, y = outline.centroid.x, outline.centroid.y
    parts = shapely.ops.split(outline, shapely.LineString([(x - 900, y - 231), (x + 900, y + 231)])).geoms
    assert len(parts) == 2
    draft = land(*(parcel(f"P{i}", part, "SKK") for i, part in enumerate(parts)))
    draft.layers["zones"][0].geometry = outline
    for metric in ("land_balance_residual_ha", "land_balance_residual_pct"):
        found = draft.measure(metric, "Z")
        assert found.value == 0
        assert found.working is not None
        assert "e-" not in render(found.working, "en")


def test_a_gap_of_a_hand_is_told_as_it_is() -> None:
    """1 cm along 10 m of a hectare is a tenth of a square metre, 0.00001 ha."""
    strip = shapely.box(EAST, NORTH, EAST + 10, NORTH + 0.01)
    found = land(parcel("A", block(0, 0, 10, 10).difference(strip), "SKK"))
    measure = found.measure("land_balance_residual_ha", "Z")
    assert measure.value == pytest.approx(1e-5, rel=1e-6)
    assert measure.working is not None
    assert render(measure.working, "vi") == "hở 0,00001 ha + chồng 0,0000 ha = 0,00001 ha"


def test_slivers_that_the_outline_cuts_off_are_told() -> None:
    draft = land(parcel("A", block(0, 0, 10, 10), "SKK"), parcel("B", block(10 - 0.03, 0, 20, 10), "DGT"))
    told = words(draft.measure("land_balance_residual_ha", "Z"))
    assert "1 slivers narrower than 0.5 m" in told
    assert "30.0 m²" in told  # 0.3 m by 100 m


def test_land_outside_the_zone_does_not_count() -> None:
    draft = land(parcel("A", block(-50, -50, 60, 60), "SKK"))
    assert value(draft, "land_use_covered_pct") == pytest.approx(100)
    assert value(draft, "land_balance_residual_ha") == pytest.approx(0, abs=1e-9)


def test_groups_and_the_province_are_ratios_of_sums_over_existing_zones() -> None:
    """One hectare covered and four hectares of which one quarter is."""
    draft = land(*FULL, parcel("Q", block(20, 0, 30, 10), "DKV"))
    draft.add(zone("Y", block(20, 0, 40, 20), uncertainty_m=0))
    draft.add(zone("P", block(50, 0, 60, 10), stage="2021-2030", uncertainty_m=0))
    for subject in ("KCN", "TEST"):
        assert value(draft, "land_use_covered_pct", subject) == pytest.approx((1 + 1) / (1 + 4) * 100)
        assert value(draft, "land_balance_residual_ha", subject) == pytest.approx(3)
        assert value(draft, "zone_green_share_pct", subject) == pytest.approx((0.1 + 1) / 5 * 100)
    draft.add(zone("X", block(80, 0, 90, 10), uncertainty_m=0))
    found = draft.measure("land_use_covered_pct", "KCN")
    assert found.value == pytest.approx(40)
    assert "Only the 2 of 3 existing zones" in words(found)


@pytest.mark.parametrize(
    ("metric", "share"),
    [("zone_green_share_pct", 10), ("zone_traffic_share_pct", 20), ("zone_technical_share_pct", 5)],
)
def test_shares_by_hand(metric: str, share: float) -> None:
    found = land(*FULL).measure(metric, "Z")
    assert found.value == pytest.approx(share)
    assert (found.low, found.high) == pytest.approx((share, share))
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.MET
    assert not found.verdict.threshold.verified


def test_every_technical_code_counts() -> None:
    codes = ("DTL", "DCT", "DNL", "DBV", "DRA")
    strips = [parcel(c, block(i, 0, i + 1, 10), c) for i, c in enumerate(codes)]
    draft = land(*strips, parcel("A", block(5, 0, 10, 10), "SKK"))
    assert value(draft, "zone_technical_share_pct") == pytest.approx(50)
    assert value(draft, "zone_green_share_pct") == 0


def test_uncovered_land_may_be_green() -> None:
    draft = land(parcel("A", block(0, 0, 7, 10), "SKK"), parcel("B", block(7, 0, 8, 10), "DKV"))
    found = draft.measure("zone_green_share_pct", "Z")
    assert (found.low, found.value, found.high) == pytest.approx((10, 10, 30))
    assert "No parcel covers 0.20 ha" in words(found)
    assert "green land under another code" in words(found)


def test_land_under_two_codes_may_be_either() -> None:
    draft = land(parcel("A", block(0, 0, 10, 10), "SKK"), parcel("B", block(7, 0, 8, 10), "DKV"))
    found = draft.measure("zone_green_share_pct", "Z")
    assert (found.low, found.value, found.high) == pytest.approx((0, 10, 10))
    assert "Several parcels cover 0.10 ha" in words(found)


@pytest.mark.parametrize(
    ("code", "low", "high"),
    [
        ("DKV;SKK", 0, 10),  # half of it, or all, or none
        ("CCC", 0, 10),  # the group that green land belongs to
        ("PNN", 0, 10),
        ("CDG", 0, 10),  # former groups that held public land too
        ("DHT", 0, 10),
        ("CTS", 0, 0),  # offices, a part of one of them
        ("XYZ", 0, 10),
        (None, 0, 10),
        ("DGT", 0, 0),
        ("DKV", 10, 10),
    ],
)
def test_codes_that_do_not_tell_only_widen_the_range(code: str | None, low: float, high: float) -> None:
    draft = land(parcel("A", block(0, 0, 9, 10), "SKK"), parcel("B", block(9, 0, 10, 10), code))
    found = draft.measure("zone_green_share_pct", "Z")
    assert (found.low, found.value, found.high) == pytest.approx((low, low, high))
    assert ("have several codes" in words(found)) is (low < high)


def test_an_uncertain_outline_makes_a_share_uncertain() -> None:
    """Ten metres off, a zone of 100 m keeps 80 m for certain, of which a strip of 10 m at its edge may be none."""
    found = land(*FULL, metres=10).measure("zone_green_share_pct", "Z")
    assert found.low is not None
    assert found.high is not None
    assert found.low < 10 < found.high
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.UNCERTAIN
    assert "up to 10 m off" in words(found)


def test_the_shares_of_a_planned_zone_are_not_those_of_its_fields() -> None:
    draft = land(*FULL, stage="2021-2030")
    for metric in SHARES:
        found = draft.measure(metric, "Z")
        assert found.value is None
        assert "does not exist yet" in words(found)
    assert value(draft, "land_use_covered_pct") == pytest.approx(100)


def test_a_survey_from_before_the_zone_tells_nothing_of_it() -> None:
    draft = land(*FULL, established="2025")
    found = draft.measure("zone_traffic_share_pct", "Z")
    assert found.value is None
    assert "survey of 2024 is older than Z" in words(found)
    draft.add(
        zone("Y", block(20, 0, 30, 10), uncertainty_m=0), parcel_free := zone("W", block(40, 0, 50, 10))
    )
    assert parcel_free.props["id"] == "W"
    draft.add(parcel("Q", block(20, 0, 30, 10), "DGT"), layer="land")
    group = draft.measure("zone_traffic_share_pct", "KCN")
    assert group.value == pytest.approx(100)
    assert "older than Z" in words(group)


def test_without_a_land_use_layer_nothing_is_known() -> None:
    for metric in ALL:
        found = Draft().measure(metric, "KCN_A")
        assert found.value is None
        assert "no land-use layer" in words(found)
    for name in ("land_balance", "land_use_change", "land_use_net_change"):
        assert "no land-use layer" in words(tabulate(Draft(), name))


def test_without_an_outline_nothing_is_known() -> None:
    for metric in ALL:
        found = (
            land(*FULL).set("Z", shapely.Point(436_000, 2_466_000), position="marker").measure(metric, "Z")
        )
        assert found.value is None
        assert "No outline is published" in words(found)


def test_a_zone_without_parcels_has_no_shares_of_nothing() -> None:
    draft = land(parcel("A", block(50, 50, 60, 60), "SKK"))
    for metric in ALL:
        found = draft.measure(metric, "Z")
        assert found.value is None, metric
        assert "No parcel of 2024 lies in Z" in words(found)
    assert "No zone has both" in words(tabulate(draft, "land_balance"))


def test_a_parcel_that_only_touches_the_zone_is_not_in_it() -> None:
    found = land(parcel("A", block(10, 0, 20, 10), "SKK")).measure("land_use_covered_pct", "Z")
    assert found.value is None


def test_a_flawed_parcel_near_a_zone_leaves_its_balance_open() -> None:
    bow = shapely.Polygon(
        [(436_000, 2_466_000), (436_050, 2_466_050), (436_050, 2_466_000), (436_000, 2_466_050)]
    )
    draft = land(*FULL, parcel("BOW", bow, "SKK"))
    draft.add(zone("Y", block(20, 0, 30, 10)))
    draft.add(parcel("Q", block(20, 0, 30, 10), "DGT"), layer="land")
    for metric in ALL:
        found = draft.measure(metric, "Z")
        assert found.value is None
        assert "BOW" in words(found)
        assert draft.measure(metric, "Y").value is not None
    assert "No balance: The parcels BOW" in words(tabulate(draft, "land_balance"))
    assert "BOW" in words(
        tabulate(draft.add(parcel("O", block(0, 0, 1, 1), "SKK", 2019), layer="land"), "land_use_change")
    )


def test_the_newest_survey_known_on_the_date_counts() -> None:
    draft = land(
        *FULL,
        parcel("OLD", block(0, 0, 10, 10), "DGT", 2019),
        parcel("NEW", block(0, 0, 10, 10), "DKV", 2027),
    )
    plan = draft.plan()
    for on, share, year in (
        (date(2026, 1, 31), 20, "2024"),
        (date(2023, 6, 30), 100, "2019"),
        (date(2027, 1, 1), 0, "2027"),
    ):
        view = View(plan, on)
        found = evaluate(view, "zone_traffic_share_pct", subject_of(view, "zone_traffic_share_pct", "Z"))
        assert found.value == pytest.approx(share)
        assert found.as_of == year
    view = View(plan, date(2018, 1, 1))
    found = evaluate(view, "zone_traffic_share_pct", subject_of(view, "zone_traffic_share_pct", "Z"))
    assert found.value is None
    assert "All parcels are of years after 2018-01-01: 2019, 2024, 2027" in words(found)


def test_parcels_without_a_year_count_only_where_none_has_one() -> None:
    bare = [parcel(f"B{i}", s.geometry, s.props["code"], None) for i, s in enumerate(FULL)]
    found = land(*bare).measure("zone_traffic_share_pct", "Z")
    assert found.value == pytest.approx(20)
    assert found.as_of == ""
    assert "not known of which year" in words(found)
    mixed = land(*FULL, *bare).measure("land_balance_residual_pct", "Z")
    assert mixed.value == pytest.approx(0, abs=1e-9)
    assert "5 parcels without a year" in words(mixed)


def test_areas_of_plans_drawn_over_other_land_are_no_land_use() -> None:
    draft = land(*FULL, parcel("KKT", block(-10, -10, 20, 20), "KKT"))
    found = draft.measure("land_balance_residual_pct", "Z")
    assert found.value == pytest.approx(0, abs=1e-9)
    assert "1 areas with the code KKT" in words(found)


def test_the_balance_table_by_hand() -> None:
    """Fields and two codes in a zone that lacks 5 per cent and counts 2.5 per cent twice."""
    draft = land(
        parcel("A", block(0, 0, 5, 10), "SKK"),
        parcel("B", block(5, 0, 8, 10), "LUC"),
        parcel("C", block(8, 0, 9.5, 10), "ONT;CLN"),
        parcel("D", block(4.75, 0, 5, 10), "DGT"),
    )
    found = cells(tabulate(draft, "land_balance"))
    assert [row[:3] for row in found] == [["Z", "Zone Z", "2024"]] * len(found)
    assert [(row[3], row[4], row[6], row[7]) for row in found] == [
        ("group", "NNP", 0.3, 30.0),
        ("land use", "LUC", 0.3, 30.0),
        ("group", "PNN", pytest.approx(0.525, abs=0.006), 52.5),
        ("land use", "SKK", 0.5, 50.0),
        ("land use", "DGT", pytest.approx(0.025, abs=0.006), 2.5),
        ("group", "", 0.15, 15.0),
        ("land use", "CLN; ONT", 0.15, 15.0),
        ("not covered", "", 0.05, 5.0),
        ("less what is covered twice", "", pytest.approx(-0.025, abs=0.006), -2.5),
        ("total", "", pytest.approx(1.0), 100.0),
        ("check", "", pytest.approx(0.075), pytest.approx(7.5)),
    ]


def test_the_balance_table_has_every_zone_with_parcels_once() -> None:
    draft = land(*FULL)
    draft.add(zone("Z_QH", block(0, 0, 10, 10), same_as="Z", stage="2021-2030"))
    draft.add(zone("Y", block(5, 0, 10, 10), stage="2021-2030"))
    found = cells(tabulate(draft, "land_balance"))
    assert {row[0] for row in found} == {"Z", "Y"}
    assert sum(row[3] == "total" for row in found) == 2


def test_land_use_mix_by_hand() -> None:
    """Production 60, public 20 + 10 + 5, water 5 per cent, of eight classes."""
    draft = land(*FULL)
    shares = [0.6, 0.35, 0.05]
    entropy = -sum(p * math.log(p) for p in shares) / math.log(8)
    for metric, expected in (("land_use_entropy", entropy), ("land_use_hhi", sum(p * p for p in shares))):
        found = draft.measure(metric, "Z")
        assert found.value == pytest.approx(expected)
        assert (found.low, found.high) == pytest.approx((expected, expected))
        assert "8 fixed classes" in words(found)


def test_a_single_use_is_no_mix() -> None:
    draft = land(parcel("A", block(0, 0, 10, 10), "SKK"))
    assert value(draft, "land_use_entropy") == 0
    assert value(draft, "land_use_hhi") == 1


def test_land_whose_class_is_not_known_leaves_the_mix_open() -> None:
    """Half the zone is industry, the other half has no parcel: it may be the same or anything else."""
    draft = land(parcel("A", block(0, 0, 5, 10), "SKK"))
    found = draft.measure("land_use_hhi", "Z")
    assert (found.value, found.high) == pytest.approx((1, 1))
    assert found.low == pytest.approx(0.5**2 + 7 * (0.5 / 7) ** 2)
    assert "0.50 ha have no parcel" in words(found)
    none = land(parcel("A", block(0, 0, 10, 10), "PNN")).measure("land_use_entropy", "Z")
    assert none.value is None
    assert "class of land" in words(none)
