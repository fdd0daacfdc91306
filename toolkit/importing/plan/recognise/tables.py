"""What a table is: actions under headings, the same turned on its side, a priority's own, a key.

A table becomes a run of steps from top to bottom: bands (titles across the whole width),
heading rows and rows of slots. Which columns hold what comes from the heading row nearest
above; where a table has none, from the table before, or from what its cells look like.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.cells import is_ref, lines_of
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.cells.keys import key_rating
from toolkit.importing.plan.headings import LABELS, normal, priority_part
from toolkit.importing.plan.recognise.guess_columns import (
    are_refs,
    fits,
    guessed_layout,
    unknown_headings,
    with_guesses,
    with_words,
)
from toolkit.importing.plan.recognise.layouts import (
    Column,
    Context,
    Layout,
    filled_cells,
    heading_rows,
    is_bold,
    label_row,
)
from toolkit.importing.plan.recognise.section_titles import PRIORITY, title_of
from toolkit.importing.plan.recognise.shapes import (
    Band,
    Headings,
    Kind,
    Labelled,
    Shape,
    Slots,
    Step,
)
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.importing.plan.recognise.transposed_tables import is_form, turned_table
from toolkit.word.reading.blocks import Cell, Row, Table


def read_table(
    table: Table, context: Context, before: Layout | None, title: str, is_apart: bool = False
) -> Shape:
    """What a table is.

    `before` is the layout of the one above it, `title` the words just above it; `is_apart`
    where a heading stands between the two.
    """
    rows = table.rows
    form = turned_table(table, context) if is_form(rows, context) else None
    if form:
        return form
    headed = heading_rows(rows, context)
    if headed:
        return _actions(table, context, headed, None)
    turned = turned_table(table, context)
    if turned:
        return turned
    parts = _priority_table(table)
    if parts:
        return parts
    key = _key(table, title)
    if key:
        return key
    if before and fits(table, before, is_apart):
        return _actions(table, context, {}, before)
    guessed = guessed_layout(table)
    if guessed:
        note = "has no headings that are known: its columns were guessed from what they hold, "
        note += f"{_listed(guessed)}."
        first = unknown_headings(table, guessed)
        layout = with_words(guessed, rows[first]) if first is not None else guessed
        shape = _actions(table, context, {} if first is None else {first: (layout, 1)}, layout)
        return replace(shape, notes=(note, *shape.notes))
    return Shape(Kind.OTHER, table)


def _listed(layout: Layout) -> str:
    """The columns of a guess: "column 1 Ref, column 2 Action"."""
    return ", ".join(
        f"column {number} {' and '.join(LABELS[name] for name in column.fields)}"
        for number, column in enumerate(layout.columns, start=1)
        if column.fields
    )


# Action tables


def _actions(
    table: Table,
    context: Context,
    headed: Mapping[int, tuple[Layout, int]],
    before: Layout | None,
) -> Shape:
    layout = before
    first = min(headed, default=0)
    if headed:
        layout = headed[first][0]
    data = [row for place, row in enumerate(table.rows) if place not in headed]
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
        elif not filled_cells(row) and not _colours(row):
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


def _colours(row: Row) -> bool:
    return any(rating_of(cell.shade) for cell in row.cells)


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
    if across and len(row.cells) <= 2:
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
    """The cells of a row under the columns they stand in."""
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
            # A heading may stand above a reference and its words in two cells.
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


# Tables that belong to a priority


def _priority_table(table: Table) -> Shape | None:
    """A priority's own table: labels on the left, evidence, outcomes and measures beside them."""
    if (columns := _part_columns(table)) is not None:
        return columns
    if table.columns < 2 or any(len(filled_cells(row)) > 2 for row in table.rows):
        return None
    steps: list[Step] = []
    parts = titles = 0
    for place, row in enumerate(table.rows, start=1):
        filled = filled_cells(row)
        if not filled:
            continue
        label = " ".join(filled[0].own_text.split())
        title = title_of(label)
        if row.is_heading and not title and priority_part(label) is None:
            words = tuple(cell.own_text for cell in filled)
            steps.append(Headings(place, words, Layout((), 0), is_repeated=True))
            continue
        rest = lines_of(filled[1].content) if len(filled) > 1 else ()
        if title and title.kind == PRIORITY:
            titles += 1
            steps.append(Band(place, (*lines_of(filled[0].content), *rest)))
        elif len(filled) > 1:
            parts += priority_part(label) is not None
            steps.append(Labelled(place, filled[0].own_text, rest))
        else:
            steps.append(Band(place, lines_of(filled[0].content)))
    if parts + titles < 2 or not parts:
        return None
    return Shape(Kind.PRIORITY, table, tuple(steps))


def _part_columns(table: Table) -> Shape | None:
    """The same with a column for each of evidence, outcomes and measures, in one row below."""
    if len(table.rows) != 2:
        return None
    heads, row = table.rows
    labels = [" ".join(cell.own_text.split()) for cell in heads.cells]
    if len(row.cells) != len(labels) or not all(map(priority_part, labels)):
        return None
    if len(labels) < 2 and not heads.is_heading:
        return None
    steps = [
        Labelled(2, label, lines_of(cell.content))
        for label, cell in zip(labels, row.cells, strict=True)
    ]
    return Shape(Kind.PRIORITY, table, tuple(steps))


# Keys


def _key(table: Table, title: str) -> Shape | None:
    """A key of ratings or a list of abbreviations."""
    rows = [row for row in table.rows if filled_cells(row) or _colours(row)]
    ratings = 0
    for row in rows:
        first = row.cells[0]
        text = first.own_text
        named_rating = key_rating(text) if len(text) > 2 else ""
        ratings += bool(
            named_rating or (not text and rating_of(first.shade) and len(filled_cells(row)) == 1)
        )
    if ratings >= 3 and ratings * 2 > len(rows) and table.columns >= 2:
        return Shape(Kind.RATINGS, table)
    heads = [" ".join(cell.own_text.split()) for row in rows[:1] for cell in filled_cells(row)]
    if [normal(text) for text in heads] == list(synonyms.EVIDENCE_CODES):
        return Shape(Kind.EVIDENCE_CODES, table)
    if (
        table.columns >= 2
        and rows
        and any(normal(text) in synonyms.ABBREVIATIONS for text in (*heads, title))
    ):
        return Shape(Kind.ABBREVIATIONS, table)
    return None
