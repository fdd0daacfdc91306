"""Filling Word templates: what is printed, what is refused, and what a message says."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import docx
import jinja2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docxtpl import DocxTemplate

from toolkit.values.errors import TemplateFault
from toolkit.word.filling.render import render
from toolkit.word.package.properties import Properties

ABOUT = Properties("Plan & <more>", "Board & Co", date(2026, 10, 9))


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def template(*paragraphs: str, change: Callable[[Any], None] | None = None) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if change:
        change(document)
    return saved(document)


def with_table(*rows: tuple[str, ...]) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return change


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(data).paragraphs]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def with_part(data: bytes, name: str, xml: str) -> bytes:
    """The package with one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for item in old.infolist():
            new.writestr(item.filename, xml if item.filename == name else old.read(item))
    return buffer.getvalue()


def printed(value: object) -> str:
    return lines(render(template("{{ value }}"), {"value": value}))[0]


def fault(data: bytes, **context: object) -> str:
    with pytest.raises(TemplateFault) as caught:
        render(data, context, name="business_plan.docx")
    return str(caught.value)


# What is printed


@pytest.mark.parametrize(
    "text",
    [
        "Police & Health",
        "<5 cases, > 3",
        "an <b>unclosed tag and </w:t>",
        "\"double\" and 'single' and ‘curly’",
        "Łódź, 中文, مرحبا, 😀",
        "&amp; stays as it was typed",
        "{{ 7*7 }} {% for %} {# no #}",
        "_x0041_ and _x005F_ are words",
        "  spaces at both ends  ",
    ],
)
def test_text_comes_out_as_it_was_typed(text: str) -> None:
    assert printed(text) == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (date(2026, 3, 31), "31 March 2026"),
        (datetime.fromisoformat("2026-03-31"), "31 March 2026"),
        (datetime.fromisoformat("2026-03-31T14:05"), "31 March 2026, 14:05"),
        (12, "12"),
        (12.0, "12"),
        (Decimal("12.50"), "12.5"),
    ],
)
def test_values_come_out_in_words_that_people_write(value: object, words: str) -> None:
    assert printed(value) == words


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("bell\x07, null\x00, escape\x1b", "bell, null, escape"),
        ("half a character \ud83d!", "half a character \ufffd!"),
        ("Excel's _x000D_\nend", "Excel's \nend"),
        ("Windows\r\nend", "Windows\nend"),
        ("vertical\x0btab, form\x0cfeed", "vertical\ntab, form\nfeed"),
        ("not a character \uffff", "not a character "),
    ],
)
def test_characters_that_no_document_can_hold_never_spoil_it(text: str, clean: str) -> None:
    assert printed(text) == clean


def test_a_new_line_is_a_line_break_and_a_tab_a_tab() -> None:
    run = (
        opened(render(template("{{ value }}"), {"value": "one\ntwo\tthree"})).paragraphs[0].runs[0]
    )

    assert [child.tag for child in run._r] == [
        qn(f"w:{name}") for name in ("t", "br", "t", "tab", "t")
    ]


def test_a_value_in_the_title_of_a_table_stays_on_one_line() -> None:
    def titled(document: Any) -> None:
        table = document.add_table(1, 1)
        table._tbl.tblPr.append(
            parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="Of {{{{ value }}}}"/>')
        )

    filled = opened(render(template(change=titled), {"value": 'a "b"\nc & d'}))

    caption = filled.tables[0]._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption.get(qn("w:val")) == 'Of a "b" c & d'


def test_a_tag_that_word_has_split_into_runs_is_still_one_tag() -> None:
    def split(document: Any) -> None:
        paragraph = document.add_paragraph("Lead: {")
        for text, bold in (("{ act", True), ("ion.le", False), ("ad }", True), ("}.", False)):
            paragraph.add_run(text).bold = bold

    assert lines(render(template(change=split), {"action": {"lead": "Nurse"}})) == ["Lead: Nurse."]


def test_headers_and_footers_are_filled_too() -> None:
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ head }}"
        document.sections[0].footer.paragraphs[0].text = "{{ foot }}"

    section = opened(render(template(change=change), {"head": "A & B", "foot": "C"})).sections[0]

    assert section.header.paragraphs[0].text == "A & B"
    assert section.footer.paragraphs[0].text == "C"


def test_a_footnote_is_filled_once_so_that_data_is_never_taken_for_a_tag() -> None:
    data = template("{{ value }}", change=lambda document: document.add_section())
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = part(data, "[Content_Types].xml")
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    data = with_part(data, "[Content_Types].xml", types.replace("</Types>", override))
    with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as archive:
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1"><w:p><w:r><w:t>{{{{ value }}}}'
            "</w:t></w:r></w:p></w:footnote></w:footnotes>",
        )

    filled = render(buffer.getvalue(), {"value": "{{ 7*7 }}"})

    assert ">{{ 7*7 }}<" in part(filled, "word/footnotes.xml")


def test_properties_are_the_ones_given_and_escaped_once() -> None:
    def signed(document: Any) -> None:
        document.core_properties.author = "Jane Smith"
        document.core_properties.last_modified_by = "Jane Smith"
        document.core_properties.keywords = "old"

    filled = render(template("x", change=signed), {}, ABOUT)

    properties = opened(filled).core_properties
    assert properties.title == "Plan & <more>"
    assert properties.author == properties.last_modified_by == "Board & Co"
    assert properties.language == "en-GB"
    assert properties.created == properties.modified
    assert "Jane" not in part(filled, "docProps/core.xml")
    assert properties.keywords == ""


def test_a_file_without_properties_is_given_some() -> None:
    data = template("x")
    parts = ("[Content_Types].xml", "_rels/.rels")
    for name in parts:
        xml = part(data, name)
        start = xml.index("<Override PartName=" if "Content" in name else "<Relationship Id=")
        core = xml.index("core-properties", start)
        element = xml[xml.rindex("<", 0, core) : xml.index("/>", core) + 2]
        data = with_part(data, name, xml.replace(element, ""))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new := io.BytesIO(), "w") as out:
        for item in old.infolist():
            if item.filename != "docProps/core.xml":
                out.writestr(item.filename, old.read(item))

    assert opened(render(new.getvalue(), {}, ABOUT)).core_properties.title == "Plan & <more>"


def test_the_same_input_gives_the_same_bytes_in_one_order_and_with_one_date() -> None:
    data = template("{{ value }}", change=with_table(("{{ value }}",)))

    first, second = (render(data, {"value": "x"}, ABOUT) for _ in range(2))

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == ["[Content_Types].xml", *sorted(names[1:])]


def test_another_template_of_the_same_name_is_not_mistaken_for_the_first() -> None:
    assert lines(render(template("one {{ value }}"), {"value": 1})) == ["one 1"]
    assert lines(render(template("two {{ value }}"), {"value": 1})) == ["two 1"]


def test_a_word_template_file_becomes_a_document() -> None:
    data = template("{{ value }}")
    types = part(data, "[Content_Types].xml").replace("document.main+xml", "template.main+xml")

    filled = render(with_part(data, "[Content_Types].xml", types), {"value": "x"})

    assert lines(filled) == ["x"]


# Tables


def test_a_loop_over_columns_leaves_a_grid_of_as_many_columns_as_cells() -> None:
    table = with_table(("Name", "{%tc for each in rows %}", "{{ each }}", "{%tc endfor %}", "All"))
    data = template(change=table)
    width = sum(int(column.get(qn("w:w"))) for column in opened(data).tables[0]._tbl.tblGrid)

    for count in (0, 1, 3, 7):
        table = opened(render(data, {"rows": list(range(count))})).tables[0]._tbl
        grid = [int(column.get(qn("w:w"))) for column in table.tblGrid]
        assert len(grid) == len(table.tr_lst[0].tc_lst) == count + 2
        assert sum(grid) == width
        assert [cell.width.twips for cell in table.tr_lst[0].tc_lst] == pytest.approx(grid, abs=1)


def test_the_columns_of_a_loop_share_the_width_as_the_template_does() -> None:
    def change(document: Any) -> None:
        with_table(("Name", "{%tc for each in rows %}", "{{ each }}", "{%tc endfor %}"))(document)
        row = document.tables[0]._tbl.tr_lst[0]
        for cell, width in zip(row.tc_lst, (4000, 500, 1000, 500), strict=True):
            cell.tcPr.find(qn("w:tcW")).set(qn("w:w"), str(width))
        for column in document.tables[0]._tbl.tblGrid:
            column.set(qn("w:w"), "1500")

    table = opened(render(template(change=change), {"rows": [1, 2]})).tables[0]._tbl

    assert [column.get(qn("w:w")) for column in table.tblGrid] == ["4000", "1000", "1000"]


def test_a_cell_emptied_by_a_condition_keeps_the_paragraph_that_word_needs() -> None:
    def change(document: Any) -> None:
        with_table(("{%p if no %}", "x"))(document)
        cell = document.tables[0].rows[0].cells[0]
        cell.add_paragraph("gone")
        cell.add_paragraph("{%p endif %}")

    cells = opened(render(template(change=change), {"no": False})).tables[0].rows[0].cells

    assert [paragraph.text for paragraph in cells[0].paragraphs] == [""]


def test_a_header_emptied_by_a_condition_keeps_the_paragraph_that_word_needs() -> None:
    def change(document: Any) -> None:
        header = document.sections[0].header
        header.paragraphs[0].text = "{%p if no %}"
        header.add_paragraph("gone")
        header.add_paragraph("{%p endif %}")

    section = opened(render(template(change=change), {"no": False})).sections[0]

    assert [paragraph.text for paragraph in section.header.paragraphs] == [""]


def test_a_table_left_without_rows_is_left_out() -> None:
    table = with_table(("{%tr for each in rows %}",), ("{{ each }}",), ("{%tr endfor %}",))
    data = template("before", change=table)

    assert opened(render(data, {"rows": []})).tables == []
    assert len(opened(render(data, {"rows": [1, 2]})).tables[0].rows) == 2


@pytest.mark.parametrize(("sentences", "may_split"), [(3, False), (80, True)])
def test_only_a_row_that_would_fill_most_of_a_page_may_split(
    sentences: int, may_split: bool
) -> None:
    def change(document: Any) -> None:
        with_table(("{{ value }}",))(document)
        row = document.tables[0]._tbl.tr_lst[0]
        row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:cantSplit/></w:trPr>"))

    value = "One more sentence of some length, as people write them. " * sentences
    filled = render(template(change=change), {"value": value})

    assert ("<w:cantSplit/>" not in part(filled, "word/document.xml")) is may_split


# Against docxtpl


def test_tame_input_gives_the_text_that_docxtpl_gives() -> None:
    def change(document: Any) -> None:
        with_table(
            ("Task", "{{ word }}"),
            ("{%tr for row in rows %}", ""),
            ("{{ row.task }}", "{{ loop.index }} {{ row.lead | upper }}"),
            ("{%tr endfor %}", ""),
        )(document)
        document.sections[0].header.paragraphs[0].text = "{{ word }} {{ number + 1 }}"

    data = template(
        "{{ word }} and {{ 'curly' }} {_{ kept }_}",
        "{%p for row in rows %}",
        "{% if loop.first %}First: {% endif %}{{ row.task }}",
        "{%p endfor %}",
        "{%p if not rows %}",
        "none",
        "{%p endif %}",
        "{{ rows | map(attribute='lead') | join(', ') }} {{ word ~ '!' }} {{ word[:3] }}",
        change=change,
    )
    context = {
        "word": "Police & Health <5",
        "number": 2,
        "rows": [{"task": "a\nb", "lead": "nurse"}, {"task": "c", "lead": "head"}],
    }
    theirs = DocxTemplate(io.BytesIO(data))
    theirs.render(context, jinja2.Environment(autoescape=True), autoescape=True)
    theirs.save(buffer := io.BytesIO())

    assert every_text(render(data, context)) == every_text(buffer.getvalue())


def every_text(data: bytes) -> list[str]:
    document = opened(data)
    rows = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    header = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    return [paragraph.text for paragraph in document.paragraphs] + rows + header


# Faults


def test_a_misspelt_field_is_named_with_its_table_and_the_field_that_was_meant() -> None:
    def change(document: Any) -> None:
        with_table(("One",))(document)
        document.add_paragraph("between")
        with_table(
            ("{%tr for action in actions %}",), ("{{ action.lead_ofcer }}",), ("{%tr endfor %}",)
        )(document)

    message = fault(template(change=change), actions=[{"lead": "Nurse", "due": "May"}])

    assert message == (
        'business_plan.docx, table 2: there is no field "lead_ofcer"; did you mean "lead"?'
    )


def test_a_misspelt_field_outside_tables_is_named_with_its_tag() -> None:
    message = fault(template("one", "Its {{ title }}, {{ bord.name }}"), board={}, title="x")

    assert message == (
        'business_plan.docx, near "{{ bord.name }}": there is no field "bord"; '
        'did you mean "board"?'
    )


def test_a_misspelt_field_in_a_header_is_named_with_the_header() -> None:
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ zzz }}"

    message = fault(template(change=change), board={})

    assert message == 'business_plan.docx, page header: there is no field "zzz".'


def test_a_misspelt_field_in_a_condition_is_a_fault_too() -> None:
    assert 'no field "leed"; did you mean "lead"?' in fault(
        template("{% if action.leed %}x{% endif %}"), action={"lead": "y"}
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ value | ukdate }}", "No filter named 'ukdate'"),
        ("{{ value | }}", "a tag cannot be read"),
        ("{% for each in value %}", "endfor"),
        ("{% fro each in value %}", "unknown tag 'fro'"),
        ("{{ value + 1 }}", "its values cannot give (TypeError)"),
        ("{% include 'other' %}", "its values cannot give"),
    ],
)
def test_a_tag_that_cannot_work_is_a_fault_in_one_sentence(text: str, words: str) -> None:
    message = fault(template("before", text), value="a child's name")

    assert words in message
    assert "\n" not in message
    assert "child" not in message


def test_a_tag_across_the_edge_of_a_table_is_a_fault_and_never_a_damaged_document() -> None:
    data = template("{% if value %}", change=with_table(("{% endif %}",)))

    assert "the document would be damaged" in fault(data, value=False)


def test_the_cause_of_a_fault_is_not_shown_to_the_person() -> None:
    with pytest.raises(TemplateFault) as caught:
        render(template("{{ nope }}"), {})

    assert caught.value.__suppress_context__


def macros(data: bytes) -> bytes:
    types = part(data, "[Content_Types].xml")
    return with_part(
        data,
        "[Content_Types].xml",
        types.replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.ms-word.document.macroEnabled.main",
        ),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 and then nothing",
        b"{\\rtf1 text}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc, or one with a password",
        template("x")[:-200],
        macros(template("x")),
        with_part(template("x"), "[Content_Types].xml", "<not xml"),
    ],
)
def test_what_is_not_a_word_document_is_refused_by_name(data: bytes) -> None:
    message = fault(data)

    assert message.startswith("business_plan.docx: this is not a Word document")
    assert ".docx" in message


@pytest.mark.parametrize(
    "tag",
    [
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum() }}",
        "{{ value.__class__ }}",
        "{{ value['__class__'] }}",
        "{{ value.format(1) }}",
        "{{ value | attr('__class__') }}",
        "{{ value * 50000000 }}",
        "{{ 50000000 * value }}",
        "{{ [value] * 50000000 }}",
        "{{ '%09999999999d' % 1 }}",
        "{{ value | center(999999999) }}",
        "{{ value | format(1) }}",
        "{{ value | safe }}",
        "{{ 2 ** 3000000 }}",
        "{{ range(999999999) | list }}",
        "{{ rows.append(1) }}",
        "{{ record.pop('key') }}",
        "{{ record.clear() }}",
        "{% set a = value ~ value %}" + "{% set a = a ~ a %}" * 30 + "{{ a }}",
        "{% set a = value + value %}" + "{% set a = a + a %}" * 30 + "{{ a }}",
        "{% import 'os' as os %}",
    ],
)
def test_a_hostile_template_is_refused(tag: str) -> None:
    record = {"key": "kept"}
    rows = [1]

    fault(template(tag), value="x", rows=rows, record=record)

    assert (record, rows) == ({"key": "kept"}, [1])


def test_escaping_cannot_be_switched_off_by_a_template() -> None:
    data = template("{% autoescape false %}{{ value }}{% endautoescape %}")

    assert lines(render(data, {"value": "<w:br/> & more"})) == ["<w:br/> & more"]


@pytest.mark.parametrize("value", [object(), [object()], {"a": {"b": open}}, b"bytes", {1, 2}])
def test_a_context_holds_plain_data_only(value: object) -> None:
    with pytest.raises(TypeError, match="plain data only"):
        render(template("x"), {"value": value})
