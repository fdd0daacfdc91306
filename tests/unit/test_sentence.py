"""One sentence: what it says where verdicts disagree, and what it never says."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures import chosen_chart, direction, spc, target, trend
from toolkit.measures.benchmark import Benchmark, Comparison, compare
from toolkit.measures.control_rules import Variation
from toolkit.measures.intervals import of_proportion
from toolkit.measures.sentence import Sentence, Verdicts, sentence
from toolkit.measures.series import Point
from toolkit.measures.tolerance import Tolerance
from toolkit.measures.trend import Movement
from toolkit.measures.whole_trend import Whole, whole
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind, parse

CASES = 400
NUMBERS = st.lists(st.integers(1, CASES - 1), min_size=1, max_size=24)
FLIPPED = {"Higher": "Lower", "Lower": "Higher"}
# Twelve ordinary quarters round 50 per cent, then what each test adds.
ORDINARY = [200, 204, 196, 202, 198, 206, 194, 203, 197, 205, 195, 200]


def quarter(number: int) -> Period:
    year, index = divmod(number, 4)
    return parse(f"{2010 + year}/{(11 + year) % 100:02} Q{index + 1}", PeriodKind.QUARTER)


def year(number: int) -> Period:
    return parse(f"{2010 + number}/{(11 + number) % 100:02}", PeriodKind.FINANCIAL_YEAR)


def verdicts(
    counts: list[int],
    good_is: str = "Higher",
    aim: Value = Missing.BLANK,
    england: Value = Missing.BLANK,
    region: Value = Missing.BLANK,
    period: Any = quarter,
    latest: Value | None = None,
) -> Verdicts:
    """The verdicts on quarters with so many of 400 cases each."""
    points = [
        Point(period(at), Decimal(x) * 100 / CASES, Decimal(x), Decimal(CASES))
        for at, x in enumerate(counts)
    ]
    if latest is not None:
        points.append(Point(period(len(counts)), latest))
    last = points[-1]
    estimate = of_proportion(last.numerator, last.denominator)
    comparisons: dict[str, Comparison] = {
        name: compare(estimate, last.period, Benchmark(name, value, last.period), good_is)
        for name, value in (("England", england), ("the region", region))
    }
    return Verdicts(
        value=last.value,
        rag=target.rate(last.value, aim, Missing.BLANK, Tolerance(), good_is),
        comparisons=comparisons,
        chart=spc.chart(points, good_is, aim),
        trend=trend.recent(points, "%", good_is),
        direction=direction.of_series(points, good_is, Tolerance()).short,
        between=between(points),
        whole=whole(points),
        good_is=good_is,
        period_kind=last.period.kind,
    )


def between(points: list[Point]) -> Movement:
    """The movement from the figure before to the last."""
    found = [of_proportion(point.numerator, point.denominator).at_998 for point in points[-2:]]
    return trend.between_two(found[-1], found[0])


def said(*args: Any, **options: Any) -> str:
    return sentence(verdicts(*args, **options)).text


LOW_THEN_BETTER = [200, 204, 196, 202, 198, 206, 194, 203, *[210, 213, 209, 214, 210, 212, 211]]


def test_improving_while_still_short_is_said_in_one_sentence() -> None:
    found = sentence(
        verdicts(LOW_THEN_BETTER, aim=Decimal(60), england=Decimal(70), region=Decimal(70))
    )
    assert found == Sentence(
        "Below target and worse than England and the region, but better than usual: "
        "seven quarters in a row above the average.",
        disagree=True,
    )


def test_limits_fixed_before_make_it_the_earlier_average() -> None:
    counts = [*ORDINARY, *[206, 207, 206, 208, 206, 207, 206]]
    given_ = verdicts(counts, aim=Decimal(60), england=Decimal(70))
    points = [Point(quarter(at), Decimal(x) * 100 / CASES) for at, x in enumerate(counts)]
    fixed = spc.chart(points, "Higher", Decimal(60), baseline=len(ORDINARY))
    found = sentence(Verdicts(**(vars(given_) | {"chart": fixed})))
    assert found.text == (
        "Below target and worse than England, but better than usual: "
        "seven quarters in a row above the earlier average."
    )


def test_the_same_figures_where_lower_is_good_say_the_opposite() -> None:
    found = said(LOW_THEN_BETTER, "Lower", aim=Decimal(60), england=Decimal(70))
    assert found == (
        "On target and better than England, but worse than usual: "
        "seven quarters in a row above the average."
    )


@pytest.mark.parametrize(("value", "side"), [(30, "below"), (70, "above")])
def test_a_range_and_what_should_stay_close_can_be_missed_on_both_sides(
    value: int, side: str
) -> None:
    given_ = verdicts([4 * value])
    missed = target.rate_range(Decimal(value), Decimal(40), Decimal(60), Tolerance())
    found = sentence(Verdicts(**(vars(given_) | {"rag": missed, "good_is": ""})))
    assert found.text == f"{side.capitalize()} the target range."
    far = target.rate_close(Decimal(value), Decimal(50), Missing.BLANK, Tolerance())
    found = sentence(Verdicts(**(vars(given_) | {"rag": far, "good_is": "Stay close"})))
    assert found.text == f"Too far {side} target."


def test_above_target_is_bad_where_lower_is_good() -> None:
    assert said([200], "Lower", aim=Decimal(40)) == "Above target."


def test_target_and_benchmark_may_pull_apart() -> None:
    found = sentence(verdicts([200], aim=Decimal(50), england=Decimal(70)))
    assert found == Sentence("On target but worse than England.", disagree=True)


def test_movement_joins_news_that_is_mixed_already() -> None:
    found = sentence(verdicts(LOW_THEN_BETTER, aim=Decimal(50), england=Decimal(70)))
    assert found == Sentence(
        "On target but worse than England, and better than usual: "
        "seven quarters in a row above the average.",
        disagree=True,
    )


def test_a_rise_within_ordinary_variation_is_not_called_improvement() -> None:
    found = sentence(verdicts([*ORDINARY, 204], aim=Decimal(60)))
    assert found == Sentence(
        "Below target, up on the quarter before, but not clearly a change, "
        "and the usual range does not reach the target.",
        disagree=True,
    )


def test_a_target_within_the_usual_range_is_not_said_to_be_out_of_reach() -> None:
    assert said([*ORDINARY, 204], aim=Decimal(53)) == (
        "Below target, up on the quarter before, but not clearly a change."
    )


def test_a_target_met_by_luck_is_said_to_be() -> None:
    found = sentence(verdicts([*ORDINARY, 200, 200], aim=Decimal(50)))
    assert found == Sentence(
        "On target, much as the quarter before, and chance alone may take it off target next time.",
        disagree=True,
    )


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ([300], "Improving: the latest quarter is above the usual range."),
        ([100], "Getting worse: the latest quarter is below the usual range."),
        (
            [197, 199, 201, 203, 205, 207, 209],
            "Improving: rising over eight quarters in a row.",
        ),
        (
            [200, 215, 210, 215],
            "Improving: two of the last three quarters near the upper end of the usual range.",
        ),
    ],
)
def test_the_evidence_is_named(added: list[int], words: str) -> None:
    start = [*ORDINARY[:-1], 195] if len(added) == 7 else ORDINARY
    assert said([*start, *added]) == words


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (
            [217, 218, 218],
            "Better than usual: the last 3 quarters together are higher than those before.",
        ),
        (
            [218, 217, 218, 216, 217, 216],
            "Better than usual: the last six quarters together are higher than those before.",
        ),
    ],
)
def test_a_level_that_lasts_is_named(added: list[int], words: str) -> None:
    assert said_of_values([*ORDINARY, *added]) == words


def test_a_steady_rise_is_named() -> None:
    rising = [200 + 3 * at + (at * 7 % 5) for at in range(12)]
    assert said_of_values(rising) == "Improving: rising over twelve quarters."


@pytest.mark.parametrize(
    ("values", "side"),
    [
        ([20, 24, 21, 23, 27, 24, 28, 25, 29, 30, 27, 29, 33], 1),
        ([33, 29, 27, 30, 29, 25, 28, 24, 27, 23, 21, 24, 20], -1),
        # Alike, but on the way to nowhere.
        ([20, 22, 25, 27, 28, 27, 24, 22, 20, 19, 21, 23, 26], 0),
    ],
)
def test_thirteen_figures_have_a_trend_of_the_whole_too(values: list[int], side: int) -> None:
    points = [Point(quarter(at), Decimal(value)) for at, value in enumerate(values)]
    assert whole(points).side == side
    assert whole(points).figures == (13 if side else 0)


def said_of_values(values: list[int]) -> str:
    """The sentence on values without counts, charted as the Scorecard charts them."""
    points = [Point(quarter(at), Decimal(value)) for at, value in enumerate(values)]
    chart = chosen_chart.chart(points, "Average", "Higher")
    given_ = vars(verdicts(values)) | {"chart": chart, "whole": Whole()}
    return sentence(Verdicts(**given_)).text


def test_without_polarity_unusual_is_all_that_is_said() -> None:
    assert said([*ORDINARY, 300], "Neither", england=Decimal(50)) == (
        "Higher than England, higher than usual: the latest quarter is above the usual range."
    )


def test_few_figures_are_said_to_be_few() -> None:
    assert said([*ORDINARY[:8], 300]).endswith("the usual range, on few figures so far.")


def test_years_too_few_to_chart_have_their_trend() -> None:
    points = verdicts([100, 120, 140, 160, 180], aim=Decimal(60), period=year)
    chart = spc.chart([], "Higher")
    found = sentence(Verdicts(**(vars(points) | {"chart": chart})))
    assert found == Sentence("Below target, but improving over five years.", disagree=True)


@pytest.mark.parametrize(
    ("counts", "good_is", "words"),
    [
        ([100, 120, 140, 160, 180], "Lower", "Getting worse over five years."),
        ([100, 101, 99, 102, 100], "Lower", "No clear trend over five years."),
        ([100, 120, 140, 160, 180], "Neither", "Rising over five years."),
        ([180, 160, 140, 120, 100], "Neither", "Falling over five years."),
    ],
)
def test_without_a_chart_the_trend_speaks(counts: list[int], good_is: str, words: str) -> None:
    given_ = verdicts(counts, good_is, period=year)
    found = sentence(Verdicts(**(vars(given_) | {"chart": spc.chart([], good_is)})))
    assert found == Sentence(words, disagree=False)


def test_years_that_creep_are_said_to_rise_and_not_to_improve() -> None:
    found = sentence(verdicts([160, 172, 184, 196, 208], aim=Decimal(60), period=year))
    assert found == Sentence("Below target, rising over five years.", disagree=True)


def test_with_two_figures_a_change_may_be_chance() -> None:
    assert said([200, 210], aim=Decimal(60)) == (
        "Below target, up on the quarter before, which may be chance."
    )


def test_without_a_target_or_comparison_the_movement_stands_alone() -> None:
    assert said([*ORDINARY, 200, 200]) == "Much as the quarter before."
    assert said([200, 210]) == "Up on the quarter before, which may be chance."


def test_no_change_in_few_figures_is_said_to_be_in_few() -> None:
    assert said(ORDINARY[:11], aim=Decimal(60)) == (
        "Below target, down on the quarter before, with too few figures to call it a change, "
        "and the usual range does not reach the target."
    )
    assert "few" not in said(ORDINARY, aim=Decimal(60))


@pytest.mark.parametrize(("latest", "word"), [(210, "Up"), (190, "Down")])
def test_which_way_a_figure_went_is_told_whether_or_not_a_way_is_good(
    latest: int, word: str
) -> None:
    for good_is in ("Higher", "Lower", "Neither"):
        assert said([200, latest], good_is) == (
            f"{word} on the quarter before, which may be chance."
        )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([200, 210], "up on the quarter before, which may be chance"),
        ([200, 190], "down on the quarter before, which may be chance"),
        ([*ORDINARY, 210], "up on the quarter before, but not clearly a change"),
        ([*ORDINARY, 300], "higher than usual: the latest quarter is above the usual range"),
        ([*ORDINARY, 100], "lower than usual: the latest quarter is below the usual range"),
    ],
)
@pytest.mark.parametrize("good_is", ["Higher", "Lower"])
def test_against_a_range_no_movement_is_good(counts: list[int], words: str, good_is: str) -> None:
    """A range can be missed on both sides, so further up may be further off."""
    found = sentence(Verdicts(**(vars(verdicts(counts, good_is)) | {"good_is": ""})))
    assert found.text.casefold() == f"{words}."


def test_where_nothing_was_judged_nothing_is_said() -> None:
    assert sentence(verdicts([200])) == Sentence("", disagree=False)


@pytest.mark.parametrize("why", [why for why in Missing if why is not Missing.NOT_DUE])
def test_a_missing_figure_is_named_and_nothing_else_said(why: Missing) -> None:
    found = sentence(verdicts(ORDINARY, aim=Decimal(60), england=Decimal(70), latest=why))
    assert found == Sentence(f"There is no figure: it is {why.value}.", disagree=False)


SHARES = st.decimals(0, 100, places=1)


@given(NUMBERS, SHARES, SHARES, st.sampled_from(["Higher", "Lower", "Neither"]))
def test_common_variation_is_never_called_improving_or_worse(
    counts: list[int], aim: Decimal, england: Decimal, good_is: str
) -> None:
    given_ = verdicts(counts, good_is, aim, england)
    text = sentence(given_).text
    if given_.chart.variation is Variation.COMMON:
        assert "mproving" not in text
        assert "etting worse" not in text
        assert "than usual" not in text
    if given_.chart.variation is Variation.IMPROVING:
        assert any(word in text for word in ("mproving", "etter than usual", "level since"))


@given(NUMBERS, SHARES, SHARES, st.sampled_from(["Higher", "Lower"]))
def test_the_mirrored_figures_give_the_mirrored_sentence(
    counts: list[int], aim: Decimal, england: Decimal, good_is: str
) -> None:
    """Those who did, where higher is good, are as good as those who did not, where lower is."""
    found = sentence(verdicts(counts, good_is, aim, england))
    turned = sentence(
        verdicts([CASES - x for x in counts], FLIPPED[good_is], 100 - aim, 100 - england)
    )
    words = {
        "below": "above",
        "above": "below",
        "rising": "falling",
        "falling": "rising",
        "higher": "lower",
        "lower": "higher",
        "upper": "bottom",
        "bottom": "upper",
        "up": "down",
        "down": "up",
    }
    flipped = " ".join(
        words.get(word, word)
        for word in found.text.casefold().replace("lower end", "bottom end").split()
    )
    assert turned.text.casefold() == flipped.replace("bottom end", "lower end")
    assert turned.disagree is found.disagree


@given(NUMBERS, SHARES, SHARES)
def test_good_news_turns_bad_when_polarity_flips(
    counts: list[int], aim: Decimal, england: Decimal
) -> None:
    higher = sentence(verdicts(counts, "Higher", aim, england)).text.casefold()
    lower = sentence(verdicts(counts, "Lower", aim, england)).text.casefold()
    assert ("improving" in higher) is ("getting worse" in lower)
    assert ("getting worse" in higher) is ("improving" in lower)


@given(NUMBERS, SHARES, SHARES)
def test_it_is_one_sentence(counts: list[int], aim: Decimal, england: Decimal) -> None:
    text = sentence(verdicts(counts, "Higher", aim, england)).text
    assert text.count(".") == 1
    assert text.endswith(".")
    assert text[0].isupper()


@pytest.mark.parametrize(("latest", "words"), [(120, "Clearly down"), (195, "Down")])
def test_a_change_between_two_figures_may_be_chance_only_where_their_intervals_meet(
    latest: int, words: str
) -> None:
    found = said([240, latest])
    assert found.startswith(f"{words} on the quarter before")
    assert found.endswith("which may be chance.") is (latest == 195)


def test_without_intervals_nothing_is_said_of_chance() -> None:
    given_ = vars(verdicts([240, 200])) | {"between": Movement.NOT_CALCULATED}
    assert sentence(Verdicts(**given_)).text == "Down on the quarter before."


def test_figures_that_rise_every_year_are_said_to_rise() -> None:
    assert said([100, 104, 108, 112, 116, 120], aim=Decimal(80), period=year) == (
        "Below target, rising over the six years so far, "
        "and the usual range does not reach the target."
    )


def test_a_level_that_lasts_is_called_a_level() -> None:
    assert said([120, 122, 118, 180, 181, 179, 180, 180], "Lower", period=year) == (
        "Higher since 2013/14 and level since then (a row under Breaks would say why)."
    )


def test_what_stays_the_same_is_called_unchanged() -> None:
    given_ = verdicts([12, *[4] * 5], "Lower", Decimal(10), period=year)
    chart = spc.not_charted("most values are the same as the one before")
    found = sentence(Verdicts(**(vars(given_) | {"chart": chart, "trend": no_trend()})))
    assert found.text == "On target, unchanged for five years."


def no_trend() -> trend.Trend:
    """No trend, as of quarters."""
    return trend.recent([], "%", "Lower")


def test_an_unusual_figure_that_came_back_a_little_is_not_said_to_get_worse() -> None:
    assert said([*ORDINARY, 300, 290], "Lower") == (
        "Worse than usual: the latest quarter is above the usual range."
    )


def test_comparators_that_differ_are_said_one_at_a_time() -> None:
    assert said([200], aim=Decimal(50), england=Decimal(70), region=Decimal(40)) == (
        "On target; worse than England; better than the region."
    )


def test_three_of_four_are_too_few_to_judge() -> None:
    given_ = vars(verdicts([200, 300], aim=Decimal(90))) | {"few": "3 of 4"}
    assert sentence(Verdicts(**given_)).text == "3 of 4: too few to judge."


def test_a_provisional_figure_is_said_to_be() -> None:
    given_ = vars(verdicts([200], aim=Decimal(50))) | {"is_provisional": True, "whole": Whole()}
    assert sentence(Verdicts(**given_)).text == "On target (provisional)."
