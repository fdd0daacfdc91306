"""Kinds of papers that were once read wrongly: each in several shapes of its own."""

import pytest

from tests.word_plans import Cells, document, imported, table
from toolkit.importing.plan.records import Grade, ImportedPlan

HEADS = ["Action", "Lead", "By when"]
WORK = ["Train all staff", "Head of Service", "June 2026"]


def plan_of(rows: Cells, *above: str) -> ImportedPlan:
    made = document("Business plan 2026/27")
    for heading in above:
        made.add_heading(heading, 1)
    table(made, rows)
    return imported(made)


def titles(plan: ImportedPlan) -> dict[str, str]:
    return {priority.ref: priority.title for priority in plan.priorities}


# What holds no actions


@pytest.mark.parametrize(
    "rows",
    [
        [["Version", "Date", "Description", "Author"], ["0.1", "26/04/2026", "First", "Officer"],
         ["1.0", "30/06/2026", "Approved by the board", "Officer"]],
        [["Issue", "Date issued", "Changes made", "Approved by"],
         ["A", "1 May 2026", "New", "Board"],
         ["B", "2 June 2026", "Dates put right", "Chair"]],
        [["Version", "1.0"], ["Author", "Policy Officer"], ["Date", "1 May 2026"],
         ["Review date", "1 May 2027"]],
        [["Risk ID", "Risk description", "Likelihood", "Impact", "Mitigation", "Owner", "Status"],
         ["R1", "Data is lost in the change", "4", "3", "Back up", "IT lead", "Open"],
         ["R2", "Staff leave too early", "2", "3", "Train two", "HR lead", "Open"]],
        [["Ref", "Risk", "Inherent score", "Controls", "Residual score", "Owner", "Review date"],
         ["1", "Demand grows", "16", "Triage", "9", "Head", "May 2026"],
         ["2", "Money ends", "12", "Reserve", "6", "Chair", "June 2026"]],
        [["Name", "Organisation", "Signature", "Date"], ["A", "Police", "", "May 2026"],
         ["B", "ICB", "", "June 2026"], ["C", "Council", "", "June 2026"]],
        [["Partner", "Contribution 2025/26", "Contribution 2026/27"],
         ["Council", "60,000", "62,000"],
         ["Police", "12,500", "12,500"], ["Total", "72,500", "74,500"]],
        [["Why", "Background", "Where did the idea come from?"],
         ["What", "Documents", "Where are they kept?"], ["Who", "Partners", "Who must agree?"],
         ["When", "Timescales", "When must it be done?"]],
    ],
    ids=["versions", "issues", "versions on their side", "risks", "risks by score", "signatures",
         "money", "questions"],
)  # fmt: skip
def test_tables_about_something_else_give_no_actions_and_keep_their_words(rows: Cells) -> None:
    plan = plan_of(rows)
    assert plan.actions == ()
    held = "\n".join(piece.text for piece in plan.unplaced)
    assert all(text in held for row in rows for text in row if text)


@pytest.mark.parametrize(
    "heading",
    [
        "Review of last year's actions 2025/26",
        "Progress against the 2025-26 plan",
        "What we did in 2025/26",
    ],
)
def test_last_years_table_is_not_this_years_plan(heading: str) -> None:
    made = document("Business plan 2026/27")
    made.add_heading(heading, 1)
    table(made, [["Action", "Lead", "What happened"], ["Write a policy", "Chair", "Written"]])
    made.add_heading("Priority 1: Neglect", 1)
    table(made, [HEADS, WORK])
    plan = imported(made)
    assert [action.action for action in plan.actions] == ["Train all staff"]
    assert any("Write a policy" in piece.text for piece in plan.unplaced)


@pytest.mark.parametrize("last", ["Review date: January 2027", "Approved by: The board"])
def test_lines_of_who_signed_are_no_actions(last: str) -> None:
    made = document("Evacuation plan")
    for line in ("In an emergency", "Ring 999", "Signed:", "Date: January 2026", last):
        made.add_paragraph(line)
    assert imported(made).actions == ()


# Titles and what is below them


@pytest.mark.parametrize(("first", "second"), [("A", "B"), ("1", "2"), ("One", "Two")])
def test_a_row_that_others_count_on_is_an_objective_under_a_priority(
    first: str, second: str
) -> None:
    made = document()
    for letter in (first, second):
        made.add_heading(f"Priority {letter} – Topic {letter}", 1)
        ref = letter[0]
        table(
            made,
            [
                ["No.", *HEADS],
                [f"{ref}1" if ref.isalpha() else f"{ref}.1", "Goal", "", ""],
                [f"{ref}1.1" if ref.isalpha() else f"{ref}.1.1", *WORK],
            ],
        )
    plan = imported(made)
    assert list(titles(plan).values()) == [f"Topic {first}", f"Topic {second}"]
    assert [action.priority for action in plan.actions] == [p.ref for p in plan.priorities]
    assert all(action.objective[0].endswith("Goal") for action in plan.actions)


@pytest.mark.parametrize("word", ["Work plan", "Theme", "Priority area", "Standard", "Workstream"])
def test_numbered_headings_above_tables_name_what_their_actions_serve(word: str) -> None:
    made = document()
    for number in (1, 2):
        made.add_heading(f"{word} {number}: Topic {number}", 1)
        table(made, [HEADS, WORK])
    plan = imported(made)
    found = titles(plan)
    assert [found[action.priority] for action in plan.actions] == ["Topic 1", "Topic 2"]


def test_what_is_written_under_each_priority_is_that_priorities_own() -> None:
    made = document()
    for number in (1, 2):
        made.add_heading(f"Priority {number}: Topic {number}", 1)
        made.add_paragraph(f"Sponsor of {number}: Chief Constable")
        made.add_heading("What difference will it make?", 2)
        made.add_paragraph(f"Children {number} are safer.")
        made.add_heading("How we will do it", 2)
        table(made, [HEADS, WORK])
    plan = imported(made)
    assert [p.sub_points for p in plan.priorities] == [
        ("Sponsor of 1: Chief Constable",), ("Sponsor of 2: Chief Constable",)
    ]  # fmt: skip
    assert [each.outcome for each in plan.outcomes] == [
        "Children 1 are safer.", "Children 2 are safer."
    ]  # fmt: skip
    assert plan.narrative == ()
    assert plan.unplaced == ()


def test_each_action_keeps_the_theme_of_its_column() -> None:
    rows = [
        ["Theme", *HEADS],
        ["Custody", *WORK],
        ["Custody", "Review remands", "Manager", "July 2026"],
        ["Resources", "Revise the budget", "Manager", "May 2026"],
    ]
    plan = plan_of(rows, "Action plan")
    found = titles(plan)
    assert [found[each.priority] for each in plan.actions] == ["Custody", "Custody", "Resources"]


def test_bullets_without_leads_under_a_numbered_title_like_the_others_are_actions() -> None:
    made = document()
    made.add_heading("1. One", 1)
    for words in ("Do this (Lead: Police)", "Do that (Lead: ICB)"):
        made.add_paragraph(words, style="List Bullet")
    made.add_heading("2. Two", 1)
    for words in ("Train staff", "Check practice"):
        made.add_paragraph(words, style="List Bullet")
    made.add_heading("Membership", 1)
    made.add_paragraph("The Chair", style="List Bullet")
    plan = imported(made)
    assert [action.action for action in plan.actions] == [
        "Do this", "Do that", "Train staff", "Check practice"
    ]  # fmt: skip


# Headings


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize("heading", ["How we{}ll know", "How we{}ll know it has worked"])
def test_how_we_will_know_is_known_with_either_apostrophe(heading: str, apostrophe: str) -> None:
    rows = [[*HEADS, heading.format(apostrophe)], [*WORK, "An audit shows it"]]
    (action,) = plan_of(rows).actions
    assert action.how_we_will_know == ("An audit shows it",)
    assert action.method == ()


@pytest.mark.parametrize("heading", ["What happened", "What has happened?", "What did we do?"])
def test_what_happened_is_progress(heading: str) -> None:
    (action,) = plan_of([[*HEADS, heading], [*WORK, "Held in May"]]).actions
    assert action.progress == "Held in May"


@pytest.mark.parametrize("other", ["Risk RAG", "Measure RAG", "RAG of risk", "Previous RAG"])
@pytest.mark.parametrize("ours", ["Activity RAG", "RAG", "Delivery RAG rating", "Action BRAG"])
def test_only_the_colour_of_the_work_is_the_rating(ours: str, other: str) -> None:
    for heads, cells in (
        ([ours, other], ["Green", "Red"]),
        ([other, ours], ["Red", "Green"]),
    ):
        plan = plan_of([[*HEADS, *heads], [*WORK, *cells]])
        (action,) = plan.actions
        assert (action.process_agreed, action.impact_agreed) == ("Green", "")
        assert [piece.text for piece in plan.unplaced] == ["Red"]


def test_the_words_of_a_form_are_not_its_headings() -> None:
    made = document()
    made.add_heading("Priority 1: Neglect", 1)
    for what in ("Train staff", "Agree timescales with police", "Review outcome measures"):
        table(made, [["Action", what], ["Lead", "Police lead"], ["Timescale", "Oct 2026"],
                     ["Measure", "Signed"]])  # fmt: skip
        made.add_paragraph()
    plan = imported(made)
    assert [(each.action, each.lead) for each in plan.actions] == [
        ("Train staff", "Police lead"),
        ("Agree timescales with police", "Police lead"),
        ("Review outcome measures", "Police lead"),
    ]


def test_guidance_below_a_heading_is_none_of_it() -> None:
    guide = "\nSome examples to help you"
    rows = [
        [f"What do I want to learn?{guide}", f"What do I have to do to achieve this?{guide}",
         f"How will I measure success?{guide}", f"Target date{guide}"],
        ["A new case system", "Take the course", "Course marks", "27/01/2027"],
    ]  # fmt: skip
    (action,) = plan_of(rows).actions
    assert action.objective == ("A new case system",)
    assert action.action == "Take the course"
    assert action.how_we_will_know == ("Course marks",)
    assert action.lead == ""


@pytest.mark.parametrize("mark", ["✓", "x", "●"])
def test_ticks_under_two_rows_of_years_and_months_say_when(mark: str) -> None:
    made = document("Work programme 2026")
    rows = [
        ["Ref", "Task", "Lead", "2026", "", "", "2027", "RAG"],
        ["", "", "", "Oct", "Nov", "Dec", "Jan", ""],
        ["1", "Audit neglect cases", "QA Group", "", mark, mark, mark, "G"],
        ["2", "Write the report", "Manager", mark, "", mark, "", "A"],
    ]
    found = table(made, rows)
    found.cell(0, 3).merge(found.cell(0, 5))
    for column in (0, 1, 2, 7):
        found.cell(0, column).merge(found.cell(1, column))
    plan = imported(made)
    assert [each.timescale for each in plan.actions] == [
        "Nov 2026 to Jan 2027", "Oct 2026\nDec 2026"
    ]  # fmt: skip
    assert [str(each.due) for each in plan.actions] == ["2027-01-31", "2026-12-31"]
    assert plan.unplaced == ()


# Status


@pytest.mark.parametrize("word", ["Embedded", "BAU", "Outstanding", "N/A", "Not achieved"])
def test_a_status_that_is_none_of_ours_stays_and_is_asked_about(word: str) -> None:
    plan = plan_of([[*HEADS, "Status"], [*WORK, word]])
    (action,) = plan.actions
    assert action.status == word
    (asked,) = [taken for taken in plan.taken if taken.grade is Grade.DOUBTFUL]
    assert asked.words == word
    assert f"{word}=" in asked.remap


def test_a_persons_own_word_for_a_status_is_taken() -> None:
    made = document()
    table(made, [[*HEADS, "Status"], [*WORK, "Embedded"]])
    (action,) = imported(made, Embedded="Complete").actions
    assert action.status == "Complete"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Slipping", "In progress"),
        ("Behind schedule", "In progress"),
        ("100%", "Complete"),
        ("50 %", "In progress"),
        ("0%", "Not started"),
        ("Completed 3/5/26", "Complete"),
        ("Carried forward to 2027", "Carried forward"),
    ],
)
def test_words_and_shares_that_mean_a_status(word: str, status: str) -> None:
    (action,) = plan_of([[*HEADS, "Status"], [*WORK, word]]).actions
    assert action.status == status
    assert action.status == "In progress" or action.completed_on is None or word.endswith("26")


@pytest.mark.parametrize(
    ("rating", "progress", "status"),
    [
        ("Blue", "", "Complete"),
        ("Green", "Done in May", "Complete"),
        ("Green", "Half way", "In progress"),
        ("", "", ""),
    ],
)
def test_a_plan_without_a_status_has_one_by_its_rating_and_progress(
    rating: str, progress: str, status: str
) -> None:
    (action,) = plan_of([[*HEADS, "RAG", "Progress"], [*WORK, rating, progress]]).actions
    assert action.status == status


def test_blue_means_what_the_papers_own_key_says() -> None:
    made = document()
    table(made, [["Red", "Off track"], ["Amber", "Slipping"], ["Blue", "Not started yet"]])
    made.add_paragraph()
    table(made, [[*HEADS, "RAG"], [*WORK, "Blue"]])
    (action,) = imported(made).actions
    assert (action.process_agreed, action.status) == ("Blue", "")


# Lines of several cells that belong together


def test_steps_under_an_aim_have_the_lead_and_the_time_of_their_own_line() -> None:
    rows = [
        HEADS,
        ["1. To count need\n1. Ask agencies\n2. Report it", "Manager\nHead", "Oct 2026\nMay 2027"],
        ["2. To be quick\n1. Weekly list", "Officer", "Nov 2026"],
    ]
    made = document()
    found = table(made, rows)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cell = found.cell(row, column)
            cell.text = ""
            cell.paragraphs[0].text, *more = text.split("\n")
            for line in more:
                cell.add_paragraph(line)
    plan = imported(made)
    assert [
        (each.ref, each.objective, each.action, each.lead, each.timescale) for each in plan.actions
    ] == [
        ("1.1", ("To count need",), "Ask agencies", "Manager", "Oct 2026"),
        ("1.2", ("To count need",), "Report it", "Head", "May 2027"),
        ("2.1", ("To be quick",), "Weekly list", "Officer", "Nov 2026"),
    ]


def test_a_year_in_the_headings_of_last_years_table_is_no_day_of_this_plan() -> None:
    made = document("Review 2025/26 and work plan 2026/27")
    made.add_heading("Review of last year's actions 2025/26", 1)
    table(made, [["Action 2025/26", "What happened", "RAG"], ["Write a policy", "Done", "Green"]])
    made.add_heading("1. Neglect", 1)
    table(made, [HEADS, WORK])
    assert [action.action for action in imported(made).actions] == ["Train all staff"]
