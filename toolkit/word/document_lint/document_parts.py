"""A Word file opened for looking at: its texts, its links to other parts, and places in words."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from toolkit.files.safety_check import DOCUMENT, Package
from toolkit.values.findings import WordPlace
from toolkit.word.document_lint.styles import Styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element

DOCUMENT_PROPERTIES = "document properties"
WHOLE_DOCUMENT = "whole document"
_BEGINNING = "before the first heading"
_MOST_QUOTED = 40

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# "Strict" documents say the same in other namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
     b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip
_LABELS = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
# What stands in a paragraph and is no part of its own words.
_NOT_OWN = {f"{W}{name}" for name in ("txbxContent", "del", "moveFrom")}


@dataclass(frozen=True)
class Relationship:
    """A link from one part: its kind, and the part's name or the address it leads to."""

    kind: str
    target: str
    is_external: bool


class Story:
    """One text of the document: its body, a page header or footer, or the notes."""

    def __init__(self, document: str, part: str, label: str, root: Element, styles: Styles) -> None:
        self._document = document
        self.part = part
        self.label = label
        self.root = root
        self.paragraphs = tuple(root.iter(f"{W}p"))
        self.tables = tuple(
            table
            for table in root.iter(f"{W}tbl")
            if next(table.iterancestors(f"{W}tbl"), None) is None
        )
        self._numbers = {table: number for number, table in enumerate(self.tables, 1)}
        self._headings: dict[Element, str] = {}
        heading = ""
        for element in root.iter(f"{W}p", f"{W}tbl"):
            if not label and element.tag == f"{W}p" and styles.level(element):
                heading = text_of(element) or heading
            self._headings[element] = heading

    def place(self, element: Element) -> WordPlace:
        """Where an element stands: "table 2, row 1, column 3", 'under heading "…"'."""
        return WordPlace(self._document, self._where(element))

    def _where(self, element: Element) -> str:
        path = [element, *element.iterancestors()]
        outermost = next((one for one in reversed(path) if one in self._numbers), None)
        if outermost is None:
            return self.label or self._under_heading(path)
        words = [self.label, f"table {self._numbers[outermost]}"]
        below = [one for one in path[: path.index(outermost)] if one.tag in (f"{W}tr", f"{W}tc")]
        for name, one in zip(("row", "column"), reversed(below), strict=False):
            same = one.itersiblings(str(one.tag), preceding=True)
            words.append(f"{name} {1 + sum(1 for _ in same)}")
        return ", ".join(word for word in words if word)

    def _under_heading(self, path: list[Element]) -> str:
        near = next((one for one in reversed(path) if one in self._headings), None)
        if near is None:
            near = next(path[0].iter(f"{W}p"), None)
        if near is None:
            near = next((one for one in path[0].itersiblings(preceding=True)
                         if one in self._headings), None)  # fmt: skip
        heading = "" if near is None else self._headings.get(near, "")
        return f'under heading "{quoted(heading)}"' if heading else _BEGINNING


class Opened:
    """A Word document that passed the safety check, with all that rules look at."""

    def __init__(self, data: bytes, name: str) -> None:
        """WrongFileType or FileRefused where it cannot or should not be read."""
        self._name = name
        self.package = Package(data, name, DOCUMENT)
        top = self.relationships("").values()
        main = next((r.target for r in top if r.kind == "officeDocument"), "word/document.xml")
        self.core = next(
            (r.target for r in top if r.kind == "core-properties" and r.target in self.package),
            "docProps/core.xml",
        )
        body = self.parsed(main)
        if body.find(f"{W}body") is None:
            raise self.package.damaged()
        linked = list(self.relationships(main).values())
        sheet = next(
            (r.target for r in linked if r.kind == "styles" and r.target in self.package), ""
        )
        self.styles = Styles(self.parsed(sheet) if sheet else None)
        self.main = Story(name, main, "", body, self.styles)
        others = {r.target: _LABELS[r.kind] for r in linked if r.kind in _LABELS}
        self.stories = (
            self.main,
            *(
                Story(name, part, label, self.parsed(part), self.styles)
                for part, label in others.items()
                if part in self.package
            ),
        )

    def place(self, where: str) -> WordPlace:
        """A place that is no element of a text."""
        return WordPlace(self._name, where)

    def parsed(self, part: str) -> Element:
        """A part's root, without what only old programs read."""
        xml = self.package.part(part)
        for strict, usual in _STRICT:
            xml = xml.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            root = etree.fromstring(xml, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.package.damaged() from None
        for old in list(root.iter(_FALLBACK)):
            parent = old.getparent()
            if parent is not None:
                parent.remove(old)
        return root

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part links to, by the identity it uses; for "", what the package holds."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self.package:
            return {}
        found = {}
        for element in self.parsed(source).iter("{*}Relationship"):
            target = element.get("Target", "")
            is_external = element.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relationship(kind, target, is_external)
        return found


def own_runs(element: Element) -> Iterator[Element]:
    """The runs of a paragraph or link, without those of boxes in it and of deleted text."""
    for child in element:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in _NOT_OWN:
            yield from own_runs(child)


def run_text(run: Element) -> str:
    """The words of a run; tabs and line breaks as such."""
    marks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(
        (child.text or "") if child.tag == f"{W}t" else marks.get(str(child.tag), "")
        for child in run
    )


def text_of(element: Element) -> str:
    """The words of a paragraph or link as one line."""
    return " ".join("".join(run_text(run) for run in own_runs(element)).split())


def quoted(text: str) -> str:
    """A heading's first words."""
    short = re.sub(r"\s+", " ", text).strip()
    return short if len(short) <= _MOST_QUOTED else f"{short[: _MOST_QUOTED - 1].rstrip()}…"
