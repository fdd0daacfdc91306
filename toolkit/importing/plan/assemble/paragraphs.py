"""What is open while a document is read, and the paragraphs that may yet be titles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.importing.plan.assemble.draft import Draft
from toolkit.importing.plan.assemble.finish import CLOSING, INTRODUCTION
from toolkit.importing.plan.cells.cells import Line
from toolkit.importing.plan.headings import normal, priority_part
from toolkit.importing.plan.recognise.front import period_of
from toolkit.importing.plan.recognise.row_work import Paper
from toolkit.importing.plan.recognise.section_titles import (
    OBJECTIVE,
    PRIORITY,
    THEME,
    Title,
    is_general,
    short,
    title_of,
)
from toolkit.importing.plan.recognise.shapes import Labelled
from toolkit.importing.plan.records import (
    Grade,
    ImportedAbbreviation,
    ImportedBlock,
    ImportedRating,
    Taken,
    Unplaced,
)
from toolkit.values.timescale_parts import Span
from toolkit.word.reading.blocks import Paragraph, Style, Table

Found = ImportedRating | ImportedAbbreviation | Taken | Unplaced
_STYLES = {
    Style.TITLE: "Heading",
    Style.HEADING: "Heading",
    Style.PARAGRAPH: "Paragraph",
    Style.ITEM: "Bullet",
}
_MOST_LABEL_WORDS = 12
_MOST_POINT_WORDS = 25
_WHY = "Evidence"


@dataclass
class Waiting:
    """A paragraph that may yet be the title of what follows."""

    place: int
    block: Paragraph
    title: Title | None = None
    used: bool = False


@dataclass
class Reading:
    """The plan so far, and what the whole document says of its parts.

    `has_priorities` where it calls anything a priority, `two_levels` where plain titles
    follow each other, `is_own` where the toolkit printed it; `within` are the days of the
    plan that is being read. Paragraphs wait, since only what follows shows whether they are
    titles or running text.
    """

    draft: Draft
    within: Span | None
    has_priorities: bool
    two_levels: bool
    is_own: bool = False
    statuses: Mapping[str, str] = field(default_factory=dict)
    has_plan: bool = False
    waiting: list[Waiting] = field(default_factory=list)

    @property
    def paper(self) -> Paper:
        """What is known of the paper so far."""
        words = {normal(each.label): each.rating for each in self.draft.ratings if each.label}
        return Paper(words, self.is_own, self.statuses)

    def paragraph(self, place: int, block: Paragraph) -> None:
        """A paragraph of the body at its place: it waits for what follows."""
        title = title_of(block.text)
        if (
            title
            and title.kind == OBJECTIVE
            and not (block.style is Style.HEADING or block.bold or title.ref)
        ):
            title = None
        is_title = block.style in (Style.HEADING, Style.TITLE)
        if is_title and self._begins_another(block):
            return
        self.waiting.append(Waiting(place, block, title))

    def _begins_another(self, block: Paragraph) -> bool:
        """Whether a heading begins the plan of another period: its priorities are its own."""
        period, within = period_of([block])
        if not self.has_plan or not within or within == self.within or not is_general(block.text):
            return False
        self.flush()
        self.within = within
        self.draft.begin_another()
        meaning = f"the beginning of another plan, of {period}: its priorities are kept apart"
        self.draft.taken.append(
            Taken(origin=block.spot.brief, words=block.printed, meaning=meaning, is_quoted=False)
        )
        return True

    def flush(self, closing: bool = False) -> None:
        """Paragraphs that turned out to be titles of nothing: running text, or unplaced."""
        last = closing and self.has_plan
        for waiting in self.waiting:
            if waiting.used:
                continue
            if self.has_plan and not last:
                text = waiting.block.printed
                self.draft.place(text, waiting.block.where)
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
                    place=place, style=style, text=waiting.block.printed, origin=waiting.block.where
                )
            )
        self.waiting = []

    def take_waiting(self, table: Table) -> None:
        """A theme or priority named by the paragraphs just above a table without bands."""
        titled = [each for each in self.waiting if each.title and not each.used]
        named_priorities = [each for each in titled if each.title and each.title.kind == PRIORITY]
        objectives = [each for each in titled if each.title and each.title.kind == OBJECTIVE]
        chosen: Waiting | None = None
        headed = [each for each in named_priorities if each.block.is_heading]
        if headed:
            chosen = headed[-1]
        elif len(named_priorities) == 1:
            chosen = named_priorities[0]
        elif objectives and not self.has_priorities:
            chosen = objectives[-1]
        themes = [each for each in titled if each.title and each.title.kind == THEME]
        if themes and chosen is None and self._is_lone(themes[-1]):
            chosen = themes[-1]  # a theme with nothing below it is what its actions serve
            themes = []
        if themes and (chosen is None or themes[-1].place < chosen.place):
            theme = themes[-1]
            self.draft.open_theme(theme.title, theme.block.text, theme.block.spot)
            theme.used = True
        if chosen is not None:
            self.draft.open_priority(chosen.title, chosen.block.text, chosen.block.spot)
            chosen.used = True
            for following in self.waiting:
                if following.place == chosen.place + 1 and following.block.is_heading:
                    plain = not following.title and not is_general(following.block.text)
                    plain = plain and not is_part_label(following.block.text)
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
            is_sheet = heading is not None and bool(heading.block.spot.part)
            if heading is not None and (self.has_plan or heading.place > 0 or is_sheet):
                self.draft.open_priority(None, heading.block.printed, heading.block.spot)
                heading.used = True
                self._take_what_follows(heading.place)
                self.draft.taken.append(
                    Taken(
                        origin=table.spot.brief,
                        meaning=f'names no priority: its actions go under the heading "'
                        f'{short(heading.block.text)}" above it.',
                        grade=Grade.LIKELY,
                    )
                )

    def names_above(self) -> bool:
        """Whether the paragraphs above a table name the theme or priority of its rows."""
        return any(
            each.title is not None and each.title.kind in (THEME, PRIORITY)
            for each in self.waiting
            if each.block.is_heading and not each.used
        )

    def _is_lone(self, theme: Waiting) -> bool:
        """Whether no heading below a theme's title names a priority above the table."""
        return not self.has_priorities and not any(
            each.place > theme.place
            and each.block.is_heading
            and not is_general(each.block.text)
            and not is_part_label(each.block.text)
            for each in self.waiting
        )

    def _take_what_follows(self, opened: int) -> None:
        """What is between a priority's title and its table is the priority's own.

        Lines under a label are its evidence, outcomes or measures; other words are its points,
        and whole paragraphs say why it is a priority.
        """
        label: Waiting | None = None
        lines: list[Line] = []
        for each in [each for each in self.waiting if each.place > opened and not each.used]:
            block = each.block
            stressed = block.is_heading or block.text.rstrip().endswith((":", "?"))
            opening, _, words = block.text.partition(":")
            if stressed and is_part_label(block.text):
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
            elif words.strip() and is_part_label(opening):
                line = Line(words.strip())
                self.draft.part(Labelled(0, opening.strip(), (line,)), block.spot)
                each.used = True
            else:
                self._own_words_of_priority(each)
        self._close_part(label, lines)

    def _own_words_of_priority(self, each: Waiting) -> None:
        """A paragraph under a priority's title that no label introduces."""
        if self.draft.priority is None:
            return
        each.used = True
        block = each.block
        if len(block.text.split()) <= _MOST_POINT_WORDS:
            self.draft.priority.sub_points.append(block.printed)
            meaning = "a sub-point of the priority it is under"
        else:
            self.draft.part(Labelled(0, _WHY, (Line(block.printed),)), block.spot, is_printed=False)
            meaning = "evidence for the priority it is under"
        self.draft.taken.append(
            Taken(origin=block.spot.brief, words=block.printed, meaning=meaning, is_quoted=False)
        )

    def _close_part(self, label: Waiting | None, lines: Sequence[Line]) -> None:
        if label is not None:
            self.draft.part(Labelled(0, label.block.printed, tuple(lines)), label.block.spot)

    def take_label(self) -> None:
        """A heading just above a table that only says that a plan follows."""
        if self.waiting and not self.waiting[-1].used:
            label = self.waiting[-1]
            if label.block.is_heading and is_general(label.block.text):
                label.used = True
                words = label.block.printed
                self.draft.taken.append(Taken(origin="heading", words=words, meaning="a label"))

    def place_heading(self) -> None:
        """The heading of a table that is no part of the plan goes where its words go."""
        last = self.waiting[-1] if self.waiting else None
        if last and not last.used and last.block.is_heading and not last.title:
            last.used = True
            self.draft.place(last.block.printed, last.block.where)

    def waiting_theme(self) -> None:
        """The theme that a heading names above a table whose own titles name priorities."""
        themes = [
            each for each in self.waiting if each.title and each.title.kind == THEME
            and each.block.is_heading
        ]  # fmt: skip
        if themes:
            self.draft.open_theme(themes[-1].title, themes[-1].block.text, themes[-1].block.spot)
            themes[-1].used = True

    def take_waiting_of_list(self) -> None:
        """The heading above a list of actions, as their priority where nothing else is."""
        heading = next(
            (each for each in reversed(self.waiting)
             if each.block.is_heading and not each.used and not is_general(each.block.text)),
            None,
        )  # fmt: skip
        if heading is not None and not self.has_priorities:
            self.draft.open_priority(heading.title, heading.block.printed, heading.block.spot)
            heading.used = True


def is_part_label(text: str) -> bool:
    """Whether a title such as "Evidence base" says what of a priority follows."""
    return len(text.split()) <= _MOST_LABEL_WORDS and priority_part(text) is not None
