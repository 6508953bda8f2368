"""Cards: figures as they are explained, key figures first, in both languages, with trends told by hand."""

from typing import Any

import pytest

from map_models import Written, dossier_of
from support import Draft, point, square, zone
from zoneplan.metrics import Role
from zoneplan.plan.plan import Plan
from zoneplan.publish.explain import explain
from zoneplan.publish.key_measures import KEY_MEASURES
from zoneplan.publish.maps.model.trend import trend_of
from zoneplan.text import Language


def test_a_card_shows_measures_as_they_are_explained() -> None:
    occupancy = Written.of(Draft()).rows("KCN_A")["occupancy_pct"]
    assert occupancy["value"] == "75,0 %"
    assert (occupancy["sign"], occupancy["outcome"], occupancy["key"]) == ("✓", "met", True)
    assert occupancy["working"] == "60 ÷ 80 × 100 = 75,0 %"
    assert occupancy["lines"][0]["sources"] == ["S1"]
    assert "NĐ 35/2022/NĐ-CP" in occupancy["verdict"]
    assert occupancy["benchmarks"]
    assert "others" not in occupancy


def test_a_value_of_wide_bounds_tells_its_range() -> None:
    planar = Written.of(Draft()).rows("KCN_A")["area_planar_ha"]
    assert planar["value"] == "≈ 100,00 ha"
    assert (
        planar["range"] == "96,04–104,03 ha"
    )  # 980 m squared; 1,000² + 4 · 1,000 · 10 + π · 10² square metres


@pytest.mark.parametrize(
    ("language", "value", "as_of", "title"),
    [
        ("vi", "1.600 người", "2025", "Hiệu quả sử dụng đất"),
        ("en", "1,600 people", "2025", "Land efficiency"),
    ],
)
def test_cards_are_in_both_languages(language: Language, value: str, as_of: str, title: str) -> None:
    for first in ("vi", "en"):
        written = Written.of(Draft(), language=first)
        row = written.rows("KCN_A", language)["workers"]
        assert (row["value"], row["as_of"]) == (value, as_of)
        assert title in [section["title"] for section in written.card("KCN_A", language)["sections"]]


def test_every_row_says_what_the_terminal_says(lao_cai_map: Written, lao_cai: Plan) -> None:
    dossier = dossier_of(lao_cai)
    seen = 0
    for language in ("vi", "en"):
        for place in ("KCN_TANG_LOONG", "HP_COC_SAN_HA", "COMMUNE_02671", "RL_TANG_LOONG_KV1"):
            for metric, row in lao_cai_map.rows(place, language).items():
                measure = dossier.measure(metric, place)
                if measure is None or measure.value is None:
                    continue
                words = explain(lao_cai, measure, language)
                seen += 1
                for key in ("value", "as_of", "formula", "base", "method", "verdict"):
                    assert row.get(key, "") == getattr(words, key), (place, metric, key)
                assert row.get("working", "") == words.working
                assert tuple(row.get("remarks", ())) == words.remarks
                assert tuple(row.get("benchmarks", ())) == words.benchmarks
    assert seen > 50


def test_key_figures_stand_first_in_their_section(lao_cai_map: Written) -> None:
    keys = KEY_MEASURES[Role.ZONE]
    for section in lao_cai_map.card("KCN_TANG_LOONG")["sections"]:
        flags = [row.get("key", False) for row in section["rows"]]
        assert flags == sorted(flags, reverse=True)
        order = [keys.index(row["metric"]) for row in section["rows"] if row["metric"] in keys]
        assert order == sorted(order)


def test_industrial_land_stands_with_the_areas_and_what_others_say_of_it_beside_it(
    lao_cai_map: Written,
) -> None:
    section = next(s for s in lao_cai_map.card("KCN_TANG_LOONG")["sections"] if s["id"] == "area")
    assert [row["metric"] for row in section["rows"][:3]] == [
        "area_declared_ha",
        "area_planar_ha",
        "industrial_land_ha",
    ]
    row = section["rows"][2]
    assert (row["value"], row["key"]) == ("918 ha", True)
    assert set(row["aside"]) == {"914 ha", "865 ha", "≈ 650 ha", "631,6 ha"}
    assert {one["value"] for one in row["others"]} == set(row["aside"])
    assert "trend" not in row
    assert "industrial_land_ha" not in {row["metric"] for row in lao_cai_map.card("KCN_TANG_LOONG")["ledger"]}


def test_industrial_land_stands_with_the_areas_of_a_zone_that_has_none() -> None:
    draft = Draft()
    draft.set("KCN_B", geometry=point(5000, 0)).drop("KCN_B", "area_declared_ha")
    (section,) = [s for s in Written.of(draft).card("KCN_B")["sections"] if s["id"] == "area"]
    assert [(row["metric"], row["value"]) for row in section["rows"]] == [("industrial_land_ha", "40 ha")]


def test_all_verdicts_are_told_where_there_are_several() -> None:
    draft = Draft()
    draft.config["regulations"] = {
        "workers_per_ha_vo_lao_plan": {"comparison": ">=", "value": 50.0},
        "workers_per_ha_lao_cai_2023": {"comparison": ">=", "value": 10.4},
    }
    row = Written.of(draft).rows("KCN_A")["workers_per_ha"]  # 1,600 / 80 = 20
    assert row["outcome"] == "not_met"
    assert sorted(one["outcome"] for one in row["verdicts"]) == ["met", "not_met"]
    assert all(one["unverified"] for one in row["verdicts"])


def test_missing_figures_are_named_and_never_nought() -> None:
    written = Written.of(Draft())
    card = written.card("KCN_D")
    assert "Tỷ lệ lấp đầy" in card["missing"]
    assert len(card["missing"]) == 5
    assert "occupancy_pct" not in written.rows("KCN_D")


def test_figures_that_no_measure_shows_are_listed() -> None:
    draft = Draft().row("KCN_A", "projects", 7, note="đếm tay").row("KCN_A", "projects", 9, as_of="2020")
    row = Written.of(draft).rows("KCN_A")["projects"]
    assert (row["value"], row["as_of"]) == ("7 dự án", "2025")
    assert row["lines"][0]["note"] == "đếm tay"
    assert row["aside"] == ["9 dự án"]


def test_a_figure_of_several_years_has_a_trend() -> None:
    draft = Draft().row("KCN_A", "projects", 9, as_of="2020").row("KCN_A", "projects", 3, as_of="2018-05")
    draft.row("KCN_A", "projects", 7).row("KCN_A", "projects", 8, preferred="yes")
    row = Written.of(draft).rows("KCN_A", "en")["projects"]
    assert row["trend"] == {
        "dates": ["2018-05", "2020", "2025"],
        "labels": ["2018-05", "2020", "2025"],
        "values": [3, 9, 8],
        "texts": ["3 projects", "9 projects", "8 projects"],
        "unit": "projects",
    }


def test_a_measure_that_is_one_figure_has_its_trend() -> None:
    rows = Written.of(Draft().row("KCN_A", "industrial_output_bn_vnd", 350, as_of="2024")).rows("KCN_A")
    assert rows["industrial_output_bn_vnd"]["trend"]["values"] == [350, 400]
    assert "trend" not in rows["output_per_ha_bn_vnd"]


def test_price_bases_are_never_joined() -> None:
    draft = Draft().row("TEST", "industrial_output_1994_bn_vnd", 500, as_of="2024")
    plan = draft.row("TEST", "industrial_output_bn_vnd", 800, as_of="2024").plan()
    trend = trend_of(plan, "TEST", "industrial_output_bn_vnd", "vi")
    assert trend is not None
    assert list(trend.values) == [800, 900]
    assert trend_of(plan, "TEST", "industrial_output_1994_bn_vnd", "vi") is None


@pytest.mark.parametrize(
    ("indicator", "rows"),
    [
        ("industrial_output_bn_vnd", [(100, "2024-01/2024-06"), (200, "2023")]),  # half a year is no year
        ("planned_area_2030_ha", [(100, "2022"), (200, "2023")]),  # a plan has no course
        ("workers", [(100, "2024-02"), (200, "2024-08")]),  # two of one year
        ("workers", [(100, "2024"), (200, "2027")]),  # not yet known
    ],
)
def test_what_is_no_trend(indicator: str, rows: list[tuple[float, str]]) -> None:
    draft = Draft().drop("KCN_B")
    for value, as_of in rows:
        draft.row("KCN_B", indicator, value, as_of)
    assert trend_of(draft.plan(), "KCN_B", indicator, "vi") is None


def test_a_trend_of_mixed_units_is_in_one() -> None:
    draft = Draft().drop("C_X", "population")
    draft.row("C_X", "population", 12_500, "2024").row(
        "C_X", "population", 12.1, "2020", unit="thousand_persons"
    )
    trend = trend_of(draft.plan(), "C_X", "population", "en")
    assert trend is not None
    assert (trend.values, trend.unit) == ((12_100, 12_500), "people")
    assert trend.texts == ("12.1 thousand people", "12,500 people")


def test_a_zone_without_outline_says_so() -> None:
    drawn = Written.of(Draft()).card("KCN_B")["drawn"]
    assert len(drawn) == 1
    assert "50 ha" in drawn[0]
    bare = Written.of(Draft().drop("KCN_B")).card("KCN_B")["drawn"]
    assert "chưa có diện tích" in bare[0]


def test_a_provisional_outline_says_how_far_it_may_be_off() -> None:
    assert "10 m" in Written.of(Draft()).card("KCN_A")["drawn"][0]
    surveyed = Written.of(Draft().set("KCN_A", position="surveyed"))
    assert "drawn" not in surveyed.card("KCN_A")


def test_places_that_share_a_point_say_so() -> None:
    written = Written.of(Draft().add(zone("KCN_E", point(5000, 0))))
    assert any("2 nơi" in said for said in written.card("KCN_E")["drawn"])
    assert not any("nơi cùng" in said for said in written.card("CCN_C")["drawn"])


def test_a_card_says_where_its_position_comes_from() -> None:
    assert Written.of(Draft()).card("KCN_B")["position"] == "điểm đánh dấu, ± 500 m"
    assert Written.of(Draft()).card("KCN_B", "en")["position"] == "map marker, ± 500 m"


def test_the_plans_entry_of_a_zone_is_told() -> None:
    entry = zone("KCN_A_QH", square(), same_as="KCN_A", stage="removed", decision="2/QĐ", note="bỏ")
    card = Written.of(Draft().add(entry)).card("KCN_A")
    assert card["entry"] == "đưa ra khỏi quy hoạch. 2/QĐ. bỏ"


def test_bounds_keep_their_sign() -> None:
    draft = Draft().value("KCN_A", "households_remaining", 10, note="[>=] theo báo")
    assert Written.of(draft).rows("KCN_A")["households_remaining"]["value"] == "≥ 10 hộ"


def test_a_planned_plant_is_not_said_to_operate() -> None:
    assert Written.of(Draft()).rows("HP_3")["installed_mw"]["name"] == "Công suất lắp máy"


def test_what_nothing_is_known_of_has_no_card() -> None:
    draft = Draft()
    draft.config["layers"]["rivers"] = {
        "kind": "context",
        "path": "layers/rivers.geojson",
        "name_vi": "Sông",
        "name_en": "Rivers",
    }
    draft.layers["rivers"] = [zone("R_1", point(70, 70))]
    written = Written.of(draft)
    assert written.place("R_1")["card"] == -1
    cards = [n for n in written.column("card") if n >= 0]
    assert cards == list(range(len(written.cards["vi"])))
    assert [card["id"] for card in written.cards["vi"]] == [i for i in written.column("id") if i != "R_1"]
    assert len(written.cards["en"]) == len(written.cards["vi"])


def test_a_card_leaves_out_what_is_empty(lao_cai_map: Written) -> None:
    def empties(value: Any) -> bool:
        if isinstance(value, dict):
            return any(item in ("", [], {}, None, False) or empties(item) for item in value.values())
        return isinstance(value, list) and any(empties(item) for item in value)

    assert not any(empties(card) for cards in lao_cai_map.cards.values() for card in cards)


def test_key_figures_are_those_of_the_plan() -> None:
    for language, group, value in (("vi", "Khu công nghiệp", "75,0 %"), ("en", "Zones", "75.0 %")):
        figures = {row["metric"]: row for row in Written.of(Draft()).json["key_figures"][language]}
        assert figures["plan_area_2030_ha"]["of"] == group
        assert figures["output_target_progress_pct"]["value"] == value  # 900 of 1,200
        assert "of" not in figures["installed_mw"]
