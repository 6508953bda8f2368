"""How land is divided: every code has its place, every line of a balance one class."""

import pytest

from zoneplan.io.packaged import packaged_indicators, packaged_regulations
from zoneplan.plan.land import (
    CLASSES,
    NOW,
    OF_WHICH,
    PARTS,
    PLANNED_2030,
    TOTAL,
    class_of,
    group_of,
    land_indicator,
    lineage,
)
from zoneplan.plan.regulations import LandUseCode
from zoneplan.text import Text

CODES = packaged_regulations().land_use_codes
COASTAL = {"MVB", "MVT", "MVR", "MVK"}
"""Coastal waters are a group of their own; there are none inland."""


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("LUC", ("LUC", "LUA", "CHN", "NNP")),
        ("RSN", ("RSN", "RSX", "LNP", "NNP")),
        ("SKK", ("SKK", "SCC", "CSK", "PNN")),
        ("DKV", ("DKV", "CCC", "PNN")),
        ("MNC", ("MNC", "TVC", "PNN")),
        ("DCS", ("DCS", "CSD")),
        ("NNP", ("NNP",)),
        ("XYZ", ()),
        ("", ()),
    ],
)
def test_the_groups_above_a_code(code: str, above: tuple[str, ...]) -> None:
    assert lineage(code, CODES) == above


def test_every_code_that_counts_belongs_to_one_of_three_groups() -> None:
    for code, row in CODES.items():
        if row.counted and code not in COASTAL:
            assert lineage(code, CODES)[-1] in {"NNP", "PNN", "CSD"}, code
    assert {code for code, row in CODES.items() if not row.counted} == {"CNC", "KKT"}


def test_every_group_is_a_code() -> None:
    assert {row.parent for row in CODES.values()} - {""} <= set(CODES)


def test_codes_in_a_ring_come_to_an_end() -> None:
    ring = {
        key: LandUseCode(key, Text(key, key), None, (), verified=False, mark="", parent=parent)
        for key, parent in (("A", "B"), ("B", "A"))
    }
    assert set(lineage("A", ring)) == {"A", "B"}


@pytest.mark.parametrize(
    ("labels", "group"),
    [
        (("SKK",), "PNN"),
        (("ONT", "ODT"), "PNN"),
        (("ONT", "CLN"), ""),
        (("XYZ",), ""),
        ((), ""),
        (("LUC",), "NNP"),
    ],
)
def test_the_top_group_of_land(labels: tuple[str, ...], group: str) -> None:
    assert group_of(labels, CODES) == group


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        (("LUC",), "agriculture"),
        (("RSX",), "forest"),
        (("RSX", "RPH"), "forest"),
        (("RSX", "CLN"), None),
        (("ONT",), "residential"),
        (("SKK",), "production"),
        (("DGT",), "public"),
        (("CQP",), "offices"),
        (("SON",), "other"),
        (("BCS",), "unused"),
        (("NNP",), None),
        (("PNN",), None),
        (("CDG",), None),
        (("XYZ",), None),
        ((), None),
    ],
)
def test_the_class_of_land(labels: tuple[str, ...], name: str | None) -> None:
    place = class_of(labels, CODES)
    assert (None if place is None else CLASSES[place].id) == name


def test_no_code_and_no_line_belongs_to_two_classes() -> None:
    for field in ("codes", "lines"):
        every = [item for one in CLASSES for item in getattr(one, field)]
        assert len(every) == len(set(every))
    assert {code for one in CLASSES for code in one.codes} <= set(CODES)


def test_the_classes_have_every_line_of_the_balance_once() -> None:
    lines = {line for one in CLASSES for line in one.lines}
    assert lines == {*PARTS["nnp"], *PARTS["pnn"], "csd"}


@pytest.mark.parametrize("tail", [NOW, PLANNED_2030])
def test_every_line_of_a_balance_is_an_indicator(tail: str) -> None:
    lines = {TOTAL, *(part for parts in (*PARTS.values(), *OF_WHICH.values()) for part in parts)}
    assert {land_indicator(line, tail) for line in lines} <= set(packaged_indicators())
