"""What Excel checks while a person types into a cell."""

from datetime import date
from typing import Any

from toolkit.layout.schema import Column, Kind


def list_name(column_name: str) -> str:
    """The name under which drop-downs find the cells of a "Table.column"."""
    return column_name.replace(".", "_")


def typing_rule(column: Column) -> dict[str, Any] | None:
    """What Excel checks while a person types into the column."""
    rule: dict[str, Any] = {"ignore_blank": True, "error_title": column.heading[:32]}
    if column.offers:
        # What is typed instead of chosen is looked at when the workbook is checked.
        source = f"={list_name(column.offers)}"
        return rule | {"validate": "list", "source": source, "show_error": False}
    if column.refers_to:
        source = f"={list_name(column.refers_to)}"
        kind = "information" if column.open_list else "stop"
        return rule | {
            "validate": "list",
            "source": source,
            "error_type": kind,
            "error_message": "This is not on the list yet."
            if column.open_list
            else "Please choose a word from the list.",
        }
    if column.choices:
        return rule | {
            "validate": "list",
            "source": list(column.choices),
            "error_message": "Please choose a word from the list.",
        }
    if column.kind is Kind.DATE:
        return rule | {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2099, 12, 31),
            "error_message": "Please type a date as in 31/03/2027.",
        }
    if column.kind in (Kind.NUMBER, Kind.COUNT):
        return rule | {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1e12,
            "maximum": 1e12,
            "error_message": "Please type only the number, without words or units.",
        }
    return None
