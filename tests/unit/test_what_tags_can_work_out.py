"""Jinja in templates: each of its filters, tests and functions works, or is refused by name."""

import re
from typing import Any

import pytest
from jinja2 import defaults
from jinja2.exceptions import TemplateError

from tests.conftest import PROJECT
from tests.unit.test_template_rules import found
from toolkit.word.sandbox.filters import INNER_FILTERS, REFUSED_FILTERS, REFUSED_TESTS
from toolkit.word.sandbox.sandbox import GLOBALS, REFUSED_GLOBALS, room

PAGE = (PROJECT / "docs" / "how-to" / "change_a_template.md").read_text("utf-8")
ROWS = [{"name": "A", "n": 2}, {"name": "B", "n": 3}]


def printed(source: str) -> str:
    return room().from_string(source).render({"rows": ROWS, "text": "a < b", "number": 2.5})


@pytest.mark.parametrize(
    ("jinja", "works", "refused"),
    [
        (defaults.DEFAULT_FILTERS, room().filters.keys() - INNER_FILTERS, REFUSED_FILTERS),
        (defaults.DEFAULT_TESTS, room().tests.keys(), REFUSED_TESTS),
        (defaults.DEFAULT_NAMESPACE, GLOBALS, REFUSED_GLOBALS),
    ],
    ids=["filters", "tests", "functions"],
)
def test_whatever_jinja_has_is_decided(jinja: Any, works: Any, refused: Any) -> None:
    """A new edition of Jinja may bring more: decide, and say so in the page."""
    assert set(works) | set(refused) == set(jinja)
    assert not set(works) & set(refused)


@pytest.mark.parametrize(
    ("row", "works", "refused"),
    [
        ("Filters", room().filters.keys() - INNER_FILTERS, REFUSED_FILTERS),
        ("Tests", room().tests.keys(), REFUSED_TESTS),
        ("Functions", GLOBALS, REFUSED_GLOBALS),
    ],
)
def test_the_page_lists_what_works_and_what_does_not(row: str, works: Any, refused: Any) -> None:
    (line,) = re.findall(rf"^\| {row}.*$", PAGE, re.MULTILINE)
    cells = line.replace("\\|", "").strip("| ").split(" | ")

    assert cells[-2].split(", ") == sorted(works)
    assert cells[-1].split(", ") == sorted(refused)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ 2.345 | round(1) }}", "2.3"),
        ("{{ number | round | int }}", "2"),
        ("{{ '%s of %s' | format(3, 30) }}", "3 of 30"),
        ("{{ '%.1f%%' | format(12.34) }}", "12.3%"),
        ("{{ '%(a)s' | format(a=1) }}", "1"),
        ("{% for pair in rows | batch(2) %}{{ pair | length }}{% endfor %}", "2"),
        ("{% for part in rows | slice(2) %}{{ part[0].name }}{% endfor %}", "AB"),
        ("{{ 'x' | center(3) }}|", " x |"),
        ("{{ 'one two three' | truncate(5) }}", "on..."),
        ("{{ text | e }}", "a &lt; b"),
        ("{{ text | escape | lower }}", "a &lt; b"),
        ("{% set ns = namespace(n=0) %}{% for r in rows %}{% set ns.n = ns.n + r.n %}{% endfor %}"
         "{{ ns.n }}", "5"),
        ("{% set c = cycler('odd', 'even') %}{{ c.next() }}{{ c.next() }}{{ c.current }}",
         "oddevenodd"),
        ("{% set comma = joiner(', ') %}{% for r in rows %}{{ comma() }}{{ r.name }}{% endfor %}",
         "A, B"),
        ("{{ dict(a=1).a }}", "1"),
        ("{% for r in rows %}{{ loop.cycle('x', 'y') }}{{ loop.revindex }}{% endfor %}", "x2y1"),
    ],
)  # fmt: skip
def test_the_harmless_rest_of_jinja_works(source: str, words: str) -> None:
    assert printed(source) == words


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'x' | center(10 ** 9) }}",
        "{{ 'x' | center(1000000000) }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ '%*d' | format(999999999, 1) }}",
        "{{ '%.999999999f' | format(1) }}",
        "{{ '%r' | format(rows) }}",
        "{{ 1.5 | round(1000000000, 'ceil') }}",
        "{{ 'x' | indent(1000000000) }}",
        "{{ rows | batch(1000000000, 'x') | list | length }}",
        "{{ rows | slice(1000000000, 'x') | list | length }}",
        "{{ namespace(a=1).__class__ }}",
        "{{ namespace(a=1)._Namespace__attrs }}",
        "{{ cycler.__init__ }}",
        "{{ joiner.__globals__ }}",
        "{{ cycler('a').items }}",
        "{{ dict.fromkeys('ab') }}",
    ],
)
def test_what_would_fill_the_memory_or_reach_outside_is_refused(source: str) -> None:
    with pytest.raises((TemplateError, TypeError)):
        printed(source)


def test_a_refused_filter_is_said_to_be_so_with_the_reason() -> None:
    (finding,) = found("{{ board.name | random }}")

    assert finding.rule.code == "TPL-042"
    assert finding.message.endswith("the same each time it is built")


def test_a_namespace_is_known_to_the_check() -> None:
    assert found("{% set ns = namespace(n=0) %}{% set ns.n = 1 %}{{ ns.n }}") == ()
