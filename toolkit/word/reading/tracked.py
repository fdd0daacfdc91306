"""Tracked changes, taken as accepted: what was inserted is text, what was deleted is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from toolkit.word.reading.word_xml import (
    CELL,
    PARAGRAPH,
    ROW,
    TABLE,
    Element,
    W,
    count_words,
    parent_tag,
    remove,
)

_INSERTED = f"{W}ins"
_DELETED = f"{W}del"
_MOVED_AWAY = f"{W}moveFrom"
_MARKS = (_INSERTED, _DELETED, _MOVED_AWAY, f"{W}moveTo", f"{W}cellDel")
# Marks in these say that the end of a paragraph, a row or a cell was inserted or deleted.
_PROPERTIES = frozenset(f"{W}{name}" for name in ("rPr", "trPr", "tcPr", "numPr"))
# How something looked before a tracked change of its look.
_LOOKS_BEFORE = tuple(
    f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr",
                                    "tblGrid", "numbering")
)  # fmt: skip


@dataclass(frozen=True)
class Tracked:
    """What tracked changes there were; `paragraphs` are those that held some and remain."""

    insertions: int = 0
    deleted_words: int = 0
    paragraphs: frozenset[Element] = frozenset()


def accept_changes(root: Element, *, joins: bool = True) -> Tracked:
    """Accepts all tracked changes of a part, in the tree itself.

    `joins` puts a paragraph whose end was deleted before the words of the next.
    """
    for before in list(root.iter(*_LOOKS_BEFORE)):
        remove(before)
    marks = list(root.iter(*_MARKS))
    if not marks:
        return Tracked()
    touched = {paragraph for mark in marks for paragraph in mark.iterancestors(PARAGRAPH)}
    deleted = sum(_remove_rows_and_cells(root))
    insertions = sum(
        parent_tag(mark) not in _PROPERTIES - {f"{W}trPr"} for mark in root.iter(_INSERTED)
    )
    for mark in list(root.iter(_DELETED, _MOVED_AWAY)):
        if parent_tag(mark) not in _PROPERTIES:
            # What was moved away is elsewhere in the text.
            deleted += count_words(mark) if mark.tag == _DELETED else 0
            remove(mark)
    if joins:
        ends = (mark.iterancestors(PARAGRAPH) for mark in root.iter(_DELETED, _MOVED_AWAY))
        touched |= join_with_next([paragraph for end in ends for paragraph in islice(end, 1)])
    remaining = set(root.iter(PARAGRAPH))
    return Tracked(insertions, deleted, frozenset(touched & remaining))


def join_with_next(paragraphs: Iterable[Element]) -> set[Element]:
    """Puts paragraphs whose ends are gone before the words of the one after each; those last.

    They come in the order of the text. Word keeps the look of the last. Before a table, only
    paragraphs without words can go.
    """
    ending = dict.fromkeys(paragraphs)
    seen: set[Element] = set()
    joined = set()
    for first in ending:
        if first in seen:
            continue
        line, following = [first], first.getnext()
        while following is not None and following in ending:
            line.append(following)
            following = following.getnext()
        seen.update(line)
        joined.add(_joined(line, following))
    return joined


def _joined(line: list[Element], following: Element | None) -> Element:
    """Makes one of paragraphs in a line and of what follows them, if it can; what remains."""
    words = [child for paragraph in line for child in paragraph if child.tag != f"{W}pPr"]
    if following is not None and (
        following.tag == PARAGRAPH or (following.tag == TABLE and not words)
    ):
        remaining = following
    else:
        remaining = line.pop()
        words = words[: len(words) - sum(child.tag != f"{W}pPr" for child in remaining)]
    if words:
        place = 0 if remaining.find(f"{W}pPr") is None else 1
        remaining[place:place] = words
    for paragraph in line:
        remove(paragraph)
    return remaining


def _remove_rows_and_cells(root: Element) -> list[int]:
    """Removes deleted rows and cells, and tables that have no row left; the words of each."""
    counts = []
    marked = [(mark, ROW) for mark in root.iter(_DELETED) if parent_tag(mark) == f"{W}trPr"]
    marked += [(mark, CELL) for mark in root.iter(f"{W}cellDel")]
    for mark, tag in marked:
        whole = next(mark.iterancestors(tag), None)
        table = next(mark.iterancestors(TABLE), None)
        if whole is None or table is None:
            continue
        counts.append(count_words(whole))
        remove(whole)
        if next(table.iter(ROW), None) is None:
            remove(table)
    return counts
