"""What a reader hands on before anything is believed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.plan.finding import Finding, Rule
from zoneplan.text import Message, Text

NOT_UTF8 = Text("không phải UTF-8 (byte thứ {byte}).", "this is not UTF-8 (byte {byte}).")
NOT_CSV = Text("không phải bảng CSV: {detail}", "this is not a CSV table: {detail}")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one feature's geometry: the rule, its figures and the place in the file's system."""

    feature: int
    rule: Rule
    params: Mapping[str, object] = field(default_factory=dict)
    place: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class RawLayer:
    """The features of a file column by column, and the coordinate system it names, if it names one.

    Attributes:
        columns: The values of each column in file order, all of length ``n``; what is unknown is ``None``.
        geometries: The geometries in file order, shape ``(n,)``, ``None`` where there is none to use.
        crs: What the file says of its coordinate system: an authority code, WKT, PROJJSON or PROJ text.
        flaws: What is wrong with single geometries. A geometry that could be mended stands mended beside
            its flaw.
        tolerated: What is unusual about the file and was read all the same.
        findings: What is wrong with parts of the file that became no feature.
    """

    columns: Mapping[str, Sequence[Any]]
    geometries: NDArray[np.object_]
    crs: str | None = None
    flaws: tuple[Flaw, ...] = ()
    tolerated: tuple[Message, ...] = ()
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(
        cls,
        rows: Sequence[Mapping[str, Any]],
        geometries: Sequence[BaseGeometry | None],
        crs: str | None = None,
        flaws: Iterable[Flaw] = (),
        tolerated: Iterable[Message] = (),
    ) -> Self:
        """Gives a layer from its rows, which need not all have the same columns."""
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: [row.get(name) for row in rows] for name in names}
        return cls(columns, as_array(geometries), crs, tuple(flaws), tuple(tolerated))

    def __len__(self) -> int:
        """Gives how many features it has."""
        return len(self.geometries)

    def only(self, kept: NDArray[np.intp]) -> "RawLayer":
        """Gives the layer with some of its features only, named by their places in it."""
        places = {int(old): new for new, old in enumerate(kept)}
        columns = {name: [values[i] for i in places] for name, values in self.columns.items()}
        flaws = tuple(replace(f, feature=places[f.feature]) for f in self.flaws if f.feature in places)
        return replace(self, columns=columns, geometries=self.geometries[kept], flaws=flaws)

    @property
    def vertices(self) -> int:
        """How many vertices its geometries have."""
        return int(shapely.get_num_coordinates(self.geometries).sum())


def as_array(geometries: Sequence[BaseGeometry | None]) -> NDArray[np.object_]:
    """Gives geometries as an array of shape ``(n,)``."""
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array


def together(messages: Sequence[Message], between: str = " ") -> Message:
    """Gives several messages as one, in their order."""
    text = between.join(f"{{part{number}}}" for number in range(len(messages)))
    return Message(Text(text, text), {f"part{number}": part for number, part in enumerate(messages)})


class Unreadable(Exception):  # noqa: N818 - it names a state of a file and never leaves this floor
    """A file is not what its name says."""

    def __init__(self, problem: Message) -> None:
        self.problem = problem
        super().__init__(problem.text.en)


class Refused(Exception):  # noqa: N818 - it names a state of a file and never leaves this floor
    """A file is not read for a reason that has a rule of its own."""

    def __init__(self, rule: Rule, **params: object) -> None:
        self.rule = rule
        self.params = params
        super().__init__(rule.id)
