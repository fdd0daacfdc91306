"""Fields of a row as they are compared, and as people read them."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from toolkit.board.plan import Action, Priority, Theme
from toolkit.compare.differences import FieldChange, FieldValue, R, Record
from toolkit.compare.entries import normalised
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.layout.board.priorities import PRIORITIES_TABLE
from toolkit.layout.board.themes import THEMES_TABLE
from toolkit.layout.schema import Table
from toolkit.values.missing import Missing

_TABLES: Mapping[type[Record], Table] = {
    Action: PLAN_TABLE,
    Priority: PRIORITIES_TABLE,
    Theme: THEMES_TABLE,
}

# What names a row or follows from its other fields; and who agreed a rating when, which changes
# with every period.
_NOT_COMPARED = ("id", "source", "due_in_words", "agreed_for", "agreed_by", "agreed_on")


def whole_of(record: Record, renumbered: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Every field of a row but its identity, as text."""
    values = []
    for name in _names(record):
        text = as_text(getattr(record, name))
        values.append(renumbered.get(name, {}).get(text, text))
    return tuple(values)


def _names(record: Record) -> list[str]:
    return [item.name for item in fields(record) if item.name not in _NOT_COMPARED]


def as_text(value: object) -> str:
    """A field as one text, as it is compared."""
    compared = _compared(value)
    if isinstance(compared, tuple):
        return "\n".join(compared)
    return "" if compared is None else str(compared)


def field_changes(
    old: R, new: R, renumbered: Mapping[str, Mapping[str, str]]
) -> tuple[FieldChange, ...]:
    """The fields that say something else now; a new name of the row referred to is no change."""
    table = _TABLES[type(new)]
    changes = []
    for name in _names(new):
        before, now = getattr(old, name), getattr(new, name)
        expected = renumbered.get(name, {}).get(before, before) if name in renumbered else before
        if _compared(expected) != _compared(now):
            heading = table.column(name).heading
            changes.append(FieldChange(name, heading, _shown(before), _shown(now)))
    return tuple(changes)


def _compared(value: object) -> FieldValue:
    """A field's value without what does not matter: double spaces, shapes of quotation marks."""
    match value:
        case Missing.UNREADABLE:
            return "unreadable"
        case date():
            return value
        case tuple():
            return tuple(filter(None, (normalised(line) for line in value))) or None
        case str():
            return normalised(value) or None
        case _:
            return None


def _shown(value: object) -> FieldValue:
    """A field's value as people read it."""
    match value:
        case str():
            return value.strip() or None
        case tuple():
            return tuple(line.strip() for line in value if line.strip()) or None
        case _:
            return _compared(value)
