"""A closing is no publication; what went out is known, and what was hidden stays hidden."""

from typing import Any

from tests.builders import board, check, datum, indicator
from toolkit.publishing.publish import publish
from toolkit.publishing.published import Published
from toolkit.values.missing import Missing

C = "Suppressed"
AREAS = (
    {"name": "County", "kind": "Our area"},
    *({"name": name, "kind": "Part of our area"} for name in ("East", "West", "North")),
)
Q1 = "2026/27 Q1"


def row(area: str, value: int, period: str = Q1) -> dict[str, Any]:
    return datum(area=area, value=value, period=period)


FIRST = (row("County", 30), row("East", 3), row("West", 15), row("North", 12))


def out(
    area: str, value: str, release: str = "Report 1", period: str = Q1, hidden: str = ""
) -> dict[str, Any]:
    return {
        "release": release, "indicator": "CP06", "area": area, "period": period, "value": value,
        "hidden": hidden,
    }  # fmt: skip


def published(
    *data: dict[str, Any], releases: Any = (), history: Any = (), **fields: Any
) -> Published:
    made = board(
        Areas=AREAS,
        Indicators=[indicator(**{"unit": "Number", "target": None, **fields})],
        Data=data,
        Releases=releases,
        History=history,
    )
    return publish(check(made).board)


def hidden(found: Published) -> set[str]:
    return {row.area for row in found.board.data if isinstance(row.value, Missing)}


def test_a_closing_is_no_publication() -> None:
    closed = [
        {
            "period": "Q1", "kind": "Value", "record": "I-0001", "name": "CP06", "area": area,
            "data_period": Q1, "reported": str(value),
        }
        for area, value in (("County", 30), ("East", 3), ("West", 15), ("North", 12))
    ]  # fmt: skip
    found = published(*FIRST, history=closed)

    assert len(hidden(found)) == 2
    assert found.notes == ()


def test_a_small_count_that_went_out_is_named() -> None:
    found = published(*FIRST, releases=[out("East", "3")])

    assert found.exposed == ("CP06, East, 2026/27 Q1",)
    assert list(found.concerns) == ["published-before"]


def test_what_was_hidden_stays_hidden_and_what_went_out_is_not_hidden_instead() -> None:
    """East and West were hidden then; East and North would be now."""
    went = [out("County", "30"), out("East", "c"), out("West", "c"), out("North", "12")]
    found = published(*FIRST, releases=went)

    assert hidden(found) == {"East", "West"}
    assert found.exposed == ()


def test_what_follows_from_totals_that_went_out_is_named() -> None:
    went = [out("County", "30"), out("West", "15"), out("North", "12")]

    assert published(*FIRST, releases=went).exposed == ("CP06, East, 2026/27 Q1",)


def test_what_went_out_is_known_though_its_row_is_gone() -> None:
    went = [out("County", "30"), out("West", "15"), out("North", "12")]
    found = published(*FIRST[:3], releases=went)

    assert found.exposed == ("CP06, East, 2026/27 Q1",)


def test_a_year_does_not_give_away_a_quarter_that_was_hidden_in_its_report() -> None:
    """What each report hid is safe in it; with the year's figures it has to stay so."""
    counts = {
        "County": (18, 20, 12, 20), "East": (7, 3, 5, 6),
        "West": (6, 11, 3, 7), "North": (5, 6, 4, 7),
    }  # fmt: skip
    periods = [f"2025/26 Q{number}" for number in (1, 2, 3, 4)]
    went: list[dict[str, Any]] = []
    data: list[dict[str, Any]] = []
    for place, period in enumerate(periods):
        data += [row(area, own[place], period) for area, own in counts.items()]
        found = published(*data, releases=went, adds_up="Each period alone")
        assert found.notes == ()
        new = [each for each in found.board.data if each.period == period]
        went += [
            out(
                each.area,
                "c" if isinstance(each.value, Missing) else str(each.value),
                f"Report {place}",
                period,
            )
            for each in new
        ]
    kept = {(each["area"], each["period"]) for each in went if each["value"] == "c"}
    data += [row(area, sum(own), "2025/26") for area, own in counts.items()]
    found = published(*data, releases=went, adds_up="Each period alone")
    now = {(each.area, each.period) for each in found.board.data if isinstance(each.value, Missing)}

    assert found.notes == ()
    assert kept <= now
    assert {period for _, period in now - kept} <= {"2025/26"}


def test_a_revised_total_does_not_give_away_what_was_hidden_beside_the_old_one() -> None:
    """27 of the old 30 were West and North, and the new total hides nothing of that."""
    went = [
        out("County", "30"), out("East", "c", hidden="3"),
        out("West", "15"), out("North", "c", hidden="12"),
    ]  # fmt: skip
    revised = [row("County", 31), row("East", 3), row("West", 16), row("North", 12)]
    found = published(*revised, releases=went)

    assert hidden(found) >= {"East", "North"}
    assert found.exposed == found.clashes == ()


def test_a_hidden_count_that_was_revised_does_not_follow_from_both_totals() -> None:
    """East was 1 and is 4: with the old total it could only be 3 or more now."""
    went = [
        out("County", "30"), out("East", "c", hidden="1"),
        out("West", "c", hidden="17"), out("North", "12"),
    ]  # fmt: skip
    revised = [row("County", 33), row("East", 4), row("West", 17), row("North", 12)]
    found = published(*revised, releases=went)

    assert hidden(found) == {"East", "West"}
    assert found.notes == ()


def test_nothing_of_the_releases_is_in_what_is_published() -> None:
    assert published(*FIRST, releases=[out("County", "30")]).board.releases == ()
