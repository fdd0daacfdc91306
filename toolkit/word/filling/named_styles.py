"""The styles and lists that a template names, read once and only if somebody asks."""

from collections.abc import Mapping
from functools import cached_property
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NONE = b"<none/>"


class NamedStyles:
    """A template's styles and numbering, from the XML of these parts; None where it has none."""

    def __init__(self, styles: bytes | None, numbering: bytes | None) -> None:
        self._styles = styles
        self._numbering = numbering

    @cached_property
    def identities(self) -> Mapping[str, str]:
        """The identity of each style by its name in small letters."""
        return {
            name.get(f"{_W}val", "").casefold(): style.get(f"{_W}styleId", "")
            for style in self._all
            if (name := style.find(f"{_W}name")) is not None
        }

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each style, in small letters, by its identity."""
        return {identity: name for name, identity in self.identities.items()}

    @cached_property
    def list_of(self) -> Mapping[str, str]:
        """The number of the list that a style belongs to, by its identity."""
        return {
            style.get(f"{_W}styleId", ""): number.get(f"{_W}val", "")
            for style in self._all
            if (number := style.find(f"{_W}pPr/{_W}numPr/{_W}numId")) is not None
        }

    def is_heading(self, identity: str) -> bool:
        """Whether a style is one of Word's headings."""
        return self.names.get(identity, "").startswith("heading ")

    @cached_property
    def counting_lists(self) -> frozenset[str]:
        """The numbers of the lists that count, without those that number the headings."""
        if self._numbering is None:
            return frozenset()
        root = ElementTree.fromstring(self._numbering)
        counting = {
            abstract.get(f"{_W}abstractNumId")
            for abstract in root.iter(f"{_W}abstractNum")
            if (form := abstract.find(f"{_W}lvl/{_W}numFmt")) is not None
            and form.get(f"{_W}val") not in ("bullet", "none")
        }
        lists = {
            number.get(f"{_W}numId", "")
            for number in root.iter(f"{_W}num")
            if (abstract := number.find(f"{_W}abstractNumId")) is not None
            and abstract.get(f"{_W}val") in counting
        }
        of_headings = {
            number for identity, number in self.list_of.items() if self.is_heading(identity)
        }
        return frozenset(lists - of_headings)

    @cached_property
    def _all(self) -> list[ElementTree.Element]:
        return list(ElementTree.fromstring(self._styles or _NONE).iter(f"{_W}style"))
