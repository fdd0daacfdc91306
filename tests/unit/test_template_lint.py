"""What the template linter finds, where it says it is, and that it agrees with the renderer."""

import io
import os.path
import re
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import check
from tests.examples import examples
from tests.unit.test_render import template, with_table
from toolkit.papers import PAPERS, paper_of
from toolkit.papers.business_plan.assemble import business_plan_context
from toolkit.papers.business_plan.context import BusinessPlan
from toolkit.values.errors import FileRefused, TemplateFault, ToolkitError, WrongFileType
from toolkit.values.findings import Finding, Severity
from toolkit.word.filling.render import render
from toolkit.word.template_lint.lint import lint_template
from toolkit.word.template_lint.names import shape_of
from toolkit.word.values.blocks import Blocks
from toolkit.word.values.figure import Count, Figure
from tools.example import example_content

SHIPPED = (files("toolkit.word_templates") / "business_plan.docx").read_bytes()
SAMPLE = shape_of(BusinessPlan.fields()).sample()
DOCUMENT = "word/document.xml"


def changed(data: bytes, change: Callable[[str], str], part: str = DOCUMENT) -> bytes:
    """The package with one part changed, or added where it has none of that name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in dict.fromkeys([*old.namelist(), part]):
            content = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(content.decode()) if name == part else content)
    return buffer.getvalue()


def planted(old: str, new: str, part: str = DOCUMENT) -> bytes:
    """The shipped template with its first such words replaced."""

    def change(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    return changed(SHIPPED, change, part)


def lint(data: bytes) -> list[Finding]:
    return list(lint_template(data, "plan.docx", BusinessPlan.fields()))


def only(data: bytes) -> Finding:
    (finding,) = lint(data)
    return finding


def renders(data: bytes) -> bool:
    try:
        render(data, SAMPLE)
    except TemplateFault:
        return False
    return True


# A sound template


def test_the_shipped_template_has_no_fault() -> None:
    assert lint(SHIPPED) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ “By: ” ~ board.name }}",
        "{{\u00a0board.name\u00a0}}",
        "{_{ kept }_} and {_% kept %_}",
        "{% for p in priorities %}{{ loop.index }} {{ p.title | upper }}{% endfor %}",
        "{% for p in priorities %}{% for a in p.actions %}{{ a.lead }}{% endfor %}{% endfor %}",
        "{{ (priorities | first).title }} {{ priorities[0].actions[0].due[:4] }}",
        "{% set name = board.name %}{{ name.upper() }}",
        "{% macro said(what) %}{{ what }}{% endmacro %}{{ said(board.name) }}",
        "{% if board.surname is defined %}{{ board.surname }}{% endif %}",
        "{{ summary.totals.total + 1 }} {{ document.open_errors * 2 }}",
        "{# a note to ourselves #}",
        "{%r if board.name %}x{%r endif %}",
        "{{p board.name }}",
        "By {{r board.name }}",
        '{% if document.period == "2026–27" %}x{% endif %}',
        "{% for key, value in words.items() %}{{ key }}{{ value }}{% endfor %}",
    ],
)
def test_what_the_renderer_can_do_is_no_error(text: str) -> None:
    data = template(text)

    assert renders(data)
    errors = [str(f) for f in lint(data) if f.rule.severity is Severity.ERROR]
    assert [error for error in errors if "surname" not in error] == []


def test_tags_that_word_has_split_into_runs_are_whole() -> None:
    assert lint(planted("{{ board.name }}", "{</w:t></w:r><w:r><w:t>{ board.name }}")) == []


def test_tags_in_text_boxes_are_filled_and_looked_at() -> None:
    def boxed(text: str) -> bytes:
        box = (
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
        return template(
            "near", change=lambda document: document.paragraphs[0]._p.append(parse_xml(box))
        )

    filled = render(boxed("{{ board.name }}"), SAMPLE)

    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert SAMPLE["board"]["name"] in archive.read(DOCUMENT).decode()
    assert lint(boxed("{{ board.name }}")) == []
    assert only(boxed("{{ bord.name }}")).place.where == "text box near paragraph 1"


# Faults and their places


def test_a_misspelt_field_is_found_with_its_table_row_column_heading_and_loop() -> None:
    def change(document: Any) -> None:
        document.add_heading("Our priorities", 1)
        document.add_paragraph("{%p for p in priorities %}")
        with_table(
            ("Task", "Lead", "Due"),
            ("{%tr for a in p.actions %}", "", ""),
            ("{{ a.action }}", "{{ a.lead_ofcer }}", "{{ a.due }}"),
            ("{%tr endfor %}", "", ""),
        )(document)
        document.add_paragraph("{%p endfor %}")

    finding = only(template(change=change))

    assert finding.rule.severity is Severity.ERROR
    assert str(finding) == (
        "[plan.docx] table 1, row 3, column 2, under heading "
        '"Our priorities": TPL-001 in "{{ a.lead_ofcer }}" there is no field "lead_ofcer" here; '
        'did you mean "lead"? Correct the name; "toolkit template fields" lists every field.'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ bord.name }}", 'no field "bord" here; did you mean "board"?'),
        ("{{ board.nmae }}", 'did you mean "name"?'),
        ("{{ priorities[0].titel }}", 'did you mean "title"?'),
        ("{{ priorities.title }}", "asked of a whole list"),
        ("{{ board.name.first }}", "a single value, which has no fields"),
        ("{{ board.name | uper }}", 'no filter "uper"; did you mean "upper"?'),
        ("{% if board is defind %}x{% endif %}", 'no test "defind"; did you mean "defined"?'),
        ("{{ rnge(3) }}", 'no function "rnge"; did you mean "range"?'),
        ("{{ loop.index }}", 'no field "loop"'),
        ("a {{ board.name } b", '"{{ board.name } b" is not closed'),
        ("{% if board.name", "is not closed"),
        ("{{ board.name and {{ board.chair }}", '"{{ board.name and" is not closed'),
        ("{ board.name }}", "closes a tag that was never opened"),
        ("board.name }}", "closes a tag that was never opened"),
        ("{% for p in priorities %}" * 16 + "{% endfor %}" * 16, "is inside 15 others"),
        ("{% if board.name %}x", '"{% if board.name %}" is opened here and never closed'),
        ("{%p for p in priorities %}", "opened here and never closed"),
        ("{% endif %}", "ends what was never opened"),
        ("{% else %}", "outside an if"),
        ("{% if board.name %}x{% endfor %}", "where {% endif %} is due"),
        ("{%tr if board.name %}", "outside a table"),
        ("{{ board.name – 1 }}", "a long dash"),
        ("{{ bo\u200bard.name }}", "a space of no width"),
        ("{{ board.name ~ „x“ }}", "a low quotation mark"),
        ("{{ board.__class__ }}", '"__class__" may not be used'),
        ("{{ 2 ** 3 }}", '"**" may not be used'),
        ("{{ 'x' * 3 }}", 'the sign "*" with a text'),
        ("{{ board.name.format(1) }}", '"format" is asked'),
        ("{% include 'x' %}", '"include" may not be used'),
        ("{{tr board.name }}", "prints nothing here"),
        ("{{tc board.name }}", "prints nothing here"),
        ("By {{p board.name }}", "takes its whole paragraph away"),
        ("{% p if board.name %}x{% endif %}", '"p" in the wrong place'),
        ("{% For p in priorities %}{{ p.title }}{% endfor %}", 'did you mean "for"?'),
        ("{% fro p in priorities %}{{ p.title }}{% endfor %}", 'did you mean "for"?'),
        ("{% for p q in priorities %}{{ p }}{% endfor %}", "cannot be read"),
        ("{% if board.name = 'x' %}x{% endif %}", "cannot be read"),
        ("{{ board.name | }}", "cannot be read"),
        ("{% if board.name %}x{% endif | %}", 'says more than "endif"'),
        ("{%p if board.name-%}", "ends with a sign"),
        ("{% vm %}", "outside a table"),
        ("{{ board.name * 3 }}", "filled with examples"),
    ],
)
def test_a_fault_is_an_error_in_plain_words_at_its_place(text: str, said: str) -> None:
    errors = [f for f in lint(template("first", text)) if f.rule.severity is Severity.ERROR]

    assert any(said in str(finding) for finding in errors)
    assert all(f.place.where == "paragraph 2" or "examples" in f.message for f in errors)
    assert len(errors) <= 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{board.name}", "single braces"),
        ("{{ priorities }}", "prints a whole list"),
        ("{{ board }}", "prints a whole group of fields"),
        ("{{ board.nme | default('x') }}", 'did you mean "name"?'),
        ("{% for x in board.name %}{{ x }}{% endfor %}", "not a list"),
    ],
)
def test_what_can_be_filled_and_looks_wrong_is_a_warning(text: str, said: str) -> None:
    finding = only(template(text))

    assert said in str(finding)
    assert finding.rule.severity is Severity.WARNING
    assert renders(template(text))


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("{{ board.name }}", "{{ board.nam }}", "paragraph 3", 'did you mean "name"?'),
        ("{%p endif %}", "{% endif %}", "paragraph 6", "of different kinds"),
        ("{%p endif %}", "and {%p endif %}", "paragraph 6", "takes its whole paragraph away"),
        ("{%p endif %}", "x", "paragraph", "opened here and never closed"),
        ("{%p endfor %}", "{%p endif %}", "paragraph", "{%p endfor %} is due"),
        ("{%tr for row in summary.rows %}", "{%tr for row in summary.rows %} more",
         'table 1, row 2, column 1, under heading "', "takes its whole table row away"),
        ("{{ row.total }}", "{{ row.totl }}", "table 1, row 3, column", 'did you mean "total"?'),
        ("{{ entry.process }}", "{{ entry.proces }}", "table 2, row 3, column 2",
         'did you mean "process"?'),
        ("{{ action.lead }}", "{{ action.leed }}", 'under heading "Actions"',
         'did you mean "lead"?'),
        ("{%tc for count in row.counts %}", "{%tc for count in row.counts %} {{ row.ref }}",
         "table 1, row 3, column 2", "takes its whole table cell away"),
    ],
)  # fmt: skip
def test_a_fault_planted_in_the_shipped_template_is_found_at_its_place(
    old: str, new: str, where: str, said: str
) -> None:
    findings = lint(planted(old, new))

    assert any(where in finding.place.where and said in str(finding) for finding in findings)
    assert len(findings) <= 2


def test_a_block_that_is_closed_in_another_cell_is_found() -> None:
    data = template(change=with_table(("{%p if board.name %}", "{%p endif %}")))

    assert "in another cell, box or running text" in str(only(data))


def test_a_block_of_plain_tags_over_two_paragraphs_is_a_warning() -> None:
    data = template("{% if board.name %}one", "two{% endif %}")

    assert only(data).rule.severity is Severity.WARNING
    assert renders(data)


def test_the_faults_of_one_template_are_all_found() -> None:
    data = template("{{ bord }}", "{{ x", "{{ board.name board }}", "{% fi %}", "{{ 1 | no }}")

    assert {f.place.where for f in lint(data)} == {f"paragraph {n}" for n in range(1, 6)}


@pytest.mark.parametrize(
    ("part", "place"),
    [("word/header1.xml", "page header"), ("word/footer1.xml", "page footer")],
)
def test_headers_and_footers_are_named(part: str, place: str) -> None:
    findings = lint(changed(SHIPPED, lambda xml: xml.replace("{{ ", "{{ x", 1), part))

    assert findings
    assert all(finding.place.where.startswith(place) for finding in findings)


def test_a_document_property_is_named() -> None:
    part = "docProps/core.xml"

    place = only(planted("Business plan", "{{ bord }}", part)).place
    assert place.where == 'document property "title"'


def test_a_footnote_is_named() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    data = planted("</Types>", override, "[Content_Types].xml")
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1"><w:p><w:r><w:t>{{{{ bord }}}}</w:t>'
        "</w:r></w:p></w:footnote></w:footnotes>"
    )

    place = only(changed(data, lambda _: notes, "word/footnotes.xml")).place
    assert place.where == "footnote 1"


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("word/endnotes.xml", "endnotes"),
        ("word/comments.xml", "comments"),
        ("word/charts/chart1.xml", "a chart"),
        ("docProps/custom.xml", "the custom document properties"),
        ("docProps/app.xml", "the document properties"),
        ("word/diagrams/data1.xml", "a SmartArt drawing"),
        ("word/glossary/document.xml", "building blocks"),
        ("customXml/item1.xml", "the data behind content controls"),
    ],
)
def test_tags_where_nothing_is_ever_filled_are_found(part: str, place: str) -> None:
    finding = only(changed(SHIPPED, lambda _: "<a><t>{</t><t>{ board.name }}</t></a>", part))

    assert (finding.place.where, finding.rule.severity) == (place, Severity.WARNING)
    assert "never filled" in finding.message


def test_alternative_text_is_looked_at() -> None:
    def change(document: Any) -> None:
        with_table(("x",))(document)
        caption = f'<w:tblCaption {nsdecls("w")} w:val="{{{{ bord }}}}"/>'
        document.tables[0]._tbl.tblPr.append(parse_xml(caption))

    assert "alternative text of the table" in only(template(change=change)).place.where


def test_tracked_changes_beside_tags_are_found() -> None:
    new = '{{ board.name }}</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t>more</w:t></w:r>'
    finding = only(planted("{{ board.name }}", f"{new}</w:ins><w:r><w:t>"))

    assert "tracked changes" in finding.message
    assert finding.rule.severity is Severity.WARNING


@pytest.mark.parametrize("mark", ['<w:del w:id="1" w:author="A"/>', "<w:vanish/>"])
def test_lines_whose_end_is_deleted_or_hidden_are_read_as_they_are_filled(mark: str) -> None:
    def change(document: Any) -> None:
        end = f"<w:rPr {nsdecls('w')}>{mark}</w:rPr>"
        for paragraph in document.paragraphs:
            paragraph._p.get_or_add_pPr().append(parse_xml(end))

    data = template("{%p if board.name %}", "x", "{%p endif %}", change=change)

    assert renders(data)
    assert [finding for finding in lint(data) if finding.is_error] == []


# Agreement with the renderer

TAG = re.compile(r"\{[{%][^<]*?[%}]\}")
CHANGES: tuple[Callable[[str], str], ...] = (
    lambda _: "",
    lambda tag: tag[:-1],
    lambda tag: tag[1:],
    lambda tag: tag.replace("{%p", "{%"),
    lambda tag: tag.replace("{%tr", "{%p"),
    lambda tag: tag.replace("{%p", "{%tr"),
    lambda tag: tag.replace("{%tc", "{%tr"),
    lambda tag: tag.replace("{%p ", "{% p "),
    lambda tag: tag.replace("end", "edn"),
    lambda tag: tag.replace("if", "for"),
    lambda tag: tag.replace(" in ", " "),
    lambda tag: tag.replace(".", ".x", 1),
    lambda tag: tag.replace(".", "..", 1),
    lambda tag: tag.replace("==", "="),
    lambda tag: tag.replace("{{", "{{p"),
    lambda tag: tag.replace("{{", "{{r"),
    lambda tag: tag.replace(" ", "\u00a0"),
    lambda tag: tag.replace(" ", "\u200b"),
    lambda tag: tag * 2,
    lambda tag: f"words {tag}",
    lambda tag: tag.replace("{{ ", "{{ 3 * "),
)


@examples(40)
@given(st.data())
def test_what_passes_the_linter_can_be_filled(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(SHIPPED)) as archive:
        tags = list(TAG.finditer(archive.read(DOCUMENT).decode()))
    tag = data.draw(st.sampled_from(tags))
    new = data.draw(st.sampled_from(CHANGES))(tag[0])
    broken = changed(SHIPPED, lambda xml: xml[: tag.start()] + new + xml[tag.end() :])

    findings = lint_template(broken, "plan.docx", BusinessPlan.fields(), rehearse="3 *" in new)

    errors = [finding for finding in findings if finding.rule.severity is Severity.ERROR]
    assert errors or renders(broken), f"{tag[0]} → {new}"


def test_examples_are_of_the_types_that_a_plan_has() -> None:
    checked = check(example_content())
    context = business_plan_context(checked.board, checked.results, checked.findings).as_data()

    def compare(actual: Any, sample: Any) -> None:
        # Figures and running text print as text, counts as numbers.
        printed_as = {Figure: str, Blocks: str, Count: int}
        assert printed_as.get(type(actual), type(actual)) is type(sample)
        if isinstance(actual, dict):
            for name, value in actual.items():
                compare(value, sample[name])
        elif isinstance(actual, list) and actual:
            compare(actual[0], sample[0])

    for name, value in context.items():
        compare(value, SAMPLE[name])


# Files that are no templates


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 damaged", SHIPPED[:5000]])
def test_what_is_no_word_file_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(WrongFileType, match=r"plan\.docx"):
        lint(data)


def test_a_damaged_part_is_refused_in_a_sentence() -> None:
    with pytest.raises(TemplateFault, match="the file is damaged"):
        lint(planted("</w:body>", ""))


def test_declarations_are_refused() -> None:
    with pytest.raises(FileRefused):
        lint(changed(SHIPPED, lambda xml: f"<!DOCTYPE a [<!ENTITY b 'c'>]>{xml}"))


def test_a_document_with_macros_is_refused() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    old = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    with pytest.raises(TemplateFault, match="without macros"):
        lint(planted(old, kind, "[Content_Types].xml"))


def test_a_tag_nested_without_end_is_a_finding() -> None:
    assert "too deeply" in str(lint(template("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"))[0])


@pytest.mark.parametrize("text", ["{{ " * 5000, "{% " * 5000, "{" * 10_000, "{{ zzz }}" * 500])
def test_a_page_of_braces_gives_few_findings(text: str) -> None:
    assert 1 <= len(lint(template(text))) <= 25


@pytest.mark.shared
def test_other_peoples_files_give_findings_or_a_sentence(shared: Path) -> None:
    files = sorted((shared / "corpus/docx").glob("*.doc*"))
    assert len(files) > 40
    for path in files:
        said = findings_or_sentence(path)
        assert said
        assert all(said)


def findings_or_sentence(path: Path) -> list[str]:
    try:
        found = lint_template(path.read_bytes(), path.name, fields=())
    except ToolkitError as error:
        return [str(error)]
    return [path.name, *(str(finding) for finding in found)]


def test_every_shipped_template_is_held_to_the_fields_of_its_paper() -> None:
    shipped = [item for item in files("toolkit.word_templates").iterdir() if ".docx" in item.name]

    assert len(shipped) == 5
    for item in shipped:
        assert lint_template(item.read_bytes(), item.name, paper_of(item.name).fields()) == ()
    assert paper_of("plan_changes.docx") is PAPERS["plan-changes"]
    assert paper_of("business_plan_themes.docx") is PAPERS["business-plan"]


@pytest.mark.parametrize("name", ["our plan.docx", "business_plan (2).docx", "Plan-changes.docx"])
def test_a_template_that_no_command_would_use_is_refused_with_the_names_that_work(
    name: str,
) -> None:
    with pytest.raises(TemplateFault) as caught:
        paper_of(name)

    assert str(caught.value) == (
        f"{name}: no command uses a template of this name, and it was not checked. Give it "
        "the name of the one it is to replace: business_plan.docx, business_plan_themes.docx, "
        "business_plan_outcomes.docx, business_plan_impact.docx, plan_changes.docx."
    )


def test_capital_letters_in_a_templates_name_matter_only_where_they_do_to_the_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os.path, "normcase", str)
    with pytest.raises(TemplateFault):
        paper_of("Business_Plan.docx")

    monkeypatch.setattr(os.path, "normcase", str.lower)
    assert paper_of("Business_Plan.docx") is PAPERS["business-plan"]
