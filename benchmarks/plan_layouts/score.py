"""How well made plans are read: right, asked, wrong and told, wrong and silent."""

import re
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.plan_layouts.content import Work
from benchmarks.plan_layouts.files import as_excel, as_word
from benchmarks.plan_layouts.layouts import Layout, Made, make
from toolkit.importing.plan import read_plan, read_tracker
from toolkit.importing.plan.cells.cells import status_of
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.records import Grade, ImportedAction, ImportedPlan
from toolkit.workbook.cell_looks import read_looks
from toolkit.workbook.files import read_bytes

FIELDS = ("priority", "action", "lead", "timescale", "status", "rag", "progress", "know", "means",
          "objective", "start", "done")  # fmt: skip
_WORD = re.compile(r"\w+")


@dataclass
class Score:
    """One layout: its rows, its cells by what became of them, the faults in words."""

    layout: Layout
    rows: int = 0
    found: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        """How many cells there are to read."""
        return sum(self.cells.values())


def score(layout: Layout) -> Score:
    """A layout made, read and compared with what a reader sees in it."""
    made = make(layout)
    plan = read(made)
    result = Score(layout, rows=len(made.truth))
    titles = {each.ref: each.title for each in plan.priorities}
    left = list(plan.actions)
    unplaced = normal("\n".join(each.text for each in plan.unplaced))
    told = " ".join(taken.sentence for taken in plan.taken if taken.grade is not Grade.SURE)
    for work in made.truth:
        wanted = normal(work.action)
        action = next((each for each in left if wanted in normal(_doing(each))), None)
        if action is None:
            told_row = wanted in unplaced
            for name in FIELDS:
                if getattr(work, name):
                    result.cells["asked" if told_row else "wrong and silent"] += 1
            result.faults.append(f"no row for {work.action!r}")
            continue
        left.remove(action)
        result.found += 1
        for name in FIELDS:
            _compare(result, work, action, name, titles, unplaced, told)
    for action in left:
        result.cells["wrong and silent"] += 1
        result.faults.append(f"an action that is none: {_doing(action)[:60]!r}")
    result.lost = _lost(made, plan)
    return result


def read(made: Made) -> ImportedPlan:
    """The plan that a made file holds."""
    if made.layout.kind == "docx":
        return read_plan(as_word(made), f"{made.layout.name}.docx")
    data = as_excel(made)
    workbook = read_bytes(data, f"{made.layout.name}.xlsx")
    return read_tracker(workbook, read_looks(data, workbook.name))


def _doing(action: ImportedAction) -> str:
    return " ".join((action.action, *action.tasks, *action.objective, *action.method))


def _got(action: ImportedAction, name: str, titles: dict[str, str]) -> str:
    match name:
        case "priority":
            return titles.get(action.priority, "")
        case "action":
            return action.action
        case "lead":
            return "; ".join((action.lead, *action.other_leads)).strip("; ")
        case "rag":
            return action.process_agreed
        case "know":
            return "\n".join(action.how_we_will_know)
        case "objective":
            return "\n".join(action.objective)
        case "start":
            return f"{action.start:%d/%m/%Y}" if action.start else ""
        case "done":
            return "Yes" if action.status == "Complete" else "No"
        case "means":
            return action.resources
        case _:
            return str(getattr(action, name))


def _compare(
    result: Score, work: Work, action: ImportedAction, name: str, titles: dict[str, str],
    unplaced: str, told: str,
) -> None:  # fmt: skip
    wanted, got = getattr(work, name), _got(action, name, titles)
    if name == "status" and wanted:
        wanted = status_of(wanted) or wanted
    if not wanted and name == "status":
        # Where none is printed, one may be worked out, and is told.
        return
    if (not wanted and not got) or (name == "done" and not wanted):
        return
    if name == "progress" and result.layout.rating == "quarters":
        # What an earlier quarter's colour was is kept as a line of progress.
        got = "\n".join(line for line in got.split("\n") if "RAG" not in line)
    if normal(wanted) == normal(got):
        result.cells["right"] += 1
        return
    if wanted and not got and normal(str(getattr(work, name))) in unplaced:
        outcome = "asked"
    elif got and got in told:
        outcome = "wrong and told"
    else:
        outcome = "wrong and silent"
    result.cells[outcome] += 1
    result.faults.append(f"{name}: wanted {wanted!r}, got {got!r} ({outcome})")


def _lost(made: Made, plan: ImportedPlan) -> int:
    """How many words of the truth are nowhere in what was read."""
    held = Counter(_WORD.findall(repr(plan).replace("\\n", " ").casefold()))
    truth: Counter[str] = Counter()
    for work in made.truth:
        for name in ("action", "lead", "progress", "know", "means"):
            truth.update(_WORD.findall(getattr(work, name).casefold()))
    return sum((truth - held).values())
