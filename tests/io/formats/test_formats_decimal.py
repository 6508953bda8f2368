"""Tables from a Vietnamese Excel: semicolons, decimal commas, and X for the northing."""

from pathlib import Path

import pytest

from format_files import fault, layer, read, told
from support import Draft
from zoneplan.io.load import load
from zoneplan.plan.numbers import has_decimal_comma, plain_number, pointed

TABLE = "id;X;Y\nA;2465780,548;435935,356\nB;2.466.000,5;436.001,25\nC;2466001;436.000\n"


def written(folder: Path, text: str = TABLE) -> str:
    (folder / "p.csv").write_text(text, encoding="utf-8")
    return "p.csv"


def test_decimal_commas_of_a_table_are_one_finding(tmp_path: Path) -> None:
    found = fault(tmp_path, written(tmp_path), kind="hydropower_sites", x="Y", y="X")
    assert found.rule.id == "decimal_comma"
    assert "Column Y, X: 4 numbers are written with a decimal comma, “435935,356”" in told(found)
    assert 'decimal = ","' in found.rule.remedy.vi


def test_decimal_commas_are_read_on_the_users_word(tmp_path: Path) -> None:
    raw = layer(tmp_path, written(tmp_path), kind="hydropower_sites", x="Y", y="X", decimal=",")
    places = [(point.x, point.y) for point in raw.geometries]
    assert places == [(435935.356, 2465780.548), (436001.25, 2466000.5), (436000.0, 2466001.0)]


def test_decimal_commas_among_points_are_told_by_their_cells(tmp_path: Path) -> None:
    text = "id;X;Y\nA;2465780,548;435935,356\nB;2466000.5;436001\n"
    raw, findings = read(tmp_path, written(tmp_path, text), kind="hydropower_sites", x="Y", y="X")
    assert raw is not None
    assert findings == []
    assert sorted(str(flaw.params["value"]) for flaw in raw.flaws) == ["2465780,548", "435935,356"]


def test_decimal_commas_in_a_field_are_one_finding(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    for shape_id in ("KCN_A", "KCN_B"):
        draft.set(shape_id, uncertainty_m="1.097,5")
    draft.write()
    found = [f for f in load(draft.folder).findings if f.rule.id == "decimal_comma"]
    assert [(f.layer, f.params["columns"], f.params["count"]) for f in found] == [
        ("zones", ["uncertainty_m"], 2)
    ]
    draft.config["layers"]["zones"]["decimal"] = ","
    draft.write_config()
    plan = load(draft.folder).plan
    assert plan is not None
    assert plan.by_id["KCN_A"].uncertainty_m == 1097.5


@pytest.mark.parametrize(
    ("text", "number"),
    [("1097,6", 1097.6), ("1.097,6", 1097.6), ("1.097", 1097.0), ("-2,5", -2.5), ("12", 12.0)],
)
def test_a_decimal_comma_is_a_point(text: str, number: float) -> None:
    assert plain_number(str(pointed(text))) == number
    assert has_decimal_comma(text) == ("," in text)


@pytest.mark.parametrize("text", ["1,097.6", "1.09,6", "1,2,3", "", "abc", ",5"])
def test_what_is_no_number_with_a_comma_stays(text: str) -> None:
    assert pointed(text) == text
    assert not has_decimal_comma(text)
