"""The layers of the map: what can be switched on and off, and which features each shows."""

from collections.abc import Callable, Container
from dataclasses import dataclass

from zoneplan.plan.horizons import State
from zoneplan.plan.layer import Feature
from zoneplan.text import Text


@dataclass(frozen=True, slots=True)
class LayerRule:
    """A layer that a reader can switch on and off.

    ``pane`` says above what it is drawn, ``label_zoom`` from when its places are named, ``signs`` that points of it
    are signs, which are fanned out where they share a place. A layer of a ``state`` has no features of its own: it
    shows those of any layer that are in that state. ``variants`` tells features apart that look different.
    """

    id: str
    name: Text
    kind: str
    pane: str
    on: bool
    label_zoom: int
    signs: bool = False
    state: State | None = None
    shows: Callable[[Feature], bool] = lambda _: True
    variant: str = ""


def _zone(feature: Feature) -> bool:
    return not feature.references("same_as")


def _moved(feature: Feature) -> bool:
    return feature.text("cause") != "disaster"


def _disaster(feature: Feature) -> bool:
    return feature.text("cause") == "disaster"


WITHDRAWN = "withdrawn"
"""The layer of what is withdrawn from the plan, of whatever kind."""
FINDINGS = "findings"
"""The layer of the findings, which are no features."""

LAYERS = (
    LayerRule(
        "zones",
        Text("Khu, cụm công nghiệp", "Industrial zones"),
        "industrial_zones",
        "zones",
        on=True,
        label_zoom=11,
        signs=True,
        shows=_zone,
    ),
    LayerRule(
        "hydropower",
        Text("Thủy điện", "Hydropower"),
        "hydropower_sites",
        "signs",
        on=True,
        label_zoom=11,
        signs=True,
    ),
    LayerRule(
        "relocation",
        Text("Di dời, tái định cư", "Relocation"),
        "relocation_areas",
        "signs",
        on=True,
        label_zoom=12,
        signs=True,
        shows=_moved,
        variant="role",
    ),
    LayerRule(
        "disaster",
        Text("Tái định cư vùng thiên tai", "Disaster resettlement"),
        "relocation_areas",
        "signs",
        on=False,
        label_zoom=12,
        signs=True,
        shows=_disaster,
        variant="role",
    ),
    LayerRule(
        WITHDRAWN,
        Text("Đưa ra khỏi quy hoạch", "Withdrawn from the plan"),
        "",
        "zones",
        on=False,
        label_zoom=12,
        state=State.WITHDRAWN,
    ),
    LayerRule("communes", Text("Xã, phường", "Communes"), "communes", "communes", on=True, label_zoom=9),
    LayerRule(
        "context",
        Text("Sông, đường, địa danh", "Rivers, roads, names"),
        "context",
        "ground",
        on=True,
        label_zoom=9,
    ),
    LayerRule(
        "land_use",
        Text("Sử dụng đất", "Land use"),
        "land_use",
        "ground",
        on=False,
        label_zoom=14,
        variant="code",
    ),
    LayerRule("plots", Text("Lô đất", "Plots"), "plots", "ground", on=False, label_zoom=14, variant="code"),
    LayerRule("buildings", Text("Công trình", "Buildings"), "buildings", "ground", on=False, label_zoom=16),
    LayerRule(
        "dwellings", Text("Nhà ở", "Dwellings"), "dwellings", "signs", on=False, label_zoom=15, signs=True
    ),
    LayerRule("basins", Text("Lưu vực sông", "River basins"), "basins", "ground", on=False, label_zoom=10),
    LayerRule(
        FINDINGS, Text("Điều cần xem lại", "Findings to look at"), "", "findings", on=False, label_zoom=0
    ),
)
"""Every layer in the order in which they are listed."""

LAYER = {rule.id: rule for rule in LAYERS}
"""Every layer by its id."""

_OF_KIND: dict[str, tuple[LayerRule, ...]] = {}
for _rule in LAYERS:
    if _rule.kind:
        _OF_KIND[_rule.kind] = (*_OF_KIND.get(_rule.kind, ()), _rule)


def layer_of(feature: Feature) -> LayerRule | None:
    """Gives the layer that shows a feature; nothing for a plan entry whose zone is shown itself."""
    return next((rule for rule in _OF_KIND.get(feature.kind, ()) if rule.shows(feature)), None)


def variant_of(rule: LayerRule, feature: Feature, codes: Container[str]) -> str:
    """Gives what tells the look of a feature from others of its layer: a role, or the first land-use code if official."""
    value = next(iter(feature.references(rule.variant)), "") if rule.variant else ""
    return "" if rule.variant == "code" and value not in codes else value
