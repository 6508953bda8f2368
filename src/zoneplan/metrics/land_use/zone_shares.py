"""How much of a zone is green, traffic and technical land, by its land-use parcels."""

from dataclasses import dataclass, replace

import numpy as np

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.kernels.outline import CertainLand, share_bounds
from zoneplan.metrics.area.outlines import uncertainty_remarks
from zoneplan.metrics.build import no_value
from zoneplan.metrics.land_use.balance import BASE, ZONES
from zoneplan.metrics.land_use.surveys import LAYERS
from zoneplan.metrics.land_use.zone_land import Surveyed, ZoneLand, ranges, surveyed
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.plan.land import Codes, lineage
from zoneplan.plan.period import begun
from zoneplan.text import Message, Number, Text

_NOT_EXISTING = Text(
    "Khu này chưa có hoặc không còn, nên đất trong ranh giới chưa phải đất của khu.",
    "This zone does not exist yet or any more, so the land within its outline is not that of a zone.",
)
_BEFORE = Text(
    "Hiện trạng năm {year} có trước khi lập {zones}, nên chưa cho biết đất của khu.",
    "The survey of {year} is older than {zones}, so it does not tell the land of the zone yet.",
)
_WORKING = Text("{part} ha ÷ {area} ha × 100 = {value} %", "{part} ha ÷ {area} ha × 100 = {value} %")
_OUTSIDE_PLOTS = Text(
    "Chỉ tính khoanh đất mang mã {codes}; phần nằm trong lô đất của doanh nghiệp không tính, đúng như quy chuẩn.",
    "Only parcels with the code {codes} count; what lies inside the plots of firms does not, as the code has it.",
)
_UNKNOWN = Text(
    "{area} ha không có khoanh đất nào phủ; phần đó có thể là loại đất này, nên cận trên cao hơn.",
    "No parcel covers {area} ha; that land may be of this kind, so the upper bound is higher.",
)
_TWICE = Text(
    "{area} ha bị nhiều khoanh đất cùng phủ; chỗ đó khoảng giá trị rộng ra.",
    "Several parcels cover {area} ha; there the range widens.",
)
_MIXED = Text(
    "{area} ha mang nhiều mã, mã nhóm hoặc mã lạ nên không biết có thuộc loại này không; khoảng giá trị rộng ra.",
    "{area} ha have several codes, that of a group or an unknown one, so it is open whether they are of this kind; the "
    "range widens.",
)
_READING = Text(
    "chưa đối chiếu nguyên văn quy chuẩn; mã loại đất nào thuộc loại này là cách hiểu của zoneplan",
    "the text of the code was not checked; which land-use codes count is zoneplan's reading of it",
)
_NO_GREEN_CODE = Text(
    "Danh mục loại đất không có mã riêng cho đất cây xanh; đất cây xanh ghi mã khác thì không thấy được.",
    "The list of codes has none for green land alone; green land under another code is not seen.",
)
_FORMER_GROUPS = frozenset({"CDG", "DHT"})
"""Groups of former lists of codes that held roads, works and parks, beside the groups of today."""
_VISIBLE = 0.005 * M2_PER_HA
"""Less land than this is not worth a remark."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose of land in a zone.

    Attributes:
        id: The id of its measure.
        name: The names of its measure.
        kind: What land it is.
        codes: The land-use codes that serve it; codes below them do too.
        caution: What a reader must know of these codes.
    """

    id: str
    name: Text
    kind: Text
    codes: tuple[str, ...]
    caution: Text | None = None

    def served_by(self, label: tuple[str, ...], codes: Codes) -> bool | None:
        """Tells whether land with a code, or with several, serves the purpose; nothing where the codes do not tell."""
        found = {self._serves(code, codes) for code in label}
        return found.pop() if len(found) == 1 else None

    def _serves(self, code: str, codes: Codes) -> bool | None:
        groups = {group for own in self.codes for group in lineage(own, codes)[1:]}
        if code not in codes or code in groups | _FORMER_GROUPS:
            return None
        return not set(self.codes).isdisjoint(lineage(code, codes))


PURPOSES = (
    Purpose(
        "zone_green_share_pct",
        Text("Tỷ lệ đất cây xanh toàn khu", "Green land share of the zone"),
        Text("đất cây xanh, vui chơi, sinh hoạt cộng đồng", "green, recreation and community land"),
        ("DKV",),
        _NO_GREEN_CODE,
    ),
    Purpose(
        "zone_traffic_share_pct",
        Text("Tỷ lệ đất giao thông toàn khu", "Traffic land share of the zone"),
        Text("đất giao thông", "traffic land"),
        ("DGT",),
    ),
    Purpose(
        "zone_technical_share_pct",
        Text("Tỷ lệ đất kỹ thuật toàn khu", "Technical land share of the zone"),
        Text(
            "đất thủy lợi, cấp thoát nước, năng lượng, bưu chính viễn thông, xử lý chất thải",
            "irrigation, water and drainage, energy, post and telecommunication, waste works",
        ),
        ("DTL", "DCT", "DNL", "DBV", "DRA"),
    ),
)
"""The purposes for which QCVN 01:2021/BXD wants a share of the zone."""


@dataclass(frozen=True, slots=True)
class _Served:
    """The land of zones that serves a purpose, that which does not, and that of which it is not known, in m².

    ``land`` has the first two as classes.
    """

    land: CertainLand
    unknown: float
    features: tuple[str, ...]


def _served(land: ZoneLand, purpose: Purpose, codes: Codes) -> _Served:
    serves = [purpose.served_by(label, codes) for label in land.survey.labels]
    chosen = [np.array([s is wanted for s in serves], dtype=bool) for wanted in (True, False, None)]
    known, all_of = chosen[:2], land.certain
    classes = CertainLand(
        np.array([all_of.drawn[c].sum() for c in known]),
        np.array([all_of.inside[c].sum() for c in known]),
        np.array([all_of.around[c].sum() for c in known]),
        all_of.most,
    )
    own = (land.survey.parcels[i].id for i in land.met if serves[land.survey.codes[i]])
    return _Served(classes, float(land.by_code[chosen[2]].sum()), (land.zone.id, *own))


def _added(parts: list[_Served]) -> _Served:
    lands = [part.land for part in parts]
    land = CertainLand(
        np.sum([p.drawn for p in lands], axis=0),
        np.sum([p.inside for p in lands], axis=0),
        np.sum([p.around for p in lands], axis=0),
        sum(p.most for p in lands),
    )
    ids = dict.fromkeys(key for part in parts for key in part.features)
    return _Served(land, sum(part.unknown for part in parts), tuple(ids))


def _grown_up(view: View, spec: MetricSpec, subject: Subject, found: Surveyed) -> Surveyed | Measure:
    """Gives the zones that stood when their land was surveyed, or a measure that says why there are none."""
    if not subject.members and not view.stands(subject):
        return no_value(spec, subject, _NOT_EXISTING)
    early = tuple(land.zone.id for land in found.lands if _too_early(land))
    if not early:
        return found
    told = Message.of(_BEFORE, year=found.as_of, zones=early)
    kept = tuple(land for land in found.lands if land.zone.id not in early)
    if not kept:
        return Measure(spec=spec, subject=subject, reason=told)
    return replace(found, lands=kept, remarks=(*found.remarks, told))


def _too_early(land: ZoneLand) -> bool:
    since, year = begun(land.zone.text("established")), land.survey.year
    return since is not None and year is not None and year < since.year


def _share(view: View, spec: MetricSpec, subject: Subject, purpose: Purpose) -> Measure:
    found = surveyed(view, spec, subject)
    if isinstance(found, Surveyed):
        found = _grown_up(view, spec, subject, found)
    if isinstance(found, Measure):
        return found
    codes = view.plan.regulations.land_use_codes
    served = _added([_served(land, purpose, codes) for land in found.lands])
    area, part, bounds = found.sum(lambda z: z.area), float(served.land.drawn[0]), share_bounds(served.land)
    low, high = float(bounds.low[0]) * 100, float(bounds.high[0]) * 100
    value = min(max(part / area * 100, low), high)
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=found.as_of,
        features=served.features,
        working=Message.of(
            _WORKING,
            part=Number(part / M2_PER_HA, 4),
            area=Number(area / M2_PER_HA, 4),
            value=Number(value, spec.decimals),
        ),
        remarks=(
            *_remarks(found, served, purpose),
            *uncertainty_remarks([land.zone for land in found.lands]),
            *(ranges(found) if low < high else ()),
            *found.remarks,
        ),
    )


def _remarks(found: Surveyed, served: _Served, purpose: Purpose) -> list[Message]:
    remarks = [Message.of(_OUTSIDE_PLOTS, codes=purpose.codes)]
    if purpose.caution is not None:
        remarks.append(Message.of(purpose.caution))
    open_land = (
        (_UNKNOWN, found.sum(lambda z: z.gap)),
        (_TWICE, found.sum(lambda z: z.overlap)),
        (_MIXED, served.unknown),
    )
    remarks += [Message.of(text, area=Number(m2 / M2_PER_HA, 2)) for text, m2 in open_land if m2 > _VISIBLE]
    return remarks


def _declare(purpose: Purpose) -> None:
    listed = ", ".join(purpose.codes)
    spec = MetricSpec(
        id=purpose.id,
        name=purpose.name,
        formula=Text(
            f"{purpose.kind.vi} (mã {listed}) ÷ diện tích khu × 100",
            f"{purpose.kind.en} (codes {listed}) ÷ area of the zone × 100",
        ),
        unit="pct",
        base=BASE,
        roles=ZONES,
        source="QCVN 01:2021/BXD, mục 2.5",
        direction=Direction.MORE,
        layers=LAYERS,
        at_most=Ceiling(100.0, Text("đất này là một phần của khu", "this land is part of the zone")),
        caveat=_READING,
    )

    def compute(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        return _share(view, spec, subject, purpose)

    metric(spec)(compute)


for _purpose in PURPOSES:
    _declare(_purpose)
