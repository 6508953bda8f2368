"""The places that people leave and go to, phase by phase; resettlement after disasters stands apart."""

from collections.abc import Iterable, Sequence
from math import fsum

from zoneplan.metrics.build import leaves
from zoneplan.metrics.measure import Measure, Role, Subject
from zoneplan.metrics.registry import evaluate
from zoneplan.metrics.relocation.cost import COST
from zoneplan.metrics.relocation.households import MOVED, REMAINING, TO_MOVE, is_origin
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.plan.kinds import RELOCATION_AREAS
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.text import Message, Text

AFFECTED = "households_affected"
INVESTED = "investment_total_bn_vnd"
_COUNTS = (TO_MOVE, MOVED, REMAINING)
_NO_AREAS = Text(
    "Quy hoạch không có lớp {kind} hoặc lớp trống.", "The plan has no layer {kind}, or it is empty."
)
_APART = Text(
    "Hộ tái định cư do thiên tai không cộng vào hộ di dời vì khu công nghiệp.",
    "Households resettled after disasters are not added to those that move because of a zone.",
)
_WHOLE = Text(
    "Dòng cộng vì khu công nghiệp lấy số ghi cho các khu, kể cả những đợt không có số riêng.",
    "The total because of industrial zones takes what stands for the zones, with phases of no own figures.",
)
_PARTIAL = Text(
    "Tổng hộ bị ảnh hưởng, kinh phí và vốn chỉ cộng những nơi có số.",
    "Totals of households affected, cost and investment only add the places that have figures.",
)
_ALL_OF = {
    "industrial_zone": Text("Cộng: vì khu công nghiệp", "Total: because of industrial zones"),
    "disaster": Text("Cộng: vì thiên tai", "Total: because of disasters"),
}
_LIST = Text("{zones}", "{zones}")
_PHASE = Text("Cộng đợt", "Total of the phase")


@table(
    TableSpec(
        id="relocation_phases",
        name=Text("Di dời, tái định cư theo đợt", "Relocation by phase"),
        about=Text(
            "Nơi phải di dời và nơi đến, theo nguyên nhân và theo đợt, với số hộ và kinh phí.",
            "Places that people leave and go to, by cause and phase, with households and money.",
        ),
        columns=(
            Column("cause", Text("Nguyên nhân", "Cause")),
            Column("phase", Text("Đợt", "Phase")),
            Column("subject", Text("Mã", "Id")),
            Column("subject_name", Text("Nơi", "Place")),
            Column("role", Text("Vai trò", "Role")),
            Column("serves", Text("Phục vụ khu", "Serves")),
            Column("to_move", Text("Hộ phải di dời", "Households to move"), "households", 0),
            Column("moved", Text("Hộ đã di dời", "Households moved"), "households", 0),
            Column("remaining", Text("Hộ còn lại", "Households still to move"), "households", 0),
            Column("affected", Text("Hộ bị ảnh hưởng", "Households affected"), "households", 0),
            Column("cost", Text("Kinh phí di dời", "Cost of relocation"), "bn_vnd", 3),
            Column("invested", Text("Vốn khu tái định cư", "Invested in resettlement"), "bn_vnd", 3),
        ),
        source="zoneplan",
        needs=(TO_MOVE, MOVED, REMAINING, AFFECTED, COST, INVESTED),
        layers=(RELOCATION_AREAS.id,),
    )
)
def relocation_phases(view: View, spec: TableSpec) -> Table:
    """Gives a row a place, with the total of each phase that has several places to leave, and of each cause."""
    places = view.plan.of_kind(RELOCATION_AREAS.id)
    if not places:
        return Table(spec=spec, reason=Message.of(_NO_AREAS, kind=RELOCATION_AREAS.name))
    rows: list[tuple[Cell, ...]] = []
    for cause in _ALL_OF:
        of_cause = [place for place in places if place.text("cause") == cause]
        if of_cause:
            rows += _of_cause(view, cause, of_cause)
    figures = _figures(view, places)
    remarks = tuple(Message.of(text) for text in (_APART, _WHOLE, _PARTIAL))
    return Table(spec=spec, rows=tuple(rows), figures=figures, remarks=remarks)


def _of_cause(view: View, cause: str, places: Sequence[Feature]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for phase in sorted({place.text("phase") for place in places}, key=lambda text: (not text, text)):
        own = sorted((p for p in places if p.text("phase") == phase), key=_order)
        rows += [_row(view, place) for place in own]
        leaving = [_leaving(view, place) for place in own if is_origin(place)]
        if phase and len(leaving) > 1:
            sums = (_added([m.value for m in column]) for column in zip(*leaving, strict=True))
            rows.append((_named(cause), phase, None, _PHASE, None, None, *sums, None, None, None))
    return [*rows, _total(view, cause, places)]


def _order(place: Feature) -> tuple[bool, str]:
    return place.text("role") != "origin", place.id


def _named(cause: str) -> Text | None:
    field = RELOCATION_AREAS.field("cause")
    return field.choice_name(cause) if field else None


def _leaving(view: View, place: Feature) -> tuple[Measure, ...]:
    subject = Subject(place.id, Role.RELOCATION, place.name)
    return tuple(evaluate(view, indicator, subject) for indicator in _COUNTS)


def _row(view: View, place: Feature) -> tuple[Cell, ...]:
    role = RELOCATION_AREAS.field("role")
    return (
        _named(place.text("cause")),
        place.text("phase") or None,
        place.id,
        place.name,
        role.choice_name(place.text("role")) if role else None,
        _served(view, place),
        *(_leaving(view, place) if is_origin(place) else (None, None, None)),
        _value(view, place.id, AFFECTED),
        _value(view, place.id, COST),
        _value(view, place.id, INVESTED),
    )


def _served(view: View, place: Feature) -> Message | None:
    zones = tuple(view.plan.subjects.get(zone, zone) for zone in place.references("serves"))
    return Message.of(_LIST, zones=zones) if zones else None


def _total(view: View, cause: str, places: Sequence[Feature]) -> tuple[Cell, ...]:
    counts: tuple[Cell, ...] = (None, None, None)
    costs = [_value(view, place.id, COST) for place in places]
    if cause == "industrial_zone":
        counts = tuple(evaluate(view, indicator, view.province) for indicator in _COUNTS)
        stated = [_value(view, leaf.id, COST) for leaf in leaves(view.province)]
        costs = stated if any(value is not None for value in stated) else costs
    return (
        _named(cause),
        None,
        None,
        _ALL_OF[cause],
        None,
        None,
        *counts,
        _known(_value(view, place.id, AFFECTED) for place in places),
        _known(costs),
        _known(_value(view, place.id, INVESTED) for place in places),
    )


def _value(view: View, subject: str, indicator: str) -> float | None:
    found = view.figure(subject, indicator)
    return found.chosen.value if found else None


def _added(values: Iterable[float | None]) -> float | None:
    """Gives the sum of values that are all known; nothing where one is not."""
    given = list(values)
    known = [value for value in given if value is not None]
    return fsum(known) if given and len(known) == len(given) else None


def _known(values: Iterable[float | None]) -> float | None:
    """Gives the sum of the values that are known; nothing where none is."""
    known = [value for value in values if value is not None]
    return fsum(known) if known else None


def _figures(view: View, places: Sequence[Feature]) -> tuple[Figure, ...]:
    """Gives the rows behind the plain numbers."""
    subjects = [*(place.id for place in places), *(leaf.id for leaf in leaves(view.province))]
    wanted = [(s, i) for s in subjects for i in (AFFECTED, COST, INVESTED)]
    return tuple(found.chosen for s, i in wanted if (found := view.figure(s, i)) is not None)
