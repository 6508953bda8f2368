"""The options of ``zoneplan import``."""

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[
    str,
    typer.Argument(
        help="CSV, XLSX, DOCX or pasted text (.txt) with corners; - reads standard input. / Tệp có bảng tọa độ góc."
    ),
]
Folder = Annotated[Path, typer.Option("--folder", help="The plan's folder. / Thư mục quy hoạch.")]
Kind = Annotated[str, typer.Option("--kind", help="Kind of layer. / Loại lớp.")]
Meridian = Annotated[
    str | None, typer.Option("--cm", help="Central meridian, 104.75 or 104°45'. / Kinh tuyến trục.")
]
Zone = Annotated[
    int | None, typer.Option("--zone", help="Zone width, 3 or 6 degrees (3 if not given). / Múi chiếu.")
]
Code = Annotated[str | None, typer.Option("--crs", help="EPSG code in place of --cm and --zone. / Mã EPSG.")]
Order = Annotated[
    str | None,
    typer.Option(
        "--order", help="xy: left column X (north); yx: left column Y (east). / Thứ tự hai cột tọa độ."
    ),
]
Shifted = Annotated[
    bool | None,
    typer.Option(
        "--shifted/--unshifted",
        help="Unshifted: computed from WGS 84 without the datum shift. Without either, what the table says. / Đã hoặc chưa chuyển sang VN-2000.",
        show_default=False,
    ),
]
Decimal = Annotated[
    str | None, typer.Option("--decimal", help="comma or point, where unclear. / Dấu thập phân.")
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help="tcvn3, vni, utf-8-twice, or a byte encoding. / Bảng mã, phông cũ."),
]
Separate = Annotated[
    bool, typer.Option("--separate", help="Each untitled ring is a site. / Mỗi vòng là một khu.")
]
Name = Annotated[str | None, typer.Option("--name", help="Name of the one site. / Tên khu.")]
SiteId = Annotated[str | None, typer.Option("--id", help="Id of the one site. / Mã khu.")]
Commune = Annotated[
    str | None, typer.Option("--commune", help="Commune of the sites, as in the plan. / Xã, phường.")
]
Source = Annotated[
    str | None, typer.Option("--source", help="Source id of sources.csv. / Mã nguồn trong sources.csv.")
]
Category = Annotated[
    str | None,
    typer.Option("--category", help="KCN, CCN, …; if not given, by the name of each site. / Loại khu."),
]
Stage = Annotated[str | None, typer.Option("--stage", help="existing, 2026-2030, … / Giai đoạn.")]
Fields = Annotated[list[str] | None, typer.Option("--set", help="Another field, FIELD=VALUE. / Trường khác.")]
Accuracy = Annotated[
    str | None,
    typer.Option("--position", help="surveyed if not given: the corners are legal ones. / Nguồn gốc vị trí."),
]
Uncertainty = Annotated[
    float | None,
    typer.Option(
        "--uncertainty", help="Metres; 1 if not given, the accuracy of the datum shift. / Sai số (m)."
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Date of the declared areas. / Ngày của diện tích.")
]
Out = Annotated[
    str | None, typer.Option("--out", help="layers/NAME.geojson or .gpkg in the plan. / Tệp kết quả.")
]
Force = Annotated[
    bool,
    typer.Option(
        "--force", help="Overwrite the result; never a layer of the plan that was changed since. / Ghi đè."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing. / Chạy thử.")]
