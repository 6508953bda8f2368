"""Density surfaces as files: one Cloud Optimised GeoTIFF each, and a table that says what each is made of."""

import hashlib

import numpy as np

from zoneplan.io.surface_out import cog_bytes, storable
from zoneplan.metrics.density.surface import METHOD, Surface
from zoneplan.publish.dossier import Artefact, Dossier
from zoneplan.publish.tables import Cell, csv_bytes, plain
from zoneplan.text import Language, Message, Text, render

_TOO_LARGE = Text(
    "Số liệu lớn hơn mọi mức một GeoTIFF ghi được; kiểm tra lại các số trong sổ.",
    "The figures are larger than anything a GeoTIFF can hold; check those in the ledger.",
)
TABLE = "density_surfaces"
COLUMNS = (
    "surface",
    "name_vi",
    "name_en",
    "unit",
    "bandwidth_m",
    "cell_m",
    "total",
    "total_unit",
    "as_of",
    "sources",
    "method",
    "remarks_vi",
    "remarks_en",
    "reason_vi",
    "reason_en",
)


def surface_id(surface: Surface) -> str:
    """Gives the name of the file of a surface, without its ending."""
    return f"density_{surface.id}"


def drawn(dossier: Dossier) -> tuple[Surface, ...]:
    """Gives the surfaces that become a GeoTIFF: those that have values, and none too large for it."""
    return tuple(surface for surface in dossier.surfaces if _is_drawn(surface))


def _is_drawn(surface: Surface) -> bool:
    return surface.per_km2 is not None and storable(surface.per_km2)


def surface_files(dossier: Dossier) -> tuple[Artefact, ...]:
    """Gives a GeoTIFF of every surface that can be drawn, and the table of all of them."""
    rows = [surface_row(dossier, surface) for surface in dossier.surfaces]
    table = Artefact(f"exports/{TABLE}.csv", rows, lambda: csv_bytes(COLUMNS, rows))
    return (*(_tiff(dossier, surface) for surface in drawn(dossier)), *((table,) if rows else ()))


def surface_row(dossier: Dossier, surface: Surface) -> dict[str, Cell]:
    """Gives what there is to know of a surface beside its values, in both languages."""
    shown = _is_drawn(surface)
    return {
        "surface": surface_id(surface),
        "name_vi": surface.name.vi,
        "name_en": surface.name.en,
        "unit": surface.unit,
        "bandwidth_m": plain(surface.bandwidth_m),
        "cell_m": plain(surface.cell_m),
        "total": plain(surface.mass) if shown else None,
        "total_unit": surface.mass_unit,
        "as_of": surface.as_of,
        "sources": ";".join(_sources(dossier, surface)),
        "method": METHOD,
        "remarks_vi": _remarks(surface, "vi"),
        "remarks_en": _remarks(surface, "en"),
        "reason_vi": "" if shown else _reason(surface, "vi"),
        "reason_en": "" if shown else _reason(surface, "en"),
    }


def _reason(surface: Surface, language: Language) -> str:
    return render(surface.reason or Message.of(_TOO_LARGE), language)


def _remarks(surface: Surface, language: Language) -> str:
    return " ".join(render(remark, language) for remark in surface.remarks)


def _sources(dossier: Dossier, surface: Surface) -> tuple[str, ...]:
    rasters = (source for key in surface.rasters for source in dossier.plan.rasters[key].source_ids)
    figures = (source for figure in surface.figures for source in figure.sources)
    return tuple(dict.fromkeys((*figures, *rasters)))


def _tiff(dossier: Dossier, surface: Surface) -> Artefact:
    values, transform = surface.per_km2, surface.transform
    if values is None or transform is None:
        raise ValueError(surface.id)
    row = surface_row(dossier, surface)
    digest = hashlib.sha256(np.ascontiguousarray(values, dtype="<f4").tobytes()).hexdigest()
    tags = {key: "" if value is None else str(value) for key, value in row.items()}
    name = dossier.say(surface.name)
    model = [surface.crs, list(transform), list(values.shape), row, name, digest]
    return Artefact(
        f"exports/{surface_id(surface)}.tif",
        model,
        lambda: cog_bytes(values, transform, surface.crs, name=name, unit=surface.unit, tags=tags),
    )
