"""A small plan to start from: it builds as it stands and is replaced piece by piece."""

from importlib import resources
from pathlib import Path

from zoneplan.errors import FileError, UsageError
from zoneplan.io.atomic import write_all
from zoneplan.io.config_file import CONFIG_NAME
from zoneplan.text import Language, Text

_EXISTS = Text(
    "{folder} đã có {name}; không ghi đè. Chọn thư mục khác.",
    "{folder} already has {name}; nothing was overwritten. Choose another folder.",
)
_NO_FOLDER = Text("{folder} là một tệp, không phải thư mục.", "{folder} is a file, not a folder.")
FILES = (
    CONFIG_NAME,
    "README.md",
    "layers/industrial_zones.geojson",
    "layers/communes.geojson",
    "layers/indicators.csv",
    "layers/sources.csv",
)


def start(folder: Path, language: Language) -> tuple[str, ...]:
    """Writes the starting plan into a new or empty folder and gives the names of its files.

    Raises:
        UsageError: One of the files is already there.
        FileError: The folder cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise FileError(_NO_FOLDER, folder=str(folder))
    for name in FILES:
        if (folder / name).exists():
            raise UsageError(_EXISTS, folder=str(folder), name=name)
    origin = resources.files("zoneplan.io").joinpath("starter_plan")
    texts = {name: origin.joinpath(*name.split("/")).read_text(encoding="utf-8") for name in FILES}
    texts[CONFIG_NAME] = texts[CONFIG_NAME].replace('language = "vi"', f'language = "{language}"')
    write_all(folder, {name: text.encode("utf-8") for name, text in texts.items()})
    return FILES
