"""One row of an action table, or one item of a list, as the record of an action."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.importing.plan.cells.cells import (
    Line,
    is_ref,
    is_timescale,
    lead_names,
    leading_ref,
)
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.headings import EARLIER_YEAR, MARKED, UNPLACED
from toolkit.importing.plan.recognise.layouts import names_period
from toolkit.importing.plan.recognise.row_lines import take_lines
from toolkit.importing.plan.recognise.row_states import (
    take_date,
    take_frequency,
    take_state,
    take_states,
)
from toolkit.importing.plan.recognise.row_work import DATES, NEWS, PROSE, Paper, Work
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.importing.plan.records import ImportedAction, Taken, Unplaced
from toolkit.importing.plan.synonyms import STATES
from toolkit.values import timescales
from toolkit.values.timescale_parts import Span, TimescaleKind
from toolkit.word.reading.places import Spot


@dataclass(frozen=True)
class Filled:
    """An action, what its row says of theme and priority, and what became of other words."""

    action: ImportedAction
    theme: str = ""
    priority: str = ""
    taken: tuple[Taken, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


def action_of(
    slots: Sequence[Slot],
    spot: Spot,
    within: Span | None,
    paper: Paper | None = None,
) -> Filled:
    """The action that a row's cells describe; nothing of their words is lost."""
    fields = {name for slot in slots for name in slot.fields}
    counts = Counter(slot.fields for slot in slots)
    several = frozenset(names[0] for names, count in counts.items() if count > 1 and names)
    has_tasks, has_ref = "tasks" in fields, "ref" in fields
    work = Work(spot, within, has_tasks, several, has_ref, paper or Paper())
    latest = _latest_states(slots)
    for place, slot in enumerate(slots):
        if slot.fields in latest and latest[slot.fields] is not slot:
            _earlier_state(work, slot)
        elif slot.fields == (MARKED,):
            _marked(work, place, slot, "\n".join(line.text for line in slot.lines))
        else:
            _take(work, slot)
    work.values["timescale"] += _months(work)
    _coloured(work, slots)
    if not has_ref and not work.values["ref"]:
        _ref_inside(work)
    return Filled(
        _action(work),
        " ".join(work.values["theme"]),
        "\n".join(work.values["priority"]),
        tuple(work.taken),
        tuple(work.unplaced),
    )


def _latest_states(slots: Sequence[Slot]) -> dict[tuple[str, ...], Slot]:
    """The last column that says anything, for each state that has several, as Q1 to Q4 have.

    One without a period in its heading says how things are now.
    """
    states = [slot for slot in slots if len(slot.fields) == 1 and slot.fields[0] in STATES]
    counts = Counter(slot.fields for slot in states)
    said = [slot for slot in states if slot.lines or rating_of(slot.shade)]
    said.sort(key=lambda slot: not names_period(slot.heading))
    return {slot.fields: slot for slot in said if counts[slot.fields] > 1}


def _earlier_state(work: Work, slot: Slot) -> None:
    """What an earlier column of the same state said, kept as a line of progress."""
    said = "\n".join(line.text for line in slot.lines) or rating_of(slot.shade)
    if said:
        work.values["progress"].append(f"{slot.heading}: {said}")


def _months(work: Work) -> list[str]:
    """The periods that are marked: those that follow each other as one, "Jun 2026 to Aug 2026"."""
    runs: list[list[str]] = []
    last = -2
    for place, name in work.months:
        if place == last + 1 and is_timescale(f"{runs[-1][0]} to {name}"):
            runs[-1].append(name)
        else:
            runs.append([name])
        last = place
    return [run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]


def _marked(work: Work, place: int, slot: Slot, text: str) -> None:
    """A cell under a heading that is the answer: the heading holds where the cell is marked."""
    if not text and not rating_of(slot.shade):
        return
    meaning = "a mark under a heading that is the answer"
    work.taken.append(Taken(origin=work.spot.brief, words=text, meaning=meaning, is_quoted=False))
    if names_period(slot.heading):
        work.months.append((place, " ".join(slot.heading.split())))
    else:
        take_state(work, "status", slot.heading, "")


def _coloured(work: Work, slots: Sequence[Slot]) -> None:
    """The rating that a cell of status or progress has by its colour, beside its words."""
    if work.values["process_agreed"] or any("process_agreed" in slot.fields for slot in slots):
        return
    for slot in slots:
        if slot.is_key and slot.lines and slot.fields in (("status",), ("progress",)):
            take_state(work, "process_agreed", "", slot.shade)
            return


def _take(work: Work, slot: Slot) -> None:
    texts = [line.text for line in slot.lines]
    if not slot.fields or slot.fields[0] in (UNPLACED, EARLIER_YEAR):
        if texts:
            cell = work.spot.inside(f'column "{slot.heading}"') if slot.heading else work.spot
            work.unplaced.append(Unplaced(text="\n".join(texts), origin=cell.where))
        return
    if len(slot.fields) > 1:
        take_lines(work, "", slot.lines, slot.fields)
        return
    (name,) = slot.fields
    if name == "progress" and not re.search(r"\w", "".join(texts)) and rating_of(slot.shade):
        take_state(work, "process_agreed", "", slot.shade)
    elif (
        texts
        and slot.heading
        and name in work.several
        and (name == "progress" or (name not in STATES and names_period(slot.heading)))
    ):
        work.values[name].append(f"{slot.heading}: " + "\n".join(texts))
    elif name in STATES:
        take_states(work, name, slot.lines, slot.shade)
    elif name in DATES:
        take_date(work, name, "\n".join(texts))
    elif name == "lead" or name in (*PROSE, *NEWS):
        lines = _after_lone_ref(work, name, slot.lines)
        take_lines(work, name, lines, slot.fields)
    elif name == "update_frequency":
        take_frequency(work, texts, slot.heading)
    else:
        work.values[name] += texts


def _after_lone_ref(work: Work, name: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines below a reference on a line of its own."""
    if name not in ("objective", "action", "tasks") or work.has_ref or work.values["ref"]:
        return lines
    # A lone number may be anything, but for what the toolkit printed itself.
    if not lines or (len(lines) == 1 and not work.paper.is_own):
        return lines
    if (
        lines[0].is_item
        or not is_ref(lines[0].text)
        or any(is_ref(each.text) for each in lines[1:2])
    ):
        return lines
    if not re.search(r"\d", lines[0].text):
        return lines
    work.values["ref"].append(lines[0].text)
    return lines[1:]


def _ref_inside(work: Work) -> None:
    """A reference that opens the objective, or else the action, becomes the row's own."""
    for name in ("objective", "action"):
        lines = work.values[name]
        if not lines:
            continue
        ref, rest = leading_ref(lines[0])
        # Numbered actions in one cell are its steps, not two actions.
        if ref and (name == "objective" or not any(leading_ref(line)[0] for line in lines[1:])):
            work.values["ref"].append(ref)
            lines[0] = rest
            return


def _action(work: Work) -> ImportedAction:
    values = work.values
    action, *steps = values["action"] or [""]
    tasks = values["tasks"]
    if steps and (work.has_tasks or not action):
        action, steps = "\n".join((action, *steps)), []
    if not action and len(tasks) == 1 and "tasks" not in work.labelled:
        action, tasks = tasks[0], []
    names = lead_names(values["lead"])
    lead, *others = ["", *names] if work.has_no_lead else names or [""]
    timescale = "\n".join(values["timescale"])
    when = timescales.parse(timescale, work.within)
    begins = [part.start for part in when.parts if part.kind is TimescaleKind.ONGOING_FROM]
    statuses, ratings = values["status"], values["process_agreed"]
    due = None if when.open_ended else when.due
    return ImportedAction(
        ref=", ".join(values["ref"]),
        objective=tuple(values["objective"]),
        action=action,
        tasks=(*steps, *tasks),
        lead=lead,
        other_leads=(*others, *values["other_leads"]),
        sub_group="\n".join(values["sub_group"]),
        report_to="\n".join(values["report_to"]),
        verified_by="\n".join(values["verified_by"]),
        start=work.dates.get("start") or (begins[0] if len(when.parts) == 1 and begins else None),
        timescale=timescale,
        due=work.dates.get("due") or due,
        revision="\n".join(values["revision"]),
        revised_due=work.dates.get("revised_due"),
        status=statuses[0] if statuses else "",
        completed_on=work.dates.get("completed_on"),
        progress="\n".join(values["progress"]),
        corrective_action="\n".join(values["corrective_action"]),
        evidence="\n".join(values["evidence"]),
        process_agreed=ratings[0] if ratings else "",
        impact_agreed=(values["impact_agreed"] or [""])[0],
        updated_by="\n".join(values["updated_by"]),
        updated_on=work.dates.get("updated_on"),
        method=tuple(values["method"]),
        resources="\n".join(values["resources"]),
        impact_expected=tuple(values["impact_expected"]),
        how_we_will_know=tuple(values["how_we_will_know"]),
        indicator="\n".join(values["indicator"]),
        update_frequency=(values["update_frequency"] or [""])[0],
        carried_from=", ".join(values["carried_from"]),
        origin=work.spot.where,
    )
