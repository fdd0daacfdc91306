"""The plan: leads, dates, statuses and ratings that cannot all be right."""

from collections.abc import Iterator
from datetime import date

from toolkit.board import wording
from toolkit.board.board import Board, latest_updates
from toolkit.board.plan import Action, Update
from toolkit.board.settings import Settings
from toolkit.checks.plan.texts import (
    HEADINGS,
    WHAT_IS_DONE,
    is_ditto,
    is_placeholder,
    names_in,
    timescale_of,
    words_of,
)
from toolkit.measures.process import Proposal
from toolkit.results.newest_updates import newer_update
from toolkit.results.results import Results
from toolkit.values import choices, timescales
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.missing import Missing, known
from toolkit.values.text import Guesses, day_in_words, plural

NOTHING_TO_DO = Rule(
    "PLAN-001",
    Severity.ERROR,
    "Action {action} does not say what will be done: it has no action, tasks or method.",
    'Write it under "Action", "Tasks" or "Method".',
)
FRONT_LIST = Rule(
    "PLAN-002",
    Severity.WARNING,
    "The list of priorities at the front has {listed}, but the plan has {total}: "
    "{priority} is not on the list.",
    'Type Yes under "On front list", or move its actions.',
)
NO_LEAD = Rule(
    "PLAN-003",
    Severity.ERROR,
    "Action {action} has no lead.",
    "Type the lead's post in this cell.",
)
NO_TIMESCALE = Rule(
    "PLAN-004",
    Severity.ERROR,
    "Action {action} has neither a due date nor a timescale{hint}.",
    'Type a date here, or words such as Quarterly under "Timescale".',
)
UNKNOWN_LEAD = Rule(
    "PLAN-005",
    Severity.WARNING,
    "The lead of action {action} is not among the leads on the Lists sheet{guess}.",
    "Choose a lead from the list, or add this one to it.",
)
OUTSIDE_PERIOD = Rule(
    "PLAN-006",
    Severity.WARNING,
    '"{heading}" of action {action} is {date}, outside the plan period {first} to {last}.',
    "Check the year; if the date is right, no change is needed.",
)
BEFORE_DOCUMENT = Rule(
    "PLAN-007",
    Severity.WARNING,
    '"{heading}" of action {action} is {date}, before the date of the plan, {plan_date}.',
    "Check the date; a plan cannot set a date that has already passed.",
)
RATING_CONTRADICTED = Rule(
    "PLAN-008",
    Severity.ERROR,
    "Action {action} is agreed as {agreed}, but: {reason}",
    "Agree another rating, or correct the dates or status.",
)
RATING_OF_EARLIER = Rule(
    "PLAN-057",
    Severity.WARNING,
    "Action {action} was agreed as {agreed} for a period that is closed, but: {reason}",
    "Agree its rating for the period under way; until then papers print the suggested one.",
)
RATING_OUTSIDE_SCHEME = Rule(
    "PLAN-058",
    Severity.ERROR,
    '"{heading}" says {rating}, which the rating scheme "{scheme}" does not have.',
    "Choose one of {valid}, or choose the other rating scheme again on the Settings sheet.",
)
COMPLETE_UNDATED = Rule(
    "PLAN-009",
    Severity.ERROR,
    "Action {action} is complete, but has no date of completion.",
    'Type the date under "Completed on".',
)
COMPLETED_IN_FUTURE = Rule(
    "PLAN-010",
    Severity.ERROR,
    "Action {action} has a completion date of {date}, after the as-at date {as_at}.",
    "Check the date, or the as-at date on the Settings sheet.",
)
COMPLETED_BUT_OPEN = Rule(
    "PLAN-011",
    Severity.WARNING,
    "Action {action} has a date of completion, but its status is {status}.",
    "Set the status to Complete, or clear the date.",
)
SAME_DATE = Rule(
    "PLAN-012",
    Severity.NOTE,
    "All {count} actions are due on the same day, {date}.",
    "No change is needed; dates spread over the year make progress easier to see.",
)
RATING_DIFFERS = Rule(
    "PLAN-013",
    Severity.WARNING,
    "Action {action} is agreed as {agreed}; its dates and status point to {proposed}: {reason}",
    "Agree the suggested rating, or leave it: the agreed rating is the one printed.",
)
IMPACT_WITHOUT_EVIDENCE = Rule(
    "PLAN-014",
    Severity.WARNING,
    "The impact of action {action} is agreed as {agreed}, but no evidence is named.",
    'Name the evidence under "Evidence", or agree another rating.',
)
NO_CORRECTIVE_ACTION = Rule(
    "PLAN-015",
    Severity.WARNING,
    "Action {action} is {behind}, but no corrective action is written down.",
    'Write under "Corrective action" what will put it right.',
)
NEW_DATE_NOT_TAKEN_OVER = Rule(
    "PLAN-016",
    Severity.WARNING,
    "The latest update of action {action} gives the new date {date}, which the plan does not show.",
    'Type it under "Revised due", with the reason and who agreed it.',
)
NEWER_UPDATE = Rule(
    "PLAN-056",
    Severity.WARNING,
    "The update of action {action} in row {row} of the Updates sheet, of {date}, is newer than "
    "what is typed here; papers print the newer one.",
    "Take it over here, or clear the cells of this row's last update and press update: it fills "
    "them.",
)


def nothing_to_do(board: Board, results: Results) -> Iterator[Finding]:
    """An action that says neither what will be done, nor its tasks, nor its method."""
    for action in board.actions:
        said = action.action or action.tasks or action.method
        if not said and action.source.has("action"):
            yield NOTHING_TO_DO.at(action.source.cell("action"), action=action.name)


def front_list(board: Board, results: Results) -> Iterator[Finding]:
    """A priority with actions that the list at the front leaves out."""
    used = {action.priority for action in board.actions if action.priority}
    listed = [item for item in board.priorities if item.is_on_front_list]
    left_out = [item for item in board.priorities if not item.is_on_front_list and item.ref in used]
    for priority in left_out if listed else ():
        yield FRONT_LIST.at(
            priority.source.cell("on_front_list"),
            listed=len(listed),
            total=len(listed) + len(left_out),
            priority=priority.ref,
        )


def no_lead(board: Board, results: Results) -> Iterator[Finding]:
    """An action nobody answers for."""
    for action in board.actions:
        if action.is_open and not action.lead and action.source.has("lead"):
            yield NO_LEAD.at(action.source.cell("lead"), action=action.name)


def no_timescale(board: Board, results: Results) -> Iterator[Finding]:
    """An open action with no date and no words in place of one."""
    for action in board.actions:
        dated = action.due is not Missing.BLANK or action.revised_due is not Missing.BLANK
        if action.is_open and not dated and not action.timescale and action.source.has("due"):
            elsewhere = [
                words.heading
                for words in words_of(action, WHAT_IS_DONE)
                if timescales.parse(words.text).says_when
            ]
            hint = f'; "{elsewhere[0]}" seems to name one' if elsewhere else ""
            yield NO_TIMESCALE.at(action.source.cell("due"), action=action.name, hint=hint)


def unknown_lead(board: Board, results: Results) -> Iterator[Finding]:
    """A lead that the Lists sheet does not have, under any of its names.

    A cell may hold several leads divided by strokes. Ditto marks and placeholders are found
    by checks of their own, and so is a timescale in this column.
    """
    names = tuple(name for lead in board.leads for name in lead.names)
    folded = {name.casefold() for name in names}
    guesses = Guesses(names)
    has_names = all(lead.source.has("name") for lead in board.leads)
    for action in board.actions if has_names else ():
        lead = action.lead
        if not lead or lead.casefold() in folded or is_ditto(lead) or is_placeholder(lead):
            continue
        when = timescales.parse(lead)
        is_a_timescale = when.says_when and not when.rest
        if not is_a_timescale and not all(name.casefold() in folded for name in names_in(lead)):
            yield UNKNOWN_LEAD.at(
                action.source.cell("lead"),
                action=action.name,
                guess=guesses.named(action.lead),
            )


def _dates(action: Action, board: Board) -> Iterator[tuple[str, str, date]]:
    """The planned dates; those that the timescale names in words where no due date is typed."""
    for key in ("start", "due", "revised_due"):
        day = known(getattr(action, key))
        if day is not None:
            yield key, HEADINGS[key], day
    if action.timescale and action.due is Missing.BLANK and action.revised_due is Missing.BLANK:
        for day in dict.fromkeys(timescale_of(action, board).dates):
            yield "timescale", HEADINGS["timescale"], day


def outside_period(board: Board, results: Results) -> Iterator[Finding]:
    """A due date that the plan's period does not hold; a start after its end."""
    first, last = board.settings.first_day, board.settings.last_day
    if first is None or last is None:
        return
    for action in board.actions:
        for key, heading, day in _dates(action, board):
            if day > last or (day < first and key != "start"):
                yield OUTSIDE_PERIOD.at(
                    action.source.cell(key),
                    heading=heading,
                    action=action.name,
                    date=day_in_words(day),
                    first=day_in_words(first),
                    last=day_in_words(last),
                )


def before_document(board: Board, results: Results) -> Iterator[Finding]:
    """A due date before the date of the plan that sets it."""
    plan_date = board.settings.plan_date
    if plan_date is None:
        return
    for action in board.actions:
        for key, heading, day in _dates(action, board):
            if key != "start" and day < plan_date:
                yield BEFORE_DOCUMENT.at(
                    action.source.cell(key),
                    heading=heading,
                    action=action.name,
                    date=day_in_words(day),
                    plan_date=day_in_words(plan_date),
                )


def completion(board: Board, results: Results) -> Iterator[Finding]:
    """Complete without a date, in the future, or a date without Complete."""
    for action in board.actions:
        completed = known(action.completed_on)
        cell = action.source.cell("completed_on")
        if action.status == choices.COMPLETE:
            if action.completed_on is Missing.BLANK and action.source.has("completed_on"):
                yield COMPLETE_UNDATED.at(cell, action=action.name)
            elif completed and completed > results.as_at:
                yield COMPLETED_IN_FUTURE.at(
                    cell,
                    action=action.name,
                    date=day_in_words(completed),
                    as_at=day_in_words(results.as_at),
                )
        elif completed and action.status:
            yield COMPLETED_BUT_OPEN.at(
                action.source.cell("status"), action=action.name, status=action.status
            )


# Ratings that promise more than a row may that is late or unfinished.
_PROMISING = (choices.GREEN, choices.BLUE, choices.GREY)


def agreed_rating(board: Board, results: Results) -> Iterator[Finding]:
    """An agreed rating that dates or status contradict, or that differs from the proposal."""
    for action in board.actions:
        agreement = results.agreed[action.key]
        agreed = agreement.process or agreement.earlier
        proposal = results.proposals[action.key]
        if agreed in ("", proposal.rating) or agreed not in board.settings.scheme.ratings:
            continue
        cell = action.source.cell("process_agreed")
        contradiction = _contradiction(action, proposal, results.as_at)
        if contradiction:
            rule = RATING_OF_EARLIER if agreement.earlier else RATING_CONTRADICTED
            yield rule.at(cell, action=action.name, agreed=agreed, reason=contradiction)
        elif proposal.rating and not agreement.earlier and action.source.has("revised_due"):
            yield RATING_DIFFERS.at(
                cell,
                action=action.name,
                agreed=agreed,
                proposed=proposal.rating,
                reason=proposal.reason,
            )


def _contradiction(action: Action, proposal: Proposal, as_at: date) -> str:
    # A status that is missing or could not be read has a finding of its own.
    if action.process_agreed == choices.BLUE and action.status not in ("", choices.COMPLETE):
        return f"its status is {action.status}."
    if action.status and action.process_agreed in _PROMISING and action.days_overdue(as_at):
        return proposal.reason[0].lower() + proposal.reason[1:]
    return ""


def rating_outside_scheme(board: Board, results: Results) -> Iterator[Finding]:
    """An agreed rating that the board's scheme does not have."""
    valid = board.settings.scheme.ratings
    for action in board.actions:
        for key, heading in (
            ("process_agreed", "Process agreed"),
            ("impact_agreed", "Impact agreed"),
        ):
            rating = getattr(action, key)
            if rating and rating not in valid:
                yield RATING_OUTSIDE_SCHEME.at(
                    action.source.cell(key),
                    heading=heading,
                    rating=rating,
                    scheme=board.settings.scheme.name,
                    valid=", ".join(valid),
                )


def impact_without_evidence(board: Board, results: Results) -> Iterator[Finding]:
    """A difference claimed with nothing named that shows it."""
    updates = latest_updates(board, results.as_at)
    for action in board.actions:
        update = updates.get(action.id)
        named = action.evidence or (update and update.evidence)
        claimed = action.impact_agreed in (choices.GREEN, choices.BLUE)
        if claimed and not named and action.source.has("evidence"):
            yield IMPACT_WITHOUT_EVIDENCE.at(
                action.source.cell("evidence"), action=action.name, agreed=action.impact_agreed
            )


LONGEST_SILENCE = 14
"""Work that is overdue by more days than this needs a word on it."""


def no_corrective_action(board: Board, results: Results) -> Iterator[Finding]:
    """Work that is behind with nothing written that will put it right.

    Work agreed as Red or Amber is behind; so is work that nobody has rated, once it is overdue
    by more than `LONGEST_SILENCE` days without a word of progress either.
    """
    updates = latest_updates(board, results.as_at)
    for action in board.actions:
        update = updates.get(action.id)
        written = action.corrective_action or (update and update.corrective_action)
        if written or not action.source.has("corrective_action"):
            continue
        agreed = results.agreed[action.key].process
        behind = ""
        if agreed in (choices.RED, choices.AMBER):
            behind = f"agreed as {agreed}"
        elif not agreed and _is_silent(action, update, board.settings, results.as_at):
            overdue = plural(action.days_overdue(results.as_at), "day")
            behind = f"{overdue} overdue"
        if behind:
            yield NO_CORRECTIVE_ACTION.at(
                action.source.cell("corrective_action"), action=action.name, behind=behind
            )


def _is_silent(action: Action, update: Update | None, settings: Settings, as_at: date) -> bool:
    if action.days_overdue(as_at) <= LONGEST_SILENCE or action.source.unreadable:
        return False
    # A day before the plan itself is doubted by other rules: nothing is overdue by a slip.
    earliest = (settings.first_day, settings.plan_date)
    if any(first and action.due_now and action.due_now < first for first in earliest):
        return False
    written = action.progress or (update and update.progress)
    return not written and action.source.has("progress")


def new_date_not_taken_over(board: Board, results: Results) -> Iterator[Finding]:
    """A new date in the latest update that the Plan sheet does not show."""
    updates = latest_updates(board, results.as_at)
    for action in board.actions:
        update = updates.get(action.id)
        new_date = known(update.new_date) if update else None
        shown = not action.source.has("revised_due") or new_date in (action.revised_due, action.due)
        if action.is_open and new_date and not shown:
            yield NEW_DATE_NOT_TAKEN_OVER.at(
                action.source.cell("revised_due"),
                action=action.name,
                date=day_in_words(new_date),
            )


def newer_update_given(board: Board, results: Results) -> Iterator[Finding]:
    """An update on the Updates sheet that is newer than the one typed in the plan."""
    for action in board.actions:
        update = newer_update(action, results.updates.get(action.id))
        typed = action.progress or action.corrective_action or action.evidence
        if update is not None and typed and action.source.has("progress"):
            yield NEWER_UPDATE.at(
                action.source.cell("progress"),
                action=action.name,
                row=update.source.row,
                date=wording.day(update.updated_on),
            )


def same_date(board: Board, results: Results) -> Iterator[Finding]:
    """Every action due on one day."""
    dues = {action.due for action in board.actions}
    day = dues.pop() if len(dues) == 1 else Missing.BLANK
    if len(board.actions) > 1 and not isinstance(day, Missing):
        yield SAME_DATE.at(
            board.actions[0].source.cell("due"),
            count=len(board.actions),
            date=day_in_words(day),
        )


CHECKS = (
    nothing_to_do,
    front_list,
    no_lead,
    no_timescale,
    unknown_lead,
    outside_period,
    before_document,
    completion,
    agreed_rating,
    rating_outside_scheme,
    impact_without_evidence,
    no_corrective_action,
    new_date_not_taken_over,
    newer_update_given,
    same_date,
)
