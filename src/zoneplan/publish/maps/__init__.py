"""The interactive map: one page that opens without a network."""

import json
from dataclasses import asdict

from zoneplan.publish.dossier import Artefact, Dossier
from zoneplan.publish.maps.parts import digests
from zoneplan.publish.maps.spec import map_spec

__all__ = ["artefacts"]

_PATH = "maps/index.html"


def artefacts(dossier: Dossier) -> tuple[Artefact, ...]:
    """Gives the map of a dossier as the one file ``maps/index.html``."""
    model: dict[str, object] = json.loads(json.dumps(asdict(map_spec(dossier)))) | {"parts": digests()}

    def make() -> bytes:
        from zoneplan.publish.maps.render import render_page  # noqa: PLC0415  (folium is heavy)

        return render_page(model)

    return (Artefact(_PATH, model, make),)
