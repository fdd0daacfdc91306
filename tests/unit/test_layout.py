"""The layout holds together: every reference in it leads somewhere, every text is a sentence."""

import dataclasses
import re
from collections import Counter
from itertools import pairwise

import pytest

from toolkit.board.settings import Settings
from toolkit.layout.board import BOARD
from toolkit.layout.board.home import HOME
from toolkit.layout.board.lists import LISTS, RATINGS
from toolkit.layout.board.plan import DAYS_OVERDUE, PLAN_TABLE
from toolkit.layout.board.scorecard import SCORECARD_TABLE, SHOWN_PERIODS
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.schema import Column, Count, Kind, Owner, Setting, Sheet, Table
from toolkit.values import choices, terms
from toolkit.values.periods import PeriodKind
from toolkit.values.ratings import SCHEMES

every_table = pytest.mark.parametrize("table", BOARD.tables.values(), ids=BOARD.tables)
every_sheet = pytest.mark.parametrize(
    "sheet", BOARD.sheets, ids=[sheet.name for sheet in BOARD.sheets]
)


def plainly(heading: str) -> str:
    """A heading as it is compared: without case and punctuation."""
    return re.sub(r"[\W_]+", " ", heading.casefold()).strip()


@every_sheet
def test_every_text_that_a_person_reads_ends_as_a_sentence(sheet: Sheet) -> None:
    texts = [sheet.purpose]
    texts += [column.help for table in sheet.tables for column in table.columns]
    texts += [line.help for line in (*sheet.settings, *sheet.counts)]

    assert [text for text in texts if not re.fullmatch(r"[A-Z].*\.", text, re.DOTALL)] == []


@every_sheet
def test_no_heading_appears_twice_on_a_sheet(sheet: Sheet) -> None:
    headings = Counter(
        plainly(column.heading) for table in sheet.tables for column in table.columns
    )

    assert [heading for heading, times in headings.items() if times > 1] == []


@every_table
def test_another_name_for_a_heading_can_mean_one_column_only(table: Table) -> None:
    names = Counter(
        plainly(name) for column in table.columns for name in (column.heading, *column.also)
    )

    assert [name for name, times in names.items() if times > 1] == []


@every_table
def test_the_keys_of_a_table_are_names_that_differ(table: Table) -> None:
    keys = [column.key for column in table.columns]

    assert len(set(keys)) == len(keys)
    assert all(key.isidentifier() and key == key.lower() for key in keys)


@every_sheet
def test_excel_takes_the_names_of_sheets_and_tables(sheet: Sheet) -> None:
    assert re.fullmatch(r"\w[\w ]{0,30}", sheet.name)
    assert all(re.fullmatch(r"[A-Za-z_]\w*", table.name) for table in sheet.tables)


@every_table
def test_excel_takes_drop_down_lists_of_that_length(table: Table) -> None:
    assert [c.key for c in table.columns if len(",".join(c.choices)) > 255] == []


@every_table
def test_references_lead_to_columns_that_are_read(table: Table) -> None:
    for column in table.columns:
        assert column.refers_to or column.kind is not Kind.REFERENCE
        if column.refers_to:
            name, _, key = column.refers_to.partition(".")
            assert BOARD.tables[name].column(key).is_record_field


@every_table
def test_a_column_of_choices_says_which(table: Table) -> None:
    for column in table.columns:
        if column.kind is not Kind.CHOICE:
            assert not column.choices, column.key
        elif column.owner is Owner.STAFF:
            assert bool(column.choices) != bool(column.refers_to), column.key


def accepts(column: Column, prefix: str) -> bool:
    """Whether a column's example could be typed into it."""
    example = column.example
    if column.kind is Kind.DATE:
        return bool(re.fullmatch(r"[0-3]\d/[01]\d/20\d\d", example))
    if column.kind in (Kind.NUMBER, Kind.COUNT):
        return float(example) >= 0
    if column.kind is Kind.ID:
        return example == f"{prefix}-0001"
    return not column.choices or example in column.choices


@every_table
def test_the_examples_of_columns_could_be_typed_into_them(table: Table) -> None:
    shown = [column for column in table.columns if column.example]

    assert [column.key for column in shown if not accepts(column, table.id_prefix)] == []


@every_table
def test_a_table_has_one_identity_or_none_at_all(table: Table) -> None:
    kinds = [column.kind for column in table.columns]

    assert kinds.count(Kind.ID) == bool(table.id_prefix)


@every_table
def test_a_table_that_is_read_says_where_its_records_are_held(table: Table) -> None:
    assert bool(table.held_as) == (table.record is not None)
    assert table.record or not table.id_prefix


@every_table
def test_what_a_table_says_of_other_columns_leads_to_columns_that_exist(table: Table) -> None:
    for column in table.columns:
        assert not column.status_in or table.column(column.status_in).choices
        assert column.offered.format_map(dict.fromkeys(BOARD.settings, "")) or not column.offered
    if table.decimals_of:
        assert table.column(table.decimals_of.key)
        for name in (table.decimals_of.names, table.decimals_of.decimals):
            other, _, key = name.partition(".")
            assert BOARD.tables[other].column(key)


def test_home_shows_settings_and_leads_to_sheets_that_exist() -> None:
    assert HOME.front is not None
    assert {HOME.front.title_setting, *(key for _, key in HOME.front.facts)} <= set(BOARD.settings)
    assert {name for name, _ in HOME.front.steps} <= BOARD.sheet_names
    assert all(step.endswith(".") for _, step in HOME.front.steps)


def test_no_two_tables_give_identities_with_the_same_letter() -> None:
    prefixes = [table.id_prefix for table in BOARD.tables.values() if table.id_prefix]

    assert len(set(prefixes)) == len(prefixes)


@every_table
def test_rows_that_come_filled_in_use_the_tables_own_columns(table: Table) -> None:
    keys = {column.key for column in table.columns}

    assert all(set(row) <= keys for row in table.fixed_rows)


@every_sheet
def test_a_sheet_freezes_after_a_column_it_has(sheet: Sheet) -> None:
    if sheet.freeze_after:
        assert sheet.table.column(sheet.freeze_after)


@pytest.mark.parametrize(
    "formula", [*(count.formula for count in HOME.counts), DAYS_OVERDUE], ids=lambda text: text[:40]
)
def test_a_formula_names_tables_and_headings_that_exist(formula: str) -> None:
    named = re.findall(r"(\w+)\[([^\[\]]+)\]", formula)
    named += re.findall(r"(\w+)\[\[#This Row\],\[([^\[\]]+)\]\]", formula)

    assert named
    for table, heading in named:
        assert heading in [column.heading for column in BOARD.tables[table].columns]


@pytest.mark.parametrize("count", HOME.counts, ids=lambda count: count.key)
def test_a_count_on_home_leads_to_a_sheet_and_takes_a_colour_that_exist(count: Count) -> None:
    assert count.sheet in [sheet.name for sheet in BOARD.sheets]
    assert count.alarm in ("", "Ink", *choices.RATINGS)


def test_the_settings_sheet_has_a_line_for_every_setting_and_no_other() -> None:
    fields = [field.name for field in dataclasses.fields(Settings)]
    aside = ("logo_file", "cells")

    staff = [setting.key for setting in SETTINGS.settings if setting.owner is Owner.STAFF]
    assert staff == [f for f in fields if f not in aside]


def test_settings_of_a_group_are_together() -> None:
    groups = [setting.group for setting in SETTINGS.settings]
    changes = sum(before != after for before, after in pairwise(groups))

    assert changes == len(set(groups)) - 1


@pytest.mark.parametrize("setting", SETTINGS.settings, ids=lambda setting: setting.key)
def test_what_a_setting_starts_with_is_one_of_its_choices(setting: Setting) -> None:
    assert not setting.choices or setting.default in setting.choices


def test_the_words_of_lists_are_those_the_code_works_with() -> None:
    assert tuple(kind.value for kind in PeriodKind) == choices.PERIOD_KINDS
    assert tuple(SCHEMES) == choices.RATING_SCHEMES
    assert set(choices.CLOSED_STATUSES) < set(choices.ACTION_STATUSES)
    assert tuple(row["rating"] for row in RATINGS.fixed_rows) == choices.RATINGS
    assert [row["term"] for row in LISTS.tables[-1].fixed_rows] == list(terms.LABELS.values())


def test_the_evidence_that_lists_explain_is_the_evidence_that_drop_downs_offer() -> None:
    explained = tuple(row["kind"] for row in BOARD.tables["EvidenceCodes"].fixed_rows)

    assert explained == choices.EVIDENCE_KINDS


def test_the_scorecard_shows_the_latest_period_and_those_before_it() -> None:
    before = [c.key for c in SCORECARD_TABLE.columns if re.fullmatch(r"period_\d", c.key)]

    assert before == [f"period_{back}" for back in range(SHOWN_PERIODS - 1, 0, -1)]


def test_every_table_is_found_on_its_sheet() -> None:
    assert {name: BOARD.sheet_of(name).name for name in ("Plan", "Ratings", "Data")} == {
        "Plan": "Plan",
        "Ratings": "Lists",
        "Data": "Data",
    }
    with pytest.raises(KeyError):
        BOARD.sheet_of("Budget")


def test_a_sheet_of_several_tables_has_no_one_table() -> None:
    with pytest.raises(ValueError, match="too many values"):
        assert LISTS.table


def test_a_table_refuses_a_column_it_does_not_have() -> None:
    assert PLAN_TABLE.column("lead").heading == "Lead"
    with pytest.raises(KeyError, match="Plan has no column budget"):
        PLAN_TABLE.column("budget")
