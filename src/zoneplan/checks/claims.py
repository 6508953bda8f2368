"""Industrial zones that claim the same land, as far as their positions allow to tell."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import shapely

from zoneplan.checks.registry import check
from zoneplan.checks.topology import area_of, named
from zoneplan.checks.where import where
from zoneplan.geo.position import is_areal
from zoneplan.kernels.shapes import Indices, Shapes, as_array, doubles
from zoneplan.kernels.topology import Pairs, overlap_whatever_the_shift, overlaps, wider_than
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.plan.tolerance import HAIRLINE_M, NARROW_M
from zoneplan.text import Text

_WHY = Text(
    "Một mảnh đất không thể thuộc hai khu; phần chung được cộng hai lần vào tổng diện tích.",
    "One piece of land cannot belong to two zones; what they share is added to the totals twice.",
)
_REMEDY = Text(
    "Nếu khu này là một phần của khu kia thì ghi part_of, nếu là phần quy hoạch của khu đó thì ghi same_as; "
    "nếu không, đối chiếu hai ranh giới với quyết định rồi vẽ lại.",
    "If one is part of the other, give part_of, if it is the plan's entry of it, same_as; otherwise compare both "
    "outlines with their decisions and redraw them.",
)
ZONE_OVERLAP = Rule(
    "zone_overlap",
    Severity.WARNING,
    Text("Hai khu chồng lên nhau", "Zones overlap"),
    Text("Chồng lên {other}: {area}, {place}.", "It overlaps {other} by {area}, {place}."),
    _WHY,
    _REMEDY,
    example=Text(
        "Một cụm quy hoạch vẽ trùm lên 12 ha của một khu công nghiệp hiện có.",
        "A proposed cluster is drawn over 12 ha of an existing industrial zone.",
    ),
)
ZONE_POSSIBLY_OVERLAPS = Rule(
    "zone_overlap_possible",
    Severity.NOTE,
    Text("Hai khu có thể chồng lên nhau", "Zones may overlap"),
    Text(
        "Chồng lên {other}: {area}, trong phạm vi sai số vị trí {metres} m của hai ranh giới; {place}.",
        "It overlaps {other} by {area}, within the position uncertainty of {metres} m of the two outlines; {place}.",
    ),
    _WHY,
    _REMEDY,
    example=Text(
        "Hai khu giáp nhau, mỗi ranh giới có thể lệch 200 m, chồng nhau một dải rộng 60 m.",
        "Two neighbouring zones, each of which may be 200 m off, overlap in a strip 60 m wide.",
    ),
)


class _Claims(NamedTuple):
    """Zones with an outline: which zone each speaks of, and of which it is a part (-1 of none)."""

    zones: tuple[Feature, ...]
    shapes: Shapes
    itself: Indices
    whole: Indices


@check(ZONE_OVERLAP, ZONE_POSSIBLY_OVERLAPS)
def claims(plan: Plan) -> Iterator[Finding]:
    """Finds zones of any layer that overlap without saying that they belong together."""
    found = _claims(plan)
    pairs = _apart(overlaps(found.shapes), found)
    uncertainty = np.array([max(zone.uncertainty_m, 0.0) for zone in found.zones])
    metres = uncertainty[pairs.first] + uncertainty[pairs.second]
    noise = np.clip(metres, HAIRLINE_M, NARROW_M)
    certain = overlap_whatever_the_shift(found.shapes[pairs.first], found.shapes[pairs.second], metres)
    drawn = certain & wider_than(pairs.shape, HAIRLINE_M) | wider_than(pairs.shape, noise)
    for i in np.flatnonzero(drawn).tolist():
        zone, other = sorted(
            (found.zones[pairs.first[i]], found.zones[pairs.second[i]]), key=lambda z: (z.layer, z.id)
        )
        rule = ZONE_OVERLAP if certain[i] else ZONE_POSSIBLY_OVERLAPS
        yield rule.found(
            layer=zone.layer,
            feature=zone.id,
            geometry=pairs.shape[i],
            other=named(other),
            area=area_of(float(pairs.shape[i].area)),
            metres=float(metres[i]),
            place=where(shapely.get_parts(pairs.shape[i])),
        )


def _claims(plan: Plan) -> _Claims:
    """Gives the zones that claim land: those withdrawn from the plan do not."""
    zones = tuple(
        zone
        for zone in plan.of_kind("industrial_zones")
        if is_areal(zone.geometry) and zone.geometry.is_valid and zone.text("stage") != "removed"
    )
    number: dict[str, int] = {}
    itself = [number.setdefault(_itself(zone.id, plan.by_id), len(number)) for zone in zones]
    whole = [number.get(_whole(zone, plan.by_id), -1) for zone in zones]
    shapes = as_array([zone.geometry for zone in zones])
    return _Claims(zones, shapes, np.array(itself, dtype=np.intp), np.array(whole, dtype=np.intp))


def _itself(zone: str, by_id: Mapping[str, Feature]) -> str:
    """Gives the id of the zone that an entry speaks of."""
    return (by_id[zone].text("same_as") or zone) if zone in by_id else zone


def _whole(zone: Feature, by_id: Mapping[str, Feature]) -> str:
    """Gives the id of the zone that a zone, or the one it speaks of, is a part of; nothing without one."""
    itself = by_id.get(_itself(zone.id, by_id), zone)
    return _itself(zone.text("part_of") or itself.text("part_of"), by_id)


def _apart(pairs: Pairs, found: _Claims) -> Pairs:
    """Gives the pairs of two different zones neither of which is part of the other, each two zones once.

    Zones of the very same outline are left to the check that finds features which stand twice.
    """
    one, two = found.itself[pairs.first], found.itself[pairs.second]
    same = doubles(found.shapes)
    related = (one == two) | (found.whole[pairs.first] == two) | (found.whole[pairs.second] == one)
    fresh = np.flatnonzero(~related & (same[pairs.first] != same[pairs.second]))
    couple = np.sort(np.stack([one, two], axis=1)[fresh], axis=1)
    _, largest = np.unique(couple, axis=0, return_index=True)
    kept = fresh[np.sort(largest)]
    return Pairs(pairs.first[kept], pairs.second[kept], pairs.shape[kept])
