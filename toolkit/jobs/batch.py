"""One job done for many files: one that fails does so alone, and still counts in the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from toolkit.values.errors import (
    CLEAN,
    ERRORS_FOUND,
    OUR_FAULT,
    TooLittleMemory,
    ToolkitError,
)


class Result(Protocol):
    """What a job came to for one file."""

    @property
    def has_errors(self) -> bool:
        """Whether errors were found in it."""
        ...


Item = TypeVar("Item")
Done = TypeVar("Done", bound=Result)


@dataclass(frozen=True)
class Outcome(Generic[Item, Done]):
    """The result of one: `done`, or where it failed None, with the sentence why."""

    item: Item
    done: Done | None
    failure: str
    exit_code: int


@dataclass(frozen=True)
class Batch(Generic[Item, Done]):
    """The result of each, in the order that they were given."""

    outcomes: tuple[Outcome[Item, Done], ...]

    @property
    def exit_code(self) -> int:
        """The highest exit code of all."""
        return max((outcome.exit_code for outcome in self.outcomes), default=CLEAN)


def run(
    items: Sequence[Item],
    job: Callable[[Item], Done],
    *,
    begun: Callable[[int, Item], object] = lambda _number, _item: None,
    ended: Callable[[Outcome[Item, Done]], object] = lambda _outcome: None,
) -> Batch[Item, Done]:
    """Do a job for each of the items, whatever becomes of the others.

    `begun` is given each item and its number from 1 before it is worked on, `ended` what came
    of it. What the job did not foresee is noted in the fault log and fails that item alone.
    """
    outcomes = []
    for number, item in enumerate(items, start=1):
        begun(number, item)
        outcome = _outcome(item, job)
        ended(outcome)
        outcomes.append(outcome)
    return Batch(tuple(outcomes))


def _outcome(item: Item, job: Callable[[Item], Done]) -> Outcome[Item, Done]:
    try:
        done = job(item)
    except ToolkitError as error:
        return Outcome(item, None, str(error), error.exit_code)
    except BrokenPipeError:
        # Whoever reads along has left: nothing more is wanted of the rest.
        raise
    except MemoryError:
        return Outcome(item, None, str(TooLittleMemory()), TooLittleMemory.exit_code)
    except Exception as error:
        from toolkit.files.fault_log import fault_sentence

        return Outcome(item, None, fault_sentence(error), OUR_FAULT)
    return Outcome(item, done, "", ERRORS_FOUND if done.has_errors else CLEAN)
