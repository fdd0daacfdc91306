"""Timescales in words: dates, recurrences, durations and open ends that a plan prints.

A timescale is read line by line into parts, each of one kind. What a part leaves open is
left open: "3 months" names no date until someone says what it counts from, and "end of
March" none until the plan's period says which March.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from toolkit.values.dates_in_words import DASH
from toolkit.values.durations_in_words import BASE
from toolkit.values.timescale_parts import Part, Span, Timescale, TimescaleKind
from toolkit.values.timescale_tokens import Token, tokens_of

_DATES = (TimescaleKind.DATE, TimescaleKind.MONTH, TimescaleKind.PERIOD)
_FROM = re.compile(r"\b(?:from|since|starting|commencing|beginning)(?: in| on)?\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|to|up to|through to)\s*$", re.IGNORECASE)
_ONWARDS = re.compile(r"^\s*(?:onwards?|and beyond)\b", re.IGNORECASE)
_NEAR = re.compile(rf"^[\s,;:({DASH}]*(?:(?:and|then|and then|&)\s+)?$", re.IGNORECASE)
_RANGE = re.compile(rf"^\s*(?:[{DASH}]|to|until|till|through to)\s*$", re.IGNORECASE)
_WHOLE_YEAR = re.compile(
    r"\s*(?:by|in|during|throughout|for)?\s*(?:the )?(?:end(?: of)?|year)?\s*$", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\(?\s*\b(?P<words>(?:subject to|depend(?:ent|ing) (?:up)?on|conditional (?:up)?on|pending"
    r"|provided that|if|once|when|unless)\b[^.;()\n]*[^.;()\s])",
    re.IGNORECASE,
)
_UNREAD = re.compile(
    r"\b(?:by|the|end|of|in|to|on|at|and|from|until|till|within|for|during|mid|early|late|then"
    r"|minimum|at least|up)\b|[^\w£%/&]+",
    re.IGNORECASE,
)
# A line of a timescale is short; what comes after this many characters is prose.
_LONGEST_LINE = 2_000


def parse(text: str, within: Span | None = None) -> Timescale:
    """What the words say; empty where there are none.

    A month without a day counts as its last day, a quarter, term, season or year likewise.
    A two-digit year lies in 2000-2099. Quarters are those of the financial year. `within` is
    the plan's period: it gives a month, quarter or term printed without a year its own.
    """
    parts: list[Part] = []
    unread: list[str] = []
    lines = [line.strip() for line in text.split("\n")]
    for item, line in enumerate(filter(None, lines)):
        found, left = _line(line[:_LONGEST_LINE], within)
        parts += [replace(part, item=item) for part in found]
        unread.append(left)
    condition = _CONDITION.search(text[:_LONGEST_LINE])
    rest = " ".join(filter(None, unread))
    return Timescale(tuple(parts), condition["words"] if condition else "", rest)


def _line(line: str, within: Span | None) -> tuple[list[Part], str]:
    """The parts of one line, and its words that no part takes."""
    found = [token for token in tokens_of(line, within) if token.part]
    parts = list(_joined(line, found))
    condition = _CONDITION.search(line)
    taken = [(token.start, token.end) for token in found]
    taken += [condition.span()] if condition else []
    taken += [
        (token.end, token.end + base.end())
        for token in found
        if token.part and token.part.kind is TimescaleKind.DURATION
        and (base := BASE.match(line[token.end :]))
    ]  # fmt: skip
    left, place = "", 0
    for start, end in sorted(taken):
        left += line[place : max(start, place)] + " "
        place = max(place, end)
    left += line[place:]
    unread = " ".join(left.split()) if _UNREAD.sub("", left) else ""
    return parts or [Part(TimescaleKind.TEXT, line)], unread


def _joined(line: str, tokens: list[Token]) -> Iterator[Part]:
    """The parts of a line: dates with the open ends and recurrences that belong to them."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        part, after = token.part, tokens[place + 1] if place + 1 < len(tokens) else None
        gap = line[token.end : after.start] if after else line[token.end :]
        before = line[: token.start]
        place += 1
        if part is None:
            continue
        dated = part.start is not None and part.kind in _DATES
        following = after.part if after else None
        if dated and following and following.kind is TimescaleKind.ONGOING and _NEAR.match(gap):
            yield replace(part, kind=TimescaleKind.ONGOING_FROM, by=None)
            place += 1
        elif dated and following and following.kind in _DATES and _RANGE.match(gap):
            yield Part(TimescaleKind.PERIOD, line[token.start : after.end if after else token.end],
                       start=part.start, by=following.by)  # fmt: skip
            place += 1
        elif (
            part.kind is TimescaleKind.ONGOING
            and following
            and following.kind in _DATES
            and (_UNTIL.search(gap) or _FROM.search(gap))
        ):
            is_end = bool(_UNTIL.search(gap))
            yield replace(
                following,
                kind=TimescaleKind.ONGOING_UNTIL if is_end else TimescaleKind.ONGOING_FROM,
                start=None if is_end else following.start,
                by=following.by if is_end else None,
            )
            place += 1
        elif dated and (_FROM.search(before) or _ONWARDS.match(line[token.end :])):
            yield replace(part, kind=TimescaleKind.ONGOING_FROM, by=None)
        elif part.kind is TimescaleKind.RECURRING and after and after.name == "year":
            yield replace(part, year=int(line[after.start : after.end]))
            place += 1
        elif token.name == "year" and not _WHOLE_YEAR.match(before):
            continue
        else:
            yield part
