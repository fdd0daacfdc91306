"""The numbers that Word itself prints before the paragraphs of a list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from toolkit.word.reading.word_xml import Element, W, is_on, number_of, value_of

_MOST_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class _Level:
    """One level of a list; after `restart` levels at most it begins again, None after any."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True)
class _List:
    """A list; those of one `family` count on together. `restarts` are levels it sets back."""

    family: str
    levels: Mapping[int, _Level]
    restarts: tuple[int, ...] = ()


@dataclass
class Numbering:
    """The lists of one document; `label` counts on each time it is asked."""

    lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    def level_of(self, list_id: str, styles: Iterable[str]) -> int:
        """The level that a list keeps for one of these styles; 0 where it keeps none."""
        found = self.lists.get(list_id)
        kept = {level.style: place for place, level in found.levels.items()} if found else {}
        return next((kept[style] for style in styles if style in kept), 0)

    def label(self, list_id: str, level: int) -> str:
        """The number of the list's next paragraph on that level; "" for a bullet."""
        found = self.lists.get(list_id)
        if found is None or not found.levels:
            return ""
        counts = self._counts[found.family]
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place in found.restarts:
                counts.pop(place, None)
        own = found.levels.get(level, _Level())
        for above in range(min(level, _MOST_LEVELS)):
            # A level that was left out counts as begun.
            counts.setdefault(above, found.levels.get(above, _Level()).start)
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            restart = found.levels.get(deeper, _Level()).restart
            if restart is None or level < restart:
                del counts[deeper]
        if own.kind == "bullet":
            return ""
        label = own.pattern
        for place in range(min(level, _MOST_LEVELS) + 1):
            each = found.levels.get(place, _Level())
            kind = "decimal" if own.is_legal else each.kind
            label = label.replace(f"%{place + 1}", _printed(counts[place], kind))
        return label.strip()


def read_numbering(root: Element | None) -> Numbering:
    """The lists that a document's numbering part declares; None has none."""
    if root is None:
        return Numbering()
    families = {
        found.get(f"{W}abstractNumId", ""): found for found in root.findall(f"{W}abstractNum")
    }
    named = {
        value_of(link): family
        for family, found in families.items()
        if (link := found.find(f"{W}styleLink")) is not None
    }
    levels = {family: _levels(found) for family, found in families.items()}
    numbering = Numbering()
    for found in root.findall(f"{W}num"):
        family = value_of(found.find(f"{W}abstractNumId"))
        if family in families:
            # A family may only name the style whose list it is.
            style = value_of(families[family].find(f"{W}numStyleLink"))
            family = named.get(style, family)
        own = dict(levels.get(family, {}))
        restarts = []
        for override in found.findall(f"{W}lvlOverride"):
            place = number_of(override.get(f"{W}ilvl"))
            start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
            if level is not None:
                own[place] = _level(level)
            if start is not None:
                restarts.append(place)
                base = own.get(place, _Level())
                own[place] = replace(base, start=number_of(value_of(start), 1))
        list_id = found.get(f"{W}numId", "")
        numbering.lists[list_id] = _List(family, own, tuple(restarts))
    return numbering


def _levels(family: Element) -> dict[int, _Level]:
    return {number_of(level.get(f"{W}ilvl")): _level(level) for level in family.findall(f"{W}lvl")}


def _level(level: Element) -> _Level:
    restart = level.find(f"{W}lvlRestart")
    return _Level(
        start=number_of(value_of(level.find(f"{W}start")), 1),
        kind=value_of(level.find(f"{W}numFmt")) or "decimal",
        pattern=value_of(level.find(f"{W}lvlText")),
        restart=None if restart is None else number_of(value_of(restart)),
        is_legal=is_on(level.find(f"{W}isLgl")),
        style=value_of(level.find(f"{W}pStyle")),
    )


def _printed(number: int, kind: str) -> str:
    match kind:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 3)
            return letter if kind == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman, left = "", min(number, 3999)
            for value, letters in _ROMAN:
                roman += letters * (left // value)
                left %= value
            return roman if kind == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            teens = number % 100 in (11, 12, 13)
            return (
                f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
            )
        case "bullet" | "none":
            return ""
        case _:
            return str(number)
