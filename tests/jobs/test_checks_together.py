"""Figures that belong together: quarters and their year, parts and their whole."""

from decimal import Decimal
from typing import Any

import pytest

from tests.builders import board, check, datum, indicator
from toolkit.values.findings import Finding
from toolkit.values.missing import Missing

QUARTERS = tuple(f"2025/26 Q{number}" for number in (1, 2, 3, 4))
COUNTED = {"unit": "Number", "target": None, "adds_up": "Each period alone"}


def found(indicators: list[dict[str, Any]], data: list[dict[str, Any]]) -> list[Finding]:
    return list(check(board(Indicators=indicators, Data=data)).findings)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.rule.code for finding in findings]


# A year beside its quarters or months


def quarters(*values: Any, **fields: Any) -> list[dict[str, Any]]:
    return [
        datum(period=period, value=None if value is None else Decimal(str(value)), **fields)
        for period, value in zip(QUARTERS, values, strict=True)
    ]


def year(value: Any, **fields: Any) -> dict[str, Any]:
    return datum(period="2025/26", value=Decimal(str(value)), **fields)


def test_a_year_that_its_quarters_add_up_to_is_no_finding() -> None:
    assert not found([indicator(**COUNTED)], [*quarters(5, 7, 9, 4), year(25)])


def test_a_year_that_its_quarters_do_not_add_up_to_is_found_at_its_value() -> None:
    (finding,) = found([indicator(**COUNTED)], [*quarters(5, 7, 9, 4), year(24)])

    assert (finding.rule.code, finding.place.cell) == ("DATA-020", "D8")
    assert finding.message == (
        "The year of CP06 in Ourshire does not agree with its periods: 24 for 2025/26, but its "
        "parts give 25."
    )
    assert '"Adds up how" on Indicators says Each period alone' in finding.how_to_fix


def test_twelve_months_are_held_against_their_year() -> None:
    months = [f"2025-{month:02}" for month in range(4, 13)] + ["2026-01", "2026-02", "2026-03"]
    rows = [datum(period=f"{month}-01", value=2) for month in months]
    monthly = indicator(**COUNTED, frequency="Month")

    assert not found([monthly], [*rows, year(24)])
    assert codes(found([monthly], [*rows, year(23)])) == ["DATA-020"]


def test_a_year_stays_out_of_the_series_and_its_verdicts() -> None:
    rows = [*quarters(5, 7, 9, 4), year(25)]
    with_year, without = (
        check(board(Indicators=[indicator(**COUNTED)], Data=data)).results
        for data in (rows, rows[:-1])
    )

    assert with_year.indicators[0] == without.indicators[0]
    assert [str(item.period) for item in with_year.indicators[0].observations] == list(QUARTERS)
    (by_year,) = with_year.years.values()
    assert [str(period) for period in by_year] == ["2025/26"]


@pytest.mark.parametrize(
    ("adds_up", "good", "wrong"),
    [
        ("Each period alone", 25, 9),
        ("Running total of the year", 9, 25),
        ("As it stands", 9, 25),
    ],
)
def test_how_periods_add_up_decides_what_the_year_must_be(
    adds_up: str, good: int, wrong: int
) -> None:
    row = indicator(**COUNTED | {"adds_up": adds_up})

    assert not found([row], [*quarters(2, 6, 8, 9), year(good)])
    assert codes(found([row], [*quarters(2, 6, 8, 9), year(wrong)])) == ["DATA-020"]


def test_where_nobody_said_how_they_add_up_nothing_is_held_against_the_year() -> None:
    assert not found([indicator(**COUNTED | {"adds_up": ""})], [*quarters(2, 6, 8, 9), year(99)])


@pytest.mark.parametrize(("printed", "expected"), [("47.5", []), ("50", ["DATA-020"])])
def test_a_years_percentage_is_what_all_counts_give_and_not_a_mean(
    printed: str, expected: list[str]
) -> None:
    counts = ((1, 10), (27, 30), (10, 20), (0, 20))
    rows = [
        datum(period=period, value=some * 100 // all_, numerator=some, denominator=all_)
        for period, (some, all_) in zip(QUARTERS, counts, strict=True)
    ]
    share = indicator(adds_up="Each period alone", target=None)

    assert codes(found([share], [*rows, year(printed)])) == expected


@pytest.mark.parametrize(
    "data",
    [
        [*quarters(5, 7, 9, 4)[:3], year(99)],
        [*quarters(5, 7, 9, 4)[:3], datum(period=QUARTERS[3], value=None, status="Suppressed"),
         year(99)],
        [*quarters(5, 7, 9, 4), datum(period="2025/26", value=None, status="Not supplied")],
        [*quarters(5, 7, 9, 4)[:3], datum(period=QUARTERS[3], value=4, source_text="Police"),
         datum(period=QUARTERS[3], value=5, source_text="Council"), year(99)],
        [*quarters(5, 7, 9, 4), year(99, version="2")],
    ],
    ids=["a gap", "suppressed", "no year", "undecided", "another definition"],
)  # fmt: skip
def test_what_is_not_whole_is_not_held_against_the_year(data: list[dict[str, Any]]) -> None:
    assert "DATA-020" not in codes(found([indicator(**COUNTED, version="1")], data))


def test_of_two_rows_for_a_year_the_later_of_one_source_is_used() -> None:
    rows = [*quarters(5, 7, 9, 4), year(24), year(25)]
    assert codes(found([indicator(**COUNTED)], rows)) == ["DATA-022"]
    rows = [*quarters(5, 7, 9, 4), year(25), year(24)]
    assert codes(found([indicator(**COUNTED)], rows)) == ["DATA-022", "DATA-020"]


def test_of_two_sources_for_a_year_someone_has_to_choose() -> None:
    rows = [*quarters(5, 7, 9, 4), year(25, source_text="Police"), year(24, source_text="Council")]
    assert codes(found([indicator(**COUNTED)], rows)) == ["DATA-018"]
    rows[-2]["supersedes"] = "The council's 24"
    assert codes(found([indicator(**COUNTED)], rows)) == ["DATA-017"]


def test_years_alone_do_not_make_an_indicator_of_quarters() -> None:
    (finding,) = found([indicator(**COUNTED)], [year(25)])
    assert (finding.rule.code, finding.place.cell) == ("CELL-007", "C4")


def test_a_year_of_an_area_without_quarters_is_held_against_nothing() -> None:
    assert not found([indicator(**COUNTED)], [*quarters(5, 7, 9, 4), year(9, area="England")])


@pytest.mark.parametrize("period", ["2025", "2023-25", "12 months to March 2026"])
def test_only_a_financial_year_may_be_beside_quarters(period: str) -> None:
    data = [*quarters(5, 7, 9, 4), datum(period=period)]
    assert codes(found([indicator(**COUNTED)], data)) == ["CELL-007"]


def test_a_year_is_no_period_of_an_indicator_of_other_periods() -> None:
    data = [datum(period="31 March 2026"), datum(period="2025/26")]
    snapshot = indicator(frequency="Snapshot", target=None)
    assert codes(found([snapshot], data)) == ["CELL-007"]


# Parts and their whole

PARTS = ("NEG", "EMO", "PHY")


def parts(**fields: Any) -> list[dict[str, Any]]:
    return [
        indicator(
            **{"id": f"I-000{at}", "code": code, "title": code, "target": None,
               "part_of": "Plans by category"} | fields
        )
        for at, code in enumerate(PARTS, start=2)
    ]  # fmt: skip


def figures(*values: Any, **fields: Any) -> list[dict[str, Any]]:
    return [
        datum(indicator=code, value=Decimal(str(value)), **fields)
        for code, value in zip(PARTS, values, strict=True)
    ]


def whole(**fields: Any) -> dict[str, Any]:
    return indicator(**{"code": "ALL", "target": None} | fields)


def test_shares_that_come_to_100_are_no_finding() -> None:
    assert not found(parts(), figures("50", "30", "20"))


def test_shares_that_do_not_add_up_to_100_are_found_with_their_cells_and_their_sum() -> None:
    (finding,) = found(parts(), figures("50.2", "30.1", "17.9"))

    assert (finding.rule.code, finding.place.cell) == ("DATA-021", "D4")
    assert finding.message == (
        "NEG, EMO and PHY in Ourshire for 2026/27 Q1 add up to 98.2 (in D4, D5 and D6), not 100."
    )


@pytest.mark.parametrize(
    ("values", "is_found"),
    [
        (("33", "33", "33"), False),
        (("33.3", "33.3", "33.3"), False),
        (("33.3", "33.3", "33.2"), True),
        (("33.5", "33.5", "33.1"), False),
        (("33.5", "33.5", "33.2"), True),
        (("34", "34", "33"), False),
        (("34", "34", "34"), True),
    ],
)
def test_half_a_unit_of_the_last_decimal_of_each_is_rounding(
    values: tuple[str, ...], is_found: bool
) -> None:
    assert ("DATA-021" in codes(found(parts(), figures(*values)))) is is_found


def test_words_under_part_of_mean_the_same_whatever_their_case_and_spaces() -> None:
    rows = parts()
    rows[1]["part_of"] = "plans  BY category"
    assert codes(found(rows, figures("50", "30", "10"))) == ["DATA-021"]


def test_each_area_and_period_is_added_up_by_itself() -> None:
    rows = [
        *figures("50", "30", "20"),
        *figures("50", "30", "10", area="England"),
        *figures("40", "30", "20", period="2026/27 Q2"),
    ]
    messages = [finding.message for finding in found(parts(), rows)]

    assert ["in England for 2026/27 Q1 add up to 90" in messages[1],
            "in Ourshire for 2026/27 Q2 add up to 90" in messages[0]] == [True, True]  # fmt: skip
    assert len(messages) == 2


@pytest.mark.parametrize("status", ["Suppressed", "Not supplied", "Not due", "Not applicable"])
def test_nothing_is_added_up_where_a_part_is_missing(status: str) -> None:
    rows = figures("50", "30", "10")
    rows[1] |= {"value": None, "status": status}
    assert not found(parts(), rows)
    assert not found(parts(), [rows[0], rows[2]])


@pytest.mark.parametrize("unit", ["Number", "%", "£"])
def test_parts_come_to_the_indicator_that_is_named_by_its_code(unit: str) -> None:
    rows = [whole(unit=unit), *parts(part_of="all", unit=unit)]
    total = datum(indicator="ALL", value=60)

    assert not found(rows, [total, *figures(30, 20, 10)])
    (finding,) = found(rows, [total, *figures(30, 20, 5)])
    assert (finding.rule.code, finding.place.cell) == ("DATA-021", "D4")
    assert finding.message.endswith("add up to 55 (in D5, D6 and D7), not 60, the value of ALL.")


@pytest.mark.parametrize(("unit", "is_found"), [("Number", True), ("£", False), ("%", False)])
def test_counts_are_exact_where_pounds_and_percentages_may_be_rounded(
    unit: str, is_found: bool
) -> None:
    rows = [whole(unit=unit), *parts(part_of="ALL", unit=unit)]
    data = [datum(indicator="ALL", value=60), *figures(30, 20, 11)]
    assert ("DATA-021" in codes(found(rows, data))) is is_found


def test_a_whole_that_is_not_known_is_held_against_nothing() -> None:
    rows = [whole(unit="Number"), *parts(part_of="ALL", unit="Number")]
    assert not found(rows, figures(30, 20, 5))
    total = datum(indicator="ALL", value=None, status="Suppressed")
    assert not found(rows, [total, *figures(30, 20, 5)])


def test_of_two_versions_of_a_part_the_one_that_is_used_is_added() -> None:
    rows = [*figures("50", "30", "10"), datum(indicator="PHY", value=20, supersedes="10")]
    assert codes(found(parts(), rows)) == ["DATA-017"]
    rows = [*figures("50", "30", "10", source_text="Council"),
            datum(indicator="PHY", value=20, source_text="Police")]  # fmt: skip
    assert codes(found(parts(), rows)) == ["DATA-018"]


def without_sum(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What is found on Indicators where figures that come to nothing right are not added up."""
    findings = found(rows, figures(1, 1, 1))
    assert {finding.rule.code for finding in findings} == {"IND-007"}
    heading = "added up with the other parts of its whole: "
    return [
        (finding.message.split()[0], finding.message.partition(heading)[2]) for finding in findings
    ]


def test_an_indicator_that_is_part_of_itself_is_found() -> None:
    rows = parts(part_of="NEG")
    assert without_sum(rows) == [("NEG", "it is given as a part of itself.")]


def test_a_circle_is_found_at_each_of_its_members() -> None:
    rows = parts()
    for row, above in zip(rows, ("EMO", "PHY", "NEG"), strict=True):
        row["part_of"] = above
    assert without_sum(rows) == [
        (code, "its whole is itself a part of it.") for code in ("NEG", "EMO", "PHY")
    ]


def test_wholes_may_be_parts_of_larger_wholes() -> None:
    rows = parts(unit="Number", part_of="ALL")
    rows.append(whole(unit="Number", part_of="TOP"))
    rows.append(whole(unit="Number", code="OTH", id="I-0008", title="Others", part_of="TOP"))
    rows.append(whole(unit="Number", code="TOP", id="I-0009", title="Top"))
    data = [
        *figures(3, 2, 1),
        datum(indicator="ALL", value=6),
        datum(indicator="OTH", value=4),
        datum(indicator="TOP", value=10),
    ]
    assert not found(rows, data)
    data[-1]["value"] = 11
    assert codes(found(rows, data)) == ["DATA-021"]


def test_a_part_alone_is_no_part() -> None:
    rows = parts()
    rows[2]["part_of"] = "Plans by categry"
    assert without_sum([rows[2], *parts(part_of="")[:2]]) == [
        (
            "PHY",
            "no other indicator is a part of the same whole, and no indicator has it as its code.",
        )
    ]


def test_a_part_that_a_misspelt_one_left_alone_is_not_blamed() -> None:
    rows = parts(unit="Number", part_of="ALL")[:2]
    rows[1]["part_of"] = "AL"
    data = [*figures(1, 1, 1)[:2], datum(indicator="ALL", value=60)]
    (finding,) = found([whole(unit="Number"), *rows], data)
    assert finding.message.startswith("EMO cannot be added up")


def test_a_part_alone_under_a_code_is_still_named_where_no_word_is_astray() -> None:
    rows = [whole(unit="Number"), parts(unit="Number", part_of="ALL")[0]]
    data = [figures(1, 1, 1)[0], datum(indicator="ALL", value=60)]
    (finding,) = found(rows, data)
    assert finding.message.endswith("whole: no other indicator is a part of the same whole.")


def test_units_that_differ_are_found() -> None:
    rows = parts()
    rows[1]["unit"] = "Number"
    assert without_sum(rows) == [("EMO", "its unit is Number, and that of NEG is %.")]


@pytest.mark.parametrize("unit", ["Per 1,000", "Average", "Days"])
def test_units_that_do_not_add_up_are_found(unit: str) -> None:
    assert without_sum(parts(unit=unit))[0] == ("NEG", f"figures in {unit} cannot be added up.")


def test_numbers_need_the_code_of_what_they_add_up_to() -> None:
    reasons = without_sum(parts(unit="Number"))
    assert [code for code, _ in reasons] == list(PARTS)
    assert "need the code of the indicator" in reasons[0][1]


def test_frequencies_that_differ_are_found() -> None:
    rows = parts()
    rows[2]["frequency"] = "Financial year"
    data = [*figures(1, 1, 1)[:2], datum(indicator="PHY", period="2025/26", value=1)]
    (finding,) = found(rows, data)
    assert finding.rule.code == "IND-007"
    assert finding.message.endswith("its frequency is Financial year, and that of NEG is Quarter.")


def test_a_part_that_does_not_fit_is_found_at_its_own_cell() -> None:
    rows = parts()
    rows[1]["unit"] = "Number"
    checked = check(board(Indicators=rows, Data=figures(1, 1, 1)))
    (finding,) = checked.findings
    emotional = checked.board.indicators[1]
    assert finding.place == emotional.source.cell("part_of")
    assert finding.place.sheet == "Indicators"


# What is missing from an indicator's row


@pytest.mark.parametrize(("key", "heading"), [("unit", "Unit"), ("good_is", "Good is")])
def test_an_indicator_without_unit_or_polarity_is_one_finding_and_not_rated(
    key: str, heading: str
) -> None:
    checked = check(board(Indicators=[indicator(**{key: ""})], Data=[datum()]))

    (finding,) = checked.findings
    assert (finding.rule.code, finding.rule.severity.word) == ("CELL-003", "error")
    assert finding.place == checked.board.indicators[0].source.cell(key)
    assert f'"{heading}"' in finding.message
    assert checked.results.indicators[0].rag.rating == ""


def test_a_suppressed_number_marked_as_unconfirmed_is_not_called_provisional() -> None:
    checked = check(
        board(Indicators=[indicator(**COUNTED)], Data=[datum(value="3 (tbc)", status="Suppressed")])
    )

    assert sorted(codes(list(checked.findings))) == ["DATA-002", "DATA-013"]
    assert checked.board.data[0].status == "Suppressed"
    latest = checked.results.indicators[0].latest
    assert latest is not None
    assert latest.value is Missing.SUPPRESSED
    (marked,) = (f for f in checked.findings if f.rule.code == "DATA-013")
    assert marked.message.endswith("and as Provisional if Status says Final.")
