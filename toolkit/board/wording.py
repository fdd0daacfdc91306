"""How the papers word things: headings, dates that may be missing, sentences of counts."""

from collections.abc import Sequence
from datetime import date

from toolkit.board.plan import Action, Day
from toolkit.papers.business_plan.plan_view import PlanView
from toolkit.values import choices, timescales
from toolkit.values.missing import Missing, known
from toolkit.values.text import day_in_words, plural

NO_LEAD = "No lead named"
NO_DATE = "No date given"
NOT_RATED = "Not rated"
NOT_AVAILABLE = "Rating not available"
PROPOSED = "(proposed)"
WITHOUT_PRIORITY = "Actions without a priority"
NO_PRIORITY = "No priority stands here yet"


def day(value: Day | None) -> str:
    """A date in words, "" where there is none."""
    found = None if value is None or isinstance(value, Missing) else value
    return day_in_words(found) if found else ""


def numbered(word: str, ref: str, title: str) -> str:
    """A heading such as "Priority 1: Neglect is seen early".

    A reference that is a word of its own, or says the word already, stands alone.
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


def standing(action: Action) -> str:
    """The status, with the day of completion where there is one."""
    completed = day(action.completed_on)
    if not completed or action.status == choices.COMPLETE:
        return ", ".join(word for word in (action.status, completed) if word)
    return f"{action.status}, completed {completed}" if action.status else f"Completed {completed}"


def draft_notice(errors: int) -> str:
    """The mark on a document that errors stand behind; "" where none do."""
    return f"DRAFT: {plural(errors, 'open error')}" if errors else ""


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def progress_sentences(view: PlanView) -> list[str]:
    """What a reader wants to know first, in plain sentences."""
    actions = view.actions
    if not actions:
        return ["The plan holds no actions yet."]
    complete = sum(action.status == choices.COMPLETE for action in actions)
    overdue = sum(map(view.is_overdue, actions))
    soon = sum(map(view.is_due_soon, actions))
    sentences = [
        f"{plural(len(actions), 'action')}: {_number_is(complete)} complete, "
        f"{overdue or 'none'} overdue, {soon or 'none'} due in the next 30 days."
    ]
    others = [
        (sum(action.status == status for action in actions), status.lower())
        for status in (
            choices.PAUSED,
            choices.WITHDRAWN,
            choices.MERGED,
            choices.CARRIED_FORWARD,
        )
    ]
    parts = [f"{_number_is(number)} {status}" for number, status in others if number]
    if parts:
        sentences.append(_sentence(listed(parts)))
    return [*sentences, *_rating_sentences(view)]


def _rating_sentences(view: PlanView) -> list[str]:
    actions = view.actions
    agreed = sum(bool(view.agreed_rating(action)) for action in actions)
    unagreed = len(actions) - agreed
    wrong = sum(map(view.has_error, actions))
    sentences = []
    if not agreed:
        sentences.append("No rating has been agreed yet.")
    elif unagreed:
        have = "has an agreed rating" if agreed == 1 else "have an agreed rating"
        rest = "the other one is" if unagreed == 1 else f"the other {unagreed} are"
        sentences.append(f"{agreed} of {len(actions)} {have}; {rest} counted as not rated.")
    if wrong:
        sentences.append(
            f"An error stands on {plural(wrong, 'action')}, so "
            f"{'its rating is' if wrong == 1 else 'their ratings are'} not available."
        )
    return sentences


def _number_is(number: int) -> str:
    return f"{number or 'none'} {'is' if number < 2 else 'are'}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
