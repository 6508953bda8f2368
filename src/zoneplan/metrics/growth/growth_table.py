"""Growth of land and people of every place that the ledger or rasters know well enough, interval by interval."""

from collections.abc import Iterator
from itertools import pairwise

from zoneplan.metrics.density.people import PEOPLE
from zoneplan.metrics.growth.consumption import CHANGE, JRC, LCR, LCRPGR, PER_CAPITA, PGR
from zoneplan.metrics.growth.rates import (
    change,
    efficiency,
    interval,
    land_consumption,
    land_to_people,
    per_capita,
    population_growth,
)
from zoneplan.metrics.growth.settled import (
    BUILT,
    CODES,
    FROM_RASTERS,
    Inputs,
    State,
    ledger_inputs,
    raster_inputs,
)
from zoneplan.metrics.measure import Measure, Role, Subject
from zoneplan.metrics.registry import METRICS
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.plan.land import land_indicator
from zoneplan.plan.ledger import Figure
from zoneplan.plan.raster import BUILT_UP, POPULATION
from zoneplan.text import Message, Text

_NONE = Text(
    "Không nơi nào có dân số và đất xây dựng của hai năm trong sổ, hoặc hai raster dân số và ranh giới.",
    "No place has people and built-up land of two years in the ledger, or two population rasters and an outline.",
)
_COLUMNS = (
    (LCR, land_consumption),
    (PGR, population_growth),
    (LCRPGR, land_to_people),
    (JRC, efficiency),
    (CHANGE, change),
)


@table(
    TableSpec(
        id="growth",
        name=Text("Tăng đất xây dựng và tăng dân số", "Growth of built-up land and of people"),
        about=Text(
            "LCR, PGR, LCRPGR và các chỉ số phụ của mọi nơi có số liệu hai năm, theo từng kỳ.",
            "LCR, PGR, LCRPGR and secondary indicators of every place with figures of two years, by interval.",
        ),
        columns=(
            Column("subject", Text("Mã", "Id")),
            Column("subject_name", Text("Nơi", "Place")),
            Column("basis", Text("Theo", "From")),
            Column("first", Text("Từ", "From the year")),
            Column("last", Text("Đến", "To the year")),
            Column("people_first", Text("Dân số đầu kỳ", "People at the beginning"), "persons", 0),
            Column("people_last", Text("Dân số cuối kỳ", "People at the end"), "persons", 0),
            Column("land_first", Text("Đất xây dựng đầu kỳ", "Built-up land at the beginning"), "ha", 0),
            Column("land_last", Text("Đất xây dựng cuối kỳ", "Built-up land at the end"), "ha", 0),
            *(Column(key, METRICS[key][0].name, METRICS[key][0].unit) for key, _ in _COLUMNS),
            Column(PER_CAPITA, METRICS[PER_CAPITA][0].name, METRICS[PER_CAPITA][0].unit, 1),
        ),
        source="UN-Habitat (2021), SDG indicator 11.3.1, metadata",
        needs=(PEOPLE, BUILT, *(land_indicator(code) for code in CODES)),
        layers=("communes",),
        rasters=(POPULATION.id, BUILT_UP.id),
    )
)
def growth(view: View, spec: TableSpec) -> Table:
    """Gives a row an interval: between neighbouring years, then over all of them where there are more."""
    rows: list[tuple[Cell, ...]] = []
    figures: list[Figure] = []
    remarks: dict[str, Message] = {}
    for subject in _subjects(view):
        for inputs in (ledger_inputs(view, subject), raster_inputs(view, subject)):
            for first, last in _intervals(inputs):
                cells, told = _row(subject, inputs, first, last)
                rows.append(cells)
                figures += _figures(inputs, (first, last))
                remarks |= {repr(remark): remark for remark in told}
    if not rows:
        return Table(spec=spec, reason=Message.of(_NONE))
    return Table(
        spec=spec, rows=tuple(rows), figures=tuple(dict.fromkeys(figures)), remarks=tuple(remarks.values())
    )


def _subjects(view: View) -> Iterator[Subject]:
    """Gives what can be measured and every other subject of the ledger."""
    places = [s for s in view.subjects if s.role in {Role.PLAN, Role.COMMUNE}]
    yield from places
    known = {s.id for s in view.subjects}
    for key in view.plan.config.subjects:
        if key not in known:
            yield Subject(key, Role.PLAN, view.plan.subjects[key])


def _intervals(inputs: Inputs) -> list[tuple[int, int]]:
    """Gives the intervals between years of which both are known; of rasters those of people suffice."""
    years = list(inputs.both)
    if len(years) < _TWO and inputs.basis is FROM_RASTERS:
        years = sorted(inputs.people)
    whole = [(years[0], years[-1])] if len(years) > _TWO else []
    return [*pairwise(years), *whole]


_TWO = 2


def _row(
    subject: Subject, inputs: Inputs, first: int, last: int
) -> tuple[tuple[Cell, ...], tuple[Message, ...]]:
    years = interval(inputs, first, last)
    found = [compute(METRICS[key][0], subject, years) for key, compute in _COLUMNS]
    both = last in inputs.both
    each = per_capita(METRICS[PER_CAPITA][0], subject, inputs, last) if both else None
    cells = (
        subject.id,
        subject.name,
        inputs.basis,
        str(first),
        str(last),
        *_amounts(years.people),
        *_amounts(years.land),
        *(measure if _says(measure) else None for measure in found),
        each,
    )
    return cells, tuple(remark for measure in found for remark in measure.remarks)


def _says(measure: Measure) -> bool:
    """Tells whether a measure has a value, or figures that say why there is none."""
    return measure.value is not None or bool(measure.figures)


def _amounts(states: tuple[State, State] | None) -> tuple[Cell, Cell]:
    return (states[0].amount.value, states[1].amount.value) if states else (None, None)


def _figures(inputs: Inputs, years: tuple[int, int]) -> list[Figure]:
    people = [figure for y in years if y in inputs.people for figure in inputs.people[y].amount.figures]
    land = [
        figure
        for y in years
        if y in inputs.land
        for part in inputs.land[y].parts.values()
        for figure in part.figures
    ]
    return [*people, *land]
