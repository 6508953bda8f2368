"""Plants river by river from the source down: what each has, and what adds up along the river."""

from collections.abc import Sequence
from dataclasses import dataclass

from zoneplan.metrics.hydropower.plants import NO_LAYER, POWER, SITES, plant, runs
from zoneplan.metrics.hydropower.rivers import Stand, in_order, line_of, river_key
from zoneplan.metrics.hydropower.yields import GENERATED, PLANNED
from zoneplan.metrics.measure import Measure
from zoneplan.metrics.registry import evaluate
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.plan.kinds import HYDROPOWER_SITES
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.text import Message, Text, fold

HEAD = "head_m"
_STATUS = next(field for field in HYDROPOWER_SITES.fields if field.id == "status")
_PUBLISHED = frozenset({"", "published"})
_TOTAL = Text("Cộng {river}", "Total of {river}")
_NO_RIVERS = Text(
    "Không nhà máy nào có tên sông (trường river).", "No plant has the name of its river (field river)."
)
_NO_NAME = Text(
    "{count} nhà máy chưa ghi tên sông nên không có trong bảng.",
    "{count} plants have no name of a river and are not in the table.",
)
_UNORDERED = Text(
    "Chưa rõ thứ tự các nhà máy trên {count} sông: cần river_km của từng nhà máy, hoặc đường sông trong một lớp "
    "context và river_km của ít nhất hai nhà máy.",
    "On {count} rivers the order of the plants is not known: it needs river_km of each plant, or the line of the river "
    "in a context layer and river_km of two plants at least.",
)
_NOT_PUBLISHED = Text(
    "Tên sông của {count} nhà máy là suy từ tên nhà máy hoặc ước đoán, chưa công bố.",
    "Of {count} plants the river is derived from the plant's name or estimated, not published.",
)
_SPEC = TableSpec(
    id="cascade",
    name=Text("Thủy điện theo sông, từ thượng lưu xuống", "Hydropower along rivers, from the source down"),
    about=Text(
        "Các nhà máy không bị đưa ra khỏi quy hoạch, từng sông theo thứ tự chữ cái, trong mỗi sông từ thượng lưu xuống. "
        "Công suất cộng dồn từ thượng lưu, riêng đang vận hành và kể cả quy hoạch.",
        "The plants that are not removed from the plan, rivers in alphabetical order, along each from the source down. "
        "Capacity is added up from the source, that in operation and with what is planned.",
    ),
    columns=(
        Column("river", Text("Sông, suối", "River")),
        Column("order", Text("Thứ tự từ thượng lưu", "Order from the source"), decimals=0),
        Column("id", Text("Mã", "Id")),
        Column("plant", Text("Nhà máy", "Plant")),
        Column("status", Text("Tình trạng", "Status")),
        Column("installed_mw", Text("Công suất", "Capacity"), "MW"),
        Column("operating_mw_above", Text("Cộng dồn, đang vận hành", "Running total, in operation"), "MW"),
        Column("planned_mw_above", Text("Cộng dồn, kể cả quy hoạch", "Running total, with planned"), "MW"),
        Column("annual_gwh", Text("Sản lượng năm", "Yearly energy"), "GWh"),
        Column("head_m", Text("Cột nước", "Head"), "m", decimals=1),
        Column("basis", Text("Cơ sở thứ tự", "Basis of the order")),
    ),
    source="zoneplan",
    needs=(POWER, GENERATED, PLANNED, HEAD),
    layers=(SITES, "context"),
)


@dataclass(frozen=True, slots=True)
class _River:
    name: str
    stands: tuple[Stand, ...]


def _rivers(view: View, sites: Sequence[Feature]) -> list[_River]:
    """Gives the rivers in alphabetical order, each under the way its name is written most."""
    by_key: dict[str, list[Feature]] = {}
    for site in sites:
        by_key.setdefault(river_key(site.text("river")), []).append(site)
    found = [_River(_name(on), in_order(on, line_of(view, key))) for key, on in by_key.items()]
    return sorted(found, key=lambda river: (fold(river.name), river.name))


def _name(sites: Sequence[Feature]) -> str:
    written = sorted(site.text("river") for site in sites)
    return max(written, key=written.count)


@table(_SPEC)
def cascade(view: View, spec: TableSpec) -> Table:
    """Gives the plants of every river in order, with running totals and a total for each river of several plants."""
    if not any(layer.kind.id == SITES for layer in view.plan.layers.values()):
        return Table(spec=spec, reason=Message.of(NO_LAYER))
    sites = [site for site in view.plan.of_kind(SITES) if site.text("status") != "removed"]
    named = [site for site in sites if river_key(site.text("river"))]
    if not named:
        return Table(spec=spec, reason=Message.of(_NO_RIVERS))
    rivers = _rivers(view, named)
    rows = tuple(row for river in rivers for row in _rows(view, river))
    heads = tuple(f for river in rivers for stand in river.stands for f in _head(view, stand.site))
    return Table(spec=spec, rows=rows, figures=heads, remarks=_remarks(rivers, len(sites) - len(named)))


def _rows(view: View, river: _River) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    operating: float | None = 0.0
    planned: float | None = 0.0
    for stand in river.stands:
        site = stand.site
        power = evaluate(view, "installed_mw", plant(site))
        operating = _plus(operating, power if runs(view, site) else None, counts=runs(view, site))
        planned = _plus(planned, power)
        rows.append(
            (
                river.name,
                stand.rank,
                site.id,
                site.name,
                _STATUS.choice_name(site.text("status")),
                power,
                None if stand.rank is None else operating,
                None if stand.rank is None else planned,
                evaluate(view, "annual_gwh", plant(site)),
                next((figure.value for figure in _head(view, site)), None),
                stand.basis,
            )
        )
    if len(rows) > 1:
        blank = (None,) * 3
        rows.append(
            (
                river.name,
                None,
                "",
                Message.of(_TOTAL, river=river.name),
                *blank[:2],
                operating,
                planned,
                *blank,
            )
        )
    return rows


def _plus(total: float | None, power: Measure | None, *, counts: bool = True) -> float | None:
    """Gives a running total with one plant more; nothing from the first plant on whose capacity is not known."""
    if not counts:
        return total
    return None if total is None or power is None or power.value is None else total + power.value


def _head(view: View, site: Feature) -> tuple[Figure, ...]:
    own = view.own(plant(site), HEAD)
    return own.figures if own else ()


def _remarks(rivers: Sequence[_River], nameless: int) -> tuple[Message, ...]:
    stands = [stand for river in rivers for stand in river.stands]
    unordered = sum(any(stand.rank is None for stand in river.stands) for river in rivers)
    derived = sum(stand.site.text("river_basis") not in _PUBLISHED for stand in stands)
    told = ((_UNORDERED, unordered), (_NOT_PUBLISHED, derived), (_NO_NAME, nameless))
    return tuple(Message.of(text, count=count) for text, count in told if count)
