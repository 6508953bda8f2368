"""What a measure is: a declaration, a subject, and an explained value."""

from dataclasses import dataclass
from enum import StrEnum

from zoneplan.plan.ledger import Figure
from zoneplan.plan.regulations import Outcome, Threshold
from zoneplan.text import Message, Text


class Role(StrEnum):
    """What kind of thing is measured."""

    ZONE = "zone"
    GROUP = "group"
    PLAN = "plan"
    COMMUNE = "commune"
    HYDROPOWER = "hydropower"
    RELOCATION = "relocation"
    BASIN = "basin"
    PLOT = "plot"


ROLE_NAMES = {
    Role.ZONE: Text("khu, cụm công nghiệp", "industrial zone"),
    Role.GROUP: Text("nhóm khu", "group of zones"),
    Role.PLAN: Text("toàn tỉnh", "province"),
    Role.COMMUNE: Text("xã, phường", "commune"),
    Role.HYDROPOWER: Text("thủy điện", "hydropower site"),
    Role.RELOCATION: Text("khu di dời, tái định cư", "relocation area"),
    Role.BASIN: Text("lưu vực sông", "river basin"),
    Role.PLOT: Text("lô đất", "plot"),
}


class Direction(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: a feature, a group of zones, or the whole plan; ``members`` are what it adds up."""

    id: str
    role: Role
    name: Text
    members: tuple["Subject", ...] = ()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that a value can be by what it means, and why; figures that give more do not fit each other."""

    value: float
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSpec:
    """The declaration of a measure.

    ``needs`` are the indicators it reads, ``layers`` the layer kinds whose geometry it uses, ``rasters`` the
    raster kinds. ``at_most`` is what no value can exceed by its meaning, nothing where any value can be;
    ``caveat`` says what of formula or source is zoneplan's own reading or could not be checked. Which threshold
    judges it stands in the regulations.
    """

    id: str
    name: Text
    formula: Text
    unit: str
    base: Text
    roles: frozenset[Role]
    source: str
    direction: Direction = Direction.NEUTRAL
    needs: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    rasters: tuple[str, ...] = ()
    decimals: int = 2
    at_most: Ceiling | None = None
    caveat: Text | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a value stands against a threshold."""

    outcome: Outcome
    threshold: Threshold


_WORST = tuple(Outcome)
_NOISE = 1e-9
"""The part of a ceiling by which arithmetic alone may lift a value above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value with everything needed to explain it, or the reason why there is none.

    ``low`` and ``high`` bound the value as far as the figures allow; both equal it when they are exact,
    and both are unknown when there is no value. ``high`` is ``inf`` where a source only says "more than".
    ``benchmarks`` are values to compare with that judge nothing.
    """

    spec: MetricSpec
    subject: Subject
    value: float | None = None
    low: float | None = None
    high: float | None = None
    as_of: str = ""
    verdicts: tuple[Verdict, ...] = ()
    benchmarks: tuple[Threshold, ...] = ()
    figures: tuple[Figure, ...] = ()
    others: tuple[Figure, ...] = ()
    features: tuple[str, ...] = ()
    working: Message | None = None
    remarks: tuple[Message, ...] = ()
    reason: Message | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts: the worst of them."""
        return min(self.verdicts, key=lambda v: _WORST.index(v.outcome), default=None)

    @property
    def outcome(self) -> Outcome:
        """How the value stands, over all rules that apply."""
        return self.verdict.outcome if self.verdict else Outcome.NOT_APPLICABLE

    @property
    def impossible(self) -> bool:
        """Whether the value is more than it can be by what it means."""
        most = self.spec.at_most
        return most is not None and self.value is not None and self.value > most.value * (1 + _NOISE)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the figures used, each once, in the order of use."""
        return tuple(dict.fromkeys(source for figure in self.figures for source in figure.sources))
