"""PDF from LibreOffice: readable by a screen reader, numbered rightly, harmless to make."""

import http.server
import io
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Pt

from tests import jobs_on_disk as jobs
from tests.conftest import absent
from toolkit.values.errors import ToolkitError
from toolkit.word.finishing import libreoffice as office
from toolkit.word.finishing import pdf, repair_pdf
from toolkit.word.finishing.contents import fill_contents, headings
from toolkit.word.finishing.libreoffice import LibreOfficeFault
from toolkit.word.finishing.pdf_pages import rows_printed
from toolkit.word.package import package

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

posix = pytest.mark.skipif(sys.platform == "win32", reason="stands a shell script in for soffice")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The example board's plan, its contents page without numbers."""
    written = jobs.demo(tmp_path_factory.mktemp("demo"), date(2026, 10, 9)).built.documents
    return written["business-plan"].path.read_bytes()


@pytest.fixture(scope="module")
def printed(plan: bytes, soffice: Path) -> pdf.Printed:
    return pdf.with_page_numbers({"plan": plan})["plan"]


def pages(data: bytes, folder: Path) -> list[str]:
    """The words of each page on one line, as pdftotext reads them."""
    (folder / "read.pdf").write_bytes(data)
    command = ["pdftotext", "-layout", folder / "read.pdf", "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def failures(data: bytes, folder: Path) -> list[str]:
    try:
        import page
    except ImportError:
        absent("page-validation is not installed")
    (folder / "checked.pdf").write_bytes(data)
    found = page.validate_pdf(str(folder / "checked.pdf"), profile="ua1")
    assert found.rules.total > 100
    return [f"{failure.rule_id}: {failure.message}" for failure in found.failures]


def document(*paragraphs: str, title: str = "A paper") -> bytes:
    made = Document()
    made.core_properties.title = title
    for text in paragraphs:
        made.add_paragraph(text)
    return saved(made)


def saved(made: Document) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def with_contents(count: int, words: int = 300) -> bytes:
    """Headings that all have the same words, behind a contents page of one field."""
    made = Document()
    field = made.add_paragraph()._p
    for kind in ("begin", "TOC", "separate", "end"):
        mark = f'<w:fldChar w:fldCharType="{kind}"/>'
        if kind == "TOC":
            mark = '<w:instrText xml:space="preserve"> TOC \\o "1-2" \\h </w:instrText>'
        field.append(parse_xml(f'<w:r xmlns:w="{WORD}">{mark}</w:r>'))
    for _ in range(count):
        made.add_heading("Actions", 1)
        made.add_paragraph("word " * words)
    return saved(made)


@pytest.mark.office
class TestThePlan:
    def test_passes_every_rule_of_pdf_ua(self, printed: pdf.Printed, tmp_path: Path) -> None:
        assert failures(printed.pdf, tmp_path) == []

    def test_headings_stand_on_the_pages_that_the_contents_page_says(
        self, printed: pdf.Printed, tmp_path: Path
    ) -> None:
        text = pages(printed.pdf, tmp_path)
        contents = next(page for page in text if " Contents " in page)
        listed = headings(printed.docx)

        assert len(listed) > 10
        for heading in listed:
            entry = re.search(rf"{re.escape(heading.text)} ?\.+ ?(\d+)", contents)
            assert entry is not None, f"{heading.text} is not on the contents page"
            assert heading.text in text[int(entry[1]) - 1]

    def test_page_numbers_in_the_footers_agree(self, printed: pdf.Printed, tmp_path: Path) -> None:
        text = pages(printed.pdf, tmp_path)

        for number, words in enumerate(text[1:], 2):
            assert f"Page {number} of {len(text)}" in words

    def test_is_the_same_each_time(self, printed: pdf.Printed) -> None:
        again = pdf.to_pdf({"one": printed.docx, "two": printed.docx})

        assert again == {"one": printed.pdf, "two": printed.pdf}

    def test_says_what_it_is(self, printed: pdf.Printed) -> None:
        with pikepdf.open(io.BytesIO(printed.pdf)) as made:
            assert str(made.Root.Lang) == "en-GB"
            assert bool(made.Root.ViewerPreferences.DisplayDocTitle) is True
            assert str(made.docinfo["/Title"]) == "Business plan 2026/27"
            assert str(made.docinfo["/CreationDate"]).startswith("D:20261009")

    def test_page_numbers_are_those_of_the_print(self, plan: bytes, printed: pdf.Printed) -> None:
        numbers = pdf.page_numbers(plan)

        assert fill_contents(plan, numbers) == printed.docx


@pytest.mark.office
def test_headings_of_the_same_words_are_told_apart(soffice: Path) -> None:
    paper = with_contents(8)

    numbers = pdf.page_numbers_of({"long": paper, "short": with_contents(2, words=1)})

    assert list(numbers["long"]) == [heading.bookmark for heading in headings(paper)]
    assert list(numbers["long"].values()) == sorted(numbers["long"].values())
    assert len(set(numbers["long"].values())) > 2
    assert list(numbers["short"].values()) == [1, 1]


@pytest.mark.office
def test_a_document_without_contents_is_printed_as_it_is(soffice: Path, tmp_path: Path) -> None:
    paper = document("One line")

    printed = pdf.with_page_numbers({"paper": paper})["paper"]

    assert printed.docx == paper
    assert "One line" in pages(printed.pdf, tmp_path)[0]


@pytest.mark.office
def test_names_may_be_anything(soffice: Path, tmp_path: Path) -> None:
    names = ["../a: b?.docx", "../a: b?", "–"]

    made = pdf.to_pdf({name: document(f"Words {index}") for index, name in enumerate(names)})

    assert list(made) == names
    for index, name in enumerate(names):
        assert f"Words {index}" in pages(made[name], tmp_path)[0]


def test_numbers_that_never_settle_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = with_contents(2)
    moving = iter(range(1, 100))
    asked: list[int] = []

    def convert(documents: dict[str, bytes], _to: str) -> dict[str, bytes]:
        asked.append(1)
        return dict.fromkeys(documents, b"%")

    def moved_again(_exported: bytes, bookmarks: list[str]) -> dict[str, int]:
        return dict.fromkeys(bookmarks, next(moving))

    monkeypatch.setattr(office, "convert", convert)
    monkeypatch.setattr(pdf, "pages_of", moved_again)
    monkeypatch.setattr(pdf, "repaired", lambda exported, _docx: exported)

    printed = pdf.with_page_numbers({"paper": paper})["paper"]

    assert printed.docx == fill_contents(paper)
    assert len(asked) == 4


class TestMending:
    def test_only_borders_outside_every_tag_become_decoration(self) -> None:
        page = b"0 0 m 9 9 l S /P <</MCID 0>> BDC 1 1 m 2 2 l S EMC 0 0 9 9 re W n 5 5 m 6 6 l f"
        made = pikepdf.new()
        made.add_blank_page()
        made.pages[0].Contents = made.make_stream(page)

        repair_pdf._mark_decoration(made, made.pages[0])

        operators = [str(each.operator) for each in pikepdf.parse_content_stream(made.pages[0])]
        assert " ".join(operators) == ("BMC m l S EMC BDC m l S EMC re W n BMC m l f EMC")

    def test_charts_get_their_words_back_and_pictures_keep_theirs(self) -> None:
        chart = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
        drawings = "".join(
            f'<wp:inline xmlns:wp="{DRAWING}"><wp:docPr id="1" name="x" descr="{words}"/>{inside}'
            "</wp:inline>"
            for words, inside in (("A logo", ""), ("A chart", chart), ("", ""))
        )
        made = pikepdf.new()
        figures = [
            pikepdf.Dictionary(S=pikepdf.Name.Figure, **({"Alt": alt} if alt else {}))
            for alt in ("A logo", "", "")
        ]
        made.Root["/StructTreeRoot"] = pikepdf.Dictionary(
            K=pikepdf.Dictionary(S=pikepdf.Name.Document, K=pikepdf.Array(figures))
        )

        repair_pdf._describe_charts(made, f"<body>{drawings}</body>".encode())

        figures = made.Root.StructTreeRoot.K.K
        assert [str(figure.get("/Alt", "")) for figure in figures] == ["A logo", "A chart", ""]

    def test_without_pikepdf_says_how_to_get_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pikepdf", None)

        with pytest.raises(ToolkitError, match=r"pip install pikepdf"):
            pdf.to_pdf({"paper": b""})


class TestLibreOfficeItself:
    def test_is_missed_in_a_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(office.VARIABLE, raising=False)
        monkeypatch.setattr(office.shutil, "which", lambda _name: None)
        monkeypatch.setattr(office, "_usual_places", list)

        with pytest.raises(LibreOfficeFault, match=r"^PDF needs LibreOffice") as stopped:
            office.convert({"paper": b""})
        assert stopped.value.exit_code == 22

    def test_is_where_the_variable_says(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv(office.VARIABLE, str(tmp_path / "soffice"))
        with pytest.raises(LibreOfficeFault, match="there is no such file"):
            office.find()

        (tmp_path / "soffice").touch()
        assert office.find() == tmp_path / "soffice"

    def test_nothing_to_convert_starts_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(office, "find", pytest.fail)

        assert office.convert({}) == {}

    @posix
    def test_is_stopped_with_all_that_it_started(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        marker = tmp_path / "outlived"
        stand_in(monkeypatch, tmp_path, f"(sleep 2; touch '{marker}') & sleep 60")

        with pytest.raises(LibreOfficeFault, match="did not finish within 1 second"):
            office.convert({"paper": b""}, seconds=1)
        threading.Event().wait(1.5)
        assert not marker.exists()
        assert list((tmp_path / "temporary").iterdir()) == []

    @posix
    @pytest.mark.office
    def test_leaves_nothing_behind_when_stopped(
        self, soffice: Path, plan: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        profiles: list[Path] = []
        write = office._write_profile

        def write_noted(profile: Path) -> None:
            profiles.append(profile)
            write(profile)

        monkeypatch.setattr(office, "_write_profile", write_noted)
        monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))

        with pytest.raises(LibreOfficeFault, match="was stopped"):
            office.convert({"plan": plan}, seconds=0.9)
        assert list(tmp_path.iterdir()) == []
        assert [office._socket(path, os.getuid()).exists() for path in profiles] == [False]

    @posix
    def test_names_what_it_did_not_convert(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        stand_in(monkeypatch, tmp_path, 'mkdir "${10}"; echo made > "${10}/0.pdf"')

        with pytest.raises(LibreOfficeFault, match=r"could not convert second\. "):
            office.convert({"first": b"", "second": b""})

    @posix
    def test_is_started_again_where_it_asks_to_be(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        again = 'mkdir "${10}" && exit 81; echo made > "${10}/0.pdf"'
        stand_in(monkeypatch, tmp_path, again)

        assert office.convert({"paper": b""}) == {"paper": b"made\n"}

    @posix
    def test_that_cannot_be_started_is_told(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "soffice").write_text("no program")
        monkeypatch.setenv(office.VARIABLE, str(tmp_path / "soffice"))

        with pytest.raises(LibreOfficeFault, match="could not be started"):
            office.convert({"paper": b""})

    @pytest.mark.office
    def test_refuses_what_is_no_document(self, soffice: Path) -> None:
        with pytest.raises(LibreOfficeFault, match="could not convert broken"):
            office.convert({"broken": b"PK\x03\x04 broken"})


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A program of our own in LibreOffice's place; its 10th argument is where to save."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    (folder / "temporary").mkdir()
    monkeypatch.setenv(office.VARIABLE, str(program))
    monkeypatch.setattr(office.tempfile, "tempdir", str(folder / "temporary"))


@pytest.fixture
def requests() -> Iterator[tuple[str, list[str]]]:
    """A web address on this computer, and what has been asked of it."""
    asked: list[str] = []

    class Recorder(http.server.BaseHTTPRequestHandler):
        def record(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.send_error(404)

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = record  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def hostile(base: str) -> bytes:
    """A document that would fetch a picture, a text, a template and a sheet from there."""
    made = Document()
    made.add_paragraph("Harmless words").runs[0].font.size = Pt(12)
    for instruction in (
        f'INCLUDEPICTURE "{base}/field.png" \\d',
        f'INCLUDETEXT "{base}/text.docx"',
        f'LINK Word.Document.12 "{base}/link.docx" "" \\a \\f 0',
        f'DDEAUTO soffice "{base}/dde.docx" x',
    ):
        paragraph = made.add_paragraph()._p
        for mark in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>x</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        ):
            paragraph.append(parse_xml(f'<w:r xmlns:w="{WORD}">{mark}</w:r>'))
    picture = made.part.relate_to(f"{base}/picture.png", f"{OFFICE}/image", is_external=True)
    made.add_paragraph()._p.append(
        parse_xml(
            f'<w:r xmlns:w="{WORD}"><w:drawing><wp:inline xmlns:wp="{DRAWING}">'
            '<wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="a" descr="x"/>'
            f'<a:graphic xmlns:a="{MAIN}"><a:graphicData uri="{PICTURE}">'
            f'<pic:pic xmlns:pic="{PICTURE}"><pic:nvPicPr><pic:cNvPr id="1" name="a"/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{OFFICE}" '
            f'r:link="{picture}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
            '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
    )
    template = made.part._settings_part.relate_to(
        f"{base}/template.dotm", f"{OFFICE}/attachedTemplate", is_external=True
    )
    made.part._settings_part._element.insert(
        0,
        parse_xml(f'<w:attachedTemplate xmlns:w="{WORD}" xmlns:r="{OFFICE}" r:id="{template}"/>'),
    )
    return saved(made)


@pytest.mark.office
class TestAHostileDocument:
    def test_fetches_nothing(
        self, soffice: Path, requests: tuple[str, list[str]], tmp_path: Path
    ) -> None:
        base, asked = requests
        paper = hostile(base)
        assert b"picture.png" in package.read_parts(paper)["word/_rels/document.xml.rels"]

        made = pdf.to_pdf({"paper": paper})["paper"]

        assert asked == []
        assert "Harmless words" in pages(made, tmp_path)[0]

    def test_would_fetch_if_it_were_let(
        self,
        soffice: Path,
        requests: tuple[str, list[str]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(office, "_SETTINGS", ())
        base, asked = requests

        office.convert({"paper": hostile(base)})

        assert "GET /picture.png" in asked

    def test_takes_in_no_other_file_of_the_computer(
        self, soffice: Path, printed: pdf.Printed, tmp_path: Path
    ) -> None:
        (tmp_path / "in.pdf").write_bytes(printed.pdf)
        command = ["pdftoppm", "-r", "20", "-l", "1", "-singlefile", "-png"]
        subprocess.run([*command, tmp_path / "in.pdf", tmp_path / "picture"], check=True)
        assert (tmp_path / "picture.png").is_file()

        made = pdf.to_pdf({"paper": hostile(tmp_path.as_uri())})["paper"]

        assert b"/Subtype /Image" not in made
        with pikepdf.open(io.BytesIO(made)) as opened:
            kinds = [each.get("/Subtype") for each in opened.objects if hasattr(each, "get")]
        assert pikepdf.Name.Image not in kinds


# Rows of tables


def table_of(rows: int) -> bytes:
    made = Document()
    for row in made.add_table(rows, 1).rows:
        row.cells[0].text = "words"
        row._tr.insert(0, parse_xml(f'<w:trPr xmlns:w="{WORD}"><w:cantSplit/></w:trPr>'))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_every_row_of_the_plan_is_in_its_pdf(plan: bytes, printed: pdf.Printed) -> None:
    xml = package.read_parts(plan)["word/document.xml"]

    assert rows_printed(printed.pdf) == len(re.findall(rb"<w:tr[ >]", xml)) > 50


def test_rows_that_libreoffice_left_out_come_back_by_letting_rows_split(
    soffice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert = office.convert

    def forgetful(documents: dict[str, bytes], export: str) -> dict[str, bytes]:
        """Leaves a row out wherever rows must stay whole, as LibreOffice does at times."""
        whole = b"cantSplit" in package.read_parts(documents["paper"])["word/document.xml"]
        return convert({"paper": table_of(4)} if whole else documents, export)

    monkeypatch.setattr(office, "convert", forgetful)

    assert rows_printed(pdf.to_pdf({"paper": table_of(5)})["paper"]) == 5
