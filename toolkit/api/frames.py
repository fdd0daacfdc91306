"""Records as pandas DataFrames. pandas is loaded here and nowhere else, when a frame is made.

Every column is there, with its type, in a frame without rows too. Text is "string", whole
numbers "Int64", other numbers "Float64" (pandas' types that may lack a value), dates
datetime64, ratings an ordered category. Where a value is missing, the column of the same name
that ends in "_missing" says why, in the words of `toolkit.values.missing.Missing`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from toolkit.board.plan import Action
from toolkit.board.scorecard import Datum, value_of
from toolkit.results.results import Results
from toolkit.results.verdicts import Result
from toolkit.values import choices
from toolkit.values.errors import FileMissing
from toolkit.values.findings import CellPlace, Finding, as_data
from toolkit.values.missing import Missing

if TYPE_CHECKING:
    import pandas

RATING_ORDER = (choices.GREY, choices.RED, choices.AMBER, choices.GREEN, choices.BLUE)
"""The order of ratings in frames, from not started to complete."""


class Kind(Enum):
    """What a column holds."""

    TEXT = "string"
    WHOLE = "Int64"
    NUMBER = "Float64"
    TRUTH = "boolean"
    DATE = "datetime64[ns]"
    RATING = "category"


# The columns whose values may be missing for a reason.
_WITH_REASON = frozenset({
    "completed_on", "denominator", "due", "numerator", "revised_due", "start", "target", "value",
})  # fmt: skip

Column = tuple[Kind, Callable[[Any], object]]


def findings_frame(findings: Sequence[Finding]) -> "pandas.DataFrame":
    """What was found, worst first: severity, code, sheet, cell, message, how_to_fix."""

    def of(key: str) -> Callable[[Finding], object]:
        return lambda finding: as_data(finding).get(key, "")

    def sheet(finding: Finding) -> str:
        return finding.place.sheet if isinstance(finding.place, CellPlace) else ""

    def cell(finding: Finding) -> str:
        return finding.place.cell if isinstance(finding.place, CellPlace) else ""

    return _frame(
        findings,
        {
            "severity": (Kind.TEXT, of("severity")),
            "code": (Kind.TEXT, of("code")),
            "sheet": (Kind.TEXT, sheet),
            "cell": (Kind.TEXT, cell),
            "message": (Kind.TEXT, of("message")),
            "how_to_fix": (Kind.TEXT, of("how_to_fix")),
        },
    )


def actions_frame(actions: Sequence[Action], results: Results) -> "pandas.DataFrame":
    """The actions of the plan, with the rating that is proposed for each and its reason.

    Lists of lines (tasks, objectives) are joined with line breaks.
    """
    day = results.as_at
    text = ("id", "ref", "priority", "objective", "action", "tasks", "lead", "other_leads",
            "sub_group", "timescale")  # fmt: skip
    more = ("status", "progress", "corrective_action", "evidence")
    return _frame(
        actions,
        {
            **{name: (Kind.TEXT, _field(name)) for name in text},
            **{name: (Kind.DATE, _field(name)) for name in ("start", "due", "revised_due")},
            **{name: (Kind.TEXT, _field(name)) for name in more},
            "completed_on": (Kind.DATE, _field("completed_on")),
            "process_agreed": (Kind.RATING, _field("process_agreed")),
            "impact_agreed": (Kind.RATING, _field("impact_agreed")),
            "proposed_rating": (Kind.RATING, lambda a: results.proposals[a.key].rating),
            "reason": (Kind.TEXT, lambda a: results.proposals[a.key].reason),
            "days_overdue": (Kind.WHOLE, lambda a: a.days_overdue(day)),
        },
    )


def data_frame(data: Sequence[Datum]) -> "pandas.DataFrame":
    """The figures as they are on the sheet Data; a status says why a value is missing."""
    return _frame(
        data,
        {
            **{name: (Kind.TEXT, _field(name)) for name in ("indicator", "area", "period")},
            "value": (Kind.NUMBER, value_of),
            "numerator": (Kind.NUMBER, _field("numerator")),
            "denominator": (Kind.NUMBER, _field("denominator")),
            "status": (Kind.TEXT, _field("status")),
        },
    )


def scorecard_frame(results: Sequence[Result]) -> "pandas.DataFrame":
    """The latest value of each indicator in each of the board's areas, and every verdict on it."""
    return _frame(
        results,
        {
            "indicator": (Kind.TEXT, lambda r: r.indicator.code),
            "title": (Kind.TEXT, lambda r: r.indicator.title),
            "unit": (Kind.TEXT, lambda r: r.indicator.unit),
            "area": (Kind.TEXT, lambda r: r.area),
            "period": (Kind.TEXT, lambda r: str(r.latest.period) if r.latest else ""),
            "value": (Kind.NUMBER, lambda r: r.latest.value if r.latest else Missing.NOT_SUPPLIED),
            "target": (Kind.NUMBER, lambda r: r.aim.target),
            "rating": (Kind.RATING, lambda r: r.rag.rating),
            "direction": (Kind.TEXT, lambda r: r.direction.travel.value),
            "trend": (Kind.TEXT, lambda r: r.trend.movement.value),
            "variation": (Kind.TEXT, lambda r: r.chart.variation.value),
            "lower_95": (Kind.NUMBER, lambda r: _end(r, 0)),
            "upper_95": (Kind.NUMBER, lambda r: _end(r, 1)),
            "reason": (Kind.TEXT, lambda r: r.reason),
            "sentence": (Kind.TEXT, lambda r: r.sentence.text),
        },
    )


def _end(result: Result, end: int) -> object:
    interval = result.estimate.at_95
    return None if interval is None else interval[end]


def _always(value: object) -> Callable[[Any], object]:
    return lambda _: value


def _field(name: str) -> Callable[[Any], object]:
    return lambda record: getattr(record, name)


def _frame(records: Sequence[Any], columns: Mapping[str, Column]) -> "pandas.DataFrame":
    pandas = _pandas()
    made: dict[str, Any] = {}
    for name, (kind, value) in columns.items():
        values = [value(record) for record in records]
        made[name] = _series(pandas, kind, values)
        if name in _WITH_REASON:
            reasons = [v.value if isinstance(v, Missing) else None for v in values]
            made[f"{name}_missing"] = pandas.Series(reasons, dtype="string")
    return pandas.DataFrame(made)


def _series(pandas: Any, kind: Kind, values: Sequence[object]) -> Any:
    plain = [_plain(value) for value in values]
    if kind is Kind.RATING:
        order = pandas.CategoricalDtype(RATING_ORDER, ordered=True)
        return pandas.Series([value or None for value in plain], dtype=order)
    if kind is Kind.DATE:
        return pandas.Series(
            pandas.to_datetime(pandas.Series(plain, dtype="object")), dtype=kind.value
        )
    return pandas.Series(plain, dtype=kind.value)


def _plain(value: object) -> object:
    if isinstance(value, Missing):
        return None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return "\n".join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return value


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise FileMissing(
            "Frames need pandas, which is not installed. Install it where the toolkit is "
            'installed: pip install "safeguarding-toolkit[analysis]"'
        ) from None
    return pandas


def control_chart_frame(
    values: Sequence[float | None],
    signals: Sequence[int],
    limits: Mapping[str, float | None],
) -> "pandas.DataFrame":
    """A row for each value of a control chart, with its limits and whether it is a signal."""
    return _frame(
        range(len(values)),
        {
            "value": (Kind.NUMBER, lambda place: values[place]),
            **{name: (Kind.NUMBER, _always(at)) for name, at in limits.items()},
            "is_signal": (Kind.TRUTH, lambda place: place in signals),
        },
    )
