"""The legend of the theme of states: what each look means, and how the forms of places are read."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zoneplan.plan.horizons import STATE_NAMES, State
from zoneplan.plan.plan import Plan
from zoneplan.publish.maps.model.layers import LAYERS
from zoneplan.publish.maps.model.palette import Drawn
from zoneplan.publish.maps.model.places import Place
from zoneplan.publish.maps.model.style import OUTLINED, Form, Shape, Style, look
from zoneplan.text import Text

FORM_NAMES = {
    Form.OUTLINE: Text("Ranh giới đã đo đạc", "Surveyed outline"),
    Form.PROVISIONAL: Text(
        "Ranh giới tạm, có thể lệch: gạch chéo thưa", "Provisional outline: sparse hatching"
    ),
    Form.PART: Text("Một phần của khu khác: chỉ vẽ viền", "Part of another zone: edge only"),
    Form.LINE: Text("Đường, sông", "Line"),
    Form.CIRCLE: Text("Chưa có ranh giới: vòng tròn đúng diện tích", "No outline yet: a circle of its area"),
    Form.CIRCLE_CENTROID: Text(
        "Chưa có ranh giới, đặt tại tâm xã: vòng chấm", "No outline, at the commune centroid: dotted circle"
    ),
    Form.SIGN: Text("Ký hiệu đặc: vị trí đã công bố", "Full sign: published position"),
    Form.SIGN_CENTROID: Text("Ký hiệu rỗng: đặt tại tâm xã", "Hollow sign: at the commune centroid"),
    Form.NAME: Text("Chỉ ghi tên, nơi ghi là phỏng chừng", "A name alone, roughly placed"),
}
"""How each form is read."""

_E, _M, _B, _P, _W = State.EXISTING, State.MAYBE, State.BUILDING, State.PLANNED, State.WITHDRAWN
ENTRY_NAMES: Mapping[tuple[str, str, State], Text] = {
    ("zones", "", _E): Text("Khu, cụm hiện có", "Existing zones"),
    ("zones", "", _M): Text("Khu, cụm có thể đã có", "Zones possibly there"),
    ("zones", "", _B): Text("Khu, cụm đã lập, chưa cho thuê", "Zones founded, no land leased yet"),
    ("zones", "", _P): Text("Khu, cụm theo quy hoạch", "Planned zones"),
    ("zones", "", _W): Text("Khu, cụm đưa ra khỏi quy hoạch", "Zones withdrawn from the plan"),
    ("hydropower", "", _E): Text("Thủy điện đang vận hành", "Hydropower, operating"),
    ("hydropower", "", _M): Text("Thủy điện có thể đã có", "Hydropower, possibly there"),
    ("hydropower", "", _B): Text("Thủy điện đang xây dựng", "Hydropower, under construction"),
    ("hydropower", "", _P): Text("Thủy điện theo quy hoạch", "Hydropower, planned"),
    ("hydropower", "", _W): Text("Thủy điện đưa ra khỏi quy hoạch", "Hydropower, withdrawn"),
    ("relocation", "origin", _E): Text("Nơi phải di dời", "People must leave"),
    ("relocation", "destination", _E): Text("Nơi tái định cư", "People arrive"),
    ("relocation", "destination", _M): Text(
        "Nơi tái định cư có thể đã có", "People arrive, possibly by then"
    ),
    ("relocation", "destination", _P): Text("Nơi tái định cư theo quy hoạch", "People are to arrive"),
    ("disaster", "origin", _E): Text("Nơi phải di dời vì thiên tai", "People must leave (disaster)"),
    ("disaster", "destination", _E): Text("Tái định cư vùng thiên tai", "Disaster resettlement"),
    ("disaster", "destination", _P): Text(
        "Tái định cư vùng thiên tai theo quy hoạch", "Disaster resettlement, planned"
    ),
}
"""The names of what has one of its own, by layer, variant and state; other things are named by layer and state."""

_SPLIT: Mapping[str, tuple[tuple[frozenset[Form], Text], ...]] = {
    "hydropower": (
        (frozenset({Form.SIGN}), Text("vị trí công bố", "published position")),
        (frozenset({Form.SIGN_CENTROID}), Text("theo tâm xã", "commune centroid")),
    ),
}
"""Layers that are counted apart by how well the position is known."""
_PART = Text("{name}, {part}", "{name}, {part}")
_STATED = Text("{name}: {state}", "{name}: {state}")
_CODED = Text("{code} – {name}", "{code} – {name}")
_REGIONS = Text("Tên vùng, không có ký hiệu", "Names of regions, without a sign")
_BY_PEOPLE = Text("Xã, phường, to theo số dân", "Communes, sized by population")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: the places of a layer, a variant and a state, in some forms or in all.

    Attributes:
        name: What its places are.
        part: What tells them from others that are the same thing; nothing where there is no such line.
        layer: Their layer.
        variant: Their variant.
        state: Their state.
        forms: The forms that they are drawn in.
        style: What the line shows of them.
    """

    name: Text
    part: Text | None
    layer: str
    variant: str
    state: State
    forms: tuple[Form, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Reading:
    """How a form of drawing is read, with a sample and how many places have it."""

    form: Form
    name: Text
    style: Style
    count: int


def entries(plan: Plan, found: Drawn) -> tuple[Entry, ...]:
    """Gives the lines of the legend, in the order of layers and states."""
    order = {rule.id: number for number, rule in enumerate(LAYERS)}
    keys = sorted(
        found.forms, key=lambda key: (order[key[0]], -_ROLES.index(key[1]) if key[1] in _ROLES else 0, key[1])
    )
    return tuple(entry for layer, variant in keys for entry in _of_layer(plan, found, layer, variant))


_ROLES = ("destination", "origin")


def _of_layer(plan: Plan, found: Drawn, layer: str, variant: str) -> Iterator[Entry]:
    codes = plan.regulations.land_use_codes
    forms = found.forms[layer, variant]
    for state in found.states[layer, variant]:
        name = entry_name(plan, layer, variant, state, forms)
        for some, part in _SPLIT.get(layer, ((frozenset(forms), None),)):
            those = tuple(form for form in forms if form in some)
            if those:
                style = look(layer, variant, state, those[0], codes)
                sample = replace(style, shape=Shape.AREA) if those[0] in OUTLINED else style
                yield Entry(name, part, layer, variant, state, those, sample)


def full_name(entry: Entry) -> Text:
    """Gives the name of a line that stands alone."""
    if entry.part is None:
        return entry.name
    return Text(*(text.format(name=entry.name[i], part=entry.part[i]) for i, text in enumerate(_PART)))


def entry_name(plan: Plan, layer: str, variant: str, state: State, forms: Sequence[Form]) -> Text:
    """Gives the name of a line of the legend; communes with outlines are not drawn by how many people they have."""
    if tuple(forms) == (Form.NAME,):
        return _REGIONS
    if (layer, variant, state) in ENTRY_NAMES:
        return ENTRY_NAMES[layer, variant, state]
    code = plan.regulations.land_use_codes.get(variant)
    if layer == "communes" and OUTLINED.isdisjoint(forms):
        name = _BY_PEOPLE
    elif variant and variant not in _ROLES:
        named = code.name if code else Text("?", "?")
        name = Text(*(text.format(code=variant, name=named[i]) for i, text in enumerate(_CODED)))
    else:
        name = next(rule.name for rule in LAYERS if rule.id == layer)
    if state is State.EXISTING:
        return name
    stated = STATE_NAMES[state]
    return Text(*(text.format(name=name[i], state=stated[i]) for i, text in enumerate(_STATED)))


def _read(place: Place) -> bool:
    """Tells whether the form of a place means something in its layer: a commune's disc is no boundary and no sign."""
    return place.layer.signs and place.form is not Form.LINE


def readings(plan: Plan, places: Sequence[Place]) -> tuple[Reading, ...]:
    """Gives how the forms are read that say how well something is known; each is shown by its most frequent look."""
    codes = plan.regulations.land_use_codes
    shown: dict[Form, Counter[tuple[str, str, State]]] = {}
    for place in filter(_read, places):
        shown.setdefault(place.form, Counter())[place.layer.id, place.variant, place.states[-1]] += 1
    found = []
    for form in Form:
        if form in shown:
            (layer, variant, state), _ = shown[form].most_common(1)[0]
            found.append(
                Reading(form, FORM_NAMES[form], look(layer, variant, state, form, codes), shown[form].total())
            )
    return tuple(found)
