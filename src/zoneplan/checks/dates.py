"""Dates that run backwards: before what they follow, or after what they precede."""

import re
from collections.abc import Iterator
from datetime import date

from zoneplan.checks.registry import check
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.indicators import Nature
from zoneplan.plan.layer import Feature
from zoneplan.plan.period import Period, parse_period
from zoneplan.plan.plan import Plan
from zoneplan.text import Text, When

_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_IN_USE = (
    "occupancy_pct",
    "leased_land_ha",
    "workers",
    "projects_operating",
    "industrial_output_bn_vnd",
    "revenue_bn_vnd",
    "tax_bn_vnd",
)
_RUNNING = ("annual_gwh",)

ESTABLISHED_FORM = Rule(
    "established_unreadable",
    Severity.WARNING,
    Text("Ngày thành lập không đọc được", "Date of establishment cannot be read"),
    Text("{name}: established = “{value}”.", "{name}: established = “{value}”."),
    Text(
        "Không so được với quyết định và số liệu.", "It cannot be compared with the decision and the figures."
    ),
    Text("Ghi 2011, 2011-03 hoặc 2011-03-15.", "Write 2011, 2011-03 or 2011-03-15."),
    example=Text("established ghi “15/3/2011”.", "established says “15/3/2011”."),
)
ESTABLISHED_LATE = Rule(
    "established_in_future",
    Severity.WARNING,
    Text("Khu hiện có mà thành lập trong tương lai", "Existing zone established in the future"),
    Text(
        "{name}: hiện có, nhưng thành lập {date}, sau ngày {as_of} của quy hoạch.",
        "{name}: existing, yet established {date}, after the plan's date {as_of}.",
    ),
    Text("Khu sẽ bị tính vào hiện trạng quá sớm.", "The zone would be counted as standing too early."),
    Text("Sửa established hoặc stage.", "Correct established or stage."),
    example=Text("Khu “existing” có established 2031.", "A zone with stage “existing” has established 2031."),
)
ESTABLISHED_FIRST = Rule(
    "established_before_decision",
    Severity.WARNING,
    Text("Thành lập trước quyết định", "Established before its decision"),
    Text(
        "{name}: thành lập {date}, nhưng văn bản sớm nhất được ghi là {decision}.",
        "{name}: established {date}, yet the earliest document recorded is of {decision}.",
    ),
    Text(
        "Một trong hai ngày sai, hoặc thiếu quyết định đầu tiên.",
        "One date is wrong, or the first decision is missing.",
    ),
    Text(
        "Đối chiếu văn bản; thêm quyết định thành lập.", "Compare the documents; add the founding decision."
    ),
    example=Text(
        "Khu ghi thành lập 2009, quyết định duy nhất ngày 15/3/2011.",
        "A zone is established in 2009, its only decision is of 15/3/2011.",
    ),
)
DECISION_DATE = Rule(
    "decision_date",
    Severity.WARNING,
    Text("Ngày quyết định không thể đúng", "Date of a decision cannot be right"),
    Text(
        "{name}: quyết định ghi ngày {written}, không có trong lịch hoặc sau ngày {as_of} của quy hoạch.",
        "{name}: a decision is dated {written}, which no calendar has or which lies after the plan's date {as_of}.",
    ),
    Text("Không tìm lại được văn bản.", "The document cannot be found again."),
    Text("Sửa ngày theo văn bản, hoặc nâng as_of.", "Correct the date from the document, or raise as_of."),
    example=Text("Quyết định ghi ngày 31/6/2024.", "A decision is dated 31/6/2024."),
)
USED_BEFORE = Rule(
    "used_before_established",
    Severity.WARNING,
    Text("Có hoạt động trước khi có khu", "In use before it existed"),
    Text(
        "Dòng {line}: {name}, {indicator} ({date}), trong khi khu hay nhà máy có từ {since}.",
        "Line {line}: {name}, {indicator} ({date}), while the zone or plant exists since {since}.",
    ),
    Text("Số liệu thuộc nơi khác, hoặc một ngày sai.", "The figure belongs elsewhere, or a date is wrong."),
    Text(
        "Đối chiếu as_of với năm thành lập, năm phát điện.",
        "Compare as_of with the year of establishment or commissioning.",
    ),
    example=Text(
        "Tỷ lệ lấp đầy năm 2014 của một khu thành lập 2016.",
        "An occupancy of 2014 for a zone established in 2016.",
    ),
)
PLANT_YEAR = Rule(
    "plant_year",
    Severity.WARNING,
    Text("Năm phát điện trái với tình trạng", "Year of a plant against its status"),
    Text(
        "{name}: {status}, nhưng năm phát điện là {year}; ngày của quy hoạch {as_of}.",
        "{name}: {status}, yet its year of commissioning is {year}; the plan's date is {as_of}.",
    ),
    Text(
        "Công suất đang vận hành sẽ thừa hoặc thiếu nhà máy này.",
        "The operating capacity would count or miss it wrongly.",
    ),
    Text("Sửa status hoặc year.", "Correct status or year."),
    example=Text("Nhà máy “operating” có year 2031.", "A plant with status “operating” has year 2031."),
)
SOURCE_EARLY = Rule(
    "source_before_figure",
    Severity.WARNING,
    Text("Nguồn có trước số liệu", "Source is older than its figure"),
    Text(
        "Dòng {line}: {subject}, {indicator} nói về {date}, nhưng nguồn mới nhất ({source}) là của {source_date}.",
        "Line {line}: {subject}, {indicator} speaks of {date}, yet the latest source ({source}) is of {source_date}.",
    ),
    Text(
        "Văn bản không thể báo cáo điều chưa xảy ra.", "A document cannot report what has not happened yet."
    ),
    Text(
        "Sửa as_of hoặc ngày của nguồn; nếu là mục tiêu thì dùng chỉ tiêu mục tiêu.",
        "Correct as_of or the date of the source; a target needs an indicator of targets.",
    ),
    example=Text(
        "Số lao động năm 2024 lấy từ báo cáo ngày 8/5/2023.",
        "Workers of 2024 are taken from a report of 8 May 2023.",
    ),
)
SOURCE_LATE = Rule(
    "source_after_plan",
    Severity.WARNING,
    Text("Nguồn ra sau ngày của quy hoạch", "Source came out after the plan's date"),
    Text(
        "{source} ghi ngày {date}, sau ngày {as_of} của quy hoạch; {count} số liệu của nguồn này chưa được tính.",
        "{source} is dated {date}, after the plan's date {as_of}; figures of it that do not count yet: {count}.",
    ),
    Text(
        "Quy hoạch chỉ dùng những gì đã biết vào ngày của nó, nên số cũ hơn sẽ được dùng thay.",
        "A plan uses only what was known on its date, so older figures are used instead.",
    ),
    Text(
        "Đổi as_of trong [plan] sang ngày muộn hơn, hoặc sửa ngày của nguồn trong sources.csv.",
        "Set as_of of [plan] to a later day, or correct the date of the source in sources.csv.",
    ),
    example=Text(
        "as_of là 30/6/2026, sources.csv ghi báo cáo ngày 15/7/2026.",
        "as_of is 30/6/2026, sources.csv dates the report 15/7/2026.",
    ),
)
IN_FORCE = Rule(
    "regulation_in_force",
    Severity.ERROR,
    Text("Hiệu lực chạy ngược", "Rule ends before it begins"),
    Text(
        "[regulations.{threshold}]: hiệu lực từ {start} đến {end}.",
        "[regulations.{threshold}]: in force from {start} to {end}.",
    ),
    Text("Quy định sẽ không bao giờ được áp dụng.", "The rule would never be applied."),
    Text("Sửa in_force_from hoặc in_force_to.", "Correct in_force_from or in_force_to."),
    example=Text(
        "in_force_from = 2024-05-01 và in_force_to = 2023-12-31.",
        "in_force_from = 2024-05-01 and in_force_to = 2023-12-31.",
    ),
)


def period_of(text: str) -> Period | None:
    """Gives the period a text names, or nothing when it names none."""
    try:
        return parse_period(text)
    except ValueError:
        return None


def decision_days(text: str) -> list[tuple[str, date | None]]:
    """Gives every day written as ``15/3/2011`` in a text, and its date where the calendar has it."""
    return [(match.group(), _day(*(int(group) for group in match.groups()))) for match in _DAY.finditer(text)]


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@check(ESTABLISHED_FORM, ESTABLISHED_LATE, ESTABLISHED_FIRST, DECISION_DATE)
def zone_dates(plan: Plan) -> Iterator[Finding]:
    """Finds zones whose establishment and decisions are in the wrong order, in the future, or unreadable."""
    for zone in plan.of_kind("industrial_zones"):
        at = {"layer": zone.layer, "feature": zone.id, "geometry": zone.geometry, "name": zone.name}
        as_of = When(plan.as_of.isoformat())
        days = decision_days(zone.text("decision"))
        for written, day in days:
            if day is None or day > plan.as_of:
                yield DECISION_DATE.found(**at, written=written, as_of=as_of)
        text = zone.text("established")
        established = period_of(text)
        if established is None:
            if text:
                yield ESTABLISHED_FORM.found(**at, value=text)
            continue
        first = min((day for _, day in days if day is not None), default=None)
        if zone.text("stage") == "existing" and established.start > plan.as_of:
            yield ESTABLISHED_LATE.found(**at, date=When(text), as_of=as_of)
        elif first is not None and established.end < first:
            yield ESTABLISHED_FIRST.found(**at, date=When(text), decision=When(first.isoformat()))


@check(USED_BEFORE)
def use(plan: Plan) -> Iterator[Finding]:
    """Finds figures of the use of a zone or plant that end before it existed."""
    for feature in (*plan.zones, *plan.of_kind("hydropower_sites")):
        plant = feature.kind == "hydropower_sites"
        since = period_of(feature.text("year" if plant else "established"))
        if since is None or since.start > plan.as_of:
            continue
        for indicator in _RUNNING if plant else _IN_USE:
            for figure in plan.ledger.all_of(feature.id, indicator):
                if figure.as_of.end < since.start and figure.value > 0:
                    yield USED_BEFORE.found(
                        layer="ledger",
                        feature=feature.id,
                        geometry=feature.geometry,
                        line=str(figure.line),
                        name=feature.name,
                        indicator=plan.ledger.indicators[indicator].name,
                        date=When(figure.as_of.text),
                        since=When(since.text),
                    )


@check(PLANT_YEAR)
def plant_years(plan: Plan) -> Iterator[Finding]:
    """Finds plants that run before their year, and plants still to come whose year is past."""
    for site in plan.of_kind("hydropower_sites"):
        year, status = site.values.get("year"), site.text("status")
        if not isinstance(year, int) or not _contrary(status, year, plan.as_of.year):
            continue
        yield PLANT_YEAR.found(
            layer=site.layer,
            feature=site.id,
            geometry=site.geometry,
            name=site.name,
            status=_status(plan, site),
            year=str(year),
            as_of=When(plan.as_of.isoformat()),
        )


def _contrary(status: str, year: int, now: int) -> bool:
    return year > now if status == "operating" else status in {"planned", "construction"} and year < now


def _status(plan: Plan, site: Feature) -> Text:
    field = plan.layers[site.layer].kind.field("status")
    value = site.text("status")
    return field.choice_name(value) if field else Text(value, value)


@check(SOURCE_EARLY)
def source_dates(plan: Plan) -> Iterator[Finding]:
    """Finds figures of a time that began only after every one of their sources was written."""
    for figure in plan.ledger.figures:
        indicator = plan.ledger.indicators.get(figure.indicator)
        if indicator is None or indicator.nature is Nature.PLAN or figure.as_of.start > plan.as_of:
            continue
        dated = [(period_of(plan.sources[s].date), s) for s in figure.sources if s in plan.sources]
        known = [(period, source) for period, source in dated if period is not None]
        if not known or len(known) < len(figure.sources):
            continue
        latest, source = max(known, key=lambda pair: (pair[0].end, pair[1]))
        if latest.end < figure.as_of.start:
            yield SOURCE_EARLY.found(
                layer="ledger",
                feature=figure.subject,
                line=str(figure.line),
                subject=figure.subject,
                indicator=indicator.name,
                date=When(figure.as_of.text),
                source=source,
                source_date=When(latest.text),
            )


@check(SOURCE_LATE)
def late_sources(plan: Plan) -> Iterator[Finding]:
    """Finds sources dated after the day on which the plan's figures are read, and how many figures they hold back."""
    for source, day in plan.ledger.published.items():
        if day <= plan.as_of:
            continue
        held = [
            figure
            for figure in plan.ledger.figures
            if source in figure.sources
            and not any(d <= plan.as_of for s in figure.sources if (d := plan.ledger.published.get(s)))
        ]
        if held:
            yield SOURCE_LATE.found(
                feature=source,
                source=source,
                date=When(plan.sources[source].date),
                as_of=When(plan.as_of.isoformat()),
                count=len(held),
            )


@check(IN_FORCE)
def in_force(plan: Plan) -> Iterator[Finding]:
    """Finds rules, of the program or of the plan, that end before they begin."""
    for threshold in plan.regulations.thresholds.values():
        start, end = threshold.in_force_from, threshold.in_force_to
        if start is not None and end is not None and end < start:
            yield IN_FORCE.found(
                feature=threshold.id,
                threshold=threshold.id,
                start=When(start.isoformat()),
                end=When(end.isoformat()),
            )
