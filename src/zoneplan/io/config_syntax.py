"""What is wrong with the syntax of ``zoneplan.toml``, in the words of somebody who writes it by hand."""

import re

from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.text import Message, Text

CONFIG_SYNTAX = Rule(
    "config_syntax",
    Severity.ERROR,
    Text("Cấu hình sai cú pháp", "Configuration has a syntax error"),
    Text(
        "{path} dòng {line} (“{text}”) không đúng cú pháp TOML: {problem}",
        "{path} line {line} (“{text}”) is not valid TOML: {problem}",
    ),
    Text("Không biết quy hoạch gồm những gì.", "It is not known what the plan consists of."),
    Text(
        'Mỗi mục viết trên một dòng, mục = giá trị; chữ đặt trong ngoặc kép thẳng, thí dụ crs = "EPSG:9208"; '
        "số dùng dấu chấm thập phân; mỗi mục chỉ viết một lần trong một phần [...].",
        'Write one entry a line, entry = value; text in straight quotes, for instance crs = "EPSG:9208"; '
        "numbers with a decimal point; each entry only once in a section [...].",
    ),
    exit_code=3,
    example=Text(
        "crs = EPSG:9208 không có ngoặc kép, hoặc hai dòng fields = … trong cùng một lớp.",
        "crs = EPSG:9208 without quotes, or two lines fields = … in one layer.",
    ),
)

_LONGEST = 60
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\Z")
_TWICE = Text(
    "mục này đã có ở dòng khác của cùng phần; gộp hai dòng thành một.",
    "this entry stands on another line of the section already; make one line of the two.",
)
_SECTION_TWICE = Text(
    "phần này đã được viết ở trên; gộp hai phần thành một.",
    "this section was written above already; make one of the two.",
)
_VALUE = Text(
    'giá trị không đọc được; nếu là chữ thì đặt trong ngoặc kép thẳng "…".',
    'the value cannot be read; if it is text, put it in straight quotes "…".',
)
_ENDING = Text(
    "sau giá trị còn thừa chữ; số viết với dấu chấm thập phân, chữ đặt trong ngoặc kép, mỗi dòng một mục.",
    "something is left over after the value; write numbers with a decimal point, text in quotes, "
    "one entry a line.",
)
_EQUALS = Text(
    "thiếu dấu = sau tên mục; tên có dấu cách hoặc dấu tiếng Việt phải đặt trong ngoặc kép.",
    "there is no = after the name of the entry; names with spaces or accents need quotes.",
)
_QUOTES = Text("ngoặc kép mở mà không đóng.", "a quotation mark is opened and not closed.")
_BACKSLASH = Text(
    "dấu \\ không dùng được trong ngoặc kép; đường dẫn viết với dấu /.",
    "\\ cannot stand in quotes; write paths with /.",
)
_BRACKETS = Text("thiếu dấu đóng ] hoặc }}.", "a closing ] or }} is missing.")
_NAME = Text("thiếu tên mục hoặc thừa dấu phẩy.", "the name of an entry is missing or a comma is too many.")
_PARTS = Text("tên mục có quá nhiều phần.", "a key has too many parts.")
_OTHER = Text("{detail}.", "{detail}.")
_WORDS = (
    ("Cannot overwrite a value", _TWICE),
    ("Duplicate inline table key", _TWICE),
    ("Cannot mutate immutable namespace", _SECTION_TWICE),
    ("Cannot declare", _SECTION_TWICE),
    ("Invalid value", _VALUE),
    ("Expected newline", _ENDING),
    ("Expected '='", _EQUALS),
    ("Expected ']'", _BRACKETS),
    ("Unclosed", _BRACKETS),
    ("Illegal character '\\n'", _QUOTES),
    ("Unterminated string", _QUOTES),
    ("Unescaped", _BACKSLASH),
    ("Invalid hex value", _BACKSLASH),
    ("Invalid initial character", _NAME),
    ("Invalid statement", _NAME),
    ("a key has too many parts", _PARTS),
)
"""How the messages of the TOML parser begin, and what each means."""


def syntax_fault(path: str, content: str, said: str) -> Finding:
    """Gives the finding for what the TOML parser said of a file.

    Args:
        path: The file.
        content: Its text.
        said: The parser's message, which ends with its place.
    """
    place = _PLACE.search(said)
    lines = content.splitlines() or [""]
    line = int(place.group(1)) if place and place.group(1) else len(lines)
    text = " ".join(lines[min(line, len(lines)) - 1].split())
    detail = _PLACE.sub("", said)
    meant = next((words for start, words in _WORDS if detail.startswith(start)), None)
    problem = Message.of(meant) if meant else Message.of(_OTHER, detail=detail)
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return CONFIG_SYNTAX.found(path=path, line=str(line), text=shown, problem=problem)
