"""Builds word_templates/business_plan.docx, which staff then edit in Word.

    python -m toolkit.documents.business_plan_template word_templates/business_plan.docx

The same code gives the same bytes. What each tag prints: toolkit.documents.fields.
"""

import sys
from copy import deepcopy
from pathlib import Path

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips

from toolkit.documents.styles import (
    BOARD_TABLE,
    LANDSCAPE_WIDTH,
    PLAIN_TABLE,
    PORTRAIT_WIDTH,
    TWIPS,
)
from toolkit.documents.template_pieces import (
    Place,
    add_field,
    add_table,
    end_section,
    fill_row,
    new_document,
    saved,
    tag_row,
)

_SHORT_SIDE, _LONG_SIDE = 11906, 16838  # A4
_AS_AT = "Dates and ratings are as at {{ document.as_at }}."


def build() -> bytes:
    """The template as a Word file."""
    document = new_document("Business plan: template")
    _set_page(document.sections[0], is_landscape=False)
    _add_headers(document.sections[0], "")
    _add_cover_headers(document.sections[0])
    portrait = deepcopy(document.element.body.sectPr)
    _cover(document)
    _contents(document)
    _front(document)
    _set_page(document.sections[-1], is_landscape=True)
    _add_headers(document.sections[-1], " wide")
    _priorities(document)
    _set_page(document.sections[-1], is_landscape=False)
    _share_headers(document, portrait)
    _end(document)
    return saved(document)


def _set_page(section: Section, is_landscape: bool) -> None:
    sides = (_LONG_SIDE, _SHORT_SIDE) if is_landscape else (_SHORT_SIDE, _LONG_SIDE)
    width = LANDSCAPE_WIDTH if is_landscape else PORTRAIT_WIDTH
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Twips(sides[0]), Twips(sides[1])
    section.left_margin = section.right_margin = Twips((sides[0] - width) // 2)
    section.top_margin, section.bottom_margin = Twips(2 * TWIPS), Twips(round(1.8 * TWIPS))
    section.header_distance = section.footer_distance = Twips(round(0.9 * TWIPS))


def _add_headers(section: Section, suffix: str) -> None:
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    header = Place(section.header)
    header.add(
        f"header{suffix}",
        "{{ board.short_name }} – {{ document.title }}\t",
        ("Marking", "{{ document.marking }}"),
    )
    with header.when("document.draft_notice"):
        header.add("Header notice", "{{ document.draft_notice }}")
    page = Place(section.footer).add(f"footer{suffix}", "{{ document.edition }}\tPage ")
    add_field(page, "PAGE", "1")
    page.add_run(" of ")
    add_field(page, "NUMPAGES", "1")


def _add_cover_headers(section: Section) -> None:
    """The cover says who and what by itself, so its header holds the marking alone."""
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.first_page_footer.is_linked_to_previous = False
    header = Place(section.first_page_header)
    header.add("header", "\t", ("Marking", "{{ document.marking }}"))
    with header.when("document.draft_notice"):
        header.add("Header notice", "{{ document.draft_notice }}")
    Place(section.first_page_footer).add("footer")


def _share_headers(document: Document, section: object) -> None:
    """Give the last section the headers and footers of an earlier one."""
    final = document.element.body.sectPr
    shared = [
        deepcopy(child)
        for child in section  # type: ignore[attr-defined]
        if child.tag in (qn("w:headerReference"), qn("w:footerReference"))
        and child.get(qn("w:type")) == "default"
    ]
    for position, reference in enumerate(shared):
        final.insert(position, reference)


def _cover(document: Document) -> None:
    page = Place(document)
    page.tag("if board.logo")
    page.add("Cover logo", "{{ board.logo }}")
    page.add("Cover board below logo", "{{ board.name }}")
    page.tag("else")
    page.add("Cover board", "{{ board.name }}")
    page.tag("endif")
    page.add("Title", "{{ document.title }}")
    page.add("Subtitle", "{{ document.period }}")
    with page.when("document.draft_notice"):
        page.add("Notice", "{{ document.draft_notice }}")
    for label, field in (
        ("Version", "document.version"),
        ("Status", "document.status"),
        ("Date", "document.date"),
        ("Approved on", "document.approved_on"),
        ("Chair", "board.chair"),
        ("Contact", "board.contact"),
    ):
        with page.when(field):
            page.add("Cover detail", ("Label", label), f"\t{{{{ {field} }}}}")


def _contents(document: Document) -> None:
    page = Place(document)
    page.add("TOC Heading", "Contents")
    contents = page.add("toc 1")
    add_field(contents, r'TOC \o "1-2" \h \z \u', "Right-click here and choose Update Field.")
    end_section(document, page.add("Small print", _AS_AT))


def _front(document: Document) -> None:
    page = Place(document)
    _blocks(page, "introduction")
    with page.when("overview"):
        page.add("heading 1", "Our priorities")
        with page.each("item", "overview"):
            page.add("Priority line", "{{ item.heading }}")
            with page.each("point", "item.sub_points"):
                page.add("List Bullet", "{{ point }}")
    page.add("heading 1", "Progress so far", starts_page=True)
    with page.each("sentence", "summary.sentences"):
        page.add("Normal", "{{ sentence }}")
    with page.when("summary.rows"):
        _summary(document)
    page.add("heading 1", "What the ratings mean")
    _key(document)
    end_section(
        document,
        page.add(
            "Small print",
            "The table of progress counts the ratings that have been agreed. ",
            _AS_AT,
        ),
    )


def _blocks(page: Place, source: str) -> None:
    with page.each("block", source):
        page.tag('if block.style == "Heading"')
        page.add("heading 1", "{{ block.text }}")
        page.tag('elif block.style == "Bullet"')
        page.add("List Bullet", "{{ block.text }}")
        page.tag("else")
        page.add("Normal", "{{p block.text }}")
        page.tag("endif")


def _summary(document: Document) -> None:
    heading, begin, counts, end, totals = add_table(
        document,
        PLAIN_TABLE,
        _twips(7.4, 1.5, 2.45, 1.5, 2.1, 2.05),
        rows=5,
        caption="Progress of each priority",
        description="How many actions of each priority have each agreed rating.",
        has_totals=True,
    )
    _around(heading, "Table heading plain", "rating in summary.ratings")
    heading[0].add("Table heading plain", "{{ words.priority }}")
    heading[2].pill("rating.colour", "{{ rating.name }}", "Table heading centred")
    heading[4].add("Table heading centred", "Not rated")
    heading[5].add("Table heading centred", "Total")
    tag_row(begin, "for row in summary.rows")
    tag_row(end, "endfor")
    for row, first, name in (
        (counts, "{{ row.heading }}", "row"),
        (totals, "All actions", "summary.totals"),
    ):
        _around(row, "Tag", f"count in {name}.counts")
        row[0].add("Table text", first)
        row[2].add("Table number", "{{ count }}")
        row[4].add("Table number", f"{{{{ {name}.not_rated }}}}")
        row[5].add("Table number", f"{{{{ {name}.total }}}}")


def _around(row: list[Place], style: str, loop: str) -> None:
    """Repeat a row's third cell for each entry of a list."""
    row[1].add(style, f"{{%tc for {loop} %}}")
    row[3].add(style, "{%tc endfor %}")


def _key(document: Document) -> None:
    heading, begin, entry, end = add_table(
        document,
        BOARD_TABLE,
        _twips(4.8, 6.1, 6.1),
        rows=4,
        caption="Key to the ratings",
        description="What each rating says of the work and of the difference it makes.",
    )
    fill_row(
        heading,
        "Table heading",
        "{{ words.rating }}",
        "What it says of the work",
        "What it says of the difference made",
    )
    tag_row(begin, "for entry in key")
    entry[0].pill("entry.colour", "{{ entry.label }}")
    entry[1].add("Table text", "{{ entry.process }}")
    entry[2].add("Table text", "{{ entry.impact }}")
    tag_row(end, "endfor")


def _priorities(document: Document) -> None:
    page = Place(document)
    with page.each("priority", "priorities"):
        with page.when("priority.part_heading"):
            page.add("heading 1", "{{ priority.part_heading }}", starts_page=True)
        page.tag("if priority.starts_page")
        page.add("heading 2", "{{ priority.heading }}", starts_page=True)
        page.tag("else")
        page.add("heading 2", "{{ priority.heading }}")
        page.tag("endif")
        with page.each("point", "priority.sub_points"):
            page.add("Compact bullet", "{{ point }}")
        with page.when("priority.evidence or priority.outcomes or priority.measures"):
            _reasons(document)
        with page.when("priority.actions"):
            # Two tables need words between them; a lone one stands under its priority.
            with page.when("priority.evidence or priority.outcomes or priority.measures"):
                page.add("heading 3", "Actions")
            _actions(document)
    end_section(
        document,
        page.add(
            "Small print",
            "What the ratings mean is explained before the plan in detail. ",
            _AS_AT,
        ),
    )


def _reasons(document: Document) -> None:
    """A priority at a glance: one column for each part of it that has been written."""
    heading, row = add_table(
        document,
        PLAIN_TABLE,
        _twips(1.5, 5.9, 1.5, 1.5, 5.9, 1.4, 1.5, 5.9, 1.5),
        rows=2,
        caption="{{ priority.heading }}: why, what and how",
        description="Why this is a priority, what will change, and how we will know.",
        splits=True,
    )
    for column, (field, words) in enumerate(
        (
            ("evidence", "Why this is a priority"),
            ("outcomes", "What will change"),
            ("measures", "How we will know"),
        )
    ):
        for cells, style in ((heading, "Table heading plain"), (row, "Tag")):
            cells[3 * column].add(style, f"{{%tc if priority.{field} %}}")
            cells[3 * column + 2].add(style, "{%tc endif %}")
        heading[3 * column + 1].add("Table heading plain", words)
    with row[1].each("line", "priority.evidence"):
        row[1].add("Table bullet", "{{ line.text }} ", ("Source", "{{ line.attribution }}"))
    with row[4].each("outcome", "priority.outcomes"):
        row[4].add(
            "Table bullet",
            ("Label", "{{ outcome.ref }} "),
            "{{ outcome.text }} ",
            ("Source", "{{ outcome.progress_note }}"),
        )
        with row[4].each("note", "outcome.progress"):
            row[4].add("Table sub-bullet", "{{ note }}")
    with row[7].each("measure", "priority.measures"):
        row[7].add("Table bullet", "{{ measure.text }} ", ("Source", "{{ measure.shown_by }}"))


def _actions(document: Document) -> None:
    heading, begin, row, end = add_table(
        document,
        BOARD_TABLE,
        _twips(1.5, 5.1, 1.5, 8.0, 3.3, 3.4, 3.8),
        rows=4,
        caption="Actions: {{ priority.heading }}",
        description="Each row is one action: what it should achieve, its tasks, who leads it, "
        "when it is due and how it is rated.",
    )
    columns = ("objective", "tasks", "lead", "completion_date", "rating")
    for place, word in zip((heading[1], *heading[3:]), columns, strict=True):
        place.add("Table heading", f"{{{{ words.{word} }}}}")
    for cells, style in ((heading, "Table heading"), (row, "Tag")):
        cells[0].add(style, "{%tc if has_objectives %}")
        cells[2].add(style, "{%tc endif %}")
    tag_row(begin, "for action in priority.actions")
    _objective(row[1])
    _tasks(row[3])
    _lead(row[4])
    _date(row[5])
    _rating(row[6])
    tag_row(end, "endfor")


def _objective(cell: Place) -> None:
    with cell.when("action.ref"):
        cell.add("Table reference", "{{ action.ref }}")
    with cell.each("objective", "action.objectives"):
        cell.add("Table text", "{{ objective }}")
    _impacts(cell)


def _impacts(cell: Place) -> None:
    with cell.when("action.impacts"):
        cell.add("Table small", ("Label", "Impact expected"))
        with cell.each("impact", "action.impacts"):
            cell.add("Table small", "{{ impact.expected }} ", ("Source", "{{ impact.known_note }}"))


def _tasks(cell: Place) -> None:
    with cell.when("action.ref and not has_objectives"):
        cell.add("Table reference", "{{ action.ref }}")
    with cell.when("action.action"):
        cell.add("Table text", "{{ action.action }}")
    with cell.each("task", "action.tasks"):
        cell.add("Table bullet", "{{ task }}")
    with cell.when("action.method"):
        cell.add("Table text", ("Label", "How:"))
        with cell.each("step", "action.method"):
            cell.add("Table bullet", "{{ step }}")
    for label, field in (
        ("Resources", "resources"),
        ("Date moved", "revision"),
        ("Progress", "progress"),
        ("Corrective action", "corrective_action"),
        ("Evidence", "evidence"),
    ):
        with cell.when(f"action.{field}"):
            cell.add("Table text", ("Label", f"{label}: "), f"{{{{ action.{field} }}}}")


def _lead(cell: Place) -> None:
    cell.add("Table text", "{{ action.lead }}")
    with cell.each("lead", "action.other_leads"):
        cell.add("Table text", "{{ lead }}")
    for label, field in (("Sub-group", "sub_group"), ("Reports to", "report_to")):
        with cell.when(f"action.{field}"):
            cell.add("Table small", ("Label", f"{label}: "), f"{{{{ action.{field} }}}}")


def _date(cell: Place) -> None:
    cell.add("Table text", "{{ action.due }}")
    with cell.each("note", "action.due_notes"):
        cell.add("Table text", ("Label", "{{ note }}"))
    with cell.when("action.is_overdue"):
        cell.add("Table text", ("Label", "Overdue"))
    with cell.when("action.start"):
        cell.add("Table small", ("Label", "Start: "), "{{ action.start }}")


def _rating(cell: Place) -> None:
    cell.pill("action.rating", "{{ action.rating_label }}")
    with cell.when("action.rating_note"):
        cell.add("Table small", "{{ action.rating_note }}")
    with cell.when("action.standing"):
        cell.add("Table text", "{{ action.standing }}")
    with cell.when("action.impact"):
        cell.add("Table small", ("Label", "Impact"))
        cell.pill("action.impact", "{{ action.impact_label }}")


def _end(document: Document) -> None:
    page = Place(document)
    _blocks(page, "closing")
    with page.when("evidence_codes"):
        page.add("heading 1", "Kinds of evidence")
        _pairs(
            document,
            ("Evidence", "What counts as it"),
            ("evidence_codes", "kind", "meaning"),
            "What counts as each kind of evidence.",
        )
    with page.when("abbreviations"):
        page.add("heading 1", "Abbreviations")
        _pairs(
            document,
            ("Abbreviation", "Meaning"),
            ("abbreviations", "short", "long"),
            "What each abbreviation in this plan stands for.",
        )
    page.add("heading 1", "About this plan")
    page.add("Compact bullet", _AS_AT)
    page.add(
        "Compact bullet",
        "A rating marked (proposed) follows from dates and updates. Nobody has agreed it yet, "
        "so the table of progress counts it as not rated.",
    )
    page.add(
        "Compact bullet",
        "“Rating not available” means that an error stands on the action in the workbook, and "
        "that no rating is printed until it is mended.",
    )


def _pairs(
    document: Document, heads: tuple[str, str], source: tuple[str, str, str], description: str
) -> None:
    field, left, right = source
    heading, begin, entry, end = add_table(
        document, BOARD_TABLE, _twips(5, 12), 4, heads[0], description
    )
    fill_row(heading, "Table heading", *heads)
    tag_row(begin, f"for entry in {field}")
    entry[0].add("Table text", ("Label", f"{{{{ entry.{left} }}}}"))
    entry[1].add("Table text", f"{{{{ entry.{right} }}}}")
    tag_row(end, "endfor")


def _twips(*centimetres: float) -> list[int]:
    return [round(width * TWIPS) for width in centimetres]


def main(arguments: list[str]) -> None:
    """Write the template to the path given."""
    (path,) = arguments
    Path(path).write_bytes(build())


if __name__ == "__main__":
    main(sys.argv[1:])
