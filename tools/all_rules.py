"""Every rule of the toolkit, by the command that finds what breaks it: for pages and tests.

A rule is found where it is written: in any module of a room that has rules. The product itself
needs no such list, and loads only the rules of the checks it runs.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from toolkit.values.findings import Rule


def _rules_of(*rooms: str) -> tuple[Rule, ...]:
    """The rules in the modules of those rooms, by family and number."""
    found = {rule.code: rule for room in rooms for rule in _written_in(f"toolkit.{room}")}
    return tuple(sorted(found.values(), key=lambda rule: (rule.code.split("-")[0], rule.code)))


def _written_in(room: str) -> Iterator[Rule]:
    folder = import_module(room)
    names = [module.name for module in walk_packages(folder.__path__, f"{room}.")]
    for name in (room, *names):
        yield from (
            value for value in vars(import_module(name)).values() if isinstance(value, Rule)
        )


OF_WORKBOOKS = _rules_of("reading", "writing", "checks")
"""What `toolkit check` looks for."""

OF_DOCUMENTS = _rules_of("word.document_lint")
"""What `toolkit lint` looks for."""

OF_TEMPLATES = _rules_of("word.template_lint")
"""What `toolkit template check` looks for."""

RULES = (*OF_WORKBOOKS, *OF_DOCUMENTS, *OF_TEMPLATES)
