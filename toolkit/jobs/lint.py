"""Linting a finished Word document."""

from pathlib import Path

from toolkit.jobs.linted import Linted


def lint(path: Path) -> Linted:
    """What a finished Word document lacks to be sound and accessible."""
    from toolkit.files.bounded import within_bounds
    from toolkit.files.safety_check import DOCUMENT, read_file
    from toolkit.word.document_lint.lint import lint_document

    data = read_file(path, DOCUMENT)
    return Linted(within_bounds(data, path.name, lint_document, data, path.name))
