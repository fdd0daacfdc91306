"""A workbook's papers, as Word, as PDF, for the office or for publication."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check
from toolkit.jobs.template_to_use import template_to_use
from toolkit.papers import PAPERS
from toolkit.papers.paper import WORD, Material, Paper, PaperFile
from toolkit.results.history_mark import mark_of_board
from toolkit.results.results import work_out
from toolkit.values.errors import HasErrors, WrongUse
from toolkit.values.text import did_you_mean, plural
from toolkit.writing.book import Book

if TYPE_CHECKING:
    from toolkit.board.board import Board
    from toolkit.files.outputs import Written


@dataclass(frozen=True)
class Built:
    """The documents written from one workbook, as Word and PDF, and what was found in it.

    They are listed by paper, and by paper and part as in "scorecard:CP06" where a paper has
    several files. `notes` are sentences for the person who publishes them: what was hidden,
    what to read. `earlier` is the workbook of the earlier plan, where one was given.
    """

    checked: Checked
    documents: Mapping[str, "Written"]
    pdfs: Mapping[str, "Written"]
    notes: tuple[str, ...] = ()
    earlier: Checked | None = None

    @property
    def has_errors(self) -> bool:
        """Whether a workbook has errors, and the documents are marked DRAFT."""
        return self.checked.has_errors or (self.earlier is not None and self.earlier.has_errors)


def build(
    book: Book,
    *,
    as_at: AsAt,
    out: Path | None = None,
    only: Iterable[str] = (),
    earlier: Book | None = None,
    templates: Path | None = None,
    strict: bool = False,
    label: str = "",
    pdf: bool = False,
    publish: bool = False,
) -> Built:
    """Write a workbook's papers into the folder `out`, or beside it.

    `only` names the papers wanted, as in "business-plan", or one of a paper's subjects as in
    "scorecard:CP06"; all that can be made where it is empty. `earlier` is the workbook of an
    earlier plan, for the papers on what changed since; neither workbook is changed. `templates`
    is a folder whose files are used in place of those of the same name that the toolkit brings.
    Documents are named after the workbook, or after `label`. With `strict`, HasErrors where a
    workbook has open errors; otherwise documents are marked DRAFT. With `pdf`, each is written
    as a tagged PDF too, and its contents list has page numbers; that needs LibreOffice. With
    `publish`, nothing stays in them that only the office may see, small counts are hidden
    (`toolkit.publishing.publish`), and their names say so. FileMissing where the workbook is
    in no folder of this computer; WrongUse where `only` names what there is not.
    """
    _ = book.path  # FileMissing now, and not once all is worked out
    wanted = papers_wanted(only, has_earlier=earlier is not None)
    return build_checked(
        book,
        check(book, as_at=as_at),
        out=out,
        only=wanted,
        earlier=check(earlier, as_at=as_at) if earlier else None,
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
    earlier: Checked | None = None,
    templates: Path | None = None,
    strict: bool = False,
    label: str = "",
    pdf: bool = False,
    publish: bool = False,
) -> Built:
    """The same from workbooks that have been checked already."""
    from toolkit.files.outputs import write_document

    if strict:
        _require_no_errors(checked)
        if earlier is not None:
            _require_no_errors(earlier)
    material, notes = _material(checked, earlier, publish=publish)
    find_template = partial(template_to_use, own=templates)
    made: dict[str, PaperFile] = {}
    for name in papers_wanted(only, has_earlier=earlier is not None):
        paper, _, subject = name.partition(":")
        for about in _subjects(PAPERS[paper], subject, material.board):
            for file in PAPERS[paper].make(material, find_template, about):
                made[":".join(filter(None, (paper, about, file.part)))] = file
    if publish:
        from toolkit.word.finishing.publishing import published

        made = {
            name: replace(file, data=published(file.data)) if file.suffix == WORD else file
            for name, file in made.items()
        }
    mark = None if publish else mark_of_board(checked.board)
    if mark:
        from toolkit.word.finishing.history_mark import marked

        made = {
            name: replace(file, data=marked(file.data, str(mark))) if file.suffix == WORD else file
            for name, file in made.items()
        }
    printed: dict[str, PaperFile] = {}
    if pdf:
        from toolkit.word.finishing.pdf import with_page_numbers

        both = with_page_numbers({n: file.data for n, file in made.items() if file.suffix == WORD})
        made |= {name: PaperFile(item.docx) for name, item in both.items()}
        printed = {name: PaperFile(item.pdf, suffix=".pdf") for name, item in both.items()}

    path = book.path
    folder, stem, source = out or path.parent, label or path.stem, str(path.resolve())

    def written(files: Mapping[str, PaperFile]) -> "dict[str, Written]":
        return {
            name: write_document(
                folder, _file_name(stem, name, file.suffix, publish), file.data, source
            )
            for name, file in files.items()
        }

    return Built(checked, written(made), written(printed), notes, earlier)


def labels(books: Sequence[Book]) -> list[str]:
    """A name for the documents of each workbook, with their folders where names agree."""
    stems = [book.path.stem for book in books]
    named = [
        stem if stems.count(stem) == 1 else f"{book.path.resolve().parent.name}-{stem}"
        for book, stem in zip(books, stems, strict=True)
    ]
    return [
        name if name not in named[:index] else f"{name}-{index + 1}"
        for index, name in enumerate(named)
    ]


def papers_wanted(only: Iterable[str], *, has_earlier: bool) -> tuple[str, ...]:
    """The papers to make: those named, or all that can be made.

    WrongUse where there is none of a name, or where it needs an earlier plan and has none.
    """
    wanted = tuple(only)
    for name in wanted:
        paper = PAPERS.get(name.partition(":")[0])
        if paper is None:
            raise WrongUse(f'There is no paper "{name}". The papers are: {", ".join(PAPERS)}.')
        if paper.needs_earlier and not has_earlier:
            raise WrongUse(
                f"The paper {paper.name} compares two plans. Give the earlier workbook too: "
                "--since EARLIER.xlsx"
            )
    return wanted or tuple(
        name for name, paper in PAPERS.items() if has_earlier or not paper.needs_earlier
    )


def _subjects(paper: Paper, asked: str, board: "Board") -> Sequence[str]:
    """What a paper is made of, one after another: all there is, unless one is asked for."""
    if paper.subject is None:
        if asked:
            raise WrongUse(f'The paper {paper.name} has no parts; leave out ":{asked}".')
        return ("",)
    there = paper.subject.choices(board)
    if not asked:
        return there
    if asked not in there:
        near = did_you_mean(asked, there) or f". There is: {', '.join(there) or 'none'}."
        raise WrongUse(f'There is no {paper.subject.word} "{asked}"{near}')
    return (asked,)


def _material(
    checked: Checked, earlier: Checked | None, *, publish: bool
) -> tuple[Material, tuple[str, ...]]:
    """What papers are made from, and what to read of it before it is published."""
    board, results = checked.board, checked.results
    before = earlier.board if earlier else None
    notes: tuple[str, ...] = ()
    if publish:
        from toolkit.publishing.publish import publish as published_board

        release = published_board(board)
        board, notes = release.board, release.notes
        results = work_out(board, results.as_at)
        if before is not None:
            release = published_board(before)
            before, notes = release.board, (*notes, *release.notes)
    if before is None or earlier is None:
        return Material(board, results, checked.findings), notes
    from toolkit.compare.compare import compare

    comparison = compare(before, board)
    errors = earlier.counts["error"]
    return Material(board, results, checked.findings, comparison, errors), notes


def _require_no_errors(checked: Checked) -> None:
    if checked.has_errors:
        errors = plural(checked.counts["error"], "open error")
        raise HasErrors(
            f"{checked.workbook.name} has {errors}, and --strict builds nothing from it. "
            "See them with: toolkit check"
        )


def _file_name(stem: str, name: str, suffix: str, publish: bool) -> str:
    from toolkit.files.outputs import for_file_name

    edition = "-published" if publish else ""
    return f"{stem}-{for_file_name(name)}{edition}{suffix}"
