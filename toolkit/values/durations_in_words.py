"""Lengths of time and recurrences in words: "within six weeks of", "twice a year", "monthly"."""

import re

from toolkit.values.timescale_parts import Length, Part, TimescaleKind

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
} | {"twelve": 12, "eighteen": 18, "once": 1, "twice": 2, "a": 1, "an": 1}
NUMBER = r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen"
TIMES_A_YEAR = {
    52: "weekly|every week|each week",
    26: "fortnightly|every fortnight|every (?:two|2) weeks",
    12: "monthly|every month|each month",
    6: "(?:two|2)[ -]monthly|bi[ -]?monthly|every (?:two|2) months",
    4: "quarterly|(?:each|every) quarter|(?:three|3)[ -]monthly|every (?:three|3) months",
    3: "(?:four|4)[ -]monthly|every (?:four|4) months|termly|(?:each|every) (?:school )?term",
    2: "half[ -]?yearly|(?:six|6)[ -]monthly|every (?:six|6) months|(?:bi|semi)[ -]?annual(?:ly)?"
    "|twice[ -]yearly",
    1: "annual(?:ly)?|yearly|(?:each|every) year|(?:twelve|12)[ -]monthly",
}
_PER = {"year": 1, "annum": 1, "term": 3, "quarter": 4, "month": 12, "week": 52}
_AT_LEAST = re.compile(r"\b(?:minimum(?: of)?|at least|no (?:less|fewer) than)\s*$", re.IGNORECASE)
BASE = re.compile(
    r"^\s*(?:of|after|from|following|post|since)\s+(?P<base>[^.;,()\n]*[^.;,()\s])", re.IGNORECASE
)
_EVERY = re.compile(r"\b(?:every|each)\s*$", re.IGNORECASE)


def recurrence(name: str, words: str, before: str) -> Part | None:
    """How often a year, by words that are one phrase ("recurring") or count times a unit."""
    at_least = bool(_AT_LEAST.search(before))
    if name == "recurring":
        for times, pattern in TIMES_A_YEAR.items():
            if re.fullmatch(pattern, words, re.IGNORECASE):
                return Part(TimescaleKind.RECURRING, words, times_a_year=times, at_least=at_least)
        return None
    first, *_, unit = words.casefold().split()
    number = _NUMBERS.get(first) or int(first)
    return Part(TimescaleKind.RECURRING, words, times_a_year=number * _PER[unit], at_least=at_least)


def duration(words: str, before: str, after: str) -> Part | None:
    """How long, and from what if the words after it say; None after "every"."""
    if _EVERY.search(before):
        return None
    number = re.findall(rf"(?:{NUMBER})", words, re.IGNORECASE)[-1].casefold()
    count = _NUMBERS.get(number) or int(number)
    unit = next(unit for unit in ("month", "week", "day", "year") if unit in words.casefold())
    if unit == "year":
        count, unit = count * 12, "month"
    if unit == "day" and "working" in words.casefold():
        unit = "working day"
    base = BASE.match(after)
    return Part(
        TimescaleKind.DURATION,
        words,
        length=Length(count, f"{unit}s"),
        base=base["base"] if base else "",
    )
