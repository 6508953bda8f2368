"""The plan: an immutable value of configuration, layers, ledger, sources and regulations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from zoneplan.plan.config import Config
from zoneplan.plan.layer import Feature, Layer
from zoneplan.plan.ledger import Ledger, Source
from zoneplan.plan.raster import Raster
from zoneplan.plan.regulations import Regulations
from zoneplan.text import Text


@dataclass(frozen=True)
class Plan:
    """Everything known about a plan; floor 4 computes from it and never changes it."""

    config: Config
    layers: Mapping[str, Layer]
    ledger: Ledger
    sources: Mapping[str, Source]
    regulations: Regulations
    rasters: Mapping[str, Raster] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the plan, which is also the subject of province-wide figures."""
        return self.config.plan.id

    @property
    def name(self) -> Text:
        """The names of the plan."""
        return self.config.plan.name

    @property
    def as_of(self) -> date:
        """The date on which the plan's figures are read."""
        return self.config.plan.as_of

    @property
    def crs(self) -> str:
        """The grid in which everything is measured."""
        return self.config.plan.crs

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """All features of all layers, in the order of the configuration."""
        return tuple(feature for layer in self.layers.values() for feature in layer.features)

    @cached_property
    def by_id(self) -> Mapping[str, Feature]:
        """Features by id; of features that share an id the first counts."""
        found: dict[str, Feature] = {}
        for feature in self.features:
            found.setdefault(feature.id, feature)
        return found

    def of_kind(self, kind: str) -> tuple[Feature, ...]:
        """Gives the features of all layers of one kind."""
        return tuple(feature for feature in self.features if feature.kind == kind)

    def rasters_of(self, kind: str) -> tuple[Raster, ...]:
        """Gives the rasters of one kind, the one of the latest time first."""
        found = [raster for raster in self.rasters.values() if raster.kind.id == kind]
        return tuple(sorted(found, key=lambda raster: (raster.as_of.end, raster.as_of.start), reverse=True))

    @cached_property
    def zones(self) -> tuple[Feature, ...]:
        """The industrial zones, each once: an entry that is the ``same_as`` another zone is not one of them."""
        return tuple(f for f in self.of_kind("industrial_zones") if not f.text("same_as"))

    @cached_property
    def plan_entry(self) -> Mapping[str, Feature]:
        """The entry of the plan that speaks of an existing zone, by that zone's id."""
        return {f.text("same_as"): f for f in self.of_kind("industrial_zones") if f.text("same_as")}

    @cached_property
    def group_members(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the zones of each group; parts of another zone are left out, so nothing counts twice."""
        return {
            group: tuple(
                z.id for z in self.zones if z.text("category") == table.category and not z.text("part_of")
            )
            for group, table in self.config.groups.items()
        }

    @cached_property
    def subjects(self) -> Mapping[str, Text]:
        """Every subject that may have figures, with its names."""
        named = {self.id: self.name}
        named |= {key: table.name for key, table in self.config.groups.items()}
        named |= {key: table.name for key, table in self.config.subjects.items()}
        return named | {feature.id: feature.name for feature in self.by_id.values()}
