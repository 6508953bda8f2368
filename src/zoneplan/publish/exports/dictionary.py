"""The data dictionary: what every column of every exported layer means."""

from collections.abc import Iterator

from zoneplan.metrics import MetricSpec
from zoneplan.metrics.density.surface import Surface
from zoneplan.plan.kind import Field
from zoneplan.publish.dossier import Artefact, Dossier
from zoneplan.publish.evidence import EVIDENCE_COLUMNS, EvidenceColumn
from zoneplan.publish.exports.columns import NOTE, columns_of
from zoneplan.publish.exports.findings import findings_id
from zoneplan.publish.exports.surfaces import drawn, surface_id
from zoneplan.publish.tables import Cell, csv_bytes
from zoneplan.text import Language, render

COLUMNS = (
    "layer",
    "column",
    "type",
    "unit",
    "name_vi",
    "name_en",
    "about_vi",
    "about_en",
    "values_vi",
    "values_en",
)


_NOTE_ROW: dict[str, Cell] = {
    "column": NOTE,
    "type": "text",
    "name_vi": "Ghi chú số đo",
    "name_en": "Note on measures",
    "about_vi": "thời điểm của từng giá trị; ≥, ≤ là nguồn chỉ cho cận, ≈ là số làm tròn",
    "about_en": "date of each value; ≥ and ≤ where the source gives a bound, ≈ where it is a round figure",
}


def _choices(field: Field, language: Language) -> str:
    return "; ".join(f"{choice.id} = {choice.name.in_(language)}" for choice in field.choices)


def _field_row(layer: str, field: Field) -> dict[str, Cell]:
    return {
        "layer": layer,
        "column": field.id,
        "type": field.form.value,
        "unit": field.unit,
        "name_vi": field.name.vi,
        "name_en": field.name.en,
        "about_vi": field.about.vi,
        "about_en": field.about.en,
        "values_vi": _choices(field, "vi"),
        "values_en": _choices(field, "en"),
    }


def _metric_row(layer: str, spec: MetricSpec) -> dict[str, Cell]:
    return {
        "layer": layer,
        "column": spec.id,
        "type": "number",
        "unit": spec.unit,
        "name_vi": spec.name.vi,
        "name_en": spec.name.en,
        "about_vi": spec.formula.vi,
        "about_en": spec.formula.en,
    }


def _evidence_row(layer: str, column: EvidenceColumn) -> dict[str, Cell]:
    return {
        "layer": layer,
        "column": column.id,
        "type": "choice" if column.values else "text",
        "name_vi": column.name.vi,
        "name_en": column.name.en,
        "about_vi": column.about.vi,
        "about_en": column.about.en,
        "values_vi": "; ".join(f"{key} = {name.vi}" for key, name in column.values.items()),
        "values_en": "; ".join(f"{key} = {name.en}" for key, name in column.values.items()),
    }


def _surface_row(surface: Surface) -> dict[str, Cell]:
    about = {lang: " ".join(render(r, lang) for r in surface.remarks) for lang in ("vi", "en")}
    return {
        "layer": surface_id(surface),
        "column": "band_1",
        "type": "number",
        "unit": surface.unit,
        "name_vi": surface.name.vi,
        "name_en": surface.name.en,
        "about_vi": about["vi"],
        "about_en": about["en"],
    }


def _rows(dossier: Dossier) -> Iterator[dict[str, Cell]]:
    for layer in dossier.plan.layers.values():
        columns = columns_of(layer.kind)
        yield from (_field_row(layer.id, field) for field in columns.fields)
        yield from (_metric_row(layer.id, spec) for spec in columns.metrics)
        if columns.metrics:
            yield {**_NOTE_ROW, "layer": layer.id}
    yield from (_evidence_row(findings_id(dossier.plan), column) for column in EVIDENCE_COLUMNS)
    yield from (_surface_row(surface) for surface in drawn(dossier))


def dictionary(dossier: Dossier) -> Artefact:
    """Gives the data dictionary, in both languages whatever the dossier's."""
    rows = list(_rows(dossier))
    return Artefact("exports/data_dictionary.csv", rows, lambda: csv_bytes(COLUMNS, rows))
