"""What changed from one workbook's plan to another's, and a Word paper on it."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.compare.compare import compare
from toolkit.compare.comparison import Comparison
from toolkit.files.outputs import Written
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check
from toolkit.writing.book import Book

PAPER = "plan-changes"


@dataclass(frozen=True)
class Compared:
    """Two workbooks as checked, what changed between them, and the paper on it, if one was made."""

    old: Checked
    new: Checked
    comparison: Comparison
    document: Written | None = None

    @property
    def has_errors(self) -> bool:
        """Whether either workbook has errors."""
        return self.old.has_errors or self.new.has_errors


def diff(
    old: Book,
    new: Book,
    *,
    as_at: AsAt,
    out: Path | None = None,
    templates: Path | None = None,
) -> Compared:
    """What changed from one workbook's plan to another's; a Word paper of it in the folder `out`.

    Neither workbook is changed. The paper is the one that `build` makes with an earlier
    workbook, named after the new one; `templates` is a folder with templates of the board's
    own. Raises what reading a workbook or writing a document raises.
    """
    before, now = check(old, as_at=as_at), check(new, as_at=as_at)
    comparison = compare(before.board, now.board)
    if out is None:
        return Compared(before, now, comparison)
    from toolkit.jobs.build import build_checked

    built = build_checked(new, now, out=out, only=(PAPER,), earlier=before, templates=templates)
    return Compared(before, now, comparison, built.documents[PAPER])
