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
