"""Words of a Word file, as a reader sees them: one feature of Word each."""

import pytest

from tests.word_files import (
    cell,
    control,
    elsewhere,
    heading,
    lines,
    only,
    paragraph,
    read,
    row,
    run,
    table,
    text_box,
    word_file,
)
from toolkit.word.reading.blocks import Style
from toolkit.word.reading.word_reader import read_document

# Hidden words


def test_hidden_words_are_left_out_and_told() -> None:
    document = read(paragraph("Train staff", run(" not yet agreed", "<w:vanish/>")))

    assert lines(document) == ["Train staff"]
    assert "3 hidden words left out." in document.notes[0]
    assert elsewhere(document) == []


def test_words_whose_hiding_is_switched_off_are_read() -> None:
    assert lines(read(paragraph(run("Train staff", '<w:vanish w:val="0"/>')))) == ["Train staff"]


@pytest.mark.parametrize("kind", ["paragraph", "character"])
def test_words_that_a_style_hides_are_left_out(kind: str) -> None:
    style = (
        f'<w:style w:type="{kind}" w:styleId="Secret"><w:name w:val="Secret"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    secret = (
        paragraph("Secret", style="Secret")
        if kind == "paragraph"
        else paragraph(run("Secret", '<w:rStyle w:val="Secret"/>'))
    )

    assert lines(read(secret, paragraph("Train staff"), styles=style)) == ["Train staff"]


def test_a_line_whose_end_is_hidden_goes_on_with_the_next() -> None:
    document = read(paragraph("Train ", marks="<w:rPr><w:vanish/></w:rPr>"), paragraph("all staff"))

    assert lines(document) == ["Train all staff"]


def test_a_line_that_is_hidden_whole_leaves_nothing_behind() -> None:
    hidden = paragraph(run("Secret", "<w:vanish/>"), marks="<w:rPr><w:vanish/></w:rPr>")

    assert lines(read(hidden, paragraph("Train staff"))) == ["Train staff"]


def test_a_hidden_row_is_left_out_and_told() -> None:
    document = read(table(row("Train staff"), row("Not agreed", marks="<w:hidden/>")))

    assert lines(document) == ["Train staff"]
    assert "2 hidden words left out." in document.notes[0]


# Struck words


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_words_are_no_longer_said_and_kept_apart_with_their_place(mark: str) -> None:
    document = read(table(row("Lead", cell(paragraph(run("Head of X", mark), " Head of Y")))))

    assert lines(document) == ["Lead", "Head of Y"]
    assert elsewhere(document) == [
        ("Head of X", "struck through in table 1, row 1, column 2"),
    ]
    assert "3 words in strikethrough" in document.notes[0]


def test_a_paragraph_knows_which_of_its_words_are_struck() -> None:
    found = only(read(paragraph(run("March", "<w:strike/>"), " June")))

    assert (found.text, found.struck) == ("June", "March")


def test_a_cell_whose_words_are_all_struck_is_empty() -> None:
    assert lines(read(table(row("Lead", cell(paragraph(run("Chair", "<w:strike/>"))))))) == ["Lead"]


# Signs


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "FC", "✓"),
        ("Wingdings 2", "F050", "✓"),
        ("Wingdings 2", "F052", "☑"),
        ("Webdings", "F061", "✓"),
        ("Symbol", "F0B3", "≥"),
        ("MS Gothic", "2612", "☒"),
        ("Segoe UI Symbol", "2714", "✔"),
        ("A font of their own", "F0FC", "✓"),
        ("Wingdings", "F0FF", ""),
        ("Wingdings", "no number", ""),
    ],
)
def test_a_symbol_is_the_character_that_its_font_shows(font: str, code: str, shown: str) -> None:
    sign = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    assert only(read(paragraph("Done ", sign))).text == f"Done {shown}".strip()


@pytest.mark.parametrize("letter", ["ü", "\uf0fc"])
def test_words_set_in_a_font_of_symbols_are_what_it_shows(letter: str) -> None:
    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'

    assert lines(read(paragraph(run(letter, fonts)))) == ["✓"]


def test_tabs_and_line_breaks_part_the_words() -> None:
    signs = "<w:r><w:t>Lead</w:t><w:tab/><w:t>Chair</w:t><w:br/><w:t>By June</w:t></w:r>"
    found = only(read(paragraph(signs)))

    assert found.text == "Lead Chair\nBy June"
    assert found.tabbed == ("Lead", "Chair By June")


def test_a_soft_hyphen_is_not_seen_and_a_hard_one_is() -> None:
    word = "<w:r><w:t>safe</w:t><w:softHyphen/><w:t>guard\u00ading multi</w:t><w:noBreakHyphen/>"

    assert lines(read(paragraph(f"{word}<w:t>agency</w:t></w:r>"))) == ["safeguarding multi-agency"]


def test_a_raised_mark_of_a_note_is_no_part_of_the_word() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'

    assert lines(read(paragraph("Lead", run("1", raised)))) == ["Lead"]
    assert lines(read(paragraph("By 2026", run("*", raised)))) == ["By 2026"]


@pytest.mark.parametrize(("word", "end"), [("On the 1", "st"), ("40 m", "2"), ("10", "3")])
def test_other_raised_words_stay(word: str, end: str) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'

    assert lines(read(paragraph(word, run(end, raised)))) == [word + end]


def test_several_signs_of_a_run_are_read_in_their_order() -> None:
    sign = '<w:sym w:font="Wingdings" w:char="{}"/>'
    several = f"<w:r><w:t>a</w:t>{sign.format('F0FC')}{sign.format('F0FB')}<w:t>b</w:t></w:r>"

    assert lines(read(paragraph(several))) == ["a✓✗b"]


def test_words_that_are_drawn_are_read() -> None:
    drawn = '<w:pict><v:shape><v:textpath string="Draft"/></v:shape></w:pict>'

    assert lines(read(paragraph(f"<w:r><w:t>Plan, </w:t>{drawn}</w:r>"))) == ["Plan, Draft"]


def test_of_words_with_a_reading_above_them_the_words_are_read() -> None:
    above = f"<w:rt>{run('above')}</w:rt><w:rubyBase>{run('word')}</w:rubyBase>"

    assert lines(read(paragraph(f"<w:r><w:ruby>{above}</w:ruby></w:r>"))) == ["word"]


def test_maths_are_read_as_their_characters() -> None:
    maths = "<m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>+b</m:t></m:r></m:oMath>"

    assert lines(read(paragraph("Rate ", maths))) == ["Rate a+b"]


# What wraps words


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        '<w:smartTag w:element="place">{}</w:smartTag>',
        '<w:customXml w:element="lead">{}</w:customXml>',
        '<w:bdo w:val="ltr">{}</w:bdo>',
        '<w:fldSimple w:instr="AUTHOR">{}</w:fldSimple>',
        '<w:hyperlink w:anchor="x"><w:smartTag>{}</w:smartTag></w:hyperlink>',
    ],
)
def test_words_in_links_and_tags_are_read_in_their_place(wrapped: str) -> None:
    assert lines(read(paragraph("By the ", wrapped.format(run("Chair")), " alone"))) == [
        "By the Chair alone"
    ]


def test_blocks_in_wrappers_of_custom_xml_are_read() -> None:
    assert lines(read(f"<w:customXml>{paragraph('Train staff')}</w:customXml>")) == ["Train staff"]


def test_a_text_box_is_read_once_after_the_paragraph_it_belongs_to() -> None:
    document = read(paragraph("Beside", text_box(paragraph("In the box"))), paragraph("After"))

    assert lines(document) == ["Beside", "In the box", "After"]
    assert "1 text box read where anchored." in document.notes


def test_of_two_ways_to_say_the_same_the_first_is_read() -> None:
    twice = (
        "<mc:AlternateContent><mc:Choice Requires='w14'>{}</mc:Choice>"
        "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    )

    assert lines(read(paragraph(twice.format(run("new"), run("old"))))) == ["new"]
    assert lines(read(twice.format(paragraph("new"), paragraph("old")))) == ["new"]


def test_what_is_only_there_for_old_programs_is_read() -> None:
    old = "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"

    assert lines(read(paragraph(old.format(run("old"))))) == ["old"]


# Notes and bookmarks


def test_notes_are_read_apart_and_their_paragraphs_name_them() -> None:
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    remark = '<w:r><w:commentReference w:id="7"/></w:r>'
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Agreed in March")}</w:footnote>'
        f'<w:footnote w:id="5">{paragraph("See the annex")}</w:footnote>'
    )
    document = read(
        paragraph("Train staff", note.format(5), remark),
        parts={
            "footnotes": notes,
            "endnotes": f'<w:endnote w:id="2">{paragraph("An end")}</w:endnote>',
            "comments": f'<w:comment w:id="7">{paragraph("Who?")}</w:comment>',
        },
    )

    assert only(document).text == "Train staff"
    assert only(document).notes == ("footnote 2", "comment 1")
    assert elsewhere(document) == [
        ("Agreed in March", "footnote 1"),
        ("See the annex", "footnote 2"),
        ("An end", "endnote 1"),
        ("Who?", "comment 1"),
    ]


def test_headers_and_footers_are_read_apart() -> None:
    document = read(
        paragraph("Train staff"),
        parts={"header": paragraph("Draft"), "footer": paragraph("Page")},
    )

    assert elsewhere(document) == [("Draft", "page header"), ("Page", "page footer")]


def test_a_paragraph_knows_the_bookmarks_that_begin_in_it_or_just_before() -> None:
    mark = '<w:bookmarkStart w:id="{0}" w:name="mark_{0}"/>'
    document = read(
        paragraph("First"),
        mark.format(1),
        paragraph(mark.format(2)),
        paragraph(mark.format(3), "Second"),
        paragraph("Third"),
    )

    found = [block.bookmarks for block in document.body if hasattr(block, "bookmarks")]
    assert found == [(), ("mark_1", "mark_2", "mark_3"), ()]


# What a paragraph is


def test_bold_is_known_from_the_run_its_style_or_the_paragraphs_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    document = read(
        paragraph(run("a", "<w:b/>")),
        paragraph(run("b", '<w:rStyle w:val="Strong"/>')),
        paragraph("c", style="Loud"),
        paragraph(run("d", '<w:b w:val="0"/>'), style="Loud"),
        # Both styles together cancel each other out.
        paragraph(run("e", '<w:rStyle w:val="Strong"/>'), style="Loud"),
        paragraph(run("f", "<w:b/>"), "g"),
        styles=styles,
    )

    assert [block.bold for block in document.body if hasattr(block, "bold")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_words_in_links_and_controls_have_the_look_of_their_paragraph() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    inside = f'<w:hyperlink w:anchor="x">{run("a")}</w:hyperlink>{control(run("b"))}'

    assert only(read(paragraph(inside, style="Loud"), styles=style)).bold


def test_words_that_are_not_said_do_not_make_a_line_less_bold() -> None:
    loud, other = "<w:b/>", ("<w:vanish/>", "<w:strike/>", '<w:vertAlign w:val="superscript"/>')

    for marks in other:
        assert only(read(paragraph(run("Lead", loud), run("1", marks)))).bold, marks


def test_headings_titles_and_the_look_of_a_heading_are_known() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/>'
        '<w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    document = read(
        paragraph("Our plan", style="Title"),
        heading("Priorities", 2),
        paragraph("Contents", style="TOCHeading"),
        paragraph("By its own mark", marks='<w:outlineLvl w:val="2"/>'),
        paragraph("Text"),
        styles=styles,
    )

    assert [(block.style, block.level) for block in document.body if hasattr(block, "style")] == [
        (Style.TITLE, 0),
        (Style.HEADING, 2),
        (Style.HEADING, 1),
        (Style.HEADING, 3),
        (Style.PARAGRAPH, 0),
    ]


def test_a_style_may_make_headings_without_being_called_so() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )

    found = only(read(paragraph("Neglect", style="Chapter"), styles=styles))
    assert (found.style, found.level) == (Style.HEADING, 2)


@pytest.mark.parametrize(
    ("name", "depth"),
    [("List Bullet", 0), ("List Bullet 2", 1), ("List Number 3", 2), ("Sub-bullet list", None),
     ("List Paragraph", None)],
)  # fmt: skip
def test_styles_of_lists_make_items(name: str, depth: int | None) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="L"><w:name w:val="{name}"/></w:style>'

    found = only(read(paragraph("Train staff", style="L"), styles=styles))
    expected = (Style.PARAGRAPH, 0) if depth is None else (Style.ITEM, depth)
    assert (found.style, found.level) == expected


@pytest.mark.parametrize("sign", ["• ", "▪", "- ", "– ", "* ", " "])
def test_a_typed_bullet_makes_an_item(sign: str) -> None:
    found = only(read(paragraph(f"{sign}Train staff")))

    assert (found.style, found.text) == (Style.ITEM, "Train staff")


@pytest.mark.parametrize("text", ["-5 days", "*", "•", "-"])
def test_a_sign_that_is_no_bullet_stays(text: str) -> None:
    found = only(read(paragraph(text)))

    assert (found.style, found.text) == (Style.PARAGRAPH, text)


def test_a_mark_may_be_raised_by_its_style() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Mark"><w:name w:val="Mark"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    mark = run("1", '<w:rStyle w:val="Mark"/>')

    assert lines(read(paragraph("Lead", mark), styles=styles)) == ["Lead"]


# What else is told


def test_hidden_and_struck_words_are_counted_over_the_whole_document() -> None:
    hidden, struck = run("one", "<w:vanish/>"), run("two", "<w:strike/>")
    document = read(
        paragraph("a", hidden, struck),
        paragraph("b", hidden, struck),
        table(row("c"), row("three four", marks="<w:hidden/>")),
    )

    assert [note.partition(".")[0] for note in document.notes] == [
        "4 hidden words left out",
        "2 words in strikethrough taken as no longer valid, and kept apart",
    ]


def test_what_cannot_be_read_is_told() -> None:
    document = read(
        paragraph("a", "<w:r><w:drawing/></w:r>", "<w:r><w:object/></w:r>"),
        '<w:altChunk r:id="rId9"/>',
    )

    assert document.notes == (
        "2 pictures not taken over: only words are.",
        "1 attached document not read.",
    )


def test_a_document_knows_the_name_of_its_file() -> None:
    assert read(paragraph("a")).name == "plan.docx"


def test_lines_of_the_contents_are_read_apart() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    document = read(
        paragraph("Priorities 3", style="TOC1"), paragraph("Train staff"), styles=styles
    )

    assert lines(document) == ["Train staff"]
    assert elsewhere(document) == [("Priorities 3", "table of contents")]


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/>'
        '<w:basedOn w:val="A"/></w:style>'
    )

    assert lines(read(paragraph("Train staff", style="A"), styles=styles)) == ["Train staff"]


def test_a_file_in_the_strict_form_is_read() -> None:
    data = word_file(paragraph("Train staff"), is_strict=True)

    assert lines(read_document(data, "plan.docx")) == ["Train staff"]
