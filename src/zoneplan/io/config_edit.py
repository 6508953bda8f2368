"""``zoneplan.toml`` with other files for some layers: comments and everything else stay as they were written."""

from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from zoneplan.errors import FileError
from zoneplan.io.config_file import CONFIG_NAME
from zoneplan.text import Text

KEPT_KEYS = frozenset({"kind", "name_vi", "name_en"})
"""What a layer says of itself whatever file it is in."""
READING_KEYS = (
    "axes",
    "datum",
    "x",
    "y",
    "sublayer",
    "encoding",
    "fields",
    "values",
    "numbered",
    "id_prefix",
    "decimal",
)
"""What a layer says of how its file is read; a file that zoneplan wrote needs none of it."""

_UNWRITABLE = Text(
    "Không sửa được {path}: {problem}. Không ghi gì.",
    "Could not rewrite {path}: {problem}. Nothing was written.",
)


def with_files(folder: Path, files: Mapping[str, str], crs: str) -> bytes:
    """Gives the configuration of a folder with other files for some layers.

    Args:
        folder: The plan's folder.
        files: The new path of each layer that has a new file.
        crs: The system of the new files.

    Raises:
        FileError: The configuration cannot be read or taken apart.
    """
    try:
        data = (folder / CONFIG_NAME).read_bytes()
        if not files:
            return data
        document = tomlkit.parse(data.decode("utf-8-sig"))
        layers = document["layers"]
        for layer_id, path in files.items():
            table = layers[layer_id]
            table["path"] = path
            table["crs"] = crs
            for key in READING_KEYS:
                table.pop(key, None)
        return tomlkit.dumps(document).encode("utf-8")
    except OSError as error:
        raise FileError(_UNWRITABLE, path=CONFIG_NAME, problem=error.strerror or str(error)) from error
    except (TOMLKitError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise FileError(_UNWRITABLE, path=CONFIG_NAME, problem=str(error)[:160]) from error
