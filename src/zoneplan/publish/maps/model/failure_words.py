"""What the page says when it cannot open, in both languages at once: its own data cannot be asked which one is wanted."""

from zoneplan.text import Text

FAILURES = {
    "old": Text(
        "Trình duyệt này quá cũ nên không mở được bản đồ. Hãy cập nhật trình duyệt, hoặc mở tệp này bằng Chrome, Edge, "
        "Firefox hay Safari bản mới.",
        "This browser is too old to open the map. Update it, or open this file with a recent Chrome, Edge, Firefox or "
        "Safari.",
    ),
    "damaged": Text(
        "Tệp bản đồ này bị hỏng hoặc đã bị sửa nên không mở được. Hãy chép lại tệp gốc, hoặc lập lại bản đồ bằng lệnh "
        "zoneplan map.",
        "This map file is damaged or was changed and cannot be opened. Copy the original again, or make the map anew "
        "with zoneplan map.",
    ),
}
"""By the reason that the page's own script tells."""
