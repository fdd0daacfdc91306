"""The context of the business plan: plain data, every word and figure already formatted.

The names here are a public contract with the templates that boards edit in Word.
`toolkit.papers.business_plan.fields.FIELDS` describes each one; its FIELDS_VERSION grows when
one is renamed or removed. Everything is text, a list, a dictionary, a whole number,
or true or false for a template's "if". Dates, ratings and numbers know the record and
field that they come from.
"""

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from toolkit.board import wording
from toolkit.board.board import Block, Board, Settings
from toolkit.board.plan import Action, Evidence, Measure, Outcome, Priority, Theme
from toolkit.papers.business_plan.plan_view import PlanView, is_shown_at_front, ratings_in_use
from toolkit.papers.business_plan.progress import progress_sentences
from toolkit.publishing.small_numbers import SYMBOL, note, small_numbers
from toolkit.results.results import Results
from toolkit.values.findings import Finding
from toolkit.values.missing import Day, Missing, known, plain
from toolkit.values.palette import RAG
from toolkit.word.values.blocks import blocks_of
from toolkit.word.values.figure import Count, Figure

_INTRODUCTION = "Plan introduction"
_CLOSING = "Plan closing"
_PARAGRAPH = "Paragraph"
DEFAULT_TITLE = "Business plan"

# Fewer lines than this do not fill enough of a page to begin on a fresh one.
_LINES_THAT_FILL_A_PAGE = 6

# Longer ones are names, such as "Strategic Theme 1".
_LONGEST_SHORT_REF = 2

_DASHES = frozenset("-–—")

# The records that counts are taken from, where that is no one row.
_PLAN = "plan"
_NO_PRIORITY = "actions without a priority"

_Data = dict[str, Any]


def business_plan_context(
    board: Board, results: Results, findings: Iterable[Finding]
) -> dict[str, object]:
    """All that a business plan prints."""
    view = PlanView(board, results, tuple(findings))
    priorities = _priorities(view)
    return {
        "board": _board(board),
        "document": _document(view),
        "words": dict(board.words),
        "themes": [{"ref": theme.ref, "title": theme.title} for theme in board.themes],
        "introduction": _blocks(board.narrative, _INTRODUCTION),
        "closing": _blocks(board.narrative, _CLOSING),
        "overview": _overview(board),
        "summary": _summary(view),
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


def _board(board: Board) -> _Data:
    settings = board.settings
    return {
        "name": settings.board_name,
        "short_name": settings.board_short_name or settings.board_name,
        "chair": settings.chair,
        "contact": settings.contact,
        # A picture is drawn, which plain data cannot do: toolkit.word.branding puts it in.
        "logo": "",
    }


def _document(view: PlanView) -> _Data:
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


def _blocks(narrative: Iterable[Block], place: str) -> list[_Data]:
    """Running text for a place; a paragraph's own lines and marks are understood."""
    return [
        {
            "style": block.style or _PARAGRAPH,
            "text": block.text if block.style in ("Heading", "Bullet") else blocks_of(block.text),
        }
        for block in narrative
        if block.place == place and block.text
    ]


def _overview(board: Board) -> list[_Data]:
    return [
        {
            "ref": priority.ref,
            "title": priority.front_title or priority.title,
            "heading": _heading(board, priority, priority.front_title or priority.title),
            "sub_points": list(priority.sub_points),
        }
        for priority in board.priorities
        if is_shown_at_front(priority)
    ]


def _heading(board: Board, priority: Priority, title: str) -> str:
    return wording.numbered(board.words["priority"], priority.ref, title)


def _summary(view: PlanView) -> _Data:
    board, ratings = view.board, ratings_in_use(view)
    rows = [
        {
            "ref": priority.ref,
            "title": priority.title,
            "heading": _heading(board, priority, priority.title),
            **_counts(view, priority.id, view.under(priority, view.actions), ratings),
        }
        for priority in board.priorities
    ]
    homeless = view.homeless(view.actions)
    if homeless:
        counts = _counts(view, _NO_PRIORITY, homeless, ratings)
        title = wording.WITHOUT_PRIORITY
        rows.append({"ref": "", "title": title, "heading": title, **counts})
    return {
        "sentences": [
            Figure(sentence, _PLAN, f"progress, sentence {number}")
            for number, sentence in enumerate(progress_sentences(view), 1)
        ],
        "ratings": [{"colour": _colour(rating), "name": rating} for rating in ratings],
        "rows": rows if view.actions else [],
        "totals": _counts(view, _PLAN, view.actions, ratings),
    }


def _counts(
    view: PlanView, record: str, actions: Iterable[Action], ratings: tuple[str, ...]
) -> _Data:
    """How many actions have each agreed rating, how many none, and how many there are."""
    agreed = [view.agreed_rating(action) for action in actions]
    return {
        "counts": [
            Count(agreed.count(rating), record, f"actions agreed {rating}") for rating in ratings
        ],
        "not_rated": Count(agreed.count(""), record, "actions not rated"),
        "total": Count(len(agreed), record, "actions"),
    }


def _key(board: Board) -> list[_Data]:
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


def _priorities(view: PlanView) -> list[_Data]:
    board = view.board
    themes = {theme.ref: theme for theme in board.themes}
    printed = [
        _priority(view, priority, themes.get(priority.theme))
        for priority in _by_theme(board.priorities)
    ]
    used = {priority.theme for priority in board.priorities}
    printed += [
        _priority_less(view, theme)
        for theme in board.themes
        if theme.ref not in used or themes[theme.ref] is not theme
    ]
    homeless = _homeless(view)
    if _lines(homeless):
        printed.append(homeless)
    earlier = ""
    for priority in printed:
        is_first = priority["part"] != earlier
        earlier = priority["part"]
        priority["part_heading"] = priority["part"] if is_first else ""
        priority["starts_page"] = not is_first and _lines(priority) >= _LINES_THAT_FILL_A_PAGE
    return printed


def _by_theme(priorities: tuple[Priority, ...]) -> list[Priority]:
    """The priorities with those of one theme together, otherwise in their order."""
    first: dict[str, int] = {}
    for priority in priorities:
        first.setdefault(priority.theme, len(first))
    return sorted(priorities, key=lambda priority: first[priority.theme])


def _lines(priority: _Data) -> int:
    return sum(len(priority[part]) for part in ("evidence", "outcomes", "measures", "actions"))


def _priority(view: PlanView, priority: Priority, theme: Theme | None) -> _Data:
    board = view.board
    return {
        "ref": priority.ref,
        "title": priority.title,
        "heading": _heading(board, priority, priority.title),
        "theme": theme.title if theme else "",
        "part": _part(board, theme),
        "sub_points": list(priority.sub_points),
        **_rows(
            view,
            _short_ref(theme.ref) if theme else "",
            view.under(priority, board.evidence),
            view.under(priority, board.outcomes),
            view.under(priority, board.measures),
            view.under(priority, view.actions),
        ),
    }


def _priority_less(view: PlanView, theme: Theme) -> _Data:
    """A theme under which no priority stands: printed, so that it does not vanish."""
    return {
        "ref": "",
        "title": wording.NO_PRIORITY,
        "heading": wording.NO_PRIORITY,
        "theme": theme.title,
        "part": _part(view.board, theme),
        "sub_points": [],
        **_rows(view, "", (), (), (), ()),
    }


def _homeless(view: PlanView) -> _Data:
    """What points to no priority there is: printed last, so that nothing vanishes."""
    board = view.board
    return {
        "ref": "",
        "title": wording.WITHOUT_PRIORITY,
        "heading": wording.WITHOUT_PRIORITY,
        "theme": "",
        "part": "Other actions" if board.themes else _part(board, None),
        "sub_points": [],
        **_rows(
            view,
            "",
            view.homeless(board.evidence),
            view.homeless(board.outcomes),
            view.homeless(board.measures),
            view.homeless(view.actions),
        ),
    }


def _rows(
    view: PlanView,
    theme_ref: str,
    evidence: Iterable[Evidence],
    outcomes: Iterable[Outcome],
    measures: Iterable[Measure],
    actions: Iterable[Action],
) -> _Data:
    indicators = {indicator.code: indicator.title for indicator in view.board.indicators}
    return {
        "evidence": [_evidence(row, view.board.settings) for row in evidence],
        "outcomes": [_outcome(row) for row in outcomes],
        "measures": [_measure(row, indicators) for row in measures],
        "actions": [_action(view, theme_ref, action, indicators) for action in actions],
    }


def _short_ref(ref: str) -> str:
    """The reference where it can begin a longer one: a number or a letter or two."""
    return ref if ref.isalnum() and len(ref) <= _LONGEST_SHORT_REF else ""


def _full_ref(theme_ref: str, action: Action) -> str:
    """Theme, priority and action in one; an action that says all three keeps its own.

    It says two where it begins with its priority's reference: 1.2 under priority 1 of theme
    A is A.1.2.
    """
    says_priority = bool(action.priority) and action.ref.startswith(f"{action.priority}.")
    has_two = says_priority and action.ref.count(".") == 1
    return f"{theme_ref}.{action.ref}" if theme_ref and has_two else action.ref


def _part(board: Board, theme: Theme | None) -> str:
    """The heading of the part of the plan that a priority stands in."""
    if theme:
        return wording.numbered("Theme", theme.ref, theme.title)
    return "Other priorities" if board.themes else "The plan in detail"


def _evidence(evidence: Evidence, settings: Settings) -> _Data:
    figure = known(evidence.figure)
    printed = "" if figure is None else plain(figure)
    where = [evidence.source_text, wording.day(evidence.figure_date)]
    if evidence.figure is Missing.SUPPRESSED:
        printed = SYMBOL
        where.append(note(small_numbers(settings).highest_hidden).rstrip("."))
    attribution = ", ".join(part for part in where if part)
    return {
        "text": evidence.text,
        "figure": Figure(printed, evidence.id, "figure") if printed else "",
        "source": evidence.source_text,
        "date": _date(evidence.figure_date, evidence.id, "figure_date"),
        "attribution": f"({attribution})" if attribution else "",
    }


def _outcome(outcome: Outcome) -> _Data:
    day = wording.day(outcome.progress_date)
    return {
        "ref": outcome.ref,
        "text": outcome.outcome,
        "progress": list(outcome.progress),
        "progress_on": _date(outcome.progress_date, outcome.id, "progress_date"),
        "progress_note": f"(progress at {day})" if day and outcome.progress else "",
    }


def _date(value: Day, record: str, field: str) -> Figure:
    return Figure(wording.day(value), record, field)


def _measure(measure: Measure, indicators: dict[str, str]) -> _Data:
    title = indicators.get(measure.indicator, "")
    indicator = " ".join(part for part in (measure.indicator, title) if part)
    kind = measure.evidence_kind or ("Indicator" if indicator else "")
    shown_by = ": ".join(part for part in (kind, indicator) if part)
    return {
        "text": measure.measure,
        "indicator": measure.indicator,
        "indicator_title": title,
        "evidence_kind": measure.evidence_kind,
        "shown_by": f"({shown_by})" if shown_by else "",
    }


def _action(view: PlanView, theme_ref: str, action: Action, indicators: dict[str, str]) -> _Data:
    update = view.update_of(action)
    progress = action.progress or (update.progress if update else "")
    corrective = action.corrective_action or (update.corrective_action if update else "")
    return {
        "id": action.id,
        "ref": action.ref,
        "full_ref": _full_ref(theme_ref, action),
        "objectives": list(action.objective),
        "action": action.action,
        "tasks": list(action.tasks),
        "method": list(action.method),
        "resources": action.resources,
        "impacts": _impacts(action),
        "indicator": action.indicator,
        "indicator_title": indicators.get(action.indicator, ""),
        "lead": action.lead or wording.NO_LEAD,
        "other_leads": list(action.other_leads),
        "sub_group": action.sub_group,
        "report_to": action.report_to,
        "verified_by": action.verified_by,
        "start": _date(action.start, action.id, "start"),
        "due": Figure(wording.when(action), action.id, "timescale" if action.timescale else "due"),
        "due_notes": [
            Figure(note, action.id, "due, revised_due")
            for note in wording.date_notes(action, known(action.revised_due))
        ],
        "revision": action.revision,
        "status": action.status,
        "completed_on": _date(action.completed_on, action.id, "completed_on"),
        "standing": Figure(wording.standing(action), action.id, "status, completed_on"),
        "is_overdue": view.is_overdue(action),
        "update_frequency": action.update_frequency,
        "carried_from": action.carried_from,
        "progress": progress,
        "corrective_action": corrective,
        "evidence": action.evidence,
        **_rating(view, action),
    }


def _impacts(action: Action) -> list[_Data]:
    """Each change expected with what will show it; a dash alone keeps a line's place."""
    pairs = zip_longest(action.impact_expected, action.how_we_will_know, fillvalue="")
    return [
        {
            "expected": expected,
            "known_by": known_by,
            "known_note": f"({known_by})" if known_by else "",
        }
        for expected, known_by in (
            ("" if text in _DASHES else text for text in pair) for pair in pairs
        )
    ]


def _rating(view: PlanView, action: Action) -> _Data:
    has_error = view.has_error(action)
    agreed, proposed = view.agreed_rating(action), view.proposed_rating(action)
    rating = agreed or proposed
    if has_error:
        label = wording.NOT_AVAILABLE
    else:
        label = view.board.rating_label(rating) if rating else wording.NOT_RATED
    note = wording.PROPOSED if proposed and not agreed else ""
    field = "proposed_rating" if note else "process_agreed"
    impact = "" if has_error else action.impact_agreed
    without = wording.NOT_AVAILABLE if has_error else wording.NOT_RATED
    return {
        "rating": _colour(rating),
        "rating_label": Figure(label, action.id, field),
        "rating_note": note,
        "impact": _colour(impact),
        "impact_label": Figure(impact, action.id, "impact_agreed"),
        "impact_words": Figure(impact or without, action.id, "impact_agreed"),
    }


def _colour(rating: str) -> str:
    """The rating where it is one of the colours, else "": templates choose a style by it."""
    return rating if rating in RAG else ""
