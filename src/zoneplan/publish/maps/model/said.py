"""Words of the map in both languages, as its model holds them."""

from collections.abc import Callable

from zoneplan.text import Language, Message, Text, render

LANGUAGES: tuple[Language, Language] = ("vi", "en")
"""The languages of the map."""

Said = str | list[str]
"""A text as JSON: a string where both languages agree, else Vietnamese and English."""


def both(words: Text | Message) -> Text:
    """Gives words in both languages, the figures of a message filled in."""
    return words if isinstance(words, Text) else Text(render(words, "vi"), render(words, "en"))


def each(tell: Callable[[Language], str]) -> Text:
    """Gives what a function tells in each language."""
    return Text(tell("vi"), tell("en"))


def said(words: Text | Message) -> Said:
    """Gives words as JSON."""
    text = both(words)
    return text.vi if text.vi == text.en else [text.vi, text.en]
