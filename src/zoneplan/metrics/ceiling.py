"""What a measure says where its value is more than it can be by what it means."""

from collections.abc import Iterator
from dataclasses import replace

from zoneplan.metrics.build import named
from zoneplan.metrics.measure import Measure
from zoneplan.plan.ledger import Figure
from zoneplan.plan.raster import RASTER_KINDS
from zoneplan.plan.units import UNITS
from zoneplan.text import Message, Text

_UNFIT = Text(
    "Không thể lớn hơn {most}: {why}. Các số liệu không khớp nhau; hãy kiểm tra: {used}.",
    "It cannot be more than {most}: {why}. The figures do not fit each other; check: {used}.",
)
_OPEN = Text(
    "Không thể lớn hơn {most}: {why}. Giá trị chỉ vượt trong phạm vi mà số liệu để ngỏ; nếu cần, kiểm tra: {used}.",
    "It cannot be more than {most}: {why}. It is so only within what the figures leave open; if in doubt check: {used}.",
)
_MOST = Text("{value}{sign}", "{value}{sign}")
_ROW = Text("dòng {line} ({subject}, {indicator})", "line {line} ({subject}, {indicator})")
_MORE_ROWS = Text("và {count} dòng khác", "and {count} more lines")
_SHAPES = Text("hình vẽ của {features}", "the shapes of {features}")
_RASTERS = Text("raster {kinds}", "the raster {kinds}")


def held(measure: Measure) -> Measure:
    """Gives a measure whose range ends at the most that its value can be, with a remark where the value is more.

    The remark says why it cannot be and names the ledger rows, shapes and rasters to check.
    """
    most = measure.spec.at_most
    if most is None or measure.value is None or measure.high is None:
        return measure
    capped = replace(measure, high=min(measure.high, max(most.value, measure.value)))
    if not measure.impossible:
        return capped
    unit = UNITS[measure.spec.unit].sign
    sign = Text(*(f" {one}" if one else "" for one in unit))
    certain = measure.low is not None and measure.low > most.value
    remark = Message.of(
        _UNFIT if certain else _OPEN,
        most=Message.of(_MOST, value=most.value, sign=sign),
        why=most.why,
        used=tuple(_used(measure)),
    )
    return replace(capped, remarks=(remark, *measure.remarks))


def _used(measure: Measure) -> Iterator[object]:
    """Gives what a value is made of."""
    figures = {figure.line: figure for figure in measure.figures}
    yield from named([_row(figure) for figure in figures.values()], _MORE_ROWS)
    spec = measure.spec
    if spec.layers and measure.features:
        yield Message.of(_SHAPES, features=named(tuple(dict.fromkeys(measure.features))))
    if spec.rasters:
        yield Message.of(_RASTERS, kinds=tuple(RASTER_KINDS[kind].name for kind in spec.rasters))


def _row(figure: Figure) -> Message:
    return Message.of(_ROW, line=str(figure.line), subject=figure.subject, indicator=figure.indicator)
