"""A zip file written again with some members changed and all others copied as they are.

Members that do not change keep their packed bytes, so a large workbook costs little
more than its copy. Sizes are bounded by the safety check; no member needs zip64.
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping

from toolkit.files.safety_check import Package

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_UTF8_NAMES = 0x800


def rewrite(package: Package, changed: Mapping[str, bytes], dropped: frozenset[str]) -> bytes:
    """The package with `changed` members in place of theirs (new ones last), without `dropped`."""
    body = bytearray()
    directory = bytearray()
    count = 0
    new = [name for name in changed if name not in package]
    for name in (*package.parts, *new):
        if name in dropped:
            continue
        if name in changed:
            content = changed[name]
            packer = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
            packed = packer.compress(content) + packer.flush()
            method, checksum, size = zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content)
        else:
            packed, method, checksum, size = package.packed(name)
        encoded, moment, attributes = package.member(name)
        fields = (
            _VERSION,
            0 if encoded.isascii() else _UTF8_NAMES,
            method,
            moment[0],
            moment[1],
            checksum,
            len(packed),
            size,
            len(encoded),
            0,
        )
        header = struct.pack("<5H3I2H", *fields)
        offset = len(body)
        body += _LOCAL + header + encoded + packed
        directory += (
            _CENTRAL
            + struct.pack("<H", _VERSION)
            + header
            + struct.pack("<3HII", 0, 0, 0, attributes, offset)
            + encoded
        )
        count += 1
    end = struct.pack("<4H2IH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + _END + end)
