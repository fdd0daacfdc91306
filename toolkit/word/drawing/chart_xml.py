"""How a chart is drawn: native to Word, its figures in a workbook that Word can edit.

The figures come into the chart through python-pptx; frame, axes and looks, from
toolkit/values/palette.py, are given here. Series differ in lightness, and in pattern or in
marker and dashes besides, so that they are told apart in print without colour.
"""

import io
from dataclasses import replace
from datetime import datetime
from functools import partial

from lxml import etree

from toolkit.files.xlsx_words import write_words
from toolkit.files.xml_text import escaped, quoted
from toolkit.values.alt_text import one_line
from toolkit.values.palette import BLUE, FONT, GREY, INK, LINE, NAVY, NOTICE, TINT, WHITE, contrast
from toolkit.word.drawing.chart_data import ChartData, ChartKind, colour_of
from toolkit.word.drawing.drawing import MAIN, RELATIONSHIPS, Drawing, Part, units

# WCAG 2.2, 1.4.11: what a line or an outline needs against the page.
LEAST_CONTRAST = 3.0

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_C = f"{{{_CHART}}}"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_WORKBOOK_ID = "rId1"
_SHEET = "Sheet1"  # the name that python-pptx's references use
_CATEGORY_AXIS, _VALUE_AXIS = 1, 2
# Fixed, so that the same chart gives the same bytes.
_CREATED = datetime(2026, 4, 1)  # noqa: DTZ001 (a label, not a moment)

# In hundredths of a point, and in English Metric Units.
_TEXT_SIZE, _TITLE_SIZE = 1000, 1200
_THIN, _OUTLINE, _THICK = 6_350, 9_525, 28_575
_MARKER_SIZE, _SMALL_MARKER_SIZE, _FEW_CATEGORIES = 8, 5, 24

# Neighbours differ in lightness. No rating's colour: those mean something.
_BLOCK_COLOURS = (NAVY, LINE, BLUE, TINT, INK, WHITE, GREY, NOTICE)
_LINE_COLOURS = (NAVY, LINE, BLUE, INK, NOTICE, GREY, NAVY, LINE)
# Sparse, so that a rating's colour is still seen for what it is.
_PATTERNS = (
    "", "wdUpDiag", "ltHorz", "lgGrid", "wdDnDiag", "ltVert", "openDmnd", "smConfetti",
)  # fmt: skip
_MARKERS = ("circle", "square", "triangle", "diamond")
_DASHES = (
    "solid", "dash", "sysDot", "lgDashDot", "lgDash", "sysDash", "dashDot", "lgDashDotDot",
)  # fmt: skip
_STACKED = (ChartKind.STACKED_COLUMN, ChartKind.STACKED_BAR)
_LYING = (ChartKind.BAR, ChartKind.STACKED_BAR)


def drawing_of(chart: ChartData) -> Drawing:
    """The chart as a document takes it in; the same chart gives the same bytes.

    Its parts are the chart itself, the chart's relationships and the workbook.
    """
    return Drawing(
        kind="chart",
        description=one_line(chart.description),
        width=units(chart.width),
        height=units(chart.height),
        relationship_type=f"{RELATIONSHIPS}/chart",
        graphic=_graphic,
        parts=partial(_parts, chart),
    )


def _graphic(relationship_id: str, _number: int) -> str:
    return (
        f'<a:graphic xmlns:a="{MAIN}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{RELATIONSHIPS}" r:id="{relationship_id}"/>'
        "</a:graphicData></a:graphic>"
    )


def _parts(chart: ChartData, number: int) -> tuple[Part, ...]:
    workbook = f"embeddings/Microsoft_Excel_Sheet{number}.xlsx"
    relationships = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="{_WORKBOOK_ID}" Type="{RELATIONSHIPS}/package"'
        f' Target="../{workbook}"/></Relationships>'
    )
    chart = replace(
        chart,
        title=one_line(chart.title),
        categories=tuple(map(one_line, chart.categories)),
        series=tuple(replace(one, name=one_line(one.name)) for one in chart.series),
        unit=one_line(chart.unit),
    )
    return (
        Part(f"word/charts/chart{number}.xml", _chart_xml(chart), _CHART_TYPE),
        Part(
            f"word/charts/_rels/chart{number}.xml.rels",
            relationships.encode(),
            _RELATIONSHIPS_TYPE,
        ),
        Part(f"word/{workbook}", _workbook(chart), _WORKBOOK_TYPE),
    )


def _workbook(chart: ChartData) -> bytes:
    """Categories down column A, a series in each column from B: where the chart looks for them."""
    import xlsxwriter

    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"created": _CREATED})
    sheet = workbook.add_worksheet(_SHEET)
    number_format = workbook.add_format({"num_format": chart.number_format})
    plain = workbook.add_format()

    for row, category in enumerate(chart.categories, 1):
        write_words(sheet, row, 0, category, plain)
    for column, series in enumerate(chart.series, 1):
        write_words(sheet, 0, column, series.name, plain)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, float(value), number_format)
    workbook.close()
    return buffer.getvalue()


def _chart_xml(chart: ChartData) -> bytes:
    root = _element(_frame(chart))
    group = _group(chart)
    for place, (series, drawn) in enumerate(zip(chart.series, group.iter(f"{_C}ser"), strict=True)):
        colour = None if series.colour is None else colour_of(series.colour, place + 1)
        if chart.kind is ChartKind.LINE:
            is_crowded = len(chart.categories) > _FEW_CATEGORIES
            looks = _line_look(colour or _LINE_COLOURS[place], place, is_crowded)
        else:
            looks = _block_look(colour or _BLOCK_COLOURS[place], place)
        name = next(drawn.iter(f"{_C}tx"))
        for look in reversed(looks):
            name.addnext(_element(look))
    next(root.iter(f"{_C}layout")).addnext(group)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _group(chart: ChartData) -> etree._Element:
    """The lines, columns or bars with their figures, as python-pptx writes them, mended."""
    # Here and not above: it takes a tenth of a second, and few commands draw charts.
    from pptx.chart.data import CategoryChartData
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {
        ChartKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
        ChartKind.COLUMN: XL_CHART_TYPE.COLUMN_CLUSTERED,
        ChartKind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
        ChartKind.STACKED_COLUMN: XL_CHART_TYPE.COLUMN_STACKED,
        ChartKind.STACKED_BAR: XL_CHART_TYPE.BAR_STACKED,
    }
    # It puts names into the XML escaped, but number formats as they are.
    data = CategoryChartData(number_format=escaped(chart.number_format))  # type: ignore[no-untyped-call]
    data.categories = chart.categories
    for series in chart.series:
        values = (None if value is None else float(value) for value in series.values)
        data.add_series(series.name, values)  # type: ignore[no-untyped-call]
    written = ChartXmlWriter(kinds[chart.kind], data)  # type: ignore[no-untyped-call]
    made = etree.fromstring(written.xml.encode())
    group = next(made.iter(f"{_C}lineChart", f"{_C}barChart"))
    if chart.kind is not ChartKind.LINE:
        # Each bar in the series' own colour; bars that stand on or beside one another.
        for name in ("varyColors", "gapWidth", "overlap"):
            for old in group.findall(f"{_C}{name}"):
                group.remove(old)
        next(group.iter(f"{_C}grouping")).addnext(_element('<c:varyColors val="0"/>'))
        overlap = 100 if chart.kind in _STACKED else 0
        axis = next(group.iter(f"{_C}axId"))
        axis.addprevious(_element('<c:gapWidth val="60"/>'))
        axis.addprevious(_element(f'<c:overlap val="{overlap}"/>'))
    # It numbers axes below nought, which the schema forbids.
    for axis, number in zip(group.findall(f"{_C}axId"), (_CATEGORY_AXIS, _VALUE_AXIS), strict=True):
        axis.set("val", str(number))
    return group


def _element(xml: str) -> etree._Element:
    """The element that the text is, which may use the prefixes c, a and r."""
    declared = f'xmlns:c="{_CHART}" xmlns:a="{MAIN}" xmlns:r="{RELATIONSHIPS}"'
    return etree.fromstring(f"<c:x {declared}>{xml}</c:x>")[0]


def _frame(chart: ChartData) -> str:
    """The whole chart but for its figures."""
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return (
        "<c:chartSpace>"
        '<c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/>'
        f"<c:chart>{_title(chart.title, _TITLE_SIZE, is_bold=True)}"
        '<c:autoTitleDeleted val="0"/>'
        f"<c:plotArea><c:layout/>{_category_axis(chart)}{_value_axis(chart)}</c:plotArea>"
        f"{legend if len(chart.series) > 1 else ''}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_solid(WHITE)}<a:ln><a:noFill/></a:ln></c:spPr>"
        f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_letters('defRPr', _TEXT_SIZE)}</a:pPr>"
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
        f'<c:externalData r:id="{_WORKBOOK_ID}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _category_axis(chart: ChartData) -> str:
    lies = chart.kind in _LYING
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/>'
        # Bars are listed from the bottom unless turned over: people read from the top.
        f'<c:scaling><c:orientation val="{"maxMin" if lies else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if lies else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        # At the edge, not at nought, where columns that hang down would cover the words.
        '<c:tickLblPos val="low"/>'
        f"<c:spPr>{_line(GREY, _OUTLINE)}</c:spPr>"
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: ChartData) -> str:
    lies = chart.kind in _LYING
    unit = _title(chart.unit, _TEXT_SIZE, is_upright=not lies) if chart.unit else ""
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/>'
        f'<c:scaling><c:orientation val="minMax"/>{_bounds(chart)}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if lies else "l"}"/>'
        f"<c:majorGridlines><c:spPr>{_line(LINE, _THIN)}</c:spPr></c:majorGridlines>{unit}"
        f'<c:numFmt formatCode={quoted(chart.number_format)} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="{"max" if lies else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _bounds(chart: ChartData) -> str:
    """Columns and bars start at nought: their length is what they say."""
    values = [value for series in chart.series for value in series.values if value is not None]
    if chart.kind is ChartKind.LINE or min(values) < 0 < max(values):
        return ""
    return '<c:min val="0"/>' if max(values) > 0 else '<c:max val="0"/>' if min(values) < 0 else ""


def _line_look(colour: str, place: int, is_crowded: bool) -> tuple[str, str]:
    """A line's colour and dashes, and its markers: four full ones, then the same hollow."""
    colour = _seen_on_white(colour)
    fill = colour if place < len(_MARKERS) else WHITE
    size = _SMALL_MARKER_SIZE if is_crowded else _MARKER_SIZE
    return (
        f"<c:spPr>{_line(colour, _THICK, _DASHES[place])}</c:spPr>",
        f'<c:marker><c:symbol val="{_MARKERS[place % len(_MARKERS)]}"/><c:size val="{size}"/>'
        f"<c:spPr>{_solid(fill)}{_line(colour, _OUTLINE)}</c:spPr></c:marker>",
    )


def _block_look(colour: str, place: int) -> tuple[str, str]:
    """The fill of a column or bar; the outline is what even the lightest is seen by."""
    fill = _solid(colour)
    if _PATTERNS[place]:
        stripes = max(INK, WHITE, key=partial(contrast, colour))
        fill = (
            f'<a:pattFill prst="{_PATTERNS[place]}"><a:fgClr><a:srgbClr val="{stripes}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{colour}"/></a:bgClr></a:pattFill>'
        )
    return f"<c:spPr>{fill}{_line(INK, _OUTLINE)}</c:spPr>", '<c:invertIfNegative val="0"/>'


def _seen_on_white(colour: str) -> str:
    """The colour, darkened as far as a line on white paper needs."""
    while contrast(colour, WHITE) < LEAST_CONTRAST:
        colour = "".join(f"{int(colour[at : at + 2], 16) * 19 // 20:02X}" for at in (0, 2, 4))
    return colour


def _title(text: str, size: int, *, is_bold: bool = False, is_upright: bool = False) -> str:
    turned = ' rot="-5400000" vert="horz"' if is_upright else ""
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:p>"
        f"<a:pPr>{_letters('defRPr', size, is_bold=is_bold)}</a:pPr>"
        f"<a:r>{_letters('rPr', size, is_bold=is_bold)}<a:t>{escaped(text)}</a:t></a:r>"
        '</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _letters(name: str, size: int, *, is_bold: bool = False) -> str:
    return (
        f'<a:{name} lang="en-GB" sz="{size}" b="{int(is_bold)}">{_solid(INK)}'
        f'<a:latin typeface="{FONT}"/></a:{name}>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _line(colour: str, width: int, dashes: str = "solid") -> str:
    return f'<a:ln w="{width}">{_solid(colour)}<a:prstDash val="{dashes}"/><a:round/></a:ln>'
