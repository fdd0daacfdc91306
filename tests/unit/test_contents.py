"""The contents page: its entries, where they lead, and what it leaves alone."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from toolkit.word.finishing.contents import Heading, fill_contents, headings
from toolkit.word.package import package


def with_contents(
    *titles: tuple[int, str],
    instruction: str = r'TOC \o "1-2" \h \z \u',
    change: Callable[[Any], None] | None = None,
) -> bytes:
    """A document with a contents field and then headings of those levels."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>Choose Update Field.</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))
    for level, title in titles:
        document.add_heading(title, level)
        document.add_paragraph("Text.")
    if change:
        change(document)
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def body(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data)).element.body


def entries(data: bytes) -> list[tuple[str, str]]:
    """The style and the text of each contents entry."""
    return [
        (
            link.getparent().pPr.pStyle.get(qn("w:val")),
            "".join(t.text for t in link.iter(qn("w:t"))),
        )
        for link in body(data).iter(qn("w:hyperlink"))
    ]


def field_marks(data: bytes) -> list[str]:
    return [mark.get(qn("w:fldCharType")) for mark in body(data).iter(qn("w:fldChar"))]


TITLES = ((1, "One"), (2, "One & a half"), (3, "Too deep"), (1, "Two <2>"))


def test_each_heading_of_the_first_two_levels_has_an_entry() -> None:
    filled = fill_contents(with_contents(*TITLES))

    assert entries(filled) == [("TOC1", "One"), ("TOC2", "One & a half"), ("TOC1", "Two <2>")]


def test_the_placeholder_is_gone_and_the_field_is_still_words_own() -> None:
    filled = fill_contents(with_contents(*TITLES))

    assert field_marks(filled) == ["begin", "separate", "end"]
    instruction = next(body(filled).iter(qn("w:instrText")))
    assert instruction.text.strip() == r'TOC \o "1-2" \h \z \u'
    assert "Update Field" not in "".join(t.text for t in body(filled).iter(qn("w:t")))


def test_each_entry_leads_to_a_bookmark_around_its_heading() -> None:
    document = body(fill_contents(with_contents(*TITLES)))

    bookmarks = {
        mark.get(qn("w:name")): "".join(t.text for t in mark.getparent().iter(qn("w:t")))
        for mark in document.iter(qn("w:bookmarkStart"))
    }
    for link in document.iter(qn("w:hyperlink")):
        words = "".join(t.text for t in link.iter(qn("w:t")))
        assert bookmarks[link.get(qn("w:anchor"))] == words
    starts = [mark.get(qn("w:id")) for mark in document.iter(qn("w:bookmarkStart"))]
    ends = [mark.get(qn("w:id")) for mark in document.iter(qn("w:bookmarkEnd"))]
    assert starts == ends
    assert len(set(starts)) == len(starts)


def test_without_pages_no_entry_shows_a_number() -> None:
    filled = body(fill_contents(with_contents(*TITLES)))

    assert "PAGEREF" not in "".join(text.text for text in filled.iter(qn("w:instrText")))
    assert not [tab for link in filled.iter(qn("w:hyperlink")) for tab in link.iter(qn("w:tab"))]


def test_a_page_that_is_known_is_printed_after_a_tab_in_a_field_of_its_own() -> None:
    data = with_contents(*TITLES)
    first, second, third = headings(data)

    filled = fill_contents(data, {first.bookmark: 3, third.bookmark: 12})

    assert entries(filled) == [("TOC1", "One3"), ("TOC2", second.text), ("TOC1", "Two <2>12")]
    links = list(body(filled).iter(qn("w:hyperlink")))
    assert [len(list(link.iter(qn("w:tab")))) for link in links] == [1, 0, 1]
    assert f"PAGEREF {first.bookmark} \\h" in next(links[0].iter(qn("w:instrText"))).text


def test_filling_again_changes_nothing_but_the_pages() -> None:
    data = with_contents(*TITLES)
    once = fill_contents(data)
    pages = {heading.bookmark: 5 for heading in headings(once)}

    assert headings(once) == headings(data)
    assert fill_contents(once) == once
    assert fill_contents(fill_contents(once, pages)) == once


def test_headings_are_told_with_level_text_and_bookmark() -> None:
    found = headings(with_contents(*TITLES))

    assert [(heading.level, heading.text) for heading in found] == [
        (1, "One"),
        (2, "One & a half"),
        (1, "Two <2>"),
    ]
    assert len({heading.bookmark for heading in found}) == 3
    assert isinstance(found[0], Heading)


def test_the_field_says_which_levels_it_lists() -> None:
    filled = fill_contents(with_contents(*TITLES, instruction=r'TOC \o "1-3" \h'))

    assert ("TOC3", "Too deep") in entries(filled)


def test_a_style_based_on_a_heading_is_listed_and_the_contents_own_heading_is_not() -> None:
    def change(document: Any) -> None:
        styles = document.styles
        styles.add_style("Part", 1).base_style = styles["Heading 1"]
        document.add_paragraph("A part", style="Part")
        document.add_paragraph("Contents", style="TOC Heading")

    assert entries(fill_contents(with_contents(change=change))) == [("TOC1", "A part")]


def test_a_heading_of_several_lines_and_runs_is_one_line_in_the_contents() -> None:
    def change(document: Any) -> None:
        paragraph = document.add_heading("One ", 1)
        paragraph.add_run("heading").bold = True
        paragraph.add_run().add_break()
        paragraph.add_run("in two\tlines")

    assert entries(fill_contents(with_contents(change=change))) == [
        ("TOC1", "One heading in two lines")
    ]


def test_an_empty_heading_is_not_listed() -> None:
    assert entries(fill_contents(with_contents((1, ""), (1, "Full")))) == [("TOC1", "Full")]


def test_a_document_without_headings_keeps_its_contents_field_as_it_was() -> None:
    filled = fill_contents(with_contents())

    assert field_marks(filled) == ["begin", "separate", "end"]
    assert entries(filled) == []


def test_a_document_without_a_contents_field_is_handed_back_as_it_is() -> None:
    docx.Document().save(buffer := io.BytesIO())

    assert fill_contents(buffer.getvalue()) == buffer.getvalue()
    assert headings(buffer.getvalue()) == ()


@pytest.mark.parametrize("pieces", [(" TO", 'C \\o "1', '-2" \\h '), (r' TOC \o "1-2" \h ',)])
def test_a_field_that_word_has_split_is_still_read(pieces: tuple[str, ...]) -> None:
    def change(document: Any) -> None:
        instruction = next(document.element.body.iter(qn("w:instrText")))
        first, *others = pieces
        instruction.text = first
        for text in others:
            instruction.getparent().append(
                parse_xml(f"<w:instrText {nsdecls('w')}>{text}</w:instrText>")
            )

    assert len(entries(fill_contents(with_contents(*TITLES, change=change)))) == 3


def test_a_document_whose_text_is_in_a_part_of_another_name_has_its_contents_filled() -> None:
    usual = with_contents((1, "Neglect"))
    moved = {
        name.replace("word/document.xml", "word/document2.xml").replace(
            "document.xml.rels", "document2.xml.rels"
        ): content.replace(b"/document.xml", b"/document2.xml").replace(
            b'"word/document.xml', b'"word/document2.xml'
        )
        for name, content in package.read_parts(usual).items()
    }

    assert entries(fill_contents(package.write_parts(moved))) == entries(fill_contents(usual))
