"""The answer to ``zoneplan explain``: one number down to its rows, its doubts and what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from zoneplan.metrics import Measure
from zoneplan.metrics.sensitivity import Influence, influences
from zoneplan.metrics.tolerance import Cause, causes
from zoneplan.metrics.view import View
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Outcome, Threshold
from zoneplan.publish.explain import (
    OUTCOME_SIGNS,
    Explanation,
    FigureLine,
    bound_sign,
    explain,
    layers_of,
    range_text,
    rasters_of,
)
from zoneplan.publish.grid import folded
from zoneplan.publish.influence import (
    cause_record,
    figure_record,
    influence_lines,
    influence_record,
    tolerance_lines,
)
from zoneplan.publish.tables import Cell, measure_row, plain
from zoneplan.text import Language, Text
from zoneplan.text.message import printable

_LABELS = {
    "value": Text("Giá trị", "Value"),
    "range": Text("Khoảng", "Range"),
    "as_of": Text("Thời điểm", "As of"),
    "base": Text("Tính trên", "Base"),
    "formula": Text("Công thức", "Formula"),
    "working": Text("Cách tính", "Working"),
    "verdicts": Text("Đối chiếu", "Verdict"),
    "benchmarks": Text("Mức để so sánh", "To compare with"),
    "reason": Text("Vì sao không có giá trị", "Why there is no value"),
    "remarks": Text("Lưu ý", "Remarks"),
    "tolerance": Text("Sai số do đâu", "Tolerance"),
    "influences": Text("Điều gì làm thay đổi giá trị", "What would change it"),
    "figures": Text("Dòng trong sổ số liệu", "Ledger rows"),
    "others": Text("Số khác về cùng điều đó", "Other values of the same thing"),
    "features": Text("Đối tượng", "Features"),
    "materials": Text("Lớp và raster đã dùng", "Layers and rasters used"),
    "sources": Text("Nguồn", "Sources"),
    "method": Text("Căn cứ", "Basis"),
}
_LINE = Text("dòng", "line")
_INDENT = 26


@dataclass(frozen=True, slots=True)
class Told:
    """A measure with everything that is known of it."""

    plan: Plan
    measure: Measure
    words: Explanation
    causes: tuple[Cause, ...]
    influences: tuple[Influence, ...]


def tell(view: View, measure: Measure, language: Language) -> Told:
    """Gives a measure of a view with what leaves it open and what would change it."""
    return Told(
        view.plan,
        measure,
        explain(view.plan, measure, language),
        causes(view, measure),
        influences(view, measure),
    )


def explanation_lines(told: Told, language: Language, width: int | None = None) -> Iterator[str]:
    """Gives an explanation as a readable page, lines broken where a width is given."""
    for label, text in _page(told, language):
        if width is None or not label:
            yield from (f"{label}{text}",) if width is None else folded(text, width)
        else:
            first, *rest = folded(text, width - _INDENT)
            yield from (f"{label}{first}", *(" " * _INDENT + line for line in rest))


def _page(told: Told, language: Language) -> Iterator[tuple[str, str]]:
    """Gives the lines, each with the label that stands before it, if any."""
    words = told.words
    yield "", f"{words.name} – {printable(words.subject_name)} ({words.metric} {words.subject})"
    facts: dict[str, tuple[str, ...]] = {
        key: (getattr(words, key),) for key in ("value", "as_of", "base", "formula", "working")
    }
    facts["range"] = (range_text(told.measure, language),)
    facts["verdicts"] = tuple(
        f"{OUTCOME_SIGNS[verdict.outcome]} {text}"
        for verdict, text in zip(told.measure.verdicts, words.verdicts, strict=True)
    )
    facts |= {"benchmarks": words.benchmarks, "reason": (words.reason,), "method": (words.method,)}
    order = (
        "value",
        "range",
        "as_of",
        "base",
        "formula",
        "working",
        "verdicts",
        "benchmarks",
        "reason",
        "method",
    )
    for key in order:
        yield from _fact(_LABELS[key].in_(language), [text for text in facts[key] if text])
    for key, rows in _blocks(told, language):
        if rows:
            yield "", f"{_LABELS[key].in_(language)}:"
            yield from (("", f"  {row}") for row in rows)


def _fact(label: str, texts: list[str]) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(texts):
        yield f"{(label + ':' if place == 0 else ''):<{_INDENT}}", printable(text)


def _blocks(told: Told, language: Language) -> Iterator[tuple[str, list[str]]]:
    words, measure = told.words, told.measure
    yield "remarks", list(words.remarks)
    yield "tolerance", list(tolerance_lines(told.plan, measure, told.causes, language))
    moved = influence_lines(measure, told.influences, language)
    yield (
        "influences",
        [line for head, *turns in moved for line in (head, *(f"  → {turn}" for turn in turns))],
    )
    yield "figures", [_figure(line, language) for line in words.figures]
    yield "others", [_figure(line, language) for line in words.others]
    yield "features", [", ".join(words.features)] if words.features else []
    yield "materials", [printable(text) for text in words.materials]
    yield "sources", [f"{key}: {printable(title)}" for key, title in words.sources]


def _figure(line: FigureLine, language: Language) -> str:
    head = f"{_LINE.in_(language)} {line.line}: {line.subject}, {line.indicator} = {line.value}"
    tail = f"({line.as_of}, {line.confidence}; {'; '.join(line.sources)})"
    note = f" – {line.note}" if line.note else ""
    return printable(f"{head} {tail}{note}")


def explanation_record(told: Told, language: Language) -> dict[str, object]:
    """Gives the one object of ``explain --json``: the columns of ``measures.csv`` and what explains them."""
    measure, words, plan = told.measure, told.words, told.plan
    row = measure_row(measure, language)
    verdict = measure.verdict
    return {
        "metric": words.metric,
        "name": words.name,
        "subject": words.subject,
        "subject_name": words.subject_name,
        **{key: row[key] for key in ("value", "low", "high")},
        "bound": bound_sign(measure).strip(),
        **{key: row[key] for key in ("unit", "as_of", "verdict")},
        "regulation": verdict.threshold.id if verdict else "",
        "regulation_verified": verdict.threshold.verified if verdict else None,
        "reason": words.reason,
        "remarks": list(words.remarks),
        "formula": words.formula,
        "working": words.working,
        "base": words.base,
        "method": words.method,
        "inputs": {
            "figures": [_input(f) for f in measure.figures],
            "other_values": [_input(f) for f in measure.others],
            "features": list(measure.features),
            "layers": [{"id": layer.id, "path": layer.path} for layer in layers_of(plan, measure)],
            "rasters": [
                {
                    "id": r.id,
                    "kind": r.kind.id,
                    "path": r.path,
                    "as_of": r.as_of.text,
                    "source": ";".join(r.source_ids),
                }
                for r in rasters_of(plan, measure)
            ],
        },
        "sources": [{"id": key, "title": title} for key, title in words.sources],
        "tolerance": {
            "low": row["low"],
            "high": row["high"],
            "text": " ".join(tolerance_lines(plan, measure, told.causes, language)),
            "causes": [cause_record(plan, cause, language) for cause in told.causes],
        },
        "verdicts": [_limit(v.threshold, v.outcome) for v in measure.verdicts],
        "benchmarks": [_limit(threshold) for threshold in measure.benchmarks],
        "influences": [influence_record(influence) for influence in told.influences],
    }


def _limit(threshold: Threshold, outcome: Outcome | None = None) -> dict[str, object]:
    judged: dict[str, object] = {"verdict": outcome.value} if outcome else {}
    return judged | {
        "regulation": threshold.id,
        "comparison": threshold.comparison,
        "value": plain(threshold.value),
        "value_high": plain(threshold.value_high),
        "unit": threshold.unit,
        "document": threshold.document.vi,
        "article": threshold.article.vi,
        "verified": threshold.verified,
    }


def _input(figure: Figure) -> dict[str, Cell]:
    return figure_record(figure) | {
        "as_of": figure.as_of.text,
        "source": ";".join(figure.sources),
        "confidence": figure.confidence,
        "preferred": "yes" if figure.preferred else "",
        "note": figure.note,
    }
