"""Word files as Google Docs saves them, imitated: what it changes in a file that Word made.

It knows no styles but its own, says "not from right to left" of every run and cuts runs between
words, gives paragraphs and tables numbers of its own, wraps what it wants to find again in content
controls named goog_rdk_0 and so on, makes links of what looks like an address (board.name), and
leaves out the document's properties and its theme. Straight quotation marks become curly.
"""

import copy
import re

from lxml import etree

from toolkit.word.package.package import CONTENT_TYPES, read_parts, write_parts

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TASKS = "http://schemas.microsoft.com/office/tasks/2019/documenttasks"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_KEPT_STYLES = re.compile(
    r"normal|heading [1-6]|title|subtitle|table.*|normal table", re.IGNORECASE
)
_LEFT_OUT = re.compile(r"docProps/|word/theme/|word/webSettings|word/settings|customXml/")
_UNIQUE = {"rsidR": "00000000", "rsidDel": "00000000", "rsidRPr": "00000000"}
_TEXTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_ADDRESS = re.compile(r"board\.name")

Element = etree._Element


def saved_by_google_docs(document: bytes) -> bytes:
    """The document as Google Docs would save it."""
    parts = {name: part for name, part in read_parts(document).items() if not _LEFT_OUT.match(name)}
    numbers = _Numbers()
    gone = _without_styles(parts)
    for name in sorted(parts):
        if _TEXTS.fullmatch(name):
            parts[name] = _changed(
                parts[name], gone, numbers, is_body=name.endswith("document.xml")
            )
    _leave_out_of_registers(parts)
    return write_parts(parts)


class _Numbers:
    """Counts the paragraphs and the controls."""

    def __init__(self) -> None:
        self.paragraphs = 0
        self.controls = 0

    def control(self) -> Element:
        """A content control as Google names them."""
        control = etree.Element(f"{_W}sdt")
        properties = etree.SubElement(control, f"{_W}sdtPr")
        if self.controls == 0:
            etree.SubElement(properties, f"{_W}lock", {f"{_W}val": "contentLocked"})
        identity = {f"{_W}val": str(-1_000_000 - self.controls)}
        etree.SubElement(properties, f"{_W}id", identity)
        etree.SubElement(properties, f"{_W}tag", {f"{_W}val": f"goog_rdk_{self.controls}"})
        etree.SubElement(control, f"{_W}sdtContent")
        self.controls += 1
        return control


def _without_styles(parts: dict[str, bytes]) -> set[str]:
    """Leaves only the styles that Google Docs knows; the identities of those that are gone."""
    root = etree.fromstring(parts["word/styles.xml"])
    gone = set()
    for style in root.findall(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is None or not _KEPT_STYLES.fullmatch(name.get(f"{_W}val", "")):
            gone.add(style.get(f"{_W}styleId", ""))
            root.remove(style)
    parts["word/styles.xml"] = etree.tostring(root)
    return gone


def _changed(part: bytes, gone: set[str], numbers: _Numbers, *, is_body: bool) -> bytes:
    root = etree.fromstring(part)
    for named in list(root.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")):
        if named.get(f"{_W}val") in gone:
            _parent(named).remove(named)
    for text in root.iter(f"{_W}t"):
        text.text = re.sub(r'"([^"]*)"', r"“\1”", text.text or "")
    for run in list(root.iter(f"{_W}r")):
        _cut_between_words(run)
    for paragraph in root.iter(f"{_W}p"):
        numbers.paragraphs += 1
        for name, value in _UNIQUE.items():
            paragraph.set(f"{_W}{name}", value)
        paragraph.set(f"{_W14}paraId", f"{numbers.paragraphs:08X}")
    for table in list(root.iter(f"{_W}tbl")):
        _as_its_tables(table)
    if is_body:
        for run in [run for run in root.iter(f"{_W}r") if _ADDRESS.search("".join(run.itertext()))]:
            _link(run)
    paragraphs = [each for each in root.iter(f"{_W}p") if "{" in "".join(each.itertext())]
    for number, paragraph in enumerate(paragraphs):
        runs = paragraph.findall(f"{_W}r")
        if number % 3 == 0 and runs:
            _wrap(runs[len(runs) // 2], numbers.control())
        elif number % 3 == 1:
            _wrap(paragraph, numbers.control())
    xml = etree.tostring(root, encoding="unicode")
    # A default namespace that nothing is in.
    return re.sub(r"<w:(\w+) ", rf'<w:\1 xmlns="{_TASKS}" ', xml, count=1).encode()


def _cut_between_words(run: Element) -> None:
    """Runs of one word each in the place of a run with words and nothing else."""
    inside = [child for child in run if child.tag != f"{_W}rPr"]
    for name, value in _UNIQUE.items():
        run.set(f"{_W}{name}", value)
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = etree.Element(f"{_W}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{_W}rtl", {f"{_W}val": "0"})
    if len(inside) != 1 or inside[0].tag != f"{_W}t":
        return
    first, *others = re.findall(r"\S+\s*|\s+", inside[0].text or "") or [""]
    last = run
    inside[0].text = first
    inside[0].set(_XML_SPACE, "preserve")
    for word in others:
        another = copy.deepcopy(run)
        text = another.find(f"{_W}t")
        assert text is not None
        text.text = word
        last.addnext(another)
        last = another


def _as_its_tables(table: Element) -> None:
    """The grid a second time as a change of it, and what rows do not do said of each."""
    grid = table.find(f"{_W}tblGrid")
    assert grid is not None
    change = etree.Element(f"{_W}tblGridChange", {f"{_W}id": "0"})
    change.append(copy.deepcopy(grid))
    grid.append(change)
    for row in table.findall(f"{_W}tr"):
        properties = row.find(f"{_W}trPr")
        if properties is None:
            properties = etree.Element(f"{_W}trPr")
            row.insert(0, properties)
        for name in ("cantSplit", "tblHeader"):
            mark = properties.find(f"{_W}{name}")
            if mark is None:
                etree.SubElement(properties, f"{_W}{name}", {f"{_W}val": "0"})
            else:
                mark.set(f"{_W}val", "1")


def _link(run: Element) -> None:
    link = etree.Element(f"{_W}hyperlink", {f"{_R}id": "rIdGoogle"})
    _parent(run).replace(run, link)
    link.append(run)


def _wrap(element: Element, control: Element) -> None:
    _parent(element).replace(element, control)
    control[1].append(element)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _leave_out_of_registers(parts: dict[str, bytes]) -> None:
    """No part is named that is not there, and links lead where Google leads them."""
    kinds = etree.fromstring(parts[CONTENT_TYPES])
    for kind in list(kinds):
        name = kind.get("PartName", "").removeprefix("/")
        if name and name not in parts:
            kinds.remove(kind)
    parts[CONTENT_TYPES] = etree.tostring(kinds)
    for name in [name for name in parts if name.endswith(".rels")]:
        register = etree.fromstring(parts[name])
        for relationship in list(register):
            target = relationship.get("Target", "")
            if re.match(r"/?(?:\.\./)?(?:docProps|theme|webSettings|settings|customXml)", target):
                register.remove(relationship)
        if name == "word/_rels/document.xml.rels":
            link = {"Id": "rIdGoogle", "Type": _LINK, "Target": "http://board.name",
                    "TargetMode": "External"}  # fmt: skip
            etree.SubElement(register, "Relationship", link)
        parts[name] = etree.tostring(register)
