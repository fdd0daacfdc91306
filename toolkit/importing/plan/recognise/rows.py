"""One row of an action table, or one item of a list, as the record of an action."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from toolkit.importing.plan.cells.cells import (
    Labelled,
    Line,
    is_ref,
    is_resource,
    is_timescale,
    lead_names,
    leading_rating,
    leading_ref,
    leading_status,
    pair_of,
    rating_of_words,
    status_of,
    trailing_timescale,
)
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.cells.labels import labels_of
from toolkit.importing.plan.cells.status_cells import (
    NO_DATE,
    NO_LEAD,
    OVERDUE,
    noted_date,
    states_of,
)
from toolkit.importing.plan.headings import EARLIER_YEAR, LABELS, MARKED, UNPLACED, normal
from toolkit.importing.plan.recognise.layouts import names_period
from toolkit.importing.plan.records import ImportedAction, Taken, Unplaced
from toolkit.importing.plan.synonyms import NO, STATES, YES
from toolkit.values import choices, timescales
from toolkit.values.timescale_parts import Span, TimescaleKind


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


@dataclass(frozen=True)
class Paper:
    """What is known of the paper: the words its key prints for ratings, normalised.

    In one that the toolkit printed itself, a paragraph in a column of tasks is the action
    and a list below it its tasks.
    """

    ratings: Mapping[str, str] = field(default_factory=dict)
    is_own: bool = False


@dataclass
class _Work:
    """One row while it is being read."""

    origin: str
    within: Span | None
    has_tasks: bool
    several: frozenset[str]
    has_ref: bool
    paper: Paper
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    dates: dict[str, date | None] = field(default_factory=dict)
    labelled: set[str] = field(default_factory=set)
    has_no_lead: bool = False
    taken: list[Taken] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)


_DATES = ("start", "revised_due", "completed_on", "updated_on")
_PROSE = ("objective", "action", "tasks", "method", "impact_expected", "how_we_will_know")
_NEWS = ("progress", "corrective_action", "evidence", "timescale")
# Lines of these may well say the same twice; a name or a group is not there twice.
_LINES = (*_PROSE, *_NEWS, "resources", "revision")
# Whose words are one cell in the workbook, whatever their lines.
_CODE = re.compile(r"(?P<code>[A-Z]{1,5}-?\d{1,4}[a-z]?)(?:\s+(?P<title>\S.*))?", re.DOTALL)
_FREQUENCIES = {word.casefold(): word for word in choices.UPDATE_FREQUENCIES}


def action_of(
    slots: Sequence[Slot],
    origin: str,
    within: Span | None,
    paper: Paper | None = None,
) -> Filled:
    """The action that a row's cells describe; nothing of their words is lost."""
    fields = {name for slot in slots for name in slot.fields}
    counts = Counter(slot.fields for slot in slots)
    several = frozenset(names[0] for names, count in counts.items() if count > 1 and names)
    has_tasks, has_ref = "tasks" in fields, "ref" in fields
    work = _Work(origin, within, has_tasks, several, has_ref, paper or Paper())
    latest = _latest_states(slots)
    for slot in slots:
        if slot.fields in latest and latest[slot.fields] is not slot:
            _earlier_state(work, slot)
        else:
            _take(work, slot)
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
        _labelled_lines(work, "", slot.lines, slot.fields)
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
        _states(work, name, slot.lines, slot.shade)
    elif name in _DATES:
        _date(work, name, "\n".join(texts))
    elif name == "lead" or name in (*_PROSE, *_NEWS):
        lines = _after_lone_ref(work, name, slot.lines)
        _labelled_lines(work, name, lines, slot.fields)
    elif name == "update_frequency":
        _frequency(work, texts, slot.heading)
    else:
        work.values[name] += texts


def _after_lone_ref(work: _Work, name: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines below a reference that stands on a line of its own."""
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


def _labelled_lines(work: _Work, name: str, lines: Sequence[Line], fields: tuple[str, ...]) -> None:
    """Lines of one column, and those that a label gives to another field.

    A label gives away the rest of its paragraph; one that stands alone gives away the lines
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
                _to_field(work, within, line.text)
            continue
        if plain:
            _plain(work, name, plain, fields)
            plain = []
        for each in found:
            if each.text:
                _to_field(work, each.field, each.text)
    _plain(work, name, plain, fields)


def _label(work: _Work, found: Labelled, name: str) -> None:
    meaning = LABELS[found.field] if found.field != name else "a label"
    work.taken.append(Taken(origin=work.origin, words=found.label, meaning=meaning))
    work.labelled.add(found.field)


def _plain(work: _Work, name: str, lines: Sequence[Line], fields: tuple[str, ...]) -> None:
    """Lines of a column that no label gives to another field."""
    if not name:
        _shared(work, fields, [line.text for line in lines])
    elif name == "timescale":
        for line in lines:
            _when(work, line.text)
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
                work.taken.append(_said(work, line.text))
            else:
                work.values[name].append(line.text)
    elif name == "impact_expected":
        for line in lines:
            _to_field(work, name, line.text)
    else:
        work.values[name] += [line.text for line in lines]


def _steps(work: _Work, lines: Sequence[Line]) -> None:
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


def _to_field(work: _Work, name: str, text: str) -> None:
    values = work.values[name]
    if name in STATES:
        _states(work, name, [Line(text)], "")
    elif name in _DATES:
        _date(work, name, text)
    elif name == "update_frequency":
        _frequency(work, [text], LABELS[name])
    elif name == "indicator":
        _indicator(work, text)
    elif name == "impact_expected":
        # What a change is known by stands below it; where no change stands above, its place
        # is kept.
        if "how_we_will_know" in work.labelled:
            values += ["–"] * (len(work.values["how_we_will_know"]) - len(values))
        values.append(text)
    elif name == "how_we_will_know" and name in work.labelled:
        values += ["–"] * (len(work.values["impact_expected"]) - len(values) - 1)
        values.append(text)
    elif name in _LINES or text not in values:
        values.append(text)
    else:
        work.taken.append(Taken(origin=work.origin, words=text, meaning="a repeated line"))


def _said(work: _Work, words: str, meaning: str = "what the toolkit says by itself") -> Taken:
    return Taken(origin=work.origin, words=words, meaning=meaning)


def _when(work: _Work, text: str) -> None:
    """A line of a cell of timescales: words that say when, or a note below them."""
    if normal(text) in (OVERDUE, NO_DATE):
        work.taken.append(_said(work, text))
        return
    name, day = noted_date(text)
    if day and name not in work.dates and (name != "due" or work.values["timescale"]):
        work.dates[name] = day
        work.taken.append(_said(work, text, f"{LABELS[name]} {day:%d/%m/%Y}"))
        return
    work.values["timescale"].append(text)


def _indicator(work: _Work, text: str) -> None:
    """An indicator's code; its title stands on a sheet of its own. Other words are a measure."""
    match = _CODE.fullmatch(text)
    if match is None or work.values["indicator"]:
        _to_field(work, "how_we_will_know", text)
        return
    work.values["indicator"].append(match["code"])
    if match["title"]:
        origin = f"{work.origin}, title of the indicator {match['code']}"
        title = Unplaced(text=match["title"], origin=origin, indicator=match["code"])
        work.unplaced.append(title)


def _shared(work: _Work, fields: tuple[str, ...], texts: Sequence[str]) -> None:
    """Lines of a column whose heading names several fields."""
    names = set(fields)
    for text in texts:
        if {"impact_expected", "how_we_will_know"} <= names:
            expected, known = pair_of(text)
            if known:
                gap = len(work.values["impact_expected"]) - len(work.values["how_we_will_know"])
                work.values["how_we_will_know"] += ["–"] * gap
                work.values["how_we_will_know"].append(known)
            _to_field(work, "impact_expected", expected)
        elif "timescale" in names and (normal(text) in (OVERDUE, NO_DATE) or noted_date(text)[1]):
            _when(work, text)
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


def _states(work: _Work, name: str, lines: Sequence[Line], shade: str) -> None:
    """Lines of a cell for how things stand: each for itself where every one is understood."""
    found = states_of([line.text for line in lines], name, work.paper.ratings)
    if found is None or not lines:
        _state(work, name, "\n".join(line.text for line in lines), shade)
        return
    for each in found:
        if isinstance(each.value, date):
            work.dates.setdefault(each.field, each.value)
        elif each.value:
            work.values[each.field].append(each.value)
        said = (
            f"{LABELS[each.field]} {each.told}" if each.field else "what the toolkit says by itself"
        )
        work.taken.append(_said(work, each.words, said))


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
        origin=work.origin,
    )
