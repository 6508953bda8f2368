"""Column names as offices write them, and which field each may be."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from zoneplan.plan.kind import LayerKind
from zoneplan.text import fold

_COMMON: Mapping[str, tuple[str, ...]] = {
    "id": ("ma", "makhu", "macum", "makcn", "maccn", "mahieu", "fid", "objectid", "stt", "code", "mathua"),
    "name_vi": (
        "ten",
        "tenkhu",
        "tencum",
        "tenkcn",
        "tenccn",
        "tenduan",
        "tenxa",
        "tendvhc",
        "name",
        "fullname",
        "tengoi",
        "ten_vi",
    ),
    "name_en": ("tenen", "tentienganh", "nameen", "name_eng"),
    "commune": ("xa", "phuong", "xaphuong", "diadiem", "diachi", "tenxa"),
    "former_unit": ("huyen", "huyencu", "xacu", "donvicu"),
    "category": ("loai", "loaihinh", "phanloai", "loaikhu"),
    "stage": ("giaidoan", "kyquyhoach", "hientrang", "giaidoanqh"),
    "decision": ("qd", "quyetdinh", "soqd", "vanban", "soquyetdinh"),
    "established": ("namthanhlap", "ngaythanhlap", "nam", "ngayqd"),
    "industries": ("nganhnghe", "nganh"),
    "source": ("nguon", "nguondulieu", "nguontl"),
    "position": ("vitri", "loaivitri"),
    "uncertainty_m": ("saiso", "dochinhxac", "saisom"),
    "note": ("ghichu", "motagh", "description", "mota"),
    "code": ("ma", "maloaidat", "loaidat", "madat", "mxa", "maxa", "kyhieu", "mald"),
    "year": ("nam", "namht", "namvanhanh", "namphatdien"),
    "status": ("tinhtrang", "trangthai", "hientrang"),
    "river": ("song", "suoi", "songsuoi", "tensong"),
    "owner": ("chudautu", "cdt", "chusohuu"),
    "role": ("vaitro", "loai"),
    "phase": ("dot", "giaidoan"),
    "cause": ("nguyennhan", "lydo"),
    "former_units": ("donvicu", "sapnhap", "sapnhaptu", "xacu"),
    "label": ("nhan", "ten", "name", "chu", "text"),
    "lon": ("kinhdo", "long", "longitude", "lng", "x", "kd", "toadox", "xcoord"),
    "lat": ("vido", "latitude", "y", "vd", "toadoy", "ycoord"),
}
"""What columns of a field are commonly called, folded to letters and digits."""
_SHAPEFILE_NAME = 10
"""How many characters of a name a shapefile keeps."""
_NEAR = 0.75


def folded(name: str) -> str:
    """Gives a name without accents, case and anything that is no letter or digit."""
    return "".join(char for char in fold(name) if char.isalnum())


def near_names(
    wanted: str, names: Iterable[str], known: Mapping[str, tuple[str, ...]] = _COMMON
) -> list[str]:
    """Gives the names that may stand for a wanted one, likeliest first."""
    plain = {name: folded(name) for name in names}
    meant = folded(wanted)
    usual = known.get(wanted, ())
    ranked = [name for name, key in plain.items() if key == meant]
    ranked += [n for n in plain if n.lower() == wanted[:_SHAPEFILE_NAME].lower()]
    ranked += [name for word in usual for name, key in plain.items() if key == folded(word)]
    close = get_close_matches(meant, set(plain.values()), n=3, cutoff=_NEAR)
    ranked += [name for word in close for name, key in plain.items() if key == word]
    longer = [name for name, key in plain.items() if _begins(key, usual)]
    return list(dict.fromkeys([*ranked, *longer]))


_FEW = 3


def _begins(key: str, usual: Iterable[str]) -> bool:
    return any(len(word) >= _FEW and key.startswith(folded(word)) for word in usual)


def near_fields(column: str, kind: LayerKind) -> list[str]:
    """Gives the fields of a kind that a column may be."""
    fields = [field.id for field in kind.fields]
    usual = [field for field in fields if column in near_names(field, [column])]
    return list(dict.fromkeys([*near_names(column, fields, {}), *usual]))
