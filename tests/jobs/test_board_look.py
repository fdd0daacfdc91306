"""The board's colour and logo, from its Settings to its papers."""

import os
import re
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import board, check, file_of
from tests.conftest import absent
from tests.drawings import picture
from toolkit.values.logo import LogoFault
from toolkit.values.palette import NAVY, RAG
from toolkit.word.branding.logo_file import read_logo
from toolkit.word.package import package
from toolkit.workbook.files import read

TODAY = date(1999, 1, 1)
TEMPLATE = (files("toolkit.word_templates") / "business_plan.docx").read_bytes()
PURPLE, YELLOW, DARK_YELLOW = "5B2A86", "FFDD00", "887600"


@dataclass(frozen=True)
class Paper:
    """A business plan: its parts, and what was found in its workbook."""

    path: Path
    parts: dict[str, bytes]
    codes: list[str]

    @property
    def pictures(self) -> list[bytes]:
        return [data for name, data in self.parts.items() if name.startswith("word/media/")]

    def part(self, name: str) -> str:
        return self.parts[f"word/{name}.xml"].decode()


def plan(folder: Path, templates: Path | None = None, **settings: str) -> Paper:
    """The business plan of a board with those settings, whose workbook lies in the folder."""
    book = folder / "board.xlsx"
    book.write_bytes(file_of(board(settings=settings)))
    built = jobs.build(book, folder / "papers", None, TODAY, templates=templates)
    (written,) = built.documents.values()
    codes = [finding.rule.code for finding in built.checked.findings]
    return Paper(written.path, package.read_parts(written.path.read_bytes()), codes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a logo in it, inside one with a picture that no paper may show."""
    (tmp_path / "secret.png").write_bytes(picture(30, 30))
    folder = tmp_path / "board"
    folder.mkdir()
    (folder / "logo.png").write_bytes(picture())
    return folder


# Colours


@pytest.mark.parametrize(("typed", "used"), [(f"#{PURPLE}", PURPLE), (f"#{YELLOW}", DARK_YELLOW)])
def test_a_plan_is_printed_in_the_boards_colour_or_a_shade_that_can_be_read(
    folder: Path, typed: str, used: str
) -> None:
    paper = plan(folder, board_colour=typed)
    styles = paper.part("styles")
    assert styles.count(f'"{used}"') > 20
    assert NAVY not in styles
    assert all(f'w:fill="{shade.fill}"' in styles for shade in RAG.values())
    assert jobs.lint(paper.path).findings == ()


@pytest.mark.parametrize("typed", ["", "purple"])
def test_without_a_colour_that_can_be_read_the_plan_keeps_the_toolkits(
    folder: Path, typed: str
) -> None:
    paper = plan(folder, board_colour=typed)
    assert NAVY in paper.part("styles")
    assert paper.codes == (["LOOK-001"] if typed else [])


def test_a_colour_too_light_is_told_with_its_contrast_and_a_shade_that_does() -> None:
    (finding,) = check(board(settings={"board_colour": "ffdd00"})).findings
    assert "#FFDD00 have a contrast of 1.34 to 1, which is less than 4.5 to 1" in finding.message
    assert f"#{DARK_YELLOW}" in finding.how_to_fix


def test_a_contrast_just_below_the_least_is_not_rounded_up_to_it() -> None:
    (finding,) = check(board(settings={"board_colour": "#767776"})).findings
    assert "contrast of 4.49 to 1" in finding.message


def test_a_template_of_the_boards_own_takes_the_colour_too(folder: Path) -> None:
    templates = folder / "templates"
    templates.mkdir()
    parts = package.read_parts(TEMPLATE)
    styles = parts["word/styles.xml"].decode()
    own = styles.replace('<w:name w:val="Title"/>', '<w:name w:val="Our title"/>')
    parts["word/styles.xml"] = own.encode()
    (templates / "business_plan.docx").write_bytes(package.write_parts(parts))
    styles = plan(folder, templates, board_colour=PURPLE).part("styles")
    coloured = {
        match[1]: match[0]
        for match in re.finditer(r'<w:style [^>]*>\s*<w:name w:val="([^"]+)".*?</w:style>', styles)
    }
    assert PURPLE in coloured["heading 1"]
    assert NAVY in coloured["Our title"]


# The logo


def test_a_logo_is_printed_on_the_cover_with_its_description(folder: Path) -> None:
    paper = plan(folder, logo="logo.png", logo_description='A bridge & "banks"')
    assert paper.pictures == [picture()]
    assert paper.codes == []
    body = paper.part("document")
    assert 'descr="A bridge &amp; &quot;banks&quot;"' in body
    assert body.index("<w:drawing") < body.index("Ourshire Safeguarding Children Partnership")
    assert jobs.lint(paper.path).findings == ()


def test_a_jpeg_will_do_and_its_ending_does_not_matter(folder: Path) -> None:
    jpeg = picture(kind="JPEG")
    (folder / "Our logo").write_bytes(jpeg)
    paper = plan(folder, logo="Our logo", logo_description="A bridge")
    assert paper.pictures == [jpeg]
    assert paper.codes == []


def test_without_a_logo_nothing_is_drawn(folder: Path) -> None:
    paper = plan(folder)
    assert paper.pictures == []
    assert "<w:drawing" not in paper.part("document")


def test_a_logo_without_a_description_is_printed_with_the_boards_name(folder: Path) -> None:
    paper = plan(folder, logo="logo.png")
    assert paper.codes == ["LOOK-007"]
    assert 'descr="Ourshire Safeguarding Children Partnership"' in paper.part("document")


def test_a_description_without_a_logo_does_nothing(folder: Path) -> None:
    paper = plan(folder, logo_description="A bridge")
    assert (paper.pictures, paper.codes) == ([], [])


def test_the_same_workbook_and_logo_give_the_same_bytes(folder: Path) -> None:
    settings = {"logo": "logo.png", "logo_description": "A bridge", "board_colour": PURPLE}
    first = plan(folder, **settings).path.read_bytes()
    assert plan(folder, **settings).path.read_bytes() == first


def test_an_update_writes_down_that_the_logo_is_missing(folder: Path) -> None:
    book = folder / "board.xlsx"
    settings = {"logo": "emblem.png", "logo_description": "A bridge"}
    book.write_bytes(file_of(board(settings=settings)))
    jobs.update(book, None, TODAY)
    assert any("LOOK-004" in row for row in read(book).grids["Findings"].rows)


def test_of_a_workbook_that_lies_nowhere_no_logo_is_missed() -> None:
    settings = {"logo": "logo.png", "logo_description": "A bridge"}
    assert check(board(settings=settings)).findings == ()


# Files that must not be read


@pytest.mark.parametrize(
    "name",
    [
        "../secret.png", "..\\secret.png", "{above}/secret.png", "./../secret.png", "..", ".",
        "board/../../secret.png", "file:///etc/passwd", "https://ourshire.example/logo.png",
        "C:\\secret.png", "\\\\server\\share\\logo.png", "logo.png:stream", "CON", "nul.png",
    ],
)  # fmt: skip
def test_a_logo_that_would_lead_elsewhere_is_never_read(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_reading(*_: object, **__: object) -> None:
        pytest.fail("a file was opened")

    monkeypatch.setattr(Path, "open", no_reading)
    logo = read_logo(folder, name.format(above=folder.parent))
    assert (logo.data, logo.fault) == (b"", LogoFault.ELSEWHERE)


def test_a_plan_goes_without_a_logo_that_leads_elsewhere(folder: Path) -> None:
    paper = plan(folder, logo="../secret.png", logo_description="A bridge")
    assert paper.pictures == []
    assert paper.codes == ["LOOK-003"]


def test_a_link_to_another_folder_is_not_followed(folder: Path) -> None:
    link = folder / "link.png"
    try:
        link.symlink_to(folder.parent / "secret.png")
    except (OSError, NotImplementedError):
        absent("this computer lets nobody make links")
    paper = plan(folder, logo="link.png", logo_description="A bridge")
    assert paper.pictures == []
    assert paper.codes == ["LOOK-004"]


def test_a_folder_or_a_pipe_of_that_name_is_no_logo(folder: Path) -> None:
    (folder / "folder.png").mkdir()
    assert read_logo(folder, "folder.png").fault is LogoFault.MISSING
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.png")
        assert read_logo(folder, "pipe.png").fault is LogoFault.MISSING


def test_a_name_too_long_for_any_disk_is_a_missing_logo(folder: Path) -> None:
    assert read_logo(folder, "é" * 250 + ".png").fault is LogoFault.MISSING


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "neither PNG nor JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither PNG nor JPEG"),
        (b"GIF89a" + b"\0" * 40, "neither PNG nor JPEG"),
        (picture()[:-20], "cut off"),
        (picture(kind="JPEG")[:200], "cut off"),
        (picture(2, 400), "centimetres"),
    ],
)
def test_what_is_no_picture_is_reported_and_left_out(folder: Path, data: bytes, words: str) -> None:
    (folder / "logo.png").write_bytes(data)
    paper = plan(folder, logo="logo.png", logo_description="A bridge")
    assert paper.pictures == []
    assert paper.codes == ["LOOK-005"]
    assert words in read_logo(folder, "logo.png").reason


def test_a_file_far_larger_than_a_logo_is_left_out(folder: Path) -> None:
    with (folder / "logo.png").open("wb") as file:
        file.truncate(2**26)
    assert read_logo(folder, "logo.png").fault is LogoFault.TOO_LARGE
