"""The fields that a paper's template can print."""

from toolkit.word.template_lint.field import Field


def template_fields(paper: str) -> tuple[Field, ...]:
    """Every field of a paper's template, by the paper's name; KeyError where there is none."""
    from toolkit.papers import PAPERS

    return PAPERS[paper].fields()
