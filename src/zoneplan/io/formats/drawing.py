"""What a drawing holds besides places of the plan: words, circles, several CAD layers."""

from collections import Counter
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.io.raw import RawLayer
from zoneplan.text import Message, Text

LAYER_COLUMN = "Layer"
"""The column in which GDAL gives the CAD layer of an entity."""
TEXT_COLUMN = "Text"
"""The column in which GDAL gives the words of a text entity."""
_CLASSES = "SubClasses"
_TEXTS = frozenset({"AcDbText", "AcDbMText", "AcDbAttribute", "AcDbAttributeDefinition"})
_LEFT_OUT = Text(
    "không lấy {count} dòng chữ của bản vẽ làm đối tượng (muốn lấy thì nối cột Text với một trường bằng fields)",
    "{count} texts of the drawing were not taken as features (to take them, map the column Text with fields)",
)
_CIRCLES = Text(
    "{count} hình tròn được lấy như đường khép kín; xóa khỏi bản vẽ nếu chỉ là ký hiệu",
    "{count} circles were taken like any closed line; delete them from the drawing if they are mere symbols",
)
_CAD_LAYERS = Text(
    'bản vẽ có các lớp CAD {names}; để chỉ lấy một lớp, ghi sublayer = "{likely}"',
    'the drawing has the CAD layers {names}; to take one of them only, write sublayer = "{likely}"',
)
_LEAST_CORNERS = 24
"""Corners that a circle has at least when it is read as a line."""
_ROUND = 1e-6


def drawn(raw: RawLayer, *, texts: bool) -> RawLayer:
    """Gives the entities of a drawing that are shapes, with notes on its texts, circles and CAD layers.

    Args:
        raw: The entities with the columns that GDAL gives them.
        texts: Whether its texts are wanted as features.
    """
    names = [str(name) for name in raw.columns.get(LAYER_COLUMN, ())]
    words = np.zeros(len(raw), dtype=bool) if texts else _texts(raw)
    shapes = raw.only(np.flatnonzero(~words)) if words.any() else raw
    notes = list(raw.tolerated)
    if len(set(names)) > 1:
        left = Counter(name for name, word in zip(names, words.tolist(), strict=True) if not word)
        likely = left.most_common(1)[0][0] if left else names[0]
        notes.append(Message.of(_CAD_LAYERS, names=sorted(set(names)), likely=likely))
    if words.any():
        notes.append(Message.of(_LEFT_OUT, count=int(words.sum())))
    if circles := sum(map(_is_circle, shapes.geometries)):
        notes.append(Message.of(_CIRCLES, count=circles))
    return replace(shapes, tolerated=tuple(notes))


def _texts(raw: RawLayer) -> NDArray[np.bool_]:
    nothing = [None] * len(raw)
    classes, words = raw.columns.get(_CLASSES, nothing), raw.columns.get(TEXT_COLUMN, nothing)
    points = shapely.get_type_id(raw.geometries) == shapely.GeometryType.POINT
    said = [
        bool(_TEXTS & set(str(parts).split(":"))) if parts else bool(point and str(word or "").strip())
        for parts, word, point in zip(classes, words, points.tolist(), strict=True)
    ]
    return np.array(said, dtype=bool)


def _is_circle(shape: BaseGeometry | None) -> bool:
    """Tells whether all corners of a closed line lie equally far from their middle."""
    if shape is None or shape.geom_type not in {"LineString", "Polygon"}:
        return False
    corners = shapely.get_coordinates(shape)
    if len(corners) < _LEAST_CORNERS or not np.allclose(corners[0], corners[-1], rtol=0, atol=_ROUND):
        return False
    away = np.hypot(*(corners[:-1] - corners[:-1].mean(axis=0)).T)
    return bool(np.ptp(away) <= _ROUND * away.max())
