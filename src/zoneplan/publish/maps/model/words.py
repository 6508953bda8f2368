"""What the model of the map says of its own, and how it shortens names."""

import re

from zoneplan.text import Language, Text

_REMARK = re.compile(r"\s*\([^()]*\)$")
MOST_LABEL = 60
"""How many letters of a name a label shows."""

SUBTITLE = Text(
    "{grid} · số liệu đến {date} · để tham khảo, không phải bản đồ pháp lý",
    "{grid} · figures to {date} · for reference, not a legal map",
)
ATTRIBUTION = Text("zoneplan · nguồn: xem thẻ từng nơi", "zoneplan · sources: see each card")
NO_FIGURE = Text("chưa có số liệu", "no figure")
DECLARED_CIRCLE = Text(
    "Chưa có ranh giới: vòng tròn rộng đúng {area} ({name}), không phải ranh giới.",
    "No outline yet: the circle covers {area} ({name}); it is no boundary.",
)
NO_AREA = Text(
    "Chưa có ranh giới và chưa có diện tích: ký hiệu chỉ đánh dấu vị trí.",
    "Neither outline nor area: the sign only marks a place.",
)
PROVISIONAL = Text(
    "Ranh giới tạm, có thể lệch tới {off}: không phải ranh giới pháp lý.",
    "The outline is provisional and may be off by up to {off}; it is no legal boundary.",
)
SHARED = Text(
    "{n} nơi cùng đặt tại điểm này: các ký hiệu được tách ra quanh điểm để bấm được từng nơi.",
    "{n} places share this point: their signs are fanned out around it so that each can be chosen.",
)
FINDINGS_REST = Text(
    "{n} điều khác không vẽ trên bản đồ: xem reports/findings.csv.",
    "{n} more findings are not drawn: see reports/findings.csv.",
)
_SHORTER = (
    (Text("Khu công nghiệp ", " Industrial Zone"), Text("KCN ", " IZ")),
    (Text("Cụm công nghiệp ", " Industrial Cluster"), Text("CCN ", " IC")),
    (Text("Thủy điện ", " hydropower plant"), Text("TĐ ", "")),
    (Text("Xã ", " commune"), Text("", "")),
    (Text("Phường ", " ward"), Text("", "")),
)


def shortened(name: str, language: Language) -> str:
    """Gives a name as a label writes it: ``KCN Võ Lao`` for ``Khu công nghiệp Võ Lao (giai đoạn 1 và 2)``."""
    for long, short in _SHORTER:
        name = name.replace(long.in_(language), short.in_(language))
    return cut(_REMARK.sub("", name).strip())


def cut(name: str) -> str:
    """Gives a name of more letters than a label shows with its beginning only."""
    return name if len(name) <= MOST_LABEL else f"{name[: MOST_LABEL - 1].rstrip()}…"
