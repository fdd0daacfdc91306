"""What a sheet's XML says beyond its values, told alike by the search and by the parser."""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.reading.grid import column_letters
from toolkit.workbook.bounds import is_vast
from toolkit.workbook.scan import SheetScan, parse_sheet, scan_sheet

Scan = Callable[..., SheetScan]

PERCENT = {3: "0%"}
# Excel since 2016 marks a filter so.
UID = 'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{1}"'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(cells: str = "", *, before: str = "", after: str = "") -> bytes:
    """A sheet part as Excel writes it, with those cells in its first row unless rows are given."""
    rows = cells if cells.startswith("<row") else f'<row r="1">{cells}</row>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    ).encode()


@pytest.fixture(params=[scan_sheet, parse_sheet], ids=["searched", "parsed"])
def scan(request: pytest.FixtureRequest) -> Scan:
    return request.param


# Formulas


def test_a_formula_that_was_worked_out_is_noted(scan: Scan) -> None:
    found = scan(sheet('<c r="B1"><f>A1*2</f><v>6</v></c>'), {})

    assert found == SheetScan(formulas={(1, 2): "A1*2"})


@pytest.mark.parametrize("value", ["", "<v/>", "<v></v>"])
@pytest.mark.parametrize("kind", ["", ' t="n"', ' t="b"'])
def test_a_formula_without_a_value_was_never_worked_out(scan: Scan, value: str, kind: str) -> None:
    found = scan(sheet(f'<c r="B1"{kind}><f>A1*2</f>{value}</c>'), {})

    assert found.uncalculated == {(1, 2)}


@pytest.mark.parametrize("value", ["", "<v/>", "<v></v>"])
def test_a_formula_worked_out_to_an_empty_text_is_not_uncalculated(scan: Scan, value: str) -> None:
    found = scan(sheet(f'<c r="B1" t="str"><f>""</f>{value}</c>'), {})

    assert found == SheetScan(formulas={(1, 2): '""'})


def test_a_formula_worked_out_to_zero_is_not_uncalculated(scan: Scan) -> None:
    assert not scan(sheet('<c r="B1"><f>A1</f><v>0</v></c>'), {}).uncalculated


def test_signs_in_a_formula_read_as_excel_shows_them(scan: Scan) -> None:
    found = scan(sheet('<c r="A1"><f>IF(B1&lt;&gt;"R&amp;D",1,C1>2)</f><v>1</v></c>'), {})

    assert found.formulas[1, 1] == 'IF(B1<>"R&D",1,C1>2)'


def test_a_shared_formula_is_noted_in_every_cell_it_fills(scan: Scan) -> None:
    found = scan(
        sheet(
            '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c></row>'
            '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>'
            '<row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'
        ),
        {},
    )

    assert set(found.formulas) == {(1, 1), (2, 1), (3, 1)}
    assert found.uncalculated == {(3, 1)}


# Errors and number formats


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!", "#NUM!"])
def test_an_error_is_noted_with_its_code(scan: Scan, error: str) -> None:
    found = scan(sheet(f'<c r="A1" t="e"><f>1/0</f><v>{error}</v></c>'), {})

    assert found == SheetScan(formulas={(1, 1): "1/0"}, errors={(1, 1): error})


def test_an_error_pasted_as_a_value_is_an_error_too(scan: Scan) -> None:
    assert scan(sheet('<c r="A1" t="e"><v>#N/A</v></c>'), {}).errors == {(1, 1): "#N/A"}


def test_only_cells_with_a_telling_style_are_listed(scan: Scan) -> None:
    cells = '<c r="A1" s="3"><v>0.93</v></c><c r="B1" s="13"><v>1</v></c><c r="C1"><v>1</v></c>'

    assert scan(sheet(cells), PERCENT).styles == {(1, 1): 3}
    assert scan(sheet(cells), {}).styles == {}


def test_the_style_of_a_row_or_column_is_not_that_of_its_cells(scan: Scan) -> None:
    found = scan(
        sheet(
            '<row r="1" s="3" customFormat="1"><c r="A1" s="1"><v>1</v></c></row>'
            '<row r="2" s="3" customFormat="1"><c r="A2"><v>2</v></c></row>',
            before='<cols><col min="1" max="1" width="9" style="3"/></cols>',
        ),
        PERCENT,
    )

    assert found.styles == {}


def test_text_that_looks_like_xml_is_only_text(scan: Scan) -> None:
    text = '&lt;c r="A9" t="e" s="3">&lt;f>1&lt;/f> hidden="1" t="e" s="3" &lt;row hidden="1">'

    found = scan(sheet(f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'), PERCENT)

    assert found == SheetScan()


# Hidden rows and columns, filters


@pytest.mark.parametrize(("said", "hidden"), [("1", {2}), ("true", {2}), ("0", set())])
def test_a_hidden_row_is_noted(scan: Scan, said: str, hidden: set[int]) -> None:
    rows = (
        f'<row r="1"/><row r="2" spans="1:3" hidden="{said}" ht="15"><c r="A2"><v>1</v></c></row>'
    )

    assert scan(sheet(rows), {}).hidden_rows == hidden


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ('min="1" max="1" hidden="1"', {1}),
        ('min="2" max="4" hidden="true"', {2, 3, 4}),
        ('min="2" max="4" hidden="0"', set()),
        ('min="2" max="4"', set()),
        ('min="16382" max="16383" hidden="1"', {16382, 16383}),
        ('min="10" max="16384" hidden="1"', set()),
    ],
)
def test_hidden_columns_are_noted_but_not_a_run_to_the_sheets_edge(
    scan: Scan, said: str, hidden: set[int]
) -> None:
    columns = f'<cols><col min="5" max="5" width="9"/><col {said} width="9"/></cols>'

    assert scan(sheet(before=columns), {}).hidden_columns == hidden


def test_a_filter_at_work_is_noted_with_its_range(scan: Scan) -> None:
    chosen = '<filterColumn colId="0"><filters><filter val="Red"/></filters></filterColumn>'

    found = scan(sheet(after=f'<autoFilter ref="A3:F30" {UID}>{chosen}</autoFilter>'), {})

    assert found.filters == ["A3:F30"]


@pytest.mark.parametrize(
    "idle",
    ['<autoFilter ref="A3:F30"/>', f'<autoFilter ref="A3:F30" {UID}><sortState/></autoFilter>'],
)
def test_filter_arrows_that_nobody_has_used_hide_nothing(scan: Scan, idle: str) -> None:
    assert scan(sheet(after=idle), {}).filters == []


# XML written in unusual ways

USUAL = sheet(
    '<row r="2" hidden="1"><c r="B2" s="3"><v>0.5</v></c><c r="C2" t="e"><f>1/0</f>'
    '<v>#DIV/0!</v></c></row><row r="3"><c r="A3"><f>B2&amp;"x"</f></c></row>',
    before='<cols><col min="5" max="6" hidden="1"/></cols>',
    after=f'<autoFilter ref="A1:C9" {UID}><filterColumn colId="0"/></autoFilter>',
).decode()

UNUSUAL = {
    "prefixes": re.sub(r"<(/?)(?=[a-z])", r"<\1x:", USUAL).replace("xmlns=", "xmlns:x="),
    "single quotes": re.sub(r'(?<==)"([^"]*)"', r"'\1'", USUAL),
    "references after styles": re.sub(r'<c (r="\w+") (s="3")', r"<c \2 \1", USUAL),
    "line breaks in tags": USUAL.replace("<c ", "<c\n "),
    "comments": USUAL.replace("<sheetData>", '<!-- <c r="Z9" t="e"/> --><sheetData>'),
    "a comment after the value": USUAL.replace("</c>", "<!-- done --></c>"),
    "CDATA": USUAL.replace('B2&amp;"x"', '<![CDATA[B2&"x"]]>'),
    "UTF-16": USUAL.replace("UTF-8", "UTF-16"),
}


@pytest.mark.parametrize("way", UNUSUAL)
def test_the_same_sheet_written_in_an_unusual_way_says_the_same(way: str) -> None:
    xml = UNUSUAL[way].encode("utf-16" if way == "UTF-16" else "utf-8")
    assert xml != USUAL.encode()

    assert scan_sheet(xml, PERCENT) == SheetScan(
        formulas={(2, 3): "1/0", (3, 1): 'B2&"x"'},
        uncalculated={(3, 1)},
        errors={(2, 3): "#DIV/0!"},
        styles={(2, 2): 3},
        hidden_rows={2},
        hidden_columns={5, 6},
        filters=["A1:C9"],
    )


def test_cells_without_references_are_counted_from_the_left() -> None:
    xml = sheet(
        '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
        '<row hidden="1"><c><v>1</v></c></row>'
        '<row r="9"><c r="C9"><v>1</v></c><c><f>1+1</f></c></row>'
    )

    assert scan_sheet(xml, {}) == SheetScan(
        formulas={(9, 4): "1+1"}, uncalculated={(9, 4)}, errors={(1, 2): "#N/A"}, hidden_rows={2}
    )


# Sheets that span more than can be read


def cells_at(*references: str) -> bytes:
    rows = [
        f'<row r="{re.sub("[A-Z]", "", at)}"><c r="{at}"><v>1</v></c></row>' for at in references
    ]
    return sheet("".join(rows))


@pytest.mark.parametrize("last", ["XFD1048576", "XFD159", "AA96297", "CV26001"])
def test_a_few_cells_far_apart_span_too_much(last: str) -> None:
    assert is_vast(cells_at("A1", last))


@pytest.mark.parametrize("last", ["A1", "XFD158", "AA96296", "CV26000"])
def test_a_few_cells_less_far_apart_can_be_read(last: str) -> None:
    assert not is_vast(cells_at("A1", last))


def test_a_sheet_without_cells_is_not_vast() -> None:
    assert not is_vast(sheet())


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            "".join(
                f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>'
                for n in range(1, 80_001)
            ),
            id="two full columns",
        ),
        pytest.param(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="12.8"/>',
            id="a row without cells, as programs write for the sheet's last row",
        ),
        pytest.param(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576" s="1"/></row>',
            id="a cell far away that has a style and holds nothing",
        ),
    ],
)
def test_a_sheet_full_of_cells_or_with_few_rows_of_them_is_read(rows: str) -> None:
    assert not is_vast(sheet(rows))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
            id="a cell far away in the first row",
        ),
        pytest.param(
            '<row r="1"><c><v>1</v></c></row><row r="1048576"><c><v>1</v></c><c><v>1</v></c>'
            "<c><v>1</v></c></row>",
            id="cells without references",
        ),
        pytest.param(
            '<row r="1"><c r="xfd1048576"><v>1</v></c></row>', id="a reference in small letters"
        ),
    ],
)
def test_a_sheet_made_to_look_small_is_vast(rows: str) -> None:
    assert is_vast(sheet(rows))


# Both ways agree


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<row r="1"><c r="A1" t="e"><v></v></c></row>', id="an error without a code"),
        pytest.param(
            '<row r="1"><c r="A1" t="e"/><c r="B1"><v>5</v></c></row>',
            id="an error without a value",
        ),
        pytest.param(
            '<row hidden="1"><c r="A1"><v>5</v></c></row>', id="a hidden row without a number"
        ),
        pytest.param(
            '<row r="3"><c r="A4"><f>1</f></c></row>', id="a cell in another row than its own"
        ),
        pytest.param(
            '<row r="1"><c r="A1"><f>1</f><v xml:space="preserve">1</v></c></row>',
            id="a value that keeps its spaces",
        ),
        pytest.param(
            '<row r="1"><c r="A1"><f>1+\r\n1</f><v>2</v></c></row>', id="a line break in a formula"
        ),
    ],
)
def test_the_search_and_the_parser_agree_on_what_is_rare(rows: str) -> None:
    assert scan_sheet(sheet(rows), {}) == parse_sheet(sheet(rows), {})


def test_an_error_without_a_value_does_not_take_its_neighbours(scan: Scan) -> None:
    found = scan(sheet('<c r="A1" t="e"/><c r="B1"><v>5</v></c>'), {})

    assert found.errors == {(1, 1): "#VALUE!"}


def test_a_cells_own_reference_goes_before_its_rows(scan: Scan) -> None:
    assert set(scan(sheet('<row r="3"><c r="A4"><f>1</f></c></row>'), {}).formulas) == {(4, 1)}


def test_a_cell_without_a_style_has_the_first_one(scan: Scan) -> None:
    cells = sheet('<c r="A1"><v>0.5</v></c><c r="B1" s="1"><v>1</v></c>')

    assert scan_sheet(cells, {0: "0%"}).styles == {(1, 1): 0}


_formula = st.sampled_from(
    ["", "", "<f>A1&lt;2</f>", "<f/>", "<f></f>", '<f t="shared" si="0"/>', '<f ca="1">NOW()</f>']
)
_cell = st.builds(
    lambda style, kind, formula, value: (f"{style}{kind}", f"{formula}{value}"),
    st.sampled_from(["", ' s="1"', ' s="3"', ' s="33"']),
    st.sampled_from(["", ' t="n"', ' t="s"', ' t="str"', ' t="b"']),
    _formula,
    st.sampled_from(["", "<v/>", "<v></v>", "<v>0</v>", "<v>1.5</v>"]),
) | st.builds(
    lambda style, formula, value: (f'{style} t="e"', f"{formula}<v>{value}</v>"),
    st.sampled_from(["", ' s="3"']),
    _formula,
    st.sampled_from(["#N/A", "#REF!"]),
)
_rows = st.lists(
    st.tuples(
        st.sampled_from(["", ' hidden="1"', ' hidden="0"', ' ht="20" hidden="true"', ' s="3"']),
        st.lists(_cell, max_size=4),
    ),
    max_size=5,
)


@given(_rows)
def test_the_search_and_the_parser_agree_on_any_sheet(
    rows: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    xml = sheet(
        "".join(
            f'<row r="{number}"{attributes}>'
            + "".join(
                f'<c r="{column_letters(column)}{number}"{says}>{holds}</c>'
                if holds
                else f'<c r="{column_letters(column)}{number}"{says}/>'
                for column, (says, holds) in enumerate(cells, start=1)
            )
            + "</row>"
            for number, (attributes, cells) in enumerate(rows, start=2)
        )
    )

    assert scan_sheet(xml, PERCENT) == parse_sheet(xml, PERCENT)


def sheet_parts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The XML of every sheet in a folder's workbooks that is well formed.

    Left out: files that are no zips, being encrypted, damaged or of another type.
    """
    for path in sorted(folder.iterdir()):
        try:
            package = zipfile.ZipFile(path)
        except zipfile.BadZipFile:
            continue
        with package:
            for part in package.namelist():
                if re.fullmatch(r"/?xl/worksheets/[^/]+\.xml", part, re.IGNORECASE):
                    xml = package.read(part)
                    with suppress(ElementTree.ParseError):
                        ElementTree.fromstring(xml)
                        yield f"{path.name} {part}", xml


@pytest.mark.shared
def test_the_search_and_the_parser_agree_on_every_sheet_of_the_corpus(shared: Path) -> None:
    telling = dict.fromkeys(range(1, 200), "0%")
    same = {
        name: scan_sheet(xml, telling) == parse_sheet(xml, telling)
        for name, xml in sheet_parts(shared / "corpus/xlsx")
    }

    assert [name for name, agreed in same.items() if not agreed] == []
    assert len(same) > 300
