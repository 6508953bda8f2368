"""What the map says where two plans or two times are compared, in both languages."""

from zoneplan.text import Text

COMPARE = {
    "compare": Text("So với", "Compare with"),
    "compare_none": Text("không so", "nothing"),
    "compare_left": Text("Trái", "Left"),
    "compare_right": Text("Phải", "Right"),
    "compare_count": Text("{side}: {n}", "{side}: {n}"),
    # the bar between the two
    "compare_bar": Text(
        "Vạch so sánh. Bên trái: {left}. Bên phải: {right}.", "Dividing bar. Left: {left}. Right: {right}."
    ),
    "compare_at": Text("vạch ở {n} % bề ngang", "bar at {n} % of the width"),
    "compare_begun": Text(
        "Đang so sánh. Bên trái: {left}. Bên phải: {right}. Kéo vạch giữa bằng chuột hoặc phím mũi tên.",
        "Comparing. Left: {left}. Right: {right}. Move the bar with the pointer or the arrow keys.",
    ),
    "compare_ended": Text("Đã thôi so sánh.", "Comparison ended."),
    # a place in both plans
    "compare_title": Text("So hai quy hoạch", "The two plans compared"),
    "compare_figure": Text("Số liệu", "Figure"),
    "compare_name": Text("Tên", "Name"),
    "compare_differs": Text("khác nhau", "different"),
    "compare_differ_n": Text("Khác nhau: {n}", "Different: {n}"),
    "compare_differ_none": Text("Không có số liệu nào khác nhau.", "No figure differs."),
    "compare_same": Text("Giống nhau: {n}", "The same: {n}"),
    "compare_lacking": Text("không có", "none"),
    "compare_only": Text("chỉ có trong “{plan}”", "only in “{plan}”"),
    "compare_no_place": Text("Không có nơi này trong “{plan}”.", "This place is not in “{plan}”."),
    "compare_moved": Text(
        "Vị trí trong hai quy hoạch cách nhau khoảng {length}.",
        "The two plans place it about {length} apart.",
    ),
    "compare_places": Text("Nơi có tình trạng khác nhau ({n})", "Places whose state differs ({n})"),
    "compare_change": Text("{left} → {right} ({n})", "{left} → {right} ({n})"),
    "compare_details": Text("Dưới đây theo “{plan}”.", "Below: as in “{plan}”."),
    "compare_other_details": Text("Xem theo “{plan}”", "See it as in “{plan}”"),
    # on paper
    "compare_print": Text("So sánh", "Comparison"),
    "compare_print_both": Text("In cả hai bên, có vạch chia", "Print both sides with the bar between them"),
    "compare_print_right": Text("Chỉ in bên phải: {name}", "Print the right side only: {name}"),
    "compare_print_as_of": Text("{plan}: số liệu đến {date}.", "{plan}: figures as of {date}."),
}
"""By the name that the page's scripts know them by; braces are filled in there."""
