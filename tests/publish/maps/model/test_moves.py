"""Relocation moves: an arrow only where the data say that a place takes people of another."""

from typing import Any, cast

import pytest

from support import Draft, degrees, place, point, square
from zoneplan.metrics import measure_all
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps.model.moves import MOST_ARROWS, map_moves

Moves = dict[str, Any]


def moves(made: Draft | Plan) -> Moves | None:
    plan = made.plan() if isinstance(made, Draft) else made
    return cast("Moves | None", map_moves(Dossier(plan, (), measure_all(View(plan)), "vi")))


def joined(made: Draft) -> set[tuple[str, ...]]:
    found = moves(made)
    assert found is not None
    return {(arrow["from"], *arrow["to"]) for arrow in found["arrows"]}


def only(made: Draft) -> dict[str, Any]:
    found = moves(made)
    assert found is not None
    (arrow,) = found["arrows"]
    return cast("dict[str, Any]", arrow)


def destination(key: str = "TDC_1", east: float = 2000, **props: Any) -> Any:
    base = {"role": "destination", "cause": "industrial_zone", "serves": "KCN_A"}
    return place(key, point(east, 700), **(base | props))


def draft(*places: Any) -> Draft:
    return Draft().add(*places, layer="relocations")


def vi(arrow: dict[str, Any]) -> str:
    return " ".join(text if isinstance(text, str) else text[0] for text in arrow["text"])


def test_an_arrow_joins_places_that_serve_the_same_zone() -> None:
    arrow = only(draft(destination()))
    assert (arrow["from"], arrow["to"]) == ("RL_1", ["TDC_1"])
    lon, lat = degrees(point(500, 500)).coords[0]
    assert arrow["start"] == pytest.approx([lat, lon], abs=1e-6)
    lon, lat = degrees(point(2000, 700)).coords[0]
    assert arrow["end"] == pytest.approx([lat, lon], abs=1e-6)
    assert (arrow["households"], arrow["dashed"]) == (10, False)
    assert arrow["text"][0] == ["Nơi RL_1 → Nơi TDC_1"][0]
    assert arrow["text"][1] == ["Phải di dời: 10 hộ (2025)", "Have to move: 10 households (2025)"]
    assert "Cùng phục vụ: Khu KCN_A" in vi(arrow)


@pytest.mark.parametrize(
    "props",
    [{"serves": "KCN_B"}, {"serves": None}, {"cause": "disaster"}, {"role": "origin"}, {"phase": "Đợt 2"}],
)
def test_nothing_is_joined_that_the_data_do_not_join(props: dict[str, Any]) -> None:
    made = draft(destination(**props))
    assert joined(made) == set()
    found = moves(made)
    assert found is not None
    assert any("Nơi RL_1" in remark[0] for remark in found["remarks"])


def test_phases_join_only_their_own() -> None:
    made = draft(destination("TDC_1", 2000, phase="Đợt 1"), destination("TDC_2", 3000, phase="Đợt 2"))
    made.set("RL_1", phase="Đợt 2")
    arrow = only(made)
    assert arrow["to"] == ["TDC_2"]
    assert "Cùng đợt: Đợt 2" in vi(arrow)
    assert "không ghi đợt" not in vi(arrow)


def test_a_destination_without_a_phase_takes_all_and_says_that_this_is_not_known() -> None:
    made = draft(destination()).set("RL_1", phase="Đợt 2")
    assert "Nơi đến không ghi đợt" in vi(only(made))


def test_one_of_several_served_zones_is_enough() -> None:
    made = draft(destination(serves="KCN_B; KCN_A"))
    assert "Cùng phục vụ: Khu KCN_A" in vi(only(made))
    assert "KCN_B" not in vi(only(made))


def test_households_are_not_shared_out_over_several_places() -> None:
    made = draft(destination("TDC_1", 2000), destination("TDC_2", 3000))
    found = moves(made)
    assert found is not None
    assert [arrow["households"] for arrow in found["arrows"]] == [None, None]
    assert all("không nói mỗi nơi đến nhận bao nhiêu hộ" in vi(arrow) for arrow in found["arrows"])


def test_places_drawn_at_one_point_share_an_arrow() -> None:
    made = draft(destination("TDC_1", 2000), destination("TDC_2", 2000))
    arrow = only(made)
    assert arrow["to"] == ["TDC_1", "TDC_2"]
    assert arrow["households"] == 10
    assert "không nói mỗi nơi đến nhận bao nhiêu hộ" in vi(arrow)


@pytest.mark.parametrize("end", ["RL_1", "TDC_1"])
def test_an_end_at_the_centre_of_a_commune_makes_it_dashed(end: str) -> None:
    arrow = only(draft(destination()).set(end, position="commune_centroid", uncertainty_m=5700))
    assert arrow["dashed"]
    assert f"Chỉ đặt tại tâm xã: Nơi {end} (có thể lệch tới 5.700 m)." in vi(arrow)


def test_an_arrow_back_to_its_own_point_says_so() -> None:
    made = draft(destination()).set("TDC_1", point(500, 500))
    arrow = only(made)
    assert arrow["start"] == arrow["end"]
    assert "cùng một điểm" in vi(arrow)


def test_an_area_is_left_from_inside_it() -> None:
    made = draft(destination()).set("RL_1", square(500, 500, 200))
    lat, lon = only(made)["start"]
    assert degrees(square(500, 500, 200)).buffer(1e-6).contains(degrees(point(600, 600)))
    west, south, east, north = degrees(square(500, 500, 200)).bounds
    assert west < lon < east
    assert south < lat < north


def test_unknown_households_are_not_zero() -> None:
    arrow = only(draft(destination()).drop("RL_1"))
    assert arrow["households"] is None
    assert "Sổ chưa có số hộ" in vi(arrow)


def test_a_plan_without_origins_has_no_moves() -> None:
    made = Draft()
    made.layers["relocations"] = [destination()]
    assert moves(made) is None


def test_too_many_arrows_are_counted_and_left_out() -> None:
    made = draft(*(destination(f"TDC_{n}", 2000 + n) for n in range(MOST_ARROWS + 5)))
    found = moves(made)
    assert found is not None
    assert len(found["arrows"]) == MOST_ARROWS
    assert ["5 mũi tên khác không vẽ.", "5 more arrows are not drawn."] in found["remarks"]


def test_lao_cai_moves_its_three_areas_to_the_two_that_serve_tang_loong(lao_cai: Plan) -> None:
    found = moves(lao_cai)
    assert found is not None
    told = {arrow["from"]: arrow for arrow in found["arrows"]}
    assert {key: arrow["households"] for key, arrow in told.items()} == {
        "RL_TANG_LOONG_KV1": 82,
        "RL_TANG_LOONG_KV2": 269,
        "RL_TANG_LOONG_KV3": 49,
    }
    assert {tuple(arrow["to"]) for arrow in told.values()} == {("TDC_HOP_XUAN", "TDC_KHU_B")}
    assert all(arrow["dashed"] for arrow in told.values())
    assert "≈ 82 hộ" in vi(told["RL_TANG_LOONG_KV1"])
