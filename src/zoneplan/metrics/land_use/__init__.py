"""Land use: importing the package registers its measures and tables."""

from zoneplan.metrics.land_use import balance, balance_table, change, ledger_table, mix, province, zone_shares

__all__ = ["balance", "balance_table", "change", "ledger_table", "mix", "province", "zone_shares"]
