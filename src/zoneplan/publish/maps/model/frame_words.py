"""The words of the page around the map, in both languages."""

from zoneplan.publish.explain import OUTCOME_NAMES
from zoneplan.publish.maps.model.words import ATTRIBUTION
from zoneplan.text import Text

FRAME = {
    "map": Text(
        "Bản đồ. Phím mũi tên để di chuyển, + và − để phóng to, thu nhỏ.",
        "Map. Arrow keys move it, + and − zoom.",
    ),
    "panel": Text("Bảng chú giải", "Legend panel"),
    "expand": Text("Mở bảng", "Open the panel"),
    "collapse": Text("Thu gọn bảng", "Collapse the panel"),
    "language": Text("Ngôn ngữ", "Language"),
    "close": Text("Đóng", "Close"),
    "attribution": ATTRIBUTION,
    "key_figures": Text("Số liệu chính", "Key figures"),
    "search": Text("Tìm khu, xã, số quyết định…", "Find a zone, commune, decision…"),
    "search_label": Text(
        "Tìm theo tên, đơn vị cũ hay mới, số quyết định", "Find by name, former or present unit, decision"
    ),
    "search_some": Text("{n} kết quả", "Results: {n}"),
    "search_all": Text("Hiện cả {n}", "Show all {n}"),
    "search_further": Text("Hiện thêm {more} trong {n}", "Show {more} more of {n}"),
    "search_none": Text(
        "Không có nơi nào như vậy: thử một phần của tên.", "No such place: try a part of the name."
    ),
    "themes": Text("Chủ đề", "Theme"),
    "themes_without": Text("Chưa có số liệu: {names}", "No figures yet: {names}"),
    "legend_shown": Text("Chú giải · đang hiện {n}", "Legend · {n} shown"),
    "nothing_shown": Text(
        "Không có gì ở thời điểm này với các lớp đang bật: chọn thời điểm khác hoặc bật thêm lớp.",
        "Nothing at this time with the layers switched on: choose another time or switch on a layer.",
    ),
    "no_places": Text(
        "Quy hoạch này chưa có nơi nào để vẽ: các lớp chưa có đối tượng nào.",
        "There is nothing to draw: the layers of this plan hold no features yet.",
    ),
    "withdrawn_hidden": Text(
        "Không vẽ {n} nơi đã đưa ra khỏi quy hoạch.", "Withdrawn by then and not drawn: {n}."
    ),
    "withdrawn_switch": Text("Bật lớp “{layer}” để xem.", "Switch on “{layer}” to see them."),
    "card_absent": Text("chưa có", "not there"),
    "crowded": Text(
        "Quá nhiều nơi trong khung nhìn nên vẽ bằng chấm: {layers}. Phóng to để thấy ký hiệu.",
        "Too many places in view, drawn as dots: {layers}. Come closer to see their signs.",
    ),
    "card_broken": Text(
        "Không đọc được số liệu của nơi này: tệp bản đồ bị hỏng hoặc đã bị sửa.",
        "The figures of this place cannot be read: the map file is damaged or was changed.",
    ),
    "no_figure": Text("chưa có số liệu", "no figure"),
    "legend_more": Text("Quy định, số của cả nhóm, ghi chú", "Rules, group figures, notes"),
    "limits": Text("Quy định", "Rule"),
    "wholes": Text("Cả nhóm", "Groups"),
    "reading_title": Text("Cách đọc", "How to read it"),
    "reading_halo": Text(
        "Chọn một nơi để xem vị trí có thể lệch tới đâu.", "Choose a place to see how far it may be off."
    ),
    "theme_absent": Text(
        "Chủ đề này không có nơi nào đang hiện: bật lớp của nó hoặc chọn thời điểm khác.",
        "No place of this theme is shown: switch on its layer or choose another time.",
    ),
    "reading": Text(
        "Cách đọc: nét đứt, gạch thưa, ký hiệu rỗng", "How to read dashes, hatching, hollow signs"
    ),
    "layers": Text("Lớp", "Layers"),
    "zoom": Text("Phóng to, thu nhỏ", "Zoom"),
    "zoom_in": Text("Phóng to", "Zoom in"),
    "zoom_out": Text("Thu nhỏ", "Zoom out"),
    "zoom_home": Text("Xem toàn bộ quy hoạch", "See the whole plan"),
    "online_base": Text("Nền trực tuyến (cần mạng)", "Online base map (needs a network)"),
    "base_failed": Text(
        "Không tải được nền trực tuyến: kiểm tra mạng hoặc tắt lớp này.",
        "The online base map cannot be loaded: check the network or switch the layer off.",
    ),
    "time": Text("Thời điểm", "Time"),
    "play": Text("Chạy theo thời gian", "Play through time"),
    "pause": Text("Dừng", "Pause"),
    "also_here": Text("Cũng ở đây:", "Also here:"),
    "also_n": Text("Còn {n} nơi khác tại điểm này.", "{n} more places at this point."),
    "places_list": Text("Danh sách nơi đang hiện ({n})", "List of the places shown ({n})"),
    "places_more": Text(
        "Còn nữa: phóng to hoặc tắt bớt lớp để danh sách ngắn lại.",
        "There are more: zoom in or switch layers off to shorten the list.",
    ),
    "formerly": Text("trước 7/2025: {unit}", "before 7/2025: {unit}"),
    "card_how": Text("Tính thế nào?", "How is this computed?"),
    "card_working": Text("Thay số:", "Working:"),
    "card_range": Text("Khoảng:", "Range:"),
    "card_base": Text("Tính trên:", "Based on:"),
    "card_method": Text("Căn cứ:", "Method:"),
    "card_benchmark": Text("Để so:", "To compare with:"),
    "card_rest": Text("Thêm {n} số liệu", "{n} more figures"),
    **{f"card_{outcome.value}": name for outcome, name in OUTCOME_NAMES.items()},
    "card_rows": Text("Số liệu trong sổ", "Figures in the ledger"),
    "card_others": Text("Số khác", "Other values"),
    "card_more": Text("và {n} dòng khác trong sổ", "and {n} more rows of the ledger"),
    "card_unverified": Text("chưa kiểm chứng", "not verified"),
    "card_ledger": Text("Số liệu khác trong sổ", "Other figures in the ledger"),
    "card_missing": Text("Chưa có số liệu", "No figures yet"),
    "card_missing_more": Text("và {n} mục nữa", "and {n} more"),
    "card_position": Text("Vị trí", "Position"),
    "card_note": Text("Ghi chú", "Note"),
    "card_entry": Text("Trong quy hoạch", "In the plan"),
    "card_sources": Text("Nguồn của nơi này", "Sources of this place"),
    "card_findings": Text("Điều cần xem lại", "To be looked at"),
    "card_findings_more": Text("và {n} điều khác", "and {n} more"),
    "card_why": Text("Vì sao:", "Why:"),
    "card_remedy": Text("Nên làm:", "What to do:"),
    "card_legal": Text("Căn cứ:", "Legal source:"),
}
"""By the name that the page's scripts know them by; braces are filled in there."""

ABBREVIATIONS = (
    ("KCN", "khu công nghiệp"),
    ("CCN", "cụm công nghiệp"),
    ("TĐ", "thủy điện"),
    ("TĐC", "tái định cư"),
    ("TP", "thành phố"),
    ("TX", "thị xã"),
    ("TT", "thị trấn"),
    ("QĐ", "quyết định"),
    ("IZ", "industrial zone"),
    ("IC", "industrial cluster"),
)
"""Words that a search takes as the same: the short and the long form."""
