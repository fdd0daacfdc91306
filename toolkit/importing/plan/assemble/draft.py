"""The plan while it is put together: what is open now, and what has been found so far."""

import re
from dataclasses import dataclass, field, replace

from toolkit.importing.plan.cells.cells import Line, is_ref, leading_ref
from toolkit.importing.plan.cells.notes import (
    INDICATOR_KIND,
    note_after,
    progress_day,
    source_and_day,
)
from toolkit.importing.plan.cells.outcomes import outcomes_of
from toolkit.importing.plan.headings import normal, priority_part
from toolkit.importing.plan.recognise.section_titles import Title, number_of
from toolkit.importing.plan.recognise.shapes import Labelled
from toolkit.importing.plan.records import (
    ImportedAbbreviation,
    ImportedAction,
    ImportedBlock,
    ImportedEvidence,
    ImportedEvidenceCode,
    ImportedMeasure,
    ImportedOutcome,
    ImportedRating,
    Taken,
    Unplaced,
)
from toolkit.word.reading.places import Spot


@dataclass
class Theme:
    """A theme; its reference may come at the end."""

    ref: str
    title: str
    origin: str


@dataclass
class Priority:
    """A priority; its reference may come at the end."""

    ref: str
    title: str
    origin: str
    theme: Theme | None = None
    sub_points: list[str] = field(default_factory=list)
    front_title: str = ""
    on_front_list: str = ""
    outcomes: int = 0


@dataclass
class Draft:
    """What has been found so far, and the theme, priority and objective that are open.

    `last` is the place of the action that a row without a beginning may go on with.
    """

    settings: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    themes: list[Theme] = field(default_factory=list)
    priorities: list[Priority] = field(default_factory=list)
    actions: list[tuple[ImportedAction, Priority | None]] = field(default_factory=list)
    evidence: list[tuple[ImportedEvidence, Priority]] = field(default_factory=list)
    outcomes: list[tuple[ImportedOutcome, Priority]] = field(default_factory=list)
    measures: list[tuple[ImportedMeasure, Priority]] = field(default_factory=list)
    narrative: list[ImportedBlock] = field(default_factory=list)
    abbreviations: list[ImportedAbbreviation] = field(default_factory=list)
    ratings: list[ImportedRating] = field(default_factory=list)
    evidence_codes: list[ImportedEvidenceCode] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    theme: Theme | None = None
    priority: Priority | None = None
    last: int | None = None
    _objective: Unplaced | None = None
    _objective_used: bool = False
    _themes: dict[tuple[str, str], Theme] = field(default_factory=dict)
    _priorities: dict[tuple[str, str, int], Priority] = field(default_factory=dict)

    def place(self, text: str, origin: str) -> None:
        """Words that no field takes."""
        self.unplaced.append(Unplaced(text=text, origin=origin))

    def name_priority(self, text: str) -> bool:
        """Gives the open priority its title, where it has none yet."""
        if self.priority is None or self.priority.title:
            return False
        first, *more = [line.strip() for line in text.split("\n") if line.strip()] or [""]
        self.priority.title = first
        self.priority.sub_points += more
        return True

    def open_theme(self, title: Title | None, text: str, spot: Spot) -> None:
        """A theme that the following priorities belong to; one named before is the same."""
        ref, words, more = _parts_of(title, text)
        key = (number_of(ref) if ref else "", "" if ref else normal(words))
        theme = self._themes.get(key)
        if theme is None:
            theme = Theme(ref, "\n".join((words, *more)).strip(), spot.where)
            self._themes[key] = theme
            self.themes.append(theme)
            if title and title.label:
                self.taken.append(Taken(origin=spot.brief, words=title.label, meaning="Theme"))
        else:
            self.taken.append(
                Taken(origin=spot.brief, words=text, meaning="a theme named again", is_quoted=False)
            )
        if theme is not self.theme:
            self.priority = None
        self.theme = theme

    def open_priority(self, title: Title | None, text: str, spot: Spot) -> None:
        """A priority that the following actions belong to; one named before is the same."""
        ref, words, more = _parts_of(title, text)
        if not title:
            # "1 Neglect" and "1. Neglect" in a column or a heading have a reference, too.
            ref, words = leading_ref(words)
            counted = re.fullmatch(r"(\d{1,2}|[A-Z][.):])(?:\s+(\D.*))?", words)
            if not ref and counted:
                ref, words = counted[1], counted[2] or ""
        by_title = (normal(words), "", 0)
        by_ref = (
            "",
            number_of(ref),
            id(self.theme) if ref and self.theme and not self.theme.ref else 0,
        )
        priority = self._priorities.get(by_ref if ref else by_title)
        if priority is None:
            priority = Priority(ref, words, spot.where, self.theme, list(more))
            self.priorities.append(priority)
            self._priorities.setdefault(by_title, priority)
            if ref:
                self._priorities[by_ref] = priority
            if title and title.label:
                self.taken.append(Taken(origin=spot.brief, words=title.label, meaning="Priority"))
        else:
            if words and not priority.title:
                priority.title = words
            self.taken.append(
                Taken(
                    origin=spot.brief, words=text, meaning="a priority named again", is_quoted=False
                )
            )
        if priority is not self.priority:
            self.open_objective(None)
            self.last = None
        self.priority = priority

    def begin_another(self) -> None:
        """Another plan in the same document: its "Priority 1" is not that of the one before."""
        self.open_objective(None)
        self.theme = self.priority = self.last = None
        self._themes, self._priorities = {}, {}

    def open_objective(self, objective: Unplaced | None) -> None:
        """An objective that the next actions serve; one that no action served is unplaced."""
        if self._objective and not self._objective_used:
            self.unplaced.append(self._objective)
        self._objective, self._objective_used = objective, False

    def under_objective(self, action: ImportedAction) -> ImportedAction:
        """An action with the objective it is under, where it has none of its own."""
        if self._objective is None or action.objective:
            return action
        self._objective_used = True
        return replace(action, objective=tuple(self._objective.text.split("\n")))

    def part(self, step: Labelled, spot: Spot, is_printed: bool = True) -> None:
        """Lines under a label of the open priority: its evidence, outcomes or measures.

        `is_printed` where the paper has the label.
        """
        part = priority_part(step.label)
        priority = self.priority
        if part is None or priority is None:
            text = "\n".join((step.label, *(line.text for line in step.lines)))
            self.unplaced.append(Unplaced(text=text, origin=spot.where))
            return
        meaning = {"evidence": "Evidence", "outcomes": "Outcomes", "measures": "Measures"}[part]
        if is_printed:
            self.taken.append(Taken(origin=spot.brief, words=step.label, meaning=meaning))
        if part == "outcomes":
            self._outcomes(step, priority, spot)
        elif part == "evidence":
            for line in step.lines:
                self._evidence(line, priority, spot)
        else:
            for line in step.lines:
                self._measure(line, priority, spot)

    def _outcomes(self, step: Labelled, priority: Priority, spot: Spot) -> None:
        labels = {line.text: line.label for line in step.lines}
        for text, progress in outcomes_of(step.lines):
            priority.outcomes += 1
            ref, words = leading_ref(text)
            label = labels[text]
            if not ref and is_ref(label) and text.startswith(f"{label} "):
                ref, words = label, text[len(label) :].strip()
            words, day = progress_day(words)
            self.outcomes.append(
                (ImportedOutcome(priority="", ref=ref or str(priority.outcomes),
                                 outcome=words, progress=progress, progress_date=day,
                                 origin=spot.where), priority)
            )  # fmt: skip

    def _evidence(self, line: Line, priority: Priority, spot: Spot) -> None:
        """A fact, or where the fact above it comes from."""
        source = note_after("source", line)
        if source and self.evidence and self.evidence[-1][1] is priority:
            words, day = source_and_day(source)
            last, _ = self.evidence[-1]
            self.evidence[-1] = replace(last, source_text=words, figure_date=day), priority
            self.taken.append(Taken(origin=spot.brief, words=line.label, meaning="Source"))
            return
        evidence = ImportedEvidence(priority="", text=line.text, origin=spot.where)
        self.evidence.append((evidence, priority))

    def _measure(self, line: Line, priority: Priority, spot: Spot) -> None:
        """A measure, or what shows the measure above it."""
        kind, indicator = note_after("shown by", line), note_after("indicator", line)
        if (kind or indicator) and self.measures and self.measures[-1][1] is priority:
            last, _ = self.measures[-1]
            self.taken.append(Taken(origin=spot.brief, words=line.label, meaning="Measures"))
            if kind:
                self.measures[-1] = replace(last, evidence_kind=kind), priority
                return
            code, _, title = indicator.partition(" ")
            kind = last.evidence_kind or INDICATOR_KIND
            self.measures[-1] = replace(last, indicator=code, evidence_kind=kind), priority
            if title:
                origin = f"{spot.where}, title of the indicator {code}"
                self.unplaced.append(Unplaced(text=title, origin=origin, indicator=code))
            return
        measure = ImportedMeasure(priority="", measure=line.text, origin=spot.where)
        self.measures.append((measure, priority))


def _parts_of(title: Title | None, text: str) -> tuple[str, str, tuple[str, ...]]:
    """Reference, first line and further lines of a title, known by its words or not."""
    if title:
        return title.ref, title.title, title.more
    first, *more = [line.strip() for line in text.split("\n") if line.strip()] or [""]
    return "", first, tuple(more)
