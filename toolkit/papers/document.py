"""A Word document of a paper: a context and a template filled in, in the board's look."""

from datetime import date

from toolkit.board.settings import Settings
from toolkit.papers.context import Context
from toolkit.word.branding.branding import in_colour, with_logo
from toolkit.word.filling.render import render
from toolkit.word.package.properties import Properties


def document(
    context: Context,
    settings: Settings,
    *,
    title: str,
    as_at: date,
    template: bytes,
    name: str,
) -> bytes:
    """The document as a Word file; the same bytes for the same input.

    `title` goes into the file's properties, with the plan's period; `name` is what messages
    call the template. Raises TemplateFault.
    """
    data = with_logo(
        context.as_data(), settings.logo_file, (settings.logo_description, settings.board_name)
    )
    whole = title if settings.period in title else f"{title} {settings.period}"
    about = Properties(title=whole, creator=settings.board_name, date=as_at)
    return render(in_colour(template, settings.colour), data, about, name)
