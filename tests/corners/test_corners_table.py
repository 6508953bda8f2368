"""Cells become sites: names, rings, and every doubt about the corners."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.corners.rules import IMPORT_RULES
from zoneplan.corners.shape import shape_sites
from zoneplan.corners.table import read_tables
from zoneplan.plan.cells import Cell, Row, Sheet
from zoneplan.plan.finding import Finding

SQUARE = ("0 0", "100 0", "100 100", "0 100")
"""Corners counted in metres from a point, north and east; together one hectare."""


def rows(corners: tuple[str, ...] = SQUARE, first: int = 1, prefix: str = "", **moved: float) -> str:
    """Writes corners as lines of label, northing, easting."""
    lines = []
    for label, corner in enumerate(corners, start=first):
        north, east = (float(word) for word in corner.split())
        north += 2_478_000 + moved.get("north", 0)
        east += 436_000 + moved.get("east", 0)
        lines.append(f"{prefix}{label}|{north:.2f}|{east:.2f}")
    return "\n".join(lines)


def sheet(text: str) -> Sheet:
    """Gives a table whose rows are lines and whose cells are set apart by bars."""
    return Sheet(
        "",
        tuple(
            Row(number, tuple(Cell(cell.strip()) for cell in line.split("|")))
            for number, line in enumerate(text.splitlines(), start=1)
        ),
    )


def read(text: str, *, separate: bool = False) -> tuple[list[tuple[str, list[int]]], list[Finding]]:
    """Gives each site with the corners of its rings, and what was found."""
    tables = read_tables([sheet(text)], separate=separate)
    shaped = shape_sites(tables.sites, is_whole=not any(f.is_error for f in tables.findings))
    sites = [(site.name, [len(ring.corners) for ring in site.rings]) for site in tables.sites]
    return sites, [*tables.findings, *shaped.findings]


def ids(findings: list[Finding]) -> list[str]:
    return [finding.rule.id for finding in findings]


SIDE_BY_SIDE = """Khu A|||Khu B||
STT|X|Y|STT|X|Y
1|2478000|436000|1|2479000|436000
2|2478100|436000|2|2479100|436000
3|2478100|436100|3|2479100|436100"""
HEAD = "STT|X (m)|Y (m)\n"


def test_a_clean_table_has_no_finding_and_its_hectare() -> None:
    tables = read_tables([sheet("Khu A: 1 ha\n" + HEAD + rows())])
    (site,) = shape_sites(tables.sites).sites
    assert not tables.findings
    assert not shape_sites(tables.sites).findings
    assert (site.name, site.corners, site.rings, site.closing, site.declared_ha) == (
        "Khu A",
        4,
        (1, 0),
        0,
        1.0,
    )
    assert site.shape is not None
    assert site.shape.area == pytest.approx(10_000)


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        (HEAD + "Khu A\n" + rows() + "\nKhu B\n" + rows(north=500), [("Khu A", [4]), ("Khu B", [4])]),
        ("Khu A\n" + HEAD + rows() + "\n" + rows(north=500), [("Khu A", [4, 4])]),
        ("Khu A\n" + HEAD + rows() + "\nVùng 2\n" + rows(north=500, first=5), [("Khu A", [4, 4])]),
        ("Khu A\n" + HEAD + rows() + "\n\n" + HEAD + rows(("50 50",), first=5), [("Khu A", [5])]),
        ("Khu A\n" + HEAD + rows(prefix="A") + "\n" + rows(prefix="B", north=500), [("Khu A", [4, 4])]),
        (
            "Tên|STT|X|Y\n"
            + "\n".join(("A" if i == 0 else "") + "|" + r for i, r in enumerate(rows().split("\n"))),
            [("A", [4])],
        ),
        (
            "STT|X|Y|STT|X|Y\n1|2478000|436000|3|2478100|436100\n2|2478100|436000|4|2478000|436100",
            [("", [4])],
        ),
        (
            "STT|X|Y|STT|X|Y\n1|2478000|436000|2|2478100|436000\n3|2478100|436100|4|2478000|436100",
            [("", [4])],
        ),
        (
            SIDE_BY_SIDE,
            [("Khu A", [3]), ("Khu B", [3])],
        ),
    ],
)
def test_sites_and_rings_start_where_a_reader_sees_it(text: str, sites: list[tuple[str, list[int]]]) -> None:
    found, findings = read(text)
    assert found == sites
    assert not [f for f in findings if f.is_error]


def test_columns_side_by_side_are_read_in_the_order_of_their_numbers() -> None:
    text = "STT|X|Y|STT|X|Y\n1|2478000|436000|2|2478100|436000\n3|2478100|436100|4|2478000|436100"
    (site,) = shape_sites(read_tables([sheet(text)]).sites).sites
    assert site.shape is not None
    assert site.shape.equals(shapely.box(2478000, 436000, 2478100, 436100))


def test_untitled_rings_are_parts_or_sites_as_the_user_says() -> None:
    text = HEAD + rows() + "\n" + rows(north=500)
    assert read(text)[0] == [("", [4, 4])]
    assert ids(read(text)[1]) == ["ring_untitled"]
    assert read(text, separate=True)[0] == [("", [4]), ("", [4])]
    assert not read(text, separate=True)[1]


def test_a_ring_inside_another_is_a_hole_and_one_inside_that_a_part() -> None:
    def ring(size: int) -> str:
        return rows(
            tuple(f"{n} {e}" for n, e in ((-size, -size), (size, -size), (size, size), (-size, size)))
        )

    text = "Khu A\n" + HEAD + ring(100) + "\nPhần trừ ra\n" + ring(50) + "\nVùng 2\n" + ring(20)
    (site,) = shape_sites(read_tables([sheet(text)]).sites).sites
    assert site.rings == (2, 1)
    assert site.shape is not None
    assert site.shape.area == pytest.approx(200**2 - 100**2 + 40**2)


@pytest.mark.parametrize(
    ("area", "hectares"), [("1.100 m2", 0.11), ("10.000 m2", 1.0), ("1,05 ha", 1.05), ("1.050 ha", 1.05)]
)
def test_an_area_written_in_two_ways_is_what_the_corners_enclose(area: str, hectares: float) -> None:
    (site,) = shape_sites(read_tables([sheet(f"Khu A: {area}\n" + HEAD + rows())]).sites).sites
    assert site.declared_ha == pytest.approx(hectares)


WHOLE = rows((*SQUARE, "-20 50"))
DAMAGED = {
    "corners_none": "Điều 1. Phê duyệt quy hoạch",
    "corner_unread": "Khu A\n" + HEAD + WHOLE.replace("3|2478100.00", "3|24781l0.00"),
    "corner_row_wide": "Khu A\n" + HEAD + WHOLE.replace(".00", "|00"),
    "corner_marks_mixed": "Khu A\n" + HEAD + WHOLE.replace("2|2478100.00", "2|2478100,00"),
    "corner_mark_open": "Khu A\n" + HEAD + "1|1.234|2.345\n2|1.235|2.345\n3|1.235|2.346",
    "corner_mark_read": "Khu A\n" + HEAD + "1|22.291|104.131\n2|22.292|104.131\n3|22.292|104.132",
    "ring_short": "Khu A\n" + HEAD + "\n".join(WHOLE.split("\n")[:2]),
    "ring_crosses": "Khu A\n" + HEAD + rows(("0 0", "100 100", "100 0", "0 100")),
    "rings_overlap": "Khu A\n" + HEAD + rows() + "\nVùng 2\n" + rows(north=50, east=50),
    "cut_out_outside": "Khu A\n" + HEAD + rows() + "\nPhần trừ ra\n" + rows(north=500),
    "closing_corner_differs": "Khu A\n" + HEAD + WHOLE + "\n1|2478001.00|436000.00",
    "corner_label_jump": "Khu A\n" + HEAD + "\n".join(r for i, r in enumerate(WHOLE.split("\n")) if i != 2),
    "corner_far": "Khu A\n" + HEAD + WHOLE.replace("3|2478100", "3|2488100"),
    "corner_digits": "Khu A\n" + HEAD + WHOLE.replace("3|2478100", "3|247810"),
    "corner_repeated": "Khu A\n" + HEAD + WHOLE.replace("3|2478", "2|2478100.00|436000.00\n3|2478"),
    "ring_untitled": HEAD + rows() + "\n" + rows(north=500),
}
ALSO = {"corner_digits": {"ring_crosses"}, "corner_row_wide": {"corner_repeated"}}


@pytest.mark.parametrize("rule", DAMAGED)
def test_each_damage_is_found_and_nothing_else(rule: str) -> None:
    _, findings = read(DAMAGED[rule])
    assert set(ids(findings)) - ALSO.get(rule, set()) == {rule}


def test_the_undamaged_table_is_clean() -> None:
    assert not read("Khu A\n" + HEAD + WHOLE)[1]


def test_a_crossing_is_shown_where_it_is() -> None:
    _, findings = read(DAMAGED["ring_crosses"])
    (crossing,) = findings
    assert crossing.params["first"] == (2478050.0, 2)
    assert crossing.params["second"] == (436050.0, 2)


def test_every_rule_of_an_import_explains_itself() -> None:
    assert len({rule.id for rule in IMPORT_RULES}) == len(IMPORT_RULES)
    for rule in IMPORT_RULES:
        assert rule.example is not None
        for text in (rule.name, rule.what, rule.why, rule.remedy, rule.example):
            assert text.vi
            assert text.en


CELLS = st.one_of(
    st.sampled_from(
        ["STT", "X", "Y", "1", "2", "Khu A", "Vùng 2", "2478000", "436000,5", "", "104°07'48\"", "9" * 39]
    ),
    st.text(max_size=12),
    st.floats(0, 3e6).map(lambda value: f"{value:.2f}"),
)


@given(st.lists(st.lists(CELLS, max_size=7), max_size=25), st.booleans())
def test_no_table_breaks_the_reading(grid: list[list[str]], separate: bool) -> None:
    table = Sheet("", tuple(Row(i, tuple(map(Cell, cells))) for i, cells in enumerate(grid, start=1)))
    tables = read_tables([table], separate=separate)
    shaped = shape_sites(tables.sites)
    for site in shaped.sites:
        assert site.shape is None or site.shape.is_valid


@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), min_size=3, max_size=20, unique=True).map(
        lambda points: shapely.MultiPoint(points).convex_hull
    ),
    st.integers(0, 19),
)
def test_a_convex_outline_comes_back_wherever_its_table_starts(hull: shapely.Polygon, start: int) -> None:
    if hull.geom_type != "Polygon":
        return
    ring = list(hull.exterior.coords)[:-1]
    start %= len(ring)
    turned = [*ring[start:], *ring[:start]]
    text = "Khu A\n" + HEAD + rows(tuple(f"{x} {y}" for x, y in turned))
    (site,) = shape_sites(read_tables([sheet(text)]).sites).sites
    assert site.shape is not None
    assert site.shape.area == pytest.approx(hull.area)
