"""Whole pages of maps for tests, and what stands in them."""

import gzip
import json
import re
from base64 import b64decode
from html.parser import HTMLParser
from typing import Any

from map_models import dossier_of
from support import Draft
from zoneplan.plan.finding import Finding
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps import artefacts, comparison
from zoneplan.text import Language

HOSTILE = """<script>window.hacked=1</script></script>"'&<img src=x onerror=window.hacked=1>{{ 7*7 }}{% raw %}\u2028\u202ex"""
_BLOCK = re.compile(r'<script type="text/plain" id="block-([a-zA-Z0-9-]+)">([A-Za-z0-9+/=]*)</script>')


def page_of_dossier(dossier: Dossier) -> str:
    """Gives the page of a dossier."""
    (artefact,) = artefacts(dossier)
    return artefact.make().decode("utf-8")


def page_of_dossiers(dossier: Dossier, other: Dossier) -> str:
    """Gives the page of a dossier with another to be laid over it."""
    return comparison(dossier, other).make().decode("utf-8")


def page_of(plan: Plan | Draft, *findings: Finding, language: Language = "vi") -> str:
    """Gives the page of a plan with all measures."""
    return page_of_dossier(
        dossier_of(plan.plan() if isinstance(plan, Draft) else plan, *findings, language=language)
    )


def blocks_of(html: str) -> dict[str, bytes]:
    """Gives the blocks of a page by name, unpacked."""
    return {name: gzip.decompress(b64decode(letters)) for name, letters in _BLOCK.findall(html)}


def cards_of(html: str, language: Language) -> list[dict[str, Any]]:
    """Gives the cards of a page in one language, in their order."""
    blocks = blocks_of(html)
    names = sorted(
        (n for n in blocks if n.startswith(f"cards-{language}-")), key=lambda n: int(n.rpartition("-")[2])
    )
    return [card for name in names for card in json.loads(blocks[name])]


class Tags(HTMLParser):
    """The tags of a page with their attributes, and the text inside scripts and styles without attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.run: list[tuple[str, str]] = []
        self._in: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = tag if tag in {"script", "style"} and not attrs else None
        if self._in:
            self.run.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._in = None

    def handle_data(self, data: str) -> None:
        if self._in:
            tag, text = self.run[-1]
            self.run[-1] = (tag, text + data)
