"""Slips in writing ``zoneplan.toml`` by hand are told by line, with what to write instead."""

import pytest

from support import Draft
from zoneplan.io.config_file import read_config
from zoneplan.plan.finding import Finding
from zoneplan.text import render

SLIPS = {
    # what is put before the configuration: line, words in English, words in Vietnamese
    "crs = EPSG:9208\n": ("1", "in straight quotes", "ngoặc kép thẳng"),
    "crs = “EPSG:9208”\n": ("1", "in straight quotes", "ngoặc kép thẳng"),
    '\nfields = { A = "id" }\nfields = { B = "name_vi" }\n': ("3", "another line", "dòng khác"),
    'fields = { A = "id", A = "name_vi" }\n': ("1", "another line", "dòng khác"),
    "[a]\nx = 1\n[a]\n": ("3", "above already", "ở trên"),
    "width = 12.345,6\n": ("1", "decimal point", "dấu chấm thập phân"),
    'tên = "x"\n': ("1", "accents need quotes", "ngoặc kép"),
    'path = "layers/a.shp\n': ("1", "not closed", "không đóng"),
    'path = "C:\\Users\\a.shp"\n': ("1", "paths with /", "dấu /"),
    "[plan\n": ("1", "closing", "dấu đóng"),
    "= 3\n": ("1", "name of an entry", "tên mục"),
}


def faulty(draft: Draft, start: str) -> Finding:
    path = draft.folder / "zoneplan.toml"
    path.write_text(start + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = read_config(draft.folder)
    assert isinstance(found, list)
    (finding,) = found
    return finding


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_line_and_what_to_do(plan_folder: Draft, slip: str) -> None:
    line, english, vietnamese = SLIPS[slip]
    finding = faulty(plan_folder, slip)
    assert (finding.rule.id, finding.rule.exit_code, finding.params["line"]) == ("config_syntax", 3, line)
    assert english in render(finding.message, "en")
    assert vietnamese in render(finding.message, "vi")
    assert slip.splitlines()[int(line) - 1][:20] in render(finding.message, "vi")


def test_a_file_that_breaks_off_is_told_at_its_last_line(plan_folder: Draft) -> None:
    path = plan_folder.folder / "zoneplan.toml"
    path.write_text("[plan]\nextent = [103.3,", encoding="utf-8")
    found = read_config(plan_folder.folder)
    assert isinstance(found, list)
    assert (found[0].rule.id, found[0].params["line"]) == ("config_syntax", "2")


def test_counted_and_prefixed_ids_exclude_each_other(plan_folder: Draft) -> None:
    plan_folder.config["layers"]["zones"] |= {"numbered": "KCN", "id_prefix": "XA_"}
    plan_folder.write_config()
    found = read_config(plan_folder.folder)
    assert isinstance(found, list)
    (finding,) = found
    assert (finding.rule.id, finding.params["place"]) == ("config_invalid", "layers.zones")
    assert "keep one" in render(finding.message, "en")
