"""The land-use surveys of a plan: which parcels count for which year, and under which code."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from zoneplan.geo.position import is_areal
from zoneplan.kernels.outline import joined
from zoneplan.kernels.shapes import Indices, Shapes, as_array
from zoneplan.metrics.view import View, from_layers
from zoneplan.plan.layer import Feature
from zoneplan.plan.period import begun
from zoneplan.text import Message, Text

KIND = "land_use"
LAYERS = ("industrial_zones", KIND)
NO_LAYER = Text(
    "Quy hoạch chưa có lớp hiện trạng sử dụng đất (kind = land_use, trường code và year).",
    "The plan has no land-use layer (kind = land_use, fields code and year).",
)
NOT_YET = Text(
    "Các khoanh đất đều là của năm sau {date}: {years}.", "All parcels are of years after {date}: {years}."
)
UNDATED = Text(
    "Khoanh đất không ghi năm (year), nên không biết là hiện trạng năm nào.",
    "The parcels give no year, so it is not known of which year they are.",
)
UNDATED_LEFT = Text(
    "Bỏ qua {count} khoanh đất không ghi năm.", "{count} parcels without a year are left out."
)
NOT_COUNTED = Text(
    "Bỏ qua {count} vùng mang mã {codes}: đó là ranh giới quy hoạch vẽ chồng lên đất khác, không phải một loại đất.",
    "{count} areas with the code {codes} are left out: they are limits of plans drawn over other land, no kind of land.",
)
NO_CODE = Text("không ghi mã", "no code given")
NOT_OFFICIAL = Text("không có trong danh mục mã", "not an official code")


@dataclass(frozen=True)
class Survey:
    """The parcels of one year.

    Attributes:
        year: The year, none where the parcels give no year.
        parcels: The parcels with a sound outline.
        shapes: Their outlines as valid polygons, shape ``(n,)``.
        labels: The codes that occur, in official order; of a parcel with several codes all of them as one label.
        flawed: Parcels whose outline has no definite area.
        remarks: What a reader must know of the choice of parcels.
    """

    year: int | None
    parcels: tuple[Feature, ...]
    shapes: Shapes
    labels: tuple[tuple[str, ...], ...]
    flawed: tuple[Feature, ...] = ()
    remarks: tuple[Message, ...] = ()

    @property
    def as_of(self) -> str:
        """The year as a period; empty where it is not known."""
        return "" if self.year is None else str(self.year)

    @cached_property
    def reach(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """How many metres the outline of each parcel may be off, shape ``(n,)``."""
        return np.array([parcel.uncertainty_m for parcel in self.parcels], dtype=np.float64)

    @cached_property
    def codes(self) -> Indices:
        """The place in ``labels`` of each parcel's code, shape ``(n,)``."""
        place = {label: i for i, label in enumerate(self.labels)}
        return np.array([place[label_of(parcel)] for parcel in self.parcels], dtype=np.intp)

    @cached_property
    def index(self) -> shapely.STRtree:
        """An index of the outlines."""
        return shapely.STRtree(self.shapes)


def label_of(parcel: Feature) -> tuple[str, ...]:
    """Gives the codes of a parcel, each once and in order of the alphabet, so that their order says nothing."""
    return tuple(sorted(set(parcel.references("code"))))


def label_name(view: View, label: tuple[str, ...]) -> Text:
    """Gives the names of a code, or of several together."""
    if not label:
        return NO_CODE
    known = view.plan.regulations.land_use_codes
    names = [known[code].name if code in known else NOT_OFFICIAL for code in label]
    return Text("; ".join(n.vi for n in names), "; ".join(n.en for n in names))


def _year(parcel: Feature) -> int | None:
    value = parcel.values.get("year")
    return value if isinstance(value, int) else None


@from_layers(KIND)
def surveys(view: View) -> tuple[Survey, ...]:
    """Gives the surveys known on the date of the view, the oldest first; undated parcels only where none is dated."""
    parcels = view.plan.of_kind(KIND)
    years = {year for p in parcels if (year := _year(p)) is not None}
    if not years:
        return (_survey(view, None, parcels, ()),) if parcels else ()
    undated = sum(_year(p) is None for p in parcels)
    remarks = (Message.of(UNDATED_LEFT, count=undated),) if undated else ()
    known = sorted(year for year in years if (day := begun(str(year))) is not None and day <= view.on)
    return tuple(
        _survey(view, year, tuple(p for p in parcels if _year(p) == year), remarks) for year in known
    )


def newest_survey(view: View) -> Survey | None:
    """Gives the newest survey known on the date of the view."""
    found = view.once(surveys)
    return found[-1] if found else None


def no_survey(view: View) -> Message:
    """Gives the reason why there is no survey on the date of the view."""
    years = sorted({year for p in view.plan.of_kind(KIND) if (year := _year(p)) is not None})
    if not years:
        return Message.of(NO_LAYER)
    return Message.of(NOT_YET, date=view.on.isoformat(), years=tuple(str(year) for year in years))


def _survey(
    view: View, year: int | None, parcels: tuple[Feature, ...], remarks: tuple[Message, ...]
) -> Survey:
    known = view.plan.regulations.land_use_codes
    over = {code for code, row in known.items() if not row.counted}
    land = [p for p in parcels if not over.intersection(label_of(p))]
    if year is None:
        remarks = (*remarks, Message.of(UNDATED))
    if len(land) < len(parcels):
        met = {code for p in parcels for code in over.intersection(label_of(p))}
        count = len(parcels) - len(land)
        remarks = (*remarks, Message.of(NOT_COUNTED, count=count, codes=tuple(sorted(met))))
    areal = [p for p in land if is_areal(p.geometry)]
    shapes = joined(as_array([p.geometry for p in areal]))
    kept = [i for i, shape in enumerate(shapes) if shape is not None]
    sound = tuple(areal[i] for i in kept)
    flawed = tuple(p for p, shape in zip(areal, shapes, strict=True) if shape is None)
    place = {code: i for i, code in enumerate(known)}
    order = sorted(
        {label_of(p) for p in sound}, key=lambda label: ([place.get(c, len(place)) for c in label], label)
    )
    return Survey(
        year, sound, shapes[kept], tuple(sorted(order, key=lambda label: not label)), flawed, remarks
    )
