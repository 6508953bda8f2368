"""The map as one self-contained page: Folium arranges it, Leaflet draws it, nothing is fetched."""

import json
import re
from collections.abc import Mapping
from typing import Any

from branca.element import Element, Figure
from folium import Map
from jinja2 import Template

from zoneplan.io.packaged import leaflet
from zoneplan.publish.maps.parts import LEAFLET_SCRIPT, LEAFLET_SHEET, SCRIPTS, SHEET, own
from zoneplan.publish.maps.popup import mark_html, panel_html, popup_html

_FIXED_ID = "zoneplan"
_ASSET = re.compile(r"url\((?!data:)[^)]*\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
_DATA = (
    '<div id="coordinates" aria-hidden="true"></div><script type="application/json" id="model">{}</script>'
)
_ZOOMS = {"minZoom": 7, "maxZoom": 17}


class Page(Figure):
    """The HTML document around the map, with its language, its title and no address to fetch."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="{{ this.language }}">\n<head>\n<meta charset="utf-8">\n'
        "<title>{{ this.title | e }}</title>\n"
        '<meta http-equiv="Content-Security-Policy" content="{{ this.policy }}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        "{{ this.header.render(**kwargs) }}\n</head>\n<body>\n{{ this.html.render(**kwargs) }}\n"
        "<script>\n{{ this.script.render(**kwargs) }}\n</script>\n</body>\n</html>\n"
    )

    def __init__(self, language: str, title: str) -> None:
        super().__init__(title=title)
        self._id = _FIXED_ID
        self.language = language
        self.policy = _POLICY
        del self.header._children["meta_http"]  # noqa: SLF001  (the charset stands in the template)


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


class OfflineMap(Map):
    """A Folium map without tiles and without anything from another place; it starts our script."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  (Folium declares lists)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        """
        {% macro html(this, kwargs) %}<div id={{ this.get_name()|tojson }} class="map"></div>{% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }}, zoom: 10, crs: L.CRS.{{ this.crs }},
            zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 120, attributionControl: false,
            ...{{ this.options|tojson }}
        });
        zoneplan.start({{ this.get_name() }}, JSON.parse(document.getElementById("model").textContent));
        {% endmacro %}
        """
    )

    def __init__(self, centre: tuple[float, float]) -> None:
        super().__init__(location=list(centre), tiles=None, zoom_control=False)
        self._id = _FIXED_ID
        self.options = {"zoomControl": False, **_ZOOMS}


def json_in_html(value: object) -> str:
    """Gives JSON that no HTML parser and no old JavaScript engine takes for anything else."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _drawn(model: Mapping[str, Any]) -> dict[str, Any]:
    """Gives the part of the model that the browser needs, cards already as HTML."""
    words = model["card_words"]
    places = [
        {**{k: v for k, v in place.items() if k != "card"}, "html": popup_html(place["card"], words)}
        for place in model["places"]
    ]
    marks = [
        {**{k: v for k, v in mark.items() if k not in {"findings", "where"}}, "html": mark_html(mark, words)}
        for mark in model["marks"]
    ]
    kept = {key: model[key] for key in ("words", "titles", "layers", "grid", "formula")}
    return kept | {"places": places, "marks": marks}


def _centre(model: Mapping[str, Any]) -> tuple[float, float]:
    points = [place["at"] for place in model["places"]] or [[0.0, 0.0]]
    middles = [(min(p[i] for p in points) + max(p[i] for p in points)) / 2 for i in (0, 1)]
    return round(middles[0], 5), round(middles[1], 5)


def render_page(model: Mapping[str, Any]) -> bytes:
    """Gives the page of a map model; the same model always gives the same bytes."""
    page = Page(model["language"], model["title"])
    sheet = _ASSET.sub("none", leaflet(LEAFLET_SHEET)) + own(SHEET)
    script = _SOURCE_MAP.sub("", leaflet(LEAFLET_SCRIPT)) + "".join(map(own, SCRIPTS))
    for name, tag, text in (("style", "style", sheet), ("script", "script", script)):
        page.header.add_child(Verbatim(f"<{tag}>{text}</{tag}>"), name=name)
    data = json_in_html(_drawn(model))
    page.html.add_child(Verbatim(panel_html(model)), name="panel")
    page.html.add_child(Verbatim(_DATA.format(data)), name="data")
    page.add_child(OfflineMap(_centre(model)), name="map")
    html: str = page.render()
    return ("\n".join(line.rstrip() for line in html.split("\n"))).encode("utf-8")
