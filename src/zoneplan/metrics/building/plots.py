"""How densely plots and zones are built on: net and gross density, floor area ratio, the Spacematrix indicators."""

from collections.abc import Iterable

from zoneplan.metrics.build import named, no_value
from zoneplan.metrics.building.built import Ask, Asked, coverage_ratio, density, floor_ratio, layers, openness
from zoneplan.metrics.building.permitted import permitted
from zoneplan.metrics.building.sites import (
    Site,
    below,
    has_layer,
    is_sound,
    on_outlines,
    on_plots,
    plots_of,
    single_plots,
    standing,
)
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.regulations import Outcome
from zoneplan.text import Message, Text

NO_LAYER = Text("Quy hoạch chưa có lớp {layer} ({kind}).", "The plan has no layer of {layer} ({kind}).")
_NO_PLOTS = Text(
    "Lớp lô đất không có lô công nghiệp nào của {subject}.",
    "The layer of plots has no industrial plot of {subject}.",
)
_NO_OUTLINE = Text(
    "Chưa có ranh giới của {subject} để tính trên toàn khu.",
    "There is no outline of {subject} to measure on.",
)
_NO_BUILDINGS = Text(
    "Lớp công trình chưa vẽ công trình nào trên đất của {subject}: chưa rõ là đất trống hay chưa vẽ.",
    "The layer of buildings has none on the land of {subject}: it may be empty or not drawn.",
)
_NOTHING_BUILT = Text(
    "Trên đất đó không có công trình nên chỉ số không xác định.",
    "Nothing is built on the land, so it is not defined.",
)
_PARTIAL = Text(
    "Tính trên {known} trong {all} khu hiện có; ở các khu khác chưa vẽ đủ lô đất, ranh giới hoặc công trình.",
    "From {known} of {all} existing zones; in the others plots, outline or buildings are not drawn.",
)
_EMPTY = Text(
    "{empty} trong {all} lô không có công trình nào trong lớp dữ liệu.",
    "{empty} of {all} plots have no building in the layer.",
)
_UNSURE = Text(
    "Khoảng giá trị tính cả việc lô đất, ranh giới, công trình có thể lệch vị trí.",
    "The range allows for plots, outline and buildings lying off their places.",
)
FLOORS_UNKNOWN = Text(
    "{count} công trình chưa rõ số tầng, mỗi công trình tính một tầng: đó là mức tối thiểu.",
    "The floors of {count} buildings are not known, each counts with one: the least there can be.",
)
_BEYOND = Text(
    "{count} lô vượt mức được phép của lô: {plots}. Từng lô: bảng plots.",
    "{count} plots exceed what is permitted on them: {plots}. Plot by plot: table plots.",
)
_REFUSED = Text(
    "Bỏ qua công trình có hình không hợp lệ: {ids}.", "Buildings of invalid shape are left out: {ids}."
)
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_ON_PLOTS = Text(
    "diện tích các lô đất công nghiệp (mã đất nhà máy, kho hoặc chưa ghi mã)",
    "area of the industrial plots (of a factory land-use code, or of none given)",
)
_OF_FOOTPRINTS = frozenset(
    {"net_building_density_pct", "gross_building_density_pct", "ground_space_index_ratio"}
)
_INSIDE = Text("công trình không phủ quá diện tích lô", "buildings cover no more than the plots")
_MOST = {
    "net_building_density_pct": Ceiling(100.0, _INSIDE),
    "ground_space_index_ratio": Ceiling(1.0, _INSIDE),
}
_SPACEMATRIX = "Berghauser Pont & Haupt (2010), Spacematrix"


def of_site(spec: MetricSpec, subject: Subject, site: Site, asked: Asked, *remarks: Message) -> Measure:
    """Gives the measure of a site with what must be known of it."""
    features = (*site.features, *site.buildings)
    if asked is None:
        return Measure(spec=spec, subject=subject, features=features, reason=Message.of(_NOTHING_BUILT))
    value, done = asked
    told = list(remarks)
    if site.unknown and spec.id not in _OF_FOOTPRINTS:
        told.append(Message.of(FLOORS_UNKNOWN, count=site.unknown))
    if site.footprint.low < site.footprint.high:
        told.append(Message.of(_UNSURE))
    return Measure(
        spec=spec,
        subject=subject,
        value=value.value,
        low=value.low,
        high=value.high,
        features=features,
        working=done,
        remarks=tuple(told),
    )


def lacking(view: View, spec: MetricSpec, subject: Subject, kinds: Iterable[str]) -> Measure | None:
    """Gives the measure without a value where the plan has no layer of one of the kinds."""
    for kind in kinds:
        if not has_layer(view, kind):
            reason = Message.of(NO_LAYER, layer=KINDS[kind].name, kind=kind)
            return Measure(spec=spec, subject=subject, reason=reason)
    return None


def plot_site(view: View, spec: MetricSpec, subject: Subject) -> Site | Measure:
    """Gives what stands on the plots of a zone or a group, or the measure that says why that is not known."""
    absent = lacking(view, spec, subject, ("plots", "buildings"))
    if absent:
        return absent
    if subject.role is Role.PLOT:
        alone = view.once(single_plots).get(subject.id)
        return alone if alone and alone.buildings else _without(spec, subject, _NO_BUILDINGS)
    some = any(plots_of(view, subject).values())
    found = view.once(on_plots).get(subject.id)
    return found or _without(spec, subject, _NO_BUILDINGS if some else _NO_PLOTS)


def outline_site(view: View, spec: MetricSpec, subject: Subject) -> Site | Measure:
    """Gives what stands within the outline of a zone or those of a group, or the measure that says why not."""
    absent = lacking(view, spec, subject, ("buildings",))
    if absent:
        return absent
    found = view.once(on_outlines).get(subject.id)
    if found:
        return found
    drawn = [f for z in below(view, subject) if (f := view.feature(z)) is not None and is_sound(f)]
    return _without(spec, subject, _NO_BUILDINGS if drawn else _NO_OUTLINE)


def _without(spec: MetricSpec, subject: Subject, text: Text) -> Measure:
    return no_value(spec, subject, text, subject=subject.id)


def _remarks(view: View, subject: Subject, site: Site, known: int) -> list[Message]:
    zones, refused = below(view, subject), view.once(standing).refused
    told = []
    if subject.members and known < len(zones):
        told.append(Message.of(_PARTIAL, known=known, all=len(zones)))
    lots = view.once(single_plots)
    empty = [i for i in site.features if i in lots and not lots[i].buildings]
    if empty:
        told.append(Message.of(_EMPTY, empty=len(empty), all=len(site.features)))
    if refused:
        told.append(Message.of(_REFUSED, ids=named(refused)))
    return told


def _beyond(view: View, spec: MetricSpec, site: Site, ask: Ask) -> tuple[Message, ...]:
    """Gives the remark on plots of a site on which certainly more is built than is permitted."""
    lots, found = view.once(single_plots), []
    for plot in site.features:
        limit, asked = permitted(spec.id, view.plan.by_id[plot]), ask(spec, lots[plot])
        if limit and asked and limit.outcome(asked[0].low, asked[0].high) is Outcome.NOT_MET:
            found.append(plot)
    return (Message.of(_BEYOND, count=len(found), plots=named(found)),) if found else ()


def _of_plots(view: View, spec: MetricSpec, subject: Subject, ask: Ask) -> Measure:
    site = plot_site(view, spec, subject)
    if isinstance(site, Measure):
        return site
    if subject.role is Role.PLOT:
        return of_site(spec, subject, site, ask(spec, site))
    counted = set(site.features)
    known = sum(any(lot.id in counted for lot in lots) for lots in plots_of(view, subject).values())
    remarks = (*_beyond(view, spec, site, ask), *_remarks(view, subject, site, known))
    return of_site(spec, subject, site, ask(spec, site), *remarks)


def _of_outlines(view: View, spec: MetricSpec, subject: Subject, ask: Ask) -> Measure:
    site = outline_site(view, spec, subject)
    if isinstance(site, Measure):
        return site
    return of_site(spec, subject, site, ask(spec, site), *_remarks(view, subject, site, len(site.features)))


def _spec(metric_id: str, name: Text, formula: Text, unit: str, source: str) -> MetricSpec:
    return MetricSpec(
        id=metric_id,
        name=name,
        formula=formula,
        unit=unit,
        base=_ON_PLOTS,
        roles=_ZONES | {Role.PLOT},
        source=source,
        layers=("plots", "buildings", "industrial_zones"),
        decimals=1 if unit == "pct" else 2,
        at_most=_MOST.get(metric_id),
    )


@metric(
    _spec(
        "net_building_density_pct",
        Text("Mật độ xây dựng thuần", "Net building density"),
        Text(
            "diện tích chiếm đất của công trình trong lô ÷ diện tích lô × 100",
            "footprints of buildings inside plots ÷ plot area × 100",
        ),
        "pct",
        "QCVN 01:2021/BXD, mục 1.4.20",
    )
)
def net_building_density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the land under buildings over the plots."""
    return _of_plots(view, spec, subject, density)


@metric(
    _spec(
        "floor_area_ratio",
        Text("Hệ số sử dụng đất", "Floor area ratio (FSI)"),
        Text(
            "tổng diện tích sàn, không kể tầng hầm kỹ thuật và để xe ÷ diện tích lô",
            "gross floor area without basements for technical use and parking ÷ plot area",
        ),
        "ratio",
        "QCVN 01:2021/BXD, mục 1.4",
    )
)
def floor_area_ratio(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the floor area over the plots; where floors are not known, the least it can be."""
    return _of_plots(view, spec, subject, floor_ratio)


@metric(
    _spec(
        "ground_space_index_ratio",
        Text("Chỉ số chiếm đất (GSI)", "Ground space index (GSI)"),
        Text("diện tích chiếm đất ÷ diện tích lô", "footprints ÷ plot area"),
        "ratio",
        _SPACEMATRIX,
    )
)
def ground_space_index(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the land under buildings over the plots as a ratio."""
    return _of_plots(view, spec, subject, coverage_ratio)


@metric(
    _spec(
        "open_space_ratio",
        Text("Chỉ số không gian mở (OSR)", "Open space ratio (OSR)"),
        Text("(1 − GSI) ÷ FSI", "(1 − GSI) ÷ FSI"),
        "ratio",
        _SPACEMATRIX,
    )
)
def open_space_ratio(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the land without buildings over the floor area."""
    return _of_plots(view, spec, subject, openness)


@metric(
    _spec(
        "average_layers_floors",
        Text("Số tầng trung bình (L)", "Average layers (L)"),
        Text("FSI ÷ GSI = diện tích sàn ÷ diện tích chiếm đất", "FSI ÷ GSI = floor area ÷ footprints"),
        "floors",
        _SPACEMATRIX,
    )
)
def average_layers(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the floor area over the footprints."""
    return _of_plots(view, spec, subject, layers)


@metric(
    MetricSpec(
        id="gross_building_density_pct",
        name=Text("Mật độ xây dựng gộp", "Gross building density"),
        formula=Text(
            "diện tích chiếm đất của công trình ÷ diện tích toàn khu trong ranh giới × 100",
            "footprints of buildings ÷ area of the whole zone within its outline × 100",
        ),
        unit="pct",
        base=Text(
            "toàn khu trong ranh giới, kể cả đường, cây xanh, đất trống",
            "the whole zone within its outline, with roads, green and open land",
        ),
        roles=_ZONES,
        source="QCVN 01:2021/BXD, mục 1.4",
        direction=Direction.NEUTRAL,
        layers=("buildings", "industrial_zones"),
        decimals=1,
        at_most=Ceiling(
            100.0,
            Text("công trình không phủ quá diện tích khu", "buildings cover no more than the zone"),
        ),
    )
)
def gross_building_density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the land under buildings over the whole zone."""
    return _of_outlines(view, spec, subject, density)
