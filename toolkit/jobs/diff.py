"""What changed from one workbook's plan to another's, and a Word paper on it."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from toolkit.compare.compare import compare
from toolkit.compare.comparison import Comparison
from toolkit.files.outputs import Written, write_document
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check
from toolkit.writing.book import Book


@dataclass(frozen=True)
class Compared:
    """Two workbooks as checked, what changed between them, and the paper on it, if one was made."""

    old: Checked
    new: Checked
    comparison: Comparison
    document: Written | None = None

    @property
    def has_errors(self) -> bool:
        """Whether errors stand in either workbook."""
        return self.old.has_errors or self.new.has_errors


def diff(old: Book, new: Book, *, as_at: AsAt, out: Path | None = None) -> Compared:
    """What changed from one workbook's plan to another's; a Word paper of it in the folder `out`.

    Neither workbook is changed. The paper is named after the new workbook. Raises what
    reading a workbook or writing a document raises.
    """
    before, now = check(old, as_at=as_at), check(new, as_at=as_at)
    comparison = compare(before.board, now.board)
    if out is None:
        return Compared(before, now, comparison)
    from toolkit.papers.plan_changes import paper as plan_changes

    template = (files("toolkit.word_templates") / plan_changes.TEMPLATE_NAME).read_bytes()
    errors = before.counts["error"] + now.counts["error"]
    data = plan_changes.build(comparison, now.results.as_at, errors, template)
    path = new.path
    name, source = f"{path.stem}-plan-changes.docx", str(path.resolve())
    document = write_document(out, name, data, source)
    return Compared(before, now, comparison, document)
