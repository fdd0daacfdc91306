"""A Word file's bytes as neutral blocks.

The XML is walked once from top to bottom. Insertions are kept and deletions dropped;
content controls, links and text boxes are looked through; merged cells know the cell
they continue. Raises only what the gate raises.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from toolkit.files.safety_check import DOCUMENT, Package
from toolkit.values.text import plural
from toolkit.word.reading.blocks import Block, Cell, Document, Paragraph, Piece, Row, Style, Table
from toolkit.word.reading.numbering import Numbering, read_numbering
from toolkit.word.reading.tracked import join_paragraphs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
Element = etree._Element

# "Strict" documents say the same in other namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip
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
_AS_TEXT = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# The only symbols that say something: ticks, crosses and boxes of the Wingdings fonts.
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0FD": "☒", "F0A8": "☐"}
_BULLET = re.compile(r"^\s*(?:[•▪◦●○■□·∙\uf000-\uf0ff]|[-\u2013*](?=\s))\s*")
_WORD = re.compile(r"\w+")
_MOST_COLUMNS = 1_000
_MOST_HEADING_LEVEL = 9


def read_document(data: bytes, name: str) -> Document:
    """The blocks of a Word file; WrongFileType or FileRefused where it is none or not safe."""
    return _Reader(Package(data, name, DOCUMENT)).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = self._main_part()
        self.related = self._relationships(self.main)
        self.numbering: Numbering = read_numbering(self._optional("numbering"))
        self.styles = self._styles()
        self.bold_styles = self._bold_styles()
        self.tables = 0
        self.told: Counter[str] = Counter()
        self.placeholders: list[str] = []
        self.contents: list[str] = []
        self.depth = 0

    def read(self) -> Document:
        """The body first: the notes count what it leaves out."""
        root = self._parse(self.main)
        body = root.find(f"{W}body")
        blocks = tuple(self._blocks(body)) if body is not None else ()
        contents = "\n".join(filter(None, self.contents))
        elsewhere = [Piece(contents, "table of contents")] if contents else []
        elsewhere += [piece for piece in self._elsewhere() if piece.text.strip()]
        elsewhere += [Piece(text, "a content control that nobody filled in")
                      for text in self.placeholders if text.strip()]  # fmt: skip
        return Document(self.package.name, blocks, tuple(elsewhere), tuple(self._notes()))

    # Parts

    def _parse(self, part: str) -> Element:
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
        for link in self._parse(links):
            target = link.get("Target", "")
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
                kind = link.get("Type", "").rsplit("/", 1)[-1]
                found[link.get("Id", str(len(found)))] = (kind, target)
        return found

    def _parts(self, kind: str) -> list[str]:
        parts = [target for found, target in self.related.values() if found == kind]
        return [part for part in dict.fromkeys(parts) if part in self.package]

    def _optional(self, kind: str) -> Element | None:
        parts = self._parts(kind)
        return self._parse(parts[0]) if parts else None

    def _styles(self) -> dict[str, tuple[str, str, Element | None]]:
        """Of each paragraph style: its name, the style it is based on, its properties."""
        root = self._optional("styles")
        styles = {}
        for style in root.findall(f"{W}style") if root is not None else ():
            name, based = style.find(f"{W}name"), style.find(f"{W}basedOn")
            styles[style.get(f"{W}styleId", "")] = (
                _value(name).casefold(), _value(based), style.find(f"{W}pPr"),
            )  # fmt: skip
        return styles

    def _bold_styles(self) -> frozenset[str]:
        """The styles, of runs or of whole paragraphs, that make words bold."""
        root = self._optional("styles")
        return frozenset(
            style.get(f"{W}styleId", "")
            for style in (root.findall(f"{W}style") if root is not None else ())
            if _is_on(style.find(f"{W}rPr/{W}b"))
        )

    def _label(self, paragraph: Element) -> str:
        """The bold words that a paragraph opens with; "" where it opens with others."""
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        words: list[str] = []
        for run in paragraph.iter(f"{W}r"):
            text = "".join(_run_text(run))
            properties = run.find(f"{W}rPr")
            own = _child(properties, "b")
            named = _value(_child(properties, "rStyle")) or style
            if text.strip() and not (_is_on(own) if own is not None else named in self.bold_styles):
                break
            words.append(text)
        return " ".join("".join(words).split())

    def _elsewhere(self) -> Iterator[Piece]:
        for kind, origin in _ELSEWHERE.items():
            for part in self._parts(kind):
                text = "\n".join(_all_text(self._blocks(self._parse(part))))
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
            elif tag == f"{_MC}AlternateContent":
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
            found.text or "" for found in element.iter(f"{W}delText", f"{W}t", f"{_M}t")
        )
        self.told["deleted words"] += len(_WORD.findall(words))

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        boxes: list[Element] = []
        out: list[str] = []
        self._words(paragraph, out, boxes)
        raw = "".join(out)
        text = "\n".join(" ".join(line.split()) for line in raw.split("\n")).strip()
        style, level, number_id, list_level = self._look(paragraph)
        number = self.numbering.label(number_id, list_level) if number_id else ""
        if style is None:
            self.contents.append(text)
            return
        if text:
            bullet = _BULLET.match(text)
            if bullet and style is Style.PARAGRAPH and len(text) > bullet.end():
                text, style = text[bullet.end() :], Style.ITEM
            tabbed = tuple(filter(None, (" ".join(piece.split()) for piece in raw.split("\t"))))
            bold = _is_bold(paragraph)
            tabbed = tabbed if len(tabbed) > 1 else ()
            label = self._label(paragraph) if self.depth else ""
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
            if tag == f"{W}t" or tag == f"{_M}t":
                out.append(child.text or "")
            elif tag in _AS_TEXT:
                out.append(_AS_TEXT[tag])
            elif tag in _DROPPED:
                self._drop(child)
            elif tag in _NO_WORDS:
                continue
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
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
            elif tag == f"{_V}textpath":
                out.append(child.get("string", ""))
            else:
                if tag == f"{W}ins":
                    self.told["inserted"] += 1
                elif tag in (f"{W}drawing", f"{W}object"):
                    self.told["pictures"] += 0 if _has_box(child) else 1
                self._words(child, out, boxes)

    def _look(self, paragraph: Element) -> tuple[Style | None, int, str, int]:
        """What a paragraph is, on which level; the list it is numbered by, and the level there.

        A line of the table of contents is None: it repeats what stands elsewhere.
        """
        own = paragraph.find(f"{W}pPr")
        style_id = _value(own.find(f"{W}pStyle")) if own is not None else ""
        properties = [own] if own is not None else []
        names: list[str] = []
        while style_id in self.styles and len(names) < 20:
            name, based, look = self.styles[style_id]
            names.append(name)
            properties += [look] if look is not None else []
            style_id = based
        number_id, list_level = _numbered(properties)
        outlines = (_value(look.find(f"{W}outlineLvl")) for look in properties)
        outline = next((found for found in outlines if found), "")
        level = int(outline) + 1 if outline.isdigit() else _MOST_HEADING_LEVEL + 1
        depths = (re.match(r"list (?:bullet |number |continue )?([2-9])$", name) for name in names)
        deeper = next((int(found[1]) - 1 for found in depths if found), 0)
        deeper = deeper or int(any(re.search(r"\bsub[- ]?bullet", name) for name in names[:1]))
        for name in names:
            heading = re.match(r"heading (\d)$", name)
            if re.match(r"toc \d$", name):
                return None, 0, "", 0
            if name == "title":
                return Style.TITLE, 0, "", 0
            if heading:
                return Style.HEADING, int(heading[1]), number_id, list_level
        if level <= _MOST_HEADING_LEVEL:
            return Style.HEADING, level, number_id, list_level
        if number_id or any(name.startswith("list") and name != "list paragraph" for name in names):
            return Style.ITEM, max(list_level, deeper), number_id, list_level
        return Style.PARAGRAPH, 0, "", 0

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
            rows.append(Row(tuple(cells), heading is not None and _value(heading) not in _OFF))
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
        before = row.find(f"{W}trPr/{W}gridBefore")
        column = min(int(_value(before)), _MOST_COLUMNS) if _value(before).isdigit() else 0
        for element in self._row_cells(row):
            properties = element.find(f"{W}tcPr")
            span_text = _value(_child(properties, "gridSpan"))
            span = max(1, min(int(span_text), _MOST_COLUMNS)) if span_text.isdigit() else 1
            self.depth += 1
            content = tuple(self._blocks(element))
            self.depth -= 1
            self.told["nested"] += sum(isinstance(block, Table) for block in content)
            cell = Cell(content, column, span, shade=_shade(properties))
            if not cell.shade and not _WORD.search(cell.own_text):
                cell = replace(cell, shade=_colour_inside(element))
            sideways, down = _child(properties, "hMerge"), _child(properties, "vMerge")
            if sideways is not None and _value(sideways) != "restart" and cells:
                left = cells.pop()
                cells.append(replace(left, content=left.content + content, span=left.span + span))
            else:
                if down is not None:
                    continued = _value(down) != "restart"
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


_OFF = ("0", "false", "off")


def _is_on(mark: Element | None) -> bool:
    return mark is not None and _value(mark) not in _OFF


def _run_text(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _AS_TEXT:
            yield " "


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _child(properties: Element | None, name: str) -> Element | None:
    return None if properties is None else properties.find(f"{W}{name}")


def _shade(properties: Element | None) -> str:
    shading = _child(properties, "shd")
    fill = "" if shading is None else shading.get(f"{W}fill", "")
    return fill.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", fill) else ""


_HIGHLIGHTS = {
    "red": "FF0000", "darkRed": "8B0000", "yellow": "FFFF00", "darkYellow": "C08000",
    "green": "00FF00", "darkGreen": "008000", "blue": "0000FF", "darkBlue": "00008B",
    "cyan": "00AFFF", "lightGray": "D3D3D3", "darkGray": "A9A9A9",
}  # fmt: skip


def _colour_inside(cell: Element) -> str:
    """The colour of a mark, a highlight or a paragraph in a cell that has no words."""
    for properties in cell.iter(f"{W}pPr", f"{W}rPr"):
        highlight = _value(_child(properties, "highlight"))
        colour = _value(_child(properties, "color")).upper()
        found = _shade(properties) or _HIGHLIGHTS.get(highlight, "")
        if not found and re.fullmatch(r"[0-9A-F]{6}", colour):
            found = colour
        if found:
            return found
    return ""


def _chosen(alternatives: Element) -> Element | None:
    """Of two ways to say the same, the one Word shows: the other repeats its words."""
    choice = alternatives.find(f"{_MC}Choice")
    return choice if choice is not None else alternatives.find(f"{_MC}Fallback")


def _has_box(drawing: Element) -> bool:
    return next(drawing.iter(f"{W}txbxContent"), None) is not None


def _numbered(properties: list[Element]) -> tuple[str, int]:
    """The list that a paragraph or the nearest of its styles is numbered by, and its level."""
    level = None
    for look in properties:
        numbering = look.find(f"{W}numPr")
        if numbering is None:
            continue
        level_text = _value(numbering.find(f"{W}ilvl"))
        if level is None and level_text.isdigit():
            level = min(int(level_text), 8)
        number_id = _value(numbering.find(f"{W}numId"))
        if number_id:
            return ("" if number_id == "0" else number_id), level or 0
    return "", level or 0


def _is_bold(paragraph: Element) -> bool:
    """Whether all of a paragraph's words are bold."""
    found = False
    for run in paragraph.iter(f"{W}r"):
        text = run.find(f"{W}t")
        if text is None or not (text.text or "").strip():
            continue
        bold = run.find(f"{W}rPr/{W}b")
        if bold is None or _value(bold) in _OFF:
            return False
        found = True
    return found


def _all_text(blocks: Iterator[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.printed
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _all_text(iter(cell.content))
