"""The traps of filling Word templates, one after another: each was a way to a wrong document.

Other modules hold some of them already; a comment in its place says where.
"""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.unit.test_render import (
    ABOUT,
    fault,
    lines,
    opened,
    part,
    printed,
    template,
    with_part,
    with_table,
)
from toolkit.values.findings import Severity
from toolkit.word.filling.render import render
from toolkit.word.template_lint.lint import lint_template

DOCUMENT = "word/document.xml"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def body(data: bytes) -> str:
    return part(data, DOCUMENT)


def added(data: bytes, name: str, xml: str, kind: str = "") -> bytes:
    """The package with one more part, announced where it has a content type."""
    if kind:
        types = part(data, "[Content_Types].xml")
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        data = with_part(data, "[Content_Types].xml", types.replace("</Types>", override))
    with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as archive:
        archive.writestr(name, xml)
    return buffer.getvalue()


def with_runs(*texts: str) -> bytes:
    """A template whose one paragraph is split into these runs."""

    def change(document: Any) -> None:
        paragraph = document.add_paragraph()
        for number, text in enumerate(texts):
            paragraph.add_run(text).bold = bool(number % 2)

    return template(change=change)


def errors(data: bytes) -> list[str]:
    found = lint_template(data, "plan.docx", fields=())
    return [str(finding) for finding in found if finding.rule.severity is Severity.ERROR]


# Escaping


@pytest.mark.parametrize(
    "text",
    ["Police & Health", "<5", "the <b and what follows", "</w:t></w:r></w:p>", "]]>", "&#0;"],
)
def test_signs_of_markup_are_words_and_nothing_after_them_is_lost(text: str) -> None:
    filled = render(template("{{ value }}", "after"), {"value": text})

    assert lines(filled) == [text, "after"]


# Missing and awkward values: test_render.py has None, dates and numbers.


def test_an_unknown_field_stops_the_paper_and_is_never_printed_blank() -> None:
    assert 'there is no field "lead_ofcer"' in fault(template("{{ a.lead_ofcer }}"), a={"lead": 1})
    assert 'there is no field "zzz"' in fault(template("{{ zzz }}"))


def test_an_unknown_field_of_an_unknown_field_is_one_fault() -> None:
    assert 'there is no field "zzz"' in fault(template("{{ zzz.lead.name }}"))


# Characters


@pytest.mark.parametrize("code", [*range(0x20), 0x7F, 0xFFFE, 0xFFFF])
def test_no_control_character_spoils_or_cuts_a_document(code: int) -> None:
    filled = render(template("{{ value }}", "after"), {"value": f"before{chr(code)}behind"})
    words = {9: "\t", 10: "\n", 11: "\n", 12: "\n", 13: "\n"}.get(code, "")

    assert lines(filled) == [f"before{words}behind", "after"]
    assert "w:lastRenderedPageBreak" not in body(filled)
    assert 'w:type="page"' not in body(filled)


@pytest.mark.parametrize("code", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_a_character_is_marked_and_cuts_nothing(code: int) -> None:
    filled = render(template("{{ value }}", "after"), {"value": f"a{chr(code)}b"})

    assert lines(filled) == ["a\ufffdb", "after"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("one_x000D_\ntwo", "one\ntwo"),
        ("one_x000d_two", "one\ntwo"),
        ("bell_x0007_", "bell"),
        ("_x005F_ and _x0041_", "_x005F_ and _x0041_"),
    ],
)
def test_what_excel_writes_for_control_characters_is_not_printed(typed: str, words: str) -> None:
    assert printed(typed) == words


@pytest.mark.parametrize("length", [100_000, 10_500_000])
def test_a_long_text_is_whole_and_so_is_what_follows_it(length: int) -> None:
    filled = body(render(template("{{ value }}", "after"), {"value": "a" * length}))

    assert filled.count("a" * length) == 1
    assert filled.index(">after<") > length


# Properties


def test_a_title_is_escaped_once() -> None:
    def titled(document: Any) -> None:
        document.core_properties.title = "{{ value }}"

    filled = render(template(change=titled), {"value": "Adults & <Children>"})

    assert opened(filled).core_properties.title == "Adults & <Children>"
    assert opened(render(template("x"), {}, ABOUT)).core_properties.title == "Plan & <more>"


@pytest.mark.parametrize("name", ["keywords", "category", "subject", "comments"])
def test_other_properties_are_filled_too(name: str) -> None:
    def change(document: Any) -> None:
        setattr(document.core_properties, name, "Of {{ value }}")

    filled = render(template(change=change), {"value": "A & B"})

    assert getattr(opened(filled).core_properties, name) == "Of A & B"


# Tags that take away where they stand


def rows_of(data: bytes) -> list[list[str]]:
    (table,) = opened(data).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_row_tag_inside_the_data_row_is_found_before_the_row_is_lost() -> None:
    inside = with_table(("Name",), ("{%tr for x in xs %}{{ x }}",), ("{%tr endfor %}",))
    own = with_table(("Name",), ("{%tr for x in xs %}",), ("{{ x }}",), ("{%tr endfor %}",))

    assert any("takes its whole table row away" in e for e in errors(template(change=inside)))
    assert errors(template(change=own)) == []
    assert rows_of(render(template(change=own), {"xs": ["one", "two"]})) == [
        ["Name"],
        ["one"],
        ["two"],
    ]


def test_a_paragraph_tag_that_shares_its_paragraph_is_found_before_words_are_lost() -> None:
    shared = template("Keep this {%p if yes %}", "x", "{%p endif %}")

    assert any("takes its whole paragraph away" in error for error in errors(shared))
    assert errors(template("Keep this", "{%p if yes %}", "x", "{%p endif %}")) == []


@pytest.mark.parametrize("yes", [True, False])
def test_a_condition_that_fills_a_cell_leaves_the_paragraph_that_word_needs(yes: bool) -> None:
    def change(document: Any) -> None:
        with_table(("{%p if yes %}", "beside"))(document)
        cell = document.tables[0].rows[0].cells[0]
        cell.add_paragraph("inside")
        cell.add_paragraph("{%p endif %}")

    filled = render(template(change=change), {"yes": yes})

    for cell in opened(filled).element.body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
    assert rows_of(filled) == [["inside" if yes else "", "beside"]]


# Tags for rich text on plain words


def test_a_tag_for_rich_text_prints_plain_words_and_keeps_the_words_around_it() -> None:
    filled = render(template("A {{r value }} B"), {"value": "plain & <words>"})

    assert lines(filled) == ["A plain & <words> B"]
    run_children = {child.tag for run in opened(filled).paragraphs[0].runs for child in run._r}
    assert run_children <= {qn("w:rPr"), qn("w:t")}


def test_a_tag_for_running_text_prints_plain_words_in_a_paragraph() -> None:
    assert lines(render(template("{{p value }}"), {"value": "R&D"})) == ["R&D"]


# Order of elements


def test_a_cell_is_coloured_with_its_properties_in_the_order_of_the_schema() -> None:
    def change(document: Any) -> None:
        with_table(("{% cellbg colour %}Red",))(document)
        properties = document.tables[0].rows[0].cells[0]._tc.get_or_add_tcPr()
        properties.append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))

    (cell,) = opened(render(template(change=change), {"colour": "CA3535"})).tables[0]._cells

    names = [child.tag.rpartition("}")[2] for child in cell._tc.tcPr]
    assert names == ["tcW", "shd", "vAlign"]
    assert cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "CA3535"


def test_the_look_of_a_run_stays_as_the_template_has_it() -> None:
    def change(document: Any) -> None:
        run = document.add_paragraph().add_run("{{ value }}")
        run.bold, run.italic = True, True
        run.font.size, run.font.name = docx.shared.Pt(9), "Arial"

    data = template(change=change)
    (before,) = opened(data).paragraphs[0].runs
    (after,) = opened(render(data, {"value": "x"})).paragraphs[0].runs

    assert [child.tag for child in after._r.rPr] == [child.tag for child in before._r.rPr]


# How tags are typed


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ value – 1 }}", "a long dash"),
        ("{{ va\u200blue }}", "a space of no width"),
        ("{{ record[„name“] }}", "a low quotation mark"),
    ],
)
def test_a_sign_that_no_keyboard_types_is_a_fault_with_its_name(tag: str, said: str) -> None:
    data = template(tag)

    assert "a tag cannot be read" in fault(data, value=3, record={"name": "x"})
    assert any(said in error for error in errors(data))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ record[“name”] }}",
        "{{ record[‘name’] }}",
        "{{\u00a0record.name\u00a0}}",
        "{{record.name}}",
    ],
)
def test_curly_quotation_marks_and_fixed_spaces_do_no_harm(tag: str) -> None:
    assert lines(render(template(tag), {"record": {"name": "Nurse"}})) == ["Nurse"]


@pytest.mark.parametrize(
    "runs",
    [
        ("{", "{ record.name }", "}"),
        ("{{ rec", "ord.na", "me }}"),
        ("{{ record", ".", "name }", "}"),
        ("{% if rec", "ord %}", "{{ record.name }}", "{% en", "dif %}"),
    ],
)
def test_a_tag_that_word_has_split_is_one_tag(runs: tuple[str, ...]) -> None:
    assert lines(render(with_runs(*runs), {"record": {"name": "Nurse"}})) == ["Nurse"]


@pytest.mark.parametrize("text", ["A & B", "a < b > c", 'a "b" &amp; c'])
def test_signs_within_a_tag_are_the_signs_that_were_typed(text: str) -> None:
    quoted = f"'{text}'"

    assert lines(render(template(f"{{{{ {quoted} }}}}"), {})) == [text]
    same = template(f"{{% if value == {quoted} %}}same{{% endif %}}")
    assert lines(render(same, {"value": text})) == ["same"]


def test_quotation_marks_that_another_program_spelt_out_within_a_tag_are_understood() -> None:
    def spelt_out(xml: str) -> str:
        return xml.replace('"name"', "&quot;name&quot;")

    data = template('{{ record["name"] }}')

    data = with_part(data, DOCUMENT, spelt_out(body(data)))

    assert lines(render(data, {"record": {"name": "Nurse"}})) == ["Nurse"]


# What is never filled; test_template_lint.py says so of every such part by name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("word/endnotes.xml", "wordprocessingml.endnotes"),
        ("word/comments.xml", "wordprocessingml.comments"),
        ("word/charts/chart1.xml", "drawingml.chart"),
        ("docProps/custom.xml", "custom-properties"),
    ],
)
def test_parts_that_are_never_filled_stay_as_they_are_and_the_check_says_so(
    name: str, kind: str
) -> None:
    xml = f"<a {nsdecls('w')}><w:t>{{{{ value }}}}</w:t></a>"
    kind = f"application/vnd.openxmlformats-officedocument.{kind}+xml"
    data = added(template("x"), name, xml, kind)

    assert part(render(data, {"value": "filled"}), name) == xml
    (finding,) = lint_template(data, "plan.docx", fields=())
    assert "never filled" in finding.message


@pytest.mark.parametrize("address", ["https://e.example/{{ value }}", "https://e.example/%7B%7B x"])
def test_addresses_of_links_are_never_filled_and_the_check_says_so(address: str) -> None:
    def change(document: Any) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        document.part.relate_to(address, kind, is_external=True)

    data = template("x", change=change)

    assert address.encode() in part(render(data, {"value": "y"}), f"{rels()}").encode()
    (finding,) = lint_template(data, "plan.docx", fields=())
    assert finding.place.where == "the address of a link"


def rels() -> str:
    return "word/_rels/document.xml.rels"


# Data that would be a tag, a field or code


@pytest.mark.parametrize("sections", [1, 2, 5])
def test_footnotes_are_filled_once_however_many_sections_there_are(sections: int) -> None:
    def change(document: Any) -> None:
        for _ in range(sections - 1):
            document.add_section()

    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1"><w:p><w:r><w:t>{{{{ value }}}}'
        "</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    data = added(template("x", change=change), "word/footnotes.xml", notes, FOOTNOTES)

    filled = part(render(data, {"value": "{{ 7*7 }}"}), "word/footnotes.xml")

    assert ">{{ 7*7 }}<" in filled
    assert "49" not in filled


@pytest.mark.parametrize(
    "text",
    [
        '</w:t></w:r><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://evil.example/x&quot; ">'
        "<w:r><w:t>picture</w:t></w:r></w:fldSimple><w:r><w:t>",
        '<w:instrText> DDEAUTO c:\\\\windows "x" </w:instrText>',
        "<?drawing 1?><?figure 1?>",
        "<w:bookmarkStart w:id='1' w:name='_Figure_1'/>",
    ],
)
def test_data_can_plant_no_field_and_no_element(text: str) -> None:
    data = template("{{ value }}", "{{r value }}", "{{p value }}")
    tame, hostile = (render(data, {"value": value}) for value in ("x", text))

    assert elements(hostile) == elements(tame)
    assert lines(hostile) == [text] * 3


def elements(data: bytes) -> list[str]:
    return [str(element.tag) for element in opened(data).element.body.iter()]


def test_data_in_a_fields_instruction_stays_one_line_within_it() -> None:
    def change(document: Any) -> None:
        document.add_paragraph()._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr=" TITLE {{{{ value }}}} ">'
                "<w:r><w:t>x</w:t></w:r></w:fldSimple>"
            )
        )

    text = '" /><w:fldSimple w:instr="INCLUDEPICTURE'
    filled = opened(render(template(change=change), {"value": text}))
    fields = list(filled.element.body.iter(qn("w:fldSimple")))

    assert [field.get(qn("w:instr")) for field in fields] == [f" TITLE {text} "]


# Where a fault is


def planned(cell: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document.add_heading("Our priorities", 1)
        with_table(
            ("Task", "Lead", "Due"),
            ("{%tr for a in actions %}", "", ""),
            ("{{ a.task }}", cell, "{{ a.due }}"),
            ("{%tr endfor %}", "", ""),
        )(document)

    return change


def test_a_fault_is_named_with_its_table_row_column_and_heading() -> None:
    data = template(change=planned("{{ a.lead ofcer }}"))

    (error,) = errors(data)
    assert error.startswith(
        "[plan.docx] table 1, row 3, column 2, "
        'under heading "Our priorities": TPL-020 "{{ a.lead ofcer }}" cannot be read'
    )
    assert "business_plan.docx, table 1: a tag cannot be read" in fault(data, actions=[])


def test_a_fault_that_only_filling_shows_names_its_table() -> None:
    data = template(change=planned("{{ a.lead + 1 }}"))

    message = fault(data, actions=[{"task": "t", "lead": "Nurse", "due": "d"}])

    assert message.startswith("business_plan.docx, table 1: a tag asks for something")
