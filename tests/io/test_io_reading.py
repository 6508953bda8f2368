"""Bad input: each fault gives its rule, names its place, and all are told together."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely

from support import Draft, collection, point, square, zone
from zoneplan.io.crs_rules import CRS_RULES
from zoneplan.io.format_rules import FORMAT_RULES
from zoneplan.io.packaged import packaged_regulations
from zoneplan.io.raster_rules import RASTER_RULES
from zoneplan.io.rules import READING_RULES
from zoneplan.io.text_rules import TEXT_RULES
from zoneplan.plan.finding import Finding
from zoneplan.text import render

LEDGER, SOURCES, ZONES = "layers/indicators.csv", "layers/sources.csv", "layers/zones.geojson"
UNREADABLE = {"file_missing", "file_unreadable", "file_too_large", "format_unknown"}

Change = Callable[[Draft], object]


def only(draft: Draft) -> Finding:
    """Gives the one finding, with no plan beside it."""
    loaded = draft.load()
    assert loaded.plan is None
    assert [f.rule.id for f in loaded.findings] == [loaded.findings[0].rule.id]
    return loaded.findings[0]


def said(finding: Finding) -> str:
    return render(finding.message, "en")


def rewrite(draft: Draft, change: Change) -> Draft:
    change(draft)
    draft.write()
    return draft


def break_json(draft: Draft, name: str, old: str, new: str) -> None:
    text = (draft.folder / name).read_text(encoding="utf-8")
    assert old in text
    draft.write_text(name, text.replace(old, new, 1))


def test_the_clean_plan_is_read_whole(plan_folder: Draft) -> None:
    loaded = plan_folder.load()
    assert loaded.findings == ()
    assert loaded.plan is not None
    assert {key: len(layer.features) for key, layer in loaded.plan.layers.items()} == {
        "zones": 4,
        "relocations": 2,
        "hydropower": 4,
        "communes": 2,
    }
    assert len(loaded.plan.ledger.figures) == len(plan_folder.rows)
    assert [f.line for f in loaded.plan.ledger.figures] == list(range(2, 2 + len(plan_folder.rows)))
    assert loaded.plan.by_id["KCN_A"].geometry.equals_exact(square(), 1e-6)


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        (ZONES, "zones"),
        ("layers/communes.geojson", "communes"),
        (LEDGER, ""),
        (SOURCES, ""),
        ("zoneplan.toml", ""),
    ],
)
def test_a_missing_file(plan_folder: Draft, name: str, layer: str) -> None:
    (plan_folder.folder / name).unlink()
    finding = only(plan_folder)
    rule = "config_missing" if name == "zoneplan.toml" else "file_missing"
    assert (finding.rule.id, finding.layer, finding.rule.exit_code) == (rule, layer, 3)
    assert name in said(finding)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (ZONES, b'{"type": "FeatureCollection",\n "features": [,]}', "line 2, column 15"),
        (ZONES, b"", "line 1, column 1"),
        (ZONES, b'{"type": "FeatureCollection", "features": [NaN]}', "not a GeoJSON FeatureCollection"),
        (ZONES, b'{"type": "FeatureCollection", "features": [Nan]}', "line 1, column 44"),
        (ZONES, b'{"type": "FeatureCollection", "features": [' + b"9" * 5000 + b"]}", "number"),
        (ZONES, '{"name": "Tằng"}'.encode("utf-16"), "UTF-8 (byte 0)"),
        (ZONES, b'{"name": "T\xc4"}', "UTF-8 (byte 11)"),
        (ZONES, b"[" * 100_000, "nested too deeply"),
        (ZONES, b"[]", "not a GeoJSON FeatureCollection"),
        (ZONES, b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        (ZONES, b'{"type": "FeatureCollection", "features": {}}', "not a GeoJSON FeatureCollection"),
        (ZONES, b'{"type": "FeatureCollection", "features": ["x"]}', "not a GeoJSON FeatureCollection"),
        (LEDGER, b"subject\xff", "UTF-8 (byte 7)"),
        (LEDGER, b"", "empty"),
        (LEDGER, b'subject,"indic', "not a CSV table"),
        (SOURCES, b"\xfe\xff", "UTF-8 (byte 0)"),
        ("zoneplan.toml", b"\xff\xfe", "not valid TOML"),
    ],
)
def test_a_broken_file(plan_folder: Draft, name: str, content: bytes, expected: str) -> None:
    (plan_folder.folder / name).write_bytes(content)
    finding = only(plan_folder)
    assert (finding.rule.id, finding.rule.exit_code) == ("file_unreadable", 3)
    assert finding.layer == ("zones" if name == ZONES else "")
    assert name in said(finding)
    assert expected in said(finding)


@pytest.mark.parametrize("name", [ZONES, LEDGER, SOURCES])
def test_a_file_that_may_not_be_read(plan_folder: Draft, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == Path(name).name:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    finding = only(plan_folder)
    assert finding.rule.id == "file_unreadable"
    assert "Permission denied" in said(finding)


def test_a_byte_order_mark_does_no_harm(plan_folder: Draft) -> None:
    for name in (ZONES, LEDGER, SOURCES, "zoneplan.toml"):
        path = plan_folder.folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert plan_folder.findings() == ()


def geojson(key: str, value: object) -> Change:
    """Gives a change of the zones' collection after writing."""

    def change(draft: Draft) -> None:
        content = collection(draft.layers["zones"])
        content[key] = value
        draft.write_json(ZONES, content)

    return change


def first(key: str, value: object) -> Change:
    """Gives a change of the first zone after writing."""

    def change(draft: Draft) -> None:
        content = collection(draft.layers["zones"])
        content["features"][0][key] = value
        draft.write_json(ZONES, content)

    return change


def setting(path: str, value: object) -> Change:
    """Gives a change of the configuration after writing."""

    def change(draft: Draft) -> None:
        table: Any = draft.config
        *parents, last = path.split(".")
        for key in parents:
            table = table.setdefault(key, {})
        if value is None:
            table.pop(last)
        else:
            table[last] = value
        draft.write_config()

    return change


def field(name: str, value: object) -> Change:
    """Gives a change of a field of the first zone."""

    def change(draft: Draft) -> None:
        draft.set("KCN_A", **{name: value}).write()

    return change


def cell(name: str, value: str) -> Change:
    """Gives a change of a cell of the ledger's first row."""

    def change(draft: Draft) -> None:
        setattr(draft.rows[0], name, value)
        draft.write()

    return change


def polygon(*corners: tuple[float, float]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [list(corners)]}


FAULTS: dict[str, tuple[Change, str, str, str, str]] = {
    # what is wrong: change, rule, layer, feature, words of the message
    "unknown key": (setting("plan.colour", "red"), "config_invalid", "", "", "plan.colour"),
    "bad date": (setting("plan.as_of", "soon"), "config_invalid", "", "", "plan.as_of"),
    "bad grid": (setting("plan.crs", "EPSG:4326"), "config_invalid", "", "", "plan.crs"),
    "no such grid": (setting("plan.crs", "VN-2000"), "config_invalid", "", "", "VN-2000"),
    "bad indicator": (
        setting("indicators", {"x": {"vi": "x", "en": "x", "unit": "acres", "nature": "stock"}}),
        "config_invalid",
        "",
        "",
        "acres",
    ),
    "a picture by no secret way": (
        setting("map", {"online_tiles": "http://tiles.example/{z}/{x}/{y}.png"}),
        "config_invalid",
        "",
        "",
        "map.online_tiles",
    ),
    "a picture with a script": (
        setting("map", {"online_tiles": "https://tiles.example/{z}/{x}/{y}.png; script-src *"}),
        "config_invalid",
        "",
        "",
        "map.online_tiles",
    ),
    "half a regulation": (setting("regulations", {"x": {"value": 1}}), "config_invalid", "", "", "missing"),
    "unknown kind": (setting("layers.zones.kind", "zones"), "kind_unknown", "zones", "", "industrial_zones"),
    "unknown format": (setting("layers.zones.path", "zoneplan.toml"), "format_unknown", "zones", "", ".toml"),
    "a folder": (setting("layers.zones.path", "layers"), "file_missing", "zones", "", "layers"),
    "large file": (setting("limits", {"file_mb": 0.0001}), "file_too_large", "", "", "MB"),
    "many features": (setting("limits", {"features": 3}), "file_too_large", "", "", "4 features"),
    "many vertices": (setting("limits", {"vertices": 7}), "file_too_large", "zones", "", "8 vertices"),
    "no system in the file": (
        lambda d: (setting("layers.zones.crs", None)(d), geojson("crs", None)(d)),
        "layer_crs_missing",
        "zones",
        "",
        "EPSG:9208",
    ),
    "another system": (
        setting("layers.zones.crs", "EPSG:3405"),
        "layer_crs_differs",
        "zones",
        "",
        "EPSG:3405",
    ),
    "withdrawn system": (
        setting("layers.zones.crs", "EPSG:6957"),
        "layer_crs_deprecated",
        "zones",
        "",
        "EPSG:6957",
    ),
    "no code": (setting("layers.zones.crs", "+proj=longlat"), "layer_crs_invalid", "zones", "", "+proj"),
    "null geometry": (first("geometry", None), "geometry_missing", "zones", "KCN_A", "no coordinates"),
    "empty geometry": (first("geometry", polygon()), "geometry_missing", "zones", "KCN_A", "no coordinates"),
    "open ring": (
        first(
            "geometry", polygon((436000, 2466000), (437000, 2466000), (437000, 2467000), (436000, 2467000))
        ),
        "ring_unclosed",
        "zones",
        "KCN_A",
        "1,000.00 m",
    ),
    "no geometry at all": (
        first("geometry", {"type": "Box"}),
        "geometry_unreadable",
        "zones",
        "KCN_A",
        "Unknown",
    ),
    "geometry of words": (
        first("geometry", {"type": "Point", "coordinates": ["a", "b"]}),
        "geometry_unreadable",
        "zones",
        "KCN_A",
        "not well formed",
    ),
    "a line": (
        first("geometry", {"type": "LineString", "coordinates": [[436000, 2466000], [437000, 2466000]]}),
        "geometry_kind",
        "zones",
        "KCN_A",
        "type lines; this kind takes polygons, points",
    ),
    "field left out": (field("position", None), "field_required", "zones", "KCN_A", "position"),
    "field blank": (field("name_vi", "  "), "field_required", "zones", "KCN_A", "name_vi"),
    "feature without id": (field("id", None), "field_required", "zones", "#1", "id"),
    "unknown value": (field("stage", "soon"), "field_value_unknown", "zones", "KCN_A", "after-2030"),
    "decimal comma": (field("uncertainty_m", "1,5"), "field_number", "zones", "KCN_A", "1,5"),
    "grouped number": (field("uncertainty_m", "1.097,6"), "field_number", "zones", "KCN_A", "1.097,6"),
    "number too large": (field("uncertainty_m", "1e400"), "field_number", "zones", "KCN_A", "1e400"),
    "comma in the ledger": (cell("value", "1.097,6"), "ledger_number", "", "TEST", "line 2"),
    "not a number": (cell("value", "nan"), "ledger_number", "", "TEST", "area_km2"),
    "blank value": (cell("value", ""), "ledger_number", "", "TEST", "line 2"),
    "bad period": (cell("as_of", "09/2024"), "ledger_period", "", "TEST", "09/2024"),
    "no month": (cell("as_of", "2024-13"), "ledger_period", "", "TEST", "line 2"),
    "unknown confidence": (cell("confidence", "certain"), "ledger_flag", "", "TEST", "estimated"),
    "unknown preference": (cell("preferred", "no"), "ledger_flag", "", "TEST", "preferred"),
    "missing column": (
        lambda d: break_json(d, LEDGER, "as_of", "when"),
        "table_columns",
        "",
        "",
        "as_of",
    ),
    "missing column of sources": (
        lambda d: break_json(d, SOURCES, "publisher", "who"),
        "table_columns",
        "",
        "",
        "layers/sources.csv lacks or repeats the columns: publisher",
    ),
    "source twice": (
        lambda d: rewrite(d, lambda x: x.sources.append(x.sources[0])),
        "source_duplicate",
        "",
        "",
        "S1",
    ),
    "short row": (
        lambda d: break_json(d, LEDGER, "TEST,area_km2,400,", "TEST,area_km2,400"),
        "row_length",
        "",
        "",
        "line 2: 8 cells, 9 needed",
    ),
    "long row": (
        lambda d: break_json(d, LEDGER, "TEST,area_km2,400", "TEST,area_km2,1.097,6"),
        "row_length",
        "",
        "",
        "line 2: 10 cells, 9 needed",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_gives_its_rule_and_its_place(plan_folder: Draft, fault: str) -> None:
    change, rule, layer, feature, words = FAULTS[fault]
    change(plan_folder)
    findings = plan_folder.findings()
    assert {f.rule.id for f in findings} == {rule}
    assert words in "\n".join(map(said, findings))
    if len(findings) == 1:
        assert (findings[0].layer, findings[0].feature) == (layer, feature)
    else:
        assert fault in {"large file", "many features"}, "these limits hold for every file"
    assert {f.rule.exit_code for f in findings} == {3 if rule in UNREADABLE else 1}
    for finding in findings:
        assert finding.is_error
        assert render(finding.message, "vi") != said(finding) or rule == "config_invalid"


OUTSIDE: dict[str, tuple[tuple[float, float], str, str]] = {
    # what is wrong: first corner, system declared, system that the hint must name
    "a place elsewhere": ((105.85, 21.02), "OGC:CRS84", ""),
    "zero": ((0.0, 0.0), "OGC:CRS84", ""),
}


@pytest.mark.parametrize("fault", OUTSIDE)
def test_coordinates_outside_the_plan(plan_folder: Draft, fault: str) -> None:
    (x, y), crs, hint = OUTSIDE[fault]
    shapes = [zone("KCN_A", shapely.Point(x, y))]
    urn = "urn:ogc:def:crs:" + crs.replace("OGC:", "OGC:1.3:").replace("EPSG:", "EPSG::")
    plan_folder.config["layers"]["zones"]["crs"] = crs
    plan_folder.write_config()
    plan_folder.write_json(ZONES, collection(shapes, urn))
    finding = only(plan_folder)
    assert (finding.rule.id, finding.layer, finding.feature) == ("coordinates_outside", "zones", "KCN_A")
    assert f"({x:.10g}, {y:.10g})" in said(finding)
    assert (hint in said(finding)) if hint else ("may be" not in said(finding))


@pytest.mark.parametrize(("x", "y"), [(1e300, 1e300), (436_000.0, -1e300), (2e8, 0.0)])
def test_coordinates_that_no_grid_has(plan_folder: Draft, x: float, y: float) -> None:
    plan_folder.write_json(ZONES, collection([zone("KCN_A", shapely.Point(x, y))]))
    finding = only(plan_folder)
    assert (finding.rule.id, finding.layer, finding.feature) == ("coordinates_huge", "zones", "KCN_A")
    digits = ".6g" if max(abs(x), abs(y)) > 1e10 else ".10g"
    assert f"({x:{digits}}, {y:{digits}})" in said(finding)


def test_a_shape_that_only_reaches_outside_is_refused(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", shapely.box(300_000, 2_466_000, 437_000, 2_467_000)).write()
    assert only(plan_folder).rule.id == "coordinates_outside"


def test_a_place_that_the_grid_cannot_reach_is_told(plan_folder: Draft) -> None:
    """On the equator a quarter turn from its meridian a transverse Mercator grid has no coordinates."""
    plan_folder.config["plan"]["extent"] = [-180, -90, 180, 90]
    plan_folder.config["layers"]["zones"]["crs"] = "OGC:CRS84"
    plan_folder.write_config()
    plan_folder.write_json(ZONES, collection([zone("KCN_A", shapely.Point(14.75, 0))], "OGC:CRS84"))
    finding = only(plan_folder)
    assert (finding.rule.id, finding.feature) == ("coordinates_outside", "KCN_A")


def test_a_system_by_another_name_does_not_differ(plan_folder: Draft) -> None:
    """A file of RFC 7946 has no ``crs`` member and is WGS 84, which EPSG:4326 is too."""
    plan_folder.config["layers"]["zones"]["crs"] = "EPSG:4326"
    plan_folder.write_config()
    content = collection([zone("KCN_A", shapely.Point(104.13, 22.29))])
    del content["crs"]
    plan_folder.write_json(ZONES, content)
    loaded = plan_folder.load()
    assert loaded.findings == ()
    assert loaded.plan is not None
    found = loaded.plan.by_id["KCN_A"].geometry
    assert (found.x, found.y) == pytest.approx((435_918.332, 2_465_904.452), abs=0.001)


def test_heights_are_left_behind(plan_folder: Draft) -> None:
    plan_folder.set("KCN_B", shapely.Point(441_000, 2_466_000, 120)).write()
    plan = plan_folder.load().plan
    assert plan is not None
    assert not plan.by_id["KCN_B"].geometry.has_z


def test_an_empty_layer_is_a_layer(plan_folder: Draft) -> None:
    plan_folder.write_json(ZONES, collection([]))
    loaded = plan_folder.load()
    assert [(f.rule.id, f.layer) for f in loaded.findings] == [("layer_empty", "zones")]
    assert loaded.plan is not None
    assert loaded.plan.layers["zones"].features == ()


def test_names_are_read_in_one_normal_form(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", name_vi="Ta\u0306\u0300ng Loo\u0309ng").write()
    plan = plan_folder.load().plan
    assert plan is not None
    assert plan.by_id["KCN_A"].name.vi == "Tằng Loỏng"


def test_a_line_separator_within_a_note_does_not_break_the_row(plan_folder: Draft) -> None:
    plan_folder.rows[0].note = "một\u2028hai\x0bba"
    plan_folder.rows[1].note = "một\nhai"
    plan_folder.write()
    loaded = plan_folder.load()
    assert loaded.findings == ()
    assert loaded.plan is not None
    assert loaded.plan.ledger.figures[0].note == "một\u2028hai\x0bba"
    assert loaded.plan.ledger.figures[1].note == "một\nhai"


def test_blank_lines_and_windows_line_ends_do_no_harm(plan_folder: Draft) -> None:
    path = plan_folder.folder / LEDGER
    lines = path.read_bytes().split(b"\r\n")
    path.write_bytes(b"\r\n".join([lines[0], b",,,,,,,,", b"", *lines[1:]]))
    loaded = plan_folder.load()
    assert loaded.findings == ()
    assert loaded.plan is not None
    assert loaded.plan.ledger.figures[0].line == 4


@pytest.mark.parametrize(
    "row",
    [
        {"in_force_from": "2022-07-15"},
        {"comparison": "=>"},
        {"verified": "no"},
        {"value": "sixty"},
    ],
)
def test_an_override_of_a_regulation_that_means_nothing_is_told(
    plan_folder: Draft, row: dict[str, object]
) -> None:
    whole = {
        "name_vi": "x",
        "name_en": "x",
        "metric": "occupancy_pct",
        "comparison": ">=",
        "value": 60,
        "unit": "pct",
        "document": "NĐ",
        "verified": True,
    }
    setting("regulations", {"occupancy_kcn_new_zone": {**whole, **row}})(plan_folder)
    assert only(plan_folder).rule.id == "config_invalid"


def test_an_override_of_a_regulation_counts(plan_folder: Draft) -> None:
    row = {
        "name_vi": "x",
        "name_en": "x",
        "comparison": ">=",
        "value": 75,
        "unit": "pct",
        "document": "NQ của tỉnh",
        "verified": True,
    }
    setting("regulations", {"occupancy_kcn_new_zone": row})(plan_folder)
    plan = plan_folder.load().plan
    assert plan is not None
    assert plan.regulations.thresholds["occupancy_kcn_new_zone"].value == 75
    assert plan.regulations.thresholds["occupancy_ccn_expansion"].value == 60


def test_an_override_may_say_only_what_differs(plan_folder: Draft) -> None:
    before = packaged_regulations().thresholds["occupancy_ccn_expansion"]
    setting("regulations", {"occupancy_ccn_expansion": {"value": 70}})(plan_folder)
    plan = plan_folder.load().plan
    assert plan is not None
    found = plan.regulations.thresholds["occupancy_ccn_expansion"]
    assert (found.value, found.name, found.document) == (70, before.name, before.document)
    assert before.verified, "the document was seen"
    assert not found.verified, "nobody has seen a document that says 70"


def test_all_faults_of_all_files_are_told_in_one_run(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", stage="soon", uncertainty_m="1,5")
    plan_folder.rows[0].value, plan_folder.rows[1].as_of = "1,5", "soon"
    plan_folder.sources.append(["S2"])
    plan_folder.write()
    (plan_folder.folder / "layers/communes.geojson").unlink()
    (plan_folder.folder / "layers/hydropower.geojson").write_text("{", encoding="utf-8")
    found = {(f.rule.id, f.layer, f.feature) for f in plan_folder.findings()}
    assert found == {
        ("field_value_unknown", "zones", "KCN_A"),
        ("field_number", "zones", "KCN_A"),
        ("ledger_number", "", "TEST"),
        ("ledger_period", "", "TEST"),
        ("row_length", "", ""),
        ("file_missing", "communes", ""),
        ("file_unreadable", "hydropower", ""),
    }


@pytest.mark.parametrize("written", ["layers/Zones.GeoJSON", "layers/zone.geojson", "layers/zoné-s.geojson"])
def test_a_file_of_nearly_that_name_is_named(plan_folder: Draft, written: str) -> None:
    plan_folder.config["layers"]["zones"]["path"] = written
    plan_folder.write_config()
    finding = only(plan_folder)
    assert (finding.rule.id, finding.layer, finding.rule.exit_code) == ("file_misnamed", "zones", 3)
    assert f"{written}; there is: zones.geojson." in said(finding)


def test_an_entry_of_nearly_that_name_is_named(plan_folder: Draft) -> None:
    plan_folder.config["layers"]["zones"]["feilds"] = {"TEN": "name_vi"}
    plan_folder.write_config()
    finding = only(plan_folder)
    assert finding.rule.id == "config_invalid"
    assert "layers.zones.feilds" in said(finding)
    assert "perhaps fields" in said(finding)


def test_every_reading_rule_has_a_test() -> None:
    tried = {rule for _, rule, *_ in FAULTS.values()} | {
        "coordinates_outside",
        "config_missing",
        "file_misnamed",
        "file_missing",
        "layer_empty",
        "file_unreadable",
    }
    elsewhere = {"path_refused", "config_syntax", "decimal_comma"}  # in tests of their own
    elsewhere |= {rule.id for rule in CRS_RULES}  # in test_io_settle.py
    elsewhere |= {rule.id for rule in FORMAT_RULES}  # in tests/io/formats
    elsewhere |= {rule.id for rule in TEXT_RULES}  # in test_io_old_text.py
    elsewhere |= {rule.id for rule in RASTER_RULES}  # in test_io_rasters.py
    assert {rule.id for rule in READING_RULES} == tried | elsewhere


def test_data_cannot_steer_the_terminal(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", stage="\x1b[2Jsoon").write()
    assert "\x1b" not in said(only(plan_folder))


def test_what_a_file_says_too_much_is_left_behind(plan_folder: Draft) -> None:
    plan_folder.layers["zones"].append(zone("KCN_E", point(2000, 2000), colour="red", fid=7))
    plan_folder.write()
    plan = plan_folder.load().plan
    assert plan is not None
    assert "colour" not in plan.by_id["KCN_E"].values
    assert (
        json.loads((plan_folder.folder / ZONES).read_text(encoding="utf-8"))["features"][-1]["properties"][
            "fid"
        ]
        == 7
    )
