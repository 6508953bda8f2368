"""The columns of an exported layer: its declared fields, then the measures of its features."""

from dataclasses import dataclass

from zoneplan.metrics import METRICS, MetricSpec, Role
from zoneplan.plan.kind import Field, LayerKind
from zoneplan.plan.layer import Feature, Layer, Value
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import bound_sign
from zoneplan.publish.tables import plain

NOTE = "measures_note"
"""The column that says of each measured value its date and whether it is a bound (≥, ≤) or a round figure (≈)."""

ROLES = {
    "industrial_zones": Role.ZONE,
    "communes": Role.COMMUNE,
    "hydropower_sites": Role.HYDROPOWER,
    "relocation_areas": Role.RELOCATION,
    "basins": Role.BASIN,
    "plots": Role.PLOT,
}
"""What the features of a kind are measured as."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a layer kind in the order of the file."""

    fields: tuple[Field, ...]
    metrics: tuple[MetricSpec, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names; a measure is named by its id, which ends in its unit."""
        noted = (NOTE,) if self.metrics else ()
        return (*(f.id for f in self.fields), *(m.id for m in self.metrics), *noted)


def columns_of(kind: LayerKind) -> Columns:
    """Gives the columns of a layer kind."""
    role = ROLES.get(kind.id)
    return Columns(kind.fields, tuple(spec for spec, _ in METRICS.values() if role in spec.roles))


def row_of(dossier: Dossier, feature: Feature, columns: Columns) -> dict[str, Value]:
    """Gives a feature's fields and measured values; what is unknown is null."""
    measured: dict[str, Value] = {}
    if not feature.text("same_as"):
        found = {spec.id: dossier.measure(spec.id, feature.id) for spec in columns.metrics}
        measured |= {key: plain(measure.value) for key, measure in found.items() if measure is not None}
    values = {field.id: feature.values.get(field.id) for field in columns.fields}
    noted: dict[str, Value] = {NOTE: _note(dossier, feature, columns)} if columns.metrics else {}
    return values | {spec.id: measured.get(spec.id) for spec in columns.metrics} | noted


def _note(dossier: Dossier, feature: Feature, columns: Columns) -> str | None:
    """Gives the date of each measured value, and the sign of those that are bounds or round figures."""
    if feature.text("same_as"):
        return None
    found = (dossier.measure(spec.id, feature.id) for spec in columns.metrics)
    parts = [
        f"{m.spec.id} {bound_sign(m)}{m.as_of}".strip()
        for m in found
        if m is not None and m.value is not None and (m.as_of or bound_sign(m))
    ]
    return "; ".join(parts) or None


def rows_of(dossier: Dossier, layer: Layer) -> list[dict[str, Value]]:
    """Gives the rows of a layer in its order."""
    columns = columns_of(layer.kind)
    return [row_of(dossier, feature, columns) for feature in layer.features]
