"""Signs that are digits to a computer and to nobody else: never a stop, always a sentence."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest

from tests.builders import board, file_of
from toolkit.importing.plan import read_plan
from toolkit.values.errors import ToolkitError
from toolkit.values.text import whole_number
from toolkit.word.document_lint.lint import lint_document
from toolkit.word.package.package import read_parts, write_parts
from toolkit.workbook.files import read_bytes

ODD = ["²", "٣", "①", "9" * 5_000, "-1", "1.5", "", "0x1F"]
EACH = pytest.mark.parametrize("digits", ODD, ids=lambda digits: digits[:5] or "nothing")


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("42", 42), ("9" * 9, 999_999_999)])
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@EACH
def test_anything_else_is_none(digits: str) -> None:
    assert whole_number(digits) is None


def told(look: Callable[[], object]) -> str:
    """The file that a sentence begins with, where one is said; "" where all is well."""
    try:
        look()
    except ToolkitError as error:
        return str(error).split(" ", 1)[0].rstrip(":,")
    return ""


@pytest.fixture(scope="module")
def plan() -> dict[str, bytes]:
    """A plan with a heading, a list and a table whose cell spans two columns."""
    made = docx.Document()
    made.add_heading("Priority 1: Neglect")
    made.add_paragraph("Train the front door", style="List Bullet")
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Action"
    buffer = io.BytesIO()
    made.save(buffer)
    return read_parts(buffer.getvalue())


@EACH
@pytest.mark.parametrize(
    "number",
    ["outlineLvl", "gridSpan", "ilvl", "numId", "sz", "start", "abstractNumId"],
)
def test_an_odd_number_in_a_word_file_stops_nothing(
    plan: dict[str, bytes], number: str, digits: str
) -> None:
    pattern = re.compile(rf'(<w:{number} w:val=")[^"]*(")')
    parts = {
        name: pattern.sub(lambda m: m[1] + digits + m[2], xml.decode()).encode()
        if name.endswith(".xml")
        else xml
        for name, xml in plan.items()
    }
    data = write_parts(parts)
    assert told(lambda: read_plan(data, "plan.docx", {})) in ("", "plan.docx")
    assert told(lambda: lint_document(data, "plan.docx")) in ("", "plan.docx")


@EACH
@pytest.mark.parametrize("attribute", [' r="A4"', ' r="4"', ' s="', ' min="', ' numFmtId="'])
def test_an_odd_number_in_a_workbook_is_told_or_does_not_matter(
    attribute: str, digits: str
) -> None:
    name = attribute.partition("=")[0]
    pattern = re.compile(rf'({name}=")[^"]*(")')
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file_of(board()))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for part in old.namelist():
            text = old.read(part)
            if part in ("xl/worksheets/sheet9.xml", "xl/styles.xml"):
                text = pattern.sub(lambda m: m[1] + digits + m[2], text.decode(), count=3).encode()
            new.writestr(part, text)
    assert told(lambda: read_bytes(buffer.getvalue(), "board.xlsx")) in ("", "board.xlsx")
