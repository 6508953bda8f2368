"""The numbers of the decisions that a place rests on: in its own fields, in its sources, in its lines of the ledger."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan

_NUMBER = re.compile(r"(?<!\d)\d{1,6}(?:/\d{4})?/[A-ZĐ]{2}\w*(?:-\w+)*")
"""``525/QĐ-UBND``, ``316/QĐ-TTg``, ``34/2021/NĐ-CP``."""


def decision_numbers(text: str) -> list[str]:
    """Gives the numbers of decisions that a text mentions."""
    return _NUMBER.findall(text) if "/" in text else []


def decisions_by_place(plan: Plan, features: Iterable[Feature]) -> dict[str, tuple[str, ...]]:
    """Gives the numbers of the decisions of each place, each once.

    An existing zone also has those of the entry that the plan makes of it, which is no place of its own.
    """

    @cache
    def titled(source: str) -> list[str]:
        found = plan.sources.get(source)
        return decision_numbers(found.title) if found else []

    def told(feature: Feature) -> Iterator[str]:
        for value in feature.values.values():
            yield from decision_numbers(value) if isinstance(value, str) else ()
        for source in feature.references("source"):
            yield from titled(source)

    found: dict[str, dict[str, None]] = {}
    for feature in features:
        entry = plan.plan_entry.get(feature.id)
        found[feature.id] = dict.fromkeys([*told(feature), *(told(entry) if entry else ())])
    for figure in plan.ledger.figures:
        if figure.subject in found:
            numbers = (*decision_numbers(figure.note), *(n for s in figure.sources for n in titled(s)))
            found[figure.subject].update(dict.fromkeys(numbers))
    return {place: tuple(numbers) for place, numbers in found.items()}
