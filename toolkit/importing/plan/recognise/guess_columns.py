"""What a table's columns hold, guessed from what their cells look like."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.cells import is_ref, is_timescale, rating_of_words, status_of
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.recognise.layouts import (
    BY_CELLS,
    Column,
    Layout,
    filled_cells,
    is_short,
    names_period,
)
from toolkit.importing.plan.recognise.tick_columns import is_shaded, with_marks
from toolkit.word.reading.blocks import Cell, Row, Table

_ENOUGH = 0.6
_NEARLY_ALL = 0.75
_LEVELS = {"high", "medium", "low", "h", "m", "l", "med"}


def _column_cells(column: Column, rows: Sequence[Row], count: int) -> list[Cell]:
    place = -1
    cells = []
    for row in rows:
        if len(row.cells) == count and count > 1:
            place = next((n for n, cell in enumerate(row.cells) if cell.column >= column.start), -1)
            if place >= 0 and row.cells[place].column == column.start:
                cells.append(row.cells[place])
    return cells


def _share(texts: Sequence[str], test: Callable[[str], object]) -> float:
    """The share of texts that pass a test, 0 where there are none."""
    if not texts:
        return 0
    return sum(1 for text in texts if test(text)) / len(texts)


def with_guesses(layout: Layout, rows: Sequence[Row]) -> Layout:
    """Columns without a known heading, guessed from what they hold."""
    count = len(layout.columns)
    every = [_column_cells(column, rows, count) for column in layout.columns]
    layout = with_marks(layout, every)
    columns: list[Column] = []
    fields = set(layout.fields)
    coloured = sum(
        not column.fields and is_shaded(cells)
        for column, cells in zip(layout.columns, every, strict=True)
    )
    for column, cells in zip(layout.columns, every, strict=True):
        texts = [text for cell in cells if (text := cell.own_text.strip())]
        if column.fields == ("priority",) and texts and _share(texts, _is_level) >= _ENOUGH:
            column = replace(column, fields=())
        elif not column.fields:
            # Each period may have its own state.
            ours = fields - {*synonyms.STATES} if names_period(column.heading) else fields
            name = _looks_like(column, texts, cells, ours)
            if name == "process_agreed" and not texts and coloured > 1:
                name = ""  # shades in several columns draw when, not how well
            if name:
                why = BY_CELLS
                column = replace(column, fields=(name,), why=why)
                fields.add(name)
        kinds = {rating_of(cell.shade) for cell in cells} - {"", "Grey"}
        columns.append(replace(column, is_key=len(kinds) > 1))
    return replace(layout, columns=tuple(columns))


def are_refs(text: str) -> bool:
    """Whether each line of a cell is a reference and nothing else."""
    return all(is_ref(line) for line in text.split("\n"))


def _is_level(text: str) -> bool:
    return normal(text) in _LEVELS


def _looks_like(
    column: Column, texts: Sequence[str], cells: Sequence[Cell], taken: set[str]
) -> str:
    """The field that an unknown column's cells speak for; "" where they do not."""
    heading = column.heading
    least = _NEARLY_ALL if heading else _ENOUGH
    merged = any(cell.merged is not None and not cell.own_text for cell in cells)
    if column.start == 0 and merged and texts and not all(map(are_refs, texts)):
        # What holds for several rows is above them.
        for name, most in (("priority", 15), ("objective", 60)):
            if name not in taken and _mean_words(texts) <= most:
                return name
    if not texts:
        coloured = sum(bool(rating_of(cell.shade)) for cell in cells)
        kinds = {rating_of(cell.shade) for cell in cells} - {""}
        is_key = len(kinds) > 1 or (coloured > 1 and kinds != {"Grey"})
        return "process_agreed" if is_key and "process_agreed" not in taken else ""
    is_first = not heading or column.start == 0
    counted = is_first and "ref" not in taken and any(map(_has_digit, texts))
    if counted and _share(texts, are_refs) >= least:
        return "ref"
    guesses: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("process_agreed", rating_of_words),
        ("status", status_of),
        ("timescale", is_timescale),
    )
    for name, test in guesses:
        if name not in taken and _share(texts, test) >= least:
            return name
    if not heading and not taken & set(synonyms.WHAT) and _mean_words(texts) >= 5:
        return "action"
    return ""


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _mean_words(texts: Sequence[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts) if texts else 0


def fits(table: Table, layout: Layout, is_apart: bool = False) -> bool:
    """Whether a table without headings goes on with the columns of the one before it.

    One that a heading of its own sets apart must say when, in most of its rows, where the one
    before it did.
    """
    if is_apart and "timescale" not in layout.fields:
        return False
    rows = [row for row in table.rows if len(filled_cells(row)) > 1]
    if table.columns != layout.width or not rows:
        return False
    if sum(len(row.cells) == len(layout.columns) for row in rows) * 2 < len(rows):
        return False
    for column in layout.columns:
        texts = [
            text
            for cell in _column_cells(column, rows, len(layout.columns))
            if (text := cell.own_text.strip())
        ]
        if "timescale" in column.fields and is_apart:
            days = sum(map(_is_date, texts))
            if days < _ENOUGH * len(texts) or days * 2 < len(rows):
                return False
        if column.fields == ("timescale",) and _mean_words(texts) > 12:
            return False
        if column.fields == ("ref",) and texts and _share(texts, are_refs) < 0.5:
            return False
    return True


def guessed_layout(table: Table) -> Layout | None:
    """The columns of a table without headings, where its cells are those of a plan."""
    rows = [row for row in table.rows if len(filled_cells(row)) > 1]
    counts = Counter(len(row.cells) for row in rows)
    if len(rows) < 2 or not counts:
        return None
    count, how_many = counts.most_common(1)[0]
    if count < 3 or how_many * 2 < len(rows):
        return None
    model = next(row for row in rows if len(row.cells) == count)
    columns = [Column(cell.column, cell.column + cell.span, "") for cell in model.cells]
    texts = [
        [text for cell in _column_cells(column, rows, count) if (text := cell.own_text.strip())]
        for column in columns
    ]
    when = [n for n, found in enumerate(texts) if found and _share(found, _is_date) >= _ENOUGH]
    long = [n for n, found in enumerate(texts) if _mean_words(found) >= 5 and n not in when]
    short = [
        n
        for n, found in enumerate(texts)
        if found
        and n not in (*when, *long)
        and _share(found, are_refs) < _ENOUGH
        and _share(found, _has_digit) < 0.5
    ]
    states = {
        name: n
        for n in short
        for name, test in (("status", status_of), ("process_agreed", rating_of_words))
        if _share(texts[n], test) >= _ENOUGH
    }
    short = [n for n in short if n not in states.values()]
    if not when or not long or not short:
        return None
    chosen = {when[0]: "timescale", long[0]: "action", short[-1]: "lead"}
    chosen |= {n: name for name, n in states.items()}
    if len(long) > 1:
        chosen[long[1]] = "method"
    refs = [n for n, found in enumerate(texts) if found and _share(found, are_refs) >= _ENOUGH]
    if refs:
        chosen[refs[0]] = "ref"
    return Layout(
        tuple(
            replace(column, fields=(chosen[n],) if n in chosen else (), why=BY_CELLS)
            for n, column in enumerate(columns)
        ),
        table.columns,
    )


_ONLY_YEARS = re.compile(r"\s*20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\s*")


def _is_date(text: str) -> bool:
    """Whether a cell says when, and not merely which year: tables of figures do that, too."""
    return is_timescale(text) and not _ONLY_YEARS.fullmatch(text)


def unknown_headings(table: Table, layout: Layout) -> int | None:
    """The first row, where it does not say when and the rows below it do."""
    for place, row in enumerate(table.rows):
        if len(filled_cells(row)) < 2:
            continue
        for cell, column in zip(row.cells, layout.columns, strict=False):
            if column.fields == ("timescale",):
                text = cell.own_text.strip()
                return place if text and not is_timescale(text) and is_short(row) else None
        return None
    return None


def with_words(layout: Layout, row: Row) -> Layout:
    """The columns of a layout under the words of a row of headings that nobody knows."""
    texts = [" ".join(cell.own_text.split()) for cell in row.cells]
    columns = (
        replace(column, heading=text) for column, text in zip(layout.columns, texts, strict=False)
    )
    return replace(layout, columns=tuple(columns))
