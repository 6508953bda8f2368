"""What the buildings on some land amount to, as ratios with bounds: density, floor area, openness, layers.

The indicators are those of Berghauser Pont & Haupt (2010), Spacematrix: FSI, GSI, OSR and L.
"""

from collections.abc import Callable
from typing import TypeAlias

from zoneplan.kernels.rates import ratio_bounds
from zoneplan.metrics.build import working
from zoneplan.metrics.building.sites import Bounded, Site
from zoneplan.metrics.measure import MetricSpec
from zoneplan.text import Message, Number, Text

_OPEN = Text("(1 − {gsi}) ÷ {fsi} = {value}", "(1 − {gsi}) ÷ {fsi} = {value}")
Asked: TypeAlias = tuple[Bounded, Message] | None
"""The value of a site with its working; nothing where it is not defined."""
Ask: TypeAlias = Callable[[MetricSpec, Site], Asked]


def over(spec: MetricSpec, top: Bounded, bottom: Bounded, scale: float = 1.0) -> Asked:
    """Gives ``scale × top ÷ bottom`` with bounds; nothing where the bottom is zero."""
    if not bottom.value > 0:
        return None
    value = scale * top.value / bottom.value
    low, high = ratio_bounds((scale * top.low, scale * top.high), (bottom.low, bottom.high))
    return _around(value, low, high), working(spec, top.value, bottom.value, value, scale)


def _around(value: float, low: float, high: float) -> Bounded:
    return Bounded(value, min(low, value), max(high, value))


def _land(site: Site) -> Bounded:
    return Bounded(site.area, site.area, site.area)


def density(spec: MetricSpec, site: Site) -> Asked:
    """Gives the land under buildings over all land, in per cent."""
    return over(spec, site.footprint, _land(site), 100)


def coverage_ratio(spec: MetricSpec, site: Site) -> Asked:
    """Gives the land under buildings over all land (GSI)."""
    return over(spec, site.footprint, _land(site))


def floor_ratio(spec: MetricSpec, site: Site) -> Asked:
    """Gives the floor area over the land (FSI)."""
    return over(spec, site.floor_area, _land(site))


def openness(spec: MetricSpec, site: Site) -> Asked:
    """Gives the land without buildings over the floor area (OSR)."""
    foot, floor, area = site.footprint, site.floor_area, site.area
    if not floor.value > 0:
        return None
    value = max(area - foot.value, 0.0) / floor.value
    low, high = ratio_bounds((max(area - foot.high, 0.0), max(area - foot.low, 0.0)), (floor.low, floor.high))
    gsi, fsi = Number(foot.value / area, spec.decimals), Number(floor.value / area, spec.decimals)
    return _around(value, low, high), Message.of(_OPEN, gsi=gsi, fsi=fsi, value=Number(value, spec.decimals))


def layers(spec: MetricSpec, site: Site) -> Asked:
    """Gives the floor area over the footprint (L), a mean of the floors of the buildings."""
    found = over(spec, site.floor_area, site.footprint)
    if found is None:
        return None
    mean, done = found
    return _around(mean.value, max(mean.low, site.floors[0]), min(mean.high, site.floors[1])), done
