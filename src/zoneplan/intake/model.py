"""What is asked of an import and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from zoneplan.corners.entries import Entry
from zoneplan.corners.numbers import Mark
from zoneplan.corners.propose import Ground, Verdict
from zoneplan.corners.readings import NOTHING_ASKED, Asked
from zoneplan.corners.sites import NO_TABLES, Tables
from zoneplan.plan.config import layer_name
from zoneplan.plan.finding import Finding
from zoneplan.plan.kind import LayerKind
from zoneplan.plan.layer import Value
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, slug

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Wanted:
    """What the user asks of an import."""

    path: str
    kind: str = "industrial_zones"
    asked: Asked = NOTHING_ASKED
    decimal: Mark | None = None
    encoding: str | None = None
    separate: bool = False
    name: str | None = None
    id: str | None = None
    commune: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    out: str | None = None
    force: bool = False
    dry_run: bool = False

    @property
    def stem(self) -> str:
        """The name of the table's file without its ending."""
        return "corners" if self.path == STANDARD_INPUT else Path(self.path).stem


@dataclass(frozen=True)
class Target:
    """The layer to be made: its plan, its kind, the fields that the user gives, its path in the plan's folder."""

    plan: Plan
    kind: LayerKind
    given: Mapping[str, Value]
    path: str

    @property
    def layer(self) -> str:
        """The name of the layer."""
        return layer_name(slug(PurePosixPath(self.path).stem))

    @property
    def report(self) -> str:
        """The path of the report beside the layer."""
        return str(PurePosixPath(self.path).with_suffix(".import.csv"))

    @property
    def is_geopackage(self) -> bool:
        """Whether the layer is written in the plan's grid."""
        return self.path.lower().endswith(".gpkg")


@dataclass(frozen=True)
class Outcome:
    """What came of an import; ``missing`` says which fields are needed before anything is written."""

    findings: tuple[Finding, ...]
    tables: Tables = NO_TABLES
    verdict: Verdict | None = None
    ground: Ground | None = None
    entries: tuple[Entry, ...] = ()
    missing: Message | None = None
    written: tuple[str, ...] = ()
    path: str = ""
    layer: str = ""
    snippet: str = ""
    ledger: tuple[Mapping[str, str], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether errors kept it from being written."""
        return any(finding.is_error for finding in self.findings)
