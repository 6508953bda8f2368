"""The ledger: subjects, indicators, units and sources resolve; contradictions are decided."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.indicators import Nature
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS
from zoneplan.text import Text, When

_WHERE_VI = "Dòng {line}: {subject}, {indicator}"
_WHERE_EN = "Line {line}: {subject}, {indicator}"

SUBJECT_UNKNOWN = Rule(
    "ledger_subject_unknown",
    Severity.ERROR,
    Text("Chủ thể lạ", "Subject is unknown"),
    Text(
        f"{_WHERE_VI}: không có đối tượng, nhóm hay chủ thể nào tên như vậy.",
        f"{_WHERE_EN}: there is no feature, group or subject of this name.",
    ),
    Text("Số liệu sẽ không bao giờ được dùng.", "The figure would never be used."),
    Text(
        "Sửa mã, hoặc khai báo [subjects.MÃ] trong zoneplan.toml.",
        "Correct the id, or declare [subjects.ID] in zoneplan.toml.",
    ),
    example=Text(
        "Sổ ghi số liệu cho KCN_TANG_LONG, viết thiếu một chữ O của KCN_TANG_LOONG.",
        "The ledger has figures of KCN_TANG_LONG, one O short of KCN_TANG_LOONG.",
    ),
)
SUBJECT_ALIAS = Rule(
    "ledger_subject_alias",
    Severity.ERROR,
    Text("Số liệu ghi vào mã phụ", "Figure stands under an alias"),
    Text(
        f"{_WHERE_VI}: {{subject}} cũng là {{target}}.",
        f"{_WHERE_EN}: {{subject}} is the same as {{target}}.",
    ),
    Text("Số liệu của một khu phải nằm ở một mã.", "The figures of a zone must stand under one id."),
    Text("Ghi số liệu vào mã mà same_as trỏ tới.", "Write the figure under the id that same_as names."),
    example=Text(
        "Số liệu ghi cho KCN_A_QH, mục quy hoạch có same_as = KCN_A.",
        "A figure stands under KCN_A_QH, a plan entry whose same_as is KCN_A.",
    ),
)
INDICATOR_UNKNOWN = Rule(
    "ledger_indicator_unknown",
    Severity.ERROR,
    Text("Chỉ tiêu lạ", "Indicator is unknown"),
    Text(f"{_WHERE_VI}: chưa khai báo chỉ tiêu này.", f"{_WHERE_EN}: this indicator is not declared."),
    Text(
        "Không biết số liệu nói về điều gì, theo đơn vị nào.",
        "It is not known what the figure means or in which unit.",
    ),
    Text(
        "Sửa tên, hoặc khai báo [indicators.TÊN] trong zoneplan.toml.",
        "Correct the name, or declare [indicators.NAME] in zoneplan.toml.",
    ),
    example=Text(
        "Cột indicator ghi so_lao_dong thay vì workers.",
        "Column indicator says so_lao_dong instead of workers.",
    ),
)
UNIT_WRONG = Rule(
    "ledger_unit",
    Severity.ERROR,
    Text("Sai đơn vị", "Wrong unit"),
    Text(
        f"{_WHERE_VI}: đơn vị “{{unit}}”, chỉ tiêu này tính bằng {{expected}}.",
        f"{_WHERE_EN}: unit “{{unit}}”, this indicator is in {{expected}}.",
    ),
    Text("Sai đơn vị là sai hàng trăm, hàng nghìn lần.", "A wrong unit is wrong by hundreds or thousands."),
    Text("Đổi số liệu sang đúng đơn vị và ghi cách đổi ở note.", "Convert the figure and write how in note."),
    example=Text("Diện tích area_declared_ha ghi đơn vị MW.", "The area area_declared_ha is given in MW."),
)
SOURCE_MISSING = Rule(
    "ledger_source_missing",
    Severity.ERROR,
    Text("Số liệu không nguồn", "Figure without a source"),
    Text(f"{_WHERE_VI}: không ghi nguồn.", f"{_WHERE_EN}: no source is given."),
    Text("Số không có nguồn thì không bảo vệ được.", "A figure without a source cannot be defended."),
    Text(
        "Thêm nguồn vào sources.csv rồi ghi mã ở cột source.",
        "Add the source to sources.csv and its id to column source.",
    ),
    example=Text(
        "Dòng số lao động của một khu để trống cột source.",
        "The row with the workers of a zone has an empty column source.",
    ),
)
SOURCE_UNKNOWN = Rule(
    "ledger_source_unknown",
    Severity.ERROR,
    Text("Nguồn lạ", "Source is unknown"),
    Text(
        f"{_WHERE_VI}: không có nguồn “{{target}}” trong sources.csv.",
        f"{_WHERE_EN}: there is no source “{{target}}” in sources.csv.",
    ),
    Text("Người đọc không tìm lại được văn bản.", "A reader cannot find the document."),
    Text("Sửa mã nguồn hoặc thêm dòng vào sources.csv.", "Correct the id or add a row to sources.csv."),
    example=Text(
        "Cột source ghi QD_999 mà sources.csv không có mã đó.",
        "Column source says QD_999, which sources.csv does not have.",
    ),
)
CONTRADICTION = Rule(
    "ledger_contradiction",
    Severity.ERROR,
    Text("Số liệu mâu thuẫn", "Figures contradict each other"),
    Text(
        "{subject}, {indicator}: các dòng {lines} nói về cùng một lúc với giá trị {values}; "
        "cần đúng một dòng preferred, hiện có {preferred}.",
        "{subject}, {indicator}: lines {lines} speak of the same time with values {values}; "
        "exactly one must be preferred, {preferred} are.",
    ),
    Text("Không biết tính bằng số nào.", "It is not known which one to compute with."),
    Text(
        "Giữ tất cả, ghi yes vào preferred ở một dòng và lý do vào note.",
        "Keep them all, write yes into preferred of one and the reason into its note.",
    ),
    example=Text(
        "Hai dòng về số lao động của một khu trong 09/2024 ghi 5.100 và 5.300, không dòng nào có preferred.",
        "Two rows give the workers of a zone in 09/2024 as 5,100 and 5,300, and neither is preferred.",
    ),
)
PREFERENCE_UNEXPLAINED = Rule(
    "ledger_preference_unexplained",
    Severity.WARNING,
    Text("Chọn số không nêu lý do", "Preference without a reason"),
    Text(f"{_WHERE_VI}: preferred nhưng note trống.", f"{_WHERE_EN}: preferred, but note is empty."),
    Text("Người sau không biết vì sao chọn số này.", "Those who come later cannot tell why it was chosen."),
    Text("Ghi lý do vào note.", "Write the reason into note."),
    example=Text(
        "Một dòng ghi preferred = yes mà để trống note.", "A row says preferred = yes and leaves note empty."
    ),
)


NOT_YET = Rule(
    "ledger_after_as_of",
    Severity.WARNING,
    Text("Số liệu sau ngày của quy hoạch", "Figure lies after the plan's date"),
    Text(
        f"{_WHERE_VI}: {{date}} sau ngày {{as_of}} của quy hoạch, nên chưa được dùng.",
        f"{_WHERE_EN}: {{date}} lies after the plan's date {{as_of}}, so it is not used yet.",
    ),
    Text(
        "Bảng và bản đồ vẫn theo số cũ, hoặc thiếu số.", "Tables and map still show the old figure, or none."
    ),
    Text("Nâng as_of ở mục [plan] của zoneplan.toml.", "Raise as_of under [plan] in zoneplan.toml."),
    example=Text(
        "Quy hoạch lấy số liệu đến 31/01/2026, sổ có số lao động của 06/2026.",
        "The plan's figures are read on 2026-01-31, and the ledger has the workers of 06/2026.",
    ),
)


def _at(figure: Figure) -> dict[str, str]:
    return {"line": str(figure.line), "subject": figure.subject, "indicator": figure.indicator}


@check(SUBJECT_UNKNOWN, SUBJECT_ALIAS)
def subjects(plan: Plan) -> Iterator[Finding]:
    """Finds rows of nothing that exists, and rows under a plan entry instead of its zone."""
    for figure in plan.ledger.figures:
        if figure.subject not in plan.subjects:
            yield SUBJECT_UNKNOWN.found(layer="ledger", feature=figure.subject, **_at(figure))
        feature = plan.by_id.get(figure.subject)
        if feature is not None and feature.text("same_as"):
            yield SUBJECT_ALIAS.found(
                layer="ledger", feature=figure.subject, target=feature.text("same_as"), **_at(figure)
            )


@check(INDICATOR_UNKNOWN, UNIT_WRONG)
def indicators(plan: Plan) -> Iterator[Finding]:
    """Finds rows of undeclared indicators, and rows whose unit cannot become the indicator's."""
    for figure in plan.ledger.figures:
        indicator = plan.ledger.indicators.get(figure.indicator)
        if indicator is None:
            yield INDICATOR_UNKNOWN.found(layer="ledger", feature=figure.subject, **_at(figure))
            continue
        unit = UNITS.get(figure.unit)
        if unit is None or unit.base != UNITS[indicator.unit].base:
            yield UNIT_WRONG.found(
                layer="ledger",
                feature=figure.subject,
                unit=figure.unit,
                expected=indicator.unit,
                **_at(figure),
            )


@check(NOT_YET)
def not_yet(plan: Plan) -> Iterator[Finding]:
    """Finds rows dated after the day on which the plan's figures are read; targets may lie ahead."""
    for figure in plan.ledger.figures:
        indicator = plan.ledger.indicators.get(figure.indicator)
        meant = indicator is not None and indicator.nature is Nature.PLAN
        if figure.as_of.start > plan.as_of and not meant:
            yield NOT_YET.found(
                layer="ledger",
                feature=figure.subject,
                date=When(figure.as_of.text),
                as_of=When(plan.as_of.isoformat()),
                **_at(figure),
            )


@check(SOURCE_MISSING, SOURCE_UNKNOWN)
def sources(plan: Plan) -> Iterator[Finding]:
    """Finds rows without a source or with one that is not listed."""
    for figure in plan.ledger.figures:
        if not figure.sources:
            yield SOURCE_MISSING.found(layer="ledger", feature=figure.subject, **_at(figure))
        for source in figure.sources:
            if source not in plan.sources:
                yield SOURCE_UNKNOWN.found(
                    layer="ledger", feature=figure.subject, target=source, **_at(figure)
                )


@check(CONTRADICTION, PREFERENCE_UNEXPLAINED)
def contradictions(plan: Plan) -> Iterator[Finding]:
    """Finds contradictory rows of which not exactly one is preferred, and preferences without a reason."""
    for group in plan.ledger.contradictions():
        preferred = sum(f.preferred for f in group)
        if preferred != 1:
            yield CONTRADICTION.found(
                layer="ledger",
                feature=group[0].subject,
                subject=group[0].subject,
                indicator=group[0].indicator,
                lines=", ".join(str(f.line) for f in group),
                values=[f.value for f in group],
                preferred=preferred,
            )
    for figure in plan.ledger.figures:
        if figure.preferred and not figure.remark:
            yield PREFERENCE_UNEXPLAINED.found(layer="ledger", feature=figure.subject, **_at(figure))
