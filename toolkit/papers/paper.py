"""What a paper is: its name, its templates, what they can print, and what makes its files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.board.board import Board
    from toolkit.compare.comparison import Comparison
    from toolkit.results.results import Results
    from toolkit.values.findings import Finding
    from toolkit.word.template_lint.field import Field

WORD, EXCEL = ".docx", ".xlsx"

FindTemplate = Callable[[Sequence[str]], tuple[str, bytes]]
"""Gives a template and its name: a board's own by the first of the names that it has."""


@dataclass(frozen=True)
class Material:
    """What papers are made from: a board, what follows from it, and what was found in it.

    `comparison` holds an earlier plan against this one, where there is one; `errors_before` is
    how many errors are open in the earlier workbook.
    """

    board: "Board"
    results: "Results"
    findings: "tuple[Finding, ...]"
    comparison: "Comparison | None" = None
    errors_before: int = 0


@dataclass(frozen=True)
class PaperFile:
    """A file of a paper; `part` tells it from the paper's others: an indicator's code, say."""

    data: bytes
    part: str = ""
    suffix: str = WORD


@dataclass(frozen=True)
class Subject:
    """What a paper is about, where it is made for one thing at a time: an indicator, a meeting.

    `choices` gives the names of a board's own; each becomes a file, or those that are asked for.
    """

    word: str
    choices: "Callable[[Board], Sequence[str]]"


@dataclass(frozen=True)
class Paper:
    """A kind of paper.

    `name` is what commands and file names call it, `title` what people do. `make` gives its
    files from the material, a finder of templates and a subject ("" where it has none). It is
    loaded when it is needed: the list of papers costs nothing.
    """

    name: str
    title: str
    templates: tuple[str, ...]
    fields: "Callable[[], tuple[Field, ...]]"
    make: Callable[[Material, FindTemplate, str], Sequence[PaperFile]]
    subject: Subject | None = None
    needs_earlier: bool = False
