"""What the page may do: run the scripts and styles that stand in it, show pictures that stand in it, and nothing else."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urlsplit

_RUN = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
PLACE = "@@policy@@"
"""What stands in a page where its policy goes."""


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def policy(html: str, pictures_from: Iterable[str] = ()) -> str:
    """Gives the Content-Security-Policy of a page.

    Args:
        html: The page; its ``<script>`` and ``<style>`` elements without attributes are those that may run.
        pictures_from: Addresses of online pictures that the reader may turn on; only their hosts are named.
    """
    runs = [(kind, _digest(text)) for kind, text in _RUN.findall(html)]
    hosts = [f"https://{urlsplit(address).netloc}" for address in pictures_from]
    rules = {
        "default-src": ["'none'"],
        "script-src": [digest for kind, digest in runs if kind == "script"] or ["'none'"],
        "style-src": [digest for kind, digest in runs if kind == "style"] or ["'none'"],
        "img-src": ["data:", "blob:", *hosts],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def with_policy(html: str, pictures_from: Iterable[str] = ()) -> str:
    """Gives a page with its policy in its place."""
    return html.replace(PLACE, policy(html, pictures_from), 1)
