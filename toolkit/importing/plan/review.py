"""An import as a page to look at: their tables, and beside each row what it becomes. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from toolkit.importing.plan.headings import EARLIER_YEAR, LABELS, MARKED, UNPLACED
from toolkit.importing.plan.recognise.shapes import Band, Headings, Kind, Shape, Slots
from toolkit.importing.plan.recognise.slots import Slot
from toolkit.importing.plan.records import ImportedAction, ImportedPlan
from toolkit.values.text import day_in_words, plural
from toolkit.word.reading.blocks import Block, Paragraph, Table

# Backgrounds on which black words are easy to read; the field's name is always there as well.
_COLOURS: Mapping[str, str] = {
    "ref": "#e7e6e6", "priority": "#ddd6f3", "theme": "#ddd6f3", "objective": "#e8daef",
    "action": "#d6eaf8", "tasks": "#d6eaf8", "method": "#d1f2eb", "lead": "#fdebd0",
    "other_leads": "#fdebd0", "timescale": "#fcf3cf", "start": "#fcf3cf", "revised_due": "#fcf3cf",
    "completed_on": "#fcf3cf", "status": "#d5f5e3", "process_agreed": "#d5f5e3",
    "impact_agreed": "#d5f5e3", "progress": "#ebf5d0", "how_we_will_know": "#f9dcec",
    "impact_expected": "#f9dcec", "resources": "#f2e2d2",
}  # fmt: skip
_USUAL = "#eaeded"
_NO_FIELD = "not read into a field"
_SHOWN = ("ref", "objective", "action", "tasks", "method", "lead", "other_leads", "timescale",
          "due", "start", "status", "process_agreed", "impact_agreed", "completed_on", "progress",
          "resources", "impact_expected", "how_we_will_know", "evidence", "corrective_action",
          "sub_group", "report_to", "verified_by", "revised_due", "update_frequency")  # fmt: skip

_STYLE = """
body { font: 16px/1.4 Arial, sans-serif; color: #0b0c0c; background: #fff; margin: 1.5rem; }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: bold; padding: .3rem 0 }
th, td { border: 1px solid #6f777b; padding: .4rem; vertical-align: top; text-align: left }
td.ours { border-left: 4px solid #0b0c0c; min-width: 20rem }
tr.left td { background: #f3f2f1; color: #383f43 }
.field { display: inline-block; font-size: .85rem; font-weight: bold; padding: 0 .3rem;
  border: 1px solid #0b0c0c }
.doubt { border-left: 6px solid #942514; padding: .5rem 1rem; background: #fdf3f1 }
code { background: #f3f2f1; padding: 0 .2rem; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .6rem; margin: 0 }
dt { font-weight: bold } dd { margin: 0; white-space: pre-line }
td { white-space: pre-line } .key span { margin-right: .4rem }
"""


def review_page(plan: ImportedPlan, blocks: Sequence[tuple[Block, Shape | None]]) -> str:
    """A whole page of HTML for a browser, which asks for nothing from elsewhere.

    `blocks` are the paper's, each table with what it was read as. Every word is escaped.
    """
    by_row: dict[str, list[ImportedAction]] = defaultdict(list)
    for action in plan.actions:
        by_row[action.origin].append(action)
    titles = {each.ref: each.title for each in plan.priorities}
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>Review of {escape(plan.name)}</title>\n<style>{_STYLE}</style>\n</head>\n"
            f"<body>\n<main>\n<h1>What was read from {escape(plan.name)}</h1>\n",
            f"<p>{escape(_counts(plan))} On the left is the paper as it is, on the right what "
            "goes into the workbook.</p>\n",
            *_doubtful(plan),
            *_key(blocks),
            *_blocks(blocks, by_row, titles),
            *_elsewhere(plan),
            "</main>\n</body>\n</html>\n",
        )
    )


def _counts(plan: ImportedPlan) -> str:
    priorities, actions = len(plan.priorities), len(plan.actions)
    without = len(plan.unplaced)
    left = f"{plural(without, 'piece')} without a place" if without else "every word has a place"
    read = f"{plural(actions, 'action')} under {priorities} "
    return f"{read}{'priority' if priorities == 1 else 'priorities'}; {left}."


def _doubtful(plan: ImportedPlan) -> Iterator[str]:
    if not plan.doubtful:
        yield "<p>Nothing was doubtful.</p>\n"
        return
    yield '<section class="doubt" aria-labelledby="first">\n'
    yield '<h2 id="first">Look at these first</h2>\n'
    yield "<ul>\n"
    for sentence in plan.doubtful:
        said, say, remap = sentence.partition("--map ")
        code = f"<code>{escape(say + remap)}</code>" if say else ""
        yield f"<li>{escape(said)}{code}</li>\n"
    yield "</ul>\n</section>\n"


def _key(blocks: Sequence[tuple[Block, Shape | None]]) -> Iterator[str]:
    fields = dict.fromkeys(
        name
        for _, shape in blocks
        if shape
        for step in shape.steps
        if isinstance(step, Slots)
        for slot in step.slots
        for name in slot.fields
    )
    if fields:
        yield f'<p class="key">Our fields: {" ".join(map(_chip, fields))}</p>\n'


def _chip(name: str) -> str:
    colour = _COLOURS.get(name, _USUAL)
    return f'<span class="field" style="background:{colour}">{escape(_label(name))}</span>'


def _label(name: str) -> str:
    return {UNPLACED: _NO_FIELD, EARLIER_YEAR: "an earlier year, not read", MARKED: "marks"}.get(
        name, LABELS.get(name, name)
    )


def _blocks(
    blocks: Sequence[tuple[Block, Shape | None]],
    by_row: Mapping[str, Sequence[ImportedAction]],
    titles: Mapping[str, str],
) -> Iterator[str]:
    yield "<h2>The paper from top to bottom</h2>\n"
    for block, shape in blocks:
        if isinstance(block, Paragraph):
            if block.printed.strip():
                tag = "h3" if block.is_heading else "p"
                yield f"<{tag}>{escape(block.printed)}</{tag}>\n"
                yield from _ours_below(by_row.get(block.where, ()), titles)
        elif shape is not None and shape.kind is Kind.ACTIONS:
            yield from _table(shape, by_row, titles)
        else:
            yield from _left_out(block)


def _ours_below(actions: Sequence[ImportedAction], titles: Mapping[str, str]) -> Iterator[str]:
    yield from (_record(action, titles) for action in actions)


def _table(
    shape: Shape, by_row: Mapping[str, Sequence[ImportedAction]], titles: Mapping[str, str]
) -> Iterator[str]:
    table = shape.table
    width = max((len(step.slots) for step in shape.steps if isinstance(step, Slots)), default=1)
    yield f"<table>\n<caption>{escape(_capital(table.where))}</caption>\n"
    shown: set[int] = set()
    for step in shape.steps:
        if isinstance(step, Headings):
            cells = "".join(_heading(column.heading, column.fields)
                            for column in step.layout.columns)  # fmt: skip
            yield f'<tr>{cells}<th scope="col">In the workbook</th></tr>\n'
        elif isinstance(step, Band):
            words = escape(step.text)
            yield f'<tr><th scope="colgroup" colspan="{width + 1}">{words}</th></tr>\n'
        elif isinstance(step, Slots):
            cells = "".join(map(_cell, step.slots))
            found = [] if step.row in shown and not shape.is_turned else list(
                by_row.get(table.row(step.row).where, ())
            )  # fmt: skip
            if shape.is_turned:
                found = [each for each in found if _is_of(each, step.slots)]
            shown.add(step.row)
            ours = "".join(_record(action, titles) for action in found)
            ours = ours or "No row of its own."
            spare = width - len(step.slots)
            filler = f'<td colspan="{spare}"></td>' if spare > 0 else ""
            yield f'<tr>{cells}{filler}<td class="ours">{ours}</td></tr>\n'
    yield "</table>\n"


def _is_of(action: ImportedAction, slots: Sequence[Slot]) -> bool:
    """Whether an action is the one of a column of a table on its side."""
    words = {line.text for slot in slots for line in slot.lines}
    return bool({action.action, *action.objective, *action.tasks} & words)


def _heading(heading: str, fields: Sequence[str]) -> str:
    chips = " ".join(map(_chip, fields)) or _chip(UNPLACED)
    return f'<th scope="col">{escape(heading)}<br>{chips}</th>'


def _cell(slot: Slot) -> str:
    words = escape("\n".join(line.text for line in slot.lines))
    if not words and slot.shade:
        words = f"(only the colour #{escape(slot.shade)})"
    name = slot.fields[0] if slot.fields else ""
    colour = _COLOURS.get(name, _USUAL) if name and name not in (UNPLACED, EARLIER_YEAR) else ""
    style = f' style="background:{colour}"' if colour else ""
    return f"<td{style}>{words}</td>"


def _record(action: ImportedAction, titles: Mapping[str, str]) -> str:
    rows = [("Priority", titles.get(action.priority, action.priority))]
    for name in _SHOWN:
        value = getattr(action, name)
        words = _words(value)
        if words:
            rows.append((LABELS.get(name, name.capitalize()), words))
    items = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in rows)
    return f"<dl>{items}</dl>"


def _words(value: tuple[str, ...] | date | str | None) -> str:
    match value:
        case tuple():
            return "\n".join(filter(None, value))
        case date():
            return day_in_words(value)
        case _:
            return value or ""


def _left_out(table: Table) -> Iterator[str]:
    """A table that gave no actions, row by row."""
    where = _capital(table.where)
    yield f"<table>\n<caption>{escape(where)}: no actions were read from it</caption>\n"
    for row in table.rows:
        texts = [cell.own_text for cell in row.cells]
        if any(texts):
            cells = "".join(
                f'<td colspan="{cell.span}">{escape(cell.own_text)}</td>' for cell in row.cells
            )
            yield f'<tr class="left">{cells}</tr>\n'
    yield "</table>\n"


def _elsewhere(plan: ImportedPlan) -> Iterator[str]:
    yield "<h2>Words without a place</h2>\n"
    if not plan.unplaced:
        yield "<p>None: every word has its field.</p>\n"
        return
    yield "<p>They go to the sheet Unplaced, with the place they come from.</p>\n"
    yield '<table>\n<tr><th scope="col">Words</th><th scope="col">Where they were</th></tr>\n'
    for piece in plan.unplaced:
        yield f"<tr><td>{escape(piece.text)}</td><td>{escape(piece.origin)}</td></tr>\n"
    yield "</table>\n"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
