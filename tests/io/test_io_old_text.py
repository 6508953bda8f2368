"""Layers in old fonts: reported, converted when told, and never damaged unsaid."""

from collections.abc import Callable, Sequence
from typing import Any
from unicodedata import normalize

import numpy as np
import pytest
import shapely

from old_writing import in_tcvn3, in_vni, twice
from support import Draft
from zoneplan.io.old_text import restored
from zoneplan.io.raw import RawLayer
from zoneplan.io.text_rules import TEXT_RULES
from zoneplan.plan.finding import Finding, Severity
from zoneplan.text import render

WRITERS: dict[str, Callable[[str], str]] = {"tcvn3": in_tcvn3, "vni": in_vni, "utf-8-twice": twice}
NAMES = ["Tằng Loỏng", "Bảo Thắng", "Phố Lu", "Cốc Mỳ", "Trịnh Tường", "Mường Khương", "Bắc Hà"]
PATH = "layers/khu.tab"


def layer(names: Sequence[Any], column: str = "TEN") -> RawLayer:
    areas = list(range(len(names)))
    return RawLayer({column: names, "HA": areas}, shapely.points(np.zeros((len(names), 2))), "EPSG:9208")


def read(names: Sequence[Any], encoding: str | None) -> tuple[list[Any], list[Finding]]:
    """Gives the names of a layer as they are handed on, with what was found."""
    raw, findings = restored(layer(names), "khu", PATH, encoding)
    assert list(raw.columns["HA"]) == list(range(len(names)))
    assert raw.crs == "EPSG:9208"
    assert all((f.layer, f.params["path"]) == ("khu", PATH) for f in findings)
    return list(raw.columns["TEN"]), findings


def only(findings: list[Finding], rule: str) -> str:
    """Gives the English message of the one finding, which must be of a rule."""
    assert [f.rule.id for f in findings] == [rule]
    assert render(findings[0].message, "vi")
    return render(findings[0].message, "en")


@pytest.mark.parametrize("encoding", WRITERS)
def test_old_text_is_reported_and_left(encoding: str) -> None:
    old = [WRITERS[encoding](name) for name in NAMES]
    for told in (None, "utf-8", "cp1252", "windows-1258"):
        names, findings = read(old, told)
        assert names == old
        said = only(findings, "text_old_encoding")
        assert f'encoding = "{encoding}"' in said
        assert "99 %" in said
        before, after = findings[0].params["before"], findings[0].params["after"]
        assert (before, after) in set(zip(old, NAMES, strict=True))


@pytest.mark.parametrize("encoding", WRITERS)
@pytest.mark.parametrize("written", [str, str.upper])
def test_old_text_is_converted_when_told(encoding: str, written: Callable[[str], str]) -> None:
    names, findings = read([WRITERS[encoding](name) for name in NAMES], written(encoding))
    assert (names, findings) == (NAMES, [])


def test_what_is_no_text_stays() -> None:
    names, findings = read([in_tcvn3("Phố Lu"), None, 3.5, True, "KCN", in_tcvn3("Bảo Thắng")], "tcvn3")
    assert names == ["Phố Lu", None, 3.5, True, "KCN", "Bảo Thắng"]
    assert names[3] is True
    assert findings == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("told", [None, "utf-8", "cp1258"])
def test_unicode_is_not_reported(form: str, told: str | None) -> None:
    written = [normalize(form, name) for name in NAMES]  # type: ignore[arg-type]
    assert read(written, told) == (written, [])


@pytest.mark.parametrize("encoding", [*WRITERS, "tcvn3-upper", "viscii"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_not_damaged_by_a_wrong_encoding(encoding: str, form: str) -> None:
    written = [normalize(form, name) for name in (*NAMES, "Lào Cai", "Lê Lợi", "Tân An")]  # type: ignore[arg-type]
    names, findings = read(written, encoding)
    assert names == written
    assert "Unicode already" in only(findings, "text_encoding_unfit")
    assert findings[0].is_error


@pytest.mark.parametrize(
    ("encoding", "told"), [(e, told) for e in WRITERS for told in (*WRITERS, "viscii") if told != e]
)
def test_text_in_another_encoding_is_not_converted(encoding: str, told: str) -> None:
    old = [WRITERS[encoding](name) for name in NAMES]
    names, findings = read(old, told)
    assert names == old
    assert f'encoding = "{encoding}"' in only(findings, "text_encoding_unfit")


def test_text_of_another_language_is_not_converted() -> None:
    names, findings = read(["Café", "Hôtel"], "tcvn3")
    assert names == ["Café", "Hôtel"]
    assert "not Vietnamese" in only(findings, "text_encoding_unfit")


@pytest.mark.parametrize("encoding", WRITERS)
@pytest.mark.parametrize("new", [1, 3, 6])
def test_in_a_mixed_layer_only_the_old_part_is_converted(encoding: str, new: int) -> None:
    mixed = [name if i < new else WRITERS[encoding](name) for i, name in enumerate(NAMES)]
    names, findings = read(mixed, encoding)
    said = only(findings, "text_partly_unicode")
    assert findings[0].rule.severity is Severity.WARNING
    assert names[:new] == NAMES[:new]
    left = [i for i in range(len(NAMES)) if names[i] != NAMES[i]]
    assert all(names[i] == mixed[i] for i in left)
    assert f"{new + len(left)} texts" in said
    assert len(left) <= 1


def test_a_column_in_unicode_does_not_keep_another_from_being_converted() -> None:
    old = [in_tcvn3("Phố Lu"), in_tcvn3("Võ Lao"), in_tcvn3("Bắc Hà")]
    raw = RawLayer({"TEN": old, "TINH": ["Lào Cai", "Yên Bái", "Hà Nội"]}, shapely.points(np.zeros((3, 2))))
    raw, findings = restored(raw, "khu", PATH, "tcvn3")
    assert raw.columns == {"TEN": ["Phố Lu", "Võ Lao", "Bắc Hà"], "TINH": ["Lào Cai", "Yên Bái", "Hà Nội"]}
    assert "3 texts" in only(findings, "text_partly_unicode")


def test_a_capitals_font_is_said() -> None:
    old = ["TØNH LµO CAI", "HUYÖN B¶O TH¾NG", "TT PHè LU"]
    assert 'encoding = "tcvn3-upper"' in only(read(old, None)[1], "text_old_encoding")
    names, findings = read(old, "tcvn3")
    assert names == ["TỉNH LàO CAI", "HUYệN BảO THắNG", "TT PHố LU"]
    assert "TỈNH LÀO CAI" in only(findings, "text_capitals_font")
    assert read(old, "tcvn3-upper") == (["TỈNH LÀO CAI", "HUYỆN BẢO THẮNG", "TT PHỐ LU"], [])


def test_an_unknown_encoding_is_an_error_that_lists_the_known() -> None:
    names, findings = read(NAMES, "abc")
    assert names == NAMES
    said = only(findings, "encoding_unknown")
    assert all(name in said for name in ("abc", "tcvn3", "tcvn3-upper", "vni", "viscii", "utf-8-twice"))


def test_names_of_columns_are_restored_too() -> None:
    raw, findings = restored(layer(["Phè Lu"], in_tcvn3("Diện tích")), "khu", PATH, "tcvn3")
    assert (list(raw.columns), findings) == (["Diện tích", "HA"], [])
    raw, findings = restored(layer(["Phố Lu"], normalize("NFD", "Tên")), "khu", PATH, None)
    assert (list(raw.columns), findings) == (["Tên", "HA"], [])


def test_columns_that_would_become_one_keep_their_names() -> None:
    raw = RawLayer({"Tên": ["a"], normalize("NFD", "Tên"): ["b"]}, shapely.points([[0, 0]]))
    assert restored(raw, "khu", PATH, None)[0].columns == raw.columns


def test_a_long_text_is_shown_cut() -> None:
    said = only(
        read([in_tcvn3("Khu công nghiệp Tằng Loỏng, thị trấn Tằng Loỏng, " * 9)], None)[1],
        "text_old_encoding",
    )
    assert len(said) < 500
    assert "…" in said


def test_every_text_rule_has_an_example_in_both_languages() -> None:
    assert all(rule.example and rule.example.vi and rule.example.en for rule in TEXT_RULES)


def renamed(draft: Draft, writer: Callable[[str], str]) -> Draft:
    for feature, name in zip(draft.layers["zones"], NAMES, strict=False):
        feature.props |= {key: writer(v) for key, v in feature.props.items() if isinstance(v, str)}
        feature.props["name_vi"] = writer(name)
    draft.write()
    return draft


@pytest.mark.parametrize("encoding", WRITERS)
def test_a_plan_with_an_old_layer(plan_folder: Draft, encoding: str) -> None:
    loaded = renamed(plan_folder, WRITERS[encoding]).load()
    assert [(f.rule.id, f.layer) for f in loaded.findings] == [("text_old_encoding", "zones")]
    assert loaded.plan is not None
    plan_folder.config["layers"]["zones"]["encoding"] = encoding
    plan_folder.write_config()
    loaded = plan_folder.load()
    assert loaded.findings == ()
    assert loaded.plan is not None
    assert [f.values["name_vi"] for f in loaded.plan.layers["zones"].features] == NAMES[:4]


def test_every_text_of_a_plan_is_nfc(plan_folder: Draft) -> None:
    apart = normalize("NFD", "Tằng Loỏng")
    draft = renamed(plan_folder, lambda name: normalize("NFD", name))
    draft.config["plan"]["name_vi"] = apart
    draft.config["layers"]["zones"]["name_vi"] = apart
    draft.rows[0].note = apart
    draft.write()
    loaded = draft.load()
    assert (loaded.findings, loaded.plan is not None) == ((), True)
    assert loaded.plan is not None
    whole = "Tằng Loỏng"
    assert loaded.plan.layers["zones"].name.vi == whole
    assert loaded.plan.ledger.figures[0].note == whole
    assert loaded.plan.config.plan.name_vi == whole
    assert loaded.plan.layers["zones"].features[0].values["name_vi"] == whole
