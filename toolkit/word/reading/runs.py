"""The words of a paragraph, run by run, as a reader sees them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.word.reading.controls import content_of, is_prompt, tick_of
from toolkit.word.reading.fields import Fields
from toolkit.word.reading.styles import PLAIN, Setting, Styles
from toolkit.word.reading.symbols import FONTS, in_font, symbol
from toolkit.word.reading.word_xml import CONTROL, RUN, TEXT_BOX, Element, M, V, W

_PROPERTIES = f"{W}rPr"
_TEXT = f"{W}t"
_SYMBOL = f"{W}sym"
_SIGN = f"{W}fldChar"
_MATHS = (f"{M}oMath", f"{M}oMathPara")
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    # Word shows one only where it breaks a word at the end of a line.
    f"{W}softHyphen": "",
}
_NOTES = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_GRAPHICS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_NO_RUNS = frozenset(f"{W}{name}" for name in ("pPr", "sdtPr", "sdtEndPr", "rt"))
_NOTE_MARK = re.compile(r"[\d*†‡§¶,\s]+")
# "km²" and "10³" are no marks of a note.
_POWER = re.compile(r"\b(?:m|cm|mm|km|10)$")


class Run(NamedTuple):
    """Words that are set in one way.

    `note` is the note whose mark is here ("footnote 2"); `is_prompt` where they are what an empty
    content control shows. `element` is the run in the file, None for what is no run.
    """

    text: str
    setting: Setting = PLAIN
    note: str = ""
    is_prompt: bool = False
    element: Element | None = None

    @property
    def is_seen(self) -> bool:
        """Whether a reader sees it."""
        return not self.setting.is_hidden

    @property
    def is_said(self) -> bool:
        """Whether a reader takes it as said: it is seen, not struck through, and no prompt."""
        return not (self.setting.is_hidden or self.setting.is_struck or self.is_prompt)


@dataclass(frozen=True)
class Runs:
    """Reads the runs of one part. `note_of` names a note by its kind and identity."""

    styles: Styles
    fields: Fields
    note_of: Callable[[str, str], str]

    def of(self, element: Element, style_id: str) -> list[Run]:
        """The runs of a paragraph of that style or a piece of one, without its text boxes."""
        found: list[Run] = []
        self._collect(element, style_id, False, found)
        return found

    def _collect(self, parent: Element, style_id: str, prompt: bool, found: list[Run]) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._read(child, style_id, prompt, found)
            elif tag == CONTROL:
                tick = tick_of(child)
                content = content_of(child)
                if tick:
                    found.append(Run(tick))
                elif content is not None:
                    self._collect(content, style_id, prompt or is_prompt(child), found)
            elif tag in _MATHS:
                words = "".join(text.text or "" for text in child.iter(f"{M}t"))
                found.append(Run(words, self.styles.setting(style_id, None), "", prompt))
            elif tag not in _NO_RUNS and len(child):
                self._collect(child, style_id, prompt, found)

    def _read(self, run: Element, style_id: str, prompt: bool, found: list[Run]) -> None:
        is_code = run in self.fields.codes
        properties: Element | None = None
        words = note = font = ""
        for child in run:
            tag = child.tag
            if tag == _SIGN:
                words += self.fields.values.get(child, "")
            elif is_code:
                continue
            elif tag == _TEXT:
                words += in_font(font, child.text or "") if font else child.text or ""
            elif tag == _PROPERTIES:
                properties = child
                font = _symbol_font(child)
            elif tag in _SIGNS:
                words += _SIGNS[tag]
            elif tag == _SYMBOL:
                words += symbol(child.get(f"{W}font", ""), child.get(f"{W}char", ""))
            elif tag in _NOTES:
                note = self.note_of(_NOTES[tag], child.get(f"{W}id", ""))
            elif tag in _GRAPHICS:
                words += _word_art(child)
            elif tag == f"{W}ruby":
                base = child.find(f"{W}rubyBase")
                if base is not None:
                    self._collect(base, style_id, prompt, found)
        if words or note:
            found.append(Run(words, self.styles.setting(style_id, properties), note, prompt, run))


def boxes_in(element: Element) -> Iterator[Element]:
    """The text boxes that belong to a paragraph, without those inside them."""
    for box in element.iter(TEXT_BOX):
        around = next(box.iterancestors(TEXT_BOX, f"{W}p"), None)
        if around is element:
            yield box


def spoken(runs: Iterable[Run]) -> str:
    """All that a reader sees, with tabs, line breaks and blanks as they are in the file."""
    return "".join(run.text for run in runs if run.is_seen).replace("\u00ad", "")


def valid(runs: Iterable[Run]) -> str:
    """What a reader takes as said: without struck words, prompts and the raised marks of notes."""
    said = ""
    for run in runs:
        is_mark = run.setting.is_raised and is_note_mark(said, run.text)
        if run.is_said and not is_mark:
            said += run.text
    return said.replace("\u00ad", "")


def is_note_mark(before: str, raised: str) -> bool:
    """Whether raised words are the mark of a note and not part of what is said: "Lead¹"."""
    return bool(_NOTE_MARK.fullmatch(raised)) and bool(before.strip()) and not _POWER.search(before)


def _word_art(graphic: Element) -> str:
    """Words that are drawn as a picture."""
    return "".join(path.get("string", "") for path in graphic.iter(f"{V}textpath"))


def _symbol_font(properties: Element) -> str:
    """The font of a run, where it draws pictures in place of letters; "" for others."""
    fonts = properties.find(f"{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    return font if font.casefold() in FONTS else ""
