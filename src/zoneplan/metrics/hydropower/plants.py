"""The hydropower plants of a plan: which run, with how much power, and which lie in a basin."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
import shapely

from zoneplan.geo.position import is_areal
from zoneplan.kernels.shapes import as_array
from zoneplan.metrics.build import no_value
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.view import Amount, View, amount_of, from_layers, total
from zoneplan.plan.layer import Feature
from zoneplan.plan.period import begun
from zoneplan.text import Text

POWER = "installed_mw"
SITES = "hydropower_sites"
NO_LAYER = Text("Quy hoạch này không có lớp thủy điện.", "This plan has no hydropower layer.")


def without_layer(view: View, spec: MetricSpec, subject: Subject) -> Measure | None:
    """Gives the measure without a value of a plan that has no hydropower layer, nothing where it has one."""
    if any(layer.kind.id == SITES for layer in view.plan.layers.values()):
        return None
    return no_value(spec, subject, NO_LAYER)


def runs(view: View, site: Feature) -> bool:
    """Tells whether a plant is in operation on the date of the view; one of an unknown year always was."""
    since = begun(site.text("year"))
    return site.text("status") == "operating" and (since is None or since <= view.on)


@from_layers(SITES)
def operating(view: View) -> tuple[Feature, ...]:
    """Gives the plants in operation, in the order of the layer."""
    return tuple(site for site in view.plan.of_kind(SITES) if runs(view, site))


def plant(site: Feature) -> Subject:
    """Gives a plant as what is measured."""
    return Subject(site.id, Role.HYDROPOWER, site.name)


def power(view: View, sites: Iterable[Feature]) -> Amount | None:
    """Gives the installed capacity of sites together, in MW; nothing where none of them has a figure."""
    known = [(site.id, view.figure(site.id, POWER)) for site in sites]
    amounts = [amount_of(found, site) for site, found in known if found is not None]
    return total(amounts, tuple(site for site, found in known if found is None)) if amounts else None


@dataclass(frozen=True, slots=True)
class InBasin:
    """The operating plants of a basin: those drawn in it, and what the uncertainty of positions leaves open.

    ``certain`` ones lie in it wherever both may be off, ``possible`` ones can; a plant that is certain is drawn
    in it, and one that is drawn is possible.
    """

    certain: tuple[Feature, ...]
    drawn: tuple[Feature, ...]
    possible: tuple[Feature, ...]


def in_basin(view: View, basin: Feature) -> InBasin | None:
    """Gives the operating plants of a basin; nothing where it has no outline.

    A plant whose position is off by up to ``u`` metres lies certainly in a basin whose outline is off by up to
    ``v`` when it is drawn in it and at least ``u + v`` from the outline, and possibly when it is drawn no farther
    than ``u + v`` from the basin.
    """
    if not is_areal(basin.geometry):
        return None
    sites = operating(view)
    places = as_array([site.geometry for site in sites])
    off = np.array([site.uncertainty_m for site in sites], dtype=np.float64) + basin.uncertainty_m
    drawn = shapely.intersects(basin.geometry, places)
    certain = drawn & (shapely.distance(shapely.boundary(basin.geometry), places) >= off)
    possible = drawn | (shapely.distance(basin.geometry, places) <= off)
    return InBasin(*(tuple(compress(sites, flags)) for flags in (certain, drawn, possible)))


def basin_power(view: View, found: InBasin) -> Amount | None:
    """Gives the capacity of the plants drawn in a basin, bounded by the certain and the possible ones.

    Nothing is given where plants are drawn in it, or may lie in it, and none of them has a figure.
    """
    if not found.possible:
        return Amount(0.0, 0.0, 0.0, ())
    least, middle, most = (power(view, sites) for sites in (found.certain, found.drawn, found.possible))
    if most is None or (found.drawn and middle is None):
        return None
    return replace(most, value=middle.value if middle else 0.0, low=least.low if least else 0.0)
