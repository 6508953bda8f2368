"""What the families of measures and tables are called: a family is a package of ``zoneplan.metrics``."""

from dataclasses import dataclass
from functools import cache

from zoneplan.metrics.registry import METRICS
from zoneplan.metrics.table import TABLES
from zoneplan.text import Text


@dataclass(frozen=True, slots=True)
class Family:
    """Measures that are told together."""

    id: str
    title: Text


FAMILIES = {
    family.id: family
    for family in (
        Family("area", Text("Diện tích và hình dạng", "Area and shape")),
        Family("size", Text("Quy mô quy hoạch", "Size of the plan")),
        Family("efficiency", Text("Hiệu quả sử dụng đất", "Land efficiency")),
        Family("building", Text("Xây dựng và mức khai thác đất", "Building and intensity of use")),
        Family("land_use", Text("Cơ cấu sử dụng đất", "Land use")),
        Family("density", Text("Mật độ và dân số", "Density and people")),
        Family("hydropower", Text("Thủy điện", "Hydropower")),
        Family("relocation", Text("Di dời, tái định cư", "Relocation")),
        Family("growth", Text("Tăng trưởng và mục tiêu", "Growth and targets")),
    )
}
"""The families by the name of their package, in the order in which they are told."""


def _of_module(module: str) -> Family:
    return FAMILIES[module.removeprefix("zoneplan.metrics.").split(".")[0]]


def family_of(metric: str) -> Family:
    """Gives the family of a measure."""
    return _of_module(METRICS[metric][1].__module__)


def family_of_table(table: str) -> Family:
    """Gives the family of a table."""
    return _of_module(TABLES[table][1].__module__)


@cache
def families() -> tuple[tuple[Family, tuple[str, ...], tuple[str, ...]], ...]:
    """Gives each family with the ids of its measures and of its tables, as they are declared."""
    return tuple(
        (
            family,
            tuple(key for key in METRICS if family_of(key) is family),
            tuple(key for key in TABLES if family_of_table(key) is family),
        )
        for family in FAMILIES.values()
    )
