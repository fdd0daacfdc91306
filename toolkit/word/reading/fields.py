"""Fields: a reader sees what they gave, not their codes; and the values of old form fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.word.reading.controls import BOX, TICKED
from toolkit.word.reading.word_xml import RUN, Element, W, child_of, is_on, number_of, value_of

_SIGN = f"{W}fldChar"
_DEEPEST_FIELD = 20
"""How many fields may be open at once: Word itself refuses to nest them deeper."""


@dataclass(frozen=True)
class Fields:
    """The runs of a part that are field codes, and what form fields show at their first sign."""

    codes: frozenset[Element] = frozenset()
    values: Mapping[Element, str] = field(default_factory=dict)


@dataclass
class _Open:
    sign: Element
    code: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    is_code: bool = True


def read_fields(root: Element) -> Fields:
    """The fields of a part. One that never ends hides nothing."""
    if next(root.iter(_SIGN), None) is None:
        return Fields()
    codes: set[Element] = set()
    values: dict[Element, str] = {}
    opened: list[_Open] = []
    for element in root.iter(RUN, _SIGN):
        if element.tag == RUN:
            for each in opened[-_DEEPEST_FIELD:]:
                (each.code if each.is_code else each.result).append(element)
            continue
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append(_Open(element, list(element.iterancestors(RUN))[:1]))
        if opened and opened[-1].code and opened[-1].code[-1].find(f"{W}t") is not None:
            # Some programs put words and a field's signs into one run.
            opened[-1].code.pop()
        if kind == "separate" and opened:
            opened[-1].is_code = False
        elif kind == "end" and opened:
            closed = opened.pop()
            codes.update(closed.code)
            value = _value(closed.sign)
            if value:
                values[closed.sign] = value
                codes.update(closed.result)
    return Fields(frozenset(codes), values)


def _value(sign: Element) -> str:
    """What an old tick box or drop-down shows; "" for other fields."""
    data = child_of(sign, "ffData")
    box, choices = child_of(data, "checkBox"), child_of(data, "ddList")
    if box is not None:
        mark = child_of(box, "checked")
        return TICKED if is_on(child_of(box, "default") if mark is None else mark) else BOX
    if choices is not None:
        entries = [value_of(entry) for entry in choices.findall(f"{W}listEntry")]
        chosen = child_of(choices, "result")
        if chosen is None:
            chosen = child_of(choices, "default")
        place = number_of(value_of(chosen))
        return entries[place] if place < len(entries) else ""
    return ""
