"""What is wrong with single geometries, told by feature and shown in the plan's grid."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.geo.crs import reproject
from zoneplan.io.format_rules import FILE_TOLERATED, RING_UNCLOSED
from zoneplan.io.raw import RawLayer, as_array, together
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Number, Text

_METRES = Text("{length} m", "{length} m")
_FAR = Text("một đoạn không đo được", "a distance that cannot be measured")
_CENTIMETRES = 2


def told(raw: RawLayer, labels: Sequence[str], layer: str, crs: str, grid: str) -> list[Finding]:
    """Gives the flaws of a layer as findings.

    Args:
        raw: The layer as read.
        labels: What each feature is called, length ``n``.
        layer: The layer.
        crs: The system it is read in.
        grid: The plan's grid, in which evidence is shown and gaps are measured.
    """
    places = as_array([flaw.place for flaw in raw.flaws])
    shown = _shown(reproject(places, crs, grid) if len(places) else places)
    findings = []
    for flaw, place in zip(raw.flaws, shown, strict=True):
        feature = labels[flaw.feature] if flaw.feature >= 0 else ""
        params = dict(flaw.params) | _measured(place) if flaw.rule is RING_UNCLOSED else flaw.params
        findings.append(flaw.rule.found(layer=layer, feature=feature, geometry=place, **params))
    return findings


def _shown(places: NDArray[np.object_]) -> NDArray[np.object_]:
    """Leaves out evidence that has no place in the grid."""
    kept = places.copy()
    kept[~np.isfinite(shapely.bounds(places)).all(axis=1)] = None
    return kept


def _measured(place: shapely.LineString | None) -> dict[str, object]:
    if place is None:
        return {"gap": _FAR}
    return {"gap": Message.of(_METRES, length=Number(float(place.length), _CENTIMETRES))}


def tolerated(raw: RawLayer, layer: str, path: str) -> list[Finding]:
    """Gives the one note about what is unusual in a file and was read all the same."""
    if not raw.tolerated:
        return []
    return [FILE_TOLERATED.found(layer=layer, path=path, what=together(raw.tolerated, "; "))]
