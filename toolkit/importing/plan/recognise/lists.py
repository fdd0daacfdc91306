"""Plans without tables: actions as list items or labelled lines under their priorities."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.cells import (
    Line,
    is_ref,
    is_timescale,
    leading_ref,
    trailing_timescale,
)
from toolkit.importing.plan.headings import priority_part
from toolkit.importing.plan.recognise.section_titles import OBJECTIVE, Title, is_general, title_of
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.word.reading.blocks import Block, Paragraph, Style

_WHEN_OR_WHO = ("lead", "timescale", "status", "process_agreed", "resources")
_INLINE = "|".join(
    f"(?P<{name}>{words})"
    for name, words in synonyms.INSIDE.items()
    if name not in ("tasks", "sub_group")
)
# "… Lead: X. Timescale: Y" or "(Lead: X; by when: Y)" inside one paragraph.
_LABEL_INSIDE = re.compile(
    rf"(?:^|[.;,(\[|\t]\s*|\s[–—-]\s*|\n|\s{{2,}}|(?<=\w)\s+(?=[A-Z]))(?:{_INLINE})"
    r"(?P<number>\s+\d[\d.]{0,6}[a-z]?)?\s*[:–—]\s*",
    re.IGNORECASE,
)


_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[A-Z])[.):]?\s+\S")
_SIGNS = re.compile(synonyms.SIGN_OFF_LINES, re.IGNORECASE)


@dataclass
class ListAction:
    """An action of a list: its slots, their labels, and the paragraphs it is in."""

    place: int
    slots: list[Slot] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def says_who_or_when(self) -> bool:
        """Whether it names a lead and a time, or either by a label, as actions do."""
        fields = {name for slot in self.slots for name in slot.fields}
        named = {name for slot in self.slots if slot.heading for name in slot.fields}
        return {"lead", "timescale"} <= fields or bool({"lead", "timescale"} & named)


@dataclass(frozen=True)
class Opened:
    """A theme's, priority's or objective's title, or a plain heading (`title` None)."""

    place: int
    title: Title | None


@dataclass(frozen=True)
class PriorityLine:
    """A line of a priority's own: "Why this matters: …" as its label and its words."""

    place: int
    label: str
    text: str


Step = Opened | PriorityLine | ListAction


def list_steps(body: Sequence[Block]) -> list[Step]:
    """The titles and actions of a plan that has no table; empty where it shows none.

    Items under a heading are actions where any of them names a lead or a time.
    """
    sections: list[list[Step]] = [[]]
    for step in _steps(body):
        if isinstance(step, Opened):
            sections.append([])
        sections[-1].append(step)
    named = [any(each.says_who_or_when for each in _actions(section)) for section in sections]
    actions = [
        each for section, is_named in zip(sections, named, strict=True) if is_named
        for each in _actions(section)
    ]  # fmt: skip
    if not actions or sum(each.says_who_or_when for each in actions) * 2 < len(actions):
        return []
    like = {
        _form(body, section) for section, is_named in zip(sections, named, strict=True) if is_named
    } - {None}
    steps: list[Step] = []
    for section, is_named in zip(sections, named, strict=True):
        is_plan = is_named or (_form(body, section) in like and _only_items(body, section))
        steps += [each for each in section if is_plan or not isinstance(each, ListAction)]
    return steps


def _actions(section: Sequence[Step]) -> list[ListAction]:
    return [step for step in section if isinstance(step, ListAction)]


def _form(body: Sequence[Block], section: Sequence[Step]) -> tuple[str, str, int] | None:
    """How the numbered title of a section is printed; None where it has no number."""
    first = section[0] if section else None
    block = body[first.place] if isinstance(first, Opened) else None
    if not isinstance(first, Opened) or not isinstance(block, Paragraph):
        return None
    if first.title and first.title.ref:
        return first.title.kind, block.style, block.level
    return ("", block.style, block.level) if _NUMBERED.match(block.printed) else None


def _only_items(body: Sequence[Block], section: Sequence[Step]) -> bool:
    blocks = [body[action.place] for action in _actions(section)]
    return all(isinstance(block, Paragraph) and block.style is Style.ITEM for block in blocks)


def _steps(body: Sequence[Block]) -> Iterator[Step]:
    current: ListAction | None = None
    inside = signing = False
    depth = 0
    read = [inline_slots(block) if isinstance(block, Paragraph) else [] for block in body]
    for place, block in enumerate(body):
        if not isinstance(block, Paragraph):
            continue
        pieces = read[place]
        signing = _signs(block, signing)
        if signing:
            if current:
                yield current
            current = None
            continue
        following = read[place + 1] if place + 1 < len(read) else []
        title = title_of(block.text) if len(pieces) == 1 else None
        if title and title.kind == OBJECTIVE and not (title.ref or block.bold):
            title = None
        label, _, text = block.text.partition(":")
        is_heading = block.style in (Style.HEADING, Style.TITLE) or (
            # A short line all in bold, without a label of its own.
            block.is_heading and block.style is Style.PARAGRAPH and not pieces[0].heading
            and len(pieces) == 1
        )  # fmt: skip
        names_action = (
            is_heading and inside and not title and _names_who_or_when(following)
            and not is_general(block.text)
        )  # fmt: skip
        if (title or is_heading) and not names_action:
            if current:
                yield current
            current, inside = None, True
            yield Opened(place, title)
        elif inside and text.strip() and priority_part(label) and not current:
            yield PriorityLine(place, label, text.strip())
        elif (
            current
            and not _opens(pieces[0], current)
            and (pieces[0].heading or (block.style is Style.ITEM and block.level > depth))
        ):
            _add(current, place, pieces if pieces[0].heading else _as_tasks(pieces))
        elif (
            names_action
            or _opens(pieces[0], current)
            or (
                inside
                and (
                    block.style is Style.ITEM
                    or len(pieces) > 1
                    or bool(leading_ref(block.text)[0])
                    or _names_who_or_when(following)
                )
            )
        ):
            if current:
                yield current
            depth = block.level
            current = ListAction(place)
            _add(current, place, pieces)
        elif current:
            yield current
            current = None
    if current:
        yield current


def _signs(block: Paragraph, before: bool) -> bool:
    """Whether a line belongs to those that say who signed, and when: "Signed:", "Review date:"."""
    if block.style in (Style.HEADING, Style.TITLE, Style.ITEM):
        return False
    label, colon, _ = block.text.partition(":")
    if before and colon and len(label.split()) <= 4:
        return True
    return bool(colon) and bool(_SIGNS.fullmatch(label.strip()))


def _opens(first: Slot, current: ListAction | None) -> bool:
    """Whether a labelled line opens an action: "Action: …", or an objective after a lead."""
    if not first.heading:
        return False
    if first.fields[0] == "objective":
        return current is None or current.says_who_or_when
    return first.fields[0] in ("action", "ref")


def _names_who_or_when(pieces: Sequence[Slot]) -> bool:
    return bool(pieces and pieces[0].heading and set(pieces[0].fields) & set(_WHEN_OR_WHO))


def _as_tasks(pieces: Sequence[Slot]) -> list[Slot]:
    """A deeper item is a step of the action it is under."""
    first, *rest = pieces
    return [Slot(("tasks",), first.lines), *rest]


def _add(action: ListAction, place: int, pieces: Sequence[Slot]) -> None:
    action.slots += pieces
    action.places.append(place)
    action.labels += [slot.heading for slot in pieces if slot.heading]


def inline_slots(block: Paragraph) -> list[Slot]:
    """A paragraph as slots: its own words first, then those that its labels name."""
    text = block.printed
    matches = list(_LABEL_INSIDE.finditer(text))
    slots: list[Slot] = []
    if not matches and len(block.tabbed) > 2 and is_timescale(block.tabbed[-1]):
        *opening, who, when = (block.number, *block.tabbed) if block.number else block.tabbed
        if len(opening) > 1 and is_ref(opening[0]):
            slots.append(Slot(("ref",), (Line(opening.pop(0)),)))
        slots.append(Slot(("action",), tuple(map(Line, opening))))
        return [*slots, Slot(("lead",), (Line(who),)), Slot(("timescale",), (Line(when),))]
    if not matches:
        first, when = trailing_timescale(text)
        if not when:
            return [Slot(("action",), (Line(text),))]
        words, who = _trailing_name(first)
        slots = [Slot(("action",), (Line(words),))]
        slots += [Slot(("lead",), (Line(who),))] if who else []
        return [*slots, Slot(("timescale",), (Line(when),))]
    first = text[: matches[0].start()].strip(" \t\n;,([–—-")
    if first:
        slots.append(Slot(("action",), (Line(first),)))
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        name = next(key for key, found in match.groupdict().items() if found and key != "number")
        if match["number"] and name in ("action", "objective"):
            slots.append(Slot(("ref",), (Line(match["number"].strip()),)))
        end = following.start() if following else len(text)
        words = text[match.end() : end].strip().strip(";,|").strip()
        words = words[:-1] if words.endswith(")") and "(" not in words else words
        label = match[name]
        slots.append(Slot((name,), (Line(words),) if words else (), label))
    return slots


def _trailing_name(text: str) -> tuple[str, str]:
    """ "Train staff – Training manager" in two; the second "" where no short name ends it."""
    match = re.fullmatch(r"(.+?)(?:\s+[–—-]\s+|\s*[(;]\s*)([^()–—;\d]{2,60})\)?", text)
    if match and len(match[2].split()) <= 7 and len(match[1].split()) >= 2:
        return match[1].strip(), match[2].strip()
    return text, ""
