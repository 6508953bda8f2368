"""Text from data stays text: no formula, no link, no markup, no header code, nothing invisible."""

import io
import re
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from publish.reports.conftest import FORMULA, MARKUP
from publish.reports.reading import Page, all_cells, files_of, rows_of, workbook_of
from support import Draft
from zoneplan.plan.plan import Plan
from zoneplan.publish.reports.clean import clean, shortened


def test_formulas_are_text_cells(hostile: Plan) -> None:
    book = workbook_of(files_of(hostile)["land_efficiency.xlsx"])
    texts = [cell for cell in all_cells(book) if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert len(texts) > 5
    assert any(cell.value == FORMULA for cell in texts)
    for cell in all_cells(book):
        assert cell.data_type in {"s", "n"}
        assert cell.hyperlink is None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_workbook_is_well_formed(hostile: Plan, language: str) -> None:
    data = files_of(hostile, "vi" if language == "vi" else "en")["land_efficiency.xlsx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8")
            assert not re.search(r"<f>|<hyperlink|externalLink", text), name
            assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\r\t"], (
                name
            )
            assert "\u202e" not in text
    book = workbook_of(data)
    assert all(header_of(sheet) for sheet in book.worksheets)


def header_of(sheet: Worksheet) -> str:
    """Gives the left part of a sheet's header and checks that none of its ampersands is a code."""
    assert sheet.oddHeader is not None
    text = str(sheet.oddHeader.left.text)
    assert "&" not in text.replace("&& ", "")
    assert len(text) < 200
    return text


@pytest.mark.parametrize("name", ["R&G", "A&[Picture]B", "2030 &P", "&&&"])
def test_names_with_header_codes(name: str) -> None:
    draft = Draft()
    draft.config["plan"]["name_vi"] = name
    book = workbook_of(files_of(draft.plan())["land_efficiency.xlsx"])
    for sheet in book.worksheets:
        assert header_of(sheet).replace("&& ", "&").strip() == name.replace("& ", "&")


def test_markup_is_text_on_the_page(hostile: Plan) -> None:
    page = Page(files_of(hostile)["land_efficiency.html"])
    assert page.open == []
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert page.tags.count("style") == 1
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert page.loads == []
    assert " ".join(MARKUP.split()) in page.text
    assert "javascript:alert(1)" in page.text


def test_tables_for_machines_are_guarded(hostile: Plan) -> None:
    files = files_of(hostile)
    for name in ("measures.csv", "findings.csv"):
        for row in rows_of(files[name]):
            for key, cell in row.items():
                assert key in {"value", "low", "high"} or not cell.startswith(("=", "+", "-", "@"))


@given(st.text())
def test_clean_text_has_nothing_unprintable(text: str) -> None:
    found = clean(text)
    unseen = {c for c in found if unicodedata.category(c) in {"Cc", "Cf", "Cs"}}
    assert unseen <= {"\n", "\u200c", "\u200d"}
    assert clean(found) == found
    found.encode("utf-8")


def test_clean_keeps_vietnamese_and_hard_blanks() -> None:
    assert clean("Tằng Loỏng ± 200\u00a0m\tĐ") == "Tằng Loỏng ± 200\u00a0m Đ"


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_shortened_text_is_never_longer(text: str, length: int) -> None:
    found = shortened(text, length)
    assert len(found) <= length
    assert found == text or found.endswith("…")
