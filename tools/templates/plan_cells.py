"""What is in the cells of a plan's action tables. Used when templates are built.

Every function fills one cell of the row of an `action`; the layouts of
`tools.templates.plan_layouts` put them together.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docx.document import Document

from toolkit.word.package.styles import BOARD_TABLE, LANDSCAPE_WIDTH
from tools.templates.pieces import Place, add_table, tag_row

_TAG_WIDTH = 1.5


@dataclass(frozen=True)
class Column:
    """A column of actions: its width in centimetres, its heading and what fills a cell.

    With `only_if`, a field, the column is there only where the field says so; the others
    then share its width.
    """

    width: float
    heading: str
    fill: Callable[[Place], None]
    only_if: str = ""


def add_action_table(document: Document, columns: Sequence[Column], description: str) -> None:
    """A priority's actions, one in each row, across a page on its side."""
    widths: list[float] = []
    for column in columns:
        around = [_TAG_WIDTH] if column.only_if else []
        widths += [*around, column.width, *around]
    heading, begin, row, end = add_table(
        document,
        BOARD_TABLE,
        _across(widths),
        rows=4,
        caption="Actions: {{ priority.heading }}",
        description=description,
    )
    tag_row(begin, "for action in priority.actions")
    at = 0
    for column in columns:
        if column.only_if:
            for cells, style in ((heading, "Table heading"), (row, "Tag")):
                cells[at].add(style, f"{{%tc if {column.only_if} %}}")
                cells[at + 2].add(style, "{%tc endif %}")
            at += 1
        heading[at].add("Table heading", column.heading)
        column.fill(row[at])
        at += 2 if column.only_if else 1
    tag_row(end, "endfor")


def _across(widths: Sequence[float]) -> list[int]:
    """Those proportions of the page's width; they add up to it exactly."""
    edges = itertools.accumulate(widths, initial=0.0)
    places = [round(LANDSCAPE_WIDTH * edge / sum(widths)) for edge in edges]
    return [right - left for left, right in itertools.pairwise(places)]


def reference(cell: Place) -> None:
    """The reference that people cite."""
    cell.add("Table reference", "{{ action.ref }}")


def full_reference(cell: Place) -> None:
    """Theme, priority and action in one."""
    cell.add("Table reference", "{{ action.full_ref }}")


def objectives(cell: Place) -> None:
    """What the action should achieve, each objective a paragraph."""
    with cell.each("objective", "action.objectives"):
        cell.add("Table text", "{{ objective }}")


def labelled_objectives(cell: Place) -> None:
    """The same beside other things, each after the board's own word."""
    with cell.each("objective", "action.objectives"):
        cell.add("Table small", ("Label", "{{ words.objective }}: "), "{{ objective }}")


def deeds(cell: Place) -> None:
    """What will be done, in a sentence."""
    with cell.when("action.action"):
        cell.add("Table text", "{{ action.action }}")


def labelled_deeds(cell: Place) -> None:
    """The same in a column that is headed otherwise."""
    labelled(cell, ("Action", "action"))


def tasks(cell: Place) -> None:
    """The steps of the action; one without a sentence above it says what it is."""
    cell.tag("if action.action or action.tasks|length != 1")
    with cell.each("task", "action.tasks"):
        cell.add("Table bullet", "{{ task }}")
    cell.tag("else")
    cell.add("Table text", ("Label", "Task: "), "{{ action.tasks[0] }}")
    cell.tag("endif")


def labelled_tasks(cell: Place) -> None:
    """The same below other things."""
    with cell.when("action.tasks"):
        cell.add("Table text", ("Label", "Tasks:"))
        with cell.each("task", "action.tasks"):
            cell.add("Table bullet", "{{ task }}")


def method(cell: Place) -> None:
    """How it will be done: one way as a sentence, several as a list."""
    cell.tag("if action.method|length == 1")
    cell.add("Table text", "{{ action.method[0] }}")
    cell.tag("else")
    with cell.each("step", "action.method"):
        cell.add("Table bullet", "{{ step }}")
    cell.tag("endif")


def labelled_method(cell: Place) -> None:
    """The same below other things."""
    with cell.when("action.method"):
        cell.add("Table text", ("Label", "How:"))
        with cell.each("step", "action.method"):
            cell.add("Table bullet", "{{ step }}")


def labelled(cell: Place, *pairs: tuple[str, str], style: str = "Table text") -> None:
    """A label and a field of the action, where it holds something."""
    for label, field in pairs:
        with cell.when(f"action.{field}"):
            cell.add(style, ("Label", f"{label}: "), f"{{{{ action.{field} }}}}")


def resources(cell: Place) -> None:
    """Money, time or help in kind."""
    labelled(cell, ("Resources", "resources"))


def news(cell: Place) -> None:
    """What has happened, what will put it right, and what shows a difference."""
    labelled(
        cell,
        ("Date moved", "revision"),
        ("Why it ended", "ending"),
        ("Progress", "progress"),
        ("Corrective action", "corrective_action"),
        ("Evidence", "evidence"),
    )


def indicator(cell: Place) -> None:
    """The indicator that the action should move."""
    with cell.when("action.indicator"):
        cell.add(
            "Table small",
            ("Label", "Indicator: "),
            "{{ action.indicator }} {{ action.indicator_title }}",
        )


def carried_from(cell: Place) -> None:
    """The action of last year that it continues."""
    labelled(cell, ("Carried from", "carried_from"), style="Table small")


def labelled_impacts(cell: Place) -> None:
    """What should change and what will show it, below other things."""
    with cell.when("action.impacts"):
        cell.add("Table small", ("Label", "Impact expected:"))
        with cell.each("impact", "action.impacts"):
            with cell.when("impact.expected"):
                cell.add("Table small", "{{ impact.expected }}")
            _known_by(cell)


def impacts(cell: Place) -> None:
    """The same in its own column: each change, and below it what will show it."""
    with cell.each("impact", "action.impacts"):
        with cell.when("impact.expected"):
            cell.add("Table bullet", "{{ impact.expected }}")
        _known_by(cell)


def _known_by(cell: Place) -> None:
    with cell.when("impact.known_by"):
        cell.add("Table note", ("Label", "Known by: "), "{{ impact.known_by }}")


def lead(cell: Place) -> None:
    """Who answers for it, and who shares the work."""
    cell.add("Table text", "{{ action.lead }}")
    with cell.each("lead", "action.other_leads"):
        cell.add("Table text", "{{ lead }}")


def oversight(cell: Place) -> None:
    """The group that holds the detail, who hears of progress, and who confirms it."""
    labelled(
        cell,
        ("Sub-group", "sub_group"),
        ("Reports to", "report_to"),
        ("Verified by", "verified_by"),
        style="Table small",
    )


def lead_and_oversight(cell: Place) -> None:
    """All who have a part in it."""
    lead(cell)
    oversight(cell)


def dates(cell: Place) -> None:
    """The timescale, the date now agreed, whether it is late, and how often news is asked for."""
    cell.add("Table text", "{{ action.due }}")
    with cell.each("note", "action.due_notes"):
        cell.add("Table text", ("Label", "{{ note }}"))
    with cell.when("action.is_overdue"):
        cell.add("Table text", ("Label", "Overdue"))
    labelled(cell, ("Start", "start"), ("Updates", "update_frequency"), style="Table small")


def process_rating(cell: Place) -> None:
    """How the work is going: the board's words on a colour, and its status."""
    cell.pill("action.rating", "{{ action.rating_label }}")
    _rating_note_and_standing(cell)


def process_rating_by_name(cell: Place) -> None:
    """The same in a narrow column, where the rating's name alone has room; the key tells more."""
    cell.tag("if action.rating")
    cell.pill("action.rating", "{{ action.rating }}")
    cell.tag("else")
    cell.add("Table text", "{{ action.rating_label }}")
    cell.tag("endif")
    _rating_note_and_standing(cell)


def _rating_note_and_standing(cell: Place) -> None:
    with cell.when("action.rating_note"):
        cell.add("Table small", "{{ action.rating_note }}")
    with cell.when("action.standing"):
        cell.add("Table text", "{{ action.standing }}")


def impact_rating(cell: Place) -> None:
    """What difference it makes: a word on a colour."""
    cell.pill("action.impact", "{{ action.impact_words }}")


def ratings(cell: Place) -> None:
    """Both in one cell; the impact where one has been agreed."""
    process_rating(cell)
    _agreed_impact(cell)


def ratings_by_name(cell: Place) -> None:
    """The same in a narrow column."""
    process_rating_by_name(cell)
    _agreed_impact(cell)


def _agreed_impact(cell: Place) -> None:
    with cell.when("action.impact_label"):
        cell.add("Table small", ("Label", "Impact:"))
        cell.pill("action.impact", "{{ action.impact_label }}")
