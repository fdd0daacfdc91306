"""The XML of a Word file: its names, and the values of its marks."""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
Element = etree._Element
OFF = ("0", "false", "off")
AS_TEXT = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


def is_on(mark: Element | None) -> bool:
    """Whether a mark such as bold is there and not switched off."""
    return mark is not None and value_of(mark) not in OFF


def run_text(run: Element) -> Iterator[str]:
    """The words of a run; a blank for each tab and line break."""
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in AS_TEXT:
            yield " "


def value_of(element: Element | None) -> str:
    """What a mark is set to; "" without it."""
    return "" if element is None else element.get(f"{W}val", "")


def child_of(properties: Element | None, name: str) -> Element | None:
    """One of the properties by its name; None without it."""
    return None if properties is None else properties.find(f"{W}{name}")
