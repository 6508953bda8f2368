"""The industrial land of a province by its official balance, and its indices for every place that has one."""

from collections.abc import Iterator
from dataclasses import replace

from zoneplan.metrics.build import missing_row, rate
from zoneplan.metrics.land_use.lines import elsewhere, land_subjects
from zoneplan.metrics.measure import Ceiling, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import evaluate, metric
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View, total
from zoneplan.plan.land import NOW, PLANNED_2030, TOTAL, land_indicator
from zoneplan.text import Message, Text

_INDUSTRIAL = ("skk", "skn")
_NONE = Text(
    "Sổ chưa có tổng diện tích đất của nơi nào. Cần một dòng {indicator}.",
    "The ledger has the total area of land of no place. It needs a row {indicator}.",
)


def _indicators(tail: str) -> tuple[str, ...]:
    return tuple(land_indicator(line, tail) for line in (*_INDUSTRIAL, TOTAL))


def _share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    amounts = [view.own(subject, indicator) for indicator in spec.needs]
    missing = tuple(i for i, amount in zip(spec.needs, amounts, strict=True) if amount is None)
    if missing:
        return replace(missing_row(spec, subject, missing), remarks=elsewhere(view, subject))
    *parts, whole = (amount for amount in amounts if amount is not None)
    return rate(spec, subject, total(parts), whole, scale=100)


def _declare(metric_id: str, name: Text, tail: str) -> None:
    metric(
        MetricSpec(
            id=metric_id,
            name=name,
            formula=Text(
                "(đất khu công nghiệp SKK + đất cụm công nghiệp SKN) ÷ tổng diện tích tự nhiên × 100",
                "(land of industrial zones SKK + of clusters SKN) ÷ total natural area × 100",
            ),
            unit="pct",
            base=Text("tổng diện tích tự nhiên của tỉnh", "total natural area of the province"),
            roles=frozenset({Role.PLAN}),
            source="TT 08/2024/TT-BTNMT",
            needs=_indicators(tail),
            decimals=3,
            at_most=Ceiling(
                100.0,
                Text(
                    "đất khu, cụm công nghiệp là một phần của diện tích tự nhiên",
                    "the land of zones and clusters is part of the natural area",
                ),
            ),
        )
    )(_share)


_declare(
    "province_industrial_land_pct",
    Text("Tỷ trọng đất khu, cụm công nghiệp trong tỉnh", "Industrial land share of the province"),
    NOW,
)
_declare(
    "province_industrial_land_2030_pct",
    Text(
        "Tỷ trọng đất khu, cụm công nghiệp trong tỉnh, quy hoạch 2030",
        "Industrial land share of the province, plan 2030",
    ),
    PLANNED_2030,
)

_MEASURES = (
    ("industrial_pct", "province_industrial_land_pct", Text("Đất công nghiệp", "Industrial land")),
    (
        "industrial_2030_pct",
        "province_industrial_land_2030_pct",
        Text("Đất công nghiệp 2030", "Industrial land 2030"),
    ),
    ("entropy", "land_use_entropy", Text("Entropy sử dụng đất", "Land-use entropy")),
    ("hhi", "land_use_hhi", Text("HHI sử dụng đất", "Land-use HHI")),
)
OF_BALANCES = frozenset(key for _, key, _ in _MEASURES)
"""The measures that every place with an official balance has, not only the province of the plan."""


@table(
    TableSpec(
        id="province_land",
        name=Text("Đất công nghiệp và mức hỗn hợp của tỉnh", "Industrial land and mix of the province"),
        about=Text(
            "Các chỉ số tính từ cân bằng đất, cho mọi nơi mà sổ có tổng diện tích tự nhiên.",
            "Measures of the official balance, for every place whose total area the ledger has.",
        ),
        columns=(
            Column("subject", Text("Nơi", "Place")),
            Column("subject_name", Text("Tên nơi", "Name of the place")),
            *(Column(key, name) for key, _, name in _MEASURES),
        ),
        source="TT 08/2024/TT-BTNMT",
        needs=tuple(dict.fromkeys((*_indicators(NOW), *_indicators(PLANNED_2030)))),
    )
)
def province_land(view: View, spec: TableSpec) -> Table:
    """Gives the measures of the official balance for every place that has one."""
    rows = tuple(_rows(view))
    if not rows:
        return Table(spec=spec, reason=Message.of(_NONE, indicator=land_indicator(TOTAL)))
    return Table(spec=spec, rows=rows)


def _rows(view: View) -> Iterator[tuple[Cell, ...]]:
    for subject in land_subjects(view):
        yield (subject.id, subject.name, *(evaluate(view, key, subject) for _, key, _ in _MEASURES))
