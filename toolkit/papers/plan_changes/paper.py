"""The paper on what changed in a plan: a comparison and a Word template in, a document out."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from toolkit.papers.paper import FindTemplate, Material, Paper, PaperFile

if TYPE_CHECKING:
    from toolkit.compare.comparison import Comparison
    from toolkit.word.template_lint.field import Field

TEMPLATE_NAME = "plan_changes.docx"


def build(
    comparison: "Comparison",
    as_at: date,
    open_errors: int,
    template: bytes,
    name: str = TEMPLATE_NAME,
) -> bytes:
    """The paper as a Word file; the same bytes for the same input.

    `open_errors` is how many the two workbooks have together, `name` what messages call the
    template. Raises TemplateFault.
    """
    from toolkit.papers.document import document
    from toolkit.papers.plan_changes.assemble import TITLE, plan_changes_context

    return document(
        plan_changes_context(comparison, as_at, open_errors),
        comparison.new.settings,
        title=TITLE,
        as_at=as_at,
        template=template,
        name=name,
    )


def _fields() -> "tuple[Field, ...]":
    from toolkit.papers.plan_changes.context import PlanChanges

    return PlanChanges.fields()


def _make(material: Material, find_template: FindTemplate, _: str) -> Sequence[PaperFile]:
    if material.comparison is None:
        return []
    name, template = find_template([TEMPLATE_NAME])
    errors = material.errors_before + sum(finding.is_error for finding in material.findings)
    paper = build(material.comparison, material.results.as_at, errors, template, name)
    return [PaperFile(paper)]


PAPER = Paper(
    name="plan-changes",
    title="What has changed in the plan",
    templates=(TEMPLATE_NAME,),
    fields=_fields,
    make=_make,
    needs_earlier=True,
)
