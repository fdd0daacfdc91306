"""What calls, filters and signs give: paid for, and no longer than a document needs."""

from collections.abc import Iterable
from typing import Any, NoReturn

from jinja2.exceptions import SecurityError

from toolkit.word.sandbox.limits import spend, spend_on_text

LONGEST_TEXT = 1_000_000
_LONGEST_NUMBER = 1_000  # in bits


def times(given: Iterable[object]) -> int:
    """How often a text is gone through for the texts that a filter or method is given."""
    return 1 + sum(len(arg) for arg in given if isinstance(arg, str)) // 8


def charged(result: Any) -> Any:
    """A result, paid for."""
    if isinstance(result, str):
        spend_on_text(len(result))
    elif isinstance(result, list | tuple):
        spend(len(result))
    return small(result)


def small(value: Any) -> Any:
    """A value, refused where it is an enormous number."""
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        raise SecurityError("a tag makes a number longer than any document needs")
    return value


def bounded(value: Any) -> Any:
    """A value, refused where it is an enormous text or list."""
    if isinstance(value, str | list | tuple) and len(value) > LONGEST_TEXT:
        too_long()
    return value


def too_long() -> NoReturn:
    """Refuse a tag whose text is longer than any document needs."""
    raise SecurityError("a tag makes a text longer than any document needs")
