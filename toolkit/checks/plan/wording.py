"""What the words of a plan leave unsaid, promise and do not keep, or say in two ways."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from toolkit.board.board import Board
from toolkit.board.narrative import Block
from toolkit.board.plan import Action
from toolkit.checks.plan.texts import (
    PLANNED,
    WHAT_IS_DONE,
    Words,
    is_placeholder,
    span_of,
    words_of,
)
from toolkit.results.results import Results
from toolkit.values import timescales
from toolkit.values.findings import CellPlace, Finding, Rule, Severity
from toolkit.values.text import day_in_words, plural
from toolkit.values.timescale_parts import TimescaleKind

PLACEHOLDER = Rule(
    "PLAN-019",
    Severity.ERROR,
    '"{heading}" of action {action} has a placeholder.',
    "Type what you mean, or clear the cell until it is known.",
)
NOT_DECIDED = Rule(
    "PLAN-020",
    Severity.WARNING,
    "Action {action} says only that its work is still to be decided.",
    "Write what will be done, or the step that will decide it, with its lead and its date.",
)
POINT_FOR_COMMA = Rule(
    "PLAN-041",
    Severity.WARNING,
    "An amount in pounds has a point before three figures ({count} here): as written, it is "
    "a thousand times too small.",
    "Write thousands with a comma, as in £40,000.",
)
AMOUNT_MISSING = Rule(
    "PLAN-042",
    Severity.WARNING,
    "Action {action} asks for money without saying how much.",
    'Type the sum under "Resources", and who is asked for it.',
)
DUPLICATE_ROW = Rule(
    "PLAN-043",
    Severity.WARNING,
    "Action {action} says the same as action {first}, from the objective to the date.",
    "Take one of them out, or say how they differ.",
)
LIST_MISSING = Rule(
    "PLAN-044",
    Severity.WARNING,
    '"{heading}" of action {action} introduces a list, but nothing follows.',
    "Add what should follow, one a line, or end the sentence with a full stop.",
)
LABEL_ALONE = Rule(
    "PLAN-045",
    Severity.WARNING,
    "This bullet is a label with nothing after its colon, unlike the others in its list.",
    "Write what belongs after the label, or delete the bullet.",
)
COUNT_DIFFERS = Rule(
    "PLAN-046",
    Severity.WARNING,
    "The text says {stated}, but {listed} are listed.",
    "Correct the number or the list.",
)
YEARS_BEYOND_PERIOD = Rule(
    "PLAN-047",
    Severity.WARNING,
    "The text mentions {years}, which goes beyond the plan's last day, {last}.",
    "Check the years; if the work continues after the plan, say so.",
)
DAY_BEFORE_PERIOD = Rule(
    "PLAN-048",
    Severity.NOTE,
    '"{heading}" of action {action} names {date}, before the plan begins on {first}.',
    "Check the year; if the date is meant to be in the past, no change is needed.",
)
PROGRESS_TO_COME = Rule(
    "PLAN-049",
    Severity.WARNING,
    "The progress describes {date} as past, but it is after the as-at date {as_at}.",
    "Check the date, or update the as-at date and the plan's date.",
)
NUMBERING_STYLE = Rule(
    "PLAN-050",
    Severity.NOTE,
    "Lines are numbered in two styles within one cell; the plan has {count} like this.",
    "Write a space after each number, or leave the numbers out.",
)


def placeholders(board: Board, results: Results) -> Iterator[Finding]:
    """A cell, or a line of one, that only says that something is still to come."""
    for action in board.actions:
        for words in words_of(action):
            if action.is_open and any(is_placeholder(line) for line in words.lines):
                yield PLACEHOLDER.at(
                    action.source.cell(words.key), heading=words.heading, action=action.name
                )


_UNDECIDED = re.compile(
    r"no (?:work|actions?|activity|tasks?|plans?)(?: ha(?:s|ve) been| is| are)?"
    r"(?: yet)? (?:agreed|identified|planned|defined)(?: yet)?"
    r"|(?:the |an? )?(?:\w+ )?plans? (?:is |are )?(?:still )?to be"
    r" (?:developed|agreed|confirmed|written|drawn up|drafted|completed)"
    r"|(?:work|actions?|tasks?)(?: is| are)?(?: still)? to be"
    r" (?:developed|agreed|confirmed|decided|defined|identified)",
    re.IGNORECASE,
)


def not_decided(board: Board, results: Results) -> Iterator[Finding]:
    """An action that says only that its work is still to be decided."""
    for action in board.actions:
        said = list(words_of(action, WHAT_IS_DONE))
        if len(said) == 1 and _UNDECIDED.fullmatch(said[0].text.strip(" .\n")):
            yield NOT_DECIDED.at(action.source.cell(said[0].key), action=action.name)


def dangling(board: Board, results: Results) -> Iterator[Finding]:
    """A list that is announced and does not come."""
    for action in board.actions:
        for words in words_of(action, ("objective", *WHAT_IS_DONE)):
            if _announces(words.text) and not (words.key == "action" and action.tasks):
                yield LIST_MISSING.at(
                    action.source.cell(words.key), heading=words.heading, action=action.name
                )
    for run in _runs(board.narrative):
        labelled = sum(1 for block in run if re.match(r"[^:.]{1,80}: *\S", block.text))
        for block in run:
            if labelled > 1 and block.text.rstrip().endswith(":"):
                yield LABEL_ALONE.at(block.source.cell("text"))


def _announces(text: str) -> bool:
    return bool(re.search(r"(?::|\bas follows|\bthe following)\s*\.?$", text.rstrip()))


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Bullets that follow each other, run by run."""
    run: list[Block] = []
    for block in blocks:
        if block.style == "Bullet" and (not run or run[-1].place == block.place):
            run.append(block)
            continue
        if run:
            yield run
        run = [block] if block.style == "Bullet" else []
    if run:
        yield run


_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2
    )
}
# "The following three aims:", "Our four roles are:"; nothing of "in three areas, agencies will:".
_COUNTED = re.compile(
    rf"\b(?:the|our|these|following)\s+(?:following\s+)?({'|'.join(_NUMBERS)})"
    r"(?:\s+[a-z]+){1,2}s(?:\s+(?:are|is|as follows|below|follow))*\s*:\s*$",
    re.IGNORECASE,
)


def _stated(text: str) -> int | None:
    """The number of things that a sentence announces at its end."""
    match = _COUNTED.search(text)
    return _NUMBERS[match[1].casefold()] if match else None


def count_words(board: Board, results: Results) -> Iterator[Finding]:
    """A number of things announced, and another number of them listed."""
    for action in board.actions:
        stated = _stated(action.action)
        if stated and action.tasks and stated != len(action.tasks):
            yield COUNT_DIFFERS.at(
                action.source.cell("tasks"), stated=stated, listed=len(action.tasks)
            )
    for number, block in enumerate(board.narrative):
        stated = _stated(block.text) if block.style != "Bullet" else None
        listed = 0
        while stated and number + listed + 1 < len(board.narrative):
            following = board.narrative[number + listed + 1]
            if following.style != "Bullet" or following.place != block.place:
                break
            listed += 1
        if stated and listed and stated != listed:
            yield COUNT_DIFFERS.at(block.source.cell("text"), stated=stated, listed=listed)


_POINT_FOR_COMMA = re.compile(r"£\s?\d{1,3}\.\d{3}(?![\d])")


def _all_texts(board: Board) -> Iterator[tuple[CellPlace, str]]:
    """Every cell of words of the plan's sheets and of running text, with its text."""
    for action in board.actions:
        for words in words_of(action, (*PLANNED, "progress", "evidence", "corrective_action")):
            yield action.source.cell(words.key), words.text
    for item in board.evidence:
        yield item.source.cell("text"), item.text
    for outcome in board.outcomes:
        yield outcome.source.cell("outcome"), outcome.outcome
        yield outcome.source.cell("progress"), "\n".join(outcome.progress)
    for measure in board.measures:
        yield measure.source.cell("measure"), measure.measure
    for block in board.narrative:
        yield block.source.cell("text"), block.text


def amounts(board: Board, results: Results) -> Iterator[Finding]:
    """Thousands of pounds written with a point, so that they read as pounds."""
    for place, text in _all_texts(board):
        count = len(_POINT_FOR_COMMA.findall(text))
        if count:
            yield POINT_FOR_COMMA.at(place, count=count)


_MONEY_SOUGHT = re.compile(
    r"\b(?:budget|fund(?:s|ing)?|money|financ\w+|costs?)\b[^.;\n]{0,120}"
    r"\b(?:required|needed|sought|to be (?:found|secured|identified|agreed))\b"
    r"|\b(?:additional|new) (?:budget|fund(?:s|ing)|money)\b",
    re.IGNORECASE,
)


def amount_missing(board: Board, results: Results) -> Iterator[Finding]:
    """Money that is asked for without a sum."""
    for action in board.actions:
        if _MONEY_SOUGHT.search(action.resources) and not re.search(r"\d", action.resources):
            yield AMOUNT_MISSING.at(action.source.cell("resources"), action=action.name)


_TOLD_APART_BY = ("objective", "action", "tasks", "lead", "due")


def duplicate_rows(board: Board, results: Results) -> Iterator[Finding]:
    """Two rows that say the same from the objective to the date."""
    first: dict[tuple[object, ...], Action] = {}
    for action in board.actions:
        if len(action.action) + len("".join(action.tasks)) < _LEAST_LETTERS:
            continue
        # Where a column is gone, the rows may well differ in it.
        if not all(map(action.source.has, _TOLD_APART_BY)):
            continue
        said = (action.objective, action.action, action.tasks, action.method)
        key = (*said, action.lead.casefold(), action.due, action.timescale, action.start)
        earlier = first.setdefault(key, action)
        if earlier is not action:
            yield DUPLICATE_ROW.at(
                action.source.cell("action"),
                action=action.name,
                first=earlier.name,
            )


_LEAST_LETTERS = 20
_YEARS = re.compile(r"(?<![\d/£.-])(20\d\d)\s?[-/\u2010-\u2015]\s?((?:20)?\d\d)(?![\d/-])")


def beyond_period(board: Board, results: Results) -> Iterator[Finding]:
    """Years that begin inside the plan's period and end after it."""
    span = span_of(board)
    if span is None:
        return
    for place, text in _all_texts(board):
        for match in _YEARS.finditer(text):
            first, last = int(match[1]), int(match[2])
            last += 2000 if last < 100 else 0
            starts, ends = date(first, 4, 1), date(last, 3, 31)
            if 0 < last - first <= 10 and span[0] <= starts < span[1] < ends:
                yield YEARS_BEYOND_PERIOD.at(
                    place, years=f"{first}-{last}", last=day_in_words(span[1])
                )
                break


# A day that something is to happen on or by; a day that a report was published on is history.
_DAY_AHEAD = re.compile(
    r"(?<!\w)(?P<before>\w+ )?(?:on|by|until|before) (?:the )?"
    r"(?P<day>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ 20\d\d)"
)
_PAST = re.compile(r"\w+ed |held |was |were |made |took |begun |written |gave ", re.IGNORECASE)


def earlier_day(board: Board, results: Results) -> Iterator[Finding]:
    """A day among the tasks or methods that had passed when the plan's period began."""
    span = span_of(board)
    if span is None:
        return
    for action in board.actions:
        for words in words_of(action, WHAT_IS_DONE):
            for match in _DAY_AHEAD.finditer(words.text):
                days = timescales.parse(match["day"]).dates
                if days and days[0] < span[0] and not _PAST.fullmatch(match["before"] or ""):
                    yield DAY_BEFORE_PERIOD.at(
                        action.source.cell(words.key),
                        heading=words.heading,
                        action=action.name,
                        date=day_in_words(days[0]),
                        first=day_in_words(span[0]),
                    )
                    break


_SENTENCE = re.compile(r"[^.;!?\n]+")
_HAPPENED = re.compile(
    r"\b(?:was|were|met|held|took|gave|began|ran|has been|have been|had)\b|\b\w{3,}ed\b", re.I
)
_TO_COME = re.compile(
    r"\b(?:will|shall|would|due|to be|is to|are to|going to|next|upcoming|plan\w*"
    r"|schedul\w+|arrang\w+|book\w+|agreed|expect\w*|propos\w+|intend\w*|being|hope\w*)\b",
    re.IGNORECASE,
)

# "Funding was granted until March" tells of today.
_LIMIT = re.compile(r"\b(?:from|until|till|to|by|for|before) $", re.IGNORECASE)


def progress_to_come(board: Board, results: Results) -> Iterator[Finding]:
    """Progress that tells, as past, of a month after the as-at date."""
    for place, words in _progress(board):
        for sentence in _SENTENCE.findall(words):
            if not _HAPPENED.search(sentence) or _TO_COME.search(sentence):
                continue
            starts = [
                part.start
                for part in timescales.parse(sentence).parts
                if part.kind in (TimescaleKind.DATE, TimescaleKind.MONTH)
                and part.start
                and not _LIMIT.search(sentence[: max(sentence.find(part.words), 0)])
            ]
            if starts and max(starts) > results.as_at:
                yield PROGRESS_TO_COME.at(
                    place, date=day_in_words(max(starts)), as_at=day_in_words(results.as_at)
                )
                break


def _progress(board: Board) -> Iterator[tuple[CellPlace, str]]:
    for outcome in board.outcomes:
        yield outcome.source.cell("progress"), "\n".join(outcome.progress)
    for action in board.actions:
        yield action.source.cell("progress"), action.progress


def numbering(board: Board, results: Results) -> Iterator[Finding]:
    """Lines of one cell numbered in two styles: "1. " and "2."; one note for the plan."""
    places = [
        action.source.cell(words.key)
        for action in board.actions
        for words in words_of(action, ("objective", "tasks", "method"))
        if _two_styles(words)
    ]
    if places:
        yield NUMBERING_STYLE.at(places[0], count=plural(len(places), "cell"))


def _two_styles(words: Words) -> bool:
    matches = (re.match(r"\d{1,2}([.)]\s?)(?=\D)", line) for line in words.lines)
    return len({match[1] for match in matches if match}) > 1


CHECKS = (
    placeholders,
    not_decided,
    dangling,
    count_words,
    amounts,
    amount_missing,
    duplicate_rows,
    beyond_period,
    earlier_day,
    progress_to_come,
    numbering,
)
