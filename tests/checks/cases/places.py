"""Changes that carry a place away from its commune, or an outline away from its twin."""

import shapely
from pyproj import Transformer

from checks.cases.base import Change
from support import GRID, Draft, place, point, square, zone

SHIFT = (-195.62, 107.11)
"""East and north from the unshifted to the shifted place at Tằng Loỏng, by the published table of the rules."""


def misread(geometry: shapely.Point, truly: str, read_as: str) -> shapely.Point:
    """Gives where a place lands when its numbers of one grid are read in another."""
    numbers = Transformer.from_crs(GRID, truly, always_xy=True).transform(geometry.x, geometry.y)
    return shapely.Point(Transformer.from_crs(read_as, GRID, always_xy=True).transform(*numbers))


def receiver(
    place_id: str, geometry: shapely.Point, commune: str = "Xã W", uncertainty_m: float = 500
) -> Change:
    """Gives a change that adds a place that receives people, and a commune of 6,000 m of radius."""

    def change(draft: Draft) -> Draft:
        if "C_W" not in {s.props["id"] for s in draft.layers["communes"]}:
            centre = {"position": "commune_centroid", "uncertainty_m": 6000}
            draft.add(place("C_W", point(200, 200), name_vi="Xã W", **centre), layer="communes")
        said = {"commune": commune, "uncertainty_m": uncertainty_m}
        shape = place(place_id, geometry, role="destination", cause="disaster", **said)
        return draft.add(shape, layer="relocations")

    return change


def twin(draft: Draft, east: float, north: float) -> Draft:
    """Adds the plan's entry of a zone with its outline so far away."""
    draft.row("KCN_A", "planned_area_2030_ha", 100)
    return draft.add(zone("KCN_A_QH", square(east, north), same_as="KCN_A", stage="2021-2030"))


BREAKS: dict[str, tuple[Change, str, str]] = {
    # 6,000 m of radius reach 15,000 m at most; the place lies 29.8 km from the centre
    "commune_mismatch": (
        receiver("RL_8", point(200, 30_000)),
        "RL_8",
        "29.8 km from the centre of that commune; the nearest centre is that of Xã X",
    ),
    "meridian_signature": (
        receiver("RL_9", misread(point(0, 3000), "EPSG:9208", "EPSG:5897")),
        "RL_9",
        "computed on central meridian 104°45′ had been read on 105°00′ (or those of 104°30′ on 104°45′): 25.8 km",
    ),
    "shift_signature": (
        lambda d: twin(d, -SHIFT[0], -SHIFT[1]),
        "KCN_A_QH",
        "WGS 84 and VN-2000 (223 m)",
    ),
}

HARMLESS: dict[str, Change] = {
    "a place at the end of a long commune": receiver("RL_8", point(200, 15_000)),
    "a place near the second of two communes": receiver("RL_8", point(9000, -30_000), "Xã W; Xã Y"),
    "a far place that admits it": receiver("RL_8", point(200, 30_000), uncertainty_m=20_000),
    "a place that names no commune": receiver("RL_8", point(200, 30_000), ""),
    "a twin that lies elsewhere": lambda d: twin(d, 300, 300),
}

EXCLUSIVE: set[str] = set()
