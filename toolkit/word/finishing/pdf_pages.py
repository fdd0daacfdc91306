"""What a tagged PDF holds: the page of each bookmark, and how many rows of tables."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object, Pdf


def rows_printed(pdf: bytes) -> int:
    """How many rows of tables a tagged PDF holds."""
    import pikepdf

    rows = 0
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        waiting = [opened.Root.get("/StructTreeRoot")]
        while waiting:
            element = waiting.pop()
            if isinstance(element, pikepdf.Array):
                waiting.extend(element)
            elif isinstance(element, pikepdf.Dictionary):
                rows += element.get("/S") == "/TR"
                waiting.append(element.get("/K"))
    return rows


def pages_of(exported: bytes, bookmarks: Sequence[str]) -> dict[str, int]:
    """The page of each bookmark that the PDF has as a named destination."""
    import pikepdf

    with pikepdf.open(io.BytesIO(exported)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        named = {name.removeprefix("/"): place for name, place in _destinations(pdf)}
        found = {}
        for bookmark in bookmarks:
            place = named.get(bookmark) or named.get(_as_destination(bookmark))
            if place is not None:
                found[bookmark] = numbers[place[0].objgen]
        return found


def _destinations(pdf: "Pdf") -> Iterator[tuple[str, "Object"]]:
    """Each named destination: LibreOffice writes the older dictionary or the newer tree."""
    import pikepdf

    older = pdf.Root.get("/Dests")
    pairs = list(older.items()) if isinstance(older, pikepdf.Dictionary) else []
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        pairs += [(str(name), place) for name, place in pikepdf.NameTree(tree).items()]
    for name, place in pairs:
        yield name, place.D if isinstance(place, pikepdf.Dictionary) else place


def _as_destination(bookmark: str) -> str:
    """A bookmark's name as LibreOffice writes it: "_Toc1" is 5FToc1."""
    return re.sub(r"[^A-Za-z0-9-]", lambda match: f"{ord(match[0]):02X}", bookmark)
