"""Numbers in machine files: plain ones or none; and fields typed as they are declared."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.plan.kind import Field, Form
from zoneplan.plan.kinds import COMMUNES, HYDROPOWER_SITES
from zoneplan.plan.numbers import plain_number
from zoneplan.plan.values import NotANumberError, columns_of, typed
from zoneplan.text import Text

NAME = Text("x", "x")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("1097.6", 1097.6),
        ("-3", -3.0),
        ("+5", 5.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("2.5E-2", 0.025),
    ],
)
def test_plain_numbers(text: str, value: float) -> None:
    assert plain_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.097,6",
        "1,5",
        "1,097.6",
        "1 097",
        "1.097.600",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "1e400",
        "-1e400",
        "5.",
        "1_000",
        "0x10",
        "12 ha",
        " 1",
        "1\n",
        "--1",
        "１２",
        "٣",
        "½",
        "=1+1",
        "None",
    ],
)
def test_everything_else_is_refused_rather_than_guessed(text: str) -> None:
    assert plain_number(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_is_read_back(value: float) -> None:
    assert plain_number(repr(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9))
def test_a_decimal_comma_is_never_read(value: object) -> None:
    assert plain_number(str(value).replace(".", ",")) is None


@pytest.mark.parametrize("raw", [None, "", "  ", "\t", float("nan"), float("inf")])
@pytest.mark.parametrize("form", list(Form))
def test_blanks_are_unknown(raw: str | float | None, form: Form) -> None:
    assert typed(Field("f", NAME, NAME, form), raw) is None


@pytest.mark.parametrize(
    ("form", "raw", "value"),
    [
        (Form.NUMBER, 200, 200.0),
        (Form.NUMBER, " 12.5 ", 12.5),
        (Form.INTEGER, "2024", 2024),
        (Form.INTEGER, 2024.0, 2024),
        (Form.TEXT, "  Ta\u0306ng ", "Tăng"),
        (Form.TEXT, 2011.0, "2011"),
        (Form.TEXT, 2011, "2011"),
        (Form.TEXT, 1.5, "1.5"),
        (Form.TEXT, True, "true"),
        (Form.TEXT, ["dệt", None, 2.0], "dệt; 2"),
        (Form.REFERENCES, ["S1", "S2"], "S1; S2"),
        (Form.TEXT, {"tên": [1]}, '{"tên": [1]}'),
    ],
)
def test_values_become_what_the_field_declares(form: Form, raw: object, value: object) -> None:
    found = typed(Field("f", NAME, NAME, form), raw)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("form", "raw", "told"),
    [
        (Form.NUMBER, "1,5", "1,5"),
        (Form.NUMBER, True, "true"),
        (Form.NUMBER, [1], "1"),
        (Form.INTEGER, "2024.5", "2024.5"),
        (Form.INTEGER, "2024-01", "2024-01"),
        (Form.INTEGER, "1e30", "1e30"),
    ],
)
def test_what_is_no_number_is_named(form: Form, raw: Any, told: str) -> None:
    with pytest.raises(NotANumberError) as caught:
        typed(Field("f", NAME, NAME, form), raw)
    assert str(caught.value) == told


def test_columns_keep_declared_fields_and_tell_their_faults() -> None:
    raw: dict[str, list[Any]] = {
        "id": ["HP", "HQ"],
        "year": ["hai nghìn", 2011.0],
        "uncertainty_m": ["1,5", None],
        "secret": ["x", "y"],
    }
    found = columns_of(HYDROPOWER_SITES, raw, 2)
    assert set(found.columns) == {f.id for f in HYDROPOWER_SITES.fields}
    assert [found.row(i)["id"] for i in range(2)] == ["HP", "HQ"]
    assert found.columns["year"] == [None, 2011]
    assert found.faults == {(0, "year"): "hai nghìn", (0, "uncertainty_m"): "1,5"}
    assert found.columns["name_vi"] == [None, None]
    assert columns_of(COMMUNES, {}, 0).faults == {}
