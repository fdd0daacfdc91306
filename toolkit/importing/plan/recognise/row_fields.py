"""Words of a row into the field they belong to: its own, or the best of several."""

import re
from collections.abc import Sequence

from toolkit.importing.plan.cells.cells import (
    Line,
    is_resource,
    is_timescale,
    pair_of,
    rating_of_words,
    status_of,
    trailing_timescale,
)
from toolkit.importing.plan.cells.status_cells import NO_DATE, OVERDUE, noted_date
from toolkit.importing.plan.headings import LABELS, normal
from toolkit.importing.plan.recognise.row_states import (
    take_date,
    take_frequency,
    take_state,
    take_states,
    take_when,
)
from toolkit.importing.plan.recognise.row_work import DATES, NEWS, PROSE, Work
from toolkit.importing.plan.records import Taken, Unplaced
from toolkit.importing.plan.synonyms import STATES

# Lines of these may well say the same twice; a name or a group is not there twice.
_LINES = (*PROSE, *NEWS, "resources", "revision")
_CODE = re.compile(r"(?P<code>[A-Z]{1,5}-?\d{1,4}[a-z]?)(?:\s+(?P<title>\S.*))?", re.DOTALL)


def to_field(work: Work, name: str, text: str) -> None:
    """Words into a field, read as that field's words are."""
    values = work.values[name]
    if name in STATES:
        take_states(work, name, [Line(text)], "")
    elif name in DATES:
        take_date(work, name, text)
    elif name == "update_frequency":
        take_frequency(work, [text], LABELS[name])
    elif name == "indicator":
        _indicator(work, text)
    elif name == "impact_expected":
        # What a change is known by is below it; where no change is above, its place
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
        work.taken.append(Taken(origin=work.spot.brief, words=text, meaning="a repeated line"))


def _indicator(work: Work, text: str) -> None:
    """An indicator's code; its title is on a sheet of its own. Other words are a measure."""
    match = _CODE.fullmatch(text)
    if match is None or work.values["indicator"]:
        to_field(work, "how_we_will_know", text)
        return
    work.values["indicator"].append(match["code"])
    if match["title"]:
        origin = f"{work.spot.where}, title of the indicator {match['code']}"
        title = Unplaced(text=match["title"], origin=origin, indicator=match["code"])
        work.unplaced.append(title)


def share(work: Work, fields: tuple[str, ...], texts: Sequence[str]) -> None:
    """Lines of a column whose heading names several fields."""
    names = set(fields)
    for text in texts:
        if {"impact_expected", "how_we_will_know"} <= names:
            expected, known = pair_of(text)
            if known:
                gap = len(work.values["impact_expected"]) - len(work.values["how_we_will_know"])
                work.values["how_we_will_know"] += ["–"] * gap
                work.values["how_we_will_know"].append(known)
            to_field(work, "impact_expected", expected)
        elif "timescale" in names and (normal(text) in (OVERDUE, NO_DATE) or noted_date(text)[1]):
            take_when(work, text)
        elif {"timescale", "resources"} <= names:
            work.values["resources" if is_resource(text) else "timescale"].append(text)
        elif "timescale" in names and is_timescale(text):
            work.values["timescale"].append(text)
        elif "timescale" in names and trailing_timescale(text)[1]:
            first, last = trailing_timescale(text)
            work.values["timescale"].append(last)
            _first_other(work, fields, first)
        elif "process_agreed" in names and rating_of_words(text):
            take_state(work, "process_agreed", text, "")
        elif "status" in names and status_of(text):
            take_state(work, "status", text, "")
        else:
            _first_other(work, fields, text)


def _first_other(work: Work, fields: tuple[str, ...], text: str) -> None:
    """Words into the first of several fields that can hold any words."""
    narrow = ("timescale", "process_agreed", "impact_agreed", "status", *DATES)
    name = next((name for name in fields if name not in narrow), None)
    to_field(work, name or fields[0], text)
