"""A table of actions as steps from top to bottom: bands, headings, rows of slots."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.cells import is_ref, lines_of
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.recognise.guess_columns import are_refs, with_guesses
from toolkit.importing.plan.recognise.layouts import (
    Column,
    Context,
    Layout,
    filled_cells,
    is_bold,
    is_coloured,
    label_row,
)
from toolkit.importing.plan.recognise.section_titles import title_of
from toolkit.importing.plan.recognise.shapes import Band, Headings, Kind, Shape, Slots, Step
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.word.reading.blocks import Cell, Row, Table


def actions_table(
    table: Table,
    context: Context,
    headed: Mapping[int, tuple[Layout, int]],
    before: Layout | None,
) -> Shape:
    """The table under its heading rows: `headed` has each one's layout and its height.

    `before` is the layout of the rows above the first heading, or of all rows where none is.
    """
    layout = before
    first = min(headed, default=0)
    if headed:
        layout = headed[first][0]
    heads = {n for place, (_, length) in headed.items() for n in range(place, place + length)}
    data = [row for place, row in enumerate(table.rows) if place not in heads]
    layouts: dict[int, Layout] = {}
    last: Layout | None = None
    steps: list[Step] = []
    skip = 0
    for place, row in enumerate(table.rows):
        if skip:
            skip -= 1
            continue
        if place in headed:
            named_layout, length = headed[place]
            same = last is not None and _same(last, named_layout)
            if not same:
                layouts[place] = with_guesses(named_layout, data)
                last = named_layout
                layout = layouts[place]
            skip = length - 1
            words = tuple(
                cell.own_text
                for each in table.rows[place : place + length]
                for cell in each.cells
                if cell.own_text
            )
            steps.append(Headings(place + 1, words, layout or named_layout, same))
        elif not filled_cells(row) and not is_coloured(row):
            continue
        elif label := label_row(row, context):
            opening, *more = lines_of(row.cells[1].content)
            opening = replace(opening, text=f"{label.rstrip(' :')}: {opening.text}")
            steps.append(Band(place + 1, (opening, *more)))
        elif _is_band(row, table, layout):
            steps.append(Band(place + 1, lines_of(filled_cells(row)[0].content)))
        elif layout is not None and (ref := _group_ref(table.rows[place : place + 2], layout)):
            steps.append(Band(place + 1, lines_of(filled_cells(row)[1].content), ref))
        elif layout is not None and (place > first or not headed):
            steps.append(Slots(place + 1, _slots(row, layout)))
        else:
            steps += [Band(place + 1, lines_of(cell.content)) for cell in filled_cells(row)]
    return Shape(Kind.ACTIONS, table, tuple(steps), layout)


def _same(first: Layout, second: Layout) -> bool:
    return [normal(column.heading) for column in first.columns] == [
        normal(column.heading) for column in second.columns
    ]


def _is_band(row: Row, table: Table, layout: Layout | None) -> bool:
    """Whether a row is a title: one cell across, or one cell with a title's words."""
    filled = filled_cells(row)
    if len(filled) != 1:
        return False
    (cell,) = filled
    if any(each.merged is not None and each.text for each in row.cells if each is not cell):
        return False
    across = cell.span * 2 > table.columns and cell.span > 1
    if len(row.cells) == 1 and (table.columns > 1 or across):
        return True
    if across and (len(row.cells) <= 2 or cell.column == 0):
        return True
    title = title_of(cell.own_text)
    if title and title.ref:
        return True
    first = cell.column == 0
    stressed = is_bold(cell) and len(cell.own_text.split()) <= 20
    ref_first = layout is not None and "ref" in layout.columns[0].fields
    return (
        first
        and not is_ref(cell.own_text)
        and (stressed or (ref_first and len(cell.own_text.split()) > 1))
    )


def _group_ref(rows: Sequence[Row], layout: Layout) -> str:
    """The reference of a row that only names what the next ones belong to; "" where it is none.

    "1 | Neglect" above "1.1 | Write …": nothing beside the name, and the next counts on.
    """
    if len(rows) < 2 or layout.columns[0].fields != ("ref",):
        return ""
    filled = filled_cells(rows[0])
    if len(filled) != 2 or filled[0].column != 0 or len(filled[1].own_text.split()) > 20:
        return ""
    if layout.columns[1:] and not set(layout.columns[1].fields) & {*synonyms.DONE, "priority"}:
        return ""
    ref, following = (row.cells[0].own_text.strip() for row in rows)
    counts_on = re.fullmatch(rf"{re.escape(ref.rstrip('.:)'))}[.)]?\d+[.\w)]*", following)
    is_sub = is_ref(ref) and counts_on and (not ref[-1].isdigit() or "." in following)
    return ref if is_sub else ""


def _slots(row: Row, layout: Layout) -> tuple[Slot, ...]:
    """The cells of a row under the columns they are in."""
    slots: list[Slot] = []
    columns = layout.columns
    by_count = len(row.cells) == len(columns)
    by_start = {column.start: column for column in columns}
    for place, cell in enumerate(row.cells):
        if by_count:
            column = columns[place]
        else:
            found = by_start.get(cell.column) or next(
                (each for each in columns if each.start <= cell.column < each.end), None
            )
            column = found or Column(cell.column, cell.column + cell.span, "")
            # A heading may be above a reference and its words in two cells.
            divided = column.end - column.start > 1 and cell.span < column.end - column.start
            if divided and "ref" not in layout.fields and are_refs(cell.own_text or "-"):
                column = replace(column, fields=("ref",), heading="")
        content = cell.content
        if not cell.own_text and cell.merged is not None:
            content = cell.merged.content
        slots.append(
            Slot(column.fields, lines_of(content), column.heading, _shade(cell), column.is_key)
        )
    return tuple(slots)


def _shade(cell: Cell) -> str:
    return cell.shade or (cell.merged.shade if cell.merged else "")
