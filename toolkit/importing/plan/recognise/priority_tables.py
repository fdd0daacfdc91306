"""A priority's own table: evidence, outcomes and measures, in rows or in columns."""

from toolkit.importing.plan.cells.cells import lines_of
from toolkit.importing.plan.headings import priority_part
from toolkit.importing.plan.recognise.layouts import Layout, filled_cells
from toolkit.importing.plan.recognise.section_titles import PRIORITY, title_of
from toolkit.importing.plan.recognise.shapes import Band, Headings, Kind, Labelled, Shape, Step
from toolkit.word.reading.blocks import Table


def priority_table(table: Table) -> Shape | None:
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
