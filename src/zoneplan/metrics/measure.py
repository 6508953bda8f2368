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


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSpec:
    """The declaration of a measure.

    ``needs`` are the indicators it reads, ``layers`` the layer kinds whose geometry it uses, ``rasters`` the
    raster kinds. Which threshold judges it stands in the regulations.
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a value stands against a threshold."""

    outcome: Outcome
    threshold: Threshold


_WORST = tuple(Outcome)


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
    def sources(self) -> tuple[str, ...]:
        """The sources of the figures used, each once, in the order of use."""
        return tuple(dict.fromkeys(source for figure in self.figures for source in figure.sources))
