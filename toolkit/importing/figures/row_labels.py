"""What the labels of a row say: its indicator, area, period, and which part of a figure it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.board.scorecard import Indicator
from toolkit.importing.figures.columns import Asked, Column
from toolkit.importing.figures.english_places import is_place
from toolkit.importing.figures.figures import status_of
from toolkit.importing.figures.heading_rows import Filled
from toolkit.importing.figures.headings import LABELS, NO_WORDS, NOISE, Heading, Role, heading_of
from toolkit.importing.figures.labels import Labels, Match
from toolkit.importing.figures.measures import MEASURE_WORDS, Measure
from toolkit.importing.figures.normal import marks_of, normal
from toolkit.importing.figures.stated_area import stated_area
from toolkit.importing.figures.unit_words import RATE, unit_in
from toolkit.measures.units import base_of
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Cell, CellKind

NO_INDICATOR = "no indicator of the board has that code or title"
NO_AREA = "its area is not on the list of areas"
_WHOLES = (
    "total|all|all children|all ages|persons|overall|both|all persons|everyone|headline|"
    "all pupils|whole population|any"
)
_WHOLE = frozenset(_WHOLES.split("|"))
_PEOPLE = re.compile(
    r"\b(?:boys?|girls?|males?|females?|men|women|white|asian|black|mixed|gypsy|roma|other ethnic|"
    r"under \d+|over \d+|aged|\d+ ?(?:-|to) ?\d+|\d+ ?\+|years?)\b",
    re.IGNORECASE,
)


_OUTER_ROLES = (Role.AREA, Role.OUTER, Role.PERIOD, Role.GROUP, Role.SORT, Role.TITLE)


@dataclass
class RowLabels:
    """What the labels of a row say.

    `meanings` are what each of its columns was read as, "" where it says nothing that is known;
    `asked` are words that somebody must explain.
    """

    indicator: Indicator | None = None
    area: str = ""
    when: Heading = NO_WORDS
    measure: Measure = Measure.VALUE
    status: str = ""
    marks: str = ""
    why_not: str = ""
    goes_on: bool = False
    says_value: bool = False
    is_qualified: bool = False
    asked: Asked | None = None
    meanings: dict[int, str] = field(default_factory=dict)


class RowReader:
    """Reads the labels of rows under one set of headings."""

    def __init__(self, labels: Labels, columns: Mapping[int, Column], takes_areas: bool) -> None:
        self._labels = labels
        self._columns = columns
        # Columns whose heading says that they hold descriptions may hold any words.
        self._described = {
            column for column, held in columns.items() if held.role is Role.TITLE and held.describes
        }
        titles = [c for c, held in columns.items() if held.role in (Role.TITLE, Role.CODE)]
        self._first_title = min(titles, default=0)
        # Where the rows have no column of indicators, their first label may be an area.
        self._names_indicators = not takes_areas
        self._outer: dict[int, Cell] = {}

    def end_group(self) -> None:
        """Forget the labels that went for several rows: something is between."""
        self._outer = {}

    def _with_outer(self, filled: Filled) -> tuple[Filled, str]:
        """A row with the labels left of its title that rows above have, where its own are blank.

        So a section, an area or a period is written once for all its rows. Also why the row
        cannot be read: an area right of the title that is blank may be that of the row above.
        """
        labels = sorted(c for c, held in self._columns.items() if held.role in _OUTER_ROLES)
        titled = next(
            (
                c
                for c in sorted(self._columns.keys() & filled.keys())
                if self._columns[c].role in (Role.TITLE, Role.CODE)
                and self._labels.indicator(text_of(filled[c]))
            ),
            0,
        )
        row = dict(filled)
        why = ""
        for column in labels:
            if column in filled and column != titled:
                self._outer = {c: cell for c, cell in self._outer.items() if c < column}
                self._outer[column] = filled[column]
            elif column in self._outer and column < titled:
                row[column] = self._outer[column]
            elif column in self._outer and titled and self._columns[column].role is Role.AREA:
                named = self._labels.area(text_of(self._outer[column]))
                if named is None or named.area != self._labels.own_area:
                    why = "its area is blank, and the row above has another"
        return row, why

    def read(self, number: int, filled: Filled, above: Indicator | None) -> RowLabels:
        """What the labels of a row say; `above` is the indicator of the row above it."""
        filled, why_not = self._with_outer(filled)
        texts = {
            column: (role, filled[column])
            for column in sorted(filled)
            if column in self._columns and (role := self._role(column)) is not None
        }
        found = RowLabels(why_not=why_not)
        roles = {role for role, _ in texts.values()}
        by_code: Match | None = None
        by_title: Match | None = None
        unlisted = False
        for column, (role, cell) in texts.items():
            text = text_of(cell)
            match role:
                case Role.RUNNING:
                    found.meanings[column] = "a running number" if text.isdigit() else ""
                case Role.PERIOD:
                    self._read_period(found, column, cell)
                case Role.STATUS:
                    self._read_status(found, (number, column), text)
                case Role.GROUP | Role.SORT:
                    self._read_group(found, column, role, text)
                case Role.AREA:
                    self._read_area(found, (number, column), text)
                case Role.OUTER if Role.AREA in roles:
                    found.meanings[column] = "where the area is"
                case Role.OUTER:
                    self._read_area(found, (number, column), text)
                case Role.CODE | Role.TITLE:
                    match_of = None
                    if role is Role.CODE:
                        match_of = self._labels.by_code(text)
                        by_code = by_code or match_of
                    if match_of is None and (role is Role.TITLE or Role.TITLE not in roles):
                        match_of = self._labels.indicator(text)
                        by_title = by_title or match_of
                    if match_of:
                        found.meanings[column] = match_of.how
                        found.marks += marks_of(text)
                        if match_of.measure is not Measure.VALUE:
                            found.measure = match_of.measure
                    elif role is Role.TITLE or Role.TITLE not in roles:
                        unlisted |= self._read_other_title(found, column, cell, above)
                case _:
                    pass
        self._settle(found, number, texts, by_code, by_title, unlisted, above)
        if by_title and not found.why_not:
            self._refuse_qualified(found, number, texts)
        self._read_unit(found, texts)
        return found

    def _role(self, column: int) -> Role | None:
        held = self._columns[column]
        return held.role if held.holds_labels else None

    def _read_period(self, found: RowLabels, column: int, cell: Cell) -> None:
        heading = heading_of(cell)
        if not heading.says_when or heading.rest:
            found.why_not = found.why_not or "its label is no period that is read"
            found.meanings[column] = ""
        elif not heading.goes_with(found.when):
            found.why_not = found.why_not or "its labels name two periods"
            found.meanings[column] = ""
        else:
            found.when = heading.with_period_of(found.when)
            found.meanings[column] = f"the period {heading.words or heading.part}"

    def _read_status(self, found: RowLabels, address: tuple[int, int], text: str) -> None:
        found.status = status_of(text)
        found.meanings[address[1]] = f"{found.status.lower()} figures" if found.status else ""
        if not found.status:
            found.why_not = found.why_not or "its status is not known"
            found.asked = found.asked or Asked(text, address)

    def _read_group(self, found: RowLabels, column: int, role: Role, text: str) -> None:
        words = normal(text)
        is_whole = words in _WHOLE or NOISE.issuperset(words.split())
        is_whole |= self._labels.named_area(words) == self._labels.own_area != ""
        says_other = heading_of(Cell(text, CellKind.TEXT)).role not in (None, *LABELS)
        is_part = role is Role.GROUP or says_other or bool(_PEOPLE.search(text))
        found.meanings[column] = "all of them" if is_whole else "" if is_part else "a heading"
        if is_part and not is_whole:
            found.why_not = found.why_not or "it is of a group, or another sort of figure"

    def _read_area(self, found: RowLabels, address: tuple[int, int], text: str) -> None:
        named = self._labels.area(text)
        if named is None:
            found.why_not = found.why_not or NO_AREA
            if not is_place(text):
                found.asked = found.asked or Asked(text, address)
            found.meanings[address[1]] = ""
        elif found.area not in ("", named.area):
            found.why_not = found.why_not or "its labels name two areas"
            found.meanings[address[1]] = ""
        else:
            found.area = named.area
            if named.measure is not Measure.VALUE:
                found.measure = named.measure
            found.meanings[address[1]] = f"the area {named.area}"

    def _read_other_title(
        self, found: RowLabels, column: int, cell: Cell, above: Indicator | None
    ) -> bool:
        """A label that names no indicator: an area, a period, a part; whether an unlisted area."""
        text = text_of(cell)
        named = self._labels.area(text)
        heading = heading_of(cell)
        measure = self._measure_of(text, above)
        if named:
            found.area = named.area
            if named.measure is not Measure.VALUE:
                found.measure = named.measure
            found.meanings[column] = f"the area {named.area}"
        elif heading.says_when and not heading.rest and not self._names_indicators:
            found.when = heading.with_period_of(found.when)
            found.meanings[column] = f"the period {heading.words or heading.part}"
        elif self._labels.is_unlisted_area(text):
            return True
        elif text.isdigit():
            found.meanings[column] = "a running number"
        elif heading.rest and NOISE.issuperset(heading.rest.split()) and not heading.says_when:
            found.says_value = True
            found.meanings[column] = "the figures of the indicator"
        elif measure:
            found.measure = measure
            found.meanings[column] = f"{measure.value} of the indicator above"
        return False

    def _measure_of(self, text: str, above: Indicator | None) -> Measure | None:
        """The part of the indicator above that a label names: plain words, or its own."""
        words = normal(text)
        if above and words:
            if words == normal(above.numerator):
                return Measure.NUMERATOR
            if words == normal(above.denominator):
                return Measure.DENOMINATOR
        return MEASURE_WORDS.get(words)

    def _settle(
        self,
        found: RowLabels,
        number: int,
        texts: Mapping[int, tuple[Role, Cell]],
        by_code: Match | None,
        by_title: Match | None,
        unlisted: bool,
        above: Indicator | None,
    ) -> None:
        named = any(role in (Role.TITLE, Role.CODE) for role, _ in texts.values())
        goes_on = bool(found.area) or found.measure is not Measure.VALUE or not named
        goes_on |= found.says_value
        match = by_code or by_title
        found.indicator = match.indicator if match else above if goes_on else None
        found.goes_on = match is not None or not unlisted
        if by_code and by_title and by_code.indicator is not by_title.indicator:
            found.why_not = "its code is that of one indicator and its title that of another"
        elif by_code:
            # The code says what the row is; the board may have another title for it.
            for column, (role, _) in texts.items():
                if role is Role.TITLE and column not in found.meanings:
                    found.meanings[column] = f"the title of indicator {by_code.indicator.code}"
        elif not match and unlisted:
            found.why_not = found.why_not or NO_AREA
        elif found.indicator is None and self._names_indicators:
            titles = [
                (column, text_of(cell))
                for column, (role, cell) in texts.items()
                if role in (Role.TITLE, Role.CODE) and not found.meanings.get(column)
            ]
            if not found.why_not and titles:
                column, text = titles[-1]
                found.asked = Asked(text, (number, column))
                if column != self._first_title:
                    # A second label says which figures of the same indicator they are.
                    found.indicator, found.is_qualified = above, True
            found.why_not = found.why_not or NO_INDICATOR
        elif not self._names_indicators and not match:
            left = [
                c
                for c, (role, _) in texts.items()
                if role is Role.TITLE and c not in found.meanings
            ]
            if left and not found.why_not:
                found.why_not = "its label is neither a period nor a listed area"
                found.asked = Asked(text_of(texts[left[0]][1]), (number, left[0]))

    def _refuse_qualified(
        self, found: RowLabels, number: int, texts: Mapping[int, tuple[Role, Cell]]
    ) -> None:
        """Words between an indicator's title and its figures must be known: "Target", "Boys"."""
        titles = [column for column, (role, _) in texts.items() if role is Role.TITLE]
        named = [column for column in titles if found.meanings.get(column)]
        for column in titles:
            text = text_of(texts[column][1])
            role = heading_of(texts[column][1]).role
            is_plain = role is None and column in self._described and not _PEOPLE.search(text)
            is_before = column < min(named) and role is None and not _PEOPLE.search(text)
            is_before &= not stated_area(text, self._labels).says_where
            if column not in found.meanings and not is_plain and not is_before:
                found.why_not = "a label beside its title is not known"
                found.is_qualified = True
                found.asked = found.asked or Asked(text, (number, column))
                return
            if column not in found.meanings:
                found.meanings[column] = "words about the indicator"

    def _read_unit(self, found: RowLabels, texts: Mapping[int, tuple[Role, Cell]]) -> None:
        """A unit in a column of units must be that of the indicator."""
        for column, (role, cell) in texts.items():
            if role is not Role.UNIT:
                continue
            unit, own = unit_in(text_of(cell)), found.indicator.unit if found.indicator else ""
            found.meanings[column] = f"the unit {text_of(cell)}"
            fits = not unit or unit == own or (unit == RATE and base_of(own) is not None)
            if own and not fits and found.measure is Measure.VALUE:
                found.why_not = found.why_not or f"its unit is {unit}, and the indicator's is {own}"
