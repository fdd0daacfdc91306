"""Words about words: dates as people write them, nearest words, plurals."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

_NEAR_ENOUGH = 0.6


def day_in_words(day: date) -> str:
    """A date as in 31 March 2027."""
    return f"{day.day} {day:%B} {day.year}"


def folded(words: str) -> str:
    """Words as they are compared: whatever their case and their spaces."""
    return " ".join(words.casefold().split())


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 day", "3 days"; `many` where an s does not do."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def nearest(text: str, words: Sequence[str]) -> str | None:
    """The listed word most like the text, whatever the case; None where none is near."""
    return _nearest(text, {word.casefold(): word for word in words})


def _nearest(text: str, by_folded: Mapping[str, str]) -> str | None:
    """What difflib's closest match is, without working out those that cannot be it."""
    import difflib

    matcher = difflib.SequenceMatcher()
    matcher.set_seq2(text.casefold()[:80])
    best, found = _NEAR_ENOUGH, None
    for word in by_folded:
        matcher.set_seq1(word)
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
            ratio = matcher.ratio()
            if ratio >= best and (found is None or (ratio, word) > (best, found)):
                best, found = ratio, word
    return None if found is None else by_folded[found]


class Guesses:
    """Guesses which word of one list is meant by texts that are not on it, for messages.

    A guess looks at every word, so long lists get none, nor do texts beyond the first
    `MOST_GUESSES`: a workbook that has so many was written for another list.
    """

    MOST_WORDS = 500
    MOST_GUESSES = 200

    def __init__(self, words: Iterable[str]) -> None:
        by_folded = {word.casefold(): word for word in words}
        self._words = by_folded if len(by_folded) <= self.MOST_WORDS else {}
        self._made: dict[str, str | None] = {}

    def named(self, text: str) -> str:
        """'; the nearest is "…"' with the nearest word, or "" where none is near."""
        if text not in self._made:
            if len(self._made) >= self.MOST_GUESSES:
                return ""
            self._made[text] = _nearest(text, self._words)
        return _named(self._made[text])


def nearest_named(text: str, words: Sequence[str]) -> str:
    """'; the nearest is "…"' with the nearest word, or "" where none is near."""
    return _named(nearest(text, words))


def _named(word: str | None) -> str:
    return f'; the nearest is "{word}"' if word else ""


def did_you_mean(text: str, words: Sequence[str]) -> str:
    """'; did you mean "…"?' with the nearest word, or "" where none is near."""
    word = nearest(text, words)
    return f'; did you mean "{word}"?' if word else ""


_MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """The number that a text of plain digits says; None for any other text, and for a huge one.

    "²" and "٣" are digits to Python, and thousands of nines a number: no file means them.
    """
    is_plain = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_plain else None
