"""Completeness: every word of the map's model stands in both languages, in accented NFC."""

import ast
import importlib
import inspect
import pkgutil
import re
import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from unicodedata import is_normalized

import pytest

import zoneplan.publish.maps.model as room
from map_models import Written
from zoneplan.publish.maps.model.words import MOST_LABEL, shortened
from zoneplan.text import Language, Text

MODULES = [module.name for module in pkgutil.iter_modules(room.__path__)]


def texts_in(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


def declared(source: str) -> set[str]:
    """Gives the names to which a module assigns."""
    targets = [
        target
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("name", MODULES)
def test_every_text_is_in_both_languages(name: str) -> None:
    module = importlib.import_module(f"{room.__name__}.{name}")
    for constant in declared(inspect.getsource(module)) - {"_SHORTER"}:
        for text in texts_in(getattr(module, constant)):
            assert text.vi.strip(), text
            assert text.en.strip(), text
            assert all(is_normalized("NFC", words) for words in text)
            assert placeholders(text.vi) == placeholders(text.en), text


@pytest.mark.parametrize(
    ("name", "language", "label"),
    [
        ("Khu công nghiệp Võ Lao (giai đoạn 1 và 2)", "vi", "KCN Võ Lao"),
        ("Cụm công nghiệp Sơn Mãn", "vi", "CCN Sơn Mãn"),
        ("Thủy điện Cốc San Hạ", "vi", "TĐ Cốc San Hạ"),
        ("Xã Gia Phú", "vi", "Gia Phú"),
        ("Tằng Loỏng Industrial Zone", "en", "Tằng Loỏng IZ"),
    ],
)
def test_labels_are_short(name: str, language: Language, label: str) -> None:
    assert shortened(name, language) == label


def test_a_very_long_name_is_cut_in_its_label() -> None:
    label = shortened("Khu công nghiệp " + "Đ" * 300, "vi")
    assert len(label) == MOST_LABEL
    assert label.startswith("KCN ĐĐĐ")
    assert label.endswith("…")


def test_a_number_below_nought_has_one_sign_everywhere(lao_cai_map: Written) -> None:
    """A hyphen as the page's own numbers have it; the longer minus only stands between two numbers of a working."""
    texts = [text for text in lao_cai_map.texts() if isinstance(text, str)]
    assert any(re.search(r"(^|[^\w.,/–-])-\d", text) for text in texts)
    assert [text for text in texts if re.search(r"\N{MINUS SIGN}\d", text)] == []
