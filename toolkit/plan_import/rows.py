"""One row of an action table, or one item of a list, as the record of an action."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from toolkit import timescales
from toolkit.layout import choices
from toolkit.plan_import.cells import (
    Line,
    is_resource,
    is_timescale,
    labelled,
    lead_names,
    leading_rating,
    leading_ref,
    leading_status,
    pair_of,
    rating_of_words,
    status_of,
    trailing_timescale,
)
from toolkit.plan_import.colours import rating_of
from toolkit.plan_import.headings import EARLIER_YEAR, LABELS, MARKED, UNPLACED
from toolkit.plan_import.layouts import names_period
from toolkit.plan_import.records import ImportedAction, Taken, Unplaced
from toolkit.plan_import.synonyms import NO, STATES, YES
from toolkit.timescales import Span, TimescaleKind


@dataclass(frozen=True)
class Slot:
    """A cell and what its column was taken for: no field where it was taken for none.

    `is_key` where the colours of the column's cells tell them apart.
    """

    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    heading: str = ""
    shade: str = ""
    is_key: bool = False


@dataclass(frozen=True)
class Filled:
    """An action, what its row says of theme and priority, and what became of other words."""

    action: ImportedAction
    theme: str = ""
    priority: str = ""
    taken: tuple[Taken, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


@dataclass
class _Work:
    """One row while it is being read."""

    origin: str
    within: Span | None
    has_tasks: bool
    several: frozenset[str]
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    dates: dict[str, date | None] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)


_DATES = ("start", "revised_due", "completed_on", "updated_on")
_PROSE = ("objective", "action", "tasks", "method", "impact_expected", "how_we_will_know")
_FREQUENCIES = {word.casefold(): word for word in choices.UPDATE_FREQUENCIES}


def action_of(slots: Sequence[Slot], origin: str, within: Span | None) -> Filled:
    """The action that a row's cells describe; nothing of their words is lost."""
    fields = {name for slot in slots for name in slot.fields}
    counts = Counter(slot.fields for slot in slots)
    several = frozenset(names[0] for names, count in counts.items() if count > 1 and names)
    work = _Work(origin, within, "tasks" in fields, several)
    latest = _latest_states(slots)
    for slot in slots:
        if slot.fields in latest and latest[slot.fields] is not slot:
            _earlier_state(work, slot)
        else:
            _take(work, slot)
    _coloured(work, slots)
    if "ref" not in fields:
        _ref_inside(work)
    return Filled(
        _action(work),
        " ".join(work.values["theme"]),
        "\n".join(work.values["priority"]),
        tuple(work.taken),
        tuple(work.unplaced),
    )


def _latest_states(slots: Sequence[Slot]) -> dict[tuple[str, ...], Slot]:
    """The last column that says anything, for each state that has several, as Q1 to Q4 have."""
    states = [slot for slot in slots if len(slot.fields) == 1 and slot.fields[0] in STATES]
    counts = Counter(slot.fields for slot in states)
    return {
        slot.fields: slot
        for slot in states
        if counts[slot.fields] > 1 and (slot.lines or rating_of(slot.shade))
    }


def _earlier_state(work: _Work, slot: Slot) -> None:
    """What an earlier column of the same state said, kept as a line of progress."""
    said = "\n".join(line.text for line in slot.lines) or rating_of(slot.shade)
    if said:
        work.values["progress"].append(f"{slot.heading}: {said}")


def _marked(work: _Work, slot: Slot, text: str) -> None:
    """A cell under a heading that is the answer: the heading holds where the cell is marked."""
    if not text and not rating_of(slot.shade):
        return
    meaning = "a mark under a heading that is the answer"
    work.taken.append(Taken(origin=work.origin, words=text, meaning=meaning, is_quoted=False))
    if names_period(slot.heading):
        work.values["timescale"].append(" ".join(slot.heading.split()))
    else:
        _state(work, "status", slot.heading, "")


def _coloured(work: _Work, slots: Sequence[Slot]) -> None:
    """The rating that a cell of status or progress has by its colour, beside its words."""
    if work.values["process_agreed"] or any("process_agreed" in slot.fields for slot in slots):
        return
    for slot in slots:
        if slot.is_key and slot.lines and slot.fields in (("status",), ("progress",)):
            _state(work, "process_agreed", "", slot.shade)
            return


def _take(work: _Work, slot: Slot) -> None:
    texts = [line.text for line in slot.lines]
    if not slot.fields or slot.fields[0] in (UNPLACED, EARLIER_YEAR):
        if texts:
            place = f', column "{slot.heading}"' if slot.heading else ""
            work.unplaced.append(Unplaced(text="\n".join(texts), origin=work.origin + place))
        return
    if len(slot.fields) > 1:
        _shared(work, slot.fields, texts)
        return
    (name,) = slot.fields
    if name == MARKED:
        _marked(work, slot, "\n".join(texts))
    elif name == "progress" and not re.search(r"\w", "".join(texts)) and rating_of(slot.shade):
        _state(work, "process_agreed", "", slot.shade)
    elif (
        texts
        and slot.heading
        and name in work.several
        and (name == "progress" or (name not in STATES and names_period(slot.heading)))
    ):
        work.values[name].append(f"{slot.heading}: " + "\n".join(texts))
    elif name in STATES:
        _state(work, name, "\n".join(texts), slot.shade)
    elif name in _DATES:
        _date(work, name, "\n".join(texts))
    elif name == "lead" or name in _PROSE:
        _labelled_lines(work, name, texts)
    elif name == "update_frequency":
        _frequency(work, texts, slot.heading)
    else:
        work.values[name] += texts


def _labelled_lines(work: _Work, name: str, texts: Sequence[str]) -> None:
    """Lines of one field, and those that a label gives to another."""
    for text in texts:
        found = labelled(text, name)
        if not found:
            work.values[name].append(text)
            continue
        for each in found:
            meaning = LABELS[each.field] if each.field != name else "a label"
            work.taken.append(Taken(origin=work.origin, words=each.label, meaning=meaning))
            if each.text:
                _to_field(work, each.field, each.text)


def _to_field(work: _Work, name: str, text: str) -> None:
    if name in STATES:
        _state(work, name, text, "")
    elif name in _DATES:
        _date(work, name, text)
    elif text not in work.values[name]:
        work.values[name].append(text)
    else:
        work.taken.append(Taken(origin=work.origin, words=text, meaning="a repeated line"))


def _shared(work: _Work, fields: tuple[str, ...], texts: Sequence[str]) -> None:
    """Lines of a column whose heading names several fields."""
    names = set(fields)
    for text in texts:
        found = labelled(text, "")
        if found and {each.field for each in found} & names:
            for each in found:
                work.taken.append(
                    Taken(origin=work.origin, words=each.label, meaning=LABELS[each.field])
                )
                _to_field(work, each.field, each.text)
        elif {"impact_expected", "how_we_will_know"} <= names:
            expected, known = pair_of(text)
            gap = len(work.values["impact_expected"]) - len(work.values["how_we_will_know"])
            if known:
                work.values["how_we_will_know"] += ["–"] * gap
                work.values["how_we_will_know"].append(known)
            work.values["impact_expected"].append(expected)
        elif {"timescale", "resources"} <= names:
            work.values["resources" if is_resource(text) else "timescale"].append(text)
        elif "timescale" in names and is_timescale(text):
            work.values["timescale"].append(text)
        elif "timescale" in names and trailing_timescale(text)[1]:
            first, last = trailing_timescale(text)
            work.values["timescale"].append(last)
            _first_other(work, fields, first)
        elif "process_agreed" in names and rating_of_words(text):
            _state(work, "process_agreed", text, "")
        elif "status" in names and status_of(text):
            _state(work, "status", text, "")
        else:
            _first_other(work, fields, text)


def _first_other(work: _Work, fields: tuple[str, ...], text: str) -> None:
    """Words into the first of several fields that can hold any words."""
    narrow = ("timescale", "process_agreed", "impact_agreed", "status", *_DATES)
    name = next((name for name in fields if name not in narrow), None)
    _to_field(work, name or fields[0], text)


def _state(work: _Work, name: str, text: str, shade: str) -> None:
    """Status and ratings: fixed words stay, other words become progress, colours a guess."""
    if not re.search(r"\w", text):
        rating = rating_of(shade)
        if rating:
            target = "process_agreed" if name == "status" else name
            work.values[target].append(rating)
            work.taken.append(
                Taken(
                    origin=work.origin,
                    meaning=f"a cell coloured {rating.lower()} without words is a guessed "
                    f"{LABELS[target]} of {rating}.",
                )
            )
        return
    rating, status = rating_of_words(text), status_of(text)
    if rating and (name != "status" or not status):
        target = "process_agreed" if name == "status" else name
        work.values[target].append(rating)
        meaning = f"{LABELS[target]} {rating}"
        work.taken.append(Taken(origin=work.origin, words=text, meaning=meaning))
    elif status:
        work.values["status"].append(status)
        meaning = f"{LABELS['status']} {status}"
        work.taken.append(Taken(origin=work.origin, words=text, meaning=meaning))
    else:
        opened, rated = leading_status(text), leading_rating(text)
        if opened:
            work.values["status"].append(opened)
        elif rated:
            work.values["process_agreed" if name == "status" else name].append(rated)
        work.values["progress"].append(text)


def _date(work: _Work, name: str, text: str) -> None:
    """A column of dates: the day where one is named, the words unplaced where none is."""
    if not text:
        return
    answer = text.strip().casefold().rstrip(".")
    if name == "completed_on" and answer in NO:
        work.taken.append(Taken(origin=work.origin, words=text, meaning="not complete"))
        return
    if name == "completed_on" and answer in YES:
        work.values["status"].append(choices.COMPLETE)
        meaning = f"{LABELS['status']} {choices.COMPLETE}"
        work.taken.append(Taken(origin=work.origin, words=text, meaning=meaning))
        return
    found = timescales.parse(text, work.within)
    day = found.due
    if name == "start":
        day = min((part.start for part in found.parts if part.start), default=None)
    if day is None or name in work.dates:
        work.unplaced.append(
            Unplaced(text=text, origin=f'{work.origin}, taken for "{LABELS[name]}"')
        )
        return
    work.dates[name] = day
    meaning = f"{LABELS[name]} {day:%d/%m/%Y}"
    work.taken.append(Taken(origin=work.origin, words=text, meaning=meaning))


def _frequency(work: _Work, texts: Sequence[str], heading: str) -> None:
    for text in texts:
        word = _FREQUENCIES.get(text.strip().casefold())
        if word:
            work.values["update_frequency"].append(word)
        else:
            work.unplaced.append(Unplaced(text=text, origin=f'{work.origin}, column "{heading}"'))


def _ref_inside(work: _Work) -> None:
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


def _action(work: _Work) -> ImportedAction:
    values = work.values
    action, *steps = values["action"] or [""]
    tasks = values["tasks"]
    if steps and (work.has_tasks or not action):
        action, steps = "\n".join((action, *steps)), []
    if not action and len(tasks) == 1:
        action, tasks = tasks[0], []
    names = lead_names(values["lead"])
    lead, *others = names or [""]
    timescale = "\n".join(values["timescale"])
    when = timescales.parse(timescale, work.within)
    begins = [part.start for part in when.parts if part.kind is TimescaleKind.ONGOING_FROM]
    statuses, ratings = values["status"], values["process_agreed"]
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
        due=None if when.open_ended else when.due,
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
        update_frequency=(values["update_frequency"] or [""])[0],
        carried_from=", ".join(values["carried_from"]),
        origin=work.origin,
    )
