"""Text without characters that a reader cannot see and that could turn, hide or break what stands beside them."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Control characters, marks of the reading direction and spaces of no width, lone surrogates."""
_JOINERS = "\u200c\u200d"
"""They tell how the letters beside them are written, and make one picture of several."""
_KEPT = frozenset(f"\n\t{_JOINERS}")
_NEVER = frozenset("\ufffe\uffff")
"""What neither XML nor HTML can hold."""


def readable(text: str) -> str:
    """Gives a text as people can read it, with one kind of line end.

    What turns the reading direction is left out, so that the order stays as it is written.
    """
    if text.isprintable():
        return text
    plain = _LINE_ENDS.sub("\n", text)
    return "".join(char for char in plain if char in _KEPT or not _unseen(char))


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN or char in _NEVER


def in_one_line(text: str) -> str:
    """Gives a readable text with its line ends and blanks each as one blank."""
    return " ".join(readable(text).split())
