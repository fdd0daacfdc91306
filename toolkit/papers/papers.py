"""The papers that Word templates are made for, and the fields that each can print."""

import os.path
from collections.abc import Mapping

from toolkit.papers.business_plan.fields import FIELDS
from toolkit.papers.plan_changes.fields import PLAN_CHANGES_FIELDS
from toolkit.values.errors import TemplateFault
from toolkit.word.template_lint.field import Field

FIELDS_OF: Mapping[str, tuple[Field, ...]] = {
    "business-plan": FIELDS,
    "plan-changes": PLAN_CHANGES_FIELDS,
}


def fields_of(template: str) -> tuple[Field, ...]:
    """The fields that a template can print, by its file's name.

    TemplateFault where no paper is built with a template of that name. Upper and lower case
    matter where they do to the computer.
    """
    names = {name: paper for paper, known in _template_names().items() for name in known}
    paper = names.get(os.path.normcase(template))
    if paper is None:
        raise TemplateFault(
            f"{template}: no command uses a template of this name, and it was not looked over. "
            f"Give it the name of the one it is to replace: {', '.join(names)}."
        )
    return FIELDS_OF[paper]


def _template_names() -> Mapping[str, tuple[str, ...]]:
    """The file names of each paper's templates."""
    from toolkit.papers.business_plan import paper as business_plan
    from toolkit.papers.plan_changes import paper as plan_changes

    return {
        "business-plan": tuple(business_plan.TEMPLATES.values()),
        "plan-changes": (plan_changes.TEMPLATE_NAME,),
    }
