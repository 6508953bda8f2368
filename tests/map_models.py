"""The model of a map for tests, looked at place by place."""

import json
from collections.abc import Iterator
from typing import Any, cast

from support import Draft
from zoneplan.metrics import measure_all
from zoneplan.metrics.view import View
from zoneplan.plan.finding import Finding
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps.model import MapModel, map_model, plain, plain_cards
from zoneplan.text import Language


def dossier_of(plan: Plan, *findings: Finding, language: Language = "vi") -> Dossier:
    """Gives a dossier with all measures."""
    return Dossier(plan, findings, measure_all(View(plan)), language)


class Written:
    """A model as the page reads it: JSON, with the columns of places put together again."""

    def __init__(self, model: MapModel) -> None:
        self.model = model
        self.json: dict[str, Any] = json.loads(json.dumps(plain(model)))
        self.cards: dict[str, list[dict[str, Any]]] = json.loads(json.dumps(plain_cards(model)))

    @classmethod
    def of(cls, draft: Draft, *findings: Finding, language: Language = "vi") -> "Written":
        """Gives the model of a small plan's map."""
        return cls(map_model(dossier_of(draft.plan(), *findings, language=language)))

    def column(self, name: str) -> list[Any]:
        """Gives a column of places with a value for each."""
        found, count = self.json["places"][name], self.json["places"]["count"]
        return found if isinstance(found, list) else [found] * count

    def place(self, place_id: str) -> dict[str, Any]:
        """Gives a place with its layer, form and states by name."""
        at = self.column("id").index(place_id)
        names = [name for name in self.json["places"] if name not in {"count", "fields"}]
        found = {name: self.column(name)[at] for name in names}
        states = [self.json["states"][int(digit)]["id"] for digit in found["states"]]
        layer = self.json["layers"][found["layer"]]["id"]
        form = self.json["forms"][found["form"]]["id"]
        return found | {"number": at, "layer": layer, "form": form, "states": states}

    def card(self, place_id: str, language: Language = "vi") -> dict[str, Any]:
        """Gives the card of a place."""
        return cast("dict[str, Any]", self.cards[language][self.place(place_id)["card"]])

    def rows(self, place_id: str, language: Language = "vi") -> dict[str, dict[str, Any]]:
        """Gives the rows of a card by metric, those of the ledger included."""
        card = self.card(place_id, language)
        told = [row for section in card.get("sections", []) for row in section["rows"]]
        return {row["metric"]: row for row in (*card.get("ledger", []), *told)}

    def field(self, place_id: str, name: str) -> Any:
        """Gives a field of a place, told from the columns of its kind."""
        at = self.column("id").index(place_id)
        kind = self.json["layers"][self.column("layer")[at]]["kind"]
        places = [i for i, n in enumerate(self.column("layer")) if self.json["layers"][n]["kind"] == kind]
        column = self.json["places"]["fields"][kind].get(name)
        if column is None or (column["of"] is not None and at not in column["of"]):
            return None
        row = (places if column["of"] is None else column["of"]).index(at)
        if column["codes"] is None:
            return column["values"][row]
        return None if column["codes"][row] < 0 else column["values"][column["codes"][row]]

    def theme(self, theme_id: str) -> dict[str, Any]:
        """Gives a theme."""
        return cast("dict[str, Any]", next(t for t in self.json["themes"] if t["id"] == theme_id))

    def look(self, place_id: str, horizon: int = 1, theme_id: str = "status") -> dict[str, Any]:
        """Gives the look of a place at a horizon the way the page finds it."""
        place, theme = self.place(place_id), self.theme(theme_id)
        table = self.json["looks"]["layers"][place["layer"]][place["variant"]]
        if place["layer"] in theme["looks"]:
            known = dict(zip(theme["places"], theme["codes"], strict=True))
            table = theme["looks"][place["layer"]][place["variant"]][known.get(place["number"], -1)]
        number = table[place["states"][horizon]][place["form"]]
        return cast("dict[str, Any]", self.json["looks"]["styles"][number])

    def texts(self) -> Iterator[Any]:
        """Gives every text of the model and its cards."""
        yield from _texts(self.json)
        yield from _texts(self.cards)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
