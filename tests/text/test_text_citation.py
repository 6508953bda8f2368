"""Vietnamese citations in English, against what the English editions of the documents are called."""

import pytest

from zoneplan.text import citation


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("NĐ 35/2022/NĐ-CP, Điều 9", "Decree 35/2022/NĐ-CP, Article 9"),
        ("khoản 1 Điều 2", "Article 2(1)"),
        ("điểm đ khoản 3 Điều 40", "Article 40(3)(đ)"),
        ("QĐ 03/QĐ-UBND (03/01/2025)", "Decision 03/QĐ-UBND (03/01/2025)"),
        ("NQ 198/2025/QH15", "Resolution 198/2025/QH15"),
        ("QCVN 01:2021/BXD, Bảng 2.1", "QCVN 01:2021/BXD, Table 2.1"),
        ("QCVN 01:2021/BXD, mục 2.5.3", "QCVN 01:2021/BXD, section 2.5.3"),
        ("TCVN 4449:1987, Phụ lục III", "TCVN 4449:1987, Annex III"),
        (
            "NĐ 29/2008/NĐ-CP, sửa đổi bởi NĐ 164/2013/NĐ-CP",
            "Decree 29/2008/NĐ-CP, amended by Decree 164/2013/NĐ-CP",
        ),
        ("Luật Thủy lợi 2017, khoản 3 Điều 40", "Irrigation Law 2017, Article 40(3)"),
        (
            "Shannon (1948), Bell System Technical Journal 27; Luật Đất đai 2024, Điều 9",
            "Shannon (1948), Bell System Technical Journal 27; Land Law 2024, Article 9",
        ),
        ("TD/T 1029; UNIDO (2019)", "TD/T 1029; UNIDO (2019)"),
        ("Danh mục 12 cụm, TT Sa Pa", "Danh mục 12 cụm, TT Sa Pa"),
        ("Danh mục cụm, Bảng giá đất", "Danh mục cụm, Bảng giá đất"),
    ],
)
def test_a_citation_keeps_its_number_and_is_read_in_english(written: str, english: str) -> None:
    assert citation(written) == (written, english)


def test_what_somebody_said_in_english_counts() -> None:
    assert citation("Thông lệ", "Common practice") == ("Thông lệ", "Common practice")
