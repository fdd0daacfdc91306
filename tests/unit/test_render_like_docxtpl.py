"""Templates give the text that docxtpl gives; differences are listed.

Values are plain, and running text is docxtpl's own in docxtpl, which prints no other there.
"""

import io
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import pytest
from docxtpl import DocxTemplate
from jinja2 import nodes

from tests.docxtpl_values import for_docxtpl
from tests.unit.test_hostile_data import words
from tests.unit.test_render import template
from toolkit.values.errors import TemplateFault
from toolkit.word.filling.render import render
from toolkit.word.package import package
from toolkit.word.values.blocks import blocks_of, rich_of

SHIPPED = sorted(
    item.name for item in files("toolkit.word_templates").iterdir() if item.name.endswith(".docx")
)
PREFIX = "python-docx-template--"
NAMES = (
    "cellbg", "custom_jinja_filters", "doc_properties", "embedded_main", "escape", "escape_auto",
    "get_undeclared_variables", "header_footer", "less_cells_after_loop", "merge_paragraph",
    "multi_rendering", "nested_for", "preserve_spaces", "replace_picture", "richtext_and_if",
    "template_error", "word2016",
)  # fmt: skip
FILES = {name: f"{PREFIX}{name}_tpl.docx" for name in NAMES} | {
    "escape_auto": f"{PREFIX}escape_tpl_auto.docx",
    "get_undeclared_variables": f"{PREFIX}get_undeclared_variables.docx",
}

# Where the text differs on purpose, and why.
PLAIN_IN_RICH = "docxtpl prints nothing for plain text in {{r }} or {{p }}; here it is printed"
DIFFERENT = {
    "cellbg": PLAIN_IN_RICH,
    "header_footer": PLAIN_IN_RICH,
    "richtext_and_if": PLAIN_IN_RICH,
    "word2016": PLAIN_IN_RICH,
    "escape": "it uses a filter that is not needed here, since all text is escaped",
    "custom_jinja_filters": "it uses filters that it expects its own program to add",
    "escape_auto": "it calls a function that it expects to find in the data",
}
# Not even docxtpl can fill these.
BROKEN = {"template_error": "an endif ends what was never opened", **{
    name: DIFFERENT[name] for name in ("custom_jinja_filters", "escape_auto")
}}  # fmt: skip


# Values for the tags that a template holds


def tame(data: bytes) -> dict[str, Any]:
    """Plain values for all that a template's tags name: two entries in lists, words elsewhere."""
    wants: dict[str, Any] = {}
    for name, part in package.read_parts(data).items():
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
            text = part.decode().replace("&quot;", chr(34)).replace("&apos;", chr(39))
            source = str(DocxTemplate.patch_xml(None, text))
            source = re.sub(r"\|\s*my_filter\w(\(.*?\))?", "", source)
            _Wanted(wants).look(jinja2.Environment().parse(source), {})
    return {name: _value(name, inner) for name, inner in wants.items()}


def _value(name: str, wanted: Any) -> Any:
    if "[]" in wanted:
        return [_value(f"{name} {number}", wanted["[]"]) for number in (1, 2)]
    words = "Red" if name in ("colour", "impact", "rating") else f"{name} & <{len(name)}>"
    return {key: _value(key, inner) for key, inner in wanted.items()} or words


class _Wanted:
    """Notes each name that tags use as a way through records and lists."""

    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root

    def look(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
            entries = self._way(node.iter, scope)
            if entries is None:
                self.look(node.iter, scope)
            inner = {} if entries is None else entries.setdefault("[]", {})
            for child in node.body:
                self.look(child, {**scope, node.target.name: inner})
        elif self._way(node, scope) is None:
            for child in node.iter_child_nodes():
                self.look(child, scope)

    def _way(self, node: nodes.Node, scope: dict[str, Any]) -> dict[str, Any] | None:
        if isinstance(node, nodes.Name):
            start = scope if node.name in scope else self._root
            found: dict[str, Any] = start.setdefault(node.name, {})
            return found
        if isinstance(node, nodes.Getattr):
            base = self._way(node.node, scope)
            return None if base is None else base.setdefault(node.attr, {})
        return None


# The two beside one another


def theirs(data: bytes, context: dict[str, Any]) -> str | None:
    """What docxtpl prints; None where it cannot fill the template."""
    document = DocxTemplate(io.BytesIO(data))
    try:
        document.render(for_docxtpl(context), jinja2.Environment(autoescape=True), autoescape=True)
    except (jinja2.TemplateError, TypeError):
        return None
    document.save(buffer := io.BytesIO())
    return words(buffer.getvalue())


def ours(data: bytes, context: dict[str, Any]) -> str | None:
    try:
        return words(render(data, context))
    except TemplateFault:
        return None


def context_for(name: str, data: bytes) -> dict[str, Any]:
    return {} if name == "template_error" else tame(data)


@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES)
def test_docxtpls_own_templates_give_the_same_text(name: str, shared: Path) -> None:
    data = (shared / "corpus/docx" / FILES[name]).read_bytes()
    context = context_for(name, data)
    expected, actual = theirs(data, context), ours(data, context)

    assert (expected is None) == (name in BROKEN)
    assert (actual != expected) == (name in DIFFERENT and name not in BROKEN)


@pytest.mark.shared
def test_every_template_of_docxtpl_is_compared(shared: Path) -> None:
    found = {path.name for path in (shared / "corpus/docx").glob(f"{PREFIX}*")}

    assert found == set(FILES.values())
    assert set(DIFFERENT) | set(BROKEN) <= set(NAMES)


RUNNING_TEXT = "We look after <all> & **every** child.\n- One by one\n# What we do\n\nMore."


def test_running_text_gives_the_same_text() -> None:
    data = template("before", "{{p text }}", "Heard: {{r words }}, and so on.", "after")
    context = {"text": blocks_of(RUNNING_TEXT), "words": rich_of("from **all** & <more>")}

    expected = theirs(data, context)

    assert expected
    assert "every child." in expected
    assert "from all & <more>, and" in expected
    assert ours(data, context) == expected


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_templates_give_the_same_text(name: str) -> None:
    data = (files("toolkit.word_templates") / name).read_bytes()
    narrative = [
        {"style": "Heading", "text": "Who & <why>"},
        {"style": "Paragraph", "text": blocks_of(RUNNING_TEXT)},
        {"style": "Bullet", "text": "A point"},
    ]
    context = {**tame(data), "introduction": narrative, "closing": narrative}

    expected = theirs(data, context)

    assert expected
    assert ("every child." in expected) == name.startswith("business_plan")
    assert ours(data, context) == expected
