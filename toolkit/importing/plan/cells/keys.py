"""Keys that plans print: what each rating means, and what abbreviations mean."""

import re
from collections.abc import Iterator, Sequence

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.cells import rating_of_words
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.cells.status_cells import USUAL_RATINGS
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.records import (
    ImportedAbbreviation,
    ImportedEvidenceCode,
    ImportedRating,
    Taken,
    Unplaced,
)
from toolkit.word.reading.blocks import Table


def key_rating(text: str) -> str:
    """The rating that the first cell of a key's row names: "Red", "Red: off track"."""
    lines = text.split("\n")
    usual = USUAL_RATINGS.get(normal(text))
    return rating_of_words(text) or usual or (rating_of_words(lines[-1]) if lines[1:] else "")


def rating_key(table: Table) -> Iterator[ImportedRating | Unplaced | Taken]:
    """The ratings that a key explains, and its rows that explain none."""
    for place, row in enumerate(table.rows, start=1):
        spot = table.row(place)
        texts = [cell.own_text for cell in row.cells]
        if not any(texts):
            continue
        rating = key_rating(texts[0]) or ("" if texts[0] else rating_of(row.cells[0].shade))
        if rating:
            process, impact = _meanings(texts[1:])
            lines = texts[0].split("\n")
            # Below words that name no colour, the colour's name says which one it is.
            label = "\n".join(lines[:-1] if lines[-1] == rating and len(lines) > 1 else lines)
            yield ImportedRating(
                rating=rating, label=label, process=process, impact=impact, origin=spot.where
            )
        elif row.is_heading:
            words = "\n".join(filter(None, texts))
            yield Taken(origin=spot.brief, words=words, meaning="Ratings")
        else:
            yield Unplaced(text="\n".join(filter(None, texts)), origin=spot.where)


def abbreviations(table: Table) -> Iterator[ImportedAbbreviation | Unplaced | Taken]:
    """The abbreviations that a table lists, its title, and its rows of another kind."""
    for place, row in enumerate(table.rows, start=1):
        spot = table.row(place)
        texts = [cell.own_text for cell in row.cells if cell.own_text]
        if texts and normal(texts[0]) in synonyms.ABBREVIATIONS:
            yield Taken(origin=spot.brief, words="\n".join(texts), meaning="Abbreviations")
        elif len(texts) == 2:
            yield ImportedAbbreviation(short=texts[0], long=texts[1], origin=spot.where)
        elif texts:
            yield Unplaced(text="\n".join(texts), origin=spot.where)


def evidence_codes(table: Table) -> Iterator[ImportedEvidenceCode | Unplaced | Taken]:
    """The kinds of evidence that a table explains, and its heading."""
    for place, row in enumerate(table.rows, start=1):
        spot = table.row(place)
        texts = [cell.own_text for cell in row.cells]
        if place == 1:
            words = "\n".join(filter(None, texts))
            yield Taken(origin=spot.brief, words=words, meaning="Kinds of evidence")
        elif len(texts) == 2 and texts[0]:
            yield ImportedEvidenceCode(kind=texts[0], meaning=texts[1], origin=spot.where)
        elif any(texts):
            yield Unplaced(text="\n".join(filter(None, texts)), origin=spot.where)


_IMPACT = re.compile(r"(?<=[.\s])impact\b", re.IGNORECASE)


def _meanings(texts: Sequence[str]) -> tuple[str, str]:
    """What a rating says of the process and of the impact; one column may hold both."""
    if any(texts[1:]):
        return texts[0], "\n".join(filter(None, texts[1:]))
    text = texts[0] if texts else ""
    match = _IMPACT.search(text)
    if normal(text).startswith("process") and match:
        return text[: match.start()].strip(), text[match.start() :].strip()
    return text, ""
