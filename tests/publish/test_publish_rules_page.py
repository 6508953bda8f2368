"""The page of the rules is made from the declarations, and the committed one is up to date."""

import re
from pathlib import Path

import pytest

from zoneplan.checks import CHECK_RULES
from zoneplan.checks.registry import CHECKED_IN
from zoneplan.corners.rules import IMPORT_RULES
from zoneplan.io.cells.rules import CELLS_REFUSED
from zoneplan.io.packaged import packaged_regulations
from zoneplan.io.rules import READING_RULES
from zoneplan.plan.finding import Rule
from zoneplan.publish.declared import rule_records
from zoneplan.publish.rules_page import COMMAND, OTHER, PAGES, rules_page, topic_of
from zoneplan.text import Language

RULES: dict[str, Rule] = {
    rule.id: rule for rule in (*READING_RULES, *CHECK_RULES.values(), CELLS_REFUSED, *IMPORT_RULES)
}


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\`*<>|\[\]~])", r"\1", text)


@pytest.mark.parametrize("language", PAGES)
def test_the_committed_page_is_the_one_of_the_declarations(repo_root: Path, language: Language) -> None:
    path = repo_root / "docs" / PAGES[language]
    assert path.read_text(encoding="utf-8") == rules_page(language), (
        f"declarations have changed; run: {COMMAND}"
    )


@pytest.mark.parametrize("language", PAGES)
def test_every_rule_is_told_in_full(language: Language) -> None:
    page = unescaped(rules_page(language))
    entries = dict(re.findall(r"^### (\S+)\n\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL))
    assert entries.keys() == RULES.keys()
    for key, rule in RULES.items():
        assert rule.example is not None, key
        for text in (rule.name, rule.why, rule.remedy, rule.example):
            assert text.in_(language) in entries[key], key
        assert re.sub(r"\{[^}]*\}", "…", rule.what.in_(language)) in entries[key], key


@pytest.mark.parametrize("language", PAGES)
def test_every_rule_and_threshold_has_one_row(language: Language) -> None:
    page = rules_page(language)
    for key in RULES:
        assert page.count(f"| [{key}](#{key}) |") == 1
    for key in packaged_regulations().thresholds:
        assert len(re.findall(rf"^\| {key} \|", page, re.MULTILINE)) == 1, key
    rows = [line for line in page.splitlines() if line.startswith("| ") and "](#" not in line]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4, 6}


def test_thresholds_keep_their_decimals_and_their_documents() -> None:
    english, vietnamese = (rules_page(language) for language in ("en", "vi"))
    assert "| geodesic_gap_tang_loong | Geodesic gap at Tằng Loỏng | 0.0109 %; for reference |" in english
    assert "| 10–75 ha | Decree 32/2024/NĐ-CP, Article 2(1) | verified |" in english
    assert "| 0,0109 %; tham khảo |" in vietnamese
    assert "| ≥ 60 % | NĐ 35/2022/NĐ-CP, Điều 9 | chưa kiểm chứng |" in vietnamese


def test_every_check_has_a_chapter() -> None:
    lost = {CHECKED_IN[key] for key, rule in RULES.items() if topic_of(rule) is OTHER}
    assert not lost, f"name these modules in TOPICS of publish/rules_page.py: {sorted(lost)}"


def test_markup_in_a_text_stays_text() -> None:
    page = rules_page("en")
    assert r"section \[plan\]" in page
    assert "<" not in re.sub(r"\\<", "", page)


def test_the_records_of_the_rules_have_example_and_legal_source() -> None:
    records = {str(record["id"]): record for record in rule_records() if record["type"] == "check"}
    assert records.keys() == RULES.keys()
    assert all(record["example_vi"] and record["example_en"] for record in records.values())
    gap = records["area_gap"]
    assert (gap["legal"], gap["document"], gap["verified"]) == ("area_gap_note_pct", "zoneplan", False)
    assert records["id_form"]["document"] == ""
    assert records["id_form"]["verified"] is None
