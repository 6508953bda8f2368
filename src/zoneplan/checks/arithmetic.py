"""Derived figures against the arithmetic that their notes give."""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator

from zoneplan.checks.registry import check
from zoneplan.checks.rounding import half_unit
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.ledger import Confidence, Figure
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

LONGEST = 200
"""Longer notes are prose, not arithmetic."""
_YEARS = re.compile(r"\((?:19|20)\d\d\s*[-–−]\s*(?:19|20)\d\d\)")
_BRACKET = re.compile(r"\([^()]*\)")
_NUMBER = r"\d+(?:[.,]\d+)*"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})(?P<percent>\s*%)?|(?P<sign>[-–−+×*/÷()])")
_DANGLING = re.compile(r"[-–−+×*/÷](?!\s*[\d(])")
"""A sign that no number follows joins words; such a note is prose."""
_STYLES = ((".", ","), (",", "."))
"""What groups thousands and what marks decimals: the Vietnamese way, and the way of machines."""
_SIGNS = {"–": "-", "−": "-", "×": "*", "÷": "/"}
_WORKINGS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_PERCENT = 100
_GROUP = 3

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
        if results and not any(_gives(result, figure) for _, result in results):
            expression, result = results[0]
            yield ARITHMETIC.found(
                layer="ledger",
                feature=figure.subject,
                line=str(figure.line),
                subject=figure.subject,
                indicator=indicator.name,
                value=figure.value,
                expression=expression,
                found=result,
            )


def _gives(result: float, figure: Figure) -> bool:
    results = (result, result * _PERCENT) if figure.unit == "pct" else (result,)
    return any(abs(r - figure.value) <= half_unit(figure) * (1 + 1e-9) for r in results)


def workings(note: str) -> Iterator[tuple[str, float]]:
    """Gives the arithmetic that a note begins with and its result, one for each way of reading its numbers.

    ``42 GWh × 1.000 / (10,5 MW × 8.760 giờ); …`` gives 0.4566. Words, units and brackets that compute nothing
    are passed over; a note that is not plainly arithmetic gives nothing.
    """
    first = note.split(";", maxsplit=1)[0]
    for part in dict.fromkeys((first, *first.split(":"))):
        for style in _STYLES:
            result = _computed(part, *style) if len(part) <= LONGEST else None
            if result is not None:
                yield part.strip(), result


def _computed(text: str, group: str, mark: str) -> float | None:
    bare = _bare(text)
    if _DANGLING.search(bare):
        return None
    try:
        signs = [_sign(match, group, mark) for match in _TOKEN.finditer(bare)]
        if not any(sign in {"+", "-", "*", "/"} for sign in signs):
            return None
        result = _value(ast.parse(" ".join(signs), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def _bare(text: str) -> str:
    """Gives a text without brackets that hold a remark or the years that a figure speaks of."""
    text = _YEARS.sub(" ", text)
    return _BRACKET.sub(lambda m: m.group() if len(re.findall(_NUMBER, m.group())) > 1 else " ", text)


def _sign(match: re.Match[str], group: str, mark: str) -> str:
    """Gives a number or a sign as Python writes it.

    Raises:
        ValueError: The number is not grouped and marked this way.
    """
    number = match.group("number")
    if number is None:
        return _SIGNS.get(match.group("sign"), match.group("sign"))
    whole, _, decimals = number.partition(mark)
    groups = whole.split(group)
    if (not decimals.isdigit() and decimals) or any(len(g) != _GROUP for g in groups[1:]):
        raise ValueError(number)
    value = float("".join(groups) + "." + (decimals or "0"))
    return repr(value / _PERCENT if match.group("percent") else value)


def _value(node: ast.expr) -> float:
    """Gives the value of a parsed expression.

    Raises:
        ValueError: It is anything but the four workings on numbers.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in _WORKINGS:
        return _WORKINGS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError(ast.dump(node))
