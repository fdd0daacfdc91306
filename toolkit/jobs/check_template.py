"""Looking a Word template over, before any paper is built from it."""

from pathlib import Path

from toolkit.jobs.linted import Linted


def check_template(path: Path) -> Linted:
    """What is wrong in a Word template."""
    from toolkit.files.bounded import within_bounds
    from toolkit.files.safety_check import DOCUMENT, read_file
    from toolkit.papers import paper_of
    from toolkit.word.template_lint.lint import lint_template

    fields = paper_of(path.name).fields()
    data = read_file(path, DOCUMENT)
    return Linted(within_bounds(data, path.name, lint_template, data, path.name, fields))
