"""Parts that a document gains beside those of its template: pictures, charts, origins.

A package keeps registers: one of content types, and for each part one of the parts it
points to. Their XML is edited in place, so that what the template says there stays.
"""

import posixpath
from collections.abc import Collection, Mapping

from toolkit.files.xml_text import quoted
from toolkit.word.package.package import CONTENT_TYPES

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY_REGISTER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'
).encode()


def register_of(part: str) -> str:
    """The name of the register of what a part points to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Additions:
    """New parts and relationships of one document, over the template's own.

    `registers` are the template's registers, `taken` the names of all its parts.
    """

    def __init__(self, registers: Mapping[str, bytes], taken: Collection[str]) -> None:
        self._registers = registers
        self._taken = taken
        self._parts: dict[str, bytes] = {}
        self._relationships: dict[tuple[str, str], str] = {}

    @property
    def parts(self) -> Mapping[str, bytes]:
        """The parts that are new, and the registers that changed."""
        return self._parts

    def free_name(self, pattern: str) -> str:
        """The first name of the pattern, such as "customXml/item{}.xml", that is not taken."""
        number = 1
        while self._has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def add_part(self, name: str, data: bytes, content_type: str) -> None:
        """Add a part; one of that name that was added before is the same part."""
        if name in self._parts:
            return
        self._parts[name] = data
        if name.endswith(".rels"):
            return
        kind = f"<Override PartName={quoted('/' + name)} ContentType={quoted(content_type)}/>"
        self._enter(CONTENT_TYPES, kind)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part point to another; the identity of that relationship."""
        if (part, target) not in self._relationships:
            identity = f"rIdAdded{len(self._relationships) + 1}"
            path = posixpath.relpath(target, posixpath.dirname(part) or ".")
            self._relationships[part, target] = identity
            self._enter(
                register_of(part),
                f"<Relationship Id={quoted(identity)} Type={quoted(kind)} Target={quoted(path)}/>",
            )
        return self._relationships[part, target]

    def _has(self, name: str) -> bool:
        return name in self._parts or name in self._taken

    def _enter(self, register: str, entry: str) -> None:
        content = self._parts.get(register) or self._registers.get(register) or _EMPTY_REGISTER
        self._parts[register] = with_entry(content, entry)


def with_entry(register: bytes, entry: str) -> bytes:
    """A register's XML with one more entry at its end."""
    before, end, after = register.rpartition(b"</")
    if end:
        return before + entry.encode() + end + after
    # The register is one element without anything in it.
    opening, _, _ = register.rpartition(b"/>")
    name = opening.rpartition(b"<")[2].split()[0]
    return opening + b">" + entry.encode() + b"</" + name + b">"
