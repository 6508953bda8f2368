"""Columns of a file become fields of the kind: mapped, filled, counted, and suggested where they are missing."""

import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest

from format_files import NAMES, write, zones
from support import GRID, Draft, collection
from zoneplan.io.load import load
from zoneplan.io.near import near_fields, near_names
from zoneplan.plan.finding import Finding
from zoneplan.plan.kinds import INDUSTRIAL_ZONES, KINDS
from zoneplan.text import render

CONSTANTS = {
    "position": "outline",
    "uncertainty_m": 5,
    "source": "S1",
    "category": "KCN",
    "stage": "existing",
}


@pytest.fixture
def office(tmp_path: Path) -> Draft:
    """A plan whose zones come from an office's GeoPackage with columns of its own."""
    draft = Draft(tmp_path)
    draft.rows = [row for row in draft.rows if not row.subject.startswith(("KCN", "CCN"))]
    draft.layers["relocations"] = []
    draft.write()
    write(
        tmp_path / "layers",
        ".gpkg",
        zones().rename(columns={"id": "ma_kcn", "ten": "ten_kcn"}),
        stem="office",
    )
    draft.config["layers"]["zones"] = {
        "kind": "industrial_zones",
        "path": "layers/office.gpkg",
        "crs": GRID,
        "name_vi": "zones",
        "fields": {"ma_kcn": "id", "ten_kcn": "name_vi"},
        "values": dict(CONSTANTS),
    }
    draft.write_config()
    return draft


def change(draft: Draft, **entries: Any) -> Draft:
    draft.config["layers"]["zones"] |= entries
    draft.write_config()
    return draft


def faults(draft: Draft) -> list[Finding]:
    return [f for f in draft.findings() if f.layer == "zones" or f.is_error]


def said(finding: Finding, language: Any = "en") -> str:
    return render(finding.message, language)


def test_mapped_columns_and_constants_make_whole_features(office: Draft) -> None:
    loaded = office.load()
    assert loaded.plan is not None, [said(f) for f in loaded.findings]
    features = loaded.plan.layers["zones"].features
    assert [f.id for f in features] == ["KCN_1", "KCN_2", "KCN_3"]
    assert [f.name.vi for f in features] == NAMES
    assert {f.text("stage") for f in features} == {"existing"}
    assert {f.uncertainty_m for f in features} == {5.0}


def test_ids_are_counted_where_the_file_has_none(office: Draft) -> None:
    change(office, fields={"ten_kcn": "name_vi"}, numbered="KCN")
    plan = office.load().plan
    assert plan is not None
    assert [f.id for f in plan.layers["zones"].features] == ["KCN_1", "KCN_2", "KCN_3"]


def test_a_value_of_the_file_stands_before_a_constant(office: Draft) -> None:
    frame = zones().rename(columns={"id": "ma_kcn", "ten": "ten_kcn"})
    frame["category"] = ["CCN", None, ""]
    write(office.folder / "layers", ".gpkg", frame, stem="office2")
    plan = change(office, path="layers/office2.gpkg").load().plan
    assert plan is not None
    assert [f.text("category") for f in plan.layers["zones"].features] == ["CCN", "KCN", "KCN"]


def test_missing_columns_are_told_once_with_a_suggestion(office: Draft) -> None:
    change(office, fields={}, values={k: v for k, v in CONSTANTS.items() if k != "source"})
    (found,) = faults(office)
    assert (found.rule.id, found.layer, found.feature) == ("column_missing", "zones", "")
    assert "lacks id, name_vi, source." in said(found)
    assert "Column “ten_kcn” may be name_vi." in said(found)
    assert "cột “ma_kcn” có thể là id.".casefold() in said(found, "vi").casefold()


def pasted(finding: Finding) -> dict[str, Any]:
    """The lines that a finding says to write, read as TOML."""
    return tomllib.loads(said(finding, "vi").partition("\n")[2])


def test_what_is_suggested_can_be_pasted_and_works(office: Draft) -> None:
    change(office, fields={})
    (found,) = faults(office)
    lines = pasted(found)
    assert lines == {"fields": {"ma_kcn": "id", "ten_kcn": "name_vi"}}
    assert change(office, **lines).load().plan is not None


def test_fields_without_a_column_get_a_line_of_values(office: Draft) -> None:
    change(office, fields={"ten_kcn": "name_vi"}, values={"stage": "existing", "uncertainty_m": 5})
    frame = zones().rename(columns={"id": "q1", "ten": "ten_kcn"})
    write(office.folder / "layers", ".gpkg", frame, stem="office2")
    (found,) = faults(change(office, path="layers/office2.gpkg"))
    lines = pasted(found)
    assert lines["numbered"] == "ZONES"
    assert lines["values"] == {
        "stage": "existing",
        "uncertainty_m": 5,
        "position": "outline",
        "source": "…",
        "category": "KCN|CCN|trade_zone|site",
    }
    assert "fields" not in lines
    lines["values"] |= {"source": "S1", "category": "KCN"}
    plan = change(office, **lines).load().plan
    assert plan is not None
    assert [f.id for f in plan.layers["zones"].features] == ["ZONES_1", "ZONES_2", "ZONES_3"]


@pytest.mark.parametrize(("prefix", "first"), [("KCN", "KCN_1"), ("LU_", "LU_1"), ("P-", "P-1")])
def test_counted_ids_take_the_place_of_those_of_the_file(tmp_path: Path, prefix: str, first: str) -> None:
    """Pandas writes the numbers of rows as ids of GeoJSON features."""
    draft = Draft(tmp_path)
    document = collection(draft.layers["zones"])
    for number, feature in enumerate(document["features"]):
        feature["id"] = str(number)
        del feature["properties"]["id"]
    draft.write()
    draft.write_json("layers/zones.geojson", document)
    draft.config["layers"]["zones"]["numbered"] = prefix
    draft.write_config()
    loaded = load(draft.folder, lenient=True)
    assert loaded.plan is not None
    assert loaded.plan.layers["zones"].features[0].id == first


def test_a_prefix_is_put_before_the_codes_of_a_file(office: Draft) -> None:
    frame = zones().rename(columns={"id": "ma_kcn", "ten": "ten_kcn"})
    frame["ma_kcn"] = [2647.0, 2650.0, None]
    write(office.folder / "layers", ".gpkg", frame, stem="office2")
    change(office, path="layers/office2.gpkg", id_prefix="XA_")
    loaded = load(office.folder, lenient=True)
    assert loaded.plan is not None
    assert [f.id for f in loaded.plan.layers["zones"].features][:2] == ["XA_2647", "XA_2650"]
    assert ("field_required", "#3") in {(f.rule.id, f.feature) for f in loaded.findings}


def test_a_column_that_the_file_lacks_is_told_with_near_names(office: Draft) -> None:
    change(office, fields={"ma_kcn": "id", "ten_khu": "name_vi"})
    found = {f.rule.id: f for f in faults(office)}
    assert set(found) == {"column_unknown", "column_missing"}
    assert "“ten_khu”" in said(found["column_unknown"])
    assert "ten_kcn" in said(found["column_unknown"])


@pytest.mark.parametrize("where", ["fields", "values"])
def test_a_field_that_the_kind_lacks_is_told_with_near_names(office: Draft, where: str) -> None:
    entry = {"ha": "uncertainty"} if where == "fields" else {"uncertainty": 3}
    table = office.config["layers"]["zones"]
    change(office, **{where: table[where] | entry})
    (found,) = faults(office)
    assert found.rule.id == "field_unknown"
    assert "uncertainty_m" in said(found)


def test_two_columns_for_one_field_are_refused(office: Draft) -> None:
    change(office, fields={"ma_kcn": "id", "ten_kcn": "name_vi", "ha": "name_vi"})
    (found,) = faults(office)
    assert found.rule.id == "config_invalid"
    assert "layers.zones.fields" in said(found)


def test_a_lenient_reading_keeps_the_features(office: Draft) -> None:
    change(office, fields={"ten_kcn": "name_vi"})
    plan = load(office.folder, lenient=True).plan
    assert plan is not None
    assert len(plan.layers["zones"].features) == 3


def test_names_that_a_shapefile_cut_off_are_recognised(tmp_path: Path) -> None:
    frame = zones().rename(columns={"ten": "former_unit", "ha": "uncertainty_m"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write(tmp_path, ".shp", frame)
    assert near_names("uncertainty_m", ["id", "uncertaint", "former_uni"])[:1] == ["uncertaint"]
    assert near_names("former_unit", ["id", "uncertaint", "former_uni"])[:1] == ["former_uni"]


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("TEN_KCN", "name_vi"),
        ("Tên khu", "name_vi"),
        ("ten", "name_vi"),
        ("MaKhu", "id"),
        ("Loại", "category"),
        ("xã", "commune"),
        ("phuong", "commune"),
        ("so_qd", "decision"),
        ("QĐ", "decision"),
        ("nguon", "source"),
        ("Giai đoạn", "stage"),
        ("ghi_chu", "note"),
        ("NAME_VI", "name_vi"),
    ],
)
def test_usual_names_are_known(column: str, field: str) -> None:
    assert column in near_names(field, ["geom_area", column, "zzz"])[:1]
    assert field in near_fields(column, INDUSTRIAL_ZONES)


def test_nothing_is_suggested_for_what_is_like_nothing() -> None:
    assert near_names("name_vi", ["zzz", "q1"]) == []
    for kind in KINDS.values():
        assert near_fields("zzz", kind) == []
