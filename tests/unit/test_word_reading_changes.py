"""Tracked changes of a Word file, read as if they were accepted."""

from tests.word_files import cell, elsewhere, lines, only_table, paragraph, read, row, run, table
from toolkit.word.reading.blocks import Paragraph

BY = 'w:id="1" w:author="A"'


def inserted(*content: str) -> str:
    return f"<w:ins {BY}>{''.join(content)}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def end(mark: str) -> str:
    """A paragraph's end that was inserted, deleted or moved away."""
    return f"<w:rPr><w:{mark} {BY}/></w:rPr>"


def test_inserted_words_are_read_and_told() -> None:
    document = read(paragraph("Train ", inserted(run("all ")), "staff"))

    assert lines(document) == ["Train all staff"]
    assert document.notes == ("1 tracked insertion taken as part of the text.",)


def test_deleted_words_are_left_out_and_told() -> None:
    document = read(paragraph("Train ", deleted("a few of the "), "staff"))

    assert lines(document) == ["Train staff"]
    assert document.notes[0].startswith("4 words deleted by tracked changes left out.")


def test_all_deleted_words_are_told_together() -> None:
    document = read(paragraph(deleted("one"), "Train"), paragraph(deleted("two three"), "staff"))

    assert document.notes[0].startswith("3 words deleted by tracked changes left out.")


def test_words_that_were_inserted_and_deleted_again_are_left_out() -> None:
    assert lines(read(paragraph("Train", inserted(deleted(" nobody"))))) == ["Train"]


def test_moved_words_are_read_once_where_they_went() -> None:
    document = read(
        paragraph("First. ", f"<w:moveFrom {BY}>{run('Moved.')}</w:moveFrom>"),
        paragraph("Second. ", f"<w:moveTo {BY}>{run('Moved.')}</w:moveTo>"),
    )

    assert lines(document) == ["First.", "Second. Moved."]
    assert document.notes == ()


def test_a_paragraph_whose_end_was_deleted_runs_into_the_next() -> None:
    document = read(paragraph("Train ", marks=end("del")), paragraph("staff"))

    assert lines(document) == ["Train staff"]


def test_joined_words_keep_their_order_where_the_next_paragraph_has_no_properties() -> None:
    document = read(paragraph("Train ", marks=end("del")), f"<w:p>{run('staff')}</w:p>")

    assert lines(document) == ["Train staff"]


def test_a_paragraph_whose_end_was_moved_away_runs_into_the_next() -> None:
    document = read(paragraph("Train ", marks=end("moveFrom")), paragraph("staff"))

    assert lines(document) == ["Train staff"]


def test_a_paragraph_with_words_stays_before_a_table_though_its_end_was_deleted() -> None:
    assert lines(read(paragraph("Train", marks=end("del")), table(row("Lead")))) == [
        "Train",
        "Lead",
    ]


def test_a_paragraph_that_was_deleted_whole_leaves_nothing_behind() -> None:
    document = read(
        paragraph("Before"), paragraph(deleted("Gone"), marks=end("del")), paragraph("After")
    )

    assert lines(document) == ["Before", "After"]


def test_a_paragraph_deleted_before_a_table_leaves_nothing_behind() -> None:
    document = read(paragraph(deleted("Gone"), marks=end("del")), table(row("Lead")))

    assert lines(document) == ["Lead"]


def test_a_paragraph_that_was_inserted_is_read() -> None:
    document = read(paragraph(inserted(run("New")), marks=end("ins")), paragraph("Old"))

    assert lines(document) == ["New", "Old"]


def test_a_deleted_row_is_left_out_and_told() -> None:
    document = read(
        table(row("Train staff"), row("Buy a van", marks=f"<w:del {BY}/>"), row("Audit files"))
    )

    assert lines(document) == ["Train staff", "Audit files"]
    assert document.notes[0].startswith("3 words deleted")


def test_a_table_whose_rows_were_all_deleted_is_gone() -> None:
    gone = table(row("Buy a van", marks=f"<w:del {BY}/>"))

    assert [type(block) for block in read(gone, paragraph("Text")).body] == [Paragraph]


def test_an_inserted_row_is_read_and_told() -> None:
    document = read(table(row("Train staff", marks=f"<w:ins {BY}/>")))

    assert lines(document) == ["Train staff"]
    assert document.notes == ("1 tracked insertion taken as part of the text.",)


def test_a_deleted_cell_is_left_out() -> None:
    gone = cell("Old lead", f"<w:cellDel {BY}/>")

    assert lines(read(table(row("Train staff", gone, "Chair")))) == ["Train staff", "Chair"]


def test_rows_are_counted_without_those_that_were_deleted() -> None:
    found = only_table(read(table(row("a", marks=f"<w:del {BY}/>"), row("b"), row("c"))))

    assert [each.cells[0].spot.where for each in found.rows] == [
        "table 1, row 1, column 1",
        "table 1, row 2, column 1",
    ]


def test_how_words_looked_before_a_tracked_change_does_not_count() -> None:
    before = f"<w:rPrChange {BY}><w:rPr><w:strike/><w:vanish/></w:rPr></w:rPrChange>"
    shaded = f'<w:tcPrChange {BY}><w:tcPr><w:shd w:fill="FF0000"/></w:tcPr></w:tcPrChange>'
    document = read(table(row(cell(paragraph(run("Chair", before)), shaded))))

    assert lines(document) == ["Chair"]
    assert elsewhere(document) == []
    assert only_table(document).rows[0].cells[0].shade == ""
