"""How a value is printed in the text of a run: in words, cleaned and escaped."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from jinja2 import Undefined
from markupsafe import Markup, escape

from toolkit.values.cleaning import SUSPECT, clean
from toolkit.values.missing import plain
from toolkit.values.text import day_in_words
from toolkit.word.drawing.drawing import Drawable
from toolkit.word.package.origins import marked
from toolkit.word.values.blocks import Blocks, Rich
from toolkit.word.values.figure import Count, Figure

LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_NOT_AS_IT_IS = re.compile(f"[&<>\"'\n\t]|{SUSPECT}")
# What is in a run until render.py puts the drawing of that identity there.
DRAWING = "drawing"


def printed(value: object) -> object:
    """A value as it stands in the text of a run: escaped, cleaned, never "None"."""
    kind = type(value)
    if kind is str:
        return escaped_text(cast(str, value))
    if kind is Figure or kind is Count:
        return Markup(marked(escaped_text(str(value)), id(value)))  # noqa: S704 (escaped)
    if isinstance(value, Drawable):
        return Markup(f"<?{DRAWING} {id(value)}?>")  # noqa: S704 (a number)
    words = in_words(value)
    return escaped_text(words) if type(words) is str else words


def escaped_text(text: str) -> Markup:
    """A text as XML, with Word's own line breaks and tabs."""
    return Markup(escaped_words(text))  # noqa: S704 (escaped)


def escaped_words(text: str) -> str:
    """The same as a plain text, for what joins it and asks no more: that is quicker."""
    if not _NOT_AS_IT_IS.search(text):
        return text
    # Escaped here and not left to the environment: a template could switch that off.
    return str(escape(clean(text))).replace("\n", LINE_BREAK).replace("\t", TAB)


def in_words(value: object) -> object:
    """Dates and numbers as a person writes them; other values as they are."""
    if value is None:
        return ""
    if isinstance(value, Rich | Blocks):
        return str(value)
    if isinstance(value, datetime):
        time = f", {value:%H:%M}" if (value.hour, value.minute) != (0, 0) else ""
        return day_in_words(value) + time
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def words_of(value: object) -> str:
    """A value as plain text, not escaped; a field that is not there fails here."""
    return str(value) if isinstance(value, Undefined) else str(in_words(value))
