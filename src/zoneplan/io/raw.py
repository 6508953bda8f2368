"""What a reader hands on before anything is believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from zoneplan.text import Message


@dataclass(frozen=True, slots=True)
class RawFeature:
    """Fields and geometry as the file has them; a message stands where the geometry cannot be read."""

    values: Mapping[str, Any]
    geometry: BaseGeometry | Message | None


@dataclass(frozen=True, slots=True)
class RawLayer:
    """The features of a file and the coordinate system it names, if it names one."""

    features: tuple[RawFeature, ...]
    crs: str | None


class Unreadable(Exception):  # noqa: N818 - it names a state of a file and never leaves this floor
    """A file is not what its name says."""

    def __init__(self, problem: Message) -> None:
        self.problem = problem
        super().__init__(problem.text.en)
