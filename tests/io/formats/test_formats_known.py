"""The declaration of formats is whole: each has a reader, suffixes of its own, and names in both languages."""

from collections import Counter

from zoneplan.io.formats.known import BY_SUFFIX, FORMATS, LISTED
from zoneplan.io.formats.readers import READERS


def test_every_format_has_one_reader() -> None:
    assert list(READERS) == [format_.id for format_ in FORMATS]


def test_no_suffix_means_two_formats() -> None:
    counted = Counter(suffix for format_ in FORMATS for suffix in format_.suffixes)
    assert set(counted.values()) == {1}
    assert set(BY_SUFFIX) == set(counted)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in counted)


def test_every_format_is_listed_in_both_languages() -> None:
    for format_ in FORMATS:
        assert format_.name.vi in LISTED.vi
        assert format_.name.en in LISTED.en
