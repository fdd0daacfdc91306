"""The parts of a Word file as XML, and the links that say which is which."""

import posixpath
from dataclasses import dataclass

from lxml import etree

from toolkit.files.safety_check import DOCUMENT, Package
from toolkit.word.reading.word_xml import Element


@dataclass(frozen=True)
class Link:
    """A link from one part: its kind, and the part's name or the address it leads to."""

    kind: str
    target: str
    is_external: bool = False


class Parts:
    """The parts of one file that passed the safety check."""

    def __init__(self, data: bytes, name: str) -> None:
        """WrongFileType or FileRefused where it cannot or should not be read."""
        self.package = Package(data, name, DOCUMENT)
        top = self.links("").values()
        self.main = next(
            (link.target for link in top if link.kind == "officeDocument"), "word/document.xml"
        )
        self.core = next(
            (link.target for link in top
             if link.kind == "core-properties" and link.target in self.package),
            "docProps/core.xml",
        )  # fmt: skip

    def parse(self, part: str) -> Element:
        """A part's root, without comments."""
        data = self.package.part(part)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.package.damaged() from None

    def optional(self, kind: str) -> Element | None:
        """The part of a kind that a file may have once, such as "styles"; None without it."""
        parts = self.of_kind(kind)
        return self.parse(parts[0]) if parts else None

    def of_kind(self, kind: str) -> list[str]:
        """The names of all parts that the main one links to as one kind, such as "header"."""
        linked = (link.target for link in self.links(self.main).values() if link.kind == kind)
        return [part for part in dict.fromkeys(linked) if part in self.package]

    def links(self, part: str) -> dict[str, Link]:
        """What a part links to, by the identity it uses; for "", what the package holds."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self.package:
            return {}
        found: dict[str, Link] = {}
        for element in self.parse(source).iter("{*}Relationship"):
            target = element.get("Target", "")
            is_external = element.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", str(len(found)))] = Link(kind, target, is_external)
        return found
