"""Timescales in words: what they leave open, and what does not belong in them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from toolkit.board.board import Board
from toolkit.board.plan import Action
from toolkit.checks.plan.texts import (
    WHAT_IS_DONE,
    is_ditto,
    is_placeholder,
    names_in,
    timescale_of,
    words_of,
)
from toolkit.results.results import Results
from toolkit.values import timescales
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.missing import Missing, known
from toolkit.values.text import day_in_words
from toolkit.values.timescale_parts import TimescaleKind

LEAD_IN_TIMESCALE = Rule(
    "PLAN-030",
    Severity.WARNING,
    "The timescale of action {action} includes a lead's name.",
    'Move the name to "Lead" or "Other leads".',
)
TIMESCALE_IN_LEAD = Rule(
    "PLAN-031",
    Severity.WARNING,
    "The lead of action {action} reads like a timescale.",
    'Type the lead\'s post here, and the timescale under "Timescale" or "Due".',
)
TIMESCALE_WITHOUT_DATE = Rule(
    "PLAN-032",
    Severity.WARNING,
    "The timescale of action {action} gives no date that can be tracked.",
    'Type a date under "Due", or say how often; if another plan sets the dates, ask for them.',
)
OPEN_ENDED = Rule(
    "PLAN-033",
    Severity.NOTE,
    "Action {action} has no start, end or regular interval, so it can never be late.",
    "Say when it will be reviewed, as in Review quarterly; otherwise leave it.",
)
DURATION_WITHOUT_START = Rule(
    "PLAN-034",
    Severity.WARNING,
    "The timescale of action {action} is a length of time that does not say when it starts.",
    'Type the day it begins under "Start", or the day it ends under "Due".',
)
MONTH_WITHOUT_YEAR = Rule(
    "PLAN-035",
    Severity.WARNING,
    "The timescale of action {action} names a month or term without its year.",
    'Add the year, or type the date under "Due".',
)
WORDS_AND_DATE = Rule(
    "PLAN-036",
    Severity.WARNING,
    "Action {action} is due {date}, which is not what its timescale says in words.",
    "Make them agree: papers print the words, and ratings follow the date.",
)
TIMESCALE_STYLE = Rule(
    "PLAN-037",
    Severity.NOTE,
    "The timescale of action {action} is written differently elsewhere: {usual}.",
    "Write them all the same way; nothing else needs to change.",
)
TWICE_OR_EVERY_TWO = Rule(
    "PLAN-038",
    Severity.NOTE,
    '"{heading}" of action {action} says bi-annual, bi-monthly or bi-weekly, which can mean '
    "two things.",
    "Write what you mean, such as Half-yearly, Twice a year or Every two years.",
)
PAIRING_LOST = Rule(
    "PLAN-039",
    Severity.WARNING,
    "Action {action} has {lines} lines of tasks or method and {times} timescales, so nobody can "
    "tell which belongs to which.",
    "Give each task its timescale in the same order, or its own row.",
)
DATE_IN_WORDS = Rule(
    "PLAN-055",
    Severity.WARNING,
    "Action {action} has no date under Due; its timescale is read as {date}.",
    'Type {typed} under "Due" if that is right; until then ratings follow it.',
)


def _only_worded(board: Board) -> Iterator[Action]:
    """Open actions whose date is in the words of their timescale, if anywhere."""
    for action in board.actions:
        undated = action.due is Missing.BLANK and action.revised_due is Missing.BLANK
        words = action.timescale
        if action.is_open and undated and words and not (is_placeholder(words) or is_ditto(words)):
            yield action


def date_in_words(board: Board, results: Results) -> Iterator[Finding]:
    """A date that was understood from words, for somebody to confirm."""
    for action in _only_worded(board):
        if action.due_in_words is not None:
            yield DATE_IN_WORDS.at(
                action.source.cell("due"),
                action=action.name,
                date=day_in_words(action.due_in_words),
                typed=f"{action.due_in_words:%d/%m/%Y}",
            )


def says_no_date(board: Board, results: Results) -> Iterator[Finding]:
    """Words that cannot be followed: neither a date, nor a duration, nor how often."""
    for action in _only_worded(board):
        if not timescale_of(action, board).says_when:
            yield TIMESCALE_WITHOUT_DATE.at(action.source.cell("timescale"), action=action.name)


def open_ended(board: Board, results: Results) -> Iterator[Finding]:
    """Work without a start, an end or a regular interval, so that it is never late."""
    for action in _only_worded(board):
        kinds = {part.kind for part in timescale_of(action, board).parts}
        if kinds == {TimescaleKind.ONGOING}:
            yield OPEN_ENDED.at(action.source.cell("timescale"), action=action.name)


def no_base(board: Board, results: Results) -> Iterator[Finding]:
    """A duration that counts from no day."""
    for action in _only_worded(board):
        if action.start is Missing.BLANK and timescale_of(action, board).asks_for_base:
            yield DURATION_WITHOUT_START.at(action.source.cell("timescale"), action=action.name)


def no_year(board: Board, results: Results) -> Iterator[Finding]:
    """A month without a year, in a plan whose period does not settle it."""
    for action in _only_worded(board):
        if timescale_of(action, board).asks_for_year:
            yield MONTH_WITHOUT_YEAR.at(action.source.cell("timescale"), action=action.name)


def words_and_date(board: Board, results: Results) -> Iterator[Finding]:
    """A due date that is none of the dates its timescale names."""
    for action in board.actions:
        due = known(action.due)
        if due is None or not action.timescale:
            continue
        dated = [part for part in timescale_of(action, board).parts if part.by]
        if dated and not any(part.by and (part.start or part.by) <= due <= part.by
                             for part in dated):  # fmt: skip
            yield WORDS_AND_DATE.at(
                action.source.cell("timescale"), action=action.name, date=day_in_words(due)
            )


def wrong_column(board: Board, results: Results) -> Iterator[Finding]:
    """A lead's name among the words of a timescale, or a timescale where a lead should be."""
    names = {name.casefold() for lead in board.leads for name in lead.names}
    for action in board.actions:
        unread = names_in(timescale_of(action, board).rest) if action.timescale else []
        if unread and all(name.strip(" .,;").casefold() in names for name in unread):
            yield LEAD_IN_TIMESCALE.at(action.source.cell("timescale"), action=action.name)
        if action.lead and action.lead.casefold() not in names:
            found = timescales.parse(action.lead)
            if found.says_when and not found.rest:
                yield TIMESCALE_IN_LEAD.at(action.source.cell("lead"), action=action.name)


def one_style(board: Board, results: Results) -> Iterator[Finding]:
    """One length of time written in several ways: "3 months", "3months", "3 months."."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Action] = {}
    for action in board.actions:
        for line in action.timescale.split("\n"):
            text = line.strip()
            if re.fullmatch(r"\d+\s*[a-z]+\s*\.?", text, re.IGNORECASE):
                folded = re.sub(r"[\s.]", "", text).casefold()
                written[folded][text] += 1
                if len(written[folded]) > 1:
                    first.setdefault(folded, action)
    for folded, action in first.items():
        yield TIMESCALE_STYLE.at(
            action.source.cell("timescale"),
            action=action.name,
            usual=written[folded].most_common(1)[0][0],
        )


_EITHER = re.compile(r"\bbi[ -]?(?:annual(?:ly)?|monthly|weekly)\b", re.IGNORECASE)


def twice_or_every_two(board: Board, results: Results) -> Iterator[Finding]:
    """Bi-annual and its like, which some read as twice a year and some as every two years."""
    for action in board.actions:
        for words in words_of(action, ("timescale", *WHAT_IS_DONE)):
            if _EITHER.search(words.text):
                yield TWICE_OR_EVERY_TWO.at(
                    action.source.cell(words.key), heading=words.heading, action=action.name
                )


def pairing(board: Board, results: Results) -> Iterator[Finding]:
    """Several timescales in one row that its tasks or methods do not tell apart.

    A timescale that says in words what it is for, as in "Phase 1 to July", needs no pairing.
    """
    for action in board.actions:
        times = [line for line in action.timescale.split("\n") if line.strip()]
        lines = max(len(action.tasks), len(action.method))
        if len(times) < 2 or lines < 2 or len(times) in (len(action.tasks), len(action.method)):
            continue
        bare = sum(1 for line in times if not timescales.parse(line).rest)
        if bare * 2 > len(times):
            yield PAIRING_LOST.at(
                action.source.cell("timescale"), action=action.name, times=len(times), lines=lines
            )


CHECKS = (
    date_in_words,
    says_no_date,
    open_ended,
    no_base,
    no_year,
    words_and_date,
    wrong_column,
    one_style,
    twice_or_every_two,
    pairing,
)
