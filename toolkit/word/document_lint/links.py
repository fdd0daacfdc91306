"""Links and references: whether they lead somewhere, and what Word loads or may mix up."""

import re
from xml.etree import ElementTree

from toolkit.word.document_lint import rules
from toolkit.word.document_lint.found import Found
from toolkit.word.package.outside import place_of_part, reaches_outside
from toolkit.word.reading.opened import Opened, Story
from toolkit.word.reading.word_xml import WP, R, W

_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_LINK_FIELD = re.compile(r'^\s*(?:(?:PAGEREF|REF)\s+"?|HYPERLINK\s+\\l\s+"?)([^\s"]+)')
# Elements with a number or name of their own: what they are, and where it is said.
_NUMBERED = (
    ("A bookmark", f"{W}bookmarkStart", f"{W}name"),
    ("A comment", f"{W}commentReference", f"{W}id"),
    ("A picture or drawing", f"{WP}docPr", "id"),
    ("A content control", f"{W}sdtPr/{W}id", f"{W}val"),
)


def links(opened: Opened) -> Found:
    """Links to places and files, and the words that readers click."""
    marks = {
        mark.get(f"{W}name", "")
        for story in opened.printed
        for mark in story.root.iter(f"{W}bookmarkStart")
    }
    for story in opened.printed:
        for link in story.root.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor", "")
            is_inner = anchor and link.get(f"{R}id") is None
            if is_inner and anchor not in marks and anchor != "_top":
                yield rules.DEAD_ANCHOR.at(story.place(link))
            if _ADDRESS.fullmatch(story.text(link)):
                yield rules.BARE_ADDRESS.at(story.place(link))
        for field in story.root.iter(f"{W}instrText"):
            leads = _LINK_FIELD.match(field.text or "")
            if leads and leads[1] not in marks:
                yield rules.DEAD_ANCHOR.at(story.place(field))
        yield from _relationships(opened, story)


def _relationships(opened: Opened, story: Story) -> Found:
    known = opened.parts.links(story.part)
    for element in story.root.iter("{*}*"):
        for key, identity in element.attrib.items():
            if str(key).startswith(R) and identity:
                link = known.get(str(identity))
                is_there = link is not None and (
                    link.is_external or link.target in opened.parts.package or "#" in link.target
                )
                if not is_there:
                    yield rules.DEAD_RELATIONSHIP.at(story.place(element))


def what_is_loaded(opened: Opened) -> Found:
    """What Word fetches or runs when it opens the document."""
    package = opened.parts.package
    try:
        outside = reaches_outside({part: package.part(part) for part in package.parts})
    except ElementTree.ParseError:
        raise package.damaged() from None
    for reach in outside:
        yield rules.REACHES_OUTSIDE.at(opened.place(place_of_part(reach.part)), what=reach.what)


def doubled_numbers(opened: Opened) -> Found:
    """Numbers and names that two elements have."""
    for what, path, attribute in _NUMBERED:
        seen: set[str] = set()
        for story in opened.printed:
            for element in story.root.iterfind(f".//{path}"):
                number = element.get(attribute, "")
                if number and number in seen:
                    yield rules.DOUBLED_NUMBER.at(story.place(element), what=what)
                seen.add(number)
