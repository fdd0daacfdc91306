"""A Word file's bytes as neutral blocks.

The XML is walked once from top to bottom. Insertions are kept and deletions dropped;
content controls, links and text boxes are looked through; merged cells know the cell
they continue. Raises only what the safety check raises.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from toolkit.files.safety_check import DOCUMENT, Package
from toolkit.values.text import plural, whole_number
from toolkit.word.reading.blocks import Block, Cell, Document, Paragraph, Piece, Row, Style, Table
from toolkit.word.reading.numbering import Numbering, read_numbering
from toolkit.word.reading.paragraph_styles import Styles, is_bold
from toolkit.word.reading.parts import Parts
from toolkit.word.reading.shading import colour_inside, shade_of
from toolkit.word.reading.word_xml import AS_TEXT, MC, OFF, Element, M, V, W, child_of, value_of

_ELSEWHERE = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}
_WRAPPERS = {
    f"{W}{name}"
    for name in ("ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")
}
_DROPPED = {f"{W}del", f"{W}moveFrom"}
_NO_WORDS = {f"{W}{name}" for name in ("pPr", "rPr", "instrText", "delText", "sdtPr", "sdtEndPr")}
# The only symbols that say something: ticks, crosses and boxes of the Wingdings fonts.
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0FD": "☒", "F0A8": "☐"}
_BULLET = re.compile(r"^\s*(?:[•▪◦●○■□·∙\uf000-\uf0ff]|[-\u2013*](?=\s))\s*")
_WORD = re.compile(r"\w+")
_MOST_COLUMNS = 1_000


def read_document(data: bytes, name: str) -> Document:
    """The blocks of a Word file; WrongFileType or FileRefused where it is none or not safe."""
    return _Reader(Package(data, name, DOCUMENT)).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.parts = Parts(package)
        self.numbering: Numbering = read_numbering(self.parts.optional("numbering"))
        self.styles = Styles(self.parts.optional("styles"))
        self.tables = 0
        self.told: Counter[str] = Counter()
        self.placeholders: list[str] = []
        self.contents: list[str] = []
        self.depth = 0

    def read(self) -> Document:
        """The body first: the notes count what it leaves out."""
        root = self.parts.parse(self.parts.main)
        body = root.find(f"{W}body")
        blocks = tuple(self._blocks(body)) if body is not None else ()
        contents = "\n".join(filter(None, self.contents))
        elsewhere = [Piece(contents, "table of contents")] if contents else []
        elsewhere += [piece for piece in self._elsewhere() if piece.text.strip()]
        elsewhere += [Piece(text, "a content control that nobody filled in")
                      for text in self.placeholders if text.strip()]  # fmt: skip
        return Document(self.package.name, blocks, tuple(elsewhere), tuple(self._notes()))

    # Elsewhere

    def _elsewhere(self) -> Iterator[Piece]:
        for kind, origin in _ELSEWHERE.items():
            for part in self.parts.of_kind(kind):
                text = "\n".join(_all_text(self._blocks(self.parts.parse(part))))
                yield Piece(text, origin)

    def _notes(self) -> Iterator[str]:
        told = self.told
        if told["inserted"]:
            yield f"{plural(told['inserted'], 'tracked insertion')} taken as part of the text."
        if told["deleted words"]:
            yield (
                f"{plural(told['deleted words'], 'word')} struck out by tracked changes left out. "
                "Reject those changes in Word first if they should come too."
            )
        if told["pictures"]:
            yield f"{plural(told['pictures'], 'picture')} not taken over: only words are."
        if told["attached"]:
            yield f"{plural(told['attached'], 'attached document')} not read."
        if told["nested"]:
            yield f"{plural(told['nested'], 'table')} found inside a cell of another table."
        if told["boxes"]:
            yield f"{plural(told['boxes'], 'text box', 'text boxes')} read where anchored."

    # Blocks

    def _blocks(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child)
            elif tag == f"{W}tbl":
                yield self._table(child)
            elif tag == f"{W}sdt":
                yield from self._control(child)
            elif tag in _DROPPED:
                self._drop(child)
            elif tag == f"{W}altChunk":
                self.told["attached"] += 1
            elif tag == f"{MC}AlternateContent":
                chosen = _chosen(child)
                if chosen is not None:
                    yield from self._blocks(chosen)
            elif tag in _WRAPPERS or tag in (f"{W}footnote", f"{W}endnote", f"{W}comment"):
                yield from self._blocks(child)

    def _control(self, control: Element) -> Iterator[Block]:
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self.placeholders.append("\n".join(_all_text(self._blocks(content))))
        else:
            yield from self._blocks(content)

    def _drop(self, element: Element) -> None:
        words = " ".join(
            found.text or "" for found in element.iter(f"{W}delText", f"{W}t", f"{M}t")
        )
        self.told["deleted words"] += len(_WORD.findall(words))

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        boxes: list[Element] = []
        out: list[str] = []
        self._words(paragraph, out, boxes)
        raw = "".join(out)
        text = "\n".join(" ".join(line.split()) for line in raw.split("\n")).strip()
        style, level, number_id, list_level = self.styles.look(paragraph)
        number = self.numbering.label(number_id, list_level) if number_id else ""
        if style is None:
            self.contents.append(text)
            return
        if text:
            bullet = _BULLET.match(text)
            if bullet and style is Style.PARAGRAPH and len(text) > bullet.end():
                text, style = text[bullet.end() :], Style.ITEM
            tabbed = tuple(filter(None, (" ".join(piece.split()) for piece in raw.split("\t"))))
            bold = is_bold(paragraph)
            tabbed = tabbed if len(tabbed) > 1 else ()
            label = self.styles.label(paragraph) if self.depth else ""
            yield Paragraph(text, style, level, number, bold, tabbed, label)
        elif number and self.depth:
            # A column of numbers that Word counts by itself has no other words.
            yield Paragraph(number, Style.PARAGRAPH)
        for box in boxes:
            self.told["boxes"] += 1
            yield from self._blocks(box)

    def _words(self, element: Element, out: list[str], boxes: list[Element]) -> None:
        """The words of a paragraph's runs into `out`, its text boxes into `boxes`."""
        for child in element:
            tag = child.tag
            if tag == f"{W}t" or tag == f"{M}t":
                out.append(child.text or "")
            elif tag in AS_TEXT:
                out.append(AS_TEXT[tag])
            elif tag in _DROPPED:
                self._drop(child)
            elif tag in _NO_WORDS:
                continue
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{MC}AlternateContent":
                chosen = _chosen(child)
                if chosen is not None:
                    self._words(chosen, out, boxes)
            elif tag == f"{W}sym":
                out.append(_SYMBOLS.get(child.get(f"{W}char", "").upper(), ""))
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                    words: list[str] = []
                    self._words(content, words, boxes)
                    self.placeholders.append("".join(words))
                elif content is not None:
                    self._words(content, out, boxes)
            elif tag == f"{V}textpath":
                out.append(child.get("string", ""))
            else:
                if tag == f"{W}ins":
                    self.told["inserted"] += 1
                elif tag in (f"{W}drawing", f"{W}object"):
                    self.told["pictures"] += 0 if _has_box(child) else 1
                self._words(child, out, boxes)

    # Tables

    def _table(self, table: Element) -> Table:
        self.tables += 1
        number = self.tables
        rows: list[Row] = []
        open_cells: dict[int, Cell] = {}
        width = 0
        for row in self._rows(table):
            cells, open_cells = self._cells(row, open_cells)
            width = max(width, *(cell.column + cell.span for cell in cells), 0)
            heading = row.find(f"{W}trPr/{W}tblHeader")
            rows.append(Row(tuple(cells), heading is not None and value_of(heading) not in OFF))
        return Table(tuple(rows), width, number)

    def _rows(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if child.tag == f"{W}tr":
                if child.find(f"{W}trPr/{W}del") is not None:
                    self._drop(child)
                else:
                    self.told["inserted"] += child.find(f"{W}trPr/{W}ins") is not None
                    yield child
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                yield from self._rows(content) if content is not None else ()
            elif child.tag in _DROPPED:
                self._drop(child)
            elif child.tag in _WRAPPERS:
                yield from self._rows(child)

    def _cells(self, row: Element, above: dict[int, Cell]) -> tuple[list[Cell], dict[int, Cell]]:
        """The cells of a row, and those that a row below may continue, by column."""
        cells: list[Cell] = []
        below: dict[int, Cell] = {}
        before = whole_number(value_of(row.find(f"{W}trPr/{W}gridBefore")))
        column = min(before or 0, _MOST_COLUMNS)
        for element in self._row_cells(row):
            properties = element.find(f"{W}tcPr")
            span = whole_number(value_of(child_of(properties, "gridSpan")))
            span = max(1, min(span or 1, _MOST_COLUMNS))
            self.depth += 1
            content = tuple(self._blocks(element))
            self.depth -= 1
            self.told["nested"] += sum(isinstance(block, Table) for block in content)
            cell = Cell(content, column, span, shade=shade_of(properties))
            if not cell.shade and not _WORD.search(cell.own_text):
                cell = replace(cell, shade=colour_inside(element))
            sideways, down = child_of(properties, "hMerge"), child_of(properties, "vMerge")
            if sideways is not None and value_of(sideways) != "restart" and cells:
                left = cells.pop()
                cells.append(replace(left, content=left.content + content, span=left.span + span))
            else:
                if down is not None:
                    continued = value_of(down) != "restart"
                    origin = above.get(column) if continued else None
                    cell = replace(cell, merged=origin)
                    below[column] = origin or cell
                cells.append(cell)
            column += span
        return cells, below

    def _row_cells(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if child.tag == f"{W}tc":
                if child.find(f"{W}tcPr/{W}cellDel") is not None:
                    self._drop(child)
                else:
                    yield child
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                yield from self._row_cells(content) if content is not None else ()
            elif child.tag in _WRAPPERS:
                yield from self._row_cells(child)


def _chosen(alternatives: Element) -> Element | None:
    """Of two ways to say the same, the one Word shows: the other repeats its words."""
    choice = alternatives.find(f"{MC}Choice")
    return choice if choice is not None else alternatives.find(f"{MC}Fallback")


def _has_box(drawing: Element) -> bool:
    return next(drawing.iter(f"{W}txbxContent"), None) is not None


def _all_text(blocks: Iterator[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.printed
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _all_text(iter(cell.content))
