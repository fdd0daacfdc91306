"""A Word file's bytes as neutral blocks.

The XML is walked once from top to bottom. Content controls, links and text boxes are looked
through; merged cells know the cell they continue. Raises only what the safety check raises.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.word.reading import told
from toolkit.word.reading.blocks import Block, Cell, Document, Paragraph, Piece, Row, Style, Table
from toolkit.word.reading.controls import content_of, is_prompt
from toolkit.word.reading.opened import Opened, Story
from toolkit.word.reading.places import NOTES, Spot, is_real_note
from toolkit.word.reading.runs import Run, boxes_in, valid
from toolkit.word.reading.shading import colour_inside, shade
from toolkit.word.reading.styles import ParagraphStyle, list_of
from toolkit.word.reading.tables import (
    cells_with_prompts,
    columns_before,
    is_header,
    merged,
    rows_with_prompts,
)
from toolkit.word.reading.word_xml import (
    CONTROL,
    PARAGRAPH,
    TABLE,
    TEXT_BOX,
    WRAPPERS,
    Element,
    W,
)

_BULLET = re.compile(r"^\s*(?:[•▪◦●○■□·∙\uf000-\uf0ff]|[-\u2013*](?=\s))\s*")
_WORD = re.compile(r"\w+")
_BOOKMARK = f"{W}bookmarkStart"


def read_document(data: bytes, name: str) -> Document:
    """The blocks of a Word file; WrongFileType or FileRefused where it is none or not safe."""
    return _Document(Opened(data, name)).read()


class _Document:
    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.counts: Counter[str] = Counter()
        self.contents: list[str] = []
        self.struck: list[Piece] = []
        self.prompts: list[str] = []

    def read(self) -> Document:
        """The body first: the notes count what it leaves out."""
        root = self.opened.main.root.find(f"{W}body")
        reader = _Blocks(self, self.opened.main)
        body = tuple(reader.blocks(root)) if root is not None else ()
        contents = "\n".join(filter(None, self.contents))
        elsewhere = [Piece(contents, "table of contents")] if contents else []
        elsewhere += [piece for piece in self._elsewhere() if piece.text.strip()]
        elsewhere += self.struck
        if self.prompts:
            elsewhere.append(Piece("\n".join(self.prompts), told.prompts(len(self.prompts))))
        for story in (self.opened.main, *self.opened.others):
            told.count(story, self.counts)
        notes = tuple(told.sentences(self.counts))
        return Document(self.opened.name, body, tuple(elsewhere), notes)

    def _elsewhere(self) -> Iterator[Piece]:
        for story in self.opened.others:
            reader = _Blocks(self, story)
            notes = [each for each in story.root if each.tag in NOTES]
            for note in notes:
                if is_real_note(note):
                    text = "\n".join(_all_text(reader.blocks(note)))
                    yield Piece(text, story.spot(next(iter(note), note)).part)
            if not notes:
                yield Piece("\n".join(_all_text(reader.blocks(story.root))), story.label)


class _Blocks:
    """Reads the blocks of one story."""

    def __init__(self, document: _Document, story: Story) -> None:
        self.document = document
        self.story = story
        self.styles = story.styles
        self.numbering = document.opened.numbering
        self.has_boxes = next(story.root.iter(TEXT_BOX), None) is not None
        self.has_bookmarks = next(story.root.iter(_BOOKMARK), None) is not None
        self.bookmarks: list[str] = []

    def blocks(
        self, parent: Element, cell: Spot | None = None, is_empty: bool = False
    ) -> Iterator[Block]:
        """The blocks in an element; `cell` is the place of the cell they are in, if any.

        `is_empty` where a content control shows its prompt in their place.
        """
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                yield from self._paragraph(child, cell, is_empty)
            elif tag == TABLE:
                yield self._table(child, is_empty)
            elif tag == CONTROL:
                content = content_of(child)
                if content is not None:
                    yield from self.blocks(content, cell, is_empty or is_prompt(child))
            elif tag == _BOOKMARK:
                self.bookmarks.append(child.get(f"{W}name", ""))
            elif tag in WRAPPERS:
                yield from self.blocks(child, cell, is_empty)

    def _paragraph(self, paragraph: Element, cell: Spot | None, is_empty: bool) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style_id = self.styles.id_in(properties)
        runs = self.story.runs(paragraph, style_id)
        raw = "" if is_empty else valid(runs)
        text = "\n".join(" ".join(line.split()) for line in raw.split("\n")).strip()
        spot = cell or self.story.spot(paragraph)
        if self.has_bookmarks:
            self.bookmarks += [mark.get(f"{W}name", "") for mark in paragraph.iter(_BOOKMARK)]
        self._set_aside(runs, spot, is_empty)
        kind = self.styles.kind(style_id)
        if kind.is_contents:
            # It repeats what is elsewhere.
            self.document.contents.append(text)
            return
        if runs and not any(run.is_seen for run in runs):
            return
        style, level, number = self._style(properties, kind)
        if text:
            bullet = _BULLET.match(text)
            if bullet and style is Style.PARAGRAPH and len(text) > bullet.end():
                text, style = text[bullet.end() :], Style.ITEM
            tabbed = tuple(filter(None, (" ".join(piece.split()) for piece in raw.split("\t"))))
            yield Paragraph(
                text, style, level, number,
                bold=_is_bold(runs),
                tabbed=tabbed if len(tabbed) > 1 else (),
                label=_label(runs) if cell else "",
                struck=" ".join(_struck(runs).split()),
                notes=tuple(run.note for run in runs if run.note),
                bookmarks=self._bookmarks_so_far(),
                spot=spot,
            )  # fmt: skip
        elif number and cell and not is_empty:
            # A column of numbers that Word counts by itself has no other words.
            yield Paragraph(number, Style.PARAGRAPH, spot=spot)
        for box in boxes_in(paragraph) if self.has_boxes else ():
            yield from self.blocks(box, cell and cell.inside("text box"), is_empty)

    def _style(self, properties: Element | None, kind: ParagraphStyle) -> tuple[Style, int, str]:
        """What a paragraph is, on which level, and the number that Word prints before it."""
        if kind.is_title:
            return Style.TITLE, 0, ""
        list_id, list_level = list_of([properties])
        if not list_id:
            list_id = kind.list_id
            list_level = kind.list_level if list_level is None else list_level
        if list_id == "0":
            list_id = ""
        if list_level is None:
            list_level = self.numbering.level_of(list_id, kind.ids)
        number = self.numbering.label(list_id, list_level) if list_id else ""
        level = kind.looks_level or self.styles.level_in(properties, kind)
        if level:
            return Style.HEADING, level, number
        if list_id or kind.is_list:
            return Style.ITEM, max(list_level, kind.depth), number
        return Style.PARAGRAPH, 0, ""

    def _bookmarks_so_far(self) -> tuple[str, ...]:
        """The bookmarks that began in this paragraph, or since the last one with words."""
        found, self.bookmarks = tuple(self.bookmarks), []
        return found

    def _set_aside(self, runs: Sequence[Run], spot: Spot, is_empty: bool) -> None:
        """What is not said here: hidden words are counted, struck ones and prompts kept."""
        document = self.document
        for run in runs:
            if run.setting.is_hidden:
                document.counts["hidden"] += len(_WORD.findall(run.text))
        prompt = "".join(run.text for run in runs if is_empty or run.is_prompt).strip()
        if prompt:
            document.prompts.append(prompt)
        struck = _struck(runs).strip()
        if struck and not is_empty:
            document.counts["struck"] += len(_WORD.findall(struck))
            document.struck.append(Piece(struck, f"struck through in {spot.where}"))

    def _table(self, table: Element, is_empty: bool) -> Table:
        spot = self.story.spot(table)
        rows: list[Row] = []
        open_cells: dict[int, Cell] = {}
        width = 0
        for number, (row, empty) in enumerate(rows_with_prompts(table, is_empty), 1):
            cells, open_cells = self._cells(row, spot.inside("row", number), empty, open_cells)
            width = max(width, *(cell.column + cell.span for cell in cells), 0)
            rows.append(Row(tuple(cells), is_header(row)))
        return Table(tuple(rows), width, spot)

    def _cells(
        self, row: Element, spot: Spot, is_empty: bool, above: dict[int, Cell]
    ) -> tuple[list[Cell], dict[int, Cell]]:
        """The cells of a row, and those that a row below may continue, by column."""
        cells: list[Cell] = []
        below: dict[int, Cell] = {}
        column = columns_before(row)
        for number, (element, empty) in enumerate(cells_with_prompts(row, is_empty), 1):
            properties = element.find(f"{W}tcPr")
            how = merged(properties)
            here = spot.inside("column", number)
            content = tuple(self.blocks(element, here, empty))
            cell = Cell(content, column, how.span, shade=shade(properties) or "", spot=here)
            if not cell.shade and not _WORD.search(cell.own_text):
                cell = replace(cell, shade=colour_inside(element))
            if how.goes_on_from_left and cells:
                left = cells.pop()
                whole = replace(left, content=left.content + content, span=left.span + how.span)
                cells.append(whole)
            else:
                if how.goes_on_from_above or how.begins:
                    origin = above.get(column) if how.goes_on_from_above else None
                    cell = replace(cell, merged=origin)
                    below[column] = origin or cell
                cells.append(cell)
            column += how.span
        return cells, below


def _is_bold(runs: Sequence[Run]) -> bool:
    """Whether all that is said is bold, but for raised marks."""
    return all(
        run.setting.is_bold
        for run in runs
        if run.is_said and run.text.strip() and not run.setting.is_raised
    )


def _label(runs: Sequence[Run]) -> str:
    """The bold words that a paragraph opens with; "" where it opens with others."""
    words: list[str] = []
    for run in runs:
        if run.is_said and run.text.strip() and not run.setting.is_bold:
            break
        words.append(run.text if run.is_said else "")
    return " ".join("".join(words).split())


def _struck(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs if run.setting.is_struck and run.is_seen)


def _all_text(blocks: Iterator[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.printed
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _all_text(iter(cell.content))
