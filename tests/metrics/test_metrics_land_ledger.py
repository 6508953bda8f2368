"""The official balance of land: by hand on small balances, and Lào Cai's worked out again from the file."""

import csv
import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.land_drafts import cells, tabulate, words
from support import Draft, Row
from zoneplan.metrics import TABLES, evaluate, tabulate_all
from zoneplan.metrics.land_use.lines import land_subjects
from zoneplan.metrics.view import View
from zoneplan.plan.land import CLASSES, PARTS
from zoneplan.plan.plan import Plan

SMALL = {"total": 100, "nnp": 60, "pnn": 30, "csd": 10, "lua": 40, "luc": 25}
LINES = {
    "total": 1000,
    "nnp": 600,
    "lua": 100,
    "cln": 50,
    "other_agricultural": 50,
    "rdd": 100,
    "rph": 100,
    "rsx": 200,
    "pnn": 300,
    "ont": 40,
    "odt": 10,
    "tsc": 5,
    "cqp": 5,
    "can": 5,
    "dsn": 5,
    "csk": 100,
    "skk": 60,
    "skn": 20,
    "tmd": 10,
    "skc": 5,
    "sks": 5,
    "ccc": 100,
    "ton": 5,
    "ntd": 5,
    "other_non_agricultural": 20,
    "csd": 100,
}
"""A balance that adds up; classes: 200 farming, 400 forest, 50 housing, 20 offices, 100 business, 100 public, 30, 100."""


def balance(
    lines: Mapping[str, float], when: str = "2024", tail: str = "_ha", subject: str = "TEST"
) -> list[Row]:
    return [Row(subject, f"land_{line}{tail}", value, when) for line, value in lines.items()]


def ledger(*parts: list[Row]) -> Draft:
    draft = Draft()
    draft.rows = [row for rows in parts for row in rows]
    return draft


def table(draft: Draft) -> dict[tuple[object, object], list[object]]:
    """Gives the rows of the table by year and code or name, from the level on."""
    return {(row[2], row[5] or row[6]): row[4:] for row in cells(tabulate(draft, "land_ledger"))}


def test_a_small_balance_by_hand() -> None:
    found = table(ledger(balance(SMALL)))
    assert {key[1]: (row[0], row[3], row[4]) for key, row in found.items()} == {
        "Total natural area": (0, 100, 100.0),
        "NNP": (1, 60, 60.0),
        "LUA": (2, 40, 40.0),
        "LUC": (3, 25, 25.0),
        "PNN": (1, 30, 30.0),
        "CSD": (1, 10, 10.0),
    }
    assert found["2024", "LUC"][2] == "of which: Wet-rice land (2+ crops) (LUC)"


def test_change_is_that_since_the_date_before() -> None:
    later = {"total": 100, "nnp": 50, "pnn": 45, "csd": 5}
    plan = {"total": 100, "nnp": 40, "pnn": 58, "csd": 2}
    rows = [balance(SMALL, "2020"), balance(later, "2024-12-31"), balance(plan, "2025", "_plan_2030_ha")]
    found = table(ledger(*rows))
    assert found["2020", "NNP"][5:] == [None, None]
    assert found["2024", "NNP"][5:] == [-10, pytest.approx(-10 / 60 * 100)]
    assert found["plan 2030", "PNN"][5:] == [13, pytest.approx(13 / 45 * 100)]
    assert ("2024", "LUA") not in found


def test_what_a_group_has_more_or_less_than_its_parts_stands_beside_them() -> None:
    """The parts of a hundred hectares are 96: 4 ha and 4.00 per cent are left."""
    short = {"total": 100, "nnp": 60, "pnn": 30, "csd": 6}
    found = tabulate(ledger(balance(short)), "land_ledger")
    rest = next(row for row in cells(found) if row[6] == "Difference: the group less its parts")
    assert (rest[4], rest[7], rest[8]) == (1, 4, 4.0)
    assert "parts of Total natural area add up to 96 ha" in words(found)
    over = tabulate(ledger(balance(short | {"csd": 13})), "land_ledger")
    rest = next(row for row in cells(over) if row[6] == "Difference: the group less its parts")
    assert (rest[7], rest[8]) == (-3, -3.0)


def test_a_difference_that_rounding_explains_is_no_fault() -> None:
    """Four figures rounded to hectares may be 2 ha apart, not 3."""
    for csd, doubtful in ((8, False), (7, True)):
        found = tabulate(ledger(balance(SMALL | {"csd": csd})), "land_ledger")
        assert ("more than rounding" in words(found)) is doubtful
    planned = tabulate(ledger(balance(SMALL | {"csd": 8}, "2025", "_plan_2030_ha")), "land_ledger")
    assert "more than rounding" not in words(planned)


def test_exchanged_figures_are_named_and_kept() -> None:
    """The unused land of 2020, 10 ha, and of 2024, 40 ha, stand in each other's year."""
    first = {"total": 100, "nnp": 60, "pnn": 30, "csd": 40}
    last = {"total": 100, "nnp": 40, "pnn": 20, "csd": 10}
    found = tabulate(ledger(balance(first, "2020"), balance(last, "2024")), "land_ledger")
    assert (
        "the figures of Unused land (group) (CSD) for 2020 (40 ha) and 2024 (10 ha) look exchanged"
        in words(found)
    )
    assert table(ledger(balance(first, "2020"), balance(last, "2024")))["2020", "CSD"][3] == 40
    unlike = balance(last | {"csd": 25}, "2024")
    assert "exchanged" not in words(tabulate(ledger(balance(first, "2020"), unlike), "land_ledger"))


def test_without_a_total_there_is_no_balance() -> None:
    rows = [r for r in balance(SMALL) if r.indicator != "land_total_ha"]
    for name in ("land_ledger", "province_land"):
        found = tabulate(ledger(rows), name)
        assert not found.rows
        assert "land_total_ha" in words(found)
    nothing = table(ledger(balance(SMALL | {"total": 0})))
    assert all(row[4] is None for row in nothing.values()), "shares of nothing"


def test_every_subject_with_a_total_has_its_balance() -> None:
    draft = ledger(balance(SMALL), balance(SMALL, subject="KCN_A"), balance(SMALL, subject="STRANGER"))
    assert [s.id for s in land_subjects(draft.view())] == ["TEST", "KCN_A", "STRANGER"]
    assert {row[0] for row in cells(tabulate(draft, "land_ledger"))} == {"TEST", "KCN_A", "STRANGER"}
    assert {row[0] for row in cells(tabulate(draft, "province_land"))} == {"TEST", "KCN_A", "STRANGER"}


def test_later_figures_are_not_known_yet() -> None:
    draft = ledger(balance(SMALL, "2020"), balance(SMALL, "2024"))
    for row in draft.rows:
        row.source = "UNDATED"
    plan = draft.plan()
    spec, fill = TABLES["land_ledger"]
    view = View(plan, date(2022, 1, 1))
    assert {row[2] for row in cells(fill(view, spec))} == {"2020"}


@settings(max_examples=50)
@given(
    st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
    st.integers(-1000, 1000),
    st.lists(st.integers(0, 10**6), min_size=5, max_size=5),
)
def test_shares_add_up_exactly(groups: list[int], more: int, business: list[int]) -> None:
    """Whatever the figures: groups and difference make 100.00, parts and difference the share of their group."""
    total = sum(groups) + more
    lines = dict(zip(("nnp", "pnn", "csd"), groups, strict=True)) | {"total": total}
    lines |= dict(zip(PARTS["csk"], business, strict=True)) | {"csk": sum(business)}
    if total <= 0 or not any(groups):
        return
    rows = cells(tabulate(ledger(balance({k: float(v) for k, v in lines.items()})), "land_ledger"))
    top = [row for row in rows if row[4] == 1]
    assert sum(round(float(str(row[8])) * 100) for row in top) == 10_000
    found = {row[5] or row[6]: row for row in rows}
    assert found["Total natural area"][8] == 100
    for row in rows:
        assert float(str(row[8])) == pytest.approx(
            float(str(row[7])) / total * 100, abs=0.0101 + abs(more) / total
        )


def test_industrial_land_of_the_province_by_hand() -> None:
    draft = ledger(balance(LINES), balance(LINES | {"skk": 160}, "2025", "_plan_2030_ha"))
    found = draft.measure("province_industrial_land_pct", "TEST")
    assert found.value == pytest.approx((60 + 20) / 1000 * 100)
    assert (found.low, found.high) == pytest.approx((79 / 1000.5 * 100, 81 / 999.5 * 100))
    assert found.as_of == "2024"
    planned = draft.measure("province_industrial_land_2030_pct", "TEST")
    assert planned.value == pytest.approx((160 + 20) / 1000 * 100)


@pytest.mark.parametrize("line", ["skk", "skn", "total"])
def test_a_missing_line_leaves_the_industrial_share_open(line: str) -> None:
    found = ledger(balance({k: v for k, v in LINES.items() if k != line})).measure(
        "province_industrial_land_pct", "TEST"
    )
    assert found.value is None
    assert f"land_{line}_ha" in words(found)
    zero = ledger(balance(LINES | {"total": 0})).measure("province_industrial_land_pct", "TEST")
    assert zero.value is None


def test_another_place_that_has_a_balance_is_named() -> None:
    draft = ledger(balance(LINES, subject="KCN_A"))
    for metric in ("province_industrial_land_pct", "land_use_entropy", "land_use_hhi"):
        found = draft.measure(metric, "TEST")
        assert found.value is None
        assert "has the land balance of: Zone KCN_A" in words(found)


def test_mix_of_the_province_by_hand() -> None:
    shares = [0.2, 0.4, 0.05, 0.02, 0.1, 0.1, 0.03, 0.1]
    draft = ledger(balance(LINES))
    entropy = draft.measure("land_use_entropy", "TEST")
    assert entropy.value == pytest.approx(-sum(p * math.log(p) for p in shares) / math.log(8))
    hhi = draft.measure("land_use_hhi", "TEST")
    assert hhi.value == pytest.approx(sum(p * p for p in shares))
    for found in (entropy, hhi):
        assert found.low is not None
        assert found.high is not None
        assert found.low < (found.value or 0) < found.high
        assert len(found.figures) == 18 + 1
        assert "add up to" not in words(found)


def test_mix_tells_that_the_classes_do_not_add_up() -> None:
    found = ledger(balance(LINES | {"total": 1100})).measure("land_use_hhi", "TEST")
    assert "add up to 1,000 ha, the total area is given as 1,100 ha" in words(found)


@pytest.mark.parametrize("line", sorted({line for one in CLASSES for line in one.lines}))
def test_a_missing_line_leaves_the_mix_open(line: str) -> None:
    found = ledger(balance({k: v for k, v in LINES.items() if k != line})).measure("land_use_hhi", "TEST")
    assert found.value is None
    assert f"land_{line}_ha" in words(found)


def test_a_province_without_land_has_no_mix() -> None:
    found = ledger(balance(dict.fromkeys(LINES, 0))).measure("land_use_entropy", "TEST")
    assert found.value is None
    assert "0 ha" in words(found)


@settings(max_examples=25)
@given(st.lists(st.integers(1, 1000), min_size=18, max_size=18), st.floats(-0.5, 0.5), st.integers(0, 17))
def test_bounds_hold_the_mix_of_what_was_rounded(areas: list[int], off: float, at: int) -> None:
    names = [line for one in CLASSES for line in one.lines]
    found = ledger(balance(dict(zip(names, map(float, areas), strict=True)))).measure("land_use_hhi", "TEST")
    exact = dict(zip(names, map(float, areas), strict=True))
    exact[names[at]] += off
    sums = [sum(exact[line] for line in one.lines) for one in CLASSES]
    true = sum((s / sum(sums)) ** 2 for s in sums)
    assert found.low is not None
    assert found.high is not None
    assert found.low - 1e-9 <= true <= found.high + 1e-9


def published(repo_root: Path, when: str, tail: str) -> dict[str, float]:
    with (repo_root / "layers/indicators.csv").open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["subject"] == "LAO_CAI_MERGED" and r["as_of"] == when]
    named = {r["indicator"]: float(r["value"]) for r in rows if r["indicator"].startswith("land_")}
    keys = [k for k in named if k.endswith(tail) and (tail != "_ha" or not k.endswith("_plan_2030_ha"))]
    return {k.removeprefix("land_").removesuffix(tail): named[k] for k in keys}


def test_lao_cai_after_the_merger(repo_root: Path, lao_cai: Plan) -> None:
    view = View(lao_cai)
    merged = next(s for s in land_subjects(view) if s.id == "LAO_CAI_MERGED")
    now, plan = (published(repo_root, *key) for key in (("2024-12-31", "_ha"), ("2026-06", "_plan_2030_ha")))
    for metric, lines, share in (
        ("province_industrial_land_pct", now, 0.114),
        ("province_industrial_land_2030_pct", plan, 0.467),
    ):
        found = evaluate(view, metric, merged)
        assert found.value == pytest.approx((lines["skk"] + lines["skn"]) / lines["total"] * 100)
        assert found.value == pytest.approx(share, abs=0.0005)
    sums = [sum(now[line] for line in one.lines) for one in CLASSES]
    hhi = evaluate(view, "land_use_hhi", merged)
    assert hhi.value == pytest.approx(sum((s / sum(sums)) ** 2 for s in sums))
    own = evaluate(view, "province_industrial_land_pct", view.province)
    assert own.value is None
    assert "land_skk_ha" in words(own)


def test_the_balance_of_lao_cai(repo_root: Path, lao_cai: Plan) -> None:
    view = View(lao_cai)
    spec, fill = TABLES["land_ledger"]
    found = fill(view, spec)
    rows = [row for row in cells(found) if row[0] == "LAO_CAI_MERGED"]
    for when, key in (
        ("2020", ("2020", "_ha")),
        ("2024", ("2024-12-31", "_ha")),
        ("plan 2030", ("2026-06", "_plan_2030_ha")),
    ):
        lines = published(repo_root, *key)
        shown = [row for row in rows if row[2] == when]
        assert {row[7] for row in shown} >= set(lines.values())
        top = [row for row in shown if row[4] == 1]
        assert sum(round(float(str(row[8])) * 100) for row in top) == 10_000
        assert [row[7] for row in top if row[5]] == [lines["nnp"], lines["pnn"], lines["csd"]]
    assert len(found.figures) == 3 * 40
    told = words(found)
    assert (
        "the figures of Remaining non-agricultural land for 2024 (35,213 ha) and plan 2030 (36,719 ha)"
        in told
    )
    assert "the parts of Public-purpose land (group) (CCC) add up to 23,444 ha" in told


@pytest.mark.parametrize("value", [-5.0, 1e300, 1e308, 1.7e308])
def test_lines_beyond_all_measure_have_no_shares(value: float) -> None:
    draft = Draft().row("TEST", "land_total_ha", 1000, "2024")
    draft.row("TEST", "land_nnp_ha", 700, "2024").row("TEST", "land_skk_ha", value, "2024")
    tables = {table.spec.id: table for table in tabulate_all(draft.view())}
    rows = tables["land_ledger"].rows
    assert rows
    shares = [i for i, column in enumerate(tables["land_ledger"].spec.columns) if "share" in column.id]
    assert shares
    assert all(row[i] is None for row in rows for i in shares)
