"""Tables of figures, from another workbook or the sheet Paste, read into the sheet Data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import replace as with_fields
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.update import UPDATED_SHEETS, brought_up_to_date
from toolkit.layout.board import BOARD
from toolkit.layout.board.mappings import MAPPINGS
from toolkit.layout.board.paste import PASTE
from toolkit.layout.board.unplaced import UNPLACED
from toolkit.reading.grid import Grid
from toolkit.reading.reader import read_board
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import FileRefused, LayoutMismatch, WrongUse
from toolkit.values.text import folded
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.board.board import Board
    from toolkit.board.scorecard import Indicator
    from toolkit.importing.figures import ImportedFigures
    from toolkit.importing.figures.lay import FiguresLaid
    from toolkit.importing.figures.word_map import WordMap

MOST_CELLS = 100_000
"""The most figures and cells left out of a workbook: large national tables have 30,000."""


@dataclass(frozen=True)
class FiguresImported:
    """What an import of figures came to; `stored` is None where nothing was written.

    `summary` says sheet by sheet what was read and what was not, `sentences` what each
    heading and label was read as. `why_nothing` is why no figure was read, "" where any was.
    `is_whole` is whether every sheet with a table gave figures.
    """

    sentences: tuple[str, ...]
    laid: "FiguresLaid"
    stored: Stored | None
    summary: tuple[str, ...] = ()
    why_nothing: str = ""
    is_whole: bool = True


@dataclass(frozen=True)
class _Read:
    """The sheets of a file as read, those that are hidden, and indicators made of their rows."""

    sheets: "tuple[ImportedFigures, ...]"
    hidden: tuple[str, ...] = ()
    made: "tuple[Indicator, ...]" = ()


@dataclass(frozen=True)
class FiguresOptions:
    """How figures are read, and what is written.

    `mapping` gives words of theirs what they are in ours, for this file or, to `remember`, for
    all of the `agency`. With `new_indicators` rows of none that the board has make some.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    replace: bool = False
    dry_run: bool = False
    agency: str = ""
    remember: bool = False
    new_indicators: bool = False


_USUAL = FiguresOptions()


def import_figures(
    book: Book, *, source: Path | None, as_at: AsAt, options: FiguresOptions = _USUAL
) -> FiguresImported:
    """Read tables of figures into the sheet Data.

    `source` is another workbook; where there is none, the workbook's own Paste sheet is read,
    and LayoutMismatch raised where it has none. A figure that Data has with another value is
    left out and reported, or to `replace` it comes in as one that supersedes it. Where no figure
    is found nothing is written. The grey columns are brought up to date. With `dry_run` the
    workbook stays as it is. WrongUse where the mapping gives words that mean nothing here, or
    there is none to remember.
    """
    if options.remember and not options.mapping:
        raise WrongUse('Say what is to be remembered, as in --map "North=Ourshire North".')
    with book.held():
        workbook = book.read(UPDATED_SHEETS | {UNPLACED.name, PASTE.name, MAPPINGS.name})
        require_known_layout(workbook)
        if options.remember and MAPPINGS.name not in workbook.grids:
            workbook = book.completed(workbook, BOARD).workbook
        found = _figures_of(source, workbook, as_at, options)
        changes = found.laid.changes
        if options.dry_run or found.why_nothing or not changes:
            return found
        changes, _ = brought_up_to_date(workbook, changes, as_at=as_at, folder=book.folder)
        return with_fields(found, stored=book.write(changes, workbook))


def read_file_of_figures(
    data: bytes, name: str, board: "Board", words: "WordMap", makes_indicators: bool
) -> _Read:
    """The figures of each sheet of someone else's workbook, and the indicators made of it.

    FileRefused where there are more than any workbook should be given.
    """
    from toolkit.workbook.files import read_bytes

    workbook = read_bytes(data, name)
    read = _read(tuple(workbook.grids.values()), name, board, words, makes_indicators)
    size = sum(sheet.size for sheet in read.sheets)
    if size > MOST_CELLS:
        raise FileRefused(
            f"{name} holds {size:,} figures and other cells; at most {MOST_CELLS:,} can be "
            "imported. Nothing was written. Keep only the tables that are needed, save it, and try "
            "again."
        )
    return with_fields(read, hidden=workbook.hidden_sheets)


def _read(
    grids: tuple[Grid, ...], name: str, board: "Board", words: "WordMap", makes_indicators: bool
) -> _Read:
    from toolkit.importing.figures import read_wide
    from toolkit.importing.figures.labels import Labels
    from toolkit.importing.figures.new_indicators import new_indicators

    sheets = tuple(read_wide(grid, board, name, words) for grid in grids)
    if not makes_indicators:
        return _Read(sheets)
    unknown = [row for sheet in sheets for row in sheet.unknown_rows]
    made = tuple(new_indicators(unknown, Labels(board, words)))
    board = with_fields(board, indicators=(*board.indicators, *made))
    return _Read(tuple(read_wide(grid, board, name, words) for grid in grids), (), made)


def _figures_of(
    source: Path | None, workbook: Workbook, as_at: AsAt, options: FiguresOptions
) -> FiguresImported:
    """The figures of a file, or of the sheet Paste, laid on a workbook."""
    from toolkit.importing.figures.lay import lay_figures, sheet_as_bytes
    from toolkit.importing.figures.summary import summary, why_nothing
    from toolkit.importing.figures.word_map import word_map

    board, _, places = read_board(workbook)
    name = source.name if source else workbook.name
    words, told = _words(board, name, options)
    given = board, word_map(words), options.new_indicators
    if source is None:
        if PASTE.name not in workbook.grids:
            raise LayoutMismatch(f"{workbook.name} has no sheet called {PASTE.name} to read from.")
        data = sheet_as_bytes(workbook.grids[PASTE.name])
        read = _read((workbook.grids[PASTE.name],), name, *given)
    else:
        from toolkit.files.bounded import within_bounds
        from toolkit.files.safety_check import WORKBOOK, read_file

        data = read_file(source, WORKBOOK)
        read = within_bounds(data, name, read_file_of_figures, data, name, *given)
    told += [
        f"New indicator {item.code}, {item.title}: {item.unit}, {item.frequency.lower()}; good "
        f"is {item.good_is.lower()} until you say otherwise."
        for item in read.made
    ]
    laid = lay_figures(
        workbook,
        places,
        read.sheets,
        data,
        as_at.of(board.settings),
        supersede=options.replace,
        made=read.made,
        remembered=_to_remember(board, options) if options.remember else (),
    )
    sentences = tuple(dict.fromkeys(line for sheet in read.sheets for line in sheet.sentences))
    is_any = any(sheet.has_figures for sheet in read.sheets)
    has_indicators = bool(board.indicators) or options.new_indicators
    why = "" if is_any else why_nothing(read.sheets, name, has_indicators)
    is_whole = all(sheet.has_figures or sheet.no_table for sheet in read.sheets)
    lines = (*told, *summary(read.sheets, read.hidden))
    return FiguresImported(sentences, laid, None, lines, why, is_whole)


def _words(
    board: "Board", file_name: str, options: FiguresOptions
) -> tuple[dict[str, str], list[str]]:
    """Their words with ours, those that the board remembers among them; and what to tell of it."""
    from toolkit.importing.figures.labels import Labels
    from toolkit.importing.figures.word_map import is_meaning, remembered_for

    labels = Labels(board)
    told: list[str] = []
    words: dict[str, str] = {}
    for theirs, ours in remembered_for(options.agency, board.mappings, file_name).items():
        if labels.knows(ours) or is_meaning(ours):
            words[theirs] = ours
            told.append(f'Remembered: "{theirs}" is {ours}.')
        else:
            told.append(
                f'The sheet {MAPPINGS.name} says that "{theirs}" is "{ours}", which is nothing '
                "here: left out."
            )
    for theirs, ours in options.mapping.items():
        if not (labels.knows(ours) or is_meaning(ours)):
            raise WrongUse(
                f'"{theirs}={ours}": "{ours}" is neither an indicator nor an area of '
                f"{board.workbook}, nor a period or part of a figure. Give the code of an "
                "indicator, or the name of an area as on Lists."
            )
        words[theirs] = ours
    return words, told


def _to_remember(board: "Board", options: FiguresOptions) -> list[dict[str, str]]:
    """New rows of Mappings. WrongUse where a row there says something else of the same words."""
    there = {(folded(m.owner), folded(m.theirs)): m.ours for m in board.mappings}
    rows = []
    for theirs, ours in options.mapping.items():
        held = there.get((folded(options.agency), folded(theirs)))
        if held is None:
            rows.append({"owner": options.agency, "theirs": theirs, "ours": ours})
        elif folded(held) != folded(ours):
            raise WrongUse(
                f'The sheet {MAPPINGS.name} says that "{theirs}" is {held}. Change it there.'
            )
    return rows
