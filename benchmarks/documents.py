"""Word documents of one thing many times over, to see how the cost of linting them grows."""

from collections.abc import Callable, Mapping

from tests.word_files import (
    cell,
    control,
    field,
    paragraph,
    row,
    run,
    table,
    text_box,
    word_file,
)

_PLAIN = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
_BY = 'w:id="{0}" w:author="Lead" w:date="2026-04-01T00:00:00Z"'
_COLUMNS = 5


def _paragraphs(count: int) -> bytes:
    return word_file(*(paragraph(f"What was done, number {n}") for n in range(count)))


def _empty_paragraphs(count: int) -> bytes:
    return word_file(*(paragraph() for _ in range(count)))


def _left_over(count: int) -> bytes:
    return word_file(*(paragraph(f"{{{{ tag_{n} }}}} None, nan%") for n in range(count)))


def _pale(count: int) -> bytes:
    marks = '<w:color w:val="DDDDDD"/><w:sz w:val="8"/>'
    return word_file(*(paragraph(run(f"Pale words {n}", marks)) for n in range(count)))


def _headings(count: int) -> bytes:
    return word_file(*(paragraph(f"Topic {n}", style=f"Heading{n % 2 + 1}") for n in range(count)))


def _contents(count: int) -> bytes:
    half = range(count // 2)
    style = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    return word_file(
        *(paragraph(f"Topic {n}\t{n}", style="TOC1") for n in half),
        *(paragraph(f"Subject {n}", style="Heading1") for n in half),
        styles=style,
    )


def _runs(count: int) -> bytes:
    words = "".join(run(f"word {n} ", "<w:b/>" if n % 2 else "") for n in range(count))
    return word_file(paragraph(words))


def _runs_without_properties(count: int) -> bytes:
    words = "".join(run(f"word {n} ", '<w:color w:val="DDDDDD"/>') for n in range(count))
    return word_file(f"<w:p>{words}</w:p>")


def _rows(count: int) -> bytes:
    cells = ["What was done"] * (_COLUMNS - 1)
    return word_file(table(*(row(f"{n}", *cells) for n in range(count // _COLUMNS))))


def _empty_rows(count: int) -> bytes:
    filled = '<w:shd w:val="clear" w:fill="FF0000"/>'
    return word_file(
        table(*(row(*[cell("", filled)] * _COLUMNS) for _ in range(count // _COLUMNS)))
    )


def _hidden_rows(count: int) -> bytes:
    tag = "{{ left }}"
    return word_file(
        table(*(row(tag, tag, marks="<w:hidden/>") for _ in range(count // 2)), row("Seen"))
    )


def _styled_rows(count: int) -> bytes:
    style = (
        '<w:style w:type="table" w:default="1" w:styleId="Grid"><w:name w:val="Grid"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    return word_file(
        table(*(row(*["What"] * _COLUMNS) for _ in range(count // _COLUMNS))), styles=style
    )


def _cells(count: int) -> bytes:
    style = (
        '<w:style w:type="table" w:default="1" w:styleId="Grid"><w:name w:val="Grid"/></w:style>'
    )
    return word_file(table(row(*(f"{n}" for n in range(count)))), styles=style)


def _tables(count: int) -> bytes:
    return word_file(*(table(row(f"{n}", "What")) + paragraph() for n in range(count // 2)))


def _inner_tables(count: int) -> bytes:
    inner = (table(row(f"{n}", "")) for n in range(count))
    return word_file(table(row(cell("".join(inner) + paragraph()))))


def _links(count: int) -> bytes:
    link = '<w:hyperlink w:anchor="place_{0}">{1}</w:hyperlink>'
    return word_file(
        *(paragraph(link.format(n, run(f"https://example.org/{n}"))) for n in range(count))
    )


def _links_in_a_line(count: int) -> bytes:
    link = '<w:hyperlink w:anchor="place_{0}" r:id="rIdNone">{1}</w:hyperlink>'
    links = "".join(link.format(n, run(f"www.example.org/{n}")) for n in range(count))
    return word_file(f"<w:p>{links}</w:p>")


def _bookmarks(count: int) -> bytes:
    mark = '<w:bookmarkStart w:id="{0}" w:name="same"/><w:bookmarkEnd w:id="{0}"/>'
    return word_file(*(mark.format(n) for n in range(count)), paragraph("What was done"))


def _insertions(count: int) -> bytes:
    change = f"<w:ins {_BY}>{{1}}</w:ins>"
    return word_file(*(paragraph(change.format(n, run("new"))) for n in range(count)))


def _deletions(count: int) -> bytes:
    change = f"<w:del {_BY}><w:r><w:delText>old</w:delText></w:r></w:del>"
    words = "".join(change.format(n) + run("kept ") for n in range(count))
    return word_file(paragraph(words))


def _deleted_ends(count: int) -> bytes:
    end = f"<w:rPr><w:del {_BY}/></w:rPr>"
    lines = (paragraph(f"line {n} ", marks=end.format(n)) for n in range(count))
    return word_file(*lines, paragraph("last"))


def _deleted_ends_without_properties(count: int) -> bytes:
    end = f"<w:rPr><w:del {_BY}/></w:rPr>"
    lines = (
        paragraph(f"line {n} ", marks=end.format(n)) + _PLAIN.format(n) for n in range(count // 2)
    )
    return word_file(*lines)


def _deleted_rows(count: int) -> bytes:
    marks = f"<w:del {_BY}/>"
    rows = (row("old", "old", marks=marks.format(n)) for n in range(count // 2))
    return word_file(table(row("new", "new"), *rows))


def _hidden_ends(count: int) -> bytes:
    end = "<w:rPr><w:vanish/></w:rPr>"
    return word_file(*(paragraph(f"line {n} ", marks=end) for n in range(count)))


def _fields(count: int) -> bytes:
    return word_file(*(paragraph(field(f"REF place_{n} \\h", run("1"))) for n in range(count)))


def _fields_that_never_end(count: int) -> bytes:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    )
    return word_file(*(paragraph(begin) for _ in range(count)))


def _fields_in_fields(count: int) -> bytes:
    code = "<w:r><w:instrText> IF </w:instrText></w:r>"
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{sign}"/></w:r>' for sign in ("begin", "end"))
    return word_file(paragraph((begin + code) * count + end * count))


def _lists(count: int) -> bytes:
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    return word_file(
        *(paragraph(f"Step {n}", marks=item.format(n % 3)) for n in range(count)),
        parts={
            "numbering": '<w:abstractNum w:abstractNumId="1"/><w:num w:numId="1">'
            '<w:abstractNumId w:val="1"/></w:num>'
        },
    )


def _styles(count: int) -> bytes:
    style = (
        '<w:style w:type="paragraph" w:styleId="S{0}"><w:name w:val="S {0}"/>'
        '<w:basedOn w:val="S{1}"/></w:style>'
    )
    return word_file(
        *(paragraph("What", style=f"S{n}") for n in range(count)),
        styles="".join(style.format(n, n - 1) for n in range(count)),
    )


def _text_boxes(count: int) -> bytes:
    return word_file(*(paragraph(text_box(paragraph(f"Beside {n}"))) for n in range(count // 2)))


def _text_boxes_in_a_line(count: int) -> bytes:
    return word_file(paragraph("".join(text_box(paragraph(f"{n}")) for n in range(count // 2))))


def _pictures(count: int) -> bytes:
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P"/></wp:inline></w:drawing></w:r>'
    return word_file(*(paragraph(picture) for _ in range(count)))


def _controls(count: int) -> bytes:
    prompt = '<w:id w:val="1"/><w:showingPlcHdr/>'
    return word_file(*(control(paragraph(f"Choose {n}"), prompt) for n in range(count)))


def _notes(count: int) -> bytes:
    notes = (f'<w:footnote w:id="{n}">{paragraph(f"None {n}")}</w:footnote>' for n in range(count))
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    return word_file(
        *(paragraph(mark.format(n)) for n in range(count)), parts={"footnotes": "".join(notes)}
    )


def _stray(count: int) -> bytes:
    return word_file(*("<w:sectPr/>words" for _ in range(count)))


def _unknown(count: int) -> bytes:
    return word_file(*('<w:printerSettings r:id="rIdNone"/>' for _ in range(count)))


def _mixed(count: int) -> bytes:
    change = f"<w:ins {_BY}>{{1}}</w:ins>"
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    blocks = []
    for n in range(count // 12):
        blocks += [
            paragraph(f"Topic {n}", style=f"Heading{n % 2 + 1}"),
            paragraph(f"What was done, number {n}"),
            paragraph(change.format(n, run("new words")), run(" old ones", "<w:b/>")),
            paragraph(f"Step {n}", marks=item),
            paragraph(field(f"REF place_{n}", run("page 1"))),
            table(row("Action", "Lead"), row(f"Action {n}", "Head of service"), row("", "")),
            paragraph(),
        ]
    return word_file(*blocks)


KINDS: Mapping[str, Callable[[int], bytes]] = {
    kind.__name__.strip("_").replace("_", " "): kind
    for kind in (
        _mixed,
        _paragraphs,
        _empty_paragraphs,
        _left_over,
        _pale,
        _headings,
        _contents,
        _runs,
        _runs_without_properties,
        _rows,
        _empty_rows,
        _hidden_rows,
        _styled_rows,
        _cells,
        _tables,
        _inner_tables,
        _links,
        _links_in_a_line,
        _bookmarks,
        _insertions,
        _deletions,
        _deleted_ends,
        _deleted_ends_without_properties,
        _deleted_rows,
        _hidden_ends,
        _fields,
        _fields_that_never_end,
        _fields_in_fields,
        _lists,
        _styles,
        _text_boxes,
        _text_boxes_in_a_line,
        _pictures,
        _controls,
        _notes,
        _stray,
        _unknown,
    )
}
"""Documents by what they have much of: a count of it, which is about one of paragraphs."""
