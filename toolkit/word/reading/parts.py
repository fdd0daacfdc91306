"""The parts of a Word file, and the links that say which is which."""

import posixpath

from lxml import etree

from toolkit.files.safety_check import Package
from toolkit.word.reading.tracked import join_paragraphs
from toolkit.word.reading.word_xml import Element

# "Strict" documents say the same in other namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip


class Parts:
    """The parts of one file as XML, by the kinds of its links.

    Raises only what the safety check raises.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = self._main_part()
        self.related = self._relationships(self.main)

    def parse(self, part: str) -> Element:
        """A part, without comments and with paragraphs joined as tracked changes say."""
        data = self.package.part(part)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise self.package.damaged() from None
        join_paragraphs(root)
        return root

    def optional(self, kind: str) -> Element | None:
        """The part of a kind that a file may have once, such as "styles"; None without it."""
        parts = self.of_kind(kind)
        return self.parse(parts[0]) if parts else None

    def of_kind(self, kind: str) -> list[str]:
        """The names of all parts that the main one links to as one kind, such as "header"."""
        parts = [target for found, target in self.related.values() if found == kind]
        return [part for part in dict.fromkeys(parts) if part in self.package]

    def _main_part(self) -> str:
        for kind, target in self._relationships("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def _relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """The last word of each link's kind, and the part it leads to, by identity."""
        folder, file = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{file}.rels")
        if links not in self.package:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for link in self.parse(links):
            target = link.get("Target", "")
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
                kind = link.get("Type", "").rsplit("/", 1)[-1]
                found[link.get("Id", str(len(found)))] = (kind, target)
        return found
