"""A board's records, as the template of its business plan prints them."""

from collections.abc import Iterable, Iterator

from toolkit.board import wording
from toolkit.board.board import Board
from toolkit.board.narrative import Block
from toolkit.board.settings import Settings
from toolkit.papers.business_plan import context as printed
from toolkit.papers.business_plan.plan_view import PlanView
from toolkit.papers.business_plan.priorities import heading, priorities_printed
from toolkit.papers.business_plan.summary import summary
from toolkit.papers.shared_context import board_names, words_of
from toolkit.results.results import Results
from toolkit.values.findings import Finding
from toolkit.word.values.blocks import Blocks, blocks_of

_INTRODUCTION = "Plan introduction"
_CLOSING = "Plan closing"
_PARAGRAPH = "Paragraph"
DEFAULT_TITLE = "Business plan"


def business_plan_context(
    board: Board, results: Results, findings: Iterable[Finding]
) -> printed.BusinessPlan:
    """All that a business plan prints."""
    view = PlanView(board, results, tuple(findings))
    priorities = priorities_printed(view)
    return printed.BusinessPlan(
        board=_board(board.settings),
        document=_document(view),
        words=words_of(board),
        themes=[printed.Theme(ref=theme.ref, title=theme.title) for theme in board.themes],
        introduction=[
            printed.Introduction(style=style, text=text)
            for style, text in _blocks(board.narrative, _INTRODUCTION)
        ],
        closing=[
            printed.Closing(style=style, text=text)
            for style, text in _blocks(board.narrative, _CLOSING)
        ],
        overview=_overview(board),
        summary=summary(view),
        key=_key(board),
        evidence_codes=[
            printed.EvidenceCode(kind=code.kind, meaning=code.meaning)
            for code in board.evidence_codes
        ],
        abbreviations=[
            printed.Abbreviation(short=entry.short, long=entry.long)
            for entry in board.abbreviations
        ],
        has_objectives=any(action.objective for action in view.actions),
        has_refs=any(action.ref for action in view.actions),
        has_impacts=any(
            action.impact_expected or action.how_we_will_know or action.indicator
            for action in view.actions
        ),
        has_progress=any(
            action.progress or action.corrective_action or action.evidence or action.revision
            for priority in priorities
            for action in priority.actions
        ),
        priorities=priorities,
    )


def _board(settings: Settings) -> printed.PlanBoard:
    return printed.PlanBoard(
        **vars(board_names(settings)),
        chair=settings.chair,
        contact=settings.contact,
    )


def _document(view: PlanView) -> printed.Document:
    settings = view.board.settings
    version = settings.plan_version
    edition = (
        f"Version {version}" if version[:1].isdigit() else version,
        settings.plan_status,
        wording.day(settings.plan_date),
    )
    return printed.Document(
        title=settings.plan_title or DEFAULT_TITLE,
        period=settings.period,
        version=version,
        status=settings.plan_status,
        date=wording.day(settings.plan_date),
        approved_on=wording.day(settings.approved_on),
        as_at=wording.day(view.as_at),
        marking=settings.marking,
        edition=", ".join(part for part in edition if part),
        open_errors=view.open_errors,
        draft_notice=wording.draft_notice(view.open_errors),
    )


def _blocks(narrative: Iterable[Block], place: str) -> Iterator[tuple[str, Blocks | str]]:
    """Running text for a place; a paragraph's own lines and marks are understood."""
    for block in narrative:
        if block.place == place and block.text:
            is_one_line = block.style in ("Heading", "Bullet")
            yield block.style or _PARAGRAPH, block.text if is_one_line else blocks_of(block.text)


def _overview(board: Board) -> list[printed.OverviewEntry]:
    return [
        printed.OverviewEntry(
            ref=priority.ref,
            title=priority.front_title or priority.title,
            heading=heading(board, priority, priority.front_title or priority.title),
            sub_points=list(priority.sub_points),
        )
        for priority in board.priorities
        if priority.is_on_front_list
    ]


def _key(board: Board) -> list[printed.KeyEntry]:
    words = {entry.rating: entry for entry in board.ratings}
    return [
        printed.KeyEntry(
            colour=rating,
            label=board.rating_label(rating),
            process=words[rating].process if rating in words else "",
            impact=words[rating].impact if rating in words else "",
        )
        for rating in board.settings.scheme.ratings
    ]
