"""What the tools of the map say, in both languages."""

from zoneplan.text import Text

TOOLS: dict[str, Text] = {
    "tool_bar": Text("Công cụ", "Tools"),
    "tool_close": Text("Đóng", "Close"),
    # scale and position
    "tool_scale": Text("Tỷ lệ khoảng {scale} trên màn hình 96 dpi", "About {scale} on a 96 dpi screen"),
    "tool_scale_said": Text(
        "Thước tỷ lệ: {length}; tỷ lệ khoảng {scale} trên màn hình 96 dpi",
        "Scale bar: {length}; about {scale} on a 96 dpi screen",
    ),
    "tool_position_pointer": Text("con trỏ", "pointer"),
    "tool_position_clicked": Text("điểm bấm", "clicked"),
    "tool_position_centre": Text("tâm", "centre"),
    "tool_position_format": Text(
        "Đổi cách ghi: độ thập phân hoặc độ, phút, giây",
        "Change between decimal degrees and degrees, minutes, seconds",
    ),
    "tool_position_copy": Text("Chép tọa độ", "Copy the coordinates"),
    "tool_position_copied": Text("Đã chép tọa độ.", "Coordinates copied."),
    "tool_north": Text("B", "N"),
    "tool_south": Text("N", "S"),
    "tool_east": Text("Đ", "E"),
    "tool_west": Text("T", "W"),
    # copying
    "tool_copy_refused": Text("Chép bằng tay", "Copy by hand"),
    "tool_copy_by_hand": Text(
        "Trình duyệt không cho trang này ghi vào bộ nhớ tạm. Hãy chọn dòng dưới đây rồi chép.",
        "The browser does not let this page write to the clipboard. Select the line below and copy it.",
    ),
    # measuring
    "tool_measure": Text("Đo", "Measuring"),
    "tool_distance": Text("Đo khoảng cách", "Measure a distance"),
    "tool_area": Text("Đo diện tích", "Measure an area"),
    "tool_distance_begun": Text(
        "Đang đo khoảng cách. Enter thêm điểm ở tâm bản đồ, Backspace bỏ điểm cuối, Escape kết thúc.",
        "Measuring a distance. Enter adds the centre of the map, Backspace removes the last point, Escape ends.",
    ),
    "tool_area_begun": Text(
        "Đang đo diện tích. Enter thêm điểm ở tâm bản đồ, Backspace bỏ điểm cuối, Escape kết thúc.",
        "Measuring an area. Enter adds the centre of the map, Backspace removes the last point, Escape ends.",
    ),
    "tool_distance_hint": Text(
        "Bấm vào bản đồ để thêm điểm, bấm đúp để kết thúc. Đo theo đường ngắn nhất trên ellipsoid WGS 84.",
        "Click the map to add points, double click to end. Measured along the shortest line on the WGS 84 ellipsoid.",
    ),
    "tool_area_hint": Text(
        "Bấm vào bản đồ để thêm đỉnh, bấm đúp để kết thúc. Diện tích trên ellipsoid WGS 84, có thể khác chút ít so với diện tích trên lưới VN-2000.",
        "Click the map to add corners, double click to end. The area is that on the WGS 84 ellipsoid; on the VN-2000 grid it can differ a little.",
    ),
    "tool_compare_off": Text("Đã tắt so sánh để đo.", "Comparison turned off for measuring."),
    "tool_total": Text("Tổng", "Total"),
    "tool_last": Text("Đoạn cuối", "Last leg"),
    "tool_area_name": Text("Diện tích", "Area"),
    "tool_perimeter": Text("Chu vi", "Perimeter"),
    "tool_crossing": Text("chưa tính: đường ranh tự cắt", "none: the outline crosses itself"),
    "tool_crossing_short": Text("ranh tự cắt", "crosses itself"),
    "tool_area_unknown": Text("không tính được ở hình quá rộng", "none: the outline is too wide"),
    "tool_point_added": Text("Điểm {n}. {figures}", "Point {n}. {figures}"),
    "tool_point_removed": Text("Đã bỏ điểm cuối, còn {n} điểm.", "Last point removed, {n} left."),
    "tool_measured": Text("Đã đo xong. {figures}", "Measured. {figures}"),
    "tool_cleared": Text("Đã xóa các hình đo.", "Measures cleared."),
    "tool_add_centre": Text("Thêm điểm ở tâm bản đồ", "Add the centre of the map"),
    "tool_undo": Text("Bỏ điểm cuối", "Remove the last point"),
    "tool_finish": Text("Kết thúc hình này", "Finish this one"),
    "tool_clear": Text("Xóa tất cả hình đo", "Clear all measures"),
    "tool_end": Text("Thôi đo", "Stop measuring"),
    "tool_drop": Text("Xóa hình đo {n}", "Remove measure {n}"),
    # full screen
    "tool_fullscreen": Text("Toàn màn hình", "Full screen"),
    "tool_fullscreen_end": Text("Thoát toàn màn hình", "Leave full screen"),
    "tool_fullscreen_refused": Text(
        "Trình duyệt không cho mở toàn màn hình.", "The browser does not allow full screen."
    ),
    # link
    "tool_link": Text("Chép liên kết tới khung nhìn này", "Copy a link to this view"),
    "tool_link_place": Text("Liên kết tới chỗ này", "Link to this place"),
    "tool_link_copied": Text("Đã chép liên kết tới khung nhìn này.", "Link to this view copied."),
    "tool_link_copied_file": Text(
        "Đã chép liên kết. Trang này là một tệp: liên kết chỉ mở được trên máy này; nơi khác hãy mở tệp của mình rồi thêm phần từ dấu # trở đi.",
        "Link copied. This page is a file: the link opens on this computer only; elsewhere open your own file and add the part from # on.",
    ),
    # download
    "tool_download": Text("Tải lớp dữ liệu (GeoJSON)", "Download a layer (GeoJSON)"),
    "tool_download_about": Text(
        "Mỗi lớp là một tệp GeoJSON theo RFC 7946, tọa độ WGS 84, tên bằng hai thứ tiếng. Tệp tạo ngay trong trang, không gửi đi đâu.",
        "Each layer is a GeoJSON file after RFC 7946 in WGS 84 with names in both languages, made in the page; nothing is sent anywhere.",
    ),
    "tool_download_simplified": Text(
        "Hình trong trang này đã giản lược, bỏ chi tiết nhỏ hơn khoảng {metres} m: dùng để xem, không dùng để đo vẽ. Hình đầy đủ có trong thư mục exports.",
        "The shapes in this page are simplified, details smaller than about {metres} m left out: to look at, not to survey by. The full shapes are in the exports folder.",
    ),
    "tool_download_layer": Text("Tải {name}", "Download {name}"),
    "tool_download_count": Text("{n} nơi", "{n} places"),
    "tool_download_place": Text("Tải GeoJSON", "Download GeoJSON"),
    "tool_downloaded": Text("Đã tạo tệp {file}.", "File {file} made."),
    # print
    "tool_print": Text("In bản đồ", "Print the map"),
    "tool_print_paper": Text("Khổ giấy", "Paper"),
    "tool_print_orientation": Text("Chiều giấy", "Orientation"),
    "tool_print_landscape": Text("Ngang", "Landscape"),
    "tool_print_portrait": Text("Dọc", "Portrait"),
    "tool_print_scale": Text("Tỷ lệ", "Scale"),
    "tool_print_fit": Text("Vừa khung đang xem", "Fit what is shown"),
    "tool_print_title": Text("Tiêu đề", "Title"),
    "tool_print_note": Text("Ghi chú", "Note"),
    "tool_print_hint": Text(
        "Trong hộp thoại in hãy để tỷ lệ 100 % và lề mặc định, nếu không tỷ lệ ghi trên tờ sẽ sai.",
        "Leave the browser's print scale at 100 % and its margins at the default, or the scale on the sheet will be wrong.",
    ),
    "tool_print_go": Text("In", "Print"),
    "tool_print_again": Text("In lại", "Print again"),
    "tool_print_back": Text("Trở lại bản đồ", "Back to the map"),
    "tool_print_done": Text("Đã trở lại bản đồ.", "Back at the map."),
    "tool_print_legend": Text("Chú giải", "Legend"),
    "tool_print_over": Text("Xem trang sau.", "See the next page."),
    "tool_print_time": Text("Thời điểm", "Time"),
    "tool_print_theme": Text("Chủ đề", "Theme"),
    "tool_print_grid": Text(
        "Lưới {grid}. Hình chiếu Web Mercator: tỷ lệ đúng theo chiều đông tây ở giữa bản đồ.",
        "Grid {grid}. Web Mercator projection: the scale holds from west to east at the centre of the map.",
    ),
    "tool_print_as_of": Text("Số liệu đến {date}.", "Figures as of {date}."),
    "tool_print_sources": Text(
        "Nguồn của từng số liệu ghi trong thẻ của mỗi nơi trên bản đồ tương tác và trong sổ số liệu.",
        "The source of each figure stands in the card of its place on the interactive map and in the ledger.",
    ),
    "tool_print_reference": Text(
        "Bản đồ để tham khảo, không phải bản đồ pháp lý.", "A map for reference, not a legal map."
    ),
    "tool_print_made": Text("Lập bằng zoneplan.", "Made with zoneplan."),
    # keys
    "tool_help": Text("Phím tắt", "Keyboard help"),
    "tool_help_map": Text("Bản đồ", "Map"),
    "tool_help_pan": Text("di chuyển bản đồ", "move the map"),
    "tool_help_zoom": Text("phóng to, thu nhỏ", "zoom in and out"),
    "tool_help_search": Text("tìm nơi chốn", "find a place"),
    "tool_help_escape": Text("đóng thẻ hoặc thôi dùng công cụ", "close the card or leave the tool"),
    "tool_help_time": Text("Thời gian", "Time"),
    "tool_help_step": Text("mốc trước, mốc sau", "step back and forward"),
    "tool_help_play": Text("chạy, dừng", "play and pause"),
    "tool_help_measure": Text("Khi đang đo", "While measuring"),
    "tool_help_add": Text("thêm điểm ở tâm bản đồ", "add the centre of the map"),
    "tool_help_finish": Text("kết thúc hình đang đo", "finish the measure"),
    "tool_help_remove": Text("bỏ điểm cuối", "remove the last point"),
    "tool_help_end": Text("thôi đo", "stop measuring"),
    "tool_help_tools": Text("Công cụ", "Tools"),
    "tool_help_single": Text("Dùng phím tắt một chữ", "Use single-letter keys"),
}
"""By key; every key begins with ``tool_`` so that it meets no other word of the page."""
