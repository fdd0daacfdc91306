"""What each period of a year added, from figures that each hold those before them."""

from collections.abc import Sequence
from decimal import Decimal

from toolkit.measures.series import Point, follows, in_order
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period


def separated(points: Sequence[Point], year: Period) -> tuple[Point, ...]:
    """What each period of a year added, from figures that each hold those before them.

    Counts only: value, numerator and denominator are each taken apart. Where the period
    before is missing, or more than the one after it, a part is missing too.
    """
    ordered = [point for point in in_order(points) if year.contains(point.period.end)]
    before: Point | None = None
    apart = []
    for point in ordered:
        is_first = point.period.start == year.start
        is_next = before is not None and follows(point.period, before.period)
        if is_first or (is_next and before is not None and before.version == point.version):
            # The first of the year holds nothing but itself.
            parts = before if is_next and not is_first else None
            apart.append(_less(point, parts))
        else:
            apart.append(
                Point(
                    point.period,
                    Missing.NOT_SUPPLIED,
                    Missing.NOT_SUPPLIED,
                    Missing.NOT_SUPPLIED,
                    point.version,
                )
            )
        before = point
    return tuple(apart)


def _less(point: Point, before: Point | None) -> Point:
    def part(now: Value, then: Value) -> Value:
        if isinstance(now, Missing) or isinstance(then, Missing):
            return now if isinstance(now, Missing) else then
        return now - then if now >= then else Missing.UNREADABLE

    zero = Decimal(0)
    return Point(
        point.period,
        part(point.value, before.value if before else zero),
        part(point.numerator, before.numerator if before else zero),
        part(point.denominator, before.denominator if before else zero),
        point.version,
    )
