"""Words around corners and headings above them, each with what a planner reads in it."""

import pytest

from zoneplan.corners.headings import Role, heading
from zoneplan.corners.sites import GridWords
from zoneplan.corners.titles import Sense, grid_words, read_title


@pytest.mark.parametrize(
    ("text", "role", "is_certain"),
    [
        ("X(m)", Role.NORTH, False),
        ("Tọa độ X", Role.NORTH, False),
        ("Toạ độ Y (m)", Role.EAST, False),
        ("X (Bắc)", Role.NORTH, True),
        ("X (Đông)", Role.EAST, True),
        ("E", Role.EAST, True),
        ("N (m)", Role.NORTH, True),
        ("Kinh độ", Role.EAST, True),
        ("Vĩ độ", Role.NORTH, True),
        ("Easting", Role.EAST, True),
        ("Tọa độ VN-2000, X (m)", Role.NORTH, False),
        ("STT", Role.COUNT, True),
        ("No.", Role.COUNT, True),
        ("Số hiệu điểm", Role.POINT, True),
        ("Tên điểm", Role.POINT, True),
        ("Điểm góc", Role.POINT, True),
        ("Tên khu", Role.NAME, True),
        ("Xã, phường", Role.COMMUNE, True),
        ("Diện tích (m²)", Role.AREA, True),
        ("Hệ tọa độ VN-2000, kinh tuyến trục 104°45'", Role.SHARED, True),
        ("Tọa độ (X, Y)", Role.SHARED, True),
    ],
)
def test_headings_mean_columns(text: str, role: Role, is_certain: bool) -> None:
    found = heading(text)
    assert found is not None
    assert (found.role, found.is_certain) == (role, is_certain)


@pytest.mark.parametrize("text", ["M1", "2478419,5", "", "12", "Ghi chú", "Võ Lao"])
def test_other_cells_are_no_headings(text: str) -> None:
    assert heading(text) is None


@pytest.mark.parametrize(
    ("text", "sense", "name", "hectares"),
    [
        ("Khu A: 12,5 ha", Sense.SITE, "Khu A", {12.5}),
        ("Diện tích: 1.100 ha", Sense.DETAIL, "", {1100.0, 1.1}),
        ("Tổng diện tích: 1.234.567 m2", Sense.DETAIL, "", {123.4567}),
        ("Diện tích (ha): 12,5", Sense.DETAIL, "", {12.5}),
        (
            "II. Cụm công nghiệp Bản Qua, xã Bản Qua (76,39 ha)",
            Sense.SITE,
            "Cụm công nghiệp Bản Qua",
            {76.39},
        ),
        (
            "BẢNG TỌA ĐỘ CÁC ĐIỂM KHÉP GÓC KHU CÔNG NGHIỆP VÕ LAO",
            Sense.SITE,
            "KHU CÔNG NGHIỆP VÕ LAO",
            None,
        ),
        ("Tên khu: Võ Lao", Sense.SITE, "Võ Lao", None),
        ("Khu B (tiếp theo)", Sense.SITE, "Khu B", None),
        ("Võ Lao", Sense.NAME, "Võ Lao", None),
        ("Vùng 2", Sense.PART, "Vùng 2", None),
        ("Thửa số 2 (diện tích 3,5 ha)", Sense.PART, "Thửa số 2", {3.5}),
        ("Lô 3", Sense.PART, "Lô 3", None),
        ("Phần trừ ra", Sense.CUT_OUT, "Phần trừ ra", None),
        ("Ghi chú: đo năm 2025", Sense.NOTE, "", None),
        ("Tổng cộng: 12 ha", Sense.NOTE, "", None),
        ("Hệ tọa độ VN-2000, kinh tuyến trục 104°45', múi chiếu 3°", Sense.DETAIL, "", None),
        ("(Kèm theo Quyết định số 03/QĐ-UBND)", Sense.DETAIL, "", None),
    ],
)
def test_lines_of_words_have_a_sense(text: str, sense: Sense, name: str, hectares: set[float] | None) -> None:
    title = read_title(text)
    assert (title.sense, title.name) == (sense, name)
    area = title.area
    found = {round(v * area.ha_per_unit, 9) for v in area.number.values.values()} if area else None
    assert found == hectares


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VN-2000, kinh tuyến trục 104°45', múi chiếu 3°", GridWords(104.75, 3, "VN-2000")),
        ("Hệ tọa độ VN2000 KTT 104045' múi 3 độ", GridWords(104.75, 3, "VN-2000")),
        ("kinh tuyến 105°, múi 6°", GridWords(105.0, 6, None)),
        ("kinh tuyến trục 107,75; múi 3", GridWords(107.75, 3, None)),
        ("WGS-84, UTM zone 48N", GridWords(None, 6, "WGS 84")),
        ("Hệ HN-72, kinh tuyến trục 105°, múi 6°", GridWords(105.0, 6, "HN-72")),
        ("Hệ tọa độ Hà Nội 1972", GridWords(None, None, "HN-72")),
        ("Chuyển từ HN-72 sang VN-2000", GridWords(None, None, "VN-2000")),
        ("Đường đi Hà Nội 72 km", GridWords()),
        ("Khu A", GridWords()),
    ],
)
def test_the_grid_is_read_from_words(text: str, expected: GridWords) -> None:
    assert grid_words(text) == expected
