"""The business plan: a board's records and a Word template in, a Word document out."""

from collections.abc import Iterable, Mapping

from toolkit.board.board import Board
from toolkit.board.settings import Settings
from toolkit.papers.business_plan.context import DEFAULT_TITLE, business_plan_context
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.findings import Finding
from toolkit.word.branding.branding import in_colour, with_logo
from toolkit.word.filling.render import render
from toolkit.word.finishing.contents import fill_contents
from toolkit.word.package.properties import Properties

TEMPLATE_NAME = "business_plan.docx"
"""The template of the usual layout, and of a board's own that serves whichever is chosen."""

TEMPLATES: Mapping[str, str] = {
    choices.OBJECTIVES_AND_TASKS: TEMPLATE_NAME,
    choices.THEMES_AND_REFERENCES: "business_plan_themes.docx",
    choices.OUTCOMES_AND_METHODS: "business_plan_outcomes.docx",
    choices.PROCESS_AND_IMPACT: "business_plan_impact.docx",
}
"""The file name of each layout's template."""


def template_names(settings: Settings) -> tuple[str, ...]:
    """The templates that serve a board, the one of its layout first.

    The other one is looked for only among the templates that a board brings itself.
    """
    chosen = TEMPLATES.get(settings.plan_layout, TEMPLATE_NAME)
    return (chosen,) if chosen == TEMPLATE_NAME else (chosen, TEMPLATE_NAME)


def build(
    board: Board,
    results: Results,
    findings: Iterable[Finding],
    template: bytes,
    name: str = TEMPLATE_NAME,
) -> bytes:
    """The board's business plan as a Word file; the same bytes for the same input.

    `name` is what messages call the template. Raises TemplateFault.
    """
    settings = board.settings
    context = with_logo(
        business_plan_context(board, results, findings),
        settings.logo_file,
        (settings.logo_description, settings.board_name),
    )
    title = settings.plan_title or DEFAULT_TITLE
    about = Properties(
        title=title if settings.period in title else f"{title} {settings.period}",
        creator=settings.board_name,
        date=results.as_at,
    )
    return fill_contents(render(in_colour(template, settings.colour), context, about, name))
