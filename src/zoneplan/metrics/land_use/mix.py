"""How mixed the uses of land are: of zones by their parcels, of the province by its official balance."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.kernels.mix import entropy, hhi
from zoneplan.kernels.mix_bounds import entropy_bounds, hhi_bounds, shares_from_areas
from zoneplan.kernels.outline import Bounds, CertainLand, share_bounds
from zoneplan.metrics.area.outlines import uncertainty_remarks
from zoneplan.metrics.build import missing_row, no_value
from zoneplan.metrics.land_use.lines import elsewhere
from zoneplan.metrics.land_use.surveys import LAYERS
from zoneplan.metrics.land_use.zone_land import Surveyed, ranges, surveyed
from zoneplan.metrics.measure import Ceiling, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, total
from zoneplan.plan.land import CLASSES, TOTAL, class_of, land_indicator
from zoneplan.plan.ledger import Figure
from zoneplan.text import Message, Number, Text

K = len(CLASSES)
_PART = Text("{name} {area} ha", "{name} {area} ha")
_ENTROPY = Text(
    "−Σ p·ln p ÷ ln {k} = {value}; p từ: {parts}", "−Σ p·ln p ÷ ln {k} = {value}; p from: {parts}"
)
_HHI = Text("Σ p² = {value}; p từ: {parts}", "Σ p² = {value}; p from: {parts}")
_LISTED = Text("{k} nhóm cố định: {classes}.", "{k} fixed classes: {classes}.")
_NO_CLASS = Text(
    "Không khoanh đất nào trong khu có mã cho biết nhóm đất.",
    "No parcel in the zone has a code that tells its class of land.",
)
_OPEN = Text(
    "{area} ha không có khoanh đất hoặc mã không cho biết nhóm; khoảng giá trị tính cả phần đó.",
    "{area} ha have no parcel, or a code that does not tell the class; the range reckons with that land.",
)
_RESIDUAL = Text(
    "Các nhóm cộng lại {sum} ha, tổng diện tích tự nhiên ghi {total} ha; phần chênh không đưa vào.",
    "The classes add up to {sum} ha, the total area is given as {total} ha; the difference is not taken in.",
)
_NO_LAND = Text("Các nhóm đất cộng lại bằng 0 ha.", "The classes of land add up to 0 ha.")
_VISIBLE = 0.005 * M2_PER_HA
_LEDGER = tuple(land_indicator(line) for one in CLASSES for line in one.lines)
_ROLES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})


@dataclass(frozen=True, slots=True)
class _Mix:
    """The areas of the classes in hectares, shape ``(K,)``, bounds of their shares, and what explains them."""

    areas: NDArray[np.float64]
    shares: Bounds
    as_of: str
    remarks: tuple[Message, ...]
    features: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    others: tuple[Figure, ...] = ()


def _mix(view: View, spec: MetricSpec, subject: Subject) -> _Mix | Measure:
    if subject.role is Role.PLAN:
        return _of_ledger(view, spec, subject)
    found = surveyed(view, spec, subject)
    return found if isinstance(found, Measure) else _of_parcels(view, spec, subject, found)


def _classes(view: View, found: Surveyed) -> CertainLand:
    """Gives the land of zones by class."""
    sums = [np.zeros(K), np.zeros(K), np.zeros(K)]
    for land in found.lands:
        for i, label in enumerate(land.survey.labels):
            place = class_of(label, view.plan.regulations.land_use_codes)
            if place is not None:
                for total_, part in zip(
                    sums, (land.certain.drawn, land.certain.inside, land.certain.around), strict=True
                ):
                    total_[place] += part[i]
    return CertainLand(sums[0], sums[1], sums[2], found.sum(lambda z: z.certain.most))


def _of_parcels(view: View, spec: MetricSpec, subject: Subject, found: Surveyed) -> _Mix | Measure:
    land = _classes(view, found)
    if not land.drawn.any():
        return no_value(spec, subject, _NO_CLASS)
    bounds = share_bounds(land)
    unclear = max(found.sum(lambda z: z.area) - float(land.drawn.sum()), 0.0)
    remarks = [Message.of(_OPEN, area=Number(unclear / M2_PER_HA, 2))] if unclear > _VISIBLE else []
    ranged = ranges(found) if (bounds.low < bounds.high).any() else ()
    remarks += [*uncertainty_remarks([z.zone for z in found.lands]), *ranged, *found.remarks]
    return _Mix(land.drawn / M2_PER_HA, bounds, found.as_of, tuple(remarks), found.features)


def _of_ledger(view: View, spec: MetricSpec, subject: Subject) -> _Mix | Measure:
    amounts = {indicator: view.own(subject, indicator) for indicator in _LEDGER}
    missing = tuple(indicator for indicator, amount in amounts.items() if amount is None)
    if missing:
        return replace(missing_row(spec, subject, missing), remarks=elsewhere(view, subject))
    classes = [_class_amount(amounts, one.lines) for one in CLASSES]
    everything, areas = total(classes), np.array([c.value for c in classes])
    if not areas.any():
        return Measure(spec=spec, subject=subject, figures=everything.figures, reason=Message.of(_NO_LAND))
    bounds = shares_from_areas([c.low for c in classes], [c.high for c in classes])
    whole = view.own(subject, land_indicator(TOTAL))
    remarks = () if whole is None else _residual(everything, whole)
    figures = (*everything.figures, *(whole.figures if whole else ()))
    return _Mix(areas, bounds, everything.as_of, remarks, (), figures, everything.others)


def _class_amount(amounts: dict[str, Amount | None], lines: tuple[str, ...]) -> Amount:
    return total(amount for line in lines if (amount := amounts[land_indicator(line)]) is not None)


def _residual(everything: Amount, whole: Amount) -> tuple[Message, ...]:
    """Gives the remark that the classes do not add up to the total, where rounding does not explain it."""
    if everything.low <= whole.high and whole.low <= everything.high:
        return ()
    return (Message.of(_RESIDUAL, sum=everything.value, total=whole.value),)


def _measure(
    spec: MetricSpec, subject: Subject, mix: _Mix, text: Text, found: tuple[float, float, float]
) -> Measure:
    value, low, high = found
    parts = tuple(
        Message.of(_PART, name=one.name, area=Number(float(area), 2))
        for one, area in zip(CLASSES, mix.areas, strict=True)
        if area > 0
    )
    listed = Message.of(_LISTED, k=K, classes=tuple(one.name for one in CLASSES))
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=mix.as_of,
        figures=mix.figures,
        others=mix.others,
        features=mix.features,
        working=Message.of(text, k=K, value=Number(value, spec.decimals), parts=parts),
        remarks=(listed, *mix.remarks),
    )


_READING = Text(
    f"chưa đối chiếu nguyên văn luật; gộp các loại đất thành {K} nhóm là cách của zoneplan",
    f"the text of the law was not checked; to take its kinds of land together to {K} classes is zoneplan's way",
)
_BASE = Text(
    "đất đã biết nhóm; khu: theo khoanh đất, tỉnh: theo biểu thống kê",
    "land of a known class; zones: by parcels, province: by the official balance",
)


@metric(
    MetricSpec(
        id="land_use_entropy",
        name=Text("Chỉ số entropy sử dụng đất", "Land-use mix entropy"),
        formula=Text(
            f"−Σ p·ln p ÷ ln K, p là tỷ trọng của từng nhóm đất, K = {K} cố định; 0: một nhóm, 1: đều nhau",
            f"−Σ p·ln p ÷ ln K, p the share of each class of land, K = {K} fixed; 0: one class, 1: even",
        ),
        unit="ratio",
        base=_BASE,
        roles=_ROLES,
        source="Shannon (1948), Bell System Technical Journal 27, 379–423; Luật Đất đai 2024, Điều 9",
        needs=_LEDGER,
        layers=LAYERS,
        decimals=3,
        at_most=Ceiling(
            1.0, Text("đất chia đều cho các nhóm thì bằng 1", "land divided evenly between the classes has 1")
        ),
        caveat=_READING,
    )
)
def land_use_entropy(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives how evenly land divides into the fixed classes."""
    mix = _mix(view, spec, subject)
    if isinstance(mix, Measure):
        return mix
    value = float(entropy(mix.areas[None, :], K)[0])
    return _measure(spec, subject, mix, _ENTROPY, (value, *entropy_bounds(mix.shares, K)))


@metric(
    MetricSpec(
        id="land_use_hhi",
        name=Text("Chỉ số tập trung HHI của sử dụng đất", "Land-use concentration (HHI)"),
        formula=Text(
            f"Σ p², p là tỷ trọng của từng nhóm đất trong {K} nhóm cố định; 1: một nhóm, 1/{K}: đều nhau",
            f"Σ p², p the share of each of {K} fixed classes of land; 1: one class, 1/{K}: even",
        ),
        unit="ratio",
        base=_BASE,
        roles=_ROLES,
        source="Hirschman (1964), American Economic Review 54(5), 761–762; Luật Đất đai 2024, Điều 9",
        needs=_LEDGER,
        layers=LAYERS,
        decimals=3,
        at_most=Ceiling(1.0, Text("tất cả chỉ một nhóm đất thì bằng 1", "land of a single class has 1")),
        caveat=_READING,
    )
)
def land_use_hhi(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives how far land is concentrated in few of the fixed classes."""
    mix = _mix(view, spec, subject)
    if isinstance(mix, Measure):
        return mix
    value = float(hhi(mix.areas[None, :])[0])
    return _measure(spec, subject, mix, _HHI, (value, *hhi_bounds(mix.shares)))
