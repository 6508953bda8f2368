"""The measures that a place is expected to have: of these alone a short list says that they are missing."""

from zoneplan.metrics import Role

KEY_MEASURES: dict[Role, tuple[str, ...]] = {
    Role.ZONE: (
        "area_declared_ha",
        "area_planar_ha",
        "occupancy_pct",
        "output_per_ha_bn_vnd",
        "workers_per_ha",
        "capital_per_ha_bn_vnd",
        "tax_per_ha_bn_vnd",
        "clearance_of_declared_pct",
    ),
    Role.COMMUNE: ("population", "population_density_per_km2"),
    Role.HYDROPOWER: ("installed_mw", "annual_gwh", "capacity_factor"),
    Role.RELOCATION: ("households_to_move", "households_remaining", "relocation_cost_per_household_m_vnd"),
    Role.BASIN: ("installed_mw", "hydropower_mw_per_100km2"),
    Role.PLOT: ("net_building_density_pct", "floor_area_ratio"),
}
"""By what is measured, the most important first."""


def is_key(metric: str, role: Role) -> bool:
    """Tells whether a place of a role is expected to have a measure."""
    return metric in KEY_MEASURES.get(role, ())
