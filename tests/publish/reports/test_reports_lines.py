"""Lines of a text in a cell, by the published widths of Arial's letters."""

import pytest

from zoneplan.publish.reports.lines import lines_of, points, width_of


def test_widths_are_those_of_the_font() -> None:
    # Arial, thousandths of the size: M 833, i 222, space 278, W 944; a column's character is 5.25 pt.
    assert width_of("MiW") == pytest.approx((833 + 222 + 944) * 10 / 1000 / 5.25)
    assert width_of("M i", 9) == pytest.approx((833 + 278 + 222) * 9 / 1000 / 5.25)
    assert width_of("ii\nMM") == width_of("MM")


def test_marks_take_no_room_and_east_asian_letters_a_whole_size() -> None:
    assert width_of("Tằng Loỏng") == width_of("Tang Loong")
    assert width_of("e\u0302\u0301") == width_of("e")
    assert width_of("工业") == pytest.approx(2 * 10 / 5.25)


def test_a_column_has_the_width_that_a_spreadsheet_gives_it() -> None:
    # 10 characters of 7 pixels and 5 pixels of blank, at 96 pixels an inch.
    assert points(10) == pytest.approx(75 * 72 / 96)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("M" * 6, 1),
        ("M" * 7, 2),
        ("MMMM MMMM", 2),
        ("MM MM MM MM", 2),
        ("MMMM " * 3, 3),
        ("M" * 19, 4),
        ("a\n\nb", 3),
        ("MMM " + "M" * 13, 4),
    ],
)
def test_words_wrap_and_long_ones_break(text: str, lines: int) -> None:
    # A room of 10 characters is 52.5 pt: six M of 8.33 pt, or five with a blank of 2.78 pt.
    assert lines_of(text, 10) == lines


def test_bold_and_indented_text_takes_more() -> None:
    assert lines_of("MMMMMM", 10) == 1
    assert lines_of("MMMMMM", 10, bold=True) == 2
    assert lines_of("MMMMMM", 10, indent=7) == 2
