"""Colours and sizes: what can be read, and what says something by its colour alone."""

from collections.abc import Iterator

from toolkit.values.palette import LEAST_CONTRAST, contrast
from toolkit.word.document_lint import rules
from toolkit.word.document_lint.found import Found
from toolkit.word.document_lint.looks import Looks
from toolkit.word.document_lint.words import is_filled
from toolkit.word.reading.opened import Opened, Story
from toolkit.word.reading.shading import shade
from toolkit.word.reading.word_xml import CELL, PARAGRAPH, RUN, Element, W, child_of, value_of

LEAST_CONTRAST_LARGE = 3.0
LEAST_SIZE = 9.0
_NO_COLOUR = (None, "", "FFFFFF")


def colours_and_sizes(opened: Opened) -> Found:
    """Contrast and size of all words, said once for each heading and cell."""
    looks = Looks(opened.styles)
    for story in opened.printed:
        for paragraph in story.paragraphs:
            for run in _runs_with_words(story, paragraph):
                look = looks.of(run, paragraph)
                needed = LEAST_CONTRAST_LARGE if look.is_large else LEAST_CONTRAST
                ratio = contrast(look.ink, look.fill) if look.ink else needed
                if ratio < needed:
                    # Rounded down: 4.46 must not be called 4.5.
                    yield rules.CONTRAST.at(
                        story.section(paragraph),
                        ink=look.ink,
                        fill=look.fill,
                        ratio=f"{int(ratio * 10) / 10:.1f}",
                        needed=f"{needed:g}",
                    )
                raised = value_of(child_of(run.find(f"{W}rPr"), "vertAlign"))
                if look.size < LEAST_SIZE and not raised:
                    yield rules.SMALL_TEXT.at(story.section(paragraph), size=f"{look.size:g}")


def colour_alone(opened: Opened) -> Found:
    """Cells that have a colour and no words."""
    looks = Looks(opened.styles)
    for story in opened.printed:
        for cell in story.root.iter(CELL):
            fills = [shade(cell.find(f"{W}tcPr"))]
            fills += [
                looks.of(run, paragraph).fill
                for paragraph in cell.iterchildren(PARAGRAPH)
                for run in _runs(story, paragraph)
            ][:1]
            if fills[0] in (None, "") and len(fills) > 1:
                plain = [shade(run.find(f"{W}rPr"))
                         or value_of(child_of(run.find(f"{W}rPr"), "rStyle"))
                         for run in cell.iter(RUN)]  # fmt: skip
                fills = fills[1:] if any(plain) else []
            if any(fill not in _NO_COLOUR for fill in fills) and not is_filled(story, cell):
                yield rules.COLOUR_ALONE.at(story.place(cell))


def _runs(story: Story, paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph that show anything, be it a blank."""
    for run in story.runs(paragraph, story.styles.id_of(paragraph)):
        if run.element is not None and run.text:
            yield run.element


def _runs_with_words(story: Story, paragraph: Element) -> Iterator[Element]:
    for run in story.runs(paragraph, story.styles.id_of(paragraph)):
        if run.element is not None and run.is_seen and run.text.strip():
            yield run.element
