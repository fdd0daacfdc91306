"""The business plan: a board's records and a Word template in, a Word document out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.papers.paper import FindTemplate, Material, Paper, PaperFile
from toolkit.values import choices

if TYPE_CHECKING:
    from toolkit.board.board import Board
    from toolkit.board.settings import Settings
    from toolkit.results.results import Results
    from toolkit.values.findings import Finding
    from toolkit.word.template_lint.field import Field

TEMPLATE_NAME = "business_plan.docx"
"""The template of the usual layout, and of a board's own that serves whichever is chosen."""

TEMPLATES: Mapping[str, str] = {
    choices.OBJECTIVES_AND_TASKS: TEMPLATE_NAME,
    choices.THEMES_AND_REFERENCES: "business_plan_themes.docx",
    choices.OUTCOMES_AND_METHODS: "business_plan_outcomes.docx",
    choices.PROCESS_AND_IMPACT: "business_plan_impact.docx",
}
"""The file name of each layout's template."""


def template_names(settings: "Settings") -> tuple[str, ...]:
    """The templates that serve a board, the one of its layout first.

    The other one is looked for only among the templates that a board brings itself.
    """
    chosen = TEMPLATES.get(settings.plan_layout, TEMPLATE_NAME)
    return (chosen,) if chosen == TEMPLATE_NAME else (chosen, TEMPLATE_NAME)


def build(
    board: "Board",
    results: "Results",
    findings: "Iterable[Finding]",
    template: bytes,
    name: str = TEMPLATE_NAME,
) -> bytes:
    """The board's business plan as a Word file; the same bytes for the same input.

    `name` is what messages call the template. Raises TemplateFault.
    """
    from toolkit.papers.business_plan.assemble import DEFAULT_TITLE, business_plan_context
    from toolkit.papers.document import document
    from toolkit.word.finishing.contents import fill_contents

    settings = board.settings
    filled = document(
        business_plan_context(board, results, findings),
        settings,
        title=settings.plan_title or DEFAULT_TITLE,
        as_at=results.as_at,
        template=template,
        name=name,
    )
    return fill_contents(filled)


def _fields() -> "tuple[Field, ...]":
    from toolkit.papers.business_plan.context import BusinessPlan

    return BusinessPlan.fields()


def _make(material: Material, find_template: FindTemplate, _: str) -> Sequence[PaperFile]:
    board = material.board
    name, template = find_template(template_names(board.settings))
    return [PaperFile(build(board, material.results, material.findings, template, name))]


PAPER = Paper(
    name="business-plan",
    title="Business plan",
    templates=tuple(TEMPLATES.values()),
    fields=_fields,
    make=_make,
)
