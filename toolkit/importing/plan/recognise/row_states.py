"""How things are going, and when: status, ratings, dates and frequencies that a row's cells say."""

import re
from collections.abc import Sequence
from datetime import date

from toolkit.importing.plan.cells.cells import (
    Line,
    leading_rating,
    leading_status,
    rating_of_words,
)
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.cells.status_cells import NO_DATE, OVERDUE, noted_date, states_of
from toolkit.importing.plan.headings import LABELS, normal
from toolkit.importing.plan.recognise.row_work import Work, understood
from toolkit.importing.plan.records import Grade, Taken, Unplaced
from toolkit.importing.plan.synonyms import NO, YES
from toolkit.values import choices, timescales
from toolkit.values.timescale_parts import TimescaleKind

_SHARE = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s?%(?:\s*(?:complete|completed|done))?\s*")
_MOST_STATUS_WORDS = 3
_TICK = re.compile(r"\s*[✓✔☑☒]\s*")
_FREQUENCIES = {word.casefold(): word for word in choices.UPDATE_FREQUENCIES}


def take_when(work: Work, text: str) -> None:
    """A line of a cell of timescales: words that say when, or a note below them."""
    if normal(text) in (OVERDUE, NO_DATE):
        work.taken.append(understood(work, text))
        return
    name, day = noted_date(text)
    if day and name not in work.dates and (name != "due" or work.values["timescale"]):
        work.dates[name] = day
        work.taken.append(understood(work, text, f"{LABELS[name]} {day:%d/%m/%Y}"))
        return
    work.values["timescale"].append(text)


def take_states(work: Work, name: str, lines: Sequence[Line], shade: str) -> None:
    """Lines of a cell for how things are going: each for itself where every one is understood."""
    found = states_of([line.text for line in lines], name, work.paper.ratings)
    if found is None or not lines:
        take_state(work, name, "\n".join(line.text for line in lines), shade)
        return
    for each in found:
        if isinstance(each.value, date):
            work.dates.setdefault(each.field, each.value)
        elif each.value:
            work.values[each.field].append(each.value)
        said = (
            f"{LABELS[each.field]} {each.in_words}"
            if each.field
            else "what the toolkit says by itself"
        )
        work.taken.append(understood(work, each.words, said))


def take_state(work: Work, name: str, text: str, shade: str) -> None:
    """Status and ratings: fixed words stay, other words become progress, colours a guess."""
    if name == "status" and _TICK.fullmatch(text):
        work.values["status"].append(choices.COMPLETE)
        work.taken.append(understood(work, text, f"{LABELS['status']} {choices.COMPLETE}"))
        return
    if not re.search(r"\w", text):
        rating = rating_of(shade)
        if rating:
            target = "process_agreed" if name == "status" else name
            work.values[target].append(rating)
            work.taken.append(
                Taken(
                    origin=work.spot.brief,
                    meaning=f"a cell coloured {rating.lower()} without words is a guessed "
                    f"{LABELS[target]} of {rating}.",
                    grade=Grade.LIKELY,
                )
            )
        return
    rating, status = rating_of_words(text), work.paper.status_of(text)
    if rating and (name != "status" or not status):
        target = "process_agreed" if name == "status" else name
        work.values[target].append(rating)
        meaning = f"{LABELS[target]} {rating}"
        work.taken.append(Taken(origin=work.spot.brief, words=text, meaning=meaning))
    elif status:
        work.values["status"].append(status)
        meaning = f"{LABELS['status']} {status}"
        work.taken.append(Taken(origin=work.spot.brief, words=text, meaning=meaning))
    else:
        opened, rated = leading_status(text) or _part_done(text), leading_rating(text)
        if opened:
            work.values["status"].append(opened)
            _note_day(work, opened, text)
        elif rated:
            work.values["process_agreed" if name == "status" else name].append(rated)
        elif name == "status" and _is_word(text):
            _keep_word(work, text)
            return
        work.values["progress"].append(text)


def _keep_word(work: Work, text: str) -> None:
    """A status that is none of ours stays as it is, and is asked about."""
    word = " ".join(text.split())
    work.values["status"].append(word)
    work.taken.append(
        Taken(
            origin=work.spot.brief,
            words=word,
            meaning="a status that is none of ours: it stays as it is, and a check will ask",
            grade=Grade.DOUBTFUL,
            remap=f'--map "{word}={choices.IN_PROGRESS}"',
        )
    )


def _is_word(text: str) -> bool:
    return "\n" not in text and len(text.split()) <= _MOST_STATUS_WORDS and len(text) <= 40


def _part_done(text: str) -> str:
    """The status that a share of the work means: "50 %", "100% complete"."""
    match = _SHARE.fullmatch(text)
    if match is None:
        return ""
    share = float(match[1])
    if share >= 100:
        return choices.COMPLETE if share == 100 else ""
    return choices.IN_PROGRESS if share else choices.NOT_STARTED


def _note_day(work: Work, status: str, text: str) -> None:
    """The day of completion that a status names: "Completed 3/5/26"."""
    found = timescales.parse(text, work.within).parts
    if status == choices.COMPLETE and len(found) == 1 and found[0].kind is TimescaleKind.DATE:
        work.dates.setdefault("completed_on", found[0].by)


def take_date(work: Work, name: str, text: str) -> None:
    """A column of dates: the day where one is named, the words unplaced where none is."""
    if not text:
        return
    answer = text.strip().casefold().rstrip(".")
    if name == "completed_on" and answer in NO:
        work.taken.append(Taken(origin=work.spot.brief, words=text, meaning="not complete"))
        return
    if name == "completed_on" and answer in YES:
        work.values["status"].append(choices.COMPLETE)
        meaning = f"{LABELS['status']} {choices.COMPLETE}"
        work.taken.append(Taken(origin=work.spot.brief, words=text, meaning=meaning))
        return
    found = timescales.parse(text, work.within)
    day = found.due
    if name == "start":
        day = min((part.start for part in found.parts if part.start), default=None)
    if day is None or name in work.dates:
        work.unplaced.append(
            Unplaced(text=text, origin=f'{work.spot.where}, read as "{LABELS[name]}"')
        )
        return
    work.dates[name] = day
    meaning = f"{LABELS[name]} {day:%d/%m/%Y}"
    work.taken.append(Taken(origin=work.spot.brief, words=text, meaning=meaning))


def take_frequency(work: Work, texts: Sequence[str], heading: str) -> None:
    """How often something is updated, where the words are those of the workbook."""
    for text in texts:
        word = _FREQUENCIES.get(text.strip().casefold())
        if word:
            work.values["update_frequency"].append(word)
        else:
            cell = work.spot.inside(f'column "{heading}"')
            work.unplaced.append(Unplaced(text=text, origin=cell.where))
