"""Tables that are about something else: versions, sign-off, risks, money, questions, last year."""

import re
from collections.abc import Sequence
from datetime import date

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.cells import is_timescale
from toolkit.importing.plan.headings import is_earlier, named, normal
from toolkit.importing.plan.recognise.layouts import Context, filled_cells
from toolkit.values import timescales
from toolkit.word.reading.blocks import Row, Table

VERSIONS = "a list of versions"
SIGN_OFF = "a list of who signed"
RISKS = "a register of risks"
MONEY = "a budget"
QUESTIONS = "questions to fill in"
LAST_YEAR = "a review of an earlier year"

_ENOUGH = 0.6
_FEWEST_QUESTIONS = 3
_FEWEST_LABELS = 3
_MONEY = re.compile(r"-?[£$€]?\s?-?[\d,]+(?:\.\d\d)?[kKmM]?")


def other_kind(table: Table, title: str, context: Context) -> str:
    """What a table is that holds no actions, in words; "" where it may hold some.

    `title` is the heading that it is under.
    """
    rows = [row for row in table.rows if filled_cells(row)]
    if not rows:
        return ""
    heads = _headings(rows, context)
    words = {normal(text) for text in heads}
    if set(words) & set(context.mapping):
        return ""  # a person said what it holds
    fields = {
        name for text in heads if (found := named(text)) and found.sure for name in found.fields
    }
    is_work = bool(fields & {"action", "tasks", "method"}) and "lead" in fields
    if _are_risks(heads, title) and not fields & {"action", "tasks"}:
        return RISKS
    if not is_work:
        if _are_versions(words) or _are_versions(_labels(rows)):
            return VERSIONS
        if any(_are_signatures(each) for each in (words, _labels(rows))):
            return SIGN_OFF
        if _is_money(heads, rows, fields):
            return MONEY
    if _asks(rows):
        return QUESTIONS
    if is_review(title, context.first_year) and not _looks_ahead(rows, context.first_year):
        return LAST_YEAR
    return ""


def is_review(title: str, first_year: int | None) -> bool:
    """Whether a heading says that what follows is about what an earlier year came to."""
    words = set(normal(title).split())
    looks_back = bool(words & synonyms.LOOKING_BACK) or any(
        phrase in normal(title) for phrase in synonyms.EARLIER
    )
    return looks_back and is_earlier(title, first_year)


def _looks_ahead(rows: Sequence[Row], first_year: int | None) -> bool:
    """Whether most days that a table names are in the plan's own time."""
    texts = [cell.own_text for row in rows[1:] for cell in filled_cells(row)]
    days = [day for text in texts if is_timescale(text) and (day := timescales.parse(text).due)]
    ahead = sum(first_year is not None and day >= date(first_year, 4, 1) for day in days)
    return bool(days) and ahead * 2 >= len(days)


def _headings(rows: Sequence[Row], context: Context) -> list[str]:
    """The words of the first row that may be a heading row."""
    for row in rows[:3]:
        texts = [" ".join(cell.own_text.split()) for cell in filled_cells(row)]
        if len(texts) > 1:
            return texts
    return []


def _labels(rows: Sequence[Row]) -> set[str]:
    """The words of the first column, where the table has one of labels beside their answers."""
    if any(len(filled_cells(row)) > 2 for row in rows) or len(rows) < _FEWEST_LABELS:
        return set()
    return {normal(row.cells[0].own_text) for row in rows if row.cells}


def _are_versions(words: set[str]) -> bool:
    return bool(words & synonyms.VERSION_NUMBERS) and len(words & synonyms.VERSION_FACTS) >= 2


def _are_signatures(words: set[str]) -> bool:
    return bool(words & synonyms.SIGN_OFF) and bool(words & synonyms.SIGNED_BY)


def _are_risks(heads: Sequence[str], title: str) -> bool:
    words = [set(normal(text).split()) for text in heads]
    levels = sum(bool(each & synonyms.RISK_LEVELS) for each in words)
    names = any(each & {"risk", "risks", "hazard", "threat"} for each in words[:3])
    registered = "risk" in normal(title) or "risks" in normal(title)
    return levels > 0 and (names or registered) and (levels > 1 or registered or names)


def _is_money(heads: Sequence[str], rows: Sequence[Row], fields: set[str]) -> bool:
    """Whether a table is a budget: columns of money under headings that name no work."""
    if fields & {"action", "tasks", "timescale"}:
        return False
    named_money = sum(bool(set(normal(text).split()) & synonyms.MONEY_WORDS) or "£" in text
                      for text in heads)  # fmt: skip
    cells = [cell.own_text.strip() for row in rows[1:] for cell in filled_cells(row)[1:]]
    amounts = sum(bool(_MONEY.fullmatch(text)) for text in cells)
    return named_money > 0 and bool(cells) and amounts >= _ENOUGH * len(cells)


def _asks(rows: Sequence[Row]) -> bool:
    """Whether a column beside the first one asks something in most of its rows."""
    columns = {cell.column for row in rows for cell in row.cells} - {0}
    for column in columns:
        texts = [
            text
            for row in rows
            for cell in row.cells
            if cell.column == column and (text := cell.own_text.strip())
        ]
        asking = sum(text.endswith("?") for text in texts)
        if asking >= _FEWEST_QUESTIONS and asking >= _ENOUGH * len(texts):
            return True
    return False
