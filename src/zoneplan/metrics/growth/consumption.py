"""Whether land is built on faster than people come: SDG indicator 11.3.1 and its kin over the longest interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from zoneplan.kernels.growth import NEAR_ZERO_PGR
from zoneplan.metrics.density.people import PEOPLE
from zoneplan.metrics.growth.rates import (
    Compute,
    change,
    efficiency,
    interval,
    land_consumption,
    land_to_people,
    no_land,
    no_people,
    per_capita,
    population_growth,
)
from zoneplan.metrics.growth.settled import BUILT, CODES, Inputs, ledger_inputs, raster_inputs
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.plan.land import land_indicator
from zoneplan.plan.raster import BUILT_UP, POPULATION
from zoneplan.text import Message, Text, format_number

LCR = "land_consumption_rate_pct_per_year"
PGR = "population_growth_rate_pct_per_year"
LCRPGR = "lcrpgr"
JRC = "jrc_land_use_efficiency_per_decade"
PER_CAPITA = "builtup_per_capita_m2"
CHANGE = "total_change_builtup_pct"
_UN_HABITAT = "UN-Habitat (2021), SDG indicator 11.3.1, metadata"
_SCHIAVINA = "Schiavina et al. (2019), Sustainability 11(20), 5674, doi:10.3390/su11205674"
_STEADY = Text(*(format_number(100 * NEAR_ZERO_PGR, language) for language in ("vi", "en")))
_BUILT_LAND = Text("đất xây dựng (xem lưu ý)", "built-up land (see the remarks)")
_NO_PAIR = Text(
    "Dân số và đất xây dựng phải cùng năm, ít nhất {count} năm; hiện có dân số: {people}; đất xây dựng: {land}.",
    "People and built-up land must be of the same years, at least {count}; known are people: {people}; land: {land}.",
)
_NONE = Text("chưa có", "none")


def _years_of(inputs: Inputs, needs: str) -> Sequence[int]:
    known = {"land": inputs.land.keys(), "people": inputs.people.keys(), "both": set(inputs.both)}
    return sorted(known[needs])


def _best(view: View, subject: Subject, needs: str, count: int) -> Inputs | None:
    """Gives the first of ledger and rasters that knows of enough years."""
    every = (ledger_inputs(view, subject), raster_inputs(view, subject))
    return next((inputs for inputs in every if len(_years_of(inputs, needs)) >= count), None)


def _unknown(view: View, spec: MetricSpec, subject: Subject, needs: str, count: int) -> Measure:
    """Gives the reason why a measure cannot be computed: what is not known of enough years."""
    every = (ledger_inputs(view, subject), raster_inputs(view, subject))
    land, people = ({year for i in every for year in _years_of(i, what)} for what in ("land", "people"))
    if needs != "people" and len(land) < count:
        return no_land(spec, subject, count)
    if needs != "land" and len(people) < count:
        return no_people(spec, subject, count)
    told = [tuple(str(year) for year in sorted(known)) or _NONE for known in (people, land)]
    reason = Message.of(_NO_PAIR, count=count, people=told[0], land=told[1])
    return Measure(spec=spec, subject=subject, reason=reason)


_LAND = (BUILT, *(land_indicator(code) for code in CODES))
_READS = {
    "land": (_LAND, (BUILT_UP.id,)),
    "people": ((PEOPLE,), (POPULATION.id,)),
    "both": ((PEOPLE, *_LAND), (POPULATION.id, BUILT_UP.id)),
}
"""The indicators and the rasters that land, people or both are read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Declared:
    """What distinguishes one of these measures from the others."""

    id: str
    name: Text
    formula: Text
    unit: str
    needs: str
    source: str = _UN_HABITAT
    base: Text = _BUILT_LAND
    direction: Direction = Direction.NEUTRAL
    decimals: int = 2
    caveat: Text | None = None

    @property
    def spec(self) -> MetricSpec:
        """The declaration of the measure."""
        indicators, rasters = _READS[self.needs]
        return MetricSpec(
            id=self.id,
            name=self.name,
            formula=self.formula,
            unit=self.unit,
            base=self.base,
            roles=frozenset({Role.PLAN, Role.COMMUNE}),
            source=self.source,
            direction=self.direction,
            needs=indicators,
            layers=("communes",),
            rasters=rasters,
            decimals=self.decimals,
            caveat=self.caveat,
        )


def _over_years(declared: _Declared, compute: Compute) -> None:
    """Registers a measure over the longest interval of which its inputs are known."""

    def measured(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        inputs = _best(view, subject, declared.needs, 2)
        if inputs is None:
            return _unknown(view, spec, subject, declared.needs, 2)
        years = _years_of(inputs, declared.needs)
        return compute(spec, subject, interval(inputs, years[0], years[-1]))

    metric(declared.spec)(measured)


_over_years(
    _Declared(
        id=LCR,
        name=Text("Tốc độ tiêu thụ đất (LCR)", "Land consumption rate (LCR)"),
        formula=Text(
            "(đất xây dựng cuối kỳ − đầu kỳ) ÷ đầu kỳ ÷ số năm × 100",
            "(built-up land at the end − at the beginning) ÷ at the beginning ÷ years × 100",
        ),
        unit="pct_per_year",
        needs="land",
    ),
    land_consumption,
)
_over_years(
    _Declared(
        id=PGR,
        name=Text("Tốc độ tăng dân số (PGR)", "Population growth rate (PGR)"),
        formula=Text(
            "ln(dân số cuối kỳ ÷ dân số đầu kỳ) ÷ số năm × 100",
            "ln(people at the end ÷ people at the beginning) ÷ years × 100",
        ),
        unit="pct_per_year",
        base=Text("dân số đầu kỳ", "people at the beginning"),
        needs="people",
    ),
    population_growth,
)
_over_years(
    _Declared(
        id=LCRPGR,
        name=Text(
            "Tỷ số tiêu thụ đất trên tăng dân số (LCRPGR)", "Land consumption to population growth (LCRPGR)"
        ),
        formula=Text("LCR ÷ PGR cùng kỳ", "LCR ÷ PGR of the same years"),
        unit="ratio",
        direction=Direction.LESS,
        needs="both",
        caveat=Text(
            f"ngưỡng {_STEADY.vi} %/năm, dưới đó không có giá trị, là của zoneplan: không tìm thấy ngưỡng nào đã công bố",
            f"the {_STEADY.en} % a year below which there is no value is zoneplan's own: no published limit was found",
        ),
    ),
    land_to_people,
)
_over_years(
    _Declared(
        id=JRC,
        name=Text("Hiệu quả sử dụng đất (JRC)", "Land-use efficiency (JRC)"),
        formula=Text(
            "(đất xây dựng trên người đầu kỳ − cuối kỳ) ÷ đầu kỳ × 10 ÷ số năm",
            "(built-up land a person at the beginning − at the end) ÷ at the beginning × 10 ÷ years",
        ),
        unit="per_decade",
        source=_SCHIAVINA,
        direction=Direction.MORE,
        needs="both",
        decimals=3,
    ),
    efficiency,
)
_over_years(
    _Declared(
        id=CHANGE,
        name=Text("Biến động đất xây dựng", "Total change in built-up land"),
        formula=Text(
            "(đất xây dựng cuối kỳ − đầu kỳ) ÷ đầu kỳ × 100",
            "(built-up land at the end − at the beginning) ÷ at the beginning × 100",
        ),
        unit="pct",
        needs="land",
        decimals=1,
    ),
    change,
)


@metric(
    _Declared(
        id=PER_CAPITA,
        name=Text("Đất xây dựng bình quân đầu người", "Built-up land a person"),
        formula=Text(
            "đất xây dựng (ha) × 10.000 ÷ dân số cùng năm",
            "built-up land (ha) × 10,000 ÷ people of the same year",
        ),
        unit="m2_per_person",
        needs="both",
        decimals=1,
    ).spec
)
def built_up_per_capita(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the built-up land a person of the latest year of which both are known."""
    inputs = _best(view, subject, "both", 1)
    if inputs is None:
        return _unknown(view, spec, subject, "both", 1)
    return per_capita(spec, subject, inputs, inputs.both[-1])
