"""A board's figures as they may be published: small counts hidden, so that none can be worked out.

Everything that one release shows goes into one call of `toolkit.publishing.disclosure.protect`.
What is left is a board again: verdicts, charts and sentences worked out from it follow from
figures that are shown, and give none away. docs/reference/methods.md, "Small numbers".
"""

from dataclasses import replace
from decimal import Decimal

from toolkit.board.board import Board
from toolkit.board.scorecard import value_of
from toolkit.publishing.areas import area_tree
from toolkit.publishing.disclosure import protect
from toolkit.publishing.earlier_releases import earlier
from toolkit.publishing.left_out import given_twice, is_unclear, left_out, without
from toolkit.publishing.linked_counts import tie
from toolkit.publishing.published import Published
from toolkit.publishing.released_rows import hidden_counts, public_counts, rows_of
from toolkit.publishing.row_counts import is_bare
from toolkit.publishing.shown_rows import evidence_shown, history_shown, shown_row
from toolkit.publishing.small_counts_in_text import cells_to_read
from toolkit.publishing.small_numbers import note, small_numbers
from toolkit.values.missing import Missing


def publish(board: Board) -> Published:
    """The board with its small counts hidden, and all that would give them away.

    Figures of our areas only are looked at: others' are public. Of several rows for a period
    only the one that is used is kept. Notes, and where a figure is in a file, are left out;
    so are actions and indicators with No under Print, and series with No under Publish, but
    not before it is sure that no small count of theirs follows from what is shown. What does
    not say whether it may be published, or whose it is, is left out as well.
    """
    setting = small_numbers(board.settings)
    twice = given_twice(board)
    # Whose figures they are, nobody can tell.
    board = replace(board, indicators=tuple(item for item in board.indicators if item not in twice))
    series_left_out = left_out(board)
    rows, faulty = rows_of(board)
    looked_at = [row for row in rows if row.counts]
    tree = area_tree(board, looked_at)
    before = earlier(board, looked_at, setting)
    tied = tie(looked_at, tree, before.editions)
    printed = {
        cell
        for row in looked_at
        if row.datum and (row.indicator.code, row.area) not in series_left_out
        for cell in tied.cells_of(row)
    }
    public, kept = public_counts(looked_at, before, tied), hidden_counts(looked_at, before, tied)
    release = protect(
        tied.cells,
        tied.relations,
        setting,
        public,
        tied.together,
        tied.cells.keys() - printed,
        tied.supposed,
        kept - public,
    )
    left = without(board, series_left_out)
    codes = {item.code for item in left.indicators}
    ours = set(board.our_areas)
    data = []
    without_base = []
    hidden = 0
    for row in rows:
        if (row.indicator.code, row.area) in series_left_out or row.indicator.code not in codes:
            continue
        if row.datum is None:
            continue
        bare = row.area in ours and id(row.datum) not in faulty and is_bare(row)
        if bare:
            without_base.append(row.datum.source.cell("value"))
        is_hidden = bare or id(row.datum) in faulty or release.hides(tied.cells_of(row))
        shown = shown_row(row, row.datum, tied, release, setting, is_hidden)
        hidden += isinstance(value_of(row.datum), Decimal) and isinstance(shown.value, Missing)
        data.append(shown)
    evidence, figures_hidden = evidence_shown(board, setting)
    left = replace(
        left, data=tuple(data), evidence=evidence, history=history_shown(board), releases=()
    )
    unclear = [
        *(item.source.cell("code") for item in (*twice, *filter(is_unclear, board.indicators))),
        *(item.source.cell("publish") for item in filter(is_unclear, board.remarks)),
    ]
    return Published(
        left,
        hidden,
        tuple(sorted({_plainly(name) for name in release.exposed})),
        note(setting.highest_hidden, setting.rounding),
        figures_hidden,
        cells_to_read(left, setting.highest_hidden),
        tuple(sorted({_plainly(name) for name in release.unsure})),
        tuple(unclear),
        series_left_out,
        tuple(without_base),
        tuple(sorted({_plainly(name) for name in tied.clashes})),
        tied.found,
        tree.guessed,
        tree.faulty,
        tree.unlooked,
    )


def _plainly(name: str) -> str:
    """The indicator, area and period that a cell belongs to, or is worked out from."""
    return ", ".join(name.split("\n")[:3])
