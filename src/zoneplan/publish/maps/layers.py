"""The layers of the map: which features each shows and whether it starts switched on."""

from collections.abc import Callable
from dataclasses import dataclass

from zoneplan.plan.layer import Feature
from zoneplan.text import Text


@dataclass(frozen=True, slots=True)
class LayerRule:
    """One row of the legend; ``pane`` says above what it is drawn, ``label_zoom`` from when it is named."""

    id: str
    name: Text
    pane: str
    on: bool
    label_zoom: int
    shows: Callable[[Feature], bool]


def _zone(*stages: str) -> Callable[[Feature], bool]:
    return lambda f: (
        f.kind == "industrial_zones" and f.text("stage") in stages and not f.references("same_as")
    )


def _power(status: str) -> Callable[[Feature], bool]:
    return lambda f: f.kind == "hydropower_sites" and f.text("status") == status


def _moved(role: str) -> Callable[[Feature], bool]:
    return lambda f: f.kind == "relocation_areas" and f.text("role") == role and f.text("cause") != "disaster"


def _disaster(feature: Feature) -> bool:
    return feature.kind == "relocation_areas" and feature.text("cause") == "disaster"


def _kind(kind: str) -> Callable[[Feature], bool]:
    return lambda f: f.kind == kind


FINDINGS = "findings"
"""The layer of the findings, which are no features."""

LAYERS = (
    LayerRule(
        "zones_existing",
        Text("Khu, cụm hiện có", "Existing zones"),
        "zones",
        on=True,
        label_zoom=11,
        shows=_zone("existing"),
    ),
    LayerRule(
        "zones_2030",
        Text("Quy hoạch đến 2030", "Planned to 2030"),
        "zones",
        on=True,
        label_zoom=11,
        shows=_zone("2021-2030", "2026-2030"),
    ),
    LayerRule(
        "zones_after_2030",
        Text("Quy hoạch sau 2030", "Planned after 2030"),
        "zones",
        on=True,
        label_zoom=11,
        shows=_zone("after-2030"),
    ),
    LayerRule(
        "zones_removed",
        Text("Đưa ra khỏi quy hoạch", "Removed from the plan"),
        "zones",
        on=False,
        label_zoom=11,
        shows=_zone("removed"),
    ),
    LayerRule(
        "relocation_origin",
        Text("Nơi phải di dời", "People must leave"),
        "signs",
        on=True,
        label_zoom=12,
        shows=_moved("origin"),
    ),
    LayerRule(
        "relocation_destination",
        Text("Nơi tái định cư", "People arrive"),
        "signs",
        on=True,
        label_zoom=12,
        shows=_moved("destination"),
    ),
    LayerRule(
        "resettlement_disaster",
        Text("Tái định cư vùng thiên tai", "Disaster resettlement"),
        "signs",
        on=False,
        label_zoom=12,
        shows=_disaster,
    ),
    LayerRule(
        "hydropower_operating",
        Text("Thủy điện đang vận hành", "Hydropower, operating"),
        "signs",
        on=True,
        label_zoom=11,
        shows=_power("operating"),
    ),
    LayerRule(
        "hydropower_construction",
        Text("Thủy điện đang xây dựng", "Hydropower, under construction"),
        "signs",
        on=True,
        label_zoom=11,
        shows=_power("construction"),
    ),
    LayerRule(
        "hydropower_planned",
        Text("Thủy điện quy hoạch", "Hydropower, planned"),
        "signs",
        on=False,
        label_zoom=12,
        shows=_power("planned"),
    ),
    LayerRule(
        "hydropower_removed",
        Text("Thủy điện đưa ra khỏi quy hoạch", "Hydropower, removed"),
        "signs",
        on=False,
        label_zoom=12,
        shows=_power("removed"),
    ),
    LayerRule(
        "land_use",
        Text("Sử dụng đất", "Land use"),
        "ground",
        on=False,
        label_zoom=14,
        shows=_kind("land_use"),
    ),
    LayerRule(
        "plots",
        Text("Lô đất", "Plots"),
        "ground",
        on=False,
        label_zoom=14,
        shows=_kind("plots"),
    ),
    LayerRule(
        "buildings",
        Text("Công trình", "Buildings"),
        "ground",
        on=False,
        label_zoom=16,
        shows=_kind("buildings"),
    ),
    LayerRule(
        "dwellings",
        Text("Nhà ở", "Dwellings"),
        "signs",
        on=False,
        label_zoom=15,
        shows=_kind("dwellings"),
    ),
    LayerRule(
        "basins",
        Text("Lưu vực sông", "River basins"),
        "ground",
        on=False,
        label_zoom=10,
        shows=_kind("basins"),
    ),
    LayerRule(
        "context",
        Text("Sông, đường, địa danh", "Rivers, roads, names"),
        "ground",
        on=True,
        label_zoom=9,
        shows=_kind("context"),
    ),
    LayerRule(
        "communes",
        Text("Xã, phường theo dân số", "Communes by population"),
        "communes",
        on=True,
        label_zoom=9,
        shows=_kind("communes"),
    ),
    LayerRule(
        FINDINGS,
        Text("Điều cần xem lại", "Findings to look at"),
        "findings",
        on=False,
        label_zoom=0,
        shows=lambda _: False,
    ),
)
"""Every layer in the order of the legend; a feature is shown by the first that takes it."""


def layer_of(feature: Feature) -> LayerRule | None:
    """Gives the layer that shows a feature; nothing for a plan entry whose zone is already shown."""
    return next((rule for rule in LAYERS if rule.shows(feature)), None)
