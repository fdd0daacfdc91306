"""Every rule of templates: one small fault that brings it, and a sound neighbour that does not."""

import re
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.unit.test_render import template, with_part, with_table
from toolkit.papers.business_plan.context import BusinessPlan
from toolkit.values.findings import Finding
from toolkit.word.package.package import read_parts, write_parts
from toolkit.word.template_lint.lint import lint_template
from tools.all_rules import OF_TEMPLATES

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
Template = str | tuple[str, ...] | bytes


def table(*cells: str) -> bytes:
    return template(change=with_table(cells))


def rows(*texts: str) -> bytes:
    return template(change=with_table(*((text,) for text in texts)))


def table_described(text: str) -> bytes:
    """A template whose table has that alternative text."""

    def change(document: Any) -> None:
        with_table(("x",))(document)
        caption = parse_xml(f"<w:tblCaption {nsdecls('w')}/>")
        caption.set(f"{{{caption.nsmap['w']}}}val", text)
        document.tables[0]._tbl.tblPr.append(caption)

    return template(change=change)


def beside_tracked_words(text: str) -> bytes:
    def change(document: Any) -> None:
        words = f"<w:ins {nsdecls('w')} w:id='1' w:author='A'><w:r><w:t>more</w:t></w:r></w:ins>"
        document.paragraphs[0]._p.append(parse_xml(words))

    return template(text, change=change)


def half_in_a_link(inside: str, outside: str) -> bytes:
    link = f'<w:hyperlink w:anchor="a"><w:r><w:t>{inside}</w:t></w:r></w:hyperlink>'
    return with_body(f"<w:p>{link}<w:r><w:t>{outside}</w:t></w:r></w:p>")


def with_picture(*paragraphs: str) -> bytes:
    """Paragraphs of which the first holds a picture too."""
    picture = "<w:r><w:pict/></w:r>"
    first, *others = (f"<w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return with_body(f"<w:p>{picture}{first}" + "".join(f"<w:p>{text}" for text in others))


def with_result(before: str, inside: str, after: str) -> bytes:
    """Words around and in the result of a field."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    words = "<w:r><w:t>{}</w:t></w:r>"
    return with_body(
        f"<w:p>{words.format(before)}{sign.format('begin')}<w:r><w:instrText>PAGE</w:instrText>"
        f"</w:r>{sign.format('separate')}{words.format(inside)}{sign.format('end')}"
        f"{words.format(after)}</w:p>"
    )


def field_over(*paragraphs: str, last: int) -> bytes:
    """Paragraphs, and a field that begins in the first and ends in that one."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f"{sign.format('begin')}<w:r><w:instrText>QUOTE</w:instrText></w:r>"
    begin += sign.format("separate")
    return with_body(
        "".join(
            f"<w:p>{begin if number == 0 else ''}<w:r><w:t>{text}</w:t></w:r>"
            f"{sign.format('end') if number == last else ''}</w:p>"
            for number, text in enumerate(paragraphs)
        )
    )


def row_in_a_control(*texts: str) -> bytes:
    """A table of these rows, the first of them in a content control."""
    first, *others = (
        f"<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        for text in texts
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{first}</w:sdtContent></w:sdt>"
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    return with_body(f"<w:tbl>{grid}{control}{''.join(others)}</w:tbl><w:p/>")


def with_field(code: str) -> bytes:
    return with_body(f'<w:p><w:fldSimple w:instr="{code}"/></w:p>')


def with_body(xml: str) -> bytes:
    """A sound template that ends with this XML."""
    parts = read_parts(template("{{ board.name }}"))
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = body.replace("<w:sectPr", f"{xml}<w:sectPr", 1).encode()
    return write_parts(parts)


def without_styles() -> bytes:
    parts = read_parts(template("{{ board.name }}"))
    del parts["word/styles.xml"]
    return write_parts(parts)


def with_app_property(text: str) -> bytes:
    return with_part(template("x"), "docProps/app.xml", f"<a><t>{text}</t></a>")


def nested(depth: int) -> str:
    return "{% if board.name %}" * depth + "x" + "{% endif %}" * depth


CASES: dict[str, tuple[Template, Template]] = {
    "TPL-001": ("{{ bord.name }}", "{{ board.name }}"),
    "TPL-002": ("{{ board.nme | default('x') }}", "{{ board.name | default('x') }}"),
    "TPL-003": ("{{ board.name | uper }}", "{{ board.name | upper }}"),
    "TPL-004": ("{{ priorities.title }}", "{{ priorities[0].title }}"),
    "TPL-005": ("{{ board.name.first }}", "{{ board.name.upper() }}"),
    "TPL-006": ("{{ board }}", "{{ board.chair }}"),
    "TPL-007": (
        "{% for x in board.name %}{{ x }}{% endfor %}",
        "{% for x in priorities %}{{ x.title }}{% endfor %}",
    ),
    "TPL-008": ("{{ board.__class__ }}", "{{ board['name'] }}"),
    "TPL-009": ("a {{ board.name } b", "a {{ board.name }} b"),
    "TPL-010": ("board.name }}", "board.name }_}"),
    "TPL-011": ("{board.name}", "{of the board}"),
    "TPL-012": ("{{ board.name – 1 }}", "{{ board.name ~ '–' }}"),
    "TPL-013": (
        table_described('{{ board.name ~ "x" }}'),
        table_described("{{ board.name ~ 'x' }}"),
    ),
    "TPL-014": (
        ("{%p if board.name -%}", "{%p endif %}"),
        ("{%p if board.name %}", "{%p endif %}"),
    ),
    "TPL-015": ("{%p set share = '50%' %}", "{%p set share = '50' %}"),
    "TPL-016": ("{% r if board.name %}x{%r endif %}", "{%r if board.name %}x{%r endif %}"),
    "TPL-017": ("{% show board.name %}", "{{ board.name }}"),
    "TPL-018": ("{% include 'x' %}", "{{ 'include' }}"),
    "TPL-019": ("{% if board.name %}x{% endif | %}", "{% if board.name %}x{% endif %}"),
    "TPL-020": ("{{ board.name board }}", "{{ board.name ~ board.name }}"),
    "TPL-021": ("{{tr board.name }}", "{{r board.name }}"),
    "TPL-022": ("{%tr set share = '50' %}", rows("{%tr set share = '50' %}", "x")),
    "TPL-023": ("{% cellbg 'FF0000' %}", table("{% cellbg 'FF0000' %}")),
    "TPL-024": (
        ("By {%p if board.name %}", "x", "{%p endif %}"),
        ("{%p if board.name %}", "By", "{%p endif %}"),
    ),
    "TPL-025": (beside_tracked_words("{{ board.name }}"), beside_tracked_words("board.name")),
    "TPL-026": (with_app_property("{{ board.name }}"), with_app_property("board.name")),
    "TPL-027": ("{% if board.name %}x", "{% if board.name %}x{% endif %}"),
    "TPL-028": ("x{% endif %}", "x"),
    "TPL-029": ("{% if board.name %}x{% endfor %}", "{% if board.name %}x{% endif %}"),
    "TPL-030": ("{% else %}", "{% if board.name %}x{% else %}y{% endif %}"),
    "TPL-031": (("{%p if board.name %}", "{% endif %}"), ("{%p if board.name %}", "{%p endif %}")),
    "TPL-032": (
        table("{%p if board.name %}", "{%p endif %}"),
        template("{%p if board.name %}", "x", "{%p endif %}"),
    ),
    "TPL-033": (
        ("{% if board.name %}one", "two{% endif %}"),
        ("{% if board.name %}one{% endif %}", "two"),
    ),
    "TPL-034": (nested(16), nested(15)),
    "TPL-035": ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "{{ ((1)) }}"),
    "TPL-036": ("{{ board.name * 3 }}", "{{ document.open_errors * 3 }}"),
    "TPL-039": (half_in_a_link("{{ board.name", " }}"), half_in_a_link("{{ board.name }}", "")),
    "TPL-040": (
        with_field("INCLUDETEXT \\\\server\\secret.docx"),
        with_field("PAGE"),
    ),
    "TPL-041": (without_styles(), template("{{ board.name }}")),
    "TPL-042": ("{{ board.name | safe }}", "{{ board.name | upper }}"),
    "TPL-043": (
        half_in_a_link("{% if board.name %}x", "{% endif %}"),
        half_in_a_link("{% if board.name %}x{% endif %}", "x"),
    ),
}
# Further shapes of the same faults.
SHAPES: dict[str, tuple[str, Template, Template]] = {
    "a tag that ends with a link": (
        "TPL-039",
        with_body(
            "<w:p><w:r><w:t>{{ board</w:t></w:r>"
            '<w:hyperlink w:anchor="a"><w:r><w:t>.name }}</w:t></w:r></w:hyperlink></w:p>'
        ),
        with_body(
            "<w:p><w:r><w:t>{{ board.name }}</w:t></w:r>"
            '<w:hyperlink w:anchor="a"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
        ),
    ),
    "a tag that ends in a field": (
        "TPL-039",
        with_result("{{ board.name", "}}", ""),
        with_result("{{ board.name }}", "1", ""),
    ),
    "a tag that begins in a field": (
        "TPL-039",
        with_result("", "{{ board.name", "}}"),
        with_result("", "{{ board.name }}", ""),
    ),
    "an end after the field of its beginning": (
        "TPL-043",
        with_result("", "{% if board.name %}1", "{% endif %}"),
        with_result("{% if board.name %}", "1", "{% endif %}"),
    ),
    "a field that ends after a loop": (
        "TPL-043",
        field_over("x", "{%p if board.name %}", "y", "{%p endif %}", last=2),
        field_over("x", "{%p if board.name %}", "y", "{%p endif %}", "z", last=4),
    ),
    "a picture beside a tag": (
        "TPL-024",
        with_picture("{%p if board.name %}", "x", "{%p endif %}"),
        with_picture("x", "{%p if board.name %}", "y", "{%p endif %}"),
    ),
    "a row's end outside its control": (
        "TPL-032",
        row_in_a_control("{%tr if board.name %}", "x", "{%tr endif %}"),
        row_in_a_control("x", "{%tr if board.name %}", "y", "{%tr endif %}"),
    ),
    "a name in an equation": (
        "TPL-001",
        with_body(f"<w:p><m:oMath {MATH}><m:r><m:t>{{{{ bord }}}}</m:t></m:r></m:oMath></w:p>"),
        with_body(
            f"<w:p><m:oMath {MATH}><m:r><m:t>{{{{ board.name }}}}</m:t></m:r></m:oMath></w:p>"
        ),
    ),
}
EACH = pytest.mark.parametrize("code", CASES)


def found(made: Template) -> tuple[Finding, ...]:
    if isinstance(made, str):
        made = (made,)
    data = made if isinstance(made, bytes) else template(*made)
    return lint_template(data, "business_plan.docx", BusinessPlan.fields())


def test_every_rule_has_a_code_of_its_own_and_a_fault_that_brings_it() -> None:
    assert [rule.code for rule in OF_TEMPLATES] == list(CASES)


@EACH
def test_the_fault_brings_the_rule_and_nothing_else(code: str) -> None:
    assert [finding.rule.code for finding in found(CASES[code][0])] == [code]


@EACH
def test_its_sound_neighbour_has_no_fault(code: str) -> None:
    assert [str(finding) for finding in found(CASES[code][1])] == []


@EACH
def test_it_is_printed_with_its_place_its_code_what_is_wrong_and_how_to_fix_it(code: str) -> None:
    (finding,) = found(CASES[code][0])

    assert str(finding).startswith(f"[business_plan.docx] {finding.place.where}: {code} ")
    assert re.search(r"[^.?][.?] [A-Z].*[^.]\.$", str(finding))
    assert re.search(r"[^.\s]$", finding.message)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_fault_is_found_in_each_of_its_shapes(shape: str) -> None:
    code, fault, sound = SHAPES[shape]

    assert [finding.rule.code for finding in found(fault)] == [code]
    assert [str(finding) for finding in found(sound)] == []
