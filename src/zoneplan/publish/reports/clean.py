"""Text from data as a spreadsheet and a page can hold it."""

from zoneplan.text import readable


def clean(text: str) -> str:
    """Gives a readable text with tabs as blanks."""
    return readable(text).replace("\t", " ")


LONGEST_NAME = 120
"""Characters of a name that a report shows."""


def short_name(name: str) -> str:
    """Gives a name as a report shows it: what is longer than a name can be is cut."""
    return shortened(clean(name), LONGEST_NAME)


def shortened(text: str, length: int) -> str:
    """Gives the text, cut with an ellipsis where it is longer than allowed."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
