"""Cells and their addresses."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.reading.grid import (
    Cell,
    CellKind,
    Grid,
    Marks,
    address_of,
    column_letters,
    column_number,
)

EXCELS_LAST_COLUMN, EXCELS_LAST_ROW = 16384, 1048576


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")],
)
def test_a_column_has_the_letters_that_excel_shows(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number


def test_the_last_column_of_a_sheet_is_xfd() -> None:
    assert column_letters(EXCELS_LAST_COLUMN) == "XFD"


@given(st.integers(1, EXCELS_LAST_COLUMN))
def test_letters_and_numbers_of_columns_lead_back_to_each_other(number: int) -> None:
    assert column_number(column_letters(number)) == number
    assert column_number(column_letters(number).lower()) == number


@given(st.integers(1, EXCELS_LAST_ROW), st.integers(1, EXCELS_LAST_COLUMN))
def test_a_reference_leads_back_to_its_row_and_column(row: int, column: int) -> None:
    assert address_of(f"{column_letters(column)}{row}") == (row, column)


@pytest.mark.parametrize("text", ["", "C", "5", "5C", "$C$5", "A1:B2", "C5 ", "C-5", "É5", "C٣"])
def test_what_names_no_cell_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not the reference of a cell"):
        address_of(text)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Neglect", CellKind.TEXT),
        (0.0, CellKind.NUMBER),
        (False, CellKind.BOOLEAN),
        (date(2027, 3, 31), CellKind.DATE),
        (datetime.fromisoformat("2027-03-31 09:30"), CellKind.DATE),
        (time(9, 30), CellKind.TIME),
        (timedelta(hours=30), CellKind.TIME),
    ],
)
def test_a_cell_knows_what_kind_of_thing_it_holds(value: Any, kind: CellKind) -> None:
    assert Grid("Plan", [[value]]).cell(1, 1) == Cell(value, kind)


def test_a_cell_is_where_its_row_and_column_say() -> None:
    grid = Grid("Plan", [["a", "b"], ["c", "d"]])

    assert [grid.cell(*place).value for place in ((1, 1), (1, 2), (2, 1), (2, 2))] == [*"abcd"]


@pytest.mark.parametrize("value", ["", None, " ", "\xa0", "\n\t", "\u2003\u200b", "\ufeff", "\x07"])
def test_a_cell_in_which_nothing_is_seen_holds_nothing(value: Any) -> None:
    grid = Grid("Plan", [[value]])

    assert grid.cell(1, 1) == Cell(None, CellKind.BLANK)
    assert grid.is_blank(1, 1)


@pytest.mark.parametrize("value", ["-", "\xa0-", "\u200bA", "\u202eא", "…"])
def test_a_cell_in_which_anything_is_seen_holds_a_text(value: str) -> None:
    grid = Grid("Plan", [[value]])

    assert grid.cell(1, 1) == Cell(value, CellKind.TEXT)
    assert not grid.is_blank(1, 1)


@pytest.mark.parametrize("address", [(1, 3), (3, 1), (2, 2), (0, 1), (1, 0)])
def test_beyond_the_edges_cells_are_blank(address: tuple[int, int]) -> None:
    ragged = Grid("Plan", [["a", "b"], ["c"]])

    assert ragged.cell(*address) == Cell(None, CellKind.BLANK)


CONTENTS = st.sampled_from(["", " ", "\u00a0\n", None, "a", 0.0, False, date(2027, 3, 31)])


@given(
    st.lists(st.lists(CONTENTS, max_size=3), max_size=3),
    st.sets(st.tuples(st.integers(1, 3), st.integers(1, 3))),
    st.sets(st.tuples(st.integers(1, 3), st.integers(1, 3))),
)
def test_asking_whether_a_cell_is_blank_tells_what_the_cell_itself_would(
    rows: Any, errors: set[Any], uncalculated: set[Any]
) -> None:
    marks = Marks(errors=dict.fromkeys(errors, "#N/A"), uncalculated=frozenset(uncalculated))
    grid = Grid("Plan", rows, marks)

    for place in ((row, column) for row in range(5) for column in range(5)):
        assert grid.is_blank(*place) == (grid.cell(*place).kind is CellKind.BLANK)


def test_an_error_shows_its_code_though_its_value_reads_as_blank() -> None:
    grid = Grid("Plan", [[""]], Marks(formulas={(1, 1): "1/0"}, errors={(1, 1): "#DIV/0!"}))

    assert grid.cell(1, 1) == Cell("#DIV/0!", CellKind.ERROR, "1/0")


def test_a_formula_never_worked_out_is_not_a_blank_cell() -> None:
    marks = Marks(formulas={(1, 1): "A2+1"}, uncalculated=frozenset({(1, 1)}))

    assert Grid("Plan", [[""]], marks).cell(1, 1) == Cell(None, CellKind.UNCALCULATED, "A2+1")


def test_a_formula_worked_out_shows_its_value() -> None:
    grid = Grid("Plan", [[3.0]], Marks(formulas={(1, 1): "A2+1"}))

    assert grid.cell(1, 1) == Cell(3.0, CellKind.NUMBER, "A2+1")


def test_a_number_keeps_a_format_that_changes_what_it_means() -> None:
    grid = Grid("Data", [[0.93, 0.93]], Marks(number_formats={(1, 1): "0%"}))

    assert grid.cell(1, 1).number_format == "0%"
    assert grid.cell(1, 2).number_format == ""


def test_the_cells_of_a_hidden_row_or_column_are_hidden() -> None:
    marks = Marks(hidden_rows=frozenset({2}), hidden_columns=frozenset({3}))
    grid = Grid("Plan", [["a", "b", "c"], ["d", "e", "f"]], marks)

    hidden = {(row, column) for row in (1, 2) for column in (1, 2, 3) if grid.cell(row, column)[4]}
    assert hidden == {(1, 3), (2, 1), (2, 2), (2, 3)}


def test_empty_rows_at_the_head_count_towards_the_height() -> None:
    assert Grid("Plan", [[], [], ["a"]]).height == 3
