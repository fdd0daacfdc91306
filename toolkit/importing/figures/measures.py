"""Which part of a figure a row or column holds, by its words."""

from enum import Enum


class Measure(Enum):
    """Which part of a figure a row or column holds."""

    VALUE = "the value"
    COUNT = "the number"
    PERCENT = "the percentage"
    RATE = "the rate"
    NUMERATOR = "the numerator"
    DENOMINATOR = "the denominator"


MEASURE_WORDS = {
    **dict.fromkeys(("number", "count", "num of cases"), Measure.COUNT),
    **dict.fromkeys(("percent", "percentage", "proportion"), Measure.PERCENT),
    **dict.fromkeys(("rate", "rate per 1000", "rate per 10000", "rate per 100000"), Measure.RATE),
    **dict.fromkeys(("rate per 1 000", "rate per 10 000", "rate per 10k"), Measure.RATE),
    **dict.fromkeys(("numerator", "num"), Measure.NUMERATOR),
    **dict.fromkeys(("denominator", "denom", "den", "out of", "cohort"), Measure.DENOMINATOR),
}
