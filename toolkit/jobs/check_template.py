"""Looking a Word template over, before any paper is built from it."""

from pathlib import Path

from toolkit.word.template_lint.lint import TemplateFinding


def check_template(path: Path) -> tuple[TemplateFinding, ...]:
    """What is wrong in a Word template, each with its place in Word."""
    from toolkit.files.safety_check import DOCUMENT, read_file
    from toolkit.papers.papers import fields_of
    from toolkit.word.template_lint.lint import lint_template

    return lint_template(read_file(path, DOCUMENT), path.name, fields_of(path.name))
