"""Whatever a template repeats, the document it makes is one that Word opens without complaint."""

import io
import itertools
import re
from collections import Counter
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.office.helpers import convert
from tests.papers import document_faults
from toolkit.word.filling.render import render
from toolkit.word.package.package import CONTENT_TYPES, read_parts, write_parts

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NS = (
    f'xmlns:w="{_W}" xmlns:r="{_KINDS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("x")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


COMMENT = (
    '<w:commentRangeStart w:id="7"/>' + run("commented") + '<w:commentRangeEnd w:id="7"/>'
    '<w:r><w:commentReference w:id="7"/></w:r>'
)
BOOKMARK = (
    '<w:bookmarkStart w:id="3" w:name="place"/>' + run("marked") + '<w:bookmarkEnd w:id="3"/>'
)
REFERENCE = field("REF place \\h") + BOOKMARK
LINK = f'<w:hyperlink w:anchor="place">{run("there")}</w:hyperlink>' + BOOKMARK
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
ENDNOTE = '<w:r><w:endnoteReference w:id="2"/></w:r>'
EDITABLE = '<w:permStart w:id="6" w:edGrp="everyone"/>' + run("free") + '<w:permEnd w:id="6"/>'
CHANGE = '<w:ins w:id="8" w:author="Unit" w:date="2026-01-01T00:00:00Z">' + run("new") + "</w:ins>"
SHAPE = (
    '<w:r><w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600"/>'
    '<v:shape id="_x0000_s1026" type="#_x0000_t202" style="width:50pt;height:20pt" alt="A box">'
    f"<v:textbox><w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r>"
)
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
    '<wp:docPr id="4" name="Picture 4" descr="A dot"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="dot.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rDot"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="42"/><w:text/></w:sdtPr>'
    f"<w:sdtContent>{run('typed')}</w:sdtContent></w:sdt>"
)
ELEMENTS = {
    "comment": COMMENT, "bookmark": BOOKMARK, "reference": REFERENCE, "link": LINK, "note": NOTE,
    "endnote": ENDNOTE, "shape": SHAPE, "picture": PICTURE, "control": CONTROL,
    "editable part": EDITABLE, "tracked change": CHANGE,
}  # fmt: skip


def paragraph(inner: str, properties: str = "") -> str:
    # Word gives each paragraph a number of its own; those with tags go, with theirs.
    number = ' w14:paraId="0A0B0C0D"' if "{{ row }}" in inner else ""
    return f"<w:p{number}>{properties}{inner}</w:p>"


def cell(inner: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraph(inner)}</w:tc>'


def table(*rows: str) -> str:
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * 2 + "</w:tblGrid>"
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>'


def in_paragraphs(inside: str, around: str) -> str:
    return (
        paragraph(around)
        + paragraph(run("{%p for row in rows %}"))
        + paragraph(inside + run("{{ row }}"))
        + paragraph(run("{%p endfor %}"))
    )


def in_rows(inside: str, around: str) -> str:
    return table(
        f"<w:tr>{cell(around)}{cell(run('x'))}</w:tr>",
        f"<w:tr>{cell(run('{%tr for row in rows %}'))}{cell('')}</w:tr>",
        f"<w:tr>{cell(inside + run('{{ row }}'))}{cell('')}</w:tr>",
        f"<w:tr>{cell(run('{%tr endfor %}'))}{cell('')}</w:tr>",
    )


def in_cells(inside: str, around: str) -> str:
    cells = (
        cell(run("{%tc for row in rows %}"))
        + cell(inside + run("{{ row }}"))
        + cell(run("{%tc endfor %}"))
    )
    return table(f"<w:tr>{cell(around)}{cells}</w:tr>")


LOOPS = {"paragraphs": in_paragraphs, "rows": in_rows, "cells": in_cells}


def template(body: str) -> bytes:
    """A template with a comment, a footnote and a picture to refer to, and this in its body."""
    made = docx.Document()
    made.core_properties.title = "A paper"
    buffer = io.BytesIO()
    made.save(buffer)
    parts = read_parts(buffer.getvalue())
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    parts["word/document.xml"] = (
        f"<w:document {_NS}><w:body>{body}{paragraph('')}{section}</w:body></w:document>"
    ).encode()
    parts["word/comments.xml"] = (
        f'<w:comments {_NS}><w:comment w:id="7" w:author="Unit" w:initials="U">'
        f"{paragraph(run('Look'))}</w:comment></w:comments>"
    ).encode()
    for kind in ("footnote", "endnote"):
        # With a bookmark, of which each copy of the note needs one of its own.
        inside = paragraph(run(f"A {kind}") + BOOKMARK.replace("place", f"{kind}_place"))
        parts[f"word/{kind}s.xml"] = (
            f'<w:{kind}s {_NS}><w:{kind} w:id="2">{inside}</w:{kind}></w:{kind}s>'
        ).encode()
    parts["word/header9.xml"] = f"<w:hdr {_NS}>{paragraph(run('Head'))}</w:hdr>".encode()
    parts["word/media/dot.png"] = PNG
    added = "".join(
        f'<Relationship Id="{name}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for name, kind, target in (
            ("rComments", "comments", "comments.xml"),
            ("rNotes", "footnotes", "footnotes.xml"),
            ("rEndnotes", "endnotes", "endnotes.xml"),
            ("rHead", "header", "header9.xml"),
            ("rDot", "image", "media/dot.png"),
            ("rSite", "hyperlink", 'https://example.org/" TargetMode="External'),
        )
    )
    register = "word/_rels/document.xml.rels"
    parts[register] = parts[register].replace(
        b"</Relationships>", f"{added}</Relationships>".encode()
    )
    overrides = '<Default Extension="png" ContentType="image/png"/>' + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in (
            ("comments", "comments"),
            ("footnotes", "footnotes"),
            ("endnotes", "endnotes"),
            ("header9", "header"),
        )
    )
    types = parts[CONTENT_TYPES].replace(b'<Default Extension="png" ContentType="image/png"/>', b"")
    parts[CONTENT_TYPES] = types.replace(b"</Types>", f"{overrides}</Types>".encode())
    return write_parts(parts)


def filled(body: str, entries: int = 3) -> bytes:
    rows = [f"Row {number}" for number in range(entries)]
    return render(template(body), {"rows": rows, "title": "A title"})


def tree(data: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(read_parts(data)[part])


def doubled(data: bytes) -> dict[str, list[str]]:
    """The numbers and names that are there twice, by kind."""
    root = tree(data)
    kinds = {
        "bookmark": root.iter(f"{{{_W}}}bookmarkStart"),
        "bookmark end": root.iter(f"{{{_W}}}bookmarkEnd"),
        "comment": root.iter(f"{{{_W}}}commentReference"),
        "comment text": tree(data, "word/comments.xml").iter(f"{{{_W}}}comment"),
        "footnote": root.iter(f"{{{_W}}}footnoteReference"),
        "endnote": root.iter(f"{{{_W}}}endnoteReference"),
        "editable part": root.iter(f"{{{_W}}}permStart"),
        "tracked change": root.iter(f"{{{_W}}}ins"),
    }
    found = {kind: [item.get(f"{{{_W}}}id", "") for item in items] for kind, items in kinds.items()}
    found["name"] = [
        mark.get(f"{{{_W}}}name", "")
        for part in ("document", "footnotes", "endnotes")
        for mark in tree(data, f"word/{part}.xml").iter(f"{{{_W}}}bookmarkStart")
    ]
    found["control"] = [i.get(f"{{{_W}}}val", "") for i in root.iter(f"{{{_W}}}id")]
    found["drawing"] = [i.get("id", "") for i in root.iter("{*}docPr")]
    found["shape"] = [
        i.get("id") for i in root.iter("{urn:schemas-microsoft-com:vml}*") if i.get("id")
    ]
    paragraphs = root.iter(f"{{{_W}}}p")
    found["paragraph"] = [
        i for p in paragraphs
        if (i := p.get("{http://schemas.microsoft.com/office/word/2010/wordml}paraId"))
    ]  # fmt: skip
    return {
        kind: [one for one, times in Counter(ones).items() if times > 1]
        for kind, ones in found.items()
        if len(set(ones)) < len(ones)
    }


EACH = pytest.mark.parametrize(
    ("element", "loop", "entries"), list(itertools.product(ELEMENTS, LOOPS, (0, 1, 3)))
)


@EACH
def test_what_a_loop_repeats_has_numbers_of_its_own(element: str, loop: str, entries: int) -> None:
    data = filled(LOOPS[loop](ELEMENTS[element], ""), entries)

    assert doubled(data) == {}
    assert len(tree(data).xpath("//*[text()='Row 0']")) == min(entries, 1)


@EACH
def test_so_has_what_is_both_in_a_loop_and_before_it(element: str, loop: str, entries: int) -> None:
    assert doubled(filled(LOOPS[loop](ELEMENTS[element], ELEMENTS[element]), entries)) == {}


@pytest.mark.parametrize("loop", LOOPS)
def test_each_comment_is_there_as_often_as_the_loop_repeats_it(loop: str) -> None:
    data = filled(LOOPS[loop](COMMENT, ""))

    numbers = [c.get(f"{{{_W}}}id") for c in tree(data).iter(f"{{{_W}}}commentReference")]
    comments = tree(data, "word/comments.xml")
    assert [c.get(f"{{{_W}}}id") for c in comments] == numbers
    assert ["".join(c.itertext()) for c in comments] == ["Look"] * 3


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_each_note_is_there_as_often_as_the_loop_repeats_it(kind: str, loop: str) -> None:
    data = filled(LOOPS[loop](ELEMENTS["note" if kind == "footnote" else kind], ""))

    numbers = [r.get(f"{{{_W}}}id") for r in tree(data).iter(f"{{{_W}}}{kind}Reference")]
    notes = tree(data, f"word/{kind}s.xml")
    assert [note.get(f"{{{_W}}}id") for note in notes] == numbers
    assert len(numbers) == 3
    assert ["".join(note.itertext()) for note in notes] == [f"A {kind}marked"] * 3


def test_a_note_with_a_tag_is_filled_in_each_of_its_copies() -> None:
    parts = read_parts(template(in_paragraphs(NOTE, "")))
    notes = parts["word/footnotes.xml"].replace(b"A footnote", b"{{ title }}: ")
    parts["word/footnotes.xml"] = notes
    data = render(write_parts(parts), {"rows": [1, 2], "title": "Ours"})

    words = ["".join(note.itertext()) for note in tree(data, "word/footnotes.xml")]
    assert words == ["Ours: marked"] * 2
    assert doubled(data) == {}


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("element", ["reference", "link"])
def test_a_reference_leads_to_the_bookmark_of_its_own_turn(element: str, loop: str) -> None:
    data = filled(LOOPS[loop](ELEMENTS[element], ""))

    root = tree(data)
    names = [b.get(f"{{{_W}}}name") for b in root.iter(f"{{{_W}}}bookmarkStart")]
    targets = [link.get(f"{{{_W}}}anchor") for link in root.iter(f"{{{_W}}}hyperlink")]
    targets += re.findall(r"REF (\S+)", "".join(root.itertext()))
    assert targets == names
    assert len(set(names)) == 3


def test_the_same_template_gives_the_same_bytes() -> None:
    body = "".join(loop("".join(ELEMENTS.values()), "") for loop in LOOPS.values())

    assert filled(body) == filled(body)


def landscape(where: str) -> str:
    """A section on its side that ends in the paragraph of a tag."""
    section = (
        '<w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr>'
    )
    tags = {
        "endif": ("{%p if rows %}", "{%p endif %}"),
        "endfor": ("{%p for row in rows %}", "{%p endfor %}"),
        "set": ("", "{%p set x = 1 %}"),
    }
    if where in tags:
        opening, closing = tags[where]
        first = paragraph(run(opening)) if opening else ""
        return first + paragraph(run("Wide")) + paragraph(run(closing), section)
    word = "if rows" if where == "if" else "for row in rows"
    end = f"{{%p end{where} %}}"
    return (
        paragraph(run("Wide"))
        + paragraph(run(f"{{%p {word} %}}"), section)
        + paragraph(run("Upright"))
        + paragraph(run(end))
    )


@pytest.mark.parametrize("entries", [0, 1, 3])
@pytest.mark.parametrize("where", ["endif", "endfor", "set", "if", "for"])
def test_a_section_that_ends_in_the_paragraph_of_a_tag_keeps_its_page(
    where: str, entries: int
) -> None:
    document = docx.Document(io.BytesIO(filled(landscape(where), entries)))

    assert [section.orientation for section in document.sections] == [1, 0]


@pytest.mark.parametrize("mark", ["bookmark", "commentRange"])
def test_a_range_that_begins_in_the_paragraph_of_a_tag_keeps_both_ends(mark: str) -> None:
    start = f'<w:{mark}Start w:id="9"' + (' w:name="wide"/>' if mark == "bookmark" else "/>")
    body = (
        paragraph(start + run("{%p if rows %}"))
        + paragraph(run("In"))
        + paragraph(run("{%p endif %}"))
        + paragraph(f'<w:{mark}End w:id="9"/>')
    )
    xml = read_parts(filled(body))["word/document.xml"].decode()

    assert (xml.count(f"<w:{mark}Start"), xml.count(f"<w:{mark}End")) == (1, 1)
    assert xml.index(f"<w:{mark}Start") < xml.index(f"<w:{mark}End")


@pytest.mark.parametrize("mark", ["bookmark", "commentRange"])
@pytest.mark.parametrize("entries", [0, 1, 3])
@pytest.mark.parametrize("unit", ["tr", "tc"])
def test_a_range_that_begins_in_the_row_or_cell_of_a_tag_has_one_beginning_and_one_end(
    unit: str, entries: int, mark: str
) -> None:
    start = f'<w:{mark}Start w:id="9"' + (' w:name="wide"/>' if mark == "bookmark" else "/>")
    cells = (
        cell(start + run(f"{{%{unit} for row in rows %}}")),
        cell(run("{{ row }}") + f'<w:{mark}End w:id="9"/>'),
        cell(run(f"{{%{unit} endfor %}}")),
    )
    rows = "".join(f"<w:tr>{each}</w:tr>" for each in cells) if unit == "tr" else ""
    last = f"<w:tr>{cell(run('Last'))}</w:tr>"
    data = filled(table(rows or f"<w:tr>{''.join(cells)}{cell('')}</w:tr>", last), entries)
    xml = read_parts(data)["word/document.xml"].decode()

    assert xml.count(f"<w:{mark}Start") == 1
    assert xml.count(f"<w:{mark}End") == min(entries, 1)
    widest = max(len(row.findall(f"{{{_W}}}tc")) for row in tree(data).iter(f"{{{_W}}}tr"))
    columns = len(list(tree(data).iter(f"{{{_W}}}gridCol")))
    assert columns == (2 if unit == "tr" else widest)


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ('<w:del w:id="1" w:author="A"><w:r><w:delText>{{ gone }}</w:delText></w:r></w:del>', ""),
        (f'<w:ins w:id="1" w:author="A">{run("{{ rows[0] }}")}</w:ins>', "Row 0"),
        (
            run("{{ ro")
            + '<w:del w:id="1" w:author="A"><w:r><w:delText>od</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2" w:author="A">{run("ws")}</w:ins>'
            + run("[0] }}"),
            "Row 0",
        ),
        (f'<w:moveFrom w:id="1" w:author="A">{run("{{ gone }}")}</w:moveFrom>', ""),
    ],
)
def test_a_deleted_tag_is_none_and_an_inserted_one_is_filled(inner: str, words: str) -> None:
    data = filled(paragraph(inner))

    assert "".join(tree(data).itertext()).strip() == words


def test_a_deleted_row_with_tags_is_left_out() -> None:
    deleted = '<w:trPr><w:del w:id="1" w:author="A"/></w:trPr>'
    body = table(
        f"<w:tr>{cell(run('Head'))}{cell('')}</w:tr>",
        f"<w:tr>{deleted}{cell(run('{{ gone }}'))}{cell('')}</w:tr>",
    )
    assert "".join(tree(filled(body)).itertext()).strip() == "Head"


ALL = "".join(ELEMENTS.values())
WHOLE = {
    **{name: loop(ALL, ALL) for name, loop in LOOPS.items()},
    "sections": landscape("endif") + landscape("endfor"),
}


@pytest.mark.validator
@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE)
def test_it_is_valid_to_the_letter_of_the_standard(
    body: str, ooxml_validator: Path, tmp_path: Path
) -> None:
    assert document_faults(filled(body), ooxml_validator, tmp_path) == []


def test_libreoffice_opens_it_with_every_row(soffice: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(filled("".join(WHOLE.values())))

    convert(soffice, "txt:Text (encoded):UTF8", tmp_path, [tmp_path / "paper.docx"])

    assert (tmp_path / "paper.txt").read_text("utf-8-sig").count("Row 2") == 3
