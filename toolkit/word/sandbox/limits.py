"""How much one template may do: counted as it runs, and the same on every computer.

A clock would refuse a large plan on a slow machine and let a hostile template go on a
fast one. So every step of a loop, every call, every entry and text that a filter takes
is counted instead, in steps of about a microsecond each.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice

from jinja2 import pass_context
from jinja2.exceptions import SecurityError

from toolkit.word.values.blocks import Blocks, Rich

# A thousand steps for each row of a table of 20,000 rows.
MOST_STEPS = 20_000_000
# Twelve kilobytes of XML for each of those rows.
MOST_CHARACTERS = 250_000_000

_CHARACTERS_A_STEP = 16
_AT_ONCE = 4096


class _Budget:
    """What is left of a render's steps and of the characters that it may print."""

    __slots__ = ("characters", "steps")

    def __init__(self) -> None:
        self.steps = MOST_STEPS
        self.characters = MOST_CHARACTERS


_BUDGET: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def one_budget() -> Iterator[None]:
    """What is rendered inside shares one budget; inside another such block, the outer one."""
    if _BUDGET.get() is not None:
        yield
        return
    token = _BUDGET.set(_Budget())
    try:
        yield
    finally:
        _BUDGET.reset(token)


def spend(steps: int) -> None:
    """Take steps from the budget. Raises SecurityError where none are left."""
    budget = _BUDGET.get()
    if budget is None:
        return
    # A template must not earn steps with a negative number.
    budget.steps -= steps if steps > 0 else 1
    if budget.steps < 0:
        raise SecurityError(
            "the template does more than any document needs; look for loops inside loops "
            "and for macros that use themselves"
        )


@pass_context  # so that it is not worked out when the template is compiled
def toll(_context: object, steps: int) -> bool:
    """The same as a filter, for what is put into templates; true, so that it can be a condition."""
    spend(steps)
    return True


def spend_on_text(length: int) -> None:
    """Take the steps from the budget that handling a text of that length costs."""
    if length >= _CHARACTERS_A_STEP:
        spend(length // _CHARACTERS_A_STEP)


def weigh(value: object) -> None:
    """Take from the budget what going through a value costs, down to its last text.

    A list that holds another twice is counted as holding two: texts, comparisons and
    sorting go through both.
    """
    if isinstance(value, str):
        spend_on_text(len(value))
    elif isinstance(value, list | tuple | dict | range):
        waiting: list[object] = [value]
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, str):
                spend_on_text(len(entry))
            elif isinstance(entry, range):
                spend(len(entry))
            elif isinstance(entry, list | tuple):
                spend(len(entry))
                waiting += entry
            elif isinstance(entry, dict):
                spend(len(entry))
                waiting += entry
                waiting += entry.values()
            else:
                _weigh_running_text(entry)
    else:
        _weigh_running_text(value)


def _weigh_running_text(value: object) -> None:
    if isinstance(value, Rich | Blocks):
        spend_on_text(len(str(value)))


def counted(values: Iterable[object]) -> Iterator[object]:
    """The values, each taken from the budget as it comes."""
    for value in values:
        spend(1)
        yield value


def joined(pieces: Iterable[str]) -> str:
    """The pieces as one text. Raises SecurityError where it is longer than any document."""
    budget = _BUDGET.get()
    if budget is None:
        return "".join(pieces)
    texts: list[str] = []
    remaining = iter(pieces)
    while some := list(islice(remaining, _AT_ONCE)):
        budget.characters -= sum(map(len, some))
        if budget.characters < 0:
            raise SecurityError(
                "the template prints more than any document holds; look for loops inside loops"
            )
        texts.append("".join(some))
    return "".join(texts)
