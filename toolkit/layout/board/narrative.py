"""The sheet Narrative: the running text of the papers."""

from toolkit.board.narrative import Block
from toolkit.layout.schema import Column, Kind, Sheet, Table
from toolkit.values import choices

NARRATIVE_TABLE = Table(
    "Narrative",
    (
        Column(
            "place",
            "Where it goes",
            Kind.CHOICE,
            "Which part of which paper it opens.",
            "Plan introduction",
            22,
            required=True,
            choices=("Plan introduction", "Plan closing"),
        ),
        Column(
            "style",
            "Style",
            Kind.CHOICE,
            "Heading, Paragraph or Bullet. If left empty, a paragraph.",
            "Paragraph",
            14,
            choices=choices.BLOCK_KINDS,
        ),
        Column(
            "text",
            "Text",
            Kind.TEXT,
            "The words, printed in the order of these rows. In a paragraph, each line is a "
            "paragraph of its own; begin a line with - for a bullet or # for a sub-heading, "
            "and put **two stars** around strong words.",
            "This plan sets out what we will do together this year.",
            100,
            required=True,
        ),
    ),
    spare_rows=20,
    record=Block,
    held_as="narrative",
)

NARRATIVE = Sheet(
    name="Narrative",
    title="Narrative",
    purpose="The running text of the papers: introduction, duties, closing words.",
    tables=(NARRATIVE_TABLE,),
    tab_colour="blue",
    required=False,
)
