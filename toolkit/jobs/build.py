"""A workbook's Word documents, as Word and as PDF, for the office or for publication."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.board.board import Board
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check
from toolkit.jobs.template_to_use import template_to_use
from toolkit.results.results import Results, work_out
from toolkit.values.errors import HasErrors
from toolkit.values.findings import Finding
from toolkit.values.text import plural
from toolkit.writing.book import Book

if TYPE_CHECKING:
    from toolkit.files.outputs import Written

# What it makes a document from; the last is the folder of the board's own templates.
DocumentMaker = Callable[[Board, Results, Iterable[Finding], Path | None], bytes]


def _business_plan(
    board: Board, results: Results, findings: Iterable[Finding], templates: Path | None
) -> bytes:
    from toolkit.papers.business_plan import paper as business_plan

    name, template = template_to_use(business_plan.template_names(board.settings), templates)
    return business_plan.build(board, results, tuple(findings), template, name)


DOCUMENTS: Mapping[str, DocumentMaker] = {"business-plan": _business_plan}


@dataclass(frozen=True)
class Built:
    """The documents written from one workbook, as Word and PDF, and what was found in it.

    `notes` are sentences for the person who publishes them: what was hidden, what to read.
    """

    checked: Checked
    documents: Mapping[str, "Written"]
    pdfs: Mapping[str, "Written"]
    notes: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether the workbook has errors, and the documents are marked DRAFT."""
        return self.checked.has_errors


def build(
    book: Book,
    *,
    as_at: AsAt,
    out: Path | None = None,
    only: Iterable[str] = (),
    templates: Path | None = None,
    strict: bool = False,
    label: str = "",
    pdf: bool = False,
    publish: bool = False,
) -> Built:
    """Write a workbook's Word documents into the folder `out`, or beside it.

    `only` names the documents wanted (all where empty); `templates` is a folder whose
    files stand in for those of the same name that the toolkit brings. Documents are named
    after the workbook, or after `label`. With `strict`, HasErrors where the workbook has
    open errors; otherwise documents are marked DRAFT. With `pdf`, each is written as a
    tagged PDF too, and its contents list has page numbers; that needs LibreOffice. With
    `publish`, nothing stays in them that only the office may see, small counts are hidden
    (`toolkit.publishing.publish`), and their names say so. FileMissing where the workbook is
    in no folder of this computer.
    """
    _ = book.path  # FileMissing now, and not once all is worked out
    checked = check(book, as_at=as_at)
    return build_checked(
        book,
        checked,
        out=out,
        only=only,
        templates=templates,
        strict=strict,
        label=label,
        pdf=pdf,
        publish=publish,
    )


def build_checked(
    book: Book,
    checked: Checked,
    *,
    out: Path | None = None,
    only: Iterable[str] = (),
    templates: Path | None = None,
    strict: bool = False,
    label: str = "",
    pdf: bool = False,
    publish: bool = False,
) -> Built:
    """The same from a workbook that has been checked already."""
    from toolkit.files.outputs import write_document

    if strict and checked.has_errors:
        errors = plural(checked.counts["error"], "open error")
        raise HasErrors(
            f"{book.name} has {errors}, and --strict builds nothing from it. "
            "See them with: toolkit check"
        )
    board, results = checked.board, checked.results
    notes: tuple[str, ...] = ()
    if publish:
        from toolkit.publishing.publish import publish as published_board

        release = published_board(board)
        board, notes = release.board, release.notes
        results = work_out(board, results.as_at)
    made = {}
    for name in only or DOCUMENTS:
        made[name] = DOCUMENTS[name](board, results, checked.findings, templates)
    if publish:
        from toolkit.word.finishing.publishing import published

        made = {name: published(document) for name, document in made.items()}
    printed: Mapping[str, bytes] = {}
    if pdf:
        from toolkit.word.finishing.pdf import with_page_numbers

        both = with_page_numbers(made)
        made = {name: item.docx for name, item in both.items()}
        printed = {name: item.pdf for name, item in both.items()}

    path = book.path
    folder, stem, source = out or path.parent, label or path.stem, str(path.resolve())
    edition = "-published" if publish else ""

    def written(files: Mapping[str, bytes], suffix: str) -> "dict[str, Written]":
        return {
            name: write_document(folder, f"{stem}-{name}{edition}{suffix}", data, source)
            for name, data in files.items()
        }

    return Built(checked, written(made, ".docx"), written(printed, ".pdf"), notes)


def labels(books: Sequence[Book]) -> list[str]:
    """A name for the documents of each workbook, told apart by folder where names agree."""
    stems = [book.path.stem for book in books]
    named = [
        stem if stems.count(stem) == 1 else f"{book.path.resolve().parent.name}-{stem}"
        for book, stem in zip(books, stems, strict=True)
    ]
    return [
        name if name not in named[:index] else f"{name}-{index + 1}"
        for index, name in enumerate(named)
    ]
