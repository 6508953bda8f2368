"""Small changes to a clean plan: those that break one rule, and those that break none."""

from collections.abc import Callable

import shapely

from support import EAST, NORTH, Draft, place, point, square, zone

Change = Callable[[Draft], object]


def bow_tie() -> shapely.Polygon:
    """Gives a shape that crosses itself in its middle."""
    corners = [(0, 0), (1000, 1000), (1000, 0), (0, 1000)]
    return shapely.Polygon([(EAST + x, NORTH + y) for x, y in corners])


def far_grid(draft: Draft) -> None:
    """Measures in the grid of a meridian that lies 4.1° to the east, where areas come out 0.25 % large."""
    crs = "EPSG:9217"
    draft.config["plan"]["crs"] = crs
    draft.set("KCN_A", shapely.box(10_000, 2_470_000, 11_000, 2_471_000), commune=None)
    draft.set("RL_1", shapely.Point(10_500, 2_470_500))


BREAKS: dict[str, tuple[Change, str, str]] = {
    # rule: what is changed, the feature that the finding names, words of its message
    "id_duplicate": (lambda d: d.add(zone("KCN_B", point(7000))), "KCN_B", "2 times"),
    "id_form": (lambda d: d.add(zone("KHU Đ/1", point(7000))), "KHU Đ/1", "KHU Đ/1"),
    "id_reserved": (lambda d: d.add(zone("CCN", point(7000))), "CCN", "CCN"),
    "geometry_invalid": (
        lambda d: d.drop("KCN_A", "area_declared_ha", "industrial_land_ha").set("KCN_A", bow_tie()),
        "KCN_A",
        "The outline crosses itself, at north 2,466,500.00 m, east 436,500.00 m",
    ),
    "uncertainty_range": (lambda d: d.set("KCN_B", uncertainty_m=-1), "KCN_B", "-1"),
    "position_doubtful": (lambda d: d.set("KCN_B", position="surveyed"), "KCN_B", "Point"),
    "reference_unknown": (lambda d: d.set("RL_1", serves="KCN_A;KCN_Z"), "RL_1", "“KCN_Z”"),
    "commune_unknown": (lambda d: d.set("KCN_B", commune="Xã Z"), "KCN_B", "“Xã Z”"),
    "same_as_chain": (
        lambda d: d.add(
            zone("P1", point(7000), part_of="KCN_B"),
            zone("P2", point(7100), part_of="P1"),
        ),
        "P2",
        "part_of of P2 points at P1",
    ),
    "part_outside_whole": (
        lambda d: d.add(zone("P1", square(900, 0, 200), part_of="KCN_A")),
        "P1",
        "2 ha of it lie outside",  # 100 m × 200 m
    ),
    "part_possibly_outside": (
        lambda d: d.add(zone("P1", square(820, 0, 200), part_of="KCN_A")),
        "P1",
        "0.4 ha lie outside, within the position uncertainty of 20 m",  # 20 m × 200 m
    ),
    "area_gap": (lambda d: d.value("KCN_A", "area_declared_ha", 98), "KCN_A", "2.04 % apart"),  # 2 ÷ 98
    "area_gap_large": (lambda d: d.value("KCN_A", "area_declared_ha", 80), "KCN_A", "25 % apart"),  # 20 ÷ 80
    "grid_unfit": (far_grid, "KCN_A", "% apart"),
    "share_out_of_bounds": (lambda d: d.value("CCN_C", "occupancy_pct", 101), "CCN_C", "101 %"),
    "ratio_out_of_bounds": (lambda d: d.row("HP_1", "capacity_factor", 1.06), "HP_1", "1.06"),
    "figure_negative": (lambda d: d.value("KCN_A", "workers", -5), "KCN_A", "-5"),
    "land_order": (lambda d: d.value("KCN_A", "leased_land_ha", 81), "KCN_A", "81 ha exceeds"),
    "existing_without_decision": (lambda d: d.set("KCN_B", decision=None), "KCN_B", "Zone KCN_B"),
    "removed_with_area": (lambda d: d.set("KCN_D", stage="removed"), "KCN_D", "300 ha remain"),
    "planned_without_area": (
        lambda d: d.drop("KCN_D", "planned_area_2030_ha"),
        "KCN_D",
        "no figure “Planned area to 2030”",
    ),
    "area_before_its_stage": (
        lambda d: d.set("KCN_D", stage="after-2030"),
        "KCN_D",
        "200 ha are planned to 2030",
    ),
    "ledger_subject_unknown": (lambda d: d.row("KCN_Z", "workers", 1), "KCN_Z", "Line 35: KCN_Z, workers"),
    "ledger_subject_alias": (
        lambda d: (
            d.add(zone("KCN_A_QH", point(600, 600), stage="2021-2030", same_as="KCN_A"))
            .row("KCN_A", "planned_area_2030_ha", 100)
            .row("KCN_A_QH", "projects", 3)
        ),
        "KCN_A_QH",
        "KCN_A_QH is the same as KCN_A",
    ),
    "ledger_indicator_unknown": (lambda d: d.row("KCN_A", "beauty", 1, unit="ha"), "KCN_A", "beauty"),
    "ledger_unit": (lambda d: d.row("KCN_B", "projects", 3, unit="ha"), "KCN_B", "“ha”"),
    "ledger_source_missing": (lambda d: d.row("KCN_B", "projects", 3, source=""), "KCN_B", "Line 35"),
    "ledger_source_unknown": (lambda d: d.row("KCN_B", "projects", 3, source="S1;S9"), "KCN_B", "S9"),
    "ledger_contradiction": (
        lambda d: d.row("KCN_B", "workers", 250, "2025-06"),
        "KCN_B",
        "lines 22, 35 speak of the same time with values 200, 250",
    ),
    "ledger_after_as_of": (
        lambda d: d.row("KCN_B", "projects", 3, "2026-02"),
        "KCN_B",
        "2026-02 lies after the plan's date 2026-01-31",
    ),
    "parts_exceed_group": (
        # 1,600 workers in KCN_A and 200 in KCN_B
        lambda d: d.row("KCN", "workers", 1700, "2024"),
        "KCN",
        "add up to 1,800 (2025), the group says 1,700 (2024)",
    ),
    "ledger_preference_unexplained": (
        lambda d: d.row("KCN_B", "workers", 250, "2025-06", preferred="yes"),
        "KCN_B",
        "Line 35: KCN_B, workers",
    ),
}


def without_communes(draft: Draft) -> None:
    draft.layers["communes"] = []
    draft.drop("C_X").drop("C_Y")


HARMLESS: dict[str, Change] = {
    "area 0.99 % off": lambda d: d.value("KCN_A", "area_declared_ha", 101),
    "part within, up to slivers": lambda d: d.add(zone("P1", square(804, 0, 200), part_of="KCN_A")),
    "part drawn with another point": lambda d: d.add(zone("P1", point(9000, 9000), part_of="KCN_A")),
    "full zone": lambda d: d.value("CCN_C", "occupancy_pct", 100),
    "all land leased": lambda d: d.value("KCN_A", "leased_land_ha", 80),
    "fulfilment above the plan": lambda d: d.row("TEST", "cottage_output_plan_fulfilment_pct", 130),
    "shrinking economy": lambda d: d.row("TEST", "grdp_growth_pct_per_year", -2),
    "population in thousands": lambda d: d.row("C_Y", "population", 12, unit="thousand_persons"),
    "same figure twice": lambda d: d.row("KCN_B", "workers", 200, "2025-06"),
    "older figure": lambda d: d.row("KCN_B", "workers", 300, "2024"),
    "part of a year": lambda d: d.row("KCN_B", "tax_bn_vnd", 3, "2025-01/2025-06"),
    "reasoned preference": lambda d: d.row(
        "KCN_B", "workers", 250, "2025-06", preferred="yes", note="bảng mới hơn"
    ),
    "no communes layer to compare with": without_communes,
    "removed without area": lambda d: d.set("KCN_D", stage="removed").drop("KCN_D"),
    "target ahead": lambda d: d.row("TEST", "industrial_output_target_bn_vnd", 1500, "2030"),
    "group larger than its zones": lambda d: d.row("KCN", "workers", 2000),
    "group rounded down": lambda d: d.row("KCN", "workers", 1799),
    "exactly known": lambda d: d.set("KCN_A", uncertainty_m=0),
    "small parcel": lambda d: d.add(zone("P1", square(7000, 0, 10))),
    "relocation as an outline": lambda d: d.add(
        place("RL_3", square(7000), role="origin", cause="disaster", position="outline"), layer="relocations"
    ),
}


EXCLUSIVE = {
    "geometry_invalid",
    "grid_unfit",
    "area_gap",
    "planned_without_area",
    "removed_with_area",
    "ledger_contradiction",
    "parts_exceed_group",
}

"""Rules whose changes cannot stand together with the others in one plan."""
