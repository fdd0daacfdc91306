"""The progress of a plan in plain sentences: what a reader wants to know first."""

from toolkit.papers.business_plan.plan_view import PlanView
from toolkit.values import choices
from toolkit.values.text import listed, plural


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
            f"There is an error on {plural(wrong, 'action')}, so "
            f"{'its rating is' if wrong == 1 else 'their ratings are'} not available."
        )
    return sentences


def _number_is(number: int) -> str:
    return f"{number or 'none'} {'is' if number < 2 else 'are'}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
