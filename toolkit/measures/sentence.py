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
from toolkit.measures.whole_trend import Whole
from toolkit.values import choices
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import PeriodKind
from toolkit.values.text import listed

_NUMBERS = ("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NOUNS = {
    PeriodKind.MONTH: "month",
    PeriodKind.QUARTER: "quarter",
    PeriodKind.FINANCIAL_YEAR: "year",
    PeriodKind.ACADEMIC_YEAR: "year",
    PeriodKind.CALENDAR_YEAR: "year",
}
_NOTHING = Whole()
_STANDINGS = {
    Standing.BETTER: "better than",
    Standing.WORSE: "worse than",
    Standing.HIGHER: "higher than",
    Standing.LOWER: "lower than",
    Standing.SIMILAR: "not clearly different from",
}
_SIGNS = {Standing.BETTER: 1, Standing.WORSE: -1}


@dataclass(frozen=True)
class Verdicts:
    """All that is said of an indicator's latest value. `comparisons` are keyed by a name that
    fits into a sentence (England, the region). `good_is` is "" for a target that is a range.
    `between` compares the latest figure with the one before by their intervals. `few` is
    "3 of 4" where the base is too small to judge, else "".
    """

    value: Value
    rag: TargetRag
    comparisons: Mapping[str, Comparison]
    chart: Chart
    trend: Trend
    direction: Direction
    good_is: str
    period_kind: PeriodKind
    between: Movement = Movement.NOT_CALCULATED
    whole: Whole = _NOTHING
    few: str = ""
    is_provisional: bool = False


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
    provisional = " (provisional)" if verdicts.is_provisional else ""
    if verdicts.few:
        return Sentence(f"{verdicts.few}: too few to judge{provisional}.", disagree=False)
    compared = _compared(verdicts.comparisons)
    levels = [*_target(verdicts), *compared]
    movement = _movement(verdicts)
    if not levels and movement is None:
        return Sentence("", disagree=False)
    # Where comparators differ, each is said by itself.
    is_mixed = len(compared) > 1
    text = "; ".join(part.words for part in levels) if is_mixed else _level_words(levels)
    signs = {part.sign for part in levels} | ({movement.sign} if movement else set())
    disagree = {1, -1} <= signs
    if movement:
        # "With" joins it to what comes before; nothing does where the levels say nothing.
        alone = movement.words.removeprefix("with ")
        link = "; " if is_mixed else _link(levels, movement)
        text = f"{text}{link}{alone if is_mixed else movement.words}" if levels else alone
    if verdicts.chart.variation is Variation.COMMON:
        caveat = _caveat(verdicts)
        text += caveat
        changes = {verdicts.direction.travel, verdicts.trend.travel}
        is_lucky = bool(caveat) and verdicts.rag.rating == choices.GREEN
        disagree = disagree or is_lucky or bool(changes & {Travel.BETTER, Travel.WORSE})
    return Sentence(f"{text[0].upper()}{text[1:]}{provisional}.", disagree)


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
    """A phrase for each standing, naming all who share it: "worse than England and the region".

    A comparison of an earlier period than the latest names it.
    """
    named: dict[tuple[str, int, str], list[str]] = {}
    for name, found in comparisons.items():
        if found.standing is not Standing.NOT_COMPARED:
            words = _STANDINGS[found.standing]
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
    found, kind = verdicts.chart, verdicts.period_kind
    since = verdicts.whole.level_since
    if since:
        words = "higher" if verdicts.whole.level_side > 0 else "lower"
        level = f"{words} since {since} and level since then"
        return _Part(f"{level} (a row under Breaks would say why)", 0)
    if found.variation is Variation.COMMON:
        words = _ordinary(verdicts)
        return _Part(words, 0) if words else None
    if found.variation is not Variation.NOT_CHARTED:
        neutral = "higher than usual" if found.side > 0 else "lower than usual"
        is_moving = found.rule in (Rule.TREND, Rule.SLOPE) or verdicts.direction.side == found.side
        words, sign = _judged(verdicts, found.side, neutral, is_moving=is_moving)
        few = ", on few figures so far" if found.is_trial else ""
        return _Part(f"{words}: {_evidence(found, kind)}{few}", sign)
    if verdicts.whole.same:
        return _Part(f"unchanged for {_number(verdicts.whole.same)} {_noun(kind)}s", 0)
    match verdicts.trend.movement:
        case Movement.NO_CHANGE:
            return _Part("with no clear trend over five years", 0)
        case Movement.INCREASING | Movement.DECREASING as movement:
            side = 1 if movement is Movement.INCREASING else -1
            words, sign = _judged(verdicts, side, "rising" if side > 0 else "falling")
            return _Part(f"{words} over five years", sign)
    before = f"the {_noun(kind)} before"
    if verdicts.direction.travel is Travel.STABLE:
        return _Part(f"much as {before}", 0)
    side = verdicts.direction.side
    if not side:
        return None
    word = f"{'up' if side > 0 else 'down'} on {before}"
    if verdicts.between is Movement.NO_CHANGE:
        return _Part(f"{word}, which may be chance", 0)
    is_clear = verdicts.between in (Movement.INCREASING, Movement.DECREASING)
    return _Part(f"clearly {word}" if is_clear else word, 0)


def _judged(
    verdicts: Verdicts, side: int, neutral: str, *, is_moving: bool = True
) -> tuple[str, int]:
    """What a special cause or a trend means, and its sign.

    Where neither direction is good, as with a range that can be missed on both sides, it is
    only named. A figure that did not move further is not said to be moving.
    """
    if verdicts.good_is not in (choices.HIGHER, choices.LOWER):
        return neutral, 0
    is_good = (side > 0) == (verdicts.good_is == choices.HIGHER)
    if not is_moving:
        return ("better than usual", 1) if is_good else ("worse than usual", -1)
    return ("improving", 1) if is_good else ("getting worse", -1)


def _ordinary(verdicts: Verdicts) -> str:
    """No special cause: what the figures do all the same, and that it is not clearly a change.

    Years that creep show no special cause for long. Their trend is given, without a verdict.
    """
    noun = _noun(verdicts.period_kind)
    if verdicts.trend.movement in (Movement.INCREASING, Movement.DECREASING):
        rises = verdicts.trend.movement is Movement.INCREASING
        return f"{'rising' if rises else 'falling'} over five years"
    if verdicts.whole.side:
        word = "rising" if verdicts.whole.side > 0 else "falling"
        return f"{word} over the {_number(verdicts.whole.figures)} {noun}s so far"
    if verdicts.whole.same:
        return f"unchanged for {_number(verdicts.whole.same)} {noun}s"
    if verdicts.direction.travel is Travel.STABLE:
        return f"much as the {noun} before"
    side = verdicts.direction.side
    if not side:
        return "with too few figures to see a change" if verdicts.chart.is_trial else ""
    found = f"{'up' if side > 0 else 'down'} on the {noun} before"
    if verdicts.chart.is_trial:
        return f"{found}, with too few figures to call it a change"
    return f"{found}, but not clearly a change"


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
        case Rule.STEP:
            side = "higher" if is_high else "lower"
            return f"the last {_number(found.run)} {noun}s together are {side} than those before"
        case Rule.SLOPE:
            return f"{'rising' if is_high else 'falling'} over {_number(found.run)} {noun}s"
        case Rule.TWO_IN_THREE:
            edge = "upper" if is_high else "lower"
            return f"two of the last three {noun}s near the {edge} end of the usual range"
        case _:
            return f"the latest {noun} is {'above' if is_high else 'below'} the usual range"


def _noun(kind: PeriodKind) -> str:
    return _NOUNS.get(kind, "figure")


def _number(count: int) -> str:
    return _NUMBERS[count - 5] if 5 <= count <= 12 else str(count)
