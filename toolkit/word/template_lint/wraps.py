"""What wraps some words of a paragraph: links, fields and the like."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.word.reading.word_xml import Element, W


@dataclass(frozen=True)
class Wrap:
    """What wraps words, as people call it, from the first of them to the one after the last.

    A field is two: its code and its result, each known by the sign that it begins with.
    """

    what: str
    start: int
    end: int
    element: Element

    def holds(self, start: int, end: int) -> bool:
        """Whether it wraps all the words between."""
        return self.start <= start and end <= self.end

    def halves(self, start: int, end: int) -> bool:
        """Whether it wraps some of the words between and not the others."""
        begins_inside = self.start <= start < self.end < end
        ends_inside = start < self.start < end <= self.end
        return begins_inside or ends_inside


@dataclass
class _Open:
    """The code or the result of a field: where it begins in this paragraph, 0 if before it."""

    sign: Element
    start: int
    began_before: bool = False

    def until(self, end: int) -> Wrap:
        return Wrap("a field", self.start, end, self.sign)


class OpenFields:
    """Follows the fields of a text through its paragraphs: each may end in a later one."""

    def __init__(self) -> None:
        self.is_cut = False
        """Whether a field begins in this paragraph or ends in it, and not both."""
        self._open: list[_Open] = []

    def go_on(self) -> frozenset[Element]:
        """Begin a paragraph; the fields that go on in it."""
        self.is_cut = False
        self._open = [_Open(each.sign, 0, began_before=True) for each in self._open]
        return frozenset(each.sign for each in self._open)

    def pass_sign(self, sign: Element, at: int) -> Iterator[Wrap]:
        """Pass one of a field's signs, after so many signs of text; what it closes."""
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Open(sign, at))
        elif self._open:
            closed = self._open.pop()
            yield closed.until(at)
            if kind == "separate":
                self._open.append(_Open(sign, at, closed.began_before))
            elif closed.began_before:
                self.is_cut = True

    def at_end(self, end: int) -> list[Wrap]:
        """End a paragraph of so many signs: what wraps its last words."""
        self.is_cut = self.is_cut or any(not each.began_before for each in self._open)
        return [each.until(end) for each in self._open]
