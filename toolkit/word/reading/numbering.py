"""The numbers that Word prints by itself before the paragraphs of a list."""

from collections import defaultdict
from dataclasses import dataclass, field

from toolkit.word.reading.word_xml import Element, W, value_of

_MOST_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""


@dataclass
class Numbering:
    """The lists of one document; `label` counts on each time it is asked."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, number_id: str, level: int) -> str:
        """The number of the list's next paragraph on that level; "" for a bullet."""
        levels = self.levels.get(number_id)
        if not levels or number_id == "0":
            return ""
        counts = self._counts[number_id]
        own = levels.get(level, _Level())
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if own.kind in ("bullet", "none"):
            return ""
        label = own.pattern
        for each in range(min(level, _MOST_LEVELS) + 1):
            number = counts.get(each, levels.get(each, _Level()).start)
            label = label.replace(f"%{each + 1}", _printed(number, levels.get(each, _Level()).kind))
        return label.strip()


def read_numbering(root: Element | None) -> Numbering:
    """The lists that a document's numbering part declares; None has none."""
    if root is None:
        return Numbering()
    abstract = {
        found.get(f"{W}abstractNumId", ""): _levels(found)
        for found in root.findall(f"{W}abstractNum")
    }
    numbering = Numbering()
    for found in root.findall(f"{W}num"):
        link = found.find(f"{W}abstractNumId")
        levels = dict(abstract.get(value_of(link), {}))
        for override in found.findall(f"{W}lvlOverride"):
            level = _number(override.get(f"{W}ilvl"), 0)
            start = override.find(f"{W}startOverride")
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[level] = _level(own)
            elif start is not None:
                base = levels.get(level, _Level())
                levels[level] = _Level(_number(value_of(start), 1), base.kind, base.pattern)
        numbering.levels[found.get(f"{W}numId", "")] = levels
    return numbering


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        _number(level.get(f"{W}ilvl"), 0): _level(level) for level in abstract.findall(f"{W}lvl")
    }


def _level(level: Element) -> _Level:
    return _Level(
        _number(value_of(level.find(f"{W}start")), 1),
        value_of(level.find(f"{W}numFmt")) or "decimal",
        value_of(level.find(f"{W}lvlText")),
    )


def _number(text: str | None, otherwise: int) -> int:
    try:
        return max(0, min(int(text or ""), 100_000))
    except ValueError:
        return otherwise


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
        case _:
            return str(number)
