"""Words, numbers and dates in Vietnamese and English."""

from zoneplan.text.citation import citation
from zoneplan.text.folding import fold, slug, spelling
from zoneplan.text.message import Language, Message, Number, Text, When, render
from zoneplan.text.numbers import decimals_shown, format_date, format_number
from zoneplan.text.readable import in_one_line, readable

__all__ = [
    "Language",
    "Message",
    "Number",
    "Text",
    "When",
    "citation",
    "decimals_shown",
    "fold",
    "format_date",
    "format_number",
    "in_one_line",
    "readable",
    "render",
    "slug",
    "spelling",
]
