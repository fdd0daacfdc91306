"""A compound file (MS-CFB, version 3): the container in which Office keeps a VBA project.

Written from its streams, the same bytes for the same streams.
"""

import struct
from collections.abc import Mapping
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]
"""A storage: streams (bytes) and storages within it, by name."""

_SECTOR, _SMALL_SECTOR, _SMALL_STREAM = 512, 64, 4096
_FREE, _END, _TABLE, _NOTHING = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_MOST_TABLES = 109
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_IN_A_TABLE = _SECTOR // 4


class _Entry:
    """A line of the directory: a storage or a stream, and its place among its siblings."""

    def __init__(self, name: str, kind: int, data: bytes = b"") -> None:
        self.name, self.kind, self.data = name, kind, data
        self.left = self.right = self.child = _NOTHING
        self.colour = _BLACK
        self.start, self.size = 0, len(data)

    @property
    def order(self) -> tuple[int, str]:
        """By which siblings are sorted: the shorter name first."""
        return len(self.name.encode("utf-16-le")), self.name.upper()

    def packed(self) -> bytes:
        name = f"{self.name}\0".encode("utf-16-le")
        return (
            name.ljust(64, b"\0")
            + struct.pack("<HBB", len(name), self.kind, self.colour)
            + struct.pack("<3I", self.left, self.right, self.child)
            + bytes(16 + 4 + 16)  # class, state, made and changed: none
            + struct.pack("<IQ", self.start, self.size)
        )


_NO_ENTRY = bytes(64 + 4) + struct.pack("<3I", _NOTHING, _NOTHING, _NOTHING) + bytes(48)


def pack(tree: Tree) -> bytes:
    """The file that holds those streams; ValueError beyond some 7 MB."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, entries[0], tree)
    sectors = _Sectors()
    small, small_table = bytearray(), list[int]()
    for entry in entries:
        if entry.kind == _STREAM and not entry.data:
            entry.start = _END
        elif entry.kind == _STREAM and entry.size < _SMALL_STREAM:
            entry.start = len(small_table)
            small_table += _chain(entry.start, _sectors_of(entry.size, _SMALL_SECTOR))
            small += entry.data + bytes(-entry.size % _SMALL_SECTOR)
        elif entry.kind == _STREAM:
            entry.start = sectors.put(entry.data)
    entries[0].start, entries[0].size = sectors.put(bytes(small)), len(small)
    packed_small_table = struct.pack(f"<{len(small_table)}I", *small_table)
    packed_small_table += b"\xff" * (-len(packed_small_table) % _SECTOR)
    small_table_start = sectors.put(packed_small_table)
    directory = b"".join(entry.packed() for entry in entries)
    directory_start = sectors.put(directory + _NO_ENTRY * (-len(entries) % 4))
    tables = sectors.close()
    header = (
        _SIGNATURE
        + bytes(16)
        + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<5I", 0, len(tables), directory_start, 0, _SMALL_STREAM)
        + struct.pack("<2I", small_table_start, len(packed_small_table) // _SECTOR)
        + struct.pack("<2I", _END, 0)
        + struct.pack(f"<{_MOST_TABLES}I", *tables, *[_FREE] * (_MOST_TABLES - len(tables)))
    )
    return header + sectors.packed


class _Sectors:
    """The body of the file and, for each of its sectors, which one follows it."""

    def __init__(self) -> None:
        self._body = bytearray()
        self._table: list[int] = []

    def put(self, data: bytes) -> int:
        """Add data; the number of its first sector."""
        if not data:
            return _END
        start = len(self._table)
        self._table += _chain(start, _sectors_of(len(data), _SECTOR))
        self._body += data + bytes(-len(data) % _SECTOR)
        return start

    def close(self) -> list[int]:
        """Add the table of what follows what; the numbers of its sectors."""
        count = 0
        while count * _IN_A_TABLE < len(self._table) + count:
            count += 1
        if count > _MOST_TABLES:
            raise ValueError("a compound file of this size needs tables of tables")
        first = len(self._table)
        self._table += [_TABLE] * count
        self._table += [_FREE] * (count * _IN_A_TABLE - len(self._table))
        self._body += struct.pack(f"<{len(self._table)}I", *self._table)
        return list(range(first, first + count))

    @property
    def packed(self) -> bytes:
        return bytes(self._body)


def _sectors_of(size: int, sector: int) -> int:
    return -(-size // sector)


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), _END]


def _add(entries: list[_Entry], parent: _Entry, tree: Tree) -> None:
    numbers = []
    for name, content in tree.items():
        numbers.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            storage = _Entry(name, _STORAGE)
            entries.append(storage)
            _add(entries, storage, content)
    ordered = sorted(numbers, key=lambda number: entries[number].order)
    # All levels but a last, unfilled one are full: red there, the tree is a red-black tree.
    full_levels = (len(ordered) + 1).bit_length() - 1

    def balanced(few: list[int], level: int) -> int:
        if not few:
            return _NOTHING
        middle = len(few) // 2
        entry = entries[few[middle]]
        entry.left = balanced(few[:middle], level + 1)
        entry.right = balanced(few[middle + 1 :], level + 1)
        entry.colour = _RED if level > full_levels else _BLACK
        return few[middle]

    parent.child = balanced(ordered, 1)
