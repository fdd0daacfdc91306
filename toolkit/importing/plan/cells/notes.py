"""Notes below a priority's facts, outcomes and measures: whence, as of when, shown by what."""

import re
from datetime import date

from toolkit.importing.plan.cells.cells import Line
from toolkit.importing.plan.cells.status_cells import lone_day
from toolkit.importing.plan.headings import normal
from toolkit.values import choices

INDICATOR_KIND = choices.EVIDENCE_KINDS[0]

_PROGRESS_AT = re.compile(r"(?P<words>.*\S)\s*\(progress at (?P<day>[^()]+)\)", re.DOTALL)


def note_after(label: str, line: Line) -> str:
    """The words after a bold label that opens a line; "" where another or none does."""
    opening, colon, rest = line.text.partition(":")
    is_label = bool(colon) and bool(line.label) and line.label.startswith(opening)
    return rest.strip() if is_label and normal(opening) == label else ""


def source_and_day(text: str) -> tuple[str, date | None]:
    """A source and the day that ends it: "Audit, 31 March 2026"."""
    if lone_day(text):
        return "", lone_day(text)
    words, comma, last = text.rpartition(", ")
    day = lone_day(last) if comma else None
    return (words, day) if day else (text, None)


def progress_day(text: str) -> tuple[str, date | None]:
    """An outcome and the day of the progress noted below it."""
    match = _PROGRESS_AT.fullmatch(text)
    day = lone_day(match["day"]) if match else None
    return (match["words"], day) if match and day else (text, None)
