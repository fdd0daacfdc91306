"""Lines of a row's cells, each to its field: by its column, by a label, or by its words."""

from collections.abc import Sequence

from toolkit.importing.plan.cells.cells import Labelled, Line
from toolkit.importing.plan.cells.labels import labels_of
from toolkit.importing.plan.cells.status_cells import NO_LEAD
from toolkit.importing.plan.headings import LABELS, normal
from toolkit.importing.plan.recognise.row_fields import share, to_field
from toolkit.importing.plan.recognise.row_states import take_when
from toolkit.importing.plan.recognise.row_work import Work, understood
from toolkit.importing.plan.records import Taken


def take_lines(work: Work, name: str, lines: Sequence[Line], fields: tuple[str, ...]) -> None:
    """Lines of one column, and those that a label gives to another field.

    A label gives away the rest of its paragraph; one that is alone gives away the lines
    below it, up to the next label. `name` is "" where the column's heading names several
    `fields`.
    """
    plain: list[Line] = []
    below = within = name
    for line in lines:
        found = labels_of(line, name) if within == name or not line.continues else ()
        if not name and not line.label and not any(each.field in fields for each in found):
            found = ()
        if found:
            for each in found:
                _label(work, each, name)
            within = found[-1].field
            below = below if found[-1].text else within
        else:
            within = within if line.continues else below
            if within == name:
                plain.append(line)
            elif line.continues and within == "action" and work.values[within]:
                work.values[within][-1] += f"\n{line.text}"
            else:
                to_field(work, within, line.text)
            continue
        if plain:
            _plain(work, name, plain, fields)
            plain = []
        for each in found:
            if each.text:
                to_field(work, each.field, each.text)
    _plain(work, name, plain, fields)


def _label(work: Work, found: Labelled, name: str) -> None:
    meaning = LABELS[found.field] if found.field != name else "a label"
    work.taken.append(Taken(origin=work.spot.brief, words=found.label, meaning=meaning))
    work.labelled.add(found.field)


def _plain(work: Work, name: str, lines: Sequence[Line], fields: tuple[str, ...]) -> None:
    """Lines of a column that no label gives to another field."""
    if not name:
        share(work, fields, [line.text for line in lines])
    elif name == "timescale":
        for line in lines:
            take_when(work, line.text)
    elif name == "tasks" and "action" not in work.labelled:
        _steps(work, lines)
    elif name == "action" and len(lines) > 1 and all(line.is_item for line in lines):
        depths = {line.depth for line in lines}
        target = "tasks" if len(depths) == 1 and not work.has_tasks else name
        work.values[target] += [line.text for line in lines]
    elif name == "action":
        # Lines of one paragraph are one sentence or more, not steps of it.
        for line in lines:
            if line.continues and work.values[name]:
                work.values[name][-1] += f"\n{line.text}"
            else:
                work.values[name].append(line.text)
    elif name == "lead":
        for line in lines:
            if normal(line.text) == NO_LEAD:
                work.has_no_lead = True
                work.taken.append(understood(work, line.text))
            else:
                work.values[name].append(line.text)
    elif name == "impact_expected":
        for line in lines:
            to_field(work, name, line.text)
    else:
        work.values[name] += [line.text for line in lines]


def _steps(work: Work, lines: Sequence[Line]) -> None:
    """Tasks; one sentence above a list of them is the action that they are steps of."""
    first = [line for line in lines if not line.is_item]
    if work.paper.is_own and first:
        work.values["action"].append("\n".join(line.text for line in first))
        lines = [line for line in lines if line.is_item]
    sentence = bool(first) and all(line.continues for line in first[1:])
    if sentence and len(lines) > len(first) and not lines[0].is_item and not work.values["action"]:
        work.values["action"].append("\n".join(line.text for line in first))
        lines = lines[len(first) :]
    work.values["tasks"] += [line.text for line in lines]
