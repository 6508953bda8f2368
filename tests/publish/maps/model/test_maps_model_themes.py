"""Themes: declared well, their classes told by hand, and left out where there is nothing to tell."""

from typing import Any

import pytest
from branca.colormap import linear

from map_models import Written, dossier_of
from support import Draft, point, square, zone
from zoneplan.metrics import METRICS
from zoneplan.publish.maps.model import map_model
from zoneplan.publish.maps.model.classes import Classed, classed, colours
from zoneplan.publish.maps.model.layers import LAYER
from zoneplan.publish.maps.model.themes import MOST_CLASSES, THEMES, Kind, Theme
from zoneplan.text import Text

BLIND_SAFE = {"YlGnBu", "OrRd", "BuPu", "PuOr", "PuBu", "GnBu", "YlOrBr"}
"""Schemes that colorbrewer2.org calls safe for colour-blind eyes."""


def of_metric(metric: str) -> Theme:
    return next(theme for theme in THEMES if theme.metric == metric)


def classes_of(metric: str, *values: float) -> Classed:
    return classed(of_metric(metric), METRICS[metric][0], values, [Text(str(v), str(v)) for v in values])


def told(written: Written, theme_id: str) -> dict[str, tuple[str, str]]:
    """Gives by place the name of its class and its text, in Vietnamese."""
    theme, ids = written.theme(theme_id), written.column("id")
    first = [text if isinstance(text, str) else text[0] for text in theme["texts"]]
    names = [c["name"] if isinstance(c["name"], str) else c["name"][0] for c in theme["classes"]]
    return {
        ids[at]: (names[code], text)
        for at, code, text in zip(theme["places"], theme["codes"], first, strict=True)
    }


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.id)
def test_a_theme_is_declared_well(theme: Theme) -> None:
    assert set(theme.layers) <= set(LAYER)
    assert (theme.metric in METRICS) is (theme.kind is Kind.CLASSES)
    assert list(theme.bounds) == sorted(set(theme.bounds))
    assert len(theme.bounds) < MOST_CLASSES
    if theme.scheme:
        assert theme.scheme in BLIND_SAFE
        assert all(hasattr(linear, f"{theme.scheme}_{n:02d}") for n in range(3, MOST_CLASSES + 1))


def test_the_themes_of_the_plan() -> None:
    assert THEMES[0].id == "status"
    assert {theme.metric for theme in THEMES if theme.metric} == {
        "occupancy_pct",
        "output_per_ha_bn_vnd",
        "workers_per_ha",
        "area_gap_pct",
        "installed_mw",
        "population_density_per_km2",
    }


def test_colours_are_those_of_the_published_scheme() -> None:
    assert colours("YlGnBu", 5) == ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")  # colorbrewer2.org
    assert colours("OrRd", 2) == ("#fdbb84", "#e34a33")


def test_three_occupancies_are_three_classes() -> None:
    # 60/80 = 75 %, 12/40 = 30 % and the published 25 % of the cluster.
    written = Written.of(Draft())
    theme = written.theme("occupancy")
    assert [(c["from"], c["to"]) for c in theme["classes"]] == [(25, 30), (30, 50), (50, 75)]
    assert told(written, "occupancy") == {
        "KCN_A": ("50 đến 75 %", "75,0 %"),
        "KCN_B": ("30 đến dưới 50 %", "≈ 30,0 %"),  # half a hectare of 12 leaves more open than 2.5 %
        "CCN_C": ("25 đến dưới 30 %", "25,0 %"),
    }
    assert theme["method"][1] == "Natural breaks (Fisher–Jenks) of 3 values, rounded: 30 %; 50 %."
    assert theme["unit"] == "%"


def test_fewer_than_three_values_have_a_class_each() -> None:
    # 400/80 = 5 and 80/40 = 2 billion đồng a hectare.
    written = Written.of(Draft())
    assert told(written, "output") == {
        "KCN_A": ("5,00 tỷ đồng/ha", "5,00 tỷ đồng/ha"),
        "KCN_B": ("2,00 tỷ đồng/ha", "2,00 tỷ đồng/ha"),
    }
    classes = written.theme("output")["classes"]
    assert [(c["from"], c["to"]) for c in classes] == [(2, 2), (5, 5)]
    assert classes[0]["fill"] != classes[1]["fill"]


def test_a_class_of_one_value_is_called_as_its_places_show_it() -> None:
    # at least 400 workers on 40 ha are at least 10 a hectare; 1,600 on 80 are 20.
    draft = Draft().drop("KCN_B", "workers").row("KCN_B", "workers", 400, note="[>=] hơn 400 lao động")
    written = Written.of(draft)
    names = [c["name"] for c in written.theme("workers")["classes"]]
    assert names == [["≥ 10,00 người/ha", "≥ 10.00 people/ha"], ["20,00 người/ha", "20.00 people/ha"]]
    assert told(written, "workers")["KCN_B"] == ("≥ 10,00 người/ha", "≥ 10,00 người/ha")
    note = written.theme("workers")["note"]
    assert note[0].endswith("Số có dấu ≥, ≤ hoặc ≈ được xếp loại theo chính số ghi.")
    assert "≥" not in Written.of(Draft()).theme("workers")["note"][0]


def test_a_last_class_of_one_value_leaves_the_class_before_it_open() -> None:
    values = [0.0, 1.0, 40.0, 41.0, 80.0, 99.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0]
    found = classes_of("occupancy_pct", *values)
    before, last = found.classes[-2:]
    assert [last.low, last.high] == [100, 100]
    assert last.name.vi == "100 %"
    assert before.name.vi == f"{before.low:g} đến dưới 100 %"


def test_two_plans_that_are_compared_have_the_same_classes() -> None:
    # 75, 30 and 25 % on one side, 10, 30 and 25 % on the other: one scale for all six.
    drafts = Draft(), Draft().drop("KCN_A", "leased_land_ha").row("KCN_A", "leased_land_ha", 8)
    one, other = (dossier_of(draft.plan()) for draft in drafts)
    pages = [Written(map_model(one, other)), Written(map_model(other, one))]
    themes = [page.theme("occupancy") for page in pages]
    assert themes[0]["classes"] == themes[1]["classes"]
    assert themes[0]["method"] == themes[1]["method"]
    assert "6 giá trị" in themes[0]["method"][0]
    assert themes[0]["method"][1].endswith("The bounds are those of both plans together.")
    found = [told(page, "occupancy") for page in pages]
    assert found[0]["KCN_B"] == found[1]["KCN_B"]
    assert (found[0]["KCN_A"][1], found[1]["KCN_A"][1]) == ("75,0 %", "≈ 10,0 %")  # 8 ± 0.5 of 80
    alone = Written.of(Draft()).theme("occupancy")
    assert alone["classes"] != themes[0]["classes"]
    assert "both plans" not in alone["method"][1]
    sizes = [page.theme("capacity") for page in pages]
    assert "both plans" not in sizes[0]["method"][1]  # its bounds are chosen beforehand
    assert sizes[0]["classes"] == sizes[1]["classes"]


def test_one_value_shown_in_two_ways_is_called_by_both() -> None:
    # 800 ÷ 80 and at least 400 ÷ 40 are both 10.
    draft = Draft().drop("KCN_A", "workers").row("KCN_A", "workers", 800)
    draft.drop("KCN_B", "workers").row("KCN_B", "workers", 400, note="[>=] hơn 400 lao động")
    (one,) = Written.of(draft).theme("workers")["classes"]
    assert sorted(one["name"][1].split("; ")) == ["10.00 people/ha", "≥ 10.00 people/ha"]


@pytest.mark.parametrize(
    ("value", "place"),
    [(-30, 0), (-20, 1), (-19.9, 1), (-5, 2), (0, 2), (4.9, 2), (5, 3), (19.9, 3), (20, 4), (300, 4)],
)
def test_area_gaps_fall_between_their_stated_bounds(value: float, place: int) -> None:
    found = classes_of("area_gap_pct", value)
    assert found.codes == (place,)
    assert [(c.low, c.high) for c in found.classes] == [
        (None, -20),
        (-20, -5),
        (-5, 5),
        (5, 20),
        (20, None),
    ]
    assert found.classes[0].name == ("dưới -20 %", "under -20 %")
    assert found.classes[1].name == ("-20 đến dưới -5 %", "-20 to under -5 %")
    assert found.classes[4].name == ("từ 20 % trở lên", "20 % or more")


def test_both_ends_of_a_diverging_theme_are_told_apart_in_grey() -> None:
    found = classes_of("area_gap_pct", 0.0)
    hatched = [bool(c.hatch) for c in found.classes]
    assert hatched == [True, True, False, False, False]


def test_plants_are_classed_by_their_megawatts() -> None:
    assert told(Written.of(Draft()), "capacity") == {
        "HP_1": ("10 đến dưới 30 MW", "10,00 MW"),
        "HP_2": ("5 đến dưới 10 MW", "6,00 MW"),
        "HP_3": ("3 đến dưới 5 MW", "4,00 MW"),
        "HP_4": ("5 đến dưới 10 MW", "5,00 MW"),
    }


def test_communes_by_density() -> None:
    # 12,000 people on 80 km² are 150 a km²; of the other commune the people are not known.
    written = Written.of(Draft())
    assert told(written, "density") == {"C_X": ("150,0 người/km²", "150,0 người/km²")}
    assert written.look("C_Y", 1, "density")["dash"] == "3 2"
    assert written.look("C_X", 1, "density")["shape"] == "disc"


def test_positions_by_where_they_come_from() -> None:
    written = Written.of(Draft())
    assert told(written, "position")["KCN_A"] == ("ranh giới đã công bố", "± 10 m")
    assert told(written, "position")["C_X"] == ("tâm xã", "± 20.000 m")
    assert len(told(written, "position")) == written.json["places"]["count"]


def test_limits_that_judge_come_with_their_article() -> None:
    limits = Written.of(Draft()).theme("occupancy")["limits"]
    judging = [limit for limit in limits if limit["judges"]]
    assert {limit["value"] for limit in judging} == {60}
    assert any("NĐ 35/2022/NĐ-CP, Điều 9" in limit["text"][0] for limit in judging)
    assert any("Decree 35/2022/NĐ-CP, Article 9" in limit["text"][1] for limit in judging)
    assert all("Điều" in limit["text"][0] for limit in judging)
    judges = [limit["judges"] for limit in limits]
    assert judges == sorted(judges, reverse=True)


def test_the_same_measure_of_groups_stands_beside() -> None:
    # KCN: (60 + 12) / (80 + 40) = 60 %.
    wholes = {whole["name"][1]: whole["text"] for whole in Written.of(Draft()).theme("occupancy")["wholes"]}
    assert wholes["Zones"] == ["60,0 %", "60.0 %"]


def test_a_theme_without_values_is_left_out_and_says_why() -> None:
    written = Written.of(Draft().drop("KCN_A", "workers").drop("KCN_B", "workers"))
    assert "workers" not in {theme["id"] for theme in written.json["themes"]}
    (left,) = written.json["themes_without"]
    assert left["id"] == "workers"
    assert left["why"][1] == "The ledger has no figures of single places."


def test_a_place_without_a_value_looks_like_none() -> None:
    written = Written.of(Draft())
    theme = written.theme("occupancy")
    assert theme["none"]["name"] == ["chưa có số liệu", "no figure"]
    bare = written.look("KCN_D", 2, "occupancy")
    assert (bare["fill"], bare["dash"], bare["hatch"]) == ("#ffffff", "3 2", "")
    valued = written.look("KCN_A", 2, "occupancy")
    assert valued["fill"] == theme["classes"][2]["fill"]
    assert valued["hatch"] == "back"
    assert written.look("KCN_B", 1, "occupancy")["dash"] == "5 4"


def test_a_plant_keeps_its_sign_in_every_theme() -> None:
    written = Written.of(Draft().set("HP_1", status="construction"))
    assert written.look("HP_1", 1, "capacity")["mark"] == "dot"
    assert written.look("HP_3", 2, "capacity")["mark"] == "bar"


def test_other_layers_keep_the_look_of_their_state() -> None:
    written = Written.of(Draft())
    assert written.look("HP_1", 1, "occupancy") == written.look("HP_1")


def test_every_line_of_the_legend_is_of_places_that_occur(lao_cai_map: Written) -> None:
    lines = lao_cai_map.theme("status")["classes"]
    ids = lao_cai_map.column("id")
    places = [lao_cai_map.place(i) for i in ids]
    for line in lines:
        assert (
            any(
                p["layer"] == line["layer"]
                and p["variant"] == line["variant"]
                and line["state"] in p["states"]
                and p["form"] in line["forms"]
                for p in places
            )
            or line["layer"] == "zones"
        ), line
    for p in places:
        for state in set(p["states"]) - {"absent"}:
            mine = [
                line
                for line in lines
                if (line["layer"], line["variant"], line["state"]) == (p["layer"], p["variant"], state)
                and p["form"] in line["forms"]
            ]
            assert len(mine) == 1, (p["id"], state)


def test_the_legend_follows_the_order_of_layers_and_states(lao_cai_map: Written) -> None:
    lines = lao_cai_map.theme("status")["classes"]
    order = ["zones", "hydropower", "relocation", "disaster", "communes", "context"]
    found = [order.index(line["layer"]) for line in lines]
    assert found == sorted(found)
    states = [line["state"] for line in lines if line["layer"] == "zones"]
    assert states == ["existing", "maybe", "building", "planned", "withdrawn"]


def test_styles_are_numbered_from_one(lao_cai_map: Written) -> None:
    styles = lao_cai_map.json["looks"]["styles"]
    assert styles[0] is None
    assert len({str(style) for style in styles}) == len(styles)

    def numbers(value: Any) -> list[int]:
        if isinstance(value, dict):
            return [n for item in value.values() for n in numbers(item)]
        if isinstance(value, list):
            return [n for item in value for n in numbers(item)]
        return [value]

    used = numbers(lao_cai_map.json["looks"]["layers"])
    for theme in lao_cai_map.json["themes"]:
        used += numbers(theme["looks"]) + [c["look"] for c in theme["classes"]]
    assert min(used) > 0
    assert max(used) < len(styles)


def test_a_group_of_many_zones_has_five_classes() -> None:
    draft = Draft()
    for number, value in enumerate([1, 2, 3, 20, 21, 22, 45, 46, 70, 71, 96, 97]):
        draft.add(zone(f"KCN_N{number}", square(20_000 + 2_000 * number, 0, 100)))
        draft.row(f"KCN_N{number}", "occupancy_pct", value)
    draft.drop("KCN_A").drop("KCN_B").drop("CCN_C").set("KCN_D", geometry=point(9000, 0))
    classes = Written.of(draft).theme("occupancy")["classes"]
    assert [(c["from"], c["to"]) for c in classes] == [(1, 10), (10, 30), (30, 50), (50, 80), (80, 97)]
