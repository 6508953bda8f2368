"""A configuration that wants to reach out: whatever it says, only files of the plan are read, none is written."""

import json
import os
import socket
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile.corpus import told, unchanged
from support import Draft
from zoneplan.build import examine
from zoneplan.cli.frame import plan_language
from zoneplan.io.config_file import CONFIG_NAME

REACHES = (
    "/etc/passwd", "../../../../etc/passwd", "file:///etc/passwd", "/dev/zero", "/proc/self/environ",
    "/vsicurl/http://127.0.0.1:9/x.gpkg", "/vsis3/bucket/x.shp", "/vsizip//vsicurl/http://127.0.0.1:9/x.zip",
    "/vsistdin/", "/vsimem/x", "http://127.0.0.1:9/x.geojson", "https://127.0.0.1:9/x", "ftp://127.0.0.1/x",
    "PG:host=127.0.0.1", "MySQL:x", "WFS:http://127.0.0.1:9", "GPKG:/etc/x.gpkg:y", "C:\\x.shp", "\\\\host\\x.shp",
    "layers/../../x.shp", "layers/zones.geojson\x00.shp", "", ".", "..", "layers", "layers//zones.geojson", "~/x.shp",
    "$HOME/x.shp", "%2e%2e/x.shp", "+init=/etc/passwd:x", "+proj=longlat +nadgrids=http://127.0.0.1:9/x.gsb",
    "+proj=longlat +nadgrids=@/etc/passwd", "@/etc/passwd", "http://www.opengis.net/def/crs/EPSG/0/9208",
    "init:/etc/passwd", "x\ud7ff\u202e", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "{x}{0}%s", "utf-7", "zlib",
)  # fmt: skip
KEYS = ("path", "crs", "sublayer", "encoding", "x", "y", "numbered", "kind", "name_vi", "axes", "datum")


def _entry(key: str) -> Callable[[dict[str, Any], str], None]:
    def put(config: dict[str, Any], value: str) -> None:
        config["layers"]["zones"][key] = value

    return put


def _ledger(key: str) -> Callable[[dict[str, Any], str], None]:
    def put(config: dict[str, Any], value: str) -> None:
        config["ledger"][key] = value

    return put


def _plan(key: str) -> Callable[[dict[str, Any], str], None]:
    def put(config: dict[str, Any], value: str) -> None:
        config["plan"][key] = value

    return put


def _field(config: dict[str, Any], value: str) -> None:
    config["layers"]["zones"]["fields"] = {"commune": value}


def _value(config: dict[str, Any], value: str) -> None:
    config["layers"]["zones"]["values"] = {"commune": value, "established": value}


PLACES = (
    *(_entry(key) for key in KEYS),
    *(_ledger(key) for key in ("indicators", "sources")),
    *(_plan(key) for key in ("crs", "name_vi", "language", "as_of")),
    _field,
    _value,
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """A written plan that examples change by turns; nothing but its configuration is ever written."""
    draft = Draft(tmp_path_factory.mktemp("plan"))
    draft.write()
    return draft


@settings(max_examples=60)
@given(
    put=st.sampled_from(PLACES),
    value=st.sampled_from(REACHES)
    | st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=40)
    | st.builds("{}{}".format, st.sampled_from(REACHES), st.sampled_from(REACHES)),
)
def test_whatever_an_entry_says_it_stays_in_the_folder(
    plan: Draft, put: Callable[[dict[str, Any], str], None], value: str
) -> None:
    reached: list[object] = []
    changed = Draft(plan.folder)
    put(changed.config, value)
    changed.write_config()
    with unchanged(plan.folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", lambda _, address: reached.append(address))
        patch.setattr(socket, "getaddrinfo", lambda *args, **_: reached.append(args))
        examine(plan.folder)
    assert reached == []


def with_config(draft: Draft, *, before: str = "", after: str = "") -> Path:
    """Writes the configuration with something before it or after it."""
    path = draft.folder / CONFIG_NAME
    path.write_text(f"{before}\n{path.read_text(encoding='utf-8')}\n{after}\n", encoding="utf-8")
    return draft.folder


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("a = " + "1" * 5000, "not valid TOML"),
        ("a = " + "[" * 100_000, "not valid TOML"),
        ("a" + ".a" * 100_000 + " = 1", "too many parts"),
        ("a" + ' . "a"' * 20_000 + " = 1", "too many parts"),
        ("[a" + ".'a'" * 20_000 + "]", "too many parts"),
        ("# " + "x" * 1_000_000, "the limit is 1"),
        ('a = "\x00"', "not valid TOML"),
    ],
)
def test_a_configuration_that_costs_too_much_is_refused(plan_folder: Draft, before: str, words: str) -> None:
    said = told("check", with_config(plan_folder, before=before), "--lang", "en")
    assert said.code == 3
    assert words in said.text


def test_points_in_texts_are_no_parts_of_keys(plan_folder: Draft) -> None:
    plan_folder.config["plan"]["name_vi"] = "Quy hoạch " + "." * 500 + "1.2.3" * 20
    plan_folder.write_config()
    assert told("check", plan_folder.folder).code == 0


@pytest.mark.parametrize("name", ["../layers/zones", "../../outside", "Zones", "NUL", "x\\\\..\\\\y", ""])
def test_a_layer_is_no_way_to_other_files(plan_folder: Draft, name: str) -> None:
    entry = 'kind = "context"\npath = "layers/zones.geojson"\nname_vi = "x"'
    folder = with_config(plan_folder, after=f'[layers."{name}"]\n{entry}')
    with unchanged(folder):
        said = told("export", folder, "--lang", "en")
    assert said.code == 1
    assert "zoneplan.toml: layers" in said.text


@pytest.mark.parametrize("limits", ["seconds = inf\nmemory_mb = inf\nfile_mb = inf", "seconds = 1e300", "seconds = nan", "features = -1"])  # fmt: skip
def test_limits_without_sense_do_no_harm(plan_folder: Draft, limits: str) -> None:
    told("check", with_config(plan_folder, after=f"[limits]\n{limits}"))


@pytest.mark.parametrize("name", [CONFIG_NAME, "layers/indicators.csv", "layers/zones.geojson", "exports/manifest.json"])  # fmt: skip
@pytest.mark.parametrize("made", ["pipe", "endless", "folder", "outside"])
def test_what_is_no_file_of_the_plan_is_not_waited_for(
    plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory, name: str, made: str
) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    path = plan_folder.folder / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    outside = tmp_path_factory.mktemp("outside") / "secret"
    outside.write_text("[plan]\nlanguage = 'en'\nsecret = 1", encoding="utf-8")
    if made == "pipe":
        os.mkfifo(path)
    elif made == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if made == "endless" else outside)
    with unchanged(outside.parent):
        said = told(
            "build" if name.startswith("exports") and made != "folder" else "check", plan_folder.folder
        )
    assert said.code == (0 if name.startswith("exports") else 1 if made in {"endless", "outside"} else 3)
    assert "secret" not in said.text
    assert plan_language(plan_folder.folder) == "vi"


@pytest.mark.parametrize(
    "manifest",
    [
        '{"plan": "x", "program": {}, "inputs": {}, "outputs": {}}',
        '{"plan": null, "program": null, "inputs": {}, "outputs": {}}',
        '{"plan": {}, "program": 5, "inputs": {"a": 1}, "outputs": {}}',
        '{"plan": {}, "program": {}, "inputs": {}, "outputs": {"maps/a": {"sha256": "a", "size": 1e999, "made_from": ""}}}',
        '{"plan": {}, "program": {}, "inputs": {"\\ud800": "x"}, "outputs": {}}',
        '{"plan": {}, "program": {}, "inputs": {"a\\u0000": "x"}, "outputs": {}}',
        f'{{"plan": {{}}, "program": {{}}, "inputs": {{"{"x" * 5000}": "x"}}, "outputs": {{}}}}',
        f'{{"plan": {{}}, "program": {{}}, "inputs": {{}}, "outputs": {{"maps/{"x" * 5000}": {{"sha256": "", "size": 1, "made_from": ""}}}}}}',
        "[" * 200_000,
        "[]",
    ],
)
def test_a_manifest_from_a_stranger_is_worth_nothing(plan_folder: Draft, manifest: str) -> None:
    (plan_folder.folder / "exports").mkdir()
    (plan_folder.folder / "exports" / "manifest.json").write_text(manifest, encoding="utf-8")
    assert told("build", plan_folder.folder).code == 0


@pytest.mark.parametrize("name", ["exports/../layers/zones.geojson", "./exports/../zoneplan.toml"])
def test_a_manifest_cannot_have_a_file_of_the_plan_removed(plan_folder: Draft, name: str) -> None:
    victim = plan_folder.folder / name
    (plan_folder.folder / "exports").mkdir()
    row = {"sha256": sha256(victim.read_bytes()).hexdigest(), "size": victim.stat().st_size, "made_from": ""}
    stolen = {"plan": {}, "program": {}, "inputs": {}, "outputs": {name: row}}
    (plan_folder.folder / "exports" / "manifest.json").write_text(json.dumps(stolen), encoding="utf-8")
    assert told("export", plan_folder.folder).code == 0
    assert victim.is_file()


@pytest.mark.parametrize("place", ["maps", "exports", "reports"])
def test_outputs_are_not_written_through_a_link(
    plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory, place: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (plan_folder.folder / place).symlink_to(outside)
    with unchanged(outside):
        assert told("build", plan_folder.folder).code == 3


def test_a_ledger_of_endless_rows_is_refused(plan_folder: Draft) -> None:
    with (plan_folder.folder / "layers" / "indicators.csv").open("a", encoding="utf-8") as stream:
        stream.write("a\n" * 500_001)
    said = told("check", plan_folder.folder, "--lang", "en")
    assert said.code == 3
    assert "500,001 rows, the limit is 500,000" in said.text


def test_the_limit_of_rows_can_be_set(plan_folder: Draft) -> None:
    plan_folder.config["limits"] = {"rows": 5}
    plan_folder.write_config()
    said = told("check", plan_folder.folder, "--lang", "en")
    assert said.code == 3
    assert "6 rows, the limit is 5" in said.text


def test_lists_without_end_are_counted_before_they_fill_the_memory(plan_folder: Draft) -> None:
    plan_folder.config["limits"] = {"vertices": 1000, "features": 1000}
    plan_folder.write_config()
    (plan_folder.folder / "layers" / "zones.geojson").write_bytes(
        b'{"type": "FeatureCollection", "features": [' + b"[]," * 1_100_000 + b"[]]}"
    )
    said = told("check", plan_folder.folder, "--lang", "en")
    assert said.code == 3
    assert "1,100,003 opening brackets" in said.text
    assert "the limit is 1,021,000" in said.text
