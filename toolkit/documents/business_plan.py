"""The business plan: a board's records and a Word template in, a Word document out."""

from collections.abc import Iterable

from toolkit.board import Board
from toolkit.documents.contents import fill_contents
from toolkit.documents.context import DEFAULT_TITLE, business_plan_context
from toolkit.documents.look import in_colour, with_logo
from toolkit.documents.properties import Properties
from toolkit.documents.render import render
from toolkit.findings import Finding
from toolkit.results import Results

TEMPLATE_NAME = "business_plan.docx"


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
    context = with_logo(business_plan_context(board, results, findings), settings)
    title = settings.plan_title or DEFAULT_TITLE
    about = Properties(
        title=title if settings.period in title else f"{title} {settings.period}",
        creator=settings.board_name,
        date=results.as_at,
    )
    return fill_contents(render(in_colour(template, settings.colour), context, about, name))
