"""The numbers that Word prints before paragraphs: counted as Word counts them."""

import pytest

from tests.word_files import cell, lines, paragraph, read, row, run, table
from toolkit.word.reading.blocks import Document, Style


def level(number: int, pattern: str, kind: str = "decimal", marks: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{marks}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def family(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def numbered(number: int, of: int, override: str = "") -> str:
    link = f'<w:abstractNumId w:val="{of}"/>'
    return f'<w:num w:numId="{number}">{link}{override}</w:num>'


def item(text: str, list_id: int = 1, depth: int = 0, style: str = "") -> str:
    place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/>'
    return paragraph(text, style=style, marks=f"<w:numPr>{place}</w:numPr>")


def listed(numbering: str, *body: str, styles: str = "") -> Document:
    return read(*body, styles=styles, parts={"numbering": numbering})


TWO_LEVELS = family(0, level(0, "%1."), level(1, "%1.%2"))


def test_a_list_counts_and_a_deeper_level_begins_again_below_each() -> None:
    document = listed(
        TWO_LEVELS + numbered(1, 0),
        item("a"), item("b", depth=1), item("c", depth=1), item("d"), item("e", depth=1),
    )  # fmt: skip

    assert lines(document) == ["1. a", "1.1 b", "1.2 c", "2. d", "2.1 e"]


@pytest.mark.parametrize(
    ("kind", "third"),
    [
        ("decimal", "3"), ("decimalZero", "03"), ("lowerLetter", "c"), ("upperLetter", "C"),
        ("lowerRoman", "iii"), ("upperRoman", "III"), ("ordinal", "3rd"), ("bullet", ""),
        ("none", ""),
    ],
)  # fmt: skip
def test_numbers_are_printed_in_the_lists_own_kind(kind: str, third: str) -> None:
    document = listed(
        family(0, level(0, "%1", kind)) + numbered(1, 0), item("a"), item("b"), item("c")
    )

    assert lines(document)[2] == f"{third} c".strip()


@pytest.mark.parametrize(
    ("kind", "start", "printed"),
    [
        ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"), ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1994, "MCMXCIV"), ("ordinal", 1, "1st"), ("ordinal", 2, "2nd"),
        ("ordinal", 11, "11th"), ("ordinal", 12, "12th"), ("ordinal", 13, "13th"),
        ("ordinal", 21, "21st"), ("ordinal", 30, "30th"), ("decimalZero", 10, "10"),
    ],
)  # fmt: skip
def test_larger_numbers_are_printed_as_word_does(kind: str, start: int, printed: str) -> None:
    numbering = family(0, level(0, "%1", kind, start=start)) + numbered(1, 0)

    assert lines(listed(numbering, item("a"))) == [f"{printed} a"]


def test_words_before_a_number_are_printed_with_it() -> None:
    document = listed(family(0, level(0, "Priority %1:")) + numbered(1, 0), item("Neglect"))

    assert lines(document) == ["Priority 1: Neglect"]


def test_a_level_that_was_left_out_counts_as_begun() -> None:
    document = listed(TWO_LEVELS + numbered(1, 0), item("a", depth=1), item("b"))

    assert lines(document) == ["1.1 a", "2. b"]


def test_a_list_begins_where_it_says() -> None:
    document = listed(family(0, level(0, "%1", start=5)) + numbered(1, 0), item("a"), item("b"))

    assert lines(document) == ["5 a", "6 b"]


def test_lists_of_one_family_count_on_together() -> None:
    document = listed(
        TWO_LEVELS + numbered(1, 0) + numbered(2, 0), item("a"), item("b", 2), item("c", 1)
    )

    assert lines(document) == ["1. a", "2. b", "3. c"]


def test_a_list_that_is_restarted_begins_again_once() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    document = listed(
        TWO_LEVELS + numbered(1, 0) + numbered(2, 0, again),
        item("a"), item("b"), item("c", 2), item("d", 2),
    )  # fmt: skip

    assert lines(document) == ["1. a", "2. b", "1. c", "2. d"]


def test_a_deeper_level_may_be_restarted_alone() -> None:
    again = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride>'
    document = listed(
        TWO_LEVELS + numbered(1, 0) + numbered(2, 0, again),
        item("a"), item("b", depth=1), item("c", 2, depth=1),
    )  # fmt: skip

    assert lines(document) == ["1. a", "1.1 b", "1.4 c"]


def test_a_list_may_have_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "lowerLetter")}</w:lvlOverride>'

    assert lines(listed(TWO_LEVELS + numbered(1, 0, own), item("x"))) == ["(a) x"]


@pytest.mark.parametrize(("restart", "last"), [("0", "2.3"), ("1", "2.1"), ("", "2.1")])
def test_a_level_may_count_on_over_the_one_above(restart: str, last: str) -> None:
    marks = f'<w:lvlRestart w:val="{restart}"/>' if restart else ""
    numbering = family(0, level(0, "%1"), level(1, "%1.%2", marks=marks)) + numbered(1, 0)
    document = listed(
        numbering, item("a"), item("b", depth=1), item("c", depth=1), item("d"), item("e", depth=1)
    )

    assert lines(document)[-1] == f"{last} e"


def test_a_legal_level_prints_all_numbers_as_figures() -> None:
    numbering = family(0, level(0, "%1", "upperRoman"), level(1, "%1.%2", marks="<w:isLgl/>"))
    document = listed(numbering + numbered(1, 0), item("a"), item("b", depth=1))

    assert lines(document) == ["I a", "1.1 b"]


def test_a_style_may_number_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Step"><w:name w:val="Step"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="SubStep"><w:name w:val="Sub step"/>'
        '<w:basedOn w:val="Step"/></w:style>'
    )
    linked = family(
        0,
        level(0, "%1", marks='<w:pStyle w:val="Step"/>'),
        level(1, "%1.%2", marks='<w:pStyle w:val="SubStep"/>'),
    )
    document = listed(
        linked + numbered(1, 0),
        paragraph("a", style="Step"),
        paragraph("b", style="SubStep"),
        paragraph("c", style="Step", marks='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        paragraph("d", style="Step"),
        styles=styles,
    )

    assert lines(document) == ["1 a", "1.1 b", "c", "2 d"]


def test_a_list_may_be_that_of_a_style() -> None:
    style = family(0, '<w:styleLink w:val="Outline"/>', level(0, "%1)"))
    link = family(1, '<w:numStyleLink w:val="Outline"/>')

    assert lines(listed(style + link + numbered(1, 1), item("a"))) == ["1) a"]


def test_a_heading_keeps_its_number() -> None:
    document = listed(TWO_LEVELS + numbered(1, 0), item("Neglect", style="Heading1"))

    (block,) = document.body
    assert getattr(block, "style", None) is Style.HEADING
    assert lines(document) == ["1. Neglect"]


def test_a_numbered_paragraph_without_words_is_counted() -> None:
    assert lines(listed(TWO_LEVELS + numbered(1, 0), item(""), item("b"))) == ["2. b"]


def test_a_column_that_only_counts_is_read() -> None:
    number = paragraph(marks='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    document = listed(
        TWO_LEVELS + numbered(1, 0),
        table(row(cell(number), "Train staff"), row(cell(number), "Audit files")),
    )

    assert lines(document) == ["1.", "Train staff", "2.", "Audit files"]


def test_a_hidden_paragraph_is_not_counted() -> None:
    hidden = paragraph(
        run("Secret", "<w:vanish/>"),
        marks='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        "<w:rPr><w:vanish/></w:rPr>",
    )

    assert lines(listed(TWO_LEVELS + numbered(1, 0), hidden, item("a"))) == ["1. a"]


def test_a_list_that_is_declared_nowhere_prints_no_number() -> None:
    assert lines(listed("", item("a", 9))) == ["a"]
