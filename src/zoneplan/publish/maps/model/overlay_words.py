"""What the page says of density surfaces, relocation moves and distance bands, in both languages."""

from zoneplan.text import Text

OVERLAYS = {
    "overlay_surfaces": Text("Bề mặt mật độ", "Density surfaces"),
    "overlay_surface_none": Text("Không hiện", "None"),
    "overlay_surface_failed": Text(
        "Không mở được ảnh của bề mặt này.", "The picture of this surface could not be opened."
    ),
    "overlay_surface_on": Text("Đang hiện bề mặt: {name}.", "Surface shown: {name}."),
    "overlay_surface_off": Text("Không hiện bề mặt nào.", "No surface is shown."),
    "overlay_surface_side": Text(
        "Chỉ vẽ ở bên phải, theo “{plan}”.", "On the right side only, as in “{plan}”."
    ),
    "overlay_opacity": Text("Độ đậm của bề mặt", "Opacity of the surface"),
    "overlay_percent": Text("{n} %", "{n} %"),
    "overlay_between": Text("{low} đến dưới {high}", "{low} to under {high}"),
    "overlay_total": Text("Tổng", "Total"),
    "overlay_as_of": Text("Thời điểm", "As of"),
    "overlay_clear": Text("để trong suốt", "left clear"),
    "overlay_how": Text("Bề mặt này từ đâu?", "Where does this come from?"),
    "overlay_sources": Text("Nguồn", "Sources"),
    "overlay_moves": Text("Hướng di dời", "Relocation moves"),
    "overlay_moves_known": Text("Bề rộng theo số hộ phải di dời", "As wide as households that have to move"),
    "overlay_moves_unknown": Text(
        "Chưa rõ bao nhiêu hộ đi hướng này", "How many households go this way is not known"
    ),
    "overlay_moves_dashed": Text(
        "Nét đứt: ít nhất một đầu chỉ đặt tại tâm xã",
        "Dashed: at least one end is only put at the centre of its commune",
    ),
    "overlay_bands": Text("Dải khoảng cách (sàng lọc)", "Distance bands (screening)"),
    "overlay_band": Text("trong vòng {m} m", "within {m} m"),
    "overlay_bands_outline": Text("Quanh ranh giới đã vẽ", "Around the outline as drawn"),
    "overlay_bands_circle": Text(
        "Quanh vòng tròn của diện tích công bố, khu chưa có ranh giới",
        "Around a circle of the declared area, for zones without an outline",
    ),
    "overlay_bands_zones": Text("số khu, cụm: {n}", "zones: {n}"),
    "overlay_bands_one": Text(
        "Chọn một khu trên bản đồ để chỉ xem dải quanh khu đó.",
        "Choose a zone on the map to see only the bands around it.",
    ),
    "overlay_bands_left": Text("Khu không vẽ được dải", "Zones without bands"),
    "overlay_metres": Text("{m} m", "{m} m"),
}
"""The words of the page's scripts by their keys."""

CLASSES = Text(
    "Lớp bắt đầu ở các số tròn 1, 2, 5 nhân lũy thừa của 10, lớp sau gấp 2 đến 2,5 lần lớp trước; giá trị lớn nhất "
    "của một ô là {most} {unit}. Màu: ColorBrewer {scheme}.",
    "Classes begin at round numbers, 1, 2 and 5 times powers of 10, each 2 to 2.5 times the one before; the largest "
    "value of a cell is {most} {unit}. Colours: ColorBrewer {scheme}.",
)
NOWHERE = Text("Mọi ô đều bằng 0.", "All cells are 0.")
MOVE = Text("{origin} → {destinations}", "{origin} → {destinations}")
MOVE_HOUSEHOLDS = Text("Phải di dời: {households} ({date})", "Have to move: {households} ({date})")
MOVE_UNKNOWN = Text(
    "Sổ chưa có số hộ phải di dời.", "The ledger has no number of households that have to move."
)
MOVE_FOR = Text("Cùng phục vụ: {zones}", "Both serve: {zones}")
MOVE_PHASE = Text("Cùng đợt: {phase}", "Same phase: {phase}")
MOVE_NO_PHASE = Text(
    "Nơi đến không ghi đợt: nguồn chỉ nói cùng phục vụ khu, không nói ai đến đâu.",
    "No phase is given for the destination: the sources only say that both serve the zone, not who goes where.",
)
MOVE_SHARED = Text(
    "Nguồn không nói mỗi nơi đến nhận bao nhiêu hộ.",
    "The sources do not say how many households each destination takes.",
)
MOVE_HERE = Text(
    "Nơi đi và nơi đến vẽ tại cùng một điểm, nên mũi tên vòng lại.",
    "Origin and destination are drawn at the same point, so the arrow turns back to it.",
)
MOVE_CENTROID = Text(
    "Chỉ đặt tại tâm xã: {places} (có thể lệch tới {metres} m).",
    "Only put at the centre of the commune: {places} (may be {metres} m off).",
)
MOVES_ABOUT = Text(
    "Mũi tên nối nơi phải di dời với nơi tái định cư phục vụ cùng khu, cùng nguyên nhân; hai nơi ghi đợt khác nhau "
    "thì không nối. Đường cong chỉ để dễ nhìn, không phải tuyến đi.",
    "Arrows lead from places that people leave to resettlement areas that serve the same zone for the same cause; "
    "places of different phases are not joined. The curve is for reading only and no route.",
)
MOVES_MORE = Text("{count} mũi tên khác không vẽ.", "{count} more arrows are not drawn.")
MOVES_ALONE = Text(
    "Chưa có nơi tái định cư nào ghi là phục vụ khu của: {places}.",
    "No resettlement area is said to serve the zone of: {places}.",
)
BAND_ZONES = Text(
    "Vẽ quanh khu, cụm đã thành lập, kể cả khu đang xây dựng.",
    "Drawn around zones that are established, those under construction included.",
)
BAND_REFERENCE = Text("xí nghiệp cấp độc hại {grade}", "works of hygiene class {grade}")
BAND_STANDARD = Text(
    "Khoảng cách vệ sinh theo cấp độc hại là của {document}{unverified}: tiêu chuẩn cũ, đo từ nguồn thải đến khu dân "
    "dụng; ở đây đo từ ranh giới khu.",
    "Distances by hygiene class are those of {document}{unverified}: an old standard, measured from the source of "
    "emission to dwellings; here they are measured from the outline of the zone.",
)
BAND_COUNT = Text("{name}: {value}", "{name}: {value}")
BAND_NO_COUNT = Text(
    "Chưa đếm được người ở trong các dải này.", "Nobody could be counted in these bands yet."
)
