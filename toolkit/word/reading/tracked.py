"""Tracked changes that reach over more than words: paragraphs whose end was struck out."""

from toolkit.word.reading.word_xml import Element, W

_GONE = (f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}moveFrom")


def join_paragraphs(root: Element) -> None:
    """Puts each paragraph whose end was struck out before the words of the one after it.

    Word shows them as two until the change is accepted, and keeps the look of the second.
    """
    for paragraph in list(root.iter(f"{W}p")):
        if not any(paragraph.find(gone) is not None for gone in _GONE):
            continue
        following = paragraph.getnext()
        parent = paragraph.getparent()
        if following is None or parent is None or following.tag != f"{W}p":
            continue
        place = 1 if following.find(f"{W}pPr") is not None else 0
        moved = [child for child in paragraph if child.tag != f"{W}pPr"]
        following[place:place] = moved
        parent.remove(paragraph)
