"""What is declared: layer kinds, metrics, rules and regulations, as records and as lists."""

from collections.abc import Callable, Iterator

from zoneplan.io.packaged import packaged_regulations
from zoneplan.metrics import METRICS, TABLES
from zoneplan.plan.finding import SEVERITY_NAMES, Rule, Severity
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.legal import NOT_VERIFIED, legal_text, threshold_of
from zoneplan.publish.rulebook import RULEBOOK
from zoneplan.text import Language, Text

Record = dict[str, object]
_EXAMPLE = Text("Thí dụ", "Example")
_LEGAL = Text("Căn cứ", "Legal source")


def kind_records() -> list[Record]:
    """Gives the layer kinds with their fields."""
    return [
        {
            "id": kind.id,
            "name_vi": kind.name.vi,
            "name_en": kind.name.en,
            "about_vi": kind.about.vi,
            "about_en": kind.about.en,
            "geometry": sorted(kind.geometry),
            "fields": [
                {
                    "id": field.id,
                    "name_vi": field.name.vi,
                    "name_en": field.name.en,
                    "about_vi": field.about.vi,
                    "about_en": field.about.en,
                    "form": field.form.value,
                    "required": field.required,
                    "values": [choice.id for choice in field.choices],
                    "unit": field.unit,
                    "refers_to": field.refers_to,
                }
                for field in kind.fields
            ],
        }
        for kind in KINDS.values()
    ]


def metric_records() -> list[Record]:
    """Gives the metrics with their formulas."""
    return [
        {
            "id": spec.id,
            "name_vi": spec.name.vi,
            "name_en": spec.name.en,
            "unit": spec.unit,
            "formula_vi": spec.formula.vi,
            "formula_en": spec.formula.en,
            "base_vi": spec.base.vi,
            "base_en": spec.base.en,
            "at_most": spec.at_most.value if spec.at_most else None,
            "at_most_why_vi": spec.at_most.why.vi if spec.at_most else "",
            "at_most_why_en": spec.at_most.why.en if spec.at_most else "",
            "direction": spec.direction.value,
            "applies_to": sorted(role.value for role in spec.roles),
            "needs": list(spec.needs),
            "layers": list(spec.layers),
            "rasters": list(spec.rasters),
            "regulations": [t.id for t in packaged_regulations().thresholds.values() if t.metric == spec.id],
            "source": spec.source,
            "caveat_vi": spec.caveat.vi if spec.caveat else "",
            "caveat_en": spec.caveat.en if spec.caveat else "",
        }
        for spec, _ in METRICS.values()
    ]


def table_records() -> list[Record]:
    """Gives the tables with their columns."""
    return [
        {
            "id": spec.id,
            "name_vi": spec.name.vi,
            "name_en": spec.name.en,
            "about_vi": spec.about.vi,
            "about_en": spec.about.en,
            "columns": [
                {"id": column.id, "name_vi": column.name.vi, "name_en": column.name.en, "unit": column.unit}
                for column in spec.columns
            ],
            "needs": list(spec.needs),
            "layers": list(spec.layers),
            "rasters": list(spec.rasters),
            "source": spec.source,
        }
        for spec, _ in TABLES.values()
    ]


def _rule(rule: Rule) -> Record:
    threshold = threshold_of(rule)
    return {
        "id": rule.id,
        "type": "check",
        "severity": rule.severity.value,
        "name_vi": rule.name.vi,
        "name_en": rule.name.en,
        "what_vi": rule.what.vi,
        "what_en": rule.what.en,
        "why_vi": rule.why.vi,
        "why_en": rule.why.en,
        "remedy_vi": rule.remedy.vi,
        "remedy_en": rule.remedy.en,
        "example_vi": rule.example.vi if rule.example else "",
        "example_en": rule.example.en if rule.example else "",
        "legal": rule.legal,
        "document": threshold.document.vi if threshold else "",
        "article": threshold.article.vi if threshold else "",
        "verified": threshold.verified if threshold else None,
        "legal_vi": legal_text(threshold, "vi") if threshold else "",
        "legal_en": legal_text(threshold, "en") if threshold else "",
    }


def _threshold(threshold: Threshold) -> Record:
    return {
        "id": threshold.id,
        "type": "regulation",
        "name_vi": threshold.name.vi,
        "name_en": threshold.name.en,
        "applies_to": threshold.applies_to,
        "comparison": threshold.comparison,
        "value": threshold.value,
        "value_high": threshold.value_high,
        "unit": threshold.unit,
        "document": threshold.document.vi,
        "article": threshold.article.vi,
        "in_force_from": threshold.in_force_from.isoformat() if threshold.in_force_from else None,
        "in_force_to": threshold.in_force_to.isoformat() if threshold.in_force_to else None,
        "verified": threshold.verified,
        "mark": threshold.mark,
    }


def rule_records() -> list[Record]:
    """Gives the rules of reading, checking and importing, then the thresholds of the regulations."""
    rules = [_rule(rule) for rule in RULEBOOK]
    return rules + [_threshold(t) for t in packaged_regulations().thresholds.values()]


RECORDS: dict[str, Callable[[], list[Record]]] = {
    "kinds": kind_records,
    "metrics": metric_records,
    "tables": table_records,
    "rules": rule_records,
}
"""The lists by the name of their command."""


def lines(name: str, records: list[Record], language: Language) -> Iterator[str]:
    """Gives a list for people: an id and its name a line, with what matters most beside it."""
    for record in records:
        detail = _DETAILS[name]
        yield f"{record['id']:<32} {record[f'name_{language}']}"
        yield from (f"    {text}" for text in detail(record, language) if text)


def _kind_detail(record: Record, language: Language) -> Iterator[str]:
    yield str(record[f"about_{language}"])
    fields = record["fields"]
    if isinstance(fields, list):
        for field in fields:
            star = "*" if field["required"] else " "
            values = f" [{', '.join(field['values'])}]" if field["values"] else ""
            yield f"{star} {field['id']:<16} {field[f'about_{language}']}{values}"


def _metric_detail(record: Record, language: Language) -> Iterator[str]:
    yield f"{record[f'formula_{language}']}  [{record['unit']}]"


def _table_detail(record: Record, language: Language) -> Iterator[str]:
    yield str(record[f"about_{language}"])


def _rule_detail(record: Record, language: Language) -> Iterator[str]:
    if record["type"] == "check":
        weight = SEVERITY_NAMES[Severity(str(record["severity"]))].in_(language)
        yield f"{weight}: {record[f'why_{language}']}"
        yield f"→ {record[f'remedy_{language}']}"
        if record[f"example_{language}"]:
            yield f"{_EXAMPLE.in_(language)}: {record[f'example_{language}']}"
        if record[f"legal_{language}"]:
            yield f"§ {_LEGAL.in_(language)}: {record[f'legal_{language}']}"
        return
    high = f"–{record['value_high']:g}" if record["value_high"] is not None else ""
    mark = "" if record["verified"] else f"  ({NOT_VERIFIED.in_(language)})"
    yield (
        f"{record['comparison']} {record['value']:g}{high} {record['unit']}  "
        f"{record['document']} {record['article']}{mark}"
    )


_DETAILS: dict[str, Callable[[Record, Language], Iterator[str]]] = {
    "kinds": _kind_detail,
    "metrics": _metric_detail,
    "tables": _table_detail,
    "rules": _rule_detail,
}
