"""What a table is: actions under headings, the same turned on its side, a priority's own, a key.

A table becomes a run of steps from top to bottom: bands (titles across the whole width),
heading rows and rows of slots. Which columns hold what comes from the heading row nearest
above; where a table has none, from the table before, or from what its cells look like.
"""

from dataclasses import replace

from toolkit.importing.plan.headings import LABELS
from toolkit.importing.plan.recognise.action_rows import actions_table
from toolkit.importing.plan.recognise.guess_columns import (
    fits,
    guessed_layout,
    unknown_headings,
    with_words,
)
from toolkit.importing.plan.recognise.key_tables import key_table
from toolkit.importing.plan.recognise.layouts import Context, Layout, heading_rows
from toolkit.importing.plan.recognise.other_tables import other_kind
from toolkit.importing.plan.recognise.priority_tables import priority_table
from toolkit.importing.plan.recognise.shapes import Kind, Shape
from toolkit.importing.plan.recognise.transposed_tables import (
    is_form,
    prefers_turned,
    turned_table,
)
from toolkit.word.reading.blocks import Table


def read_table(
    table: Table,
    context: Context,
    before: Layout | None,
    title: str,
    is_apart: bool = False,
    section: str = "",
) -> Shape:
    """What a table is.

    `before` is the layout of the one above it, `title` the words just above it, `section` the
    heading that it is under; `is_apart` where a heading is between the two.
    """
    rows = table.rows
    other = other_kind(table, section or title, context)
    if other:
        note = f"is {other}, so no action was read from it: its words are unplaced."
        return Shape(Kind.OTHER, table, notes=(note,))
    if prefers_turned(rows, context) and (turned := turned_table(table, context)):
        return turned
    form = turned_table(table, context) if is_form(rows, context) else None
    if form:
        return form
    headed = heading_rows(rows, context)
    if headed:
        return actions_table(table, context, headed, None)
    turned = turned_table(table, context)
    if turned:
        return turned
    parts = priority_table(table)
    if parts:
        return parts
    key = key_table(table, title)
    if key:
        return key
    if before and fits(table, before, is_apart):
        return actions_table(table, context, {}, before)
    guessed = guessed_layout(table)
    if guessed:
        note = "has no headings that are known: its columns were guessed from what they hold, "
        note += f"{_listed(guessed)}."
        first = unknown_headings(table, guessed)
        layout = with_words(guessed, rows[first]) if first is not None else guessed
        shape = actions_table(table, context, {} if first is None else {first: (layout, 1)}, layout)
        return replace(shape, notes=(note, *shape.notes))
    return Shape(Kind.OTHER, table)


def _listed(layout: Layout) -> str:
    """The columns of a guess: "column 1 Ref, column 2 Action"."""
    return ", ".join(
        f"column {number} {' and '.join(LABELS[name] for name in column.fields)}"
        for number, column in enumerate(layout.columns, start=1)
        if column.fields
    )
