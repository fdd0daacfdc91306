"""A small file cannot ask for more than a computer has: it is counted before it is read."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from toolkit.files.safety_check import Package
from toolkit.values.errors import FileRefused
from toolkit.workbook import bounds
from toolkit.workbook.files import read_bytes
from toolkit.workbook.parts import WorkbookParts


def book(*sheets: dict[str, str], change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """A workbook of sheets with these texts by cell, its parts changed by `change`."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer)
    for cells in sheets:
        sheet = workbook.add_worksheet()
        for cell, text in cells.items():
            sheet.write_string(cell, text)
    workbook.close()
    if change is None:
        return buffer.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return changed.getvalue()


def refuse(data: bytes) -> None:
    parts = WorkbookParts(Package(data, "board.xlsx"))
    bounds.refuse_excess(parts, parts.sheet_parts, "board.xlsx")


def test_a_text_shared_by_many_cells_counts_as_often_as_it_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = book({f"A{row}": "x" * 1_000 for row in range(1, 51)})
    monkeypatch.setattr(bounds, "MOST_TEXT", 60_000)
    refuse(data)

    monkeypatch.setattr(bounds, "MOST_TEXT", 49_000)
    with pytest.raises(FileRefused, match="more cells or longer texts"):
        refuse(data)


def test_one_long_text_among_many_short_ones_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = {f"A{row}": f"text {row}" for row in range(1, 1_001)}
    monkeypatch.setattr(bounds, "MOST_TEXT", 100_000)

    refuse(book({**cells, "B1": "x" * 30_000}))


def test_texts_count_over_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = {f"A{row}": "x" * 1_000 for row in range(1, 51)}
    monkeypatch.setattr(bounds, "MOST_TEXT", 90_000)
    refuse(book(sheet))

    with pytest.raises(FileRefused, match="more cells or longer texts"):
        refuse(book(sheet, sheet))


def test_cells_count_over_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.workbook.files.MOST_CELLS", 2_000)
    read_bytes(book({"J100": "x"}, {"J100": "x"}), "board.xlsx")

    with pytest.raises(FileRefused, match="more cells or longer texts"):
        read_bytes(book({"J100": "x"}, {"J100": "x"}, {"A1": "x"}), "board.xlsx")


def test_a_sheet_used_under_two_names_is_refused() -> None:
    data = book(
        {"A1": "x"},
        {"A1": "y"},
        change=lambda name, old: (
            old.replace(b"sheet2.xml", b"sheet1.xml") if name.endswith("workbook.xml.rels") else old
        ),
    )
    with pytest.raises(FileRefused, match="one sheet under several names"):
        read_bytes(data, "board.xlsx")


@pytest.mark.parametrize(
    "reference",
    ["XFE1", "AAAA1", "AAAAA1", "AAAAAAAAAAAA1", "A1048577", "A10000000", "A99999999999"],
)
def test_a_cell_beyond_the_last_row_or_column_is_refused(reference: str) -> None:
    data = book(
        {"A1": "x"},
        change=lambda name, old: (
            old.replace(b'r="A1"', f'r="{reference}"'.encode()) if "sheet1" in name else old
        ),
    )
    with pytest.raises(FileRefused, match="reaches far beyond"):
        refuse(data)


@pytest.mark.parametrize("reference", ["XFE1", "AAAAA1", "A1048577"])
def test_a_cell_beyond_them_under_a_prefix_is_refused_too(reference: str) -> None:
    cell = f'<x:c xmlns:x="{bounds_namespace}" r="{reference}"><x:v>1</x:v></x:c>'.encode()
    data = book(
        {"A1": "x"},
        change=lambda name, old: (
            old.replace(b"</row>", cell + b"</row>") if "sheet1" in name else old
        ),
    )
    with pytest.raises(FileRefused, match="reaches far beyond"):
        refuse(data)


bounds_namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# What opens something and is never closed: a search that starts again at each, and looks to the
# end each time, takes minutes over these; one that stops at the next takes a moment.
_HANGING = """
from toolkit.workbook.bounds import is_vast
from toolkit.workbook.scan import scan_sheet

HEAD = b'<worksheet xmlns="m"><cols>{}</cols><sheetData>{}</sheetData>{}</worksheet>'
OPENERS = [
    b"<f ", b"<f>", b"<f t='shared'", b'<c r="A1" ', b'<c r="ZZ9999" ', b"<row ", b'<row r="1" ',
    b"<col ", b"<autoFilter ", b' t="e"', b' hidden="1"', b's="1" ', b"<v ", b"<v>", b"a", b" ",
    b'<c r="A1" t="e"', b'="', b"<c r=", b'<c r="A1"><f>', b'<col a="',
]
for opener in OPENERS:
    long = opener * (600_000 // len(opener))
    for place in range(3):
        parts = [b"", b"", b""]
        parts[place] = long
        xml = HEAD.replace(b"{}", b"\\0").split(b"\\0")
        xml = xml[0] + parts[0] + xml[1] + parts[1] + xml[2] + parts[2] + xml[3]
        for look in (is_vast, lambda xml: scan_sheet(xml, {1: "0%"})):
            try:
                look(xml)
            except (SyntaxError, ValueError):
                pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bound on processor time")
def test_no_search_takes_longer_than_in_step_with_the_sheet() -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n" + _HANGING

    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
