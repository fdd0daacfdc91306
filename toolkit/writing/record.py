"""What the toolkit wrote last into a workbook, as fingerprints that the workbook itself keeps.

By it a cell that the toolkit filled is known from one that a person typed into, wherever sorting,
inserting or deleting has put them since. Pure: text in, text out.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from toolkit.reading.cells import clean
from toolkit.reading.grid import Cell, CellKind, CellValue, looks_blank
from toolkit.writing.changes import Content

RECORD_PROPERTY = "Toolkit wrote {number}"
"""The document properties that keep the record, one piece each."""

# Excel takes no more in one property.
LONGEST_PROPERTY = 250
_MOST_BYTES = 32_000_000
_WIDTH = 3
_DAY_ZERO = date(1899, 12, 30)
# Longer words are told apart by how they begin, for a cell cannot hold all of the longest.
_LONGEST_TOLD = 10_000

BLANK = 0
"""The fingerprint of a cell in which nothing is seen."""
TYPED = -1
"""In place of the fingerprint of what the toolkit never writes: formulas of others, errors."""

Row = tuple[int, ...]


@dataclass(frozen=True)
class TableRecord:
    """What was written into one table: fingerprints of its rows, in the order of `columns`.

    `keys` are fingerprints of what names each row; all BLANK in a list whose rows have no name.
    """

    columns: tuple[str, ...]
    keys: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()


Record = Mapping[str, TableRecord]
"""What was written into each table, by its name."""


def fingerprint(content: Content | CellValue) -> int:
    """A short number for what a cell shows: the same however it is stored.

    TYPED for what the toolkit never writes, such as a time of day.
    """
    match content:
        case None | "":
            return BLANK
        case str():
            return _of_text(content)
        case bool():
            return _of_text(str(content).upper())
        case int() | float() | Decimal():
            return _of_text(f"{float(content):.12g}")
        case datetime():
            return _of_text(str((content.date() - _DAY_ZERO).days))
        case date():
            return _of_text(str((content - _DAY_ZERO).days))
        case _:
            return TYPED


@lru_cache(maxsize=20_000)
def _of_text(text: str) -> int:
    if looks_blank(text):
        return BLANK
    plain = " ".join(clean(text[:_LONGEST_TOLD]).split())
    return zlib.crc32(plain.encode("utf-8", "replace")) % (1 << 8 * _WIDTH) or 1


def fingerprint_of(cell: Cell) -> int:
    """The same for a cell as it was read; formulas and errors are TYPED too."""
    if cell.formula or cell.kind in (CellKind.ERROR, CellKind.UNCALCULATED):
        return TYPED
    return fingerprint(cell.value)


def as_text(record: Record) -> str:
    """The record as one line of plain letters."""
    tables = [
        {"name": name, "columns": table.columns, "rows": len(table.rows)}
        for name, table in sorted(record.items())
    ]
    numbers = b"".join(
        number.to_bytes(_WIDTH)
        for _, table in sorted(record.items())
        for column in (table.keys, *zip(*table.rows, strict=True))
        for number in column
    )
    head = json.dumps(tables, separators=(",", ":")).encode()
    packed = zlib.compress(len(head).to_bytes(4) + head + numbers, 9)
    return base64.b64encode(zlib.crc32(packed).to_bytes(4) + packed).decode()


def from_text(text: str) -> Record | None:
    """The record that was kept so; None where there is none, or a damaged one."""
    try:
        data = base64.b64decode(text, validate=True)
        if not data or zlib.crc32(data[4:]).to_bytes(4) != data[:4]:
            return None
        plain = zlib.decompressobj().decompress(data[4:], _MOST_BYTES)
        size = int.from_bytes(plain[:4])
        tables, numbers = json.loads(plain[4 : 4 + size]), _numbers(plain[4 + size :])
        return {table["name"]: _table(table, numbers) for table in tables}
    except (binascii.Error, zlib.error, ValueError, LookupError, TypeError, StopIteration):
        return None


def _numbers(data: bytes) -> Iterator[int]:
    return (int.from_bytes(data[at : at + _WIDTH]) for at in range(0, len(data), _WIDTH))


def _table(kept: dict[str, object], numbers: Iterator[int]) -> TableRecord:
    columns, height = tuple(map(str, kept["columns"])), int(str(kept["rows"]))  # type: ignore[call-overload]
    keys, *found = [[next(numbers) for _ in range(height)] for _ in range(1 + len(columns))]
    return TableRecord(columns, tuple(keys), tuple(zip(*found, strict=True)))


def in_pieces(text: str) -> dict[str, str]:
    """A record's text as document properties."""
    return {
        RECORD_PROPERTY.format(number=number): text[at : at + LONGEST_PROPERTY]
        for number, at in enumerate(range(0, len(text), LONGEST_PROPERTY), start=1)
    }


def is_piece(name: str) -> bool:
    """Whether a document property of that name holds a piece of the record."""
    return name.startswith(RECORD_PROPERTY.partition("{")[0])


def from_pieces(properties: Mapping[str, str]) -> str:
    """The text of a record from a workbook's document properties; "" where there is none."""
    pieces, number = [], 1
    while piece := properties.get(RECORD_PROPERTY.format(number=number)):
        pieces.append(piece)
        number += 1
    return "".join(pieces)
