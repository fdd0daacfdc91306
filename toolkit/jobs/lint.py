"""Looking a finished Word document over."""

from pathlib import Path

from toolkit.jobs.looked_over import LookedOver


def lint(path: Path) -> LookedOver:
    """What a finished Word document lacks to be sound and accessible."""
    from toolkit.files.safety_check import DOCUMENT, read_file
    from toolkit.word.document_lint.lint import lint_document

    return LookedOver(lint_document(read_file(path, DOCUMENT), path.name))
