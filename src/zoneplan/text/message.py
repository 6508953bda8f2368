"""Bilingual texts and messages that keep their figures until a language is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from zoneplan.text.numbers import format_date, format_number

Language: TypeAlias = Literal["vi", "en"]


class Text(NamedTuple):
    """The same words in Vietnamese and in English; either may hold ``{placeholders}``."""

    vi: str
    en: str

    def in_(self, language: Language) -> str:
        """Gives the words in one language."""
        return self.vi if language == "vi" else self.en


class Number(NamedTuple):
    """A number that a message shows with exactly so many decimals."""

    value: float
    decimals: int


class When(NamedTuple):
    """An ISO date or period that a message shows the way its language writes dates."""

    iso: str


@dataclass(frozen=True, slots=True)
class Message:
    """A text with the values for its placeholders, not yet in any language."""

    text: Text
    params: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, text: Text, **params: object) -> "Message":
        """Gives a message from a text and its values."""
        return cls(text, params)


def _worded(value: object, language: Language) -> str:
    if isinstance(value, Number):
        return format_number(value.value, language, value.decimals)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format_number(value, language)
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, Sequence) and not isinstance(value, str | Text | When):
        return ", ".join(_worded(item, language) for item in value)
    return printable(_plain(value, language))


def _plain(value: object, language: Language) -> str:
    if isinstance(value, Text):
        return value.in_(language)
    return format_date(value.iso, language) if isinstance(value, When) else str(value)


def printable(text: str) -> str:
    """Gives the text with control characters made visible, so that data cannot steer a terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else f"\\x{ord(char):02x}" for char in text)


def render(message: Message, language: Language) -> str:
    """Gives the message in one language, numbers written the way that language writes them."""
    values = {key: _worded(value, language) for key, value in message.params.items()}
    return message.text.in_(language).format(**values)
