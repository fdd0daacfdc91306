"""Which indicator or area of the board a label names."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import eq
from typing import TypeVar

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator
from toolkit.importing.figures.english_places import NATIONS, REGIONS
from toolkit.importing.figures.measures import MEASURE_WORDS, Measure
from toolkit.importing.figures.normal import normal, without_marks
from toolkit.importing.figures.unit_words import split_unit
from toolkit.importing.figures.word_map import NO_MAP, WordMap
from toolkit.measures.units import NUMBER, PERCENT, base_of
from toolkit.values import choices
from toolkit.values.text import folded, nearest

_SPELT_ALIKE = 0.85
_FEWEST_WORDS = 3
# Not "to", "from", "in", "with": they may turn a measure round.
_SMALL_WORDS = frozenset(("a", "an", "and", "are", "of", "that", "the", "is", "were", "for"))
_PERCENT_WORDS = frozenset(("percent", "percentage", "proportion"))
_NUMBER_WORDS = frozenset(("number", "count"))
_CODE_IN_BRACKETS = re.compile(r"(?P<title>.+?)\s*[(\[](?P<code>[^()\[\]]*\d[^()\[\]]*)[)\]]")

Item = TypeVar("Item")


_KINDS = {
    **dict.fromkeys(("england", "national", "eng"), choices.ENGLAND),
    **dict.fromkeys(("region", "regional"), choices.REGION),
    **dict.fromkeys(("neighbours", "statistical neighbours", "sn", "sns"), choices.NEIGHBOURS),
    **dict.fromkeys(("stat neighbours", "statistical neighbour", "neighbour"), choices.NEIGHBOURS),
    "similar areas": choices.NEIGHBOURS,
    **dict.fromkeys(("our area", "ours"), choices.OUR_AREA),
}
_AVERAGE = ("average", "avg", "mean")


@dataclass(frozen=True)
class Match:
    """The indicator that a label names, how that was found, and which part of it it names."""

    indicator: Indicator
    how: str
    measure: Measure = Measure.VALUE


@dataclass(frozen=True)
class AreaLabel:
    """An area that a label names, and which part of a figure it goes on to name."""

    area: str
    measure: Measure


class Labels:
    """The indicators and areas of a board, to be found by the words of old scorecards."""

    def __init__(self, board: Board, word_map: WordMap = NO_MAP) -> None:
        self.word_map = word_map
        self.own_area = next(iter(board.areas_of_kind(choices.OUR_AREA)), "")
        self._parts_of_ours = board.areas_of_kind(choices.PART_OF_OURS)
        self.areas = tuple(area.name for area in board.areas if area.name)
        self.titles = {item.title: item.code for item in board.indicators if item.title}
        self._codes = _unique((folded(item.code), item) for item in board.indicators)
        self._titles = _unique(
            (name, item)
            for item in board.indicators
            for name in {normal(name) for name in (item.title, *item.also_called)}
        )
        self._by_unit: dict[str, dict[int, list[tuple[tuple[str, ...], Indicator]]]] = {}
        for item in board.indicators:
            words = _telling(normal(item.title), item.unit)
            if words:
                by_length = self._by_unit.setdefault(item.unit, {})
                by_length.setdefault(len(words), []).append((words, item))
        self._areas = _unique((normal(area.name), area.name) for area in board.areas)
        self._kinds: dict[str, str] = {}
        for kind in (choices.OUR_AREA, choices.ENGLAND, choices.REGION, choices.NEIGHBOURS):
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
        text = without_marks(text)
        found = self._by_title(text) or self.by_code(text) or self._by_code_and_title(text)
        return found or self._like(normal(text))

    def _by_title(self, text: str) -> Match | None:
        words = normal(text)
        exact = self._titles.get(words) if words else None
        if exact:
            return Match(exact, f"indicator {exact.code}, by its title")
        base, unit = split_unit(text)
        exact = self._titles.get(normal(base)) if unit else None
        if exact is None:
            return None
        if unit == exact.unit or (unit == "rate" and base_of(exact.unit) and exact.unit != PERCENT):
            return Match(exact, f"indicator {exact.code}, by its title and unit")
        if unit == NUMBER and base_of(exact.unit):
            return Match(exact, f"the count of indicator {exact.code}", Measure.COUNT)
        return None

    def _by_code_and_title(self, text: str) -> Match | None:
        """Of "CP06: Second plans" or "Second plans (CP06)", unless the two do not go together."""
        first, _, rest = text.strip().partition(" ")
        first = first.rstrip(":.-")
        rest = rest.lstrip(":.-\u2013 ")
        # A running number before a title is no code.
        coded = None
        if rest and any(sign.isdigit() for sign in first) and not first.isdigit():
            coded = self.by_code(first)
        behind = _CODE_IN_BRACKETS.fullmatch(text.strip())
        if coded is None and behind:
            coded, rest = self.by_code(behind["code"]), behind["title"]
        titled = self._by_title(rest) if coded else None
        if coded is None or (titled and titled.indicator is not coded.indicator):
            return None
        unit = split_unit(rest)[1]
        own = coded.indicator.unit
        if not titled and unit and unit != own and not (unit == "rate" and base_of(own)):
            return None
        return Match(coded.indicator, coded.how, titled.measure if titled else Measure.VALUE)

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
        if name := self.named_area(words):
            return AreaLabel(name, Measure.VALUE)
        parts = words.split()
        for length in range(len(parts) - 1, 0, -1):
            rest = " ".join(parts[length:])
            name = self.named_area(" ".join(parts[:length]))
            measure = Measure.VALUE if rest in _AVERAGE else MEASURE_WORDS.get(rest)
            if name and measure:
                return AreaLabel(name, measure)
        return None

    def named_area(self, words: str) -> str:
        """The listed area of that name, or of that kind where there is one; "" for none."""
        return self._areas.get(words) or self._kinds.get(_KINDS.get(words, ""), "")

    def is_unlisted_area(self, text: str) -> bool:
        """Whether a label begins with an area of England that the board does not list."""
        words = normal(text)
        return self.area(text) is None and any(
            f"{words} ".startswith(f"{name} ") for name in (*_KINDS, *NATIONS, *REGIONS)
        )

    def nearest_indicator(self, text: str) -> tuple[str, str]:
        """The title most like a label, and its code; "" where none is near."""
        title = nearest(split_unit(text)[0], list(self.titles))
        return (title, self.titles[title] or title) if title else ("", "")

    def knows(self, ours: str) -> bool:
        """Whether words are among those that this board has for indicators and areas."""
        return self.indicator(ours) is not None or self.area(ours) is not None

    def nearest_area(self, text: str) -> str:
        """The listed area that a label is part of, or is most like; "" where none is near."""
        words = set(normal(text).split())
        own = set(normal(self.own_area).split())
        parts = [area for area in self.areas if words and words <= set(normal(area).split()) - own]
        inside = [area for area in parts if area in self._parts_of_ours]
        for likely in (inside, parts):
            if len(likely) == 1:
                return likely[0]
        return nearest(text, self.areas) or ""

    def is_part_of_area_name(self, text: str) -> bool:
        """Whether a label says half the name of a listed area: "North" of "Ourshire North"."""
        words = set(normal(text).split())
        own = set(normal(self.own_area).split())
        return bool(words) and any(
            words < (name := set(normal(area).split())) and words <= name - own
            for area in self.areas
            if area != self.own_area
        )


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
