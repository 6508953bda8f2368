"""The model of the map of Lào Cai, made once."""

import pytest

from map_models import Written, dossier_of
from zoneplan.plan.plan import Plan
from zoneplan.publish.maps.model import map_model


@pytest.fixture(scope="session")
def lao_cai_map(lao_cai: Plan) -> Written:
    """The model of the map of Lào Cai."""
    return Written(map_model(dossier_of(lao_cai)))
