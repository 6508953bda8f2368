"""Derived figures against the arithmetic that their notes give."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.checks.rounding import half_unit
from zoneplan.plan.figure import Confidence, Figure
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.plan.working import workings
from zoneplan.text import Text

_PERCENT = 100

ARITHMETIC = Rule(
    "derived_arithmetic",
    Severity.WARNING,
    Text("Số tính ra khác phép tính trong ghi chú", "Derived figure differs from its note"),
    Text(
        "Dòng {line}: {subject}, {indicator} = {value}; phép tính trong note “{expression}” cho {found}.",
        "Line {line}: {subject}, {indicator} = {value}; the arithmetic in its note, “{expression}”, gives {found}.",
    ),
    Text(
        "Số hoặc phép tính đã được sửa mà không sửa chỗ kia.",
        "The figure or the arithmetic was corrected without the other.",
    ),
    Text("Tính lại và sửa cả value lẫn note.", "Compute it again; correct both value and note."),
    example=Text(
        "value là 29.301, note ghi “32.921 / 1,134”, bằng 29.031.",
        "The value is 29,301 and the note says “32.921 / 1,134”, which is 29,031.",
    ),
)


@check(ARITHMETIC)
def arithmetic(plan: Plan) -> Iterator[Finding]:
    """Finds derived figures that the arithmetic in their notes does not give."""
    for figure in plan.ledger.figures:
        indicator = plan.ledger.indicators.get(figure.indicator)
        if indicator is None or figure.confidence != Confidence.DERIVED:
            continue
        results = list(workings(figure.remark))
        if results and not any(_gives(result.value, figure) for _, result in results):
            expression, result = results[0]
            yield ARITHMETIC.found(
                layer="ledger",
                feature=figure.subject,
                line=str(figure.line),
                subject=figure.subject,
                indicator=indicator.name,
                value=figure.value,
                expression=expression,
                found=result.value,
            )


def _gives(result: float, figure: Figure) -> bool:
    results = (result, result * _PERCENT) if figure.unit == "pct" else (result,)
    return any(abs(r - figure.value) <= half_unit(figure) * (1 + 1e-9) for r in results)
