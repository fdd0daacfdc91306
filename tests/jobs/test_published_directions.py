"""Two published tables: their directions of travel come out of a workbook as they were printed."""

from pathlib import Path
from typing import Any

import pytest

from tests import seeds
from tests.builders import check
from toolkit.writing import scorecard_columns

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def tables(shared: Path) -> dict[str, Any]:
    return {table["table"]: table for table in seeds.load(shared, "rag_rules")["direction_tables"]}


@pytest.fixture(scope="module")
def groups(shared: Path) -> dict[int, str]:
    printed = seeds.load(shared, "annual_report_lancashire_2015")["tables"]
    return seeds.themes_by_row(next(table for table in printed if table["id"] == "T01"))


def scorecard(table: Any, themes: Any, words: Any) -> list[Any]:
    checked = check(seeds.direction_content(table, themes, words))
    assert [str(finding) for finding in checked.findings] == []
    return scorecard_columns.scorecard_rows(checked.board, checked.results)


def test_the_child_health_table_is_reproduced(tables: Any, groups: Any) -> None:
    rows = scorecard(tables["T01"], groups, {})
    assert len(rows) == 18
    published = [row["published"] for row in tables["T01"]["rows"]]
    assert [row["direction"] for row in rows] == published


def test_its_figures_are_where_a_reader_looks(tables: Any, groups: Any) -> None:
    rows = scorecard(tables["T01"], groups, {})
    for row, printed in zip(rows, tables["T01"]["rows"], strict=True):
        assert row["latest"] == printed["current"]
        assert row["period_1"] == row["same_period_last_year"] == printed["previous"]
        assert row["england"] == printed["england"]


def test_one_tolerance_for_all_would_not_do(tables: Any) -> None:
    rows = scorecard(tables["T01"], {}, {})
    published = [row["published"] for row in tables["T01"]["rows"]]
    differing = [
        number
        for number, (row, word) in enumerate(zip(rows, published, strict=True), start=1)
        if row["direction"] != word
    ]
    assert differing == [1]


def test_the_performance_table_is_reproduced_in_its_own_words(tables: Any) -> None:
    words = {"Stable": "Same", "Awaited": "tbc", "No judgement": "N/A"}
    rows = scorecard(tables["T14"], {}, words)
    assert [row["direction"] for row in rows] == ["Worse", "tbc", "Same", "N/A"]
    assert [row["direction"] for row in rows] == [row["published"] for row in tables["T14"]["rows"]]


def test_what_is_under_review_is_neither_red_nor_zero(tables: Any) -> None:
    rows = scorecard(tables["T14"], {}, {})
    assert [row["rag"] for row in rows] == ["Red", "", "Green", ""]
    assert [row["latest"] for row in rows] == [67, None, 100, 86]
    assert rows[1]["data_quality"] == "Not supplied"
