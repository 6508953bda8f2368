"""Messages: figures stay figures until a language is chosen, and data never steers a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.errors import FileError, PlanInvalidError, UsageError, ZoneplanError
from zoneplan.text import Message, Text, render

COUNT = Text("có {n} khu ở {where}", "there are {n} zones in {where}")
WRAP = Text("Lỗi: {inner}", "Error: {inner}")
BARE = Text("{value}", "{value}")
HOSTILE = "a\x1b[2J\x07b\u202ec\rd"


def test_numbers_and_texts_are_worded_in_the_language() -> None:
    message = Message.of(COUNT, n=1234.5, where=Text("Lào Cai", "Lao Cai"))
    assert render(message, "vi") == "có 1.234,5 khu ở Lào Cai"
    assert render(message, "en") == "there are 1,234.5 zones in Lao Cai"


def test_messages_nest() -> None:
    inner = Message.of(COUNT, n=2000, where="X")
    assert render(Message.of(WRAP, inner=inner), "vi") == "Lỗi: có 2.000 khu ở X"
    assert render(Message.of(WRAP, inner=inner), "en") == "Error: there are 2,000 zones in X"


def test_lists_are_worded_one_by_one() -> None:
    items = ("KCN_A", 1097.75, Text("và nữa", "and more"), Message.of(WRAP, inner=3.5))
    assert render(Message.of(BARE, value=items), "vi") == "KCN_A, 1.097,75, và nữa, Lỗi: 3,5"
    assert render(Message.of(BARE, value=items), "en") == "KCN_A, 1,097.75, and more, Error: 3.5"


def test_a_switch_is_no_number() -> None:
    assert render(Message.of(BARE, value=True), "vi") == "True"


def test_braces_in_data_are_data() -> None:
    assert render(Message.of(BARE, value="{x} {0.__class__}"), "en") == "{x} {0.__class__}"


def test_a_missing_value_is_noticed() -> None:
    with pytest.raises(KeyError):
        render(Message.of(COUNT, n=1), "vi")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "value",
    [HOSTILE, Text(HOSTILE, HOSTILE), (HOSTILE,), Message.of(BARE, value=HOSTILE), (Text(HOSTILE, HOSTILE),)],
    ids=["str", "text", "list", "message", "list of texts"],
)
def test_control_characters_are_made_visible(value: object, language: str) -> None:
    shown = render(Message.of(BARE, value=value), "vi" if language == "vi" else "en")
    assert shown == r"a\x1b[2J\x07b\x202ec\x0dd"


def test_line_breaks_stay() -> None:
    assert render(Message.of(BARE, value="a\nb"), "en") == "a\nb"


@given(st.text())
def test_whatever_is_shown_is_printable(text: str) -> None:
    shown = render(Message.of(BARE, value=text), "en")
    assert all(char.isprintable() or char == "\n" for char in shown)


@pytest.mark.parametrize(
    ("error", "exit_code"), [(ZoneplanError, 1), (PlanInvalidError, 1), (UsageError, 2), (FileError, 3)]
)
def test_errors_carry_both_languages_and_their_exit_code(error: type[ZoneplanError], exit_code: int) -> None:
    raised = error(COUNT, n=2, where="X")
    assert raised.exit_code == exit_code
    assert str(raised) == "there are 2 zones in X"
    assert render(raised.message, "vi") == "có 2 khu ở X"
    assert isinstance(raised, ZoneplanError)
