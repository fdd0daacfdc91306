"""The record of what the toolkit wrote last: kept whole, or not believed."""

import zlib
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.reading.grid import Cell, CellKind
from toolkit.writing.record import (
    BLANK,
    LONGEST_PROPERTY,
    TYPED,
    TableRecord,
    as_text,
    fingerprint,
    fingerprint_of,
    from_pieces,
    from_text,
    in_pieces,
)

NUMBERS = st.integers(0, 2**24 - 1)


@st.composite
def tables(draw: st.DrawFn) -> TableRecord:
    columns = draw(st.lists(st.text("abc_", min_size=1), max_size=4, unique=True))
    keys = draw(st.lists(NUMBERS, max_size=5)) if columns else []
    rows = [tuple(draw(NUMBERS) for _ in columns) for _ in keys]
    return TableRecord(tuple(columns), tuple(keys), tuple(rows))


@given(st.dictionaries(st.sampled_from(["Plan", "Scorecard", "Findings"]), tables()))
def test_what_is_kept_comes_back(record: dict[str, TableRecord]) -> None:
    pieces = in_pieces(as_text(record))

    assert all(len(piece) <= LONGEST_PROPERTY for piece in pieces.values())
    assert from_text(from_pieces(pieces)) == record


@given(st.data())
def test_a_damaged_one_is_none(data: st.DataObject) -> None:
    text = as_text({"Plan": TableRecord(("why",), (1, 2), ((3,), (4,)))})
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("Aa0+/=é"))

    assert from_text(text[:at] + letter + text[at + 1 :]) in (None, from_text(text))
    assert from_text(text[:at]) is None


@pytest.mark.parametrize("text", ["", "AAAA", "nonsense", "é"])
def test_what_is_no_record_is_none(text: str) -> None:
    assert from_text(text) is None


def test_a_record_that_unpacks_without_end_is_none() -> None:
    import base64

    packed = zlib.compress(b"\xff" * 200_000_000)
    assert from_text(base64.b64encode(zlib.crc32(packed).to_bytes(4) + packed).decode()) is None


def cell(value: object, kind: CellKind) -> Cell:
    return Cell(value, kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (Decimal("21.50"), cell(21.5, CellKind.NUMBER)),
        (3, cell(3.0, CellKind.NUMBER)),
        (date(2027, 3, 31), cell(date(2027, 3, 31), CellKind.DATE)),
        (date(2027, 3, 31), cell(46477.0, CellKind.NUMBER)),
        (date(2027, 3, 31), cell(datetime.fromisoformat("2027-03-31"), CellKind.DATE)),
        ("Two\r\nlines ", cell("Two\nlines", CellKind.TEXT)),
        ("12", cell(12.0, CellKind.NUMBER)),
        ("", cell(None, CellKind.BLANK)),
        (None, cell("\xa0", CellKind.BLANK)),
    ],
)
def test_a_cell_is_known_however_a_program_keeps_it(written: object, read: Cell) -> None:
    assert fingerprint(written) == fingerprint_of(read)  # type: ignore[arg-type]


def test_other_words_another_formula_and_an_error_are_not_the_toolkits() -> None:
    written = fingerprint("Overdue by 3 days")

    assert fingerprint_of(cell("Overdue by 4 days", CellKind.TEXT)) not in (written, BLANK)
    assert fingerprint_of(Cell("Overdue by 3 days", CellKind.TEXT, "=A1")) == TYPED
    assert fingerprint_of(cell("#REF!", CellKind.ERROR)) == TYPED
