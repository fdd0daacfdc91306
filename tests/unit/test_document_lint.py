"""The document linter: silent on a good plan, and exact about each fault planted in it."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import file_of
from tests.pressed import trimmed
from toolkit.values.errors import ToolkitError, WrongFileType
from toolkit.word.document_lint.lint import lint_document
from toolkit.word.package.package import write_parts
from tools.all_rules import OF_DOCUMENTS
from tools.example import example_content

BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
HEADER, LINKS = "word/header2.xml", "word/_rels/document.xml.rels"
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="1" name="Chart 1"{}</wp:inline></w:drawing></w:r>'
)
DECORATIVE = (
    '><a:decorative xmlns:a="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></wp:docPr>'
)
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>Words</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
# The first cell below the headings of the plan's first table.
FIRST_CELL = re.compile(r"(</w:tr><w:tr>.*?<w:tc>)(.*?)(</w:tc>)", re.DOTALL)
FIRST_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
END, LINE = 'under heading "Made for this test"', 'paragraph 1 under heading "Made for this test"'
BESIDE = ', under heading "Progress so far"'
TABLE, CELL = f"table 1{BESIDE}", f"table 1, row 2, column 1{BESIDE}"

Parts = dict[str, bytes]
Plant = Callable[[Parts], None]


def change(part: str, old: str, new: str, count: int = 1) -> Plant:
    """Put other XML in place of some that is there."""

    def plant(parts: Parts) -> None:
        xml = parts[part].decode()
        assert old in xml
        parts[part] = xml.replace(old, new, count).encode()

    return plant


def at_end(xml: str) -> Plant:
    """Put XML at the end of the text, below a heading of its own."""

    def plant(parts: Parts) -> None:
        start, mark, rest = parts[BODY].decode().rpartition("<w:sectPr")
        parts[BODY] = (
            start + paragraph("Made for this test", HEADING) + xml + mark + rest
        ).encode()

    return plant


def in_table(pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Plant:
    """Change what the pattern finds first in the plan's first table."""

    def plant(parts: Parts) -> None:
        def changed(table: re.Match[str]) -> str:
            xml, count = pattern.subn(new, table[0], count=1)
            assert count == 1
            return xml

        parts[BODY] = FIRST_TABLE.sub(changed, parts[BODY].decode(), count=1).encode()

    return plant


def add(part: str) -> Plant:
    return lambda parts: parts.update({part: b"x"})


HEADING = '<w:pStyle w:val="Heading1"/>'


def paragraph(text: str = "", properties: str = "", run: str = "") -> str:
    words = f"<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def holding(xml: str) -> Plant:
    return at_end(f"<w:p>{xml}</w:p>")


def link(attributes: str, text: str = "the plan") -> Plant:
    return holding(f"<w:hyperlink {attributes}><w:r><w:t>{text}</w:t></w:r></w:hyperlink>")


def table(*rows: str) -> str:
    look = '<w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>'
    first = "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    body = "".join(f"{'<w:tr>' if n else first}{row}</w:tr>" for n, row in enumerate(rows))
    return f"<w:tbl>{look}{body}</w:tbl>"


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


RED = '<w:shd w:val="clear" w:fill="CA3535"/>'
NAVY = '<w:shd w:val="clear" w:fill="0F385C"/>'
WHITE = '<w:color w:val="FFFFFF"/>'
TITLE = re.compile(rb"<dc:title>.*?</dc:title>")


def title(new: str) -> Plant:
    return lambda parts: parts.update(
        {CORE: TITLE.sub(f"<dc:title>{new}</dc:title>".encode(), parts[CORE])}
    )


CONTENTS = re.compile(r'<w:p><w:pPr><w:pStyle w:val="TOC\d"/>.*?</w:p>', re.DOTALL)


def without_contents(parts: Parts) -> None:
    parts[BODY] = CONTENTS.sub("", parts[BODY].decode()).encode()


def without_title_or_chapters(parts: Parts) -> None:
    without_contents(parts)
    headings = re.compile(rb'<w:pStyle w:val="(Title|Heading\d)"/>')
    parts[BODY] = headings.sub(b"", parts[BODY])


FAULTS: list[tuple[str, str, Plant]] = [
    ("DOC-001", "document properties", title(" ")),
    ("DOC-002", "document properties", title("Police &amp;amp; Health")),
    ("DOC-003", "whole document", change(STYLES, 'w:lang w:val="en-GB"', 'w:lang w:val="fr-FR"')),
    ("DOC-003", "whole document", change(STYLES, 'w:lang w:val="en-GB"', "w:lang")),
    ("DOC-004", "whole document", change(STYLES, 'w:lang w:val="en-GB"', 'w:lang w:val="en-US"')),
    ("DOC-005", 'heading "Deep"', at_end(paragraph("Deep", '<w:outlineLvl w:val="2"/>'))),
    ("DOC-006", "whole document", without_title_or_chapters),
    ("DOC-007", END, at_end(paragraph("", HEADING))),
    ("DOC-008", TABLE, in_table(re.compile("<w:tblHeader/>"), "")),
    ("DOC-008", TABLE, in_table(re.compile('w:firstRow="1"'), 'w:firstRow="0"')),
    ("DOC-009", f"table 1, row 1{BESIDE}",
     in_table(re.compile("<w:tcPr>"), '<w:tcPr><w:gridSpan w:val="2"/>')),
    ("DOC-010", f"table 1, row 2, column 1, inner table 1{BESIDE}",
     in_table(FIRST_CELL, lambda m: m[1] + table(cell("In")) + m[2] + m[3])),
    ("DOC-013", END, holding(DRAWING.format("/>"))),
    ("DOC-014", END, holding(DRAWING.format(' descr="chart 1.png"/>'))),
    ("DOC-015", END, at_end(paragraph("Pale", "", '<w:color w:val="999999"/>'))),
    ("DOC-015", END, at_end(paragraph("Pale", '<w:shd w:fill="0F385C"/>'))),
    ("DOC-015", CELL, in_table(FIRST_CELL, lambda m: m[1] + cell("X", NAVY)[6:])),
    ("DOC-015", END, at_end(paragraph("X", "", '<w:sz w:val="36"/><w:color w:val="AAAAAA"/>'))),
    ("DOC-016", CELL, in_table(FIRST_CELL, lambda m: m[1] + cell("", RED)[6:])),
    ("DOC-017", CELL, in_table(FIRST_CELL, lambda m: m[1] + m[3])),
    ("DOC-019", CELL, in_table(FIRST_CELL, lambda m: m[1] + "stray" + m[2] + m[3])),
    ("DOC-020", LINE, at_end(paragraph("{{ board }}"))),
    ("DOC-020", "document properties", title("{{ title }}")),
    ("DOC-020", "page header", change(HEADER, "</w:p>", "<w:r><w:t>{% if %}</w:t></w:r></w:p>")),
    *(("DOC-021", LINE, at_end(paragraph(text)))
      for text in ("None", "Led by None", "nan", "2016-03-31 00:00:00", "one_x000D_two")),
    ("DOC-022", LINE, link('w:anchor="nowhere"')),
    ("DOC-023", LINE, link('r:id="rId99"')),
    ("DOC-023", END, holding('<w:r><w:object r:id="rId98"/></w:r>')),
    ("DOC-041", END, at_end("<w:p>" + 2 * '<w:bookmarkStart w:id="91" w:name="one"/>'
                            '<w:bookmarkEnd w:id="91"/>' + "</w:p>")),
    ("DOC-041", LINE.replace("1", "2"), at_end(2 * '<w:p><w:sdt><w:sdtPr>'
                            '<w:id w:val="5"/></w:sdtPr>'
                            "<w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt></w:p>")),
    ("DOC-040", "the document",
     at_end('<w:p><w:fldSimple w:instr="LINK Excel.Sheet x"><w:r><w:t>3</w:t></w:r>'
            "</w:fldSimple></w:p>")),
    ("DOC-024", LINE, link('w:anchor="_top"', "https://osmerdale.example/plan")),
    ("DOC-025", END, at_end(paragraph() * 2 + paragraph("Words"))),
    ("DOC-026", f"text box, {END}", holding(BOX)),
    ("DOC-027", END, at_end(paragraph("Small", "", '<w:sz w:val="17"/>'))),
    ("DOC-028", "whole document", without_contents),
    ("DOC-029", 'contents entry "Gone"', at_end(paragraph("Gone", '<w:pStyle w:val="TOC1"/>'))),
    ("DOC-030", "document properties", add("docProps/thumbnail.jpeg")),
    ("DOC-030", "document properties", change(CORE, "</cp:coreProperties>",
     "<dc:description>generated by python-docx</dc:description></cp:coreProperties>")),
    ("DOC-031", "document properties", change(CORE, "<dc:creator>", r"<dc:creator>C:\Users\a\ ")),
]  # fmt: skip

# Faults that a whole table of their own shows best.
TABLES = [
    ("DOC-011", "row 2", table(cell("A"), cell(), cell("B"))),
    ("DOC-012", "", table(cell("A") + cell(), cell("B") + cell())),
    ("DOC-018", "", "<w:tbl><w:tblPr/></w:tbl>"),
]
HARMLESS: list[Plant] = [
    at_end(paragraph("None of the children, none at all. She lives with her nan.")),
    at_end(paragraph() + paragraph("Words")),
    at_end(paragraph("Grey", "", '<w:color w:val="767676"/>')),
    at_end(paragraph("Large", "", '<w:sz w:val="36"/><w:color w:val="949494"/>')),
    at_end(paragraph("Nine", "", '<w:sz w:val="18"/>')),
    at_end(paragraph("On red", RED, WHITE)),
    at_end(table(cell("A") + cell("B"), cell("C") + cell())),
    at_end(table(cell("A"), cell("Red", RED).replace("<w:rPr>", f"<w:rPr>{WHITE}"))),
    holding(DRAWING.format(' descr="Visits rose from 4 to 9"/>')),
    holding(DRAWING.format(DECORATIVE)),
    link('w:anchor="_Toc00000001"'),
]  # fmt: skip


def plan_of(book: Path, folder: Path) -> bytes:
    built = jobs.build(book, folder, None, date(2026, 10, 9))
    return built.documents["business-plan"].path.read_bytes()


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The example board's plan of a few actions."""
    folder = tmp_path_factory.mktemp("plan")
    book = folder / "example_board.xlsx"
    book.write_bytes(file_of(trimmed(example_content())))
    return plan_of(book, folder)


def with_fault(plan: bytes, plant: Plant) -> bytes:
    with zipfile.ZipFile(io.BytesIO(plan)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plant(parts)
    return write_parts(parts)


def found(document: bytes) -> list[tuple[str, str]]:
    findings = lint_document(document, "plan.docx")
    return [(finding.rule.code, finding.place.where) for finding in findings]


def test_the_plan_of_the_example_board_has_no_finding(plan: bytes, tmp_path: Path) -> None:
    with as_file(files("toolkit.workbooks") / "example_board.xlsx") as book:
        whole = plan_of(book, tmp_path)

    for document in (whole, plan):
        assert [str(finding) for finding in lint_document(document, "plan.docx")] == []


@pytest.mark.parametrize(
    ("code", "where", "plant"), FAULTS, ids=[f"{n}-{fault[0]}" for n, fault in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found_alone_and_at_its_place(
    plan: bytes, code: str, where: str, plant: Plant
) -> None:
    assert found(with_fault(plan, plant)) == [(code, where)]


@pytest.mark.parametrize(("code", "place", "xml"), TABLES, ids=[code for code, _, _ in TABLES])
def test_a_fault_of_a_table_is_found_in_that_table(
    plan: bytes, code: str, place: str, xml: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(plan)) as archive:
        last = archive.read(BODY).count(b"<w:tbl>") + 1

    where = f"table {last}, {place}, {END}" if place else f"table {last}, {END}"
    assert found(with_fault(plan, at_end(xml))) == [(code, where)]


@pytest.mark.parametrize("plant", HARMLESS)
def test_what_only_looks_like_a_fault_is_let_be(plan: bytes, plant: Plant) -> None:
    assert found(with_fault(plan, plant)) == []


def test_every_rule_has_a_fault_planted_for_it() -> None:
    planted = {code for code, _, _ in FAULTS} | {code for code, _, _ in TABLES}

    assert {rule.code for rule in OF_DOCUMENTS} == planted


def test_a_heading_is_quoted_by_its_first_words_only(plan: bytes) -> None:
    xml = paragraph("A very long heading " * 5, HEADING) + paragraph("{{ x }}")

    [(_, where)] = found(with_fault(plan, at_end(xml)))

    assert where == 'paragraph 1 under heading "A very long heading A very long heading…"'


def test_a_damaged_part_gives_one_sentence(plan: bytes) -> None:
    with pytest.raises(WrongFileType, match=r"^plan\.docx cannot be read"):
        lint_document(with_fault(plan, change(BODY, "</w:body>", "")), "plan.docx")


@pytest.mark.shared
def test_other_peoples_documents_never_end_in_a_traceback(shared: Path) -> None:
    documents = sorted((shared / "corpus/docx").glob("*.do[ct]*"))
    assert len(documents) > 50
    refused = {}
    for path in documents:
        try:
            lint_document(path.read_bytes(), path.name)
        except ToolkitError as error:
            refused[path.name] = str(error)

    assert 0 < len(refused) < len(documents) / 4
    assert [sentence for sentence in refused.values() if "\n" in sentence] == []
