"""How compact polygons are: figures between 0 and 1 without a unit, 1 for a disc.

All functions take polygons and multipolygons of a metric grid, shape ``(n,)``, and give an array of the same
shape with ``nan`` for points, lines, collections, and for empty, missing and invalid shapes. Areas are without
the holes. A multipolygon is taken as one shape: its perimeter is that of all parts, its circle and hull enclose
all of them. Perimeters include those of holes and grow with the detail of an outline, so that figures made of
them compare only outlines drawn at one scale.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.shapes import Shapes

Figures = NDArray[np.float64]

_AREAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def polsby_popper(polygons: Shapes) -> Figures:
    """Gives ``4 π A / P²``: the area over that of the disc with the same perimeter.

    A square has π/4. Polsby, D. D., Popper, R. D. (1991). The Third Criterion: Compactness as a Procedural
    Safeguard against Partisan Gerrymandering. Yale Law & Policy Review 9(2), 301-353.
    """
    perimeter = shapely.length(polygons)
    return _ratio(polygons, 4 * np.pi * _over(shapely.area(polygons), perimeter), perimeter)


def schwartzberg(polygons: Shapes) -> Figures:
    """Gives ``2 sqrt(π A) / P``: the perimeter of the disc with the same area over that of the shape.

    It is the square root of the Polsby-Popper figure. Schwartzberg gave the reciprocal, which is 1 or more:
    Schwartzberg, J. E. (1966). Reapportionment, Gerrymanders, and the Notion of Compactness. Minnesota Law
    Review 50, 443-452.
    """
    return np.sqrt(polsby_popper(polygons))


def reock(polygons: Shapes) -> Figures:
    """Gives ``A / (π R²)``: the area over that of the smallest circle around the shape.

    A square has 2/π. Reock, E. C. (1961). A Note: Measuring Compactness as a Requirement of Legislative
    Apportionment. Midwest Journal of Political Science 5(1), 70-74. doi:10.2307/2109043.
    """
    radius = shapely.minimum_bounding_radius(polygons)
    return _ratio(polygons, _over(shapely.area(polygons), radius), np.pi * radius)


def convex_hull_ratio(polygons: Shapes) -> Figures:
    """Gives ``A / A_hull``: the area over that of the convex hull, 1 for every convex shape."""
    return _ratio(polygons, shapely.area(polygons), shapely.area(shapely.convex_hull(polygons)))


def _over(top: Figures, bottom: Figures) -> Figures:
    """Gives ``top / bottom``, 0 where the bottom is not positive."""
    return np.divide(top, bottom, out=np.zeros(len(top)), where=bottom > 0)


def _ratio(polygons: Shapes, top: Figures, bottom: Figures) -> Figures:
    """Gives ``top / bottom`` of the polygons that have a figure, which rounding must not lift above 1."""
    known = np.isin(shapely.get_type_id(polygons), _AREAL) & shapely.is_valid(polygons) & (bottom > 0)
    known &= top > 0
    figures = np.full(len(polygons), np.nan)
    np.divide(top, bottom, out=figures, where=known)
    return np.asarray(np.minimum(figures, 1.0))
