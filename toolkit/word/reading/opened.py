"""A Word file, opened once for all who read it: its texts, their words and their places."""

from functools import cached_property

from toolkit.values.findings import WordPlace
from toolkit.word.reading.alternates import settle_alternates
from toolkit.word.reading.controls import take_off_googles_controls
from toolkit.word.reading.fields import read_fields
from toolkit.word.reading.numbering import Numbering, read_numbering
from toolkit.word.reading.package_parts import Parts
from toolkit.word.reading.places import NOTES, Places, Spot, is_real_note
from toolkit.word.reading.runs import Run, Runs, spoken
from toolkit.word.reading.styles import Styles
from toolkit.word.reading.tracked import accept_changes, join_with_next
from toolkit.word.reading.word_xml import PARAGRAPH, Element, W, is_on

LABELS = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}
"""What people call the texts beside the body, by the kind of their links."""


class Story:
    """One text of a document: its body, a page header or footer, the notes or the comments.

    Tracked changes are taken as accepted, and of what is said twice only one is left.
    """

    def __init__(
        self, opened: "Opened", part: str, label: str, *, is_template: bool = False
    ) -> None:
        """`label` is what people call it, "" for the body.

        Lines of a template are left as they are in the file: it is filled so, hidden or not.
        """
        self.part = part
        self.label = label
        self.root = opened.parts.parse(part)
        settle_alternates(self.root)
        if is_template:
            take_off_googles_controls(self.root)
        self.tracked = accept_changes(self.root, joins=not is_template)
        self._opened = opened
        self._texts: dict[Element, str] = {}
        self._style_ids: dict[Element, str] = {}
        self._hides = next(self.root.iter(f"{W}vanish"), None) is not None
        if self._hides and not is_template:
            self._join_hidden_ends()

    @cached_property
    def paragraphs(self) -> tuple[Element, ...]:
        """All its paragraphs, those of cells and text boxes too."""
        return tuple(self.root.iter(PARAGRAPH))

    @property
    def styles(self) -> Styles:
        """The styles of its document."""
        return self._opened.styles

    @cached_property
    def _runs(self) -> Runs:
        return Runs(self.styles, read_fields(self.root), self._opened.note_name)

    @cached_property
    def places(self) -> Places:
        """Where everything in it is."""
        has_words = self._has_words if self._hides or self.styles.hides else None
        return Places(self.root, self.label, self._heading, has_words)

    def runs(self, paragraph: Element, style_id: str) -> list[Run]:
        """The runs of a paragraph of that style, without those of text boxes in it."""
        return self._runs.of(paragraph, style_id)

    def text(self, element: Element) -> str:
        """The words of a paragraph, or of a link in one, as one line."""
        if element not in self._texts:
            paragraph = element
            if element.tag != PARAGRAPH:
                paragraph = next(element.iterancestors(PARAGRAPH), element)
            runs = self._runs.of(element, self._style_id(paragraph))
            self._texts[element] = " ".join(spoken(runs).split())
        return self._texts[element]

    def spot(self, element: Element) -> Spot:
        """Where an element is."""
        return self.places.of(element)

    def place(self, element: Element) -> WordPlace:
        """Where an element is, as findings say it."""
        return self._opened.place(self.spot(element).where)

    def section(self, element: Element) -> WordPlace:
        """The heading that an element is under; in a table its cell."""
        return self._opened.place(self.spot(element).section.where)

    def _style_id(self, paragraph: Element) -> str:
        if paragraph not in self._style_ids:
            self._style_ids[paragraph] = self.styles.id_of(paragraph)
        return self._style_ids[paragraph]

    def _heading(self, paragraph: Element) -> str:
        return self.text(paragraph) if self.styles.level(paragraph) else ""

    def _has_words(self, paragraph: Element) -> bool:
        return bool(self.text(paragraph))

    def _join_hidden_ends(self) -> None:
        """A line whose end is hidden continues with the next paragraph's words."""
        ending: dict[Element, None] = {}
        for paragraph in self.root.iter(PARAGRAPH):
            if is_on(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish")) and (
                paragraph.getprevious() in ending or self.text(paragraph)
            ):
                ending[paragraph] = None
        join_with_next(ending)
        self._texts.clear()


class Opened:
    """A Word document that passed the safety check."""

    def __init__(self, data: bytes, name: str) -> None:
        """`name` is what messages call the file.

        WrongFileType or FileRefused where it cannot or should not be read.
        """
        self.name = name
        self.parts = Parts(data, name)
        self._notes: dict[str, dict[str, str]] = {}

    @cached_property
    def styles(self) -> Styles:
        """The styles of the document."""
        return Styles(self.parts.optional("styles"))

    @cached_property
    def main(self) -> Story:
        """The body."""
        return Story(self, self.parts.main, "")

    @cached_property
    def numbering(self) -> Numbering:
        """The lists of the document."""
        return read_numbering(self.parts.optional("numbering"))

    @cached_property
    def others(self) -> tuple[Story, ...]:
        """The texts beside the body: headers, footers, footnotes, endnotes, comments."""
        return tuple(
            Story(self, part, label)
            for kind, label in LABELS.items()
            for part in self.parts.of_kind(kind)
        )

    def place(self, where: str) -> WordPlace:
        """A place that is no element of a text."""
        return WordPlace(self.name, where)

    @property
    def printed(self) -> tuple[Story, ...]:
        """The texts of a printed document: all but the comments."""
        return (self.main, *(story for story in self.others if story.label != LABELS["comments"]))

    def note_name(self, kind: str, identity: str) -> str:
        """What people call a note of a kind: "footnote 2"."""
        if kind not in self._notes:
            self._notes[kind] = {}
            for part in self.parts.of_kind(f"{kind}s"):
                notes = [each for each in self.parts.parse(part) if each.tag in NOTES]
                real = (each for each in notes if is_real_note(each))
                for number, note in enumerate(real, 1):
                    self._notes[kind].setdefault(note.get(f"{W}id", ""), f"{kind} {number}")
        return self._notes[kind].get(identity, kind)
