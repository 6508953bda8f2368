"""Distance bands around existing zones on the map: a screening, each distance with the standard it comes from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from zoneplan.kernels.distance import EDGES_M
from zoneplan.metrics.relocation.exposure import SCREENING, WITHIN
from zoneplan.metrics.relocation.zone_rings import ZoneRings, zone_rings
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import SeparationDistance
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import value_text
from zoneplan.publish.legal import NOT_VERIFIED
from zoneplan.publish.maps.model.overlay_words import (
    BAND_COUNT,
    BAND_NO_COUNT,
    BAND_REFERENCE,
    BAND_STANDARD,
    BAND_ZONES,
)
from zoneplan.publish.maps.model.said import Said, said
from zoneplan.text import Message, Text

_HYGIENE = "tcvn4449_class_"
"""How the ids of hygiene distances begin; the class follows."""


@dataclass(frozen=True, slots=True)
class MapBands:
    """The bands as the page holds them.

    Attributes:
        shapes: The land within each distance of each zone in degrees, zone after zone, the nearest distance first.
        about: What is said of all bands: the distances, the zones in the order of ``shapes``, remarks.
    """

    shapes: tuple[BaseGeometry, ...]
    about: Mapping[str, object]

    def data(self, first: int) -> dict[str, object]:
        """Gives what the page needs when ``shapes`` are packed from this number on."""
        return {**self.about, "first": first}


def map_bands(dossier: Dossier) -> MapBands | None:
    """Gives the bands around the existing zones of a dossier; nothing where there is no zone to speak of."""
    found = zone_rings(View(dossier.plan))
    if not (found.zones or found.left or found.reason):
        return None
    standards = [_standard(dossier.plan, edge) for edge in EDGES_M]
    counted = [_counts(dossier, zone.zone) for zone in found.zones]
    remarks: list[Message | Text] = [SCREENING, BAND_ZONES, *_documents([row for row in standards if row])]
    remarks += [found.reason] if found.reason else []
    remarks += [BAND_NO_COUNT] if found.zones and not any(any(bands) for bands in counted) else []
    about = {
        "edges": [{"m": edge, "standard": _grade(row)} for edge, row in zip(EDGES_M, standards, strict=True)],
        "zones": [_zone(zone, counts) for zone, counts in zip(found.zones, counted, strict=True)],
        "left": [[key, said(why)] for key, why in found.left],
        "remarks": [said(remark) for remark in remarks],
    }
    return MapBands(tuple(shape for zone in found.zones for shape in zone.lonlat), about)


def _standard(plan: Plan, edge_m: float) -> SeparationDistance | None:
    """Gives the hygiene distance that is as long as an edge."""
    rows = (row for row in plan.regulations.distances.values() if row.id.startswith(_HYGIENE))
    return next((row for row in rows if row.distance_m == edge_m and not row.superseded), None)


def _grade(row: SeparationDistance | None) -> Said:
    if row is None:
        return ""
    return said(Message.of(BAND_REFERENCE, grade=row.id.removeprefix(_HYGIENE).upper()))


def _documents(rows: Sequence[SeparationDistance]) -> Iterator[Message]:
    """Gives where hygiene distances stand, each document once, and which of them was not seen."""
    for document in dict.fromkeys(row.document for row in rows):
        seen = all(row.verified for row in rows if row.document == document)
        doubt = Text("", "") if seen else Text(f" ({NOT_VERIFIED.vi})", f" ({NOT_VERIFIED.en})")
        yield Message.of(BAND_STANDARD, document=document, unverified=doubt)


def _zone(rings: ZoneRings, counts: list[list[Said]]) -> dict[str, object]:
    told = {"counts": counts} if any(counts) else {}
    return {"id": rings.zone, "circle": not rings.outlined, "uncertainty_m": rings.uncertainty_m, **told}


def _counts(dossier: Dossier, zone: str) -> list[list[Said]]:
    """Gives what was counted within each distance of a zone."""
    return [_counted(dossier, zone, round(edge)) for edge in EDGES_M]


def _counted(dossier: Dossier, zone: str, edge_m: int) -> list[Said]:
    found = (dossier.measure(f"{what}_within_{edge_m}m", zone) for what in WITHIN)
    return [
        said(
            Message.of(
                BAND_COUNT,
                name=measure.spec.name,
                value=Text(value_text(measure, "vi"), value_text(measure, "en")),
            )
        )
        for measure in found
        if measure is not None and measure.value is not None
    ]
