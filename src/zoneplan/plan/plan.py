"""The plan: an immutable value of configuration, layers, ledger, sources and regulations."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from math import ceil, isfinite

from zoneplan.plan.config import Config
from zoneplan.plan.layer import Feature, Layer, Value
from zoneplan.plan.ledger import Ledger, Source
from zoneplan.plan.period import begun
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

    def retold(self, ledger: Ledger) -> "Plan":
        """Gives the same plan with another ledger; what it knows of its layers it need not find again."""
        told = replace(self, ledger=ledger)
        vars(told).update({name: known for name, known in vars(self).items() if name not in vars(told)})
        return told

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

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Feature, ...]]:
        found: dict[str, list[Feature]] = {}
        for feature in self.features:
            found.setdefault(feature.kind, []).append(feature)
        return {kind: tuple(features) for kind, features in found.items()}

    def of_kind(self, kind: str) -> tuple[Feature, ...]:
        """Gives the features of all layers of one kind."""
        return self._by_kind.get(kind, ())

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
    def arrivals(self) -> Mapping[str, tuple[date, ...]]:
        """By kind the days on which features of it come to be there: their ``established`` or ``year`` begins."""
        found: dict[str, set[date]] = {}
        for feature in self.features:
            days = (_begins(feature.values.get(key)) for key in ("established", "year"))
            found.setdefault(feature.kind, set()).update(day for day in days if day is not None)
        return {kind: tuple(sorted(days)) for kind, days in found.items()}

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


def _begins(value: Value) -> date | None:
    """Gives the day on which a written period begins, of a number the first of the year that is not before it."""
    if isinstance(value, int | float):
        return begun(f"{ceil(value):04d}") if isfinite(value) else None
    return begun(value) if value else None
