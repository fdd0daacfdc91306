"""Places in a Word file, in words that a person can follow in Word: the same for all who ask."""

import re
from collections.abc import Callable
from typing import NamedTuple

from toolkit.word.reading.controls import content_of
from toolkit.word.reading.runs import boxes_in
from toolkit.word.reading.tables import cells_of, rows_of
from toolkit.word.reading.word_xml import (
    CELL,
    CONTROL,
    PARAGRAPH,
    ROW,
    TABLE,
    TEXT_BOX,
    WRAPPERS,
    Element,
    W,
)

BEGINNING = "before the first heading"
_MOST_QUOTED = 40
_SYMBOL = f"{W}sym"


class Spot(NamedTuple):
    """A place: the part it is in, "" for the running text, and the steps down from there.

    `heading` is the one above it in the running text. `paragraph` counts the paragraphs with
    words below that heading, from 1; it is 0 in tables and for what is no such paragraph.
    """

    part: str = ""
    steps: tuple[str, ...] = ()
    heading: str = ""
    paragraph: int = 0
    is_heading: bool = False

    def inside(self, step: str, number: int = 0) -> "Spot":
        """A place in this one: "row", 3."""
        return self._replace(steps=(*self.steps, f"{step} {number}" if number else step))

    @property
    def section(self) -> "Spot":
        """This place without the number of its paragraph."""
        return self._replace(paragraph=0, is_heading=False)

    @property
    def brief(self) -> str:
        """The place without the heading above a table: "table 2, row 3"."""
        return self._replace(heading="").where if self.steps else self.where

    @property
    def where(self) -> str:
        """The place in words: 'table 2, row 3, column 1, under heading "Our priorities"'."""
        place = ", ".join(filter(None, (self.part, *self.steps)))
        heading = f'heading "{quoted(self.heading)}"' if self.heading else ""
        if self.is_heading:
            return heading
        if self.paragraph:
            place += f"{' near ' if place else ''}paragraph {self.paragraph}"
            return f"{place} under {heading}" if heading else place
        if heading:
            return f"{place}, under {heading}" if place else f"under {heading}"
        return place or BEGINNING


class Places:
    """The places of one part.

    A paragraph or table of the running text is known by its order; what is inside a table, by
    its row and cell, when somebody asks.
    """

    def __init__(
        self,
        root: Element,
        part: str,
        heading_of: Callable[[Element], str],
        has_words: Callable[[Element], bool] | None = None,
    ) -> None:
        """`heading_of` gives the words of a paragraph that is a heading, "" for others.

        `has_words` says whether a reader sees any in a paragraph, where some may be hidden.
        """
        self._heading_of = heading_of
        self._has_words = has_words or self._holds_words
        self._here = self._last = Spot(part)
        self._counts_paragraphs = not part
        self._has_boxes = next(root.iter(TEXT_BOX), None) is not None
        self._tables = 0
        self._spots: dict[Element, Spot] = {}
        self._numbers: dict[Element, int] = {}
        self._counted: set[Element] = set()
        body = root.find(f"{W}body")
        self._note_blocks(root if body is None else body)

    def of(self, element: Element) -> Spot:
        """Where an element is."""
        steps: list[tuple[str, int]] = []
        at: Element | None = element
        while at is not None:
            spot = self._spots.get(at)
            if spot is not None:
                for step, number in reversed(steps):
                    spot = spot.inside(step, number)
                return spot
            if at.tag == CELL:
                steps.append(("column", self._number(at, ROW)))
            elif at.tag == ROW:
                steps.append(("row", self._number(at, TABLE)))
            elif at.tag == TABLE:
                steps.append(("inner table", self._number(at, CELL)))
            elif at.tag == TEXT_BOX:
                steps.append(("text box", 0))
            at = at.getparent()
        return self._first_in(element) or Spot(self._here.part)

    def _first_in(self, element: Element) -> Spot | None:
        """The place of the first block that an element is around, if any."""
        blocks = element.iter(PARAGRAPH, TABLE)
        return next((self._spots[each].section for each in blocks if each in self._spots), None)

    def _number(self, element: Element, around: str) -> int:
        """The number of a row in its table, a cell in its row, a table in its cell."""
        whole = None
        if element not in self._numbers:
            whole = next(element.iterancestors(around), None)
        if whole is not None and whole not in self._counted:
            self._counted.add(whole)
            if around == TABLE:
                parts = rows_of(whole)
            elif around == ROW:
                parts = cells_of(whole)
            else:
                parts = [each for each in whole.iter(TABLE)
                         if next(each.iterancestors(CELL), None) is whole]  # fmt: skip
            self._numbers.update((part, number) for number, part in enumerate(parts, 1))
        return self._numbers.setdefault(element, 0)

    def _note_blocks(self, parent: Element) -> None:
        notes = 0
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self._note_paragraph(child)
            elif tag == TABLE:
                self._tables += 1
                spot = self._here._replace(paragraph=0)
                self._last = self._spots[child] = spot.inside("table", self._tables)
            elif tag in NOTES and is_real_note(child):
                notes += 1
                self._here = self._last = Spot(f"{NOTES[str(tag)]} {notes}")
                self._note_blocks(child)
            else:
                self._note_between(child)

    def _note_between(self, element: Element) -> None:
        """What is around blocks is where the first of them is, other things where the last was."""
        inside = content_of(element) if element.tag == CONTROL else element
        if inside is not None and (inside is not element or element.tag in WRAPPERS):
            last = self._last
            self._note_blocks(inside)
            self._spots[element] = self._first_in(inside) or last.section
        else:
            self._spots[element] = self._last.section

    def _note_paragraph(self, paragraph: Element) -> None:
        here = self._here
        if self._counts_paragraphs:
            heading = self._heading_of(paragraph)
            if heading:
                self._here = Spot(heading=heading)
                self._spots[paragraph] = Spot(heading=heading, is_heading=True)
            elif self._has_words(paragraph):
                self._here = here._replace(paragraph=here.paragraph + 1)
                self._spots[paragraph] = self._here
            else:
                self._spots[paragraph] = here.section
        else:
            self._spots[paragraph] = here
        self._last = self._spots[paragraph]
        for box in boxes_in(paragraph) if self._has_boxes else ():
            self._note_box(box)

    def _holds_words(self, paragraph: Element) -> bool:
        return any(
            (text.tag == _SYMBOL or (text.text or "").strip())
            and (not self._has_boxes or next(text.iterancestors(PARAGRAPH), None) is paragraph)
            for text in paragraph.iter(f"{W}t", _SYMBOL)
        )

    def _note_box(self, box: Element) -> None:
        """A text box; it is near the paragraph that was counted last."""
        spot = self._here.inside("text box")
        for block in box.iter(PARAGRAPH, TABLE):
            if any(around in self._spots for around in block.iterancestors(TABLE)):
                continue
            if block.tag == TABLE:
                self._tables += 1
                table = self._here._replace(paragraph=0)
                self._spots[block] = table.inside("table", self._tables)
            else:
                self._spots[block] = spot


NOTES = {f"{W}footnote": "footnote", f"{W}endnote": "endnote", f"{W}comment": "comment"}
"""What holds one note, and what people call it."""


def is_real_note(note: Element) -> bool:
    """Whether a note is one of the text, not the line that Word draws above notes."""
    return note.get(f"{W}type", "normal") == "normal"


def quoted(text: str) -> str:
    """A heading's first words."""
    short = re.sub(r"\s+", " ", text).strip()
    return short if len(short) <= _MOST_QUOTED else f"{short[: _MOST_QUOTED - 1].rstrip()}…"
