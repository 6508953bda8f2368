"""Nothing is declared and then left alone: each measure and table is named, tested, documented and explained."""

import ast
import pkgutil
import re
import string
from pathlib import Path
from unicodedata import is_normalized, name

import pytest

import zoneplan.metrics
from support import Draft
from zoneplan.io.packaged import packaged_indicators
from zoneplan.metrics import METRICS, TABLES, Measure, MetricSpec, measure_all, tabulate_all
from zoneplan.metrics.table import TableSpec
from zoneplan.metrics.view import View
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.raster import RASTER_KINDS
from zoneplan.plan.units import UNITS
from zoneplan.publish.explain import source_text, unit_sign
from zoneplan.publish.explanation import explanation_lines, explanation_record, tell
from zoneplan.publish.families import FAMILIES, families, family_of
from zoneplan.publish.metrics_page import COMMAND, PAGES, metrics_page
from zoneplan.text import Language, Text

HERE = Path(__file__)
DECLARED: dict[str, MetricSpec | TableSpec] = {}
DECLARED.update((key, spec) for key, (spec, _) in METRICS.items())
DECLARED.update((key, spec) for key, (spec, _) in TABLES.items())
ENDINGS = {
    "pct": ("pct", "pct_per_year"),
    "ha": ("ha",),
    "bn_vnd": ("bn_vnd",),
    "MW": ("mw",),
    "GWh": ("gwh",),
    "bn_vnd_per_ha": ("ha_bn_vnd",),
}
"""How an id ends by the unit of its measure, where that is more than a word for it."""


def named_in_tests() -> set[str]:
    """Gives every word that a test of measures writes down as a string."""
    found: set[str] = set()
    for path in HERE.parent.glob("test_*.py"):
        if path.name == HERE.name:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        found |= {text for text in texts if isinstance(text, str)}
    return found


@pytest.fixture(scope="module")
def tested() -> set[str]:
    return named_in_tests()


@pytest.fixture(scope="module")
def views() -> tuple[View, View]:
    """A plan with figures, and the same without any."""
    empty = Draft()
    empty.rows = []
    return Draft().view(), empty.view()


def vietnamese(text: str) -> list[str]:
    """Gives the words of a text, names apart, that no English word is written like."""
    words = (word for word in re.findall(r"[^\W\d_]+", text) if word[0].islower() and not word.isascii())
    return [word for word in words if all(name(letter).startswith("LATIN") for letter in word)]


def assert_named(text: Text, where: str) -> None:
    for words in text:
        assert words.strip() == words, where
        assert words, where
        assert is_normalized("NFC", words), where
    fields = [sorted(f for _, f, _, _ in string.Formatter().parse(words) if f) for words in text]
    assert fields == [[], []], f"{where}: a name has no placeholders"
    if re.search(r"[a-z]{3}", text.en):  # symbols alone are the same in every language
        assert text.vi != text.en, f"{where}: is one language missing?"
    assert not vietnamese(text.en), f"{where}: {vietnamese(text.en)} in the English"


@pytest.mark.parametrize("metric", METRICS)
def test_a_measure_is_named_in_both_languages(metric: str) -> None:
    spec, _ = METRICS[metric]
    why = () if spec.at_most is None else (spec.at_most.why,)
    for text in (spec.name, spec.formula, spec.base, *why, *([spec.caveat] if spec.caveat else [])):
        assert_named(text, metric)
    assert spec.source.strip(), metric
    assert spec.decimals >= 0


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_named_in_both_languages(table: str) -> None:
    spec, _ = TABLES[table]
    assert spec.id == table
    assert_named(spec.name, table)
    assert_named(spec.about, table)
    assert spec.source.strip()
    ids = [column.id for column in spec.columns]
    assert len(ids) == len(set(ids))
    for column in spec.columns:
        assert all(words.strip() for words in column.name), column.id
        assert column.unit in {"", *UNITS}, column.id
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.id), column.id


@pytest.mark.parametrize("table", TABLES)
def test_what_a_table_tells_is_told_in_sentences(table: str) -> None:
    about = TABLES[table][0].about
    for words in about:
        assert words[0].isupper(), words
        assert words.endswith("."), words
        assert all(part[0].isupper() for part in re.split(r"(?<=[.!?]) +", words)), words
    assert len(re.findall(r"[.!?](?: |$)", about.vi)) == len(re.findall(r"[.!?](?: |$)", about.en))


@pytest.mark.parametrize("declared", DECLARED)
def test_inputs_are_those_that_a_plan_can_have(declared: str) -> None:
    spec = DECLARED[declared]
    assert re.fullmatch(r"[a-z][a-z0-9_]*", declared)
    assert set(spec.needs) <= set(packaged_indicators())
    assert set(spec.layers) <= set(KINDS)
    assert set(spec.rasters) <= set(RASTER_KINDS)


@pytest.mark.parametrize("metric", METRICS)
def test_a_unit_is_declared_and_ends_the_id(metric: str) -> None:
    spec, _ = METRICS[metric]
    assert spec.unit in UNITS
    for unit, endings in ENDINGS.items():
        if spec.unit == unit:
            assert metric.endswith(endings), metric
    for language in ("vi", "en"):
        assert unit_sign(spec.unit, language) or spec.unit == "ratio", spec.unit


def test_ids_are_not_used_twice() -> None:
    assert not METRICS.keys() & TABLES.keys()


@pytest.mark.parametrize("declared", DECLARED)
def test_a_test_measures_it(declared: str, tested: set[str]) -> None:
    assert declared in tested, f"no test in tests/metrics names {declared!r}"


def test_every_package_of_measures_is_a_family_with_a_title() -> None:
    packages = {room.name for room in pkgutil.iter_modules(zoneplan.metrics.__path__) if room.ispkg}
    assert set(FAMILIES) == packages
    told = [key for _, metrics, tables in families() for key in (*metrics, *tables)]
    assert sorted(told) == sorted([*METRICS, *TABLES])
    assert all(family_of(key).id in packages for key in METRICS)


@pytest.mark.parametrize("language", PAGES)
def test_the_committed_page_is_the_one_of_the_declarations(repo_root: Path, language: Language) -> None:
    path = repo_root / "docs" / PAGES[language]
    assert path.read_text(encoding="utf-8") == metrics_page(language), (
        f"declarations have changed; run: {COMMAND}"
    )


@pytest.mark.parametrize("language", PAGES)
def test_the_page_tells_everything_declared(language: Language) -> None:
    page = re.sub(r"\\([\\`*<>|\[\]~])", r"\1", metrics_page(language))
    entries = dict(re.findall(r"^### (\S+)\n\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL))
    assert entries.keys() == DECLARED.keys()
    for key, (spec, _) in METRICS.items():
        told = (spec.name.in_(language), spec.formula.in_(language), spec.base.in_(language))
        wanted = (
            *told,
            source_text(spec.source, language),
            unit_sign(spec.unit, language),
            *spec.needs,
            *spec.layers,
            *spec.rasters,
        )
        assert all(text in entries[key] for text in wanted), key
        assert page.count(f"| [{key}](#{key}) |") == 1
    for key, (table, _) in TABLES.items():
        columns = (f"`{column.id}`" for column in table.columns)
        wanted = (table.about.in_(language), source_text(table.source, language), *columns)
        assert all(text in entries[key] for text in wanted), key


def samples(views: tuple[View, View]) -> dict[str, list[Measure]]:
    """Gives of every measure one with a value and one without, as far as the small plans have them."""
    found: dict[str, list[Measure]] = {}
    for view in views:
        for measure in measure_all(view):
            same = found.setdefault(measure.spec.id, [])
            if all((m.value is None) != (measure.value is None) for m in same):
                same.append(measure)
    return found


def test_every_measure_is_explained(views: tuple[View, View]) -> None:
    """Formula, base and method in both languages; with a value its working, without one the reason."""
    found = samples(views)
    assert found.keys() == METRICS.keys()
    for key, measures in found.items():
        for measure in measures:
            view = views[0] if measure.value is not None else views[1]
            for language in PAGES:
                told = tell(view, measure, language)
                record = explanation_record(told, language)
                page = "\n".join(explanation_lines(told, language))
                for told_of in ("name", "formula", "base", "method"):
                    assert record[told_of], (key, told_of)
                assert record["working" if measure.value is not None else "reason"], (key, language)
                assert measure.spec.formula.in_(language) in page, key
                assert source_text(measure.spec.source, language) in page, key
                assert "{" not in page, (key, page)


def test_a_table_without_rows_says_why(views: tuple[View, View]) -> None:
    for view in views:
        for table in tabulate_all(view):
            assert bool(table.rows) != (table.reason is not None), table.spec.id
            for row in table.rows:
                assert len(row) == len(table.spec.columns), table.spec.id
