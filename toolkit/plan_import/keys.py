"""Keys that plans print: what each rating means, and what abbreviations stand for."""

import re
from collections.abc import Iterator, Sequence

from toolkit.plan_import import synonyms
from toolkit.plan_import.blocks import Table
from toolkit.plan_import.cells import rating_of_words
from toolkit.plan_import.colours import rating_of
from toolkit.plan_import.headings import normal
from toolkit.plan_import.records import ImportedAbbreviation, ImportedRating, Taken, Unplaced


def rating_key(table: Table) -> Iterator[ImportedRating | Unplaced]:
    """The ratings that a key explains, and its rows that explain none."""
    for place, row in enumerate(table.rows, start=1):
        origin = f"Table {table.number}, row {place}"
        texts = [cell.own_text for cell in row.cells]
        if not any(texts):
            continue
        rating = rating_of_words(texts[0]) or ("" if texts[0] else rating_of(row.cells[0].shade))
        if rating:
            process, impact = _meanings(texts[1:])
            yield ImportedRating(
                rating=rating, label=texts[0], process=process, impact=impact, origin=origin
            )
        else:
            yield Unplaced(text="\n".join(filter(None, texts)), origin=origin)


def abbreviations(table: Table) -> Iterator[ImportedAbbreviation | Unplaced | Taken]:
    """The abbreviations that a table lists, its title, and its rows of another kind."""
    for place, row in enumerate(table.rows, start=1):
        origin = f"Table {table.number}, row {place}"
        texts = [cell.own_text for cell in row.cells if cell.own_text]
        if texts and normal(texts[0]) in synonyms.ABBREVIATIONS:
            yield Taken(origin=origin, words="\n".join(texts), meaning="Abbreviations")
        elif len(texts) == 2:
            yield ImportedAbbreviation(short=texts[0], long=texts[1], origin=origin)
        elif texts:
            yield Unplaced(text="\n".join(texts), origin=origin)


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
