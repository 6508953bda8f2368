"""Sizes, phases, relocations, dates, parts and plants: changes that contradict what the plan itself says."""

from datetime import date

from checks.cases.base import Change
from support import Draft, place, point, square, zone


def _small_cluster(draft: Draft, area: float, **fields: str) -> Draft:
    return (
        draft.drop("CCN_C", "industrial_land_ha")
        .value("CCN_C", "area_declared_ha", area)
        .set("CCN_C", **fields)
    )


def _in_force_backwards(draft: Draft) -> None:
    draft.config["regulations"] = {
        "ccn_size": {"in_force_from": date(2024, 5, 1), "in_force_to": date(2023, 12, 31)}
    }


def _mountainous(draft: Draft) -> None:
    draft.config["regulations"] = {"ccn_size": {"value": 5.0, "document": "QĐ 861/QĐ-TTg"}}
    _small_cluster(draft, 7.5)


def _source(draft: Draft, day: str, as_of: str, indicator: str = "projects", **cells: str) -> None:
    draft.sources.append(["S2", "Báo cáo", "Sở", day, "", ""])
    draft.row("KCN_B", indicator, 30, as_of, **({"source": "S2"} | cells))


def _part(draft: Draft, part: str, whole: str, indicator: str, area: float, **fields: str) -> Draft:
    stage = {"stage": "2021-2030"} if indicator.startswith("planned") else {}
    return draft.add(zone(part, point(7000), part_of=whole, **(stage | fields))).row(part, indicator, area)


def _phased(draft: Draft, first: float, second: float) -> Draft:
    draft.value("KCN_D", "planned_area_2030_ha", 1000).value("KCN_D", "planned_area_after_2030_ha", 1000)
    _part(draft, "P1", "KCN_D", "planned_area_2030_ha", first)
    return _part(draft, "P2", "KCN_D", "planned_area_2030_ha", second)


BREAKS: dict[str, tuple[Change, str, str]] = {
    "cluster_size": (
        lambda d: d.value("CCN_C", "area_declared_ha", 80).set("CCN_C", established="2025"),
        "CCN_C",
        "Declared area 80 ha; an industrial cluster has 10 to 75 ha",
    ),
    "cluster_size_mountain_only": (lambda d: _small_cluster(d, 7.5), "CCN_C", "7.5 ha"),
    "cluster_size_founded": (lambda d: _small_cluster(d, 3.5, established="2016"), "CCN_C", "3.5 ha"),
    "zone_without_phases": (
        lambda d: d.value("KCN_D", "planned_area_2030_ha", 600),
        "KCN_D",
        "600 ha, the largest phase in the data has 600 ha; a phase has no more than 500 ha",
    ),
    "zone_without_phases_founded": (
        lambda d: d.value("KCN_B", "area_declared_ha", 600).set("KCN_B", established="2011"),
        "KCN_B",
        "600 ha, the largest phase",
    ),
    "zone_over_destination": (
        # 200 ha are a circle of 798 m; both may be off by 600 m
        lambda d: d.set("RL_2", point(9150), uncertainty_m=100),
        "KCN_D",
        "lies over the relocation destination Nơi RL_2",
    ),
    "zone_possibly_over_destination": (
        # 900 m from the middle, 798 m of them inside
        lambda d: d.set("RL_2", point(9900), uncertainty_m=100),
        "KCN_D",
        "102.12 m apart, positions up to 600 m off",
    ),
    "origin_outside_zone": (
        lambda d: d.set("RL_1", point(3000, 500)),
        "RL_1",
        "lies 2,000 m away, beyond the position uncertainty of 1,010 m",
    ),
    "established_unreadable": (lambda d: d.set("KCN_B", established="15/3/2011"), "KCN_B", "“15/3/2011”"),
    "established_in_future": (
        lambda d: d.set("KCN_B", established="2031"),
        "KCN_B",
        "established 2031, after the plan's date 2026-01-31",
    ),
    "established_before_decision": (
        lambda d: d.set("KCN_B", established="2009", decision="601/QĐ-UBND (15/3/2011); 7/QĐ-UBND 22/6/2020"),
        "KCN_B",
        "the earliest document recorded is of 2011-03-15",
    ),
    "decision_date": (
        lambda d: d.set("KCN_B", decision="601/QĐ-UBND (31/6/2024)"),
        "KCN_B",
        "a decision is dated 31/6/2024",
    ),
    "used_before_established": (
        lambda d: d.set("KCN_B", established="2016").row("KCN_B", "workers", 150, "2014"),
        "KCN_B",
        "Workers (2014), while the zone or plant exists since 2016",
    ),
    "plant_year": (
        lambda d: d.set("HP_1", year=2031),
        "HP_1",
        "operating, yet its year of commissioning is 2031",
    ),
    "source_before_figure": (
        lambda d: _source(d, "2023-05-08", "2024"),
        "KCN_B",
        "speaks of 2024, yet the latest source (S2) is of 2023-05-08",
    ),
    "source_after_plan": (
        lambda d: _source(d, "2027-01-15", "2025"),
        "S2",
        "S2 is dated 2027-01-15, after the plan's date",
    ),
    "regulation_in_force": (_in_force_backwards, "ccn_size", "in force from 2024-05-01 to 2023-12-31"),
    "parts_exceed_whole": (
        lambda d: _part(
            _part(d, "P1", "KCN_B", "area_declared_ha", 30), "P2", "KCN_B", "area_declared_ha", 30
        ),
        "KCN_B",
        "its parts (P1, P2) add up to 60, the zone itself has 50",
    ),
    "plant_count": (
        lambda d: d.row("TEST", "hydropower_operating_sites", 3),
        "TEST",
        "the ledger says 3 (2025, line 35), the hydropower layer has 2",
    ),
    "plant_power": (
        lambda d: d.row("TEST", "hydropower_operating_mw", 26),
        "TEST",
        "the 2 plants add up to 16 MW",  # 10 and 6
    ),
    "plant_energy_impossible": (
        lambda d: d.row("HP_1", "annual_gwh", 90, "2024"),
        "HP_1",
        "90 GWh (2024); 10 MW (line 31) all year make only 87.6 GWh",  # 10 MW × 8,760 h
    ),
}

HARMLESS: dict[str, Change] = {
    "cluster at the lower limit": lambda d: _small_cluster(d, 10),
    "cluster at the upper limit": lambda d: d.value("CCN_C", "area_declared_ha", 75),
    "small cluster of a mountainous plan": _mountainous,
    "small cluster that is withdrawn": lambda d: _small_cluster(d, 3.5, stage="removed"),
    "part of a cluster": lambda d: _part(d, "P1", "CCN_C", "area_declared_ha", 4, category="CCN"),
    "zone at the limit": lambda d: d.value("KCN_D", "planned_area_2030_ha", 500),
    "half of a zone after 2030": lambda d: d.value("KCN_D", "planned_area_after_2030_ha", 700),
    "zone in two phases": lambda d: _phased(d, 500, 500),
    "zone in two phases and a rest": lambda d: _phased(d, 300, 200),
    "destination beyond what positions allow": lambda d: d.set("RL_2", point(10_500), uncertainty_m=100),
    "destination known only by its commune": lambda d: d.set(
        "RL_2", point(9000), uncertainty_m=6000, position="commune_centroid"
    ),
    "destination of people under a standing zone": lambda d: d.set("RL_2", point(5000), uncertainty_m=100),
    "destination under a withdrawn zone": lambda d: (
        d.set("KCN_D", stage="removed").drop("KCN_D").set("RL_2", point(9000), uncertainty_m=100)
    ),
    "origin within its uncertainty": lambda d: d.set("RL_1", point(2000, 500)),
    "origin in one of two zones": lambda d: d.set("RL_1", point(5000), serves="KCN_A;KCN_B"),
    "origin known only by its commune": lambda d: d.set(
        "RL_1", point(3000, 500), position="commune_centroid", uncertainty_m=1000
    ),
    "origin partly outside": lambda d: d.set("RL_1", square(900, 0, 400), position="outline"),
    "origin that serves nothing": lambda d: d.set("RL_1", point(3000, 500), serves=None),
    "established in the year of its decision": lambda d: d.set(
        "KCN_B", established="2011", decision="601/QĐ-UBND (15/3/2011); 187/2025/QH15"
    ),
    "use in the year of establishment": lambda d: d.set("KCN_B", established="2014-06").row(
        "KCN_B", "workers", 150, "2014"
    ),
    "established this year": lambda d: d.set("KCN_B", established="2025", decision="1/QĐ-UBND (05/12/2025)"),
    "plant of this year": lambda d: d.set("HP_1", year=2026),
    "plant to come": lambda d: d.set("HP_3", year=2028),
    "report in the year it speaks of": lambda d: _source(d, "2024-05", "2024"),
    "undated source": lambda d: _source(d, "", "2024"),
    "one of two sources is later": lambda d: _source(d, "2023-05-08", "2024", source="S1;S2"),
    "target set before its year": lambda d: _source(d, "2020", "2025", "planned_occupancy_pct"),
    "parts within their zone": lambda d: _part(d, "P1", "KCN_B", "area_declared_ha", 50),
    "withdrawn part": lambda d: _part(d, "P1", "KCN_B", "area_declared_ha", 90, stage="removed"),
    "plants as printed": lambda d: d.row("TEST", "hydropower_operating_sites", 2).row(
        "TEST", "hydropower_operating_mw", 16.4
    ),
    "plant at full load": lambda d: d.row("HP_1", "annual_gwh", 87.6, "2024"),
    "plant before it was cut down": lambda d: d.row("HP_1", "annual_gwh", 120, "2020").row(
        "HP_1", "installed_mw", 20, "2020"
    ),
    "part of a year of a plant": lambda d: d.row("HP_1", "annual_gwh", 90, "2024-01/2024-06"),
    "old total of plants": lambda d: d.row("TEST", "hydropower_operating_mw", 9, "2009"),
    "rule without an end": lambda d: d.config.update(
        regulations={"ccn_size": {"in_force_to": date(2030, 1, 1)}}
    ),
    "destination beside nothing": lambda d: d.add(
        place("RL_9", point(20_000), role="destination", cause="disaster"), layer="relocations"
    ),
}

EXCLUSIVE = set(BREAKS)
"""Several of these change the same zone, so each stands in a plan of its own."""
