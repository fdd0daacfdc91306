"""The safety check: every file from outside passes it before any reader opens it.

It looks at what a file really is, how large it really unpacks, and whether it holds
what no spreadsheet or document needs. Parts are unpacked by `Package.part`, which
stops at the size the file declares and refuses a file that lies about it, so that
readers coming after meet no surprise.
"""

import io
import re
import zipfile
import zlib
from collections.abc import KeysView
from dataclasses import dataclass
from pathlib import Path

from toolkit.values.errors import FileMissing, FileRefused, WrongFileType

# Safety bounds. A board workbook has some 60 parts and unpacks to a few megabytes.
MOST_PARTS = 5_000
MOST_PACKED_BYTES = 150 * 2**20
MOST_UNPACKED_BYTES = 400 * 2**20
MOST_KEPT_BYTES = 100 * 2**20
"""Unpacked parts are kept for the next reader up to this sum; others are unpacked again."""
MOST_TIMES_PACKED = 150
"""A part of more than `SMALL_PART` may unpack to at most this many times its packed size."""
SMALL_PART = 10 * 2**20


@dataclass(frozen=True)
class Wanted:
    """The type of file a reader wants: its name in messages, where its main part is.

    Only files whose names end as in `with_macros` may hold macros.
    """

    noun: str
    save_as: str
    main_part: str
    program: str
    with_macros: tuple[str, ...] = ()


WORKBOOK = Wanted(
    "an Excel workbook", "Excel Workbook (.xlsx)", "xl/", "Excel", (".xlsm", ".xltm", ".xlam")
)
DOCUMENT = Wanted("a Word document", "Word Document (.docx)", "word/", "Word")

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATIONS = ("!DOCTYPE", "!ENTITY")
_WIDE = ("utf-16-le", "utf-16-be")
_WIDE_BEGINS = {
    b"\xff\xfe": "utf-16-le",
    b"<\0": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"\0<": "utf-16-be",
}
_MACROS = "vbaproject.bin"
# What XML can begin with, whatever the part is called: a tag, blanks, or the mark of an encoding.
_XML_BEGINS = (b"<", b" ", b"\t", b"\r", b"\n", b"\0<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_DECLARED = re.compile(r"""^(<\?xml[^<>]*?encoding=["'])[^"'<>]*""")


def read_file(path: Path, wanted: Wanted) -> bytes:
    """A file's bytes; FileMissing or FileRefused where they cannot or should not be read."""
    name = path.name
    if str(path).lower().startswith(("http:", "https:")):
        raise FileMissing(
            f"{name} is given as a web address. Let OneDrive keep its folder on this computer, "
            "and give the file there."
        )
    if path.is_dir():
        raise FileMissing(f"{name} is a folder. Give the file inside it.")
    if name.startswith("~$"):
        raise WrongFileType(
            f"{name} is the small file that {wanted.program} keeps beside an open one. "
            f"Give {name.removeprefix('~$')} instead."
        )
    try:
        if path.stat().st_size > MOST_PACKED_BYTES:
            raise _too_large(name)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(
            f"{name} is not there. Check the name and the folder, and try again."
        ) from None
    except OSError as error:
        raise FileMissing(
            f"{name} cannot be opened ({error.strerror or 'no reason given'}). "
            "Close it in other programs, or ask for permission to read it, and try again."
        ) from None


class Package:
    """The parts of an Office file that has passed the safety check."""

    def __init__(self, data: bytes, name: str, wanted: Wanted = WORKBOOK) -> None:
        """WrongFileType where it is not what is wanted; FileRefused where it is not safe."""
        self.name = name
        self.wanted = wanted
        self.data = data
        self._unpacked: dict[str, bytes] = {}
        self._kept = 0
        self._refuse_other_types()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                # Some programs separate folders as Windows does.
                self._entries = {
                    item.filename.replace("\\", "/"): item for item in archive.infolist()
                }
                self._refuse_bombs(archive.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise self.damaged() from None
        self._by_any_case = {part.casefold(): part for part in self._entries}
        self.is_unusual = any("\\" in item.orig_filename for item in self._entries.values())
        """Whether parts are given in other names, letters or words than the file's own."""
        self.is_strict = False
        """Whether a part was written in the names of the strict standard."""
        self._refuse_declarations()
        if not any(part.startswith(wanted.main_part) for part in self._by_any_case):
            raise self._other_package()
        self._refuse_hidden_macros()

    @property
    def parts(self) -> KeysView[str]:
        """The names of all parts, in the order of the file."""
        return self._entries.keys()

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._by_any_case

    def name_of(self, part: str) -> str:
        """A part's name as the file writes it, whatever its capital letters here."""
        return self._by_any_case.get(part.casefold(), part)

    def part(self, part: str) -> bytes:
        """One part's bytes; WrongFileType where it is not there or damaged.

        Capital letters in its name do not matter, as they do not to Excel and Word. XML comes
        in UTF-8 and with the names of the usual standard, whatever the file has.
        """
        part = self.name_of(part)
        if part in self._unpacked:
            return self._unpacked[part]
        unpacked = self._unpack(part)
        content = as_utf_8(unpacked)
        if b"http://purl.oclc.org/ooxml/" in content:
            self.is_strict = True
            content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
        self.is_unusual |= content is not unpacked
        if self._kept + len(content) <= MOST_KEPT_BYTES:
            self._unpacked[part] = content
            self._kept += len(content)
        return content

    def count_tags(self) -> int:
        """How many tags all XML parts hold together, about: comments and such count too."""
        return sum(self.part(part).count(b"<") for part in self._entries if self._may_be_xml(part))

    def packed(self, part: str) -> tuple[bytes, int, int, int]:
        """One part as it is packed, with its method, checksum and unpacked size."""
        entry = self._entries[part]
        return self._packed(entry), entry.compress_type, entry.CRC, entry.file_size

    def member(self, part: str) -> tuple[bytes, tuple[int, int], int]:
        """A part's name in bytes, its time and date as zip files keep them, its attributes.

        A part that is not there yet takes the time of the first one.
        """
        entry = self._entries.get(part) or next(iter(self._entries.values()))
        year, month, day, hour, minute, second = entry.date_time
        moment = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
        name = entry.orig_filename if part in self._entries else part
        return name.encode(), moment, entry.external_attr

    def damaged(self) -> WrongFileType:
        """The error for a file that says it is right and cannot be read."""
        return WrongFileType(
            f"{self.name} cannot be read: it is damaged, or contains something unusual. If "
            f"{self.wanted.program} opens it, save a copy there as {self.wanted.save_as}; "
            "otherwise ask for a fresh one."
        )

    def _unpack(self, part: str) -> bytes:
        entry = self._entries.get(part)
        if entry is None:
            raise self.damaged()
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            content = packed
        else:
            try:
                content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(
                    packed, entry.file_size + 1
                )
            except zlib.error:
                raise self.damaged() from None
        if len(content) > entry.file_size:
            raise FileRefused(
                f"{self.name} unpacks to more than it declares, as harmful files do. "
                "It was not opened. Ask for a fresh copy."
            )
        if len(content) < entry.file_size or zlib.crc32(content) != entry.CRC:
            raise self.damaged()
        return content

    def _may_be_xml(self, part: str) -> bool:
        entry = self._entries[part]
        begin = self._packed(entry)[:200]
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            try:
                begin = zlib.decompressobj(-zlib.MAX_WBITS).decompress(begin, 4)
            except zlib.error:
                raise self.damaged() from None
        return begin.startswith(_XML_BEGINS)

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        start = entry.header_offset
        header = self.data[start : start + 30]
        known = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if entry.flag_bits & 1 or not known or header[:4] != b"PK\x03\x04" or len(header) < 30:
            raise self.damaged()
        start += 30
        start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        return self.data[start : start + entry.compress_size]

    def _refuse_other_types(self) -> None:
        data, name, wanted = self.data, self.name, self.wanted
        again = f"Open it in {wanted.program}, save it as {wanted.save_as}, and try again."
        if not data:
            raise WrongFileType(f"{name} is empty. Ask for a fresh copy.")
        if data.startswith(_OLD_OFFICE):
            if _ENCRYPTED in data:
                raise WrongFileType(
                    f"{name} is locked with a password. Open it in {wanted.program}, remove the "
                    "password, save it, and try again."
                )
            raise WrongFileType(f"{name} is in the old Office format. {again}")
        if data.startswith(b"%PDF"):
            raise WrongFileType(f"{name} is a PDF, not {wanted.noun}. Give the file it came from.")
        if not data.startswith(b"PK"):
            raise WrongFileType(f"{name} is not {wanted.noun}, although its name says so. {again}")

    def _refuse_bombs(self, entries: list[zipfile.ZipInfo]) -> None:
        # Programs differ on whether "Sheet1.xml" is another part than "sheet1.xml".
        names = {entry.filename.casefold() for entry in entries}
        if len(entries) > MOST_PARTS or len(names) != len(entries):
            raise FileRefused(
                f"{self.name} is not packed as {self.wanted.program} files are. It was not opened. "
                "Ask for a fresh copy."
            )
        total = sum(entry.file_size for entry in entries)
        swollen = any(
            entry.file_size > SMALL_PART
            and entry.file_size > MOST_TIMES_PACKED * max(entry.compress_size, 1)
            for entry in entries
        )
        if total > MOST_UNPACKED_BYTES or swollen:
            raise _too_large(self.name)

    def _refuse_declarations(self) -> None:
        """Unpack each XML part within its bounds, whatever its name; none may declare entities."""
        for part in self._entries:
            if self._may_be_xml(part) and _declares(self.part(part)):
                raise FileRefused(
                    f"{self.name} contains declarations that {self.wanted.noun} never needs and "
                    "that can exhaust a computer. It was not opened. Ask for a fresh copy."
                )

    def _refuse_hidden_macros(self) -> None:
        """Macros belong in files whose names say that they hold some."""
        held = any(part.lower().endswith(_MACROS) for part in self._entries)
        if held and not self.name.lower().endswith(self.wanted.with_macros):
            raise FileRefused(
                f"{self.name} contains macros, but its name does not say so. It was not opened. "
                f"Ask for a copy saved as {self.wanted.save_as}."
            )

    def _other_package(self) -> WrongFileType:
        again = f"Save it as {self.wanted.save_as}, and try again."
        if "mimetype" in self:
            return WrongFileType(f"{self.name} is an OpenDocument file. {again}")
        for other in (WORKBOOK, DOCUMENT):
            if any(part.startswith(other.main_part) for part in self._by_any_case):
                return WrongFileType(f"{self.name} is {other.noun}, not {self.wanted.noun}.")
        return WrongFileType(f"{self.name} is not {self.wanted.noun}. {again}")


def as_utf_8(xml: bytes) -> bytes:
    """XML that was written in UTF-16; all else as it is."""
    encoding = _WIDE_BEGINS.get(xml[:2])
    if encoding is None:
        return xml
    try:
        text = xml.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return xml
    return _DECLARED.sub(r"\g<1>UTF-8", text, count=1).encode()


def _declares(xml: bytes) -> bool:
    """Whether a part holds a document type or an entity, in whatever encoding."""
    # "!" is rare in XML and "<" is not: looking for the former first is many times faster.
    if (
        b"!" in xml
        and any(mark.encode() in xml for mark in _DECLARATIONS)
        and any(f"<{mark}".encode() in xml for mark in _DECLARATIONS)
    ):
        return True
    return b"\0" in xml and any(
        f"<{mark}".encode(encoding) in xml for mark in _DECLARATIONS for encoding in _WIDE
    )


def _too_large(name: str) -> FileRefused:
    return FileRefused(
        f"{name} is larger than any board's file should be, or unpacks to far more than it "
        "shows. It was not opened. Ask for a smaller copy, without pictures or spare sheets."
    )
