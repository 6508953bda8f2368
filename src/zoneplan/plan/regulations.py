"""Regulations: thresholds, distances and land-use codes with their documents."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from zoneplan.text import Text, citation


class Outcome(StrEnum):
    """How a measured value stands against the rules: the value of a verdict, the worst first."""

    NOT_MET = "not_met"
    UNCERTAIN = "uncertain"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit or benchmark and the document it comes from; ``verified`` is false for recalled ones.

    ``metric`` is the measure it judges, if any, and ``applies_to`` whom: the tag of a subject, such as ``KCN`` (zones
    of that category and their group), ``zone:CCN`` (single zones), ``group:CCN``, ``hydropower`` or ``any``.
    """

    id: str
    name: Text
    metric: str
    applies_to: str
    comparison: str
    value: float
    value_high: float | None
    unit: str
    document: Text
    article: Text
    in_force_from: date | None
    in_force_to: date | None
    verified: bool
    mark: str
    superseded: bool
    note: Text

    def outcome(self, low: float, high: float) -> Outcome | None:
        """Tells how a value known to lie in ``[low, high]`` stands; a benchmark gives no verdict."""
        match self.comparison:
            case ">=":
                return _decide(sure=low >= self.value, possible=high >= self.value)
            case ">":
                return _decide(sure=low > self.value, possible=high > self.value)
            case "<=":
                return _decide(sure=high <= self.value, possible=low <= self.value)
            case "between" if self.value_high is not None:
                return _decide(
                    sure=low >= self.value and high <= self.value_high,
                    possible=high >= self.value and low <= self.value_high,
                )
            case "within":
                inside = low >= -self.value and high <= self.value
                return _decide(sure=inside, possible=high >= -self.value and low <= self.value)
            case _:
                return None

    def in_force(self, on: date) -> bool:
        """Tells whether the rule is in force on a date; an unknown date does not limit it."""
        return (self.in_force_from is None or self.in_force_from <= on) and (
            self.in_force_to is None or on <= self.in_force_to
        )


def _decide(*, sure: bool, possible: bool) -> Outcome:
    if sure:
        return Outcome.MET
    return Outcome.UNCERTAIN if possible else Outcome.NOT_MET


@dataclass(frozen=True, slots=True)
class LandUseCode:
    """An official land-use code; the colour is unknown where no document was seen.

    ``parent`` is the group to which its land is added up, none for the groups themselves. One that is not ``counted``
    is an area of a plan drawn over the land of other codes, which is in no balance.
    """

    code: str
    name: Text
    rgb: tuple[int, int, int] | None
    regimes: tuple[str, ...]
    verified: bool
    mark: str
    parent: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class SeparationDistance:
    """A required distance between a source of harm and what it may harm; unknown where no number was seen."""

    id: str
    source_object: str
    source_class: str
    target_object: str
    distance_m: float | None
    condition: str
    document: Text
    status: str
    verified: bool
    mark: str
    superseded: bool


@dataclass(frozen=True)
class Regulations:
    """All thresholds, distances and codes by their ids."""

    thresholds: Mapping[str, Threshold]
    distances: Mapping[str, SeparationDistance]
    land_use_codes: Mapping[str, LandUseCode]

    def judging(self, metric: str, tags: Collection[str], on: date) -> tuple[Threshold, ...]:
        """Gives the thresholds and benchmarks of a measure for a subject with these tags that are in force on a date."""
        return tuple(
            t
            for t in self.thresholds.values()
            if t.metric == metric and t.applies_to in tags and not t.superseded and t.in_force(on)
        )


COMPARISONS = frozenset({">=", ">", "<=", "between", "within", "info"})
_KINDS: tuple[tuple[str, tuple[type, ...], str], ...] = (
    ("value", (int, float), "60.0"),
    ("value_high", (int, float), "60.0"),
    ("verified", (bool,), "true"),
    ("in_force_from", (date,), "2025-07-01"),
    ("in_force_to", (date,), "2025-07-01"),
    ("document", (str,), '"…"'),
    ("document_en", (str,), '"…"'),
    ("article", (str,), '"…"'),
)
"""What the keys of a threshold may hold, and how that is written."""


_KEPT = (
    "metric",
    "applies_to",
    "comparison",
    "value",
    "value_high",
    "unit",
    "in_force_from",
    "in_force_to",
)


def _well_formed(row: Mapping[str, Any]) -> None:
    if row["comparison"] not in COMPARISONS:
        message = f"{row['id']}: comparison = {row['comparison']!r}"
        raise ValueError(message)
    for key, kinds, example in _KINDS:
        value = row.get(key)
        if value is not None and (
            not isinstance(value, kinds) or (bool not in kinds and isinstance(value, bool))
        ):
            message = f"{row['id']}: {key} = {value!r} → {key} = {example}"
            raise ValueError(message)


def threshold_from(row: Mapping[str, Any]) -> Threshold:
    """Gives a threshold from a row of the regulations file or of ``zoneplan.toml``.

    Raises:
        KeyError: A required key is missing.
        ValueError: A comparison is not known, or a value is of the wrong kind.
    """
    high = row.get("value_high")
    _well_formed(row)
    return Threshold(
        id=row["id"],
        name=Text(row["name_vi"], row["name_en"]),
        metric=row.get("metric", ""),
        applies_to=row.get("applies_to", "any"),
        comparison=row["comparison"],
        value=float(row["value"]),
        value_high=None if high is None else float(high),
        unit=row["unit"],
        document=citation(row["document"], row.get("document_en", "")),
        article=citation(row.get("article", "")),
        in_force_from=row.get("in_force_from"),
        in_force_to=row.get("in_force_to"),
        verified=bool(row["verified"]),
        mark=row.get("mark", ""),
        superseded=bool(row.get("superseded", False)),
        note=Text(row.get("note_vi", ""), row.get("note_en", "")),
    )


def overridden(threshold: Threshold, row: Mapping[str, Any]) -> Threshold:
    """Gives a threshold with what a plan says otherwise about it; a verification does not carry over.

    Raises:
        ValueError: A value is of the wrong kind.
    """
    stated = {
        "name_vi": threshold.name.vi,
        "name_en": threshold.name.en,
        "note_vi": threshold.note.vi,
        "note_en": threshold.note.en,
        "document": threshold.document.vi,
        "article": threshold.article.vi,
    }
    if "document" not in row:
        stated["document_en"] = threshold.document.en
    kept = {key: getattr(threshold, key) for key in _KEPT}
    return threshold_from(
        kept | stated | {"verified": False, "mark": "project"} | dict(row) | {"id": threshold.id}
    )


def regulations_from(table: Mapping[str, Sequence[Mapping[str, Any]]]) -> Regulations:
    """Gives the regulations of a parsed file with ``threshold``, ``distance`` and ``land_use_code`` rows.

    Raises:
        KeyError: A row lacks a required key.
    """
    thresholds = [threshold_from(row) for row in table.get("threshold", ())]
    distances = [
        SeparationDistance(
            id=row["id"],
            source_object=row["source_object"],
            source_class=row.get("source_class", ""),
            target_object=row["target_object"],
            distance_m=None if row.get("distance_m") is None else float(row["distance_m"]),
            condition=row.get("condition", ""),
            document=citation(row["document"], row.get("document_en", "")),
            status=row.get("status", ""),
            verified=bool(row["verified"]),
            mark=row.get("mark", ""),
            superseded=bool(row.get("superseded", False)),
        )
        for row in table.get("distance", ())
    ]
    codes = [
        LandUseCode(
            code=row["code"],
            name=Text(row["name_vi"], row["name_en"]),
            rgb=(row["rgb"][0], row["rgb"][1], row["rgb"][2]) if "rgb" in row else None,
            regimes=tuple(row.get("regimes", ())),
            verified=bool(row["verified"]),
            mark=row.get("mark", ""),
            parent=row.get("parent", ""),
            counted=bool(row.get("counted", True)),
        )
        for row in table.get("land_use_code", ())
    ]
    return Regulations(
        {t.id: t for t in thresholds}, {d.id: d for d in distances}, {c.code: c for c in codes}
    )
