"""What a template can print beside plain text: figures with an origin, running text, drawings."""

import copy
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from tests.papers import document_faults, png
from toolkit.values.errors import TemplateFault
from toolkit.word.drawing.chart import Chart
from toolkit.word.drawing.chart_data import ChartKind, Series
from toolkit.word.drawing.picture import Picture
from toolkit.word.filling.render import render
from toolkit.word.package.origins import Printed, read_origins
from toolkit.word.package.package import read_parts
from toolkit.word.values.blocks import Blocks, Kind, Rich, Span, blocks_of, rich_of
from toolkit.word.values.figure import Count, Figure, Origin

STRONG = "Strong"
DUE = Figure("31 March 2026", "A-0001", "due")
TOTAL = Count(12, "plan", "actions", "final")


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def template(*paragraphs: str | tuple[str, str]) -> bytes:
    """Paragraphs of a text, or of the name of a style and a text."""
    document = docx.Document()
    for paragraph in paragraphs:
        style, text = ("Normal", paragraph) if isinstance(paragraph, str) else paragraph
        document.add_paragraph(text, style)
    return saved(document)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(data).paragraphs]


def styled(data: bytes) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in opened(data).paragraphs]


def origins(data: bytes) -> tuple[Printed, ...]:
    return read_origins(read_parts(data))


def bookmarked(data: bytes) -> dict[str, str]:
    """The text inside each hidden bookmark of the body, by its name."""
    found: dict[str, str] = {}
    for paragraph in opened(data).element.body.iter(qn("w:p")):
        names: dict[str, str] = {}
        for child in paragraph:
            if child.tag == qn("w:bookmarkStart"):
                names[child.get(qn("w:id"))] = child.get(qn("w:name"))
                found[child.get(qn("w:name"))] = ""
            elif child.tag == qn("w:bookmarkEnd"):
                names.pop(child.get(qn("w:id")))
            else:
                text = "".join(element.text or "" for element in child.iter(qn("w:t")))
                for name in names.values():
                    found[name] += text
    return found


# Figures


def test_a_figure_stands_in_a_hidden_bookmark_and_the_document_tells_its_origin() -> None:
    data = render(template("Due {{ due }}, of {{ total }} in all."), {"due": DUE, "total": TOTAL})

    assert lines(data) == ["Due 31 March 2026, of 12 in all."]
    assert bookmarked(data) == {"_Figure_1": "31 March 2026", "_Figure_2": "12"}
    assert origins(data) == (
        Printed("_Figure_1", "31 March 2026", Origin("A-0001", "due")),
        Printed("_Figure_2", "12", Origin("plan", "actions", "final")),
    )


@pytest.mark.parametrize(
    "text", ["{{ due }}", "{{ due }}{{ due }}", "a{{ due }}", "{{ due }}b", "{{ due }} {{ due }}"]
)
def test_splitting_off_a_figure_leaves_no_empty_run(text: str) -> None:
    body = opened(render(template(text), {"due": DUE})).element.body

    texts = ["".join(e.text or "" for e in run.iter(qn("w:t"))) for run in body.iter(qn("w:r"))]
    assert "" not in texts
    assert "".join(texts) == text.replace("{{ due }}", DUE)


def test_a_figure_keeps_the_look_of_the_words_around_it() -> None:
    document = docx.Document()
    document.add_paragraph("").add_run("Due {{ due }}.").bold = True

    [paragraph] = opened(render(saved(document), {"due": DUE})).paragraphs

    assert [run.bold for run in paragraph.runs] == [True, True, True]


def test_figures_in_a_table_and_a_footer_have_names_of_their_own() -> None:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "{{ total }}"
    for row, text in zip(
        document.add_table(3, 1).rows,
        ("{%tr for d in all %}", "{{ d }}", "{%tr endfor %}"),
        strict=True,
    ):
        row.cells[0].text = text

    found = origins(render(saved(document), {"total": TOTAL, "all": [DUE, DUE, DUE]}))

    assert sorted(item.text for item in found) == ["12", *["31 March 2026"] * 3]
    assert len({item.bookmark for item in found}) == 4


def test_a_document_without_figures_gets_no_part_for_them() -> None:
    data = template("x")

    assert read_parts(render(data, {})).keys() == read_parts(data).keys()


def test_conditions_and_filters_see_a_figure_as_the_text_or_number_that_it_is() -> None:
    data = render(
        template(
            "{% if due == '31 March 2026' and total > 11 %}{{ due | upper }} {{ total + 1 }}"
            "{% endif %}{% if none %}never{% endif %}{% if nought %}never{% endif %}"
        ),
        {"due": DUE, "total": TOTAL, "none": Figure("", "A", "f"), "nought": Count(0, "A", "f")},
    )

    assert lines(data) == ["31 MARCH 2026 13"]
    assert origins(data) == ()


@pytest.mark.parametrize("name", ["a|b", "a?>b", "<b>", "&amp;", '"', "A-0001\nx", "{{ 7*7 }}"])
def test_a_record_with_a_hostile_name_is_told_as_it_is(name: str) -> None:
    [found] = origins(render(template("x {{ f }} y"), {"f": Figure("5", name, name)}))

    assert (found.origin.record, found.origin.field) == (name, name)


@given(text=st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20))
def test_any_text_of_a_figure_arrives_and_is_told(text: str) -> None:
    data = render(template("{{ f }}."), {"f": Figure(text, "A-0001", "due")})

    assert origins(data)[0].text == text.replace("\u2028", " ").replace("\u2029", " ")


@pytest.mark.parametrize("text", ["<?figure a|b|c?>x<?/figure?>", "<?drawing 1?>", "<?restart 1?>"])
def test_marks_in_data_are_words(text: str) -> None:
    data = render(template("{{ value }}"), {"value": text})

    assert lines(data) == [text]
    assert origins(data) == ()


def test_a_copied_context_keeps_its_origins() -> None:
    copied = copy.deepcopy({"due": DUE, "total": TOTAL})

    assert copied == {"due": DUE, "total": TOTAL}
    assert (copied["due"].origin, copied["total"].origin) == (DUE.origin, TOTAL.origin)


def test_the_same_figures_give_the_same_bytes() -> None:
    data = template("{{ due }} {{ total }}")
    context: dict[str, object] = {"due": DUE, "total": TOTAL}

    assert render(data, context) == render(data, context)


# Running text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("One line", [Kind.PARAGRAPH]),
        ("One\n\ntwo", [Kind.PARAGRAPH, Kind.PARAGRAPH]),
        ("- a\n* b\n• c", [Kind.BULLET] * 3),
        ("# Head\ntext", [Kind.HEADING, Kind.PARAGRAPH]),
        ("## Head", [Kind.HEADING]),
        ("#5 in the list", [Kind.PARAGRAPH]),
        ("-5 degrees", [Kind.PARAGRAPH]),
        ("- ", [Kind.PARAGRAPH]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_simple_marks_are_understood(text: str, kinds: list[Kind]) -> None:
    assert [paragraph.kind for paragraph in blocks_of(text).paragraphs] == kinds


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a **b c** d", (Span("a "), Span("b c", "Strong"), Span(" d"))),
        ("**all**", (Span("all", "Strong"),)),
        ("2 ** 3 ** 4", (Span("2 ** 3 ** 4"),)),
        ("** open", (Span("** open"),)),
    ],
)
def test_two_stars_make_words_strong(text: str, spans: tuple[Span, ...]) -> None:
    assert rich_of(text) == Rich(spans)


@given(text=st.text(max_size=60))
def test_no_word_of_running_text_is_lost(text: str) -> None:
    marks = str.maketrans("", "", "-*•–# ")
    words = "".join("".join(text.split()).translate(marks).split())

    assert "".join("".join(str(blocks_of(text)).split()).translate(marks).split()) == words


TEXT = "Opening & <words>.\n# What we heard\n- from **children**\n- from staff"


def test_running_text_takes_the_styles_of_the_template() -> None:
    data = render(
        template(("Heading 1", "Voice"), ("Body Text", "{{p text }}")), {"text": blocks_of(TEXT)}
    )

    assert styled(data) == [
        ("Heading 1", "Voice"),
        ("Body Text", "Opening & <words>."),
        ("Heading 2", "What we heard"),
        ("List Bullet", "from children"),
        ("List Bullet", "from staff"),
    ]
    strong = [
        run.text for p in opened(data).paragraphs for run in p.runs if run.style.name == STRONG
    ]
    assert strong == ["children"]


def test_running_text_in_a_cell_never_makes_a_heading() -> None:
    document = docx.Document()
    document.add_heading("Voice", 1)
    document.add_table(1, 1).cell(0, 0).paragraphs[0].text = "{{p text }}"

    [table] = opened(render(saved(document), {"text": blocks_of("# Head\n- point")})).tables

    assert [(p.style.name, p.text) for p in table.cell(0, 0).paragraphs] == [
        ("Normal", "Head"),
        ("Normal", "• point"),
    ]


@pytest.mark.parametrize("tag", ["{{p text }}", "{{r text }}", "{{ text }}"])
def test_plain_text_is_printed_by_every_sort_of_tag(tag: str) -> None:
    assert lines(render(template(tag), {"text": "5 < 6 & **so** on"})) == ["5 < 6 & **so** on"]


def test_no_running_text_leaves_no_empty_paragraph() -> None:
    assert lines(render(template("a", "{{p text }}", "b"), {"text": Blocks(())})) == ["a", "b"]


def test_a_tag_that_word_split_over_runs_still_prints_paragraphs() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("{")
    for piece in ("{p te", "xt", " }", "}"):
        paragraph.add_run(piece)

    assert lines(render(saved(document), {"text": blocks_of("a\nb")})) == ["a", "b"]


def test_rich_text_stands_in_its_sentence_in_named_styles() -> None:
    data = render(template("Heard: {{r words }} and so on."), {"words": rich_of("from **all**")})

    [paragraph] = opened(data).paragraphs
    assert paragraph.text == "Heard: from all and so on."
    assert [run.text for run in paragraph.runs if run.style.name == STRONG] == ["all"]


def test_running_text_in_the_middle_of_a_sentence_is_its_words() -> None:
    assert lines(render(template("See: {{ text }}."), {"text": blocks_of("a\n- b")})) == [
        "See: a\n• b."
    ]


def test_a_missing_field_in_a_paragraph_tag_is_named() -> None:
    with pytest.raises(TemplateFault, match='there is no field "txt"; did you mean "text"'):
        render(template("{{p txt }}"), {"text": "x"})


# Lists


def numbers(data: bytes) -> list[int]:
    """The number that Word prints before each numbered paragraph of the body."""
    document = opened(data)
    starts = {
        num.get(qn("w:numId")): num.find(qn("w:lvlOverride")) is not None
        for num in document.part.numbering_part.element.iter(qn("w:num"))
    }
    by_style = document.styles["List Number"].element.pPr.numPr.numId.val
    model = "abstract"
    counts: dict[str, int] = {}
    printed = []
    for paragraph in document.paragraphs:
        own = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        if own is None and paragraph.style.name != "List Number":
            continue
        number = str(own.numId.val if own is not None else by_style)
        key = number if starts[number] else model
        counts[key] = counts.get(key, 0) + 1
        printed.append(counts[key])
    return printed


NUMBER = "List Number"


def test_a_numbered_list_begins_anew_with_each_round_of_an_outer_loop() -> None:
    data = render(
        template(
            "{%p for group in groups %}", "{{ group.name }}",
            "{%p for item in group.items_ %}", (NUMBER, "{{ item }}"), "{%p endfor %}",
            "{%p endfor %}",
        ),
        {"groups": [{"name": "x", "items_": ["a", "b"]}, {"name": "y", "items_": ["c", "d", "e"]}]},
    )  # fmt: skip

    assert numbers(data) == [1, 2, 1, 2, 3]


def test_a_second_loop_begins_its_list_anew() -> None:
    loop = ("{%p for x in xs %}", (NUMBER, "{{ x }}"), "{%p endfor %}")

    assert numbers(render(template(*loop, "between", *loop), {"xs": [1, 2]})) == [1, 2, 1, 2]


def test_a_fixed_list_under_a_heading_in_a_loop_begins_anew_each_time() -> None:
    data = render(
        template(
            "{%p for x in xs %}", ("Heading 2", "{{ x }}"), (NUMBER, "first"), (NUMBER, "second"),
            "{%p endfor %}",
        ),
        {"xs": [1, 2]},
    )  # fmt: skip

    assert numbers(data) == [1, 2, 1, 2]


def test_a_list_with_notes_between_counts_on() -> None:
    data = render(
        template("{%p for x in xs %}", (NUMBER, "{{ x }}"), "a note", "{%p endfor %}"),
        {"xs": [1, 2, 3]},
    )

    assert numbers(data) == [1, 2, 3]


def test_a_list_outside_loops_stays_as_the_template_has_it() -> None:
    data = template((NUMBER, "a"), "between", (NUMBER, "b"))

    assert (
        read_parts(render(data, {}))["word/numbering.xml"] == read_parts(data)["word/numbering.xml"]
    )


# Pictures and charts


def pictures(data: bytes) -> list[str | None]:
    """The alternative text of each drawing in the body."""
    return [element.get("descr") for element in opened(data).element.body.iter(qn("wp:docPr"))]


def logo(description: str = "A tree") -> Picture:
    return Picture(png(40, 20), description)


def chart() -> Chart:
    return Chart(
        ChartKind.LINE, "Re-referrals", "Line chart. They fell.", ("Q1", "Q2"),
        (Series("Ours", (3, 2)),),
    )  # fmt: skip


def test_a_picture_is_put_where_its_tag_stands_with_its_alternative_text() -> None:
    data = render(template("Before {{ logo }} after"), {"logo": logo("Tree & <leaf>")})

    assert pictures(data) == ["Tree & <leaf>"]
    assert lines(data) == ["Before  after"]


def test_one_picture_printed_often_is_stored_once() -> None:
    data = render(template("{{ a }}{{ a }}", "{{ b }}"), {"a": logo(), "b": logo("Again")})

    assert len(pictures(data)) == 3
    assert len([name for name in read_parts(data) if name.startswith("word/media/")]) == 1


def test_each_drawing_has_a_number_of_its_own() -> None:
    data = render(template("{{ a }}", "{{ c }}", "{{ c }}"), {"a": logo(), "c": chart()})

    identities = [e.get("id") for e in opened(data).element.body.iter(qn("wp:docPr"))]
    assert len(set(identities)) == 3


def test_a_picture_in_a_page_header_is_found_by_the_header() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ logo }}"

    header = opened(render(saved(document), {"logo": logo()})).sections[0].header

    assert any(
        relationship.reltype.endswith("/image") for relationship in header.part.rels.values()
    )


def test_a_chart_brings_its_data_for_word_to_edit() -> None:
    names = read_parts(render(template("{{ c }}"), {"c": chart()}))

    assert any(name.startswith("word/charts/chart") for name in names)
    assert any(name.endswith(".xlsx") for name in names)


@pytest.mark.parametrize("tag", ["{{ logo | upper }}", "{{ logo ~ 'x' }}", "{{ logo.data }}"])
def test_a_template_cannot_look_into_a_picture(tag: str) -> None:
    with pytest.raises(TemplateFault):
        render(template(tag), {"logo": logo()})


def test_a_picture_where_no_drawing_can_stand_is_a_fault() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template("x"))) as old, zipfile.ZipFile(data, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "docProps/core.xml":
                content = content.replace(b"</dc:title>", b"{{ logo }}</dc:title>").replace(
                    b"<dc:title/>", b"<dc:title>{{ logo }}</dc:title>"
                )
            new.writestr(item, content)

    with pytest.raises(TemplateFault):
        render(data.getvalue(), {"logo": logo()})


@pytest.mark.validator
def test_a_document_with_all_of_them_is_sound(ooxml_validator: Path, tmp_path: Path) -> None:
    data = render(
        template(
            ("Heading 1", "All"), "{{ due }}{{ total }} {{ logo }}", "{{ chart }}", "{{p text }}",
            "{{r words }}", "{%p for x in xs %}", (NUMBER, "{{ x }}"), "{%p endfor %}",
        ),
        {
            "due": DUE, "total": TOTAL, "logo": logo(), "chart": chart(),
            "text": blocks_of(TEXT), "words": rich_of("a **b**"), "xs": [1, 2],
        },
    )  # fmt: skip

    assert document_faults(data, ooxml_validator, tmp_path) == []
    assert len(origins(data)) == 2
