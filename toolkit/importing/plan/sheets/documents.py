"""The sheets of a workbook as one document: titles above, tables below, the rest elsewhere."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from statistics import median

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.recognise.layouts import (
    Context,
    Layout,
    heading_rows,
    is_bold,
    names_period,
)
from toolkit.importing.plan.recognise.other_tables import other_kind
from toolkit.importing.plan.recognise.section_titles import is_general, title_of
from toolkit.importing.plan.recognise.shapes import Kind
from toolkit.importing.plan.recognise.tables import read_table
from toolkit.importing.plan.sheets.cells import MOST_ROWS, SheetRows, filled, sheet_rows, words_of
from toolkit.reading.grid import Grid
from toolkit.reading.looks import Looks
from toolkit.reading.workbook import Workbook
from toolkit.values.text import plural
from toolkit.word.reading.blocks import Block, Document, Paragraph, Piece, Row, Style, Table
from toolkit.word.reading.places import Spot

_PLAIN_NAME = re.compile(r"(?:sheet|blad|tab)\s?\d*", re.IGNORECASE)
_NOTE = re.compile(r"[^:]{1,40}:\s*\S.*\d|(?:last )?updated\b.*|as at\b.*|version\b.*|key\b.*"
                   r"|notes?\b.*", re.IGNORECASE | re.DOTALL)  # fmt: skip
_KEYS = {"key", "rag key", "legend", "rag", "status", "statuses", "ratings", "list", "lists",
         "choices", "options"}  # fmt: skip
_MOST_TITLE_WORDS = 20
_MOST_OTHER_ROWS = 200


@dataclass(frozen=True)
class _Sheet:
    """A sheet, the rows that head its tables with their layouts, and what it is."""

    sheet: SheetRows
    heads: Mapping[int, tuple[Layout, int]]
    other: str = ""
    beside: tuple[Piece, ...] = ()


def as_document(workbook: Workbook, looks: Mapping[str, Looks], context: Context) -> Document:
    """The sheets that a person sees, as the blocks of a document.

    Sheets that hold no table of a plan go to what is elsewhere, a row each, or are only named
    where they are long.
    """
    sheets, notes = _shown(workbook, looks, context)
    plans = [each for each in sheets if each.heads or _is_form(each, context)]
    body: list[Block] = []
    elsewhere: list[Piece] = []
    for each in sheets:
        notes += _left_out(each.sheet)
        elsewhere += each.beside
        if each in plans:
            if len(plans) > 1 and _names_part(each.sheet.name):
                body.append(_heading(each.sheet.name, each.sheet.spot()))
            for block in _blocks(each, is_first=not body):
                (elsewhere if isinstance(block, Piece) else body).append(block)  # type: ignore[arg-type]
        else:
            found, note = _other(each)
            elsewhere += found
            notes += note
        elsewhere += [
            Piece(text, f'struck through in sheet "{each.sheet.name}", row {row}')
            for row, text in each.sheet.struck
        ]
    return Document(workbook.name, tuple(body), tuple(elsewhere), tuple(notes))


def plan_sheets(workbook: Workbook, looks: Mapping[str, Looks], context: Context) -> list[str]:
    """The sheets with a table whose headings are those of a plan, or with a form of one."""
    sheets, _ = _shown(workbook, looks, context)
    return [
        each.sheet.name
        for each in sheets
        if any(is_plan(layout) for layout, _ in each.heads.values()) or _is_form(each, context)
    ]


def is_plan(layout: Layout) -> bool:
    """Whether columns say what is done, and who does it, by when or how it is going."""
    fields = layout.fields
    return bool(fields & {*synonyms.DONE, "priority"}) and bool(
        fields & {*synonyms.WHO_AND_WHEN} - {"resources"}
    )


def figure_sheets(workbook: Workbook, looks: Mapping[str, Looks]) -> list[str]:
    """The sheets with periods in a row and numbers below them, or with a figure in each row."""
    found = []
    for name, grid in workbook.grids.items():
        if looks.get(name, Looks()).is_hidden:
            continue
        rows = [[str(value) for value in values] for values in grid.rows[:400]]
        for place, texts in enumerate(rows):
            periods = [n for n, text in enumerate(texts) if text and names_period(text)]
            if len(periods) < 2:
                continue
            below = [row[n].strip() for row in rows[place + 1 :] for n in periods if n < len(row)]
            held = [text for text in below if text]
            numbers = sum(bool(re.fullmatch(r"-?[\d,.]+\s?%?", text)) for text in held)
            if numbers >= 3 and numbers * 2 >= len(held):
                found.append(name)
                break
    return found


def _shown(
    workbook: Workbook, looks: Mapping[str, Looks], context: Context
) -> tuple[list[_Sheet], list[str]]:
    sheets: list[_Sheet] = []
    notes: list[str] = []
    for name, grid in workbook.grids.items():
        seen = looks.get(name, Looks())
        if seen.is_hidden:
            notes.append(f'The sheet "{name}" is hidden: it was not read.')
            continue
        if grid.height > MOST_ROWS:
            notes.append(
                f'The sheet "{name}" has {grid.height:,} rows, more than any plan: it was not read.'
            )
            continue
        rows = sheet_rows(grid, seen)
        if not rows.rows:
            continue
        sheet = _headed(rows, context)
        beside = _beside(sheet)
        if beside:
            whole = sheet_rows(grid, seen, beside)
            kept = tuple(_pieces_of(grid, rows, beside))
            sheet = replace(_headed(whole, context), beside=kept)
        sheets.append(sheet)
    return sheets, notes


def _beside(each: _Sheet) -> set[int]:
    """The columns of small tables beside a plan, as keys and lists of choices are.

    An empty column is before them, and no heading of the plan is above them.
    """
    columns = each.sheet.columns
    if not each.heads:
        return set()
    first = min(each.heads)
    gap = next((n for n in range(1, len(columns)) if columns[n] > columns[n - 1] + 1), 0)
    beside = set(columns[gap:]) if gap else set()
    named = [cell.own_text for cell in filled(each.sheet.rows[first]) if cell.column >= gap]
    plain = all(normal(text) in _KEYS for text in named)
    return beside if beside and gap > 1 and plain and len(beside) <= 3 else set()


def _pieces_of(grid: Grid, sheet: SheetRows, columns: Set[int]) -> Iterator[Piece]:
    for number in sheet.rows:
        cells = [grid.cell(number, column) for column in sorted(columns)]
        text = " | ".join(filter(None, map(words_of, cells)))
        if text:
            yield Piece(text, sheet.spot().inside("row", number).where)


def _headed(sheet: SheetRows, context: Context) -> _Sheet:
    numbers = list(sheet.rows)
    found = heading_rows([sheet.rows[number] for number in numbers], context)
    heads = {numbers[place]: each for place, each in found.items() if is_plan(each[0])}
    first = min(heads, default=numbers[0])
    table = _table(sheet, [number for number in numbers if number >= first])
    other = other_kind(table, sheet.name, context)
    return _Sheet(sheet, {} if other else heads, other)


def _is_form(each: _Sheet, context: Context) -> bool:
    """Whether a sheet without a row of headings is a form, or a table on its side."""
    if each.heads or each.other:
        return False
    tables = [block for block in _blocks(each, is_first=True) if isinstance(block, Table)]
    shapes = [read_table(table, context, None, "") for table in tables]
    return any(shape.kind is Kind.ACTIONS and shape.is_turned for shape in shapes)


def _blocks(each: _Sheet, is_first: bool) -> Iterator[Block | Piece]:
    """The blocks of a sheet with plans on it, from top to bottom."""
    sheet = each.sheet
    usual = 0.0
    under_title = False
    for group in _groups(each):
        rows = [sheet.rows[number] for number in group]
        titles, table, after = _split(rows)
        for place in titles:
            number, text = group[place], filled(rows[place])[0].own_text
            spot = sheet.spot().inside("row", number)
            style = _style(rows[place], text, is_first)
            if style is Style.PARAGRAPH and not under_title:
                yield Piece(text, spot.where)
                continue
            under_title |= style is Style.HEADING
            is_first = False
            yield _title(text, style, spot)
        body = [group[place] for place in table]
        if body:
            sizes = [len(filled(sheet.rows[number])) for number in body]
            is_headed = any(number in each.heads for number in body)
            is_small = median(sizes) * 2 <= usual
            if usual and not is_headed and (is_small or _is_headed(sheet.rows[body[0]])):
                yield from _pieces(sheet, body)
            else:
                usual = median(sizes) if is_headed else usual
                yield _table(sheet, body)
        yield from _pieces(sheet, [group[place] for place in after])


def _is_headed(row: Row) -> bool:
    """Whether a row looks like headings, whatever they are: all of its words are bold."""
    return row.is_heading or all(map(is_bold, filled(row)))


def _groups(each: _Sheet) -> Iterator[list[int]]:
    """The rows of a sheet, split at empty ones and above each row of headings with its titles."""
    group: list[int] = []
    lower = {n + 1 for n, (_, length) in each.heads.items() if length > 1}
    for number in each.sheet.rows:
        begins = number in each.heads and any(
            len(filled(each.sheet.rows[row])) > 1 for row in group
        )
        is_apart = bool(group) and number != group[-1] + 1 and number not in lower
        if is_apart and (group[-1] in each.heads or group[-1] in lower):
            is_apart = False  # headings belong to what is below them
        if is_apart and all(len(filled(each.sheet.rows[row])) == 1 for row in group):
            is_apart = False  # titles belong to what is below them
        if group and _ends_beside(each.sheet.rows[group[-1]], each.sheet.rows[number]):
            is_apart = True
        if begins and not is_apart:
            # The titles just above a row of headings go with it.
            above = len(group)
            while above and len(filled(each.sheet.rows[group[above - 1]])) == 1:
                above -= 1
            yield group[:above]
            group = group[above:]
        elif is_apart:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _ends_beside(above: Row, row: Row) -> bool:
    """Whether only a key beside the table reaches a row, and a title is below it."""
    last, first = filled(above), filled(row)
    is_key = len(last) == 1 and last[0].column > 1
    return is_key and len(first) == 1 and first[0].column == 0


def _split(rows: Sequence[Row]) -> tuple[range, range, range]:
    """The places of the titles above, of the table, and of single cells below it."""
    several = [place for place, row in enumerate(rows) if len(filled(row)) > 1]
    if not several:
        return range(len(rows)), range(0), range(0)
    first, last = several[0], several[-1]
    while last + 1 < len(rows) and filled(rows[last + 1])[0].column > 0:
        last += 1  # the rest of a row, in a column of its own
    return range(first), range(first, last + 1), range(last + 1, len(rows))


def _style(row: Row, text: str, is_first: bool) -> Style:
    cell = filled(row)[0]
    if len(text.split()) > _MOST_TITLE_WORDS or (_NOTE.fullmatch(text) and not title_of(text)):
        return Style.PARAGRAPH
    stressed = cell.span > 1 or all(
        block.bold for block in cell.content if isinstance(block, Paragraph)
    )
    if is_first:
        return Style.TITLE
    return Style.HEADING if stressed or title_of(text) or row.is_heading else Style.PARAGRAPH


def _title(text: str, style: Style, spot: Spot) -> Paragraph:
    return Paragraph(text, style, 1, bold=style is not Style.PARAGRAPH, spot=spot)


def _heading(text: str, spot: Spot) -> Paragraph:
    return Paragraph(text, Style.HEADING, 1, bold=True, spot=spot)


def _names_part(name: str) -> bool:
    """Whether a sheet's name says what its plan is about."""
    return not (_PLAIN_NAME.fullmatch(name.strip()) or is_general(name) or names_period(name))


def _table(sheet: SheetRows, numbers: Sequence[int]) -> Table:
    """Rows as a table; empty ones between them keep the count."""
    rows = [sheet.rows.get(n, Row(())) for n in range(numbers[0], numbers[-1] + 1)]
    return Table(tuple(rows), len(sheet.columns), sheet.spot(), numbers[0])


def _pieces(sheet: SheetRows, numbers: Iterable[int]) -> Iterator[Piece]:
    for number in numbers:
        texts = [cell.own_text for cell in filled(sheet.rows[number])]
        yield Piece(" | ".join(texts), sheet.spot().inside("row", number).where)


def _other(each: _Sheet) -> tuple[list[Piece], list[str]]:
    """A sheet without a plan: its rows, or only a note where they are many."""
    sheet = each.sheet
    what = each.other or "no table of a plan"
    opening = f'The sheet "{sheet.name}" is {what}' if each.other else (
        f'No table of a plan was found on the sheet "{sheet.name}"'
    )  # fmt: skip
    if len(sheet.rows) > _MOST_OTHER_ROWS:
        return [], [f"{opening}: its {plural(len(sheet.rows), 'row')} were left out."]
    return list(_pieces(sheet, sheet.rows)), [f"{opening}: its words are unplaced."]


def _left_out(sheet: SheetRows) -> Iterator[str]:
    where = f'the sheet "{sheet.name}"'
    if sheet.hidden_rows:
        yield f"{plural(sheet.hidden_rows, 'hidden row')} of {where} left out."
    if sheet.hidden_columns:
        yield f"{plural(sheet.hidden_columns, 'hidden column')} of {where} left out."
    if sheet.errors:
        yield f"{plural(sheet.errors, 'cell')} of {where} with an error such as #REF! left out."
    if sheet.coloured_rows:
        yield (
            f"{plural(sheet.coloured_rows, 'row')} of {where} are coloured from end to end: no "
            "rating was read from that. Give each action its rating in a column."
        )
    if sheet.struck:
        yield f"{plural(len(sheet.struck), 'cell')} of {where} struck through: kept apart."
