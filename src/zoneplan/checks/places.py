"""Places: features that do not lie in the commune they name, and the mistakes that carried them away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.checks.registry import check
from zoneplan.geo.crs import VN2000_TM3
from zoneplan.geo.position import is_areal
from zoneplan.geo.signatures import meridian_text, reread
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature, Layer
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, Number, Text

SLACK_M = 5.0
"""Outlines digitised apart differ by some metres along their common edge."""
REACH = 2.5
"""A commune reaches at most about so many times the radius of a circle of its area from its centre."""
_TOGETHER = 3
_CERTAIN = 2
_EVIDENCE = 300
_KM = 1000.0
_FAR = 1e12
_SAMPLE = 500

COMMUNE_MISMATCH = Rule(
    "commune_mismatch",
    Severity.WARNING,
    Text("Không nằm trong xã đã ghi", "Does not lie in its commune"),
    Text(
        "Ghi thuộc {commune} nhưng cách {what} {distance} km; {lies}.",
        "It names {commune} but lies {distance} km from {what}; {lies}.",
    ),
    Text(
        "Tên xã hoặc vị trí sai; số liệu sẽ cộng vào sai xã.",
        "The commune or the place is wrong; figures would be counted for the wrong commune.",
    ),
    Text(
        "Đối chiếu nguồn: sửa commune, hoặc sửa tọa độ, hoặc ghi uncertainty_m đúng với thực tế.",
        "Look at the source: correct commune, or the coordinates, or give an uncertainty_m that is true.",
    ),
    example=Text(
        "Thủy điện ghi thuộc Xã Gia Phú nhưng điểm nằm cách xã ấy 40 km.",
        "A hydropower plant names Xã Gia Phú, and its point lies 40 km from that commune.",
    ),
)
MERIDIAN_SIGNATURE = Rule(
    "meridian_signature",
    Severity.WARNING,
    Text("Dấu hiệu sai kinh tuyến trục", "Signature of a wrong central meridian"),
    Text(
        "{who} không nằm trong xã đã ghi; sẽ nằm đúng xã nếu {mistake}: lệch {distance} km.",
        "{who} not in the stated commune, but would be if {mistake}: {distance} km off.",
    ),
    Text(
        "Tọa độ VN-2000 không mang theo kinh tuyến trục: sai 15 phút là lệch 25 km.",
        "VN-2000 coordinates do not carry their meridian: 15 minutes wrong are 25 km.",
    ),
    Text(
        "Xem kinh tuyến trục ghi trên bản vẽ gốc, rồi chuyển lại từ số gốc; không dời hình bằng tay.",
        "Read the meridian off the original drawing and convert the original numbers again; "
        "do not move the shape by hand.",
    ),
    example=Text(
        "Ranh giới tính theo 104°45′ nhưng chuyển sang kinh độ bằng 105°00′: lệch 25 km về phía đông.",
        "An outline computed on 104°45′ was converted with 105°00′: 25 km too far east.",
    ),
)

_CENTRE = Text("tâm xã ấy", "the centre of that commune")
_OUTLINE = Text("ranh giới xã ấy", "the outline of that commune")
_WITHIN = Text("nó nằm trong {names}", "it lies in {names}")
_NEAREST = Text("tâm xã gần nó nhất là {names}", "the nearest centre is that of {names}")
_NOWHERE = Text("không nằm trong xã nào của lớp xã, phường", "it lies in no commune of the communes layer")
_READ_ON = Text(
    "tọa độ tính theo kinh tuyến trục {truly} mà đã bị đọc theo {read_as}",
    "coordinates computed on central meridian {truly} had been read on {read_as}",
)
_EITHER = Text(
    "{one} (hoặc tính theo {truly} mà đọc theo {read_as})", "{one} (or those of {truly} on {read_as})"
)
_IT = Text("Đối tượng", "It is")
_MANY = Text(
    "{count} đối tượng của lớp (thí dụ {example})",
    "{count} features of the layer (for instance {example}) are",
)


@dataclass(frozen=True)
class _Communes:
    """The communes of a plan as arrays."""

    features: tuple[Feature, ...]

    @cached_property
    def shapes(self) -> NDArray[np.object_]:
        """Their shapes, prepared, shape ``(m,)``."""
        shapes = np.array([f.geometry for f in self.features], dtype=object)
        shapely.prepare(shapes)
        return shapes

    @cached_property
    def areal(self) -> NDArray[np.bool_]:
        """Which of them have an outline."""
        return np.array(
            [is_areal(f.geometry) and bool(f.geometry.is_valid) for f in self.features], dtype=bool
        )

    @cached_property
    def slack(self) -> NDArray[np.float64]:
        """How far a commune may reach beyond its shape, in metres."""
        said = np.array([max(f.uncertainty_m, 0.0) for f in self.features])
        return np.where(self.areal, said, REACH * said)

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """Their numbers by name."""
        found: dict[str, list[int]] = {}
        for number, feature in enumerate(self.features):
            found.setdefault(feature.text("name_vi"), []).append(number)
        return found

    @cached_property
    def tree(self) -> shapely.STRtree:
        """An index of their shapes."""
        return shapely.STRtree(self.shapes)

    def named(self, names: Sequence[str]) -> tuple[int, ...]:
        """Gives the communes of some names; none unless the place of every one of them is known."""
        found = [self.by_name.get(name, []) for name in names]
        numbers = tuple(number for some in found for number in some)
        return numbers if all(found) and all(self._placed(number) for number in numbers) else ()

    def _placed(self, number: int) -> bool:
        """Tells whether a commune's place says anything: an outline, or a centre with its radius."""
        centred = self.features[number].geometry.geom_type == "Point" and self.slack[number] > 0
        return bool(self.areal[number] or centred)


@dataclass(frozen=True)
class _Stated:
    """Features of a layer beside every commune they name: arrays of pairs."""

    features: tuple[Feature, ...]
    communes: _Communes
    of: NDArray[np.intp]
    commune: NDArray[np.intp]
    crs: str = ""

    def only(self, rows: NDArray[np.intp]) -> "_Stated":
        """Gives some of the features with their communes."""
        new = np.full(len(self.features), -1, dtype=np.intp)
        new[rows] = np.arange(len(rows))
        pairs = new[self.of] >= 0
        chosen = tuple(self.features[row] for row in rows.tolist())
        return _Stated(chosen, self.communes, new[self.of[pairs]], self.commune[pairs], self.crs)

    def any_of(self, pairs: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tells for each feature whether one of its pairs is so."""
        found = np.zeros(len(self.features), dtype=bool)
        found[self.of[pairs]] = True
        return found

    @cached_property
    def shapes(self) -> NDArray[np.object_]:
        """The shapes of the features, shape ``(n,)``."""
        shapes = np.empty(len(self.features), dtype=object)
        shapes[:] = [f.geometry for f in self.features]
        return shapes

    @cached_property
    def middles(self) -> NDArray[np.float64]:
        """The centres of the features, shape ``(n, 2)``."""
        return np.asarray(shapely.get_coordinates(shapely.centroid(self.shapes)), dtype=np.float64)

    @cached_property
    def astray(self) -> NDArray[np.bool_]:
        """Which features certainly lie in none of their communes."""
        said = np.array([max(f.uncertainty_m, 0.0) for f in self.features])
        reach = self.communes.slack[self.commune] + said[self.of] + SLACK_M
        return ~self.any_of(shapely.dwithin(self.communes.shapes[self.commune], self.shapes[self.of], reach))

    def at_home(self, xy: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tells which features would lie well within one of their communes with their centres there."""
        return self._near_home(xy, np.zeros(len(self.features)), np.zeros(len(self.communes.features)))

    def maybe_at_home(self, xy: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tells which features could lie in a commune with an outline, or would lie well within another."""
        own = np.array([max(f.uncertainty_m, 0.0) for f in self.features])
        return self._near_home(xy, own, self.communes.slack)

    def _near_home(
        self, xy: NDArray[np.float64], own: NDArray[np.float64], outlines: NDArray[np.float64]
    ) -> NDArray[np.bool_]:
        centred = (self.communes.slack / REACH)[self.commune]
        outlined = own[self.of] + outlines[self.commune] + SLACK_M
        radius = np.where(self.communes.areal[self.commune], outlined, centred)
        points = shapely.points(np.where(np.isfinite(xy), xy, _FAR))[self.of]
        return self.any_of(shapely.dwithin(self.communes.shapes[self.commune], points, radius))


@check(COMMUNE_MISMATCH, MERIDIAN_SIGNATURE)
def stated_communes(plan: Plan) -> Iterator[Finding]:
    """Finds features that certainly lie outside the commune they name, and says what would explain it."""
    communes = _Communes(plan.of_kind("communes"))
    if not communes.features:
        return
    for layer in plan.layers.values():
        stated = _stated(layer, communes) if layer.kind.id != "communes" else None
        if stated is not None and stated.astray.any():
            yield from _astray(plan, stated)


def _stated(layer: Layer, communes: _Communes) -> _Stated | None:
    """Pairs features with their communes; a feature that names one whose place is unknown is left out."""
    known: dict[str, tuple[int, ...]] = {}
    kept: list[Feature] = []
    pairs: list[tuple[int, int]] = []
    for feature in layer.features:
        said = feature.text("commune")
        if said not in known:
            known[said] = communes.named(feature.references("commune"))
        if numbers := known[said]:
            pairs += [(len(kept), number) for number in numbers]
            kept.append(feature)
    if not pairs:
        return None
    of, commune = np.array(pairs, dtype=np.intp).T
    return _Stated(tuple(kept), communes, of, commune, layer.crs)


def _astray(plan: Plan, stated: _Stated) -> Iterator[Finding]:
    """Tells the features of one layer that are astray: by a common meridian, by their own, or by none."""
    rows = np.flatnonzero(stated.astray)
    common = _common(plan.crs, stated, rows)
    if common is not None:
        xy = reread(stated.middles, plan.crs, *common)
        home = stated.maybe_at_home(xy)
        yield _carried(plan.crs, stated, rows[home[rows]], common, xy)
        rows = rows[~home[rows]]
    own = stated.only(rows)
    pairs = _meridians(plan.crs, own.crs)
    homes = {pair: own.at_home(reread(own.middles, plan.crs, *pair)) for pair in pairs}
    for row in range(len(rows)):
        fit = next((pair for pair, home in homes.items() if home[row]), None)
        if fit is None:
            yield _elsewhere(own, row)
        else:
            yield _carried(plan.crs, own, np.array([row]), fit, reread(own.middles, plan.crs, *fit))


def _common(grid: str, stated: _Stated, rows: NDArray[np.intp]) -> tuple[str, str] | None:
    """Gives the mistake that explains most features of a layer, if there is one.

    It brings most of them well into their communes; of those astray, some near an edge need only be possible.
    """
    some = stated.only(rows[:: max(1, len(rows) // _SAMPLE)])
    pairs = _meridians(grid, stated.crs)
    homes = {pair: int(some.at_home(reread(some.middles, grid, *pair)).sum()) for pair in pairs}
    best = max(homes, key=lambda pair: homes[pair], default=None)
    if best is None:
        return None
    xy = reread(stated.middles, grid, *best)
    home, maybe = stated.at_home(xy), stated.maybe_at_home(xy)
    certain = home.sum() * 2 > len(home) and home[rows].sum() >= _CERTAIN
    return best if certain and maybe[rows].sum() >= _TOGETHER else None


def _meridians(grid: str, crs: str) -> Iterator[tuple[str, str]]:
    """Gives the pairs of grids that numbers may have been read in and belong to, the likeliest first.

    The numbers of a layer in a VN-2000 grid were read in that grid. Of any other the plan's own grid is one of
    the two. The smaller mistake stands before the larger.
    """
    read_as = crs if crs in VN2000_TM3 else grid
    own = VN2000_TM3.get(read_as)
    if own is None:
        return
    others = sorted((c for c in VN2000_TM3 if c != read_as), key=lambda c: abs(VN2000_TM3[c] - own))
    if crs in VN2000_TM3:
        yield from ((crs, other) for other in others)
        return
    for other in others:
        yield other, grid
    for other in others:
        yield grid, other


def _carried(
    grid: str, stated: _Stated, rows: NDArray[np.intp], pair: tuple[str, str], xy: NDArray[np.float64]
) -> Finding:
    """Tells features that another meridian would bring into their communes, and shows where."""
    first = stated.features[int(rows[0])]
    offset = xy[rows] - stated.middles[rows]
    shapes = [
        shapely.transform(stated.shapes[row], lambda points, by=by: points + by)
        for row, by in zip(rows[:_EVIDENCE].tolist(), offset, strict=False)
    ]
    alone = len(rows) == 1
    return MERIDIAN_SIGNATURE.found(
        layer=first.layer,
        feature=first.id if alone else "",
        geometry=shapes[0] if alone else shapely.GeometryCollection(shapes),
        who=_IT if alone else Message.of(_MANY, count=len(rows), example=first.id),
        mistake=_mistake(pair, None if stated.crs in VN2000_TM3 else grid),
        distance=Number(float(np.median(np.hypot(*offset.T))) / _KM, 1),
    )


def _mistake(pair: tuple[str, str], grid: str | None) -> Message:
    """Gives a mistake in words, with the other one that moves places just as far where the grid leaves both open."""
    read_as, truly = (VN2000_TM3[code] for code in pair)
    one = Message.of(_READ_ON, truly=meridian_text(truly), read_as=meridian_text(read_as))
    if grid is None:
        return one
    by, own = read_as - truly, VN2000_TM3[grid]
    truly, read_as = (own, own + by) if pair[0] == grid else (own - by, own)
    if not {truly, read_as} <= set(VN2000_TM3.values()):
        return one
    return Message.of(_EITHER, one=one, truly=meridian_text(truly), read_as=meridian_text(read_as))


def _elsewhere(stated: _Stated, row: int) -> Finding:
    """Tells a feature that lies outside its commune for no reason that shows."""
    feature, communes = stated.features[row], stated.communes
    own = stated.commune[stated.of == row]
    metres = shapely.distance(communes.shapes[own], feature.geometry)
    nearest = int(own[int(metres.argmin())])
    return COMMUNE_MISMATCH.found(
        layer=feature.layer,
        feature=feature.id,
        geometry=feature.geometry,
        commune=", ".join(feature.references("commune")),
        what=_OUTLINE if communes.areal[nearest] else _CENTRE,
        distance=Number(float(metres.min()) / _KM, 1 if metres.min() >= _KM else 2),
        lies=_lies(communes, shapely.centroid(feature.geometry)),
    )


def _lies(communes: _Communes, middle: shapely.Point) -> Message | Text:
    """Gives the commune a point lies in, or the one whose centre is nearest."""
    around = [n for n in communes.tree.query(middle, predicate="intersects").tolist() if communes.areal[n]]
    if around:
        return Message.of(_WITHIN, names=_names(communes, around))
    if communes.areal.any():
        return _NOWHERE
    return Message.of(_NEAREST, names=_names(communes, [int(communes.tree.nearest(middle))]))


def _names(communes: _Communes, numbers: Sequence[int]) -> str:
    return ", ".join(sorted(communes.features[n].text("name_vi") for n in numbers))
