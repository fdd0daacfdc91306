"""The styles of a document: what each makes of a paragraph, and how it sets words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from toolkit.values.text import whole_number
from toolkit.word.reading.word_xml import Element, W, child_of, is_on, value_of

_DEEPEST_HEADING = 9
_DEEPEST_LIST = 8
_LONGEST_CHAIN = 20
"""How many styles based on one another are looked at; of real documents none has had ten."""
_HEADING = re.compile(r"heading (\d)")
_TELLING = re.compile(r"title|heading \d|toc \d")
_DEEPER_LIST = re.compile(r"list (?:bullet |number |continue )?([2-9])")
_SUB_BULLET = re.compile(r"\bsub[- ]?bullet")


class Setting(NamedTuple):
    """How words are set: in bold, struck through, hidden, raised as a small mark."""

    is_bold: bool = False
    is_struck: bool = False
    is_hidden: bool = False
    is_raised: bool = False


PLAIN = Setting()


@dataclass(frozen=True)
class ParagraphStyle:
    """What a style makes of its paragraphs.

    `level` is a heading's level from 1, 0 for text; `looks_level` that of the heading whose look
    it takes over, as "TOC Heading" does, though it is none in the outline. `list_id` is the list
    it numbers by and `list_level` the level there, None where only the list knows; `is_list`
    where its name says so, `depth` how deep. `ids` are the style and those it is based on,
    nearest first.
    """

    name: str = ""
    ids: tuple[str, ...] = ()
    level: int = 0
    looks_level: int = 0
    is_title: bool = False
    is_contents: bool = False
    is_list: bool = False
    list_id: str = ""
    list_level: int | None = None
    depth: int = 0


class Styles:
    """The styles of a document, each with those that it is based on."""

    def __init__(self, root: Element | None) -> None:
        """`root` is the part that holds them, if any."""
        elements = [] if root is None else root.findall(f"{W}style")
        self._styles = {element.get(f"{W}styleId", ""): element for element in elements}
        self._defaults = {
            element.get(f"{W}type", ""): element.get(f"{W}styleId", "")
            for element in elements
            if element.get(f"{W}default", "0") in ("1", "true", "on")
        }
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._kinds: dict[str, ParagraphStyle] = {}
        self._settings: dict[tuple[str, str], Setting] = {}
        self.run_defaults = (
            None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        )

    @cached_property
    def hides(self) -> bool:
        """Whether any style hides words."""
        return any(is_on(style.find(f"{W}rPr/{W}vanish")) for style in self._styles.values())

    @cached_property
    def language(self) -> str:
        """The language of text for which no other is set."""
        for style in self.chain(self._defaults.get("paragraph", "")):
            said = value_of(style.find(f"{W}rPr/{W}lang"))
            if said:
                return said
        return value_of(child_of(self.run_defaults, "lang"))

    def chain(self, style_id: str) -> tuple[Element, ...]:
        """A style and those it is based on, nearest first; a circle or a very long chain ends."""
        if style_id not in self._chains:
            found: dict[str, Element] = {}
            base = style_id
            while base in self._styles and base not in found and len(found) < _LONGEST_CHAIN:
                found[base] = self._styles[base]
                base = value_of(found[base].find(f"{W}basedOn"))
            self._chains[style_id] = tuple(found.values())
        return self._chains[style_id]

    def id_of(self, paragraph: Element) -> str:
        """The style of a paragraph; the document's usual one where it names none."""
        return self.id_in(paragraph.find(f"{W}pPr"))

    def id_in(self, properties: Element | None) -> str:
        """The style of the paragraph of these properties."""
        own = "" if properties is None else value_of(properties.find(f"{W}pStyle"))
        return own if own in self._styles else self._defaults.get("paragraph", "")

    def table_id(self, table: Element) -> str:
        """The style of a table, in the same way."""
        own = value_of(table.find(f"{W}tblPr/{W}tblStyle"))
        return own or self._defaults.get("table", "")

    def kind(self, style_id: str) -> ParagraphStyle:
        """What a style makes of its paragraphs."""
        if style_id not in self._kinds:
            self._kinds[style_id] = _kind(self.chain(style_id))
        return self._kinds[style_id]

    def level(self, paragraph: Element) -> int:
        """A paragraph's level as a heading, by its own mark or its style; 0 where it is text."""
        properties = paragraph.find(f"{W}pPr")
        return self.level_in(properties, self.kind(self.id_in(properties)))

    def level_in(self, properties: Element | None, kind: ParagraphStyle) -> int:
        """The same for the paragraph of these properties and a style."""
        own = whole_number(value_of(child_of(properties, "outlineLvl")))
        return kind.level if own is None else _level_of(own)

    def name(self, paragraph: Element) -> str:
        """The name of a paragraph's style in small letters."""
        return self.kind(self.id_of(paragraph)).name

    def setting(self, style_id: str, properties: Element | None) -> Setting:
        """How a run's words are set, by its own properties and the styles over it."""
        if properties is None:
            return self._styled(style_id, "")
        found = self._styled(style_id, value_of(properties.find(f"{W}rStyle")))
        own: dict[str, bool] = {}
        for mark in properties:
            name = _MARKS.get(str(mark.tag))
            if name == "is_raised":
                own[name] = value_of(mark) == "superscript"
            elif name is not None:
                own[name] = is_on(mark) or (name == "is_struck" and own.get(name, False))
        return found._replace(**own) if own else found

    def _styled(self, style_id: str, run_style: str) -> Setting:
        key = (style_id, run_style)
        if key not in self._settings:
            of_paragraph = _said(self.chain(style_id))
            of_run = _said(self.chain(run_style))
            # Both together cancel each other out: bold in a bold heading is plain.
            self._settings[key] = Setting(
                **{
                    name: of_paragraph.get(name, False) != of_run.get(name, False)
                    for name in Setting._fields
                }
            )
        return self._settings[key]


_MARKS: Mapping[str, str] = {
    f"{W}b": "is_bold",
    f"{W}strike": "is_struck",
    f"{W}dstrike": "is_struck",
    f"{W}vanish": "is_hidden",
    f"{W}vertAlign": "is_raised",
}


def _said(chain: tuple[Element, ...]) -> dict[str, bool]:
    """What the nearest of the styles says of each way to set words."""
    said: dict[str, bool] = {}
    for style in chain:
        for mark in style.iterfind(f"{W}rPr/{W}*"):
            name = _MARKS.get(str(mark.tag))
            if name is not None and name not in said:
                said[name] = value_of(mark) == "superscript" if name == "is_raised" else is_on(mark)
    return said


def _kind(chain: tuple[Element, ...]) -> ParagraphStyle:
    names = [value_of(style.find(f"{W}name")).casefold() for style in chain]
    deeper = next((int(found[1]) - 1 for name in names
                   if (found := _DEEPER_LIST.fullmatch(name))), 0)  # fmt: skip
    list_id, list_level = list_of([style.find(f"{W}pPr") for style in chain])
    telling = next((name for name in names if _TELLING.fullmatch(name)), "")
    return ParagraphStyle(
        name=names[0] if names else "",
        ids=tuple(style.get(f"{W}styleId", "") for style in chain),
        level=_level(chain, names),
        looks_level=next(
            (int(found[1]) for name in names if (found := _HEADING.fullmatch(name))), 0
        ),
        is_title=telling == "title",
        is_contents=telling.startswith("toc"),
        is_list=any(name.startswith("list") and name != "list paragraph" for name in names),
        list_id=list_id,
        list_level=list_level,
        depth=deeper or int(any(_SUB_BULLET.search(name) for name in names[:1])),
    )


def _level(chain: tuple[Element, ...], names: list[str]) -> int:
    for style, name in zip(chain, names, strict=True):
        heading = _HEADING.fullmatch(name)
        if heading:
            return int(heading[1])
        outline = whole_number(value_of(style.find(f"{W}pPr/{W}outlineLvl")))
        if outline is not None:
            return _level_of(outline)
    return 0


def _level_of(outline: int) -> int:
    """Word counts levels from 0, and says 9 of text."""
    return (outline + 1) % (_DEEPEST_HEADING + 1)


def list_of(properties: list[Element | None]) -> tuple[str, int | None]:
    """The list that the nearest of some properties numbers by, and the level there if said.

    "0" is the list of a paragraph that is taken out of its style's list.
    """
    level: int | None = None
    for look in properties:
        numbering = child_of(look, "numPr")
        if numbering is None:
            continue
        said = whole_number(value_of(numbering.find(f"{W}ilvl")))
        if level is None and said is not None:
            level = min(said, _DEEPEST_LIST)
        list_id = value_of(numbering.find(f"{W}numId"))
        if list_id:
            return list_id, level
    return "", level
