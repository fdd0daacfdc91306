"""How text looks in the end: its colour, fill and size through all the styles over it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.values.text import whole_number
from toolkit.word.reading.shading import COLOUR, HIGHLIGHTS, shade
from toolkit.word.reading.styles import Styles
from toolkit.word.reading.tables import cells_of, rows_of
from toolkit.word.reading.word_xml import (
    CELL,
    ROW,
    TABLE,
    Element,
    W,
    child_of,
    is_on,
    value_of,
)

WORD_SIZE = 10.0
"""The size in points that Word gives to text for which nothing is set."""

_WHITE = "FFFFFF"
# The bit of each part of a table's look, where Word has written the number alone.
_LOOKS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
    "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
_OFF = ("0", "false", "off")


@dataclass(frozen=True)
class Look:
    """How a run looks. `ink` is empty where Word itself chooses black or white."""

    ink: str
    fill: str
    size: float
    is_bold: bool

    @property
    def is_large(self) -> bool:
        """Whether it is large text as WCAG has it: 18 points, or 14 in bold."""
        return self.size >= (14 if self.is_bold else 18)


@dataclass(frozen=True)
class _Set:
    """What run properties set: "" and None where they set nothing."""

    ink: str = ""
    size: str = ""
    is_bold: bool | None = None
    mark: str = ""

    def over(self, below: "_Set") -> "_Set":
        """These, and where they set nothing those below them."""
        return _Set(
            self.ink or below.ink,
            self.size or below.size,
            below.is_bold if self.is_bold is None else self.is_bold,
            self.mark or below.mark,
        )


@dataclass(frozen=True)
class _Table:
    """A table's styles, the parts of its look, and the place of each row from 0."""

    chain: tuple[Element, ...]
    looks: frozenset[str]
    rows: Mapping[Element, int]


@dataclass(frozen=True)
class _Around:
    """What is around the runs of a paragraph: its style, those of its table, its fill."""

    style_id: str
    in_table: tuple[Element, ...]
    fill: str


class Looks:
    """The looks of a document's text."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._paragraphs: dict[Element, _Around] = {}
        self._rows: dict[Element, list[Element]] = {}
        self._sets: dict[tuple[str, str, tuple[Element, ...]], _Set] = {}
        self._of_cells: dict[Element, tuple[Element, ...]] = {}
        self._tables: dict[Element, _Table] = {}

    def of(self, run: Element, paragraph: Element) -> Look:
        """How a run of a paragraph looks."""
        if paragraph not in self._paragraphs:
            self._paragraphs[paragraph] = self._around(paragraph)
        around = self._paragraphs[paragraph]
        own = run.find(f"{W}rPr")
        run_style = value_of(child_of(own, "rStyle"))
        found = self._styled(run_style, around.style_id, around.in_table)
        if own is not None:
            found = _set_by(own).over(found)
        half_points = whole_number(found.size)
        return Look(
            ink=found.ink.upper() if COLOUR.fullmatch(found.ink) else "",
            fill=found.mark or around.fill,
            size=WORD_SIZE if half_points is None else half_points / 2,
            is_bold=bool(found.is_bold),
        )

    def _around(self, paragraph: Element) -> _Around:
        cell = next(paragraph.iterancestors(CELL), None)
        in_table = () if cell is None else self._table_styles(cell)
        style_id = self._styles.id_of(paragraph)
        return _Around(style_id, in_table, self._fill(paragraph, style_id, cell, in_table))

    def _styled(self, run_style: str, style_id: str, in_table: tuple[Element, ...]) -> _Set:
        """What the styles over a run set, nearest first."""
        key = (run_style, style_id, in_table)
        if key not in self._sets:
            chain = self._styles.chain
            styles = (*chain(run_style), *chain(style_id), *in_table)
            layers = [*(style.find(f"{W}rPr") for style in styles), self._styles.run_defaults]
            found = _Set()
            for layer in layers:
                found = found if layer is None else found.over(_set_by(layer))
            self._sets[key] = found
        return self._sets[key]

    def _fill(
        self,
        paragraph: Element,
        style_id: str,
        cell: Element | None,
        in_table: tuple[Element, ...],
    ) -> str:
        chain = (style.find(f"{W}pPr") for style in self._styles.chain(style_id))
        for properties in (paragraph.find(f"{W}pPr"), *chain):
            fill = shade(properties)
            if fill:
                return fill
            if fill is not None:
                break
        if cell is None:
            return _WHITE
        fill = shade(cell.find(f"{W}tcPr"))
        for style in in_table:
            if fill is None:
                fill = shade(style.find(f"{W}tcPr"))
        return fill or _WHITE

    def _table_styles(self, cell: Element) -> tuple[Element, ...]:
        """The table style over a cell: its conditional parts, then the whole."""
        if cell not in self._of_cells:
            self._of_cells[cell] = tuple(self._parts_over(cell))
        return self._of_cells[cell]

    def _parts_over(self, cell: Element) -> Iterator[Element]:
        row, table = next(cell.iterancestors(ROW), None), next(cell.iterancestors(TABLE), None)
        if row is None or table is None:
            return
        styled = self._styled_table(table)
        if row not in self._rows:
            self._rows[row] = cells_of(row)
        cells = self._rows[row]
        for kind in (
            _conditions(cell, cells, styled.rows.get(row, 0), styled) if styled.chain else ()
        ):
            for style in styled.chain:
                yield from (
                    part
                    for part in style.iterchildren(f"{W}tblStylePr")
                    if part.get(f"{W}type") == kind
                )
        yield from styled.chain

    def _styled_table(self, table: Element) -> _Table:
        if table not in self._tables:
            self._tables[table] = _Table(
                self._styles.chain(self._styles.table_id(table)),
                frozenset(name for name in _LOOKS if has_look(table, name)),
                {row: place for place, row in enumerate(rows_of(table))},
            )
        return self._tables[table]


def _conditions(cell: Element, cells: list[Element], before: int, table: _Table) -> Iterator[str]:
    """The parts of a table's style that one of a row's cells belongs to, the strongest first."""
    belongs = {
        "firstRow": before == 0,
        "lastRow": before == len(table.rows) - 1,
        "firstColumn": cells[:1] == [cell],
        "lastColumn": cells[-1:] == [cell],
    }
    names = {"firstColumn": "firstCol", "lastColumn": "lastCol"}
    for look, is_there in belongs.items():
        if is_there and look in table.looks:
            yield names.get(look, look)
    if "noHBand" not in table.looks:
        band = (before - ("firstRow" in table.looks)) % 2
        yield "band2Horz" if band else "band1Horz"


def has_look(table: Element, name: str) -> bool:
    """Whether a table's look has that part, such as firstRow."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    said = look.get(f"{W}{name}")
    if said is not None:
        return said not in _OFF
    return bool(_hexadecimal(look.get(f"{W}val", "")) & _LOOKS[name])


def _set_by(properties: Element) -> _Set:
    bold = child_of(properties, "b")
    highlight = value_of(child_of(properties, "highlight"))
    return _Set(
        ink=value_of(child_of(properties, "color")),
        size=value_of(child_of(properties, "sz")),
        is_bold=None if bold is None else is_on(bold),
        mark=HIGHLIGHTS.get(highlight) or shade(properties) or "",
    )


def _hexadecimal(text: str) -> int:
    try:
        return int(text, 16) if len(text) == 4 else 0
    except ValueError:
        return 0
