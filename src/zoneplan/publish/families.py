"""Which measures and tables belong together: the families in which they are listed and documented."""

from collections.abc import Iterator
from dataclasses import dataclass

from zoneplan.metrics.registry import METRICS
from zoneplan.metrics.table import TABLES
from zoneplan.text import Text


@dataclass(frozen=True, slots=True)
class Family:
    """Measures that are told together: those of some modules of ``zoneplan.metrics``."""

    id: str
    title: Text
    modules: frozenset[str] = frozenset()


FAMILIES = (
    Family(
        "area", Text("Diện tích và hình dạng", "Area and shape"), frozenset({"area", "area_gaps", "shape"})
    ),
    Family("plan", Text("Quy mô quy hoạch", "Size of the plan"), frozenset({"horizon"})),
    Family(
        "efficiency",
        Text("Hiệu quả sử dụng đất", "Land efficiency"),
        frozenset({"occupancy", "efficiency", "clearance", "yearly"}),
    ),
    Family(
        "building",
        Text("Xây dựng và mức khai thác đất", "Building and intensity of use"),
        frozenset({"intensity", "plots", "plot_table", "built_land", "builtup"}),
    ),
    Family(
        "land_use",
        Text("Cơ cấu sử dụng đất", "Land use"),
        frozenset(
            {"balance", "balance_table", "land_change", "land_ledger", "mix", "province_land", "zone_shares"}
        ),
    ),
    Family("shape", Text("Hình dạng", "Shape"), frozenset({"shape"})),
    Family("density", Text("Mật độ và dân số", "Density and people"), frozenset({"density", "people"})),
    Family("hydropower", Text("Thủy điện", "Hydropower"), frozenset({"hydropower", "yields", "cascade"})),
    Family(
        "relocation",
        Text("Di dời, tái định cư", "Relocation"),
        frozenset(
            {"relocation", "relocation_cost", "relocation_phases", "distance_bands", "nearby", "exposure"}
        ),
    ),
    Family(
        "growth",
        Text("Tăng trưởng và mục tiêu", "Growth and targets"),
        frozenset({"targets", "growth", "growth_table", "output_land", "output_shares", "series", "trends"}),
    ),
    Family("ranking", Text("Xếp hạng", "Ranking"), frozenset({"ranking"})),
)
"""The families in the order in which they are told."""
OTHER = Family("other", Text("Khác", "Other"))
"""Where a measure lands whose module no family names."""


def _of_module(module: str) -> Family:
    name = module.removeprefix("zoneplan.metrics.").split(".")[0]
    return next((family for family in FAMILIES if name in family.modules), OTHER)


def family_of(metric: str) -> Family:
    """Gives the family of a measure."""
    return _of_module(METRICS[metric][1].__module__)


def family_of_table(table: str) -> Family:
    """Gives the family of a table."""
    return _of_module(TABLES[table][1].__module__)


def families() -> Iterator[tuple[Family, tuple[str, ...], tuple[str, ...]]]:
    """Gives each family that is not empty with the ids of its measures and of its tables, as they are declared."""
    for family in (*FAMILIES, OTHER):
        metrics = tuple(key for key in METRICS if family_of(key) is family)
        tables = tuple(key for key in TABLES if family_of_table(key) is family)
        if metrics or tables:
            yield family, metrics, tables
