"""The tags in a template's words: found, distinguished, and checked for their places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from toolkit.values.findings import Rule
from toolkit.values.text import did_you_mean, nearest
from toolkit.word.reading.word_xml import Element
from toolkit.word.template_lint import rules
from toolkit.word.template_lint.names import UNREADABLE
from toolkit.word.template_lint.text import Text

_OPENER = re.compile(r"\{\{|\{%|\{#")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRAY = re.compile(r"\}\}|%\}|#\}")
_SINGLE = re.compile(r"\{\s*[A-Za-z_][\w.]*\s*\}")
# How a template prints the signs themselves.
_PRINTED_SIGNS = re.compile(r"\{_\{|\}_\}|\{_%|%_\}")
_KIND = re.compile(r"(tr|tc|p|r) ")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_ODD = {
    "–": "a long dash", "—": "a long dash", "−": "a minus sign that is not the keyboard's",
    "\u2010": "a dash that is not the keyboard's", "\u2011": "a dash that is not the keyboard's",
    "\u00ad": "a soft hyphen", "\u200b": "a space of no width", "\u200c": "a sign of no width",
    "\u200d": "a sign of no width", "\u2060": "a sign of no width", "\ufeff": "a sign of no width",
    "„": "a low quotation mark", "\u201a": "a low quotation mark", "«": "a foreign quotation mark",
    "»": "a foreign quotation mark", "…": "three dots in one sign",
}  # fmt: skip
_ENDS = {
    name: f"end{name}"
    for name in ("for", "if", "macro", "call", "filter", "with", "autoescape", "block", "set")
}
_MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
_IN_CELLS = ("cellbg", "colspan", "hm", "vm")
_REFUSED = ("include", "import", "from", "extends", "raw", "endraw", "do", "break", "continue")
_WORDS = (*_ENDS, *_ENDS.values(), *_MIDDLES, *_IN_CELLS)
_UNITS = {"tr": "table row", "tc": "table cell", "p": "paragraph"}
_LONGEST_QUOTE = 60
# In one paragraph; a page of braces needs no finding for each.
_MOST_UNCLOSED = 20
# Python cannot run loops that are nested more than 20 deep.
_DEEPEST = 15


class Report(Protocol):
    """Takes the text, the rule it breaks, and what the rule's sentences need."""

    def __call__(self, text: Text, rule: Rule, /, **details: object) -> None:
        """Report it."""


@dataclass(frozen=True)
class Tag:
    """A tag: "{{", "{%" or "{#", what it takes away with it (p, tr, tc, r), and its words."""

    text: Text
    raw: str
    sign: str
    kind: str
    body: str
    start: int
    """Where it begins in the words of its text."""

    @property
    def word(self) -> str:
        """The instruction of a "{%" tag."""
        match = re.match(r"\w+", self.body)
        return match[0] if match else ""

    @property
    def quoted(self) -> str:
        """The tag as messages show it."""
        return shortened(self.raw)

    @property
    def home(self) -> tuple[str, object]:
        """What its opening and its end must share."""
        if self.kind == "tr":
            return "table", _around(self.text.row)
        if self.kind == "tc":
            return "table row", _around(self.text.cell)
        return "cell, box or running text", self.text.holder

    @property
    def wraps(self) -> dict[Element, str]:
        """What it is inside of, with its opening or its end, and what people call that."""
        fields = dict.fromkeys(self.text.fields, "a field")
        if self.kind in _UNITS:
            return fields
        end = self.start + len(self.raw)
        held = (wrap for wrap in self.text.wraps if wrap.holds(self.start, end))
        return fields | {wrap.element: wrap.what for wrap in held}


def _around(whole: Element | None) -> Element | None:
    return None if whole is None else whole.getparent()


def shortened(words: str) -> str:
    """Words as messages quote them."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


def tags_of(text: Text, report: Report) -> tuple[list[Tag], str]:
    """A paragraph's tags, and the words around them."""
    words = _PRINTED_SIGNS.sub(lambda signs: " " * len(signs[0]), text.words)
    tags: list[Tag] = []
    rest: list[str] = []
    at = unclosed = 0
    while unclosed < _MOST_UNCLOSED and (opener := _OPENER.search(words, at)):
        rest.append(words[at : opener.start()])
        sign = opener[0]
        close = words.find(_CLOSERS[sign], opener.end())
        inner = _OPENER.search(words, opener.end())
        if close < 0 or (inner and inner.start() < close):
            end = inner.start() if inner else len(words)
            tag = shortened(words[opener.start() : end])
            report(text, rules.NOT_CLOSED, tag=tag, sign=_CLOSERS[sign])
            at = end
            unclosed += 1
            continue
        tags.append(_tag(text, sign, words[opener.start() : close + 2], opener.start()))
        at = close + 2
    rest.append(words[at:])
    around = " ".join(rest)
    _check_around(text, around, report)
    return tags, around


def _tag(text: Text, sign: str, raw: str, start: int) -> Tag:
    inside = raw[2:-2]
    kind = _KIND.match(inside)
    body = inside[kind.end() :] if kind else inside
    body = body.removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+")
    body = " ".join(body.translate(_STRAIGHT).split("\n")).strip()
    return Tag(text, raw, sign, kind[1] if kind else "", body, start)


def _check_around(text: Text, around: str, report: Report) -> None:
    if stray := _STRAY.search(around):
        words = shortened(around[max(stray.start() - 40, 0) : stray.end()])
        report(text, rules.NEVER_OPENED, sign=stray[0], words=words)
    elif single := _SINGLE.search(around):
        report(text, rules.SINGLE_BRACES, words=shortened(single[0]))


def odd_sign(body: str) -> str:
    """What sign in a tag, outside its quotations, no keyboard would have typed; else ""."""
    outside = _STRING.sub("", body)
    return next((meaning for sign, meaning in _ODD.items() if sign in outside), "")


@dataclass
class Crowd:
    """What a row, a cell or a paragraph holds: how many tags, and whether anything besides."""

    tags: int = 0
    has_more: bool = False


class Places:
    """Where tags are that take their row, cell or paragraph away, and what is beside them."""

    def __init__(self, contents: Iterable[tuple[Text, list[Tag], str]]) -> None:
        self._crowds: dict[tuple[str, object], Crowd] = {}
        for text, tags, around in contents:
            for unit, whole in (("tr", text.row), ("tc", text.cell), ("p", text.order)):
                crowd = self._crowds.setdefault((unit, whole), Crowd())
                crowd.tags += len(tags)
                crowd.has_more = crowd.has_more or text.has_more or bool(around.strip())

    def check(self, tag: Tag, report: Report) -> bool:
        """Report a tag in the wrong place; whether it can be read on."""
        text, kind = tag.text, tag.kind
        in_attribute = bool(text.attribute) and kind in ("p", "r")
        if tag.sign == "{{" and (kind in ("tr", "tc") or in_attribute):
            report(text, rules.PRINTS_NOTHING, tag=tag.quoted, body=tag.body)
        elif kind in ("tr", "tc") and text.row is None:
            report(text, rules.OUTSIDE_TABLE, tag=tag.quoted)
        elif kind in _UNITS:
            whole = {"tr": text.row, "tc": text.cell, "p": text.order}[kind]
            crowd = self._crowds[kind, whole]
            if crowd.tags > 1 or crowd.has_more:
                report(text, rules.TAKES_AWAY, tag=tag.quoted, unit=_UNITS[kind])
            if tag.raw[-3] in "-+":
                report(text, rules.ENDS_WITH_SIGN, tag=tag.quoted, sign=tag.raw[-3])
            if tag.sign == "{%" and ("%" in tag.body or "}" in tag.body):
                report(text, rules.HOLDS_SIGN, tag=tag.quoted)
                return False
        return True


class Structure:
    """Follows what is opened and closed, and writes down the tags, one a line, for jinja.

    The lines always fit together, so that one fault does not hide the others.
    """

    def __init__(self, report: Report) -> None:
        self.lines: list[str] = []
        self.tags: list[Tag] = []
        self._report = report
        self._open: list[tuple[str, Tag]] = []

    def add(self, tag: Tag) -> None:
        """Take the next tag of the part."""
        if tag.sign == "{#":
            return
        halved = self._halved_by(tag)
        if halved:
            self._fault(tag, rules.HALF_INSIDE, what=halved)
        if odd := odd_sign(tag.body):
            self._fault(tag, rules.ODD_SIGN, sign=odd)
        if tag.text.attribute and '"' in tag.body:
            self._fault(tag, rules.DOUBLE_QUOTES)
        is_readable = not (odd or halved)
        if tag.sign == "{{":
            self._write(tag, f"{{{{ {tag.body} }}}}" if is_readable else "")
        else:
            self._add_instruction(tag, is_readable)

    def _halved_by(self, tag: Tag) -> str:
        """What holds half of a tag, which cannot be filled then; "" where nothing does."""
        end = tag.start + len(tag.raw)
        halving = (wrap.what for wrap in tag.text.wraps if wrap.halves(tag.start, end))
        return next(halving, "")

    def finish(self) -> None:
        """Report what is still open, and close it."""
        while self._open:
            word, tag = self._open.pop()
            self._fault(tag, rules.NEVER_CLOSED, end=_end_of(word, tag))
            self._write(tag, f"{{% end{word} %}}")

    def _write(self, tag: Tag, line: str) -> None:
        self.lines.append(line)
        self.tags.append(tag)

    def _add_instruction(self, tag: Tag, is_readable: bool) -> None:
        word = tag.word
        if word in _UNITS or word == "r":
            self._fault(tag, rules.KIND_MISPLACED, kind=word)
            tag = replace(tag, kind=word)
            is_readable = False
            word = tag.body.removeprefix(word).split(maxsplit=1)[0] if " " in tag.body else ""
        elif word in _REFUSED:
            self._fault(tag, rules.INSTRUCTION_REFUSED, word=word)
            return
        elif word not in _WORDS:
            guess = nearest(word, _WORDS)
            said = {"word": word or tag.body[:20], "guess": did_you_mean(word, _WORDS)}
            self._fault(tag, rules.NO_INSTRUCTION, **said)
            tag = replace(tag, body=(guess or "") + tag.body.removeprefix(word))
            word = guess or ""
        if (word == "else" or word in _ENDS.values()) and not re.fullmatch(
            r"\w+|endmacro \w+|endblock \w+", tag.body
        ):
            self._fault(tag, rules.SAYS_MORE, word=word)
            tag = replace(tag, body=word)
        if word in _MIDDLES:
            self._add_middle(tag, word)
        elif word in _IN_CELLS:
            self._add_of_cell(tag, word)
        elif word in _ENDS:
            if word == "set" and "=" in tag.body:
                self._write(tag, f"{{% {tag.body} %}}")
                return
            self._open.append((word, tag))
            if len(self._open) == _DEEPEST + 1:
                self._fault(tag, rules.TOO_DEEP, most=_DEEPEST)
            readable = is_readable and tag.word == word
            self._write(tag, f"{{% {tag.body} %}}" if readable else self._substitute(word))
        elif word in _ENDS.values():
            self._add_end(tag, word.removeprefix("end"))

    def _substitute(self, word: str) -> str:
        """An opening that can be read, for one that cannot."""
        self._open[-1] = ("if", self._open[-1][1]) if word != "for" else self._open[-1]
        if word == "for":
            return f"{{% for {UNREADABLE} in [] %}}"
        return f"{{% if {UNREADABLE} %}}"

    def _fault(self, tag: Tag, rule: Rule, /, **details: object) -> None:
        self._report(tag.text, rule, tag=tag.quoted, **details)

    def _add_middle(self, tag: Tag, word: str) -> None:
        if not self._open or self._open[-1][0] not in _MIDDLES[word]:
            self._fault(tag, rules.OUTSIDE_IF)
            return
        self._check_pair(self._open[-1][1], tag)
        self._write(tag, f"{{% {tag.body} %}}")

    def _add_of_cell(self, tag: Tag, word: str) -> None:
        if tag.text.cell is None:
            self._fault(tag, rules.OUTSIDE_CELL)
        elif word in ("cellbg", "colspan"):
            self._write(tag, f"{{{{ {tag.body.removeprefix(word)} }}}}")

    def _add_end(self, tag: Tag, word: str) -> None:
        if not self._open:
            self._fault(tag, rules.ENDS_NOTHING, word=word)
            return
        opened, opening = self._open[-1]
        if opened != word:
            due = _end_of(opened, opening)
            self._fault(tag, rules.OTHER_END_DUE, end=due, **_about(opening))
            if word not in (name for name, _ in self._open):
                # The one end for the other: taken as the end that was due.
                self._open.pop()
                self._write(tag, f"{{% end{opened} %}}")
                return
            while self._open[-1][0] != word:
                inner, _ = self._open.pop()
                self._write(tag, f"{{% end{inner} %}}")
            opening = self._open[-1][1]
        self._open.pop()
        self._check_pair(opening, tag)
        self._write(tag, f"{{% end{word} %}}")

    def _check_pair(self, opening: Tag, tag: Tag) -> None:
        if opening.kind != tag.kind:
            kinds = {"kind": opening.kind, "other_kind": tag.kind}
            self._fault(tag, rules.OTHER_KIND, **_about(opening), **kinds)
        elif opening.home != tag.home:
            self._fault(tag, rules.OTHER_HOME, **_about(opening), home=tag.home[0])
        elif not tag.kind and opening.text is not tag.text and not _merges(opening, tag):
            self._fault(tag, rules.OTHER_PARAGRAPH, **_about(opening))
        elif one_only := opening.wraps.items() ^ tag.wraps.items():
            what = min(what for _, what in one_only)
            self._fault(tag, rules.ONE_INSIDE, what=what, **_about(opening))


def _about(opening: Tag) -> dict[str, str]:
    """What a message on an end says of the tag that it belongs to."""
    return {"opening": opening.quoted, "where": opening.text.where}


def _end_of(word: str, tag: Tag) -> str:
    return f"{{%{tag.kind} end{word} %}}"


def _merges(opening: Tag, tag: Tag) -> bool:
    """Whether the minus signs say that paragraphs are meant to run into one."""
    return any("-" in (each.raw[2], each.raw[-3]) for each in (opening, tag))
