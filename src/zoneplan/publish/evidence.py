"""Where findings are, and their rows in the files that show them on the ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.crs import WGS84, reproject
from zoneplan.io.geojson_out import DECIMALS
from zoneplan.kernels.shapes import as_array
from zoneplan.plan.finding import SEVERITY_NAMES, Finding
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.legal import threshold_of
from zoneplan.publish.tables import Cell, finding_row
from zoneplan.text import Language, Text, render
from zoneplan.text.message import printable

Row = dict[str, str | None]


class Shows(StrEnum):
    """What the geometry of a finding is."""

    EVIDENCE = "evidence"
    FEATURE = "feature"
    NOTHING = "nothing"


SHOWS_NAMES = {
    Shows.EVIDENCE: Text("đúng chỗ sai", "the very place of the fault"),
    Shows.FEATURE: Text("cả đối tượng có điều cần xem lại", "the whole feature that the finding is about"),
    Shows.NOTHING: Text("không có vị trí", "it has no place"),
}


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place in the plan's grid and in degrees, or without any."""

    finding: Finding
    shows: Shows
    grid: BaseGeometry | None = None
    lonlat: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class EvidenceColumn:
    """A column of the layer of findings."""

    id: str
    name: Text
    about: Text
    values: Mapping[str, Text]


def _column(key: str, name: Text, about: Text, values: Mapping[str, Text] | None = None) -> EvidenceColumn:
    return EvidenceColumn(key, name, about, values or {})


def _in_both(key: str, name: Text, about: Text) -> tuple[EvidenceColumn, EvidenceColumn]:
    vietnamese = Text(f"{name.vi} (tiếng Việt)", f"{name.en} (Vietnamese)")
    english = Text(f"{name.vi} (tiếng Anh)", f"{name.en} (English)")
    return _column(f"{key}_vi", vietnamese, about), _column(f"{key}_en", english, about)


_YES_NO = {"yes": Text("có", "yes"), "no": Text("chưa", "no")}
EVIDENCE_COLUMNS = (
    _column("rule", Text("Mã quy tắc", "Rule id"), Text("xem: zoneplan rules", "see: zoneplan rules")),
    _column(
        "severity",
        Text("Mức độ", "Severity"),
        Text("lỗi thì không lập hồ sơ", "an error stops the build"),
        {severity.value: name for severity, name in SEVERITY_NAMES.items()},
    ),
    _column(
        "layer",
        Text("Lớp", "Layer"),
        Text(
            "mã lớp; ledger là sổ số liệu, trống là tệp của quy hoạch",
            "layer id; ledger is the ledger of figures, empty a file of the plan",
        ),
    ),
    _column(
        "feature", Text("Đối tượng", "Feature"), Text("mã đối tượng hoặc chủ thể", "feature or subject id")
    ),
    *_in_both("name", Text("Tên quy tắc", "Name of the rule"), Text("quy tắc nào", "which rule it is")),
    *_in_both("message", Text("Điều tìm thấy", "Message"), Text("điều gì, ở đâu", "what was found, where")),
    *_in_both("why", Text("Vì sao", "Why"), Text("vì sao cần xem lại", "why it matters")),
    *_in_both("remedy", Text("Cách sửa", "Remedy"), Text("nên làm gì", "what to do about it")),
    _column("legal", Text("Mã ngưỡng", "Threshold id"), Text("ngưỡng đã áp dụng", "the threshold applied")),
    _column(
        "document", Text("Văn bản", "Document"), Text("văn bản đặt ra ngưỡng", "where the threshold is set")
    ),
    _column("article", Text("Điều khoản", "Article"), Text("điều, khoản, bảng", "article, clause or table")),
    _column(
        "verified",
        Text("Đã kiểm chứng", "Verified"),
        Text("đã đối chiếu với văn bản hay chưa", "whether it was compared with the document"),
        _YES_NO,
    ),
    _column(
        "shows",
        Text("Hình là gì", "What the geometry is"),
        Text("hình vẽ của dòng này chỉ cái gì", "what the geometry of this row shows"),
        {shows.value: name for shows, name in SHOWS_NAMES.items()},
    ),
)
"""The columns of the layer of findings in the order of the file."""


def evidence_row(located: Located, thresholds: Mapping[str, Threshold] | None = None) -> Row:
    """Gives a finding as a row of the layer of findings; what a rule does not have is null.

    Args:
        located: The finding with its place.
        thresholds: The regulations of the plan; without them the packaged ones.
    """
    finding, rule = located.finding, located.finding.rule
    threshold = threshold_of(rule, thresholds)
    texts = {"name": rule.name, "why": rule.why, "remedy": rule.remedy}
    texts["message"] = Text(render(finding.message, "vi"), render(finding.message, "en"))
    both = {
        f"{key}_{language}": text.in_(language) for key, text in texts.items() for language in ("vi", "en")
    }
    row = both | {
        "rule": rule.id,
        "severity": rule.severity.value,
        "layer": finding.layer,
        "feature": finding.feature,
        "legal": rule.legal,
        "document": threshold.document.vi if threshold else "",
        "article": threshold.article.vi if threshold else "",
        "verified": "" if threshold is None else "yes" if threshold.verified else "no",
        "shows": located.shows.value,
    }
    return {column.id: printable(row[column.id]) or None for column in EVIDENCE_COLUMNS}


def json_row(located: Located | Finding, language: Language) -> dict[str, Cell]:
    """Gives a finding as ``check --json`` prints it: the columns of ``findings.csv``, then what else is known.

    ``lon`` and ``lat`` are a point of its place in degrees; ``shows`` is null where places are not known.
    """
    finding = located if isinstance(located, Finding) else located.finding
    lon, lat = (None, None) if isinstance(located, Finding) else _point(located.lonlat)
    return finding_row(finding, language) | {
        "name": finding.rule.name.in_(language),
        "why": finding.rule.why.in_(language),
        "legal": finding.rule.legal,
        "exit_code": finding.rule.exit_code if finding.is_error else 0,
        "shows": None if isinstance(located, Finding) else located.shows.value,
        "lon": lon,
        "lat": lat,
    }


def _point(lonlat: BaseGeometry | None) -> tuple[float | None, float | None]:
    if lonlat is None:
        return None, None
    point = shapely.point_on_surface(lonlat) if lonlat.is_valid else shapely.box(*lonlat.bounds).centroid
    return round(point.x, DECIMALS), round(point.y, DECIMALS)


def locate(plan: Plan | None, findings: Sequence[Finding]) -> tuple[Located, ...]:
    """Gives every finding with its place: its evidence, else the feature that it names, else none.

    Args:
        plan: The plan, as far as it could be read; without one nothing has a place.
        findings: The findings, their evidence in the plan's grid.
    """
    if plan is None:
        return tuple(Located(finding, Shows.NOTHING) for finding in findings)
    grid = _flat([finding.geometry for finding in findings])
    degrees = reproject(grid, plan.crs, WGS84)
    usable = _usable(grid) & _usable(degrees)
    found = {(feature.layer, feature.id): feature for feature in reversed(plan.features)}
    places = []
    for i, finding in enumerate(findings):
        feature = found.get((finding.layer, finding.feature)) or plan.by_id.get(finding.feature)
        if usable[i]:
            whole = feature is not None and feature.geometry.equals_exact(grid[i], 0.0)
            shows = Shows.FEATURE if whole else Shows.EVIDENCE
            places.append(Located(finding, shows, grid[i], degrees[i]))
        elif feature is not None and not feature.lonlat.is_empty:
            places.append(Located(finding, Shows.FEATURE, feature.geometry, feature.lonlat))
        else:
            places.append(Located(finding, Shows.NOTHING))
    return tuple(places)


def _flat(geometries: list[BaseGeometry | None]) -> NDArray[np.object_]:
    """Gives the geometries without heights; one that is missing or has no finite place is null."""
    array = as_array(geometries)
    array[~_usable(array)] = None
    return np.asarray(shapely.force_2d(array), dtype=object)


def _usable(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tells which geometries are there, not empty and finite throughout."""
    usable = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    coordinates, index = shapely.get_coordinates(shapes, return_index=True)
    usable[index[~np.isfinite(coordinates).all(axis=1)]] = False
    return np.asarray(usable, dtype=np.bool_)
