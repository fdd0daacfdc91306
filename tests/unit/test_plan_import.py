"""Word plans of shapes that boards print, read as records."""

import copy
from datetime import date

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.import_score import document_words, words_of
from tests.examples import examples
from tests.word_plans import (
    NAME,
    across,
    as_bytes,
    controlled,
    deleted,
    document,
    down,
    fill,
    imported,
    inserted,
    shade,
    table,
)
from toolkit.importing.plan import read_plan
from toolkit.importing.plan.records import ImportedPlan
from toolkit.values.errors import ToolkitError

HEADINGS = ["Ref", "Action", "Lead", "Timescale"]
ROW = ["1.1", "Write a strategy", "Head of Safeguarding", "May 2015"]


def told(plan: ImportedPlan) -> str:
    return "\n".join(plan.sentences)


def unplaced(plan: ImportedPlan) -> list[tuple[str, str]]:
    return [(each.origin, each.text) for each in plan.unplaced]


# Columns


@pytest.mark.parametrize(
    "heading",
    ["Lead", "Lead Person", "Responsible", "Owner", "By whom?", "LEAD OFFICER", "Lead(s)",
     "Who is responsible", "Lead Agency / Officer", "Accountable lead (post)"],
)  # fmt: skip
def test_the_lead_is_found_under_the_headings_boards_use(heading: str) -> None:
    made = document()
    table(made, [["Action", heading, "Deadline"], ["Write", "Chair", "May 2015"]])
    (action,) = imported(made).actions
    assert (action.action, action.lead, action.timescale) == ("Write", "Chair", "May 2015")


@pytest.mark.parametrize(
    "heading",
    ["By when", "Completion Date", "Timescale", "Deadline", "Target date", "When?", "Due by",
     "Timescale (by end of)"],
)  # fmt: skip
def test_the_timescale_is_found_under_the_headings_boards_use(heading: str) -> None:
    made = document()
    table(made, [["What we will do", "Who", heading], ["Write", "Chair", "By 31/03/16"]])
    (action,) = imported(made).actions
    assert (action.timescale, action.due) == ("By 31/03/16", date(2016, 3, 31))


def test_what_was_taken_for_what_is_told_by_table_and_column() -> None:
    made = document()
    table(made, [["Task", "Lead Person", "By when"], ["Write", "Chair", "May 2015"]])
    assert 'Table 1, column "Lead Person" read as Lead.' in imported(made).sentences


def test_a_column_of_another_kind_is_unplaced_with_its_row_and_heading() -> None:
    made = document()
    table(made, [[*HEADINGS, "Weather"], [*ROW, "Rain"]])
    assert unplaced(imported(made)) == [('table 1, row 2, column "Weather" (action 1.1)', "Rain")]


def test_a_heading_that_is_mapped_goes_where_it_was_mapped_to() -> None:
    made = document()
    table(made, [[*HEADINGS, "Weather"], [*ROW, "Rain"]])
    plan = imported(made, Weather="Resources")
    assert plan.actions[0].resources == "Rain"
    assert plan.unplaced == ()


def test_a_heading_mapped_to_no_field_of_ours_is_one_sentence() -> None:
    with pytest.raises(ToolkitError, match="Nonsense"):
        read_plan(as_bytes(document()), NAME, {"Weather": "Nonsense"})


def test_a_shared_column_is_parted_line_by_line() -> None:
    made = document()
    headings = ["Outcome", "Method", "Timescale & Resources"]
    table(made, [headings, ["Safer homes", "Visits", "Twice per year\n£5000 for training"]])
    (action,) = imported(made).actions
    assert (action.timescale, action.resources) == ("Twice per year", "£5000 for training")


def test_lead_and_date_in_one_cell_are_parted() -> None:
    made = document()
    headings = ["Action", "Lead and timescale"]
    table(made, [headings, ["Write", "Chair (Sept 2015)"], ["Read", "Police\nOngoing"]])
    first, second = imported(made).actions
    assert (first.lead, first.timescale) == ("Chair", "Sept 2015")
    assert (second.lead, second.timescale) == ("Police", "Ongoing")


def test_pairs_of_impact_and_how_it_is_known_keep_their_order() -> None:
    made = document()
    cell = "Fewer referrals = counts fall\nSafer homes\nHappier = survey"
    headings = ["Action", "Lead", "Impact expected & How will we know?"]
    table(made, [headings, ["Write", "Chair", cell]])
    (action,) = imported(made).actions
    assert action.impact_expected == ("Fewer referrals", "Safer homes", "Happier")
    assert action.how_we_will_know == ("counts fall", "–", "survey")


def test_reporting_lines_in_the_lead_column_are_no_leads() -> None:
    made = document()
    lead = "Chair\nReporting to the Executive"
    table(made, [HEADINGS, ["1", "Write", lead, "May 2015"]])
    (action,) = imported(made).actions
    assert (action.lead, action.other_leads, action.report_to) == ("Chair", (), "Executive")


def test_oversight_in_the_action_column_is_parted() -> None:
    made = document()
    text = "Write a plan\nWork plan and oversight – Quality Group Verified by Audit Report to Board"
    table(made, [HEADINGS, ["1", text, "Chair", "May 2015"]])
    (action,) = imported(made).actions
    assert (action.action, action.tasks) == ("Write a plan", ())
    assert (action.sub_group, action.verified_by, action.report_to) == (
        "Quality Group",
        "Audit",
        "Board",
    )


def test_a_method_that_speaks_of_reports_stays_a_method() -> None:
    made = document()
    rows = [
        ["Action", "How", "Lead", "When"],
        ["Write", "Report to the Board", "Chair", "May 2015"],
    ]
    table(made, rows)
    (action,) = imported(made).actions
    assert (action.method, action.report_to) == (("Report to the Board",), "")


def test_leads_apart_by_line_slash_or_semicolon_are_several() -> None:
    made = document()
    table(made, [HEADINGS, ["1", "Write", "Chair/Police; Health\nSchools", "May 2015"]])
    (action,) = imported(made).actions
    assert (action.lead, action.other_leads) == ("Chair", ("Police", "Health", "Schools"))


def test_two_numbered_objectives_in_one_cell_stay_one_row() -> None:
    made = document()
    headings = ["Objective", "Tasks", "Lead", "By when"]
    table(made, [headings, ["1. Safe homes\n2. Safe schools", "Visit\nWrite", "Chair", "May 2015"]])
    (action,) = imported(made).actions
    assert (action.ref, action.objective) == ("1.", ("Safe homes", "2. Safe schools"))
    assert action.tasks == ("Visit", "Write")


def test_bullets_under_an_action_are_its_tasks() -> None:
    made = document()
    found = table(made, [HEADINGS, ["1", "Write the plan:", "Chair", "May 2015"]])
    found.cell(1, 1).add_paragraph("• Draft")
    found.cell(1, 1).add_paragraph("Print", style="List Bullet")
    (action,) = imported(made).actions
    assert (action.action, action.tasks) == ("Write the plan:", ("Draft", "Print"))


def test_an_outcome_to_the_right_of_the_action_is_its_impact() -> None:
    made = document()
    table(made, [["Action", "Lead", "Outcome"], ["Write", "Chair", "Safer"]])
    assert imported(made).actions[0].impact_expected == ("Safer",)


def test_two_columns_of_updates_keep_their_headings() -> None:
    made = document()
    table(made, [["Action", "Lead", "Q1 update", "Q2 update"], ["Write", "Chair", "Begun", "Done"]])
    assert imported(made).actions[0].progress == "Q1 update: Begun\nQ2 update: Done"


# Themes and priorities


def test_bands_open_themes_and_priorities() -> None:
    made = document()
    found = table(
        made,
        [["Strategic Theme 1 Homes"], ["Priority 1.1 To see neglect"], HEADINGS, ROW,
         ["Priority 1.2: To act"], ["1.2.1", "Act", "Police", "June 2015"]],
    )  # fmt: skip
    across(found, 0, 1, 4)
    plan = imported(made)
    assert [(theme.ref, theme.title) for theme in plan.themes] == [("Strategic Theme 1", "Homes")]
    assert [(each.ref, each.title, each.theme) for each in plan.priorities] == [
        ("Priority 1.1", "To see neglect", "Strategic Theme 1"),
        ("Priority 1.2", "To act", "Strategic Theme 1"),
    ]
    assert [action.priority for action in plan.actions] == ["Priority 1.1", "Priority 1.2"]


def test_two_plain_bands_are_a_theme_and_a_priority_named_by_their_actions() -> None:
    made = document()
    for number, title in enumerate(("Participation", "Safer workforce"), start=4):
        row = [f"{number}.1", "Write", "Chair", "May 2015"]
        across(table(made, [["WORKSTREAMS"], [title], HEADINGS, row]), 0, 1)
        made.add_paragraph()
    plan = imported(made)
    assert [theme.title for theme in plan.themes] == ["WORKSTREAMS"]
    assert [(each.ref, each.title) for each in plan.priorities] == [
        ("4", "Participation"),
        ("5", "Safer workforce"),
    ]


def test_a_paragraph_above_a_table_names_its_priority() -> None:
    made = document()
    for number, title in enumerate(("Neglect", "Voice"), start=1):
        made.add_heading(f"Priority {number} – {title}", 2)
        table(made, [HEADINGS, ROW])
    plan = imported(made)
    assert [(each.ref, each.title) for each in plan.priorities] == [
        ("Priority 1", "Neglect"),
        ("Priority 2", "Voice"),
    ]
    assert [action.priority for action in plan.actions] == ["Priority 1", "Priority 2"]


def test_the_list_in_front_is_no_second_set_of_priorities() -> None:
    made = document()
    made.add_paragraph("Priority 1: Neglect of children")
    made.add_paragraph("Priority 2: Voice")
    for number, title in enumerate(("Neglect", "Voice", "Online harm"), start=1):
        across(table(made, [[f"Priority {number}: {title}"], HEADINGS, ROW]), 0)
        made.add_paragraph()
    plan = imported(made)
    assert [(each.title, each.front_title, each.on_front_list) for each in plan.priorities] == [
        ("Neglect", "Neglect of children", "Yes"),
        ("Voice", "", "Yes"),
        ("Online harm", "", "No"),
    ]


def test_evidence_outcomes_and_measures_stand_under_their_priority() -> None:
    made = document()
    made.add_heading("Priority 1: Neglect", 1)
    for label, text in (
        ("Why is this a priority?", "Two audits found drift."),
        ("What difference do we want to make?", "Children are seen."),
        ("How will we measure success?", "Fewer repeat plans."),
    ):
        made.add_heading(label, 2)
        made.add_paragraph(text)
    table(made, [HEADINGS, ROW])
    plan = imported(made)
    assert [(each.priority, each.text) for each in plan.evidence] == [
        ("Priority 1", "Two audits found drift.")
    ]
    assert [each.outcome for each in plan.outcomes] == ["Children are seen."]
    assert [each.measure for each in plan.measures] == ["Fewer repeat plans."]


def test_a_priority_has_a_table_of_its_own_with_outcomes_and_their_progress() -> None:
    made = document()
    outcomes = "We want to see children\nThree were seen\nWe want to hear them\nTwo were heard"
    rows = [["Priority 1:", "Neglect\nUnder ones"], ["Evidence base", "Audit\nData"],
            ["Key outcomes", outcomes], ["Measures of success", "Fewer plans"]]  # fmt: skip
    table(made, rows)
    made.add_paragraph()
    table(made, [HEADINGS, ROW])
    plan = imported(made)
    (priority,) = plan.priorities
    assert (priority.title, priority.sub_points) == ("Neglect", ("Under ones",))
    assert [each.text for each in plan.evidence] == ["Audit", "Data"]
    assert [(each.outcome, each.progress) for each in plan.outcomes] == [
        ("We want to see children", ("Three were seen",)),
        ("We want to hear them", ("Two were heard",)),
    ]
    assert [each.measure for each in plan.measures] == ["Fewer plans"]
    assert plan.actions[0].priority == "Priority 1"


def test_a_plan_without_priorities_gets_one_and_says_so() -> None:
    made = document("Neglect Work Plan")
    table(made, [HEADINGS, ROW])
    plan = imported(made)
    assert [each.title for each in plan.priorities] == ["Neglect Work Plan"]
    assert plan.actions[0].priority == plan.priorities[0].ref
    assert "1 action under no priority" in told(plan)


def test_an_objective_across_the_table_is_that_of_the_rows_below_it() -> None:
    made = document()
    across(
        table(made, [["Priority 1: Neglect"], ["Objective 1.1: Act early"], HEADINGS, ROW]), 0, 1
    )
    assert imported(made).actions[0].objective == ("Objective 1.1: Act early",)


# Shapes


def test_vertically_merged_first_columns_hold_for_each_row() -> None:
    made = document()
    found = table(
        made,
        [["Priority", "Objective", "What we will do", "Who", "By when"],
         ["1. Neglect", "See it early", "Launch a toolkit", "Head",
          "Sept 2014 (subject to funding)"],
         [None, None, "Audit cases", "Quality Group", "as per the strategy"],
         ["2. Voice", "Hear children", "Ask them", "Voice lead", "Spring term 2016"]],
    )  # fmt: skip
    down(found, 0, 1, 2)
    down(found, 1, 1, 2)
    plan = imported(made)
    assert [(each.ref, each.title) for each in plan.priorities] == [
        ("1.", "Neglect"),
        ("2.", "Voice"),
    ]
    assert [(a.priority, a.objective[0], a.action, a.due) for a in plan.actions] == [
        ("1.", "See it early", "Launch a toolkit", date(2014, 9, 30)),
        ("1.", "See it early", "Audit cases", None),
        ("2.", "Hear children", "Ask them", date(2016, 3, 31)),
    ]
    assert "1 action with a timescale that depends on something" in told(plan)
    assert "1 action with a timescale that names no time" in told(plan)


def test_coloured_cells_without_words_become_guessed_ratings() -> None:
    made = document()
    rows = [[*HEADINGS, "RAG"], *([*ROW, ""] for _ in range(5))]
    found = table(made, rows)
    for row, colour in enumerate(("FF0000", "FFC000", "00B050", "0070C0", "A6A6A6"), start=1):
        shade(found.cell(row, 4), colour)
    plan = imported(made)
    ratings = [action.process_agreed for action in plan.actions]
    assert ratings == ["Red", "Amber", "Green", "Blue", "Grey"]
    assert "a cell coloured red without words is a guessed Process agreed of Red" in told(plan)


def test_a_coloured_column_without_a_heading_is_guessed_too() -> None:
    made = document()
    found = table(made, [[*HEADINGS, ""], [*ROW, ""], [*ROW, ""]])
    shade(found.cell(1, 4), "92D050")
    shade(found.cell(2, 4), "FFFF00")
    assert [action.process_agreed for action in imported(made).actions] == ["Green", "Amber"]


def test_a_coloured_mark_without_words_is_a_guessed_rating() -> None:
    made = document()
    found = table(made, [[*HEADINGS, "RAG"], [*ROW, ""], [*ROW, ""]])
    mark = found.cell(1, 4).paragraphs[0].add_run("●")
    mark.font.color.rgb = RGBColor(0xFF, 0, 0)
    blank = found.cell(2, 4).paragraphs[0].add_run(" ")
    blank.font.highlight_color = WD_COLOR_INDEX.BRIGHT_GREEN
    assert [action.process_agreed for action in imported(made).actions] == ["Red", "Green"]


def test_a_white_cell_says_nothing() -> None:
    made = document()
    found = table(made, [[*HEADINGS, "RAG"], [*ROW, ""]])
    shade(found.cell(1, 4), "FFFFFF")
    assert imported(made).actions[0].process_agreed == ""


def test_headings_in_two_lines_below_a_title_with_an_empty_column() -> None:
    made = document()
    made.sections[0].orientation = WD_ORIENT.LANDSCAPE
    found = made.add_table(4, 6)
    fill(found, [["Improvement plan as agreed in May"],
                 ["No", "Action", "Responsibility", None, "", "Target date"],
                 [None, None, "Lead", "Support", "", None],
                 ["1", "Write", "Director", "Police", "", "May 2015"]])  # fmt: skip
    across(found, 0)
    found.cell(1, 2).merge(found.cell(1, 3))
    for column in (0, 1, 5):
        down(found, column, 1, 2)
    (action,) = imported(made).actions
    assert (action.ref, action.action, action.lead, action.other_leads, action.timescale) == (
        "1",
        "Write",
        "Director",
        ("Police",),
        "May 2015",
    )


def test_headings_printed_on_each_page_are_no_rows() -> None:
    made = document()
    second = ["1.2", "Read", "Police", "June 2015"]
    table(made, [HEADINGS, ROW, HEADINGS, second])
    plan = imported(made)
    assert [action.ref for action in plan.actions] == ["1.1", "1.2"]
    assert "Table 1, row 3: read as the headings printed again." in plan.sentences


def test_headings_printed_once_hold_for_the_tables_below() -> None:
    made = document()
    table(made, [HEADINGS, ROW])
    made.add_paragraph()
    table(made, [["1.2", "Read", "Police", "June 2015"]])
    assert [action.lead for action in imported(made).actions] == ["Head of Safeguarding", "Police"]


def test_a_row_cut_by_a_page_break_is_put_together() -> None:
    made = document()
    table(made, [HEADINGS, ["1.1", "Write the plan and", "Chair", "May 2015"]])
    made.add_paragraph()
    table(
        made, [HEADINGS, ["", "share it with partners", "", ""], ["1.2", "Read", "A", "May 2015"]]
    )
    plan = imported(made)
    assert [action.action for action in plan.actions] == [
        "Write the plan and share it with partners",
        "Read",
    ]
    assert "taken as the rest of the row above it" in told(plan)


def test_a_row_without_a_ref_but_with_a_lead_is_a_row_of_its_own() -> None:
    made = document()
    table(made, [HEADINGS, ROW, ["", "and read it", "Police", ""]])
    assert len(imported(made).actions) == 2


def test_a_table_turned_on_its_side_gives_an_action_a_column() -> None:
    made = document()
    rows = [["Action", "Write", "Read"], ["Lead", "Chair", "Police"],
            ["By when", "May 2015", "Ongoing"], ["Cost", "£2,000", ""]]  # fmt: skip
    table(made, rows)
    first, second = imported(made).actions
    assert (first.action, first.lead, first.resources) == ("Write", "Chair", "£2,000")
    assert (second.action, second.lead, second.timescale) == ("Read", "Police", "Ongoing")


def test_a_table_without_headings_is_guessed_from_its_cells() -> None:
    made = document()
    rows = [["1", "Write a strategy for all the partners", "Chair", "May 2015"],
            ["2", "Train all the workers of the county", "Training lead", "Ongoing"]]  # fmt: skip
    table(made, rows)
    plan = imported(made)
    assert [(action.ref, action.lead) for action in plan.actions] == [
        ("1", "Chair"),
        ("2", "Training lead"),
    ]
    assert "its columns were guessed" in told(plan)


def test_a_status_of_the_year_before_is_not_this_years() -> None:
    made = document("Business Plan 2015/16")
    table(made, [[*HEADINGS, "Status 2014/15", "Status"], [*ROW, "Complete", "In progress"]])
    plan = imported(made)
    assert plan.actions[0].status == "In progress"
    origin = 'table 1, row 2, column "Status 2014/15" (action 1.1)'
    assert unplaced(plan) == [(origin, "Complete")]


@pytest.mark.parametrize(
    ("words", "status", "rating", "progress"),
    [
        ("Done", "Complete", "", ""),
        ("On track", "In progress", "", ""),
        ("Green", "", "Green", ""),
        ("Complete – sent in June", "Complete", "", "Complete – sent in June"),
        ("Waiting for the audit", "", "", "Waiting for the audit"),
    ],
)
def test_a_status_in_words_is_understood_or_kept(
    words: str, status: str, rating: str, progress: str
) -> None:
    made = document()
    table(made, [[*HEADINGS, "Status"], [*ROW, words]])
    (action,) = imported(made).actions
    assert (action.status, action.process_agreed, action.progress) == (status, rating, progress)


def test_a_list_with_labels_is_a_plan() -> None:
    made = document()
    made.add_paragraph("This plan says what we will do.")
    made.add_heading("Priority 1: Neglect", 1)
    made.add_paragraph("Launch a toolkit. Lead: Head. By when: June 2015", style="List Number")
    made.add_paragraph("Train (Lead: Workforce Group; Timescale: quarterly)", style="List Number")
    made.add_paragraph("Book the venue", style="List Bullet 2")
    made.add_heading("Priority 2: Voice", 1)
    made.add_paragraph("Ask the children", style="List Number")
    made.add_paragraph("Lead: Voice lead")
    made.add_paragraph("Timescale: 31 October 2015")
    plan = imported(made)
    assert [(a.priority, a.action, a.lead, a.timescale, a.tasks) for a in plan.actions] == [
        ("Priority 1", "Launch a toolkit", "Head", "June 2015", ()),
        ("Priority 1", "Train", "Workforce Group", "quarterly", ("Book the venue",)),
        ("Priority 2", "Ask the children", "Voice lead", "31 October 2015", ()),
    ]
    assert [block.text for block in plan.narrative] == ["This plan says what we will do."]


def test_a_list_with_dashes_is_a_plan() -> None:
    made = document("Work Plan 2016")
    made.add_heading("Early help", 2)
    made.add_paragraph("Publish the guide – Business Manager – March 2016", style="List Bullet")
    (action,) = imported(made).actions
    assert (action.action, action.lead, action.due) == (
        "Publish the guide",
        "Business Manager",
        date(2016, 3, 31),
    )


def test_a_report_with_lists_is_no_plan() -> None:
    made = document("Annual report 2015/16")
    made.add_heading("Early help", 2)
    made.add_paragraph("60% of children were aged under one", style="List Bullet")
    made.add_paragraph("Inspection in May 2015", style="List Bullet")
    plan = imported(made)
    assert plan.actions == ()
    assert "No actions were found" in told(plan)


def test_headings_may_be_actions_where_leads_and_dates_follow() -> None:
    made = document("Plan 2019/20")
    made.add_heading("Priority 1: Neglect", 1)
    for title in ("Train staff", "Audit cases"):
        made.add_heading(title, 2)
        made.add_paragraph("Lead: Chair")
        made.add_paragraph("Timescale: May 2019")
    plan = imported(made)
    assert [(action.priority, action.action) for action in plan.actions] == [
        ("Priority 1", "Train staff"),
        ("Priority 1", "Audit cases"),
    ]


def test_lines_parted_by_tabs_are_a_plan() -> None:
    made = document("Work plan 2018")
    made.add_heading("Neglect", 2)
    made.add_paragraph("1.1\tTrain staff\tTraining lead\tMarch 2018")
    made.add_paragraph("1.2\tAudit cases\tQuality group\tOngoing")
    assert [(a.ref, a.action, a.lead, a.timescale) for a in imported(made).actions] == [
        ("1.1", "Train staff", "Training lead", "March 2018"),
        ("1.2", "Audit cases", "Quality group", "Ongoing"),
    ]


def test_numbered_action_labels_give_references() -> None:
    made = document()
    made.add_paragraph("Priority 1: Neglect")
    for line in ("Action 1.1: Write", "Responsible: Chair", "Deadline: June 2015"):
        made.add_paragraph(line)
    (action,) = imported(made).actions
    assert (action.ref, action.action, action.lead) == ("1.1", "Write", "Chair")


def test_a_merged_first_column_without_a_heading_holds_the_priority() -> None:
    made = document()
    rows = [["", "Action", "Lead", "When"], ["Neglect", "Write", "Chair", "May 2015"],
            [None, "Read", "Police", "June 2015"]]  # fmt: skip
    down(table(made, rows), 0, 1, 2)
    plan = imported(made)
    assert [each.title for each in plan.priorities] == ["Neglect"]
    assert len({action.priority for action in plan.actions}) == 1


def test_shades_under_several_months_are_no_ratings() -> None:
    made = document()
    found = table(made, [[*HEADINGS, "Q1", "Q2"], [*ROW, "", ""], [*ROW, "", ""]])
    shade(found.cell(1, 4), "00B050")
    shade(found.cell(2, 5), "00B050")
    assert [action.process_agreed for action in imported(made).actions] == ["", ""]


def test_a_prioritys_title_may_head_the_column_of_its_actions() -> None:
    made = document()
    table(made, [["Priority 1: Neglect", "Lead", "Timescale"], ["Write", "Chair", "May 2015"]])
    plan = imported(made)
    assert [(each.ref, each.title) for each in plan.priorities] == [("Priority 1", "Neglect")]
    assert [(a.action, a.lead) for a in plan.actions] == [("Write", "Chair")]


def test_reasons_in_rows_across_the_table_are_evidence() -> None:
    made = document()
    found = table(
        made, [["Priority 1: Neglect"], ["Why is this a priority?"], ["Audits"], HEADINGS, ROW]
    )
    across(found, 0, 1, 2)
    assert [each.text for each in imported(made).evidence] == ["Audits"]


def test_a_name_below_a_bare_number_is_the_prioritys_title() -> None:
    made = document()
    made.add_heading("Priority 1", 1)
    made.add_heading("Neglect", 2)
    table(made, [HEADINGS, ROW])
    assert [(each.ref, each.title) for each in imported(made).priorities] == [
        ("Priority 1", "Neglect")
    ]


def test_running_text_is_told_where_it_went() -> None:
    made = document()
    made.add_paragraph("We met and spoke about the year.")
    table(made, [HEADINGS, ROW])
    assert "1 paragraph of running text read as the Plan introduction." in told(imported(made))


def test_cells_are_never_quoted_in_what_is_told() -> None:
    made = document()
    table(made, [HEADINGS, ["1", "Secretword", "Secretlead", "Secretdate"]])
    assert "Secret" not in told(imported(made))


def test_insertions_are_kept_and_deletions_left_out_and_told() -> None:
    made = document()
    found = table(made, [HEADINGS, ROW])
    inserted(found.cell(1, 1).paragraphs[0], " for all")
    deleted(found.cell(1, 1).paragraphs[0], " for nobody at all")
    plan = imported(made)
    assert plan.actions[0].action == "Write a strategy for all"
    assert "4 words deleted by tracked changes left out" in told(plan)
    assert "1 tracked insertion taken" in told(plan)


def test_content_controls_are_looked_through_and_empty_ones_unplaced() -> None:
    made = document()
    found = table(made, [HEADINGS, ROW, ROW])
    controlled(found.cell(1, 2), "Education lead")
    controlled(found.cell(2, 2), "Click here to enter text.", is_placeholder=True)
    plan = imported(made)
    assert [action.lead for action in plan.actions] == ["Education lead", ""]
    assert unplaced(plan) == [
        ("a content control that nobody filled in", "Click here to enter text.")
    ]


def test_a_table_inside_a_cell_is_read_as_lines_of_it() -> None:
    made = document()
    found = table(made, [HEADINGS, ROW])
    fill(found.cell(1, 1).add_table(2, 2), [["Primary", "12"], ["Secondary", "4"]])
    assert imported(made).actions[0].tasks == ("Primary; 12", "Secondary; 4")


def test_a_plan_inside_a_frame_is_read_as_a_plan() -> None:
    made = document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "Priority 1: Inside"
    fill(cell.add_table(2, 4), [HEADINGS, ROW])
    plan = imported(made)
    assert [(action.priority, action.action) for action in plan.actions] == [
        ("Priority 1", "Write a strategy")
    ]


def test_numbers_that_word_counts_by_itself_are_references() -> None:
    made = document()
    found = table(
        made, [HEADINGS, ["", "Write", "Chair", "May 2015"], ["", "Read", "A", "May 2015"]]
    )
    for row in (1, 2):
        found.cell(row, 0).paragraphs[0].style = made.styles["List Number"]
    assert [action.ref for action in imported(made).actions] == ["1.", "2."]


def test_other_tables_of_a_plan_are_unplaced_row_by_row() -> None:
    made = document()
    table(made, [["Risk", "Likelihood", "Impact", "Owner"], ["Cuts", "High", "High", "Chair"]])
    made.add_heading("Priority 1: Voice", 1)
    table(made, [HEADINGS, ROW])
    plan = imported(made)
    assert len(plan.actions) == 1
    assert [each.origin for each in plan.unplaced] == ["table 1, row 1", "table 1, row 2"]


def test_keys_of_ratings_and_abbreviations_are_read() -> None:
    made = document()
    table(made, [["Abbreviations", ""], ["YP", "Young person"], ["QA", "Quality assurance"]])
    made.add_paragraph()
    table(
        made, [["RED", "Process: late. Impact is not seen."], ["AMBER", "Nearly"], ["GREEN", "Met"]]
    )
    plan = imported(made)
    assert [(each.short, each.long) for each in plan.abbreviations] == [
        ("YP", "Young person"),
        ("QA", "Quality assurance"),
    ]
    assert [(each.rating, each.process, each.impact) for each in plan.ratings] == [
        ("Red", "Process: late.", "Impact is not seen."),
        ("Amber", "Nearly", ""),
        ("Green", "Met", ""),
    ]


def test_the_first_page_gives_settings() -> None:
    made = document("Business Plan")
    for line in ("Local Safeguarding Board", "2015 – 2017", "Version 2, August 2015"):
        made.add_paragraph(line)
    made.add_heading("Introduction", 1)
    made.add_paragraph("We will do much.")
    table(made, [HEADINGS, ROW])
    plan = imported(made)
    assert dict(plan.settings) == {
        "plan_title": "Business Plan",
        "board_name": "Local Safeguarding Board",
        "period": "2015 – 2017",
        "plan_version": "Version 2, August 2015",
    }
    assert [(block.style, block.text) for block in plan.narrative] == [
        ("Heading", "Introduction"),
        ("Paragraph", "We will do much."),
    ]


def test_what_follows_the_last_table_closes_the_plan() -> None:
    made = document()
    table(made, [HEADINGS, ROW])
    made.add_paragraph("The executive looks at this plan each quarter.")
    (block,) = imported(made).narrative
    assert block.place == "Plan closing"


def test_page_headers_and_footers_are_unplaced_under_their_names() -> None:
    made = document()
    made.sections[0].header.paragraphs[0].text = "Official sensitive"
    assert unplaced(imported(made)) == [("page header", "Official sensitive")]


def test_a_thousand_tables_are_read() -> None:
    made = document()
    for number in range(100):
        across(table(made, [[f"Priority {number}: Topic"], HEADINGS, ROW]), 0)
        made.add_paragraph()
    body = made.element.body
    for element in list(body)[:-1] * 9:
        body.insert(len(body) - 1, copy.deepcopy(element))
    plan = imported(made)
    assert (len(plan.actions), len(plan.priorities)) == (1000, 100)


# Nothing is lost

texts = st.text(
    alphabet=st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x17F), max_size=20
)


@examples(40)
@given(
    st.lists(st.sampled_from([*HEADINGS, "Status", "RAG", "Weather", "", "Priority", "Outcome"]),
             min_size=1, max_size=6),
    st.lists(st.lists(texts, min_size=6, max_size=6), max_size=5),
    texts,
)  # fmt: skip
def test_every_word_of_any_table_is_somewhere(
    headings: list[str], rows: list[list[str]], above: str
) -> None:
    made = document()
    made.add_paragraph(above)
    table(made, [headings, *(row[: len(headings)] for row in rows)])
    data = as_bytes(made)
    assert not document_words(data, NAME) - words_of(read_plan(data, NAME))


@examples(40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Heading 1", "Heading 2", "List Bullet", "List Number", "Normal"]),
            st.sampled_from(
                ["", "Priority 1: ", "Lead: ", "Action: ", "Objective 2: ", "Theme 1 "]
            ),
            texts,
        ),
        max_size=12,
    ),
    st.booleans(),
)
def test_every_word_of_any_paragraphs_is_somewhere(
    paragraphs: list[tuple[str, str, str]], has_table: bool
) -> None:
    made = document()
    for style, opening, text in paragraphs:
        made.add_paragraph(opening + text, style=style)
    if has_table:
        table(made, [HEADINGS, ROW])
    data = as_bytes(made)
    assert not document_words(data, NAME) - words_of(read_plan(data, NAME))
