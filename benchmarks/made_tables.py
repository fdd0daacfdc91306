"""Made tables of figures in the shapes that agencies send, each with the figures it holds.

`made(seed)` draws a table: indicators of a board, areas, periods, numbers; then lays it out in one
of many ways, with the clutter of real tables round it. Whatever it draws is written down beside the
table as truth, so that what is read can be counted right, wrong or left out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from toolkit.board.board import Board
from toolkit.importing.figures import ImportedFigures
from toolkit.layout.board import BOARD
from toolkit.reading.grid import Grid, Marks
from toolkit.reading.reader import read_board
from toolkit.values import choices
from toolkit.workbook.create import Content, create
from toolkit.workbook.files import read_bytes

OURS = "Thornmere"
AREAS = (
    (OURS, choices.OUR_AREA),
    ("Thornmere North", choices.PART_OF_OURS),
    ("Thornmere Mid", choices.PART_OF_OURS),
    ("Thornmere South", choices.PART_OF_OURS),
    ("England", choices.ENGLAND),
    ("South East", choices.REGION),
    ("Statistical neighbours", choices.NEIGHBOURS),
)
INDICATORS = (
    ("CP01", "Children on a child protection plan", "Per 10,000"),
    ("CP02", "Second or later plans", "%"),
    ("CP03", "ICPCs held within 15 working days", "%"),
    ("CP04", "Plans lasting two years or more", "%"),
    ("FD01", "Contacts to MASH", "Number"),
    ("FD02", "Contacts decided in one working day", "%"),
    ("FD03", "Re-referrals within 12 months", "%"),
    ("NG01", "Assessments using the neglect tool", "%"),
    ("EX01", "Return interviews within 72 hours", "%"),
    ("EX02", "Children missing three times or more", "Number"),
    ("EX03", "Children held overnight in custody", "Number"),
    ("HE03", "A&E attendances for injury under 1", "Number"),
    ("CL01", "Children looked after", "Per 10,000"),
    ("CL03", "Three or more placements", "%"),
    ("PW03", "Average days to finish a rapid review", "Days"),
)
_UNITS = {code: unit for code, _, unit in INDICATORS}
_TITLES = {code: title for code, title, _ in INDICATORS}

Key = tuple[str, str, str]
"""What a figure is of: indicator, area, period."""


@dataclass
class Made:
    """A table: its grid, and the value (or status where there is none) and status by key.

    Numbers on the sheet that are not in `truth` are targets, totals, figures of other areas.
    """

    grid: Grid
    truth: dict[Key, tuple[str, str]] = field(default_factory=dict)
    layout: str = ""


def board() -> Board:
    """The board that the tables are read for."""
    content = Content(
        settings={"board_name": "Thornmere Safeguarding Children Partnership"},
        rows={
            "Areas": [{"name": name, "kind": kind} for name, kind in AREAS],
            "Indicators": [
                {
                    "code": code,
                    "title": title,
                    "unit": unit,
                    "good_is": choices.NEITHER,
                    "frequency": "Quarter",
                }
                for code, title, unit in INDICATORS
            ],
        },
    )
    return read_board(read_bytes(create(BOARD, content), "board.xlsx")).board


@dataclass
class _Sheet:
    """A sheet being laid out."""

    random: Random
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    truth: dict[Key, tuple[str, str]] = field(default_factory=dict)
    row: int = 1
    key_needed: bool = False

    def put(self, column: int, value: Any) -> None:
        self.cells[self.row, column] = value

    def merge(self, first: int, last: int) -> None:
        if last > first and self.random.random() < 0.7:
            self.merged.append((self.row, first, self.row, last))

    def figure(self, column: int, code: str, area: str, period: str, status: str = "") -> None:
        """A figure in this row: written as people write them, and noted as truth."""
        unit, draw = _UNITS[code], self.random
        if draw.random() < 0.04:
            return
        place = (self.row, column)
        if draw.random() < 0.06:
            words, why = draw.choice(
                (("n/a", "Not applicable"), ("-", "Not supplied"), ("..", "Not supplied"),
                 ("tbc", "Not supplied"), ("<5", "Suppressed"), ("[c]", "Suppressed"))
            )  # fmt: skip
            self.cells[place] = words
            self.truth[code, area, period] = (why, why)
            return
        number = _number(draw, unit)
        shown: Any = number
        final = status or choices.FINAL
        style = draw.random()
        if unit == "%" and style < 0.25:
            shown = f"{number:g}%"
        elif unit == "%" and style < 0.5:
            shown = round(number / 100, 5)
            self.formats[place] = "0.0%"
        elif unit == "Number" and number >= 1000 and style < 0.3:
            shown = f"{int(number):,}"
        elif style > 0.95:
            shown, final = f"{number:g} (p)", choices.PROVISIONAL
        elif style > 0.93:
            shown, final, self.key_needed = f"{number:g}*", choices.PROVISIONAL, True
        self.cells[place] = shown
        self.truth[code, area, period] = (f"{number:g}", final)

    def grid(self, name: str) -> Grid:
        height = max(row for row, _ in self.cells)
        width = max(column for _, column in self.cells)
        rows = [
            [self.cells.get((row, column), "") for column in range(1, width + 1)]
            for row in range(1, height + 1)
        ]
        return Grid(name, rows, Marks(merged=tuple(self.merged), number_formats=self.formats))


def _number(draw: Random, unit: str) -> float:
    if unit == "%":
        return round(draw.uniform(2, 99), draw.choice((0, 1)))
    if unit == "Number":
        return float(draw.randint(6, 9000))
    return round(draw.uniform(2, 90), 1)


def _quarters(draw: Random, count: int) -> list[tuple[int, int]]:
    first = draw.randrange(2021 * 4, 2025 * 4)
    return [divmod(number, 4) for number in range(first, first + count)]


def period_of(quarter: tuple[int, int]) -> str:
    """A quarter as Data has it."""
    year, number = quarter
    return f"{year}/{(year + 1) % 100:02} Q{number + 1}"


_MONTHS = (("Apr", "Jun"), ("Jul", "Sep"), ("Oct", "Dec"), ("Jan", "Mar"))
_LONG = {"Apr": "April", "Jun": "June", "Jul": "July", "Sep": "September", "Oct": "October",
         "Dec": "December", "Jan": "January", "Mar": "March"}  # fmt: skip


def _written(quarter: tuple[int, int], way: int) -> str:
    """A quarter in one of the ways that people write it."""
    year, number = quarter
    calendar = year + (number == 3)
    first, last = _MONTHS[number]
    pair, short = f"{year}/{(year + 1) % 100:02}", f"{year % 100:02}/{(year + 1) % 100:02}"
    return (
        f"Q{number + 1} {pair}",
        f"{pair} Q{number + 1}",
        f"Q{number + 1} {short}",
        f"{first}-{last} {calendar}",
        f"{_LONG[first]} to {_LONG[last]} {calendar}",
        f"{first} {calendar % 100:02} - {last} {calendar % 100:02}",
        f"Q{number + 1} ({first}-{last}) {calendar}",
        f"Quarter {number + 1} {year}-{(year + 1) % 100:02}",
        f"Quarter ending {_LONG[last]} {calendar}",
        f"Qtr {number + 1} {pair}",
    )[way]


WAYS = 10


def _label(draw: Random, code: str) -> str:
    title, unit = _TITLES[code], _UNITS[code]
    bracket = {"%": "(%)", "Number": "(number)", "Per 10,000": "(per 10,000)", "Days": "(days)"}
    with_code = (f"{code} {title}", f"{title} ({code})")
    forms = (title, title, title, code, *with_code, f"{title} {bracket[unit]}", title.upper())
    return draw.choice(forms)


def _head(sheet: _Sheet, area: str = "") -> None:
    """Lines above a table."""
    draw = sheet.random
    for line in draw.sample(
        ("Quarterly scorecard", "Produced by the performance team", "Safeguarding dashboard"),
        draw.randint(0, 2),
    ):
        sheet.put(1, line)
        sheet.row += 1
    if area:
        form = draw.choice(("{}", "Area: {}", "Coverage: {}", "Scorecard for {}", "Data, {}"))
        sheet.put(1, form.format(area))
        sheet.row += 1
    sheet.row += draw.randint(0, 1)


def _wide(sheet: _Sheet) -> None:
    """Indicators down and periods across, with columns that are no figures."""
    draw = sheet.random
    quarters, way = _quarters(draw, draw.randint(3, 8)), draw.randrange(WAYS)
    area = draw.choice((OURS, OURS, "Thornmere North", "England"))
    _head(sheet, "" if area == OURS and draw.random() < 0.6 else area)
    extras = ("Target", "RAG", "DoT", "YTD", "Comments", "Good is", "Previous year", "Trajectory")
    before = draw.sample(("Target", "Good is", "Unit", "Owner"), draw.randint(0, 2))
    between = draw.random() < 0.3
    after = draw.sample(extras, draw.randint(0, 3))
    headings: list[tuple[str, Any]] = [("label", "Indicator")]
    headings += [("extra", name) for name in before]
    for quarter in quarters:
        headings.append(("figure", quarter))
        if between:
            headings.append(("extra", "RAG"))
    headings += [("extra", name) for name in after]
    for column, (kind, what) in enumerate(headings, start=1):
        sheet.put(column, _written(what, way) if kind == "figure" else what)
    themes = draw.random() < 0.3
    for code in draw.sample(sorted(_UNITS), draw.randint(6, 15)):
        sheet.row += 1
        if themes and draw.random() < 0.3:
            sheet.put(1, draw.choice(("Front door", "Plans and reviews", "Exploitation")))
            sheet.row += 1
        for column, (kind, what) in enumerate(headings, start=1):
            if kind == "label":
                sheet.put(column, _label(draw, code))
            elif kind == "figure":
                sheet.figure(column, code, area, period_of(what))
            else:
                sheet.put(column, _extra(draw, what, code))


def _extra(draw: Random, name: str, code: str) -> Any:
    if name in ("Target", "YTD", "Previous year", "Trajectory"):
        return _number(draw, _UNITS[code])
    words = {
        "RAG": ("R", "A", "G", "Green"),
        "DoT": ("\u2191", "\u2193"),
        "Good is": ("High", "Low"),
        "Comments": ("Better than last year", "Down on 2019"),
        "Owner": ("Police", "ICB"),
        "Unit": (_UNITS[code],),
    }
    return draw.choice(words[name])


def _years_over_quarters(sheet: _Sheet) -> None:
    draw = sheet.random
    _head(sheet)
    first = draw.randint(2019, 2023)
    years = [first + n for n in range(draw.randint(1, 3))]
    sheet.put(1, "Indicator")
    column = 2
    for year in years:
        sheet.put(column, f"{year}/{(year + 1) % 100:02}")
        sheet.merge(column, column + 3)
        column += 4
    sheet.row += 1
    months = draw.random() < 0.4
    for place in range(len(years) * 4):
        number = place % 4
        sheet.put(2 + place, "-".join(_MONTHS[number]) if months else f"Q{number + 1}")
    for code in draw.sample(sorted(_UNITS), draw.randint(6, 12)):
        sheet.row += 1
        sheet.put(1, _label(draw, code))
        for place in range(len(years) * 4):
            sheet.figure(2 + place, code, OURS, period_of((years[place // 4], place % 4)))


def _areas_under_quarters(sheet: _Sheet) -> None:
    draw = sheet.random
    _head(sheet)
    areas = [OURS, *draw.sample([name for name, _ in AREAS[1:]], draw.randint(1, 3))]
    unknown = draw.random() < 0.3
    if unknown:
        areas.insert(draw.randint(0, len(areas)), "Westmoor")
    quarters, way = _quarters(draw, draw.randint(2, 4)), draw.randrange(WAYS)
    areas_over = draw.random() < 0.4
    groups, inner = (areas, quarters) if areas_over else (quarters, areas)
    sheet.put(1, "Measure")
    shown = [_written(q, way) for q in quarters]
    over, under = (areas, shown) if areas_over else (shown, areas)
    for place, word in enumerate(over):
        sheet.put(2 + place * len(inner), word)
        sheet.merge(2 + place * len(inner), 1 + (place + 1) * len(inner))
    sheet.row += 1
    for place in range(len(groups) * len(inner)):
        sheet.put(2 + place, under[place % len(inner)])
    for code in draw.sample(sorted(_UNITS), draw.randint(5, 10)):
        sheet.row += 1
        sheet.put(1, _label(draw, code))
        for place in range(len(groups) * len(inner)):
            one, other = groups[place // len(inner)], inner[place % len(inner)]
            area, quarter = (one, other) if areas_over else (other, one)
            sheet.figure(2 + place, code, str(area), period_of(quarter))  # type: ignore[arg-type]
    if unknown:  # nothing of it can be known, nor of what shares its quarter
        shares = not areas_over
        sheet.truth = {
            key: told for key, told in sheet.truth.items() if key[1] != "Westmoor" and not shares
        }


def _target_and_actual(sheet: _Sheet) -> None:
    draw = sheet.random
    _head(sheet)
    quarters, way = _quarters(draw, draw.randint(2, 6)), draw.randrange(WAYS)
    parts = draw.choice((("Target", "Actual"), ("Actual", "Target", "RAG"), ("Actual", "Variance"),
                         ("Outturn", "Trajectory"), ("Forecast", "Result")))  # fmt: skip
    sheet.put(1, "Indicator")
    for place, quarter in enumerate(quarters):
        sheet.put(2 + place * len(parts), _written(quarter, way))
        sheet.merge(2 + place * len(parts), 1 + (place + 1) * len(parts))
    sheet.row += 1
    for place in range(len(quarters) * len(parts)):
        sheet.put(2 + place, parts[place % len(parts)])
    for code in draw.sample(sorted(_UNITS), draw.randint(6, 12)):
        sheet.row += 1
        sheet.put(1, _label(draw, code))
        for place in range(len(quarters) * len(parts)):
            part = parts[place % len(parts)]
            if part in ("Actual", "Outturn", "Result"):
                sheet.figure(2 + place, code, OURS, period_of(quarters[place // len(parts)]))
            else:
                sheet.put(2 + place, "G" if part == "RAG" else _number(draw, _UNITS[code]))


def _periods_down(sheet: _Sheet) -> None:
    draw = sheet.random
    area = draw.choice((OURS, "England", "Thornmere Mid"))
    _head(sheet, area)
    quarters, way = _quarters(draw, draw.randint(4, 12)), draw.randrange(WAYS)
    codes = draw.sample(sorted(_UNITS), draw.randint(3, 8))
    sheet.put(1, draw.choice(("Period", "Quarter", "")) or "")
    if not sheet.cells.get((sheet.row, 1)):
        sheet.cells.pop((sheet.row, 1), None)
    for place, code in enumerate(codes):
        sheet.put(2 + place, draw.choice((_TITLES[code], code)))
    for quarter in quarters:
        sheet.row += 1
        sheet.put(1, _written(quarter, way))
        for place, code in enumerate(codes):
            sheet.figure(2 + place, code, area, period_of(quarter))


def _long(sheet: _Sheet) -> None:
    draw = sheet.random
    _head(sheet)
    columns = ["Indicator", "Area", "Period", "Value"]
    extra = draw.sample(("Status", "Target", "Comments", "Owner"), draw.randint(0, 2))
    columns += extra
    order = draw.sample(columns, len(columns))
    for place, name in enumerate(order, start=1):
        sheet.put(place, name)
    quarters, way = _quarters(draw, draw.randint(2, 5)), draw.randrange(WAYS)
    areas = draw.sample([name for name, _ in AREAS], draw.randint(1, 4))
    for code in draw.sample(sorted(_UNITS), draw.randint(4, 9)):
        for area in areas:
            for quarter in quarters:
                sheet.row += 1
                status = draw.choice((choices.FINAL, choices.PROVISIONAL))
                for place, name in enumerate(order, start=1):
                    if name == "Value":
                        told = status if "Status" in order else ""
                        sheet.figure(place, code, area, period_of(quarter), told)
                    elif name == "Status":
                        sheet.put(place, status)
                    else:
                        words = {"Indicator": _label(draw, code), "Area": area,
                                 "Period": _written(quarter, way)}  # fmt: skip
                        sheet.put(place, words.get(name) or _extra(draw, name, code))
                if (code, area, period_of(quarter)) not in sheet.truth:
                    for place in range(1, len(order) + 1):
                        sheet.cells.pop((sheet.row, place), None)
                    sheet.row -= 1


def _blocks(sheet: _Sheet) -> None:
    draw = sheet.random
    quarters, way = _quarters(draw, draw.randint(3, 6)), draw.randrange(WAYS)
    codes = draw.sample(sorted(_UNITS), draw.randint(4, 8))
    repeats = draw.random() < 0.6
    for number, area in enumerate(draw.sample([name for name, _ in AREAS], 3)):
        sheet.put(1, area)
        sheet.row += 1
        if repeats or number == 0:
            sheet.put(1, "Indicator")
            for place, quarter in enumerate(quarters):
                sheet.put(2 + place, _written(quarter, way))
            sheet.row += 1
        for code in codes:
            sheet.put(1, _label(draw, code))
            for place, quarter in enumerate(quarters):
                sheet.figure(2 + place, code, area, period_of(quarter))
            sheet.row += 1
        sheet.row += draw.randint(0, 1)


def _areas_down(sheet: _Sheet) -> None:
    draw = sheet.random
    quarters, way = _quarters(draw, draw.randint(3, 8)), draw.randrange(WAYS)
    _head(sheet)
    under = draw.random() < 0.5
    sheet.put(1, "Indicator")
    start = 2 if under else 3
    if not under:
        sheet.put(2, "Area")
    for place, quarter in enumerate(quarters):
        sheet.put(start + place, _written(quarter, way))
    areas = [OURS, *draw.sample([name for name, _ in AREAS[1:]], draw.randint(1, 3)), "Westmoor"]
    for code in draw.sample(sorted(_UNITS), draw.randint(4, 8)):
        if under:
            sheet.row += 1
            sheet.put(1, _label(draw, code))
        for area in areas:
            sheet.row += 1
            sheet.put(1, area if under else _label(draw, code))
            if not under:
                sheet.put(2, area)
            for place, quarter in enumerate(quarters):
                sheet.figure(start + place, code, area, period_of(quarter))
    sheet.truth = {key: told for key, told in sheet.truth.items() if key[1] != "Westmoor"}


def _one_quarter(sheet: _Sheet) -> None:
    draw = sheet.random
    (quarter,) = _quarters(draw, 1)
    sheet.put(1, f"Scorecard {_written(quarter, draw.choice((0, 1, 7)))}")
    sheet.row += 2
    parts = [OURS, "Target", "England", "South East"]
    draw.shuffle(parts)
    sheet.put(1, "Measure")
    for place, part in enumerate(parts):
        sheet.put(2 + place, part)
    for code in draw.sample(sorted(_UNITS), draw.randint(6, 14)):
        sheet.row += 1
        sheet.put(1, _label(draw, code))
        for place, part in enumerate(parts):
            if part == "Target":
                sheet.put(2 + place, _number(draw, _UNITS[code]))
            else:
                sheet.figure(2 + place, code, part, period_of(quarter))


def _side_by_side(sheet: _Sheet) -> None:
    """Two tables beside each other, of two areas, under one row of headings."""
    draw = sheet.random
    quarters, way = _quarters(draw, draw.randint(2, 4)), draw.randrange(WAYS)
    areas = [OURS, draw.choice(("England", "Thornmere North"))]
    gap = draw.randint(0, 1)
    width = len(quarters) + 1 + gap
    for place, area in enumerate(areas):
        sheet.put(1 + place * width + draw.randint(0, 1) * (place == 0), area)
    sheet.row += 1
    codes = [draw.sample(sorted(_UNITS), 6) for _ in areas]
    for table in range(len(areas)):
        sheet.put(1 + table * width, "Indicator")
        for place, quarter in enumerate(quarters):
            sheet.put(2 + table * width + place, _written(quarter, way))
    for number in range(6):
        sheet.row += 1
        for table, area in enumerate(areas):
            code = codes[table][number]
            sheet.put(1 + table * width, _label(draw, code))
            for place, quarter in enumerate(quarters):
                sheet.figure(2 + table * width + place, code, area, period_of(quarter))


def _qualified(sheet: _Sheet) -> None:
    """Rows of targets and results under each other, told apart by a second label."""
    draw = sheet.random
    quarters, way = _quarters(draw, draw.randint(3, 6)), draw.randrange(WAYS)
    _head(sheet)
    sheet.put(1, "Indicator")
    second = draw.choice(("", "Measure", "Type"))
    if second == "Measure":
        sheet.put(2, second)
    for place, quarter in enumerate(quarters):
        sheet.put(3 + place, _written(quarter, way))
    repeats = draw.random() < 0.5
    for code in draw.sample(sorted(_UNITS), draw.randint(5, 9)):
        for place, part in enumerate(draw.sample(("Target", "Actual", "Last year"), 3)):
            sheet.row += 1
            if repeats or place == 0:
                sheet.put(1, _TITLES[code])
            sheet.put(2, part)
            for column, quarter in enumerate(quarters, start=3):
                if part == "Actual":
                    sheet.figure(column, code, OURS, period_of(quarter))
                else:
                    sheet.put(column, _number(draw, _UNITS[code]))


def _with_counts(sheet: _Sheet) -> None:
    """Percentages with the counts they were made of in the rows below."""
    draw = sheet.random
    quarters, way = _quarters(draw, draw.randint(3, 7)), draw.randrange(WAYS)
    _head(sheet)
    sheet.put(1, "Measure")
    for place, quarter in enumerate(quarters):
        sheet.put(2 + place, _written(quarter, way))
    shares = [code for code in sorted(_UNITS) if _UNITS[code] == "%"]
    for code in draw.sample(shares, draw.randint(4, 7)):
        sheet.row += 1
        sheet.put(1, _label(draw, code))
        for place, quarter in enumerate(quarters):
            sheet.figure(2 + place, code, OURS, period_of(quarter))
        for words in ("Numerator", "Denominator", "of which boys")[: draw.randint(0, 3)]:
            sheet.row += 1
            sheet.put(1, words)
            for place in range(len(quarters)):
                sheet.put(2 + place, draw.randint(3, 400))


def _sections(sheet: _Sheet) -> None:
    """Areas, or sections of indicators, written once at the left of their rows."""
    draw = sheet.random
    quarters, way = _quarters(draw, draw.randint(3, 6)), draw.randrange(WAYS)
    _head(sheet)
    by_area = draw.random() < 0.6
    outer = [name for name, _ in AREAS] if by_area else ["Front door", "Plans", "Harm"]
    if by_area:
        outer.append("Westmoor")
    sheet.put(1, "Area" if by_area else draw.choice(("Theme", "Section", "Priority")))
    sheet.put(2, "Indicator")
    for place, quarter in enumerate(quarters):
        sheet.put(3 + place, _written(quarter, way))
    codes = draw.sample(sorted(_UNITS), 12)
    for number, words in enumerate(draw.sample(outer, 3)):
        for place, code in enumerate(codes[:4] if by_area else codes[number * 4 :][:4]):
            sheet.row += 1
            if place == 0:
                sheet.put(1, words)
            sheet.put(2, _label(draw, code))
            for column, quarter in enumerate(quarters, start=3):
                sheet.figure(column, code, words if by_area else OURS, period_of(quarter))
    sheet.truth = {key: told for key, told in sheet.truth.items() if key[1] != "Westmoor"}


LAYOUTS: tuple[Callable[[_Sheet], None], ...] = (
    _wide,
    _wide,
    _years_over_quarters,
    _areas_under_quarters,
    _target_and_actual,
    _periods_down,
    _long,
    _blocks,
    _areas_down,
    _one_quarter,
    _side_by_side,
    _qualified,
    _with_counts,
    _sections,
)


def made(seed: int) -> Made:
    """The table of a number: the same each time."""
    sheet = _Sheet(Random(seed))
    layout = LAYOUTS[seed % len(LAYOUTS)]
    layout(sheet)
    if sheet.key_needed:
        sheet.row = max(row for row, _ in sheet.cells) + 2
        sheet.put(1, "* provisional")
    return Made(sheet.grid("Sheet1"), sheet.truth, layout.__name__.lstrip("_"))


@dataclass
class Score:
    """What was read of made tables: right, and wrong or left out, with the keys."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    asked: int = 0

    @property
    def wanted(self) -> int:
        """How many figures the tables hold."""
        return self.right + len(self.left_out) + sum(not w.startswith("+") for w in self.wrong)


def count(table: Made, found: ImportedFigures, score: Score) -> None:
    """Add to a score what was read of a table."""
    read = {(f.indicator, f.area, f.period): f for f in (*found.data, *found.held)}
    score.asked += bool(found.questions)
    for key, (value, status) in table.truth.items():
        figure = read.pop(key, None)
        if figure is None:
            score.left_out.append(f"{table.layout}: {key}")
            continue
        told = f"{figure.value:g}" if figure.value is not None else figure.status
        if (told, figure.status) == (value, status):
            score.right += 1
        else:
            score.wrong.append(f"{table.layout}: {key} {figure.value} {figure.status}, not {value}")
    score.wrong += [f"+{table.layout}: {key} in {f.source_cell}" for key, f in read.items()]
