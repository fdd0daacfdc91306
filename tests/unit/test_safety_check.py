"""The gate: what may be opened, what may not, and the sentence for each."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from tests.builders import board
from toolkit.files import safety_check
from toolkit.files.safety_check import DOCUMENT, WORKBOOK, Package, read_file
from toolkit.layout.board import BOARD
from toolkit.values.errors import FileMissing, FileRefused, ToolkitError, WrongFileType
from toolkit.workbook.create import create

BOOK = create(BOARD, board())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "xl/workbook.xml"
STAND_IN = "xl/replaced.xml"


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def refusal(data: bytes, wanted: safety_check.Wanted = WORKBOOK) -> ToolkitError:
    with pytest.raises(ToolkitError) as stop:
        Package(data, "board.xlsx", wanted)
    assert str(stop.value).startswith("board.xlsx ")
    assert "\n" not in str(stop.value)
    assert stop.value.__suppress_context__ or stop.value.__context__ is None
    return stop.value


# What it is


def test_a_workbook_passes_with_its_parts_as_they_are() -> None:
    package = Package(BOOK, "board.xlsx")
    with zipfile.ZipFile(io.BytesIO(BOOK)) as whole:
        assert list(package.parts) == whole.namelist()
        assert all(package.part(name) == whole.read(name) for name in whole.namelist())
    assert MAIN in package
    assert "xl/vbaProject.bin" not in package


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "is empty. Ask for a fresh copy.", id="empty"),
        pytest.param(OLE + bytes(600), "is in the old Office format. Open it in Excel", id="xls"),
        pytest.param(
            OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"),
            "is locked with a password. Open it in Excel, remove the password",
            id="password",
        ),
        pytest.param(b"%PDF-1.7\n", "is a PDF, not an Excel workbook.", id="pdf"),
        pytest.param(b"Ref,Action\n1,Train\n", "is not an Excel workbook, although", id="csv"),
        pytest.param(b"\xef\xbb\xbf<html>", "is not an Excel workbook, although", id="html"),
        pytest.param(
            zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
            "is an OpenDocument file. Save it as Excel Workbook (.xlsx)",
            id="ods",
        ),
        pytest.param(
            zipped({"word/document.xml": b"<w/>"}),
            "is a Word document, not an Excel workbook.",
            id="docx",
        ),
        pytest.param(
            zipped({"readme.txt": b"hello"}),
            "is not an Excel workbook. Save it as",
            id="another zip",
        ),
        pytest.param(BOOK[:-40], "cannot be read: it is damaged", id="cut short"),
    ],
)
def test_a_file_of_another_type_is_refused_for_what_it_is(data: bytes, sentence: str) -> None:
    stop = refusal(data)
    assert isinstance(stop, WrongFileType)
    assert sentence in str(stop)


def test_a_template_may_not_be_a_workbook() -> None:
    assert "is an Excel workbook, not a Word document." in str(refusal(BOOK, DOCUMENT))
    assert "save it as Word Document (.docx)" in str(refusal(OLE, DOCUMENT))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing.xlsx", "missing.xlsx is not there."),
        (".", "is a folder. Give the file inside it."),
        ("~$board.xlsx", "~$board.xlsx is the small file that Excel keeps beside an open one. "),
    ],
)
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "~$board.xlsx").write_bytes(b"x")
    with pytest.raises(ToolkitError) as stop:
        read_file(tmp_path / name, WORKBOOK)
    assert sentence in str(stop.value)


@pytest.mark.parametrize("start", ["https:", "http:", "HTTPS:"])
def test_a_web_address_is_refused(start: str) -> None:
    with pytest.raises(FileMissing, match=r"board\.xlsx is given as a web address\."):
        read_file(Path(f"{start}//ourshire.sharepoint.com/board.xlsx"), WORKBOOK)


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "board.xlsx").write_bytes(BOOK)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileMissing, match=r"cannot be opened \(Permission denied\)"):
        read_file(tmp_path / "board.xlsx", WORKBOOK)


# How large it is


def test_a_file_at_the_bound_is_read_and_one_byte_more_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "board.xlsx"
    path.write_bytes(BOOK)
    monkeypatch.setattr(safety_check, "MOST_PACKED_BYTES", len(BOOK))
    assert read_file(path, WORKBOOK) == BOOK
    monkeypatch.setattr(safety_check, "MOST_PACKED_BYTES", len(BOOK) - 1)
    with pytest.raises(FileRefused, match="is larger than any board's file should be"):
        read_file(path, WORKBOOK)


def test_as_many_parts_as_allowed_pass_and_one_more_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = zipped({MAIN: b"<w/>", "a": b"", "b": b""})
    monkeypatch.setattr(safety_check, "MOST_PARTS", 3)
    assert len(Package(data, "board.xlsx").parts) == 3
    monkeypatch.setattr(safety_check, "MOST_PARTS", 2)
    assert "is not packed as Excel files are." in str(refusal(data))


def test_parts_may_unpack_to_the_bound_together_and_not_beyond(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = zipped({MAIN: b"<w/>", "a": bytes(50), "b": bytes(50)})
    monkeypatch.setattr(safety_check, "MOST_UNPACKED_BYTES", 104)
    assert Package(data, "board.xlsx")
    monkeypatch.setattr(safety_check, "MOST_UNPACKED_BYTES", 103)
    assert isinstance(refusal(data), FileRefused)


def test_a_part_may_swell_to_the_bound_and_not_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({MAIN: b"<w/>", "xl/media/a.bin": bytes(15_000)})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        packed = package.getinfo("xl/media/a.bin").compress_size
    times = -(-15_000 // packed)
    monkeypatch.setattr(safety_check, "SMALL_PART", 14_999)
    monkeypatch.setattr(safety_check, "MOST_TIMES_PACKED", times)
    assert Package(data, "board.xlsx")
    monkeypatch.setattr(safety_check, "MOST_TIMES_PACKED", times - 1)
    assert "unpacks to far more than it shows" in str(refusal(data))
    monkeypatch.setattr(safety_check, "SMALL_PART", 15_000)
    assert Package(data, "board.xlsx"), "a small part may swell as it likes"


@pytest.mark.parametrize("second", [MAIN, "xl/Workbook.xml", "XL/WORKBOOK.XML"])
def test_two_parts_of_one_name_are_refused(second: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(MAIN, b"<one/>")
        package.writestr(STAND_IN, b"<two/>")
    data = buffer.getvalue().replace(STAND_IN.encode(), second.encode())
    assert "is not packed as Excel files are." in str(refusal(data))


def lying(content: bytes, declared: int, part: str = MAIN) -> bytes:
    """A package whose directory declares another size than a part unpacks to."""
    data = bytearray(zipped({part: content, "xl/other.xml": b"<o/>"}))
    at = data.index(b"PK\x01\x02")
    assert struct.unpack_from("<I", data, at + 24)[0] == len(content)
    struct.pack_into("<I", data, at + 24, declared)
    return bytes(data)


def test_a_part_that_unpacks_to_more_than_it_declares_is_refused() -> None:
    stop = refusal(lying(b"<w>" + b"x" * 5000 + b"</w>", 100))
    assert isinstance(stop, FileRefused)
    assert "unpacks to more than it declares" in str(stop)


def test_a_part_that_unpacks_to_less_is_damaged() -> None:
    assert "it is damaged" in str(refusal(lying(b"<w/>", 400)))


def test_a_lie_in_a_part_that_is_no_xml_is_met_when_it_is_unpacked() -> None:
    package = Package(lying(bytes(5000), 100, "xl/media/image1.bin"), "board.xlsx")
    with pytest.raises(FileRefused, match="unpacks to more than it declares"):
        package.part("xl/media/image1.bin")


def test_a_part_that_is_not_there_is_damage() -> None:
    with pytest.raises(WrongFileType, match="it is damaged"):
        Package(BOOK, "board.xlsx").part("xl/nothing.xml")


# What it holds

BOMB = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aa"><!ENTITY c "&a;&a;">]><b>&c;</b>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("part", [MAIN, "xl/_rels/workbook.xml.rels", "xl/drawings/a.vml"])
def test_declarations_are_refused_in_any_encoding_and_any_part(part: str, encoding: str) -> None:
    stop = refusal(zipped({MAIN: b"<w/>"} | {part: BOMB.encode(encoding)}))
    assert isinstance(stop, FileRefused)
    assert "contains declarations that an Excel workbook never needs" in str(stop)


def test_words_that_look_like_a_declaration_are_only_words() -> None:
    text = b"<w>Hello !DOCTYPE and &lt;!ENTITY of ours</w>"
    assert Package(zipped({MAIN: text}), "board.xlsx").part(MAIN) == text


def flagged(flag: int, method: int | None = None) -> bytes:
    """A package whose first part says so of itself in both of its headers."""
    data = bytearray(zipped({MAIN: b"<w/>"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + flags
        data[at] |= flag
        if method is not None:
            struct.pack_into("<H", data, at + 2, method)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(flagged(1), id="encrypted"),
        pytest.param(flagged(0, 99), id="packed in an unknown way"),
        pytest.param(zipped({MAIN: b"<w/>"}, zipfile.ZIP_BZIP2), id="packed as Excel never does"),
        pytest.param(BOOK.replace(b"PK\x03\x04", b"PK\x03\x05")[4:], id="no headers"),
    ],
)
def test_a_package_that_excel_would_not_write_is_refused(data: bytes) -> None:
    assert isinstance(refusal(data), WrongFileType)


def test_a_part_whose_header_is_not_where_it_should_be_is_damage() -> None:
    data = zipped({MAIN: b"<w/>", "xl/b.xml": b"<b/>"})
    at = data.index(b"PK\x03\x04", 4)
    assert "it is damaged" in str(refusal(data[:at] + b"PK\x00\x00" + data[at + 4 :]))


def test_a_part_with_a_wrong_checksum_is_damage() -> None:
    data = zipped({MAIN: b"<w/>"}, zipfile.ZIP_STORED).replace(b"<w/>", b"<v/>")
    assert "it is damaged" in str(refusal(data))


def test_macros_pass_only_in_a_file_whose_name_says_so() -> None:
    macros = zipped({MAIN: b"<workbook/>", "xl/vbaProject.bin": b"macros"})
    Package(macros, "board.xlsm")
    with pytest.raises(FileRefused, match="contains macros, but its name does not say so"):
        Package(macros, "board.xlsx")
    document = zipped({"word/document.xml": b"<document/>", "word/vbaProject.bin": b"macros"})
    with pytest.raises(FileRefused, match="contains macros"):
        Package(document, "template.docm", DOCUMENT)
