"""What can be wrong with how the text of a layer is written."""

from zoneplan.plan.finding import Rule, Severity
from zoneplan.text import Text

TEXT_OLD_ENCODING = Rule(
    "text_old_encoding",
    Severity.WARNING,
    Text("Chữ theo phông cũ", "Text in an old font"),
    Text(
        "Chữ trong {path} có vẻ viết bằng {font} (độ tin cậy {confidence} %, {count} dòng chữ khác nhau): "
        '“{before}” → “{after}”. Để chuyển, ghi encoding = "{encoding}".',
        "The text in {path} seems to be in {font} (confidence {confidence} %, {count} different texts): "
        '“{before}” → “{after}”. To convert it, write encoding = "{encoding}".',
    ),
    Text(
        "Tên không đọc được và không khớp với sổ số liệu, tên xã hay tìm kiếm; không tự chuyển vì có thể nhầm.",
        "Names are illegible and match neither the ledger nor a commune nor a search; "
        "nothing is converted unasked, for a guess may be wrong.",
    ),
    Text(
        "Nếu dòng chữ mẫu sau mũi tên đúng, ghi encoding vào lớp đó trong zoneplan.toml.",
        "If the sample after the arrow is right, write encoding for that layer in zoneplan.toml.",
    ),
    example=Text(
        "Tệp TAB cũ gõ bằng .VnTime: tên khu hiện ra là “Khu c«ng nghiÖp T»ng Loáng”.",
        "An old TAB file typed in .VnTime: a zone's name shows as “Khu c«ng nghiÖp T»ng Loáng”.",
    ),
)
TEXT_ENCODING_UNFIT = Rule(
    "text_encoding_unfit",
    Severity.ERROR,
    Text("encoding không khớp với chữ", "encoding does not fit the text"),
    Text(
        "zoneplan.toml nói chữ trong {path} là {font}, nhưng không khớp: “{before}” → “{after}”; không chuyển gì. {hint}",
        "zoneplan.toml says that the text in {path} is in {font}, which does not fit: “{before}” → “{after}”; "
        "nothing was converted. {hint}",
    ),
    Text(
        "Chuyển chữ đã đúng hoặc chuyển sai bảng mã làm hỏng mọi tên.",
        "Converting text that is right, or from the wrong encoding, would spoil every name.",
    ),
    Text(
        "Bỏ encoding của lớp nếu chữ đã là Unicode, nếu không thì sửa cho đúng.",
        "Remove encoding from the layer if its text is Unicode already, correct it otherwise.",
    ),
    example=Text(
        'Cấu hình ghi encoding = "tcvn3" cho một lớp mà tên đã là Unicode: “Bảo Thắng”.',
        'The configuration says encoding = "tcvn3" for a layer whose names are Unicode already: “Bảo Thắng”.',
    ),
)
TEXT_PARTLY_UNICODE = Rule(
    "text_partly_unicode",
    Severity.WARNING,
    Text("Lớp lẫn chữ Unicode và phông cũ", "Layer mixes Unicode and an old font"),
    Text(
        "{path}: đã chuyển chữ từ {font} (“{before}” → “{after}”), "
        "nhưng giữ nguyên {count} dòng chữ đọc được như đang có, thí dụ “{sample}”.",
        "{path}: text was converted from {font} (“{before}” → “{after}”), "
        "but {count} texts that can be read as they stand were left so, for instance “{sample}”.",
    ),
    Text(
        "Dòng chữ ngắn có thể đọc được theo cả hai cách, nên có thể bị chuyển nhầm hoặc bị bỏ sót.",
        "A short text may be readable both ways and so be converted wrongly or passed over.",
    ),
    Text(
        "Xem lại tên của lớp này, rồi xuất tệp hoàn toàn bằng Unicode và bỏ encoding.",
        "Look through the names of this layer, then export the file wholly in Unicode and remove encoding.",
    ),
    example=Text(
        "Một lớp gộp từ hai nguồn: “T»ng Loáng” bên cạnh “Phố Lu”.",
        "A layer merged from two sources: “T»ng Loáng” beside “Phố Lu”.",
    ),
)
TEXT_CAPITALS_FONT = Rule(
    "text_capitals_font",
    Severity.WARNING,
    Text("Chữ theo phông chữ hoa", "Text in a capitals font"),
    Text(
        "{path}: “{before}” thành “{after}” vì chữ gõ bằng phông chữ hoa (.VnTimeH). "
        'Để ra “{wanted}”, ghi encoding = "tcvn3-upper".',
        "{path}: “{before}” became “{after}” because it was typed in a capitals font (.VnTimeH). "
        'For “{wanted}”, write encoding = "tcvn3-upper".',
    ),
    Text(
        "Phông chữ hoa dùng chung mã với chữ thường nên tên lẫn chữ hoa và chữ thường.",
        "A capitals font shares its codes with small letters, so names come out in mixed case.",
    ),
    Text(
        'Ghi encoding = "tcvn3-upper" vào lớp đó trong zoneplan.toml.',
        'Write encoding = "tcvn3-upper" for that layer in zoneplan.toml.',
    ),
    example=Text(
        'Với encoding = "tcvn3", “LµO CAI” gõ bằng .VnTimeH thành “LàO CAI”.',
        'With encoding = "tcvn3", “LµO CAI” typed in .VnTimeH becomes “LàO CAI”.',
    ),
)

TEXT_RULES = (TEXT_OLD_ENCODING, TEXT_ENCODING_UNFIT, TEXT_PARTLY_UNICODE, TEXT_CAPITALS_FONT)
"""Every rule about how text is written."""
