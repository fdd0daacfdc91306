"""Numbered lists that start at 1 again: where their loop begins, and under each heading in it.

Word counts a list on for as long as its paragraphs name the same list, so a list inside
a loop would never begin again. Marks are put into the template's source; where the
filled text passes one, the paragraphs after it name a new list that starts at 1.
"""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from toolkit.word.filling.named_styles import NamedStyles

NUMBERING = "word/numbering.xml"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = "restart"
_TOKEN = re.compile(r"\{%.*?%\}|<w:p(?: [^>]*)?>(?:<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_WORD = re.compile(r"\{%[-+]?\s*(\w+)")
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"/>')
_LIST = re.compile(r'<w:numPr>(?:<w:ilvl w:val="\d+"/>)?<w:numId w:val="(\d+)"/></w:numPr>')
_PASSED = re.compile(rf'<\?{_MARK} (\d+)\?>|<w:numId w:val="(\d+)"/>')
# The style is the first thing in a paragraph's properties; the list comes after these.
_BEFORE_LIST = re.compile(
    r"<w:p(?: [^>]*)?><w:pPr>"
    r"(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl)\b[^>]*/>)*"
)


@dataclass
class _Loop:
    """A loop that is open: where it begins, and the lists whose paragraphs it repeats."""

    start: int
    lists: set[str] = field(default_factory=set)


def with_restart_marks(source: str, styles: NamedStyles) -> str:
    """A part's source with a mark wherever a list has to begin again."""
    edits: list[tuple[int, str]] = []
    opened: list[_Loop] = []
    headings: list[int] = []
    within: set[str] = set()
    for match in _TOKEN.finditer(source):
        if match[0][:2] == "{%":
            word = _WORD.match(match[0])
            if word and word[1] == "for":
                opened.append(_Loop(match.start()))
            elif word and word[1] == "endfor" and opened:
                loop = opened.pop()
                edits.append((loop.start, _marks(loop.lists)))
                within |= loop.lists
                if not opened:
                    edits += [(heading, _marks(within)) for heading in headings]
                    headings, within = [], set()
        elif opened:
            style = _STYLE.search(match[0])
            own = _LIST.search(match[0])
            if not (style or own):
                continue
            identity = style[1] if style else ""
            if styles.is_heading(identity):
                headings.append(match.start())
            number = own[1] if own else styles.list_of.get(identity, "")
            if number in styles.counting_lists:
                opened[-1].lists.add(number)
                if not own:
                    edits.append((_place_of_list(match), _list_xml(number)))
    pieces, end = [], 0
    for position, text in sorted(edits):
        pieces += [source[end:position], text]
        end = position
    return "".join([*pieces, source[end:]])


def _marks(numbers: set[str]) -> str:
    return "".join(f"<?{_MARK} {number}?>" for number in sorted(numbers))


def _list_xml(number: str) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _place_of_list(paragraph: re.Match[str]) -> int:
    before = _BEFORE_LIST.match(paragraph[0])
    return paragraph.start() + (before.end() if before else len(paragraph[0]))


def restarted(xml: str, first: int) -> tuple[str, list[str]]:
    """The filled XML without marks, and for each new list, numbered from `first`, its model."""
    models: list[str] = []
    waiting: set[str] = set()
    names: dict[str, str] = {}

    def renamed(match: re.Match[str]) -> str:
        if match[1]:
            waiting.add(match[1])
            return ""
        number = match[2]
        if number in waiting:
            waiting.remove(number)
            names[number] = str(first + len(models))
            models.append(number)
        return f'<w:numId w:val="{names.get(number, number)}"/>'

    if f"<?{_MARK} " not in xml:
        return xml, models
    return _PASSED.sub(renamed, xml), models


def highest_list(numbering: bytes) -> int:
    """The highest number of a list in a numbering part."""
    root = ElementTree.fromstring(numbering)
    return max((int(number.get(f"{_W}numId", 0)) for number in root.iter(f"{_W}num")), default=0)


def with_lists(numbering: bytes, first: int, models: list[str]) -> bytes:
    """The numbering part with new lists, each like its model and starting where that starts."""
    if not models:
        return numbering
    root = ElementTree.fromstring(numbering)
    starts = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        start = abstract.find(f"{_W}lvl/{_W}start")
        value = "1" if start is None else start.get(f"{_W}val", "1")
        starts[abstract.get(f"{_W}abstractNumId", "")] = value
    looks = {
        number.get(f"{_W}numId", ""): look.get(f"{_W}val", "")
        for number in root.iter(f"{_W}num")
        if (look := number.find(f"{_W}abstractNumId")) is not None
    }
    added = "".join(
        f'<w:num w:numId="{first + position}"><w:abstractNumId w:val="{looks[model]}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{starts.get(looks[model], "1")}"/>'
        "</w:lvlOverride></w:num>"
        for position, model in enumerate(models)
    ).encode()
    place = numbering.find(b"<w:numIdMacAtCleanup")
    if place < 0:
        place = numbering.rfind(b"</")
    return numbering[:place] + added + numbering[place:]
