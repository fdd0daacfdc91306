"""The columns of an action table, and the heading rows that name them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.headings import (
    EARLIER_YEAR,
    UNPLACED,
    Named,
    is_earlier,
    is_heading_row,
    named,
    normal,
)
from toolkit.importing.plan.recognise.section_titles import THEME, title_of
from toolkit.word.reading.blocks import Cell, Paragraph, Row, Table

BY_CELLS = "what its cells hold"
"""Why a column without a known heading was read as a field."""


@dataclass(frozen=True)
class Column:
    """A column of an action table; `why` says what a guess went by.

    `is_key` where its cells have several colours that ratings have.
    """

    start: int
    end: int
    heading: str
    fields: tuple[str, ...] = ()
    why: str = ""
    is_key: bool = False


@dataclass(frozen=True)
class Layout:
    """The columns of an action table, from left to right."""

    columns: tuple[Column, ...]
    width: int

    @property
    def fields(self) -> frozenset[str]:
        """Every field that a column holds."""
        return frozenset(name for column in self.columns for name in column.fields)


@dataclass(frozen=True)
class Context:
    """What reading a table needs to know: a person's own headings, the plan's first year."""

    mapping: Mapping[str, str]
    first_year: int | None = None

    def named(self, heading: str) -> Named | None:
        """The fields of a heading, a person's own word first.

        A priority's title may head the column of its actions.
        """
        own = self.mapping.get(normal(heading))
        if own:
            return Named((own,), sure=True)
        title = title_of(heading)
        if title and title.ref and title.kind != THEME and title.title:
            return Named(("action",), sure=False)
        return named(heading)

    def fields_of(self, heading: str) -> tuple[str, ...]:
        """The fields a column is read as; a state of an earlier year is none of this plan's."""
        found = self.named(heading)
        if found is None:
            return ()
        state = {"status", "process_agreed", "impact_agreed", "progress"} & set(found.fields)
        if state and normal(heading) not in self.mapping and is_earlier(heading, self.first_year):
            return (EARLIER_YEAR,)
        return found.fields


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_PERIOD = re.compile(
    r"(?:.*\s)?(?:q|qtr|quarter)\s?[1-4](?:\s.*)?"
    rf"|{_MONTH}|(?:.*\s)?{_MONTH}\s(?:20)?\d\d"
    r"|(?:.*\s)?(?:autumn|spring|summer|winter)(?: term)?(?: 20\d\d)?"
    r"|(?:year|yr) \d|(?:20\d\d)(?: (?:20)?\d\d)?"
)
_ONLY_YEAR = re.compile(r"(?:20)?\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?")


def names_period(heading: str) -> bool:
    """Whether a heading is a quarter, month, term or year, as "Q1", "RAG Q1" and "May 15" are."""
    return bool(_PERIOD.fullmatch(normal(heading)))


def has_headings(table: Table, context: Context) -> bool:
    """Whether a table has a heading row of a plan."""
    return bool(heading_rows(table.rows, context))


def is_coloured(row: Row) -> bool:
    """Whether any cell of a row has the colour of a rating."""
    return any(rating_of(cell.shade) for cell in row.cells)


def filled_cells(row: Row) -> list[Cell]:
    """The cells of a row that hold words of their own."""
    return [cell for cell in row.cells if cell.own_text.strip()]


def is_short(row: Row) -> bool:
    """Whether no cell of a row is longer than a heading; guidance below one is none of it."""
    return all(len(_without_guidance(cell.own_text)) <= 120 for cell in row.cells)


def _without_guidance(text: str) -> str:
    """The first line of a heading, where it asks or names a field by itself."""
    first, *more = [line for line in text.split("\n") if line.strip()] or [""]
    found = named(first) if more else None
    whole = named(" ".join(text.split())) if found else None
    alone = found is not None and found.sure and not (whole and whole.sure)
    return first if alone else text


def label_row(row: Row, context: Context) -> str:
    """The label of a row that says one thing across the table; "" where it is no such row.

    "Priority | Neglect is seen early": a heading's word, and words across all the rest.
    """
    filled = filled_cells(row)
    if len(filled) != 2 or list(row.cells[:2]) != filled or filled[1].span < 2:
        return ""
    first, second = (" ".join(cell.own_text.split()) for cell in filled)
    title = title_of(first)
    if title and title.ref and not title.title:
        return first
    found, beside = context.named(first), context.named(second)
    if not found or not found.sure or (beside and beside.sure):
        return ""
    return first if set(found.fields) & {"theme", "priority", "objective"} else ""


def heading_rows(rows: Sequence[Row], context: Context) -> dict[int, tuple[Layout, int]]:
    """The layout of each heading row by its number, with how many rows it takes (one or two)."""
    found: dict[int, tuple[Layout, int]] = {}
    taken = 0
    for place, row in enumerate(rows):
        if place < taken or not is_short(row) or label_row(row, context):
            continue
        filled = filled_cells(row)
        following = rows[place + 1] if place + 1 < len(rows) else None
        pair = following is not None and _is_pair(row, following)
        if len(filled) < 2 and not pair:
            continue
        layout = None
        if pair and following is not None:
            layout = _layout(row, following, context)
        length = 2 if layout else 1
        layout = layout or _layout(row, None, context)
        if layout:
            found[place] = (layout, length)
            taken = place + length
    return found


def _is_pair(first: Row, second: Row) -> bool:
    """Whether two rows are one heading in two lines: a cell above several, or merged down."""
    if not is_short(second) or any(len(cell.own_text.split()) > 6 for cell in second.cells):
        return False
    below = filled_cells(second)
    # What is above every heading is a title.
    wide = [
        cell for cell in first.cells
        if cell.span > 1 and not all(_covers(cell, each) for each in below)
    ]  # fmt: skip
    divided = any(sum(_covers(cell, each) for each in second.cells) > 1 for cell in wide)
    merged = any(cell.merged is not None and not cell.own_text for cell in second.cells)
    return len(first.cells) > 1 and (divided or merged)


def _covers(cell: Cell, below: Cell) -> bool:
    return cell.column <= below.column < cell.column + cell.span


def _layout(first: Row, second: Row | None, context: Context) -> Layout | None:
    """The columns that one heading row, or two of them, name; None where they name no table."""
    cells = first.cells if second is None else second.cells
    texts = [_heading_text(cell, first if second is not None else None, context) for cell in cells]
    # Quarters and months across a table say nothing for or against its being a plan.
    found = [
        each
        for text, each in ((text, context.named(text)) for text in texts if text)
        if (each and each.sure) or not names_period(text)
    ]
    own = any(normal(text) in context.mapping for text in texts if text)
    stressed = first.is_heading or all(is_bold(cell) for cell in filled_cells(first))
    if not is_heading_row(found, len(found), stressed or own):
        return None
    columns = [
        Column(cell.column, cell.column + cell.span, text, context.fields_of(text) if text else ())
        for cell, text in zip(cells, texts, strict=True)
    ]
    return Layout(tuple(without_doubles(columns)), max(column.end for column in columns))


def _heading_text(cell: Cell, above: Row | None, context: Context) -> str:
    """The words of a heading; of two lines, the lower where it says enough by itself."""
    own = _as_mapped(cell, context)
    if above is None:
        return own
    upper = next(
        (
            _as_mapped(each, context)
            for each in above.cells
            if each.column <= cell.column < each.column + each.span
        ),
        "",
    )
    if own and upper:
        together = context.named(f"{upper} {own}")
        alone = context.named(own)
        if alone and alone.sure and not (together and together.sure):
            return own
        if names_period(own) and _ONLY_YEAR.fullmatch(upper):
            return f"{own} {upper}"  # "Apr" below "2026"
        return f"{upper} {own}"
    return own or upper


def _as_mapped(cell: Cell, context: Context) -> str:
    """A heading's words in one line, without guidance below it unless a person named it whole."""
    whole = " ".join(cell.own_text.split())
    if normal(whole) in context.mapping:
        return whole
    return " ".join(_without_guidance(cell.own_text).split())


def is_bold(cell: Cell) -> bool:
    """Whether all of a cell's words are bold."""
    return all(block.bold for block in cell.content if isinstance(block, Paragraph))


def without_doubles(columns: Sequence[Column]) -> Iterator[Column]:
    """Columns whose field is taken already get the next that fits, or none."""
    taken: set[str] = set()
    wanted = {name for column in columns for name in column.fields}
    left = ""
    for column in columns:
        fields, before, left = column.fields, left, normal(column.heading)
        if fields == ("impact_expected",) and left == "impact" and "process" in before.split():
            why = "its place beside the rating of the process"
            column = replace(column, fields=("impact_agreed",), why=why)
            fields = column.fields
        elif len(fields) > 1:
            fields = tuple(name for name in fields if name not in taken)
            column = replace(column, fields=fields)
        elif fields == ("objective",) and taken & {"action", "tasks", "method"}:
            # What is to the right of the actions results from them.
            if "outcome" in normal(column.heading) and "impact_expected" not in wanted:
                fields = ("impact_expected",)
                column = replace(column, fields=fields, why="its place to the right of the actions")
        elif fields == ("progress",) or (
            fields and fields[0] in synonyms.BY_PERIOD and names_period(column.heading)
        ):
            # Each period may have its own.
            taken |= set(fields)
            yield column
            continue
        if len(fields) == 1 and fields[0] in taken and fields[0] not in (UNPLACED, EARLIER_YEAR):
            spare = (
                name
                for name in synonyms.SECOND.get(fields[0], ())
                if name not in taken and name not in wanted
            )
            fields = tuple(name for name in [next(spare, "")] if name)
            why = "the column of that kind that comes before it" if fields else ""
            column = replace(column, fields=fields, why=why)
        taken |= set(fields)
        yield column
