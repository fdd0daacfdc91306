"""The looks of a fresh workbook's cells, given to another workbook."""

from copy import deepcopy

from lxml import etree

from toolkit.workbook.growing.open_parts import MAIN, Element, OpenParts

_FIRST_OWN_FORMAT = 164
_KINDS = (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId"))


class StyleMap:
    """Numbers of cell formats in a fresh workbook to those of the same look in another.

    Formats that the other lacks are added to it.
    """

    def __init__(self, fresh: OpenParts, other: OpenParts) -> None:
        self._from = fresh.tree(fresh.found.styles_part)
        self._to = other.tree(other.found.styles_part)
        self._cells: dict[int, int] = {}
        self._rules: dict[int, int] = {}

    def cell(self, number: int) -> int:
        """The other workbook's number for a cell format."""
        if number not in self._cells:
            given = deepcopy(self._from.find(f"{MAIN}cellXfs")[number])
            for container, attribute in _KINDS:
                source = self._from.find(MAIN + container)[int(given.get(attribute) or 0)]
                given.set(attribute, str(self._number(container, source)))
            given.set("numFmtId", str(self._number_format(int(given.get("numFmtId") or 0))))
            given.set("xfId", "0")
            self._cells[number] = self._number("cellXfs", given)
        return self._cells[number]

    def rule(self, number: int) -> int:
        """The other workbook's number for the look that a colour rule gives."""
        if number not in self._rules:
            self._rules[number] = self._number("dxfs", self._from.find(f"{MAIN}dxfs")[number])
        return self._rules[number]

    def _number(self, container: str, wanted: Element) -> int:
        holder = self._to.find(MAIN + container)
        if holder is None:
            # The only container that a workbook may lack comes before those of its tables.
            holder = etree.Element(MAIN + container)
            before = self._to.find(f"{MAIN}tableStyles")
            self._to.insert(len(self._to) if before is None else self._to.index(before), holder)
        plain = etree.tostring(wanted, method="c14n", exclusive=True)
        for index, there in enumerate(holder):
            if etree.tostring(there, method="c14n", exclusive=True).strip() == plain.strip():
                return index
        holder.append(deepcopy(wanted))
        holder.set("count", str(len(holder)))
        return len(holder) - 1

    def _number_format(self, number: int) -> int:
        if number < _FIRST_OWN_FORMAT:
            return number
        codes = {
            int(item.get("numFmtId")): item.get("formatCode")
            for item in self._from.iter(f"{MAIN}numFmt")
        }
        there = list(self._to.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"))
        for item in there:
            if item.get("formatCode") == codes[number]:
                return int(item.get("numFmtId"))
        new = max([_FIRST_OWN_FORMAT - 1, *(int(item.get("numFmtId")) for item in there)]) + 1
        holder = self._to.find(f"{MAIN}numFmts")
        if holder is None:
            holder = etree.Element(f"{MAIN}numFmts")
            self._to.insert(0, holder)
        item = etree.SubElement(holder, f"{MAIN}numFmt")
        item.set("numFmtId", str(new))
        item.set("formatCode", codes[number])
        holder.set("count", str(len(holder)))
        return new
