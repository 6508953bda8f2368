"""Why a file that the user names is not read."""

from zoneplan.plan.finding import Rule, Severity
from zoneplan.text import Text

CELLS_REFUSED = Rule(
    "import_file_refused",
    Severity.ERROR,
    Text("Tệp không nhập được", "File cannot be imported"),
    Text("{path}: {problem}", "{path}: {problem}"),
    Text("Không có bảng nào để đọc.", "There is no table to read."),
    Text(
        "Chỉ tới một tệp CSV, XLSX, DOCX hoặc TXT trên máy này, hoặc dán bảng vào: zoneplan import -",
        "Name a CSV, XLSX, DOCX or TXT file on this machine, or paste the table into: zoneplan import -",
    ),
    exit_code=3,
    example=Text(
        "Đường dẫn là một địa chỉ mạng, hoặc tệp là .pdf.",
        "The path is a network address, or the file a .pdf.",
    ),
)
