"""Measures and findings as plain rows for machine files and ``--json``."""

import csv
import io
import math
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
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain(value: float | None) -> float | None:
    """Gives a number without floating-point noise; nothing for an unknown or open bound."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.{_SIGNIFICANT}g}")


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


def guarded(cell: Cell) -> Cell:
    """Gives a text cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(guarded(cell))


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Gives a UTF-8 CSV with a byte-order mark, so that spreadsheets read the accents."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(row.get(column)) for column in columns] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")
