"""Every plot with what is built on it and what may be, by its own plan and by the national code."""

from collections.abc import Mapping
from dataclasses import replace

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.metrics.building.permitted import DENSITY, FAR, permitted
from zoneplan.metrics.building.plots import NO_LAYER
from zoneplan.metrics.building.sites import (
    Site,
    has_layer,
    is_industrial,
    is_sound,
    plots,
    single_plots,
    standing,
    zones_of_plots,
)
from zoneplan.metrics.measure import Measure, Role, Subject, Verdict
from zoneplan.metrics.registry import evaluate
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Feature
from zoneplan.plan.regulations import Outcome, Threshold
from zoneplan.text import Message, Text

MANY_FLOORS = 5
"""A plot with a building of more floors has the tag ``plot_over_5_floors``."""
_OUTCOMES = {
    Outcome.MET: Text("đạt", "met"),
    Outcome.NOT_MET: Text("chưa đạt", "not met"),
    Outcome.UNCERTAIN: Text("chưa chắc", "uncertain"),
}
_REFUSED = Text("Bỏ qua lô có hình không hợp lệ: {ids}.", "Plots of invalid shape are left out: {ids}.")
_EMPTY = Text("Lớp lô đất không có lô nào.", "The layer of plots is empty.")


@table(
    TableSpec(
        id="plots",
        name=Text(
            "Lô đất: mật độ xây dựng và hệ số sử dụng đất", "Plots: building density and floor area ratio"
        ),
        about=Text(
            "Mỗi lô một dòng; so với chỉ tiêu được phép của lô và với quy chuẩn. Khoảng giá trị do vị trí có thể lệch "
            "và số tầng chưa rõ.",
            "A row a plot, against what is permitted on it and against the national code. Ranges come of places that may "
            "be off and of floors not known.",
        ),
        columns=(
            Column("plot", Text("Mã lô", "Plot")),
            Column("name", Text("Tên lô", "Name")),
            Column("zone", Text("Khu", "Zone")),
            Column("code", Text("Mã loại đất", "Land-use code")),
            Column("area_ha", Text("Diện tích lô", "Plot area"), "ha", 4),
            Column("footprint_m2", Text("Diện tích chiếm đất", "Footprints"), "m2", 0),
            Column("density_pct", Text("Mật độ xây dựng thuần", "Net building density"), "pct", 1),
            Column("density_permitted_pct", Text("Mật độ được phép", "Permitted density"), "pct", 1),
            Column("density_verdict", Text("So với được phép", "Against the permitted")),
            Column("density_code_verdict", Text("So với quy chuẩn", "Against the national code")),
            Column("far", Text("Hệ số sử dụng đất", "Floor area ratio"), "ratio"),
            Column("far_permitted", Text("Hệ số được phép", "Permitted floor area ratio"), "ratio"),
            Column("far_verdict", Text("So với được phép", "Against the permitted")),
        ),
        source="QCVN 01:2021/BXD",
        layers=("plots", "buildings", "industrial_zones"),
    )
)
def plot_table(view: View, spec: TableSpec) -> Table:
    """Gives every plot in the order of its layer."""
    for kind in ("plots", "buildings"):
        if not has_layer(view, kind):
            return Table(spec=spec, reason=Message.of(NO_LAYER, layer=KINDS[kind].name, kind=kind))
    sites, zones = view.once(single_plots), view.once(zones_of_plots)
    rows = tuple(_row(view, plot, sites[plot.id], zones) for plot in view.once(plots))
    refused = tuple(f.id for f in view.plan.of_kind("plots") if not is_sound(f))
    remarks = (Message.of(_REFUSED, ids=refused),) if refused else ()
    return Table(spec=spec, rows=rows, remarks=remarks, reason=None if rows else Message.of(_EMPTY))


def _row(view: View, plot: Feature, site: Site, zones: Mapping[str, tuple[str, ...]]) -> tuple[Cell, ...]:
    density, far = (plot_measure(view, metric, plot) for metric in (DENSITY, FAR))
    allowed = {metric: permitted(metric, plot) for metric in (DENSITY, FAR)}
    national = _national(view, plot, zones[plot.id])
    return (
        plot.id,
        plot.name,
        ", ".join(zones[plot.id]),
        plot.text("code"),
        site.area / M2_PER_HA,
        site.footprint.value if site.buildings else None,
        density,
        _value(allowed[DENSITY]),
        _outcome(density, _some(allowed[DENSITY])),
        _outcome(density, national),
        far,
        _value(allowed[FAR]),
        _outcome(far, _some(allowed[FAR])),
    )


def plot_measure(view: View, metric: str, plot: Feature) -> Measure:
    """Gives a measure of a plot, judged by what its own plan permits and by the national code."""
    measure = evaluate(view, metric, Subject(plot.id, Role.PLOT, plot.name))
    national = _national(view, plot, view.once(zones_of_plots)[plot.id]) if metric == DENSITY else ()
    return _judged(measure, (*_some(permitted(metric, plot)), *national))


def _national(view: View, plot: Feature, zones: tuple[str, ...]) -> tuple[Threshold, ...]:
    """Gives the limits of the national code on an industrial plot of some zones."""
    if not is_industrial(plot):
        return ()
    tags = {"any", Role.PLOT.value}
    for zone in zones:
        tags |= view.tags(Subject(zone, Role.ZONE, plot.name))
    if view.once(_high_buildings) & set(view.once(single_plots)[plot.id].buildings):
        tags.add("plot_over_5_floors")
    found = view.plan.regulations.judging(DENSITY, tags, view.on)
    return tuple(t for t in found if t.comparison != "info")


def _high_buildings(view: View) -> frozenset[str]:
    floors = {b.id: b.values.get("floors") for b in view.once(standing).features}
    return frozenset(key for key, n in floors.items() if isinstance(n, int | float) and n > MANY_FLOORS)


def _judged(measure: Measure, thresholds: tuple[Threshold, ...]) -> Measure:
    if measure.low is None or measure.high is None:
        return measure
    judged = [(t.outcome(measure.low, measure.high), t) for t in thresholds]
    return replace(measure, verdicts=tuple(Verdict(outcome, t) for outcome, t in judged if outcome))


def _outcome(measure: Measure, thresholds: tuple[Threshold, ...]) -> Text | None:
    """Gives the worst outcome against some of the thresholds in words."""
    found = [v.outcome for v in measure.verdicts if v.threshold in thresholds]
    return _OUTCOMES[min(found, key=list(Outcome).index)] if found else None


def _some(threshold: Threshold | None) -> tuple[Threshold, ...]:
    return (threshold,) if threshold else ()


def _value(threshold: Threshold | None) -> float | None:
    return threshold.value if threshold else None
