"""Rows under a priority as they are printed: evidence, outcomes, measures, actions."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from toolkit.board import wording
from toolkit.board.plan import Action, Evidence, Measure, Outcome
from toolkit.board.settings import Settings
from toolkit.papers.business_plan import context as printed
from toolkit.papers.business_plan.plan_view import PlanView
from toolkit.publishing.small_numbers import SYMBOL, note, small_numbers
from toolkit.values.missing import Day, Missing, known, plain
from toolkit.values.palette import RAG
from toolkit.word.values.figure import Figure

_DASHES = frozenset("-–—")


class Rows(NamedTuple):
    """What is printed under one priority, by the kind of row."""

    evidence: list[printed.Evidence]
    outcomes: list[printed.Outcome]
    measures: list[printed.Measure]
    actions: list[printed.Action]

    @property
    def lines(self) -> int:
        """How many rows there are."""
        kinds = (self.evidence, self.outcomes, self.measures, self.actions)
        return sum(len(rows) for rows in kinds)


def rows(
    view: PlanView,
    theme_ref: str,
    evidence: Iterable[Evidence],
    outcomes: Iterable[Outcome],
    measures: Iterable[Measure],
    actions: Iterable[Action],
) -> Rows:
    """All that is printed under one priority."""
    indicators = {indicator.code: indicator.title for indicator in view.board.indicators}
    return Rows(
        [_evidence(row, view.board.settings) for row in evidence],
        [_outcome(row) for row in outcomes],
        [_measure(row, indicators) for row in measures],
        [_action(view, theme_ref, action, indicators) for action in actions],
    )


def _full_ref(theme_ref: str, action: Action) -> str:
    """Theme, priority and action in one; an action that says all three keeps its own.

    It says two where it begins with its priority's reference: 1.2 under priority 1 of theme
    A is A.1.2.
    """
    says_priority = bool(action.priority) and action.ref.startswith(f"{action.priority}.")
    has_two = says_priority and action.ref.count(".") == 1
    return f"{theme_ref}.{action.ref}" if theme_ref and has_two else action.ref


def _evidence(evidence: Evidence, settings: Settings) -> printed.Evidence:
    figure = known(evidence.figure)
    shown = "" if figure is None else plain(figure)
    where = [evidence.source_text, wording.day(evidence.figure_date)]
    if evidence.figure is Missing.SUPPRESSED:
        shown = SYMBOL
        where.append(note(small_numbers(settings).highest_hidden).rstrip("."))
    attribution = ", ".join(part for part in where if part)
    return printed.Evidence(
        text=evidence.text,
        figure=Figure(shown, evidence.id, "figure") if shown else "",
        source=evidence.source_text,
        date=_date(evidence.figure_date, evidence.id, "figure_date"),
        attribution=f"({attribution})" if attribution else "",
    )


def _outcome(outcome: Outcome) -> printed.Outcome:
    day = wording.day(outcome.progress_date)
    return printed.Outcome(
        ref=outcome.ref,
        text=outcome.outcome,
        progress=list(outcome.progress),
        progress_on=_date(outcome.progress_date, outcome.id, "progress_date"),
        progress_note=f"(progress at {day})" if day and outcome.progress else "",
    )


def _date(value: Day, record: str, field: str) -> Figure:
    return Figure(wording.day(value), record, field)


def _measure(measure: Measure, indicators: dict[str, str]) -> printed.Measure:
    title = indicators.get(measure.indicator, "")
    indicator = " ".join(part for part in (measure.indicator, title) if part)
    kind = measure.evidence_kind or ("Indicator" if indicator else "")
    shown_by = ": ".join(part for part in (kind, indicator) if part)
    return printed.Measure(
        text=measure.measure,
        indicator=measure.indicator,
        indicator_title=title,
        evidence_kind=measure.evidence_kind,
        shown_by=f"({shown_by})" if shown_by else "",
    )


def _action(
    view: PlanView, theme_ref: str, action: Action, indicators: dict[str, str]
) -> printed.Action:
    told = view.told(action)
    rated = _rated(view, action)
    return printed.Action(
        id=action.id,
        ref=action.ref,
        full_ref=_full_ref(theme_ref, action),
        objectives=list(action.objective),
        action=action.action,
        tasks=list(action.tasks),
        method=list(action.method),
        resources=action.resources,
        impacts=_impacts(action),
        indicator=action.indicator,
        indicator_title=indicators.get(action.indicator, ""),
        lead=action.lead or wording.NO_LEAD,
        other_leads=list(action.other_leads),
        sub_group=action.sub_group,
        report_to=action.report_to,
        verified_by=action.verified_by,
        start=_date(action.start, action.id, "start"),
        due=Figure(wording.when(action), action.id, "timescale" if action.timescale else "due"),
        due_notes=[
            Figure(note, action.id, "due, revised_due")
            for note in wording.date_notes(action, known(action.revised_due))
        ],
        revision="" if action.has_ended else action.revision,
        ending=action.revision if action.has_ended else "",
        status=action.status,
        completed_on=_date(action.completed_on, action.id, "completed_on"),
        standing=Figure(wording.status_with_day(action), action.id, "status, completed_on"),
        is_overdue=view.is_overdue(action),
        update_frequency=action.update_frequency,
        carried_from=action.carried_from,
        progress=told.progress,
        corrective_action=told.corrective_action,
        evidence=told.evidence,
        rating=rated.colour,
        rating_label=rated.label,
        rating_note=rated.note,
        impact=rated.impact,
        impact_label=rated.impact_label,
        impact_words=rated.impact_words,
    )


def _impacts(action: Action) -> list[printed.Impact]:
    """Each change expected with what will show it; a dash alone keeps a line's place."""
    pairs = zip_longest(action.impact_expected, action.how_we_will_know, fillvalue="")
    return [
        printed.Impact(
            expected=expected,
            known_by=known_by,
            known_note=f"({known_by})" if known_by else "",
        )
        for expected, known_by in (
            ("" if text in _DASHES else text for text in pair) for pair in pairs
        )
    ]


class _Rated(NamedTuple):
    """What is printed of an action's rating and of its impact."""

    colour: str
    label: Figure
    note: str
    impact: str
    impact_label: Figure
    impact_words: Figure


def _rated(view: PlanView, action: Action) -> _Rated:
    has_error = view.has_error(action)
    agreed, proposed = view.agreed_rating(action), view.proposed_rating(action)
    rating = agreed or proposed
    if has_error:
        label = wording.NOT_AVAILABLE
    else:
        label = view.board.rating_label(rating) if rating else wording.NOT_RATED
    note = wording.PROPOSED if proposed and not agreed else ""
    field = "proposed_rating" if note else "process_agreed"
    agreement = view.results.agreed[action.key]
    impact = "" if has_error else agreement.impact
    lapsed = action.impact_agreed and not agreement.impact
    without = wording.NOT_YET_AGREED if lapsed else wording.NOT_RATED
    without = wording.NOT_AVAILABLE if has_error else without
    return _Rated(
        colour(rating),
        Figure(label, action.id, field),
        note,
        colour(impact),
        Figure(impact, action.id, "impact_agreed"),
        Figure(impact or without, action.id, "impact_agreed"),
    )


def colour(rating: str) -> str:
    """The rating where it is one of the colours, else "": templates choose a style by it."""
    return rating if rating in RAG else ""
