"""Word plans of more shapes: forms, quarters, marks, two languages, tracked changes, two years."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.import_score import document_words, words_of
from tests.examples import examples
from tests.word_plans import (
    NAME,
    across,
    as_bytes,
    deleted,
    document,
    down,
    inserted,
    landscape,
    shade,
    struck_row,
    table,
)
from toolkit.importing.plan import read_plan
from toolkit.importing.plan.records import ImportedPlan

HEADINGS = ["Action", "Lead", "By when"]
REF_HEADINGS = ["Ref", *HEADINGS]


def read_all(made: Document) -> ImportedPlan:
    """The plan of a document, none of whose words may be lost."""
    data = as_bytes(made)
    plan = read_plan(data, NAME)
    assert not document_words(data, NAME) - words_of(plan)
    return plan


def title_above(plan: ImportedPlan, place: int) -> str:
    """The title of the priority that an action stands under."""
    return next(each.title for each in plan.priorities if each.ref == plan.actions[place].priority)


# Headings


def test_headings_that_ask_are_understood() -> None:
    made = document()
    headings = ["What are we going to do?", "Who is going to do it?", "When will it be done by?",
                "What will be the impact?", "How are we doing?"]  # fmt: skip
    table(made, [headings, ["Audit", "Chair", "May 2015", "Fewer repeat plans", "Begun"]])
    plan = read_all(made)
    (action,) = plan.actions
    assert (action.action, action.lead, action.timescale) == ("Audit", "Chair", "May 2015")
    assert (action.impact_expected, action.progress) == (("Fewer repeat plans",), "Begun")
    assert plan.unplaced == ()


@pytest.mark.parametrize(
    "headings",
    [
        ["Rhif", "Camau gweithredu", "Arweinydd", "Amserlen"],
        ["Rhif / No.", "Camau gweithredu / Actions", "Arweinydd / Lead", "Amserlen / Timescale"],
        ["#", "What we will do", "Lead Organisation(s)", "Target / Deadline"],
    ],
)
def test_welsh_and_bilingual_headings_and_number_signs_are_known(headings: list[str]) -> None:
    made = document()
    table(made, [headings, ["1a", "Ysgrifennu’r strategaeth", "Siân Llŷr", "Mawrth 2017"]])
    (action,) = read_all(made).actions
    assert (action.ref, action.action) == ("1a", "Ysgrifennu’r strategaeth")
    assert (action.lead, action.timescale) == ("Siân Llŷr", "Mawrth 2017")


def test_a_revised_date_in_brackets_is_no_second_timescale() -> None:
    made = document()
    headings = ["Action", "Lead", "Target date (original)", "Target date (revised)"]
    table(made, [headings, ["Write", "Chair", "May 2015", "July 2015"]])
    (action,) = read_all(made).actions
    assert (action.timescale, action.revised_due) == ("May 2015", date(2015, 7, 31))


def test_spacer_columns_change_nothing() -> None:
    made = document()
    table(
        made,
        [["Ref", "", "Action", "", "Lead", "By when"], ["1", "", "Write", "", "A", "May 2015"]],
    )
    (action,) = read_all(made).actions
    assert (action.ref, action.action, action.lead) == ("1", "Write", "A")


# Quarters


def quarters(rows: list[list[str]]) -> Any:
    """A table with "RAG" above four quarters; its document and itself."""
    made = document()
    heads = [*HEADINGS, "RAG", None, None, None]
    found = table(made, [heads, [None, None, None, "Q1", "Q2", "Q3", "Q4"], *rows])
    found.cell(0, 3).merge(found.cell(0, 6))
    for column in range(3):
        down(found, column, 0, 1)
    return made, found


def test_the_last_quarter_that_is_rated_gives_the_rating_and_the_others_stay_told() -> None:
    made, _ = quarters([["Write", "Chair", "May 2015", "R", "A", "G", ""]])
    plan = read_all(made)
    assert plan.actions[0].process_agreed == "Green"
    assert plan.actions[0].progress == "RAG Q1: R\nRAG Q2: A"
    assert plan.actions[0].impact_agreed == ""
    assert plan.unplaced == ()


def test_coloured_quarters_give_the_last_colour() -> None:
    made, found = quarters([["Write", "Chair", "May 2015", "", "", "", ""]])
    shade(found.cell(2, 3), "FF0000")
    shade(found.cell(2, 4), "FFC000")
    assert read_all(made).actions[0].process_agreed == "Amber"


def test_ratings_of_two_dates_are_one_rating_not_process_and_impact() -> None:
    made = document()
    headings = [*HEADINGS, "RAG (Sept 15)", "RAG (Mar 16)"]
    table(made, [headings, ["Write", "Chair", "May 2015", "A", "G"]])
    (action,) = read_all(made).actions
    assert (action.process_agreed, action.impact_agreed) == ("Green", "")


def test_ticks_under_quarters_say_when() -> None:
    made = document()
    rows = [["Write", "Chair", "✓", "", "", ""], ["Read", "Police", "", "", "✓", "✓"]]
    table(made, [["Action", "Lead", "Q1", "Q2", "Q3", "Q4"], *rows])
    plan = read_all(made)
    assert [action.timescale for action in plan.actions] == ["Q1", "Q3\nQ4"]
    assert plan.actions[0].due == date(2015, 6, 30)
    assert plan.unplaced == ()


def test_milestones_by_quarter_keep_their_quarters() -> None:
    made = document()
    headings = ["Objective", "Lead", "Q1 milestones", "Q2 milestones"]
    table(made, [headings, ["Neglect is seen", "Chair", "Draft", "Launch"]])
    (action,) = read_all(made).actions
    assert action.tasks == ("Q1 milestones: Draft", "Q2 milestones: Launch")


# Marks and statuses


def test_a_mark_under_a_status_is_that_status() -> None:
    made = document()
    headings = [*HEADINGS, "Not started", "In progress", "Complete"]
    marks = (["", "X", ""], ["", "", "✓"], ["x", "", ""], ["", "", ""])
    rows = [["Write", "Chair", "May 2015", *marked] for marked in marks]
    table(made, [headings, *rows])
    plan = read_all(made)
    assert [action.status for action in plan.actions] == [
        "In progress",
        "Complete",
        "Not started",
        "",
    ]
    assert plan.unplaced == ()


def test_a_column_called_in_progress_with_words_holds_progress() -> None:
    made = document()
    headings = [*HEADINGS, "In progress", "Complete"]
    table(made, [headings, ["One", "A", "May 2015", "Two schools visited", ""]])
    assert read_all(made).actions[0].progress == "Two schools visited"


@pytest.mark.parametrize(
    ("answer", "status"), [("☒", "Complete"), ("Y", "Complete"), ("☐", ""), ("N", "")]
)
def test_a_box_that_is_ticked_completes_and_one_that_is_not_does_not(
    answer: str, status: str
) -> None:
    made = document()
    table(made, [[*HEADINGS, "Completed?"], ["Write", "Chair", "May 2015", answer]])
    plan = read_all(made)
    assert (plan.actions[0].status, plan.unplaced) == (status, ())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Complete June 2015", "Complete"),
        ("Completed and closed", "Complete"),
        ("Not due", "Not started"),
        ("Overdue", "In progress"),
        ("Complete the form with partners", ""),
    ],
)
def test_a_status_with_its_date_is_understood(text: str, status: str) -> None:
    made = document()
    table(made, [[*HEADINGS, "Status"], ["Write", "Chair", "May 2015", text]])
    assert read_all(made).actions[0].status == status


def test_the_colours_of_progress_cells_with_words_are_ratings() -> None:
    made = document()
    rows = [["One", "A", "May 2015", "Drafted"], ["Two", "A", "May 2015", "Late"]]
    found = table(made, [[*HEADINGS, "Progress"], *rows])
    shade(found.cell(1, 3), "00B050")
    shade(found.cell(2, 3), "FF0000")
    plan = read_all(made)
    assert [(each.progress, each.process_agreed) for each in plan.actions] == [
        ("Drafted", "Green"),
        ("Late", "Red"),
    ]


def test_a_progress_column_all_of_one_colour_is_only_decorated() -> None:
    made = document()
    rows = [["One", "A", "May 2015", "Drafted"], ["Two", "A", "May 2015", "Late"]]
    found = table(made, [[*HEADINGS, "Progress"], *rows])
    for row in (1, 2):
        shade(found.cell(row, 3), "C6E0B4")
    assert [each.process_agreed for each in read_all(made).actions] == ["", ""]


# Rows


def test_a_row_with_only_a_number_and_a_name_heads_the_rows_that_count_on_from_it() -> None:
    made = document()
    table(made, [REF_HEADINGS, ["1", "Neglect", "", ""], ["1.1", "Write", "A", "May 2015"],
                 ["2", "Voice", "", ""], ["2.1", "Ask", "B", "June 2015"]])  # fmt: skip
    plan = read_all(made)
    assert [(each.ref, each.title) for each in plan.priorities] == [
        ("1", "Neglect"),
        ("2", "Voice"),
    ]
    assert [each.ref for each in plan.actions] == ["1.1", "2.1"]


def test_a_row_without_lead_that_no_row_counts_on_from_is_an_action() -> None:
    made = document()
    table(made, [REF_HEADINGS, ["1", "Neglect", "", ""], ["2", "Write", "A", "May 2015"]])
    assert [each.action for each in read_all(made).actions] == ["Neglect", "Write"]


def test_an_update_across_the_table_belongs_to_the_action_above_it() -> None:
    made = document()
    update: list[str | None] = ["Update: sent to partners in June", None, None, None]
    rows = (["1", "Write", "A", "May 2015"], update, ["2", "Read", "B", "June 2015"])
    across(table(made, [REF_HEADINGS, *rows]), 2)
    plan = read_all(made)
    assert [each.progress for each in plan.actions] == ["sent to partners in June", ""]
    assert title_above(plan, 1) == title_above(plan, 0)


def test_actions_leads_and_dates_that_count_alike_in_one_row_are_actions_of_their_own() -> None:
    made = document()
    row = ["Safe homes", "1. Visit\n2. Report", "1. Police\n2. Health", "1. May 2015\n2. June 2015"]
    table(made, [["Objective", *HEADINGS], row])
    plan = read_all(made)
    assert [(each.action, each.lead, each.timescale, each.objective) for each in plan.actions] == [
        ("Visit", "Police", "May 2015", ("Safe homes",)),
        ("Report", "Health", "June 2015", ("Safe homes",)),
    ]
    assert any("2 numbered actions separated" in told for told in plan.sentences)


def test_numbered_actions_with_one_lead_are_steps_of_one_action() -> None:
    made = document()
    table(made, [HEADINGS, ["1. Visit\n2. Report", "Police", "May 2015"]])
    assert len(read_all(made).actions) == 1


def test_labels_with_words_across_the_table_open_priorities_between_its_rows() -> None:
    made = document()
    rows: list[list[str | None]] = []
    for title, outcome in (("Neglect", "Children are safe"), ("Voice", "Children are heard")):
        rows += [["Priority", title, None], ["Outcome", outcome, None],
                 [*HEADINGS], [f"Do {title}", "A", "May 2015"]]  # fmt: skip
    found = table(made, rows)
    for row in (0, 1, 4, 5):
        found.cell(row, 1).merge(found.cell(row, 2))
    plan = read_all(made)
    assert [each.title for each in plan.priorities] == ["Neglect", "Voice"]
    assert [title_above(plan, place) for place in (0, 1)] == ["Neglect", "Voice"]
    assert plan.actions[1].objective == ("Outcome: Children are heard",)


def test_a_lettered_title_across_the_table_has_its_letter_as_reference() -> None:
    made = document()
    band: list[str | None] = ["A. Prevention", None, None, None]
    rows = (band, ["A1", "Do", "Chair", "May 2015"])
    across(table(made, [REF_HEADINGS, *rows]), 1)
    (priority,) = read_all(made).priorities
    assert (priority.ref, priority.title) == ("A.", "Prevention")


def test_a_long_title_above_a_table_is_a_title_all_the_same() -> None:
    made = document()
    title = "Improve " + "the help that children get " * 10
    across(table(made, [[title, None, None], HEADINGS, ["Do", "Chair", "May 2015"]]), 0)
    plan = read_all(made)
    assert title_above(plan, 0) == title.strip()


# Tables


def test_a_table_set_apart_by_a_heading_goes_on_under_the_headings_of_the_one_before() -> None:
    made = document()
    made.add_heading("Neglect", 1)
    table(made, [REF_HEADINGS, ["1.1", "Write", "Chair", "May 2018"]])
    made.add_heading("Voice", 1)
    table(made, [["2.1", "Ask", "Police", "June 2018"]])
    plan = read_all(made)
    assert [(each.ref, each.lead) for each in plan.actions] == [("1.1", "Chair"), ("2.1", "Police")]
    assert title_above(plan, 1) == "Voice"


def test_a_table_of_members_under_a_heading_is_no_part_of_the_plan() -> None:
    made = document()
    table(made, [REF_HEADINGS, ["1", "Write", "Chair", "May 2018"]])
    made.add_heading("Membership", 1)
    table(made, [["1", "Chair", "Board", "Independent"], ["2", "Officer", "Police", "Statutory"]])
    plan = read_all(made)
    assert len(plan.actions) == 1
    assert len(plan.unplaced) == 2


def test_a_form_with_two_labels_in_a_row_is_an_action() -> None:
    made = document()
    made.add_heading("Priority 1: Neglect", 1)
    rows: list[list[str | None]] = [
        ["Action", "Launch", None, None],
        ["Lead", "Head of Service", "Target date", "March 2020"],
        ["Progress", "Begun", "RAG", "Green"],
    ]
    found = table(made, rows)
    found.cell(0, 1).merge(found.cell(0, 3))
    plan = read_all(made)
    (action,) = plan.actions
    assert (action.action, action.lead, action.timescale) == (
        "Launch",
        "Head of Service",
        "March 2020",
    )
    assert (action.progress, action.process_agreed, plan.unplaced) == ("Begun", "Green", ())


def test_a_guess_says_what_each_column_was_taken_for() -> None:
    made = document()
    text = "Write the long strategy for all staff"
    rows = [
        ["A1", text, "Chair", "May 2015", "Green"],
        ["A2", text, "Police", "June 2015", "Amber"],
    ]
    table(made, rows)
    plan = read_all(made)
    assert [each.lead for each in plan.actions] == ["Chair", "Police"]
    assert [each.process_agreed for each in plan.actions] == ["Green", "Amber"]
    assert any("column 3 Lead, column 4 Timescale" in told for told in plan.sentences)


def test_a_key_with_an_empty_column_keeps_the_words_beyond_it() -> None:
    made = document()
    rows = [
        [rating, f"{rating} progress", "", "words beyond"] for rating in ("Red", "Amber", "Green")
    ]
    table(made, rows)
    assert [each.impact for each in read_all(made).ratings] == ["words beyond"] * 3


def test_the_plans_of_two_years_keep_their_priorities_apart() -> None:
    made = document("Business Plans")
    for year, title in (("2014/15", "Neglect"), ("2015/16", "Early Help")):
        made.add_heading(f"Business Plan {year}", 1)
        made.add_heading(f"Priority 1: {title}", 2)
        table(made, [REF_HEADINGS, ["1.1", "Write", "Chair", "March"]])
    plan = read_all(made)
    assert [title_above(plan, place) for place in (0, 1)] == ["Neglect", "Early Help"]
    assert [each.due for each in plan.actions] == [date(2015, 3, 31), date(2016, 3, 31)]
    assert any("another plan, of 2015/16" in told for told in plan.sentences)


def test_a_priority_continued_on_a_landscape_page_is_the_same() -> None:
    made = document()
    for words in ("Priority 1 - Neglect", "Priority 1 - Neglect (continued)"):
        landscape(made)
        made.add_paragraph(words).runs[0].bold = True
        table(made, [HEADINGS, ["Write", "Chair", "May 2015"]])
    assert len(read_all(made).priorities) == 1


# Lists


def test_numbered_headings_with_lines_for_lead_and_date_are_actions() -> None:
    made = document()
    made.add_heading("Priority 1: Exploitation", 1)
    for text in ("1.1 Map hotspots", "1.2 Train hotel staff"):
        made.add_heading(text, 2)
        made.add_paragraph("Lead: Licensing Manager")
        made.add_paragraph("By: December 2017")
    plan = read_all(made)
    assert [(each.ref, each.action, each.lead, each.timescale) for each in plan.actions] == [
        ("1.1", "Map hotspots", "Licensing Manager", "December 2017"),
        ("1.2", "Train hotel staff", "Licensing Manager", "December 2017"),
    ]


def test_a_bold_line_above_a_list_is_its_priority() -> None:
    made = document()
    for title in ("1. Prevention", "2. Quality"):
        made.add_paragraph(title).runs[0].bold = True
        made.add_paragraph(f"Do the {title} work", style="List Number")
        made.add_paragraph("Lead: Manager\nBy: June 2018\nStatus: Complete")
    plan = read_all(made)
    assert [(each.ref, each.title) for each in plan.priorities] == [
        ("1.", "Prevention"),
        ("2.", "Quality"),
    ]
    assert [(each.lead, each.timescale, each.status) for each in plan.actions] == [
        ("Manager", "June 2018", "Complete")
    ] * 2


# Nothing is lost

PRINTED = ["Ref", *HEADINGS, "Q1", "Q2", "RAG Q1", "RAG Q2", "Complete", "In progress", "Red",
           "Amber", "Status", "Q1 milestones", "Q2 milestones", "Completed?", "Priority", "#",
           "Who else is involved?", "Timescale & Resources", "Target date (revised)"]  # fmt: skip
SAID = ["", "1", "1.1", "A1", "x", "✓", "no", "Write it", "May 2015", "1. Do\n2. See",
        "1. Chair\n2. Police", "Complete June 2015", "G ↑", "Red", "Update: sent", "☐",
        "Priority 2: Voice", "Evidence: none\nmore", "Lead: Chair", "Outcome: safe"]  # fmt: skip


@examples(80)
@given(
    st.lists(st.sampled_from(PRINTED), min_size=2, max_size=8, unique=True),
    st.lists(st.lists(st.sampled_from(SAID), min_size=8, max_size=8), max_size=5),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7), st.booleans()), max_size=4),
)
def test_every_word_of_marks_quarters_forms_and_updates_is_somewhere(
    headings: list[str], rows: list[list[str]], changes: list[tuple[int, int, bool]]
) -> None:
    made = document()
    found = table(made, [headings, *(row[: len(headings)] for row in rows)])
    for row, column, is_across in changes:
        row, column = row % len(found.rows), column % len(headings)
        if is_across:
            across(found, row)
        else:
            shade(found.cell(row, column), ("FF0000", "00B050")[column % 2])
    read_all(made)


# Tracked changes, controls and kinds of file


def test_a_paragraph_whose_end_was_struck_out_runs_into_the_next() -> None:
    made = document()
    cell = table(made, [HEADINGS, ["Write the ", "Chair", "May 2015"]]).cell(1, 0)
    mark = f'<w:rPr {nsdecls("w")}><w:del w:id="7" w:author="A"/></w:rPr>'
    cell.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(mark))
    cell.add_paragraph("neglect strategy")
    (action,) = read_all(made).actions
    assert (action.action, action.tasks) == ("Write the neglect strategy", ())


def test_a_row_that_was_struck_out_is_gone_and_a_changed_date_is_the_new_one() -> None:
    made = document()
    rows = [["Write", "Chair", ""], ["Removed", "Police", "May 2015"]]
    found = table(made, [HEADINGS, *rows])
    deleted(found.cell(1, 2).paragraphs[0], "May 2015")
    inserted(found.cell(1, 2).paragraphs[0], "July 2015")
    struck_row(found, 2)
    plan = read_all(made)
    assert [(each.action, each.timescale) for each in plan.actions] == [("Write", "July 2015")]


def test_rows_of_a_repeating_content_control_are_rows() -> None:
    made = document()
    found = table(made, [HEADINGS, ["Write", "Chair", "May 2015"]])
    row = found.rows[1]._tr
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[1].append(row)
    assert [each.action for each in read_all(made).actions] == ["Write"]


def test_a_strict_document_is_read_as_any_other() -> None:
    made = document()
    table(made, [HEADINGS, ["Write", "Chair", "May 2015"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_bytes(made))) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            for part in (b"wordprocessingml/main", b"officeDocument/relationships"):
                folder, last = part.split(b"/")
                usual = b"http://schemas.openxmlformats.org/" + folder + b"/2006/" + last
                content = content.replace(usual, b"http://purl.oclc.org/ooxml/" + part)
            target.writestr(item.filename, content)
    plan = read_plan(out.getvalue(), NAME)
    assert [each.action for each in plan.actions] == ["Write"]


def test_text_from_right_to_left_and_of_double_width_is_kept() -> None:
    made = document()
    rows = [
        ["نشر الدليل", "Community Lead", "May 2015"],
        ["发布中文指南", "社区负责人", "June 2015"],
    ]
    table(made, [HEADINGS, *rows])
    assert [(each.action, each.lead) for each in read_all(made).actions] == [
        ("نشر الدليل", "Community Lead"),
        ("发布中文指南", "社区负责人"),
    ]
