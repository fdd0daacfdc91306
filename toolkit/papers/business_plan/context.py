"""The context of the business plan: plain data, every word and figure already formatted.

The names here are a public contract with the templates that boards edit in Word.
`toolkit.papers.business_plan.fields.FIELDS` describes each one; its FIELDS_VERSION grows when
one is renamed or removed. Everything is text, a list, a dictionary, a whole number,
or true or false for a template's "if". Dates, ratings and numbers know the record and
field that they come from.
"""

from collections.abc import Iterable

from toolkit.board import wording
from toolkit.board.board import Board
from toolkit.board.narrative import Block
from toolkit.papers.business_plan.plan_view import PlanView
from toolkit.papers.business_plan.priorities import heading, priorities_printed
from toolkit.papers.business_plan.rows import Data
from toolkit.papers.business_plan.summary import summary
from toolkit.results.results import Results
from toolkit.values.findings import Finding
from toolkit.word.values.blocks import blocks_of

_INTRODUCTION = "Plan introduction"
_CLOSING = "Plan closing"
_PARAGRAPH = "Paragraph"
DEFAULT_TITLE = "Business plan"


def business_plan_context(
    board: Board, results: Results, findings: Iterable[Finding]
) -> dict[str, object]:
    """All that a business plan prints."""
    view = PlanView(board, results, tuple(findings))
    priorities = priorities_printed(view)
    return {
        "board": _board(board),
        "document": _document(view),
        "words": dict(board.words),
        "themes": [{"ref": theme.ref, "title": theme.title} for theme in board.themes],
        "introduction": _blocks(board.narrative, _INTRODUCTION),
        "closing": _blocks(board.narrative, _CLOSING),
        "overview": _overview(board),
        "summary": summary(view),
        "key": _key(board),
        "evidence_codes": [
            {"kind": code.kind, "meaning": code.meaning} for code in board.evidence_codes
        ],
        "abbreviations": [
            {"short": entry.short, "long": entry.long} for entry in board.abbreviations
        ],
        "priorities": priorities,
        "has_objectives": any(action.objective for action in view.actions),
        "has_refs": any(action.ref for action in view.actions),
        "has_progress": any(
            action["progress"]
            or action["corrective_action"]
            or action["evidence"]
            or action["revision"]
            for priority in priorities
            for action in priority["actions"]
        ),
        "has_impacts": any(
            action.impact_expected or action.how_we_will_know or action.indicator
            for action in view.actions
        ),
    }


def _board(board: Board) -> Data:
    settings = board.settings
    return {
        "name": settings.board_name,
        "short_name": settings.board_short_name or settings.board_name,
        "chair": settings.chair,
        "contact": settings.contact,
        # A picture is drawn, which plain data cannot do: toolkit.word.branding puts it in.
        "logo": "",
    }


def _document(view: PlanView) -> Data:
    settings = view.board.settings
    version = settings.plan_version
    edition = (
        f"Version {version}" if version[:1].isdigit() else version,
        settings.plan_status,
        wording.day(settings.plan_date),
    )
    return {
        "title": settings.plan_title or DEFAULT_TITLE,
        "period": settings.period,
        "version": version,
        "status": settings.plan_status,
        "date": wording.day(settings.plan_date),
        "approved_on": wording.day(settings.approved_on),
        "as_at": wording.day(view.as_at),
        "marking": settings.marking,
        "edition": ", ".join(part for part in edition if part),
        "open_errors": view.open_errors,
        "draft_notice": wording.draft_notice(view.open_errors),
    }


def _blocks(narrative: Iterable[Block], place: str) -> list[Data]:
    """Running text for a place; a paragraph's own lines and marks are understood."""
    return [
        {
            "style": block.style or _PARAGRAPH,
            "text": block.text if block.style in ("Heading", "Bullet") else blocks_of(block.text),
        }
        for block in narrative
        if block.place == place and block.text
    ]


def _overview(board: Board) -> list[Data]:
    return [
        {
            "ref": priority.ref,
            "title": priority.front_title or priority.title,
            "heading": heading(board, priority, priority.front_title or priority.title),
            "sub_points": list(priority.sub_points),
        }
        for priority in board.priorities
        if priority.is_on_front_list
    ]


def _key(board: Board) -> list[Data]:
    words = {entry.rating: entry for entry in board.ratings}
    return [
        {
            "colour": rating,
            "label": board.rating_label(rating),
            "process": words[rating].process if rating in words else "",
            "impact": words[rating].impact if rating in words else "",
        }
        for rating in board.settings.scheme.ratings
    ]
