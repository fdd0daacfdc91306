"""Places in a Word file: words that a person can follow in Word, the same for all who ask."""

import pytest

from tests.word_files import (
    NAME,
    cell,
    control,
    elsewhere,
    heading,
    paragraph,
    read,
    row,
    run,
    table,
    text_box,
    word_file,
)
from toolkit.word.reading.blocks import Block, Document, Paragraph
from toolkit.word.reading.opened import Opened
from toolkit.word.reading.word_reader import read_document
from toolkit.word.reading.word_xml import W


def places(document: Document) -> dict[str, str]:
    """The place of each paragraph by its words."""
    return {block.text: block.where for block in paragraphs(document.body)}


def paragraphs(blocks: tuple[Block, ...]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += [
                each
                for line in block.rows
                for inside in line.cells
                for each in paragraphs(inside.content)
            ]
    return found


def test_paragraphs_with_words_are_counted_below_their_heading() -> None:
    document = read(
        paragraph("a"),
        heading("Our priorities"),
        paragraph(""),
        paragraph("b"),
        paragraph("c"),
        heading("Neglect", 2),
        paragraph("d"),
    )

    assert places(document) == {
        "a": "paragraph 1",
        "Our priorities": 'heading "Our priorities"',
        "b": 'paragraph 1 under heading "Our priorities"',
        "c": 'paragraph 2 under heading "Our priorities"',
        "Neglect": 'heading "Neglect"',
        "d": 'paragraph 1 under heading "Neglect"',
    }


def test_hidden_paragraphs_are_not_counted() -> None:
    document = read(paragraph(run("Secret", "<w:vanish/>")), paragraph("a"))

    assert places(document) == {"a": "paragraph 1"}


def test_paragraphs_in_content_controls_are_counted_with_the_others() -> None:
    document = read(paragraph("a"), control(paragraph("b")), paragraph("c"))

    assert list(places(document).values()) == ["paragraph 1", "paragraph 2", "paragraph 3"]


def test_a_paragraph_that_only_holds_a_symbol_is_counted() -> None:
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'

    assert places(read(paragraph(tick), paragraph("a")))["a"] == "paragraph 2"


def test_a_paragraph_that_only_anchors_a_text_box_is_not_counted() -> None:
    document = read(paragraph("a"), paragraph(text_box(paragraph("b"))), paragraph("c"))

    assert list(places(document).values()) == [
        "paragraph 1",
        "text box near paragraph 1",
        "paragraph 2",
    ]


def test_a_long_heading_is_quoted_by_its_first_words() -> None:
    words = "What we will do about neglect in the coming year"

    assert places(read(heading(words), paragraph("a")))["a"] == (
        'paragraph 1 under heading "What we will do about neglect in the co…"'
    )


def test_tables_are_counted_through_the_document_and_cells_as_they_are_seen() -> None:
    document = read(
        table(row("a", "b")),
        heading("Neglect"),
        table(row(cell("c", '<w:gridSpan w:val="2"/>'), "d"), row("e", "f")),
    )

    assert places(document) == {
        "a": "table 1, row 1, column 1",
        "b": "table 1, row 1, column 2",
        "Neglect": 'heading "Neglect"',
        "c": 'table 2, row 1, column 1, under heading "Neglect"',
        "d": 'table 2, row 1, column 2, under heading "Neglect"',
        "e": 'table 2, row 2, column 1, under heading "Neglect"',
        "f": 'table 2, row 2, column 2, under heading "Neglect"',
    }


def test_rows_and_cells_in_content_controls_are_counted_with_the_others() -> None:
    document = read(table(row("a"), control(row("b", control(cell("c")), "d"))))

    assert [place.partition(", ")[2] for place in places(document).values()] == [
        "row 1, column 1", "row 2, column 1", "row 2, column 2", "row 2, column 3",
    ]  # fmt: skip


def test_tables_in_cells_are_told_with_their_cell() -> None:
    inner = [table(row("a")), table(row("b", "c"))]
    document = read(table(row("d", cell("".join(inner) + paragraph("e")))), table(row("f")))

    assert places(document) == {
        "d": "table 1, row 1, column 1",
        "a": "table 1, row 1, column 2, inner table 1, row 1, column 1",
        "b": "table 1, row 1, column 2, inner table 2, row 1, column 1",
        "c": "table 1, row 1, column 2, inner table 2, row 1, column 2",
        "e": "table 1, row 1, column 2",
        "f": "table 2, row 1, column 1",
    }


def test_what_a_content_control_says_of_itself_is_where_its_first_block_is() -> None:
    opened = Opened(word_file(heading("Ours"), control(paragraph("a"), '<w:id w:val="7"/>')), NAME)
    (identity,) = opened.main.root.iter(f"{W}id")

    assert opened.main.spot(identity).where == 'under heading "Ours"'


def test_text_boxes_are_near_the_paragraph_they_belong_to() -> None:
    document = read(
        heading("Neglect"),
        paragraph("a", text_box(paragraph("b"), table(row("c")))),
        paragraph("d"),
        table(row(cell(paragraph("e", text_box(paragraph("f")))))),
    )

    assert places(document) == {
        "Neglect": 'heading "Neglect"',
        "a": 'paragraph 1 under heading "Neglect"',
        "b": 'text box near paragraph 1 under heading "Neglect"',
        "c": 'table 1, row 1, column 1, under heading "Neglect"',
        "d": 'paragraph 2 under heading "Neglect"',
        "e": 'table 2, row 1, column 1, under heading "Neglect"',
        "f": 'table 2, row 1, column 1, text box, under heading "Neglect"',
    }


def test_parts_beside_the_text_are_called_what_word_calls_them() -> None:
    document = read(
        paragraph("a"),
        parts={
            "header": table(row(cell(paragraph(run("old", "<w:strike/>"))))),
            "footnotes": f'<w:footnote w:id="2">{paragraph("b")}</w:footnote>',
        },
    )

    assert elsewhere(document) == [
        ("b", "footnote 1"),
        ("old", "struck through in page header, table 1, row 1, column 1"),
    ]


@pytest.mark.parametrize(
    ("tag", "where"),
    [
        ("drawing", 'paragraph 1 under heading "Neglect"'),
        ("bookmarkStart", 'under heading "Neglect"'),
        ("sectPr", 'table 1, under heading "Neglect"'),
        ("tbl", 'table 1, under heading "Neglect"'),
        ("tr", 'table 1, row 1, under heading "Neglect"'),
        ("body", 'under heading "Neglect"'),
    ],
)
def test_every_element_has_a_place(tag: str, where: str) -> None:
    data = word_file(
        heading("Neglect"),
        paragraph("a", "<w:r><w:drawing/></w:r>"),
        '<w:bookmarkStart w:id="1" w:name="x"/>',
        table(row("b")),
    )
    story = Opened(data, NAME).main

    assert story.spot(next(story.root.iter(f"{W}{tag}"))).where == where


def test_a_place_may_be_said_briefly() -> None:
    story = Opened(word_file(heading("Neglect"), paragraph("a"), table(row("b"))), NAME).main

    assert [story.spot(each).brief for each in story.root.iter(f"{W}p", f"{W}tr")] == [
        'heading "Neglect"',
        'paragraph 1 under heading "Neglect"',
        "table 1, row 1",
        "table 1, row 1, column 1",
    ]


def test_the_words_of_an_element_are_one_line_without_soft_hyphens() -> None:
    story = Opened(word_file(paragraph("safe\u00adguarding", run("  all"))), NAME).main

    assert story.text(story.paragraphs[0]) == "safeguarding all"


def test_blocks_say_the_same_place_as_the_file_does() -> None:
    data = word_file(
        paragraph("a"),
        heading("Neglect"),
        paragraph("b", text_box(paragraph("c"))),
        table(row("d", control(cell(table(row("e")) + paragraph("f", text_box(paragraph("g"))))))),
    )
    story = Opened(data, NAME).main
    asked = [story.spot(each).where for each in story.root.iter(f"{W}p") if story.text(each)]

    assert asked == list(places(read_document(data, NAME)).values())
