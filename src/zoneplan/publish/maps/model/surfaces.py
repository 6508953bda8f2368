"""Density surfaces on the map: their classes and colours, what is to be said of each, and their pictures."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np
from branca.colormap import linear
from numpy.typing import NDArray

from zoneplan.io.surface_picture import MOST_PX, Colour, picture_frame, picture_png
from zoneplan.metrics.density.surface import METHOD, Surface
from zoneplan.plan.raster import Affine
from zoneplan.plan.units import COUNTED, UNITS
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps.model.overlay_words import CLASSES, NOWHERE
from zoneplan.publish.maps.model.said import said
from zoneplan.text import Message, Number, Text, format_date

SCHEMES = {"population": "BuPu_09", "zone_land": "OrRd_09", "hydropower": "GnBu_09"}
"""The ColorBrewer scheme of each surface: light to dark, so that it reads without telling hues apart."""
OTHER_SCHEME = "PuRd_09"
SKIPPED = 3
"""So many of the lightest colours of a scheme are left out, as they would vanish on the paper."""
_STEPS = (1, 2, 5)
_DEGREES = 7

Cells = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is needed to draw a surface."""

    values: Cells
    transform: Affine
    crs: str
    breaks: tuple[float, ...]
    colours: tuple[Colour, ...]

    def png(self) -> bytes:
        """Gives the picture of the surface."""
        return picture_png(self.values, self.transform, self.crs, self.breaks, self.colours)


@dataclass(frozen=True, slots=True)
class MapSurface:
    """A surface as the page holds it; without a picture where there is nothing to draw.

    ``data`` names the block of the picture and holds a digest of all that the picture depends on.
    """

    data: Mapping[str, object]
    picture: Picture | None = None

    @property
    def block(self) -> str:
        """The name of the block that holds its picture."""
        return str(self.data["block"])


def map_surfaces(dossier: Dossier) -> tuple[MapSurface, ...]:
    """Gives the surfaces of a dossier in its order."""
    return tuple(_map_surface(dossier, surface) for surface in dossier.surfaces)


def class_breaks(cells: Cells, count: int) -> tuple[float, ...]:
    """Gives where at most so many classes begin: at 1, 2 and 5 times powers of 10 below the largest value.

    Classes in which no value lies are left out at the lower end; there are none where all values are 0.
    """
    above = cells[np.isfinite(cells) & (cells > 0)]
    if not len(above):
        return ()
    least, most = float(above.min()), float(above.max())
    power = floor(log10(most))
    series = [float(f"{step}e{p}") for p in range(power - count - 1, power + 1) for step in _STEPS]
    begun = [edge for edge in series if 0 < edge < most]
    first = max((n for n, edge in enumerate(begun) if edge <= least), default=0)
    return tuple(begun[max(first, len(begun) - count) :])


def scheme_colours(surface_id: str) -> tuple[Colour, ...]:
    """Gives the colours of a surface, the lightest first."""
    scheme = getattr(linear, _scheme(surface_id))
    return tuple(_bytes(colour) for colour in scheme.colors[SKIPPED:])


def _scheme(surface_id: str) -> str:
    return SCHEMES.get(surface_id, OTHER_SCHEME)


def _bytes(colour: Sequence[float]) -> Colour:
    red, green, blue = (round(255 * share) for share in colour[:3])
    return red, green, blue


def _map_surface(dossier: Dossier, surface: Surface) -> MapSurface:
    head = {"id": surface.id, "name": said(surface.name), "unit": said(UNITS[surface.unit].sign)}
    if surface.per_km2 is None or surface.transform is None:
        return MapSurface(head | {"reason": said(surface.reason) if surface.reason else ""})
    colours = scheme_colours(surface.id)
    breaks = class_breaks(surface.per_km2, len(colours))
    if not breaks:
        return MapSurface(head | {"reason": said(NOWHERE)})
    picture = Picture(surface.per_km2, surface.transform, surface.crs, breaks, colours[-len(breaks) :])
    return MapSurface(head | _told(dossier, surface) | _drawn(surface, picture), picture)


def _told(dossier: Dossier, surface: Surface) -> dict[str, object]:
    return {
        "as_of": said(Text(format_date(surface.as_of, "vi"), format_date(surface.as_of, "en"))),
        "total": said(_total(surface)),
        "remarks": [said(remark) for remark in surface.remarks],
        "source": METHOD,
        "sources": _sources(dossier, surface),
    }


def _total(surface: Surface) -> Message:
    decimals = 0 if surface.mass_unit in COUNTED else 1
    sign = UNITS[surface.mass_unit].sign
    return Message.of(Text("{n} {unit}", "{n} {unit}"), n=Number(surface.mass, decimals), unit=sign)


def _sources(dossier: Dossier, surface: Surface) -> list[str]:
    rasters = (source for key in surface.rasters for source in dossier.plan.rasters[key].source_ids)
    figures = (source for figure in surface.figures for source in figure.sources)
    return list(dict.fromkeys((*figures, *rasters)))


def _drawn(surface: Surface, picture: Picture) -> dict[str, object]:
    rows, columns = picture.values.shape
    bounds = picture_frame((rows, columns), picture.transform, picture.crs).bounds
    west, south, east, north = (round(degree, _DEGREES) for degree in bounds)
    decimals = max(0, -floor(log10(picture.breaks[0])))
    method = Message.of(
        CLASSES,
        most=Number(float(np.nanmax(picture.values)), decimals),
        unit=UNITS[surface.unit].sign,
        scheme=_scheme(surface.id).partition("_")[0],
    )
    return {
        "block": f"surface-{surface.id.replace('_', '-')}",
        "bounds": [[south, west], [north, east]],
        "classes": _classes(picture),
        "decimals": decimals,
        "method": said(method),
        "digest": _digest(picture),
    }


def _classes(picture: Picture) -> list[dict[str, object]]:
    """Gives the classes from the lowest, which is left clear; each ends where the next begins, the last is open."""
    edges = (None, *picture.breaks, None)
    colours = (None, *("#{:02x}{:02x}{:02x}".format(*colour) for colour in picture.colours))
    return [
        {"from": low, "to": high, "colour": colour}
        for low, high, colour in zip(edges[:-1], edges[1:], colours, strict=True)
    ]


def _digest(picture: Picture) -> str:
    said = repr(
        (picture.values.shape, picture.transform, picture.crs, picture.breaks, picture.colours, MOST_PX)
    )
    cells = np.ascontiguousarray(picture.values, dtype="<f8").tobytes()
    return hashlib.sha256(said.encode() + cells).hexdigest()
