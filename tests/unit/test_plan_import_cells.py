"""Labels, standings and notes inside the cells of a Word plan."""

from datetime import date

import pytest
from docx.table import _Cell

from tests.word_plans import document, imported, table
from toolkit.importing.plan.records import ImportedAction, ImportedPlan

HEADINGS = ["Ref", "Action", "Lead", "Timescale", "RAG rating"]


def with_cells(**cells: str) -> ImportedPlan:
    """A plan of one action, with those cells changed."""
    usual = {"Ref": "1", "Action": "Write", "Lead": "Chair", "Timescale": "May 2027",
             "RAG rating": ""}  # fmt: skip
    made = document()
    row = {**usual, **{name.replace("_", " "): text for name, text in cells.items()}}
    table(made, [list(row), list(row.values())])
    return imported(made)


def action_with(**cells: str) -> ImportedAction:
    (action,) = with_cells(**cells).actions
    return action


def label(cell: _Cell, bold: str, plain: str = "") -> None:
    """A paragraph that opens with bold words."""
    paragraph = cell.add_paragraph()
    paragraph.add_run(bold).bold = True
    paragraph.add_run(plain)


@pytest.mark.parametrize(
    ("text", "rating"),
    [("Red", "Red"), ("Red\n(proposed)", ""), ("Not rated", ""), ("Red: off track", "Red"),
     ("Red: off track\n(proposed)", "")],
)  # fmt: skip
def test_a_proposed_rating_is_no_agreed_one(text: str, rating: str) -> None:
    action = action_with(RAG_rating=text)
    assert (action.process_agreed, action.progress) == (rating, "")


def test_status_and_day_of_completion_stand_below_the_rating() -> None:
    action = action_with(RAG_rating="Blue\nComplete, 24 June 2026\nImpact:\nGreen")
    assert (action.process_agreed, action.status) == ("Blue", "Complete")
    assert (action.completed_on, action.impact_agreed) == (date(2026, 6, 24), "Green")


def test_words_that_are_no_standing_stay_whole() -> None:
    action = action_with(RAG_rating="Amber\nWaiting for the new year")
    assert "Waiting for the new year" in action.progress


def test_notes_below_a_timescale_are_dates() -> None:
    action = action_with(Timescale="Quarterly\nDue 31 March 2027\nNow due 30 June 2027\nOverdue")
    assert (action.timescale, action.due) == ("Quarterly", date(2027, 3, 31))
    assert action.revised_due == date(2027, 6, 30)


def test_due_and_a_day_alone_are_the_timescale() -> None:
    action = action_with(Timescale="Due 31 March 2027")
    assert (action.timescale, action.due) == ("Due 31 March 2027", date(2027, 3, 31))


def test_a_bold_label_gives_the_rest_of_its_paragraph_to_another_field() -> None:
    made = document()
    table(made, [HEADINGS, ["1", "Write", "Chair", "May 2027", ""]])
    cell = made.tables[0].cell(1, 1)
    label(cell, "What we want to achieve: ", "Safer homes")
    label(cell, "Resources:", " £500")
    (action,) = imported(made).actions
    assert (action.action, action.tasks) == ("Write", ())
    assert (action.objective, action.resources) == (("Safer homes",), "£500")


def test_a_label_alone_gives_the_lines_below_it_to_its_field() -> None:
    made = document()
    table(made, [HEADINGS, ["1", "Write", "Chair", "May 2027", ""]])
    cell = made.tables[0].cell(1, 1)
    label(cell, "How:")
    cell.add_paragraph("By day")
    cell.add_paragraph("By night")
    (action,) = imported(made).actions
    assert (action.action, action.method) == ("Write", ("By day", "By night"))


def test_bold_words_that_name_no_field_are_words() -> None:
    made = document()
    table(made, [HEADINGS, ["1", "Write", "Chair", "May 2027", ""]])
    label(made.tables[0].cell(1, 1), "Remember: ", "children first")
    (action,) = imported(made).actions
    assert action.tasks == ("Remember: children first",)
