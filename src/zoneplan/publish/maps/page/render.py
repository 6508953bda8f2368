"""The map as one self-contained page: Folium arranges it, Leaflet draws it, nothing is fetched."""

from collections.abc import Mapping, Sequence
from math import floor, log2
from typing import Any

from branca.element import CssLink, Element, Figure, JavascriptLink
from folium import Map
from jinja2 import Template

from zoneplan.publish.maps.model.failure_words import FAILURES
from zoneplan.publish.maps.page.assets import carried, our_script, our_sheet, own_template
from zoneplan.publish.maps.page.blocks import block, json_bytes
from zoneplan.publish.maps.page.policy import PLACE, with_policy

_FIXED_ID = "zoneplan"
_ZOOMS = {"maxZoom": 18, "zoomSnap": 0.5, "zoomDelta": 0.5}
_LEAST_ZOOM = 6
_TWO_TILES = 720.0
"""Degrees of longitude that two tiles of the smallest zoom show side by side."""
_NEEDED = ("leaflet", "leaflet_css")


class Verbatim(Element):
    """Text that is written as it stands, whatever braces it holds.

    Data must only reach the page this way: branca takes what the macros of an element give for a
    template and renders it once more, so that ``{{ ... }}`` in a name would be run.
    """

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._id = _FIXED_ID
        self.text = text


class Page(Figure):
    """The HTML document around the map: what its parts would fetch is written into it instead."""

    _template = Template(own_template("page"))

    def __init__(self, language: str, title: str) -> None:
        super().__init__(title=title)
        self._id = _FIXED_ID
        self.language = language
        self.policy = PLACE
        del self.header._children["meta_http"]  # noqa: SLF001 - the charset stands in the template

    def render(self, **kwargs: Any) -> str:
        """Gives the document.

        Raises:
            FileError: A part asks for something that no installed package carries.
        """
        for child in self._children.values():
            child.render(**kwargs)
        self._carry()
        self.header.add_child(Verbatim(f"<style>{our_sheet()}</style>"), name="our_sheet")
        self.header.add_child(Verbatim(f"<script>{our_script()}</script>"), name="our_script")
        html: str = self._template.render(this=self, kwargs=kwargs)
        return html

    def _carry(self) -> None:
        asked = self.header._children  # noqa: SLF001 - Folium offers no other way to see what it asks for
        for name, element in list(asked.items()):
            if isinstance(element, JavascriptLink):
                asked[name] = Verbatim(f"<script>{carried(name, element.url)}</script>")
            elif isinstance(element, CssLink):
                asked[name] = Verbatim(f"<style>{carried(name, element.url)}</style>")


class OfflineMap(Map):
    """A Folium map without tiles that needs Leaflet alone; it starts our script."""

    default_js = [pair for pair in Map.default_js if pair[0] in _NEEDED]  # noqa: RUF012 - Folium declares lists
    default_css = [pair for pair in Map.default_css if pair[0] in _NEEDED]  # noqa: RUF012
    _template = Template(own_template("map"))

    def __init__(self, extent: Sequence[float]) -> None:
        west, south, east, north = extent
        centre = round((south + north) / 2, 5), round((west + east) / 2, 5)
        super().__init__(location=list(centre), tiles=None, zoom_control=False)
        self._id = _FIXED_ID
        self.options = {"zoomControl": False, "minZoom": _least_zoom(extent), **_ZOOMS}


def _least_zoom(extent: Sequence[float]) -> int:
    """Gives how far the map zooms out: so far that a plan of any size is seen whole."""
    west, south, east, north = extent
    wide = max(east - west, 2 * (north - south))
    return max(0, min(_LEAST_ZOOM, floor(log2(_TWO_TILES / wide)))) if wide > 0 else _LEAST_ZOOM


def render_page(model: Mapping[str, Any], blocks: Sequence[tuple[str, bytes]]) -> bytes:
    """Gives the page of a map; the same model and blocks always give the same bytes.

    Args:
        model: What the page shows, as plain data.
        blocks: Further blocks of the file by name: shapes, cards, pictures.
    """
    spoken = model["language"]
    page = Page(spoken, _said(model["title"], spoken))
    shell = Template(own_template("shell"), autoescape=True)
    page.html.add_child(
        Verbatim(
            shell.render(
                title=_said(model["title"], spoken),
                subtitle=_said(model["subtitle"], spoken),
                failures=FAILURES,
            )
        ),
        name="shell",
    )
    for name, data in (("model", json_bytes(model)), *blocks):
        page.html.add_child(Verbatim(block(name, data)), name=f"block-{name}")
    page.add_child(OfflineMap(model["extent"]), name="map")
    lines = (line.rstrip() for line in page.render().split("\n"))
    base = model.get("base")
    return with_policy("\n".join(lines), [base["url"]] if base else []).encode("utf-8")


def _said(text: str | Sequence[str], language: str) -> str:
    """Gives a text of the model in one language."""
    return text if isinstance(text, str) else text[0 if language == "vi" else 1]
