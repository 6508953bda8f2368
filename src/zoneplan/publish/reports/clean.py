"""Text from data without the characters that neither a spreadsheet nor a page can hold."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
"""Control characters, invisible ones that may turn the reading direction, and lone surrogates."""
_NEVER = frozenset({"\ufffe", "\uffff"})


def clean(text: str) -> str:
    """Gives the text with tabs as blanks and without control characters; line ends of every kind stay as one."""
    if text.isprintable():
        return text
    plain = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(
        char
        for char in plain
        if char == "\n" or (unicodedata.category(char) not in _DROPPED and char not in _NEVER)
    )


LONGEST_NAME = 120
"""Characters of a name that a report shows."""


def short_name(name: str) -> str:
    """Gives a name as a report shows it: what is longer than a name can be is cut."""
    return shortened(clean(name), LONGEST_NAME)


def shortened(text: str, length: int) -> str:
    """Gives the text, cut with an ellipsis where it is longer than allowed."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
