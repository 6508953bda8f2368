"""A layer and its features, in the plan's coordinate system."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.kernels.shapes import as_array
from zoneplan.plan.kind import LayerKind
from zoneplan.text import Language, Text

Value = str | float | int | None
"""What a field of a feature may hold."""


def split_references(value: Value) -> tuple[str, ...]:
    """Gives the single references of a field that may hold several, separated by semicolons."""
    return tuple(part.strip() for part in str(value).split(";") if part.strip()) if value else ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: its fields and its geometry in the plan's grid and in degrees."""

    layer: str
    kind: str
    values: Mapping[str, Value]
    geometry: BaseGeometry
    lonlat: BaseGeometry

    @property
    def id(self) -> str:
        """Its id, unique in the plan."""
        return self.text("id")

    @property
    def name(self) -> Text:
        """Its names; where no English one is given the Vietnamese stands for both."""
        return Text(self.text("name_vi"), self.text("name_en") or self.text("name_vi"))

    def text(self, key: str) -> str:
        """Gives a field as text, empty where it is unknown."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def references(self, key: str) -> tuple[str, ...]:
        """Gives the ids or names that a field points at."""
        return split_references(self.values.get(key))

    @property
    def uncertainty_m(self) -> float:
        """How many metres the position may be off; 0 where nothing is said."""
        value = self.values.get("uncertainty_m")
        return float(value) if isinstance(value, int | float) else 0.0

    def named(self, language: Language) -> str:
        """Gives its name in one language."""
        return self.name.in_(language)


@dataclass(frozen=True)
class Layer:
    """A layer of features of one kind; ``crs`` is the system its file was read in, empty where there is none."""

    id: str
    kind: LayerKind
    name: Text
    path: str
    features: tuple[Feature, ...] = field(default=())
    crs: str = ""

    @property
    def geometries(self) -> NDArray[np.object_]:
        """The geometries in the plan's grid, shape ``(n,)``."""
        return as_array([feature.geometry for feature in self.features])

    @property
    def lonlats(self) -> NDArray[np.object_]:
        """The geometries in degrees, shape ``(n,)``."""
        return as_array([feature.lonlat for feature in self.features])
