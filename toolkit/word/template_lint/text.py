"""The words of a template's part, each paragraph with its place, as the renderer reads them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from toolkit.word.reading.opened import Story
from toolkit.word.reading.word_xml import CELL, PARAGRAPH, ROW, TABLE, TEXT_BOX, Element, M, W
from toolkit.word.template_lint.wraps import OpenFields, Wrap

_WORDS = frozenset({f"{W}t", f"{W}instrText", f"{M}t"})
# What wraps words within a paragraph, and what people call it.
_WRAPPERS = {
    f"{W}hyperlink": "a link",
    f"{W}smartTag": "a smart tag",
    f"{W}fldSimple": "a field",
    f"{W}sdt": "a content control",
    f"{W}customXml": "a piece of custom XML",
}
_HOLDERS = (CELL, TEXT_BOX, f"{W}footnote", f"{W}sdtContent", f"{W}customXml")
# What a reader sees beside words, and would miss.
_SEEN = frozenset(
    f"{W}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference")
)
# Text boxes have paragraphs of their own.
_WITHOUT_WORDS = frozenset({f"{W}pPr", f"{W}rPr", TEXT_BOX})
_ATTRIBUTES = {
    "descr": "alternative text",
    "title": "title of a picture",
    f"{W}instr": "field",
}
_OF_TABLES = (f"{W}tblCaption", f"{W}tblDescription")
# Paragraphs, and elements with a tag in an attribute, as they follow in the file.
_TEXTS = etree.XPath(
    "//w:p | //*[@*[contains(., '{{') or contains(., '{%')]]", namespaces={"w": W[1:-1]}
)


@dataclass
class Text:
    """What a paragraph, an attribute or a property says, as the renderer reads it.

    Two texts with the same `holder` are in the same cell, box or running text. `holder`,
    `table`, `row` and `cell` are the nearest ones around it, None where there are none.
    """

    order: int
    place: Callable[[], str]
    """Its place, worked out when somebody asks: most templates have no fault."""
    words: str = ""
    holder: Element | None = None
    table: Element | None = None
    row: Element | None = None
    cell: Element | None = None
    is_tracked: bool = False
    attribute: str = ""
    wraps: list[Wrap] = field(default_factory=list)
    """What wraps some of the words."""
    has_more: bool = False
    """Whether it holds a picture, a text box or a note, or a field begins or ends in it."""
    fields: frozenset[Element] = frozenset()
    """The fields that begin before it and go on."""

    @property
    def where(self) -> str:
        """Its place, in words that a person can follow in Word."""
        return f"{self.place()}, {self.attribute}" if self.attribute else self.place()


def texts_of(story: Story) -> list[Text]:
    """Every paragraph of a part and every attribute with tags, in their order."""
    texts: list[Text] = []
    # What is in a text box is no part of the fields around it.
    opened: dict[Element | None, OpenFields] = {}
    for element in _TEXTS(story.root):
        if element.tag == PARAGRAPH:
            text = _text(story, element, len(texts))
            text.is_tracked = element in story.tracked.paragraphs
            box = next(element.iterancestors(TEXT_BOX), None)
            fields = opened.setdefault(box, OpenFields())
            text.fields = fields.go_on()
            _collect(element, text, fields)
            text.wraps += fields.at_end(len(text.words))
            text.has_more = text.has_more or fields.is_cut
            texts.append(text)
        texts += _attributes(story, element, len(texts))
    return texts


def properties_of(root: Element) -> list[Text]:
    """What each document property says."""
    return [
        Text(number, partial(str, f'document property "{name}"'), element.text or "")
        for number, element in enumerate(root.iter("{*}*"))
        if (name := str(element.tag).rpartition("}")[2]) and (element.text or "").strip()
    ]


def _text(story: Story, element: Element, order: int) -> Text:
    around: dict[str, Element] = {}
    holder = None
    for each in element.iterancestors(*_HOLDERS, TABLE, ROW):
        around.setdefault(str(each.tag), each)
        if holder is None and each.tag in _HOLDERS:
            holder = each
    place = partial(_place, story, element)
    return Text(order, place, "", holder, around.get(TABLE), around.get(ROW), around.get(CELL))


def _place(story: Story, element: Element) -> str:
    return story.spot(element).where


def _collect(element: Element, text: Text, fields: OpenFields) -> None:
    """The words of a paragraph, without those of text boxes in it, and what wraps them."""
    for child in element:
        tag = child.tag
        if tag in _WORDS:
            text.words += child.text or ""
        elif tag == f"{W}fldChar":
            text.wraps += fields.pass_sign(child, len(text.words))
        elif tag in _WITHOUT_WORDS:
            continue
        else:
            text.has_more = text.has_more or tag in _SEEN
            start = len(text.words)
            _collect(child, text, fields)
            if tag in _WRAPPERS:
                text.wraps.append(Wrap(_WRAPPERS[str(tag)], start, len(text.words), child))


def _attributes(story: Story, element: Element, order: int) -> Iterator[Text]:
    for key, value in element.attrib.items():
        words = str(value)
        if "{{" in words or "{%" in words:
            text = _text(story, element, order)
            text.words = words
            if element.tag in _OF_TABLES:
                text.attribute = "alternative text of the table"
            else:
                setting = "a setting that Word does not show as text"
                text.attribute = _ATTRIBUTES.get(str(key), setting)
            order += 1
            yield text
