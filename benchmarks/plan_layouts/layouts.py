"""Layouts of made plans, by operators: each changes one thing that boards do differently."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from benchmarks.plan_layouts.content import Work, made

SHADES = {"Red": "FF0000", "Amber": "FFC000", "Green": "00B050", "Blue": "0070C0"}
SOFT = {"Red": "FF7C80", "Amber": "FFE699", "Green": "C6E0B4", "Blue": "9DC3E6"}


@dataclass(frozen=True)
class Box:
    """A cell: its words, its colour, how many columns and rows it is merged over."""

    text: str = ""
    shade: str = ""
    bold: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Words:
    """A line outside tables: "title", "heading", "paragraph" or "bullet"; "sheet" names one."""

    kind: str
    text: str


Grid = list[list[Box | None]]
"""Rows of boxes; None where a box beside or above it covers the place."""

Part = Words | Grid

# How boards head the same columns.
VOCABULARIES: tuple[dict[str, str], ...] = (
    {
        "ref": "Ref",
        "priority": "Priority",
        "action": "Action",
        "lead": "Lead",
        "timescale": "Timescale",
        "status": "Status",
        "rag": "RAG",
        "progress": "Progress",
        "know": "Success measures",
        "means": "Resources",
    },
    {
        "ref": "No.",
        "priority": "Priority area",
        "action": "What will we do?",
        "lead": "Who?",
        "timescale": "By when?",
        "status": "Current status",
        "rag": "RAG rating",
        "progress": "Update",
        "know": "How will we know?",
        "means": "What resources do we need?",
    },
    {
        "ref": "#",
        "priority": "Workstream",
        "action": "Actions required",
        "lead": "Lead officer",
        "timescale": "Target date",
        "status": "Action status",
        "rag": "BRAG",
        "progress": "Progress to date",
        "know": "How we’ll know",
        "means": "Cost",
    },
    {
        "ref": "Action no",
        "priority": "Area of focus",
        "action": "Key actions",
        "lead": "Owner",
        "timescale": "Deadline",
        "status": "Status",
        "rag": "RAG status",
        "progress": "Commentary",
        "know": "Measure of success",
        "means": "Resource implications",
    },
    {
        "ref": "ID",
        "priority": "Strategic priority",
        "action": "What are we going to do?",
        "lead": "Responsible",
        "timescale": "Completion date",
        "status": "Stage",
        "rag": "Activity RAG",
        "progress": "What has happened",
        "know": "Impact measures",
        "means": "Funding",
    },
    {
        "ref": "Item",
        "priority": "Theme",
        "action": "Task",
        "lead": "Person responsible",
        "timescale": "Due date",
        "status": "State",
        "rag": "Progress RAG",
        "progress": "Latest update",
        "know": "Success criteria",
        "means": "Budget",
    },
)

_TICKED = ("Not started", "In progress", "Complete")
_MORE = ("objective", "start", "done")
_MORE_HEADS: tuple[dict[str, str], ...] = (
    {"objective": "Objective", "start": "Start date", "done": "Completed?"},
    {"objective": "What do we want to achieve?", "start": "Start", "done": "Done"},
)
FIELDS = ("ref", "priority", "action", "lead", "timescale", "status", "rag", "progress", "know",
          "means")  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """One layout: which operators are at work. `seed` chooses the content and the order.

    `sheet` are operators of Excel alone: offset, banded, notes, footer, gaps, dates, side, hidden.
    `grouping`: headings, bands, column, merged, first, refs or sheets. `rating`: words, letters,
    colours, soft, blank or ticks. `time`: words or months. `heads`: one, two, guided, marked,
    repeated or upper. `form`: table, forms, across, bullets or lines.
    """

    name: str
    seed: int
    vocabulary: int = 0
    grouping: str = "headings"
    rating: str = "words"
    time: str = "words"
    heads: str = "one"
    form: str = "table"
    columns: tuple[str, ...] = ("ref", "action", "lead", "timescale", "status", "rag", "progress")
    extra: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    shuffled: bool = False
    kind: str = "docx"
    sheet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A made plan: its parts from top to bottom, and what a reader sees in it."""

    layout: Layout
    parts: tuple[Part, ...]
    truth: tuple[Work, ...]


def make(layout: Layout) -> Made:
    """The parts of a layout, with its truth."""
    random = Random(layout.seed)
    truth = _shown(made(random), layout)
    parts: list[Part] = [Words("title", "Business plan 2026/27")]
    parts += [part for name in layout.around for part in _before(name)]
    parts += {"table": _tables, "forms": _forms, "across": _across, "bullets": _bullets,
              "lines": _lines}[layout.form](truth, layout, random)  # fmt: skip
    parts += [part for name in layout.around for part in _after(name)]
    return Made(layout, tuple(parts), tuple(truth))


def _shown(works: Sequence[Work], layout: Layout) -> list[Work]:
    """The works with what the layout does not print left empty."""
    shown = set(layout.columns) | {"priority"} | ({"rag"} if layout.rating == "quarters" else set())
    found = []
    for number, work in enumerate(works):
        empty = {name: "" for name in (*FIELDS, *_MORE) if name not in shown}
        work = replace(work, **empty)
        if layout.rating == "ticks":
            work = replace(work, status=_TICKED[number % 3])
        if layout.rating == "blank" and number % 2:
            work = replace(work, rag="")
        if layout.time == "months":
            work = replace(work, timescale=_MONTHS[number % len(_MONTHS)][0])
        found.append(work)
    return found


_MONTHS = (("Jun 2026 to Aug 2026", (2, 3, 4)), ("Oct 2026", (6,)),
           ("Apr 2026 to May 2026", (0, 1)), ("Dec 2026 to Feb 2027", (8, 9, 10)))  # fmt: skip
_NAMES = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def _box(work: Work, name: str, layout: Layout, mark: bool = False) -> Box:
    if name == "mark":
        return Box("✓" if mark else "")
    text = getattr(work, name)
    if name != "rag":
        return Box(text)
    if layout.rating == "letters":
        return Box(text[:1])
    if layout.rating == "colours":
        return Box("", SHADES.get(text, ""))
    if layout.rating == "soft":
        return Box("", SOFT.get(text, ""))
    if layout.rating == "both":
        return Box(text, SHADES.get(text, ""))
    return Box(text)


_EXTRA = {
    "risk rag": ("Risk RAG", "Red"),
    "measure rag": ("Measure RAG", "Amber"),
    "target risk": ("Target risk", "Low"),
    "unknown": ("Links to other strategies", "Early Help Strategy"),
    "version": ("Version", "Youth Justice Plan"),
    "owner group": ("Sub-group", "Quality group"),
}


def _order(layout: Layout, random: Random) -> list[str]:
    columns = list(layout.columns)
    if layout.grouping in ("column", "merged", "first"):
        columns.insert(1 if columns[0] == "ref" else 0, "priority")
    if layout.shuffled:
        head = [name for name in columns if name in ("ref", "priority", "action")]
        rest = [name for name in columns if name not in head]
        random.shuffle(rest)
        columns = head + rest
    return columns


def _heads(columns: Sequence[str], layout: Layout) -> Grid:
    more = _MORE_HEADS[layout.vocabulary % len(_MORE_HEADS)]
    names = [VOCABULARIES[layout.vocabulary].get(name) or more[name] for name in columns]
    names += [_EXTRA[name][0] for name in layout.extra]
    if layout.rating == "quarters":
        names += ["Q1 RAG", "Q2 RAG", "Q3 RAG", "Q4 RAG"]
    if layout.heads == "guided":
        names = [f"{name}\nSee the notes for an example" for name in names]
    if layout.heads == "marked":
        names = [f"{name}{n}" if n < 3 and name[-1:].isalpha() else name
                 for n, name in enumerate(names, 1)]  # fmt: skip
    top: list[Box | None] = [Box(name, "D9D9D9", bold=True) for name in names]
    if layout.time == "months":
        top += [Box(str(2026), bold=True, across=9), *[None] * 8, Box("2027", bold=True, across=3),
                None, None]  # fmt: skip
        down = [replace(box, down=2) for box in top[: len(names)] if box]
        lower: list[Box | None] = [*[None] * len(names), *(Box(name, bold=True) for name in _NAMES)]
        return [[*down, *top[len(names) :]], lower]
    if layout.rating == "ticks":
        return [[*top, *(Box(name, bold=True) for name in _TICKED)]]
    if layout.heads == "two" and "status" in columns and "rag" in columns:
        # What says how things are going is under one heading.
        first = min(columns.index("status"), columns.index("rag"))
        if abs(columns.index("status") - columns.index("rag")) == 1:
            upper: list[Box | None] = [replace(box, down=2) if box else None for box in top]
            upper[first], upper[first + 1] = Box("Where we are now", bold=True, across=2), None
            below: list[Box | None] = [None] * len(top)
            below[first], below[first + 1] = top[first], top[first + 1]
            return [upper, below]
    return [top]


def _row(work: Work, columns: Sequence[str], layout: Layout, number: int) -> list[Box | None]:
    row: list[Box | None] = [_box(work, name, layout) for name in columns]
    row += [Box(_EXTRA[name][1]) for name in layout.extra]
    if layout.rating == "quarters":
        row += [Box("Amber"), Box(work.rag, SHADES.get(work.rag, "")), Box(), Box()]
    if layout.time == "months":
        ticked = _MONTHS[number % len(_MONTHS)][1]
        row += [Box("✓" if n in ticked else "") for n in range(12)]
    if layout.rating == "ticks":
        row += [Box("x" if work.status == name else "") for name in _TICKED]
    return row


def _tables(truth: Sequence[Work], layout: Layout, random: Random) -> Iterator[Part]:
    columns = _order(layout, random)
    heads = _heads(columns, layout)
    width = len(heads[0])
    numbers = {id(work): number for number, work in enumerate(truth)}
    groups = [(title, list(works)) for title, works in groupby(truth, lambda work: work.priority)]
    if layout.grouping in ("headings", "theme headings", "plans", "plain headings", "sheets",
                           "numbered headings", "bold headings"):  # fmt: skip
        for number, (title, works) in enumerate(groups, 1):
            opening = {"headings": f"Priority {number}: {title}",
                       "theme headings": f"Theme {number}: {title}",
                       "plans": f"Work plan {number}: {title}",
                       "numbered headings": f"{number}. {title}",
                       "bold headings": f"Priority {number} – {title}",
                       "plain headings": title, "sheets": title}[layout.grouping]  # fmt: skip
            kinds = {"sheets": "sheet", "bold headings": "bold"}
            yield Words(kinds.get(layout.grouping, "heading"), opening)
            above: Grid = []
            if layout.heads == "banner":
                banner = Box(f"Action plan {number}", "DDEBF7", bold=True, across=width)
                above = [[banner, *[None] * (width - 1)]]
            yield [
                *above,
                *heads,
                *(_row(work, columns, layout, numbers[id(work)]) for work in works),
            ]
        return
    rows: Grid = list(heads)
    for number, (title, works) in enumerate(groups, 1):
        made_rows = [_row(work, columns, layout, numbers[id(work)]) for work in works]
        if layout.grouping == "bands":
            band = Box(f"Priority {number}: {title}", "DDEBF7", bold=True, across=width)
            rows.append([band, *[None] * (width - 1)])
            if layout.heads == "repeated" and number > 1:
                rows += heads
        elif layout.grouping == "label rows":
            label: list[Box | None] = [
                Box(f"Priority {number}", bold=True),
                Box(title, across=width - 1),
                *[None] * (width - 2),
            ]
            rows.append(label)
        elif layout.grouping == "themes and bands":
            if number % 2:
                theme = Box(f"Theme {(number + 1) // 2}: Part {(number + 1) // 2}", "BDD7EE",
                            bold=True, across=width)  # fmt: skip
                rows.append([theme, *[None] * (width - 1)])
            band = Box(f"Priority {number}: {title}", "DDEBF7", bold=True, across=width)
            rows.append([band, *[None] * (width - 1)])
        elif layout.grouping == "refs":
            rows.append([Box(str(number)), Box(title), *(Box() for _ in range(width - 2))])
        elif layout.grouping in ("merged", "first"):
            place = columns.index("priority")
            for later in made_rows[1:]:
                later[place] = None if layout.grouping == "merged" else Box()
            down = len(made_rows) if layout.grouping == "merged" else 1
            made_rows[0][place] = Box(title, down=down)
        rows += made_rows
    yield rows


def _forms(truth: Sequence[Work], layout: Layout, random: Random) -> Iterator[Part]:
    """A form for each action."""
    names = [name for name in layout.columns if name != "rag" or layout.rating != "colours"]
    for number, (title, works) in enumerate(groupby(truth, lambda work: work.priority), 1):
        yield Words("heading", f"Priority {number}: {title}")
        for work in works:
            labels = VOCABULARIES[layout.vocabulary]
            yield [[Box(labels[name], bold=True), _box(work, name, layout)] for name in names]


def _across(truth: Sequence[Work], layout: Layout, random: Random) -> Iterator[Part]:
    """Headings in the first column, an action in each column beside it."""
    labels = VOCABULARIES[layout.vocabulary]
    for number, (title, group) in enumerate(groupby(truth, lambda work: work.priority), 1):
        works = list(group)
        yield Words("heading", f"Priority {number}: {title}")
        yield [
            [Box(labels[name], bold=True), *(_box(work, name, layout) for work in works)]
            for name in layout.columns
        ]


def _bullets(truth: Sequence[Work], layout: Layout, random: Random) -> Iterator[Part]:
    for number, (title, works) in enumerate(groupby(truth, lambda work: work.priority), 1):
        yield Words("heading", f"Priority {number}: {title}")
        for work in works:
            yield Words("bullet", f"{work.action} (Lead: {work.lead}; by when: {work.timescale})")


def _lines(truth: Sequence[Work], layout: Layout, random: Random) -> Iterator[Part]:
    for number, (title, works) in enumerate(groupby(truth, lambda work: work.priority), 1):
        yield Words("heading", f"Priority {number}: {title}")
        for work in works:
            for label, name in (("Action", "action"), ("Lead", "lead"), ("By when", "timescale")):
                yield Words("paragraph", f"{label}: {getattr(work, name)}")


def _grid(*rows: Sequence[str]) -> Grid:
    return [[Box(text, bold=number == 0) for text in row] for number, row in enumerate(rows)]


def _before(name: str) -> Iterator[Part]:
    if name == "versions":
        yield Words("heading", "Version control")
        yield _grid(("Version", "Date", "Author", "Changes"),
                    ("0.1", "1 May 2026", "Officer", "First draft"),
                    ("1.0", "1 June 2026", "Officer", "Agreed by the board"))  # fmt: skip
    elif name == "key":
        yield Words("heading", "Key")
        yield [[Box("Red", SHADES["Red"]), Box("Off track")],
               [Box("Amber", SHADES["Amber"]), Box("Some delay")],
               [Box("Green", SHADES["Green"]), Box("On track")]]  # fmt: skip
    elif name == "last year":
        yield Words("heading", "Review of last year's actions 2025/26")
        yield _grid(("Action", "Lead", "What happened", "RAG"),
                    ("Appoint a board manager", "Chair", "Appointed in May", "Green"),
                    ("Write the old policy", "Chair", "Draft only", "Amber"))  # fmt: skip


def _after(name: str) -> Iterator[Part]:
    if name == "risks":
        yield Words("heading", "Risk register")
        yield _grid(("Risk ID", "Risk description", "Likelihood", "Impact", "Mitigation", "Owner"),
                    ("R1", "Data are lost when the system changes", "4", "3", "Back up", "IT lead"),
                    ("R2", "Staff leave before training", "3", "3", "Train two", "HR lead"),
                    )  # fmt: skip
    elif name == "budget":
        yield Words("heading", "Budget")
        yield _grid(("Partner", "Contribution 2025/26", "Contribution 2026/27"),
                    ("Council", "60,000", "62,000"), ("Police", "12,500", "12,500"))  # fmt: skip
    elif name == "meetings":
        yield Words("heading", "Dates of meetings")
        yield _grid(("Date", "Meeting", "Venue"), ("12 June 2026", "Board", "Town hall"),
                    ("11 September 2026", "Board", "Library"))  # fmt: skip
    elif name == "signed":
        yield Words("heading", "Sign-off")
        yield _grid(("Name", "Organisation", "Signature", "Date"),
                    ("Chair", "Council", "", "May 2026"),
                    ("Chief", "Police", "", "May 2026"))  # fmt: skip
