"""Builds the Word templates of the business plan, which staff then edit in Word.

    python -m tools.templates.business_plan word_templates/business_plan.docx

writes the layout of that file name. Cover, contents, front and end are the same in all of
them; what is under a priority is in tools.templates.plan_layouts. The same code gives
the same bytes. What each tag prints: toolkit.papers.business_plan.fields.
"""

import sys
from copy import deepcopy
from pathlib import Path

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips

from toolkit.papers.business_plan.paper import TEMPLATES
from toolkit.values import choices
from toolkit.word.package.styles import (
    BOARD_TABLE,
    LANDSCAPE_WIDTH,
    PLAIN_TABLE,
    PORTRAIT_WIDTH,
    TWIPS,
)
from tools.templates.pieces import (
    Place,
    add_field,
    add_table,
    end_section,
    fill_row,
    new_document,
    saved,
    tag_row,
    twips,
)
from tools.templates.plan_layouts import HAS_REASONS, PLAN_LAYOUTS, PlanLayout

_SHORT_SIDE, _LONG_SIDE = 11906, 16838  # A4
_AS_AT = "Dates and ratings are as at {{ document.as_at }}."


def build(plan_layout: str = choices.OBJECTIVES_AND_TASKS) -> bytes:
    """The template of a layout, one of `choices.PLAN_LAYOUTS`, as a Word file."""
    layout = PLAN_LAYOUTS[plan_layout]
    document = new_document("Business plan: template", layout.looks)
    _set_page(document.sections[0], is_landscape=False)
    _add_headers(document.sections[0], "")
    _add_cover_headers(document.sections[0])
    portrait = deepcopy(document.element.body.sectPr)
    _cover(document)
    _contents(document)
    _front(document, layout)
    _set_page(document.sections[-1], is_landscape=True)
    _add_headers(document.sections[-1], " wide")
    _priorities(document, layout)
    _set_page(document.sections[-1], is_landscape=False)
    _share_headers(document, portrait)
    _end(document, layout)
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


def _front(document: Document, layout: PlanLayout) -> None:
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
    if layout.monitoring_key_at_front:
        _monitoring_key(document, page)
    end_section(
        document,
        page.add("Small print", _AS_AT),
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
        twips(7.4, 1.5, 2.45, 1.5, 2.1, 2.05),
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
        twips(4.8, 6.1, 6.1),
        rows=4,
        caption="Key to the ratings",
        description="What each rating says about the work and about the difference it makes.",
    )
    fill_row(
        heading,
        "Table heading kept",
        "{{ words.rating }}",
        "What it says about the work",
        "What it says about the difference made",
    )
    tag_row(begin, "for entry in key")
    # Short enough to stay on one page, with what follows.
    entry[0].pill("entry.colour", "{{ entry.label }}", "Table text kept")
    with entry[0].when("entry.colour not in entry.label"):
        entry[0].add("Table text kept", "{{ entry.colour }}")
    entry[1].add("Table text kept", "{{ entry.process }}")
    entry[2].add("Table text kept", "{{ entry.impact }}")
    tag_row(end, "endfor")


def _priorities(document: Document, layout: PlanLayout) -> None:
    page = Place(document)
    with page.each("priority", "priorities"):
        with page.when("priority.part_heading"):
            page.add("heading 1", "{{ priority.part_heading }}", starts_page=True)
        page.tag("if priority.starts_page")
        page.add("heading 2", "{{ priority.heading }}", starts_page=True)
        # A part of one priority of the same name needs no second heading, unless one of level 3
        # follows.
        page.tag(f"elif priority.heading != priority.part_heading or {HAS_REASONS}")
        page.add("heading 2", "{{ priority.heading }}")
        page.tag("endif")
        with page.each("point", "priority.sub_points"):
            page.add("Compact bullet", "{{ point }}")
        layout.body(document, page)
    end_section(
        document,
        page.add("Small print", _AS_AT),
    )


def _end(document: Document, layout: PlanLayout) -> None:
    page = Place(document)
    _blocks(page, "closing")
    if not layout.monitoring_key_at_front:
        _monitoring_key(document, page)
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
        "“Rating not available” means that the action has an error in the workbook, and "
        "that no rating is printed until it is fixed.",
    )


def _monitoring_key(document: Document, page: Place) -> None:
    with page.when("evidence_codes"):
        page.add("heading 1", "Kinds of evidence")
        _pairs(
            document,
            ("Evidence", "What counts as it"),
            ("evidence_codes", "kind", "meaning"),
            "What counts as each kind of evidence.",
        )


def _pairs(
    document: Document, heads: tuple[str, str], source: tuple[str, str, str], description: str
) -> None:
    field, left, right = source
    heading, begin, entry, end = add_table(
        document, BOARD_TABLE, twips(5, 12), 4, heads[0], description
    )
    fill_row(heading, "Table heading", *heads)
    tag_row(begin, f"for entry in {field}")
    entry[0].add("Table text", ("Label", f"{{{{ entry.{left} }}}}"))
    entry[1].add("Table text", f"{{{{ entry.{right} }}}}")
    tag_row(end, "endfor")


def main(arguments: list[str]) -> None:
    """Write the template of the path's name there."""
    path = Path(arguments[0])
    (layout,) = (name for name, file in TEMPLATES.items() if file == path.name)
    path.write_bytes(build(layout))


if __name__ == "__main__":
    main(sys.argv[1:])
