"""``zoneplan.toml``, read and explained."""

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from zoneplan.io.config_syntax import syntax_fault
from zoneplan.io.paths import find_input
from zoneplan.io.rules import CONFIG_INVALID, CONFIG_MISSING, FILE_MISNAMED, FILE_MISSING, FILE_UNREADABLE
from zoneplan.plan.config import (
    Config,
    GroupTable,
    IndicatorTable,
    LayerTable,
    LedgerTable,
    Limits,
    MapTable,
    PlanTable,
    RasterTable,
    SubjectTable,
    SurfacesTable,
)
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Text

CONFIG_NAME = "zoneplan.toml"
LARGEST_MB = 1.0
"""The configuration of a province has some tens of kilobytes."""
_ENDLESS_KEY = re.compile(r"""(?<![\w."'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}""")
_ENDLESS = "a key has too many parts (at line {line}, column 1)"

_PROBLEMS = {
    "missing": Text("thiếu mục này", "this entry is missing"),
    "extra_forbidden": Text("không có mục nào tên như vậy", "there is no entry of this name"),
    "string_type": Text("phải là chữ trong ngoặc kép", "this must be text in quotes"),
    "string_pattern_mismatch": Text(
        "chỉ dùng chữ ASCII, số, _ và -, bắt đầu bằng chữ",
        "use ASCII letters, digits, _ and -, beginning with a letter",
    ),
    "literal_error": Text(
        "giá trị không có trong danh sách cho phép", "this value is not one of those allowed"
    ),
    "date_from_datetime_parsing": Text(
        "phải là ngày, thí dụ 2026-11-22", "this must be a date such as 2026-11-22"
    ),
    "not_a_box": Text(
        "phải là [tây, nam, đông, bắc] tính bằng độ, tây nhỏ hơn đông, nam nhỏ hơn bắc",
        "this must be [west, south, east, north] in degrees, west below east and south below north",
    ),
    "name_taken": Text(
        "quy hoạch, các nhóm và các chủ thể phải có mã khác nhau",
        "the plan, its groups and its subjects need different ids",
    ),
    "files_alike": Text(
        "các lớp và raster phải có mã khác nhau, không chỉ khác chữ hoa, chữ thường",
        "layers and rasters need different ids, not only by capitals and small letters",
    ),
    "name_reserved": Text(
        "tên này dành riêng cho Windows, GeoPackage hoặc zoneplan; đặt mã khác",
        "Windows, GeoPackage or zoneplan keeps this name for itself; choose another id",
    ),
    "name_too_long": Text("mã dài quá 60 ký tự", "this id has more than 60 characters"),
    "not_a_period": Text(
        "phải là một thời điểm hay khoảng thời gian, thí dụ 2020, 2020-12, 2020-12-31 hoặc 2018/2020",
        "this must be a time such as 2020, 2020-12, 2020-12-31 or 2018/2020",
    ),
    "not_tiles": Text(
        "phải là địa chỉ https có {z}, {x} và {y}, hoặc để trống",
        "this must be an https address with {z}, {x} and {y}, or empty",
    ),
    "ids_twice": Text(
        "numbered và id_prefix không dùng cùng nhau; giữ một trong hai",
        "numbered and id_prefix cannot both be used; keep one of them",
    ),
    "too_short": Text("phải có ít nhất một mục", "at least one entry is needed"),
}

_WHOLE = {"files_alike": "layers, rasters", "name_taken": "plan, groups, subjects"}
"""Where that is wrong which is the fault of no single entry."""

_NEAR = Text(
    "không có mục nào tên như vậy; có thể là {names}", "there is no entry of this name; perhaps {names}"
)
_TABLES: dict[str, type[BaseModel]] = {
    "plan": PlanTable,
    "layers": LayerTable,
    "rasters": RasterTable,
    "ledger": LedgerTable,
    "groups": GroupTable,
    "subjects": SubjectTable,
    "indicators": IndicatorTable,
    "surfaces": SurfacesTable,
    "map": MapTable,
    "limits": Limits,
}


def _parsed(text: str) -> dict[str, Any]:
    """Gives the table of a TOML text.

    Raises:
        TOMLDecodeError: It is no TOML, or a key has more parts than any entry has.
        ValueError: It holds a number that is too long.
        RecursionError: It is nested too deeply.
    """
    if match := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise tomllib.TOMLDecodeError(_ENDLESS.format(line=line))
    return tomllib.loads(text)


def stated_language(folder: Path) -> str:
    """Gives the language that the configuration of a folder states, or nothing where that cannot be read."""
    path = find_input(folder, CONFIG_NAME, "", LARGEST_MB)
    if isinstance(path, Finding):
        return ""
    try:
        return str(_parsed(path.read_bytes().decode("utf-8-sig"))["plan"]["language"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def layer_files(folder: Path) -> dict[str, str]:
    """Gives the file of each layer, each raster and the ledger, as far as the configuration can be read."""
    config = read_config(folder)
    if isinstance(config, list):
        return {}
    files = {key: table.path for key, table in config.layers.items()}
    files |= {key: table.path for key, table in config.rasters.items()}
    return files | {"ledger": config.ledger.indicators}


def _problem(kind: str, told: str, place: tuple[int | str, ...]) -> Text | Message:
    """Gives what is wrong with an entry; one of an unknown name gets the names it may have meant."""
    if kind == "extra_forbidden":
        table = _TABLES.get(str(place[0]), Config) if len(place) > 1 else Config
        names = get_close_matches(str(place[-1]), table.model_fields)
        if names:
            return Message.of(_NEAR, names=names)
    return _PROBLEMS.get(kind, Text(told, told))


def read_config(folder: Path) -> Config | list[Finding]:
    """Gives the configuration of the plan in a folder, or everything that is wrong with it."""
    path = find_input(folder, CONFIG_NAME, "", LARGEST_MB)
    if isinstance(path, Finding):
        return [
            CONFIG_MISSING.found(path=CONFIG_NAME) if path.rule in {FILE_MISSING, FILE_MISNAMED} else path
        ]
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table = _parsed(text)
    except tomllib.TOMLDecodeError as error:
        return [syntax_fault(CONFIG_NAME, text, str(error))]
    except (ValueError, RecursionError) as error:
        problem = Text(f"không đúng cú pháp TOML: {error}", f"this is not valid TOML: {error}")
        return [FILE_UNREADABLE.found(path=CONFIG_NAME, problem=problem)]
    except OSError as error:
        return [FILE_UNREADABLE.found(path=CONFIG_NAME, problem=error.strerror or "")]
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        return [
            CONFIG_INVALID.found(
                path=CONFIG_NAME,
                place=_WHOLE.get(item["type"]) or ".".join(str(p) for p in item["loc"] if p != "[key]"),
                problem=_problem(item["type"], item["msg"], item["loc"]),
            )
            for item in error.errors()
        ]
