"""Which control chart fits: what is never called a change, and what still is."""

import calendar
import time
from decimal import Decimal

import pytest

from toolkit.measures.chosen_chart import chart
from toolkit.measures.control_limits import Assurance
from toolkit.measures.control_rules import Rule, Variation
from toolkit.measures.series import Point
from toolkit.measures.spc import Chart
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import PeriodKind, parse
from tools.verdict_audit.__main__ import MOST_ALARMS, seen, tried
from tools.verdict_audit.generators import Kind, changes, drawn


def charted(
    *figures: float | str | tuple[int, int],
    unit: str = "Number",
    target: Value = Missing.BLANK,
    is_provisional: bool = False,
) -> Chart:
    """The chart of quarters, each a value or a numerator with its denominator, lower is good."""
    points = []
    for at, figure in enumerate(figures):
        period = parse(f"{2010 + at // 4}/{11 + at // 4} Q{1 + at % 4}", PeriodKind.QUARTER)
        if isinstance(figure, tuple):
            top, bottom = map(Decimal, figure)
            points.append(Point(period, top * 100 / bottom, top, bottom))
        else:
            points.append(Point(period, Decimal(str(figure))))
    return chart(points, unit, "Lower", target, is_provisional=is_provisional)


def test_one_case_long_ago_makes_nothing_of_the_years_without_one() -> None:
    found = charted(3, 0, 0, 0, 0, 0, 0, 0, target=Decimal(0))
    assert (found.variation, found.assurance) == (Variation.COMMON, Assurance.INCONSISTENT)


def test_one_case_after_years_without_is_one_case() -> None:
    assert charted(0, 0, 0, 0, 0, 0, 0, 1).variation is Variation.COMMON


def test_seven_cases_after_years_without_are_many() -> None:
    found = charted(0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 7)
    assert (found.variation, found.rule) == (Variation.CONCERNING, Rule.OUTSIDE)


def test_one_dip_of_a_share_that_is_else_level_is_not_charted() -> None:
    found = charted(100, 100, 90, *[100] * 7, unit="%", target=Decimal(95))
    assert found.reason == "Not charted: most values are the same as the one before."


def test_no_limits_have_no_width() -> None:
    for figures in ([5] * 8, [100] * 8, [0] * 8, [7, 7, 7, 7, 7, 9, 7, 7]):
        limits = charted(*figures, unit="Average").limits
        assert limits is None or limits.lower < limits.upper


def test_limits_end_at_what_is_possible() -> None:
    found = charted(90, 99, 85, 100, 92, 100, 80, 97, unit="%").limits
    assert found is not None
    assert found.upper == 100
    low = charted(5, 12, 3, 14, 6, 1, 9, 2).limits
    assert low is not None
    assert low.lower == 0


def test_few_of_a_small_base_are_not_unusual_and_of_a_large_one_they_are() -> None:
    of_many = [(190, 200)] * 4 + [(189, 200), (191, 200)] * 4
    assert charted(*of_many, (10, 12), unit="%").variation is Variation.COMMON
    assert charted(*of_many, (150, 200), unit="%").variation is Variation.IMPROVING


def test_a_base_typed_a_million_times_too_large_is_judged_at_once() -> None:
    started = time.process_time()
    found = charted(*[(2, 40), (1, 40), (3, 40)] * 3, (1_000_000, 40_000_000), unit="%")
    assert found.limits is not None
    assert time.process_time() - started < 1


def test_a_step_that_lasts_is_a_change() -> None:
    assert charted(30, 31, 30, 32, 30, 31, 50, 51, 50, 52).variation is Variation.CONCERNING


def test_nothing_is_made_of_one_provisional_figure() -> None:
    figures = [100, 102, 98, 101, 99, 103, 97, 101, 99, 102, 98, 100, 160]
    assert charted(*figures).variation is Variation.CONCERNING
    found = charted(*figures, is_provisional=True)
    assert found.variation is Variation.COMMON
    assert found.notes[-1].endswith("but one provisional figure is not called a change.")


def test_the_last_figure_is_not_part_of_its_own_yardstick() -> None:
    """Eight figures from 8 to 12: limits from them alone, whatever the ninth is."""
    before = [10, 8, 12, 9, 11, 10, 12, 8]
    reach = [charted(*before, last, unit="Average").limits for last in (10, 16, 60)]
    assert reach[0] == reach[1] == reach[2]
    # Mean 10, standard deviation 1.604, t of 3.499 at 7 degrees of freedom.
    assert reach[0] is not None
    assert float(reach[0].upper) == pytest.approx(15.952, abs=0.001)
    assert charted(*before, 15.9, unit="Average").variation is Variation.COMMON
    assert charted(*before, 16, unit="Average").rule is Rule.OUTSIDE


def test_counts_have_limits_of_chance_unless_they_vary_by_more() -> None:
    level, varying = [20, 21, 19, 20, 22, 18], [20, 35, 6, 20, 34, 5]
    assert charted(*level, 40).rule is Rule.OUTSIDE
    assert charted(*level, 30).variation is Variation.COMMON
    assert charted(*varying, 40).variation is Variation.COMMON


def test_a_doubled_count_is_seen_after_a_year_of_months() -> None:
    found = charted(10, 9, 12, 8, 10, 11, 9, 10, 12, 9, 10, 10, 22)
    assert (found.variation, found.rule) == (Variation.CONCERNING, Rule.OUTSIDE)


@pytest.mark.parametrize(
    ("target", "assurance"),
    [
        (30, Assurance.HIT),
        (14, Assurance.NONE),
        (11, Assurance.INCONSISTENT),
        (0, Assurance.MISSED),
    ],
)
def test_few_figures_on_one_side_of_a_target_are_not_hit_and_missed(
    target: int, assurance: Assurance
) -> None:
    """Lower is good; limits of the ninth are 4.04 to 15.95."""
    found = charted(10, 8, 12, 9, 11, 10, 12, 8, 10, unit="Average", target=Decimal(target))
    assert found.assurance is assurance


def test_a_level_that_lasts_for_three_figures_is_a_change_though_the_last_one_alone_is_not() -> (
    None
):
    before = [100, 103, 102, 98, 97, 99, 101, 102, 100, 98, 99, 101, 103, 101, 99, 100]
    found = charted(*before, 107, 108, 107, unit="Average")
    assert (found.rule, found.side, found.run) == (Rule.STEP, 1, 3)
    assert found.reason.startswith("The last 3 together above those before (limits ")


def test_a_steady_fall_is_one_of_all_figures() -> None:
    found = charted(80, 79, 76, 75, 71, 70, 69, 66, 63, 62, unit="Average")
    assert (found.rule, found.side, found.run) == (Rule.SLOPE, -1, 10)


def test_months_of_less_than_two_years_have_no_step_and_no_slope() -> None:
    figures = [80, 79, 76, 75, 71, 70, 69, 66, 63, 62]
    points = [
        Point(parse(f"{calendar.month_name[1 + at]} 2026", PeriodKind.MONTH), Decimal(figure))
        for at, figure in enumerate(figures)
    ]
    assert chart(points, "Average", "Lower").rule is None


def test_what_a_plain_chart_would_mark_is_noted() -> None:
    found = charted(12, 4, 11, 5, 9, 10, 10.1, 10, 10.2, 10, 10.1, 10, unit="Average")
    assert found.variation is Variation.COMMON
    assert found.notes[-1] == (
        "A plain XmR chart marks the latest figure (seven or more in a row on one side of the "
        "average). Beside the figures before it, that may be chance."
    )


@pytest.mark.parametrize("kind", list(drawn())[::2], ids=lambda kind: kind.name)
def test_where_nothing_changes_few_series_are_called_special(kind: Kind) -> None:
    assert tried(kind, 8, 200).alarms <= 8


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("normal, step of 3 SD, last 1", 0.4),
        ("Poisson, 10 to 20, last 1", 0.4),
        ("10% to 20% of 200, last 1", 0.75),
        ("90% to 75% of 40, last 1", 0.35),
    ],
)
def test_what_changes_is_seen_as_often_as_it_can_be(name: str, least: float) -> None:
    (change,) = (each for each in changes() if each.name == name)
    found = seen(change, 13, 200)
    assert found.seen >= least
    assert found.alarms <= MOST_ALARMS * 2
