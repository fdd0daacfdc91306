"""Blocks put together as a plan: what is under which theme and priority."""

from collections.abc import Iterable, Mapping

from toolkit.importing.plan.assemble.action_tables import ActionTables, is_action
from toolkit.importing.plan.assemble.draft import Draft
from toolkit.importing.plan.assemble.finish import finished
from toolkit.importing.plan.assemble.paragraphs import Reading
from toolkit.importing.plan.cells.cells import Line
from toolkit.importing.plan.cells.keys import abbreviations, evidence_codes, rating_key
from toolkit.importing.plan.headings import LABELS, is_label
from toolkit.importing.plan.recognise import lists
from toolkit.importing.plan.recognise.frames import set_free
from toolkit.importing.plan.recognise.front import period_of, title_page
from toolkit.importing.plan.recognise.generated import REPEATED, SAID, set_aside
from toolkit.importing.plan.recognise.layouts import Context, Layout
from toolkit.importing.plan.recognise.lists import ListAction, Opened, PriorityLine, list_steps
from toolkit.importing.plan.recognise.other_tables import is_review
from toolkit.importing.plan.recognise.rows import action_of
from toolkit.importing.plan.recognise.section_titles import (
    OBJECTIVE,
    PRIORITY,
    THEME,
    title_of,
)
from toolkit.importing.plan.recognise.shapes import Band, Headings, Kind, Labelled, Shape
from toolkit.importing.plan.recognise.tables import read_table
from toolkit.importing.plan.records import (
    Grade,
    ImportedAbbreviation,
    ImportedEvidenceCode,
    ImportedPlan,
    ImportedRating,
    Taken,
    Unplaced,
)
from toolkit.values.text import plural
from toolkit.word.reading.blocks import Block, Document, Paragraph, Style, Table

Found = ImportedRating | ImportedAbbreviation | ImportedEvidenceCode | Taken | Unplaced


def assemble(
    document: Document, mapping: Mapping[str, str], statuses: Mapping[str, str] | None = None
) -> ImportedPlan:
    """The plan that a document's blocks hold.

    `mapping` is `headings.own_words`, `statuses` is `headings.own_statuses`.
    """
    return _Assembly(document, mapping, statuses or {}).plan()


def seen(document: Document, mapping: Mapping[str, str]) -> tuple[tuple[Block, Shape | None], ...]:
    """The blocks of a document in their order, each table with what it was read as."""
    found = _Assembly(document, mapping, {})
    return tuple((block, found.shapes.get(place)) for place, block in enumerate(found.body))


class _Assembly:
    def __init__(
        self, document: Document, mapping: Mapping[str, str], statuses: Mapping[str, str]
    ) -> None:
        self.document = document
        body = tuple(set_free(document.body, Context(mapping)))
        self.period, within = period_of(body)
        self.own = set_aside(body)
        self.body = self.own.body
        self.context = Context(mapping, within[0].year if within else None)
        self.shapes = self._shapes()
        self.draft = Draft(settings=dict(self.own.settings))
        self.draft.taken += [Taken(origin="", meaning=note) for note in document.notes]
        self.draft.taken += self.own.taken
        self.reading = Reading(
            self.draft,
            within,
            has_priorities=self._names_priorities(),
            two_levels=any(map(_has_two_levels, self.shapes.values())),
            is_own=self.own.is_own,
            statuses=statuses,
        )
        self.actions = ActionTables(self.reading)

    # The whole

    def plan(self) -> ImportedPlan:
        """The whole document, block by block."""
        title = {} if self.own.is_own else dict(title_page(self.body))
        plain = not any(shape.kind is Kind.ACTIONS for shape in self.shapes.values())
        steps = list_steps(self.body) if plain else []
        in_list = {n for step in steps if isinstance(step, ListAction) for n in step.places}
        by_place = {step.place: step for step in steps}
        in_list |= {step.place for step in steps if not isinstance(step, Opened)}
        title = {place: key for place, key in title.items() if place not in in_list}
        for place, block in enumerate(self.body):
            if place in title and isinstance(block, Paragraph):
                self.draft.settings[title[place]] = block.printed
            elif place in by_place:
                self._list_step(by_place[place])
            elif place in in_list:
                continue
            elif isinstance(block, Paragraph):
                self.reading.paragraph(place, block)
            else:
                self._table(self.shapes[place])
        self.draft.open_objective(None)
        self.reading.flush(closing=True)
        self._elsewhere()
        if self.period:
            self.draft.settings.setdefault("period", self.period)
        return finished(self.draft, self.document.name, self.reading.within, self.own.is_own)

    def _shapes(self) -> dict[int, Shape]:
        """What each table of the body is, each with the layout of the one before it."""
        shapes: dict[int, Shape] = {}
        before: Layout | None = None
        title = section = reviewed = ""
        is_apart = False
        for place, block in enumerate(self.body):
            if isinstance(block, Paragraph):
                title = block.text if len(block.text.split()) <= 8 else ""
                if block.style is Style.HEADING:
                    section, reviewed = block.text, ""
                is_apart |= block.style is Style.HEADING and not title_of(block.text)
                continue
            heads = "\n".join(cell.own_text for cell in block.rows[0].cells) if block.rows else ""
            if reviewed and heads != reviewed:
                section = reviewed = ""  # a table of another kind looks back no more
            shape = read_table(block, self.context, before, title, is_apart, section)
            if shape.kind is Kind.OTHER and is_review(section, self.context.first_year):
                reviewed = heads
            shapes[place] = shape
            is_apart = False
            before = shape.layout or before
        return shapes

    def _names_priorities(self) -> bool:
        """Whether the document calls anything a priority by that word and a number."""
        for block in self.body:
            if isinstance(block, Paragraph):
                title = title_of(block.text)
                if title and title.kind == PRIORITY and title.ref:
                    return True
        for shape in self.shapes.values():
            for step in shape.steps:
                if isinstance(step, Band):
                    title = title_of(step.text)
                    if title and title.kind == PRIORITY:
                        return True
        return False

    # Tables

    def _table(self, shape: Shape) -> None:
        for note in shape.notes:
            grade = Grade.DOUBTFUL if shape.kind is Kind.ACTIONS else Grade.LIKELY
            self.draft.taken.append(Taken(origin=shape.table.spot.brief, meaning=note, grade=grade))
        match shape.kind:
            case Kind.ACTIONS:
                self.actions.read(shape)
            case Kind.PRIORITY:
                self._priority_table(shape)
            case Kind.RATINGS:
                self._key(rating_key(shape.table))
            case Kind.ABBREVIATIONS:
                self._key(abbreviations(shape.table))
            case Kind.EVIDENCE_CODES:
                self._key(evidence_codes(shape.table))
            case Kind.OTHER:
                self._other_table(shape)
        self._nested(shape)

    def _nested(self, shape: Shape) -> None:
        """Tables inside cells stay lines of those cells; that is reported, once a table."""
        inside = sum(
            isinstance(block, Table)
            for row in shape.table.rows
            for cell in row.cells
            for block in cell.content
        )
        if inside and shape.kind is Kind.ACTIONS:
            self.draft.taken.append(
                Taken(
                    origin=shape.table.spot.brief,
                    meaning=f"{plural(inside, 'table')} inside its cells read as lines.",
                )
            )

    def _priority_table(self, shape: Shape) -> None:
        table = shape.table
        if not any(isinstance(step, Band) and step.title for step in shape.steps):
            self.reading.take_waiting(table)
        self.reading.flush()
        self.reading.has_plan = True
        for step in shape.steps:
            spot = table.row(step.row)
            if isinstance(step, Band):
                title = step.title
                if title and title.kind == PRIORITY:
                    self.draft.open_priority(title, step.text, spot)
                elif title and title.kind == THEME:
                    self.draft.open_theme(title, step.text, spot)
                else:
                    self.draft.place(step.text, spot.where)
            elif isinstance(step, Labelled):
                self.draft.part(step, spot)
            elif isinstance(step, Headings):
                self.actions.headings(step, table, is_turned=False)

    def _key(self, found: Iterable[Found]) -> None:
        """What a key explains; it may be in the introduction."""
        if not self.reading.has_plan:
            self.reading.flush()
        for each in found:
            match each:
                case ImportedRating():
                    self.draft.ratings.append(each)
                case ImportedEvidenceCode():
                    self.draft.evidence_codes.append(each)
                case ImportedAbbreviation():
                    self.draft.abbreviations.append(each)
                case Taken():
                    self.draft.taken.append(each)
                case Unplaced():
                    self.draft.unplaced.append(each)

    def _other_table(self, shape: Shape) -> None:
        table = shape.table
        if shape.notes:
            self.reading.place_heading()
        else:
            self.draft.taken.append(
                Taken(
                    origin=table.spot.brief,
                    meaning="no headings of a plan were found in it: its words are unplaced. "
                    'Map a heading with --map "Their heading=our field" if it belongs in.',
                    grade=Grade.LIKELY,
                )
            )
        for place, row in enumerate(table.rows, start=1):
            texts = [cell.own_text for cell in row.cells if cell.own_text]
            if texts:
                origin = table.row(place).where
                self.draft.place(" | ".join(texts), origin)

    # Lists

    def _list_step(self, step: lists.Step) -> None:
        block = self.body[step.place]
        if not isinstance(block, Paragraph):
            return
        if isinstance(step, Opened):
            if step.title and step.title.kind == THEME:
                self.reading.flush()
                self.draft.open_theme(step.title, block.text, block.spot)
            elif step.title:
                if step.title.kind == OBJECTIVE and self.reading.has_priorities:
                    objective = Unplaced(text=block.printed, origin=block.where)
                    self.draft.open_objective(objective)
                    return
                self.reading.flush()
                self.draft.open_priority(step.title, block.text, block.spot)
            else:
                self.reading.paragraph(step.place, block)
            return
        if isinstance(step, PriorityLine):
            line = Line(step.text)
            self.draft.part(Labelled(0, step.label, (line,)), block.spot)
            return
        self.reading.take_waiting_of_list()
        self.reading.flush()
        self.reading.has_plan = True
        filled = action_of(step.slots, block.spot, self.reading.within, self.reading.paper)
        for label in step.labels:
            found = next((slot for slot in step.slots if slot.heading == label), None)
            if found:
                meaning = " and ".join(LABELS[name] for name in found.fields)
                self.draft.taken.append(
                    Taken(origin=block.spot.brief, words=label, meaning=meaning)
                )
        self.draft.taken += filled.taken
        self.actions.unplace(filled, filled.action)
        action = filled.action
        action = self.draft.under_objective(action)
        if is_action(action):
            self.draft.actions.append((action, self.draft.priority))
        else:
            self.actions.leftovers(action, block.where)

    def _elsewhere(self) -> None:
        for piece in self.document.elsewhere:
            if self.own.is_own and piece.origin in REPEATED:
                self.draft.taken.append(
                    Taken(origin=piece.origin, words=piece.text, meaning=SAID, is_quoted=False)
                )
            else:
                self.draft.place(piece.text, piece.origin)


def _has_two_levels(shape: Shape) -> bool:
    """Whether two plain titles follow each other above a table's rows."""
    plain = 0
    for step in shape.steps:
        if isinstance(step, Band):
            plain += title_of(step.text) is None and not is_label(step.text)
            if plain > 1:
                return True
        else:
            plain = 0
    return False
