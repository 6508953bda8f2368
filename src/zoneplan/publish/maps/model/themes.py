"""The themes of the map, declared once: what each colours, by which measure, in which classes and colours."""

from dataclasses import dataclass
from enum import StrEnum

from zoneplan.text import Text


class Kind(StrEnum):
    """How a theme tells places apart: by state, by classes of a number, by categories of a field."""

    STATUS = "status"
    CLASSES = "classes"
    CATEGORIES = "categories"


MOST_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Theme:
    """A way to colour the map.

    ``layers`` are those that it colours, the others keep the look of their state. ``scheme`` names the colours, light
    to dark, or from one end to the other where it ``diverges``. ``bounds`` are chosen bounds between classes,
    without them natural breaks are looked for. ``of_all`` says that the same measure of groups and of the plan is of
    the same things.
    """

    id: str
    name: Text
    about: Text
    kind: Kind
    layers: tuple[str, ...] = ()
    metric: str = ""
    scheme: str = ""
    bounds: tuple[float, ...] = ()
    diverges: bool = False
    of_all: bool = True


STATUS = "status"
"""The theme of states, which comes first."""

THEMES = (
    Theme(
        STATUS,
        Text("Tình trạng", "Status"),
        Text("hiện có, đang xây dựng, theo quy hoạch, đưa ra", "existing, being built, planned, withdrawn"),
        Kind.STATUS,
    ),
    Theme(
        "occupancy",
        Text("Lấp đầy", "Occupancy"),
        Text("đất công nghiệp đã cho thuê của từng khu, cụm", "leased industrial land of each zone"),
        Kind.CLASSES,
        ("zones",),
        "occupancy_pct",
        "YlGnBu",
    ),
    Theme(
        "output",
        Text("Giá trị/ha", "Output/ha"),
        Text("giá trị sản xuất trên 1 ha đất công nghiệp", "output of one hectare of industrial land"),
        Kind.CLASSES,
        ("zones",),
        "output_per_ha_bn_vnd",
        "OrRd",
    ),
    Theme(
        "workers",
        Text("Lao động/ha", "Workers/ha"),
        Text("lao động trên 1 ha đất công nghiệp", "workers on one hectare of industrial land"),
        Kind.CLASSES,
        ("zones",),
        "workers_per_ha",
        "BuPu",
    ),
    Theme(
        "area_gap",
        Text("Chênh lệch diện tích", "Area gap"),
        Text("diện tích đo trên bản đồ so với quyết định", "area measured on the map against the decision"),
        Kind.CLASSES,
        ("zones",),
        "area_gap_pct",
        "PuOr",
        (-20.0, -5.0, 5.0, 20.0),
        diverges=True,
    ),
    Theme(
        "position",
        Text("Độ tin cậy vị trí", "Position quality"),
        Text(
            "tọa độ từng nơi có từ đâu, có thể lệch bao nhiêu",
            "where coordinates come from and how far they may be off",
        ),
        Kind.CATEGORIES,
        ("zones", "hydropower", "relocation", "disaster", "communes"),
        scheme="PuBu",
    ),
    Theme(
        "capacity",
        Text("Công suất thủy điện", "Hydropower capacity"),
        Text("công suất lắp máy của từng nhà máy", "installed capacity of each plant"),
        Kind.CLASSES,
        ("hydropower",),
        "installed_mw",
        "GnBu",
        (3.0, 5.0, 10.0, 30.0),
        of_all=False,
    ),
    Theme(
        "density",
        Text("Mật độ dân số", "Population density"),
        Text(
            "người trên 1 km² của từng xã; vòng tròn to theo số dân",
            "people per km² of each commune; circles sized by population",
        ),
        Kind.CLASSES,
        ("communes",),
        "population_density_per_km2",
        "YlOrBr",
    ),
)
"""Every theme in the order in which they are offered."""
