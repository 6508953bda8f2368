"""The places of the map: one for every feature that is drawn, with where and how it is drawn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from zoneplan.geo.position import Position
from zoneplan.kernels.shapes import as_array
from zoneplan.plan.declared import declared_area
from zoneplan.plan.horizons import Horizon, State, horizons, state_at
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps.model.layers import LAYERS, LayerRule, layer_of, variant_of
from zoneplan.publish.maps.model.shapes import anchors
from zoneplan.publish.maps.model.style import MARKER_PX, Form, circle_radius_m, diamond_px, disc_px
from zoneplan.publish.maps.model.words import cut, shortened
from zoneplan.text import Text

_EXACT = frozenset({Position.SURVEYED, Position.OUTLINE, Position.MARKER})
_POINT = 0
_LINES = frozenset({1, 5})
"""What shapely calls points and lines."""
_REGION_M = 5000
"""A point of orientation that may be off by so much stands for a whole region, and is only named."""
_STRONG = 1e6
_LAYER_RANK = 1e4


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is.

    Attributes:
        at: Latitude and longitude of a point of it.
        type_id: What shapely calls its geometry.
        sharing: How many signs stand around its point.
        order: Its number in the plan, which puts equals in the order of the files.
    """

    at: tuple[float, float]
    type_id: int
    sharing: int
    order: int


@dataclass(frozen=True, slots=True)
class Place:
    """One thing on the map.

    Attributes:
        feature: What it shows.
        layer: The layer it belongs to.
        variant: What tells its look from others of its layer.
        form: How it is drawn.
        states: What it is at each horizon.
        label: What is written beside it.
        strong: Whether that is written in bold.
        rank: How important it is; larger comes first.
        radius_m: The radius of the circle drawn instead of an outline, 0 where there is none.
        size_px: The width of its sign.
        spot: Where it is.
    """

    feature: Feature
    layer: LayerRule
    variant: str
    form: Form
    states: tuple[State, ...]
    label: Text
    strong: bool
    rank: float
    radius_m: float
    size_px: float
    spot: Spot

    @property
    def id(self) -> str:
        """The id of its feature."""
        return self.feature.id

    @property
    def is_exact(self) -> bool:
        """Whether its point was published, and is not the centre of its commune."""
        return _is_exact(self.feature)

    @property
    def has_shape(self) -> bool:
        """Whether it is drawn by its own geometry."""
        return self.form in _SHAPED


_SHAPED = frozenset({Form.OUTLINE, Form.PROVISIONAL, Form.PART, Form.LINE})


def places(dossier: Dossier) -> tuple[Place, ...]:
    """Gives the places of a plan, the most important first; what has no geometry and plan entries have none."""
    plan = dossier.plan
    shown = [(f, rule) for f in plan.by_id.values() if (rule := layer_of(f)) and not f.lonlat.is_empty]
    times = horizons(plan)
    made = [
        _place(dossier, feature, rule, spot, times)
        for (feature, rule), spot in zip(shown, _spots(shown), strict=True)
    ]
    return tuple(sorted(made, key=lambda place: (-place.rank, place.spot.order)))


def _spots(shown: Sequence[tuple[Feature, LayerRule]]) -> list[Spot]:
    """Gives where features are; signs that share a point are counted."""
    lonlat = as_array([feature.lonlat for feature, _ in shown])
    at, types = anchors(lonlat).tolist(), shapely.get_type_id(lonlat).tolist()
    signs = [rule.signs and type_id == _POINT for (_, rule), type_id in zip(shown, types, strict=True)]
    points = [(float(lat), float(lon)) for lat, lon in at]
    around = Counter(point for point, sign in zip(points, signs, strict=True) if sign)
    return [
        Spot(point, type_id, around[point] if sign else 1, order)
        for order, (point, type_id, sign) in enumerate(zip(points, types, signs, strict=True))
    ]


def _place(
    dossier: Dossier, feature: Feature, rule: LayerRule, spot: Spot, times: Sequence[Horizon]
) -> Place:
    plan, values = dossier.plan, feature.values
    area = _area_ha(plan, feature)
    radius = round(circle_radius_m(area), 3) if spot.type_id == _POINT and area else 0.0
    size = _size(dossier, feature)
    strong = (
        values.get("category") == "KCN" and not values.get("part_of") and values.get("stage") != "removed"
    )
    return Place(
        feature=feature,
        layer=rule,
        variant=variant_of(rule, feature, plan.regulations.land_use_codes),
        form=_form(feature, spot.type_id, radius),
        states=tuple(state_at(plan, feature, time) for time in times),
        label=_label(feature),
        strong=strong,
        rank=_rank(rule, area or size, strong=strong),
        radius_m=radius,
        size_px=size,
        spot=spot,
    )


def _is_exact(feature: Feature) -> bool:
    return feature.values.get("position") in _EXACT


def _form(feature: Feature, type_id: int, radius: float) -> Form:
    if type_id in _LINES:
        return Form.LINE
    if type_id != _POINT:
        sure = feature.values.get("position") == Position.SURVEYED or not feature.uncertainty_m
        part = feature.values.get("part_of")
        return Form.PART if part else Form.OUTLINE if sure else Form.PROVISIONAL
    if radius:
        return Form.CIRCLE if _is_exact(feature) else Form.CIRCLE_CENTROID
    if feature.kind == "context" and feature.text("label") and feature.uncertainty_m >= _REGION_M:
        return Form.NAME
    return Form.SIGN if _is_exact(feature) else Form.SIGN_CENTROID


def _area_ha(plan: Plan, feature: Feature) -> float:
    """Gives the declared area of a zone; 0 where there is none or it is no zone."""
    found = declared_area(plan, feature.id) if feature.kind == "industrial_zones" else None
    return found.chosen.value if found else 0.0


def _size(dossier: Dossier, feature: Feature) -> float:
    match feature.kind:
        case "hydropower_sites":
            return diamond_px(_number(dossier, "installed_mw", feature.id))
        case "communes":
            return disc_px(_number(dossier, "population", feature.id))
        case _:
            return MARKER_PX


def _number(dossier: Dossier, metric: str, subject: str) -> float | None:
    measure = dossier.measure(metric, subject)
    return None if measure is None else measure.value


_ORDER = {rule.id: len(LAYERS) - number for number, rule in enumerate(LAYERS)}


def _rank(rule: LayerRule, size: float, *, strong: bool) -> float:
    """Gives the importance of a place: industrial zones before all else, then by layer, then larger first."""
    return round((_STRONG if strong else 0.0) + _ORDER[rule.id] * _LAYER_RANK + min(size, _LAYER_RANK - 1), 2)


_CALLED = frozenset({"industrial_zones", "hydropower_sites", "relocation_areas", "communes"})
"""Kinds whose names say what they are, which a label leaves to its sign."""


def _label(feature: Feature) -> Text:
    if feature.kind == "context":
        label = feature.text("label")
        return Text(*map(cut, feature.name)) if label == feature.name.vi else Text(cut(label), cut(label))
    name = feature.name
    if feature.kind in _CALLED and not feature.values.get("part_of"):
        return Text(shortened(name.vi, "vi"), shortened(name.en, "en"))
    return Text(cut(name.vi), cut(name.en))
