"""Which grid the user names, which the place tells, and what ids and fields sites get."""

import math

import numpy as np
import pytest
import shapely
from pyproj import Geod

from zoneplan.corners.asked import asked_grid
from zoneplan.corners.communes import Commune, distance_m, lies_in, near_names, share_in, stated_in
from zoneplan.corners.entries import category_of, given_fields, ids_of, ledger_row, missing_fields, new_id
from zoneplan.corners.propose import Ground, decide
from zoneplan.corners.readings import Asked, agrees, lawful_readings, unshifted
from zoneplan.corners.sites import GridWords, Site
from zoneplan.errors import UsageError
from zoneplan.geo.signatures import Reading
from zoneplan.plan.kinds import KINDS
from zoneplan.publish.importing import degrees_text

EXTENT = (103.3, 21.7, 104.9, 23.0)


@pytest.mark.parametrize(
    ("cm", "zone", "code"),
    [
        ("104.75", 3, "EPSG:9208"),
        ("104,75", None, "EPSG:9208"),
        ("104°45'", 3, "EPSG:9208"),
        ("104°45′00″", 3, "EPSG:9208"),
        ("104-45", 3, "EPSG:9208"),
        ("105", None, "EPSG:5897"),
        ("105", 6, "EPSG:3405"),
        ("111°", 6, "EPSG:3406"),
        ("108.25", 3, "EPSG:9217"),
        ("107°45'", 3, "EPSG:5899"),
    ],
)
def test_meridians_name_grids(cm: str, zone: int | None, code: str) -> None:
    assert asked_grid(cm, zone, None, None) == Asked(code)


@pytest.mark.parametrize(
    ("cm", "zone", "crs", "order"),
    [
        ("104.8", 3, None, None),
        ("104.75", 6, None, None),
        ("104.75", 4, None, None),
        ("abc", None, None, None),
        ("104°75'", None, None, None),
        (None, 3, None, None),
        ("105", None, "EPSG:9208", None),
        (None, None, "EPSG:6956", None),
        (None, None, "9208", None),
        (None, None, "+proj=tmerc", None),
        (None, None, None, "ne"),
    ],
)
def test_what_is_no_grid_is_refused(
    cm: str | None, zone: int | None, crs: str | None, order: str | None
) -> None:
    with pytest.raises(UsageError):
        asked_grid(cm, zone, crs, order)


def test_every_lawful_grid_is_weighed_in_both_orders() -> None:
    readings = lawful_readings(EXTENT, in_degrees=False)
    assert len({r.code for r in readings}) * 2 == len(readings) == 40
    assert all(r.shifted for r in readings)
    assert unshifted(Reading("EPSG:9208", exchanged=True)) == Reading(
        "EPSG:9208", exchanged=True, shifted=False
    )
    assert unshifted(Reading("EPSG:3405")) == Reading("EPSG:32648")
    assert unshifted(Reading("OGC:CRS84")) == Reading("OGC:CRS84")


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        ("EPSG:9208", GridWords(104.75, 3), True),
        ("EPSG:9208", GridWords(104.75), True),
        ("EPSG:9208", GridWords(105.0, 3), False),
        ("EPSG:5897", GridWords(105.0, 6), False),
        ("EPSG:3405", GridWords(105.0, 6), True),
        ("EPSG:3405", GridWords(None, 6), True),
        ("EPSG:9208", GridWords(), True),
        ("EPSG:4756", GridWords(None, None, "VN-2000"), True),
        ("OGC:CRS84", GridWords(None, None, "VN-2000"), False),
        ("OGC:CRS84", GridWords(None, None, "HN-72"), True),
        ("EPSG:4756", GridWords(None, None, "HN-72"), True),
    ],
)
def test_words_agree_with_readings(code: str, words: GridWords, expected: bool) -> None:
    assert agrees(Reading(code), words) is expected


def test_numbers_that_land_nowhere_are_refused_without_a_crash() -> None:
    ground = Ground("EPSG:9208", EXTENT)
    for size in (1e7, 1e12, 1e300):
        shape = shapely.Polygon([(0, 0), (size, 0), (size, size)])
        site = Site("A", shape, 3, (1, 0), 0, 5.0)
        verdict = decide([site], [stated_in([], ())], GridWords(), Asked(), ground)
        assert (verdict.winner, verdict.basis) == (None, "none")
        assert all(math.isnan(c.centre[0]) or not c.is_inside for c in verdict.candidates)


BOX = Commune("Xã Bản Qua", ("Xã Cũ",), shapely.box(104.0, 22.4, 104.1, 22.5))
CENTRE = Commune("Phường Cam Đường", (), shapely.Point(104.0, 22.4), 5000)


@pytest.mark.parametrize(
    ("words", "now", "former"),
    [
        (["Khu A, xã Bản Qua, tỉnh Lào Cai"], ["Xã Bản Qua"], []),
        (["Địa điểm: XÃ BẢN QUA"], ["Xã Bản Qua"], []),
        (["Bản Qua"], ["Xã Bản Qua"], []),
        (["Khu Bản Qua"], [], []),
        (["phía bắc giáp xã Bản Qua"], [], []),
        (["xã Cũ"], [], ["Xã Cũ"]),
        (["xã Bản Qua và phường Cam Đường"], ["Xã Bản Qua", "Phường Cam Đường"], []),
        (["xã Bản Quan"], [], []),
    ],
)
def test_communes_are_found_in_words(words: list[str], now: list[str], former: list[str]) -> None:
    stated = stated_in(words, (BOX, CENTRE))
    assert [c.name for c in stated.now] == now
    assert [name for name, _ in stated.former] == former


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("ban qua", ["Xã Bản Qua"]),
        ("Xã Bản Quà", ["Xã Bản Qua"]),
        ("phuong cam duong", ["Phường Cam Đường"]),
        ("Qua", ["Xã Bản Qua"]),
        ("xã Hà Nội", []),
        ("", []),
    ],
)
def test_near_names_of_communes_are_found_without_accents(name: str, near: list[str]) -> None:
    assert near_names(name, (BOX, CENTRE)) == near


def test_distances_agree_with_the_geodesic() -> None:
    site = shapely.Point(104.2, 22.6).buffer(1e-6)
    geodesic = Geod(ellps="WGS84").inv(104.2, 22.6, 104.0, 22.4)[2]
    assert distance_m(site, CENTRE) == pytest.approx(geodesic, rel=0.01)
    assert distance_m(shapely.box(104.05, 22.45, 104.06, 22.46), BOX) == 0
    assert lies_in(shapely.box(103.95, 22.35, 103.96, 22.36), CENTRE)
    assert not lies_in(site, CENTRE)
    assert distance_m(shapely.Point(np.inf, 1), CENTRE) == math.inf
    assert share_in(shapely.box(104.05, 22.45, 104.15, 22.46), BOX) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Khu công nghiệp Tằng Loỏng", "KCN"),
        ("KCN Võ Lao", "KCN"),
        ("CỤM CÔNG NGHIỆP BẢN QUA", "CCN"),
        ("CCN Bản Qua", "CCN"),
        ("Cụm công nghiệp phía nam khu công nghiệp Võ Lao", "CCN"),
        ("Khu A", None),
        ("Dự án KCNC", None),
    ],
)
def test_names_tell_the_category(name: str, category: str | None) -> None:
    assert category_of(name, KINDS["industrial_zones"]) == category
    assert category_of(name, KINDS["relocation_areas"]) is None


def test_ids_are_ascii_different_and_free() -> None:
    assert new_id("Khu công nghiệp Võ Lao", set()) == "KCN_VO_LAO"
    assert new_id("CỤM CÔNG NGHIỆP BẢN QUA", {"CCN_BAN_QUA"}) == "CCN_BAN_QUA_2"
    assert new_id("1. 2", set()) == "SITE_1_2"
    assert ids_of(["Khu A", "Khu A"], None, {"KHU_A"}) == ["KHU_A_2", "KHU_A_3"]
    assert ids_of(["Khu A"], "X1", set()) == ["X1"]
    for asked, names in (("X 1", ["a"]), ("X1", ["a", "b"]), ("TAKEN", ["a"])):
        with pytest.raises(UsageError):
            ids_of(names, asked, {"TAKEN"})


def test_fields_are_those_of_the_kind() -> None:
    kind = KINDS["industrial_zones"]
    assert given_fields(kind, {"category": "CCN", "uncertainty_m": "2"}) == {
        "category": "CCN",
        "uncertainty_m": 2.0,
    }
    for wrong in ({"nothing": "1"}, {"category": "XXX"}, {"uncertainty_m": "hai"}):
        with pytest.raises(UsageError):
            given_fields(kind, wrong)
    missing = missing_fields(kind, {"id": "A", "name_vi": "A", "position": "surveyed", "uncertainty_m": 1})
    assert missing is not None
    assert [str(word).split(" ")[0] for word in missing.params["fields"]] == ["source", "category", "stage"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stage", "kind", "indicator"),
    [
        ("existing", "industrial_zones", "area_declared_ha"),
        ("2026-2030", "industrial_zones", "planned_area_2030_ha"),
        ("after-2030", "industrial_zones", "planned_area_after_2030_ha"),
        ("", "relocation_areas", "area_declared_ha"),
    ],
)
def test_ledger_rows_name_the_indicator_of_the_stage(stage: str, kind: str, indicator: str) -> None:
    row = ledger_row("A", 12.5, KINDS[kind], {"stage": stage, "source": "S1"}, "2026")
    assert (row["indicator"], row["value"], row["unit"]) == (indicator, "12.5", "ha")


@pytest.mark.parametrize(
    ("value", "text"), [(104.13, "104°07′48″"), (22.29, "22°17′24″"), (104.99999, "105°00′00″")]
)
def test_degrees_are_shown_with_minutes_and_seconds(value: float, text: str) -> None:
    assert degrees_text(value) == text
