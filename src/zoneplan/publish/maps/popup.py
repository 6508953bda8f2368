"""Cards and the panel as HTML; everything from data is escaped."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from zoneplan.publish.maps.parts import own

if TYPE_CHECKING:
    from jinja2 import Template


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(own),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> "Template":
    return _environment().get_template(name)


def popup_html(card: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Gives the card of a place as HTML."""
    html = _template("popup.html.j2").render(card=card, words=words)
    return "\n".join(line for line in html.split("\n") if line)


def mark_html(mark: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Gives the card of a mark, with the findings at its point, as HTML."""
    html = _template("mark.html.j2").render(mark=mark, words=words)
    return "\n".join(line for line in html.split("\n") if line)


def panel_html(model: Mapping[str, Any]) -> str:
    """Gives the panel with title, search, key figures and legend as HTML."""
    return _template("panel.html.j2").render(model=model, words=model["card_words"], page=model["words"])
