"""What a kind of layer is: its geometry, its fields and their names."""

from dataclasses import dataclass
from enum import StrEnum

from zoneplan.geo.position import POSITION_NAMES
from zoneplan.text import Text


class Form(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    CHOICE = "choice"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a field may take."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a layer kind; ``refers_to`` names the kind whose features it points at."""

    id: str
    name: Text
    about: Text
    form: Form = Form.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    refers_to: str = ""

    def choice_name(self, value: object) -> Text:
        """Gives the names of one of its values; an unknown value stands for itself."""
        return next((c.name for c in self.choices if c.id == value), Text(str(value), str(value)))


@dataclass(frozen=True, slots=True)
class LayerKind:
    """A kind of layer: its names, its geometry types and its fields."""

    id: str
    name: Text
    about: Text
    geometry: frozenset[str]
    fields: tuple[Field, ...]

    def field(self, field_id: str) -> Field | None:
        """Gives a declared field, or nothing."""
        return next((f for f in self.fields if f.id == field_id), None)


POLYGON = frozenset({"Polygon", "MultiPolygon"})
POINT = frozenset({"Point"})
ANY_GEOMETRY = POLYGON | POINT | {"MultiPoint", "LineString", "MultiLineString"}


def choices(**names: tuple[str, str]) -> tuple[Choice, ...]:
    """Gives the values of a field from their names; ``__`` stands for a hyphen."""
    return tuple(Choice(key.replace("__", "-"), Text(*pair)) for key, pair in names.items())


COMMON = (
    Field(
        "id",
        Text("Mã", "Id"),
        Text(
            "mã ổn định, chữ ASCII, không trùng trong cả quy hoạch", "stable, ASCII, unique in the whole plan"
        ),
        required=True,
    ),
    Field("name_vi", Text("Tên", "Name (vi)"), Text("tên tiếng Việt", "Vietnamese name"), required=True),
    Field("name_en", Text("Tên tiếng Anh", "Name (en)"), Text("tên tiếng Anh", "English name")),
    Field(
        "commune",
        Text("Xã, phường", "Commune"),
        Text(
            "xã, phường từ 1/7/2025; nhiều xã cách nhau bằng “; ”",
            "commune since 1 July 2025; several separated by “; ”",
        ),
        Form.REFERENCES,
        refers_to="communes",
    ),
    Field(
        "former_unit",
        Text("Đơn vị cũ", "Former unit"),
        Text("nơi đó thuộc đâu trước 1/7/2025", "where it belonged before 1 July 2025"),
    ),
    Field(
        "position",
        Text("Vị trí", "Position"),
        Text("tọa độ có từ đâu", "where the coordinates come from"),
        Form.CHOICE,
        required=True,
        choices=tuple(Choice(p.value, name) for p, name in POSITION_NAMES.items()),
    ),
    Field(
        "uncertainty_m",
        Text("Sai số vị trí", "Position uncertainty"),
        Text("vị trí có thể lệch bao nhiêu mét", "how many metres the position may be off"),
        Form.NUMBER,
        required=True,
        unit="m",
    ),
    Field(
        "source",
        Text("Nguồn", "Source"),
        Text("mã nguồn trong sources.csv, cách nhau bằng “;”", "source ids of sources.csv separated by “;”"),
        Form.REFERENCES,
        required=True,
        refers_to="sources",
    ),
    Field("note", Text("Ghi chú", "Note"), Text("điều người đọc nên biết", "what a reader should know")),
)
