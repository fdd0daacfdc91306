"""Everything a board workbook says: settings, lists, plan, scorecard, running text."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from toolkit.board.history import Reported, reports_that_count
from toolkit.board.lists import (
    Abbreviation,
    AgencyWords,
    Area,
    EvidenceCode,
    Lead,
    RatingWords,
    Word,
)
from toolkit.board.narrative import Block
from toolkit.board.plan import Action, Evidence, Measure, Outcome, Priority, Theme, Update
from toolkit.board.releases import ReleasedFigure
from toolkit.board.scorecard import Datum, Indicator, PeriodTarget, Remark, StepChange
from toolkit.board.settings import Settings
from toolkit.values import choices, terms
from toolkit.values.missing import known


@dataclass(frozen=True, kw_only=True)
class Board:
    """One workbook, read."""

    workbook: str
    settings: Settings
    leads: tuple[Lead, ...] = ()
    ratings: tuple[RatingWords, ...] = ()
    areas: tuple[Area, ...] = ()
    evidence_codes: tuple[EvidenceCode, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    own_words: tuple[Word, ...] = ()
    themes: tuple[Theme, ...] = ()
    priorities: tuple[Priority, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    measures: tuple[Measure, ...] = ()
    actions: tuple[Action, ...] = ()
    updates: tuple[Update, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    period_targets: tuple[PeriodTarget, ...] = ()
    steps: tuple[StepChange, ...] = ()
    data: tuple[Datum, ...] = ()
    remarks: tuple[Remark, ...] = ()
    mappings: tuple[AgencyWords, ...] = ()
    narrative: tuple[Block, ...] = ()
    history: tuple[Reported, ...] = ()
    releases: tuple[ReleasedFigure, ...] = ()

    def __repr__(self) -> str:
        name = self.settings.board_name or "no name"
        return f"<Board {name}: {len(self.actions)} actions, {len(self.data)} figures>"

    @cached_property
    def words(self) -> dict[str, str]:
        """Each term's word in this board's papers."""
        own = {word.term: word.word for word in self.own_words}
        return terms.words_for(self.settings.word_set, own)

    @cached_property
    def reports(self) -> tuple[Reported, ...]:
        """What History says was reported, as corrected, without closings that were undone."""
        return reports_that_count(self.history)

    def rating_label(self, rating: str) -> str:
        """The words printed for a rating; the rating itself where Lists has none."""
        for words in self.ratings:
            if words.rating == rating:
                return words.label or rating
        return rating

    def actions_of(self, priority: Priority) -> tuple[Action, ...]:
        """The actions under a priority, in the order of their rows."""
        return tuple(action for action in self.actions if action.priority == priority.ref)

    def areas_of_kind(self, *kinds: str) -> tuple[str, ...]:
        """Names of the areas of those kinds, in the order of the list."""
        return tuple(area.name for area in self.areas if area.kind in kinds)

    @property
    def our_areas(self) -> tuple[str, ...]:
        """The areas the scorecard reports on."""
        return self.areas_of_kind(choices.OUR_AREA, choices.PART_OF_OURS)


def latest_updates(board: Board, as_at: date) -> dict[str, Update]:
    """The last update of each action given on or before that date, by action ID."""
    latest: dict[str, tuple[date, Update]] = {}
    for update in board.updates:
        given = known(update.updated_on)
        if given is None or given > as_at or not update.action:
            continue
        if update.action not in latest or given >= latest[update.action][0]:
            latest[update.action] = (given, update)
    return {action: update for action, (_, update) in latest.items()}
