"""Plans that are filled in like forms, or marked by hand: imported as a reader sees them."""

from tests.word_files import (
    cell,
    control,
    field,
    heading,
    paragraph,
    row,
    run,
    table,
    word_file,
)
from toolkit.importing.plan import read_plan
from toolkit.importing.plan.records import ImportedAction, ImportedPlan

HEADINGS = row("Action", "Lead", "By when", "Status", "RAG")
PROMPT = "<w:showingPlcHdr/>"
RAISED = '<w:vertAlign w:val="superscript"/>'


def plan_of(*rows: str) -> ImportedPlan:
    data = word_file(
        paragraph("Business plan 2026/27", style="Title"),
        heading("Priority 1: Neglect"),
        table(*rows),
    )
    return read_plan(data, "plan.docx")


def action_of(*cells: str) -> ImportedAction:
    (action,) = plan_of(HEADINGS, row(*cells)).actions
    return action


def test_an_empty_content_control_is_an_empty_cell() -> None:
    empty = [control(cell(words), PROMPT) for words in ("Enter a date.", "Choose an item.")]
    action = action_of("Train staff", "Chair", *empty, empty[1])

    assert (action.lead, action.timescale, action.status) == ("Chair", "", "")
    assert (action.progress, action.process_agreed) == ("", "")


def test_the_prompts_of_empty_controls_are_unplaced_together() -> None:
    empty = control(cell("Choose an item."), PROMPT)
    plan = plan_of(HEADINGS, row("Train staff", "Chair", "June 2026", empty, empty))

    assert [(each.text, each.origin) for each in plan.unplaced] == [
        ("Choose an item.\nChoose an item.", "2 content controls that nobody filled in")
    ]


def test_a_drop_down_of_an_old_form_says_the_status() -> None:
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("Not started", "In progress"))
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    status = cell(paragraph(field("FORMDROPDOWN", data=data)))

    assert action_of("Train staff", "Chair", "June 2026", status, "").status == "In progress"


def test_a_drop_down_of_a_content_control_says_the_rating() -> None:
    chosen = control(cell("Amber"), "<w:dropDownList/>")

    assert action_of("Train staff", "Chair", "June 2026", "", chosen).process_agreed == "Amber"


def test_a_tick_as_status_means_that_the_action_is_complete() -> None:
    signs = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        control(run("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'),
        field("FORMCHECKBOX", data="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"),
    )
    for sign in signs:
        action = action_of("Train staff", "Chair", "June 2026", cell(paragraph(sign)), "")
        assert action.status == "Complete", sign


def test_a_box_that_is_not_ticked_says_nothing_of_the_status() -> None:
    box = control(run("☐"), "<w14:checkbox/>")

    assert action_of("Train staff", "Chair", "June 2026", cell(paragraph(box)), "").status == ""


def test_struck_words_are_old_and_hidden_ones_are_not_read() -> None:
    action = cell(paragraph("Train staff", run(" secret note", "<w:vanish/>")))
    lead = cell(paragraph(run("Head of X", "<w:strike/>"), " Head of Y"))
    when = cell(paragraph(run("31/03/2026", "<w:strike/>"), " 30/06/2026"))
    plan = plan_of(HEADINGS, row(action, lead, when, "In progress", "Green"))

    (found,) = plan.actions
    assert (found.action, found.lead, found.timescale) == ("Train staff", "Head of Y", "30/06/2026")
    place = 'struck through in table 1, row 2, column {}, under heading "Priority 1: Neglect"'
    assert [(each.text, each.origin) for each in plan.unplaced] == [
        ("Head of X", place.format(2)),
        ("31/03/2026", place.format(3)),
    ]
    assert any("2 hidden words left out" in sentence for sentence in plan.sentences)


def test_an_action_that_is_struck_whole_is_none() -> None:
    gone = cell(paragraph(run("Buy a van", "<w:strike/>")))
    plan = plan_of(HEADINGS, row("Train staff", "Chair", "June 2026"), row(gone, "", ""))

    assert [action.action for action in plan.actions] == ["Train staff"]
    assert [each.text for each in plan.unplaced] == ["Buy a van"]


def test_raised_marks_of_notes_change_neither_headings_nor_leads() -> None:
    marked = [cell(paragraph(word, run(mark, RAISED))) for word, mark in
              (("Lead", "1"), ("By when", "2"), ("Chair", "3"))]  # fmt: skip
    plan = plan_of(
        row("Action", *marked[:2], "Status", "RAG"),
        row("Visit schools", marked[2], "July 2026", "In progress", "Green"),
    )

    (action,) = plan.actions
    assert (action.lead, action.timescale) == ("Chair", "July 2026")
    assert plan.unplaced == ()


def test_where_an_action_comes_from_is_said_as_lint_says_it() -> None:
    assert action_of("Train staff", "Chair", "June 2026", "", "").origin == (
        'table 1, row 2, under heading "Priority 1: Neglect"'
    )
