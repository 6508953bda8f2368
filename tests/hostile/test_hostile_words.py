"""Names with markup, formulas and control characters: they stay text in everything that zoneplan says and writes."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from hostile.corpus import told, unchanged
from support import Draft, square, zone

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORMULAS = ("=WEBSERVICE(1)", "+1+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1")
CONTROLS = "a\x00\x07\x1b[31mđỏ\x1b[0m\u202eb\u2028c\u0085d"
NASTY = (
    MARKUP,
    *FORMULAS,
    CONTROLS,
    "{x}{0}%s${y}",
    "'; DROP TABLE zones; --",
    "]]>&xxe;",
    "../../x",
    "a" * 5000,
)


@pytest.fixture
def nasty(plan_folder: Draft) -> Path:
    """A plan whose every free text is an attack; it is otherwise as it should be."""
    for number, text in enumerate(NASTY):
        plan_folder.add(
            zone(
                f"N_{number}",
                square(20_000 + 3000 * number),
                name_vi=text,
                name_en=text,
                note=text,
                commune=text,
            )
        )
        plan_folder.row(
            f"N_{number}", "area_declared_ha", 100, note=text.replace("\r", " ").replace("\x00", "")
        )
    plan_folder.sources[0][1] = MARKUP
    plan_folder.sources[0][4] = "javascript:alert(1)"
    plan_folder.config["plan"]["name_vi"] = MARKUP
    plan_folder.config["layers"]["zones"]["name_vi"] = FORMULAS[0]
    return plan_folder.write()


def _printable(text: str) -> bool:
    return not any(c in text for c in "\x00\x07\x1b\u202e\u2028\x85")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_terminal_gets_no_control_characters(nasty: Path, language: str) -> None:
    with unchanged(nasty):
        said = told("check", nasty, "--lang", language, "--all")
    assert _printable(said.text)


def test_evidence_and_json_are_whole(nasty: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("out") / "found.geojson"
    with unchanged(nasty):
        told("check", nasty, "--evidence", path)
        rows = json.loads(told("check", nasty, "--json").text)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == len(rows)


def test_a_mended_copy_keeps_the_names(nasty: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("out") / "mended"
    with unchanged(nasty):
        told("check", nasty, "--fix", target)
    _guarded((target / "mended.csv").read_text(encoding="utf-8-sig"))


def _guarded(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.lstrip("\ufeff").startswith(("=", "+", "@", "\t", "\r")), cell


def test_a_dossier_runs_nothing(nasty: Path) -> None:
    assert told("build", nasty).code == 0
    pages = [*nasty.glob("maps/*.html"), *nasty.glob("reports/*.html")]
    assert pages
    for page in pages:
        assert MARKUP not in page.read_text(encoding="utf-8")
        assert 'href="javascript:' not in page.read_text(encoding="utf-8")
    written = [*nasty.glob("reports/*.csv")]
    assert written
    for table in written:
        _guarded(table.read_text(encoding="utf-8-sig"))
    book = openpyxl.load_workbook(nasty / "reports" / "land_efficiency.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).strip() in FORMULAS for cell in cells), "the names stand there, as text"
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
