"""Findings as lines: by layer, by weight, folded, and broken between words on a terminal."""

from support import Draft, point, zone
from zoneplan.checks import run_checks
from zoneplan.publish.console import finding_lines, wrapped


def lines(count: int, most: int | None) -> list[str]:
    draft = Draft()
    for n in range(count):
        draft.add(zone(f"E_{n:02}", point(2000 * n, 9000), decision=None, commune=None))
    return list(finding_lines(run_checks(draft.plan()), "en", {"zones": "layers/zones.gpkg"}, most=most))


def test_a_remedy_stands_once_below_what_it_mends() -> None:
    told = lines(3, None)
    assert told[0] == "zones (layers/zones.gpkg)"
    assert [line.split(":")[0] for line in told[1:4]] == [f"  warning E_{n:02}" for n in range(3)]
    assert told[4].startswith("    → ")
    assert told[4].endswith("[existing_without_decision]")
    assert len(told) == 5


def test_what_is_folded_is_counted() -> None:
    assert not any("more of this kind" in line for line in lines(5, 5))
    assert "  … and 1 more of this kind (warning); see all: zoneplan check --all" in lines(6, 5)


def test_a_long_line_is_broken_between_words_and_set_in() -> None:
    line = (
        "  error KCN_A: " + "word " * 30 + "layers/a-file-with-a-very-long-name-that-is-never-broken.geojson"
    )
    broken = wrapped(line, 60).split("\n")
    assert broken[0].startswith("  error KCN_A: word")
    assert all(part.startswith("      ") for part in broken[1:])
    assert all(len(part) <= 60 for part in broken if "geojson" not in part)
    assert " ".join(part.strip() for part in broken) == line.strip()


def test_a_short_line_stays_as_it_is() -> None:
    assert wrapped("    → Do it.  [rule]", 80) == "    → Do it.  [rule]"
