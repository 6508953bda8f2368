"""Places against the communes they name: what is certain is told, what is only possible is not."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from checks.cases.places import SHIFT, misread
from support import EAST, NORTH, Draft, place, point, square, zone
from zoneplan.checks.places import stated_communes
from zoneplan.checks.shifts import shifted_twins
from zoneplan.geo.crs import WGS84, reproject
from zoneplan.plan.finding import Finding
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.text import render


def said(finding: Finding) -> str:
    return render(finding.message, "en")


def outlined(*places: tuple[str, shapely.Geometry, str, float]) -> Draft:
    """Gives a plan whose two communes are squares of 10 km side by side, each known to 100 m."""
    draft = Draft()
    for number, name in enumerate(("C_X", "C_Y")):
        outline = shapely.box(EAST + number * 10_000, NORTH, EAST + (number + 1) * 10_000, NORTH + 10_000)
        draft.set(name, outline, position="outline", uncertainty_m=100)
    shapes = [
        place(place_id, geometry, role="destination", cause="disaster", commune=commune, uncertainty_m=metres)
        for place_id, geometry, commune, metres in places
    ]
    draft.layers["relocations"] = shapes
    draft.layers["hydropower"] = []
    draft.layers["zones"] = []
    return draft


def test_only_a_certain_mismatch_is_told() -> None:
    """100 m of the outline, 500 m of the place and 5 m of digitising reach 605 m beyond the edge."""
    draft = outlined(
        ("INSIDE", point(9000, 5000), "Xã X", 0),
        ("NEAR", point(10_600, 5000), "Xã X", 500),
        ("FAR", point(10_610, 5000), "Xã X", 500),
    )
    (finding,) = stated_communes(draft.plan())
    assert (finding.rule.id, finding.feature) == ("commune_mismatch", "FAR")
    assert "0.61 km from the outline of that commune; it lies in Xã Y" in said(finding)
    assert finding.geometry == point(10_610, 5000)


def test_any_of_several_communes_will_do() -> None:
    draft = outlined(("BOTH", point(15_000, 5000), "Xã X; Xã Y", 0), ("ONE", point(15_000, 5000), "Xã X", 0))
    assert [f.feature for f in stated_communes(draft.plan())] == ["ONE"]


def test_a_commune_without_a_place_says_nothing() -> None:
    draft = outlined(("A", point(15_000, 5000), "Xã X; Xã Lạ", 0), ("B", point(15_000, 5000), "Xã Lạ", 0))
    assert list(stated_communes(draft.plan())) == []
    draft = outlined(("C", point(15_000, 90_000), "Xã X", 0)).set("C_X", point(), uncertainty_m=None)
    assert list(stated_communes(draft.plan())) == []


def test_an_outline_that_touches_its_commune_fits() -> None:
    draft = outlined(("A", square(9900, 5000, 500), "Xã X", 0))
    assert list(stated_communes(draft.plan())) == []


def test_a_place_in_no_commune_is_said_to_be_in_none() -> None:
    draft = outlined(("A", point(5000, 17_000), "Xã X", 0))
    (finding,) = stated_communes(draft.plan())
    assert "7.0 km from the outline" in said(finding)
    assert "no commune" in said(finding)


@pytest.mark.parametrize(
    ("code", "read_as"),
    [("EPSG:5897", "105°00′"), ("EPSG:9207", "104°30′"), ("EPSG:9206", "104°00′"), ("EPSG:9209", "105°30′")],
)
def test_a_layer_of_another_meridian_is_one_finding(code: str, read_as: str) -> None:
    homes = [point(3000 + 1000 * i, 4000) for i in range(5)]
    astray = [misread(home, "EPSG:9208", code) for home in homes]
    draft = outlined(*((f"RL_{i}", shape, "Xã X", 50) for i, shape in enumerate(astray)))
    (finding,) = stated_communes(draft.plan())
    assert (finding.rule.id, finding.layer, finding.feature) == ("meridian_signature", "relocations", "")
    assert "5 features of the layer (for instance RL_0)" in said(finding)
    assert f"meridian 104°45′ had been read on {read_as}" in said(finding)
    assert ("(or those of 104°30′ on 104°45′)" in said(finding)) == (read_as == "105°00′")
    assert finding.geometry is not None
    assert finding.geometry.equals_exact(shapely.GeometryCollection(homes), 1.0)


@pytest.mark.parametrize(
    ("read_in", "truly", "words"),
    [
        ("EPSG:9208", "EPSG:5897", "on central meridian 105°00′ had been read on 104°45′: 25.8 km off"),
        ("EPSG:5897", "EPSG:9208", "on central meridian 104°45′ had been read on 105°00′: 25.8 km off"),
        ("EPSG:5897", "EPSG:9207", "on central meridian 104°30′ had been read on 105°00′: 51.5 km off"),
    ],
)
def test_a_file_cannot_have_been_read_on_a_meridian_it_does_not_name(
    read_in: str, truly: str, words: str
) -> None:
    homes = [point(3000 + 1000 * i, 4000) for i in range(4)]
    astray = [misread(home, truly, read_in) for home in homes]
    plan = outlined(*((f"RL_{i}", shape, "Xã X", 50) for i, shape in enumerate(astray))).plan()
    layer = replace(plan.layers["relocations"], crs=read_in)
    (finding,) = stated_communes(replace(plan, layers={**plan.layers, "relocations": layer}))
    assert words in said(finding)


def test_a_feature_that_returns_to_the_edge_belongs_to_the_layers_one_finding() -> None:
    """Of three, two return well inside and one to 150 m outside an outline that is known to 100 m, itself to 50 m."""
    homes = [point(3000, 4000), point(5000, 4000), point(4000, -150)]
    astray = [misread(home, "EPSG:9208", "EPSG:5897") for home in homes]
    draft = outlined(*((f"RL_{i}", shape, "Xã X", 50) for i, shape in enumerate(astray)))
    (finding,) = stated_communes(draft.plan())
    assert "3 features of the layer" in said(finding)


def test_a_few_of_another_meridian_are_told_one_by_one() -> None:
    good = [(f"OK_{i}", point(3000 + 500 * i, 4000), "Xã X", 50.0) for i in range(6)]
    bad = misread(point(3000, 4000), "EPSG:9208", "EPSG:5897")
    found = list(stated_communes(outlined(*good, ("BAD", bad, "Xã X", 50)).plan()))
    assert [(f.rule.id, f.feature) for f in found] == [("meridian_signature", "BAD")]
    assert found[0].geometry is not None
    assert found[0].geometry.equals_exact(point(3000, 4000), 1.0)


def test_two_of_another_meridian_are_told_one_by_one() -> None:
    astray = [misread(point(3000 + 1000 * i, 4000), "EPSG:9208", "EPSG:5897") for i in range(2)]
    draft = outlined(*((f"RL_{i}", shape, "Xã X", 50) for i, shape in enumerate(astray)))
    found = list(stated_communes(draft.plan()))
    assert [(f.rule.id, f.feature) for f in found] == [
        ("meridian_signature", "RL_0"),
        ("meridian_signature", "RL_1"),
    ]


def test_a_mistake_that_most_of_a_layer_does_not_share_is_told_one_by_one() -> None:
    good = [(f"OK_{i}", point(3000 + 500 * i, 4000), "Xã X", 50.0) for i in range(6)]
    homes = [point(3000 + 1000 * i, 5000) for i in range(3)]
    bad = [(f"BAD_{i}", misread(p, "EPSG:9208", "EPSG:5897"), "Xã X", 50.0) for i, p in enumerate(homes)]
    found = list(stated_communes(outlined(*good, *bad).plan()))
    assert [(f.rule.id, f.feature) for f in found] == [("meridian_signature", f"BAD_{i}") for i in range(3)]


def test_one_certain_return_is_too_few_for_a_whole_layer() -> None:
    """Two of three astray return only to the edge; those known to 30 km are not astray, whatever is right."""
    homes = [point(3000, 4000), point(4000, -150), point(5000, -150)]
    astray = [misread(home, "EPSG:9208", "EPSG:5897") for home in homes]
    vague = [misread(point(2000 + 1000 * i, 6000), "EPSG:9208", "EPSG:5897") for i in range(3)]
    draft = outlined(
        *((f"RL_{i}", shape, "Xã X", 50) for i, shape in enumerate(astray)),
        *((f"V_{i}", shape, "Xã X", 30_000) for i, shape in enumerate(vague)),
    )
    assert [(f.rule.id, f.feature) for f in stated_communes(draft.plan())] == [
        ("meridian_signature", "RL_0"),
        ("commune_mismatch", "RL_1"),
        ("commune_mismatch", "RL_2"),
    ]


def test_what_the_common_mistake_does_not_explain_is_told_by_itself() -> None:
    """The first feature lies where no meridian would bring it home; the others share a mistake of 45 minutes."""
    homes = [point(3000 + 1000 * i, 4000) for i in range(4)]
    astray = [misread(home, "EPSG:9208", "EPSG:9206") for home in homes]
    draft = outlined(
        ("LOST", point(5000, 60_000), "Xã X", 50),
        *((f"RL_{i}", shape, "Xã X", 50) for i, shape in enumerate(astray)),
    )
    together, alone = stated_communes(draft.plan())
    assert (together.rule.id, together.feature) == ("meridian_signature", "")
    assert "4 features of the layer (for instance RL_0)" in said(together)
    assert (alone.rule.id, alone.feature) == ("commune_mismatch", "LOST")


def test_a_commune_known_by_its_centre_reaches_two_and_a_half_times_as_far_as_it_is_known() -> None:
    """1,000 m are 2,500 m, and 5 m of digitising."""
    draft = outlined(("NEAR", point(2504), "Xã X", 0), ("FAR", point(2506), "Xã X", 0))
    draft.set("C_X", point(), position="commune_centroid", uncertainty_m=1000)
    draft.set("C_Y", point(90_000), position="commune_centroid", uncertainty_m=1000)
    (finding,) = stated_communes(draft.plan())
    assert finding.feature == "FAR"
    assert "2.5 km from the centre of that commune; the nearest centre is that of Xã X" in said(finding)


@pytest.mark.parametrize("sign", [1, -1])
def test_an_outline_moved_by_the_shift_finds_its_twin(sign: int) -> None:
    east, north = (sign * part for part in SHIFT)
    draft = Draft().add(zone("KCN_A_QH", square(east, north), same_as="KCN_A"))
    (finding,) = shifted_twins(draft.plan())
    assert (finding.rule.id, finding.feature) == ("shift_signature", "KCN_A_QH")
    # 1,000 m square: (1000 − 195.62)(1000 − 107.11) shared, of 2 km² less that together
    assert "shares 56.03 %" in said(finding)
    assert finding.geometry is not None
    assert finding.geometry.equals_exact(square(), 0.5)


@pytest.mark.parametrize(
    "twin",
    [square(), square(5, 5), square(-195.62, -107.11, 900), square(223, 0), point(200, 100), square(9000)],
)
def test_other_twins_are_left_alone(twin: shapely.Geometry) -> None:
    draft = Draft().add(zone("KCN_A_QH", twin, same_as="KCN_A"))
    assert list(shifted_twins(draft.plan())) == []


def test_the_plan_of_the_repository_has_none_of_these(lao_cai: Plan) -> None:
    assert list(stated_communes(lao_cai)) == []
    assert list(shifted_twins(lao_cai)) == []


@pytest.mark.real_data
def test_with_real_outlines_only_the_known_mismatches_are_told(lao_cai: Plan, real_data: Path) -> None:
    """The notes of the layers admit four plants outside their commune; two clusters lie in another one."""
    source = json.loads((real_data / "communes_2025.geojson").read_text(encoding="utf-8"))["features"]
    lonlat = np.array([shapely.from_geojson(json.dumps(f["geometry"])) for f in source], dtype=object)
    communes = tuple(
        Feature(
            "communes",
            "communes",
            {"id": f["properties"]["code"], "name_vi": f["properties"]["fullName"], "uncertainty_m": 100.0},
            shape,
            degrees,
        )
        for f, shape, degrees in zip(source, reproject(lonlat, WGS84, lao_cai.crs), lonlat, strict=True)
    )
    layer = replace(lao_cai.layers["communes"], features=communes)
    found = list(stated_communes(replace(lao_cai, layers={**lao_cai.layers, "communes": layer})))
    assert {(f.feature, f.rule.id) for f in found} == {
        ("CCN_SON_MAN", "commune_mismatch"),
        ("CCN_SON_MAN_W", "commune_mismatch"),
        ("CCN_KHANH_YEN_THUONG", "commune_mismatch"),
        ("CCN_KHANH_YEN_THUONG_QH", "commune_mismatch"),
    }
    (son_man,) = (f for f in found if f.feature == "CCN_SON_MAN")
    assert "it lies in Phường Cam Đường" in said(son_man)
