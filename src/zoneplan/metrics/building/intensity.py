"""How intensively land is used, by the rates of the Chinese evaluation of development zones.

Each rate is relative: it is compared between zones and with an ideal value of the place, and judged by no rule here.
"""

from dataclasses import replace

from zoneplan.metrics.build import Pair, missing_members, pair, rate, unknown
from zoneplan.metrics.efficiency.leased import LAND, LEASED, LEASED_ROWS, leased_land
from zoneplan.metrics.efficiency.yearly import in_year
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View, total
from zoneplan.text import Message, Number, Text

OUTPUT = "industrial_output_bn_vnd"
SUPPLIED, READY = "supplied_land_ha", "ready_land_ha"
BUILT, BUILT_INDUSTRIAL = "built_land_ha", "built_industrial_land_ha"
ADMIN = "admin_land_ha"
YEARS = 3
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
EVALUATION = "TD/T 1029 (Trung Quốc)"
_LEASED_FOR_SUPPLIED = Text(
    "Sổ không ghi đất đã cung ứng; dùng đất đã cho thuê.",
    "Land supplied is not on record; leased land is used.",
)
_MEAN = Text("{output} ÷ {count} ÷ {land} = {value}", "{output} ÷ {count} ÷ {land} = {value}")
_YEARS_TAKEN = Text("Bình quân các năm {years}.", "Mean of the years {years}.")
_NO_YEAR = Text(
    "Cần giá trị sản xuất cả năm của {count} năm liền: sổ còn thiếu {indicator} của {subject} năm {years}.",
    "It needs the output of {count} whole years in a row: the ledger lacks {indicator} of {subject} for {years}.",
)


@metric(
    MetricSpec(
        id="land_supply_rate_pct",
        name=Text("Tỷ lệ đất đã cung ứng", "Land supply rate"),
        formula=Text(
            "đất đã cung ứng (đã giao, đã cho thuê) ÷ đất đủ điều kiện cung ứng × 100",
            "land supplied (allocated or leased) ÷ land ready for supply × 100",
        ),
        unit="pct",
        base=Text("đất đủ điều kiện cung ứng", "land ready for supply"),
        roles=_ZONES,
        source=EVALUATION,
        direction=Direction.MORE,
        needs=(SUPPLIED, READY, *LEASED_ROWS),
        decimals=1,
        at_most=Ceiling(
            100.0,
            Text(
                "đất đã cung ứng là một phần của đất đủ điều kiện cung ứng",
                "land supplied is part of the land ready for supply",
            ),
        ),
    )
)
def land_supply_rate(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the land supplied over the land ready for it; where that is not on record, the leased land."""
    both = pair(view, subject, SUPPLIED, READY, _supplied)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, SUPPLIED, READY))
    measure = rate(spec, subject, *both, scale=100)
    if measure.value is None or all(f.indicator == SUPPLIED for f in both[0].figures):
        return measure
    return replace(measure, remarks=(Message.of(_LEASED_FOR_SUPPLIED), *measure.remarks))


def _supplied(view: View, subject: Subject, top: str, bottom: str) -> Pair | None:
    supplied, ready = view.own(subject, top) or leased_land(view, subject), view.own(subject, bottom)
    return (supplied, ready) if supplied is not None and ready is not None else None


def _built_over_supplied(view: View, subject: Subject, top: str, bottom: str) -> Pair | None:
    built, supplied = view.own(subject, top), view.own(subject, bottom) or leased_land(view, subject)
    return (built, supplied) if built is not None and supplied is not None else None


@metric(
    MetricSpec(
        id="land_built_rate_pct",
        name=Text("Tỷ lệ đất đã xây dựng", "Land built rate"),
        formula=Text("đất đã xây dựng ÷ đất đã cung ứng × 100", "land built on ÷ land supplied × 100"),
        unit="pct",
        base=Text("đất đã cung ứng", "land supplied"),
        roles=_ZONES,
        source=EVALUATION,
        direction=Direction.MORE,
        needs=(BUILT, SUPPLIED, *LEASED_ROWS),
        decimals=1,
        at_most=Ceiling(
            100.0,
            Text(
                "đất đã xây dựng là một phần của đất đã cung ứng",
                "land built on is part of the land supplied",
            ),
        ),
    )
)
def land_built_rate(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the land built on over the land supplied; where that is not on record, over the leased land."""
    both = pair(view, subject, BUILT, SUPPLIED, _built_over_supplied)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, BUILT, SUPPLIED))
    measure = rate(spec, subject, *both, scale=100)
    if measure.value is None or all(f.indicator == SUPPLIED for f in both[1].figures):
        return measure
    return replace(measure, remarks=(Message.of(_LEASED_FOR_SUPPLIED), *measure.remarks))


@metric(
    MetricSpec(
        id="built_industrial_share_pct",
        name=Text("Tỷ lệ đất công nghiệp trong đất đã xây dựng", "Industrial share of the land built on"),
        formula=Text(
            "đất công nghiệp, kho tàng đã xây dựng ÷ đất đã xây dựng × 100",
            "industrial and storage land built on ÷ land built on × 100",
        ),
        unit="pct",
        base=Text("đất đã xây dựng", "land built on"),
        roles=_ZONES,
        source=EVALUATION,
        direction=Direction.MORE,
        needs=(BUILT_INDUSTRIAL, BUILT),
        decimals=1,
        at_most=Ceiling(
            100.0,
            Text(
                "đất công nghiệp, kho tàng đã xây dựng là một phần của đất đã xây dựng",
                "industrial and storage land built on is part of the land built on",
            ),
        ),
    )
)
def built_industrial_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives how much of the land built on is industrial."""
    both = pair(view, subject, BUILT_INDUSTRIAL, BUILT)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, *spec.needs))
    return rate(spec, subject, *both, scale=100)


@metric(
    MetricSpec(
        id="admin_land_share_pct",
        name=Text("Tỷ lệ đất hành chính, sinh hoạt", "Administration and living land share"),
        formula=Text(
            "đất hành chính, sinh hoạt trong lô dự án ÷ đất công nghiệp đã cho thuê × 100",
            "administration and living land inside project plots ÷ leased industrial land × 100",
        ),
        unit="pct",
        base=Text("đất công nghiệp đã cho thuê", "leased industrial land"),
        roles=_ZONES,
        source="Trung Quốc, kiểm soát đất dự án công nghiệp (2008)",
        direction=Direction.LESS,
        needs=(ADMIN, LEASED),
        decimals=1,
        at_most=Ceiling(
            100.0,
            Text(
                "đất hành chính, sinh hoạt nằm trong đất công nghiệp đã cho thuê",
                "administration and living land lies inside the leased industrial land",
            ),
        ),
    )
)
def admin_land_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives how much of the leased plots serves administration and living."""
    both = pair(view, subject, ADMIN, LEASED)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, *spec.needs))
    return rate(spec, subject, *both, scale=100)


@metric(
    MetricSpec(
        id="output_3yr_per_ha_bn_vnd",
        name=Text("Suất sản lượng bình quân ba năm", "Output rate, mean of three years"),
        formula=Text(
            "tổng giá trị sản xuất của ba năm gần nhất ÷ 3 ÷ đất công nghiệp",
            "output of the last three years ÷ 3 ÷ industrial land",
        ),
        unit="bn_vnd_per_ha",
        base=Text("đất công nghiệp", "industrial land"),
        roles=_ZONES,
        source="Trung Quốc, kiểm soát đất dự án công nghiệp (2008)",
        direction=Direction.MORE,
        needs=(OUTPUT, LAND),
    )
)
def output_of_three_years(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the mean yearly output of the last three whole years over the industrial land of today."""
    both = pair(view, subject, OUTPUT, LAND, _three_years)
    if both is None:
        return _without_years(view, spec, subject)
    measure = rate(spec, subject, *both, scale=1 / YEARS)
    if measure.value is None:
        return measure
    years = tuple(sorted({f.as_of.text for f in both[0].figures}))
    output, land = both
    value = Number(measure.value, spec.decimals)
    done = Message.of(_MEAN, output=output.value, count=YEARS, land=land.value, value=value)
    return replace(measure, working=done, remarks=(Message.of(_YEARS_TAKEN, years=years), *measure.remarks))


def _three_years(view: View, subject: Subject, top: str, bottom: str) -> Pair | None:
    last, land = view.own(subject, top), view.own(subject, bottom)
    if last is None or land is None:
        return None
    year = last.figures[0].as_of.start.year
    found = [in_year(view, subject, top, year - back) for back in range(YEARS)]
    known = [amount for amount in found if amount is not None]
    if len(known) < YEARS:
        return None
    return replace(total(known), counted=last.counted), land


def _without_years(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    last = view.own(subject, OUTPUT)
    if last is None or view.own(subject, LAND) is None:
        return missing_members(spec, subject, unknown(view, subject, *spec.needs))
    year = last.figures[0].as_of.start.year
    lacking = tuple(
        str(year - back) for back in range(YEARS) if in_year(view, subject, OUTPUT, year - back) is None
    )
    reason = Message.of(_NO_YEAR, count=YEARS, indicator=OUTPUT, subject=subject.id, years=lacking)
    return Measure(spec=spec, subject=subject, reason=reason)
