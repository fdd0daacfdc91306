"""Leads: cells that name nobody, and one post or group under several names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.checks.plan.texts import HEADINGS, WHO, is_ditto, is_placeholder, names_in, words_of
from toolkit.results.results import Results
from toolkit.values.findings import CellPlace, Finding, Rule, Severity

DITTO = Rule(
    "PLAN-026",
    Severity.WARNING,
    '"{heading}" of action {action} has ditto marks or "as above".',
    "Type the words themselves: sorting or filtering can put another row above.",
)
LEAD_TWICE = Rule(
    "PLAN-027",
    Severity.NOTE,
    '"{heading}" of action {action} names its lead again.',
    "Clear the name here: it is already under Lead.",
)
LEAD_VARIANT = Rule(
    "PLAN-028",
    Severity.WARNING,
    "This looks like another name for {other}.",
    'If they are the same, keep one and write the other under "Also known as" on the Lists sheet; '
    "if not, no change is needed.",
)
STRAY_SIGN = Rule(
    "PLAN-029",
    Severity.NOTE,
    '"{heading}" of action {action} has a slash or comma with no name next to it.',
    "Type the missing name, or delete the sign.",
)


_STRAY = re.compile(r"/\s*/|,\s*,|;\s*;|^\s*[/,;]|[/,;]\s*$", re.MULTILINE)


def ditto(board: Board, results: Results) -> Iterator[Finding]:
    """Ditto marks: sorted or filtered, the row above is another one."""
    for action in board.actions:
        for words in words_of(action):
            if any(is_ditto(line) for line in words.lines):
                yield DITTO.at(
                    action.source.cell(words.key), heading=words.heading, action=action.name
                )


def stray_signs(board: Board, results: Results) -> Iterator[Finding]:
    """A slash or comma with no name on one side of it."""
    for action in board.actions:
        for words in words_of(action, WHO):
            if _STRAY.search(words.text):
                yield STRAY_SIGN.at(
                    action.source.cell(words.key), heading=words.heading, action=action.name
                )


def one_lead_twice(board: Board, results: Results) -> Iterator[Finding]:
    """A lead whose only other leads are itself again.

    Repeated names among different ones are left alone: they may go line by line with
    the tasks.
    """
    for action in board.actions:
        others = [name.casefold() for name in action.other_leads]
        if action.lead and others and set(others) == {action.lead.casefold()}:
            yield LEAD_TWICE.at(
                action.source.cell("other_leads"), heading=HEADINGS["other_leads"],
                action=action.name,
            )  # fmt: skip


class _Name(NamedTuple):
    """A name in use: its place, and the Lists row it belongs to (or itself, where none)."""

    text: str
    place: CellPlace
    entity: str
    is_listed: bool


# Words that boards use for the same thing in the name of a group.
_GROUP = {"sub", "subs", "subgroup", "subcommittee", "committee", "group"}
_LONGEST_NAME = 200
_SMALL = {"the", "of", "for", "and", "in", "a", "an", "to"}
# Boards leave their own name out of their groups' names, or put it before them.
_BOARDS = {"lscb", "lscp", "scp", "lsab", "sab"}


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart: no small words, one word for every kind of group."""
    text = re.sub(r"['\u2018\u2019]", "", name)
    text = re.sub(r"\b([A-Za-z])\s?&\s?([A-Za-z]{1,4})\b", r"\1\2", text)
    text = re.sub(r"\b([A-Z]) and ([A-Z])\b", r"\1\2", text)
    text = re.sub(r"[-\u2010-\u2015]", "", text).casefold()
    text = re.sub(r"\bsub (?=group|committee)", "", text)
    found = ["group" if word in _GROUP else word for word in re.findall(r"\w+", text)]
    return tuple(word for word in found if word not in _SMALL)


def _acronyms(names: Sequence[str]) -> set[str]:
    """The short forms that are words in those names."""
    found = set()
    for name in names:
        for word in re.findall(r"\b([A-Z]&?[A-Z]{1,5})s?\b", name):
            found.add(word.replace("&", "").casefold())
    return found


def _shortened(name: Sequence[str], acronyms: set[str]) -> list[str]:
    """The words with the longest run that spells a known short form in its place."""
    words = [word.removesuffix("s") if word[:-1] in acronyms else word for word in name]
    for length in range(min(len(words), 5), 1, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            spelt = "".join(word if word in acronyms else word[0] for word in run)
            if spelt in acronyms:
                shorter = [*words[:start], spelt, *words[start + length :]]
                return list(dict.fromkeys(shorter))
    return list(dict.fromkeys(words))


def _key(name: str, acronyms: set[str]) -> tuple[str, ...]:
    """What two names for one thing have in common."""
    words = _shortened(_words(name), acronyms)
    words = [word for word in words if word not in _BOARDS] or words
    if len(words) > 2:
        words = [word for word in words if word != "group"]
    return tuple(sorted(words))


def _names(board: Board) -> list[_Name]:
    """Every name on the Lists sheet, then the others that the plan uses, each once."""
    found: dict[str, _Name] = {}
    for number, lead in enumerate(board.leads):
        for name in lead.names:
            # Rows that differ in capitals only are two rows all the same.
            if name not in found:
                place = lead.source.cell("name" if name == lead.name else "also_known_as")
                found[name] = _Name(name, place, f"row {number}", is_listed=True)
    folded = {name.casefold() for name in found}
    for action in board.actions:
        for words in words_of(action, WHO):
            for name in names_in(words.text):
                new = name.casefold() not in folded
                if new and not (is_ditto(name) or is_placeholder(name)):
                    folded.add(name.casefold())
                    place = action.source.cell(words.key)
                    found[name] = _Name(name, place, name.casefold(), is_listed=False)
    return list(found.values())


def name_variants(board: Board, results: Results) -> Iterator[Finding]:
    """One post or group under several names, on the Lists sheet or in the plan.

    Names are likened without case, order, small words, the board's own name, words for a group,
    and with words and their initials as one; then without what is in brackets, and without
    one word in the middle. Names that a row gives as "Also known as" are one already.
    """
    if not all(lead.source.has("name") for lead in board.leads):
        return
    names = _names(board)
    acronyms = _acronyms([name.text for name in names])
    by_key: dict[tuple[str, ...], _Name] = {}
    in_order: dict[tuple[str, ...], _Name] = {}
    stems = _stems(names)
    for name in names:
        in_order.setdefault(_words(name.text), name)
        by_key.setdefault(_key(name.text, acronyms), name)
    longer = _longer_words(by_key)
    reported: set[str] = set()
    for name in names:
        key = _key(name.text, acronyms)
        stem = stems.get(name.text, "")
        alike = (
            by_key[key],
            by_key.get(_key(stem, acronyms)) if stem else None,
            _with_one_word_less(name, in_order),
            longer.get(key[0]) if len(key) == 1 else None,
        )
        like = next((other for other in alike if other and other.entity != name.entity), None)
        if like and not {name.entity, like.entity} <= reported:
            reported |= {name.entity, like.entity}
            yield LEAD_VARIANT.at(name.place, other=_called(like))


def _longer_words(by_key: dict[tuple[str, ...], _Name]) -> dict[str, _Name]:
    """Names of one long word by its first four letters: "exec" for the Executive.

    Longer beginnings are words of their own: Health is not Healthwatch.
    """
    words = ((key[0], name) for key, name in by_key.items() if len(key) == 1)
    return {word[:4]: name for word, name in words if len(word) > 6 and word.isalpha()}


def _stems(names: Sequence[_Name]) -> dict[str, str]:
    """Names without their brackets, where only one name has brackets after that stem."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        match = re.fullmatch(r"(.+?)\s*\([^)]*\)\s*", name.text[:_LONGEST_NAME])
        if match:
            found[match[1].casefold()].append(name.text)
    return {texts[0]: stem for stem, texts in found.items() if len(texts) == 1}


def _with_one_word_less(name: _Name, in_order: dict[tuple[str, ...], _Name]) -> _Name | None:
    """A name of three words or more that lacks just one of this one's middle words."""
    words = _words(name.text)
    if not 4 <= len(words) <= 12:
        return None
    shorter = (tuple(words[:n] + words[n + 1 :]) for n in range(1, len(words) - 1))
    return next((in_order[key] for key in shorter if key in in_order), None)


def _called(name: _Name) -> str:
    """A name of the Lists sheet itself; of the plan, which may name a person, only its cell."""
    return f'"{name.text}"' if name.is_listed else f"the one in {name.place.cell}"


CHECKS = (ditto, stray_signs, one_lead_twice, name_variants)
