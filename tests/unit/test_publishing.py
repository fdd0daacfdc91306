"""What a published document no longer says, and what it says as before."""

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.papers import document_faults
from toolkit.word.filling.render import render
from toolkit.word.finishing.publishing import published
from toolkit.word.package.origins import read_origins
from toolkit.word.package.package import read_parts
from toolkit.word.values.figure import Figure


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def everything(data: bytes) -> str:
    """All that the package says, in one text."""
    return "\n".join(
        f"{name}\n{part.decode('utf-8', 'replace')}" for name, part in read_parts(data).items()
    )


def paragraph(*inner: str) -> bytes:
    """A document with one paragraph of this XML."""
    document = docx.Document()
    xml = f"<w:p {nsdecls('w', 'r')}>{''.join(inner)}</w:p>"
    document.element.body.insert(0, parse_xml(xml))
    return saved(document)


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def test_a_published_document_keeps_its_figures_and_loses_where_they_come_from() -> None:
    document = docx.Document()
    document.add_paragraph("Due {{ due }}.")
    data = render(saved(document), {"due": Figure("31 March", "A-0001", "due_date")})
    assert "A-0001" in everything(data)

    out = published(data)

    assert lines(out) == ["Due 31 March."]
    assert read_origins(read_parts(out)) == ()
    assert not re.search("A-0001|due_date|_Figure_|origins", everything(out))


def test_other_bookmarks_stay() -> None:
    data = paragraph(
        '<w:bookmarkStart w:id="1" w:name="_Toc1"/>', run("Head"), '<w:bookmarkEnd w:id="1"/>'
    )

    assert "_Toc1" in everything(published(data))


def test_comments_go_and_the_words_they_were_on_stay() -> None:
    document = docx.Document()
    words = document.add_paragraph().add_run("A claim")
    document.add_comment(words, text="Ring the school", author="Somebody", initials="S")
    document.add_paragraph("After")

    out = published(saved(document))

    assert lines(out) == ["A claim", "After"]
    assert not re.search("Ring the school|Somebody|comment", everything(out))


CHANGE = 'w:id="5" w:author="Somebody" w:date="2026-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<w:ins {CHANGE}>{run('new')}</w:ins>", "old new"),
        (f"<w:del {CHANGE}>{run('gone', 'delText')}</w:del>", "old "),
        (f"<w:moveTo {CHANGE}>{run('new')}</w:moveTo>", "old new"),
        (f"<w:moveFrom {CHANGE}>{run('gone')}</w:moveFrom>", "old "),
        (f"<w:r><w:rPr><w:b/><w:rPrChange {CHANGE}/></w:rPr><w:t>new</w:t></w:r>", "old new"),
    ],
)
def test_tracked_changes_are_accepted_and_nobody_is_named(inner: str, text: str) -> None:
    out = published(paragraph(run("old "), inner))

    assert lines(out)[0] == text
    assert not re.search("Somebody|gone", everything(out))


def test_a_deleted_row_is_gone() -> None:
    document = docx.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "stays", "goes"
    row = table.rows[1]._tr
    row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:del {CHANGE}/></w:trPr>"))

    assert "goes" not in everything(published(saved(document)))
    assert "stays" in everything(published(saved(document)))


def test_a_link_to_a_folder_of_the_office_becomes_plain_words() -> None:
    document = docx.Document()
    part = document.part
    for target in ("file:///S:/Unit/plan.docx", "https://www.gov.uk/"):
        identity = part.relate_to(
            target,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        xml = (
            f'<w:p {nsdecls("w", "r")}><w:hyperlink r:id="{identity}">{run("see")}'
            "</w:hyperlink></w:p>"
        )
        document.element.body.insert(0, parse_xml(xml))

    out = published(saved(document))

    assert lines(out)[:2] == ["see", "see"]
    assert "S:/Unit" not in everything(out)
    assert "https://www.gov.uk/" in everything(out)


def test_who_wrote_the_template_where_is_not_said() -> None:
    document = docx.Document()
    document.settings.element.append(
        parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="rIdTemplate"/>')
    )
    document.part._settings_part.rels.add_relationship(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        r"file:///C:\Users\somebody\Normal.dotm", "rIdTemplate", is_external=True,
    )  # fmt: skip

    out = published(saved(document))

    assert not re.search("somebody|Normal.dotm|attachedTemplate", everything(out))
    assert "docProps/app.xml" not in read_parts(out)
    assert not [name for name in read_parts(out) if "thumbnail" in name]


def test_publishing_twice_changes_nothing_more() -> None:
    once = published(paragraph(run("words")))

    assert published(once) == once


@pytest.mark.validator
def test_a_published_document_is_sound(ooxml_validator: Path, tmp_path: Path) -> None:
    document = docx.Document()
    words = document.add_paragraph("{{ due }} ").add_run("claim")
    document.add_comment(words, text="x", author="y", initials="z")
    data = render(saved(document), {"due": Figure("31 March", "A-0001", "due")})

    assert document_faults(published(data), ooxml_validator, tmp_path) == []
