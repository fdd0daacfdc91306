"""The layouts of a business plan: what is printed under each priority, and in which columns.

Four ways in which boards print their plans. They differ in their tables, in the looks of
their headings and in where the keys are; every one of them prints all that the workbook
says of a priority and its actions. Used when templates are built.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docx.document import Document

from toolkit.values import choices
from toolkit.word.package.styles import BANDED, BARRED, BOARD_TABLE, PLAIN_TABLE, RULED, Look
from tools.templates import plan_cells as cells
from tools.templates.pieces import Place, add_table, fill_row, twips
from tools.templates.plan_cells import Column, add_action_table


@dataclass(frozen=True)
class PlanLayout:
    """What makes one layout: the words and tables under a priority, and its looks.

    `monitoring_key_at_front`: the kinds of evidence come before the plan in detail, not
    behind it.
    """

    body: Callable[[Document, Place], None]
    looks: Mapping[str, Look] = field(default_factory=dict)
    monitoring_key_at_front: bool = False


HAS_REASONS = "priority.evidence or priority.outcomes or priority.measures"
_REASONS = (
    ("evidence", "Why this is a priority"),
    ("outcomes", "What will change"),
    ("measures", "How we will know"),
)


# Objectives and tasks


def _objectives_and_tasks(document: Document, page: Place) -> None:
    with page.when(HAS_REASONS):
        _reasons(document)
    _actions(
        document,
        page,
        (
            Column(5.1, "{{ words.objective }}", _objective, "has_objectives"),
            Column(8.0, "{{ words.tasks }}", _tasks),
            Column(3.3, "{{ words.lead }}", cells.lead_and_oversight),
            Column(3.4, "{{ words.completion_date }}", cells.dates),
            Column(3.8, "{{ words.rating }}", cells.ratings),
        ),
        "Each row is one action: what it should achieve, its tasks, who leads it, when it is "
        "due and how it is rated.",
    )


def _objective(cell: Place) -> None:
    with cell.when("action.ref"):
        cells.reference(cell)
    cells.objectives(cell)
    _change(cell)


def _tasks(cell: Place) -> None:
    with cell.when("action.ref and not has_objectives"):
        cells.reference(cell)
    cells.deeds(cell)
    cells.tasks(cell)
    cells.labelled_method(cell)
    cells.resources(cell)
    cells.news(cell)
    with cell.when("not has_objectives"):
        _change(cell)


# Themes and references


def _themes_and_references(document: Document, page: Place) -> None:
    with page.when(HAS_REASONS):
        _reasons(document)
    _actions(
        document,
        page,
        (
            Column(1.5, "Full ref", cells.full_reference, "has_refs"),
            Column(5.4, "{{ words.tasks }}", _deed),
            Column(5.7, "How it will be achieved", _how),
            Column(3.3, "{{ words.lead }}", cells.lead_and_oversight),
            Column(2.8, "{{ words.completion_date }}", cells.dates),
            Column(2.5, "{{ words.rating }}", cells.ratings_by_name),
            Column(5.4, "Progress", cells.news, "has_progress"),
        ),
        "Each row is one action: its reference, what will be done and how, who leads it, when "
        "it is due and how it is going.",
    )


def _deed(cell: Place) -> None:
    cells.deeds(cell)
    cells.labelled_objectives(cell)
    cells.labelled_impacts(cell)


def _how(cell: Place) -> None:
    cells.method(cell)
    cells.labelled_tasks(cell)
    cells.resources(cell)
    cells.indicator(cell)
    cells.carried_from(cell)


# Outcomes and methods


def _outcomes_and_methods(document: Document, page: Place) -> None:
    with page.when(HAS_REASONS):
        _reasons(document)
    _actions(
        document,
        page,
        (
            Column(1.3, "Ref", cells.reference, "has_refs"),
            Column(4.7, "{{ words.objective }}", _outcome, "has_objectives"),
            Column(6.3, "Method", _method),
            Column(3.2, "{{ words.lead }}", cells.lead_and_oversight),
            Column(3.2, "Timescale and resources", _timescale_and_resources),
            Column(2.5, "{{ words.rating }}", cells.ratings_by_name),
            Column(5.4, "Progress", cells.news, "has_progress"),
        ),
        "Each row is one outcome: what will be done for it, who leads it and reports to whom, "
        "its timescale and resources, and how it is rated.",
    )


def _outcome(cell: Place) -> None:
    cells.objectives(cell)
    _change(cell)


def _method(cell: Place) -> None:
    cells.labelled_deeds(cell)
    cells.labelled_tasks(cell)
    cell.tag("if action.action or action.tasks")
    cells.labelled_method(cell)
    cell.tag("else")
    cells.method(cell)
    cell.tag("endif")
    with cell.when("not has_objectives"):
        _change(cell)


def _timescale_and_resources(cell: Place) -> None:
    cells.dates(cell)
    cells.resources(cell)


# Process and impact


def _process_and_impact(document: Document, page: Place) -> None:
    with page.when(HAS_REASONS):
        _questions(document)
    _actions(
        document,
        page,
        (
            Column(1.2, "Ref", cells.reference, "has_refs"),
            Column(5.8, "{{ words.tasks }}", _action_and_oversight),
            Column(2.4, "{{ words.completion_date }}", cells.dates),
            Column(2.9, "{{ words.lead }}", cells.lead),
            Column(
                5.6,
                "Impact expected and how we will know",
                _impacts,
                "has_impacts or has_objectives",
            ),
            Column(2.2, "Process", cells.process_rating_by_name),
            Column(1.7, "Impact", cells.impact_rating),
            Column(4.8, "Progress and corrective action", cells.news, "has_progress"),
        ),
        "Each row is one action: what will be done and who oversees it, its timescale, its "
        "lead, the impact expected and how it will be known, the ratings of process and of "
        "impact, and what will put it right.",
    )


def _action_and_oversight(cell: Place) -> None:
    cells.deeds(cell)
    cells.tasks(cell)
    cells.labelled_method(cell)
    cells.labelled(
        cell,
        ("Detail and oversight", "sub_group"),
        ("Reports to", "report_to"),
        ("Verified by", "verified_by"),
        ("Resources", "resources"),
        style="Table small",
    )
    cells.carried_from(cell)


def _impacts(cell: Place) -> None:
    cells.labelled_objectives(cell)
    cells.impacts(cell)
    cells.indicator(cell)


# What several layouts share


def _change(cell: Place) -> None:
    """What should change and where it comes from: below the objective, where there is one."""
    cells.labelled_impacts(cell)
    cells.indicator(cell)
    cells.carried_from(cell)


def _actions(
    document: Document, page: Place, columns: tuple[Column, ...], description: str
) -> None:
    with page.when("priority.actions"):
        # Two tables need words between them; a lone one comes under its priority.
        with page.when(HAS_REASONS):
            page.add("heading 3", "Actions")
        add_action_table(document, columns, description)


def _reasons(document: Document) -> None:
    """A priority at a glance: one column for each part of it that has been written."""
    heading, row = add_table(
        document,
        PLAIN_TABLE,
        twips(1.5, 5.9, 1.5, 1.5, 5.9, 1.4, 1.5, 5.9, 1.5),
        rows=2,
        caption="{{ priority.heading }}: why, what and how",
        description="Why this is a priority, what will change, and how we will know.",
        splits=True,
    )
    for column, (part, words) in enumerate(_REASONS):
        for places, style in ((heading, "Table heading plain"), (row, "Tag")):
            places[3 * column].add(style, f"{{%tc if priority.{part} %}}")
            places[3 * column + 2].add(style, "{%tc endif %}")
        heading[3 * column + 1].add("Table heading plain", words)
        _reason(row[3 * column + 1], part)


def _questions(document: Document) -> None:
    """The same as questions and answers, one below the other."""
    rows = add_table(
        document,
        BOARD_TABLE,
        twips(5.6, 21.0),
        rows=10,
        caption="{{ priority.heading }}: evidence, outcomes and measures",
        description="Why this is a priority, what difference we want to make, and how we will "
        "measure our success.",
        splits=True,
    )
    fill_row(rows[0], "Table heading", "Question", "Answer")
    questions = (
        ("evidence", "What is the evidence that this is a priority?"),
        ("outcomes", "Key outcomes: what difference do we want to make?"),
        ("measures", "How will we measure our success?"),
    )
    for number, (part, question) in enumerate(questions):
        begin, row, end = rows[1 + 3 * number : 4 + 3 * number]
        fill_row(begin, "Tag", f"{{%tr if priority.{part} %}}", "")
        row[0].add("Table text", ("Label", question))
        _reason(row[1], part)
        fill_row(end, "Tag", "{%tr endif %}", "")


def _reason(cell: Place, part: str) -> None:
    if part == "evidence":
        with cell.each("line", "priority.evidence"):
            cell.add("Table bullet", "{{ line.text }}")
            _source(cell)
    elif part == "outcomes":
        with cell.each("outcome", "priority.outcomes"):
            cell.add(
                "Table bullet",
                ("Label", "{{ outcome.ref }} "),
                "{{ outcome.text }} ",
                ("Source", "{{ outcome.progress_note }}"),
            )
            with cell.each("note", "outcome.progress"):
                cell.add("Table sub-bullet", "{{ note }}")
    else:
        with cell.each("measure", "priority.measures"):
            cell.add("Table bullet", "{{ measure.text }}")
            with cell.when(_TELLS_KIND):
                cell.add("Table note", ("Label", "Shown by: "), "{{ measure.evidence_kind }}")
            with cell.when("measure.indicator"):
                cell.add(
                    "Table note",
                    ("Label", "Indicator: "),
                    "{{ measure.indicator }} {{ measure.indicator_title }}",
                )


# A code says by itself that an indicator shows it.
_TELLS_KIND = (
    'measure.evidence_kind and (measure.evidence_kind != "Indicator" or not measure.indicator)'
)


def _source(cell: Place) -> None:
    """Where a fact comes from, and of which day it is."""
    label, source, day = ("Label", "Source: "), "{{ line.source }}", "{{ line.date }}"
    cell.tag("if line.source and line.date")
    cell.add("Table note", label, f"{source}, {day}")
    cell.tag("elif line.source")
    cell.add("Table note", label, source)
    cell.tag("elif line.date")
    cell.add("Table note", label, day)
    cell.tag("endif")


PLAN_LAYOUTS: Mapping[str, PlanLayout] = {
    choices.OBJECTIVES_AND_TASKS: PlanLayout(_objectives_and_tasks),
    choices.THEMES_AND_REFERENCES: PlanLayout(_themes_and_references, BANDED),
    choices.OUTCOMES_AND_METHODS: PlanLayout(_outcomes_and_methods, RULED),
    choices.PROCESS_AND_IMPACT: PlanLayout(
        _process_and_impact, BARRED, monitoring_key_at_front=True
    ),
}
"""Each choice of the Plan layout line in Settings."""
