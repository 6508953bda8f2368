"""The arithmetic that the note of a derived figure gives: its result, and between what it lies."""

import ast
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product

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
_PERCENT = 100
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and between what it lies, as far as the numbers it comes from are rounded."""

    value: float
    low: float
    high: float


def _sum(one: Quantity, other: Quantity) -> Quantity:
    return Quantity(one.value + other.value, one.low + other.low, one.high + other.high)


def _difference(one: Quantity, other: Quantity) -> Quantity:
    return Quantity(one.value - other.value, one.low - other.high, one.high - other.low)


def _product(one: Quantity, other: Quantity) -> Quantity:
    ends = [a * b for a, b in product((one.low, one.high), (other.low, other.high))]
    return Quantity(one.value * other.value, min(ends), max(ends))


def _quotient(one: Quantity, other: Quantity) -> Quantity:
    value = one.value / other.value
    if other.low <= 0 <= other.high:
        return Quantity(value, -math.inf, math.inf)
    ends = [a / b for a, b in product((one.low, one.high), (other.low, other.high))]
    return Quantity(value, min(ends), max(ends))


_WORKINGS: dict[type[ast.operator], Callable[[Quantity, Quantity], Quantity]] = {
    ast.Add: _sum,
    ast.Sub: _difference,
    ast.Mult: _product,
    ast.Div: _quotient,
}


def workings(note: str) -> Iterator[tuple[str, Quantity]]:
    """Gives the arithmetic that a note begins with and its result, one for each way of reading its numbers.

    ``42 GWh × 1.000 / (10,5 MW × 8.760 giờ); …`` gives 0.4566. Words, units and brackets that compute nothing
    are passed over; a note that is not plainly arithmetic gives nothing. Every number is rounded to the last digit
    printed, only powers of ten are exact, as far as no nought after the mark says how far they are rounded.
    """
    first = note.split(";", maxsplit=1)[0]
    for part in dict.fromkeys((first, *first.split(":"))):
        for style in _STYLES:
            result = _computed(part, *style) if len(part) <= LONGEST else None
            if result is not None:
                yield part.strip(), result


@lru_cache(maxsize=4096)
def _computed(text: str, group: str, mark: str) -> Quantity | None:
    bare = _bare(text)
    if _DANGLING.search(bare):
        return None
    numbers: dict[str, Quantity] = {}
    try:
        words = [_word(match, group, mark, numbers) for match in _TOKEN.finditer(bare)]
        if not any(word in {"+", "-", "*", "/"} for word in words):
            return None
        result = _value(ast.parse(" ".join(words), mode="eval").body, numbers)
    except (SyntaxError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return result if math.isfinite(result.value) else None


def _bare(text: str) -> str:
    """Gives a text without brackets that hold a remark or the years that a figure speaks of."""
    text = _YEARS.sub(" ", text)
    return _BRACKET.sub(lambda m: m.group() if len(re.findall(_NUMBER, m.group())) > 1 else " ", text)


def _word(match: re.Match[str], group: str, mark: str, numbers: dict[str, Quantity]) -> str:
    """Gives a sign as Python writes it, or the name under which a number is kept.

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
    name = f"n{len(numbers)}"
    printed = Decimal("".join(groups) + "." + (decimals or "0"))
    numbers[name] = _printed(printed, len(decimals), _PERCENT if match.group("percent") else 1)
    return name


def _printed(number: Decimal, decimals: int, scale: int) -> Quantity:
    ten = number > 0 and number.log10() == number.log10().to_integral_value()
    exact = ten and (not decimals or number == Decimal(1).scaleb(-decimals))
    half = Decimal(0) if exact else Decimal(5).scaleb(-decimals - 1)
    value, low, high = (float(n / scale) for n in (number, number - half, number + half))
    return Quantity(value, low, high)


def _value(node: ast.expr, numbers: Mapping[str, Quantity]) -> Quantity:
    """Gives the value of a parsed expression.

    Raises:
        ValueError: It is anything but the four workings on numbers.
    """
    if isinstance(node, ast.Name):
        return numbers[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in _WORKINGS:
        return _WORKINGS[type(node.op)](_value(node.left, numbers), _value(node.right, numbers))
    raise ValueError(ast.dump(node))
