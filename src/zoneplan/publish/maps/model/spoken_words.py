"""What the page says to those who hear it: the ways past the controls, and what a change of the view means."""

from zoneplan.text import Text

SPOKEN = {
    "skips": Text("Đi nhanh", "Skip links"),
    "skip": Text("Tới ô tìm kiếm", "Skip to the search"),
    "skip_places": Text("Tới danh sách nơi đang hiện", "Skip to the list of places"),
    "skip_map": Text("Tới bản đồ", "Skip to the map"),
    "skip_card": Text("Tới thẻ đang mở", "Skip to the open card"),
    "region_position": Text("Tọa độ", "Coordinates"),
    "region_corner": Text("Công cụ và ngôn ngữ", "Tools and language"),
    "said_theme": Text("Chủ đề: {name}; số nơi có số liệu: {n}.", "Theme: {name}; places with figures: {n}."),
    "said_status": Text("Chủ đề: {name}; số nơi đang hiện: {n}.", "Theme: {name}; places shown: {n}."),
    "said_shown": Text("Số nơi đang hiện: {n}.", "Places shown: {n}."),
    "said_on": Text("Đã bật lớp: {names}.", "Switched on: {names}."),
    "said_off": Text("Đã tắt lớp: {names}.", "Switched off: {names}."),
    "said_card": Text("Đã mở thẻ: {name}.", "Card opened: {name}."),
    "said_closed": Text("Đã đóng thẻ.", "Card closed."),
    "said_ended": Text("Đã thôi đo.", "Measuring ended."),
}
"""By the name that the page's scripts know them by; braces are filled in there."""
