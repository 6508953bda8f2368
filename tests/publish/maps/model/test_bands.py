"""Distance bands: as far from the zones as they say, in the plan's grid, and called a screening."""

from dataclasses import replace
from itertools import pairwise
from math import pi, sqrt
from typing import Any, cast

import numpy as np
import pytest
import shapely

from support import GRID, TO_DEGREES, Draft, degrees, place, point, square, zone
from zoneplan.kernels.distance import EDGES_M
from zoneplan.metrics import measure_all
from zoneplan.metrics.relocation.zone_rings import COARSE_M, MOST_ZONES, ZoneRings, zone_rings
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps.model.bands import MapBands, map_bands
from zoneplan.publish.maps.page.blocks import json_bytes


def rings(made: Draft, key: str) -> ZoneRings:
    return next(found for found in zone_rings(made.view()).zones if found.zone == key)


def bands(made: Draft | Plan) -> MapBands:
    plan = made.plan() if isinstance(made, Draft) else made
    found = map_bands(Dossier(plan, (), measure_all(View(plan)), "vi"))
    assert found is not None
    return found


def about(made: Draft | Plan) -> dict[str, Any]:
    return cast("dict[str, Any]", bands(made).data(0))


def test_the_land_around_an_outline_has_the_area_of_its_steiner_polynomial() -> None:
    found = rings(Draft(), "KCN_A")
    assert found.outlined
    for edge, land in zip(EDGES_M, found.within, strict=True):
        steiner = 1000**2 + 4 * 1000 * edge + pi * edge**2
        assert land.area == pytest.approx(steiner, abs=2 * COARSE_M * land.length)


def test_every_point_of_a_ring_is_as_far_away_as_it_says() -> None:
    outline = square().difference(square(300, 300, 200)).union(square(1000, 400, 150))
    found = rings(Draft().set("KCN_A", outline), "KCN_A")
    for edge, land in zip(EDGES_M, found.within, strict=True):
        along = shapely.segmentize(land.exterior, 20)
        far = shapely.distance(shapely.points(shapely.get_coordinates(along)), outline)
        assert far == pytest.approx(np.full(len(far), edge), abs=COARSE_M + 0.2)


def test_a_zone_without_an_outline_has_circles_around_that_of_its_declared_area() -> None:
    found = rings(Draft(), "KCN_B")
    assert not found.outlined
    radius = sqrt(50 * 10_000 / pi)
    for edge, land in zip(EDGES_M, found.within, strict=True):
        far = shapely.distance(shapely.points(shapely.get_coordinates(land)), point(5000, 0))
        assert far == pytest.approx(np.full(len(far), radius + edge), abs=COARSE_M + 0.2)


def test_rings_are_metres_of_the_grid_brought_into_degrees() -> None:
    found = rings(Draft(), "KCN_A")
    for planar, lonlat in zip(found.within, found.lonlat, strict=True):
        xy = shapely.get_coordinates(planar)
        lon, lat = TO_DEGREES.transform(xy[:, 0], xy[:, 1])
        assert shapely.get_coordinates(lonlat) == pytest.approx(np.column_stack([lon, lat]), abs=1e-9)


def test_only_existing_zones_have_bands_and_others_say_why() -> None:
    made = Draft().set("CCN_C", position="commune_centroid", uncertainty_m=20_000)
    found = zone_rings(made.view())
    assert [each.zone for each in found.zones] == ["KCN_A", "KCN_B"]
    assert [key for key, _ in found.left] == ["CCN_C"]
    data = about(made)
    assert data["left"][0][1][0].startswith("Vị trí chỉ biết đến xã (sai số 20.000 m)")


def test_a_zone_of_unknown_area_has_none() -> None:
    assert [key for key, _ in zone_rings(Draft().drop("KCN_B").view()).left] == ["KCN_B"]


def test_shapes_stand_zone_after_zone_the_nearest_distance_first() -> None:
    found = bands(Draft())
    data = cast("dict[str, Any]", found.data(17))
    assert data["first"] == 17
    assert [edge["m"] for edge in data["edges"]] == [100, 300, 500, 1000]
    assert len(found.shapes) == 4 * len(data["zones"]) == 12
    first = degrees(square())
    for n, entry in enumerate(data["zones"]):
        own = found.shapes[4 * n : 4 * n + 4]
        assert all(outer.contains(inner) for inner, outer in pairwise(own))
        assert own[0].contains(first) == (entry["id"] == "KCN_A")
    assert [entry["circle"] for entry in data["zones"]] == [False, True, True]
    assert json_bytes(data)


def test_bands_are_called_a_screening_and_name_the_old_standard_in_both_languages() -> None:
    data = about(Draft())
    assert data["remarks"][0] == [
        "Sàng lọc theo khoảng cách, không phải kết luận pháp lý về khoảng cách an toàn.",
        "A screening by distance, no legal finding on safety distances.",
    ]
    grades = [edge["standard"] for edge in data["edges"]]
    assert grades == [
        [f"xí nghiệp cấp độc hại {grade}", f"works of hygiene class {grade}"]
        for grade in ("IV", "III", "II", "I")
    ]
    assert "of TCVN 4449:1987, Annex III: an old standard" in data["remarks"][2][1]


def test_a_standard_that_was_not_seen_says_so_and_one_that_was_replaced_is_left_out() -> None:
    plan = Draft().plan()
    rows = dict(plan.regulations.distances)
    rows["tcvn4449_class_i"] = replace(rows["tcvn4449_class_i"], verified=False)
    rows["tcvn4449_class_iv"] = replace(rows["tcvn4449_class_iv"], superseded=True)
    data = about(replace(plan, regulations=replace(plan.regulations, distances=rows)))
    assert "TCVN 4449:1987, Phụ lục III (chưa kiểm chứng):" in data["remarks"][2][0]
    assert [bool(edge["standard"]) for edge in data["edges"]] == [False, True, True, True]


def test_households_are_told_where_dwellings_are_known() -> None:
    assert any("Chưa đếm được" in remark[0] for remark in about(Draft())["remarks"])
    made = Draft()
    path = "layers/homes.geojson"
    made.config["layers"]["homes"] = {
        "kind": "dwellings",
        "path": path,
        "crs": GRID,
        "name_vi": "Nhà",
        "name_en": "Homes",
    }
    made.layers["homes"] = [
        place("H_1", point(1050, 500), position="surveyed", uncertainty_m=0, households=3),
        place("H_2", point(1400, 500), position="surveyed", uncertainty_m=0, households=4),
    ]
    data = about(made)
    counts = data["zones"][0]["counts"]
    told = [[text[0] for text in band if text[0].startswith("Số hộ")] for band in counts]
    assert [[line.rsplit(" ", 2)[1] for line in band] for band in told] == [["3"], ["3"], ["7"], ["7"]]
    assert not any("Chưa đếm được" in remark[0] for remark in data["remarks"])


def test_too_many_zones_are_told_not_drawn() -> None:
    made = Draft()
    made.add(*(zone(f"K_{n}", point(20_000 + 10 * n, 0)) for n in range(MOST_ZONES)))
    for n in range(MOST_ZONES):
        made.row(f"K_{n}", "area_declared_ha", 1)
    found = zone_rings(made.view())
    assert found.zones == ()
    assert found.reason is not None
    assert dict(found.reason.params) == {"count": MOST_ZONES + 3, "most": MOST_ZONES}


def test_a_plan_without_zones_has_no_bands() -> None:
    made = Draft()
    made.layers["zones"] = []
    plan = made.plan()
    assert map_bands(Dossier(plan, (), (), "vi")) is None


def test_lao_cai_has_bands_around_two_outlines_and_seven_circles(lao_cai: Plan) -> None:
    data = about(lao_cai)
    assert sum(not entry["circle"] for entry in data["zones"]) == 2
    assert sum(entry["circle"] for entry in data["zones"]) == 7
