"""Tables turned on their side: headings in the first column, actions beside them; and forms."""

from collections.abc import Iterator, Sequence

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.cells import lines_of
from toolkit.importing.plan.recognise.layouts import (
    Column,
    Context,
    Layout,
    filled_cells,
    without_doubles,
)
from toolkit.importing.plan.recognise.shapes import Band, Headings, Kind, Shape, Slots, Step
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.word.reading.blocks import Cell, Row, Table

_FEWEST_LABELS = 3


def turned_table(table: Table, context: Context) -> Shape | None:
    """A table whose first column holds the headings, an action in each column beside it."""
    rows = _one_label_each(table.rows, context)
    labels = [_label(row) for row in rows]
    found = [context.named(label) if label else None for label in labels]
    fields = {name for each in found if each and each.sure for name in each.fields}
    known = sum(1 for each in found if each)
    filled = sum(1 for label in labels if label)
    what, who = fields & set(synonyms.WHAT), fields & set(synonyms.WHO_AND_WHEN)
    if known < 3 or not what or not who or known * 2 < filled:
        return None
    steps: list[Step] = []
    group: list[tuple[int, str, Row]] = []
    seen: set[str] = set()
    for place, (row, label, each) in enumerate(zip(rows, labels, found, strict=True)):
        if not label:
            if filled_cells(row):
                steps += _turned_slots(group, context)
                group, seen = [], set()
                content = [block for cell in filled_cells(row) for block in cell.content]
                steps.append(Band(place + 1, lines_of(content)))
            continue
        # The same label again begins another action.
        again = each and set(each.fields) & seen and each.fields[0] in (*synonyms.WHAT, "ref")
        if again and label in {known_label for _, known_label, _ in group}:
            steps += _turned_slots(group, context)
            group, seen = [], set()
        group.append((place + 1, label, row))
        seen |= set(each.fields) if each else set()
    steps += _turned_slots(group, context)
    return Shape(Kind.ACTIONS, table, tuple(steps), is_turned=True)


def prefers_turned(rows: Sequence[Row], context: Context) -> bool:
    """Whether the first column is all headings and no row has two: words beside one are words.

    "Action | Agree timescales with police" is no row of headings.
    """
    labels = [label for row in rows if (label := _label(row))]
    found = [context.named(label) for label in labels]
    sure = {each.fields for each in found if each and each.sure}
    if len(sure) < _FEWEST_LABELS or sum(each is not None for each in found) < len(labels):
        return False
    return all(sum(_is_known(cell, context) for cell in filled_cells(row)) < 2 for row in rows)


def _one_label_each(rows: Sequence[Row], context: Context) -> Sequence[Row]:
    """The rows of a form with a label and its cell twice or more in a row, each pair a row.

    "Lead | Chair | Target date | March 2020": each second cell of the longer rows must be a
    label that is known, and none of the cells beside them.
    """
    if not is_form(rows, context):
        return rows
    return [
        Row(row.cells[n : n + 2], row.is_heading)
        for row in rows
        for n in range(0, max(len(row.cells), 1), 2)
    ]


def is_form(rows: Sequence[Row], context: Context) -> bool:
    """Whether rows are those of a form with several labels in a row."""
    longer = [row for row in rows if len(row.cells) > 2 and filled_cells(row)]
    return bool(longer) and all(
        len(row.cells) % 2 == 0
        and all(_is_known(cell, context) for cell in row.cells[::2])
        and not any(_is_known(cell, context) for cell in row.cells[1::2])
        for row in longer
    )


def _is_known(cell: Cell, context: Context) -> bool:
    found = context.named(" ".join(cell.own_text.split()))
    return found is not None and found.sure


def _label(row: Row) -> str:
    """The heading a row of a turned table opens with; "" where it is a title or empty."""
    if len(row.cells) < 2:
        return ""
    return " ".join(row.cells[0].text.split()) if len(row.cells[0].text) <= 120 else ""


def _turned_slots(group: Sequence[tuple[int, str, Row]], context: Context) -> Iterator[Step]:
    if not group:
        return
    columns = tuple(
        without_doubles(
            [
                Column(place, place + 1, label, context.fields_of(label))
                for place, (_, label, _) in enumerate(group)
            ]
        )
    )
    layout = Layout(columns, len(columns))
    words = tuple(label for _, label, row in group if row.cells[0].own_text)
    yield Headings(group[0][0], words, layout)
    for place in range(1, max(len(row.cells) for _, _, row in group)):
        slots = tuple(
            Slot(
                column.fields,
                lines_of(row.cells[place].content),
                column.heading,
                row.cells[place].shade,
            )
            for column, (_, _, row) in zip(columns, group, strict=True)
            if place < len(row.cells)
        )
        if any(slot.lines for slot in slots):
            yield Slots(group[0][0], slots)
