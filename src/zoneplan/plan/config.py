"""The configuration of a plan: what ``zoneplan.toml`` may say."""

import re
from datetime import date
from typing import Annotated, Literal, Self
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from zoneplan.plan.period import parse_period
from zoneplan.text import Language, Text


def _nfc(text: str) -> str:
    return normalize("NFC", text)


_Words = Annotated[str, AfterValidator(_nfc)]
"""Text that people read, in NFC; paths and names of columns stay as they are written."""


def _dated(written: object) -> object:
    """Gives a year or a date of TOML as text."""
    plain = isinstance(written, int | date) and not isinstance(written, bool)
    return str(written) if plain else written


def _period(text: str) -> str:
    try:
        parse_period(text)
    except ValueError:
        raise PydanticCustomError("not_a_period", "a time such as 2020, 2020-12 or 2018/2020") from None
    return text


_Time = Annotated[str, BeforeValidator(_dated), AfterValidator(_period)]
"""A year, a month, a day or an interval of them."""

_TILES = re.compile(r"https://[A-Za-z0-9.-]+(?::\d{1,5})?/[\w./%?&=+,;:@~{}-]*", re.ASCII)


_PLACES = re.compile(r"\{([^{}]*)\}")
_TILE, _MORE = frozenset({"z", "x", "y"}), frozenset({"r", "s", "-y"})
"""What an address of tiles has to name, and what it may name beside that."""


def _names_tiles(address: str) -> bool:
    names = frozenset(_PLACES.findall(address))
    return names >= _TILE and names <= _TILE | _MORE and not {"{", "}"} & set(_PLACES.sub("", address))


def _tiles(address: str) -> str:
    if address and not (_TILES.fullmatch(address) and _names_tiles(address)):
        raise PydanticCustomError("not_tiles", "an https address with {{z}}, {{x}} and {{y}}, or nothing")
    return address


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class _Named(_Table):
    name_vi: _Words
    name_en: _Words = ""

    @property
    def name(self) -> Text:
        """The names in both languages."""
        return Text(self.name_vi, self.name_en or self.name_vi)


_ID = r"^[A-Za-z][A-Za-z0-9_-]*$"
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|zoneplan_findings)$|gpkg|rtree_|sqlite_", re.IGNORECASE)
"""Names that Windows keeps for devices, GeoPackage for its own tables, and zoneplan for its findings."""
_LONGEST = 60
"""Characters of a name that becomes the name of a file."""


def layer_name(text: str) -> str:
    """Gives a name of small ASCII letters, digits and ``_`` as one that a layer may have."""
    return f"layer_{text}"[:_LONGEST].rstrip("_") if _refusal(text) else text


def _refusal(name: str) -> PydanticCustomError | None:
    """Gives why a name cannot become the name of a file."""
    if not re.fullmatch(_ID, name):
        return PydanticCustomError("string_pattern_mismatch", "ASCII letters, digits, _ and - only")
    if _TAKEN.match(name):
        return PydanticCustomError("name_reserved", "a name that is taken")
    if len(name) > _LONGEST:
        return PydanticCustomError("name_too_long", "a name of at most 60 characters")
    return None


def _file_name(text: str) -> str:
    refused = _refusal(text)
    if refused:
        raise refused
    return text


_FileName = Annotated[str, AfterValidator(_file_name)]
"""An id under which files of the dossier are written."""


class PlanTable(_Named):
    """``[plan]``: what the plan is, its grid, its date and where it lies."""

    id: _FileName
    crs: str
    as_of: date
    language: Language = "vi"
    extent: tuple[float, float, float, float]

    @field_validator("extent")
    @classmethod
    def _a_box(cls, extent: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        west, south, east, north = extent
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - degrees
            raise PydanticCustomError("not_a_box", "extent is west, south, east, north in degrees")
        return extent


class LayerTable(_Named):
    """``[layers.ID]``: a layer's kind, its file and, where the file cannot say it, its coordinate system.

    ``sublayer`` names the layer, sheet or CAD layer of a file that holds several. ``fields`` maps columns of
    the file to fields of the kind, ``values`` gives fields that the file does not have.
    ``numbered`` begins ids counted in file order that take the place of those of the file (``KCN`` gives
    ``KCN_1``, ``KCN_2`` …); ``id_prefix`` is put before every id of the file as it stands. ``decimal`` is ``,``
    where the numbers of a CSV or XLSX table are text with a decimal comma. ``encoding`` says how text is
    written: a byte encoding, an old writing (``tcvn3``, ``tcvn3-upper``, ``vni``, ``viscii``), or
    ``utf-8-twice``. ``axes`` is ``yx`` where the northing or
    latitude stands first, and ``datum`` is ``WGS84`` where the numbers of a VN-2000 grid were computed from WGS 84
    degrees without the datum shift.
    """

    kind: str
    path: str
    crs: str | None = None
    axes: Literal["xy", "yx"] = "xy"
    datum: Literal["WGS84"] | None = None
    x: str = "lon"
    y: str = "lat"
    sublayer: str | None = None
    encoding: str | None = None
    fields: dict[str, str] = Field(default_factory=dict)
    values: dict[str, str | int | float] = Field(default_factory=dict)
    numbered: str | None = Field(default=None, pattern=_ID)
    id_prefix: str | None = Field(default=None, pattern=_ID)
    decimal: Literal[".", ","] = "."

    @model_validator(mode="after")
    def _one_way_to_ids(self) -> Self:
        if self.numbered is not None and self.id_prefix is not None:
            raise PydanticCustomError("ids_twice", "numbered and id_prefix exclude each other")
        return self


class RasterTable(_Named):
    """``[rasters.ID]``: a raster's kind, its GeoTIFF, the time it speaks of and the sources it comes from.

    ``crs`` is its coordinate system where the file cannot say it. ``nodata`` is the stored number that stands for
    "no data" where the file does not say so or says it wrongly, and ``scale`` what one stored unit is worth:
    0.01 where shares are stored in per cent. ``band`` counts from 1.
    """

    kind: str
    path: str
    as_of: _Time
    source: str
    crs: str | None = None
    band: int = Field(default=1, ge=1)
    nodata: float | None = None
    scale: float | None = Field(default=None, gt=0, allow_inf_nan=False)


class LedgerTable(_Table):
    """``[ledger]``: the two tables that staff keep."""

    indicators: str
    sources: str


class GroupTable(_Named):
    """``[groups.ID]``: zones of one category that are reported together."""

    category: str


class SubjectTable(_Named):
    """``[subjects.ID]``: something that is no feature and yet has figures, such as a former district.

    ``parts`` names the subjects that together make it up, so that their figures can be added up against its own.
    """

    parts: tuple[str, ...] = ()


class IndicatorTable(_Table):
    """``[indicators.ID]``: an indicator that only this plan needs."""

    vi: _Words
    en: _Words
    unit: str
    nature: Literal["stock", "flow", "plan"]
    open_ended: bool = False
    ranges: dict[str, tuple[float, float]] = Field(default_factory=dict)


class SurfacesTable(_Table):
    """``[surfaces]``: how density surfaces are drawn.

    ``bandwidth_m`` is the radius within which a place counts, ``cell_m`` the side of a cell.
    """

    bandwidth_m: float = Field(default=5_000.0, gt=0, le=200_000)
    cell_m: float = Field(default=500.0, ge=1, le=50_000)


class MapTable(_Table):
    """``[map]``: the online picture that a reader of the map may turn on below it.

    ``online_tiles`` is its address, empty where none is to be offered, and ``online_owner`` whose it is.
    """

    online_tiles: Annotated[str, AfterValidator(_tiles)] = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    online_owner: _Words = "© OpenStreetMap contributors"


class Limits(_Table):
    """``[limits]``: how large an input may be, and how long reading it may take, before it is refused.

    ``neighbours`` is how many other rings of its layer a ring may lie over or beside on average, ``crossings``
    in how many places the outlines of all layers may cross themselves and each other. A raster may have
    ``cells`` cells in a file of ``raster_mb``: it is never held in memory whole, so both may be large.
    """

    file_mb: float = Field(default=200.0, gt=0)
    unpacked_mb: float = Field(default=1_000.0, gt=0)
    rows: int = Field(default=500_000, gt=0)
    features: int = Field(default=500_000, gt=0)
    vertices: int = Field(default=20_000_000, gt=0)
    neighbours: float = Field(default=200.0, gt=0)
    crossings: int = Field(default=2_000_000, gt=0)
    raster_mb: float = Field(default=2_000.0, gt=0)
    cells: int = Field(default=400_000_000, gt=0)
    seconds: float = Field(default=120.0, gt=0)
    memory_mb: float = Field(default=4_000.0, gt=0)


class Config(_Table):
    """All of ``zoneplan.toml``."""

    plan: PlanTable
    layers: dict[_FileName, LayerTable] = Field(min_length=1)
    rasters: dict[_FileName, RasterTable] = Field(default_factory=dict)
    ledger: LedgerTable
    groups: dict[str, GroupTable] = Field(default_factory=dict)
    subjects: dict[str, SubjectTable] = Field(default_factory=dict)
    indicators: dict[str, IndicatorTable] = Field(default_factory=dict)
    regulations: dict[str, dict[str, object]] = Field(default_factory=dict)
    surfaces: SurfacesTable = SurfacesTable()
    map: MapTable = MapTable()
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [self.plan.id, *self.groups, *self.subjects]
        if len(set(names)) < len(names):
            raise PydanticCustomError("name_taken", "plan, groups and subjects need different ids")
        files = [key.casefold() for key in (*self.layers, *self.rasters)]
        if len(set(files)) < len(files):
            raise PydanticCustomError("files_alike", "layers and rasters need different ids")
        return self
