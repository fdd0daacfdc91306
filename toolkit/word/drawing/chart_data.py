"""What a chart shows: figures under names, with words for those who cannot see it. No drawing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.values.alt_text import DrawingFault, checked_description, one_line
from toolkit.values.palette import INK, NAVY, RAG
from toolkit.word.drawing.drawing import Centimetres, checked_length, is_number

MOST_SERIES = 8
MOST_CATEGORIES = 1_000
LONGEST_TEXT = 32_767  # what a cell of the workbook holds

_NAMED: Mapping[str, str] = {
    "Navy": NAVY,
    "Ink": INK,
    **{rating: shade.fill for rating, shade in RAG.items()},
}
_HEXADECIMAL = re.compile(r"#?([0-9A-Fa-f]{6})")
_NUMBER_FORMAT = re.compile(
    r'General|(?:[£€$]|"[^"]{1,40}")*(?:#,##)?0(?:\.0{1,9})?(?:%|"[^"]{1,40}")*'
)


class ChartKind(StrEnum):
    """How the figures are drawn. Columns stand, bars lie."""

    LINE = "line"
    COLUMN = "column"
    BAR = "bar"
    STACKED_COLUMN = "stacked column"
    STACKED_BAR = "stacked bar"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of figures under one name, a value for each category; None is a gap, never nought.

    The colour is the name of a rating ("Red"), "Navy", "Ink" or hexadecimal RGB; without
    one, the series has the colour of its place.
    """

    name: str
    values: tuple[Decimal | None, ...]
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class ChartData:
    """The contents of a chart of one to eight series.

    The description is read out to those who cannot see the chart: a sentence of at most
    500 characters. The number format is one of Excel's plain ones: General, 0, 0.0,
    #,##0, 0%, or with words in quotes as in 0.0"%". Width and height are in centimetres.
    `unit` stands beside the axis of values, such as "Per 10,000 children".

    DrawingFault where there is nothing to draw, where a series has not as many values as
    there are categories, and for a value that is no number.
    """

    kind: ChartKind
    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str = "General"
    width: Centimetres = 16.0
    height: Centimetres = 8.0
    unit: str = ""

    def __post_init__(self) -> None:
        checked_description(self.description, "The chart")
        checked_length(self.width, "The chart's width")
        checked_length(self.height, "The chart's height")
        if not isinstance(self.kind, ChartKind):
            raise DrawingFault(f"The chart's kind must be one of: {', '.join(ChartKind)}.")
        _check_text(self.title, "The chart's title")
        if self.unit:
            _check_text(self.unit, "The chart's unit")
        number_format = self.number_format
        if not _NUMBER_FORMAT.fullmatch(number_format) or one_line(number_format) != number_format:
            raise DrawingFault(
                "The chart's number format is not one that a chart knows. "
                'Use one such as General, 0.0, #,##0, 0% or 0.0"%".'
            )
        _check_categories(self.categories)
        _check_series(self.series, len(self.categories))


def _check_text(text: str, what: str) -> None:
    if not isinstance(text, str) or not one_line(text):
        raise DrawingFault(f"{what} is blank. Give it words.")
    # Excel counts as UTF-16 does, in which an emoji is two.
    if len(one_line(text).encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise DrawingFault(
            f"{what} is longer than the {LONGEST_TEXT:,} characters that a cell holds. Shorten it."
        )


def _check_categories(categories: Sequence[str]) -> None:
    if not categories:
        raise DrawingFault("The chart has no categories. Give one for each point along its axis.")
    if len(categories) > MOST_CATEGORIES:
        raise DrawingFault(
            f"The chart has {len(categories):,} categories; nobody can read more than "
            f"{MOST_CATEGORIES:,}. Draw fewer."
        )
    for number, category in enumerate(categories, 1):
        _check_text(category, f"The chart's category {number}")


def _check_series(series: Sequence[Series], categories: int) -> None:
    if not 1 <= len(series) <= MOST_SERIES:
        raise DrawingFault(
            f"The chart has {len(series)} series; it takes from 1 to {MOST_SERIES}, "
            "which is what readers can tell apart."
        )
    for number, one in enumerate(series, 1):
        _check_text(one.name, f"The name of the chart's series {number}")
        if len(one.values) != categories:
            raise DrawingFault(
                f"The chart's series {number} has {len(one.values)} values for {categories} "
                "categories. Give a value, or None, for each."
            )
        for place, value in enumerate(one.values, 1):
            if value is not None and not is_number(value):
                raise DrawingFault(
                    f"The chart's series {number} has no number as its value {place}. "
                    "Give a number, or None where there is none."
                )
        if one.colour is not None:
            colour_of(one.colour, number)
    if len({one_line(one.name) for one in series}) < len(series):
        raise DrawingFault("Two series of the chart have the same name. Name each differently.")
    if all(value is None for one in series for value in one.values):
        raise DrawingFault("The chart has no value at all. Say so in words instead.")


def colour_of(name: str, series: int) -> str:
    """The hexadecimal RGB, in capitals, of the colour that a series names; else DrawingFault."""
    found = _HEXADECIMAL.fullmatch(name)
    colour = found[1].upper() if found else _NAMED.get(name.strip().capitalize())
    if colour is None:
        raise DrawingFault(
            f"The colour of the chart's series {series} is unknown. "
            f"Use {', '.join(_NAMED)} or six hexadecimal digits."
        )
    return colour
