"""What the page is made of beside the data: what Folium asks for, out of installed packages, and files of our own."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from zoneplan.errors import FileError
from zoneplan.io.packaged import leaflet, template
from zoneplan.text import Text

PACKAGE = "zoneplan.publish.maps.page"
SHEETS = ("base", "map", "panel", "card", "tools", "overlays", "lengths", "compare", "phone", "print")
ROOMS: Mapping[str, tuple[str, ...]] = {
    "ground": ("base", "tongue", "state", "blocks", "icons", "clipboard", "dialog"),
    "canvas": ("unpack", "grid_index", "tracer", "inks", "locator", "painter", "tile_cache", "areas"),
    "places": ("book", "reading", "symbols", "around", "signs", "spots", "labels", "naming", "scene"),
    "coordinates": ("graticule", "vn2000", "geodesic", "geodesic_area", "position", "scale"),
    "card": ("rows", "card", "popup"),
    "overlays": (
        "doubled",
        "finding_signs",
        "marks",
        "surfaces",
        "move_arrows",
        "moves",
        "band_lines",
        "bands",
    ),
    "panel": ("place_list", "panel", "chooser", "tally", "legend", "layer_list", "timeline", "search"),
    "compare": ("versus", "divider", "differences", "compare"),
    "tools": (
        "measure_view",
        "measure",
        "fullscreen",
        "link",
        "geojson",
        "download",
        "help",
        "toolbar",
        "zoom",
    ),
    "print": ("printed_sides", "sheet", "print"),
    "page": ("announcer", "skips", "room", "page", "opening"),
}
"""Our scripts by the folder in which they stand, in the order in which they stand in the page."""
TEMPLATES = ("page", "map", "shell")
_CARRIER = "django-js-lib-leaflet"
_CARRIED = {"leaflet": "leaflet.js", "leaflet_css": "leaflet.css"}
"""What Folium calls an asset, and the file of the installed package that is it."""
_VERSION = re.compile(r"@(\d+)\.(\d+)")
_ASSET = re.compile(r"url\((?!data:)[^)]*\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_UNKNOWN = Text(
    "Bản đồ cần {asset} nhưng không có gói nào đã cài mang nó: cài lại zoneplan với constraints.txt, hoặc gỡ phần đã thêm "
    "vào bản đồ.",
    "The map asks for {asset} but no installed package carries it: install zoneplan again with constraints.txt, or take "
    "out what was added to the map.",
)
_OTHER = Text(
    "Bản đồ cần {asset} bản {wanted} nhưng gói {package} đã cài là bản {found}: cài lại zoneplan với constraints.txt.",
    "The map asks for {asset} of version {wanted} but the installed {package} is {found}: install zoneplan again with "
    "constraints.txt.",
)
_ABSENT = Text(
    "Thiếu gói {package}, nơi chứa mã vẽ bản đồ: cài lại zoneplan với constraints.txt.",
    "The package {package}, which carries the map's scripts, is missing: install zoneplan again with constraints.txt.",
)


def own_template(name: str) -> str:
    """Gives one of our templates."""
    return template(PACKAGE, f"templates/{name}.html.j2")


@lru_cache(maxsize=1)
def our_sheet() -> str:
    """Gives our style sheets as one."""
    return "\n".join(template(PACKAGE, f"css/{name}.css") for name in SHEETS)


@lru_cache(maxsize=1)
def our_script() -> str:
    """Gives our scripts as one."""
    return "\n".join(script(name) for names in ROOMS.values() for name in names)


def script(name: str) -> str:
    """Gives one of our scripts by its name, which no two of them share."""
    room = next(room for room, names in ROOMS.items() if name in names)
    return template(PACKAGE, f"js/{room}/{name}.js")


def carried(name: str, address: str) -> str:
    """Gives the text of what Folium would fetch from an address, out of an installed package.

    Raises:
        FileError: No installed package carries it, or carries another version (major and minor count).
    """
    if name not in _CARRIED:
        raise FileError(_UNKNOWN, asset=f"{name} ({address})")
    _check_version(name, address)
    text = leaflet(_CARRIED[name])
    return _SOURCE_MAP.sub("", text) if name == "leaflet" else _ASSET.sub("none", text)


def _check_version(name: str, address: str) -> None:
    try:
        found = version(_CARRIER)
    except PackageNotFoundError:
        raise FileError(_ABSENT, package=_CARRIER) from None
    wanted = _VERSION.search(address)
    if wanted and tuple(found.split(".")[:2]) != wanted.groups():
        raise FileError(_OTHER, asset=name, wanted=".".join(wanted.groups()), package=_CARRIER, found=found)


def digests() -> dict[str, str]:
    """Gives the digest of every part: when one changes, the page is made anew."""
    texts = {
        "css": our_sheet(),
        "js": our_script(),
        **{f"template {name}": own_template(name) for name in TEMPLATES},
        **{name: leaflet(name) for name in _CARRIED.values()},
    }
    return _digests(texts.items())


def _digests(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: sha256(text.encode("utf-8")).hexdigest() for name, text in texts}
