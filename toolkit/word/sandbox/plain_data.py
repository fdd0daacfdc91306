"""What a context may hold: plain data, and values that leave marks where they are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from toolkit.word.drawing.drawing import Drawable
from toolkit.word.values.blocks import Blocks, Rich
from toolkit.word.values.figure import Count, Figure, Origin

_PLAIN = frozenset({
    str, int, bool, float, Decimal, date, datetime, type(None),
})  # fmt: skip


@dataclass(frozen=True)
class Marked:
    """The values of a context that `printed` leaves marks of, by the identity in the marks."""

    origins: Mapping[int, Origin]
    drawables: Mapping[int, Drawable]


def marked_in(context: object) -> Marked:
    """The figures, pictures and charts of a context.

    Raises TypeError unless all else in it is plain data, all the way down.
    """
    origins: dict[int, Origin] = {}
    drawables: dict[int, Drawable] = {}
    waiting = [context]
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind in _PLAIN:
            continue
        if kind is dict:
            waiting.extend(cast("dict[str, object]", value).values())
        elif kind is list or kind is tuple:
            waiting.extend(cast("list[object]", value))
        elif kind is Figure or kind is Count:
            origins[id(value)] = cast("Figure | Count", value).origin
        elif kind is Rich:
            waiting.extend(span.text for span in cast(Rich, value).spans)
        elif kind is Blocks:
            waiting.extend(paragraph.words for paragraph in cast(Blocks, value).paragraphs)
        elif isinstance(value, Drawable):
            drawables[id(value)] = value
        else:
            raise TypeError(f"a context holds plain data only, not {kind.__name__}")
    return Marked(origins, drawables)
