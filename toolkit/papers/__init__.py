"""The papers that the toolkit makes: a folder each. A new one joins the list `PAPERS`."""

import os.path

from toolkit.papers.business_plan.paper import PAPER as _BUSINESS_PLAN
from toolkit.papers.paper import Paper
from toolkit.papers.plan_changes.paper import PAPER as _PLAN_CHANGES
from toolkit.values.errors import TemplateFault


def paper_of(template: str) -> Paper:
    """The paper that is made with a template, by its file's name.

    TemplateFault where none is. Upper and lower case matter where they do to the computer.
    """
    named = {name: paper for paper in PAPERS.values() for name in paper.templates}
    paper = named.get(os.path.normcase(template))
    if paper is None:
        raise TemplateFault(
            f"{template}: no command uses a template of this name, and it was not checked. "
            f"Give it the name of the one it is to replace: {', '.join(named)}."
        )
    return paper


PAPERS = {paper.name: paper for paper in (_BUSINESS_PLAN, _PLAN_CHANGES)}
"""Every paper by its name, in the order that they are built."""
