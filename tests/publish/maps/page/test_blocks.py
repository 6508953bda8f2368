"""Blocks of data inside the page."""

import base64
import gzip
import json
import re

import pytest

from zoneplan.publish.maps.page.blocks import block, json_block, json_bytes

HOSTILE = "</script><script>alert(1)</script>\u2028<!-- đường \u0000"
ELEMENT = re.compile(r'<script type="text/plain" id="block-([a-z0-9-]+)">([A-Za-z0-9+/=]*)</script>')


def content(element: str) -> tuple[str, bytes]:
    """The name and bytes of a block."""
    found = ELEMENT.fullmatch(element)
    assert found is not None
    return found[1], gzip.decompress(base64.b64decode(found[2]))


def test_a_block_holds_its_bytes() -> None:
    data = bytes(range(256)) * 40
    assert content(block("cards-vi-0", data)) == ("cards-vi-0", data)
    assert content(block("none", b"")) == ("none", b"")


def test_a_block_is_smaller_than_its_bytes() -> None:
    assert len(block("shapes", b"abcd" * 10_000)) < 1000


def test_no_text_leaves_a_json_block() -> None:
    name, data = content(json_block("model", {"name": HOSTILE}))
    assert name == "model"
    assert json.loads(data) == {"name": HOSTILE}


def test_json_is_compact_and_keeps_letters() -> None:
    assert json_bytes({"a": [1, None], "b": "Tằng Loỏng"}) == '{"a":[1,null],"b":"Tằng Loỏng"}'.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_json_has_no_numbers_that_are_none(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes([value])


@pytest.mark.parametrize("name", ['x"', "a b", "", "đ", "x>", "x\n"])
def test_a_name_that_could_leave_its_attribute_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no name for a block"):
        block(name, b"")


def test_the_same_bytes_give_the_same_block() -> None:
    assert block("a", b"x" * 100) == block("a", b"x" * 100)
