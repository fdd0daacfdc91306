"""What is wrong in a finished Word document: bytes in, findings out. Nothing is changed.

Each check is a function; the list of them stands last. The rules stand in rules.py, and each
has its page in docs/reference/rules.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree

from toolkit.values.findings import Finding, WordPlace, each_once, worst_first
from toolkit.values.palette import LEAST_CONTRAST, contrast
from toolkit.word.document_lint import rules
from toolkit.word.document_lint.document_parts import (
    DOCUMENT_PROPERTIES,
    WHOLE_DOCUMENT,
    Element,
    Opened,
    Story,
    W,
    own_runs,
    quoted,
    run_text,
    text_of,
)
from toolkit.word.document_lint.styles import has_look, is_on, shade, value
from toolkit.word.package.outside import place_of_part, reaches_outside

LEAST_CONTRAST_LARGE = 3.0
LEAST_SIZE = 9.0
MOST_HEADINGS_WITHOUT_CONTENTS = 12

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOX = f"{W}txbxContent"
_SHAPES = [f"{_V}{name}" for name in ("shape", "rect", "oval", "roundrect", "line", "group")]
_CONTENT = [
    f"{W}{name}"
    for name in ("drawing", "pict", "object", "br", "fldChar", "fldSimple", "sdt", "sectPr", "sym",
                 "footnoteReference", "endnoteReference", "ptab", "pageBreakBefore")
]  # fmt: skip
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}*"
_ELEMENTS_ONLY = [
    f"{W}{name}"
    for name in ("document", "body", "p", "r", "tbl", "tr", "tc", "tblPr", "tcPr", "trPr", "pPr",
                 "rPr", "sectPr", "hyperlink", "sdt", "sdtContent", "hdr", "ftr")
]  # fmt: skip

_TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_ESCAPED = re.compile(r"&(amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);")
_FILE = re.compile(r"[^\n]*\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|pdf)", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_PERSONAL = re.compile(r"^[A-Za-z]:[\\/]|[\\/](users|home)[\\/]|^\\\\", re.IGNORECASE)
_LINK_FIELD = re.compile(r'^\s*(?:(?:PAGEREF|REF)\s+"?|HYPERLINK\s+\\l\s+"?)([^\s"]+)')
# "None of them" is English and "her nan" is a grandmother: only what stands as no
# person would write it is a computer's.
_COMPUTER_WORDS = (
    ('The computer\'s word "None"', re.compile(r"\bNone\b(?! [a-z])|(?<=[a-z,;] )None\b")),
    ('The computer\'s word "nan"', re.compile(r"^nan%?$|\bNa[NT]\b|£nan\b|\bnan%")),
    ("A date with a time of day", re.compile(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")),
    ("Excel's code for a special character", re.compile(r"_x[0-9A-Fa-f]{4}_")),
)

_Found = Iterator[Finding]


def lint_document(document: bytes, name: str) -> tuple[Finding, ...]:
    """What is wrong in a Word document, worst first; the same thing at one place once.

    `name` is what messages call the file. WrongFileType or FileRefused where it cannot
    or should not be read.
    """
    opened = Opened(document, name)
    return worst_first(each_once(finding for check in CHECKS for finding in check(opened)))


def _title_and_authors(opened: Opened) -> _Found:
    core = opened.parsed(opened.core) if opened.core in opened.package else None
    words = {} if core is None else {
        str(element.tag).rpartition("}")[2]: (element.text or "").strip() for element in core.iter()
    }  # fmt: skip
    title = words.get("title", "")
    if not title:
        yield rules.NO_TITLE.at(opened.place(DOCUMENT_PROPERTIES))
    elif _ESCAPED.search(title):
        yield rules.ESCAPED_TITLE.at(opened.place(DOCUMENT_PROPERTIES))
    if any(_TAG.search(text) for text in words.values()):
        yield rules.UNFILLED_TAG.at(opened.place(DOCUMENT_PROPERTIES))
    if any(_PERSONAL.search(words.get(key, "")) for key in ("creator", "lastModifiedBy")):
        yield rules.PERSONAL_PATH.at(opened.place(DOCUMENT_PROPERTIES))
    if "python-docx" in " ".join(words.values()):
        yield rules.LEFTOVER.at(opened.place(DOCUMENT_PROPERTIES), what="The name")
    if any(part.startswith("docProps/thumbnail.") for part in opened.package.parts):
        yield rules.LEFTOVER.at(opened.place(DOCUMENT_PROPERTIES), what="The small picture")


def _language(opened: Opened) -> _Found:
    language = opened.styles.language
    if not language.casefold().startswith("en"):
        yield rules.NOT_ENGLISH.at(opened.place(WHOLE_DOCUMENT), language=language or "not set")
    elif language.casefold() != "en-gb":
        yield rules.OTHER_ENGLISH.at(opened.place(WHOLE_DOCUMENT), language=language)


def _headings(opened: Opened) -> _Found:
    main, styles = opened.main, opened.styles
    levels = [(paragraph, styles.level(paragraph)) for paragraph in main.paragraphs]
    headed = [(paragraph, level, text_of(paragraph)) for paragraph, level in levels if level]
    has_title = any(
        styles.name(paragraph) == "title" and text_of(paragraph) for paragraph in main.paragraphs
    )
    if not has_title and not any(level == 1 and text for _, level, text in headed):
        yield rules.NO_HEADING.at(opened.place(WHOLE_DOCUMENT))
        last = 9
    else:
        last = 0
    for paragraph, level, text in headed:
        if not text:
            if not _holds_something(paragraph):
                yield rules.EMPTY_HEADING.at(main.place(paragraph))
            continue
        if level > last + 1:
            yield rules.SKIPPED_LEVEL.at(main.place(paragraph), level=level, due=last + 1)
        last = level


def _tables(opened: Opened) -> _Found:
    for story in opened.stories:
        for table in story.root.iter(f"{W}tbl"):
            place = story.place(table)
            if next(table.iterancestors(f"{W}tbl"), None) is not None:
                yield rules.NESTED_TABLE.at(place)
            rows = list(_below(table, f"{W}tr"))
            if rows:
                yield from _header_row(table, rows, place)
                yield from _empty_rows_and_columns(story, rows, place)
            else:
                yield rules.NO_ROWS.at(place)
        for cell in story.root.iter(f"{W}tc"):
            last = next(cell.iterchildren(f"{W}*", reversed=True), None)
            if last is None or last.tag not in (f"{W}p", f"{W}sdt", f"{W}bookmarkEnd"):
                yield rules.NO_PARAGRAPH.at(story.place(cell))


def _header_row(table: Element, rows: list[Element], place: WordPlace) -> _Found:
    properties = rows[0].find(f"{W}trPr")
    is_marked = is_on(properties, "tblHeader")
    if len(rows) > 1 and not (is_marked and has_look(table, "firstRow")):
        yield rules.NO_HEADER_ROW.at(place)
    merged = any(
        cell.find(f"{W}tcPr/{W}{name}") is not None
        for cell in _below(rows[0], f"{W}tc")
        for name in ("gridSpan", "vMerge", "hMerge")
    )
    if merged and (is_marked or len(rows) > 1):
        yield rules.MERGED_HEADER.at(WordPlace(place.document, f"{place.where}, row 1"))


def _empty_rows_and_columns(story: Story, rows: list[Element], place: WordPlace) -> _Found:
    cells = [list(_below(row, f"{W}tc")) for row in rows]
    is_filled = [[_is_filled(cell) for cell in row] for row in cells]
    for row, filled in zip(rows, is_filled, strict=True):
        if filled and not any(filled):
            yield rules.EMPTY_ROW.at(story.place(row))
    is_grid = len({len(row) for row in cells}) == 1 and not any(
        cell.find(f"{W}tcPr/{W}gridSpan") is not None for row in cells for cell in row
    )
    if is_grid and len(rows) > 1 and any(map(any, is_filled)):
        for number, column in enumerate(zip(*is_filled, strict=True), 1):
            if not any(column):
                yield rules.EMPTY_COLUMN.at(place, column=number)


def _pictures(opened: Opened) -> _Found:
    for story in opened.stories:
        for drawing in story.root.iter(f"{_WP}inline", f"{_WP}anchor"):
            said = drawing.find(f"{_WP}docPr")
            is_decorative = any(
                mark.get("val", "1") in ("1", "true") for mark in drawing.iter("{*}decorative")
            )
            if said is None or is_decorative or next(drawing.iter(_BOX), None) is not None:
                continue
            yield from _alt_text(story.place(drawing), said.get("descr", ""))
        for shape in story.root.iter(*_SHAPES):
            is_inside = any(parent.tag in _SHAPES for parent in shape.iterancestors())
            if not is_inside and next(shape.iter(_BOX), None) is None:
                yield from _alt_text(story.place(shape), shape.get("alt", ""))


def _alt_text(place: WordPlace, text: str) -> _Found:
    if not text.strip():
        yield rules.NO_ALT_TEXT.at(place)
    elif _FILE.fullmatch(text.strip()):
        yield rules.ALT_IS_FILE.at(place)


def _colours_and_sizes(opened: Opened) -> _Found:
    for story in opened.stories:
        for paragraph in story.paragraphs:
            for run in own_runs(paragraph):
                properties = run.find(f"{W}rPr")
                if not run_text(run).strip() or is_on(properties, "vanish"):
                    continue
                look = opened.styles.look(run, paragraph)
                needed = LEAST_CONTRAST_LARGE if look.is_large else LEAST_CONTRAST
                ratio = contrast(look.ink, look.fill) if look.ink else needed
                if ratio < needed:
                    # Rounded down: 4.46 must not be called 4.5.
                    yield rules.CONTRAST.at(
                        story.place(paragraph),
                        ink=look.ink,
                        fill=look.fill,
                        ratio=f"{int(ratio * 10) / 10:.1f}",
                        needed=f"{needed:g}",
                    )
                if look.size < LEAST_SIZE and not value(properties, "vertAlign"):
                    yield rules.SMALL_TEXT.at(story.place(paragraph), size=f"{look.size:g}")


def _colour_alone(opened: Opened) -> _Found:
    for story in opened.stories:
        for cell in story.root.iter(f"{W}tc"):
            fills = [shade(cell.find(f"{W}tcPr"))]
            fills += [
                opened.styles.look(run, paragraph).fill
                for paragraph in cell.iterchildren(f"{W}p")
                for run in own_runs(paragraph)
                if run_text(run)
            ][:1]
            if fills[0] in (None, "") and len(fills) > 1:
                plain = [shade(run.find(f"{W}rPr")) or value(run.find(f"{W}rPr"), "rStyle")
                         for run in cell.iter(f"{W}r")]  # fmt: skip
                fills = fills[1:] if any(plain) else []
            is_coloured = any(fill not in (None, "", "FFFFFF") for fill in fills)
            if is_coloured and not _is_filled(cell):
                yield rules.COLOUR_ALONE.at(story.place(cell))


def _stray_text(opened: Opened) -> _Found:
    for story in opened.stories:
        for element in story.root.iter(*_ELEMENTS_ONLY):
            tails = (child.tail or "" for child in element)
            if (element.text or "").strip() or any(tail.strip() for tail in tails):
                yield rules.STRAY_TEXT.at(story.place(element))


def _leftover_words(opened: Opened) -> _Found:
    for story in opened.stories:
        for paragraph in story.paragraphs:
            text = text_of(paragraph)
            if _TAG.search(text):
                yield rules.UNFILLED_TAG.at(story.place(paragraph))
            for what, pattern in _COMPUTER_WORDS:
                if pattern.search(text):
                    yield rules.COMPUTER_WORD.at(story.place(paragraph), what=what)


def _links(opened: Opened) -> _Found:
    marks = {
        mark.get(f"{W}name", "")
        for story in opened.stories
        for mark in story.root.iter(f"{W}bookmarkStart")
    }
    for story in opened.stories:
        for link in story.root.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor", "")
            is_inner = anchor and link.get(f"{_R}id") is None
            if is_inner and anchor not in marks and anchor != "_top":
                yield rules.DEAD_ANCHOR.at(story.place(link))
            if _ADDRESS.fullmatch(text_of(link)):
                yield rules.BARE_ADDRESS.at(story.place(link))
        for field in story.root.iter(f"{W}instrText"):
            leads = _LINK_FIELD.match(field.text or "")
            if leads and leads[1] not in marks:
                yield rules.DEAD_ANCHOR.at(story.place(field))
        yield from _relationships(opened, story)


def _relationships(opened: Opened, story: Story) -> _Found:
    known = opened.relationships(story.part)
    for element in story.root.iter("{*}*"):
        for key, identity in element.attrib.items():
            if str(key).startswith(_R) and identity:
                link = known.get(str(identity))
                is_there = link is not None and (
                    link.is_external or link.target in opened.package or "#" in link.target
                )
                if not is_there:
                    yield rules.DEAD_RELATIONSHIP.at(story.place(element))


def _empty_paragraphs(opened: Opened) -> _Found:
    for story in opened.stories:
        for parent in {paragraph.getparent(): None for paragraph in story.paragraphs}:
            for is_empty, group in groupby(parent if parent is not None else (), _is_empty):
                spaces = list(group)
                if is_empty and len(spaces) > 1:
                    yield rules.EMPTY_PARAGRAPHS.at(story.place(spaces[0]), count=len(spaces))


def _is_empty(element: Element) -> bool:
    return element.tag == f"{W}p" and not text_of(element) and not _holds_something(element)


def _text_boxes(opened: Opened) -> _Found:
    for story in opened.stories:
        for box in story.root.iter(_BOX):
            if any(text_of(paragraph) for paragraph in box.iter(f"{W}p")):
                yield rules.TEXT_BOX.at(story.place(box))


def _contents(opened: Opened) -> _Found:
    main, styles = opened.main, opened.styles
    headed = {
        text_of(paragraph)
        for paragraph in main.paragraphs
        if styles.level(paragraph)
        or any(
            mark.get(f"{W}name", "").startswith("_Toc")
            for mark in paragraph.iter(f"{W}bookmarkStart")
        )
    }
    fields = [field.text or "" for field in main.root.iter(f"{W}instrText")]
    fields += [field.get(f"{W}instr", "") for field in main.root.iter(f"{W}fldSimple")]
    count = sum(1 for p in main.paragraphs if styles.level(p) and text_of(p))
    if count > MOST_HEADINGS_WITHOUT_CONTENTS and not any("TOC" in field for field in fields):
        yield rules.NO_CONTENTS.at(opened.place(WHOLE_DOCUMENT), count=count)
    for paragraph in main.paragraphs:
        is_entry = re.fullmatch(r"toc \d", styles.name(paragraph)) and text_of(paragraph)
        if is_entry and not _names_of(paragraph) & headed:
            entry = f'contents entry "{quoted(text_of(paragraph))}"'
            yield rules.STALE_CONTENTS.at(opened.place(entry))


def _names_of(entry: Element) -> set[str]:
    """What a contents entry may name: all its words, or those before or between tabs."""
    text = "".join(run_text(run) for run in own_runs(entry))
    pieces = text.split("\t")
    names = [*pieces, text, " ".join(pieces[:-1])]
    return {" ".join(name.split()) for name in names if name.strip()}


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, through content controls, not through tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _below(child, tag)


def _holds_something(paragraph: Element) -> bool:
    """Whether a paragraph without words holds a picture, a break, a field or the like."""
    return next(paragraph.iter(*_CONTENT, _MATHS), None) is not None


def _is_filled(cell: Element) -> bool:
    """Whether a cell holds words or a picture, or goes on from the cell above."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is not None and merged.get(f"{W}val") != "restart":
        return True
    return any(
        text_of(paragraph) or _holds_something(paragraph) for paragraph in cell.iter(f"{W}p")
    )


def _what_is_loaded(opened: Opened) -> _Found:
    package = opened.package
    try:
        outside = reaches_outside({part: package.part(part) for part in package.parts})
    except ElementTree.ParseError:
        raise package.damaged() from None
    for reach in outside:
        place = opened.place(place_of_part(reach.part))
        yield rules.REACHES_OUTSIDE.at(place, what=reach.what)


# Elements with a number or name of their own: what they are, and where it is said.
_NUMBERED = (
    ("A bookmark", f"{W}bookmarkStart", f"{W}name"),
    ("A comment", f"{W}commentReference", f"{W}id"),
    ("A picture or drawing", f"{_WP}docPr", "id"),
    ("A content control", f"{W}sdtPr/{W}id", f"{W}val"),
)


def _doubled_numbers(opened: Opened) -> _Found:
    for what, path, attribute in _NUMBERED:
        seen: set[str] = set()
        for story in opened.stories:
            for element in story.root.iterfind(f".//{path}"):
                number = element.get(attribute, "")
                if number and number in seen:
                    yield rules.DOUBLED_NUMBER.at(story.place(element), what=what)
                seen.add(number)


CHECKS: tuple[Callable[[Opened], Iterable[Finding]], ...] = (
    _title_and_authors,
    _language,
    _headings,
    _tables,
    _pictures,
    _colours_and_sizes,
    _colour_alone,
    _stray_text,
    _leftover_words,
    _links,
    _what_is_loaded,
    _doubled_numbers,
    _empty_paragraphs,
    _text_boxes,
    _contents,
)
