"""What earlier releases gave: what is public, what stays hidden, and figures revised since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.board.releases import ReleasedFigure
from toolkit.board.scorecard import Datum, Indicator, value_of
from toolkit.measures.units import NUMBER
from toolkit.publishing.row_counts import Row, are_sound, counts_of
from toolkit.publishing.small_numbers import SYMBOL, SmallNumbers
from toolkit.results.named_periods import period_named, year_named
from toolkit.values import choices
from toolkit.values.missing import Missing, Value, plain

Key = tuple[str, str, str]
"""A series and a period: the code, the area, the period in words."""


class Form(NamedTuple):
    """A figure as it goes out, in words; one that is hidden, and what it is in the office."""

    value: str
    numerator: str = ""
    denominator: str = ""
    hidden: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether a reader sees that there is a figure, and not which."""
        return self.value == SYMBOL

    @property
    def figures(self) -> tuple[str, str, str]:
        """The value, numerator and denominator that it is, hidden or not."""
        if not self.is_hidden:
            return self.value, self.numerator, self.denominator
        first, second, third = (*(each.strip() for each in self.hidden.split(";")), "", "", "")[:3]
        return first, second, third


@dataclass(frozen=True)
class Edition:
    """All that was out after a release, where some of it is other now: rows, and which are new."""

    rows: tuple[Row, ...]
    hidden: frozenset[Key]
    changed: frozenset[Key]


@dataclass(frozen=True)
class Earlier:
    """What releases gave before: `public` rows as they are now, `hidden` ones never shown so."""

    public: frozenset[Key]
    hidden: frozenset[Key]
    editions: tuple[Edition, ...]


def key_of(row: Row) -> Key:
    """The series and period of a row."""
    return row.indicator.code, row.area, str(row.period)


def form_of(datum: Datum, indicator: Indicator, setting: SmallNumbers) -> Form:
    """A row's figure as it would go out if nothing of it were hidden."""
    value = value_of(datum)
    if not isinstance(value, Decimal):
        return Form("")
    if indicator.unit in ("", NUMBER):
        return Form(plain(Decimal(setting.shown(int(value)))))
    return Form(plain(value), _words(datum.numerator), _words(datum.denominator))


def _words(value: Value) -> str:
    return plain(value) if isinstance(value, Decimal) else ""


def released_forms(releases: Iterable[ReleasedFigure]) -> list[tuple[str, dict[Key, Form]]]:
    """The name of each release, with the figures that it gave anew or otherwise than before."""
    found: dict[str, dict[Key, Form]] = {}
    for item in releases:
        forms = found.setdefault(item.release, {})
        if item.indicator:
            key = item.indicator, item.area, item.period
            forms[key] = Form(item.value, item.numerator, item.denominator, item.hidden)
    return list(found.items())


def new_forms(board: Board, rows: Iterable[Row], published: Board) -> dict[Key, Form]:
    """The figures of our areas that a published board gives or hides, other than before."""
    out: dict[Key, Form] = {}
    for _, given in released_forms(board.releases):
        out |= given
    office = {key_of(row): row.datum for row in rows if row.datum}
    ours = set(board.our_areas)
    found: dict[Key, Form] = {}
    for datum in published.data:
        key = datum.indicator, datum.area, datum.period
        value = value_of(datum)
        if isinstance(value, Decimal):
            form = Form(plain(value), _words(datum.numerator), _words(datum.denominator))
        elif value is Missing.SUPPRESSED:
            form = Form(SYMBOL, hidden=_in_the_office(office.get(key)))
        else:
            continue
        if datum.area in ours and out.get(key) != form:
            found[key] = form
    return found


def _in_the_office(datum: Datum | None) -> str:
    if datum is None or isinstance(value_of(datum), Missing):
        return ""
    words = (_words(value_of(datum)), _words(datum.numerator), _words(datum.denominator))
    return "; ".join(words).rstrip("; ")


def earlier(board: Board, rows: Sequence[Row], setting: SmallNumbers) -> Earlier:
    """What was released before, held against the rows of our areas as they are now."""
    now = {key_of(row): row for row in rows if row.datum}
    forms = {
        key: form_of(row.datum, row.indicator, setting) for key, row in now.items() if row.datum
    }
    public, hidden, out = set(), set(), dict[Key, Form]()
    editions = []
    for name, given in released_forms(board.releases):
        out |= given
        public |= {key for key, form in given.items() if forms.get(key) == form}
        hidden |= {key for key, form in given.items() if form.is_hidden}
        changed = {key for key, form in out.items() if not _is_same(key, form, now, forms, setting)}
        if changed:
            editions.append(_edition(board, name, out, now, changed))
    return Earlier(frozenset(public), frozenset(hidden - public), tuple(editions))


def _is_same(
    key: Key, form: Form, now: Mapping[Key, Row], forms: Mapping[Key, Form], setting: SmallNumbers
) -> bool:
    if form.is_hidden:
        row = now.get(key)
        return not form.hidden or form.hidden == _in_the_office(row.datum if row else None)
    if key not in forms:
        return False
    # A rounded share says too little to be told from a revised one.
    is_rounded = setting.rounding > 1 and now[key].indicator.unit not in ("", NUMBER)
    return is_rounded or forms[key] == form


def _edition(
    board: Board, name: str, out: Mapping[Key, Form], now: Mapping[Key, Row], changed: set[Key]
) -> Edition:
    rows, hidden = [], set()
    indicators = {item.code: item for item in board.indicators}
    for key, form in out.items():
        code, area, words = key
        item = indicators.get(code)
        kind = item.period_kind if item else None
        if item is None or kind is None or area not in board.our_areas:
            continue
        row = now.get(key)
        if form.is_hidden:
            hidden.add(key)
        if row and key not in changed:
            rows.append(replace(row, datum=None, edition=name))
            continue
        period = period_named(words, kind) or year_named(words, kind)
        counts = _counts(item, form)
        if period and counts and are_sound(counts.values()):
            rows.append(Row(item, area, period, counts, edition=name))
    return Edition(tuple(rows), frozenset(hidden), frozenset(changed))


def _counts(item: Indicator, form: Form) -> Mapping[str, Value]:
    """The counts that a figure gave as it was released."""
    try:
        value, numerator, denominator = (
            Decimal(words) if words else Missing.BLANK for words in form.figures
        )
    except InvalidOperation:
        return {}
    words = dict.fromkeys(
        ("area", "period", "version", "source_text", "source_cell", "source_hash", "supersedes",
         "note"), ""
    )  # fmt: skip
    released = Datum(
        indicator=item.code, value=value, numerator=numerator, denominator=denominator,
        status=choices.FINAL, received=Missing.BLANK, source=item.source, **words,
    )  # fmt: skip
    return counts_of(item, released)
