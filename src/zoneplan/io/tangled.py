"""Layers that no computer compares in reasonable time, refused before anything compares them."""

from collections.abc import Iterator, Sequence

import numpy as np

from zoneplan.io.rules import FILE_TOO_LARGE
from zoneplan.kernels.tangle import crossings_estimate, neighbours_estimate
from zoneplan.plan.config import Limits
from zoneplan.plan.finding import Finding
from zoneplan.plan.layer import Feature, Layer
from zoneplan.text import Number, Text

_NEIGHBOURS = Text(
    "vòng ranh giới khác chồng lên hoặc nằm sát mỗi vòng, tính trung bình (limits.neighbours)",
    "other rings over or beside each ring on average (limits.neighbours)",
)
_CROSSINGS = Text(
    "chỗ ranh giới cắt nhau hoặc tự cắt, ước tính (limits.crossings)",
    "places where outlines cross each other or themselves, as estimated (limits.crossings)",
)


def tangled(layers: Sequence[Layer], limits: Limits) -> Iterator[Finding]:
    """Tells where polygons lie over each other in such numbers that overlays would not end.

    Args:
        layers: The layers of a plan in its grid.
        limits: How much is let through.
    """
    crowded = False
    for layer in layers:
        found = neighbours_estimate(layer.geometries, enough=limits.neighbours)
        if found.count > limits.neighbours:
            crowded = True
            yield _told(layers, layer.features[found.worst], found.count, limits.neighbours, _NEIGHBOURS)
    if crowded:
        return
    features = [feature for layer in layers for feature in layer.features]
    shapes = np.concatenate([layer.geometries for layer in layers]) if layers else np.empty(0, dtype=object)
    found = crossings_estimate(shapes, enough=limits.crossings)
    if found.count > limits.crossings:
        yield _told(layers, features[found.worst], found.count, limits.crossings, _CROSSINGS)


def _told(layers: Sequence[Layer], feature: Feature, found: float, limit: float, what: Text) -> Finding:
    path = next(layer.path for layer in layers if layer.id == feature.layer)
    return FILE_TOO_LARGE.found(
        layer=feature.layer, feature=feature.id, path=path, found=Number(found, 0), limit=limit, what=what
    )
