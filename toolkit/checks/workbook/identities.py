"""Identities and references that appear twice."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from toolkit.board.board import Board
from toolkit.layout.board import BOARD
from toolkit.results.results import Results
from toolkit.values.findings import Finding, Rule, Severity

DUPLICATE_ID = Rule(
    "ID-001",
    Severity.ERROR,
    "The ID {id} also appears in {first}.",
    "Clear this ID if the row is a copy: the toolkit gives it a new one.",
)
DUPLICATE_REF = Rule(
    "ID-002",
    Severity.ERROR,
    'The reference "{ref}" also appears in {first}.',
    "Give each row its own reference.",
)


def _repeated(
    records: Iterable[Any],
    key_of: Callable[[Any], Hashable],
    field: str,
    rule: Rule,
    name: str,
) -> Iterator[Finding]:
    """A finding on each record whose `field` an earlier one has too; `name` is its detail."""
    first: dict[Hashable, Any] = {}
    for record in records:
        text = getattr(record, field)
        if not text:
            continue
        earlier = first.setdefault(key_of(record), record)
        if earlier is not record:
            yield rule.at(
                record.source.cell(field),
                first=earlier.source.cell(field).cell,
                **{name: text},
            )


def duplicate_ids(board: Board, results: Results) -> Iterator[Finding]:
    """The same ID on two rows of one sheet."""
    for table in BOARD.tables.values():
        if table.id_prefix:
            records = getattr(board, table.held_as)
            yield from _repeated(records, lambda record: record.id, "id", DUPLICATE_ID, "id")


def duplicate_refs(board: Board, results: Results) -> Iterator[Finding]:
    """The same ref on two priorities, or on two actions of one priority."""
    yield from _repeated(
        board.priorities,
        lambda priority: priority.ref.casefold(),
        "ref",
        DUPLICATE_REF,
        "ref",
    )
    yield from _repeated(
        # Without their priorities, refs that are numbered again under each would seem to recur.
        (action for action in board.actions if action.source.has("priority")),
        lambda action: (action.priority, action.ref.casefold()),
        "ref",
        DUPLICATE_REF,
        "ref",
    )


def duplicate_codes(board: Board, results: Results) -> Iterator[Finding]:
    """The same code on two indicators."""
    yield from _repeated(
        board.indicators,
        lambda indicator: indicator.code.casefold(),
        "code",
        DUPLICATE_REF,
        "ref",
    )


CHECKS = (duplicate_ids, duplicate_refs, duplicate_codes)
