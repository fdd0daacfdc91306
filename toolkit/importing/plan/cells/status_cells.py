"""How an action is going, as papers print it in the cells of ratings and of dates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.board import wording
from toolkit.importing.plan.cells.cells import rating_of_words, status_of
from toolkit.importing.plan.headings import normal
from toolkit.layout.board.lists import RATINGS
from toolkit.values import choices, timescales
from toolkit.values.text import day_in_words

NO_LEAD, NO_DATE = normal(wording.NO_LEAD), normal(wording.NO_DATE)
OVERDUE = "overdue"
_NONE = {normal(wording.NOT_RATED), normal(wording.NOT_AVAILABLE)}
_PROPOSED = (normal(wording.PROPOSED), normal("(proposed)"))
_IMPACT = ("impact", "impact rating")

_NOTE = re.compile(r"(?P<now>now\s+)?due\s+(?P<day>.+)", re.IGNORECASE)
_COMPLETED = re.compile(
    r"(?:(?P<status>[^,]+),\s*)?(?P<word>completed\s+)?(?:on\s+)?(?P<day>\d.*)", re.IGNORECASE
)
USUAL_RATINGS: Mapping[str, str] = {
    normal(row["label"]): row["rating"] for row in RATINGS.fixed_rows
}
"""The words that ratings have until a board chooses others, normalised."""


@dataclass(frozen=True)
class State:
    """What a line says: the field and its value; no field where it says nothing to keep."""

    words: str
    field: str = ""
    value: str | date = ""

    @property
    def in_words(self) -> str:
        """The value as people read it."""
        return self.value if isinstance(self.value, str) else f"{self.value:%d/%m/%Y}"


def lone_day(text: str) -> date | None:
    """The day where a text is one written out in full, as 31 March 2027, and nothing else."""
    day = timescales.parse(text).due
    return day if day and day_in_words(day).casefold() == text.strip().casefold() else None


def noted_date(text: str) -> tuple[str, date | None]:
    """The field and day of a note below a timescale: "Due 31 March 2027", "Now due …"."""
    match = _NOTE.fullmatch(text.strip())
    return (
        ("revised_due" if match["now"] else "due", lone_day(match["day"])) if match else ("", None)
    )


def states_of(texts: Sequence[str], name: str, ratings: Mapping[str, str]) -> list[State] | None:
    """What each line of a cell says of status, ratings and completion; None where one is unclear.

    `name` is the field of the cell, `ratings` the words that the paper's own key prints for
    ratings. A rating that is marked as proposed is nobody's yet.
    """
    found: list[State] = []
    target = "process_agreed" if name == "status" else name
    for text in texts:
        words = normal(text)
        rating = ratings.get(words) or USUAL_RATINGS.get(words) or rating_of_words(text)
        if words in _PROPOSED:
            if found and found[-1].field == target:
                found[-1] = State(found[-1].words)
            found.append(State(text))
        elif words in _NONE:
            found.append(State(text))
        elif words in _IMPACT and found:
            target = "impact_agreed"
            found.append(State(text))
        elif status_of(text) and (name == "status" or not rating):
            found.append(State(text, "status", status_of(text)))
        elif rating:
            found.append(State(text, target, rating))
        else:
            found_here = _going(text)
            if found_here is None:
                return None
            found += found_here
    return found


def _going(text: str) -> list[State] | None:
    """ "Complete, 24 June 2026" or "Paused, completed 3 May 2026" as status and day."""
    match = _COMPLETED.fullmatch(text.strip())
    day = lone_day(match["day"]) if match else None
    if match is None or day is None or not (match["status"] or match["word"]):
        return None
    status = status_of(match["status"]) if match["status"] else choices.COMPLETE
    if not status:
        return None
    return [State(text, "status", status), State(text, "completed_on", day)]
