"""The three adapters agree cell for cell: the file, the fake, and the screen of LibreOffice.

Each is held to the same fixed cells, for every kind of cell by its name.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as some

from tests import grids
from tests.builders import file_of
from tests.examples import examples
from toolkit.reading.grid import Address, Cell, CellKind
from toolkit.reading.workbook import Workbook
from toolkit.workbook import files
from toolkit.workbook.create import Content as BoardContent
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, Content, Formula, SheetChanges
from tools.example import example_workbook

if TYPE_CHECKING:
    from tests import fake_engine
    from toolkit.excel import live
else:
    live = pytest.importorskip("toolkit.excel.live", exc_type=ImportError)
    fake_engine = pytest.importorskip("tests.fake_engine", exc_type=ImportError)

SHEET = "Sheet"
NAME = "book.xlsx"


# The adapters


class File:
    """The workbook on disk."""

    def __init__(self, folder: Path, data: bytes) -> None:
        self.path = folder / NAME
        self.path.write_bytes(data)

    def read(self) -> Workbook:
        return files.read(self.path)

    def apply(self, changes: Changes) -> None:
        self.path.write_bytes(patch(self.path.read_bytes(), changes, NAME))


class Fake:
    """The workbook in the fake of Excel."""

    def __init__(self, book: "fake_engine.OpenBook") -> None:
        self.book = fake_engine.Excel().open(book)

    def read(self) -> Workbook:
        return live.read(self.book)

    def apply(self, changes: Changes) -> None:
        live.apply(self.book, changes, self.read())


class Screen(Fake):
    """The workbook open in LibreOffice."""

    def __init__(self, book: Any) -> None:
        self.book = book


@pytest.fixture(params=["file", "fake", pytest.param("screen", marks=pytest.mark.office)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[bytes], Any]]:
    """Opens a workbook in one of the adapters."""
    documents = []

    def on_screen(data: bytes) -> Screen:
        (tmp_path / NAME).write_bytes(data)
        documents.append(request.getfixturevalue("desk").open(tmp_path / NAME))
        return Screen(grids.open_book(NAME))

    yield {
        "file": lambda data: File(tmp_path, data),
        "fake": lambda data: Fake(fake_engine.from_file(Path(NAME), data)),
        "screen": on_screen,
    }[request.param]
    for document in documents:
        document.close(True)


cells_of = partial(grids.cells_of, sheet=SHEET)


def text(value: str) -> Cell:
    return Cell(value, CellKind.TEXT)


def number(value: float, number_format: str = "") -> Cell:
    return Cell(value, CellKind.NUMBER, "", number_format)


def day(value: date) -> Cell:
    return Cell(value, CellKind.DATE)


def truth(value: bool) -> Cell:
    return Cell(value, CellKind.BOOLEAN)


def error(code: str) -> Cell:
    return Cell(code, CellKind.ERROR, "=")


@pytest.fixture(autouse=True)
def faults_are_noted_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


# Reading


@dataclass(frozen=True)
class Case:
    """A workbook's making, and what every adapter finds in it."""

    make: Callable[[Any, Any], None]
    cells: dict[Address, Cell]
    epoch_1904: bool = False

    @property
    def data(self) -> bytes:
        buffer = io.BytesIO()
        made = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": self.epoch_1904})
        self.make(made, made.add_worksheet(SHEET))
        made.close()
        return buffer.getvalue()


MOMENT = datetime(2026, 3, 31, 13, 45)  # noqa: DTZ001
LONGEST = "safeguarding " * 2520 + "on time"  # 32,767 letters: as many as a cell holds
WORDS = ("Ünïcode – 东京 😀", "e\u0301", "עברית", "👩\u200d👧", "a\u00a0b", "ﬁ ½ ₂", "\u2028")


def _dates(made: Any, sheet: Any) -> None:
    shown = made.add_format({"num_format": "dd/mm/yyyy"})
    long = made.add_format({"num_format": "dddd d mmmm yyyy"})
    moment = made.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for row, value in enumerate((date(2026, 3, 31), date(2024, 2, 29), date(1999, 12, 31))):
        sheet.write_datetime(row, 0, value, shown)
    sheet.write_datetime(0, 1, date(2026, 11, 21), long)
    sheet.write_datetime(1, 1, MOMENT, moment)
    sheet.write_string(2, 1, "31/03/2026", shown)


DATES = {
    (1, 1): day(date(2026, 3, 31)),
    (2, 1): day(date(2024, 2, 29)),
    (3, 1): day(date(1999, 12, 31)),
    (1, 2): day(date(2026, 11, 21)),
    (2, 2): day(MOMENT),
    (3, 2): text("31/03/2026"),
}

ERRORS = {
    "=1/0": "#DIV/0!",
    "=NA()": "#N/A",
    '=VALUE("a")': "#VALUE!",
    "=NO_SUCH_NAME": "#NAME?",
    "=10^400": "#NUM!",
    '=INDIRECT("nowhere")': "#REF!",
}


def _errors(_: Any, sheet: Any) -> None:
    for row, (formula, code) in enumerate(ERRORS.items()):
        sheet.write_formula(row, 0, formula, None, code)
        sheet.write_string(row, 1, code)


def _booleans(_: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, [True, False, 1, 0, "TRUE", "false"])


def _numbers(made: Any, sheet: Any) -> None:
    formats = {code: made.add_format({"num_format": code}) for code in ("0%", "0.0%", '0" %"')}
    sheet.write_row(0, 0, [1, 2.5, -1e15, 0, 0.1, 1e-9])
    sheet.write_number(1, 0, 0.93, formats["0%"])
    sheet.write_number(1, 1, 0.934, formats["0.0%"])
    sheet.write_number(1, 2, 93, formats['0" %"'])
    sheet.write_string(1, 3, "93%", formats["0%"])


def _texts(made: Any, sheet: Any) -> None:
    as_text = made.add_format({"num_format": "@"})
    sheet.write_string(0, 0, "1.10", as_text)
    sheet.write_string(0, 1, "1.10")
    sheet.write_string(0, 2, "=1+1")
    sheet.write_string(0, 3, " both ends ")
    sheet.write_string(0, 4, "two\nlines")
    sheet.write_string(0, 5, "'quoted")


def _hidden(_: Any, sheet: Any) -> None:
    sheet.write_column(0, 0, ["Heading", "keep", "leave", "keep", "by hand"])
    sheet.write_string(0, 2, "in a hidden column")
    sheet.autofilter(0, 0, 3, 0)
    sheet.filter_column(0, "x == keep")
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})


def _hidden_cell(value: str) -> Cell:
    return text(value)._replace(hidden=True)


def _formulas(_: Any, sheet: Any) -> None:
    sheet.write_formula(0, 0, "=1+1", None, 2)
    sheet.write_formula(1, 0, '="a"&"b"', None, "ab")
    sheet.write_formula(2, 0, "=1=1", None, True)


READ = {
    "dates": Case(_dates, DATES),
    "dates of a workbook that counts from 1904": Case(_dates, DATES, epoch_1904=True),
    "errors, and texts that read like them": Case(
        _errors,
        {(row, 1): error(code) for row, code in enumerate(ERRORS.values(), start=1)}
        | {(row, 2): text(code) for row, code in enumerate(ERRORS.values(), start=1)},
    ),
    "booleans": Case(
        _booleans,
        dict(
            zip(
                [(1, column) for column in range(1, 7)],
                [truth(True), truth(False), number(1), number(0), text("TRUE"), text("false")],
                strict=True,
            )
        ),
    ),
    "numbers and per cents": Case(
        _numbers,
        {(1, c): number(n) for c, n in enumerate((1, 2.5, -1e15, 0, 0.1, 1e-9), start=1)}
        | {
            (2, 1): number(0.93, "0%"),
            (2, 2): number(0.934, "0.0%"),
            (2, 3): number(93),
            (2, 4): text("93%"),
        },
    ),
    "texts that look like more": Case(
        _texts,
        {
            (1, 1): text("1.10"),
            (1, 2): text("1.10"),
            (1, 3): text("=1+1"),
            (1, 4): text(" both ends "),
            (1, 5): text("two\nlines"),
            (1, 6): text("'quoted"),
        },
    ),
    "long text": Case(lambda _, sheet: sheet.write_string(0, 0, LONGEST), {(1, 1): text(LONGEST)}),
    "unicode": Case(
        lambda _, sheet: sheet.write_column(0, 0, WORDS),
        {(row, 1): text(word) for row, word in enumerate(WORDS, start=1) if word != "\u2028"},
    ),
    "empty leading rows and columns": Case(
        lambda _, sheet: sheet.write_string(6, 3, "far down"), {(7, 4): text("far down")}
    ),
    "hidden rows and columns": Case(
        _hidden,
        {
            (1, 1): text("Heading"),
            (2, 1): text("keep"),
            (3, 1): text("leave"),
            (4, 1): text("keep"),
            (5, 1): _hidden_cell("by hand"),
            (1, 3): _hidden_cell("in a hidden column"),
        },
    ),
    "formulas": Case(
        _formulas,
        {
            (1, 1): Cell(2.0, CellKind.NUMBER, "="),
            (2, 1): Cell("ab", CellKind.TEXT, "="),
            (3, 1): Cell(True, CellKind.BOOLEAN, "="),
        },
    ),
    "nothing at all": Case(lambda _, __: None, {}),
}


@pytest.mark.parametrize("kind", READ)
def test_a_workbook_reads_the_same_everywhere(opened: Any, kind: str) -> None:
    assert cells_of(opened(READ[kind].data).read()) == READ[kind].cells


def test_a_board_workbook_has_the_same_sheets_and_numbers_everywhere(opened: Any) -> None:
    found = opened(file_of(BoardContent())).read()

    assert found.sheet_names[:2] == ("Home", "Plan")
    assert found.layout_version == found.numbers["Toolkit layout"]
    assert found.links == 0


# Writing

WRITTEN: dict[str, dict[Content, Cell | None]] = {
    "dates": {
        date(2026, 3, 31): day(date(2026, 3, 31)),
        date(2024, 2, 29): day(date(2024, 2, 29)),
        date(1900, 3, 1): day(date(1900, 3, 1)),
    },
    "dates before any that a workbook counts": {date(1066, 10, 14): text("1066-10-14")},
    "booleans": {True: truth(True), False: truth(False)},
    "numbers": {
        7: number(7),
        -17: number(-17),
        Decimal("93.4"): number(93.4),
        1e-9: number(1e-9),
    },
    "texts that look like more": {
        word: text(word)
        for word in (
            *("=1+1", "+44 20", "@name", "-", "1.10", "3/4", "12 May 2026", "50%"),
            *("TRUE", "#N/A", "'quoted", " both ends ", "two\nlines", "£5", "(5)"),
        )
    },
    "long text": {LONGEST: text(LONGEST)},
    "unicode": {word: None if word == "\u2028" else text(word) for word in WORDS},
    "nothing, where there was something": {None: None},
    "what looks like nothing": dict.fromkeys(("", " ", "\n\t", "\xa0", "\u2003\u200b", "\ufeff")),
}


def plain_workbook(epoch_1904: bool = False) -> bytes:
    """A sheet with a column for anything and one for text, filled so that cells exist."""

    def make(made: Any, sheet: Any) -> None:
        as_text = made.add_format({"num_format": "@"})
        for row in range(24):
            sheet.write_string(row, 0, "old")
            sheet.write_string(row, 1, "old", as_text)

    return Case(make, {}, epoch_1904).data


PLAIN = plain_workbook()
UNTOUCHED = {(row, column): text("old") for row in range(1, 25) for column in (1, 2)}


def placed(contents: dict[Content, Cell | None]) -> tuple[Changes, dict[Address, Cell]]:
    """Changes that put contents into both columns from the third row, and the cells then."""
    changed = {
        (row, column): content for row, content in enumerate(contents, start=3) for column in (1, 2)
    }
    cells = {place: contents[content] for place, content in changed.items()}
    expected = {place: cell for place, cell in {**UNTOUCHED, **cells}.items() if cell}
    return Changes({SHEET: SheetChanges(changed)}), expected


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_written_is_the_same_everywhere(opened: Any, kind: str) -> None:
    changes, expected = placed(WRITTEN[kind])
    book = opened(PLAIN)

    book.apply(changes)

    assert cells_of(book.read()) == expected


def test_a_date_is_the_same_everywhere_in_a_workbook_that_counts_from_1904(opened: Any) -> None:
    changes, expected = placed({date(2026, 3, 31): day(date(2026, 3, 31))})
    book = opened(plain_workbook(epoch_1904=True))

    book.apply(changes)

    assert cells_of(book.read()) == expected


def test_a_formula_that_is_written_is_there_everywhere(opened: Any) -> None:
    book = opened(PLAIN)

    book.apply(Changes({SHEET: SheetChanges({(2, 1): Formula("=1+1")})}))

    assert book.read().grids[SHEET].cell(2, 1).formula.replace(" ", "") == "1+1"


def test_what_is_written_far_below_is_there_everywhere(opened: Any) -> None:
    book = opened(PLAIN)

    book.apply(Changes({SHEET: SheetChanges({(40, 5): "far below"})}))

    assert cells_of(book.read()) == {**UNTOUCHED, (40, 5): text("far below")}


def test_a_number_that_is_kept_is_the_same_everywhere(opened: Any) -> None:
    book = opened(example_workbook(date.max))

    book.apply(Changes(properties={"Toolkit highest A": 31}))

    assert book.read().numbers["Toolkit highest A"] == 31


# Anything at all, in the two that are quick

CONTENTS = (
    some.text(max_size=12)
    | some.text("=+-@'#%/.:0123456789 \xa0\u200baeTRUFLS", max_size=8)
    | some.booleans()
    | some.integers(-(10**12), 10**12)
    | some.floats(-1e12, 1e12).map(lambda value: round(value, 6) + 0.0)
    | some.dates(date(1900, 3, 1), date(9999, 12, 31))
    | some.dates(max_value=date(1899, 12, 31))
    | some.none()
)
PLACES = some.tuples(some.integers(1, 27), some.integers(1, 4))


@pytest.fixture(scope="module")
def plain_in_fake() -> "fake_engine.OpenBook":
    return fake_engine.from_file(Path(NAME), PLAIN)


@examples(50)
@given(cells=some.dictionaries(PLACES, CONTENTS, max_size=16))
def test_whatever_is_written_the_file_and_the_fake_agree(
    plain_in_fake: "fake_engine.OpenBook", cells: dict[Address, Content]
) -> None:
    changes = Changes({SHEET: SheetChanges(cells)})
    fake = Fake(plain_in_fake.copied())
    patched = patch(PLAIN, changes, NAME)

    fake.apply(changes)

    in_file = cells_of(files.read_bytes(patched, NAME))
    assert cells_of(fake.read()) == in_file
    # The same file read by another reader, through the fake.
    assert cells_of(Fake(fake_engine.from_file(Path(NAME), patched)).read()) == in_file
