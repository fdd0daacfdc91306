"""Rows that hold several numbered actions, each with its own numbered lead or date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.importing.plan.cells.cells import Line, leading_ref
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.importing.plan.synonyms import STATES

_DONE = (("action",), ("tasks",))
_WHO_OR_WHEN = (("lead",), ("timescale",))
_SHARED = ("theme", "priority", "objective", "sub_group", "report_to", *STATES)


def separated(slots: Sequence[Slot]) -> list[tuple[Slot, ...]]:
    """The slots of each action of a row; one list where the row is one action.

    Actions are separated where the cells of leads or dates count them by the same numbers, and
    the row has no reference of its own. What is beside them unnumbered holds for each
    where it can (an objective, a status), and stays with the first where it cannot.
    """
    numbers = {place: [ref for ref, _ in _groups(slot)] for place, slot in enumerate(slots)}
    counts = next((numbers[n] for n, slot in enumerate(slots) if slot.fields in _DONE), [])
    if len(counts) < 2 or len(set(counts)) < len(counts) or "" in counts:
        return [tuple(slots)]
    if any(slot.fields == ("ref",) and slot.lines for slot in slots) or not any(
        slot.fields in _WHO_OR_WHEN and numbers[n] == counts for n, slot in enumerate(slots)
    ):
        return [tuple(slots)]
    return [
        tuple(_part(slot, part, numbers[n] == counts) for n, slot in enumerate(slots))
        for part in range(len(counts))
    ]


def _groups(slot: Slot) -> list[tuple[str, list[Line]]]:
    """The lines of a cell by the number they open with; "" where the first has none."""
    found: list[tuple[str, list[Line]]] = []
    for line in slot.lines:
        ref, _ = leading_ref(line.text)
        if ref or not found:
            found.append((ref, []))
        found[-1][1].append(line)
    return found


def _part(slot: Slot, part: int, is_numbered: bool) -> Slot:
    if is_numbered:
        _, (first, *more) = _groups(slot)[part]
        words = first.text if slot.fields in _DONE else leading_ref(first.text)[1]
        return replace(slot, lines=(replace(first, text=words), *more))
    is_shared = bool(slot.fields) and set(slot.fields) <= set(_SHARED)
    return slot if is_shared or part == 0 else replace(slot, lines=(), shade="")


def numbers_of(slots: Sequence[Slot]) -> Iterator[str]:
    """The numbers that `separated` takes off leads and dates."""
    for slot in slots:
        if slot.fields not in _DONE:
            yield from (ref for ref, _ in _groups(slot) if ref)


_HOLDS_FOR_EACH = (*_SHARED, "progress", "theme")


def has_pairs(slots: Sequence[Slot]) -> bool:
    """Whether a row numbers steps under an aim, with a lead and a time for each, line by line."""
    return _steps_of(slots) > 1


def paired(slots: Sequence[Slot]) -> list[tuple[Slot, ...]]:
    """The slots of each step of a row in which the lines of several cells belong together.

    "1. To count need / 1. Ask agencies / 2. Report" beside two leads and two times: the aim
    becomes the objective, and what is beside the steps holds for each where it can.
    """
    count = _steps_of(slots)
    if not count:
        return [tuple(slots)]
    parts: list[tuple[Slot, ...]] = []
    for part in range(count):
        found: list[Slot] = []
        is_open = True
        for slot in slots:
            if slot.fields in _DONE and is_open:
                aim, *steps = slot.lines
                number, words = leading_ref(aim.text)
                step, doing = leading_ref(steps[part].text)
                ref = f"{number.strip('().:')}.{step.strip('().:')}"
                found += [
                    Slot(("ref",), (Line(ref),)),
                    Slot(("objective",), (replace(aim, text=words),)),
                    replace(slot, lines=(replace(steps[part], text=doing),)),
                ]
                is_open = False
            elif slot.fields in _WHO_OR_WHEN:
                found.append(replace(slot, lines=(slot.lines[part],)))
            elif part == 0 or (slot.fields and set(slot.fields) <= set(_HOLDS_FOR_EACH)):
                found.append(slot)
        parts.append(tuple(found))
    return parts


def _steps_of(slots: Sequence[Slot]) -> int:
    """How many steps a row numbers below its aim; 0 where leads or times do not fit them."""
    doing = next((slot for slot in slots if slot.fields in _DONE), None)
    beside = [slot for slot in slots if slot.fields in _WHO_OR_WHEN]
    if doing is None or len(beside) < 2 or any(slot.fields == ("objective",) for slot in slots):
        return 0
    if any(slot.fields == ("ref",) and slot.lines for slot in slots):
        return 0
    numbers = [leading_ref(line.text)[0].strip("().:") for line in doing.lines]
    steps = numbers[1:]
    counts_up = bool(numbers) and bool(numbers[0]) and steps == [
        str(number) for number in range(1, len(steps) + 1)
    ]  # fmt: skip
    fits = all(len(slot.lines) == len(steps) for slot in beside)
    return len(steps) if counts_up and fits else 0
