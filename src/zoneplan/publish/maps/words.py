"""What the page of the map says beside the data, in both languages."""

import re

from zoneplan.text import Language, Text

_REMARK = re.compile(r"\s*\([^()]*\)$")

SUBTITLE = Text(
    "{grid} · số liệu đến {date} · để tham khảo, không phải bản đồ pháp lý",
    "{grid} · figures to {date} · for reference, not a legal map",
)
PAGE = {
    "search": Text("Tìm khu, xã, số quyết định…", "Find a zone, a commune, a decision…"),
    "search_label": Text("Tìm nơi chốn", "Find a place"),
    "search_none": Text("Không có nơi nào tên như vậy.", "No place of that name."),
    "search_some": Text("{n} kết quả", "{n} results"),
    "search_mark": Text("Nơi đang tìm", "The place found"),
    "key_figures": Text("Số liệu chính", "Key figures"),
    "legend": Text("Chú giải · đang hiện", "Legend · shown"),
    "reading": Text("Cách đọc", "How to read it"),
    "panel": Text("Bảng chú giải", "Legend panel"),
    "collapse": Text("Thu gọn bảng", "Collapse the panel"),
    "expand": Text("Mở bảng", "Open the panel"),
    "map": Text("Bản đồ", "Map"),
    "zoom_in": Text("Phóng to", "Zoom in"),
    "zoom_out": Text("Thu nhỏ", "Zoom out"),
    "home": Text("Xem toàn bộ", "See everything"),
    "close": Text("Đóng", "Close"),
    "attribution": Text("zoneplan · nguồn: xem từng ô", "zoneplan · sources: see each card"),
    "north": Text("B", "N"),
    "east": Text("Đ", "E"),
    "decimal": Text(",", "."),
    "thousands": Text(".", ","),
}
READING = (
    (
        "circle",
        Text("Chưa có ranh giới: vòng tròn đúng diện tích", "No outline yet: a circle of its area"),
    ),
    ("diamond", Text("Thủy điện, vị trí đã công bố", "Hydropower, published position")),
    ("hollow", Text("Thủy điện, đặt tại tâm xã", "Hydropower, at the commune centroid")),
    ("halo", Text("Vị trí có thể lệch tới đâu (khi chọn)", "How far it may be off (when chosen)")),
)
CARD = {
    "how": Text("Tính thế nào?", "How is this computed?"),
    "formula": Text("Công thức", "Formula"),
    "working": Text("Thay số", "Working"),
    "base": Text("Tính trên", "Based on"),
    "method": Text("Căn cứ", "Method"),
    "rows": Text("Số liệu trong sổ", "Figures in the ledger"),
    "others": Text("Số khác", "Other values"),
    "more": Text("và {n} dòng khác trong sổ", "and {n} more rows of the ledger"),
    "unverified": Text("chưa kiểm chứng", "not verified"),
    "ledger": Text("Số liệu khác trong sổ", "Other figures in the ledger"),
    "missing": Text("Chưa có số liệu", "No figures yet"),
    "missing_more": Text("và {n} mục nữa", "and {n} more"),
    "position": Text("Vị trí", "Position"),
    "note": Text("Ghi chú", "Note"),
    "entry": Text("Trong quy hoạch", "In the plan"),
    "sources": Text("Nguồn của nơi này", "Sources of this place"),
    "findings": Text("Điều cần xem lại", "To be looked at"),
    "findings_more": Text("và {n} điều khác", "and {n} more"),
    "why": Text("Vì sao:", "Why:"),
    "remedy": Text("Nên làm:", "What to do:"),
    "legal": Text("Căn cứ:", "Legal source:"),
    "formerly": Text("trước 7/2025", "before 7/2025"),
}
DECLARED_CIRCLE = Text(
    "Chưa có ranh giới: vòng tròn rộng đúng {area} ({name}), không phải ranh giới.",
    "No outline yet: the circle covers {area} ({name}); it is no boundary.",
)
NO_AREA = Text(
    "Chưa có ranh giới và chưa có diện tích: ký hiệu chỉ đánh dấu vị trí.",
    "Neither outline nor area: the sign only marks a place.",
)
SHARED = Text(
    "{n} nơi cùng đặt tại điểm này: các ký hiệu được tách ra quanh điểm để bấm được từng nơi.",
    "{n} places share this point: their signs are fanned out around it so that each can be chosen.",
)
FINDINGS_REST = Text(
    "{n} điều khác không vẽ trên bản đồ: xem reports/findings.csv.",
    "{n} more findings are not drawn: see reports/findings.csv.",
)
SHORTER = (
    Text("Khu công nghiệp ", " Industrial Zone"),
    Text("Cụm công nghiệp ", " Industrial Cluster"),
    Text("Thủy điện ", " hydropower plant"),
    Text("Xã ", " commune"),
    Text("Phường ", " ward"),
)
_SHORT = (
    Text("KCN ", " IZ"),
    Text("CCN ", " IC"),
    Text("TĐ ", ""),
    Text("", ""),
    Text("", ""),
)


def page_words(language: Language) -> dict[str, str]:
    """Gives the words of the page in one language."""
    return {key: text.in_(language) for key, text in PAGE.items()}


def card_words(language: Language) -> dict[str, str]:
    """Gives the words of a card in one language."""
    return {key: text.in_(language) for key, text in CARD.items()}


def shortened(name: str, language: Language) -> str:
    """Gives a name as a label writes it: ``KCN Võ Lao`` for ``Khu công nghiệp Võ Lao (giai đoạn 1 và 2)``."""
    for long, short in zip(SHORTER, _SHORT, strict=True):
        name = name.replace(long.in_(language), short.in_(language))
    return _REMARK.sub("", name).strip()
