"""The chain of fingerprints over History: every way to change the past by accident is found."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests import in_memory
from tests.builders import action, board, check
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import check_workbook
from toolkit.jobs.update import brought_up_to_date
from toolkit.reading.reader import read_board
from toolkit.reading.workbook import Workbook
from toolkit.results.history_chain import START, link_of, links_after
from toolkit.workbook.create import CellContent
from toolkit.writing.applied import applied
from toolkit.writing.changes import Changes
from toolkit.writing.history_record import kept_chain

Row = Mapping[str, CellContent]
Rows = tuple[Row, ...]

PERIODS = ("Approved plan", "2026/27 Q1", "2026/27 Q2", "2026/27 Q3")


def closing(number: int) -> Rows:
    """What one of the year's closings wrote of the two actions."""
    common = {"period": PERIODS[number], "closed_on": date(2026, 4 + 2 * number, 21)}
    ratings = ("Grey", "Green", "Amber")
    of_actions = (
        {**common, "kind": kind, "record": record, "name": name, "reported": words}
        for record, name, due in (
            ("A-0001", "1.1", "18 December 2026"),
            ("A-0002", "1.2", "26 February 2027"),
        )
        for kind, words in (("Due date", due), ("Rating", ratings[number % 3]))
    )
    return (*of_actions, {**common, "kind": "Document", "reported": f"plan {number}.docx"})


YEAR: Rows = tuple(row for number in range(len(PERIODS)) for row in closing(number))


def workbook(rows: Rows, numbers: Mapping[str, int] | None = None) -> Workbook:
    return in_memory.workbook(replace(board(History=rows), highest=numbers or {}))


def updated(book: Workbook) -> Workbook:
    changes, _ = brought_up_to_date(book, Changes(), as_at=AsAt(date(1999, 1, 1)))
    return applied(book, changes)


def _covered(rows: Rows) -> tuple[Rows, Mapping[str, int]]:
    """The rows with their fingerprints, and the numbers that the workbook keeps of them."""
    book = updated(workbook(rows))
    links = [item.chain for item in read_board(book).board.history]
    covered = tuple({**row, "chain": link} for row, link in zip(rows, links, strict=True))
    kept = {name: number for name, number in book.numbers.items() if "history" in name}
    return covered, kept


COVERED, KEPT = _covered(YEAR)


def found(rows: Rows, numbers: Mapping[str, int] = KEPT) -> list[tuple[str, str]]:
    """The codes of what is found in History, with their cells."""
    checked = check_workbook(workbook(rows, numbers), as_at=AsAt(date(1999, 1, 1)))
    return [
        (item.rule.code, item.place.cell)
        for item in checked.findings
        if item.rule.code in ("HIST-007", "HIST-008", "HIST-009", "HIST-010", "HIST-011")
    ]


def without_chain(rows: Rows) -> Rows:
    return tuple({key: value for key, value in row.items() if key != "chain"} for row in rows)


def test_the_first_update_covers_what_is_there_and_keeps_the_day() -> None:
    assert len(COVERED) == len(YEAR) == kept_chain(KEPT).rows
    assert all(link_of(str(row["chain"])) for row in COVERED)
    assert kept_chain(KEPT).since == date(2026, 10, 9)


def test_what_closings_wrote_is_found_sound() -> None:
    assert found(COVERED) == []
    assert found((), {}) == []


def test_a_history_from_before_there_were_fingerprints_is_no_fault() -> None:
    assert found(YEAR, {}) == []


def test_the_next_update_changes_nothing() -> None:
    book = updated(workbook(COVERED, KEPT))
    assert updated(book).numbers == book.numbers
    assert read_board(updated(book)).board.history == read_board(book).board.history


def test_a_workbook_that_lost_its_properties_keeps_them_again() -> None:
    book = updated(workbook(COVERED))
    assert {**KEPT}.items() <= book.numbers.items()


def _ways() -> Iterator[tuple[str, Rows]]:
    """Ways to change the past, each with what was done."""
    count = len(COVERED)
    for at in range(count):
        yield f"row {at} deleted", COVERED[:at] + COVERED[at + 1 :]
        retyped = {**COVERED[at], "reported": "27 March 2027"}
        yield f"row {at} typed over", (*COVERED[:at], retyped, *COVERED[at + 1 :])
        copy = {**COVERED[at], "reported": "Blue"}
        yield f"row {at} copied to the end and changed", (*COVERED, copy)
        added = {**YEAR[at], "reported": "Green"}
        yield f"a row typed in after row {at}", (*COVERED[: at + 1], added, *COVERED[at + 1 :])
        if at:
            swapped = (*COVERED[: at - 1], COVERED[at], COVERED[at - 1], *COVERED[at + 1 :])
            yield f"rows {at - 1} and {at} swapped", swapped
        yield f"all from row {at} on deleted", COVERED[:at]
    for key, words in (
        ("period", "Q9"),
        ("closed_on", date(2026, 1, 1)),
        ("kind", "Impact"),
        ("record", "A-0009"),
        ("name", "9.9"),
        ("area", "Elsewhere"),
        ("data_period", "2020/21"),
        ("documents", "other.docx"),
        ("reason", "Because"),
        ("chain", "0003-0123456789"),
        ("chain", None),
    ):
        yield f"{key} of a row changed", (*COVERED[:2], {**COVERED[2], key: words}, *COVERED[3:])
    for key in ("record", "reported", "kind", "period"):
        in_order = tuple(sorted(COVERED, key=lambda row: str(row.get(key, "")), reverse=True))
        yield f"sorted by {key}", in_order
    yield "turned over", COVERED[::-1]
    yield (
        "the fingerprints cleared and a row changed",
        (
            *without_chain(COVERED[:3]),
            {**YEAR[3], "reported": "Green"},
            *without_chain(COVERED[4:]),
        ),
    )
    yield "the fingerprints cleared and a row deleted", without_chain(COVERED[1:])
    half = len(COVERED) // 2
    yield "half pasted over the rest", COVERED[:half] + COVERED[:half]
    yield (
        "dates sorted without their rows",
        tuple(
            {**row, "closed_on": other["closed_on"]}
            for row, other in zip(COVERED, COVERED[::-1], strict=True)
        ),
    )


WAYS = tuple(_ways())


@pytest.mark.parametrize("rows", [rows for _, rows in WAYS], ids=[what for what, _ in WAYS])
def test_a_changed_past_is_found(rows: Rows) -> None:
    assert found(rows)


@pytest.mark.parametrize("rows", [rows for _, rows in WAYS], ids=[what for what, _ in WAYS])
def test_an_update_hides_nothing_of_a_changed_past(rows: Rows) -> None:
    book = updated(workbook(rows, KEPT))
    after = check_workbook(book, as_at=AsAt(date(1999, 1, 1)))
    assert {item.rule.code for item in after.findings} >= {code for code, _ in found(rows)}


def test_there_are_more_than_a_hundred_ways() -> None:
    assert len(WAYS) > 100


def test_a_changed_row_is_named_and_no_other() -> None:
    retyped = {**COVERED[4], "reported": "plan 0 final.docx"}
    assert found((*COVERED[:4], retyped, *COVERED[5:])) == [("HIST-007", "A8")]


def test_the_last_row_is_covered_too() -> None:
    retyped = {**COVERED[-1], "reported": "another.docx"}
    assert found((*COVERED[:-1], retyped)) == [("HIST-007", f"A{len(COVERED) + 3}")]


def test_rows_that_are_missing_are_said_where_they_were_with_their_numbers() -> None:
    rows = COVERED[:4] + COVERED[7:]
    assert found(rows) == [("HIST-010", "A8")]
    (said,) = [
        str(item)
        for item in check_workbook(workbook(rows, KEPT), as_at=AsAt(date(1999, 1, 1))).findings
        if item.rule.code == "HIST-010"
    ]
    assert "History has lost 3 rows before this row: numbers 5 to 7." in said


def test_a_sorted_history_is_one_finding_that_says_how_to_sort_it_back() -> None:
    rows = tuple(sorted(COVERED, key=lambda row: str(row["reported"])))
    assert [code for code, _ in found(rows)] == ["HIST-008"]
    assert found(tuple(sorted(rows, key=lambda row: str(row["chain"])))) == []


def test_a_history_that_is_gone_is_found_on_the_front_sheet() -> None:
    book = in_memory.without_sheet(workbook(COVERED, KEPT), "History")
    checked = check_workbook(book, as_at=AsAt(date(1999, 1, 1)))
    (finding,) = [item for item in checked.findings if item.rule.code == "HIST-010"]
    assert finding.place.sheet == "Home"
    assert f"lost {len(COVERED)} rows" in finding.message


def test_a_blank_row_between_is_no_fault() -> None:
    assert found((*COVERED[:3], {}, *COVERED[3:])) == []


def test_spaces_at_the_end_of_a_cell_are_no_fault() -> None:
    spaced = {**COVERED[1], "reported": f"{COVERED[1]['reported']} "}
    assert found((COVERED[0], spaced, *COVERED[2:])) == []


def test_a_history_pasted_from_another_workbook_is_found() -> None:
    other, _ = _covered(tuple({**row, "name": "9.1"} for row in YEAR))
    assert found(other)


def test_rows_added_since_by_a_closing_continue_the_chain() -> None:
    rows = check(board([action()], History=COVERED[:-1])).board.history
    before = link_of(rows[-1].chain) or START
    (link,) = links_after(before, check(board([action()], History=COVERED)).board.history[-1:])
    assert str(link) == COVERED[-1]["chain"]


def test_without_the_column_a_change_is_still_found() -> None:
    rows = without_chain(COVERED)
    assert found(rows) == []
    assert [code for code, _ in found(rows[:-1])] == ["HIST-010"]
    changed = ({**rows[0], "reported": "1 May 2026"}, *rows[1:])
    assert [code for code, _ in found(changed)] == ["HIST-011"]
    assert [code for code, _ in found((*rows, rows[0]))] == ["HIST-009"]
