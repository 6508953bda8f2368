"""How land changed between the oldest and the newest survey: from code to code, and the net of each code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.kernels.balance import ChangeMatrix, change_matrix
from zoneplan.kernels.overlay import clipped
from zoneplan.kernels.shapes import Indices, Shapes
from zoneplan.metrics.area.outlines import outline_of
from zoneplan.metrics.build import difference, quiet
from zoneplan.metrics.land_use.surveys import LAYERS, Survey, label_name, no_survey, surveys
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.plan.layer import Feature
from zoneplan.plan.tolerance import TINY_M2
from zoneplan.text import Message, Number, Text

_ONE_YEAR = Text(
    "Chỉ có hiện trạng năm {year}; cần thêm khoanh đất của một năm khác (trường year).",
    "There is only the survey of {year}; parcels of another year are needed (field year).",
)
_FLAWED = Text(
    "Khoanh đất {parcels} tự cắt hoặc hỏng nên không so được hai năm; xem zoneplan check.",
    "The parcels {parcels} cross themselves or are damaged, so the years cannot be compared; see zoneplan check.",
)
_NAMED = 6
_OVERLAPS = Text(
    "{where}: khoanh đất chồng nhau {old} ha (năm {first}) và {new} ha (năm {last}); chỗ đó được cộng thừa.",
    "{where}: parcels overlap by {old} ha ({first}) and {new} ha ({last}); that land is counted again.",
)
_UNDER = Text(
    "Không kể các mẩu dưới {least} m², còn lại từ hai lần vẽ một ranh giới.",
    "Without pieces below {least} m², which are left over from two drawings of one boundary.",
)
_AS_DRAWN = Text(
    "So hai bản vẽ; chênh lệch do sai số vị trí hoặc do đổi cách ghi mã cũng hiện ra như biến động.",
    "Two drawings are compared; differences of position or of coding show as change too.",
)
UNCOVERED = Text("không có khoanh đất", "not covered")
_EVERYWHERE = Text("toàn lớp", "whole layer")
_WHERE = (
    Column("where", Text("Nơi", "Where")),
    Column("where_name", Text("Tên nơi", "Name of the place")),
    Column("from_year", Text("Từ năm", "From")),
    Column("to_year", Text("Đến năm", "To")),
)


Labels: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Land:
    """Shapes of land with the places of their codes, each of shape ``(n,)``."""

    shapes: Shapes
    codes: Indices


@dataclass(frozen=True, slots=True)
class Change:
    """The change of land in one place, in m²; ``labels`` are its rows and columns, the last ones not covered."""

    where: str
    name: Text
    labels: Labels
    matrix: ChangeMatrix


@dataclass(frozen=True, slots=True)
class Changes:
    """The change between two surveys over the whole layer and in each zone that both reach."""

    old: Survey
    new: Survey
    places: tuple[Change, ...]


def changes(view: View) -> Changes | Message:
    """Gives the change from the oldest to the newest survey, or the reason why there is none."""
    found = view.once(surveys)
    if not found:
        return no_survey(view)
    old, new = found[0], found[-1]
    if old is new:
        return Message.of(_ONE_YEAR, year=old.as_of or "?")
    flawed = tuple(p.id for p in (*old.flawed, *new.flawed))[:_NAMED]
    if flawed:
        return Message.of(_FLAWED, parcels=flawed)
    labels = tuple(dict.fromkeys((*old.labels, *new.labels)))
    whole = _change("", _EVERYWHERE, labels, _land(old, labels), _land(new, labels))
    inside = (_inside(zone, labels, old, new) for zone in view.plan.zones)
    return Changes(old, new, (whole, *(change for change in inside if change is not None)))


def _change(where: str, name: Text, labels: Labels, old: _Land, new: _Land) -> Change:
    return Change(
        where, name, labels, change_matrix(old.shapes, old.codes, new.shapes, new.codes, len(labels))
    )


def _land(survey: Survey, labels: Labels) -> _Land:
    """Gives the parcels of a survey with the places of their codes among those of both surveys."""
    place = np.array([labels.index(label) for label in survey.labels], dtype=np.intp)
    return _Land(survey.shapes, place[survey.codes] if len(place) else np.empty(0, dtype=np.intp))


def _inside(zone: Feature, labels: Labels, old: Survey, new: Survey) -> Change | None:
    """Gives the change within a zone; none where it has no outline or one of the surveys has no land there."""
    outline = outline_of(zone)
    if outline is None:
        return None
    before, after = (_clipped(survey, labels, outline) for survey in (old, new))
    if min(shapely.area(before.shapes).sum(), shapely.area(after.shapes).sum()) < TINY_M2:
        return None
    return _change(zone.id, zone.name, labels, before, after)


def _clipped(survey: Survey, labels: Labels, outline: BaseGeometry) -> _Land:
    """Gives what of the parcels of a survey lies in an outline."""
    near = np.sort(survey.index.query(outline, predicate="intersects"))
    shapes = clipped(survey.shapes[near], outline)
    bad = ~shapely.is_valid(shapes)
    shapes[bad] = shapely.buffer(shapes[bad], 0)
    return _Land(shapes, _land(survey, labels).codes[near])


def _words(view: View, change: Change, place: int) -> tuple[str, Text]:
    if place == len(change.labels):
        return "", UNCOVERED
    return "; ".join(change.labels[place]), label_name(view, change.labels[place])


def _remarks(found: Changes) -> tuple[Message, ...]:
    told = [Message.of(_AS_DRAWN), Message.of(_UNDER, least=TINY_M2)]
    for change in found.places:
        old, new = (float(a.sum()) for a in (change.matrix.old_overlap, change.matrix.new_overlap))
        if max(old, new) >= TINY_M2:
            told.append(
                Message.of(
                    _OVERLAPS,
                    where=change.where or change.name,
                    old=Number(old / M2_PER_HA, 4),
                    new=Number(new / M2_PER_HA, 4),
                    first=found.old.as_of,
                    last=found.new.as_of,
                )
            )
    return (*told, *found.old.remarks, *(r for r in found.new.remarks if r not in found.old.remarks))


@table(
    TableSpec(
        id="land_use_change",
        name=Text("Chu chuyển đất giữa hai năm hiện trạng", "Change of land use between two surveys"),
        about=Text(
            "Đất chuyển từ mã nào sang mã nào giữa hiện trạng cũ nhất và mới nhất, cả lớp và trong từng khu.",
            "How much land went from which code to which between the oldest and the newest survey, over the layer and in "
            "each zone.",
        ),
        columns=(
            *_WHERE,
            Column("from_code", Text("Mã cũ", "Old code")),
            Column("from_name", Text("Loại đất cũ", "Old land use")),
            Column("to_code", Text("Mã mới", "New code")),
            Column("to_name", Text("Loại đất mới", "New land use")),
            Column("area_ha", Text("Diện tích (ha)", "Area (ha)"), "ha", 4),
            Column("share_pct", Text("Phần của loại đất cũ (%)", "Share of the old land use (%)"), "pct"),
        ),
        source="TT 08/2024/TT-BTNMT",
        layers=LAYERS,
    )
)
def land_use_change(view: View, spec: TableSpec) -> Table:
    """Gives the cells of the change matrix that have land."""
    found = view.once(changes)
    if isinstance(found, Message):
        return Table(spec=spec, reason=found)
    rows = tuple(row for change in found.places for row in _moves(view, found, change))
    return Table(spec=spec, rows=rows, remarks=_remarks(found))


def _head(found: Changes, change: Change) -> tuple[Cell, ...]:
    return (change.where, change.name, found.old.as_of, found.new.as_of)


def _moves(view: View, found: Changes, change: Change) -> Iterator[tuple[Cell, ...]]:
    area, (old, _) = change.matrix.area, _areas(change)
    for i, j in zip(*np.nonzero(area >= TINY_M2), strict=True):
        share = float(area[i, j] / old[i] * 100) if old[i] >= TINY_M2 else None
        was, now = _words(view, change, int(i)), _words(view, change, int(j))
        yield (*_head(found, change), *was, *now, float(area[i, j] / M2_PER_HA), share)


@table(
    TableSpec(
        id="land_use_net_change",
        name=Text(
            "Tăng, giảm từng loại đất giữa hai năm hiện trạng",
            "Net change of each land use between two surveys",
        ),
        about=Text(
            "Diện tích từng mã ở hiện trạng cũ nhất và mới nhất, phần tăng hoặc giảm.",
            "The area of each code in the oldest and the newest survey, and how it changed.",
        ),
        columns=(
            *_WHERE,
            Column("code", Text("Mã", "Code")),
            Column("name", Text("Loại đất", "Land use")),
            Column("old_ha", Text("Năm cũ (ha)", "Old year (ha)"), "ha", 4),
            Column("new_ha", Text("Năm mới (ha)", "New year (ha)"), "ha", 4),
            Column("kept_ha", Text("Giữ nguyên (ha)", "Unchanged (ha)"), "ha", 4),
            Column("net_ha", Text("Tăng (+), giảm (−) (ha)", "Net change (ha)"), "ha", 4),
            Column("net_pct", Text("Tăng, giảm so với năm cũ (%)", "Net change of the old area (%)"), "pct"),
        ),
        source="TT 08/2024/TT-BTNMT",
        layers=LAYERS,
    )
)
def land_use_net_change(view: View, spec: TableSpec) -> Table:
    """Gives what each code had and has."""
    found = view.once(changes)
    if isinstance(found, Message):
        return Table(spec=spec, reason=found)
    rows = tuple(row for change in found.places for row in _nets(view, found, change))
    return Table(spec=spec, rows=rows, remarks=_remarks(found))


def _areas(change: Change) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Gives the area of each code in the old and in the new year, overlaps of the other year counted once."""
    matrix = change.matrix
    return (
        matrix.area.sum(axis=1) - np.append(matrix.new_overlap, 0.0),
        matrix.area.sum(axis=0) - np.append(matrix.old_overlap, 0.0),
    )


def _nets(view: View, found: Changes, change: Change) -> Iterator[tuple[Cell, ...]]:
    old, new = _areas(change)
    for i in range(len(old)):
        if max(old[i], new[i]) < TINY_M2:
            continue
        held, beside = (old[i], new[i], change.matrix.area[i, i]), max(old[i], new[i])
        was, now, kept = (quiet(float(area), beside) / M2_PER_HA for area in held)
        net = difference(now, was)
        percent = net / was * 100 if old[i] >= TINY_M2 else None
        yield (*_head(found, change), *_words(view, change, i), was, now, kept, net, percent)
