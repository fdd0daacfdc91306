"""Tables of a Word file: merged cells, tables in tables, headings, colours."""

import pytest

from tests.word_files import cell, lines, only_table, paragraph, read, row, run, table, text_box
from toolkit.word.reading.blocks import Table

DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_wide_cell_takes_the_columns_it_covers() -> None:
    found = only_table(
        read(table(row(cell("Theme", '<w:gridSpan w:val="3"/>')), row("Ref", "Action", "Lead")))
    )

    assert found.columns == 3
    assert [(each.column, each.span) for each in found.rows[0].cells] == [(0, 3)]
    assert [(each.column, each.span) for each in found.rows[1].cells] == [(0, 1), (1, 1), (2, 1)]


def test_columns_left_out_at_the_beginning_of_a_row_are_counted() -> None:
    found = only_table(read(table(row("Lead", marks='<w:gridBefore w:val="2"/>'))))

    assert (found.columns, found.rows[0].cells[0].column) == (3, 2)


@pytest.mark.parametrize("span", ["²", "-4", "many", "", "99999999999"])
def test_a_width_that_is_no_usual_number_stops_nothing(span: str) -> None:
    found = only_table(read(table(row(cell("Lead", f'<w:gridSpan w:val="{span}"/>')))))

    assert found.rows[0].cells[0].own_text == "Lead"


def test_cells_merged_downwards_say_the_words_of_the_first() -> None:
    found = only_table(
        read(
            table(
                row(cell("Chair", DOWN), "Train staff"),
                row(cell("", GOES_ON), "Audit files"),
                row(cell("Head", DOWN), "Visit"),
            )
        )
    )

    assert [line.cells[0].text for line in found.rows] == ["Chair", "Chair", "Head"]
    assert [line.cells[0].own_text for line in found.rows] == ["Chair", "", "Head"]


def test_cells_merged_sideways_as_old_programs_do_are_one() -> None:
    first, second = cell("Theme", '<w:hMerge w:val="restart"/>'), cell("A", "<w:hMerge/>")
    found = only_table(read(table(row(first, second, "Lead"))))

    assert [(each.own_text, each.span) for each in found.rows[0].cells] == [
        ("Theme\nA", 2),
        ("Lead", 1),
    ]


def test_a_table_in_a_cell_is_part_of_the_cell_and_told() -> None:
    inner = table(row("Task", "By June"))
    document = read(table(row("Train staff", cell(inner + paragraph("Then more")))))
    (first, second) = only_table(document).rows[0].cells

    assert first.own_text == "Train staff"
    assert [type(block) is Table for block in second.content] == [True, False]
    assert second.own_text == "Task; By June\nThen more"
    assert document.notes == ("1 table found inside a cell of another table.",)


def test_a_text_box_in_a_cell_is_read_in_the_cell() -> None:
    found = only_table(read(table(row(cell(paragraph("Lead", text_box(paragraph("Chair"))))))))

    assert found.rows[0].cells[0].own_text == "Lead\nChair"


@pytest.mark.parametrize(
    ("marks", "is_heading"), [("<w:tblHeader/>", True), ('<w:tblHeader w:val="0"/>', False)]
)
def test_a_row_that_is_repeated_on_each_page_is_a_heading(marks: str, is_heading: bool) -> None:
    assert only_table(read(table(row("Lead", marks=marks)))).rows[0].is_heading is is_heading


@pytest.mark.parametrize(
    ("content", "marks", "colour"),
    [
        ("Late", '<w:shd w:val="clear" w:fill="FF0000"/>', "FF0000"),
        ("Late", '<w:shd w:val="solid" w:color="00B050" w:fill="FFFFFF"/>', "00B050"),
        ("Late", '<w:shd w:val="clear" w:fill="auto"/>', ""),
        (paragraph(run(" ", '<w:highlight w:val="red"/>')), "", "FF0000"),
        (paragraph(run("●", '<w:color w:val="00B050"/>')), "", "00B050"),
        (paragraph(marks='<w:shd w:val="clear" w:fill="FFC000"/>'), "", "FFC000"),
        # Words have colours of their own, which rate nothing.
        (paragraph(run("Chair", '<w:color w:val="00B050"/>')), "", ""),
    ],
)
def test_the_colour_of_a_cell_is_its_shading_or_that_of_a_mark_without_words(
    content: str, marks: str, colour: str
) -> None:
    assert only_table(read(table(row(cell(content, marks))))).rows[0].cells[0].shade == colour


def test_the_words_that_a_cell_opens_with_in_bold_are_its_label() -> None:
    found = only_table(read(table(row(cell(paragraph(run("Lead:", "<w:b/>"), " Chair"))))))

    (block,) = found.rows[0].cells[0].content
    assert getattr(block, "label", "") == "Lead:"


def test_rows_in_wrappers_are_read() -> None:
    wrapped = f"<w:customXml>{row('Train staff')}</w:customXml>"

    assert lines(read(table(row("Action"), wrapped))) == ["Action", "Train staff"]
