"""The rooms of `toolkit/`: what each holds, and which others it may import.

The one table of the structure: tests/unit/test_architecture.py holds the code to it, and
docs/explanation/design.md prints it. Rooms are listed from the ground up: a room imports only rooms
above it in this list.
"""

from typing import NamedTuple


class Room(NamedTuple):
    """A folder of `toolkit/`, or one inside another as in "word/package"; its modules.

    `may_import` names rooms, separated by blanks. A pure room opens no file, reads no clock and
    loads no library for files.
    """

    name: str
    holds: str
    may_import: str
    is_pure: bool = False


PURE = True

ROOMS = (
    Room(
        "values",
        "What words, dates, numbers and colours mean: periods, timescales, missing values, "
        "choices, terms, ratings; findings and errors.",
        "",
        PURE,
    ),
    Room(
        "files",
        "Files coming in and going out: safety check, bounds, zip, outputs, faults.",
        "values",
    ),
    Room("board", "The records: frozen dataclasses, and how they are worded.", "values", PURE),
    Room(
        "layout",
        "The contract with workbooks: sheets, tables, columns, help.",
        "board values",
        PURE,
    ),
    Room("reading", "Grids of cells to records, with findings.", "layout board values", PURE),
    Room("measures", "One method a file; every verdict with its reason.", "board values", PURE),
    Room(
        "results",
        "What follows from the records: current values, parts of a whole, verdicts, history.",
        "measures board values",
        PURE,
    ),
    Room(
        "writing",
        "Records and results to changes of cells: the grey columns, findings, identities.",
        "reading results measures layout board values",
        PURE,
    ),
    Room(
        "publishing",
        "Small counts hidden, with all that would give them away.",
        "results measures board values",
        PURE,
    ),
    Room(
        "checks",
        "A check is a function that yields findings; rules first in each file, checks last.",
        "results measures layout board values",
        PURE,
    ),
    Room(
        "compare",
        "Two plans compared with each other: which rows are one thing, and what changed.",
        "layout board values",
        PURE,
    ),
    Room("word/values", "Values of a context that are more than text.", "", PURE),
    Room(
        "word/package",
        "The zip of a Word file: its parts, properties, styles, places, origins.",
        "word/values files values",
    ),
    Room("word/drawing", "Pictures and charts.", "files values"),
    Room("word/branding", "A board's colour and logo.", "word/package word/drawing values"),
    Room(
        "word/reading",
        "A Word file as a reader sees it: words, numbers, tables, places.",
        "files values",
    ),
    Room(
        "word/sandbox",
        "The locked room in which templates run, and its limits.",
        "word/package word/drawing word/values values",
    ),
    Room(
        "word/filling",
        "Templates filled: the renderer.",
        "word/sandbox word/package word/drawing word/values files values",
    ),
    Room(
        "word/finishing",
        "Finished documents: contents, PDF, publication.",
        "word/package values",
    ),
    Room(
        "word/template_lint",
        "What is wrong in a template, before it is filled.",
        "word/reading word/filling word/sandbox word/package values",
    ),
    Room(
        "word/document_lint",
        "What is wrong in a finished document.",
        "word/reading word/package values",
    ),
    Room(
        "importing",
        "Other people's plans and tables of figures as records, laid on the workbook.",
        "word/reading writing reading results measures layout board values",
    ),
    Room(
        "papers",
        "One folder a paper: its context, its fields, its wording.",
        "word/template_lint word/finishing word/filling word/branding word/package word/values "
        "compare publishing results measures board values",
    ),
    Room(
        "workbook",
        "Excel files on disk: read, made new, patched, stored, upgraded.",
        "writing reading layout files values",
    ),
    Room(
        "jobs",
        "One file for each thing a person asks for; commands and buttons call the same ones.",
        "papers importing workbook word/document_lint word/template_lint word/finishing "
        "word/branding compare checks publishing writing results reading measures layout board "
        "files values",
    ),
    Room(
        "excel",
        "All about Excel that is open: buttons, menu, setup, the live workbook.",
        "jobs workbook writing reading layout files values",
    ),
    Room(
        "api",
        "What `import toolkit` offers in Python: a board, frames, measures.",
        "jobs publishing compare results measures board workbook writing reading layout values",
    ),
    Room(
        "cli",
        "The command line: arguments, printing, exit codes.",
        "excel jobs papers workbook files values",
    ),
)
