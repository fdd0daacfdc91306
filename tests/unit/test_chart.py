"""Charts: figures in, a native chart and its workbook out, and what is refused."""

import io
import itertools
import math
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from python_calamine import load_workbook

from tests.drawings import document_with, element_of
from toolkit.values.alt_text import LONGEST_DESCRIPTION, DrawingFault
from toolkit.values.cleaning import clean
from toolkit.values.palette import FONT, RAG, WHITE, contrast
from toolkit.word.document_lint import rules
from toolkit.word.document_lint.lint import lint_document
from toolkit.word.drawing.chart import Chart
from toolkit.word.drawing.chart_data import (
    LONGEST_TEXT,
    MOST_CATEGORIES,
    MOST_SERIES,
    ChartKind,
    Series,
)
from toolkit.word.package.package import read_parts

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
QUARTERS = ("Q1", "Q2", "Q3")
LOCAL = Series("Osmerdale", (Decimal("21.4"), None, Decimal("-17")))
ENGLAND = Series("England", (Decimal(22), Decimal(0), Decimal("22.5")))
LINES = Chart(
    ChartKind.LINE,
    "Re-referrals",
    "Re-referrals fell from 21.4 to 17 in three quarters.",
    QUARTERS,
    (LOCAL, ENGLAND),
)
HOSTILE = (
    "<b>bold</b>",
    "Police & Health &amp; &#7;",
    "]]>",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org")',
    "{=SUM(A1:A9)}",
    "http://example.org/",
    "internal:Sheet1!A1",
    "+1",
    "@SUM(1)",
    "007",
    "bell\x07 feed\x0c null\x00 line\nline\ttab",
    "half \ud800 of one",
    "{{ 7*7 }} {% raw %}",
    "_x0041_",
    "<r><t>rich</t></r>",
    "<r></r>",
    "\U0001f600 £ – 東京",
    "e" * 10_000,
)
NAMES = st.text(min_size=1, max_size=40).filter(lambda text: bool(clean(text).strip()))
VALUES = st.none() | st.decimals(
    min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=4
)


def chart_part(chart: Chart) -> etree._Element:
    return etree.fromstring(chart.drawing().parts(1)[0].data)


def workbook_of(chart: Chart) -> list[list[object]]:
    """The cells of the embedded workbook, as openpyxl reads them."""
    sheet = openpyxl.load_workbook(io.BytesIO(chart.drawing().parts(1)[2].data)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def cached(chart: Chart) -> list[dict[int, float]]:
    """What the chart itself keeps of each series: value by place."""
    return [
        {
            int(point.get("idx", "")): float(point.findtext(f"{C}v", ""))
            for point in series.iterfind(f"{C}val//{C}pt")
        }
        for series in chart_part(chart).iter(f"{C}ser")
    ]


def shown(text: str) -> str:
    """A text as a drawing has it."""
    return clean(text).replace("\n", " ").replace("\t", " ").strip()


def drawn(kind: ChartKind, *series: Series) -> etree._Element:
    return chart_part(replace(LINES, kind=kind, series=series))


class TestTheFigures:
    @pytest.mark.parametrize("kind", ChartKind)
    def test_arrive_in_the_workbook_and_in_the_chart(self, kind: ChartKind) -> None:
        chart = replace(LINES, kind=kind)

        assert workbook_of(chart) == [
            [None, "Osmerdale", "England"],
            ["Q1", 21.4, 22],
            ["Q2", None, 0],
            ["Q3", -17, 22.5],
        ]
        assert cached(chart) == [{0: 21.4, 2: -17}, {0: 22, 1: 0, 2: 22.5}]

    def test_that_are_missing_leave_a_gap(self) -> None:
        (blanks,) = chart_part(LINES).iter(f"{C}dispBlanksAs")

        assert blanks.get("val") == "gap"

    @given(
        names=st.lists(NAMES, min_size=1, max_size=3, unique_by=shown),
        categories=st.lists(NAMES, min_size=1, max_size=4),
        data=st.data(),
    )
    def test_of_any_kind_are_read_back_from_the_workbook(
        self, names: list[str], categories: list[str], data: st.DataObject
    ) -> None:
        columns = st.lists(VALUES, min_size=len(categories), max_size=len(categories))
        series = tuple(Series(name, tuple(data.draw(columns))) for name in names)
        if all(value is None for one in series for value in one.values):
            return
        chart = replace(LINES, categories=tuple(categories), series=series)

        workbook = load_workbook(io.BytesIO(chart.drawing().parts(1)[2].data))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)

        assert [row[0] for row in rows[1:]] == [shown(name) for name in categories]
        for column, one in enumerate(series, 1):
            assert rows[0][column] == shown(one.name)
            values = ["" if value is None else float(value) for value in one.values]
            assert [row[column] for row in rows[1:]] == values
            assert cached(chart)[column - 1] == {
                place: value for place, value in enumerate(values) if value != ""
            }

    def test_stand_where_the_chart_looks_for_them(self) -> None:
        references = [element.text for element in chart_part(LINES).iter(f"{C}f")]

        assert references == [
            "Sheet1!$B$1", "Sheet1!$A$2:$A$4", "Sheet1!$B$2:$B$4",
            "Sheet1!$C$1", "Sheet1!$A$2:$A$4", "Sheet1!$C$2:$C$4",
        ]  # fmt: skip

    def test_are_written_in_the_format_asked_for(self) -> None:
        chart = replace(LINES, number_format='#,##0.0"<&%"')
        book = openpyxl.load_workbook(io.BytesIO(chart.drawing().parts(1)[2].data))

        assert book["Sheet1"]["B2"].number_format == '#,##0.0"<&%"'
        root = chart_part(chart)
        assert {element.text for element in root.iter(f"{C}formatCode")} == {'#,##0.0"<&%"'}
        assert next(root.iter(f"{C}valAx")).find(f"{C}numFmt").get("formatCode") == '#,##0.0"<&%"'


class TestHostileWords:
    CHART = Chart(
        ChartKind.COLUMN,
        " ".join(HOSTILE),
        "Words <b> & ]]> \x07 \"'",
        HOSTILE,
        tuple(
            Series(name, (Decimal(1),) * len(HOSTILE))
            for name in (*HOSTILE[3:9], "<r><f>1</f></r>")
        ),
        unit="<unit> & ]]>",
    )

    def test_are_cells_of_text_and_nothing_else(self) -> None:
        parts = self.CHART.drawing().parts(1)
        sheet = openpyxl.load_workbook(io.BytesIO(parts[2].data))["Sheet1"]

        expected = [shown(text) for text in HOSTILE]
        assert [sheet.cell(row, 1).value for row in range(2, len(HOSTILE) + 2)] == expected
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
        assert {cell.data_type for cell in sheet["A"][1:]} == {"s"}
        assert [cell.hyperlink for cell in sheet["A"] if cell.hyperlink] == []
        inside = read_parts(parts[2].data)
        assert b"<f>" not in inside["xl/worksheets/sheet1.xml"] + inside["xl/sharedStrings.xml"]
        assert [name for name in inside if "external" in name or "sheet1.xml.rels" in name] == []

    def test_are_text_in_the_chart(self) -> None:
        root = chart_part(self.CHART)

        series = next(root.iter(f"{C}ser"))
        assert [v.text for v in series.iterfind(f"{C}cat//{C}v")] == [shown(t) for t in HOSTILE]
        titles = ["".join(t.itertext()) for t in root.iter(f"{C}title")]
        assert titles == [shown(self.CHART.title), "<unit> & ]]>"]
        names = [one.findtext(f"{C}tx//{C}v") for one in root.iter(f"{C}ser")]
        assert names == [shown(one.name) for one in self.CHART.series]

    def test_are_text_in_the_description(self) -> None:
        (said,) = element_of(self.CHART.drawing(), 3).iter("{*}docPr")

        assert dict(said.attrib) == {"id": "3", "name": "Chart 3", "descr": "Words <b> & ]]>  \"'"}

    @pytest.mark.validator
    def test_leave_the_document_valid(self, ooxml_validator: Path, tmp_path: Path) -> None:
        paper = tmp_path / "paper.docx"
        paper.write_bytes(document_with([self.CHART.drawing()]))

        done = subprocess.run([ooxml_validator, paper], capture_output=True, text=True)
        assert '"errors": []' in done.stdout


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"categories": ()}, "has no categories"),
            ({"categories": ("Q1", "Q2")}, "values for 2 categories"),
            ({"categories": (*QUARTERS, "Q4")}, r"series 1 has 3 values for 4 categories"),
            ({"categories": ("Q1", " \x07", "Q3")}, "category 2 is blank"),
            ({"categories": ("Q1", 2, "Q3")}, "category 2 is blank"),
            ({"series": ()}, "has 0 series"),
            ({"series": (LOCAL, replace(LOCAL, name=" Osmerdale "))}, "the same name"),
            ({"series": (replace(LOCAL, name=""),)}, "name of the chart's series 1 is blank"),
            ({"series": (LOCAL, replace(ENGLAND, colour="Mauve"))}, "series 2 is unknown. Use"),
            ({"series": (replace(LOCAL, colour="12345"),)}, "six hexadecimal digits"),
            ({"series": (replace(LOCAL, values=(None, None, None)),)}, "no value at all"),
            ({"title": " "}, "title is blank"),
            ({"unit": "\n"}, "unit is blank"),
            ({"kind": "pie"}, "one of: line, column, bar, stacked column, stacked bar"),
            ({"width": 0}, "The chart's width must be"),
            ({"height": math.nan}, "The chart's height must be"),
            ({"height": 55.1}, "from 0.1 to 55"),
        ],
    )
    def test_says_what_is_wrong(self, change: dict[str, object], sentence: str) -> None:
        with pytest.raises(DrawingFault, match=sentence):
            replace(LINES, **change)

    @pytest.mark.parametrize(
        "value",
        [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("-Infinity"),
         Decimal("1e400"), math.nan, math.inf, 10**400, True, "3", object()],
    )  # fmt: skip
    def test_names_what_is_no_number(self, value: object) -> None:
        series = Series("Osmerdale", (Decimal(1), None, value))  # type: ignore[arg-type]

        with pytest.raises(DrawingFault, match="series 1 has no number as its value 3"):
            replace(LINES, series=(series,))

    @pytest.mark.parametrize("words", ["", " ", "\x07", "chart.png", "a" * 501])
    def test_includes_a_description_of_no_use(self, words: str) -> None:
        with pytest.raises(DrawingFault, match=r"The chart (has no|is described|has a) "):
            replace(LINES, description=words)

    def test_does_not_quote_words(self) -> None:
        with pytest.raises(DrawingFault) as refused:
            replace(LINES, series=(Series("Ann Example", (None,)),))

        assert "Ann" not in str(refused.value)

    @pytest.mark.parametrize(
        "number_format",
        [
            "",
            " ",
            "0.0;-0.0",
            "[Red]0",
            "0.",
            "@",
            "yyyy",
            '0"',
            '0"\n"',
            '0"\x07"',
            "_x0030_",
            "0 ",
        ],
    )
    def test_includes_number_formats_that_charts_do_not_know(self, number_format: str) -> None:
        with pytest.raises(DrawingFault, match="number format"):
            replace(LINES, number_format=number_format)

    @pytest.mark.parametrize(
        "number_format", ["General", "0", "0.00", "#,##0", "0%", "0.0%", '0.0"%"', "£#,##0.00"]
    )
    def test_does_not_include_plain_number_formats(self, number_format: str) -> None:
        assert replace(LINES, number_format=number_format).drawing().parts(1)

    def test_begins_where_readers_cannot_follow(self) -> None:
        names = [Series(f"Area {n}", (Decimal(n),)) for n in range(MOST_SERIES + 1)]
        widest = replace(LINES, categories=("Q1",), series=tuple(names[:-1]))
        assert len(cached(widest)) == MOST_SERIES
        with pytest.raises(DrawingFault, match="has 9 series; it takes from 1 to 8"):
            replace(widest, series=tuple(names))

        longest = Series("Osmerdale", (Decimal(1),) * MOST_CATEGORIES)
        days = tuple(f"Day {n}" for n in range(MOST_CATEGORIES))
        replace(LINES, categories=days, series=(longest,))
        with pytest.raises(DrawingFault, match="1,001 categories"):
            replace(LINES, categories=(*days, "More"), series=(longest,))

    @pytest.mark.parametrize("letter", ["e", "\U0001f600"])
    def test_begins_at_the_longest_text_that_a_cell_holds(self, letter: str) -> None:
        longest = letter * (LONGEST_TEXT * 2 // len(letter.encode("utf-16-le")))

        chart = replace(LINES, categories=("Q1", longest, "Q3"))
        assert workbook_of(chart)[2][0] == longest
        with pytest.raises(DrawingFault, match="32,767 characters"):
            replace(LINES, categories=("Q1", longest + "ee", "Q3"))

    def test_does_not_include_five_hundred_characters(self) -> None:
        words = "a" * LONGEST_DESCRIPTION

        assert replace(LINES, description=words).drawing().description == words


class TestTheLook:
    FULL = tuple(Series(f"Area {n}", (Decimal(3), Decimal(n), None)) for n in range(MOST_SERIES))

    def test_of_lines_is_told_apart_without_colour(self) -> None:
        lines = list(drawn(ChartKind.LINE, *self.FULL).iter(f"{C}ser"))
        dashes = [line.find(f"{C}spPr//{{*}}prstDash").get("val") for line in lines]
        markers = [
            (line.find(f"{C}marker/{C}symbol").get("val"),
             line.find(f"{C}marker/{C}spPr/{{*}}solidFill/{{*}}srgbClr").get("val") == WHITE)
            for line in lines
        ]  # fmt: skip

        assert len(set(dashes)) == MOST_SERIES
        assert len(set(markers)) == MOST_SERIES

    @pytest.mark.parametrize("kind", [kind for kind in ChartKind if kind is not ChartKind.LINE])
    def test_of_blocks_is_told_apart_without_colour(self, kind: ChartKind) -> None:
        same = [replace(one, colour="0F7A52") for one in self.FULL]
        fills = [
            etree.tostring(block.find(f"{C}spPr")[0])
            for block in drawn(kind, *same).iter(f"{C}ser")
        ]

        assert len(set(fills)) == MOST_SERIES

    def test_of_neighbouring_blocks_differs_in_lightness(self) -> None:
        colours = [
            block.find(f"{C}spPr")[0].findall(".//{*}srgbClr")[-1].get("val", "")
            for block in drawn(ChartKind.COLUMN, *self.FULL).iter(f"{C}ser")
        ]

        assert all(contrast(*pair) >= 2 for pair in itertools.pairwise(colours))

    @pytest.mark.parametrize(
        "colour", [None, "Amber", "Grey", "FFFFFF", "#fdfdfd", "Navy", "000000"]
    )
    def test_of_a_line_is_seen_on_white(self, colour: str | None) -> None:
        lines = [replace(one, colour=colour) for one in self.FULL]

        for line in drawn(ChartKind.LINE, *lines).iter(f"{C}ser"):
            ink = line.find(f"{C}spPr/{{*}}ln//{{*}}srgbClr").get("val", "")
            assert contrast(ink, WHITE) >= 3

    @pytest.mark.parametrize("colour", [None, "Amber", "Grey", "FFFFFF"])
    def test_of_a_block_has_an_outline_seen_on_white(self, colour: str | None) -> None:
        for block in drawn(ChartKind.COLUMN, replace(LOCAL, colour=colour)).iter(f"{C}ser"):
            ink = block.find(f"{C}spPr/{{*}}ln//{{*}}srgbClr").get("val", "")
            assert contrast(ink, WHITE) >= 3

    @pytest.mark.parametrize("rating", RAG)
    def test_of_a_rating_is_its_colour(self, rating: str) -> None:
        (block,) = drawn(ChartKind.BAR, replace(LOCAL, colour=f" {rating.upper()} ")).iter(
            f"{C}ser"
        )

        assert block.find(f"{C}spPr/{{*}}solidFill/{{*}}srgbClr").get("val") == RAG[rating].fill

    def test_has_a_legend_only_for_more_than_one_series(self) -> None:
        assert list(drawn(ChartKind.LINE, LOCAL).iter(f"{C}legend")) == []
        assert len(list(drawn(ChartKind.LINE, LOCAL, ENGLAND).iter(f"{C}legend"))) == 1

    def test_is_in_the_font_of_the_papers_and_in_british_english(self) -> None:
        root = chart_part(replace(LINES, unit="Percent"))

        assert {font.get("typeface") for font in root.iter("{*}latin")} == {FONT}
        languages = {element.get("lang") for element in root.iter("{*}*") if element.get("lang")}
        assert languages == {"en-GB"}
        assert root.find(f"{C}lang").get("val") == "en-GB"

    @pytest.mark.parametrize(
        ("values", "least", "most"),
        [((95, 96, 97), "0", None), ((0, 3, 3), "0", None), ((-95, -96, -97), None, "0"),
         ((-1, 0, 1), None, None), ((0, 0, 0), None, None)],
    )  # fmt: skip
    def test_of_blocks_begins_at_nought(
        self, values: tuple[int, ...], least: str | None, most: str | None
    ) -> None:
        scaling = next(drawn(ChartKind.COLUMN, Series("A", tuple(map(Decimal, values)))).iter(
            f"{C}valAx")).find(f"{C}scaling")  # fmt: skip
        bounds = {child.tag: child.get("val") for child in scaling}

        assert bounds.get(f"{C}min") == least
        assert bounds.get(f"{C}max") == most

    def test_of_lines_leaves_the_axis_to_word(self) -> None:
        root = drawn(ChartKind.LINE, Series("A", (Decimal(95), Decimal(96), Decimal(97))))

        assert list(root.iter(f"{C}min", f"{C}max")) == []

    @pytest.mark.parametrize("kind", ChartKind)
    def test_has_axes_numbered_as_the_schema_wants(self, kind: ChartKind) -> None:
        root = drawn(kind, LOCAL, ENGLAND)
        (lines,) = root.iter(f"{C}lineChart", f"{C}barChart")

        of_lines = [axis.get("val", "") for axis in lines.findall(f"{C}axId")]
        own = [axis.find(f"{C}axId").get("val") for axis in root.iter(f"{C}catAx", f"{C}valAx")]
        assert of_lines == own
        assert all(number.isdigit() for number in of_lines)


class TestInADocument:
    CHARTS = tuple(replace(LINES, kind=kind, unit="Percent") for kind in ChartKind)

    def test_the_element_stands_alone_and_names_the_part(self) -> None:
        drawing = LINES.drawing()
        element = element_of(drawing, 4)

        (chart,) = element.iter(f"{C}chart")
        assert list(chart.attrib.values()) == ["rId7"]
        assert drawing.kind == "chart"
        assert (drawing.width, drawing.height) == (16 * 360_000, 8 * 360_000)
        assert [part.name for part in drawing.parts(4)] == [
            "word/charts/chart4.xml",
            "word/charts/_rels/chart4.xml.rels",
            "word/embeddings/Microsoft_Excel_Sheet4.xlsx",
        ]

    def test_the_chart_leads_to_its_workbook(self) -> None:
        chart, relationships, workbook = LINES.drawing().parts(9)

        (leads,) = etree.fromstring(relationships.data)
        (external,) = etree.fromstring(chart.data).iter(f"{C}externalData")
        assert list(external.attrib.values()) == [leads.get("Id")]
        assert leads.get("Target") == "../" + workbook.name.removeprefix("word/")

    def test_the_same_chart_gives_the_same_bytes(self) -> None:
        again = replace(LINES)

        assert again.drawing().parts(1) == LINES.drawing().parts(1)
        assert again.drawing().element("rId1", 1) == LINES.drawing().element("rId1", 1)

    def test_the_bytes_are_the_same_in_another_process(self) -> None:
        program = (
            "import hashlib; from tests.unit.test_chart import LINES\n"
            "print(hashlib.sha256(b''.join(p.data for p in LINES.drawing().parts(1))).hexdigest())"
        )
        done = {
            subprocess.run(
                [sys.executable, "-c", program],
                capture_output=True,
                text=True,
                check=True,
                env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."},
            ).stdout
            for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
        }

        assert len(done) == 1

    def test_python_docx_opens_it_and_saves_it_with_its_charts(self) -> None:
        opened = Document(io.BytesIO(document_with([chart.drawing() for chart in self.CHARTS])))
        again = io.BytesIO()
        opened.save(again)

        names = read_parts(again.getvalue())
        assert len(opened.inline_shapes) == len(self.CHARTS)
        assert sum(name.startswith("word/charts/chart") for name in names) == len(self.CHARTS)
        assert sum(name.startswith("word/embeddings/") for name in names) == len(self.CHARTS)

    def test_the_linter_finds_no_fault_with_it(self) -> None:
        faults = {rule.code for rule in (rules.NO_ALT_TEXT, rules.ALT_IS_FILE,
                                         rules.DEAD_RELATIONSHIP)}  # fmt: skip
        paper = document_with([chart.drawing() for chart in self.CHARTS])

        assert (
            faults & {finding.rule.code for finding in lint_document(paper, "paper.docx")} == set()
        )

    @pytest.mark.validator
    def test_every_kind_is_valid_to_the_letter(self, ooxml_validator: Path, tmp_path: Path) -> None:
        paper = tmp_path / "paper.docx"
        full = [replace(LINES, kind=kind, series=TestTheLook.FULL) for kind in ChartKind]
        paper.write_bytes(document_with([chart.drawing() for chart in (*self.CHARTS, *full)]))

        done = subprocess.run([ooxml_validator, paper], capture_output=True, text=True)
        assert '"errors": []' in done.stdout

    @pytest.mark.validator
    def test_the_workbook_is_valid_to_the_letter(
        self, ooxml_validator: Path, tmp_path: Path
    ) -> None:
        book = tmp_path / "book.xlsx"
        book.write_bytes(LINES.drawing().parts(1)[2].data)

        done = subprocess.run([ooxml_validator, book], capture_output=True, text=True)
        assert '"errors": []' in done.stdout


def test_what_draws_is_loaded_only_when_a_chart_is_drawn() -> None:
    program = (
        "import sys; from tests.unit.test_chart import LINES\n"
        "for name in [n for n in sys.modules if n.split('.')[0] in ('pptx', 'xlsxwriter')]:\n"
        "    print(name)\n"
        "LINES.drawing().parts(1); print('drawn', 'pptx' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == ["drawn True"]
