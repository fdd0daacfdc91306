"""Values that may be missing, and why. A value is a Decimal or a Missing, never NaN."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias, TypeVar


class Missing(Enum):
    """Why there is no value, in words that fit after "is". None is ever zero, and none is red."""

    BLANK = "left empty"
    UNREADABLE = "unreadable"
    NOT_SUPPLIED = "not supplied"
    NOT_DUE = "not due yet"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"
    IMPOSSIBLE = "not possible as typed"
    UNDECIDED = "given twice by different sources"


Value: TypeAlias = Decimal | Missing
Day: TypeAlias = date | Missing

T = TypeVar("T")


def known(value: T | Missing) -> T | None:
    """The value itself, or None where it is missing."""
    return None if isinstance(value, Missing) else value


def plain(number: Decimal) -> str:
    """A number as a person writes it: no exponent, no trailing zeros after the point."""
    if not number:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
