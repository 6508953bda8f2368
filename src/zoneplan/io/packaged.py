"""Tables and scripts that come with installed packages."""

import tomllib
from functools import lru_cache
from importlib import resources

from zoneplan.plan.indicators import Indicator, indicators_from
from zoneplan.plan.regulations import Regulations, regulations_from


def _plan_file(name: str) -> str:
    return resources.files("zoneplan.plan").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def packaged_indicators() -> dict[str, Indicator]:
    """Gives the indicators that every plan knows."""
    return indicators_from(tomllib.loads(_plan_file("indicators.toml")))


@lru_cache(maxsize=1)
def packaged_regulations() -> Regulations:
    """Gives the regulations that come with the program."""
    return regulations_from(tomllib.loads(_plan_file("regulations.toml")))


def leaflet(name: str) -> str:
    """Gives ``leaflet.js`` or ``leaflet.css`` from the installed package that carries it."""
    return (
        resources.files("js_lib_leaflet")
        .joinpath("static", "js_lib_leaflet", name)
        .read_text(encoding="utf-8")
    )


def template(package: str, name: str) -> str:
    """Gives a template, style sheet or script that stands beside the code of a package of ours."""
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")
