"""One cell of a sheet part, as XML: written, and taken apart. Bytes in, bytes out."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import NamedTuple

from toolkit.reading.grid import Address, column_letters, looks_blank
from toolkit.writing.changes import Content, Formula

CELL = re.compile(
    rb'<c r="(?P<letters>[A-Z]{1,3})(?P<row>\d{1,7})"(?P<attributes>[^>]*?)'
    rb"(?:/>|>(?P<inside>.*?)</c>)",
    re.DOTALL,
)
_STYLE = re.compile(rb'\ss="(\d+)"')
_FORMULA = re.compile(rb"<f[\s>/].*?(?:</f>|/>)", re.DOTALL)
_LINKED_FORMULA = re.compile(rb'<f\s[^>]*\bt="(array|shared|dataTable)"')
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
# Before this day Excel's 1900 calendar is a day out: it believes in 29 February 1900.
_FIRST_SOUND_DAY = date(1900, 3, 1)
LONGEST_TEXT = 32_767


class CellParts(NamedTuple):
    """What an existing cell holds: its style, and its formula's XML if it has one."""

    style: int
    formula: bytes
    linked: bool


def take_apart(match: re.Match[bytes]) -> CellParts:
    """The parts of a cell that `CELL` matched; `linked` formulas span several cells."""
    style = _STYLE.search(match["attributes"])
    inside = match["inside"] or b""
    formula = _FORMULA.search(inside)
    return CellParts(
        int(style[1]) if style else 0,
        formula[0] if formula else b"",
        _LINKED_FORMULA.search(inside) is not None,
    )


def cell_xml(
    address: Address, style: int, content: Content, epoch_1904: bool, formula: bytes = b""
) -> bytes:
    """A cell with that content; with `formula`, the content is the formula's result."""
    if isinstance(content, Formula):
        formula, content = formula_xml(content), None
    reference = f"{column_letters(address[1])}{address[0]}"
    styled = f' s="{style}"' if style else ""
    kind, value = _value(content, epoch_1904, bool(formula))
    if not kind and not value and not formula:
        return f'<c r="{reference}"{styled}/>'.encode() if style else b""
    if not formula:
        return f'<c r="{reference}"{styled}{kind}>{value}</c>'.encode()
    start = f'<c r="{reference}"{styled}{kind}>'.encode()
    return start + formula + value.encode() + b"</c>"


def formula_xml(formula: Formula) -> bytes:
    """A formula as a cell holds it."""
    return f"<f>{escape(formula.text.removeprefix('='), quote=False)}</f>".encode()


def _value(
    content: str | bool | date | Decimal | float | None, epoch_1904: bool, is_result: bool
) -> tuple[str, str]:
    """The type attribute and the value's XML."""
    if isinstance(content, str):
        return _stored(content, is_result)
    match content:
        case None:
            return _nothing(is_result)
        case bool():
            return ' t="b"', f"<v>{int(content)}</v>"
        case Decimal() | int():
            return "", f"<v>{content:f}</v>" if isinstance(
                content, Decimal
            ) else f"<v>{content}</v>"
        case float():
            return "", f"<v>{content!r}</v>"
        case date() if content_is_sound(content, epoch_1904):
            return "", f"<v>{serial(content, epoch_1904)}</v>"
        case date():
            return _text(content.isoformat(), is_result)


def _nothing(is_result: bool) -> tuple[str, str]:
    return (' t="str"', "<v></v>") if is_result else ("", "")


# Most texts of a list, such as what is to be done, are those of many rows.
@lru_cache(maxsize=1_000)
def _stored(text: str, is_result: bool) -> tuple[str, str]:
    fitting = storable(text)
    return _text(fitting, is_result) if fitting else _nothing(is_result)


def _text(text: str, is_result: bool) -> tuple[str, str]:
    safe = escape(_LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text, quote=False)
    if is_result:
        return ' t="str"', f"<v>{safe}</v>"
    # Text in the cell itself never becomes a formula, whatever it begins with.
    return ' t="inlineStr"', f'<is><t xml:space="preserve">{safe}</t></is>'


def storable(text: str) -> str:
    """Text as a cell can hold it: without characters XML lacks, and not too long.

    Text that nobody would see is none: a cell that held it would read as empty.
    """
    if len(text) <= LONGEST_TEXT // 2 and text.isprintable():
        return "" if looks_blank(text) else text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    # Excel counts a character beyond the first 65,536 as two.
    units = _NOT_XML.sub("", plain).encode("utf-16-le")
    fitting = units[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
    return "" if looks_blank(fitting) else fitting


def content_is_sound(day: date, epoch_1904: bool) -> bool:
    """Whether every spreadsheet program agrees on which day its number means."""
    first = _EPOCH_1904 if epoch_1904 else _FIRST_SOUND_DAY
    return (day.date() if isinstance(day, datetime) else day) >= first


def serial(day: date, epoch_1904: bool) -> str:
    """A day or a moment as a workbook's number."""
    whole = day.date() if isinstance(day, datetime) else day
    days = (whole - (_EPOCH_1904 if epoch_1904 else _EPOCH_1900)).days
    if not isinstance(day, datetime):
        return str(days)
    seconds = day.hour * 3600 + day.minute * 60 + day.second
    return repr(days + seconds / 86400) if seconds else str(days)
