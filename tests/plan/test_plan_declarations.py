"""Completeness: everything declared has texts in both languages that fit each other."""

import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from unicodedata import is_normalized

import pytest

import zoneplan
from zoneplan.checks import CHECK_RULES
from zoneplan.corners.rules import IMPORT_RULES
from zoneplan.geo.position import POSITION_NAMES
from zoneplan.io.cells.rules import CELLS_REFUSED
from zoneplan.io.packaged import packaged_indicators, packaged_regulations
from zoneplan.io.rules import READING_RULES
from zoneplan.metrics import METRICS, TABLES
from zoneplan.metrics.measure import ROLE_NAMES, Role
from zoneplan.plan.finding import SEVERITY_NAMES, Rule, Severity
from zoneplan.plan.kind import Field, Form
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.units import UNITS
from zoneplan.publish.explain import source_text
from zoneplan.text import Text

ROOMS = ("text", "errors", "geo", "kernels", "plan", "io", "checks", "metrics", "corners", "repairs")
FIELDS = [(kind.id, field) for kind in KINDS.values() for field in kind.fields]
DECLARED = (*CHECK_RULES.values(), *READING_RULES, CELLS_REFUSED, *IMPORT_RULES)
RULES: dict[str, Rule] = {rule.id: rule for rule in DECLARED}
MAY_BE_BLANK: set[str] = set()


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def assert_good(text: Text, where: str) -> None:
    for words in text:
        assert words.strip(), where
        assert words == words.strip(), where
        assert is_normalized("NFC", words), where
    assert placeholders(text.vi) == placeholders(text.en), where


def texts_in(value: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Gives every text below a module's constant."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, f"{where}[{key}]")
    elif isinstance(value, list | tuple | set | frozenset):
        for number, item in enumerate(value):
            yield from texts_in(item, f"{where}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name), f"{where}.{field.name}")


def constants() -> Iterator[tuple[str, Text]]:
    for module in pkgutil.walk_packages(zoneplan.__path__, "zoneplan."):
        if module.name.split(".")[1] in ROOMS:
            for name, value in vars(importlib.import_module(module.name)).items():
                yield from texts_in(value, f"{module.name}.{name}")


def test_every_text_of_these_floors_is_whole_in_both_languages() -> None:
    found = dict(constants())
    assert len(found) > 500, "the walk has lost its way"
    blank = {where for where, text in found.items() if not any(text)}
    assert {where for where in blank if not where.endswith(".sign")} == MAY_BE_BLANK
    for where in found.keys() - blank:
        assert_good(found[where], where)


def test_every_kind_has_names_and_the_common_fields() -> None:
    for key, kind in KINDS.items():
        assert key == kind.id
        assert_good(kind.name, key)
        assert_good(kind.about, key)
        assert kind.geometry
        ids = [f.id for f in kind.fields]
        assert len(ids) == len(set(ids)), key
        assert {
            "id",
            "name_vi",
            "name_en",
            "commune",
            "former_unit",
            "position",
            "uncertainty_m",
            "source",
        } <= set(ids)


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{k}.{f.id}" for k, f in FIELDS])
def test_every_field_is_named_and_says_what_it_holds(kind: str, field: Field) -> None:
    assert_good(field.name, kind)
    assert_good(field.about, kind)
    assert (field.form is Form.CHOICE) == bool(field.choices)
    assert (field.form is Form.REFERENCES) == bool(field.refers_to)
    assert field.refers_to in {"", "sources", "land_use_codes", *KINDS}
    assert field.unit in {"", *UNITS}
    for choice in field.choices:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", choice.id)
        assert_good(choice.name, choice.id)
        assert field.choice_name(choice.id) == choice.name
    assert field.choice_name("chưa có") == ("chưa có", "chưa có")


def test_the_design_names_these_kinds_and_choices() -> None:
    assert set(KINDS) - {"plots", "buildings", "dwellings", "basins"} == {
        "industrial_zones",
        "relocation_areas",
        "hydropower_sites",
        "communes",
        "land_use",
        "context",
    }
    wanted = {
        ("industrial_zones", "stage"): {"existing", "2021-2030", "2026-2030", "after-2030", "removed"},
        ("industrial_zones", "category"): {"KCN", "CCN", "trade_zone", "site"},
        ("relocation_areas", "role"): {"origin", "destination"},
        ("hydropower_sites", "status"): {"operating", "construction", "planned", "removed"},
        ("communes", "position"): {"surveyed", "outline", "marker", "commune_centroid"},
    }
    for (kind, name), choices in wanted.items():
        field = KINDS[kind].field(name)
        assert field is not None
        assert {c.id for c in field.choices} == choices
    assert KINDS["communes"].field("nothing") is None


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_says_what_why_and_how_to_mend(rule: Rule) -> None:
    for text in (rule.name, rule.what, rule.why, rule.remedy):
        assert_good(text, rule.id)
    for text in (rule.name, rule.why, rule.remedy):
        assert not placeholders(text.vi), f"{rule.id}: only `what` is filled in"
    assert re.fullmatch(r"[a-z][a-z0-9_]*", rule.id)
    assert rule.exit_code in {1, 3}
    assert rule.legal in {"", *packaged_regulations().thresholds}


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_has_an_example_of_what_triggers_it(rule: Rule) -> None:
    assert rule.example is not None, f"{rule.id}: write example=Text(vi, en)"
    assert_good(rule.example, rule.id)
    assert not re.search(r"\{\w*\}", rule.example.vi), f"{rule.id}: only `what` is filled in"
    assert rule.example not in {rule.what, rule.why, rule.remedy}


def test_no_two_rules_share_an_id() -> None:
    assert len(RULES) == len(DECLARED)


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_is_declared_in_full(metric: str) -> None:
    spec, _ = METRICS[metric]
    assert spec.id == metric
    for text in (spec.name, spec.formula, spec.base):
        assert_good(text, metric)
    assert spec.unit in UNITS
    assert spec.roles
    assert spec.source
    assert set(spec.needs) <= set(packaged_indicators())
    assert set(spec.layers) <= set(KINDS)
    for limit in packaged_regulations().thresholds.values():
        if limit.metric == metric:
            assert limit.unit == spec.unit, limit.id


def test_every_unit_has_a_sign_and_a_base() -> None:
    for key, unit in UNITS.items():
        assert key == unit.id
        assert UNITS[unit.base].base == unit.base
        assert UNITS[unit.base].factor == 1
        if key != "ratio":
            assert_good(unit.sign, key)


def test_every_indicator_has_names_and_a_unit() -> None:
    assert packaged_indicators()
    for key, indicator in packaged_indicators().items():
        assert key == indicator.id
        assert_good(indicator.name, key)
        assert indicator.unit in UNITS
        assert not placeholders(indicator.name.vi)


def test_every_regulation_has_names_a_unit_and_a_document() -> None:
    found = packaged_regulations()
    for limit in found.thresholds.values():
        assert_good(limit.name, limit.id)
        assert all(part.strip() for part in limit.document)
        assert limit.unit.strip()
        assert bool(limit.note.vi) == bool(limit.note.en), limit.id
        assert limit.metric in {"", *METRICS}, limit.id
    for code in found.land_use_codes.values():
        assert_good(code.name, code.code)
    for distance in found.distances.values():
        assert all(part.strip() for part in distance.document)
        assert distance.distance_m is None or distance.distance_m > 0


_VIETNAMESE = re.compile(
    r"\b(điều|khoản|điểm|mục|bảng|phụ lục|luật|nghị định|thông tư|quyết định|thông lệ|số liệu|trung quốc|theo)\b",
    re.IGNORECASE,
)


def test_citations_are_read_in_english() -> None:
    found = packaged_regulations()
    cited = [part.en for limit in found.thresholds.values() for part in (limit.document, limit.article)]
    cited += [distance.document.en for distance in found.distances.values()]
    declared = [spec.source for spec, _ in METRICS.values()] + [spec.source for spec, _ in TABLES.values()]
    sources = [source_text(source, "en") for source in declared]
    assert not [text for text in (*cited, *sources) if _VIETNAMESE.search(text)]
    assert not {"zoneplan", "standard"} & set(sources)


def test_every_enumeration_has_its_names() -> None:
    assert set(SEVERITY_NAMES) == set(Severity)
    assert set(ROLE_NAMES) == set(Role)
    for names in (SEVERITY_NAMES, ROLE_NAMES, POSITION_NAMES):
        for key, text in names.items():
            assert_good(text, str(key))
