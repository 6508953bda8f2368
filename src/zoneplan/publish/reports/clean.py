"""Text from data without the characters that neither a spreadsheet nor a page can hold."""

import unicodedata

_DROPPED = frozenset({"Cc", "Cf", "Cs"})
"""Control characters, invisible ones that may turn the reading direction, and lone surrogates."""
_NEVER = frozenset({"\ufffe", "\uffff"})


def clean(text: str) -> str:
    """Gives the text with tabs as blanks and without control characters; line ends stay."""
    if text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        char
        for char in plain
        if char == "\n" or (unicodedata.category(char) not in _DROPPED and char not in _NEVER)
    )


def shortened(text: str, length: int) -> str:
    """Gives the text, cut with an ellipsis where it is longer than allowed."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
