"""The records of what went out of the office: the figures of each release."""

from dataclasses import dataclass

from toolkit.values.findings import Source
from toolkit.values.missing import Day


@dataclass(frozen=True, kw_only=True)
class ReleasedFigure:
    """A figure as a release first gave it, in words; hidden where `value` says so.

    What was hidden then is in `hidden`: its value, numerator and denominator. A release that
    gave nothing new has one row without an indicator.
    """

    release: str
    released_on: Day
    indicator: str
    area: str
    period: str
    value: str
    numerator: str
    denominator: str
    hidden: str = ""
    source: Source
