"""Small numbers: which counts of a release to hide, so that none of them can be worked out.

Counts within the primary rule are hidden, and then as few others as it takes that everything
shown (tables, totals, the rounded ones too) leaves at least three possible values for each
hidden count. Sources and what an attacker is taken to know: docs/reference/methods.md, "Small
numbers".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.publishing.disclosure_search import protect_group
from toolkit.publishing.puzzle import UNLIMITED, Puzzle, Relation
from toolkit.publishing.small_numbers import SmallNumbers
from toolkit.publishing.working_out import worked_out
from toolkit.values.missing import Missing, Value, plain


@dataclass(frozen=True)
class Release:
    """What may be shown: each cell's count, rounded as set, or why it is missing.

    `exposed` are hidden cells that are public or that what is public gives away: no figure
    that needs them should go out without a person's word. `unsure` are those for which no
    three values were found, though nothing that they are tied to was public.
    """

    primary: frozenset[str]
    secondary: frozenset[str]
    exposed: frozenset[str]
    shown: Mapping[str, Value]
    unsure: frozenset[str] = frozenset()

    @property
    def hidden(self) -> frozenset[str]:
        """All cells that are not shown."""
        return self.primary | self.secondary

    def hides(self, needed: Iterable[str]) -> bool:
        """Whether a figure worked out from those cells must be hidden as well.

        A percentage with its denominator gives its numerator away, a mean its sum.
        """
        return not self.hidden.isdisjoint(needed)


def protect(
    cells: Mapping[str, Value],
    relations: Sequence[Relation],
    setting: SmallNumbers,
    public: Iterable[str] = (),
    together: Iterable[Iterable[str]] = (),
    left_out: Iterable[str] = (),
    supposed: Mapping[str, int] | None = None,
    hidden_before: Iterable[str] = (),
) -> Release:
    """Which cells of a release to hide.

    `cells` are whole counts from zero; all that one pack releases belongs in one call, for
    tables that share cells give each other away. `public` cells were published before, as
    they are: hiding them helps nobody, and small ones among them are exposed. Missing counts
    are taken as hidden; zeros are never hidden. `together` are the cells of one row each,
    hidden all or none, a cell in one row at most. `left_out` cells are not printed: a reader
    learns them only where they follow from others, and small ones must not. Blank cells are
    printed nowhere: they may be any number, zero too. `supposed` are values of missing cells that
    follow from nothing; cells `hidden_before` stay hidden. ValueError, naming the cell or total,
    for a count that is not whole, below zero, or does not add up.
    """
    for each in relations:
        for cell in (each.total, *each.parts):
            if cell not in cells:
                raise ValueError(f"{cell} is in a total but is not a cell of the release.")
    known = _whole(cells, relations)
    counts = known | {cell: count for cell, count in (supposed or {}).items() if cell not in known}
    usable = [each for each in relations if all(c in counts for c in (each.total, *each.parts))]
    fixed = frozenset(public)
    without = frozenset(cell for cell in cells if isinstance(cells[cell], Missing))
    blank = frozenset(cell for cell in without if cells[cell] is Missing.BLANK)
    before = frozenset(hidden_before)
    small = frozenset(
        cell
        for cell, count in known.items()
        if setting.is_small(count) or (cell in before and count)
    )
    primary = (without - blank) | small
    unprinted = frozenset(left_out)

    def window(cell: str, count: int) -> tuple[int, int]:
        if cell in fixed:
            return count, count
        return (0, UNLIMITED) if cell in blank else setting.window(count)

    windows = [window(cell, count) for cell, count in counts.items()]
    puzzle = Puzzle(counts, usable, windows, fixed | blank, together, unprinted)
    hidden = set(primary)
    exposed = set(small & fixed)
    unsure: set[str] = set()
    # A missing count of zero is no secret: zero is shown.
    held_back = {cell for cell in without if cells[cell] is Missing.SUPPRESSED}
    kept = (
        cell
        for cell in primary.intersection(counts) - fixed
        if counts[cell] and (cell in known or cell in held_back)
    )
    start = [puzzle.number_of[cell] for cell in kept]
    for group, tied in puzzle.groups(start):
        found = protect_group(puzzle, group, tied)
        hidden |= {puzzle.names[cell] for row in found.rows for cell in puzzle.rows[row]}
        # Without anything public to go by, it is the search that found no way.
        lost = exposed if any(puzzle.names[cell] in fixed for cell in tied) else unsure
        lost |= {puzzle.names[cell] for cell in found.lost}
    hidden -= unprinted - primary
    secondary = hidden - primary
    shown: dict[str, Value] = {
        cell: Missing.SUPPRESSED if cell in hidden else Decimal(setting.shown(counts[cell]))
        for cell in cells
    }
    for cell in without:
        shown[cell] = cells[cell]
    return Release(
        primary, frozenset(secondary), frozenset(exposed), shown, frozenset(unsure - exposed)
    )


def _whole(cells: Mapping[str, Value], relations: Sequence[Relation]) -> dict[str, int]:
    """The counts as whole numbers; missing ones where the rest of a relation gives them."""
    given = {}
    for cell, value in cells.items():
        if isinstance(value, Missing):
            continue
        if value < 0 or value % 1:
            raise ValueError(f"{cell} is {plain(value)}, not a count.")
        given[cell] = int(value)
    counts, failing = worked_out(given, relations)
    if failing is not None:
        raise ValueError(f"The parts of {failing.total} do not add up to it.")
    return counts
