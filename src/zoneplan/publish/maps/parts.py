"""What the page is made of beside the data: our templates, styles and scripts, and Leaflet."""

from hashlib import sha256

from zoneplan.io.packaged import leaflet, template

PACKAGE = "zoneplan.publish.maps"
SHEET = "map.css"
SCRIPTS = ("vn2000.js", "signs.js", "labels.js", "search.js", "findings.js", "map.js")
TEMPLATES = ("rows.html.j2", "findings.html.j2", "popup.html.j2", "mark.html.j2", "panel.html.j2")
LEAFLET_SHEET = "leaflet.css"
LEAFLET_SCRIPT = "leaflet.js"


def own(name: str) -> str:
    """Gives one of our own files."""
    return template(PACKAGE, name)


def digests() -> dict[str, str]:
    """Gives the digest of every part: when one changes, the page is made anew."""
    texts = {name: own(name) for name in (SHEET, *SCRIPTS, *TEMPLATES)}
    texts |= {name: leaflet(name) for name in (LEAFLET_SHEET, LEAFLET_SCRIPT)}
    return {name: sha256(text.encode()).hexdigest() for name, text in texts.items()}
