"""Which control chart fits: what is never called a change, and what still is."""

from decimal import Decimal

import pytest

from toolkit.measures.chosen_chart import chart
from toolkit.measures.control_limits import Assurance
from toolkit.measures.control_rules import Rule, Variation
from toolkit.measures.series import Point
from toolkit.measures.spc import Chart
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import PeriodKind, parse
from tools.verdict_audit import Kind, kinds, tried


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


def test_a_step_that_lasts_is_a_change() -> None:
    assert charted(30, 31, 30, 32, 30, 31, 50, 51, 50, 52).variation is Variation.CONCERNING


def test_nothing_is_made_of_one_provisional_figure() -> None:
    figures = [100, 102, 98, 101, 99, 103, 97, 101, 99, 102, 98, 100, 160]
    assert charted(*figures).variation is Variation.CONCERNING
    found = charted(*figures, is_provisional=True)
    assert found.variation is Variation.COMMON
    assert found.notes[-1].endswith("but one provisional figure is not called a change.")


@pytest.mark.parametrize("kind", list(kinds())[::4], ids=lambda kind: kind.name)
def test_where_nothing_changes_few_series_are_called_special(kind: Kind) -> None:
    assert tried(kind, 8, 200).alarms <= 6
