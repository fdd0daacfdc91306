"""Old scorecards, indicators down and periods across, read as rows of the Data sheet."""

from collections import defaultdict

from toolkit.board.board import Board
from toolkit.board.scorecard import Observation
from toolkit.importing.figures.gathered import Found, Key
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.records import (
    Conflict,
    ImportedFigure,
    ImportedFigures,
    LeftOut,
    Question,
)
from toolkit.importing.figures.sheet import read_sheet
from toolkit.importing.figures.word_map import NO_MAP, WordMap
from toolkit.reading.grid import Grid
from toolkit.results.observations import observations_of
from toolkit.values.missing import Missing, known, plain

__all__ = ["Conflict", "ImportedFigure", "ImportedFigures", "LeftOut", "Question", "read_wide"]


def read_wide(
    grid: Grid, board: Board, workbook_name: str, words: WordMap = NO_MAP
) -> ImportedFigures:
    """The figures of a sheet's tables whose indicators and areas the board knows.

    Nothing is guessed that could put a figure to the wrong indicator, area or period: what
    does not name them clearly is in `left_out` with the reason, and in `questions` where a
    person can settle it; `words` has what a person has settled. Where two cells of the sheet
    give one figure differently neither is in `data`: each is a conflict with the other.
    """
    sheet = read_sheet(grid, Labels(board, words), workbook_name)
    by_key: dict[Key, list[Found]] = defaultdict(list)
    for item in sheet.found:
        by_key[item.key].append(item)
    present = observations_of(board)
    there = {
        (code, area, item.period): item
        for (code, area), series in present.items()
        for item in series
    }
    data: list[ImportedFigure] = []
    held: list[ImportedFigure] = []
    conflicts: list[Conflict] = []
    for key, items in by_key.items():
        figures = [item.figure for item in items]
        first, observation = figures[0], there.get(key)
        if observation is not None:
            for figure in figures:
                if _holds(observation, figure):
                    held.append(figure)
                else:
                    at = observation.datum.source.cell("value")
                    held_words = _words_held(observation)
                    conflicts.append(Conflict(figure=figure, held=held_words, held_at=str(at)))
        elif all(_same(first, figure) for figure in figures):
            data.append(first)
            held += figures[1:]
        else:
            second = next(figure for figure in figures if not _same(first, figure))
            for figure in figures:
                other = second if _same(first, figure) else first
                conflicts.append(
                    Conflict(figure=figure, held=words_of(other), held_at=other.source_cell)
                )
    return ImportedFigures(
        name=workbook_name,
        sheet=grid.name,
        data=tuple(data),
        held=tuple(held),
        conflicts=tuple(conflicts),
        left_out=tuple(sheet.told.left_out),
        questions=tuple(sheet.told.questions.values()),
        taken=tuple(sheet.told.taken),
        unknown_rows=tuple(sheet.unknown_rows),
        assumed_area=sheet.labels.own_area if sheet.assumed_area else "",
        no_table=not sheet.has_table,
    )


def words_of(figure: ImportedFigure) -> str:
    """A figure in words, as a message names it: its value, or why there is none."""
    if figure.value is None:
        return figure.status.lower()
    return f"{plain(figure.value)} ({figure.status.lower()})"


def _same(one: ImportedFigure, other: ImportedFigure) -> bool:
    return (one.value, one.status, one.numerator, one.denominator) == (
        other.value,
        other.status,
        other.numerator,
        other.denominator,
    )


def _holds(observation: Observation, figure: ImportedFigure) -> bool:
    """Whether Data says the same already; counts that it lacks or has otherwise are news."""
    datum = observation.datum
    return (
        known(observation.value) == figure.value
        and datum.status == figure.status
        and figure.numerator in (None, known(datum.numerator))
        and figure.denominator in (None, known(datum.denominator))
    )


def _words_held(observation: Observation) -> str:
    if isinstance(observation.value, Missing):
        return observation.value.value
    return f"{plain(observation.value)} ({observation.datum.status.lower()})"
