"""The online picture of the ground that the map offers, which only a reader can turn on."""

from zoneplan.plan.plan import Plan


def online_base(plan: Plan) -> dict[str, str] | None:
    """Gives address and owner of the picture; nothing where the plan offers none."""
    table = plan.config.map
    return {"url": table.online_tiles, "owner": table.online_owner} if table.online_tiles else None
