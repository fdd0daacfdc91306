"""One sentence of sense from the verdicts on an indicator, for where they seem to disagree.

It says only what a verdict says: "improving" and "getting worse" come from a special cause or
a significant trend, never from the change between two periods; where neither direction is good
it is "rising" or "higher than usual". docs/reference/methods.md, "One sentence".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.measures.benchmark import Comparison, Standing
from toolkit.measures.control_limits import Assurance
from toolkit.measures.control_rules import Rule, Variation
from toolkit.measures.direction import Direction, Travel
from toolkit.measures.spc import Chart
from toolkit.measures.target import TargetRag
from toolkit.measures.trend import Movement, Trend
from toolkit.values import choices
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import PeriodKind
from toolkit.values.text import listed

_NUMBERS = ("seven", "eight", "nine", "ten", "eleven", "twelve")
_NOUNS = {
    PeriodKind.MONTH: "month",
    PeriodKind.QUARTER: "quarter",
    PeriodKind.FINANCIAL_YEAR: "year",
    PeriodKind.ACADEMIC_YEAR: "year",
    PeriodKind.CALENDAR_YEAR: "year",
}
_SIGNS = {Standing.BETTER: 1, Standing.WORSE: -1}


@dataclass(frozen=True)
class Verdicts:
    """All that is said of an indicator's latest value. `comparisons` are keyed by a name that
    fits into a sentence (England, the region). `good_is` is "" for a target that is a range."""

    value: Value
    rag: TargetRag
    comparisons: Mapping[str, Comparison]
    chart: Chart
    trend: Trend
    direction: Direction
    good_is: str
    period_kind: PeriodKind


class Sentence(NamedTuple):
    """The sentence, "" where no verdict was reached; `disagree` says that verdicts pull apart."""

    text: str
    disagree: bool


class _Part(NamedTuple):
    """A phrase with its sign: 1 for good news, -1 for bad, 0 for neither."""

    words: str
    sign: int


def sentence(verdicts: Verdicts) -> Sentence:
    """What the verdicts say together; a missing value is named and nothing else said."""
    if isinstance(verdicts.value, Missing):
        return Sentence(f"There is no figure: it is {verdicts.value.value}.", disagree=False)
    levels = [*_target(verdicts), *_compared(verdicts.comparisons)]
    movement = _movement(verdicts)
    if not levels and movement is None:
        return Sentence("", disagree=False)
    text = _level_words(levels)
    signs = {part.sign for part in levels} | ({movement.sign} if movement else set())
    disagree = {1, -1} <= signs
    if movement:
        # "With" joins it to what comes before; nothing does where the levels say nothing.
        alone = movement.words.removeprefix("with ")
        text = f"{text}{_link(levels, movement)}{movement.words}" if levels else alone
    if verdicts.chart.variation is Variation.COMMON:
        caveat = _caveat(verdicts)
        text += caveat
        changes = {verdicts.direction.travel, verdicts.trend.travel}
        is_lucky = bool(caveat) and verdicts.rag.rating == choices.GREEN
        disagree = disagree or is_lucky or bool(changes & {Travel.BETTER, Travel.WORSE})
    return Sentence(f"{text[0].upper()}{text[1:]}.", disagree)


def _caveat(verdicts: Verdicts) -> str:
    """What ordinary variation means for the target: met by luck, or out of reach as things are."""
    assurance, rating = verdicts.chart.assurance, verdicts.rag.rating
    if rating == choices.GREEN and assurance is Assurance.INCONSISTENT:
        return ", and chance alone may take it off target next time"
    is_moving = verdicts.trend.movement in (Movement.INCREASING, Movement.DECREASING)
    if rating and assurance is Assurance.MISSED and not is_moving:
        return ", and the usual range does not reach the target"
    return ""


def _target(verdicts: Verdicts) -> list[_Part]:
    if not verdicts.rag.rating:
        return []
    if verdicts.rag.rating == choices.GREEN:
        return [_Part("on target", 1)]
    side = "above" if verdicts.rag.side > 0 else "below"
    # A range, or a target to stay close to, can be missed on either side.
    words = {"": f"{side} the target range", choices.STAY_CLOSE: f"too far {side} target"}
    return [_Part(words.get(verdicts.good_is, f"{side} target"), -1)]


def _compared(comparisons: Mapping[str, Comparison]) -> list[_Part]:
    """A phrase for each standing, naming all who share it: "below England and the region".

    A comparison of an earlier period than the latest names it.
    """
    named: dict[tuple[str, int, str], list[str]] = {}
    for name, found in comparisons.items():
        if found.standing is not Standing.NOT_COMPARED:
            words = {1: "above", 0: "similar to", -1: "below"}[found.side]
            when = f" in {found.earlier}" if found.earlier else ""
            named.setdefault((words, _SIGNS.get(found.standing, 0), when), []).append(name)
    return [
        _Part(f"{words} {listed(names)}{when}", sign)
        for (words, sign, when), names in named.items()
    ]


def _level_words(levels: Sequence[_Part]) -> str:
    """Phrases of one sign first, then "but" the others; neither goes with the first."""
    first_sign = next((part.sign for part in levels if part.sign), 0)
    together = [part.words for part in levels if part.sign in (first_sign, 0)]
    against = [part.words for part in levels if part.sign not in (first_sign, 0)]
    return " but ".join(listed(words) for words in (together, against) if words)


def _link(levels: Sequence[_Part], movement: _Part) -> str:
    signs = {part.sign for part in levels if part.sign}
    if not movement.sign:
        return ", "
    return ", but " if signs == {-movement.sign} else ", and "


def _movement(verdicts: Verdicts) -> _Part | None:
    """Where the figure goes: by the chart, else by the trend, else only what was before."""
    found = verdicts.chart
    if found.variation is Variation.COMMON:
        return _Part(_ordinary(verdicts), 0)
    if found.variation is not Variation.NOT_CHARTED:
        neutral = "higher than usual" if found.side > 0 else "lower than usual"
        words, sign = _judged(verdicts, found.side, neutral)
        few = ", on few figures so far" if found.is_trial else ""
        return _Part(f"{words}: {_evidence(found, verdicts.period_kind)}{few}", sign)
    match verdicts.trend.movement:
        case Movement.NO_CHANGE:
            return _Part("with no clear trend over five years", 0)
        case Movement.INCREASING | Movement.DECREASING as movement:
            side = 1 if movement is Movement.INCREASING else -1
            words, sign = _judged(verdicts, side, "rising" if side > 0 else "falling")
            return _Part(f"{words} over five years", sign)
    before = f"the {_noun(verdicts.period_kind)} before"
    if verdicts.direction.travel is Travel.STABLE:
        return _Part(f"much as {before}", 0)
    side = verdicts.direction.side
    if not side:
        return None
    return _Part(f"{'up' if side > 0 else 'down'} on {before}, which may be chance", 0)


def _judged(verdicts: Verdicts, side: int, neutral: str) -> tuple[str, int]:
    """What a real movement up (1) or down (-1) is called, with its sign.

    Where neither direction is good, as with a range that can be missed on both sides, it is
    only named.
    """
    if verdicts.good_is not in (choices.HIGHER, choices.LOWER):
        return neutral, 0
    is_good = (side > 0) == (verdicts.good_is == choices.HIGHER)
    return ("improving", 1) if is_good else ("getting worse", -1)


def _ordinary(verdicts: Verdicts) -> str:
    """No special cause; a change that would look like one is called what it is.

    Years that creep show no special cause for long. Their trend is given, without a verdict.
    """
    if verdicts.trend.movement in (Movement.INCREASING, Movement.DECREASING):
        rises = verdicts.trend.movement is Movement.INCREASING
        return f"with no sudden change, though {'rising' if rises else 'falling'} over five years"
    found = "with no real change"
    if verdicts.chart.is_trial:
        found += " in the few figures so far"
    side = verdicts.direction.side
    if not side:
        return found
    noun = _noun(verdicts.period_kind)
    change = "rise" if side > 0 else "fall"
    return f"{found}: the {change} on the {noun} before is ordinary variation"


def _evidence(found: Chart, kind: PeriodKind) -> str:
    noun, is_high = _noun(kind), found.side > 0
    match found.rule:
        case Rule.ONE_SIDE:
            side = "above" if is_high else "below"
            average = "the earlier average" if found.is_fixed else "the average"
            return f"{_number(found.run)} {noun}s in a row {side} {average}"
        case Rule.TREND:
            return (
                f"{'rising' if is_high else 'falling'} over {_number(found.run)} {noun}s in a row"
            )
        case Rule.TWO_IN_THREE:
            edge = "upper" if is_high else "lower"
            return f"two of the last three {noun}s near the {edge} end of the usual range"
        case _:
            return f"the latest {noun} is {'above' if is_high else 'below'} the usual range"


def _noun(kind: PeriodKind) -> str:
    return _NOUNS.get(kind, "figure")


def _number(count: int) -> str:
    return _NUMBERS[count - 7] if 7 <= count <= 12 else str(count)
