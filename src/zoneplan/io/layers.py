"""Layers of any readable format, brought into the plan's grid and checked field by field."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely

from zoneplan.io.columns import fitted
from zoneplan.io.flaws import told, tolerated
from zoneplan.io.formats.read import read_file
from zoneplan.io.formats.source import located
from zoneplan.io.old_text import restored
from zoneplan.io.raw import RawLayer
from zoneplan.io.rules import (
    DECIMAL_COMMA,
    FIELD_NUMBER,
    FIELD_REQUIRED,
    FIELD_VALUE,
    KIND_UNKNOWN,
    LAYER_EMPTY,
)
from zoneplan.io.settle import place_shapes, settle_crs
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding
from zoneplan.plan.kind import LayerKind
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Feature, Layer
from zoneplan.plan.numbers import has_decimal_comma
from zoneplan.plan.values import Typed, columns_of


def read_layer(folder: Path, layer_id: str, config: Config) -> tuple[Layer | None, list[Finding]]:
    """Gives a layer of the configuration, and everything that is wrong with its file.

    The layer is missing when the file, its coordinate system or its kind cannot be used at all, and a
    feature is missing from it when its geometry cannot be used.
    """
    table = config.layers[layer_id]
    kind = KINDS.get(table.kind)
    if kind is None:
        return None, [KIND_UNKNOWN.found(layer=layer_id, kind=table.kind, known=", ".join(KINDS))]
    source = located(folder, table, layer_id, config.limits)
    if isinstance(source, Finding):
        return None, [source]
    raw, findings = read_file(source, kind)
    if raw is None:
        return None, findings
    findings += tolerated(raw, layer_id, table.path)
    findings += [] if len(raw) else [LAYER_EMPTY.found(layer=layer_id, path=table.path)]
    raw, faults = restored(raw, layer_id, table.path, table.encoding)
    named = fitted(raw, table, kind, layer_id)
    findings += [*faults, *named.findings]
    settled = settle_crs(named.raw, layer_id, table, config)
    if settled.code is None:
        return None, [*findings, *settled.findings]
    layer, faults = _build(named.raw, named.absent, settled.code, layer_id, kind, config)
    return layer, [*findings, *settled.findings, *faults]


def _build(  # noqa: PLR0913, PLR0917 - a layer and everything it is read by
    raw: RawLayer, absent: frozenset[str], crs: str, layer_id: str, kind: LayerKind, config: Config
) -> tuple[Layer | None, list[Finding]]:
    typed = columns_of(kind, raw.columns, len(raw))
    labels = [str(value or f"#{number}") for number, value in enumerate(typed.columns["id"], start=1)]
    findings = _field_findings(typed, labels, absent, layer_id, kind)
    findings += told(raw, labels, layer_id, crs, config.plan.crs)
    kept = np.flatnonzero(~shapely.is_missing(raw.geometries))
    placed = place_shapes(raw.geometries[kept], [labels[i] for i in kept], crs, layer_id, config)
    findings += placed.findings
    features = tuple(
        Feature(layer_id, kind.id, typed.row(int(kept[i])), placed.grid[i], placed.lonlats[i])
        for i in np.flatnonzero(placed.inside).tolist()
    )
    table = config.layers[layer_id]
    return Layer(layer_id, kind, table.name, table.path, features, crs), findings


def _commas(typed: Typed) -> dict[str, list[str]]:
    """Gives the fields in which several numbers have a decimal comma, with those numbers."""
    commas: dict[str, list[str]] = {}
    for (_, name), text in typed.faults.items():
        if has_decimal_comma(text):
            commas.setdefault(name, []).append(text)
    return {name: texts for name, texts in commas.items() if len(texts) > 1}


def _field_findings(
    typed: Typed, labels: Sequence[str], absent: frozenset[str], layer_id: str, kind: LayerKind
) -> list[Finding]:
    """Tells what is wrong with the fields of single features; ``absent`` fields are told elsewhere."""
    commas = _commas(typed)
    findings = [
        FIELD_NUMBER.found(layer=layer_id, feature=labels[index], field=name, value=text)
        for (index, name), text in typed.faults.items()
        if name not in commas or not has_decimal_comma(text)
    ]
    findings += [
        DECIMAL_COMMA.found(layer=layer_id, columns=[name], count=len(texts), example=texts[0])
        for name, texts in commas.items()
    ]
    for field in kind.fields:
        values = typed.columns[field.id]
        known = [choice.id for choice in field.choices]
        if field.required and field.id not in absent:
            findings += [
                FIELD_REQUIRED.found(layer=layer_id, feature=labels[index], field=field.id)
                for index, value in enumerate(values)
                if value is None and (index, field.id) not in typed.faults
            ]
        findings += [
            FIELD_VALUE.found(
                layer=layer_id, feature=labels[index], field=field.id, value=value, known=", ".join(known)
            )
            for index, value in enumerate(values)
            if known and value is not None and value not in known
        ]
    return findings
