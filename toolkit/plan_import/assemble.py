"""Blocks put together as a plan: what stands under which theme and priority."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.plan_import import lists
from toolkit.plan_import.bands import (
    OBJECTIVE,
    PRIORITY,
    THEME,
    Title,
    is_general,
    short,
    title_of,
)
from toolkit.plan_import.blocks import Document, Paragraph, Style, Table
from toolkit.plan_import.cells import Line
from toolkit.plan_import.colours import rating_of
from toolkit.plan_import.draft import Draft
from toolkit.plan_import.ending import CLOSING, INTRODUCTION, finished
from toolkit.plan_import.frames import set_free
from toolkit.plan_import.front import period_of, title_page
from toolkit.plan_import.headings import LABELS, is_label, normal, priority_part
from toolkit.plan_import.keys import abbreviations, rating_key
from toolkit.plan_import.layouts import Context, Layout
from toolkit.plan_import.lists import ListAction, Opened, PriorityLine, list_steps
from toolkit.plan_import.records import (
    ImportedAbbreviation,
    ImportedAction,
    ImportedBlock,
    ImportedPlan,
    ImportedRating,
    Taken,
    Unplaced,
)
from toolkit.plan_import.rows import Filled, action_of, joined
from toolkit.plan_import.tables import (
    Band,
    Headings,
    Kind,
    Labelled,
    Shape,
    Slots,
    read_table,
)
from toolkit.text import plural

Found = ImportedRating | ImportedAbbreviation | Taken | Unplaced

_STYLES = {
    Style.TITLE: "Heading",
    Style.HEADING: "Heading",
    Style.PARAGRAPH: "Paragraph",
    Style.ITEM: "Bullet",
}
_BEGINNING = "before the first heading"
_MOST_TITLE_WORDS = 40
_MOST_LABEL_WORDS = 12


@dataclass
class _Waiting:
    """A paragraph that may yet be the title of what follows."""

    place: int
    block: Paragraph
    origin: str
    title: Title | None = None
    used: bool = False


def assemble(document: Document, mapping: Mapping[str, str]) -> ImportedPlan:
    """The plan that a document's blocks hold. `mapping` is `headings.own_words`."""
    return _Assembly(document, mapping).plan()


class _Assembly:
    def __init__(self, document: Document, mapping: Mapping[str, str]) -> None:
        self.document = document
        self.context = Context(mapping)
        self.body = tuple(set_free(document.body, self.context))
        self.period, self.within = period_of(self.body)
        first_year = self.within[0].year if self.within else None
        self.context = Context(mapping, first_year)
        self.draft = Draft(taken=[Taken(origin="", meaning=note) for note in document.notes])
        self.waiting: list[_Waiting] = []
        self.heading = _BEGINNING
        self.has_plan = False
        self.shapes = self._shapes()
        self.two_levels = any(map(_has_two_levels, self.shapes.values()))
        self.has_priorities = self._names_priorities()

    # The whole

    def plan(self) -> ImportedPlan:
        """The whole document, block by block."""
        title = dict(title_page(self.body))
        plain = not any(shape.kind is Kind.ACTIONS for shape in self.shapes.values())
        steps = list_steps(self.body) if plain else []
        in_list = {n for step in steps if isinstance(step, ListAction) for n in step.places}
        by_place = {step.place: step for step in steps}
        in_list |= {step.place for step in steps if not isinstance(step, Opened)}
        title = {place: key for place, key in title.items() if place not in in_list}
        for place, block in enumerate(self.body):
            if place in title and isinstance(block, Paragraph):
                self.draft.settings[title[place]] = block.printed
                self.heading = block.text
            elif place in by_place:
                self._list_step(by_place[place])
            elif place in in_list:
                continue
            elif isinstance(block, Paragraph):
                self._paragraph(place, block)
            else:
                self._table(self.shapes[place])
        self.draft.open_objective(None)
        self._flush(closing=True)
        self._elsewhere()
        if self.period:
            self.draft.settings.setdefault("period", self.period)
        return finished(self.draft, self.document.name, self.within)

    def _shapes(self) -> dict[int, Shape]:
        """What each table of the body is, each with the layout of the one before it."""
        shapes: dict[int, Shape] = {}
        before: Layout | None = None
        title = ""
        for place, block in enumerate(self.body):
            if isinstance(block, Paragraph):
                title = block.text if len(block.text.split()) <= 8 else ""
                if block.style is Style.HEADING and not title_of(block.text):
                    before = None
                continue
            shape = read_table(block, self.context, before, title)
            shapes[place] = shape
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

    # Paragraphs

    def _paragraph(self, place: int, block: Paragraph) -> None:
        origin = (
            f'paragraph under "{self.heading}"'
            if self.heading != _BEGINNING
            else (f"paragraph {self.heading}")
        )
        title = title_of(block.text)
        if (
            title
            and title.kind == OBJECTIVE
            and not (block.style is Style.HEADING or block.bold or title.ref)
        ):
            title = None
        if block.style in (Style.HEADING, Style.TITLE):
            self.heading = " ".join(block.text.split())[:80]
            origin = f'heading "{self.heading}"'
        self.waiting.append(_Waiting(place, block, origin, title))

    def _flush(self, closing: bool = False) -> None:
        """Paragraphs that turned out to be titles of nothing: running text, or unplaced."""
        last = closing and self.has_plan
        for waiting in self.waiting:
            if waiting.used:
                continue
            if self.has_plan and not last:
                text = waiting.block.printed
                self.draft.place(text, waiting.origin)
                continue
            place = CLOSING if last else INTRODUCTION
            style = _STYLES[waiting.block.style]
            if (
                style == "Paragraph"
                and waiting.block.bold
                and len(waiting.block.text.split()) <= 12
            ):
                style = "Heading"
            self.draft.narrative.append(
                ImportedBlock(
                    place=place, style=style, text=waiting.block.printed, origin=waiting.origin
                )
            )
        self.waiting = []

    def _take_waiting(self, table: int) -> None:
        """A theme or priority named by the paragraphs just above a table without bands."""
        titled = [each for each in self.waiting if each.title and not each.used]
        named_priorities = [each for each in titled if each.title and each.title.kind == PRIORITY]
        objectives = [each for each in titled if each.title and each.title.kind == OBJECTIVE]
        chosen: _Waiting | None = None
        headed = [each for each in named_priorities if each.block.is_heading]
        if headed:
            chosen = headed[-1]
        elif len(named_priorities) == 1:
            chosen = named_priorities[0]
        elif objectives and not self.has_priorities:
            chosen = objectives[-1]
        themes = [each for each in titled if each.title and each.title.kind == THEME]
        if themes and (chosen is None or themes[-1].place < chosen.place):
            theme = themes[-1]
            self.draft.open_theme(theme.title, theme.block.text, theme.origin)
            theme.used = True
        if chosen is not None:
            self.draft.open_priority(chosen.title, chosen.block.text, chosen.origin)
            chosen.used = True
            for following in self.waiting:
                if following.place == chosen.place + 1 and following.block.is_heading:
                    plain = not following.title and not is_general(following.block.text)
                    plain = plain and not _is_part_label(following.block.text)
                    following.used = plain and self.draft.name_priority(following.block.printed)
            self._take_what_follows(chosen.place)
            return
        if not self.has_priorities or self.draft.priority is None:
            heading = next(
                (each for each in reversed(self.waiting)
                 if each.block.is_heading and not each.used and not each.title
                 and not is_general(each.block.text)),
                None,
            )  # fmt: skip
            if heading is not None and (self.has_plan or heading.place > 0):
                self.draft.open_priority(None, heading.block.printed, heading.origin)
                heading.used = True
                self._take_what_follows(heading.place)
                self.draft.taken.append(
                    Taken(
                        origin=f"Table {table}",
                        meaning=f'names no priority: its actions go under the heading "'
                        f'{short(heading.block.text)}" above it.',
                    )
                )

    def _take_what_follows(self, opened: int) -> None:
        """Paragraphs between a priority's title and its table: its points, evidence, outcomes."""
        label: _Waiting | None = None
        lines: list[Line] = []
        following = opened + 1
        for each in [each for each in self.waiting if each.place > opened and not each.used]:
            block = each.block
            stressed = block.is_heading or block.text.rstrip().endswith((":", "?"))
            if stressed and _is_part_label(block.text):
                self._close_part(label, lines)
                label, lines, each.used = each, [], True
            elif block.is_heading or each.title:
                self._close_part(label, lines)
                label, lines = None, []
            elif label is not None:
                is_item = block.style is Style.ITEM
                lines += [
                    Line(text, is_item, block.level if is_item else 0, block.bold)
                    for text in block.printed.split("\n")
                ]
                each.used = True
            elif each.place == following and block.style is Style.ITEM and self.draft.priority:
                self.draft.priority.sub_points.append(block.printed)
                each.used = True
                following += 1
        self._close_part(label, lines)

    def _close_part(self, label: _Waiting | None, lines: Sequence[Line]) -> None:
        if label is not None:
            self.draft.part(Labelled(0, label.block.printed, tuple(lines)), label.origin)

    # Tables

    def _table(self, shape: Shape) -> None:
        number = shape.table.number
        for note in shape.notes:
            self.draft.taken.append(Taken(origin=f"Table {number}", meaning=note))
        match shape.kind:
            case Kind.ACTIONS:
                self._action_table(shape)
            case Kind.PRIORITY:
                self._priority_table(shape)
            case Kind.RATINGS:
                self._key(rating_key(shape.table))
            case Kind.ABBREVIATIONS:
                self._key(abbreviations(shape.table))
            case Kind.OTHER:
                self._other_table(shape.table)
        self._nested(shape)

    def _nested(self, shape: Shape) -> None:
        """Tables inside cells stay lines of those cells; that is told, once a table."""
        inside = sum(
            isinstance(block, Table)
            for row in shape.table.rows
            for cell in row.cells
            for block in cell.content
        )
        if inside and shape.kind is Kind.ACTIONS:
            self.draft.taken.append(
                Taken(
                    origin=f"Table {shape.table.number}",
                    meaning=f"{plural(inside, 'table')} inside its cells read as lines.",
                )
            )

    def _action_table(self, shape: Shape) -> None:
        number = shape.table.number
        names_itself = _names_priority(shape, self.has_priorities)
        layouts = [step.layout for step in shape.steps if isinstance(step, Headings)]
        in_column = any("priority" in layout.fields for layout in layouts)
        if not names_itself:
            if not in_column:
                self._take_waiting(number)
        else:
            self._waiting_theme()
        self._take_label()
        self._flush()
        self.has_plan = True
        bands: list[Band] = []
        self.draft.open_objective(None)
        # A row may go on from the last one of the table on the page before.
        last = None if names_itself else self.draft.last
        is_first = True
        after_heading = False
        for step in shape.steps:
            if isinstance(step, Band):
                bands.append(step)
            elif isinstance(step, Headings):
                self._open_bands(bands, number, not is_first)
                bands = []
                self._headings(step, number, shape.is_turned)
                after_heading = True
            elif isinstance(step, Slots):
                if bands:
                    self._open_bands(bands, number, not is_first)
                    bands, last = [], None
                last = self._row(step, shape, last, after_heading and not is_first)
                after_heading = is_first = False
        self.draft.last = last
        titled = [band for band in bands if title_of(band.text)]
        for band in bands:
            if band not in titled:
                origin = f"Table {number}, row {band.row}"
                self.draft.place(band.text, origin)
        self._open_bands(titled, number, not is_first)

    def _take_label(self) -> None:
        """A heading just above a table that only says that a plan follows."""
        if self.waiting and not self.waiting[-1].used:
            label = self.waiting[-1]
            if label.block.is_heading and is_general(label.block.text):
                label.used = True
                words = label.block.printed
                self.draft.taken.append(Taken(origin="heading", words=words, meaning="a label"))

    def _waiting_theme(self) -> None:
        themes = [
            each for each in self.waiting if each.title and each.title.kind == THEME
            and each.block.is_heading
        ]  # fmt: skip
        if themes:
            self.draft.open_theme(themes[-1].title, themes[-1].block.text, themes[-1].origin)
            themes[-1].used = True

    def _headings(self, step: Headings, number: int, is_turned: bool) -> None:
        if step.is_repeated:
            self.draft.taken.append(
                Taken(
                    origin=f"Table {number}, row {step.row}",
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
                self.draft.open_priority(title, words, f"Table {number}, row {step.row}")
                continue
            origin = f"Table {number}, {'row' if is_turned else 'column'}"
            column = by_heading.get(normal(words))
            if column is None:
                column = next(
                    (each for each in step.layout.columns
                     if normal(words) and normal(words) in normal(each.heading)), None,
                )  # fmt: skip
            fields = column.fields if column else ()
            meaning = " and ".join(LABELS[name] for name in fields) or (
                "a heading whose column has no field: its cells are unplaced"
                if column and normal(column.heading) == normal(words)
                else "a heading above others"
            )
            if column and column.why and fields:
                meaning += f", by {column.why}"
            self.draft.taken.append(Taken(origin=origin, words=words, meaning=meaning))
            self._own_word(fields, words)
        for column in step.layout.columns:
            if not column.heading and column.fields:
                names = " and ".join(LABELS[name] for name in column.fields)
                self.draft.taken.append(
                    Taken(
                        origin=f"Table {number}",
                        meaning=f"its column without a heading taken for {names}, "
                        f"by {column.why or 'its place'}.",
                    )
                )

    def _own_word(self, fields: tuple[str, ...], words: str) -> None:
        terms = {"objective": "objective", "tasks": "tasks", "lead": "lead",
                 "timescale": "completion_date"}  # fmt: skip
        if len(fields) == 1 and fields[0] in terms:
            self.draft.words.setdefault(terms[fields[0]], " ".join(words.split()))

    def _open_bands(self, bands: Sequence[Band], number: int, midway: bool) -> None:
        """Titles across the table: themes, priorities, objectives, labels, or none of these."""
        plain: list[Band] = []
        opened = False
        label: Band | None = None
        for band in bands:
            origin = f"Table {number}, row {band.row}"
            title = title_of(band.text)
            if label is not None and title is None and not is_label(band.text):
                # "Why is this a priority?" in one row, and the reasons in the next.
                self.draft.part(Labelled(label.row, label.text, band.lines), origin)
                label = None
                continue
            if self.draft.priority and title is None and _is_part_label(band.text):
                label = band
            elif title and title.kind == THEME:
                self.draft.open_theme(title, band.text, origin)
            elif title and title.kind == PRIORITY:
                self.draft.open_priority(title, band.text, origin)
                opened = True
            elif title and title.kind == OBJECTIVE and (title.ref or self.has_priorities):
                if self.has_priorities:
                    self.draft.open_objective(Unplaced(text=band.text, origin=origin))
                else:
                    self.draft.open_priority(title, band.text, origin)
                    opened = True
            elif title is None and opened and self.draft.name_priority(band.text):
                continue
            elif is_label(band.text):
                self.draft.taken.append(Taken(origin=origin, words=band.text, meaning="a label"))
            elif is_general(band.text) and len(band.text.split()) <= _MOST_TITLE_WORDS:
                if "plan_title" in self.draft.settings:
                    self.draft.place(band.text, origin)
                else:
                    self.draft.settings["plan_title"] = band.text
            else:
                plain.append(band)
        if label is not None:
            plain.append(label)
        if not plain:
            return
        titles = [band for band in plain if len(band.text.split()) <= _MOST_TITLE_WORDS]
        if len(titles) > 1 and not opened and not self.has_priorities:
            theme, *rest = titles
            self.draft.open_theme(None, theme.text, f"Table {number}, row {theme.row}")
            titles = rest
        elif titles and not opened and not self.has_priorities and self.two_levels and not midway:
            band = titles[0]
            self.draft.open_theme(None, band.text, f"Table {number}, row {band.row}")
        for band in plain:
            origin = f"Table {number}, row {band.row}"
            if band in titles and not opened and not (self.has_priorities and midway):
                self.draft.open_priority(None, band.text, origin)
                opened = True
            elif band in titles or len(band.text.split()) > _MOST_TITLE_WORDS:
                self.draft.place(band.text, origin)

    def _row(self, step: Slots, shape: Shape, last: int | None, after_heading: bool) -> int | None:
        """One row of slots; the place of its action in the list, or of the one it goes on with."""
        origin = f"Table {shape.table.number}, row {step.row}"
        filled = action_of(step.slots, origin, self.within)
        if not any(slot.lines or rating_of(slot.shade) for slot in step.slots):
            return last
        self.draft.taken += filled.taken
        if filled.theme:
            self.draft.open_theme(title_of(filled.theme), filled.theme, origin)
        if filled.priority:
            self.draft.open_priority(title_of(filled.priority), filled.priority, origin)
        action = filled.action
        self._unplace(filled, action)
        if last is not None and _goes_on(filled, step, self.draft.actions[last][0], after_heading):
            before, priority = self.draft.actions[last]
            self.draft.actions[last] = joined(before, action, self.within), priority
            self.draft.taken.append(
                Taken(origin=origin, meaning="taken as the rest of the row above it.")
            )
            return last
        if not _is_action(action):
            self._leftovers(action, origin)
            return last
        action = self.draft.under_objective(action)
        self.draft.actions.append((action, self.draft.priority))
        return len(self.draft.actions) - 1

    def _unplace(self, filled: Filled, action: ImportedAction) -> None:
        name = f" (action {action.ref})" if action.ref else ""
        self.draft.unplaced += [
            replace(each, origin=each.origin + name) for each in filled.unplaced
        ]

    def _leftovers(self, action: ImportedAction, origin: str) -> None:
        """The words of a row that says nothing to do."""
        texts = [text for text in _texts(action) if text]
        if texts:
            self.draft.place("\n".join(texts), origin)

    def _priority_table(self, shape: Shape) -> None:
        number = shape.table.number
        if not any(isinstance(step, Band) and title_of(step.text) for step in shape.steps):
            self._take_waiting(number)
        self._flush()
        self.has_plan = True
        for step in shape.steps:
            origin = f"Table {number}, row {step.row}"
            if isinstance(step, Band):
                title = title_of(step.text)
                if title and title.kind == PRIORITY:
                    self.draft.open_priority(title, step.text, origin)
                elif title and title.kind == THEME:
                    self.draft.open_theme(title, step.text, origin)
                else:
                    self.draft.place(step.text, origin)
            elif isinstance(step, Labelled):
                self.draft.part(step, origin)

    def _key(self, found: Iterable[Found]) -> None:
        """What a key explains; it may stand in the introduction."""
        if not self.has_plan:
            self._flush()
        for each in found:
            match each:
                case ImportedRating():
                    self.draft.ratings.append(each)
                case ImportedAbbreviation():
                    self.draft.abbreviations.append(each)
                case Taken():
                    self.draft.taken.append(each)
                case Unplaced():
                    self.draft.unplaced.append(each)

    def _other_table(self, table: Table) -> None:
        self.draft.taken.append(
            Taken(
                origin=f"Table {table.number}",
                meaning="no headings of a plan were found in it: its words are unplaced. "
                'Map a heading with --map "Their heading=our field" if it belongs in.',
            )
        )
        for place, row in enumerate(table.rows, start=1):
            texts = [cell.own_text for cell in row.cells if cell.own_text]
            if texts:
                origin = f"Table {table.number}, row {place}"
                self.draft.place(" | ".join(texts), origin)

    # Lists

    def _list_step(self, step: lists.Step) -> None:
        block = self.body[step.place]
        if isinstance(step, Opened):
            if not isinstance(block, Paragraph):
                return
            self.heading = short(block.text)
            if step.title and step.title.kind == THEME:
                self._flush()
                self.draft.open_theme(step.title, block.text, f'heading "{short(block.text)}"')
            elif step.title:
                if step.title.kind == OBJECTIVE and self.has_priorities:
                    origin = f'paragraph under "{self.heading}"'
                    self.draft.open_objective(Unplaced(text=block.printed, origin=origin))
                    return
                self._flush()
                self.draft.open_priority(step.title, block.text, f'heading "{short(block.text)}"')
            else:
                self._paragraph(step.place, block)
            return
        if isinstance(step, PriorityLine):
            line = Line(step.text)
            self.draft.part(Labelled(0, step.label, (line,)), f'paragraph under "{self.heading}"')
            return
        self._take_waiting_of_list()
        self._flush()
        self.has_plan = True
        origin = f'list under "{self.heading}", paragraph {step.place + 1}'
        filled = action_of(step.slots, origin, self.within)
        for label in step.labels:
            found = next((slot for slot in step.slots if slot.heading == label), None)
            if found:
                meaning = " and ".join(LABELS[name] for name in found.fields)
                self.draft.taken.append(Taken(origin=origin, words=label, meaning=meaning))
        self.draft.taken += filled.taken
        self._unplace(filled, filled.action)
        action = filled.action
        action = self.draft.under_objective(action)
        if _is_action(action):
            self.draft.actions.append((action, self.draft.priority))
        else:
            self._leftovers(action, origin)

    def _take_waiting_of_list(self) -> None:
        heading = next(
            (each for each in reversed(self.waiting)
             if each.block.is_heading and not each.used and not is_general(each.block.text)),
            None,
        )  # fmt: skip
        if heading is not None and not self.has_priorities:
            self.draft.open_priority(heading.title, heading.block.printed, heading.origin)
            heading.used = True

    def _elsewhere(self) -> None:
        for piece in self.document.elsewhere:
            self.draft.place(piece.text, piece.origin)


def _is_part_label(text: str) -> bool:
    """Whether a title such as "Evidence base" says what of a priority follows."""
    return len(text.split()) <= _MOST_LABEL_WORDS and priority_part(text) is not None


def _has_two_levels(shape: Shape) -> bool:
    """Whether two plain titles stand on each other above a table's rows."""
    plain = 0
    for step in shape.steps:
        if isinstance(step, Band):
            plain += title_of(step.text) is None and not is_label(step.text)
            if plain > 1:
                return True
        else:
            plain = 0
    return False


def _names_priority(shape: Shape, has_priorities: bool) -> bool:
    """Whether a table's titles above its first row name a priority."""
    for step in shape.steps:
        if isinstance(step, Slots):
            return False
        if isinstance(step, Band):
            title = title_of(step.text)
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


def _is_action(action: ImportedAction) -> bool:
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
                 "carried_from"):  # fmt: skip
        value = getattr(action, name)
        yield "\n".join(value) if isinstance(value, tuple) else value
