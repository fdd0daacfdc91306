"""What holds of all verdicts on an indicator together, its sentence included, whatever the figures.

Boards are made as records and not as workbooks, so that many can be tried.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from toolkit.board.board import Board
from toolkit.board.lists import Area
from toolkit.board.scorecard import Datum, Indicator
from toolkit.board.settings import Settings
from toolkit.measures.benchmark import Standing
from toolkit.measures.control_limits import Assurance
from toolkit.measures.control_rules import Variation
from toolkit.measures.direction import Travel
from toolkit.measures.trend import Movement
from toolkit.results.results import work_out
from toolkit.results.verdicts import Result
from toolkit.values import choices
from toolkit.values.findings import Source
from toolkit.values.missing import Missing, Value

CASES = 400
"""A denominator that leaves every percentage a short decimal, so that 100 less it is exact."""
OURS, ENGLAND, REGION = "Ourshire", "England", "North West"
OTHERS = ("Elseshire", "Farshire", "Nearshire", "Overshire")
# Before every figure: none of them is out of date.
AS_AT = date(2000, 1, 1)
SOURCE = Source("board.xlsx", "Data", 1)
AREAS = (
    Area(name=OURS, kind=choices.OUR_AREA, source=SOURCE),
    Area(name=ENGLAND, kind=choices.ENGLAND, source=SOURCE),
    Area(name=REGION, kind=choices.REGION, source=SOURCE),
    *(Area(name=name, kind=choices.OTHER_AUTHORITY, source=SOURCE) for name in OTHERS),
)
FLIPPED = {choices.HIGHER: choices.LOWER, choices.LOWER: choices.HIGHER}
MIRROR: dict[Any, Any] = {
    Travel.BETTER: Travel.WORSE,
    Standing.BETTER: Standing.WORSE,
    Variation.IMPROVING: Variation.CONCERNING,
    Assurance.HIT: Assurance.MISSED,
    "A": "D",
    "B": "C",
}
MIRROR |= {there: here for here, there in MIRROR.items()}
STATUSES = (choices.NOT_SUPPLIED, choices.SUPPRESSED, choices.NOT_APPLICABLE)

POLARITIES = st.sampled_from([choices.HIGHER, choices.LOWER])
ANY_POLARITY = st.sampled_from([choices.HIGHER, choices.LOWER, choices.NEITHER, "Stay close"])
PERCENTAGES = st.integers(0, 400).map(lambda number: Decimal(number) / 4)
FREQUENCIES = st.sampled_from(["Quarter", "Financial year"])
COUNTS = st.integers(0, CASES)
# Short series and long, level and leaning ones, for each rule of a chart and each trend.
LEANING = st.builds(
    lambda start, step, length, noise: [
        max(0, min(CASES, start + step * at + noise[at % len(noise)])) for at in range(length)
    ],
    COUNTS,
    st.integers(-12, 12),
    st.integers(1, 24),
    st.lists(st.integers(-6, 6), min_size=1, max_size=5),
)
SERIES = st.one_of(st.lists(COUNTS, min_size=1, max_size=20), LEANING)
MAYBE = st.one_of(st.just(Missing.BLANK), PERCENTAGES)
OTHER_VALUES = st.lists(st.one_of(MAYBE, PERCENTAGES), min_size=6, max_size=6)


def period(number: int, frequency: str) -> str:
    if frequency == "Quarter":
        first = 2015 + number // 4
        return f"{first}/{(first + 1) % 100:02} Q{number % 4 + 1}"
    return f"{2000 + number}/{(2001 + number) % 100:02}"


def indicator(**fields: Any) -> Indicator:
    texts = dict.fromkeys(
        ("id", "title", "theme", "definition", "numerator", "denominator", "adds_up", "owner"), ""
    )
    values = dict.fromkeys(
        ("target", "target_to", "floor", "tolerance", "decimals", "baseline"), Missing.BLANK
    )
    given_: dict[str, Any] = {
        **texts,
        **values,
        "code": "X1",
        "unit": "%",
        "good_is": choices.HIGHER,
        "frequency": "Quarter",
        "tolerance_in": choices.POINTS,
        "priority": "",
        "version": "",
        "print": "Yes",
        "source": SOURCE,
    }
    return Indicator(**given_ | fields)


def datum(area: str, words: str, value: Value, **fields: Any) -> Datum:
    given_: dict[str, Any] = {
        "indicator": "X1",
        "area": area,
        "period": words,
        "value": value,
        "numerator": Missing.BLANK,
        "denominator": Missing.BLANK,
        "status": "Final" if isinstance(value, Decimal) else choices.NOT_SUPPLIED,
        "received": Missing.BLANK,
        "source": SOURCE,
        **dict.fromkeys(
            ("version", "source_text", "source_cell", "source_hash", "supersedes", "note"), ""
        ),
    }
    return Datum(**given_ | fields)


def shares(counts: Sequence[int], frequency: str) -> list[Datum]:
    """Our area's percentages, with what they were worked out from."""
    return [
        datum(
            OURS,
            period(at, frequency),
            Decimal(some) * 100 / CASES,
            numerator=Decimal(some),
            denominator=Decimal(CASES),
        )
        for at, some in enumerate(counts)
    ]


def beside(values: Sequence[Value], words: str) -> list[Datum]:
    """Figures of the other areas for one period."""
    return [
        datum(area, words, value)
        for area, value in zip((ENGLAND, REGION, *OTHERS), values, strict=True)
    ]


def judged(row: Indicator, data: Sequence[Datum]) -> Result:
    board = Board(
        workbook="board.xlsx",
        settings=Settings(),
        areas=AREAS,
        indicators=(row,),
        data=tuple(data),
    )
    (found,) = work_out(board, AS_AT).indicators
    return found


def words_of(found: Result) -> dict[str, Any]:
    """Every verdict as the word that is shown for it."""
    return {
        "rag": found.rag.rating,
        "short": found.direction.travel,
        "long": found.direction_long.travel,
        "benchmarks": {kind: each.standing for kind, each in found.benchmarks.items()},
        "levels": {kind: each.level for kind, each in found.benchmarks.items()},
        "place": found.rank.position,
        "among": found.rank.among,
        "quarter": found.rank.quartile,
        "trend": found.trend.travel,
        "movement": found.trend.movement,
        "variation": found.chart.variation,
        "assurance": found.chart.assurance,
        "rules": [(each.rule, each.side) for each in found.chart.points],
        "sentence": found.sentence,
    }


def mirrored(word: Any) -> Any:
    if isinstance(word, dict):
        return {kind: mirrored(each) for kind, each in word.items()}
    return MIRROR.get(word, word) if not isinstance(word, list) else word


@given(SERIES, OTHER_VALUES, MAYBE, POLARITIES, FREQUENCIES)
def test_all_verdicts_mirror_when_polarity_flips(
    counts: list[int], others: list[Value], aim: Value, good_is: str, frequency: str
) -> None:
    data = [*shares(counts, frequency), *beside(others, period(len(counts) - 1, frequency))]
    row = indicator(good_is=good_is, target=aim, frequency=frequency)
    found = judged(row, data)
    turned = judged(replace(row, good_is=FLIPPED[good_is]), data)
    here, there = words_of(found), words_of(turned)
    for name in ("short", "long", "benchmarks", "quarter", "trend", "variation"):
        assert there[name] == mirrored(here[name]), name
    for name in ("levels", "among", "movement", "rules"):
        assert there[name] == here[name], name
    assert found.latest is not None
    if isinstance(aim, Decimal) and found.latest.value != aim:
        assert {here["rag"], there["rag"]} == {"Green", "Red"}
        if found.chart.limits is None or found.chart.limits.reach or found.chart.limits.mean != aim:
            assert there["assurance"] == mirrored(here["assurance"])
    here_text, there_text = found.sentence.text.casefold(), turned.sentence.text.casefold()
    assert ("improving" in here_text) is ("getting worse" in there_text)
    assert ("getting worse" in here_text) is ("improving" in there_text)


TURNED = {
    "below": "above",
    "rising": "falling",
    "rise": "fall",
    "upper": "lower",
    "up": "down",
    "higher": "lower",
}
TURNED |= {there: here for here, there in TURNED.items() if there != "lower"} | {"lower": "upper"}


@given(
    SERIES,
    OTHER_VALUES,
    MAYBE,
    MAYBE,
    st.decimals(0, 10, places=1),
    POLARITIES,
    FREQUENCIES,
)
def test_those_who_did_not_are_judged_as_those_who_did_where_the_other_way_is_good(
    counts: list[int],
    others: list[Value],
    aim: Value,
    floor: Value,
    tolerance: Decimal,
    good_is: str,
    frequency: str,
) -> None:
    def rest(value: Value) -> Value:
        return value if isinstance(value, Missing) else 100 - value

    last = period(len(counts) - 1, frequency)
    row = indicator(
        good_is=good_is, target=aim, floor=floor, tolerance=tolerance, frequency=frequency
    )
    found = judged(row, [*shares(counts, frequency), *beside(others, last)])
    turned = judged(
        replace(row, good_is=FLIPPED[good_is], target=rest(aim), floor=rest(floor)),
        [
            *shares([CASES - some for some in counts], frequency),
            *beside([rest(value) for value in others], last),
        ],
    )
    here, there = words_of(found), words_of(turned)
    for name in (
        "rag",
        "short",
        "long",
        "benchmarks",
        "levels",
        "place",
        "trend",
        "variation",
        "assurance",
    ):
        assert there[name] == here[name], name
    said = [TURNED.get(word, word) for word in found.sentence.text.casefold().split()]
    assert turned.sentence.text.casefold().split() == said
    assert turned.sentence.disagree is found.sentence.disagree


@given(
    SERIES,
    OTHER_VALUES,
    MAYBE,
    ANY_POLARITY,
    FREQUENCIES,
    st.randoms(use_true_random=False),
    st.sampled_from(["", "Each period alone", "As it stands"]),
)
def test_the_order_of_rows_changes_nothing_at_all(
    counts: list[int],
    others: list[Value],
    aim: Value,
    good_is: str,
    frequency: str,
    random: Any,
    adds_up: str,
) -> None:
    row = indicator(good_is=good_is, target=aim, frequency=frequency, adds_up=adds_up)
    data = [*shares(counts, frequency), *beside(others, period(len(counts) - 1, frequency))]
    shuffled = data.copy()
    random.shuffle(shuffled)
    assert judged(row, shuffled) == judged(row, data)


RATES = ("Per 1,000", "Per 10,000", "Per 100,000")
EVENTS = st.lists(st.integers(0, 300), min_size=1, max_size=16)


def rates(events: Sequence[int], people: int, unit: str) -> list[Datum]:
    base = {"Per 1,000": 1000, "Per 10,000": 10_000, "Per 100,000": 100_000}[unit]
    return [
        datum(
            OURS,
            period(at, "Financial year"),
            Decimal(count) * base / people,
            numerator=Decimal(count),
            denominator=Decimal(people),
        )
        for at, count in enumerate(events)
    ]


@given(
    EVENTS,
    st.sampled_from([500, 2000, 80_000]),
    OTHER_VALUES,
    MAYBE,
    MAYBE,
    st.decimals(0, 20, places=1),
    st.sampled_from([choices.POINTS, choices.PERCENT]),
    ANY_POLARITY,
)
def test_no_verdict_hangs_on_the_unit(
    events: list[int],
    people: int,
    others: list[Value],
    aim: Value,
    floor: Value,
    tolerance: Decimal,
    tolerance_in: str,
    good_is: str,
) -> None:
    """Per 1,000, per 10,000 and per 100,000 are one figure."""

    def times(value: Value, factor: int) -> Value:
        return value if isinstance(value, Missing) else value * factor

    found = []
    for unit, factor in zip(RATES, (1, 10, 100), strict=True):
        row = indicator(
            unit=unit,
            frequency="Financial year",
            good_is=good_is,
            target=times(aim, factor),
            floor=times(floor, factor),
            tolerance=tolerance if tolerance_in == choices.PERCENT else tolerance * factor,
            tolerance_in=tolerance_in,
        )
        values = [times(value, factor) for value in others]
        data = [
            *rates(events, people, unit),
            *beside(values, period(len(events) - 1, "Financial year")),
        ]
        found.append(words_of(judged(row, data)))
    assert found[0] == found[1] == found[2]


@given(
    SERIES,
    OTHER_VALUES,
    PERCENTAGES,
    ANY_POLARITY,
    FREQUENCIES,
    st.sampled_from([*STATUSES, ""]),
)
def test_a_missing_latest_figure_is_judged_by_nothing_and_never_as_zero(
    counts: list[int],
    others: list[Value],
    aim: Decimal,
    good_is: str,
    frequency: str,
    status: str,
) -> None:
    last = period(len(counts), frequency)
    blank = datum(OURS, last, Missing.UNREADABLE if not status else Missing.BLANK, status=status)
    row = indicator(good_is=good_is, target=aim, frequency=frequency, tolerance=Decimal(2))
    found = judged(row, [*shares(counts, frequency), blank, *beside(others, last)])
    assert found.rag.rating == ""
    assert (found.direction.travel, found.direction_long.travel) == (Travel.AWAITED,) * 2
    assert isinstance(found.estimate.value, Missing)
    assert {each.standing for each in found.benchmarks.values()} <= {Standing.NOT_COMPARED}
    assert (found.rank.position, found.rank.quartile) == (None, "")
    assert found.trend.movement is Movement.NOT_CALCULATED
    assert (found.chart.variation, found.chart.assurance) == (
        Variation.NOT_CHARTED,
        Assurance.NONE,
    )
    assert found.sentence.text.startswith("There is no figure: it is ")
    assert not found.sentence.disagree


@given(SERIES, OTHER_VALUES, PERCENTAGES, ANY_POLARITY, FREQUENCIES)
def test_a_period_not_due_yet_changes_no_verdict(
    counts: list[int], others: list[Value], aim: Decimal, good_is: str, frequency: str
) -> None:
    row = indicator(good_is=good_is, target=aim, frequency=frequency)
    data = [*shares(counts, frequency), *beside(others, period(len(counts) - 1, frequency))]
    waiting = datum(OURS, period(len(counts), frequency), Missing.BLANK, status=choices.NOT_DUE)
    assert words_of(judged(row, [*data, waiting])) == words_of(judged(row, data))


@given(
    SERIES,
    st.integers(0, 19),
    st.sampled_from(STATUSES),
    PERCENTAGES,
    PERCENTAGES,
    ANY_POLARITY,
    FREQUENCIES,
)
def test_a_number_beside_a_status_that_says_there_is_none_is_not_used(
    counts: list[int],
    place: int,
    status: str,
    number: Decimal,
    aim: Decimal,
    good_is: str,
    frequency: str,
) -> None:
    """Whether it is zero, another number or none at all, every verdict stays the same."""
    assume(place < len(counts))
    row = indicator(good_is=good_is, target=aim, frequency=frequency)
    data = shares(counts, frequency)
    found = []
    for value in (Missing.BLANK, Decimal(0), number):
        hidden = datum(OURS, data[place].period, value, status=status)
        found.append(words_of(judged(row, [*data[:place], hidden, *data[place + 1 :]])))
    assert found[0] == found[1] == found[2]


@given(SERIES, st.integers(0, 5), st.sampled_from(STATUSES), POLARITIES)
def test_an_area_without_a_figure_is_left_out_of_ranks_and_not_compared(
    counts: list[int], place: int, status: str, good_is: str
) -> None:
    last = period(len(counts) - 1, "Quarter")
    others = [Decimal(10 * at) for at in range(6)]
    rows = beside(others, last)
    hidden = [*rows]
    hidden[place] = replace(rows[place], status=status)
    row = indicator(good_is=good_is)
    found = judged(row, [*shares(counts, "Quarter"), *hidden])
    without = judged(row, [*shares(counts, "Quarter"), *rows[:place], *rows[place + 1 :]])
    assert words_of(found) == words_of(without)
    assert found.rank.among == (5 if place < 2 else 4)


@given(
    SERIES,
    OTHER_VALUES,
    MAYBE,
    MAYBE,
    st.booleans(),
    ANY_POLARITY,
    FREQUENCIES,
)
def test_the_sentence_says_what_the_verdicts_say(
    counts: list[int],
    others: list[Value],
    aim: Value,
    floor: Value,
    is_range: bool,
    good_is: str,
    frequency: str,
) -> None:
    ends = (aim, floor) if is_range else (aim, Missing.BLANK)
    row = indicator(
        good_is=good_is,
        target=ends[0],
        target_to=ends[1],
        floor=Missing.BLANK if is_range else floor,
        frequency=frequency,
        tolerance=Decimal(2),
    )
    data = [*shares(counts, frequency), *beside(others, period(len(counts) - 1, frequency))]
    found = judged(row, data)
    text = found.sentence.text.casefold()
    assert ("on target" in text) is (found.rag.rating == "Green")
    missed = {-1: "below", 1: "above"}.get(found.rag.side, "")
    assert bool(missed) is (found.rag.rating in ("Amber", "Red"))
    for side in ("below", "above"):
        named = f"{side} target" in text or f"{side} the target range" in text
        assert named is (side == missed)
    is_good = found.chart.variation is Variation.IMPROVING or (
        found.chart.variation is Variation.NOT_CHARTED and found.trend.travel is Travel.BETTER
    )
    is_bad = found.chart.variation is Variation.CONCERNING or (
        found.chart.variation is Variation.NOT_CHARTED and found.trend.travel is Travel.WORSE
    )
    if not is_range or ends[1] is Missing.BLANK:
        assert is_good or not ("improving" in text or "better than usual" in text)
        assert is_bad or not ("getting worse" in text or "worse than usual" in text)
    else:
        assert "improving" not in text
        assert "getting worse" not in text
        assert "than usual" not in text or "better" not in text
    change = counts[-1] - counts[-2] if len(counts) > 1 else 0
    assert change > 0 or not {"up", "rise"} & set(text.split())
    assert change < 0 or not {"down", "fall"} & set(text.split())
    for name, kind in (("england", choices.ENGLAND), ("the region", choices.REGION)):
        standing = found.benchmarks.get(kind)
        assert (name in text) is (
            standing is not None and standing.standing is not Standing.NOT_COMPARED
        )
    assert not text or (text.count(".") == 1 and text.endswith("."))
    assert not text.startswith("with ")
