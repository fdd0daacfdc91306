"""The XML of a Word file: its names, and the values of its marks."""

import re

from lxml import etree

from toolkit.values.text import whole_number

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

PARAGRAPH = f"{W}p"
TABLE = f"{W}tbl"
ROW = f"{W}tr"
CELL = f"{W}tc"
RUN = f"{W}r"
CONTROL = f"{W}sdt"
TEXT_BOX = f"{W}txbxContent"

# What wraps blocks, rows, cells or runs and adds nothing that a reader sees.
WRAPPERS = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo",
                 "sdtContent")
)  # fmt: skip

_TEXTS = (f"{W}t", f"{W}delText", f"{M}t")
_WORD = re.compile(r"\w+")
_OFF = ("0", "false", "off", "none")


def value_of(element: Element | None) -> str:
    """What a mark is set to; "" without it."""
    return "" if element is None else element.get(f"{W}val", "")


def is_on(mark: Element | None) -> bool:
    """Whether a mark such as bold is there and not switched off."""
    return mark is not None and value_of(mark) not in _OFF


def child_of(properties: Element | None, name: str) -> Element | None:
    """One of the properties by its name; None without it."""
    return None if properties is None else properties.find(f"{W}{name}")


def number_of(text: str | None, otherwise: int = 0, most: int = 100_000) -> int:
    """A whole number from 0 to `most` that a mark is set to."""
    number = whole_number(text or "")
    return otherwise if number is None else min(number, most)


def parent_tag(element: Element) -> str:
    """The name of what an element is in; "" for the root."""
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def remove(element: Element) -> None:
    """Takes an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def count_words(element: Element) -> int:
    """How many words an element holds, deleted ones too."""
    return sum(len(_WORD.findall(text.text or "")) for text in element.iter(*_TEXTS))
