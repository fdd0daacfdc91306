"""What the words of a cell say: lines, references, labels, leads, pairs, ratings, dates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.headings import normal
from toolkit.values import timescales
from toolkit.word.reading.blocks import Block, Paragraph, Style, nested_lines


@dataclass(frozen=True)
class Line:
    """One line of a cell; `depth` is how far it is indented as a list item.

    `label` is the bold words it opens with; a line that `continues` is in the same
    paragraph as the one before it.
    """

    text: str
    is_item: bool = False
    depth: int = 0
    bold: bool = False
    label: str = ""
    continues: bool = False


def lines_of(content: Iterable[Block]) -> tuple[Line, ...]:
    """The lines of a cell's paragraphs and nested tables that hold anything."""
    lines: list[Line] = []
    for block in content:
        if isinstance(block, Paragraph):
            is_item = block.style is Style.ITEM
            texts = [text for text in block.printed.split("\n") if text.strip()]
            depth = block.level if is_item else 0
            for place, text in enumerate(texts):
                label = "" if place else block.label
                lines.append(Line(text, is_item, depth, block.bold, label, place > 0))
        else:
            lines += [Line(text, is_item=True) for text in nested_lines(block)]
    return tuple(lines)


_REF = (
    r"\d{1,3}(?:\.\d{1,3})*\.?[a-z]?|[a-zA-Z]\d{0,3}(?:\.\d{1,3})*"
    r"|[A-Z]{1,4}\s?\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}"
)
_LONE_REF = re.compile(rf"\(?(?:{_REF})[.):]*")
# "1. ", "1) ", "1a. ", "(a) ", "2.3 " or "2.3.1. " before words.
_LEADING_REF = re.compile(
    r"(?P<ref>\(?(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+[a-z]?"
    r"|\d{1,2}[a-z]|[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})*[.:)]?)\s*(?P<rest>(?<=[\s.)])[^\d\s].*)",
    re.DOTALL,
)


def is_ref(text: str) -> bool:
    """Whether a text is a reference and nothing else: "1.2", "3a.", "A4"."""
    return len(text) <= 12 and bool(_LONE_REF.fullmatch(text.strip()))


def leading_ref(text: str) -> tuple[str, str]:
    """A reference that opens a text, and the rest; "" where none does."""
    match = _LEADING_REF.fullmatch(text.strip())
    return (match["ref"], match["rest"].strip()) if match else ("", text)


_SEPARATOR = r"\s*[:–—]\s*|\s+-\s*"
_LABELS = {
    field: re.compile(rf"(?:{words})(?:{_SEPARATOR})(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
    for field, words in synonyms.INSIDE.items()
}
# These open a line of oversight without a colon, too.
_OVERSIGHT = re.compile(
    rf"(?P<label>(?:{synonyms.INSIDE['sub_group']})(?:{_SEPARATOR})?)\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_REPORTING = re.compile(
    rf"(?P<label>(?:{synonyms.INSIDE['report_to']})\b(?:{_SEPARATOR})?)\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_WITHIN = re.compile(
    rf"\b(?:(?P<report_to>{synonyms.INSIDE['report_to']})|(?P<verified_by>{synonyms.INSIDE['verified_by']}))\b(?:{_SEPARATOR})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Labelled:
    """Words that a label inside a cell gives to another field."""

    field: str
    label: str
    text: str


def labelled(text: str, own: str) -> tuple[Labelled, ...]:
    """The fields that a line names by labels of its own; empty where it names none.

    `own` is the field of the cell: a label of that field changes nothing.
    """
    oversight = _OVERSIGHT.fullmatch(text)
    if oversight and own != "sub_group" and len(text) < 400:
        return _split_oversight(oversight["label"], oversight["rest"])
    if own in ("lead", "sub_group", "other_leads"):
        reporting = _REPORTING.fullmatch(text)
        if reporting:
            return (Labelled("report_to", reporting["label"].strip(), reporting["rest"]),)
    for field, pattern in _LABELS.items():
        match = pattern.fullmatch(text)
        if match:
            label = text[: match.start("rest")].strip()
            return (Labelled(field, label, match["rest"].strip()),)
    return ()


def _split_oversight(label: str, rest: str) -> tuple[Labelled, ...]:
    """ "– L&IG Verification – MAAG Reporting to the Exec" as three fields."""
    found: list[Labelled] = []
    field, place = "sub_group", 0
    for match in _WITHIN.finditer(rest):
        found.append(Labelled(field, label.strip(), rest[place : match.start()].strip()))
        field, label, place = match.lastgroup or "", match[0], match.end()
    found.append(Labelled(field, label.strip(), rest[place:].strip()))
    return tuple(each for each in found if each.text or each.label)


_NAMES = re.compile(r"\s*(?<!\band)(?<!\bn)(?<!\bc)/+(?!or\b|a\b|o\b)\s*|\s*;\s*")


def lead_names(lines: Sequence[str]) -> list[str]:
    """The leads that lines name, each once: apart by line, semicolon or slash."""
    names: list[str] = []
    for line in lines:
        # A slash inside brackets belongs to one name.
        pieces = [line] if re.search(r"\([^)]*/", line) else _NAMES.split(line)
        if any(len(piece.strip()) == 1 for piece in pieces):
            pieces = [line]
        names += [piece.strip() for piece in pieces if piece.strip()]
    return names


_PAIR = re.compile(r"\s*(?:=|→|⇒)\s*")


def pair_of(text: str) -> tuple[str, str]:
    """A line "expected = how known" in two; the second "" where it is not one."""
    pieces = _PAIR.split(text, maxsplit=1)
    return (pieces[0].strip(), pieces[1].strip()) if len(pieces) == 2 else (text, "")


_RESOURCE = re.compile(synonyms.RESOURCE_WORDS, re.IGNORECASE)


def is_resource(text: str) -> bool:
    """Whether a line of a cell for timescales and resources speaks of resources."""
    return bool(_RESOURCE.search(text)) and not timescales.parse(text).says_when


_BREAKS = re.compile(r"\s*[(\[]\s*|\s+[–—-]\s+|\s*[:;,]\s+")
_MOST_TAIL = 120


def trailing_timescale(text: str) -> tuple[str, str]:
    """A line that ends in a timescale, in two: "Training manager – March 2016"."""
    start = max(len(text) - _MOST_TAIL, 0)
    for match in _BREAKS.finditer(text, start):
        last = text[match.end() :].strip(" )].")
        if match.start() and is_timescale(last):
            return text[: match.start()].strip(), last
    return text, ""


def is_timescale(text: str) -> bool:
    """Whether a short text says when and hardly anything else."""
    if len(text) > 60:
        return False
    found = timescales.parse(text)
    return found.says_when and len(found.rest.split()) <= 2


_STATUSES = {word: status for status, words in synonyms.STATUSES.items() for word in words}
_RATINGS = {word: rating for rating, words in synonyms.RATINGS.items() for word in words}


def status_of(text: str) -> str:
    """The fixed status a text means in one or a few words; "" where it is none."""
    return _STATUSES.get(normal(text), "")


def rating_of_words(text: str) -> str:
    """The rating a text names: "Amber", "A", "RAG: green"; "" where it names none."""
    words = normal(text).removeprefix("rag ").removeprefix("rated ")
    return _RATINGS.get(words, "")


_GOES_ON = {"and", "to", "into", "until"}
_FIRST_CLAUSE = re.compile(r"[–—:;,.(\n]|\s-\s")


def leading_status(text: str) -> str:
    """The status that opens a longer text: "Complete – published in June"; "" where none does.

    Without a dash or a stop, only what says when may follow: "Completed in June 2015".
    """
    clause = _FIRST_CLAUSE.split(text, maxsplit=1)[0]
    words = clause.split()
    for length in range(min(len(words) - 1, 3), 0, -1):
        rest = words[length:]
        opened = status_of(" ".join(words[:length]))
        if opened and (rest[0].casefold() in _GOES_ON or is_timescale(" ".join(rest))):
            return opened
    return status_of(clause)


def leading_rating(text: str) -> str:
    """The rating that opens a longer text: "Amber – slipping"; "" where none does."""
    first = _FIRST_CLAUSE.split(text, maxsplit=1)[0]
    return rating_of_words(first) if len(first.strip()) > 2 else ""
