"""Tables of plain text: never wider than the terminal, no number ever cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from zoneplan.publish.grid import Track, fitted, folded, shortened, stacked

WORDS = Track("Khu", cut=True, least=12)
NUMBER = Track("Giá trị", numeric=True)


def test_words_are_shortened_and_numbers_are_not() -> None:
    rows = [("Khu công nghiệp Tằng Loỏng", "1.097,75"), ("KCN", "5")]
    assert list(fitted((WORDS, NUMBER), rows, 24)) == [
        "Khu              Giá trị",
        "──────────────  ────────",
        "Khu công nghi…  1.097,75",
        "KCN                    5",
    ]


def test_a_unit_in_brackets_survives_the_cut() -> None:
    (line,) = fitted((Track(cut=True, least=10),), [("Giá trị sản xuất trên ha (tỷ đồng/ha)",)], 26)
    assert line == "Giá trị sản… (tỷ đồng/ha)"


def test_what_there_is_no_room_for_is_left_out_last_first() -> None:
    tracks = (WORDS, Track("Mã", least=99, drop=2), NUMBER, Track("Ngày", least=99, drop=1))
    rows = [("Khu công nghiệp Tằng Loỏng", "KCN_TANG_LOONG", "1.097,75", "06/2026")]
    wide, narrow, narrowest = (list(fitted(tracks, rows, width))[-1] for width in (70, 40, 24))
    assert wide == "Khu công nghiệp Tằng Loỏng  KCN_TANG_LOONG  1.097,75  06/2026"
    assert narrow == "Khu công nghiệp Tằng…  1.097,75  06/2026"
    assert narrowest == "Khu công nghi…  1.097,75"


def test_a_heading_is_broken_and_stands_at_the_bottom() -> None:
    tracks = (Track("Khu"), Track("Giá trị sản xuất trên ha", numeric=True))
    head = list(fitted(tracks, [("KCN", "20,3")], 40))[:4]
    assert head == [
        "      Giá trị",
        "     sản xuất",
        "Khu   trên ha",
        "───  ────────",
    ]


def test_columns_that_do_not_fit_follow_below_beside_the_first() -> None:
    tracks = (Track("Khu"), *(Track(f"C{n}", numeric=True) for n in range(3)))
    told = list(stacked(tracks, [("KCN", "1.000.000", "2.000.000", "3.000.000")], 26))
    assert told == [
        "Khu         C0         C1",
        "───  ─────────  ─────────",
        "KCN  1.000.000  2.000.000",
        "",
        "Khu         C2",
        "───  ─────────",
        "KCN  3.000.000",
    ]


def test_words_across_all_columns_stay_whole() -> None:
    told = list(fitted((WORDS, NUMBER), ["Diện tích", ("KCN", "5")], 30))
    assert told[2] == "Diện tích"


def test_data_cannot_steer_the_terminal() -> None:
    told = "\n".join(fitted((WORDS, NUMBER), [("\x1b[31mđỏ\r", "5")], 40))
    assert "\x1b" not in told
    assert "\r" not in told
    assert list(folded("a\x1b[2Jb", 40)) == ["a\\x1b[2Jb"]


@pytest.mark.parametrize(
    ("text", "width", "cut"), [("Lào Cai", 7, "Lào Cai"), ("Lào Cai", 6, "Lào C…"), ("Lào Cai", 5, "Lào…")]
)
def test_shortening(text: str, width: int, cut: str) -> None:
    assert shortened(text, width) == cut


def test_folding_keeps_line_ends_and_sets_in_the_rest() -> None:
    assert list(folded("  một hai\n  ba " + "bốn " * 12, 40)) == [
        "  một hai",
        "  ba bốn bốn bốn bốn bốn bốn bốn bốn bốn",
        "    bốn bốn bốn",
    ]


CELLS = st.text("ab đỏ漢́(", max_size=60)


@given(
    st.lists(st.tuples(CELLS, CELLS, st.integers(0, 10**9).map(str)), min_size=1, max_size=5),
    st.integers(60, 120),
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, ...]], width: int) -> None:
    tracks = (WORDS, Track("Ghi chú dài hơn một chút", least=10), NUMBER)
    for line in (*fitted(tracks, rows, width), *stacked(tracks, rows, width)):
        assert cell_len(line) <= width
    text = "\n".join(fitted(tracks, rows, width))
    assert all(row[2] in text for row in rows)
