"""Numbers and names that Word wants once in a document, made again where a loop repeats them.

Drawings, bookmarks, comments, notes, content controls, tracked changes and old shapes each have
one. What belongs together stays together: the two ends of a bookmark or comment, and the
references to a bookmark in the same turn of a loop. The same document gets the same numbers each
time.
"""

import re
from collections.abc import Iterator
from itertools import count

TURN = "<?turn?>"
"""Marks where a turn of a loop begins; `Identities.made_unique` takes the marks away."""

_FOR = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?for\b.*?%\}", re.DOTALL)
_HAS_ONE = re.compile(
    r"<w:(?:bookmark|commentRange|perm)Start\b|<w:(?:comment|footnote|endnote)Reference\b"
    r"|<wp:docPr\b|<w:id \b|<w:sdtPr>|<v:\w+ [^<>]*\bid=|w14:paraId="
    r"|<w:(?:ins|del|move(?:From|To)|\w+Change) "
)
_TOKEN = re.compile(
    r"<\?turn\?>"
    r"|<w:(?P<range>bookmark|commentRange|perm|moveFromRange|moveToRange)(?P<end>Start|End)\b[^<>]*>"
    r"|<w:(?:comment|footnote|endnote)Reference\b[^<>]*>"
    r"|<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)\b[^<>]*>"
    r"|<wp:docPr\b[^<>]*>"
    r"|<w:id w:val=\"[^\"<>]*\"\s*/>"
    r"|<v:\w+\b[^<>]*\bid=\"[^<>]*>"
    r"|<o:OLEObject\b[^<>]*>"
    r"|<w:hyperlink\b[^<>]*\bw:anchor=[^<>]*>"
    r"|<w:fldSimple\b[^<>]*>"
    r"|<w:instrText\b[^<>]*>[^<]*"
)
_REFERS = re.compile(r"<w:(comment|footnote|endnote)Reference\b")
_CHANGE = re.compile(r"<w:(?:ins|del|move(?:From|To)|cell(?:Ins|Del|Merge)|\w+Change)\b")
_PARAGRAPH_ID = re.compile(r' w14:paraId="([^"<>]*)"')
_REFERENCE = re.compile(r'\b((?:PAGE|NOTE)?REF\s+"?|HYPERLINK\s+\\l\s+(?:"|&quot;)?)([\w.]+)')
# Numbers of which Word makes small ones: far above them.
_FIRST_RANGE, _FIRST_DRAWING, _FIRST_CONTROL = 1_000_000, 50_000, 900_000_000
# Word numbers a document's notes so far and no further.
_FIRST_NOTE, _LAST_NOTE = 10_000, 32_767
_LONGEST_NAME = 40


def with_turns_marked(source: str) -> str:
    """A part's source with a mark at each loop, where what it repeats may hold such a number."""
    if not _HAS_ONE.search(source):
        return source
    return _FOR.sub(lambda tag: tag[0] + TURN, source)


class Identities:
    """The numbers and names of one document, given out part by part."""

    def __init__(self) -> None:
        self.copies: dict[str, list[tuple[str, str]]] = {}
        """Comments and notes to copy, by kind: the number of each, and that of its copy."""
        self._seen: set[tuple[str, str]] = set()
        self._range = count(_FIRST_RANGE)
        self._note = count(_FIRST_NOTE)
        self._drawing = count(_FIRST_DRAWING)
        self._control = count(_FIRST_CONTROL)
        self._suffix = count(2)
        self._part = count()

    def made_unique(self, xml: str) -> str:
        """The XML of a filled part with each number and name once, without the marks of turns."""
        if TURN not in xml:
            return xml
        xml = _PARAGRAPH_ID.sub(self._paragraph, xml)
        part = _Part(self, xml)
        return part.written()

    def is_new(self, kind: str, identity: str) -> bool:
        """Whether a number or name of a kind comes for the first time; it is known from now on."""
        key = kind, identity.casefold()
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def range_number(self) -> str:
        """A number for a bookmark, a tracked change or a comment."""
        return str(next(self._range))

    def note_number(self) -> str:
        """A number for a footnote or an endnote; "" once there are no more."""
        number = next(self._note)
        return str(number) if number <= _LAST_NOTE else ""

    def part_number(self) -> int:
        """A number for the next part: most numbers are needed once in each."""
        return next(self._part)

    def copy(self, kind: str, own: str, new: str) -> None:
        """Note that a comment or a note is wanted a second time, under a new number."""
        self.copies.setdefault(kind, []).append((own, new))

    def drawing_number(self) -> str:
        """A number for a drawing."""
        return str(next(self._drawing))

    def control_number(self) -> str:
        """A number for a content control."""
        return str(next(self._control))

    def another_name(self, kind: str, name: str) -> str:
        """A name like that one which is not taken yet."""
        while True:
            ending = f"_{next(self._suffix)}"
            new = name[: _LONGEST_NAME - len(ending)] + ending
            if self.is_new(kind, new):
                return new

    def _paragraph(self, match: re.Match[str]) -> str:
        return match[0] if self.is_new("paragraph", match[1]) else ""


class _Part:
    """One filled part: its bookmarks by the turn that they are in."""

    def __init__(self, identities: Identities, xml: str) -> None:
        self._identities = identities
        self._number = identities.part_number()
        self._xml = xml
        self._open: dict[tuple[str, str], str] = {}
        self._current: dict[tuple[str, str], str] = {}
        self._names: dict[tuple[int, str], str] = {}
        self._repeated: set[str] = set()

    def written(self) -> str:
        pieces = list(self._pieces())
        # References come last: a turn may refer to a bookmark that it sets further on.
        return "".join(
            piece if turn is None else self._referring(piece, turn) for piece, turn in pieces
        )

    def _pieces(self) -> Iterator[tuple[str, int | None]]:
        end, turn = 0, 0
        for match in _TOKEN.finditer(self._xml):
            yield self._xml[end : match.start()], None
            end = match.end()
            token = match[0]
            if token == TURN:
                turn += 1
            elif match["range"]:
                yield self._range(token, match["range"], match["end"] == "Start", turn), None
            elif token.startswith(("<w:hyperlink", "<w:fldSimple", "<w:instrText")):
                yield token, turn
            else:
                yield self._single(token), None
        yield self._xml[end:], None

    def _range(self, token: str, kind: str, is_start: bool, turn: int) -> str:
        own = _attribute(token, "w:id")
        key = kind, own
        if not is_start:
            # One whose beginning a loop left out, or that a loop repeats, ends nothing.
            return _with(token, "w:id", self._open.pop(key)) if key in self._open else ""
        if key in self._open:
            return ""  # It is open already: its end is outside the loop that repeats its start.
        is_first = self._is_new(kind, own)
        number = own if is_first else self._identities.range_number()
        self._open[key] = self._current[key] = number
        if kind == "bookmark":
            token = self._named(token, turn)
        elif kind == "commentRange" and number != own:
            self._identities.copy("comment", own, number)
        return _with(token, "w:id", number)

    def _is_new(self, kind: str, identity: str) -> bool:
        """Whether a number comes for the first time in this part."""
        return self._identities.is_new(f"{kind} {self._number}", identity)

    def _named(self, token: str, turn: int) -> str:
        name = _attribute(token, "w:name")
        if self._identities.is_new("name", name):
            new = name
        else:
            new = self._identities.another_name("name", name)
            self._repeated.add(name)
        self._names[turn, name] = new
        return _with(token, "w:name", new)

    def _single(self, token: str) -> str:
        identities = self._identities
        if reference := _REFERS.match(token):
            kind, own = reference[1], _attribute(token, "w:id")
            known = self._current.get((f"{kind}Range", own))
            if self._is_new(kind, known or own):
                return _with(token, "w:id", known or own)
            is_comment = kind == "comment"
            new = identities.range_number() if is_comment else identities.note_number()
            if not new:
                return token
            identities.copy(kind, own, new)
            return _with(token, "w:id", new)
        if _CHANGE.match(token):
            own = _attribute(token, "w:id")
            is_new = self._is_new("change", own)
            return token if is_new else _with(token, "w:id", identities.range_number())
        if token.startswith("<wp:docPr"):
            own = _attribute(token, "id")
            is_new = identities.is_new("drawing", own)
            return token if is_new else _with(token, "id", identities.drawing_number())
        if token.startswith("<w:id "):
            own = _attribute(token, "w:val")
            is_new = identities.is_new("control", own)
            return token if is_new else _with(token, "w:val", identities.control_number())
        if token.startswith("<o:OLEObject"):
            own = _attribute(token, "ShapeID")
            return _with(token, "ShapeID", self._current.get(("shape", own), own))
        own = _attribute(token, "id")
        new = own if identities.is_new("shape", own) else identities.another_name("shape", own)
        self._current["shape", own] = new
        token = _with(token, "id", new)
        spid = _attribute(token, "o:spid")
        if spid and not identities.is_new("spid", spid):
            token = _with(token, "o:spid", identities.another_name("spid", spid))
        return token

    def _referring(self, token: str, turn: int) -> str:
        if not self._repeated:
            return token
        if token.startswith("<w:hyperlink"):
            return _with(token, "w:anchor", self._name(_attribute(token, "w:anchor"), turn))
        return _REFERENCE.sub(lambda match: match[1] + self._name(match[2], turn), token)

    def _name(self, name: str, turn: int) -> str:
        """What a bookmark is called that is set in this turn, else in the last one before."""
        if name not in self._repeated:
            return name
        return next(
            (self._names[at, name] for at in range(turn, -1, -1) if (at, name) in self._names),
            name,
        )


def with_copies(notes: str, kind: str, copies: list[tuple[str, str]]) -> str:
    """A part of comments or notes with a copy of those that are wanted at several places.

    Each copy counts as a turn of a loop: what it holds gets numbers of its own.
    """
    note = re.compile(rf'<w:{kind}\b[^<>]*\bw:id="([^"<>]*)"[^<>]*>.*?</w:{kind}>', re.DOTALL)
    whole = {match[1]: match[0] for match in note.finditer(notes)}
    added = "".join(TURN + _with(whole[own], "w:id", new) for own, new in copies if own in whole)
    place = notes.rfind("</")
    return notes[:place] + added + notes[place:]


def _attribute(token: str, name: str) -> str:
    match = re.search(rf'(?<![\w:]){name}="([^"<>]*)"', token)
    return match[1] if match else ""


def _with(token: str, name: str, value: str) -> str:
    return re.sub(rf'((?<![\w:]){name}=")[^"<>]*(")', lambda m: m[1] + value + m[2], token, count=1)
