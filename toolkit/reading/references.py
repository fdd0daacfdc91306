"""References between the tables of a workbook: each written as the row it names writes it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from toolkit.layout.schema import Column, Kind, Layout
from toolkit.reading import rules
from toolkit.reading.cells import about_unknown, by_folded, match_word
from toolkit.reading.table import Row, TablePlace
from toolkit.values.findings import Finding
from toolkit.values.text import Guesses


def resolve_references(
    layout: Layout[object],
    rows: Mapping[str, list[Row]],
    places: Mapping[str, TablePlace],
    findings: list[Finding],
) -> dict[str, list[Row]]:
    """Rows whose references are written as the rows they name write them.

    A reference that names no row of a closed list is a finding and becomes "". So does one whose
    list has lost its sheet or its column, without a finding: what is gone was named already.
    """
    resolved: dict[str, list[Row]] = {}
    for name, table_rows in rows.items():
        lists = {
            column: _list(layout, column, rows, places)
            for column in layout.tables[name].columns
            if column.refers_to and not column.open_list and column.is_record_field
        }
        resolved[name] = [_resolved(row, lists, findings) for row in table_rows]
    return resolved


class _List(NamedTuple):
    """The words that a reference may be, and whether their sheet has the column they come from.

    `where_new` is the place where staff add one, "" where the list is the toolkit's.
    """

    words: Mapping[str, str]
    guesses: Guesses
    is_there: bool
    where_new: str
    sheet: str


def _list(
    layout: Layout[object],
    column: Column,
    rows: Mapping[str, list[Row]],
    places: Mapping[str, TablePlace],
) -> _List:
    table, listed = layout.listed[column.refers_to]
    sheet = layout.sheet_of(table.name)
    held = dict.fromkeys(
        str(value) for row in rows[table.name] if (value := row.values[listed.key])
    )
    # Nobody misses a sheet that is not needed, until something points to it.
    place = places.get(table.name)
    is_there = listed.key in place.columns if place else not sheet.required
    where = f"on {sheet.name}" if len(sheet.tables) == 1 else f"under {table.name} on {sheet.name}"
    is_the_toolkits = bool(table.fixed_rows) or listed.kind is Kind.ID
    where_new = "" if is_the_toolkits else where
    return _List(by_folded(held), Guesses(held), is_there, where_new, sheet.name)


def _resolved(row: Row, lists: Mapping[Column, _List], findings: list[Finding]) -> Row:
    values, source = dict(row.values), row.source
    for column, valid in lists.items():
        text = str(values[column.key])
        chosen = _CHOSEN.search(text) if column.offers else None
        if chosen and chosen["identity"].casefold() in valid.words:
            text = chosen["identity"]
        word = match_word(text, valid.words) if text else ""
        if word is None and valid.is_there:
            cell = source.cell(column.key)
            if valid.words:
                guess = valid.guesses.named(text)
                about = about_unknown(column, valid.words.values(), guess, valid.where_new)
                findings.append(rules.UNKNOWN_WORD.at(cell, **about))
            else:
                about = _about_empty_list(column, text, valid)
                findings.append(rules.LIST_EMPTY.at(cell, **about))
            source = replace(source, unreadable=True)
        elif word and word.casefold() != text.casefold():
            cell = source.cell(column.key)
            findings.append(rules.READ_AS.at(cell, heading=column.heading, read=word))
        values[column.key] = word or ""
    return Row(values, source)


# The end of what a drop-down offers in the place of an identity.
_CHOSEN = re.compile(r"\((?P<identity>[A-Za-z]+-\d+)\)\s*$")
_CODE = re.compile(r"[A-Za-z]{0,4}[ .-]?[0-9]{1,4}(?:\.[0-9]{1,2})?[A-Za-z]?")


def _about_empty_list(column: Column, text: str, valid: _List) -> Mapping[str, str]:
    """What to say of a word whose list is empty; only what is plainly a code is quoted."""
    where = valid.where_new
    return {
        "word": text if _CODE.fullmatch(text) else f'What "{column.heading}" holds',
        "place": where or f"on {valid.sheet}",
        "add": "Describe it there, or" if where else "Let the toolkit give its row an ID, or",
    }
