"""The words of a template's part, each paragraph with its place as people see it in Word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from toolkit.word.filling.accepted_changes import without_deleted_rows

_WORDS = frozenset({"w:t", "w:instrText"})
_TRACKED = frozenset({"w:ins", "w:del", "w:moveFrom", "w:moveTo"})
_DELETED = frozenset({"w:del", "w:moveFrom"})
# What wraps words within a paragraph, and what people call it.
_WRAPPERS = {
    "w:hyperlink": "a link",
    "w:smartTag": "a smart tag",
    "w:fldSimple": "a field",
    "w:sdt": "a content control",
    "w:customXml": "a piece of custom XML",
}
_HOLDERS = frozenset({"w:tc", "w:txbxContent", "w:footnote", "w:sdtContent"})
_COUNTED = _HOLDERS | {"w:tbl", "w:tr"}
# Word writes text boxes twice; the second copy is for programs older than 2010.
_SECOND_COPY = "mc:Fallback"
_ATTRIBUTES = {
    "descr": "alternative text",
    "title": "title of a picture",
    "w:instr": "field",
}
_HEADING_STYLE = re.compile(
    r'<w:style\b[^>]*?w:styleId="([^"]+)"[^>]*>\s*<w:name w:val="heading \d', re.IGNORECASE
)
_INSTRUCTION = re.compile(r"\{%.*?%\}")
_LONGEST_QUOTE = 40


class DamagedPart(Exception):
    """A part is not XML that can be read."""


@dataclass
class _Table:
    number: int
    id: int
    first_row: list[str] = field(default_factory=list)
    rows: int = 0
    row_id: int = 0
    columns: int = 0
    cell_id: int = 0
    is_in_another: bool = False


@dataclass
class Text:
    """What a paragraph, an attribute or a property says, as the renderer reads it.

    Two texts with the same `holder` stand in the same cell, box or body; numbers of
    tables, rows and cells are unique in their part, and 0 outside tables.
    """

    order: int
    part: str
    words: str = ""
    paragraph: int = 0
    heading: str = ""
    style: str = ""
    holder: int = 0
    row: int = 0
    cell: int = 0
    column: int = 0
    row_number: int = 0
    table: _Table | None = None
    is_boxed: bool = False
    is_tracked: bool = False
    attribute: str = ""
    wrapped: list[tuple[str, int, int]] = field(default_factory=list)
    """What wraps some of the words, with the first of them and the one after the last."""

    @property
    def table_id(self) -> int:
        """The table it stands in, 0 outside tables."""
        return self.table.id if self.table else 0

    @property
    def where(self) -> str:
        """Its place, in words that a person can follow in Word."""
        places = [self.part] if self.part else []
        if self.table:
            begins = " ".join(word for word in self.table.first_row if word)[:_LONGEST_QUOTE]
            inner = "table inside " if self.table.is_in_another else ""
            place = f"{inner}table {self.table.number}, row {self.row_number}"
            place += f", column {self.column}" if self.column else ""
            places.append(place + (f' (table that begins "{begins.strip()}")' if begins else ""))
        elif self.paragraph:
            box = "text box near " if self.is_boxed else ""
            places.append(f"{box}paragraph {self.paragraph}")
        if self.heading:
            places.append(f'under heading "{self.heading}"')
        if self.attribute:
            places.append(self.attribute)
        return ", ".join(places) or "the document"


def heading_styles(styles: str) -> frozenset[str]:
    """The names in the file of the styles that Word calls Heading 1 to 9."""
    return frozenset(_HEADING_STYLE.findall(styles))


def texts_of(xml: str, part: str, headings: frozenset[str]) -> list[Text]:
    """Every paragraph of a part and every attribute with tags, in their order. DamagedPart."""
    return _read(_Reader(part, headings), without_deleted_rows(xml))


def properties_of(xml: str) -> list[Text]:
    """What each document property says. DamagedPart."""
    return _read(_PropertyReader(), xml)


def _read(reader: "_Reader | _PropertyReader", xml: str) -> list[Text]:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        # The text has been decoded, whatever its declaration says.
        parser.Parse(re.sub(r"^\s*<\?xml.*?\?>", "", xml, count=1, flags=re.DOTALL), True)
    except expat.ExpatError as error:
        raise DamagedPart(str(error)) from None
    return sorted(reader.texts, key=lambda text: text.order)


class _PropertyReader:
    def __init__(self) -> None:
        self.texts: list[Text] = []
        self._name = ""

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._name = name.rpartition(":")[2]

    def end(self, _name: str) -> None:
        self._name = ""

    def characters(self, words: str) -> None:
        if self._name:
            part = f'document property "{self._name}"'
            self.texts.append(Text(len(self.texts) + 1, part, words))


class _Reader:
    """Follows a part's elements as they open and close; builds no tree, so depth is no danger."""

    def __init__(self, part: str, headings: frozenset[str]) -> None:
        self.texts: list[Text] = []
        self._part = part
        self._headings = headings
        self._heading = ""
        self._last_id = 0
        self._paragraphs = 0
        self._tables = 0
        self._holders: list[int] = [0]
        self._boxes = 0
        self._open_tables: list[_Table] = []
        self._open_texts: list[Text] = []
        self._open_wrappers: list[tuple[str, int]] = []
        self._collects = False
        self._skips = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._open_texts and name in _TRACKED:
            self._open_texts[-1].is_tracked = True
        if self._skips or name == _SECOND_COPY or (self._open_texts and name in _DELETED):
            self._skips += 1
            return
        if name in _COUNTED:
            self._open_holder(name)
        elif name == "w:p":
            self._open_text()
        elif self._open_texts:
            if name in _WORDS:
                self._collects = True
            elif name == "w:pStyle":
                self._open_texts[-1].style = attributes.get("w:val", "")
            elif name in _WRAPPERS:
                self._open_wrappers.append((name, len(self._open_texts[-1].words)))
        for key, value in attributes.items():
            if "{{" in value or "{%" in value:
                self._note_attribute(name, key, value)

    def end(self, name: str) -> None:
        if self._skips:
            self._skips -= 1
        elif name in _WORDS:
            self._collects = False
        elif name == "w:p":
            self._close_text()
        elif name in _COUNTED:
            self._close_holder(name)
        elif self._open_texts and self._open_wrappers and name == self._open_wrappers[-1][0]:
            _, start = self._open_wrappers.pop()
            text = self._open_texts[-1]
            text.wrapped.append((_WRAPPERS[name], start, len(text.words)))

    def characters(self, words: str) -> None:
        if self._collects and not self._skips:
            self._open_texts[-1].words += words

    def _new_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _open_holder(self, name: str) -> None:
        number = self._new_id()
        if name in _HOLDERS:
            self._holders.append(number)
        if name == "w:txbxContent":
            self._boxes += 1
        elif name == "w:tbl":
            self._tables += not self._open_tables
            table = _Table(self._tables, number, is_in_another=bool(self._open_tables))
            self._open_tables.append(table)
        elif self._open_tables and name == "w:tr":
            table = self._open_tables[-1]
            table.rows, table.row_id, table.columns = table.rows + 1, number, 0
            table.cell_id = 0
        elif self._open_tables and name == "w:tc":
            table = self._open_tables[-1]
            table.columns, table.cell_id = table.columns + 1, number

    def _close_holder(self, name: str) -> None:
        if name in _HOLDERS and len(self._holders) > 1:
            self._holders.pop()
        if name == "w:txbxContent":
            self._boxes -= 1
        elif name == "w:tbl" and self._open_tables:
            self._open_tables.pop()

    def _new_text(self) -> Text:
        text = Text(self._new_id(), self._part, heading=self._heading, holder=self._holders[-1])
        text.is_boxed = self._boxes > 0
        text.paragraph = self._paragraphs
        if self._open_tables:
            text.table = table = self._open_tables[-1]
            text.row, text.cell = table.row_id, table.cell_id
            text.row_number, text.column = table.rows, table.columns
        return text

    def _open_text(self) -> None:
        if not self._open_tables and not self._boxes:
            self._paragraphs += 1
        self._open_texts.append(self._new_text())

    def _close_text(self) -> None:
        if not self._open_texts:
            return
        text = self._open_texts.pop()
        self._collects = False
        self.texts.append(text)
        words = text.words.strip()
        if text.table and text.row_number == 1:
            text.table.first_row.append(" ".join(_INSTRUCTION.sub("", words).split()))
        is_heading = text.style in self._headings or text.style.casefold().startswith("heading")
        if is_heading and words and not self._part:
            self._heading = words[:_LONGEST_QUOTE]

    def _note_attribute(self, name: str, key: str, value: str) -> None:
        text = self._new_text()
        text.words = value
        is_caption = name in ("w:tblCaption", "w:tblDescription")
        text.attribute = (
            "alternative text of the table"
            if is_caption
            else _ATTRIBUTES.get(key, "a setting that Word does not show as text")
        )
        self.texts.append(text)
