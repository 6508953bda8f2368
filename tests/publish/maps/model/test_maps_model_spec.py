"""The whole model: what it holds, in what form, and that it explains itself whatever the plan lacks."""

import json
from typing import Any

import pytest
from pyproj import Transformer

from map_models import Written, dossier_of
from support import Draft, place, point, zone
from zoneplan.publish.maps.model import map_model, plain, plain_cards
from zoneplan.publish.maps.model.graticule import formula_of

HOSTILE = (
    """<script>window.hacked=1</script></script>"'&<img src=x onerror=window.hacked=1>{{ 7*7 }}\u2028x{0}"""
)
KEYS = {
    "title", "subtitle", "language", "attribution", "plan", "extent", "horizons", "horizon", "states", "forms",
    "layers", "looks", "kinds", "themes", "themes_without", "theme", "titles", "links", "key_figures", "places", "card_chunk",
    "rules", "findings", "marks", "unmarked", "grid", "formula", "compare",
}  # fmt: skip
COLUMNS = {
    "id", "layer", "variant", "form", "name", "label", "strong", "part", "exact", "rank", "radius_m", "size_px",
    "uncertainty_m", "shape", "lat", "lon", "states", "find", "card",
}  # fmt: skip


def empty(draft: Draft) -> Draft:
    """Takes everything out of a plan."""
    draft.rows, draft.layers = [], {key: [] for key in draft.layers}
    return draft


def whole(written: Written) -> None:
    """Asserts what holds of every model."""
    model = written.json
    assert model.keys() == KEYS
    assert model["places"].keys() == COLUMNS | {"count", "fields"}
    for name in COLUMNS:
        assert len(written.column(name)) == model["places"]["count"]
    assert 0 <= model["horizon"] < len(model["horizons"])
    assert model["theme"] == model["themes"][0]["id"]
    assert all(isinstance(text, str) for text in written.texts())
    for number in range(len(model["horizons"])):
        for place_id in written.column("id"):
            if written.place(place_id)["states"][number] != "absent":
                assert written.look(place_id, number)["stroke"].startswith("#")


def test_the_model_of_a_small_plan_is_whole() -> None:
    whole(Written.of(Draft()))


def test_the_model_of_lao_cai_is_whole(lao_cai_map: Written) -> None:
    whole(lao_cai_map)


def test_both_languages_are_there_whatever_the_dossiers_is() -> None:
    vietnamese, english = (Written.of(Draft(), language=language) for language in ("vi", "en"))
    assert vietnamese.json.pop("language") == "vi"
    assert english.json.pop("language") == "en"
    assert vietnamese.json == english.json
    assert vietnamese.cards == english.cards
    assert vietnamese.json["title"] == ["Quy hoạch thử", "Test plan"]
    assert vietnamese.json["subtitle"][0].startswith("VN-2000 · 104°45′ · số liệu đến 31/01/2026")
    assert vietnamese.json["subtitle"][1].startswith("VN-2000 · 104°45′ · figures to 2026-01-31")


def test_the_same_plan_gives_the_same_model() -> None:
    one, other = (Written.of(Draft()) for _ in range(2))
    assert json.dumps(one.json) == json.dumps(other.json)
    assert json.dumps(one.cards) == json.dumps(other.cards)


def test_horizons_tell_the_land_of_the_zones() -> None:
    # The two KCN that exist have 100 + 50 ha; the planned one 200, then 300 ha. Nothing was published by 2020.
    figures = [horizon["figure"] for horizon in Written.of(Draft()).json["horizons"]]
    assert figures == [
        None,
        [["KCN hiện có", "Industrial zones existing"], "150 ha"],
        [["KCN theo quy hoạch", "Industrial zones planned"], "200 ha"],
        [["KCN theo quy hoạch", "Industrial zones planned"], "300 ha"],
    ]


def test_a_horizon_of_the_past_tells_what_was_known_then() -> None:
    draft = (
        Draft()
        .drop("KCN_B")
        .set("KCN_A", established="2015")
        .row("KCN_A", "area_declared_ha", 90, "2016", source="")
    )
    assert Written.of(draft).json["horizons"][0]["figure"] == [
        ["KCN đã có", "Industrial zones by then"],
        "90 ha",
    ]


def test_without_a_group_the_whole_plan_is_told() -> None:
    draft = Draft()
    del draft.config["groups"]["KCN"]
    figure = Written.of(draft).json["horizons"][1]["figure"]
    assert figure == [["Khu, cụm hiện có", "Zones existing"], "20 ha"]


def test_2030_is_shown_first() -> None:
    model = Written.of(Draft()).json
    assert model["horizons"][model["horizon"]]["id"] == "2030"
    late = Draft()
    late.config["plan"]["as_of"] = "2031-05-01"
    model = Written.of(late).json
    assert model["horizons"][model["horizon"]]["id"] == "today"


def test_the_extent_holds_every_place(lao_cai_map: Written) -> None:
    west, south, east, north = lao_cai_map.json["extent"]
    for lat, lon in zip(lao_cai_map.column("lat"), lao_cai_map.column("lon"), strict=True):
        assert south - 1e-6 <= lat / 1e6 <= north + 1e-6
        assert west - 1e-6 <= lon / 1e6 <= east + 1e-6


def test_grid_lines_keep_to_their_coordinate(lao_cai_map: Written) -> None:
    to_grid = Transformer.from_crs("OGC:CRS84", "EPSG:9208", always_xy=True)
    lines = lao_cai_map.json["grid"]
    assert {line["axis"] for line in lines} == {"X", "Y"}
    for line in lines:
        assert line["km"] % 10 == 0
        for lat, lon in line["points"]:
            east, north = to_grid.transform(lon, lat)
            assert (north if line["axis"] == "X" else east) == pytest.approx(line["km"] * 1000, abs=2)
    labels = [line["label"] for line in lines]
    assert ["X 2.470 km", "X 2,470 km"] in labels
    assert "Y 430 km" in labels


def test_a_grid_the_page_cannot_compute_is_left_out() -> None:
    assert Written.of(Draft()).json["formula"]["lon0"] == 104.75
    mercator = {"proj": "tmerc", "lon_0": "104.75", "ellps": "WGS84"}
    shift = {"inv": "", "proj": "helmert", "x": "1", "convention": "coordinate_frame"}
    assert formula_of([shift, mercator]) is not None
    for steps in (
        [mercator],
        [shift, {**mercator, "ellps": "krass"}],
        [shift, {**mercator, "lat_0": "10"}],
        [{**shift, "convention": "position_vector"}, mercator],
        [shift, mercator, {"proj": "hgridshift"}],
    ):
        assert formula_of(steps) is None


def test_a_plan_without_anything_still_has_a_map() -> None:
    written = Written.of(empty(Draft()))
    whole(written)
    model = written.json
    assert model["places"]["count"] == 0
    assert model["layers"] == []
    assert [theme["id"] for theme in model["themes"]] == ["status"]
    assert {theme["id"] for theme in model["themes_without"]} == {
        "occupancy", "output", "workers", "area_gap", "position", "capacity", "density",
    }  # fmt: skip
    assert model["extent"] == [103.3, 21.7, 104.9, 23.0]
    assert model["grid"] == []
    assert written.cards == {"vi": [], "en": []}
    assert [h["figure"] for h in model["horizons"]] == [None] * 4


@pytest.mark.parametrize(
    "shape",
    [
        zone("KCN_1", point()),
        place("C_Z", point(), position="commune_centroid"),
        zone("KCN_1", point().buffer(900)),
    ],
    ids=["zone without outline", "commune", "zone"],
)
def test_a_plan_of_a_single_place_has_a_map(shape: Any) -> None:
    draft = empty(Draft())
    draft.layers["communes" if shape.props["id"] == "C_Z" else "zones"] = [shape]
    written = Written.of(draft)
    whole(written)
    assert written.column("id") == [shape.props["id"]]
    assert written.card(shape.props["id"])["missing"]


def test_a_plan_without_figures_has_a_map() -> None:
    draft = Draft(rows=[])
    written = Written.of(draft)
    whole(written)
    assert {theme["id"] for theme in written.json["themes"]} == {"status", "position"}
    assert written.place("KCN_B")["form"] == "sign"
    assert written.json["key_figures"]["vi"][0]["value"] == "chưa có"


def test_a_name_of_300_letters_is_kept_whole_and_labelled_short() -> None:
    name = "Khu công nghiệp " + "Đường " * 48
    written = Written.of(Draft().set("KCN_A", name_vi=name, name_en=name))
    found = written.place("KCN_A")
    assert found["name"] == name.rstrip()
    assert len(found["label"][0]) <= 60
    assert found["label"][0].endswith("…")


def test_a_label_like_the_name_is_not_told_twice() -> None:
    draft = empty(Draft())
    draft.layers["zones"] = [zone("KCN_A", point())]
    assert Written.of(draft).json["places"]["label"] is None
    named = Written.of(Draft().set("KCN_A", name_vi="Khu công nghiệp A", name_en="A Industrial Zone"))
    assert named.place("KCN_A")["label"] == ["KCN A", "A IZ"]
    assert named.place("KCN_B")["label"] is None


def test_hostile_text_stays_as_it_is() -> None:
    draft = Draft()
    for zone_id in ("KCN_A", "KCN_B"):
        draft.set(zone_id, name_vi=HOSTILE, note=HOSTILE, decision=HOSTILE, commune=HOSTILE)
    draft.config["plan"]["name_vi"] = HOSTILE
    draft.sources[0][1] = HOSTILE
    written = Written.of(draft.row("KCN_A", "projects", 3, note=HOSTILE))
    whole(written)
    texts = (
        written.place("KCN_A")["name"][0],
        written.field("KCN_A", "note"),
        written.rows("KCN_A")["projects"]["lines"][0]["note"],
        written.json["title"][0],
    )
    assert {text.replace("\u2028", "\n") for text in texts} == {HOSTILE.replace("\u2028", "\n")}


def test_sources_are_titled_once() -> None:
    assert Written.of(Draft()).json["titles"] == {"S1": "Báo cáo, Sở, 2025"}


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("javascript://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("https://example.org (article 3)", False),
        ("https://example.org/\u202egro", False),
        ("https://user@example.org/", False),
        ("https://", False),
        ("see https://example.org", False),
        ("", False),
    ],
)
def test_only_whole_addresses_on_the_web_are_links(address: str, linked: bool) -> None:
    draft = Draft()
    draft.sources[0][4] = address
    assert Written.of(draft).json["links"] == ({"S1": address} if linked else {})


def test_a_model_is_worked_out_and_never_changed() -> None:
    model = map_model(dossier_of(Draft().plan()))
    assert plain(model) == plain(model)
    assert plain_cards(model) == plain_cards(model)
