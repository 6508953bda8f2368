"""Fingerprints tell what files were made from."""

import json
from dataclasses import asdict, dataclass

import pytest

from zoneplan.io.manifest import fingerprint


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Whole:
    title: str
    parts: tuple[Part, ...]
    numbers: dict[str, int]


WHOLE = Whole("Khu", (Part("a", (1.5, None)), Part("b", ())), {"z": 1, "a": 2})


def test_dataclasses_have_the_fingerprint_of_their_fields() -> None:
    assert fingerprint(WHOLE) == fingerprint(asdict(WHOLE))
    assert fingerprint({"page": WHOLE}) == fingerprint(json.loads(json.dumps({"page": asdict(WHOLE)})))


@pytest.mark.parametrize(
    "other",
    [
        Whole("Cụm", WHOLE.parts, WHOLE.numbers),
        Whole("Khu", WHOLE.parts[:1], WHOLE.numbers),
        Whole("Khu", (Part("a", (1.5, 0.0)), WHOLE.parts[1]), WHOLE.numbers),
        Whole("Khu", WHOLE.parts, {"z": 1, "a": 3}),
    ],
)
def test_other_fields_have_another_fingerprint(other: Whole) -> None:
    assert fingerprint(other) != fingerprint(WHOLE)


def test_the_order_of_keys_does_not_matter() -> None:
    assert fingerprint(Whole(WHOLE.title, WHOLE.parts, {"a": 2, "z": 1})) == fingerprint(WHOLE)


def test_half_of_a_pair_of_characters_has_a_fingerprint_too() -> None:
    assert fingerprint("\ud800") != fingerprint("\udfff")


def test_what_is_no_plain_data_has_none() -> None:
    with pytest.raises(TypeError, match="set"):
        fingerprint({1, 2})
