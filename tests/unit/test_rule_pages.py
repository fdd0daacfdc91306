"""Every rule of the toolkit has its page, and every page its rule."""

import re

import pytest

from tests.conftest import PROJECT
from tests.unit.test_render import template
from toolkit.papers.business_plan.context import BusinessPlan
from toolkit.values.findings import Rule
from toolkit.word.template_lint.lint import lint_template
from tools.all_rules import OF_TEMPLATES, RULES

FOLDER = PROJECT / "docs/reference/rules"
EXAMPLE = re.compile(r"(?s)Before:\n\n```\n(.*?)\n```\n.*After:\n\n```\n(.*?)\n```\n")


def page_of(rule: Rule) -> str:
    return (FOLDER / f"{rule.code}.md").read_text("utf-8")


EXAMPLES = {
    rule.code: example.groups()
    for rule in OF_TEMPLATES
    if (example := EXAMPLE.search(page_of(rule)))
}


def test_each_rule_has_one_page_and_each_page_a_rule() -> None:
    codes = [rule.code for rule in RULES]

    assert len(set(codes)) == len(codes)
    assert sorted(path.stem for path in FOLDER.glob("*.md")) == sorted([*codes, "README"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_how_much_the_rule_matters_when_it_occurs_and_how_to_fix_it(rule: Rule) -> None:
    page = page_of(rule)
    title, severity = re.match(r"# (\S+): \S.*\n\nSeverity: (\w+)\n\n", page).groups()

    assert (title, severity) == (rule.code, rule.severity.word)
    assert re.findall(r"(?m)^## (.+)$", page)[:2] == ["When it occurs", "How to fix"]


def test_the_index_leads_to_every_page_once() -> None:
    index = (FOLDER / "README.md").read_text("utf-8")

    led_to = re.findall(r"\[(\S+)\]\((\S+)\.md\)", index)
    assert sorted(led_to) == sorted((rule.code, rule.code) for rule in RULES)


def test_most_rules_of_templates_are_shown_by_an_example() -> None:
    assert len(EXAMPLES) > 25


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_on_a_page_is_true(code: str) -> None:
    before, after = (
        lint_template(template(*example.split("\n")), "business_plan.docx", BusinessPlan.fields())
        for example in EXAMPLES[code]
    )

    assert code in [finding.rule.code for finding in before]
    assert [str(finding) for finding in after] == []
