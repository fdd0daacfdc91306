"""A few of the made layouts of plans; `make import-score` tries them all."""

import pytest

from benchmarks.plan_layouts.catalogue import catalogue, mixed
from benchmarks.plan_layouts.layouts import Layout
from benchmarks.plan_layouts.score import score

SOME = (*list(catalogue(1))[::6], *mixed(4))


@pytest.mark.parametrize("layout", SOME, ids=lambda layout: f"{layout.kind} {layout.name}")
def test_a_made_plan_is_read_as_a_reader_sees_it(layout: Layout) -> None:
    result = score(layout)
    assert result.faults == []
    assert (result.found, result.lost) == (result.rows, 0)
