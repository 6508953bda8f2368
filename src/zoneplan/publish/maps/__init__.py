"""The interactive map: one page that opens without a network."""

from zoneplan.publish.dossier import Artefact, Dossier
from zoneplan.publish.maps.composed import Composed, compared, composed
from zoneplan.publish.maps.page.assets import digests

__all__ = ["artefacts", "comparison"]

_PATH = "maps/index.html"
_COMPARISON = "maps/compare.html"


def artefacts(dossier: Dossier) -> tuple[Artefact, ...]:
    """Gives the map of a dossier as the one file ``maps/index.html``."""
    return (_artefact(_PATH, composed(dossier)),)


def comparison(dossier: Dossier, other: Dossier) -> Artefact:
    """Gives a map with a second plan in it, to be laid over the first, as the one file ``maps/compare.html``."""
    return _artefact(_COMPARISON, compared(composed(dossier, other), composed(other, dossier)))


def _artefact(path: str, page: Composed) -> Artefact:
    def make() -> bytes:
        from zoneplan.publish.maps.page.render import render_page  # noqa: PLC0415 - folium is heavy

        return render_page(page.model, [(name, data()) for name, data in page.blocks])

    return Artefact(path, {"model": page.model, "blocks": page.digest, "parts": digests()}, make)
