"""What a Word file would load or run when it is opened: found, refused, and never published."""

import io
import itertools
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import docx
import pytest

from toolkit.papers import paper_of
from toolkit.values.errors import TemplateFault
from toolkit.word.document_lint.lint import lint_document
from toolkit.word.finishing.publishing import published
from toolkit.word.package.outside import FETCHING_FIELDS, reaches_outside
from toolkit.word.package.package import read_parts, write_parts
from toolkit.word.template_lint.lint import lint_template

NAME = "business_plan.docx"
FIELDS = paper_of(NAME).fields()
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_KINDS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def begin(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def words(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def whole(name: str) -> str:
    return (
        f"{begin('begin')}{code(f' {name} &quot;x&quot; ')}"
        f"{begin('separate')}{words('Shown')}{begin('end')}"
    )


def simple(name: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(f' {name} x ')}>{words('Shown')}</w:fldSimple>"


def in_pieces(name: str) -> str:
    pieces = "".join(map(code, name))
    return f"{begin('begin')}{pieces}{begin('separate')}{words('Shown')}{begin('end')}"


def in_small_letters(name: str) -> str:
    return whole(name.lower())


def without_a_result(name: str) -> str:
    return f"{begin('begin')}{code(name)}{begin('end')}{words('Shown')}"


def inside_another(name: str) -> str:
    inner = whole(name)
    return f"{begin('begin')}{code(' IF 1 = ')}{inner}{begin('separate')}{begin('end')}"


def with_its_name_worked_out(name: str) -> str:
    inner = f"{begin('begin')}{code(f' QUOTE {name} ')}{begin('separate')}{begin('end')}"
    return f"{begin('begin')}{inner}{code(' x ')}{begin('separate')}{words('Shown')}{begin('end')}"


WAYS = [
    whole, simple, in_pieces, in_small_letters, without_a_result, inside_another,
    with_its_name_worked_out,
]  # fmt: skip


def document(inner: str = "", relationship: str = "", part: str = "word/document.xml") -> bytes:
    """A sound document with a paragraph of this XML, and a relationship, in one of its parts."""
    made = docx.Document()
    made.core_properties.title = "A paper"
    made.add_paragraph("Words")
    made.sections[0].header.paragraphs[0].text = "Head"
    buffer = io.BytesIO()
    made.save(buffer)
    parts = read_parts(buffer.getvalue())
    closing = b"<w:sectPr" if part == "word/document.xml" else b"</w:hdr>"
    paragraph = f"<w:p {_NS}>{inner}</w:p>".encode()
    before, after = parts[part].split(closing, 1)
    parts[part] = before + paragraph + closing + after
    if relationship:
        register = "word/_rels/document.xml.rels"
        parts[register] = parts[register].replace(
            b"</Relationships>", relationship.encode() + b"</Relationships>"
        )
    return write_parts(parts)


def outside(kind: str, target: str = "https://example.org/x", mode: str = "External") -> str:
    said = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rOut" Type="{_KINDS}/{kind}" Target="{target}"{said}/>'


def reached(data: bytes) -> list[str]:
    return [reach.what for reach in reaches_outside(read_parts(data))]


@pytest.mark.parametrize(("name", "way"), list(itertools.product(sorted(FETCHING_FIELDS), WAYS)))
def test_a_field_that_fetches_or_runs_is_found_however_it_is_written(
    name: str, way: object
) -> None:
    (what,) = reached(document(way(name)))  # type: ignore[operator]

    assert name in what or what == "a field whose name another field works out"


@pytest.mark.parametrize(
    "name", ["PAGE", "NUMPAGES", "TOC \\o", "REF Figure1", "HYPERLINK", "DATE", "SEQ Table", "IF"]
)
@pytest.mark.parametrize("way", [whole, simple, in_pieces])
def test_a_field_that_only_counts_or_points_is_none(name: str, way: object) -> None:
    assert reached(document(way(name))) == []  # type: ignore[operator]


@pytest.mark.parametrize(
    "kind",
    ["image", "attachedTemplate", "oleObject", "package", "aFChunk", "subDocument", "frame",
     "video", "audio", "externalLinkPath", "somethingNew"],
)  # fmt: skip
def test_what_is_loaded_from_elsewhere_is_found(kind: str) -> None:
    assert len(reached(document(relationship=outside(kind)))) == 1


def test_a_link_that_a_reader_clicks_is_none() -> None:
    assert reached(document(relationship=outside("hyperlink"))) == []


def test_text_of_another_file_is_found_where_the_file_lies_inside_too() -> None:
    assert len(reached(document(relationship=outside("aFChunk", "chunk.html", "")))) == 1


def test_a_field_in_a_page_header_is_found_at_its_place() -> None:
    data = document(whole("INCLUDETEXT"), part="word/header1.xml")

    (finding,) = [f for f in lint_template(data, NAME, FIELDS) if f.rule.code == "TPL-040"]
    assert finding.place.where == "page header"


@pytest.mark.parametrize("way", WAYS)
def test_a_template_with_one_is_refused_before_it_is_used(way: object, tmp_path: Path) -> None:
    from toolkit.jobs.template_to_use import template_to_use

    (tmp_path / NAME).write_bytes(document(way("DDEAUTO")))  # type: ignore[operator]

    with pytest.raises(TemplateFault, match=r"business_plan\.docx, the document: TPL-040"):
        template_to_use([NAME], tmp_path)


def test_a_template_without_styles_is_told_so() -> None:
    parts = read_parts(document())
    del parts["word/styles.xml"]

    found = [finding.rule.code for finding in lint_template(write_parts(parts), NAME, FIELDS)]
    assert found == ["TPL-041"]


def test_a_finished_document_with_one_is_told_so() -> None:
    found = lint_document(document(whole("LINK")), "paper.docx")

    assert [f.place.where for f in found if f.rule.code == "DOC-040"] == ["the document"]


@pytest.mark.parametrize(
    ("name", "way"), list(itertools.product(["DDEAUTO", "INCLUDEPICTURE"], WAYS))
)
def test_published_its_words_stay_and_the_field_is_gone(name: str, way: object) -> None:
    data = published(document(way(name)))  # type: ignore[operator]

    text = "".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    assert reached(data) == []
    assert ("Shown" in text) == ("Shown" in way(name))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("image", '<w:r><w:pict><v:shape><v:imagedata r:href="rOut"/></v:shape></w:pict></w:r>'),
        ("oleObject", '<w:r><w:object><o:OLEObject Type="Link" r:id="rOut"/></w:object></w:r>'),
        ("subDocument", '<w:subDoc r:id="rOut"/>'),
        ("attachedTemplate", ""),
    ],
)
def test_published_nothing_is_loaded_from_elsewhere(kind: str, element: str) -> None:
    data = published(document(element, outside(kind)))

    assert reached(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert all(b"rOut" not in package.read(name) for name in package.namelist())


def test_published_the_other_fields_stay() -> None:
    data = published(document(whole("PAGE")))

    assert b" PAGE " in read_parts(data)["word/document.xml"]
