"""What the terminal shows, as plain text."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from zoneplan.plan.finding import ORDER, SEVERITY_NAMES, Finding, Rule, Severity
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.legal import legal_text, threshold_of
from zoneplan.text import Language, Text, render
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
