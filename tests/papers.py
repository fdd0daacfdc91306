"""Small pieces of Word papers made for tests, and what a validator says of whole ones."""

import json
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any


def png(width: int, height: int, colour: tuple[int, int, int] = (11, 61, 106)) -> bytes:
    """A picture of one colour, its sides in pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    rows = (b"\0" + bytes(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def document_faults(data: bytes, validator: Path, folder: Path) -> list[Any]:
    """What the OOXML validator has to say against a Word document."""
    path = folder / "paper.docx"
    path.write_bytes(data)
    done = subprocess.run([validator, path], capture_output=True, text=True, check=False)
    found: list[Any] = json.loads(done.stdout)["errors"]
    return found
