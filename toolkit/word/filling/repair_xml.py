"""What filling a template can leave behind that Word would not open, put right.

All of it is text in, text out, over the XML of one part, and linear in its length.
Names carry Word's usual prefix "w:", on which the tags of templates rely anyway.
"""

import itertools
import re
from dataclasses import dataclass, field

_CELL_PROPERTIES = re.compile(r"(<w:tcPr>)(.*?)(</w:tcPr>)", re.DOTALL)
_ELEMENT = re.compile(r"<w:(\w+)\b[^>]*?/>|<w:(\w+)\b[^>]*?>.*?</w:\2>", re.DOTALL)
_CELL_ORDER = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
    "textDirection", "tcFitText", "vAlign", "hideMark",
)  # fmt: skip

# What a cell can end with when all its paragraphs are gone.
_HOLLOW_CELL_ENDS = ("<w:tc>", "</w:tcPr>", "<w:tcPr/>", "</w:tbl>")
_PARTS = ("hdr", "ftr", "footnote")
_PART_WITHOUT_PARAGRAPH = re.compile(
    rf"(<w:({'|'.join(_PARTS)})(?: [^>]*[^/>])?>|</w:tbl>)(?=</w:(?:{'|'.join(_PARTS)})>)"
)
_TABLE_WITHOUT_ROWS = re.compile(r"<w:tbl>(?:(?!<w:tr[ >]|<w:tbl>|</w:tbl>).)*</w:tbl>", re.DOTALL)

# What a table's columns were before a tracked change is a grid as well.
_MARK = re.compile(
    r"<w:tblGridChange\b.*?</w:tblGridChange>|<w:tbl>|</w:tbl>|<w:tblGrid>|</w:tblGrid>"
    r"|<w:gridCol\b[^>]*?/>|<w:tr[ >]|</w:tr>|<w:tc[ >]|<w:tcW\b[^>]*?/>"
    r"|<w:gridSpan\b[^>]*?/>|<w:grid(?:Before|After)\b[^>]*?/>",
    re.DOTALL,
)
_WIDTH = re.compile(r'w:w="(\d+)')
_VALUE = re.compile(r'w:val="(\d+)')


def ordered_cell_properties(xml: str) -> str:
    """The XML with each cell's properties in the order that Word's schema asks for."""

    def ordered(match: re.Match[str]) -> str:
        elements = list(_ELEMENT.finditer(match[2]))
        if "".join(element[0] for element in elements) != match[2]:
            return match[0]
        elements.sort(key=lambda element: _place_in_cell(element[1] or element[2]))
        return match[1] + "".join(element[0] for element in elements) + match[3]

    return _CELL_PROPERTIES.sub(ordered, xml)


def _place_in_cell(name: str) -> int:
    return _CELL_ORDER.index(name) if name in _CELL_ORDER else len(_CELL_ORDER)


def without_hollow_places(xml: str) -> str:
    """The XML without tables that have no row, and with a paragraph in every empty cell."""
    xml = _TABLE_WITHOUT_ROWS.sub("", xml)
    if xml.count("</w:p></w:tc>") < xml.count("</w:tc>"):
        for end in _HOLLOW_CELL_ENDS:
            xml = xml.replace(f"{end}</w:tc>", f"{end}<w:p/></w:tc>")
    if any(f"</w:{part}>" in xml for part in _PARTS):
        xml = _PART_WITHOUT_PARAGRAPH.sub(r"\1<w:p/>", xml)
    return xml


@dataclass
class _Cell:
    span: int = 1
    width_at: tuple[int, int] | None = None
    width: int = 0


@dataclass
class _Table:
    grid_at: tuple[int, int] | None = None
    columns: list[int] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)


def with_true_grids(xml: str) -> str:
    """The XML with as many grid columns in each table as its widest row has cells.

    Loops over columns change the number of cells. The table keeps its width; the
    columns share it in the proportions of the widest row's cells.
    """
    edits: list[tuple[int, int, str]] = []
    for table in _tables(xml):
        edits.extend(_grid_edits(table))
    pieces, end = [], 0
    for start, stop, text in sorted(edits):
        pieces += [xml[end:start], text]
        end = stop
    return "".join([*pieces, xml[end:]])


def _tables(xml: str) -> list[_Table]:
    finished: list[_Table] = []
    opened: list[_Table] = []
    for match in _MARK.finditer(xml):
        mark = match[0]
        if mark == "<w:tbl>":
            opened.append(_Table())
        elif not opened or mark.startswith("<w:tblGridChange"):
            continue
        elif mark == "</w:tbl>":
            finished.append(opened.pop())
        else:
            _note(opened[-1], mark, match.start(), match.end())
    return finished


def _note(table: _Table, mark: str, start: int, end: int) -> None:
    if mark == "<w:tblGrid>":
        table.grid_at = (end, end)
    elif mark == "</w:tblGrid>" and table.grid_at:
        table.grid_at = (table.grid_at[0], start)
    elif mark.startswith("<w:gridCol"):
        table.columns.append(_number(_WIDTH, mark))
    elif mark.startswith("<w:tr"):
        table.rows.append([])
    elif not table.rows:
        return
    elif mark.startswith("<w:tcW"):
        table.rows[-1][-1].width_at = (start, end)
        table.rows[-1][-1].width = _number(_WIDTH, mark)
    elif mark.startswith("<w:tc"):
        table.rows[-1].append(_Cell())
    elif mark.startswith("<w:gridSpan"):
        table.rows[-1][-1].span = max(_number(_VALUE, mark), 1)
    elif mark.startswith("<w:grid"):
        table.rows[-1].append(_Cell(span=_number(_VALUE, mark)))


def _number(pattern: re.Pattern[str], mark: str) -> int:
    match = pattern.search(mark)
    return int(match[1]) if match else 0


def _grid_edits(table: _Table) -> list[tuple[int, int, str]]:
    count = max((sum(cell.span for cell in row) for row in table.rows), default=0)
    if not count or count == len(table.columns) or table.grid_at is None:
        return []
    columns = _shared(sum(table.columns), _proportions(table, count))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    edits = [(*table.grid_at, grid)]
    for row in table.rows:
        first = 0
        for cell in row:
            if cell.width_at:
                width = sum(columns[first : first + cell.span])
                edits.append((*cell.width_at, f'<w:tcW w:w="{width}" w:type="dxa"/>'))
            first += cell.span
    return edits


def _proportions(table: _Table, count: int) -> list[int]:
    for row in table.rows:
        if len(row) == count and all(cell.width for cell in row):
            return [cell.width for cell in row]
    return [1] * count


def _shared(width: int, proportions: list[int]) -> list[int]:
    """Whole parts of a width in those proportions; they add up to it exactly."""
    whole = sum(proportions)
    edges = [width * sum(proportions[:index]) // whole for index in range(len(proportions) + 1)]
    return [right - left for left, right in itertools.pairwise(edges)]
