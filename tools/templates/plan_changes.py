"""Builds word_templates/plan_changes.docx, which staff then edit in Word.

    python -m tools.templates.plan_changes word_templates/plan_changes.docx

The same code gives the same bytes. What each tag prints:
toolkit.papers.plan_changes.fields.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Twips

from toolkit.word.package.styles import BOARD_TABLE, LANDSCAPE_WIDTH, TWIPS
from tools.templates.pieces import (
    Place,
    Row,
    add_field,
    add_table,
    fill_row,
    new_document,
    saved,
    tag_row,
)

_SHORT_SIDE, _LONG_SIDE = 11906, 16838  # A4
_DATE = "{{ words.completion_date }}"
_LEAD = "{{ words.lead }}"


def build() -> bytes:
    """The template as a Word file."""
    document = new_document("What has changed in the plan: template")
    _set_page(document.sections[0])
    _add_headers(document.sections[0])
    _top(document)
    _added_and_dropped(document)
    _carried(document)
    _ended(document)
    _dates(document)
    _statuses(document)
    _side_by_side(document)
    _parts(document)
    _matching(document)
    Place(document).add(
        "Small print",
        "Dates are as at {{ document.as_at }}. A date is the revised one where there is one. "
        "Differences in spaces and in the shape of quotation marks are not counted.",
    )
    return saved(document)


def _set_page(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(_LONG_SIDE), Twips(_SHORT_SIDE)
    section.left_margin = section.right_margin = Twips((_LONG_SIDE - LANDSCAPE_WIDTH) // 2)
    section.top_margin, section.bottom_margin = Twips(2 * TWIPS), Twips(round(1.8 * TWIPS))
    section.header_distance = section.footer_distance = Twips(round(0.9 * TWIPS))


def _add_headers(section: Section) -> None:
    header = Place(section.header)
    header.add(
        "header wide",
        "{{ board.short_name }} – {{ document.title }}\t",
        ("Marking", "{{ document.marking }}"),
    )
    with header.when("document.draft_notice"):
        header.add("Header notice", "{{ document.draft_notice }}")
    page = Place(section.footer).add("footer wide", "{{ document.now }}\tPage ")
    add_field(page, "PAGE", "1")
    page.add_run(" of ")
    add_field(page, "NUMPAGES", "1")


def _top(document: Document) -> None:
    page = Place(document)
    with page.when("board.logo"):
        page.add("Cover logo", "{{ board.logo }}")
    page.add("Title", "{{ document.title }}")
    page.add("Subtitle", "{{ board.name }}")
    for label, name in (("Before", "before"), ("Now", "now")):
        page.add("Cover detail", ("Label", label), f"\t{{{{ document.{name} }}}}")
    page.add("Priority line", "{{ headline }}")
    with page.each("sentence", "sentences"):
        page.add("Compact bullet", "{{ sentence }}")


def _section(
    document: Document,
    kind: str,
    heading: str,
    heads: Sequence[str],
    centimetres: Sequence[float],
    description: str,
    fill: Callable[[Row], None],
    headed: bool = True,
) -> None:
    """A heading and a table of one kind of change, printed only where there is any."""
    page = Place(document)
    with page.when(f"{kind}.rows"):
        if headed:
            page.add("heading 1", f"{heading} ({{{{ {kind}.count }}}})")
        first, begin, row, end = add_table(
            document,
            BOARD_TABLE,
            [round(width * TWIPS) for width in centimetres],
            rows=4,
            caption=heading,
            description=description,
            # With several tables on a page whose rows must stay whole, LibreOffice 7.4 loses
            # rows of the last one. So only their paragraphs stay whole.
            splits=True,
        )
        fill_row(first, "Table heading", *heads)
        tag_row(begin, f"for row in {kind}.rows")
        fill(row)
        tag_row(end, "endfor")
        for cell in document.tables[-1].rows[2].cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_together = True


def _name(cell: Place, owner: str = "row") -> None:
    cell.tag(f"if {owner}.ref")
    cell.add("Table text", ("Label", f"{{{{ {owner}.ref }}}} "), f"{{{{ {owner}.words }}}}")
    cell.tag("else")
    cell.add("Table text", f"{{{{ {owner}.words }}}}")
    cell.tag("endif")


def _texts(cells: Row, *names: str) -> None:
    for cell, name in zip(cells, names, strict=True):
        cell.add("Table text", f"{{{{ row.{name} }}}}")


def _added_and_dropped(document: Document) -> None:
    def fill(row: Row) -> None:
        _name(row[0])
        _texts(row[1:], "priority", "lead", "due", "status")

    for kind, heading, description in (
        ("added", "Actions added", "Each row is an action that the earlier plan does not have."),
        ("dropped", "Actions dropped", "Each row is an action that the later plan does not have, "
         "as it was in the earlier one."),
    ):  # fmt: skip
        _section(
            document,
            kind,
            heading,
            ("Action", "{{ words.priority }}", _LEAD, _DATE, "Status"),
            (11.6, 2.6, 5.0, 3.9, 3.5),
            description,
            fill,
        )


def _carried(document: Document) -> None:
    def fill(row: Row) -> None:
        _name(row[0], "row.before")
        _name(row[1])
        _texts(row[2:], "lead", "due", "status")

    _section(
        document,
        "carried",
        "Carried forward",
        ("Before", "Now", _LEAD, _DATE, "Status"),
        (7.6, 7.6, 4.6, 3.6, 3.2),
        "Each row is an action that continues in the later plan.",
        fill,
    )


def _ended(document: Document) -> None:
    def fill(row: Row) -> None:
        _name(row[0])
        _texts(row[1:], "before", "now")

    _section(
        document,
        "ended",
        "Merged or withdrawn",
        ("Action", "Before", "Now"),
        (16.6, 5.0, 5.0),
        "Each row is an action that was merged into another or withdrawn.",
        fill,
    )


def _dates(document: Document) -> None:
    def fill(row: Row) -> None:
        _name(row[0])
        _texts(row[1:3], "before", "now")
        row[3].add("Table text", ("Label", "{{ row.change }}"))
        with row[3].when("row.note"):
            row[3].add("Table small", "{{ row.note }}")
        with row[3].when("row.reason"):
            row[3].add("Table small", ("Label", "Reason: "), "{{ row.reason }}")

    for kind, heading in (
        ("slipped", "Dates slipped"),
        ("brought_forward", "Dates brought forward"),
        ("other_dates", "Dates given, taken away or written over"),
    ):
        _section(
            document,
            kind,
            heading,
            ("Action", "Before", "Now", "Change"),
            (11.2, 4.2, 4.2, 7.0),
            "Each row is an action with its date in the earlier plan, its date now, and the days "
            "between them.",
            fill,
        )


def _statuses(document: Document) -> None:
    def fill(row: Row) -> None:
        _name(row[0])
        _texts(row[1:2], "what")
        row[2].pill("row.before_colour", "{{ row.before }}")
        row[3].pill("row.now_colour", "{{ row.now }}")

    _section(
        document,
        "standings",
        "Status and agreed ratings",
        ("Action", "What changed", "Before", "Now"),
        (11.6, 4.0, 5.5, 5.5),
        "Each row is a status or an agreed rating of an action, before and now.",
        fill,
    )


def _lines(row: Row) -> None:
    """The text of a field in both plans, side by side."""
    for cell, side in zip(row, ("before", "now"), strict=True):
        with cell.each("line", f"row.{side}"):
            cell.add("Table text", "{{ line }}")


def _side_by_side(document: Document) -> None:
    def fill(row: Row) -> None:
        _name(row[0])
        _texts(row[1:2], "what")
        _lines(row[2:])

    for kind, heading, description in (
        ("wordings", "Wording and other fields",
         "Each row is a field of an action that reads differently now."),
        ("progress", "Progress reported", "Each row is what was reported of an action since."),
    ):  # fmt: skip
        _section(
            document,
            kind,
            heading,
            ("Action", "What changed", "Before", "Now"),
            (5.6, 3.6, 8.7, 8.7),
            description,
            fill,
        )


def _parts(document: Document) -> None:
    def fill(row: Row) -> None:
        row[0].add("Table reference", "{{ row.name }}")
        _texts(row[1:2], "what")
        _lines(row[2:])

    _section(
        document,
        "parts",
        "Priorities and themes",
        ("Which", "What changed", "Before", "Now"),
        (4.0, 4.0, 9.3, 9.3),
        "Each row is a priority or theme that was added, dropped or changed.",
        fill,
    )


def _matching(document: Document) -> None:
    page = Place(document)
    with page.when("reused.rows or guesses.rows"):
        page.add("heading 1", "How actions were matched")
    with page.when("reused.rows"):
        page.add("Priority line", "IDs used for different actions")
        page.add(
            "Normal",
            "These IDs belong to clearly different actions in the two workbooks. They were not "
            "relied on.",
        )

    def reused(row: Row) -> None:
        row[0].add("Table reference", "{{ row.id }}")
        _name(row[1], "row.before")
        _name(row[2], "row.now")

    _section(
        document,
        "reused",
        "IDs used for different actions",
        ("ID", "Before", "Now"),
        (3.0, 11.8, 11.8),
        "Each row is an ID and the different actions that it belongs to.",
        reused,
        headed=False,
    )
    with page.when("guesses.rows"):
        page.add("Priority line", "Matched by likeness")
        page.add(
            "Normal",
            "These actions have no ID in common and were matched because their words are alike. "
            "Please check that each pair is one action.",
        )

    def guesses(row: Row) -> None:
        _name(row[0], "row.before")
        _name(row[1], "row.now")
        _texts(row[2:], "likeness")

    _section(
        document,
        "guesses",
        "Matched by likeness",
        ("Before", "Now", "How alike"),
        (11.6, 11.6, 3.4),
        "Each row is an action of the earlier plan and the action of the later one that reads "
        "most like it.",
        guesses,
        headed=False,
    )


def main(arguments: list[str]) -> None:
    """Write the template to the path given."""
    (path,) = arguments
    Path(path).write_bytes(build())


if __name__ == "__main__":
    main(sys.argv[1:])
