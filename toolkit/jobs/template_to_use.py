"""The Word template that a document is built from: a board's own, or the one that ships."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from toolkit.values.errors import FileMissing, TemplateFault
from toolkit.writing.book import Book

FOLDER = "Word templates"


def templates_beside(book: Book) -> Path | None:
    """The folder of a board's own templates beside its workbook; None where there is none."""
    if book.folder is None or not (book.folder / FOLDER).is_dir():
        return None
    return book.folder / FOLDER


def template_to_use(names: Sequence[str], own: Path | None) -> tuple[str, bytes]:
    """A template and its name: the first that the board's folder has, else the toolkit's first."""
    if own is not None and not own.is_dir():
        raise FileMissing(f"{own} is not a folder. Give the folder that your templates are in.")
    if own is not None:
        for name in names:
            if (own / name).is_file():
                return name, _sound_template(own / name)
    from importlib.resources import files

    return names[0], (files("toolkit.word_templates") / names[0]).read_bytes()


def _sound_template(path: Path) -> bytes:
    """A board's own template; TemplateFault where it has a fault that would spoil the paper."""
    from toolkit.files.safety_check import DOCUMENT, read_file

    data = read_file(path, DOCUMENT)
    _require_sound(data, path.name)
    return data


@lru_cache(maxsize=8)
def _require_sound(template: bytes, name: str) -> None:
    """TemplateFault where a template has an error; a sound one is linted once."""
    from toolkit.papers import paper_of
    from toolkit.word.template_lint.lint import lint_template

    faults = [
        item for item in lint_template(template, name, paper_of(name).fields()) if item.is_error
    ]
    if faults:
        more = f" ({len(faults) - 1} more)" if len(faults) > 1 else ""
        first = f"{faults[0].place.where}: {faults[0].said}"
        raise TemplateFault(f"{name}, {first}{more} See all with: toolkit template check")
