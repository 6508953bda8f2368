"""The interactive map: one page that opens without a network."""

from zoneplan.publish.dossier import Artefact, Dossier
from zoneplan.publish.maps.composed import composed
from zoneplan.publish.maps.page.assets import digests

__all__ = ["artefacts"]

_PATH = "maps/index.html"


def artefacts(dossier: Dossier) -> tuple[Artefact, ...]:
    """Gives the map of a dossier as the one file ``maps/index.html``."""
    page = composed(dossier)

    def make() -> bytes:
        from zoneplan.publish.maps.page.render import render_page  # noqa: PLC0415 - folium is heavy

        return render_page(page.model, [(name, data()) for name, data in page.blocks])

    return (Artefact(_PATH, {"model": page.model, "blocks": page.digest, "parts": digests()}, make),)
