"""The ledger: totals, formulas, magnitudes and jumps that do not fit."""

from typing import Any

from checks.cases.base import Change
from support import Draft, place, point


def _rows(draft: Draft, subject: str, as_of: str, **values: float) -> Draft:
    for indicator, value in values.items():
        draft.row(subject, indicator, value, as_of)
    return draft


def _land(total: float, as_of: str = "2025", **parts: float) -> Change:
    groups = {"land_nnp_ha": 1000.0, "land_pnn_ha": 500.0, "land_csd_ha": 200.0}
    return lambda d: _rows(d, "TEST", as_of, land_total_ha=total, **(groups | parts))


def _shares(mining: float, processing: float, rest: float) -> Change:
    return lambda d: _rows(
        d,
        "TEST",
        "2025",
        output_share_mining_pct=mining,
        output_share_processing_pct=processing,
        output_share_electricity_water_pct=rest,
    )


def _plant(factor: float, **cells: str) -> Change:
    """42 GWh in 2021 of a plant of 10 MW, which is 0.479 of what it could."""
    return lambda d: d.row("HP_1", "annual_gwh", 42, "2021").row(
        "HP_1", "capacity_factor", factor, "2021", **cells
    )


def _district(population: float, **config: Any) -> Change:
    def change(draft: Draft) -> None:
        draft.config["subjects"] = {
            "F_X": {"name_vi": "Huyện X", "parts": ["F_1", "F_2"]} | config,
            "F_1": {"name_vi": "Xã 1"},
            "F_2": {"name_vi": "Xã 2"},
        }
        draft.row("F_X", "population", population, "2009-04")
        draft.row("F_1", "population", 4000, "2009-04").row(
            "F_2", "population", 3000, "2009-04-01/2009-04-30"
        )

    return change


def _communes(least: float, note: str = "") -> Change:
    """Ten communes of 9,000 people, one of 12,000 and one of so many."""

    def change(draft: Draft) -> None:
        draft.drop("TEST", "population").row("C_Y", "population", least, note=note)
        for number in range(10):
            shape = place(f"C_{number}", point(1000 * number, 14_000), name_vi=f"Xã {number}")
            draft.add(shape, layer="communes").row(f"C_{number}", "population", 9000)

    return change


BREAKS: dict[str, tuple[Change, str, str]] = {
    "land_order_dates": (
        lambda d: d.drop("KCN_B", "leased_land_ha").row("KCN_B", "leased_land_ha", 45, "2016"),
        "KCN_B",
        "45 ha (2016) exceeds Industrial land 40 ha (2025)",
    ),
    "derived_out_of_step": (
        # between 41.5 GWh of 10.5 MW, 0.451, and 42.5 GWh of 9.5 MW, 0.511
        _plant(0.52, confidence="derived"),
        "HP_1",
        "with lines 35, 31 gives 0.48",
    ),
    "derived_from_other_time": (
        lambda d: (_plant(0.48, confidence="derived")(d), d.row("HP_1", "installed_mw", 20, "2021")),
        "HP_1",
        "with lines 35, 37 gives 0.24",
    ),
    "published_out_of_step": (
        lambda d: d.row("KCN_A", "occupancy_pct", 90),
        "KCN_A",
        "Leased industrial land ÷ Industrial land × 100 with lines 11, 10 gives 75",
    ),
    "derived_arithmetic": (
        lambda d: d.row("KCN_B", "projects", 5, confidence="derived", note="3 dự án + 1 dự án (mới)"),
        "KCN_B",
        "gives 4",
    ),
    "total_out_of_step": (
        _land(1702.1),
        "TEST",
        "the total says 1,702.1, its parts add up to 1,700, 2.1 apart (rounding explains no more than 1.55)",
    ),
    "shares_not_100": (_shares(7.5, 81.2, 21.3), "TEST", "add up to 110 %; lines 35, 36, 37"),
    "places_out_of_step": (lambda d: d.value("C_X", "area_km2", 360), "TEST", "its parts add up to 410"),
    "subject_part_unknown": (
        _district(7000, parts=["F_1", "F_9"]),
        "F_X",
        "[subjects.F_X] names F_9 in parts",
    ),
    "figure_magnitude": (
        lambda d: d.value("HP_3", "installed_mw", 4000),
        "HP_3",
        "4,000 MW; plausible are 0.1 to 2,400",
    ),
    "figure_thousandfold": (
        lambda d: d.row("KCN_B", "tax_bn_vnd", 8500, "2024"),
        "KCN_B",
        "line 24 has Payments to the state budget = 8, about 1,000 times apart",
    ),
    "figure_outlier": (_communes(299), "C_Y", "the middle of 12 places of its kind is 9,000"),
    "figure_jump": (
        lambda d: d.row("KCN_B", "workers", 700, "2024"),
        "KCN_B",
        "700 (2024, line 35), then 200 (2025, line 22): it fell 3.5-fold",
    ),
}

HARMLESS: dict[str, Change] = {
    "leased land of the year": lambda d: d.row("KCN_A", "leased_land_ha", 50, "2016"),
    "at least so much land": lambda d: d.value("KCN_A", "industrial_land_ha", 55, "[>=] hơn 55 ha"),
    "shrinking industry": lambda d: d.row("TEST", "industrial_output_growth_pct", -4.5, "2024"),
    "more than in the year before": lambda d: d.row("TEST", "industrial_output_same_period_pct", 108, "2024"),
    "plant as computed": _plant(0.48, confidence="derived"),
    "plant at the edge of rounding": _plant(0.51, confidence="derived"),
    "published factor without figures of its time": _plant(0.9),
    "occupancy as computed": lambda d: d.row("KCN_A", "occupancy_pct", 75),
    "occupancy of about": lambda d: d.row("KCN_A", "occupancy_pct", 78, note="[~] khoảng 78 %"),
    "occupancy of another year": lambda d: d.row("KCN_A", "occupancy_pct", 40, "2019"),
    "growth as computed": lambda d: d.row("TEST", "industrial_output_bn_vnd", 800, "2024").row(
        "TEST", "industrial_output_growth_pct", 12.5
    ),
    "arithmetic as noted": lambda d: d.row(
        "KCN_B", "projects", 4, confidence="derived", note="[~] cộng hai bảng: 3 (2021-2025) + 1"
    ),
    "prose with numbers": lambda d: d.row(
        "KCN_B", "projects", 4, confidence="derived", note="đếm các dự án ở Cốc Mỳ - Trịnh Tường, 2 bảng"
    ),
    "land within its rounding": _land(1701),
    "land with a group missing": lambda d: _rows(d, "TEST", "2025", land_total_ha=1700, land_nnp_ha=1000),
    "land of two years": lambda d: _rows(
        _rows(d, "TEST", "2024", land_total_ha=1700), "TEST", "2025", land_nnp_ha=9000
    ),
    "shares of 100": _shares(7.5, 71.2, 21.3),
    "shares within their rounding": _shares(7.5, 71.2, 21.2),
    "two of three shares": lambda d: _rows(
        d, "TEST", "2025", output_share_mining_pct=7.5, output_share_processing_pct=71.2
    ),
    "shares of a gross product": lambda d: _rows(
        d,
        "TEST",
        "2025",
        grdp_share_agriculture_pct=12.27,
        grdp_share_industry_construction_pct=40.64,
        grdp_share_services_pct=37.83,
    ),
    "district as its communes": _district(7000),
    "district of no parts": _district(9000, parts=[]),
    "communes of a part of the province": lambda d: d.value("C_X", "area_km2", 350),
    "nothing planned": lambda d: d.value("KCN_D", "planned_area_2030_ha", 0),
    "one project, then four": lambda d: d.row("KCN_B", "projects", 1, "2024").row(
        "KCN_B", "projects", 4, "2025"
    ),
    "a thirtieth of the others": _communes(300),
    "small with its reason": _communes(299, "xã đảo"),
    "threefold": lambda d: d.row("KCN_B", "workers", 600, "2024"),
    "fourfold in ten years": lambda d: d.row("KCN_B", "workers", 50, "2015"),
    "jump with its reason": lambda d: d.value("KCN_B", "workers", 200, "nhà máy lớn nhất đóng cửa").row(
        "KCN_B", "workers", 700, "2024"
    ),
    "months beside a year": lambda d: d.row("KCN_B", "tax_bn_vnd", 1, "2024-01/2024-02"),
    "another price base": lambda d: d.row("TEST", "industrial_output_1994_bn_vnd", 90, "2024"),
    "large in another unit": lambda d: d.row("KCN_D", "workers", 1.5, unit="thousand_persons"),
}

EXCLUSIVE = set(BREAKS)
"""Each stands in a plan of its own: most add rows whose lines the messages name."""
