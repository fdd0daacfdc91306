"""Actions that a closing reported: none vanishes, and none comes back under another ID."""

import re
from collections.abc import Iterator

from toolkit.board.board import Board
from toolkit.board.plan import Action
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.results.reported_actions import (
    ReportedAction,
    is_renamed,
    is_reworded,
    reported_actions,
    traced,
)
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.findings import Finding, Rule, Severity

ACTION_GONE = Rule(
    "HIST-001",
    Severity.ERROR,
    "Action {action} ({id}{due}) was reported when {period} was closed, and is not on the Plan.",
    "Put its row back with that ID. If it has ended, choose Withdrawn, Merged into another or "
    'Carried forward under "Status", and say why under "Reason, agreed by".',
)
IDENTITY_LOST = Rule(
    "HIST-002",
    Severity.ERROR,
    "Action {action} was reported as {id}{due} when {period} was closed, and now has {now}.",
    "Type that ID in this cell again. If the row is another action, give it a ref and words of its "
    "own, and put the row with that ID back.",
)
ENDED_WITHOUT_REASON = Rule(
    "HIST-003",
    Severity.WARNING,
    "Action {action} was reported when {period} was closed, and has ended ({status}) without a "
    "reason.",
    'Write under "Reason, agreed by" why it ended, and who agreed it.',
)
MERGED_INTO_NONE = Rule(
    "HIST-004",
    Severity.WARNING,
    "Action {action} is merged into another, but does not say into which action of the Plan.",
    'Type the ref of that action under "Continued in".',
)
RENAMED = Rule(
    "HIST-005",
    Severity.NOTE,
    "Action {action}, ID {id}, had the ref {ref} when {period} was closed.",
    "Put the old ref back if minutes cite it, or mention the new one in the next paper.",
)
REWORDED = Rule(
    "HIST-006",
    Severity.NOTE,
    "The words of action {action} have changed since {period} was closed.",
    "No change is needed if the board agreed the new words; mention them in the next paper.",
)

_ID = re.compile(rf"{PLAN_TABLE.id_prefix}-\d+")


def gone_or_under_another_identity(board: Board, results: Results) -> Iterator[Finding]:
    """Reported actions whose ID is no longer on the Plan."""
    found = traced(board, reported_actions(board.reports))
    for item in found.gone:
        yield ACTION_GONE.at(
            item.source.cell("record"),
            action=item.ref or _id(item),
            id=_id(item),
            due=_due(item).rstrip(","),
            period=item.period,
        )
    for action, item in found.lookalikes:
        yield IDENTITY_LOST.at(
            action.source.cell("id"),
            action=action.name,
            id=_id(item),
            due=_due(item),
            period=item.period,
            now=f"the ID {action.id}" if action.id else "no ID",
        )


def ended_without_reason(board: Board, results: Results) -> Iterator[Finding]:
    """Reported actions that have ended, without why or, where merged, into what."""
    for action, item in traced(board, reported_actions(board.reports)).kept:
        if not action.has_ended:
            continue
        if not action.revision and action.source.has("revision"):
            yield ENDED_WITHOUT_REASON.at(
                action.source.cell("revision"),
                action=action.name,
                period=item.period,
                status=action.status,
            )
        is_merged = action.status == choices.MERGED and action.source.has("continued_in")
        if is_merged and not _goes_on(action, board):
            yield MERGED_INTO_NONE.at(action.source.cell("continued_in"), action=action.name)


def renamed_or_reworded(board: Board, results: Results) -> Iterator[Finding]:
    """Reported actions that have another ref or other words."""
    for action, item in traced(board, reported_actions(board.reports)).kept:
        if is_renamed(action, item):
            yield RENAMED.at(
                action.source.cell("ref"),
                action=action.name,
                id=item.id,
                ref=item.ref,
                period=item.period,
            )
        if is_reworded(action, item):
            yield REWORDED.at(action.source.cell("action"), action=action.name, period=item.period)


def _goes_on(action: Action, board: Board) -> bool:
    """Whether another action of the plan is named as the one that it goes on in."""
    others = [other for other in board.actions if other is not action]
    return any(
        name in (other.ref, other.id) for name in action.continued_in for other in others
    ) or any(
        other.carried_from in (action.ref, action.id) for other in others if other.carried_from
    )


def _id(item: ReportedAction) -> str:
    """The ID; what is typed over it may be anything, and is not quoted."""
    return item.id if _ID.fullmatch(item.id) else "the ID that History has"


def _due(item: ReportedAction) -> str:
    return f", due {item.due}," if item.due else ""


CHECKS = (gone_or_under_another_identity, ended_without_reason, renamed_or_reworded)
