"""What a filled document gains beside its template's parts: drawings, lists, origins of figures."""

import re
from collections.abc import Mapping
from functools import cached_property

from toolkit.word.drawing.drawing import Drawable
from toolkit.word.filling import list_restarts
from toolkit.word.filling.compiled import NOTES, Compiled
from toolkit.word.filling.fresh_ids import Identities, with_copies
from toolkit.word.package import origins
from toolkit.word.package.additions import Additions
from toolkit.word.sandbox.plain_data import Marked
from toolkit.word.sandbox.printing import DRAWING

# Above the numbers of drawings that templates bring.
_FIRST_DRAWING = 10_000
_DRAWN = re.compile(rf"<\?{DRAWING} (\d+)\?>")


class FilledDocument:
    """What one filled document gains beside its template's parts."""

    def __init__(self, compiled: Compiled, marked: Marked) -> None:
        self._compiled = compiled
        self._marked = marked
        self._additions = Additions(compiled.registers, compiled.plain)
        self._figures: list[origins.Printed] = []
        self._lists: list[str] = []
        self._drawings = 0
        self._identities = Identities()

    def put_in_place(self, part: str, xml: str) -> str:
        """The XML of a filled part with its marks replaced by what they mean.

        The text comes before its notes: those that it refers to several times are copied.
        """
        xml = self._with_copies(part, xml)
        if "<?" not in xml:
            return xml
        xml, figures = origins.with_bookmarks(xml, len(self._figures) + 1, self._marked.origins)
        self._figures += figures
        xml, lists = list_restarts.restarted(xml, self._first_list + len(self._lists))
        self._lists += lists

        def placed(match: re.Match[str]) -> str:
            return _in_run(self._place(part, self._marked.drawables[int(match[1])]))

        return self._identities.made_unique(_DRAWN.sub(placed, xml))

    def additions(self) -> Mapping[str, bytes]:
        """The parts to add, and the parts of the template that change with them."""
        if self._figures:
            origins.add_origins(self._additions, self._compiled.document, self._figures)
        changed = dict(self._additions.parts)
        if self._lists:
            numbering = self._compiled.registers[list_restarts.NUMBERING]
            changed[list_restarts.NUMBERING] = list_restarts.with_lists(
                numbering, self._first_list, self._lists
            )
        filled = {part.name for part in self._compiled.filled}
        for part in NOTES:
            if part in filled or part not in self._compiled.registers:
                continue
            as_is = self._compiled.registers[part].decode("utf-8-sig")
            copied = self._with_copies(part, as_is)
            if copied != as_is:
                changed[part] = self._identities.made_unique(copied).encode()
        return changed

    def _with_copies(self, part: str, xml: str) -> str:
        copies = self._identities.copies.get(NOTES.get(part, ""))
        return with_copies(xml, NOTES[part], copies) if copies else xml

    @cached_property
    def _first_list(self) -> int:
        numbering = self._compiled.registers.get(list_restarts.NUMBERING)
        return list_restarts.highest_list(numbering) + 1 if numbering else 1

    def _place(self, part: str, drawable: Drawable) -> str:
        drawing = drawable.drawing()
        self._drawings += 1
        number = _FIRST_DRAWING + self._drawings
        target, *others = drawing.parts(number)
        for new in (target, *others):
            self._additions.add_part(*new)
        identity = self._additions.relate(part, drawing.relationship_type, target.name)
        return drawing.element(identity, number)


def _in_run(element: str) -> str:
    return f'</w:t>{element}<w:t xml:space="preserve">'
