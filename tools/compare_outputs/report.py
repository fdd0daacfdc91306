"""A comparison in words."""

from collections.abc import Sequence

from tools.compare_outputs.comparing import Difference, by_cause
from tools.compare_outputs.running import Comparison

_WIDEST, _MOST_LINES, _MOST_CAUSES = 200, 8, 60


def summary(done: Comparison) -> str:
    """How many scenarios are equal, and each cause with its first place."""
    causes = by_cause(done.differences)
    lines = [_first_line(cause) for cause in causes[:_MOST_CAUSES]]
    if len(causes) > _MOST_CAUSES:
        lines.append(f"… and {len(causes) - _MOST_CAUSES} more causes.")
    return "\n".join((*_counts(done, len(causes)), *lines))


def report(done: Comparison) -> str:
    """The same with every difference of every cause in full."""
    causes = by_cause(done.differences)
    lines = list(_counts(done, len(causes)))
    for cause in causes:
        lines += ["", f"=== {len(cause)} times: {cause[0].kind}"]
        for difference in cause:
            lines += [f"--- {difference.place}", *difference.lines]
    return "\n".join((*lines, ""))


def _counts(done: Comparison, causes: int) -> Sequence[str]:
    commands = sum(len(scenario.commands) for scenario in done.scenarios)
    total, differing = len(done.scenarios) + 1, len(done.differing)
    codes = ", ".join(f"{code}: {number}" for code, number in done.codes.items())
    return (
        f"Scenarios: {total}, with {commands} commands. Exit codes in NEW: {codes}.",
        f"Equal: {total - differing}. Different: {differing}, "
        f"by {len(done.differences)} changes of {causes} causes.",
    )


def _first_line(cause: Sequence[Difference]) -> str:
    first = cause[0]
    places = "once" if len(cause) == 1 else f"{len(cause)} times"
    shown = [f"    {_cut(line)}" for line in first.lines[:_MOST_LINES]]
    if len(first.lines) > _MOST_LINES:
        shown.append(f"    … and {len(first.lines) - _MOST_LINES} more lines")
    return "\n".join((f"\n{first.kind}, {places}; first in {first.place}", *shown))


def _cut(line: str) -> str:
    return line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…"
