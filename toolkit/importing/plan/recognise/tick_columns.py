"""Columns whose headings are the answers: a tick under "Complete", under "Amber" or under "Q3"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.importing.plan.cells.cells import rating_of_words, status_of
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.headings import MARKED, normal
from toolkit.importing.plan.recognise.layouts import BY_CELLS, Column, Layout, names_period
from toolkit.word.reading.blocks import Cell

_MARK = re.compile(r"\s*(?:[xX✓✔☑☒✗✘•●■*]+|y|yes)\s*", re.IGNORECASE)


def is_mark(text: str) -> bool:
    """Whether a cell holds a tick, a cross or "yes", and nothing else."""
    return bool(_MARK.fullmatch(text))


def is_shaded(cells: Sequence[Cell]) -> bool:
    """Whether cells say nothing but by their colours."""
    return any(rating_of(cell.shade) for cell in cells) and not any(
        cell.own_text.strip() for cell in cells
    )


def with_marks(layout: Layout, cells: Sequence[Sequence[Cell]]) -> Layout:
    """A layout whose columns of ticks are known; `cells` are those of each column.

    Two columns or more must be headed by statuses, ratings or periods, and together hold
    marks and nothing else. Marks under periods say when, where no other column does; shades
    of several colours under periods are ratings, each of its own time.
    """
    answers = [n for n, column in enumerate(layout.columns) if _is_answer(column.heading)]
    if _hold_marks(answers, cells):
        layout = replace(layout, columns=_taken_for(layout.columns, answers, MARKED))
    periods = [
        n for n, column in enumerate(layout.columns)
        if names_period(column.heading) and not column.fields
    ]  # fmt: skip
    if _hold_marks(periods, cells) and "timescale" not in layout.fields:
        layout = replace(layout, columns=_taken_for(layout.columns, periods, MARKED))
    elif len(periods) > 1 and is_shaded([cell for n in periods for cell in cells[n]]):
        kinds = {rating_of(cell.shade) for n in periods for cell in cells[n]} - {"", "Grey"}
        if len(kinds) > 1 and "process_agreed" not in layout.fields:
            columns = _taken_for(layout.columns, periods, "process_agreed")
            layout = replace(layout, columns=columns)
        elif len(kinds) == 1 and "timescale" not in layout.fields:
            layout = replace(layout, columns=_taken_for(layout.columns, periods, MARKED))
    return layout


def _is_answer(heading: str) -> bool:
    words = normal(heading)
    return bool(status_of(words) or (len(words) > 2 and rating_of_words(words)))


def _hold_marks(places: Sequence[int], cells: Sequence[Sequence[Cell]]) -> bool:
    held = [text for n in places for cell in cells[n] if (text := cell.own_text.strip())]
    return len(places) > 1 and bool(held) and all(map(is_mark, held))


def _taken_for(columns: Sequence[Column], places: Sequence[int], name: str) -> tuple[Column, ...]:
    return tuple(
        replace(column, fields=(name,), why=BY_CELLS) if n in places else column
        for n, column in enumerate(columns)
    )
