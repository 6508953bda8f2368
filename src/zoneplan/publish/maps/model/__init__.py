"""What the map shows: a model in both languages, and its JSON for the page."""

from zoneplan.publish.maps.model.spec import MapModel, map_model
from zoneplan.publish.maps.model.written import plain, plain_cards

__all__ = ["MapModel", "map_model", "plain", "plain_cards"]
