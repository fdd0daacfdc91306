"""Which indicator or area of the board a label names."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from operator import eq
from typing import TypeVar

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator
from toolkit.measures.units import PERCENT, base_of
from toolkit.values import choices
from toolkit.values.text import folded

_SPELT_ALIKE = 0.85
_FEWEST_WORDS = 3
# Not "to", "from", "in", "with": they may turn a measure round.
_SMALL_WORDS = frozenset(("a", "an", "and", "are", "of", "that", "the", "is", "were", "for"))
_PERCENT_WORDS = frozenset(("percent", "percentage", "proportion"))
_NUMBER_WORDS = frozenset(("number", "count"))

Item = TypeVar("Item")


class Measure(Enum):
    """Which part of a figure a row or column holds."""

    VALUE = "the value"
    COUNT = "the number"
    PERCENT = "the percentage"
    RATE = "the rate"
    NUMERATOR = "the numerator"
    DENOMINATOR = "the denominator"


MEASURES = {
    **dict.fromkeys(("number", "count", "num of cases"), Measure.COUNT),
    **dict.fromkeys(("percent", "percentage", "proportion"), Measure.PERCENT),
    **dict.fromkeys(("rate", "rate per 1000", "rate per 10000", "rate per 100000"), Measure.RATE),
    **dict.fromkeys(("rate per 1 000", "rate per 10 000", "rate per 10k"), Measure.RATE),
    **dict.fromkeys(("numerator", "num"), Measure.NUMERATOR),
    **dict.fromkeys(("denominator", "denom", "den", "out of", "cohort"), Measure.DENOMINATOR),
}

_KINDS = {
    **dict.fromkeys(("england", "national", "eng"), choices.ENGLAND),
    **dict.fromkeys(("region", "regional"), choices.REGION),
    **dict.fromkeys(("neighbours", "statistical neighbours", "sn", "sns"), choices.NEIGHBOURS),
    **dict.fromkeys(("stat neighbours", "statistical neighbour", "neighbour"), choices.NEIGHBOURS),
    "similar areas": choices.NEIGHBOURS,
}

# The nine regions of England by which official statistics are given.
_REGIONS = (
    *("north east", "north west", "yorkshire and the humber", "yorkshire and humber"),
    *("east midlands", "west midlands", "east of england", "london", "south east", "south west"),
)


def normal(text: str) -> str:
    """A label in small letters, its punctuation gone; "%" is a word."""
    text = text.casefold().replace("\u2019", "").replace("'", "").replace("%", " percent ")
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


@dataclass(frozen=True)
class Match:
    """The indicator that a label names, and how that was found."""

    indicator: Indicator
    how: str


@dataclass(frozen=True)
class AreaLabel:
    """An area that a label names, and which part of a figure it goes on to name."""

    area: str
    measure: Measure


class Labels:
    """The indicators and areas of a board, to be found by the words of old scorecards."""

    def __init__(self, board: Board) -> None:
        self.own_area = next(iter(board.areas_of_kind(choices.OUR_AREA)), "")
        self._codes = _unique((folded(item.code), item) for item in board.indicators)
        self._titles = _unique((normal(item.title), item) for item in board.indicators)
        self._by_unit: dict[str, dict[int, list[tuple[tuple[str, ...], Indicator]]]] = {}
        for item in board.indicators:
            words = _telling(normal(item.title), item.unit)
            if words:
                by_length = self._by_unit.setdefault(item.unit, {})
                by_length.setdefault(len(words), []).append((words, item))
        self._areas = _unique((normal(area.name), area.name) for area in board.areas)
        self._kinds: dict[str, str] = {}
        for kind in (choices.ENGLAND, choices.REGION, choices.NEIGHBOURS):
            names = board.areas_of_kind(kind)
            if len(names) == 1:
                self._kinds[kind] = names[0]
        self._matches: dict[str, Match | None] = {}

    def by_code(self, text: str) -> Match | None:
        """The indicator of that code; None where no or several have it."""
        item = self._codes.get(folded(text))
        return Match(item, f"indicator {item.code}, by its code") if item else None

    def indicator(self, text: str) -> Match | None:
        """The indicator that a label names by code, by title, or by clear likeness."""
        if text not in self._matches:
            self._matches[text] = self._indicator(text)
        return self._matches[text]

    def _indicator(self, text: str) -> Match | None:
        words = normal(text)
        first, _, rest = text.strip().partition(" ")
        exact = self._titles.get(words) if words else None
        if exact:
            return Match(exact, f"indicator {exact.code}, by its title")
        found = self.by_code(text)
        if found is None and rest and any(sign.isdigit() for sign in first):
            coded = self.by_code(first.rstrip(":.-"))
            # A running number before a title is no code.
            found = coded if coded and not first.rstrip(":.-").isdigit() else None
        return found or self._like(words)

    def _like(self, words: str) -> Match | None:
        """The one title with the same words in the same order; small words and slips apart.

        One more or one other word may turn a measure into its opposite, so that is not enough.
        """
        alike = []
        for unit, by_length in self._by_unit.items():
            telling = _telling(words, unit)
            titles = by_length.get(len(telling), ())
            alike += [item for other, item in titles if _same_words(telling, other)]
        if len(alike) != 1:
            return None
        return Match(alike[0], f"indicator {alike[0].code}, by likeness to its title")

    def area(self, text: str) -> AreaLabel | None:
        """The area that a label names, alone or with the part of a figure: "England rate"."""
        words = normal(text)
        if name := self._named(words):
            return AreaLabel(name, Measure.VALUE)
        parts = words.split()
        for length in range(len(parts) - 1, 0, -1):
            rest = " ".join(parts[length:])
            name = self._named(" ".join(parts[:length]))
            measure = Measure.VALUE if rest in ("average", "avg", "mean") else MEASURES.get(rest)
            if name and measure:
                return AreaLabel(name, measure)
        return None

    def is_unlisted_area(self, text: str) -> bool:
        """Whether a label begins with an area of England that the board does not list."""
        words = normal(text)
        return self.area(text) is None and any(
            f"{words} ".startswith(f"{name} ") for name in (*_KINDS, *_REGIONS)
        )

    def _named(self, words: str) -> str:
        return self._areas.get(words) or self._kinds.get(_KINDS.get(words, ""), "")


def _unique(pairs: Iterable[tuple[str, Item]]) -> dict[str, Item]:
    """Things by their names, without those that share one."""
    found: dict[str, Item] = {}
    shared = set()
    for name, item in pairs:
        if name in found:
            shared.add(name)
        found[name] = item
    return {name: item for name, item in found.items() if name and name not in shared}


def _telling(words: str, unit: str) -> tuple[str, ...]:
    """The words of a title that tell it from others; () where too few, or of another unit."""
    parts = words.split()
    is_share = base_of(unit) is not None
    if (
        (unit != PERCENT and not _PERCENT_WORDS.isdisjoint(parts))
        or (is_share and not _NUMBER_WORDS.isdisjoint(parts))
        or (not is_share and "rate" in parts)
    ):
        return ()
    left_out = _SMALL_WORDS | _PERCENT_WORDS | _NUMBER_WORDS | {"rate"}
    telling = tuple(part for part in parts if part not in left_out)
    return telling if len(telling) >= _FEWEST_WORDS else ()


def _same_words(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    alike = sum(map(eq, words, others))
    if (len(words) - alike) * 3 > len(words):
        return False
    return all(one == other or _slip(one, other) for one, other in zip(words, others, strict=True))


def _slip(word: str, other: str) -> bool:
    """Whether one word is the other misspelt: "known" is not "unknown", nor 4 a slip of 5."""
    if word[0] != other[0] or any(sign.isdigit() for sign in word + other):
        return False
    return difflib.SequenceMatcher(None, word, other).ratio() >= _SPELT_ALIKE
