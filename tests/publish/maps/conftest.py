"""Maps to look at: that of the repository and small ones."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from support import Draft
from zoneplan.metrics import measure_all
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps import artefacts
from zoneplan.text import Language

HOSTILE = (
    """<script>window.hacked=1</script></script>"'&<img src=x onerror=window.hacked=1>{{ 7*7 }}\u2028x"""
)


def dossier_of(plan: Plan, language: Language = "vi") -> Dossier:
    """Gives a dossier with all measures and no findings."""
    return Dossier(plan, (), measure_all(View(plan)), language)


def model_of(plan: Plan, language: Language = "vi") -> dict[str, Any]:
    """Gives the model of a plan's map."""
    (artefact,) = artefacts(dossier_of(plan, language))
    return cast("dict[str, Any]", artefact.model)


def page_of(plan: Plan, language: Language = "vi") -> str:
    """Gives the page of a plan's map."""
    (artefact,) = artefacts(dossier_of(plan, language))
    return artefact.make().decode("utf-8")


@pytest.fixture(scope="session")
def lao_cai_model(lao_cai: Plan) -> dict[str, Any]:
    """The model of the map of Lào Cai."""
    return model_of(lao_cai)


@pytest.fixture(scope="session")
def lao_cai_page(lao_cai: Plan) -> str:
    """The page of the map of Lào Cai."""
    return page_of(lao_cai)


@pytest.fixture
def model() -> Callable[..., dict[str, Any]]:
    """Makes the model of a small plan's map."""
    return lambda draft, language="vi": model_of(draft.plan(), language)


@pytest.fixture
def page() -> Callable[..., str]:
    """Makes the page of a small plan's map."""
    return lambda draft, language="vi": page_of(draft.plan(), language)


@pytest.fixture
def hostile() -> Draft:
    """A small plan whose names try to break out of every place they are put."""
    draft = Draft()
    for zone_id in ("KCN_A", "KCN_B"):
        draft.set(zone_id, name_vi=HOSTILE, note=HOSTILE, decision=HOSTILE, commune=HOSTILE)
    draft.config["plan"]["name_vi"] = HOSTILE
    draft.sources[0][1] = HOSTILE
    return draft.row("KCN_A", "projects", 3, note=HOSTILE)
