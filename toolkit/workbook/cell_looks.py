"""The colours, bold type and struck out words of a workbook's cells."""

import colorsys
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from toolkit.files.safety_check import WORKBOOK, Package
from toolkit.reading.looks import Looks
from toolkit.values.text import whole_number
from toolkit.workbook.parts import WorkbookParts
from toolkit.workbook.scan import scan_sheet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLOUR = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
# The order in which cells count the colours of a theme.
_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5",
          "accent6")  # fmt: skip
# The colours that old workbooks name by number, from 8; 0 to 7 are the first eight again.
_INDEXED = (
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000",
    "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080", "9999FF", "993366",
    "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00",
    "00FFFF", "800080", "800000", "008080", "0000FF", "00CCFF", "CCFFFF", "CCFFCC", "FFFF99",
    "99CCFF", "FF99CC", "CC99FF", "FFCC99", "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900",
    "FF6600", "666699", "969696", "003366", "339966", "003300", "333300", "993300", "993366",
    "333399", "333333",
)  # fmt: skip


@dataclass(frozen=True)
class _Style:
    shade: str = ""
    bold: bool = False
    struck: bool = False


def read_looks(data: bytes, name: str) -> dict[str, Looks]:
    """The looks of each sheet by its name. Those of a workbook that was read before are sound.

    A ToolkitError where the file is damaged.
    """
    package = Package(data, name, WORKBOOK)
    try:
        parts = WorkbookParts(package)
        styles = _styles(parts)
        hidden = _hidden(parts)
        return {
            sheet: _looks(package.part(part), styles, sheet in hidden)
            for sheet, part in parts.sheet_parts.items()
        }
    except (LookupError, ValueError, ElementTree.ParseError):
        raise package.damaged() from None


def _looks(xml: bytes, styles: Mapping[int, _Style], is_hidden: bool) -> Looks:
    telling = dict.fromkeys(styles, "")
    found = scan_sheet(xml, telling).styles if telling else {}
    return Looks(
        shades={at: styles[n].shade for at, n in found.items() if styles[n].shade},
        bold=frozenset(at for at, n in found.items() if styles[n].bold),
        struck=frozenset(at for at, n in found.items() if styles[n].struck),
        is_hidden=is_hidden,
    )


def _hidden(parts: WorkbookParts) -> set[str]:
    root = ElementTree.fromstring(parts.package.part(parts.workbook_part))
    return {
        sheet.get("name", "")
        for sheet in root.iter(f"{_MAIN}sheet")
        if sheet.get("state", "visible") != "visible"
    }


def _styles(parts: WorkbookParts) -> dict[int, _Style]:
    """The styles that say something, by their number."""
    if not parts.styles_part:
        return {}
    root = ElementTree.fromstring(parts.package.part(parts.styles_part))
    theme = _theme(parts)
    fills = [_fill(fill, theme) for fill in root.iterfind(f"{_MAIN}fills/{_MAIN}fill")]
    fonts = list(root.iterfind(f"{_MAIN}fonts/{_MAIN}font"))
    styles: dict[int, _Style] = {}
    for number, item in enumerate(root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")):
        fill, font = int(item.get("fillId") or 0), int(item.get("fontId") or 0)
        style = _Style(
            fills[fill] if fill < len(fills) else "",
            font < len(fonts) and _is_on(fonts[font], "b"),
            font < len(fonts) and _is_on(fonts[font], "strike"),
        )
        if style != _Style():
            styles[number] = style
    return styles


def _is_on(font: ElementTree.Element, name: str) -> bool:
    found = font.find(f"{_MAIN}{name}")
    return found is not None and found.get("val", "1") not in ("0", "false")


def _fill(fill: ElementTree.Element, theme: Sequence[str]) -> str:
    pattern = fill.find(f"{_MAIN}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return ""
    colour = pattern.find(f"{_MAIN}fgColor")
    return "" if colour is None else _colour(colour, theme)


def _colour(element: ElementTree.Element, theme: Sequence[str]) -> str:
    rgb = _COLOUR.fullmatch(element.get("rgb", ""))
    if rgb:
        found = rgb[1].upper()
    else:
        number = whole_number(element.get("theme", ""))
        indexed = whole_number(element.get("indexed", ""))
        if number is not None and 0 <= number < len(theme):
            found = theme[number]
        elif indexed is not None and 0 <= indexed < len(_INDEXED) + 8:
            found = _INDEXED[indexed if indexed < 8 else indexed - 8]
        else:
            return ""
    return _tinted(found, float(element.get("tint") or 0))


def _tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint above 0, up to 1) or darker (below)."""
    if not tint:
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full)
    return "".join(f"{round(part * 255):02X}" for part in mixed)


def _theme(parts: WorkbookParts) -> list[str]:
    """The theme's colours in the order in which cells count them; empty where there is none."""
    part = next(
        (target for kind, target in parts.related(parts.workbook_part).values()
         if kind.endswith("/theme")), "",
    )  # fmt: skip
    if part not in parts.package:
        return []
    scheme = ElementTree.fromstring(parts.package.part(part)).find(f".//{_DRAWING}clrScheme")
    colours = {item.tag.rpartition("}")[2]: item for item in scheme} if scheme is not None else {}
    found = []
    for name in _THEME:
        first = next(iter(colours.get(name, ())), None)
        value = "" if first is None else (first.get("lastClr") or first.get("val") or "")
        found.append(value.upper() if _COLOUR.fullmatch(value) else "FFFFFF")
    return found
