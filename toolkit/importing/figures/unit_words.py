"""Units in the words of people's tables: "(%)", "per 10k", "number", "rate"."""

import re

from toolkit.measures.units import MONEY, NUMBER, PERCENT

RATE = "rate"
"""A rate of which a label does not say what it is out of."""

_WORDS = {
    PERCENT: "%|percent|per cent|percentage|pct|% of total|percents",
    NUMBER: "number|no|no.|#|count|n|num|volume|numbers",
    "Per 1,000": "per 1,000|per 1000|per thousand|per 1k|rate per 1,000|rate per 1000",
    "Per 10,000": "per 10,000|per 10000|per 10k|rate per 10,000|rate per 10000|rate per 10k",
    "Per 100,000": "per 100,000|per 100000|per 100k|rate per 100,000|rate per 100000",
    "Days": "days|day|working days|no. of days",
    "Average": "average|mean|avg",
    MONEY: "£|gbp|pounds|cost|£s",
    RATE: "rate|rates",
}
_UNIT_OF = {word: unit for unit, words in _WORDS.items() for word in words.split("|")}
_IN_BRACKETS = re.compile(r"(?P<base>.+?)\s*[(\[](?P<unit>[^()\[\]]{1,40})[)\]]")
_BEHIND = re.compile(r"(?P<base>.+?)(?:\s*[,:]\s*|\s+[-\u2013]\s+)(?P<unit>[^,:]{1,24})")
_SIGN = re.compile(r"(?P<base>.+\w)\s*(?P<unit>%)")
_WHOM = re.compile(r"\s+(?:children|young people|population|under.?18s?|aged .*|of .*|0.1[78].*)$")


def unit_in(text: str) -> str:
    """The unit that words name, or `RATE`; "" where they name none."""
    words = " ".join(text.casefold().split())
    return _UNIT_OF.get(words) or _UNIT_OF.get(_WHOM.sub("", words), "")


def split_unit(text: str) -> tuple[str, str]:
    """A label without the unit at its end, and that; the label and "" where there is none."""
    text = text.strip()
    for pattern in (_IN_BRACKETS, _BEHIND, _SIGN):
        match = pattern.fullmatch(text)
        unit = unit_in(match["unit"]) if match else ""
        if match and unit:
            return match["base"], unit
    return text, ""
