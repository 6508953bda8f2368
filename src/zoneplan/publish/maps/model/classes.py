"""The classes of a theme: where they begin and end, how they were found, what they are called and coloured."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zoneplan.kernels.classes import natural_classes
from zoneplan.metrics.measure import MetricSpec
from zoneplan.publish.explain import unit_sign
from zoneplan.publish.maps.model.said import both, each
from zoneplan.publish.maps.model.style import Hatch
from zoneplan.publish.maps.model.themes import MOST_CLASSES, Theme
from zoneplan.text import Message, Text, format_number

_NATURAL = Text(
    "Ngắt tự nhiên (Fisher–Jenks) trên {count} giá trị, mốc làm tròn: {breaks}.",
    "Natural breaks (Fisher–Jenks) of {count} values, rounded: {breaks}.",
)
_SAMPLED = Text(
    "Ngắt tự nhiên (Fisher–Jenks) trên {sampled} trong {count} giá trị, lấy cách đều theo thứ hạng; mốc làm tròn: {breaks}.",
    "Natural breaks (Fisher–Jenks) of {sampled} of {count} values taken at even ranks; rounded: {breaks}.",
)
_CHOSEN = Text("Mốc chọn trước: {breaks}.", "Bounds chosen beforehand: {breaks}.")
_EACH = Text(
    "Dưới ba giá trị khác nhau: mỗi giá trị một loại.", "Fewer than three different values: one class each."
)
_UP_TO = Text("{low} đến dưới {high}", "{low} to under {high}")
_TO = Text("{low} đến {high}", "{low} to {high}")
_BELOW = Text("dưới {high}", "under {high}")
_ABOVE = Text("từ {low} trở lên", "{low} or more")
_MOST_DECIMALS = 6
_FEWEST_COLOURS = 3


@dataclass(frozen=True, slots=True)
class NumberClass:
    """A class of numbers ``low <= value < high``; the last has its upper bound too, an open end is none."""

    low: float | None
    high: float | None
    name: Text
    fill: str
    hatch: tuple[Hatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Classed:
    """Numbers in classes: the classes, the class of each number, and how that was done."""

    classes: tuple[NumberClass, ...]
    codes: tuple[int, ...]
    method: Text


def classed(theme: Theme, spec: MetricSpec, values: Sequence[float], texts: Sequence[Text]) -> Classed:
    """Gives the classes of the values of a theme; ``texts`` are the values with their signs, as places show them."""
    if theme.bounds:
        return _by_bounds(theme, spec, values)
    array = np.array(values, dtype=np.float64)
    found = natural_classes(array, MOST_CLASSES)
    if found is None:
        return _one_a_value(theme, values, texts)
    decimals = min(found.decimals, _MOST_DECIMALS)
    ends = list(zip(found.edges, found.edges[1:], strict=False))
    fills = colours(theme.scheme, len(ends))
    classes = tuple(
        NumberClass(low, high, _range(low, high, spec, decimals, closed=(low, high) == ends[-1]), fill)
        for (low, high), fill in zip(ends, fills, strict=True)
    )
    text = _NATURAL if found.sampled == len(values) else _SAMPLED
    inner = [_number(edge, spec, decimals) for edge in found.edges[1:-1]]
    method = both(Message.of(text, count=len(values), sampled=found.sampled, breaks=_listed(inner)))
    return Classed(classes, tuple(found.of(array).tolist()), method)


def _by_bounds(theme: Theme, spec: MetricSpec, values: Sequence[float]) -> Classed:
    """Gives classes between chosen bounds; the lower half of diverging ones is dotted, so that ends are told apart in grey."""
    ends = list(zip((None, *theme.bounds), (*theme.bounds, None), strict=True))
    fills = colours(theme.scheme, len(ends))
    classes = tuple(
        NumberClass(
            low,
            high,
            _range(low, high, spec, 0),
            fills[number],
            (Hatch.DOTS,) if theme.diverges and number < len(ends) // 2 else (),
        )
        for number, (low, high) in enumerate(ends)
    )
    codes = np.searchsorted(np.array(theme.bounds), np.array(values), side="right")
    bounds = [_number(bound, spec, 0) for bound in theme.bounds]
    return Classed(classes, tuple(codes.tolist()), both(Message.of(_CHOSEN, breaks=_listed(bounds))))


def _one_a_value(theme: Theme, values: Sequence[float], texts: Sequence[Text]) -> Classed:
    """Gives a class to each value, called as its places show it: what is a least or a most keeps its sign."""
    different = sorted(set(values))
    fills = colours(theme.scheme, len(different))
    shown: dict[float, dict[Text, None]] = {}
    for value, text in zip(values, texts, strict=True):
        shown.setdefault(value, {})[text] = None
    classes = tuple(
        NumberClass(value, value, _listed(tuple(shown[value])), fill)
        for value, fill in zip(different, fills, strict=True)
    )
    return Classed(classes, tuple(different.index(value) for value in values), _EACH)


def _range(
    low: float | None, high: float | None, spec: MetricSpec, decimals: int, *, closed: bool = False
) -> Text:
    """Gives bounds in words that leave open nowhere where a value on a bound belongs: below the upper one unless closed."""
    if low is None and high is not None:
        return both(Message.of(_BELOW, high=_number(high, spec, decimals)))
    if high is None and low is not None:
        return both(Message.of(_ABOVE, low=_number(low, spec, decimals)))
    first, last = low or 0.0, high or 0.0
    if first == last:
        return _number(first, spec, decimals)
    text = _TO if closed else _UP_TO
    said = both(Message.of(text, low=_bare(first, decimals), high=_bare(last, decimals)))
    return _with_unit(said, spec)


def _number(value: float, spec: MetricSpec, decimals: int) -> Text:
    return _with_unit(_bare(value, decimals), spec)


def _with_unit(number: Text, spec: MetricSpec) -> Text:
    return each(lambda language: f"{number.in_(language)} {unit_sign(spec.unit, language)}".rstrip())


def _bare(value: float, decimals: int) -> Text:
    return each(lambda language: format_number(value, language, decimals))


def _listed(texts: Sequence[Text]) -> Text:
    return each(lambda language: "; ".join(text.in_(language) for text in texts))


def colours(scheme: str, count: int) -> tuple[str, ...]:
    """Gives so many colours of a ColorBrewer scheme, as branca has them (Brewer, C. A., https://colorbrewer2.org).

    Of fewer than three, the darker ones of three.
    """
    from branca.colormap import linear  # noqa: PLC0415 - only where a map is made

    found = getattr(linear, f"{scheme}_{max(count, _FEWEST_COLOURS):02d}").colors
    rgb = ["#{:02x}{:02x}{:02x}".format(*(round(255 * part) for part in colour[:3])) for colour in found]
    return tuple(rgb[-count:]) if count else ()
