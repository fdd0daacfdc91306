"""Figures that know where they come from: text and numbers with an origin."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Origin:
    """The record and the field that a printed figure was taken or worked out from.

    `record` is an ID such as "A-0001", an indicator's code, a priority's reference, or
    "plan" for the whole of it. The cell is looked up from it when somebody asks.
    """

    record: str
    field: str
    status: str = ""


class Figure(str):
    """A figure or date as it is printed. To a template it is text like any other.

    What a template makes of it (upper case, a part of it) is plain text again.
    """

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, record: str, field: str, status: str = "") -> Self:
        figure = super().__new__(cls, text)
        figure.origin = Origin(record, field, status)
        return figure

    def __reduce__(self) -> tuple[object, ...]:
        origin = self.origin
        return Figure, (str(self), origin.record, origin.field, origin.status)


class Count(int):
    """A whole number of things; a template can compare and add it, and prints its digits."""

    origin: Origin

    def __new__(cls, number: int, record: str, field: str, status: str = "") -> Self:
        count = super().__new__(cls, number)
        count.origin = Origin(record, field, status)
        return count

    def __reduce__(self) -> tuple[object, ...]:
        origin = self.origin
        return Count, (int(self), origin.record, origin.field, origin.status)
