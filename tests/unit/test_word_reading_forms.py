"""Content controls, form fields and other fields of a Word file."""

import pytest

from tests.word_files import (
    cell,
    control,
    elsewhere,
    field,
    lines,
    only,
    only_table,
    paragraph,
    read,
    row,
    run,
    table,
)

PROMPT = "<w:showingPlcHdr/>"

# Content controls


@pytest.mark.parametrize(
    "properties",
    [
        "",
        '<w:text/><w:alias w:val="Lead"/>',
        '<w:dropDownList><w:listItem w:displayText="Amber" w:value="2"/></w:dropDownList>',
        '<w:comboBox><w:listItem w:displayText="Amber" w:value="2"/></w:comboBox>',
        '<w:date w:fullDate="2026-06-30T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date>',
        '<w:showingPlcHdr w:val="0"/>',
    ],
)
def test_a_filled_control_is_read_as_what_it_shows(properties: str) -> None:
    document = read(paragraph("Rating: ", control(run("Amber"), properties)))

    assert lines(document) == ["Rating: Amber"]


@pytest.mark.parametrize("checked", ["1", "true"])
@pytest.mark.parametrize("shown", ["☒", "✓", ""])
def test_a_ticked_box_is_ticked_whatever_its_sign(checked: str, shown: str) -> None:
    box = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'

    assert lines(read(paragraph(control(run(shown), box), " Agreed"))) == ["☒ Agreed"]


@pytest.mark.parametrize("state", ['<w14:checked w14:val="0"/>', ""])
def test_a_box_that_is_not_ticked_is_empty(state: str) -> None:
    box = f"<w14:checkbox>{state}</w14:checkbox>"

    assert lines(read(paragraph(control(run("☐"), box), " Agreed"))) == ["☐ Agreed"]


def test_the_prompt_of_an_empty_control_is_no_word_of_its_paragraph() -> None:
    document = read(paragraph("Lead: ", control(run("Choose an item."), PROMPT)))

    assert lines(document) == ["Lead:"]
    assert elsewhere(document) == [
        ("Choose an item.", "a content control that nobody filled in"),
    ]


def test_empty_controls_are_told_together() -> None:
    date, item = "Click to enter a date.", "Choose an item."
    document = read(
        paragraph("Due: ", control(run(date), PROMPT)),
        control(paragraph(item), PROMPT),
        control(paragraph(item), PROMPT),
    )

    assert elsewhere(document) == [
        (f"{date}\n{item}\n{item}", "3 content controls that nobody filled in"),
    ]


def test_a_cell_that_is_an_empty_control_is_an_empty_cell_of_its_row() -> None:
    empty = control(cell("Click to enter a date."), PROMPT)
    found = only_table(read(table(row("Train staff", empty, "Chair"))))

    assert [each.own_text for each in found.rows[0].cells] == ["Train staff", "", "Chair"]


def test_an_empty_control_around_a_row_leaves_its_cells_empty() -> None:
    found = only_table(read(table(row("Lead"), control(row("Choose an item."), PROMPT))))

    assert [each.cells[0].own_text for each in found.rows] == ["Lead", ""]


def test_rows_and_cells_in_controls_are_in_their_place() -> None:
    found = only_table(
        read(table(row("a"), control(row("b", control(cell("c")))), control(row("d"))))
    )

    assert [[each.own_text for each in line.cells] for line in found.rows] == [
        ["a"], ["b", "c"], ["d"],
    ]  # fmt: skip


# Old form fields


def drop_down(marks: str, *entries: str) -> str:
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    return f"<w:ffData><w:ddList>{marks}{listed}</w:ddList></w:ffData>"


@pytest.mark.parametrize(
    ("marks", "chosen"),
    [
        ('<w:result w:val="1"/>', "In progress"),
        ('<w:default w:val="2"/>', "Complete"),
        ('<w:result w:val="0"/><w:default w:val="2"/>', "Not started"),
        ("", "Not started"),
    ],
)
def test_an_old_drop_down_says_the_entry_that_was_chosen(marks: str, chosen: str) -> None:
    data = drop_down(marks, "Not started", "In progress", "Complete")

    assert lines(read(paragraph(field("FORMDROPDOWN", data=data)))) == [chosen]


def test_an_old_drop_down_that_has_kept_its_result_says_it_once() -> None:
    data = drop_down('<w:result w:val="1"/>', "Not started", "In progress")

    assert lines(read(paragraph(field("FORMDROPDOWN", run("In progress"), data)))) == [
        "In progress"
    ]


@pytest.mark.parametrize("chosen", ["1", "7"])
def test_an_old_drop_down_without_that_entry_says_its_result(chosen: str) -> None:
    data = drop_down(f'<w:result w:val="{chosen}"/>', "Not started")

    assert lines(read(paragraph(field("FORMDROPDOWN", run("Closed"), data)))) == ["Closed"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("<w:checked/>", "☒"),
        ('<w:checked w:val="0"/><w:default/>', "☐"),
        ("<w:default/>", "☒"),
        ('<w:default w:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
def test_an_old_tick_box_says_whether_it_is_ticked(state: str, shown: str) -> None:
    data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"

    assert lines(read(paragraph(field("FORMCHECKBOX", data=data), " Done"))) == [f"{shown} Done"]


def test_an_old_text_field_says_what_was_typed() -> None:
    data = "<w:ffData><w:textInput/></w:ffData>"

    assert lines(read(paragraph("Lead: ", field("FORMTEXT", run("Chair"), data)))) == [
        "Lead: Chair"
    ]


# Other fields


def test_of_a_field_its_result_is_read_and_not_its_code() -> None:
    assert lines(read(paragraph("Page ", field(" PAGE ", run("3")), " of 9"))) == ["Page 3 of 9"]


def test_of_fields_in_the_code_of_a_field_nothing_is_read() -> None:
    code = field(' IF "', run("inner result")) + run("code that is words")

    assert lines(read(paragraph(field(code, run("Yes"))))) == ["Yes"]


def test_of_a_field_in_the_result_of_a_field_the_result_is_read() -> None:
    assert lines(read(paragraph(field("TOC", run("Plan ") + field("PAGEREF x", run("3")))))) == [
        "Plan 3"
    ]


def test_a_field_that_goes_over_paragraphs_is_read_in_all() -> None:
    whole = field("TOC", "</w:p><w:p>".join((run("One"), run("Two"))))

    assert lines(read(paragraph(whole))) == ["One", "Two"]


def test_a_field_without_a_result_says_nothing() -> None:
    entry = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + run("an entry of the index")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert lines(read(paragraph("Neglect", entry))) == ["Neglect"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert lines(read(paragraph("Train ", begin, "staff"), paragraph("Audit"))) == [
        "Train staff",
        "Audit",
    ]


def test_a_field_in_one_run_is_read() -> None:
    whole = (
        '<w:r><w:t xml:space="preserve">Page </w:t><w:fldChar w:fldCharType="begin"/>'
        '<w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>3</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert only(read(paragraph(whole))).text == "Page 3"
