"""The record of the year: each thing that happened is in it, once, and nothing else."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import action, board, datum, indicator
from tests.jobs.test_update import column, saved, type_in, values
from toolkit.cli import main as cli
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.audit import audit
from toolkit.jobs.correct_report import WhichReport, correct_report
from toolkit.jobs.undo_closing import undo_closing
from toolkit.results.year_record import Event, What
from toolkit.workbook.book_on_disk import BookOnDisk

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

APRIL, JULY, OCTOBER = date(2026, 4, 21), date(2026, 7, 15), date(2026, 10, 9)
BOARD_BEFORE = board(
    [
        action(due=date(2026, 9, 30), process_agreed="Green"),
        action(id="A-0002", ref="1.2", action="Ask the children", due=date(2026, 12, 18)),
        action(id="A-0003", ref="1.3", action="Audit ten cases", due=date(2027, 1, 29)),
    ],
    Indicators=(indicator(),),
    Data=(datum(period="2026/27 Q1", value=30),),
)


def close(book: Path, period: str, as_at: date) -> None:
    jobs.close(book, period, book.parent, as_at, as_at, with_errors=True)


def put(book: Path, row: int, **cells: object) -> None:
    type_in(book, "Plan", {(row, column(book, "Plan", key)): text for key, text in cells.items()})


def events(book: Path, as_at: date = OCTOBER) -> list[Event]:
    return list(audit(BookOnDisk(book), as_at=AsAt(as_at, as_at)).events)


def told(book: Path, as_at: date = OCTOBER) -> list[tuple[What, str, str, str, str]]:
    """What happened to actions and figures, closings left out."""
    return [
        (each.what, each.of, each.before, each.now, each.reason)
        for each in events(book, as_at)
        if each.what is not What.CLOSED
    ]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A board whose plan was approved in April."""
    path = saved(tmp_path, BOARD_BEFORE)
    close(path, "Approved plan", APRIL)
    return path


def test_a_year_without_changes_has_its_closings_and_no_more(book: Path) -> None:
    close(book, "2026/27 Q1", JULY)
    assert told(book, JULY) == []
    assert [(e.when, e.day, e.now) for e in events(book, JULY)] == [
        ("Approved plan", APRIL, "3 actions and 1 figure reported"),
        ("2026/27 Q1", JULY, "3 actions (3 Green) and 1 figure reported"),
    ]


def test_a_date_that_moved_is_told_with_its_reason_in_the_closing_that_reported_it(
    book: Path,
) -> None:
    put(book, 4, revised_due=date(2026, 12, 1), revision="Trainer away; agreed 4 June")
    moved = (
        What.DATE_MOVED,
        "1.1",
        "30 September 2026",
        "1 December 2026",
        "Trainer away; agreed 4 June",
    )
    assert told(book, JULY) == [moved]
    assert events(book, JULY)[-1].when == 'Since "Approved plan"'
    close(book, "2026/27 Q1", JULY)
    assert [e.when for e in events(book, JULY) if e.what is What.DATE_MOVED] == ["2026/27 Q1"]
    assert told(book, JULY) == [moved]


def test_a_first_date_written_over_is_told_as_that(book: Path) -> None:
    put(book, 5, due=date(2027, 3, 1))
    assert told(book) == [(What.FIRST_DATE_CHANGED, "1.2", "18 December 2026", "1 March 2027", "")]


def test_an_action_that_ended_one_that_went_and_one_that_came_are_told(book: Path) -> None:
    put(book, 4, status="Withdrawn", revision="Another agency does it")
    put(book, 5, id="A-0009", ref="1.9", action="Quite another thing", due=date(2027, 3, 31))
    assert told(book) == [
        (What.ENDED, "1.1", "", "Withdrawn", "Another agency does it"),
        (What.ADDED, "1.9", "", "31 March 2027", ""),
        (What.GONE, "1.2", "18 December 2026", "", ""),
    ]


def test_a_figure_revised_after_it_was_reported_is_told(book: Path) -> None:
    type_in(book, "Data", {(4, column(book, "Data", "value")): 31})
    assert told(book) == [(What.FIGURE_REVISED, "CP06, Ourshire, 2026/27 Q1", "30", "31", "")]


def test_a_correction_and_an_undone_closing_are_told_with_their_reasons(book: Path) -> None:
    close(book, "2026/27 Q1", JULY)
    which = WhichReport("2026/27 Q1", "Rating", "1.1")
    correct_report(
        BookOnDisk(book), which=which, right="Amber", reason="As minuted", as_at=AsAt(JULY, JULY)
    )
    undo_closing(BookOnDisk(book), reason="Too early", as_at=AsAt(JULY, JULY))
    assert told(book, JULY) == [
        (What.CORRECTED, "1.1 (rating)", "Green", "Amber", "As minuted"),
        (What.UNDONE, "", "", "", "Too early"),
    ]


def test_what_moved_between_backups_is_told_with_who_updated_the_row(book: Path) -> None:
    put(book, 5, status="Paused", updated_by="Head of Safeguarding")
    jobs.update(book, OCTOBER, OCTOBER)
    put(book, 5, status="Complete", completed_on=OCTOBER)
    found = audit(BookOnDisk(book), as_at=AsAt(OCTOBER, OCTOBER)).from_backups
    assert [(e.what, e.before, e.now, e.by) for e in found] == [
        (What.STATUS, "In progress", "Paused", "Head of Safeguarding"),
        (What.STATUS, "Paused", "Complete", "Head of Safeguarding"),
    ]


def test_a_backup_that_cannot_be_read_is_left_out_and_named(book: Path) -> None:
    backup = next((book.parent / "Toolkit backups").glob("*.xlsx"))
    backup.write_bytes(b"no workbook")
    (note,) = audit(BookOnDisk(book), as_at=AsAt(OCTOBER, OCTOBER)).notes
    assert note.startswith(f"{backup.name} is left out: ")


def test_the_command_prints_the_record_as_sentences_and_as_json(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(book, 4, revised_due=date(2026, 12, 1), revision="Trainer away")
    cli.main(["audit", str(book), "--as-at", "2026-07-15"])
    said = capsys.readouterr().out
    assert "\nApproved plan\n  Closed as at 21 April 2026: 3 actions" in said
    assert '\nSince "Approved plan"\n  1.1: date moved, 30 September 2026, now 1 December' in said
    assert "Reason: Trainer away" in said

    cli.main(["audit", str(book), "--as-at", "2026-07-15", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert [event["what"] for event in data["closings"]] == ["Closed", "Date moved"]
    assert data["closings"][0]["as_at"] == "2026-04-21"


def test_a_whole_year_is_recorded_as_it_happened(book: Path) -> None:
    happened: list[tuple[What, str]] = []

    def is_recorded(as_at: date, *new: tuple[What, str]) -> None:
        happened.extend(new)
        found = [(what, of) for what, of, *_ in told(book, as_at)]
        assert Counter(found) == Counter(happened), as_at

    may, august = date(2026, 5, 15), date(2026, 8, 14)
    put(book, 4, revised_due=date(2026, 12, 1), revision="Trainer away; agreed 4 May")
    is_recorded(may, (What.DATE_MOVED, "1.1"))
    put(book, 5, status="Complete", completed_on=date(2026, 6, 10))
    is_recorded(date(2026, 6, 12))
    close(book, "2026/27 Q1", JULY)
    is_recorded(JULY)

    due = values(book, "Plan", "due")[2]
    put(book, 6, due=date(2027, 3, 26))
    assert "PLAN-017" in codes(book, august)
    assert (What.FIRST_DATE_CHANGED, "1.3") in [event[:2] for event in told(book, august)]
    put(book, 6, due=due)
    is_recorded(august)
    put(book, 4, process_agreed="Amber")
    is_recorded(date(2026, 9, 15), (What.RATING, "1.1"))
    close(book, "2026/27 Q2", OCTOBER)
    is_recorded(OCTOBER)

    november, december, january = date(2026, 11, 13), date(2026, 12, 11), date(2027, 1, 15)
    put(book, 5, status="Withdrawn", completed_on=None, revision="Another agency does it")
    is_recorded(november, (What.ENDED, "1.2"))
    whole = book.read_bytes()
    type_in(book, "Plan", {(6, number): None for number in range(1, 20)})
    put(book, 6, id=None)
    assert "HIST-001" in codes(book, december)
    assert (What.GONE, "1.3") in [event[:2] for event in told(book, december)]
    book.write_bytes(whole)
    is_recorded(december)
    assert "HIST-001" not in codes(book, december)
    # Nobody agreed the ratings for the third quarter: what was suggested was reported, and is
    # recorded as that; the Amber of the second does not count again once that quarter is closed.
    close(book, "2026/27 Q3", january)
    is_recorded(january, (What.RATING, "1.1"))
    reasons = [reason for what, *_, reason in told(book, january) if what is What.RATING]
    assert reasons == ["", "Suggested, not yet agreed"]

    february, march, april = date(2027, 2, 12), date(2027, 3, 12), date(2027, 4, 14)
    type_in(book, "Data", {(4, column(book, "Data", "value")): 31})
    is_recorded(february, (What.FIGURE_REVISED, "CP06, Ourshire, 2026/27 Q1"))
    put(book, 7, ref="1.4", priority="1", action="Meet the parents", due=date(2027, 3, 30))
    put(book, 7, lead="Head of Safeguarding", status="In progress")
    jobs.update(book, march, march)
    is_recorded(march, (What.ADDED, "1.4"))
    close(book, "2026/27 Q4", april)
    is_recorded(april, (What.RATING, "1.3"))  # overdue since January
    assert [e.when for e in events(book, april) if e.what is What.CLOSED] == [
        "Approved plan",
        "2026/27 Q1",
        "2026/27 Q2",
        "2026/27 Q3",
        "2026/27 Q4",
    ]


def codes(book: Path, as_at: date) -> set[str]:
    return {finding.rule.code for finding in jobs.check(book, as_at, as_at).findings}
