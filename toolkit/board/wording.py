"""How records of a plan are worded: headings, dates that may be missing, a status with its day."""

from datetime import date

from toolkit.board.plan import Action
from toolkit.values import choices, timescales
from toolkit.values.missing import Day, Missing, known
from toolkit.values.text import day_in_words, plural

NO_LEAD = "No lead named"
NO_DATE = "No date given"
NOT_RATED = "Not rated"
NOT_AVAILABLE = "Rating not available"
PROPOSED = "(suggested)"
NOT_YET_AGREED = "Not yet agreed"
WITHOUT_PRIORITY = "Actions without a priority"
NO_PRIORITY = "There are no priorities yet"


def day(value: Day | None) -> str:
    """A date in words, "" where there is none."""
    found = None if value is None or isinstance(value, Missing) else value
    return day_in_words(found) if found else ""


def numbered(word: str, ref: str, title: str) -> str:
    """A heading such as "Priority 1: Neglect is seen early".

    A reference that is a word of its own, or says the word already, is used alone.
    """
    if not ref or ref.casefold() == title.casefold():
        return title
    is_number = any(character.isdigit() for character in ref) or len(ref) <= 2
    says_it = word.casefold() in ref.casefold()
    label = f"{word} {ref}" if is_number and not says_it else ref
    return f"{label}: {title}" if title else label


def when(action: Action) -> str:
    """The completion date as the plan prints it: its words, else its date."""
    return action.timescale or day(action.due) or NO_DATE


def date_notes(action: Action, new_date: date | None) -> list[str]:
    """What the printed date leaves unsaid: the date behind words, and the date now agreed."""
    due = known(action.due)
    notes = []
    if action.timescale and due and timescales.parse(action.timescale).due != due:
        notes.append(f"Due {day(due)}")
    if new_date and new_date != due:
        notes.append(f"Now due {day(new_date)}")
    return notes


def status_with_day(action: Action) -> str:
    """The status, with the day of completion where there is one."""
    completed = day(action.completed_on)
    if not completed or action.status == choices.COMPLETE:
        return ", ".join(word for word in (action.status, completed) if word)
    return f"{action.status}, completed {completed}" if action.status else f"Completed {completed}"


def draft_notice(errors: int) -> str:
    """The mark on a document whose workbook has errors; "" where it has none."""
    return f"DRAFT: {plural(errors, 'open error')}" if errors else ""
