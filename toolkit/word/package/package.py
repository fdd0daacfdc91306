"""The zip package that a Word file is: bytes to parts and back, the same bytes each time."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from toolkit.files.safety_check import as_utf_8

CONTENT_TYPES = "[Content_Types].xml"

_VERSION = 20
_UTF8_NAMES = 0x800
# Before a part stands a header that ends with its name and more; their sizes stand in it.
_HEADER_SIZE = 30
_NAME_SIZES_AT = 26
_FIRST_DAY = 1 << 5 | 1  # 1 January 1980, the earliest that a zip file knows


class PackageError(Exception):
    """The bytes are no zip file that can be read."""


@dataclass(frozen=True)
class Packed:
    """A part as the package holds it: packed once, it can be written many times."""

    data: bytes
    checksum: int
    size: int


def read_parts(package: bytes) -> dict[str, bytes]:
    """Each part's bytes by its name. Raises PackageError."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            return {
                item.filename: as_utf_8(archive.read(item))
                for item in archive.infolist()
                if not item.is_dir()
            }
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise PackageError(str(error)) from error


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part that holds the text itself, which need not be the usual one."""
    usual = "word/document.xml"
    try:
        links = etree.fromstring(parts["_rels/.rels"])
    except (KeyError, etree.XMLSyntaxError, ValueError):
        return usual
    targets = (
        link.get("Target", "").lstrip("/")
        for link in links.iter("{*}Relationship")
        if link.get("Type", "").endswith("/officeDocument")
    )
    return next((target for target in targets if target in parts), usual)


def packed_already(package: bytes, names: Iterable[str]) -> dict[str, Packed]:
    """Those of the parts that the package holds packed in the usual way, without unpacking them.

    The package must have been read before: nothing is checked again here.
    """
    found = {}
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in names:
            item = archive.getinfo(name)
            if item.compress_type == zipfile.ZIP_DEFLATED:
                sizes = struct.unpack_from("<2H", package, item.header_offset + _NAME_SIZES_AT)
                start = item.header_offset + _HEADER_SIZE + sum(sizes)
                data = package[start : start + item.compress_size]
                found[name] = Packed(data, item.CRC, item.file_size)
    return found


def pack(part: bytes) -> Packed:
    """The part, packed."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return Packed(packer.compress(part) + packer.flush(), zlib.crc32(part), len(part))


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """The package that holds these parts."""
    return write_packed({name: pack(part) for name, part in parts.items()})


def write_packed(parts: Mapping[str, Packed]) -> bytes:
    """The package that holds these parts: content types first, then by name, one date."""
    body, directory = bytearray(), bytearray()
    for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
        part, encoded = parts[name], name.encode()
        fields = struct.pack(
            "<5H3I2H",
            _VERSION,
            0 if encoded.isascii() else _UTF8_NAMES,
            zipfile.ZIP_DEFLATED,
            0,
            _FIRST_DAY,
            part.checksum,
            len(part.data),
            part.size,
            len(encoded),
            0,
        )
        directory += b"PK\x01\x02" + struct.pack("<H", _VERSION) + fields
        directory += struct.pack("<3H2I", 0, 0, 0, 0, len(body)) + encoded
        body += b"PK\x03\x04" + fields + encoded + part.data
    count = len(parts)
    end = struct.pack("<4H2IH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + end)
