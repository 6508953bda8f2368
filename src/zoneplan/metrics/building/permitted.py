"""What may be built on a plot by its own plan."""

from zoneplan.metrics.measure import Role
from zoneplan.plan.layer import Feature
from zoneplan.plan.regulations import Threshold
from zoneplan.text import Text, citation

DENSITY, FAR = "net_building_density_pct", "floor_area_ratio"
_PERMITTED = {
    DENSITY: (
        "density_permitted_pct",
        "pct",
        Text("Mật độ xây dựng được phép của lô", "Permitted density of the plot"),
    ),
    FAR: (
        "far_permitted",
        "ratio",
        Text("Hệ số sử dụng đất được phép của lô", "Permitted floor area ratio of the plot"),
    ),
}


def permitted(metric: str, plot: Feature) -> Threshold | None:
    """Gives what the plan of the plot permits; nothing where it says nothing."""
    if metric not in _PERMITTED:
        return None
    field, unit, name = _PERMITTED[metric]
    value = plot.values.get(field)
    if not isinstance(value, int | float) or not value >= 0:
        return None
    return Threshold(
        id=f"{field}:{plot.id}",
        name=name,
        metric=metric,
        applies_to=Role.PLOT.value,
        comparison="<=",
        value=float(value),
        value_high=None,
        unit=unit,
        document=citation("; ".join(plot.references("source"))),
        article=citation(""),
        in_force_from=None,
        in_force_to=None,
        verified=True,
        mark="plan",
        superseded=False,
        note=Text("", ""),
    )
