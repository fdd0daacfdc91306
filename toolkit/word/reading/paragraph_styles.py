"""What a paragraph is, by its style and its own marks: heading, item of a list, bold."""

import re

from toolkit.values.text import whole_number
from toolkit.word.reading.blocks import Style
from toolkit.word.reading.word_xml import OFF, Element, W, child_of, is_on, run_text, value_of

_MOST_HEADING_LEVEL = 9


class Styles:
    """The paragraph styles of one document; `root` is the part that holds them, if any."""

    def __init__(self, root: Element | None) -> None:
        self._based = _based(root)
        self._bold = _bold(root)

    def look(self, paragraph: Element) -> tuple[Style | None, int, str, int]:
        """What a paragraph is, on which level; the list it is numbered by, and the level there.

        A line of the table of contents is None: it repeats what stands elsewhere.
        """
        own = paragraph.find(f"{W}pPr")
        style_id = value_of(own.find(f"{W}pStyle")) if own is not None else ""
        properties = [own] if own is not None else []
        names: list[str] = []
        while style_id in self._based and len(names) < 20:
            name, based, look = self._based[style_id]
            names.append(name)
            properties += [look] if look is not None else []
            style_id = based
        number_id, list_level = _numbered(properties)
        outlines = (value_of(look.find(f"{W}outlineLvl")) for look in properties)
        outline = whole_number(next((found for found in outlines if found), ""))
        level = _MOST_HEADING_LEVEL + 1 if outline is None else outline + 1
        depths = (re.match(r"list (?:bullet |number |continue )?([2-9])$", name) for name in names)
        deeper = next((int(found[1]) - 1 for found in depths if found), 0)
        deeper = deeper or int(any(re.search(r"\bsub[- ]?bullet", name) for name in names[:1]))
        for name in names:
            heading = re.match(r"heading (\d)$", name)
            if re.match(r"toc \d$", name):
                return None, 0, "", 0
            if name == "title":
                return Style.TITLE, 0, "", 0
            if heading:
                return Style.HEADING, int(heading[1]), number_id, list_level
        if level <= _MOST_HEADING_LEVEL:
            return Style.HEADING, level, number_id, list_level
        if number_id or any(name.startswith("list") and name != "list paragraph" for name in names):
            return Style.ITEM, max(list_level, deeper), number_id, list_level
        return Style.PARAGRAPH, 0, "", 0

    def label(self, paragraph: Element) -> str:
        """The bold words that a paragraph opens with; "" where it opens with others."""
        style = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        words: list[str] = []
        for run in paragraph.iter(f"{W}r"):
            text = "".join(run_text(run))
            properties = run.find(f"{W}rPr")
            own = child_of(properties, "b")
            named = value_of(child_of(properties, "rStyle")) or style
            if text.strip() and not (is_on(own) if own is not None else named in self._bold):
                break
            words.append(text)
        return " ".join("".join(words).split())


def _based(root: Element | None) -> dict[str, tuple[str, str, Element | None]]:
    """Of each paragraph style: its name, the style it is based on, its properties."""
    styles = {}
    for style in root.findall(f"{W}style") if root is not None else ():
        name, based = style.find(f"{W}name"), style.find(f"{W}basedOn")
        styles[style.get(f"{W}styleId", "")] = (
            value_of(name).casefold(), value_of(based), style.find(f"{W}pPr"),
        )  # fmt: skip
    return styles


def _bold(root: Element | None) -> frozenset[str]:
    """The styles, of runs or of whole paragraphs, that make words bold."""
    return frozenset(
        style.get(f"{W}styleId", "")
        for style in (root.findall(f"{W}style") if root is not None else ())
        if is_on(style.find(f"{W}rPr/{W}b"))
    )


def _numbered(properties: list[Element]) -> tuple[str, int]:
    """The list that a paragraph or the nearest of its styles is numbered by, and its level."""
    level = None
    for look in properties:
        numbering = look.find(f"{W}numPr")
        if numbering is None:
            continue
        own_level = whole_number(value_of(numbering.find(f"{W}ilvl")))
        if level is None and own_level is not None:
            level = min(own_level, 8)
        number_id = value_of(numbering.find(f"{W}numId"))
        if number_id:
            return ("" if number_id == "0" else number_id), level or 0
    return "", level or 0


def is_bold(paragraph: Element) -> bool:
    """Whether all of a paragraph's words are bold."""
    found = False
    for run in paragraph.iter(f"{W}r"):
        text = run.find(f"{W}t")
        if text is None or not (text.text or "").strip():
            continue
        bold = run.find(f"{W}rPr/{W}b")
        if bold is None or value_of(bold) in OFF:
            return False
        found = True
    return found
