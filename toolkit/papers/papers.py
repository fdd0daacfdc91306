"""The papers that Word templates are made for, and the fields that each can print."""

from collections.abc import Mapping

from toolkit.papers.business_plan.fields import FIELDS
from toolkit.papers.plan_changes.fields import PLAN_CHANGES_FIELDS
from toolkit.word.template_lint.field import Field

# The business plan first: what a template of any other name is taken for.
FIELDS_OF: Mapping[str, tuple[Field, ...]] = {
    "business-plan": FIELDS,
    "plan-changes": PLAN_CHANGES_FIELDS,
}


def fields_of(template: str) -> tuple[Field, ...]:
    """The fields that a template can print, by the beginning of its file's name."""
    name = template.casefold().replace("_", "-")
    return next((fields for paper, fields in FIELDS_OF.items() if name.startswith(paper)), FIELDS)
