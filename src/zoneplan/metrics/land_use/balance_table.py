"""The land balance of each zone as a table: groups, codes, what is not covered or covered twice, and the total."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.kernels.balance import apportioned
from zoneplan.metrics.land_use.surveys import LAYERS, label_name, newest_survey, no_survey
from zoneplan.metrics.land_use.zone_land import ZoneLand, zone_lands
from zoneplan.metrics.measure import Role, Subject
from zoneplan.metrics.registry import evaluate
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.plan.land import group_of
from zoneplan.text import Message, Text

GROUP = Text("nhóm", "group")
CODE = Text("loại đất", "land use")
GAP = Text("chưa có khoanh đất", "not covered")
OVERLAP = Text("trừ phần phủ thừa", "less what is covered twice")
TOTAL = Text("tổng", "total")
CHECK = Text("kiểm tra", "check")
_NO_GROUP = Text("mã chưa rõ nhóm", "no group known")
_GAP_NAME = Text(
    "Đất trong ranh giới không có khoanh đất nào", "Land within the outline that no parcel covers"
)
_OVERLAP_NAME = Text(
    "Đất bị nhiều khoanh đất cùng phủ, cộng thừa ở trên", "Land counted above more than once"
)
_TOTAL_NAME = Text("Toàn khu, đo trên ranh giới", "Whole zone, measured on the outline")
_RESIDUAL_NAME = Text("Phần hở và phần chồng cộng lại", "Gaps and overlaps together")
_NONE = Text(
    "Không khu nào có ranh giới và có khoanh đất bên trong.",
    "No zone has both an outline and parcels within it.",
)
_ROUNDED = Text(
    "Số ha và tỷ lệ được làm tròn theo số dư lớn nhất, nên cộng đúng bằng tổng và đúng 100,00 %; dòng nhóm là tổng của "
    "các dòng loại đất bên dưới.",
    "Hectares and shares are rounded by largest remainder, so that they add up exactly to the total and to 100.00 %; a "
    "group's row is the sum of the rows below it.",
)
_LEFT_OUT = Text("Không lập được cân bằng: {reason}", "No balance: {reason}")
_UNITS = 100
"""A hectare and a per cent are told to two decimals."""
_GROUPS = ("NNP", "PNN", "CSD")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the balance, in hundredths of a hectare and of a per cent."""

    kind: Text
    code: str
    name: Text
    area: int
    share: int


@table(
    TableSpec(
        id="land_balance",
        name=Text("Bảng cân bằng sử dụng đất của từng khu", "Land balance of each zone"),
        about=Text(
            "Đất trong ranh giới mỗi khu chia theo mã loại đất của hiện trạng mới nhất; phần hở và phần chồng đứng riêng.",
            "The land within each zone's outline by the codes of the newest survey; gaps and overlaps stand apart.",
        ),
        columns=(
            Column("zone", Text("Khu", "Zone")),
            Column("zone_name", Text("Tên khu", "Name of the zone")),
            Column("year", Text("Năm hiện trạng", "Year of survey")),
            Column("kind", Text("Dòng", "Row")),
            Column("code", Text("Mã", "Code")),
            Column("name", Text("Loại đất", "Land use")),
            Column("area_ha", Text("Diện tích (ha)", "Area (ha)"), "ha"),
            Column("share_pct", Text("Tỷ lệ (%)", "Share (%)"), "pct"),
        ),
        source="TT 08/2024/TT-BTNMT; Balinski & Young (2001), Fair Representation",
        layers=LAYERS,
    )
)
def land_balance_table(view: View, spec: TableSpec) -> Table:
    """Gives the balance of every zone with an outline and parcels, planned ones too."""
    survey = newest_survey(view)
    if survey is None:
        return Table(spec=spec, reason=no_survey(view))
    lands = view.once(zone_lands)
    rows = [row for land in lands.values() if isinstance(land, ZoneLand) for row in _rows(view, land)]
    reasons = [Message.of(_LEFT_OUT, reason=land) for land in lands.values() if isinstance(land, Message)]
    if not rows:
        return Table(spec=spec, reason=Message.of(_NONE), remarks=tuple(reasons))
    return Table(spec=spec, rows=tuple(rows), remarks=(Message.of(_ROUNDED), *survey.remarks, *reasons))


def _rows(view: View, land: ZoneLand) -> Iterator[tuple[Cell, ...]]:
    zone = Subject(land.zone.id, Role.ZONE, land.zone.name)
    head: tuple[Cell, ...] = (zone.id, zone.name, land.survey.as_of)
    lines = list(_lines(view, land))
    for line in lines:
        yield (*head, line.kind, line.code, line.name, line.area / _UNITS, line.share / _UNITS)
    share = sum(line.share for line in lines if line.kind is not GROUP)
    yield (*head, TOTAL, "", _TOTAL_NAME, evaluate(view, "area_planar_ha", zone), share / _UNITS)
    residual = [evaluate(view, f"land_balance_residual_{unit}", zone) for unit in ("ha", "pct")]
    yield (*head, CHECK, "", _RESIDUAL_NAME, *residual)


def _lines(view: View, land: ZoneLand) -> Iterator[_Line]:
    """Gives the lines of a zone: each group with its codes, then what is not covered and what is covered twice."""
    areas = np.append(land.by_code, land.gap)
    again = round(land.overlap / land.area * 100 * _UNITS)
    share = apportioned(areas, 100 * _UNITS + again)
    over = round(land.overlap / M2_PER_HA * _UNITS)
    area = apportioned(areas, round(land.area / M2_PER_HA * _UNITS) + over)
    known = view.plan.regulations.land_use_codes
    groups = [group_of(label, known) for label in land.survey.labels]
    for group in (*_GROUPS, *sorted(set(groups) - {*_GROUPS, ""}), ""):
        places = [i for i, own in enumerate(groups) if own == group and land.by_code[i] > 0]
        if places:
            name = known[group].name if group in known else _NO_GROUP
            yield _Line(
                GROUP, group, name, sum(int(area[i]) for i in places), sum(int(share[i]) for i in places)
            )
        for i in places:
            label = land.survey.labels[i]
            yield _Line(CODE, "; ".join(label), label_name(view, label), int(area[i]), int(share[i]))
    yield _Line(GAP, "", _GAP_NAME, int(area[-1]), int(share[-1]))
    yield _Line(OVERLAP, "", _OVERLAP_NAME, -over, -again)
