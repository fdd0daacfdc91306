"""Labels as they are compared, and the marks of notes on them."""

import re

RAISED = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
"""Raised digits, the marks of numbered notes."""
SIGNS = "*\u2020\u2021\u00a7#"
"""Signs that mark a note."""
_MARKS = re.compile(rf"(?<=[\w)%.\]])\s?([{re.escape(SIGNS)}{RAISED}]+)\s*$")


def normal(text: str) -> str:
    """A label in small letters, its punctuation gone; "%" is a word."""
    text = text.casefold().replace("\u2019", "").replace("'", "").replace("%", " percent ")
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


def marks_of(text: str) -> str:
    """The marks of notes at the end of a label: "*" of "Contacts*"; "" where there are none."""
    match = _MARKS.search(text)
    return match[1] if match else ""


def without_marks(text: str) -> str:
    """A label without the marks of notes at its end."""
    return _MARKS.sub("", text)
