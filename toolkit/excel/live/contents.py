"""Contents on their way into cells, so that Excel takes each for what it is."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from toolkit.excel.live.looks import TEXT_FORMAT
from toolkit.excel.live.program import Range
from toolkit.workbook.cell_xml import content_is_sound, storable


def typed(place: Range, rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows of contents for a range, so that a text is taken for a text."""

    @cache
    def is_text_column(column: int) -> bool:
        return place[:, column].number_format == TEXT_FORMAT

    def text_typed(column: int, content: str) -> str:
        text = storable(content)
        if not _taken_for_more().match(text):
            return text
        as_it_is = not text.startswith("'") and is_text_column(column)
        return text if as_it_is else f"'{text}"

    def one(column: int, content: Any) -> Any:
        match content:
            case str():
                return text_typed(column, content)
            case Decimal():
                return float(content)
            case datetime():
                return content
            case date() if content_is_sound(content, epoch_1904=False):
                return datetime(content.year, content.month, content.day)  # noqa: DTZ001
            case date():
                return f"'{content.isoformat()}"
            case _:
                return content

    return [[one(column, content) for column, content in enumerate(row)] for row in rows]


@cache
def _taken_for_more() -> re.Pattern[str]:
    """Texts that Excel takes for a formula, a number, a date or a truth value."""
    return re.compile(r"[=+\-@'#(£$€%.\s]|.*\d|(?:true|false)\s*$", re.IGNORECASE | re.DOTALL)
