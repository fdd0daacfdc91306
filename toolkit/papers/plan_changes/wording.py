"""How changes of a plan are worded, on the screen and in the paper: names, values, sentences."""

from datetime import date

from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.board.wording import day
from toolkit.compare.comparison import Comparison
from toolkit.compare.date_moves import DateMove, Move
from toolkit.compare.differences import Difference, FieldValue, Kept, Record
from toolkit.compare.sorting import first_words
from toolkit.values.text import day_in_words, listed, plural

NOTHING = "Nothing"


def name_of(record: Record) -> str:
    """What a row is called: its reference and its first words."""
    return " ".join(part for part in (record.ref or record.id, first_words(record)) if part)


def lines_of(value: FieldValue) -> list[str]:
    """A field's value as lines of words; "Nothing" where it is empty."""
    match value:
        case None:
            return [NOTHING]
        case date():
            return [day_in_words(value)]
        case str():
            return [line for line in value.splitlines() if line.strip()]
        case _:
            return list(value)


def plan_name(board: Board, other: Board) -> str:
    """What a plan is called beside another: title, period, edition; else its file's name."""
    name = _edition(board)
    if name and name != _edition(other):
        return name
    return f"{name} ({board.workbook})" if name else board.workbook


def _edition(board: Board) -> str:
    settings = board.settings
    title, version = settings.plan_title, settings.plan_version
    if settings.period not in title:
        title = f"{title} {settings.period}".strip()
    parts = (
        title,
        f"version {version}" if version[:1].isdigit() else version,
        settings.plan_status.lower(),
        day(settings.plan_date),
    )
    return ", ".join(part for part in parts if part)


def headline(comparison: Comparison) -> str:
    """How many actions were added, dropped, changed, and stayed as they were."""
    actions = comparison.actions
    if comparison.is_empty:
        return f"Nothing has changed: {_all_same(len(actions.kept))}."
    changed = len(actions.changed)
    counts = (
        (len(actions.added), "added"),
        (len(actions.dropped), "dropped"),
        (changed, "changed"),
        (len(actions.kept) - changed, "as before"),
    )
    found = [f"{number} {word}" for number, word in counts if number]
    before, now = len(comparison.old.actions), len(comparison.new.actions)
    whole = f"{plural(before, 'action')} before, {now} now"
    return f"{whole}: {listed(found)}." if found else f"{whole}."


def _all_same(actions: int) -> str:
    if not actions:
        return "neither plan holds an action"
    return "the one action is as it was" if actions == 1 else f"all {actions} actions are as before"


def sentences(comparison: Comparison) -> list[str]:
    """What else a reader wants to know first: dates, endings, priorities, and what was guessed."""
    return [
        sentence
        for sentence in (
            _dates(comparison),
            _states(comparison),
            _parts(comparison.priorities, "priority", "priorities"),
            _parts(comparison.themes, "theme", "themes"),
            *matching_sentences(comparison),
        )
        if sentence
    ]


def _dates(comparison: Comparison) -> str:
    counts = (
        (len(comparison.moved(Move.SLIPPED)), "slipped"),
        (len(comparison.moved(Move.BROUGHT_FORWARD)), "brought forward"),
        (len(comparison.moved(Move.GIVEN)), "given where there was none"),
        (len(comparison.moved(Move.TAKEN_AWAY)), "taken away"),
    )
    found = [f"{number} {word}" for number, word in counts if number]
    if not found:
        return ""
    latest = max((move.days or 0 for _, move in comparison.dates), default=0)
    furthest = f" The furthest slipped by {plural(latest, 'day')}." if latest else ""
    return f"Dates: {listed(found)}.{furthest}"


def _states(comparison: Comparison) -> str:
    counts = (
        (len(comparison.carried_forward), "carried forward"),
        (len(comparison.ended), "merged or withdrawn"),
        (len(comparison.statuses), "with another status"),
        (len(comparison.ratings), "with another agreed rating"),
    )
    found = [f"{number} {word}" for number, word in counts if number]
    return f"Actions: {listed(found)}." if found else ""


def _parts(difference: Difference[Priority] | Difference[Theme], one: str, many: str) -> str:
    counts = (
        (len(difference.added), "added"),
        (len(difference.dropped), "dropped"),
        (len(difference.changed), "changed"),
    )
    found = [(number, word) for number, word in counts if number]
    if not found:
        return ""
    number, word = found[0]
    first = f"{plural(number, one, many)} {word}"
    return f"{listed([first, *(f'{number} {word}' for number, word in found[1:])])}."


def matching_sentences(comparison: Comparison) -> list[str]:
    """How actions were recognised, where that was not by their identity alone."""
    actions = comparison.actions
    found = []
    if actions.independent_ids:
        found.append(
            "The two workbooks gave their IDs independently, so IDs were not relied on: "
            "actions were matched by their words."
        )
    if actions.reused:
        one = len(actions.reused) == 1
        found.append(
            f"{plural(len(actions.reused), 'ID')} {'is' if one else 'are'} used for clearly "
            f"different actions in the two workbooks and {'was' if one else 'were'} not relied on."
        )
    if comparison.alike:
        was = "was" if comparison.alike == 1 else "were"
        found.append(
            f"{plural(comparison.alike, 'action')} {was} recognised without a common ID by having "
            "the same words."
        )
    if comparison.guesses:
        was = "was" if len(comparison.guesses) == 1 else "were"
        found.append(
            f"{plural(len(comparison.guesses), 'action')} {was} matched by likeness: please look "
            "whether each pair is one action."
        )
    return found


def moved_by(move: DateMove) -> str:
    """How far a date moved: "14 days later", "1 day earlier", or what else became of it."""
    if move.days:
        return f"{plural(abs(move.days), 'day')} {'later' if move.days > 0 else 'earlier'}"
    return {
        Move.GIVEN: "Date given",
        Move.TAKEN_AWAY: "Date taken away",
    }.get(move.kind, "The same day")


def date_note(item: Kept[Action], move: DateMove) -> str:
    """What the two dates that count leave unsaid; "" where nothing."""
    due = item.change_of("due")
    if due is None or not move.first_due_changed:
        return ""
    before, now = lines_of(due.old)[0], lines_of(due.new)[0]
    if (move.old, move.new) == (due.old, due.new):
        return "The first due date itself was written over."
    return f"The first due date itself was written over: {before}, now {now}."


def recognised_by(item: Kept[Action]) -> str:
    """How alike two actions are that only likeness says are one: "83 per cent alike"."""
    return f"{item.likeness} per cent alike"
