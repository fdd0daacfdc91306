"""What is published of a board: no small count, and nothing that gives one away."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import AS_AT, board, check, datum, indicator
from toolkit.board.board import Board
from toolkit.jobs.board_as_data import as_data
from toolkit.publishing.publish import publish
from toolkit.publishing.published import Published
from toolkit.results.results import work_out
from toolkit.values.findings import CellPlace
from toolkit.values.missing import Missing

AREAS = (
    {"name": "Ourshire", "kind": "Our area"},
    {"name": "East", "kind": "Part of our area"},
    {"name": "West", "kind": "Part of our area"},
    {"name": "England", "kind": "England"},
)
NUMBER = {"unit": "Number", "target": None}


def share(some: int, everyone: int, **fields: Any) -> dict[str, Any]:
    value = round(Decimal(some * 100) / everyone, 1)
    return datum(value=value, numerator=some, denominator=everyone, **fields)


def read(*data: Any, settings: Any = None, history: Any = (), **fields: Any) -> Board:
    content = board(
        settings=settings,
        Indicators=[indicator(**fields)],
        Data=data,
        Areas=AREAS,
        History=history,
    )
    return check(content).board


def released(*data: Any, **fields: Any) -> Published:
    return publish(read(*data, **fields))


def values(found: Published) -> list[Any]:
    return [row.value if isinstance(row.value, Decimal) else row.status for row in found.board.data]


@pytest.mark.parametrize(
    ("rule", "count", "shown"),
    [
        ("1 to 4", 4, False),
        ("1 to 4", 5, True),
        ("1 to 5", 5, False),
        ("1 to 7", 7, False),
        ("1 to 7", 8, True),
        ("1 to 4", 0, True),
        ("", 4, False),
    ],
)
def test_small_counts_are_hidden_by_the_boards_own_rule(rule: str, count: int, shown: bool) -> None:
    found = released(datum(value=count), settings={"small_numbers": rule}, **NUMBER)
    assert values(found) == ([count] if shown else ["Suppressed"])
    assert found.hidden == (0 if shown else 1)


@pytest.mark.parametrize(("some", "everyone"), [(3, 40), (38, 40), (1, 3)])
def test_a_percentage_is_hidden_where_few_were_counted_or_few_were_not(
    some: int, everyone: int
) -> None:
    found = released(share(some, everyone))
    assert values(found) == ["Suppressed"]
    assert found.board.data[0].denominator not in (some, everyone)


def test_a_percentage_of_many_stays() -> None:
    found = released(share(20, 40))
    assert values(found) == [50]
    assert found.board.data[0].numerator == 20


def test_a_rate_is_hidden_with_the_count_that_its_population_gives_away() -> None:
    fields = {"unit": "Per 10,000", "target": None}
    few = datum(value=1, numerator=4, denominator=40_000)
    assert values(released(few, **fields)) == ["Suppressed"]
    many = datum(value=10, numerator=40, denominator=40_000)
    assert values(released(many, **fields)) == [10]


def test_a_total_does_not_give_its_parts_away() -> None:
    found = released(
        datum(value=23), datum(area="East", value=3), datum(area="West", value=20), **NUMBER
    )
    assert values(found).count("Suppressed") >= 2


def test_parts_that_are_no_parts_of_the_total_hide_nothing_else() -> None:
    found = released(
        datum(value=10), datum(area="East", value=3), datum(area="West", value=20), **NUMBER
    )
    assert values(found) == [10, "Suppressed", 20]


def test_figures_of_others_are_public() -> None:
    found = released(datum(value=20), datum(area="England", value=3), **NUMBER)
    assert values(found) == [20, 3]


@pytest.mark.parametrize("count", ["2.5", "-3"])
def test_what_is_no_count_is_not_published(count: str) -> None:
    assert values(released(datum(value=Decimal(count)), **NUMBER)) == ["Suppressed"]


def test_counts_are_rounded_and_percentages_follow_from_the_rounded_ones() -> None:
    settings = {"rounding": "Nearest 5"}
    assert values(released(datum(value=22), settings=settings, **NUMBER)) == [20]
    found = released(share(22, 43), settings=settings)
    (row,) = found.board.data
    assert (row.numerator, row.denominator, row.value) == (20, 45, Decimal("44.4"))
    assert "rounded to the nearest 5" in found.note


def test_an_earlier_version_and_its_note_are_not_published() -> None:
    found = released(
        datum(value=3, note="Three boys of one school"),
        datum(value=20, supersedes="3", note="Was 3"),
        **NUMBER,
    )
    assert values(found) == [20]
    assert "3" not in (found.board.data[0].note + found.board.data[0].supersedes)


def test_where_a_figure_came_from_and_what_it_replaced_stay_in_the_office() -> None:
    told = {"source_cell": "B7", "source_hash": "2cf24dba5fb0a30e", "supersedes": "19", "note": "A"}
    (row,) = released(datum(value=20, **told), **NUMBER).board.data

    assert (row.source_cell, row.source_hash, row.supersedes, row.note) == ("", "", "", "")


def test_rows_that_lose_their_figures_are_counted() -> None:
    quarters = [datum(period=f"2025/26 Q{n}", value=v) for n, v in enumerate((3, 30, 2, 40), 1)]
    assert released(*quarters, **NUMBER).hidden == 2


def test_counts_beside_a_missing_value_are_not_published() -> None:
    (row,) = released(datum(value=None, status="Suppressed", numerator=3, denominator=9)).board.data
    assert not any(isinstance(count, Decimal) for count in (row.numerator, row.denominator))


def test_an_indicator_kept_out_of_papers_is_kept_out() -> None:
    found = released(datum(value=20), print="No", **NUMBER)
    assert (found.board.indicators, found.board.data) == ((), ())


def test_nothing_worked_out_gives_a_hidden_count_away() -> None:
    """Verdicts of the published board are those of a board that never held the count."""
    quarters = [
        datum(period=f"{2024 + at // 4}/{25 + at // 4} Q{at % 4 + 1}", value=value)
        for at, value in enumerate([20, 30, 25, 28, 26, 31, 24, 3, 22])
    ]
    fields = {**NUMBER, "adds_up": "Each period alone"}
    with_it = released(*quarters, **fields)
    other = [*quarters[:7], quarters[7] | {"value": 4}, quarters[8]]
    without_it = released(*other, **fields)
    told = [
        json.dumps(as_data(each.board, work_out(each.board, AS_AT)))
        for each in (with_it, without_it)
    ]
    assert told[0] == told[1]


def test_a_running_total_does_not_give_away_what_one_quarter_added() -> None:
    totals = [datum(value=20), datum(period="2026/27 Q2", value=22)]
    running = {**NUMBER, "adds_up": "Running total of the year"}
    assert "Suppressed" in values(released(*totals, **running))
    assert values(released(*totals, **NUMBER)) == [20, 22]
    apart = [datum(period="2025/26 Q4", value=20), datum(value=22)]
    assert values(released(*apart, **running)) == [20, 22]


def test_publishing_twice_hides_no_more() -> None:
    once = released(share(3, 40), share(20, 40, period="2026/27 Q2"))
    again = publish(once.board)
    assert replace(again, hidden=0) == replace(once, hidden=0)
    assert again.hidden == 0


@pytest.mark.parametrize("status", ["Not supplied", "Suppressed", "Not due"])
def test_what_is_missing_stays_what_it_is(status: str) -> None:
    (row,) = released(datum(value=None, status=status)).board.data
    assert row.status == status


# Series that are left out


def no(area: str, code: str = "CP06") -> dict[str, Any]:
    return {"code": code, "area": area, "publish": "No"}


def pack(*codes: str, data: Any, scorecard: Any = (), **fields: Any) -> Published:
    """Numbers of those codes; each may have fields of its own under its code."""
    content = board(
        Indicators=[
            indicator(id=f"I-{number:04}", code=code, title=code, **NUMBER, **fields.get(code, {}))
            for number, code in enumerate(codes, start=1)
        ],
        Data=data,
        Areas=AREAS,
        Scorecard=scorecard,
    )
    return publish(check(content).board)


def shown(found: Published) -> dict[tuple[str, str, str], Any]:
    return {
        (row.indicator, row.area, row.period): row.value
        if isinstance(row.value, Decimal)
        else row.status
        for row in found.board.data
    }


def test_a_series_with_no_under_publish_is_left_out_and_only_that_one() -> None:
    data = [datum(area=area, value=20) for area in ("East", "West")]
    found = pack("CP06", data=data, scorecard=[no("East")])
    assert [row.area for row in found.board.data] == ["West"]
    assert [item.code for item in found.board.indicators] == ["CP06"]
    assert found.board.remarks == ()


@pytest.mark.parametrize("word", ["Yes", ""])
def test_a_series_with_another_word_under_publish_stays(word: str) -> None:
    remark = {**no("East"), "publish": word, "commentary": "Steady"}
    found = pack("CP06", data=[datum(area="East", value=20)], scorecard=[remark])
    assert values(found) == [20]


def test_an_indicator_left_out_in_all_our_areas_goes_with_its_targets_and_figures() -> None:
    content = board(
        Indicators=[indicator(**NUMBER)],
        Data=[datum(value=20), datum(area="England", value=900)],
        Areas=AREAS,
        Targets=[{"indicator": "CP06", "period": "2026/27", "target": 3}],
        Scorecard=[no(area) for area in ("Ourshire", "East", "West")],
    )
    left = publish(check(content).board).board
    assert left.indicators == left.period_targets == ()
    assert all(row.indicator != "CP06" or row.area == "England" for row in left.data)


def test_a_small_count_left_out_does_not_follow_from_total_and_others() -> None:
    data = [datum(value=43), datum(area="East", value=3), datum(area="West", value=40)]
    found = pack("CP06", data=data, scorecard=[no("East")])
    assert "Suppressed" in shown(found).values()
    assert ("CP06", "East", "2026/27 Q1") not in shown(found)


def test_a_count_left_out_can_stand_in_for_one_that_would_be_hidden() -> None:
    """West is not printed anyway, so the total need not be hidden for East's sake."""
    data = [datum(value=43), datum(area="East", value=3), datum(area="West", value=40)]
    found = pack("CP06", data=data, scorecard=[no("West")])
    assert list(shown(found).values()) == [43, "Suppressed"]


def test_an_indicator_that_is_not_printed_is_no_way_to_a_small_count_of_another() -> None:
    data = [datum(indicator="A", value=3), datum(indicator="B", value=20)]
    data.append(datum(indicator="T", value=23))
    fields = {"A": {"part_of": "T", "print": "No"}, "B": {"part_of": "T"}}
    found = pack("A", "B", "T", data=data, **fields)
    assert "Suppressed" in shown(found).values()


# What adds up


def test_parts_of_a_number_do_not_follow_from_it() -> None:
    data = [datum(indicator=code, value=value) for code, value in (("A", 3), ("B", 20), ("T", 23))]
    part_of = {"A": {"part_of": "T"}, "B": {"part_of": "T"}}
    assert list(shown(pack("A", "B", "T", data=data, **part_of)).values()).count("Suppressed") == 2
    assert list(shown(pack("A", "B", "T", data=data)).values()) == ["Suppressed", 20, 23]


def test_what_the_parts_leave_of_a_number_is_a_count_too() -> None:
    """Two are of no category printed: 23 less 21 would say so."""
    data = [datum(indicator="A", value=21), datum(indicator="T", value=23)]
    found = pack("A", "T", data=data, A={"part_of": "T"})
    assert "Suppressed" in shown(found).values()


def test_shares_of_one_whole_do_not_follow_from_each_other() -> None:
    rows = [
        share(some, 40, indicator=code)
        for code, some in (("A", 3), ("B", 12), ("C", 10), ("D", 15))
    ]
    content = board(
        Indicators=[
            indicator(id=f"I-{number:04}", code=code, part_of="Plans by category")
            for number, code in enumerate("ABCD", start=1)
        ],
        Data=rows,
        Areas=AREAS,
    )
    found = publish(check(content).board)
    assert values(found).count("Suppressed") == 2


def test_the_same_count_in_two_indicators_is_shown_in_both_or_in_none() -> None:
    content = board(
        Indicators=[
            indicator(unit="Number", target=None, numerator="Children seen"),
            indicator(id="I-0002", code="CP07", denominator="Children  seen"),
        ],
        Data=[datum(value=4), share(0, 4, indicator="CP07")],
        Areas=AREAS,
    )
    assert values(publish(check(content).board)) == ["Suppressed", "Suppressed"]


def test_a_count_that_its_supplier_held_back_is_not_printed_under_another_name() -> None:
    content = board(
        Indicators=[
            indicator(unit="Number", target=None, numerator="Children seen"),
            indicator(id="I-0002", code="CP07", unit="Number", target=None,
                      numerator="children seen"),
        ],
        Data=[datum(value=None, status="Suppressed"), datum(indicator="CP07", value=9)],
        Areas=AREAS,
    )  # fmt: skip
    assert values(publish(check(content).board)) == ["Suppressed", "Suppressed"]


def year_of(*quarters: int, year: int, **fields: Any) -> Published:
    rows = [
        datum(period=f"2025/26 Q{number}", value=value)
        for number, value in enumerate(quarters, start=1)
    ]
    return pack("CP06", data=[*rows, datum(period="2025/26", value=year)], CP06=fields)


def test_a_quarter_does_not_follow_from_the_year() -> None:
    found = year_of(3, 20, 21, 22, year=66, adds_up="Each period alone")
    assert list(shown(found).values()).count("Suppressed") == 2


def test_a_quarter_that_is_not_there_does_not_follow_from_the_year() -> None:
    found = year_of(20, 21, 22, year=66, adds_up="Each period alone")
    assert "Suppressed" in shown(found).values()
    assert list(shown(year_of(20, 21, 22, year=73, adds_up="Each period alone")).values())[-1] == 73


def test_the_year_of_a_running_total_is_its_last_quarter() -> None:
    found = year_of(1, 2, 3, 4, year=4, adds_up="Running total of the year")
    assert set(shown(found).values()) == {"Suppressed"}
    found = year_of(10, 21, 32, 45, year=45, adds_up="Running total of the year")
    assert list(shown(found).values()) == [10, 21, 32, 45, 45]


def test_figures_that_contradict_each_other_stop_nothing() -> None:
    missing = datum(value=None, status="Suppressed")
    parts = [datum(area="East", value=9), datum(area="West", value=20)]
    data = [missing, *parts, datum(period="2026/27", value=12)]
    found = pack("CP06", data=data, CP06={"adds_up": "Each period alone"})
    assert shown(found)["CP06", "East", "2026/27 Q1"] in (9, "Suppressed")


# What was reported before


def reported(value: str, area: str = "Ourshire", period: str = "2026/27 Q1") -> dict[str, Any]:
    return {
        "period": "Q1", "kind": "Value", "record": "I-0001", "name": "CP06", "area": area,
        "data_period": period, "reported": value,
    }  # fmt: skip


def test_what_was_reported_of_figures_stays_in_the_office() -> None:
    rating = {**reported("Red"), "kind": "Rating"}
    due = {"period": "Q1", "kind": "Due date", "record": "A-0001", "reported": "1 May 2026"}
    found = released(datum(value=3), history=[reported("7"), rating, due], **NUMBER)
    assert [item.kind for item in found.board.history] == ["Due date"]


# What people typed


EVIDENCE = {"id": "E-0001", "priority": "1", "text": "Serious incidents"}


@pytest.mark.parametrize(
    ("figure", "is_hidden"),
    [(1, True), (4, True), (5, False), (0, False), (Decimal("3.5"), False), (None, False)],
)
def test_a_bare_small_number_under_evidence_is_hidden_and_its_cell_named(
    figure: Any, is_hidden: bool
) -> None:
    content = board(Evidence=[{**EVIDENCE, "figure": figure}])
    found = publish(check(content).board)
    (row,) = found.board.evidence
    assert (row.figure is Missing.SUPPRESSED) is is_hidden
    assert bool(found.notes) is is_hidden
    if is_hidden:
        cell = row.source.cell("figure")
        assert found.notes[0].startswith(f"{cell}: a small whole number, printed as c.")


def test_a_text_that_counts_few_people_is_named_by_its_cell_and_printed_as_typed() -> None:
    text = "Three young people were harmed"
    found = publish(check(board(Evidence=[{**EVIDENCE, "text": text}])).board)
    (row,) = found.board.evidence
    assert row.text == text
    (told,) = found.notes
    assert told.startswith(f"{row.source.cell('text')}: 1 text that may say how few")
    assert "harmed" not in told


def test_a_board_without_small_numbers_has_nothing_to_tell() -> None:
    assert publish(check(board(Evidence=[{**EVIDENCE, "figure": 30}])).board).notes == ()


def cells(sheet: str, column: str) -> tuple[CellPlace, CellPlace]:
    return CellPlace("board.xlsx", sheet, 4, column), CellPlace("board.xlsx", sheet, 5, column)


def test_whoever_publishes_is_told_in_full_what_to_look_at() -> None:
    found = Published(
        board=check(board()).board,
        hidden=2,
        exposed=("CP06, East, 2026/27 Q1", "CP06, West, 2026/27 Q1"),
        note="",
        figures_hidden=cells("Evidence", "E"),
        to_read=cells("Plan", "D"),
        unsure=("CP07, East, 2026/27 Q1", "CP07, West, 2026/27 Q1"),
        unclear=cells("Indicators", "B"),
    )

    assert found.notes == (
        "board.xlsx: hidden here, but published before: CP06, East, 2026/27 Q1; CP06, West, "
        "2026/27 Q1. Decide whether the figures that lead to them may be published.",
        "board.xlsx: hidden here, but not shown to be safe: CP07, East, 2026/27 Q1; CP07, West, "
        "2026/27 Q1. Before you publish, check whether they follow from the figures that are left.",
        "[board.xlsx]Plan!D4, [board.xlsx]Plan!D5: 2 texts that may say how few people something "
        "concerns, printed as typed. Before you publish, read them and take such numbers out.",
        "[board.xlsx]Indicators!B4, [board.xlsx]Indicators!B5: left out with its figures, because "
        "a cell of the row cannot be read or its code is given twice. Fix it to publish them.",
        "[board.xlsx]Evidence!E4, [board.xlsx]Evidence!E5: a small whole number, printed as c. "
        "If it is not a count of people, write it with its unit in the text beside it.",
    )


@pytest.mark.parametrize(
    ("settings", "note"),
    [
        ({}, "c: not shown, because it is a count of 1 to 4 or would give one away."),
        (
            {"small_numbers": "1 to 7", "rounding": "Nearest 5"},
            "c: not shown, because it is a count of 1 to 7 or would give one away. Counts are "
            "rounded to the nearest 5; totals may not add up.",
        ),
    ],
)
def test_the_sentence_under_a_published_table_names_the_boards_rule(
    settings: dict[str, str], note: str
) -> None:
    assert released(datum(value=3), settings=settings, **NUMBER).note == note
