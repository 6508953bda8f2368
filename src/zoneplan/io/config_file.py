"""``zoneplan.toml``, read and explained."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from zoneplan.io.rules import CONFIG_INVALID, FILE_MISSING, FILE_UNREADABLE
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding
from zoneplan.text import Text

CONFIG_NAME = "zoneplan.toml"

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
    "too_short": Text("phải có ít nhất một mục", "at least one entry is needed"),
}


def layer_files(folder: Path) -> dict[str, str]:
    """Gives the file of each layer and of the ledger, as far as the configuration can be read."""
    config = read_config(folder)
    if isinstance(config, list):
        return {}
    return {key: table.path for key, table in config.layers.items()} | {"ledger": config.ledger.indicators}


def read_config(folder: Path) -> Config | list[Finding]:
    """Gives the configuration of the plan in a folder, or everything that is wrong with it."""
    path = folder / CONFIG_NAME
    if not path.is_file():
        return [FILE_MISSING.found(path=CONFIG_NAME)]
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
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
                place=".".join(str(part) for part in item["loc"]),
                problem=_PROBLEMS.get(item["type"], Text(item["msg"], item["msg"])),
            )
            for item in error.errors()
        ]
