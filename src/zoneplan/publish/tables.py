"""Measures and findings as plain rows for machine files and ``--json``."""

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from zoneplan.metrics import Measure
from zoneplan.plan.finding import Finding
from zoneplan.text import Language, render

Cell = str | float | int | None
"""What a machine-readable cell may hold."""

MEASURE_COLUMNS = ("metric", "subject", "value", "low", "high", "unit", "as_of", "verdict", "reason")
FINDING_COLUMNS = ("rule", "severity", "layer", "feature", "message", "remedy")
_SIGNIFICANT = 12
"""Significant digits of a number in a machine file; more would only show the noise of the sum."""
_LONG = 1e15
"""From here on a whole number is written as a power of ten: its last digits would be invented."""
_FORMULA = re.compile(r"^(?=[=+\-@＝＋－＠\t])|(?<=[;\t\n])(?=[=+\-@＝＋－＠])")
"""Where a spreadsheet may see a formula begin: with the cell, or with what it takes for one more cell.

Which sign parts cells depends on the reader's settings, and full-width signs begin formulas in East Asian ones.
"""
_LINE_ENDS = re.compile(r"\r\n?|\x85")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(value: float | None) -> float | None:
    """Gives a number without floating-point noise, zero without a sign; nothing for an unknown or open bound."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.{_SIGNIFICANT}g}") + 0.0


def measure_row(measure: Measure, language: Language) -> dict[str, Cell]:
    """Gives a measure as the columns of ``measures.csv``."""
    words = (*((measure.reason,) if measure.reason else ()), *measure.remarks)
    return {
        "metric": measure.spec.id,
        "subject": measure.subject.id,
        "value": plain(measure.value),
        "low": plain(measure.low),
        "high": plain(measure.high),
        "unit": measure.spec.unit,
        "as_of": measure.as_of,
        "verdict": "" if measure.value is None else measure.outcome.value,
        "reason": " ".join(render(m, language) for m in words),
    }


def finding_row(finding: Finding, language: Language) -> dict[str, Cell]:
    """Gives a finding as the columns of ``findings.csv``."""
    return {
        "rule": finding.rule.id,
        "severity": finding.rule.severity.value,
        "layer": finding.layer,
        "feature": finding.feature,
        "message": render(finding.message, language),
        "remedy": finding.rule.remedy.in_(language),
    }


def guarded(text: str) -> str:
    """Gives a text of which no spreadsheet takes any part for a formula, in lines that end alike."""
    plain_text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _FORMULA.sub("'", plain_text)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _LONG else repr(cell)
    return guarded(cell) if isinstance(cell, str) else str(cell)


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Gives a UTF-8 CSV with a byte-order mark, so that spreadsheets read the accents."""
    stream = io.BytesIO()
    stream.write(b"\xef\xbb\xbf")
    with io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_written(row.get(column)) for column in columns] for row in rows)
        text.flush()
        return stream.getvalue()
