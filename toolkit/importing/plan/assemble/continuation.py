"""What goes on with an action that is there already: the next page, or an update below it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from toolkit.importing.plan.cells.cells import Line, labelled
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.importing.plan.records import ImportedAction
from toolkit.values import timescales
from toolkit.values.timescale_parts import Span

_ADDED = ("progress", "evidence", "corrective_action", "resources", "how_we_will_know",
          "status", "process_agreed")  # fmt: skip


def added(lines: Sequence[Line]) -> tuple[Slot, ...]:
    """A row across the table that adds to the action above it, as slots; empty where none.

    Its first line must open with a label such as "Update:" or "Evidence:".
    """
    slots: list[Slot] = []
    for line in lines:
        found = labelled(line.text, "action")
        if len(found) == 1 and found[0].field in _ADDED:
            words = (replace(line, text=found[0].text),) if found[0].text else ()
            slots.append(Slot((found[0].field,), words, found[0].label))
        elif slots:
            slots[-1] = replace(slots[-1], lines=(*slots[-1].lines, line))
        else:
            return ()
    return tuple(slots)


def joined(action: ImportedAction, rest: ImportedAction, within: Span | None) -> ImportedAction:
    """An action with the rest of its row from the next page."""
    changes: dict[str, Any] = {}
    for name in ("objective", "tasks", "method", "impact_expected", "how_we_will_know"):
        more = getattr(rest, name)
        if more:
            changes[name] = _continued(getattr(action, name), more)
    for name in ("progress", "resources", "evidence", "sub_group", "report_to", "verified_by",
                 "corrective_action"):  # fmt: skip
        more = getattr(rest, name)
        if more:
            changes[name] = "\n".join(filter(None, (getattr(action, name), more)))
    for name in ("status", "process_agreed", "impact_agreed"):
        if getattr(rest, name):
            changes[name] = getattr(rest, name)
    if rest.action:
        if action.tasks:
            changes["tasks"] = (*_continued(action.tasks, (rest.action,)), *rest.tasks)
        else:
            changes["action"] = f"{action.action} {rest.action}".strip()
    others = tuple(filter(None, (rest.lead, *rest.other_leads)))
    if others:
        changes["other_leads"] = (*action.other_leads, *others)
    if rest.timescale:
        changes["timescale"] = "\n".join(filter(None, (action.timescale, rest.timescale)))
        when = timescales.parse(changes["timescale"], within)
        changes["due"] = None if when.open_ended else when.due
    return replace(action, **changes)


def _continued(lines: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Lines with more; a sentence cut in two is put together."""
    if lines and more[0][:1].islower() and not re.search(r"[.;:]\s*$", lines[-1]):
        return (*lines[:-1], f"{lines[-1]} {more[0]}", *more[1:])
    return (*lines, *more)
