"""Workbooks that Excel reads although they are written in unusual ways: read all the same."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import action, board, file_of
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import CannotWrite, ToolkitError
from toolkit.workbook.files import read_bytes

BOOK = file_of(board([action(lead="Head of Law"), action(id="A-0002", ref="1.2", due="1/7/2026")]))
DAY = date(2026, 10, 9)
Written = Callable[[str, bytes], tuple[str, bytes]]


def written(change: Written, data: bytes = BOOK) -> bytes:
    """A workbook with each part written under the name and in the bytes that `change` gives."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return buffer.getvalue()


def in_utf_16(name: str, content: bytes) -> tuple[str, bytes]:
    if not name.endswith(".xml"):
        return name, content
    text = content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return name, text.encode("utf-16")


def with_backslashes(name: str, content: bytes) -> tuple[str, bytes]:
    return name.replace("/", "\\"), content


def in_capitals(name: str, content: bytes) -> tuple[str, bytes]:
    return (name if name == "[Content_Types].xml" else name.upper()), content


def strict(name: str, content: bytes) -> tuple[str, bytes]:
    usual = rb"http://schemas.openxmlformats.org/(spreadsheetml|officeDocument|drawingml)/2006/"
    return name, re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/", content)


def with_a_sheet_of_macros(name: str, content: bytes) -> tuple[str, bytes]:
    """A sheet of a kind that the reader of values does not know, before the others."""
    if name == "xl/workbook.xml":
        content = content.replace(
            b"<sheets>", b'<sheets><sheet name="Old macros" sheetId="99" r:id="rIdMacros"/>'
        )
    if name == "xl/_rels/workbook.xml.rels":
        kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
        content = content.replace(
            b"</Relationships>",
            f'<Relationship Id="rIdMacros" Type="{kind}" Target="macrosheets/sheet1.xml"/>'
            "</Relationships>".encode(),
        )
    return name, content


WAYS = [in_utf_16, with_backslashes, in_capitals, strict, with_a_sheet_of_macros]


def read(data: bytes) -> Workbook:
    return read_bytes(data, "board.xlsx")


@pytest.mark.parametrize("way", WAYS)
def test_it_says_what_the_usual_one_says(way: Written) -> None:
    usual, unusual = read(BOOK), read(written(way))

    assert unusual.sheet_names == usual.sheet_names
    assert unusual.grids == usual.grids
    assert unusual.layout_version == usual.layout_version


@pytest.mark.parametrize("way", [in_utf_16, with_backslashes, in_capitals])
def test_it_is_updated_as_the_usual_one_is(way: Written, tmp_path: Path) -> None:
    for name, data in (("usual", BOOK), ("unusual", written(way))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "board.xlsx").write_bytes(data)
        jobs.update(tmp_path / name / "board.xlsx", None, DAY)

    usual, unusual = (
        read((tmp_path / name / "board.xlsx").read_bytes()) for name in ("usual", "unusual")
    )
    assert unusual.grids == usual.grids
    with zipfile.ZipFile(tmp_path / "unusual" / "board.xlsx") as now:
        before = zipfile.ZipFile(io.BytesIO(written(way))).infolist()
        assert [item.orig_filename for item in now.infolist()] == [
            item.orig_filename for item in before
        ]


def test_one_of_the_strict_standard_is_left_alone_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "board.xlsx"
    path.write_bytes(written(strict))

    with pytest.raises(CannotWrite, match=r"Strict .* save it as Excel Workbook \(\.xlsx\)"):
        jobs.update(path, None, DAY)

    assert path.read_bytes() == written(strict)


@pytest.mark.shared
def test_what_other_programs_open_is_read_but_for_three_files(shared: Path) -> None:
    folder = shared / "corpus/xlsx"
    with (folder / "INDEX.csv").open(encoding="utf-8", newline="") as index:
        right = {row["file"]: row["what_a_toolkit_should_do"] for row in csv.DictReader(index)}
    refused = {}
    for path in sorted(folder.glob("*.xl*")):
        if right.get(path.name, "").startswith("open"):
            try:
                read_bytes(path.read_bytes(), path.name)
            except ToolkitError as stop:
                refused[path.name] = str(stop).removeprefix(path.name).split(".")[0]

    packed = " is not packed as Excel files are"
    assert refused == {
        "poi--duplicate-filename-case-insensitive.xlsx": packed,
        "poi--duplicate-filename.xlsx": packed,
        "poi--xlsx-corrupted.xlsx": " cannot be read: it is damaged, or contains something unusual",
    }
