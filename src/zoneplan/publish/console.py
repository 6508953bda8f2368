"""What the terminal shows, as plain text."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from zoneplan.metrics import Measure
from zoneplan.plan.finding import ORDER, SEVERITY_NAMES, Finding, Rule, Severity
from zoneplan.plan.ledger import Figure
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.explain import (
    OUTCOME_SIGNS,
    Explanation,
    FigureLine,
    bound_sign,
    value_text,
)
from zoneplan.publish.legal import legal_text, threshold_of
from zoneplan.publish.tables import Cell, plain
from zoneplan.text import Language, Text, format_date, render
from zoneplan.text.message import printable

_PLAN_FILES = Text("Tệp của quy hoạch", "Files of the plan")
_COUNTS = Text(
    "{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý",
    "errors: {errors}, warnings: {warnings}, notes: {notes}",
)
_FOLDED = Text(
    "… và {count} {severity} cùng loại; xem tất cả: zoneplan check --all",
    "… and {count} more of this kind ({severity}); see all: zoneplan check --all",
)
_LABELS = {
    "value": Text("Giá trị", "Value"),
    "as_of": Text("Thời điểm", "As of"),
    "base": Text("Tính trên", "Base"),
    "formula": Text("Công thức", "Formula"),
    "working": Text("Cách tính", "Working"),
    "verdict": Text("Đối chiếu", "Verdict"),
    "reason": Text("Vì sao không có giá trị", "Why there is no value"),
    "remarks": Text("Lưu ý", "Remarks"),
    "figures": Text("Dòng trong sổ số liệu", "Ledger rows"),
    "others": Text("Số khác về cùng điều đó", "Other values of the same thing"),
    "features": Text("Đối tượng", "Features"),
    "sources": Text("Nguồn", "Sources"),
    "method": Text("Căn cứ", "Basis"),
}
_LINE = Text("dòng", "line")
_LEGAL = Text("Căn cứ", "Legal source")


def finding_lines(
    findings: Sequence[Finding],
    language: Language,
    files: Mapping[str, str],
    thresholds: Mapping[str, Threshold] | None = None,
    most: int | None = None,
) -> Iterator[str]:
    """Gives findings grouped by layer and its file, then by rule, each with its place and message.

    The weightiest stand first in their layer; remedy and legal source stand once below what is of one rule.

    Args:
        findings: The findings, the weightiest first.
        language: The language to tell them in.
        files: The file of each layer.
        thresholds: The regulations of the plan; without them the packaged ones.
        most: How many findings of one rule in one layer are told; of the others only how many there are.
    """
    by_layer = sorted(findings, key=lambda f: f.layer)
    for layer, group in groupby(by_layer, key=lambda f: f.layer):
        file = f" ({printable(files[layer])})" if layer in files else ""
        yield (printable(layer) or _PLAN_FILES.in_(language)) + file
        by_rule = sorted(group, key=lambda f: (ORDER[f.rule.severity], f.rule.id))
        for rule, alike in groupby(by_rule, key=lambda f: f.rule):
            yield from _alike(rule, list(alike), language, most)
            threshold = threshold_of(rule, thresholds)
            if threshold is not None:
                yield f"    § {_LEGAL.in_(language)}: {printable(legal_text(threshold, language))}"


def _alike(rule: Rule, findings: Sequence[Finding], language: Language, most: int | None) -> Iterator[str]:
    """Gives the findings of one rule in one layer, then its remedy."""
    severity = SEVERITY_NAMES[rule.severity].in_(language)
    for finding in findings[:most]:
        place = f" {printable(finding.feature)}:" if finding.feature else ""
        yield f"  {severity}{place} {printable(render(finding.message, language))}"
    hidden = len(findings[most:]) if most is not None else 0
    if hidden:
        yield "  " + _FOLDED.in_(language).format(count=hidden, severity=severity)
    yield f"    → {rule.remedy.in_(language)}  [{rule.id}]"


def wrapped(line: str, width: int) -> str:
    """Gives a line broken between words for a terminal, the rest set in under its beginning."""
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.fill(
        line, max(width, 40), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def counts(findings: Iterable[Finding], language: Language) -> str:
    """Gives how many findings there are of each weight."""
    found = [f.rule.severity for f in findings]
    return _COUNTS.in_(language).format(
        errors=found.count(Severity.ERROR),
        warnings=found.count(Severity.WARNING),
        notes=found.count(Severity.NOTE),
    )


def _figure(line: FigureLine, language: Language) -> str:
    head = f"{_LINE.in_(language)} {line.line}: {line.subject}, {line.indicator} = {line.value}"
    tail = f"({line.as_of}, {line.confidence}; {'; '.join(line.sources)})"
    note = f" – {line.note}" if line.note else ""
    return printable(f"{head} {tail}{note}")


def explanation_lines(told: Explanation, language: Language) -> Iterator[str]:
    """Gives an explanation as a readable page."""
    yield f"{told.name} – {printable(told.subject_name)} ({told.metric} {told.subject})"
    for key in ("value", "as_of", "base", "formula", "working", "verdict", "reason", "method"):
        text = getattr(told, key)
        if text:
            yield f"{_LABELS[key].in_(language) + ':':<26}{text}"
    blocks = (
        ("remarks", list(told.remarks)),
        ("figures", [_figure(line, language) for line in told.figures]),
        ("others", [_figure(line, language) for line in told.others]),
        ("features", [", ".join(told.features)] if told.features else []),
        ("sources", [f"{key}: {printable(title)}" for key, title in told.sources]),
    )
    for key, rows in blocks:
        if rows:
            yield f"{_LABELS[key].in_(language)}:"
            yield from (f"  {row}" for row in rows)


def measure_lines(measures: Iterable[Measure], language: Language) -> Iterator[str]:
    """Gives measures with a value, grouped by what is measured."""
    valued = (m for m in measures if m.value is not None)
    for _, group in groupby(valued, key=lambda m: m.spec.id):
        rows = list(group)
        yield f"{rows[0].spec.name.in_(language)} ({rows[0].spec.id})"
        for row in rows:
            sign = f" {OUTCOME_SIGNS[row.verdict.outcome]}" if row.verdict else ""
            date = f"  ({format_date(row.as_of, language)})" if row.as_of else ""
            yield f"  {row.subject.id:<24} {value_text(row, language):>24}{sign}{date}"


def explanation_record(measure: Measure, told: Explanation) -> dict[str, object]:
    """Gives the one object of ``explain --json``: the columns of ``measures.csv`` and what explains them."""
    return {
        "metric": told.metric,
        "name": told.name,
        "subject": told.subject,
        "subject_name": told.subject_name,
        "value": plain(measure.value),
        "low": plain(measure.low),
        "high": plain(measure.high),
        "bound": bound_sign(measure).strip(),
        "unit": measure.spec.unit,
        "as_of": measure.as_of,
        "verdict": "" if measure.value is None else measure.outcome.value,
        "regulation": measure.verdict.threshold.id if measure.verdict else "",
        "regulation_verified": measure.verdict.threshold.verified if measure.verdict else None,
        "reason": told.reason,
        "remarks": list(told.remarks),
        "formula": told.formula,
        "working": told.working,
        "base": told.base,
        "method": told.method,
        "inputs": {
            "figures": [_input(f) for f in measure.figures],
            "other_values": [_input(f) for f in measure.others],
            "features": list(measure.features),
        },
        "sources": [{"id": key, "title": title} for key, title in told.sources],
    }


def _input(figure: Figure) -> dict[str, Cell]:
    return {
        "line": figure.line,
        "subject": figure.subject,
        "indicator": figure.indicator,
        "value": plain(figure.printed),
        "unit": figure.unit,
        "as_of": figure.as_of.text,
        "source": ";".join(figure.sources),
        "confidence": figure.confidence,
        "preferred": "yes" if figure.preferred else "",
        "note": figure.note,
    }
