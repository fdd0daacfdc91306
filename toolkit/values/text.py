"""Words about words: dates as people write them, nearest words, plurals."""

from collections.abc import Sequence
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
    import difflib

    folded = {word.casefold(): word for word in words}
    close = difflib.get_close_matches(text.casefold()[:80], folded, 1, _NEAR_ENOUGH)
    return folded[close[0]] if close else None


def nearest_named(text: str, words: Sequence[str]) -> str:
    """'; the nearest is "…"' with the nearest word, or "" where none is near."""
    word = nearest(text, words)
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
