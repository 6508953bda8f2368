"""Themes as JSON."""

from collections.abc import Mapping, Sequence
from functools import partial

from zoneplan.metrics import METRICS
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.explain import threshold_text, unit_sign
from zoneplan.publish.maps.model.columns import Json
from zoneplan.publish.maps.model.legend import Entry, full_name
from zoneplan.publish.maps.model.painted import Painted, Whole
from zoneplan.publish.maps.model.palette import Fill, Looks, Painter, sample
from zoneplan.publish.maps.model.said import each, said
from zoneplan.publish.maps.model.style import BASE, OUTLINED, Shape
from zoneplan.publish.maps.model.words import NO_FIGURE
from zoneplan.text import Text

_NO_VALUES = Text("Sổ chưa có số liệu của riêng nơi nào.", "The ledger has no figures of single places.")


def plain_left_out(found: Painted) -> dict[str, Json]:
    """Gives a theme that has nothing to show, and what is known of the whole instead."""
    wholes: list[Json] = [_plain_whole(whole) for whole in found.wholes]
    return {"id": found.theme.id, "name": said(found.theme.name), "why": said(_NO_VALUES), "wholes": wholes}


def _plain_whole(whole: Whole) -> dict[str, Json]:
    return {"name": said(whole.name), "text": said(whole.text), "date": said(whole.date)}


def plain_status(found: Painted, legend: Sequence[Entry], painter: Painter) -> dict[str, Json]:
    """Gives the theme of states as JSON."""
    classes: list[Json] = [
        {
            "name": said(full_name(entry)),
            "layer": entry.layer,
            "variant": painter.variants[entry.layer].index(entry.variant),
            "state": entry.state.value,
            "forms": [form.value for form in entry.forms],
            "look": painter.palette.number(entry.style),
            **({"whole": said(entry.name), "part": said(entry.part)} if entry.part else {}),
        }
        for entry in legend
    ]
    return _plain_head(found, list(painter.variants)) | {"classes": classes}


def plain_theme(found: Painted, painter: Painter) -> dict[str, Json]:
    """Gives a theme of classes or categories as JSON."""
    layers = [layer for layer in found.theme.layers if layer in painter.variants]
    fills = [Fill(one.fill, one.hatch) for one in found.classes]
    shape = _shape(layers[0], painter)
    classes: list[Json] = [
        {
            "code": code,
            "name": said(one.name),
            "from": one.low,
            "to": one.high,
            "fill": one.fill,
            "hatch": " ".join(one.hatch),
            "look": painter.palette.number(sample(shape, fill)),
        }
        for code, one, fill in zip(found.codes, found.classes, fills, strict=True)
    ]
    none: dict[str, Json] = {
        "name": said(NO_FIGURE),
        "look": painter.palette.number(sample(shape, None)),
    }
    looks = _plain_looks(painter.classes(layers, fills))
    rest: dict[str, Json] = {"classes": classes, "none": none, "looks": looks}
    return _plain_head(found, layers) | rest | _plain_values(found)


def _shape(layer: str, painter: Painter) -> Shape:
    """Gives the shape that classes of a layer are shown by: that of its outlines where it has any, else its sign."""
    forms = {form for (of, _), drawn in painter.found.forms.items() if of == layer for form in drawn}
    outlined = not OUTLINED.isdisjoint(forms)
    return Shape.AREA if outlined or (layer, "") not in BASE else BASE[layer, ""].shape


def _plain_values(found: Painted) -> dict[str, Json]:
    return {
        "places": [value.place for value in found.values],
        "codes": [value.code for value in found.values],
        "values": [value.number for value in found.values],
        "texts": [said(value.text) for value in found.values],
        "dates": [said(value.date) for value in found.values],
        "limits": [_plain_limit(threshold) for threshold in found.limits],
        "wholes": [_plain_whole(whole) for whole in found.wholes],
    }


def _plain_head(found: Painted, layers: Sequence[str]) -> dict[str, Json]:
    theme = found.theme
    spec = METRICS[theme.metric][0] if theme.metric else None
    unit = each(partial(unit_sign, spec.unit)) if spec else Text("", "")
    return {
        "id": theme.id,
        "name": said(theme.name),
        "about": said(theme.about),
        "unit": said(unit),
        "kind": theme.kind.value,
        "metric": theme.metric,
        "layers": list(layers),
        "classes": [],
        "none": None,
        "looks": {},
        "places": [],
        "codes": [],
        "values": [],
        "texts": [],
        "dates": [],
        "limits": [],
        "wholes": [],
        "method": said(found.method),
        "note": said(found.note),
    }


def _plain_looks(looks: Mapping[str, list[list[Looks]]]) -> dict[str, Json]:
    return {
        layer: [
            [{state: dict(forms) for state, forms in one.items()} for one in classes] for classes in variants
        ]
        for layer, variants in looks.items()
    }


def _plain_limit(threshold: Threshold) -> dict[str, Json]:
    return {
        "value": threshold.value,
        "value_high": threshold.value_high,
        "comparison": threshold.comparison,
        "name": said(threshold.name),
        "text": said(each(partial(threshold_text, threshold))),
        "judges": threshold.comparison != "info",
        "verified": threshold.verified,
    }
