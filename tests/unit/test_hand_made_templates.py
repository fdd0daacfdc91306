"""Hand-made templates, with what people put in and around loops: filled soundly, or reported.

Each is either filled for no, one and three entries, or has one finding with its place.
"""

import re
from pathlib import Path

import pytest

from tests.office.helpers import convert
from tests.papers import document_faults
from tests.unit.test_filled_documents_are_valid import (
    ALL,
    BOOKMARK,
    COMMENT,
    CONTROL,
    ELEMENTS,
    ENDNOTE,
    LINK,
    NOTE,
    PICTURE,
    doubled,
    filled,
    in_cells,
    paragraph,
    run,
    table,
    template,
    tree,
)
from toolkit.word.package.package import read_parts
from toolkit.word.template_lint.field import Field
from toolkit.word.template_lint.lint import lint_template

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELDS = (Field("rows[]", "A row", "Row"), Field("title", "A title", "Title"))
ROW = run("{{ row }}")


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def p(*pieces: str) -> str:
    return paragraph("".join(pieces))


def loop(*blocks: str) -> str:
    return p(run("{%p for row in rows %}")) + "".join(blocks) + p(run("{%p endfor %}"))


def tc(*blocks: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{"".join(blocks)}</w:tc>'


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def rows(*inside: str) -> str:
    """A table with a row for each entry."""
    first = tr(tc(p(run("{%tr for row in rows %}"))), tc(p()))
    last = tr(tc(p(run("{%tr endfor %}"))), tc(p()))
    return table(first, *inside, last)


def control(inside: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
    )


def link(inside: str) -> str:
    return f'<w:hyperlink r:id="rSite">{inside}</w:hyperlink>'


# A paragraph with tags and tracked changes is a warning of its own.
NUMBERED = ALL.replace(ELEMENTS["tracked change"], "")


def landscape(inside: str, header: str = "") -> str:
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    return paragraph(inside, f"<w:pPr><w:sectPr>{header}{size}</w:sectPr></w:pPr>")


BOX = (
    '<w:r><w:pict><v:shape id="box" style="width:72pt;height:24pt" alt="A box"><v:textbox>'
    "<w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
HEADER = '<w:headerReference w:type="default" r:id="rHead"/>'
COMMENT_START = '<w:commentRangeStart w:id="7"/>'
COMMENT_END = '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
START, END = '<w:bookmarkStart w:id="9" w:name="wide"/>', '<w:bookmarkEnd w:id="9"/>'
QUOTE = sign("begin") + "<w:r><w:instrText>QUOTE</w:instrText></w:r>" + sign("separate")
FORM_FIELD = (
    '<w:bookmarkStart w:id="5" w:name="Text1"/><w:r><w:fldChar w:fldCharType="begin"><w:ffData>'
    '<w:name w:val="Text1"/><w:enabled/><w:calcOnExit w:val="0"/><w:textInput/></w:ffData>'
    "</w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
    f'{sign("separate")}{ROW}{sign("end")}<w:bookmarkEnd w:id="5"/>'
)

FILLED = {
    "notes of both kinds in paragraphs": p(NOTE) + loop(p(ROW, NOTE, ENDNOTE)),
    "notes of both kinds in rows": rows(tr(tc(p(ROW, NOTE)), tc(p(ENDNOTE)))),
    "notes of both kinds in cells": in_cells(NOTE + ENDNOTE, ENDNOTE),
    "a loop in a text box": p(BOX.format(loop(p(ROW, BOOKMARK)))),
    "a text box in a loop": loop(p(BOX.format(p(ROW)))),
    "rows in a text box": p(BOX.format(rows(tr(tc(p(ROW, COMMENT)), tc(p(CONTROL)))) + p())),
    "a text box in a row": rows(tr(tc(p(BOX.format(p(ROW)))), tc(p()))),
    "a control around a loop": control(loop(p(ROW))),
    "a control in a loop": loop(control(p(ROW))),
    "a row in a control in a loop": rows(control(tr(tc(p(ROW)), tc(p())))),
    "a cell in a control in a loop": rows(tr(control(tc(p(ROW))), tc(p()))),
    "a tag in a control of its own": p(control(run("{%p for row in rows %}")))
    + p(ROW)
    + p(run("{%p endfor %}")),
    "a loop of words in a control": p(control(run("{% for row in rows %}{{ row }} {% endfor %}"))),
    "a loop of words around all": p(
        run("{% for row in rows %}"), BOOKMARK, COMMENT, NOTE, PICTURE, LINK, CONTROL,
        run("{{ row }}{% endfor %}"),
    ),
    "a loop of words in a link": p(link(run("{% for row in rows %}{{ row }} {% endfor %}"))),
    "a link in a loop": loop(p(link(ROW))),
    "a section for each entry": loop(p(ROW), landscape("", HEADER)),
    "a section that ends with running text": landscape(run("{{p title }}")) + loop(p(ROW)),
    "sections that end with tags": landscape(run("{%p for row in rows %}"), HEADER)
    + p(ROW)
    + landscape(run("{%p endfor %}")),
    "a comment over a loop": p(COMMENT_START) + loop(p(ROW)) + p(COMMENT_END),
    "a comment that begins in a loop": loop(p(COMMENT_START, ROW)) + p(COMMENT_END),
    "a comment that ends in a loop": p(COMMENT_START) + loop(p(ROW, COMMENT_END)),
    "a comment on a tag": p(COMMENT.replace("commented", "{%p for row in rows %}"))
    + p(ROW)
    + p(run("{%p endfor %}")),
    "a bookmark that begins in a loop": loop(p(START, ROW)) + p(END),
    "a bookmark that ends in a loop": p(START) + loop(p(ROW, END)),
    "a bookmark between paragraphs": START + loop(p(ROW)) + END,
    "a bookmark of a column": rows(
        tr(tc(p(START.replace("/>", ' w:colFirst="0" w:colLast="0"/>'), ROW)), tc(p())), END
    ),
    "a bookmark that begins in running text": p(START, run("{{p title }}"))
    + loop(p(ROW))
    + p(END),
    "half a bookmark in a tag": p(run("{{ ti"), START, run("tle }}")) + loop(p(ROW)) + p(END),
    "a field over a loop": p(QUOTE) + loop(p(ROW)) + p(sign("end")),
    "an old form field in a loop": loop(p(FORM_FIELD)),
    "all of it in loops in loops": loop(p(ROW), p(ALL), loop(p(ROW, NUMBERED))),
    "a table in a cell": rows(tr(tc(table(tr(tc(p(ROW, NUMBERED)), tc(p()))), p()), tc(p()))),
    "rows in rows": rows(tr(tc(rows(tr(tc(p(ROW, NUMBERED)), tc(p()))), p()), tc(p()))),
    "a cell that a loop may empty": table(tr(tc(loop(p(ROW))), tc(p()))),
    "a box that a loop may empty": p(BOX.format(loop(p(ROW)))),
    "a control that a loop may empty": control(loop(p(ROW))),
}  # fmt: skip

REPORTED = {
    "a loop that begins in a control": (
        control(p(run("{%p for row in rows %}"))) + p(ROW) + p(run("{%p endfor %}")),
        "paragraph 3: TPL-032",
    ),
    "a row that begins in a control": (
        table(
            control(tr(tc(p(run("{%tr for row in rows %}"))), tc(p()))),
            tr(tc(p(ROW)), tc(p())),
            tr(tc(p(run("{%tr endfor %}"))), tc(p())),
        ),
        "table 1, row 3, column 1: TPL-032",
    ),
    "a loop of words that ends after a link": (
        p(link(run("{% for row in rows %}{{ row }}")), run("{% endfor %}")),
        "paragraph 1: TPL-043",
    ),
    "a loop of words that ends after a field": (
        p(QUOTE, run("{% for row in rows %}{{ row }}"), sign("end"), run("{% endfor %}")),
        "paragraph 1: TPL-043",
    ),
    "a field that begins in a loop": (
        loop(p(QUOTE, ROW)) + p(sign("end")),
        "paragraph 3: TPL-043",
    ),
    "a tag half in a field": (
        p(run("{{ ti"), QUOTE, run("tle }}"), sign("end")),
        "paragraph 1: TPL-039",
    ),
    "a tag half in a link": (p(run("{{ ti"), link(run("tle }}"))), "paragraph 1: TPL-039"),
    "a picture beside a tag": (
        p(PICTURE, run("{%p if rows %}")) + p(run("x")) + p(run("{%p endif %}")),
        "paragraph 1: TPL-024",
    ),
    "a text box beside a tag": (
        p(BOX.format(p(run("x"))), run("{%p if rows %}")) + p(run("x")) + p(run("{%p endif %}")),
        "paragraph 1: TPL-024",
    ),
    "a note beside a tag": (
        p(run("{%p if rows %}"), NOTE) + p(run("x")) + p(run("{%p endif %}")),
        "paragraph 1: TPL-024",
    ),
    "a picture in the row of a tag": (
        table(
            tr(tc(p(run("{%tr if rows %}"))), tc(p(PICTURE))),
            tr(tc(p(run("x"))), tc(p())),
            tr(tc(p(run("{%tr endif %}"))), tc(p())),
        ),
        "table 1, row 1, column 1: TPL-024",
    ),
    "bookmarks and comments beside running text": (
        p(BOOKMARK, COMMENT, run("{{p title }}")),
        "paragraph 1: TPL-024",
    ),
}
EACH = pytest.mark.parametrize("name", FILLED)


def said(body: str) -> list[str]:
    return [str(finding) for finding in lint_template(template(body), "own.docx", FIELDS)]


@EACH
def test_what_can_be_filled_has_no_finding(name: str) -> None:
    assert said(FILLED[name]) == []


@pytest.mark.parametrize("name", REPORTED)
def test_what_cannot_be_filled_has_one_finding_with_its_place(name: str) -> None:
    body, expected = REPORTED[name]
    (sentence,) = said(body)

    assert sentence.startswith(f"[own.docx] {expected} ")


@EACH
@pytest.mark.parametrize("entries", [0, 1, 3])
def test_every_number_is_there_once_and_fields_and_ranges_have_both_ends(
    name: str, entries: int
) -> None:
    data = filled(FILLED[name], entries)

    assert doubled(data) == {}
    signs = [mark.get(f"{_W}fldCharType") for mark in tree(data).iter(f"{_W}fldChar")]
    assert signs.count("begin") == signs.count("separate") == signs.count("end")
    numbers = {
        end: [mark.get(f"{_W}id") for mark in tree(data).iter(f"{_W}bookmark{end}")]
        for end in ("Start", "End")
    }
    # A bookmark of which the loop leaves one end is none; Word passes over it.
    assert set(numbers["End"]) == set(numbers["Start"]) or entries != 1


@EACH
def test_every_entry_is_printed(name: str) -> None:
    words = "".join(tree(filled(FILLED[name])).itertext())

    assert all(f"Row {number}" in words for number in range(3))


@pytest.mark.parametrize(
    ("name", "entries", "sides"),
    [
        ("a section for each entry", 3, [1, 1, 1, 0]),
        ("a section for each entry", 0, [0]),
        ("a section that ends with running text", 1, [1, 0]),
        ("sections that end with tags", 0, [1, 1, 0]),
        ("sections that end with tags", 3, [1, 1, 0]),
    ],
)
def test_pages_keep_their_sides(name: str, entries: int, sides: list[int]) -> None:
    sections = re.findall(
        r"<w:sectPr\b.*?</w:sectPr>",
        read_parts(filled(FILLED[name], entries))["word/document.xml"].decode(),
    )

    assert [int("landscape" in section) for section in sections] == sides


# One file of all, since programs take a second to start; its loop gives each number once.
ALL_OF_THEM = "".join(FILLED.values()) + p(run("{% for one in [1] %}{% endfor %}"))


@pytest.mark.validator
@pytest.mark.parametrize("entries", [0, 3])
def test_they_are_valid_to_the_letter_of_the_standard(
    entries: int, ooxml_validator: Path, tmp_path: Path
) -> None:
    assert document_faults(filled(ALL_OF_THEM, entries), ooxml_validator, tmp_path) == []


def test_libreoffice_opens_them_with_every_entry(soffice: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(filled(ALL_OF_THEM))

    convert(soffice, "txt:Text (encoded):UTF8", tmp_path, [tmp_path / "paper.docx"])

    # What is in text boxes is left out of a text file.
    expected = sum("txbxContent" not in body for body in FILLED.values())
    assert (tmp_path / "paper.txt").read_text("utf-8-sig").count("Row 2") >= expected


def test_every_thing_that_word_numbers_is_among_them() -> None:
    bodies = "".join(FILLED.values())

    assert all(element in bodies for element in ELEMENTS.values())
