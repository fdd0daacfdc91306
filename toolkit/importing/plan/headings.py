"""Which field a heading names, and which row of a table is its heading row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.importing.plan import synonyms
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.values import choices
from toolkit.values.errors import ToolkitError
from toolkit.values.text import did_you_mean

EARLIER_YEAR = "earlier year"
MARKED = "marked"
"""A column whose heading is the answer, wherever a cell of it is marked."""
UNPLACED = "unplaced"
"""What `--map` may name where a column should not be taken."""

_LONGEST = 16  # words of a heading
_LONGEST_PHRASE = 8
_MARKED = re.compile(r"(.*[^\W\d_][)?]?)\s?(?:\d|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+|\[\d\])", re.DOTALL)
_YEARS = re.compile(r"\b(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b|\b(20\d\d)\b")

LABELS: Mapping[str, str] = {
    **{column.key: column.heading for column in PLAN_TABLE.columns},
    "theme": "Theme",
    "verified_by": "Verified by",
    EARLIER_YEAR: "the state of an earlier year, and left unplaced",
    MARKED: "the answer where its cells are marked",
    UNPLACED: UNPLACED,
}
"""What a field is called where people read it."""


@dataclass(frozen=True)
class Named:
    """What a heading names: one field, or several that share the column. `sure` where exact."""

    fields: tuple[str, ...]
    sure: bool


_SHORTENED = (
    (r"\b(we|i|they)'ll\b", r"\1 will"),
    (r"\b(who|what|how)'s\b", r"\1 is"),
    (r"\b(we|i|they)'ve\b", r"\1 have"),
)


def normal(text: str) -> str:
    """A heading in small letters, its punctuation gone: "By when?" is "by when"."""
    text = text.casefold().replace("\u2019", "'")
    if "'" in text:
        for short, full in _SHORTENED:
            text = re.sub(short, full, text)
        text = text.replace("'", "")
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


_FIELDS = {
    name: column.key
    for column in PLAN_TABLE.columns
    for name in (normal(column.heading), column.key, *map(normal, column.also))
} | {
    "theme": "theme",
    "verified_by": "verified_by",
    normal(LABELS["verified_by"]): "verified_by",
    UNPLACED: UNPLACED,
    "ignore": UNPLACED,
    "due": "timescale",  # the words are kept, the date is read from them
    "due date": "timescale",
}


def own_statuses(mapping: Mapping[str, str]) -> dict[str, str]:
    """A person's own words for a status, normalised, with ours: "Embedded" is "Complete"."""
    ours = {normal(status): status for status in choices.ACTION_STATUSES}
    return {
        normal(word): ours[normal(name)] for word, name in mapping.items() if normal(name) in ours
    }


def own_words(mapping: Mapping[str, str]) -> dict[str, str]:
    """A person's own headings, normalised, with the keys of the fields they named.

    ToolkitError where a field is none of ours.
    """
    statuses = own_statuses(mapping)
    for heading, name in mapping.items():
        if normal(heading) not in statuses and _field_named(name) is None:
            hint = did_you_mean(name, [LABELS[field] for field in synonyms.COLUMNS])
            raise ToolkitError(
                f'The field "{name}" that "{heading}" is mapped to is not known{hint}. '
                'Name a heading of the Plan sheet, as in --map "Who does it=Lead".'
            )
    return words_for_fields(mapping)


def words_for_fields(mapping: Mapping[str, str]) -> dict[str, str]:
    """Those of a person's own headings that they named a field of a plan for: not indicators."""
    statuses = own_statuses(mapping)
    return {
        normal(heading): field
        for heading, name in mapping.items()
        if normal(heading) not in statuses and (field := _field_named(name))
    }


def _field_named(name: str) -> str | None:
    key = _FIELDS.get(normal(name)) or _FIELDS.get(name.strip())
    return key if key in synonyms.COLUMNS or key == UNPLACED else None


def _phrases(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {phrase: field for field, phrases in table.items() for phrase in phrases}


_COLUMNS = _phrases(synonyms.COLUMNS)
_PARTS = _phrases(synonyms.PRIORITY_PARTS)


@lru_cache(maxsize=4096)
def named(heading: str) -> Named | None:
    """The field or fields of an action that a column's heading names; None where it is none."""
    if len(heading) > 200:
        return None
    marked = _MARKED.fullmatch(heading)
    if marked and (normal(marked[1]) in _COLUMNS or _rated(marked[1])):
        heading = marked[1]  # "Lead1" has a mark of a note
    if (rated := _rated(heading)) is not None:
        return rated
    found = _named(heading)
    if found and not found.sure and set(normal(heading).split()) & synonyms.RISK_WORDS:
        return None  # "Target risk" names no date
    if not (found and found.sure):
        found = _asked(heading) or found
    if found and found.fields == ("timescale",):
        words = set(normal(heading).split())
        for field, others in synonyms.OTHER_DATES.items():
            if words & set(others):
                return Named((field,), found.sure)
    return found


def _rated(heading: str) -> Named | None:
    """What a heading of ratings rates: the work, its impact, or something that is not ours."""
    words = normal(heading).split()
    if not set(words) & {"rag", "brag", "ragb", "bragg"}:
        return None
    rest = set(words) - synonyms.RATING_WORDS
    if not rest:
        return None
    if rest <= synonyms.RATED["impact_agreed"]:
        return Named(("impact_agreed",), sure=True)
    if rest & synonyms.RATED[UNPLACED]:
        return Named((UNPLACED,), sure=True)
    return (
        Named(("process_agreed",), sure=True) if rest <= synonyms.RATED["process_agreed"] else None
    )


def _asked(heading: str) -> Named | None:
    """The field that a heading asks for: "Who is going to do it?"."""
    words = normal(heading)
    _, _, rest = words.partition(" ")
    if not heading.rstrip().endswith("?") or len(rest.split()) >= _LONGEST:
        return None
    near = _contained(rest, _COLUMNS)
    if near:  # "What evidence do we have?" has a phrase of its own
        return Named((near,), sure=True)
    for field, pattern in synonyms.QUESTIONS:
        if re.fullmatch(pattern, words):
            return Named((field,), sure=True)
    return None


def _named(heading: str) -> Named | None:
    if heading.strip() in synonyms.NUMBER_SIGNS:
        return Named(("ref",), sure=True)
    outside = re.sub(r"\([^)]*\)|/s\b", " ", heading)
    for words in (normal(heading), normal(outside)):
        if words in _COLUMNS:
            return Named((_COLUMNS[words],), sure=True)
    parts = [normal(part) for part in re.split(r"[&/+,;\n]|\band\b", outside) if normal(part)]
    if len(parts) > 1:
        exact = [_COLUMNS.get(part) for part in parts]
        if all(exact):
            return Named(_sharing(exact), sure=True)
        near = [_contained(part, _COLUMNS) for part in parts]
        if all(near):
            return Named(_sharing(near), sure=False)
    # "Arweinydd / Lead": of a heading in two languages, the one that is known.
    tongues = [_COLUMNS.get(normal(part)) for part in re.split(r"[/|]", outside) if normal(part)]
    if len(tongues) == 2 and sum(tongue is None for tongue in tongues) == 1:
        return Named(_sharing(tongues), sure=True)
    found = _contained(normal(outside), _COLUMNS) or _contained(normal(heading), _COLUMNS)
    return Named((found,), sure=False) if found else None


def is_label(text: str) -> bool:
    """Whether a title only says that actions, tasks or objectives follow."""
    found = named(text) if len(text.split()) <= 6 else None
    return found is not None and found.sure and set(found.fields) <= set(synonyms.DONE)


def _sharing(fields: Sequence[str | None]) -> tuple[str, ...]:
    """The fields that share a column; of several that say what is done, the first."""
    found = tuple(dict.fromkeys(field for field in fields if field))
    if set(found) == {"theme", "priority"}:
        return ("priority",)
    return found[:1] if set(found) <= set(synonyms.DONE) else found


@lru_cache(maxsize=4096)
def priority_part(label: str) -> str | None:
    """Whether a label opens evidence, outcomes or measures of a priority; None where neither."""
    if len(label) > 160:
        return None
    words = normal(label)
    if words in _PARTS:
        return _PARTS[words]
    # "Key outcomes: what difference …": what comes before the colon says it.
    first = normal(label.split(":")[0])
    return _PARTS.get(first) or _contained(words, _PARTS)


def is_earlier(heading: str, first_year: int | None) -> bool:
    """Whether a heading speaks of a year before the plan's first one."""
    if any(phrase in normal(heading) for phrase in synonyms.EARLIER):
        return True
    years = [int(match[1]) + 1 if match[1] else int(match[3]) for match in _YEARS.finditer(heading)]
    # "2013/14" ends in the year that a plan of 2014/15 begins in.
    return bool(years) and first_year is not None and max(years) <= first_year


def _contained(words: str, phrases: Mapping[str, str]) -> str | None:
    """The field of the longest phrase inside a heading, the first of equally long ones."""
    found = words.split()
    if not 0 < len(found) <= _LONGEST:
        return None
    for length in range(min(_LONGEST_PHRASE, len(found)), 0, -1):
        for start in range(len(found) - length + 1):
            field = phrases.get(" ".join(found[start : start + length]))
            # One short word inside a sentence says little.
            if field and (length > 1 or len(found) <= 4) and len(found[start]) > 2:
                return field
    return None


def is_heading_row(found: Sequence[Named | None], filled: int, stressed: bool) -> bool:
    """Whether a row's cells are headings.

    `found` are the fields of its filled cells, `filled` how many there are; `stressed`
    rows are repeated on each page or all bold. It takes a heading for what is done and
    one for who or when, and most cells must be known.
    """
    known = [each for each in found if each]
    fields = {field for each in known for field in each.fields}
    sure = sum(each.sure for each in known)
    what = fields & {*synonyms.DONE, "priority"}
    who = fields & set(synonyms.WHO_AND_WHEN)
    if not (what and (who or len(fields) > 2)) or not (sure or stressed):
        return False
    enough = len(known) if stressed or sure * 2 >= len(known) else sure
    return len(fields) >= 2 and enough * 2 >= filled
