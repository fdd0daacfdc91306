"""References of actions: their order, their style, and whether they fit their priority."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.board.plan import Action
from toolkit.results.results import Results
from toolkit.values.findings import Finding, Rule, Severity, Source

NO_REF = Rule(
    "PLAN-021",
    Severity.WARNING,
    "Action {action} has no reference, though others of its priority have one.",
    'Check that the row is complete, and type its reference under "Ref"{guess}.',
)
REF_ELSEWHERE = Rule(
    "PLAN-023",
    Severity.WARNING,
    "The reference of {what} {ref} belongs to {other}, but its row is under {place}.",
    "Correct the reference, or move the row to where it belongs.",
)
REF_STYLE = Rule(
    "PLAN-024",
    Severity.NOTE,
    "The reference of action {action} is written differently from others in its priority.",
    "Write it like the others, so that searching and sorting find them all.",
)
MERGED_ROW = Rule(
    "PLAN-025",
    Severity.WARNING,
    "Action {action} has {count} references or numbered objectives in one row.",
    "Give each its own row, so that each has its own lead, date and rating.",
)


_REF = r"\d+(?:\.\d+)*\.?\s?[A-Za-z]?"
_WHOLE = re.compile(rf"\(?({_REF})[.)]*")
_SEVERAL = re.compile(rf"{_REF}[.)]*(?:\s*(?:,|;|/|&|\+|\n|\band\b)\s*{_REF}[.)]*)+")
_AT_START = re.compile(rf"({_REF})[.)]*\s")


class Ref(NamedTuple):
    """A reference: the numbers before its last place, and the last, letters counted from a."""

    before: tuple[int, ...]
    last: int
    is_letter: bool


def read_ref(text: str) -> Ref | None:
    """A reference such as "1.", "2.1.4" or "3b.", None where it is none of these."""
    match = _WHOLE.fullmatch(text.strip())
    if not match:
        return None
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", match[1]))
    letter = match[1][-1]
    if letter.isalpha():
        return Ref(numbers, ord(letter.casefold()) - ord("a") + 1, True)
    return Ref(numbers[:-1], numbers[-1], False)


def _by_priority(board: Board) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in board.actions:
        found[action.priority].append(action)
    return found


def _several(text: str) -> list[Ref]:
    """The references of a cell that holds more than one."""
    if not _SEVERAL.fullmatch(text.strip()):
        return []
    refs = (read_ref(ref) for ref in re.split(r",|;|/|&|\+|\n|\band\b", text))
    return [ref for ref in refs if ref]


def _more_objectives(action: Action) -> list[Ref]:
    """The references that lines of its objective begin with and that could follow its own."""
    own = read_ref(action.ref)
    found = []
    for line in action.objective:
        match = _AT_START.match(line)
        ref = read_ref(match[1]) if match and own else None
        if ref and own and (ref.before, ref.is_letter) == (own.before, own.is_letter):
            found += [ref] if ref.last > own.last else []
    return found


def merged_rows(board: Board, results: Results) -> Iterator[Finding]:
    """Two references, or two numbered objectives, in one row."""
    for actions in _by_priority(board).values():
        used = {read_ref(action.ref) for action in actions}
        for action in actions:
            more = [ref for ref in _more_objectives(action) if ref not in used]
            several = _several(action.ref)
            if several:
                yield MERGED_ROW.at(
                    action.source.cell("ref"), action=action.name, count=len(several)
                )
            elif more:
                yield MERGED_ROW.at(
                    action.source.cell("objective"), action=action.name, count=len(more) + 1
                )


def no_ref(board: Board, results: Results) -> Iterator[Finding]:
    """An action without a reference among others that have one."""
    for actions in _by_priority(board).values():
        with_ref = sum(1 for action in actions if action.ref)
        if with_ref < 2 or with_ref * 2 < len(actions):
            continue
        used = {action.ref for action in actions}
        before = ""
        for action in actions:
            if not action.ref:
                following = _following(before)
                guess = f", for example {following}" if following not in used else ""
                yield NO_REF.at(
                    action.source.cell("ref"), action=action.name, guess=guess.rstrip(".")
                )
            before = action.ref


def _following(text: str) -> str:
    """The reference that would come after this one, "" where there is no saying."""
    ref = read_ref(text)
    if ref is None or (ref.is_letter and ref.last == 26):
        return ""
    if ref.is_letter:
        return re.sub(r"[A-Za-z]", lambda match: chr(ord(match[0]) + 1), text)
    return re.sub(r"\d+(?=\D*$)", str(ref.last + 1), text)


def _style_of(ref: str) -> str:
    """The reference with one sign for every number, capital and small letter."""
    letters = re.sub(r"[a-z]", "a", re.sub(r"[A-Z]", "A", ref))
    return re.sub(r"\d+", "0", letters)


def style(board: Board, results: Results) -> Iterator[Finding]:
    """A reference written unlike the others of its priority: 6E among 6a to 6d."""
    for actions in _by_priority(board).values():
        styles = {action.key: _style_of(action.ref) for action in actions if read_ref(action.ref)}
        usual = Counter(styles.values()).most_common(1)
        if not usual or usual[0][1] < 2:
            continue
        for action in actions:
            found = styles.get(action.key, usual[0][0])
            if found != usual[0][0] and usual[0][1] * 2 > len(styles):
                yield REF_STYLE.at(action.source.cell("ref"), action=action.name)


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers that a title such as "Priority 1.2" ends with."""
    match = re.search(r"(\d+(?:\.\d+)*)\W*$", text)
    return tuple(int(digits) for digits in match[1].split(".")) if match else ()


class _Place(NamedTuple):
    """A row with the numbers that its reference begins with, and what it is under."""

    source: Source
    what: str
    ref: str
    begins: tuple[int, ...]
    under: str


def elsewhere(board: Board, results: Results) -> Iterator[Finding]:
    """A reference that begins with the numbers of another priority, or of another theme.

    It is looked for only where most references begin with the numbers of what they are under:
    many boards count from 1.1 under each priority.
    """
    actions = [
        _Place(action.source, "action", action.name, ref.before, action.priority)
        for action in board.actions
        if (ref := read_ref(action.ref))
    ]
    yield from _elsewhere(actions, [priority.ref for priority in board.priorities])
    priorities = [
        _Place(item.source, "priority", item.ref, _numbers(item.ref)[:-1], item.theme)
        for item in board.priorities
    ]
    yield from _elsewhere(priorities, [theme.ref for theme in board.themes])


def _elsewhere(places: Sequence[_Place], names: Sequence[str]) -> Iterator[Finding]:
    numbers = {name: _numbers(name) for name in names}
    by_number = {number: name for name, number in numbers.items() if number}
    known = [place for place in places if place.begins in by_number and numbers.get(place.under)]
    strays = [place for place in known if by_number[place.begins] != place.under]
    if len(strays) * 2 >= len(known):
        return
    for place in strays:
        yield REF_ELSEWHERE.at(
            place.source.cell("ref"),
            what=place.what,
            ref=place.ref,
            other=by_number[place.begins],
            place=place.under,
        )


CHECKS = (merged_rows, no_ref, style, elsewhere)
