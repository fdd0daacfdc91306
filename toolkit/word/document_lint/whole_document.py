"""What a document says of itself: its title, its author, its language."""

import re

from toolkit.word.document_lint import rules
from toolkit.word.document_lint.found import DOCUMENT_PROPERTIES, WHOLE_DOCUMENT, Found
from toolkit.word.document_lint.words import TAG
from toolkit.word.reading.opened import Opened

_ESCAPED = re.compile(r"&(amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);")
_PERSONAL = re.compile(r"^[A-Za-z]:[\\/]|[\\/](users|home)[\\/]|^\\\\", re.IGNORECASE)


def title_and_authors(opened: Opened) -> Found:
    """The title, and what of persons and programs was left in the properties."""
    parts, place = opened.parts, opened.place(DOCUMENT_PROPERTIES)
    core = parts.parse(parts.core) if parts.core in parts.package else None
    words = {} if core is None else {
        str(element.tag).rpartition("}")[2]: (element.text or "").strip() for element in core.iter()
    }  # fmt: skip
    title = words.get("title", "")
    if not title:
        yield rules.NO_TITLE.at(place)
    elif _ESCAPED.search(title):
        yield rules.ESCAPED_TITLE.at(place)
    if any(TAG.search(text) for text in words.values()):
        yield rules.UNFILLED_TAG.at(place)
    if any(_PERSONAL.search(words.get(key, "")) for key in ("creator", "lastModifiedBy")):
        yield rules.PERSONAL_PATH.at(place)
    if "python-docx" in " ".join(words.values()):
        yield rules.LEFTOVER.at(place, what="The name")
    if any(part.startswith("docProps/thumbnail.") for part in parts.package.parts):
        yield rules.LEFTOVER.at(place, what="The small picture")


def language(opened: Opened) -> Found:
    """The language that programs read the text aloud in."""
    said = opened.styles.language
    if not said.casefold().startswith("en"):
        yield rules.NOT_ENGLISH.at(opened.place(WHOLE_DOCUMENT), language=said or "not set")
    elif said.casefold() != "en-gb":
        yield rules.OTHER_ENGLISH.at(opened.place(WHOLE_DOCUMENT), language=said)
