"""Geometry: positions that say how sure they are, a grid that fits."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.geo.areas import geodesic_ha, planar_ha
from zoneplan.geo.position import Position, is_areal
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

UNCERTAINTY_RANGE = Rule(
    "uncertainty_range",
    Severity.ERROR,
    Text("Sai số vị trí vô lý", "Position uncertainty makes no sense"),
    Text("uncertainty_m = {value}.", "uncertainty_m = {value}."),
    Text("Sai số không thể âm.", "An uncertainty cannot be negative."),
    Text("Ghi số mét, thí dụ 200.", "Write metres, for instance 200."),
    example=Text("Khu Tằng Loỏng có uncertainty_m = -5.", "Tằng Loỏng has uncertainty_m = -5."),
)
POSITION_DOUBTFUL = Rule(
    "position_doubtful",
    Severity.WARNING,
    Text("Vị trí nói quá", "Position claims too much"),
    Text(
        "position = {position} nhưng hình là {found}.",
        "position = {position}, but the geometry is a {found}.",
    ),
    Text("Bản đồ sẽ vẽ như thể biết ranh giới.", "The map would draw it as if its outline were known."),
    Text(
        "Điểm là marker hoặc commune_centroid; vùng là outline hoặc surveyed.",
        "Points are marker or commune_centroid; polygons outline or surveyed.",
    ),
    example=Text(
        "Một khu chỉ có một điểm mà ghi position = outline.",
        "A zone is a single point, yet position = outline.",
    ),
)
GRID_UNFIT = Rule(
    "grid_unfit",
    Severity.WARNING,
    Text("Lưới không hợp nơi này", "The grid does not fit the place"),
    Text(
        "Diện tích phẳng {planar} ha, trắc địa {geodesic} ha: lệch {gap} %.",
        "Planar area {planar} ha, geodesic {geodesic} ha: {gap} % apart.",
    ),
    Text(
        "Trong tỉnh, lưới múi 3° chỉ lệch vài phần vạn; lệch hơn là sai kinh tuyến trục hoặc sai lưới.",
        "Within a province a 3° grid is off by parts in ten thousand; more means a wrong meridian or grid.",
    ),
    Text("Kiểm tra plan.crs.", "Check plan.crs."),
    example=Text(
        "plan.crs thuộc kinh tuyến trục 108° trong khi các khu nằm ở Lào Cai.",
        "plan.crs belongs to the central meridian 108°, while the zones lie in Lào Cai.",
    ),
)


@check(UNCERTAINTY_RANGE, POSITION_DOUBTFUL)
def positions(plan: Plan) -> Iterator[Finding]:
    """Finds uncertainties below zero and positions that do not suit the geometry."""
    for feature in plan.features:
        at = {"layer": feature.layer, "feature": feature.id}
        if feature.uncertainty_m < 0:
            yield UNCERTAINTY_RANGE.found(**at, value=feature.uncertainty_m)
        outlined = feature.text("position") in {Position.OUTLINE, Position.SURVEYED}
        if feature.kind == "industrial_zones" and outlined != is_areal(feature.geometry):
            yield POSITION_DOUBTFUL.found(
                **at,
                geometry=feature.geometry,
                position=feature.text("position"),
                found=feature.geometry.geom_type,
            )


@check(GRID_UNFIT)
def grid(plan: Plan) -> Iterator[Finding]:
    """Finds outlines whose planar and geodesic areas differ by more than the grid of a province allows."""
    limit = plan.regulations.thresholds["geodesic_gap_pct"].value
    for layer in plan.layers.values():
        for feature, planar in zip(layer.features, planar_ha(layer.geometries), strict=True):
            if not is_areal(feature.geometry) or not feature.geometry.is_valid:
                continue
            geodesic = geodesic_ha(feature.lonlat)
            gap = abs(float(planar) / geodesic - 1) * 100 if geodesic else 0.0
            if gap > limit:
                yield GRID_UNFIT.found(
                    layer=layer.id,
                    feature=feature.id,
                    geometry=feature.geometry,
                    planar=float(planar),
                    geodesic=geodesic,
                    gap=gap,
                )
