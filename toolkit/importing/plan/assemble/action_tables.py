"""Tables of actions put into the plan: titles, headings and rows, from top to bottom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.importing.plan.assemble.continuation import added, joined
from toolkit.importing.plan.assemble.paragraphs import Reading, is_part_label
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.headings import (
    EARLIER_YEAR,
    LABELS,
    MARKED,
    UNPLACED,
    is_label,
    named,
    normal,
)
from toolkit.importing.plan.recognise.layouts import BY_CELLS, Column
from toolkit.importing.plan.recognise.numbered import has_pairs, numbers_of, paired, separated
from toolkit.importing.plan.recognise.rows import Filled, action_of
from toolkit.importing.plan.recognise.section_titles import (
    OBJECTIVE,
    PRIORITY,
    THEME,
    is_general,
    number_of,
    title_of,
)
from toolkit.importing.plan.recognise.shapes import (
    Band,
    Headings,
    Labelled,
    Shape,
    Slots,
    Step,
)
from toolkit.importing.plan.records import (
    Grade,
    ImportedAbbreviation,
    ImportedAction,
    ImportedRating,
    Taken,
    Unplaced,
)
from toolkit.values.text import plural
from toolkit.word.reading.blocks import Table

Found = ImportedRating | ImportedAbbreviation | Taken | Unplaced
_MOST_TITLE_WORDS = 40
_MOST_WORDS_ALONE = 100


class ActionTables:
    """Puts the tables of actions of one document into its plan, one after another."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.draft = reading.draft
        self._of_themes: set[int] = set()

    def read(self, shape: Shape) -> None:
        """A table of actions, under what the paragraphs above it or its own titles name."""
        if self.reading.names_above():
            shape = _with_objectives(shape)
        table = shape.table
        names_itself = _names_priority(shape, self.reading.has_priorities)
        layouts = [step.layout for step in shape.steps if isinstance(step, Headings)]
        in_column = any("priority" in layout.fields for layout in layouts)
        if not names_itself:
            if not in_column:
                self.reading.take_waiting(table)
            else:
                self.reading.waiting_theme()
        else:
            self.reading.waiting_theme()
        self.reading.take_label()
        self.reading.flush()
        self.reading.has_plan = True
        bands: list[Band] = []
        self.draft.open_objective(None)
        # A row may go on from the last one of the table on the page before.
        last = None if names_itself else self.draft.last
        is_first = True
        after_heading = False
        in_pairs = any(has_pairs(step.slots) for step in shape.steps if isinstance(step, Slots))
        for step in shape.steps:
            if isinstance(step, Band) and not bands and self._adds(step, last, table):
                continue
            if isinstance(step, Band):
                bands.append(step)
            elif isinstance(step, Headings):
                self._open_bands(bands, table, not is_first)
                bands = []
                self.headings(step, table, shape.is_turned)
                after_heading = True
            elif isinstance(step, Slots):
                if bands:
                    self._open_bands(bands, table, not is_first)
                    bands, last = [], None
                parts = paired(step.slots) if in_pairs else separated(step.slots)
                if len(parts) > 1:
                    self._tell_parts(step, table, len(parts))
                for slots in parts:
                    part = replace(step, slots=slots)
                    last = self._row(part, shape, last, after_heading and not is_first)
                after_heading = is_first = False
        self.draft.last = last
        titled = [band for band in bands if band.title]
        for band in bands:
            if band not in titled:
                self.draft.place(band.text, table.row(band.row).where)
        self._open_bands(titled, table, not is_first)

    def headings(self, step: Headings, table: Table, is_turned: bool) -> None:
        """The headings of a table, reported and kept as the board's own words."""
        if step.is_repeated:
            self.draft.taken.append(
                Taken(
                    origin=table.row(step.row).brief,
                    words="\n".join(step.words),
                    meaning="the headings printed again",
                    is_quoted=False,
                )
            )
            return
        columns = iter(step.layout.columns)
        by_heading = {normal(column.heading): column for column in columns if column.heading}
        for words in step.words:
            title = title_of(words)
            if title and title.ref and title.kind != THEME and title.title:
                # A priority's title may head the column of its actions.
                self.draft.open_priority(title, words, table.row(step.row))
                continue
            origin = f"{table.spot.brief}, {'row' if is_turned else 'column'}"
            column = by_heading.get(normal(words))
            if column is None:
                column = next(
                    (each for each in step.layout.columns
                     if each.heading and normal(words)
                     and (normal(words) in normal(each.heading)
                          or normal(words).startswith(f"{normal(each.heading)} "))), None,
                )  # fmt: skip
            fields = column.fields if column else ()
            meaning = " and ".join(LABELS[name] for name in fields) or (
                "a heading whose column has no field: its cells are unplaced"
                if column and normal(column.heading) == normal(words)
                else "a heading above others"
            )
            if column and column.why and fields:
                meaning += f", by {column.why}"
            grade = _grade(column, words) if column else Grade.SURE
            remap = _remap(column, fields) if grade is Grade.DOUBTFUL and column else ""
            self.draft.taken.append(
                Taken(origin=origin, words=words, meaning=meaning, grade=grade, remap=remap)
            )
            self._own_word(fields, words)
        for column in step.layout.columns:
            if not column.heading and column.fields:
                names = " and ".join(LABELS[name] for name in column.fields)
                self.draft.taken.append(
                    Taken(
                        origin=table.spot.brief,
                        meaning=f"its column without a heading read as {names}, "
                        f"by {column.why or 'its place'}.",
                        grade=Grade.LIKELY,
                    )
                )

    def _own_word(self, fields: tuple[str, ...], words: str) -> None:
        terms = {"objective": "objective", "tasks": "tasks", "lead": "lead",
                 "timescale": "completion_date"}  # fmt: skip
        if len(fields) == 1 and fields[0] in terms:
            self.draft.words.setdefault(terms[fields[0]], " ".join(words.split()))

    def _open_bands(self, bands: Sequence[Band], table: Table, midway: bool) -> None:
        """Titles across the table: themes, priorities, objectives, labels, or none of these."""
        has_priorities = self.reading.has_priorities
        plain: list[Band] = []
        opened = False
        label: Band | None = None
        for band in bands:
            spot = table.row(band.row)
            title = band.title
            if label is not None and title is None and not is_label(band.text):
                # "Why is this a priority?" in one row, and the reasons in the next.
                self.draft.part(Labelled(label.row, label.text, band.lines), spot)
                label = None
                continue
            if self.draft.priority and title is None and is_part_label(band.text):
                label = band
            elif band.ref and has_priorities:
                text = f"{band.ref} {band.text}"
                self.draft.open_objective(Unplaced(text=text, origin=spot.where))
            elif title and title.kind == THEME:
                self.draft.open_theme(title, band.text, spot)
            elif title and title.kind == PRIORITY:
                self.draft.open_priority(title, band.text, spot)
                opened = True
            elif title and title.kind == OBJECTIVE and (title.ref or has_priorities):
                if has_priorities:
                    self.draft.open_objective(Unplaced(text=band.text, origin=spot.where))
                else:
                    self.draft.open_priority(title, band.text, spot)
                    opened = True
            elif title is None and opened and self.draft.name_priority(band.text):
                continue
            elif is_label(band.text):
                self.draft.taken.append(
                    Taken(origin=spot.brief, words=band.text, meaning="a label")
                )
            elif is_general(band.text) and len(band.text.split()) <= _MOST_TITLE_WORDS:
                if "plan_title" in self.draft.settings:
                    self.draft.place(band.text, spot.where)
                else:
                    self.draft.settings["plan_title"] = band.text
            else:
                plain.append(band)
        if label is not None:
            plain.append(label)
        if not plain:
            return
        titles = [band for band in plain if len(band.text.split()) <= _MOST_TITLE_WORDS]
        if not titles and not midway and len(plain[0].text.split()) <= _MOST_WORDS_ALONE:
            titles = plain[:1]  # the one title that a table has may be a long one
        if len(titles) > 1 and not opened and not has_priorities:
            theme, *rest = titles
            self.draft.open_theme(None, theme.text, table.row(theme.row))
            titles = rest
        elif (
            titles and not opened and not has_priorities and self.reading.two_levels and not midway
        ):
            band = titles[0]
            self.draft.open_theme(None, band.text, table.row(band.row))
        for band in plain:
            spot = table.row(band.row)
            if band in titles and not opened and not (has_priorities and midway):
                self.draft.open_priority(None, band.text, spot)
                opened = True
            else:
                self.draft.place(band.text, spot.where)

    def _tell_parts(self, step: Slots, table: Table, count: int) -> None:
        origin = table.row(step.row).brief
        meaning = f"{plural(count, 'numbered action')} separated, each with its own lead or date."
        self.draft.taken.append(Taken(origin=origin, meaning=meaning))
        for ref in numbers_of(step.slots):
            meaning = "the number of an action"
            self.draft.taken.append(
                Taken(origin=origin, words=ref, meaning=meaning, is_quoted=False)
            )

    def _adds(self, band: Band, last: int | None, table: Table) -> bool:
        """Whether a row across the table adds to the action above it: "Update: …"."""
        slots = added(band.lines) if last is not None else ()
        if last is None or not slots:
            return False
        spot = table.row(band.row)
        filled = action_of(slots, spot, self.reading.within, self.reading.paper)
        for slot in slots:
            meaning = f"{LABELS[slot.fields[0]]} of the action above it"
            self.draft.taken.append(Taken(origin=spot.brief, words=slot.heading, meaning=meaning))
        self.draft.taken += filled.taken
        before, priority = self.draft.actions[last]
        self.unplace(filled, before)
        self.draft.actions[last] = joined(before, filled.action, self.reading.within), priority
        return True

    def _row(self, step: Slots, shape: Shape, last: int | None, after_heading: bool) -> int | None:
        """One row of slots; the place of its action in the list, or of the one it goes on with."""
        spot = shape.table.row(step.row)
        filled = action_of(step.slots, spot, self.reading.within, self.reading.paper)
        if not any(slot.lines or rating_of(slot.shade) for slot in step.slots):
            return last
        self.draft.taken += filled.taken
        is_free = self.draft.priority is None or id(self.draft.priority) in self._of_themes
        by_theme = bool(filled.theme) and not filled.priority and is_free
        if by_theme:
            # A theme that no priority is under is what its actions serve.
            filled = replace(filled, priority=filled.theme, theme="")
        if filled.theme and not filled.priority:
            objective = filled.action.objective or (filled.theme,)
            if filled.action.objective:
                self.draft.place(filled.theme, spot.inside('column "Theme"').where)
            filled = replace(filled, action=replace(filled.action, objective=objective))
        elif filled.theme:
            self.draft.open_theme(title_of(filled.theme), filled.theme, spot)
        if filled.priority:
            self.draft.open_priority(title_of(filled.priority), filled.priority, spot)
            if by_theme and self.draft.priority:
                self._of_themes.add(id(self.draft.priority))
        action = filled.action
        if self.reading.is_own and any(normal(slot.heading) == "full ref" for slot in step.slots):
            action = self._without_theme(action)
        self.unplace(filled, action)
        if last is not None and _goes_on(filled, step, self.draft.actions[last][0], after_heading):
            before, priority = self.draft.actions[last]
            self.draft.actions[last] = joined(before, action, self.reading.within), priority
            self.draft.taken.append(
                Taken(origin=spot.brief, meaning="taken as the rest of the row above it.")
            )
            return last
        if not is_action(action):
            self.leftovers(action, spot.where)
            return last
        action = self.draft.under_objective(action)
        self.draft.actions.append((action, self.draft.priority))
        return len(self.draft.actions) - 1

    def _without_theme(self, action: ImportedAction) -> ImportedAction:
        """An action without the theme's letter that the toolkit prints before its reference."""
        theme, priority = self.draft.theme, self.draft.priority
        if theme is None or priority is None:
            return action
        whole = f"{number_of(theme.ref)}.{number_of(priority.ref)}."
        if theme.ref.casefold().startswith("theme ") and action.ref.casefold().startswith(whole):
            return replace(action, ref=action.ref.partition(".")[2])
        return action

    def unplace(self, filled: Filled, action: ImportedAction) -> None:
        """The words of a row that no field took, with the action they were beside."""
        name = f" (action {action.ref})" if action.ref else ""
        self.draft.unplaced += [
            replace(each, origin=each.origin + name) for each in filled.unplaced
        ]

    def leftovers(self, action: ImportedAction, origin: str) -> None:
        """The words of a row that says nothing to do."""
        texts = [text for text in _texts(action) if text]
        if texts:
            self.draft.place("\n".join(texts), origin)


def _with_objectives(shape: Shape) -> Shape:
    """A table whose merged first column was guessed to name priorities, under a title of one."""
    steps = [step for step in shape.steps if isinstance(step, Headings)]
    guessed = {
        column.heading
        for step in steps
        for column in step.layout.columns
        if column.fields == ("priority",) and column.why == BY_CELLS
    }
    if not guessed:
        return shape

    def changed(step: Step) -> Step:
        if isinstance(step, Headings):
            columns = tuple(
                replace(column, fields=("objective",)) if column.heading in guessed else column
                for column in step.layout.columns
            )
            return replace(step, layout=replace(step.layout, columns=columns))
        if isinstance(step, Slots):
            slots = tuple(
                replace(slot, fields=("objective",))
                if slot.fields == ("priority",) and slot.heading in guessed
                else slot
                for slot in step.slots
            )
            return replace(step, slots=slots)
        return step

    return replace(shape, steps=tuple(map(changed, shape.steps)))


def _grade(column: Column, words: str) -> Grade:
    """How sure the reading of a column is, by its heading or by what its cells hold."""
    if not column.fields or (column.why and column.fields not in ((MARKED,), (EARLIER_YEAR,))):
        return Grade.DOUBTFUL
    found = named(column.heading) or named(words)
    if found and not found.sure and found.fields == column.fields:
        return Grade.LIKELY
    return Grade.DOUBTFUL if column.fields == (UNPLACED,) and found else Grade.SURE


def _remap(column: Column, fields: tuple[str, ...]) -> str:
    """The option to paste that keeps what was guessed, or says what the column is."""
    heading = " ".join(column.heading.split()).replace('"', "'")
    return f'--map "{heading}={LABELS[fields[0]] if fields else UNPLACED}"' if heading else ""


def _names_priority(shape: Shape, has_priorities: bool) -> bool:
    """Whether a table's titles above its first row name a priority."""
    for step in shape.steps:
        if isinstance(step, Slots):
            return False
        if isinstance(step, Band):
            title = step.title
            if step.ref and has_priorities:
                continue  # an objective of the priority above the table
            if title:
                if title.kind == PRIORITY or (title.kind == OBJECTIVE and not has_priorities):
                    return True
            elif not has_priorities and not is_general(step.text) and not is_label(step.text):
                return True
    return False


def _goes_on(filled: Filled, step: Slots, before: ImportedAction, after_heading: bool) -> bool:
    """Whether a row is the rest of the one above, cut by a page break: no ref, lead or date."""
    action = filled.action
    if action.ref or action.lead or action.timescale or action.status or filled.priority:
        return False
    fields = {name for slot in step.slots for name in slot.fields}
    if not fields & {"lead", "timescale"} or not (before.lead or before.timescale):
        return False
    texts = [text for text in _texts(action) if text]
    if not texts:
        return False
    small = all(text[:1].islower() for text in texts)
    return small or ("ref" in fields and bool(before.ref)) or after_heading


def is_action(action: ImportedAction) -> bool:
    """Whether a row says anything to do or to achieve."""
    return bool(
        action.action or action.objective or action.tasks or action.method
        or action.impact_expected
    )  # fmt: skip


def _texts(action: ImportedAction) -> Iterator[str]:
    for name in ("ref", "objective", "action", "tasks", "method", "lead", "other_leads",
                 "timescale", "resources", "progress", "evidence", "impact_expected",
                 "how_we_will_know", "sub_group", "report_to", "verified_by", "corrective_action",
                 "process_agreed", "impact_agreed", "status", "updated_by", "update_frequency",
                 "carried_from", "revision", "indicator"):  # fmt: skip
        value = getattr(action, name)
        yield "\n".join(value) if isinstance(value, tuple) else value
