"""What a business plan is told: every word and figure as it will be printed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders import action, board, check, indicator
from toolkit.board.plan import Action
from toolkit.jobs.check import Checked
from toolkit.papers.business_plan.assemble import business_plan_context
from toolkit.papers.business_plan.context import BusinessPlan
from toolkit.results.results import work_out
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.word.values.blocks import Blocks, blocks_of
from toolkit.word.values.figure import Count, Figure
from toolkit.workbook.create import Content

ERROR = Rule("TEST-001", Severity.ERROR, "Wrong.", "Mend it.")
WARNING = Rule("TEST-002", Severity.WARNING, "Odd.", "Look at it.")


def context_of(content: Content, *more: Finding) -> dict[str, Any]:
    checked = check(content)
    findings = (*checked.findings, *more)
    return business_plan_context(checked.board, checked.results, findings).as_data()


def printed(**fields: Any) -> dict[str, Any]:
    """The one action of a board, as it is printed."""
    context = context_of(board([action(**fields)]))
    (only,) = [each for priority in context["priorities"] for each in priority["actions"]]
    return only


def with_finding(rule: Rule, sheet: str = "", **fields: Any) -> dict[str, Any]:
    """The one action of a board, on whose row a finding stands."""
    checked = check(board([action(process_agreed="Green", impact_agreed="Green", **fields)]))
    source = checked.board.actions[0].source
    location = replace(source.cell("lead"), sheet=sheet or source.sheet)
    found = (rule.at(location),)
    context = business_plan_context(checked.board, checked.results, found).as_data()
    return context["priorities"][0]["actions"][0]


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Each plain value with the name by which a template reaches it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{path}[]")
    else:
        yield path, value


FULL_ACTION = action(
    tasks="Book the trainer\nHold the sessions",
    method="Half-days",
    resources="£2,400",
    impact_expected="Neglect is named",
    how_we_will_know="Audit",
    other_leads="Head of Law",
    revised_due=date(2027, 1, 29),
    revision="Trainer away; agreed by the Executive",
    process_agreed="Amber",
    impact_agreed="Grey",
)
FULL = board(
    [FULL_ACTION],
    {
        "board_short_name": "Ourshire SCP",
        "chair": "Scrutineer",
        "contact": "Unit",
        "plan_version": "1.0",
        "plan_status": "Approved",
        "approved_on": date(2026, 4, 21),
        "marking": "OFFICIAL",
    },
    Themes=({"id": "T-0001", "ref": "A", "title": "Families"},),
    Priorities=(
        {
            "id": "P-0001",
            "ref": "1",
            "title": "Neglect is seen",
            "front_title": "Neglect",
            "sub_points": "Babies\nTeenagers",
            "theme": "A",
            "on_front_list": "Yes",
        },
    ),
    Evidence=(
        {
            "id": "E-0001",
            "priority": "1",
            "text": "Three of five audits found drift.",
            "figure": 3,
            "figure_date": date(2026, 3, 31),
            "source_text": "Audit",
        },
    ),
    Outcomes=(
        {
            "id": "O-0001",
            "priority": "1",
            "ref": "1a",
            "outcome": "Named early",
            "progress": "New form\nIn use",
            "progress_date": date(2026, 9, 30),
        },
    ),
    Measures=(
        {
            "id": "M-0001",
            "priority": "1",
            "measure": "Fewer plans",
            "indicator": "CP06",
            "evidence_kind": "Indicator",
        },
    ),
    Indicators=(indicator(),),
    Narrative=(
        {"place": "Plan introduction", "style": "Heading", "text": "Why"},
        {"place": "Plan introduction", "text": "Because."},
        {"place": "Plan closing", "style": "Bullet", "text": "Thanks"},
    ),
    Abbreviations=({"short": "MASH", "long": "Multi-agency safeguarding hub"},),
)


# The contract


def test_every_field_is_described_and_every_description_has_its_field() -> None:
    assert {path for path, _ in leaves(context_of(FULL))} == {
        field.path for field in BusinessPlan.fields()
    }


def test_every_description_has_a_meaning_and_an_example() -> None:
    assert [
        field.path for field in BusinessPlan.fields() if not (field.meaning and field.example)
    ] == []


def test_no_field_is_named_like_a_method_that_a_template_would_meet_instead() -> None:
    names = {
        name for field in BusinessPlan.fields() for name in field.path.replace("[]", "").split(".")
    }

    assert {name for name in names if hasattr(dict, name)} == set()


def test_everything_is_plain_data() -> None:
    assert {type(value) for _, value in leaves(context_of(FULL))} <= {
        str, int, bool, Figure, Count, Blocks,
    }  # fmt: skip


def test_every_figure_knows_the_record_and_the_field_it_comes_from() -> None:
    figures = {path: value for path, value in leaves(context_of(FULL)) if type(value) is Figure}

    origins = {(value.origin.record, value.origin.field) for value in figures.values() if value}
    assert all(record and field for record, field in origins)
    assert ("A-0001", "due") in origins
    assert ("A-0001", "process_agreed") in origins


# The board and the document


def test_the_cover_says_what_the_settings_say() -> None:
    context = context_of(FULL)

    assert context["board"] == {
        "name": "Ourshire Safeguarding Children Partnership",
        "short_name": "Ourshire SCP",
        "chair": "Scrutineer",
        "contact": "Unit",
        "logo": "",
    }
    document = context["document"]
    assert document["date"] == "1 April 2026"
    assert document["approved_on"] == "21 April 2026"
    assert document["as_at"] == "9 October 2026"
    assert document["edition"] == "Version 1.0, Approved, 1 April 2026"
    assert document["marking"] == "OFFICIAL"


def test_without_a_short_name_the_full_one_stands_in_headers() -> None:
    assert context_of(board())["board"]["short_name"].startswith("Ourshire Safeguarding")


def test_what_the_settings_leave_empty_is_empty_and_never_none() -> None:
    document = context_of(board(settings={"plan_date": None, "plan_status": None}))["document"]

    assert document["approved_on"] == document["date"] == document["edition"] == ""


@pytest.mark.parametrize(
    ("errors", "notice"),
    [(0, ""), (1, "DRAFT: 1 open error"), (3, "DRAFT: 3 open errors")],
)
def test_open_errors_and_nothing_else_make_a_draft(errors: int, notice: str) -> None:
    checked = check(board())
    place = checked.board.actions[0].source.cell("lead")
    findings = [ERROR.at(place)] * errors + [WARNING.at(place)] * 5

    context = business_plan_context(checked.board, checked.results, findings).as_data()

    assert context["document"]["open_errors"] == errors
    assert context["document"]["draft_notice"] == notice


def test_the_words_are_the_boards_own() -> None:
    content = board(settings={"word_set": "LSCB"}, Words=({"term": "Lead", "word": "Owner"},))

    words = context_of(content)["words"]

    assert (words["lead"], words["completion_date"]) == ("Owner", "Completion date")


# The list at the front


def priorities(*rows: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"id": f"P-000{number}", "on_front_list": "Yes", **row}
        for number, row in enumerate(rows, 1)
    )


def test_the_list_at_the_front_leaves_out_only_what_says_no() -> None:
    content = board(
        Priorities=priorities(
            {"ref": "1", "title": "Neglect in families", "front_title": "Neglect"},
            {"ref": "2", "title": "Hidden", "on_front_list": "No"},
            {"ref": "3", "title": "Voice", "sub_points": "Young\nOld"},
        )
    )

    assert context_of(content)["overview"] == [
        {"ref": "1", "title": "Neglect", "heading": "Priority 1: Neglect", "sub_points": []},
        {"ref": "3", "title": "Voice", "heading": "Priority 3: Voice",
         "sub_points": ["Young", "Old"]},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "heading"),
    [
        ("1", "Priority 1: Voice"),
        ("2.4", "Priority 2.4: Voice"),
        ("Priority 3", "Priority 3: Voice"),
        ("Priority Area 4", "Priority Area 4: Voice"),
        ("CORE WORK", "CORE WORK: Voice"),
        ("Voice", "Voice"),
    ],
)
def test_a_heading_says_the_word_priority_once_or_not_at_all(ref: str, heading: str) -> None:
    content = board([action(priority=ref)], Priorities=priorities({"ref": ref, "title": "Voice"}))

    assert context_of(content)["priorities"][0]["heading"] == heading


# Which rows are printed, and where


def refs_by_heading(content: Content) -> dict[str, list[str]]:
    return {
        priority["heading"]: [each["ref"] for each in priority["actions"]]
        for priority in context_of(content)["priorities"]
    }


def test_a_row_marked_not_to_be_printed_is_left_out() -> None:
    content = board([action(), action(id="A-0002", ref="1.2", print="No")])

    assert refs_by_heading(content) == {"Priority 1: Neglect": ["1.1"]}


@pytest.mark.parametrize("status", ["Withdrawn", "Merged into another", "Carried forward"])
def test_an_action_that_was_given_up_is_still_printed_with_its_status(status: str) -> None:
    assert printed(status=status)["standing"] == status


def test_an_action_whose_priority_there_is_not_stands_in_a_group_at_the_end() -> None:
    content = board([action(), action(id="A-0002", ref="9.1", priority="9")])

    assert refs_by_heading(content) == {
        "Priority 1: Neglect": ["1.1"],
        "Actions without a priority": ["9.1"],
    }


def test_evidence_under_a_priority_there_is_not_is_printed_at_the_end_too() -> None:
    content = board(Evidence=({"id": "E-0001", "priority": "9", "text": "A fact."},))

    *_, last = context_of(content)["priorities"]

    assert [line["text"] for line in last["evidence"]] == ["A fact."]


def test_of_two_priorities_with_one_reference_only_the_first_has_the_actions() -> None:
    content = board(
        Priorities=priorities({"ref": "1", "title": "One"}, {"ref": "1", "title": "Again"})
    )

    assert refs_by_heading(content) == {
        "Priority 1: One": ["1.1", "1.2"],
        "Priority 1: Again": [],
    }
    assert context_of(content)["summary"]["totals"]["total"] == 2


def test_priorities_of_one_theme_stand_together_under_its_heading() -> None:
    content = board(
        Themes=({"id": "T-0001", "ref": "A", "title": "Home"},
                {"id": "T-0002", "ref": "B", "title": "Board"}),
        Priorities=priorities(
            {"ref": "1", "title": "One", "theme": "A"},
            {"ref": "2", "title": "Two", "theme": "B"},
            {"ref": "3", "title": "Three", "theme": "A"},
        ),
    )  # fmt: skip

    found = context_of(content)["priorities"]

    assert [(each["part_heading"], each["ref"]) for each in found] == [
        ("Theme A: Home", "1"),
        ("", "3"),
        ("Theme B: Board", "2"),
    ]


def test_a_theme_without_priorities_keeps_its_part() -> None:
    content = board(
        Themes=({"id": "T-0001", "ref": "A", "title": "Home"},
                {"id": "T-0002", "ref": "B", "title": "Board"}),
        Priorities=priorities({"ref": "1", "title": "One", "theme": "B"}),
    )  # fmt: skip

    found = context_of(content)["priorities"]

    assert [(each["part_heading"], each["heading"]) for each in found] == [
        ("Theme B: Board", "Priority 1: One"),
        ("Theme A: Home", "There are no priorities yet"),
    ]


@pytest.mark.parametrize(
    ("theme", "ref", "full_ref"),
    [
        ("A", "1.2", "A.1.2"),
        ("3", "1.2", "3.1.2"),
        ("A", "3.1.2", "3.1.2"),
        ("A", "A.1.2", "A.1.2"),
        ("A", "2", "2"),
        ("A", "12.1", "12.1"),
        ("A", "1.2.3", "1.2.3"),
        ("A", "", ""),
        ("AB", "1.2", "AB.1.2"),
        ("ABC", "1.2", "1.2"),
        ("Strategic Theme 1", "1.2", "1.2"),
        ("", "1.2", "1.2"),
    ],
)
def test_a_reference_gets_its_theme_only_where_it_lacks_it(
    theme: str, ref: str, full_ref: str
) -> None:
    content = board(
        [action(ref=ref)],
        Themes=({"id": "T-0001", "ref": theme, "title": "Home"},) if theme else (),
        Priorities=priorities({"ref": "1", "title": "One", "theme": theme}),
    )

    (printed_action,) = context_of(content)["priorities"][0]["actions"]

    assert printed_action["full_ref"] == full_ref


def test_without_themes_the_plan_is_one_part() -> None:
    found = context_of(board())["priorities"]

    assert [each["part_heading"] for each in found] == ["The plan in detail"]


def test_a_long_priority_starts_a_page_unless_its_part_does() -> None:
    rows = [action(id=f"A-00{n:02}", ref=f"{n}", priority=str(n // 10)) for n in range(10, 36)]
    content = board(
        rows,
        Priorities=priorities(
            *({"ref": ref, "title": f"Title {ref}"} for ref in ("1", "2", "3", "4"))
        ),
    )

    found = context_of(content)["priorities"]

    assert [each["starts_page"] for each in found] == [False, True, True, False]


# An action


def test_several_objectives_tasks_and_leads_stay_several() -> None:
    shown = printed(objective="One\nTwo", tasks="A\nB\nC", other_leads="X\nY", method="M")

    assert shown["objectives"] == ["One", "Two"]
    assert shown["tasks"] == ["A", "B", "C"]
    assert shown["other_leads"] == ["X", "Y"]
    assert shown["method"] == ["M"]


def test_a_missing_lead_is_said_in_words() -> None:
    assert printed(lead="")["lead"] == "No lead named"


@pytest.mark.parametrize(
    ("fields", "due", "notes"),
    [
        ({"due": date(2027, 3, 31)}, "31 March 2027", []),
        ({"timescale": "By 31/03/16", "due": date(2016, 3, 31)}, "By 31/03/16", []),
        ({"timescale": "Quarterly", "due": date(2027, 3, 31)}, "Quarterly", ["Due 31 March 2027"]),
        ({"timescale": "Ongoing", "due": None}, "Ongoing", []),
        ({"timescale": "", "due": None}, "No date given", []),
        (
            {"due": date(2027, 3, 31), "revised_due": date(2027, 6, 30)},
            "31 March 2027",
            ["Now due 30 June 2027"],
        ),
        ({"due": date(2027, 3, 31), "revised_due": date(2027, 3, 31)}, "31 March 2027", []),
        (
            {"timescale": "", "due": None, "revised_due": date(2027, 6, 30)},
            "No date given",
            ["Now due 30 June 2027"],
        ),
    ],
)
def test_a_completion_date_is_printed_in_the_plans_words_else_in_full(
    fields: dict[str, Any], due: str, notes: list[str]
) -> None:
    shown = printed(**fields)

    assert (shown["due"], shown["due_notes"]) == (due, notes)


def test_news_from_the_last_update_counts_where_the_row_has_none_but_its_date_does_not() -> None:
    update = {
        "action": "A-0001",
        "progress": "Half the team is trained.",
        "corrective_action": "A second trainer.",
        "new_date": date(2027, 2, 26),
        "updated_on": date(2026, 9, 30),
    }
    context = context_of(board([action()], Updates=(update,)))

    shown = context["priorities"][0]["actions"][0]
    assert "Now due 26 February 2027" not in shown["due_notes"]
    assert shown["progress"] == "Half the team is trained."
    assert shown["corrective_action"] == "A second trainer."


def test_completion_says_its_date() -> None:
    shown = printed(status="Complete", completed_on=date(2026, 6, 24))

    assert shown["standing"] == "Complete, 24 June 2026"
    assert shown["completed_on"] == "24 June 2026"


def test_what_should_change_stands_beside_how_it_will_be_known() -> None:
    shown = printed(impact_expected="One\nTwo", how_we_will_know="Audit")

    assert shown["impacts"] == [
        {"expected": "One", "known_by": "Audit", "known_note": "(Audit)"},
        {"expected": "Two", "known_by": "", "known_note": ""},
    ]


# Ratings


def test_the_rating_printed_is_the_agreed_one_even_where_another_is_proposed() -> None:
    shown = printed(process_agreed="Amber", impact_agreed="Grey")

    assert (shown["rating"], shown["rating_label"]) == ("Amber", "Amber: recovering")
    assert shown["rating_note"] == ""
    assert (shown["impact"], shown["impact_label"]) == ("Grey", "Grey")


def test_a_rating_nobody_has_agreed_is_marked_as_suggested() -> None:
    shown = printed()

    assert (shown["rating"], shown["rating_label"]) == ("Green", "Green: on track")
    assert shown["rating_note"] == "(suggested)"


def test_a_rating_is_printed_in_the_boards_words() -> None:
    labels = ({"rating": "Green", "label": "Going well", "process": "p", "impact": "i"},)

    context = context_of(board([action(process_agreed="Green")], Ratings=labels))

    assert context["priorities"][0]["actions"][0]["rating_label"] == "Going well"


def test_an_impact_that_nobody_agreed_says_why_it_has_no_rating() -> None:
    assert printed(impact_agreed="Amber")["impact_words"] == "Amber"
    assert printed()["impact_words"] == "Not rated"
    assert with_finding(ERROR)["impact_words"] == "Rating not available"


def test_the_indicator_that_an_action_should_move_is_named() -> None:
    content = board([action(indicator="CP06")], Indicators=(indicator(),))

    (found,) = context_of(content)["priorities"][0]["actions"]

    assert (found["indicator"], found["indicator_title"]) == (
        "CP06",
        "Second or later child protection plans",
    )


@pytest.mark.parametrize(
    ("flag", "field"),
    [
        ("has_refs", "ref"),
        ("has_objectives", "objective"),
        ("has_impacts", "impact_expected"),
        ("has_impacts", "how_we_will_know"),
        ("has_impacts", "indicator"),
        ("has_progress", "progress"),
        ("has_progress", "corrective_action"),
        ("has_progress", "evidence"),
        ("has_progress", "revision"),
    ],
)
def test_columns_are_wanted_where_any_action_fills_them(flag: str, field: str) -> None:
    bare = action(ref="", objective="")
    filled = {**bare, field: "CP06"}

    assert context_of(board([bare], Indicators=(indicator(),)))[flag] is False
    assert context_of(board([filled, bare], Indicators=(indicator(),)))[flag] is True


def test_an_action_given_up_and_unrated_says_so() -> None:
    shown = printed(status="Withdrawn")

    assert (shown["rating"], shown["rating_label"], shown["rating_note"]) == ("", "Not rated", "")


def test_an_error_on_the_row_makes_its_rating_not_available() -> None:
    shown = with_finding(ERROR)

    assert "not available" in shown["rating_label"]
    assert (shown["rating"], shown["rating_note"], shown["impact"]) == ("", "", "")


def test_a_warning_on_the_row_or_an_error_elsewhere_leaves_its_rating() -> None:
    assert with_finding(WARNING)["rating"] == "Green"
    assert with_finding(ERROR, sheet="Outcomes")["rating"] == "Green"


# The summary


def states(*fields: dict[str, Any]) -> Content:
    return board(
        [
            action(id=f"A-{number:04}", ref=f"1.{number}", **each)
            for number, each in enumerate(fields, 1)
        ]
    )


def sentences(*fields: dict[str, Any]) -> list[str]:
    found = context_of(states(*fields))["summary"]["sentences"]
    assert all(isinstance(sentence, str) for sentence in found)
    return found  # type: ignore[no-any-return]


DONE = {"status": "Complete", "completed_on": date(2026, 6, 1), "process_agreed": "Blue"}
LATE = {"due": date(2026, 10, 8), "process_agreed": "Red"}
SOON = {"due": date(2026, 11, 8), "process_agreed": "Green"}
LATER = {"due": date(2026, 11, 9), "process_agreed": "Green"}
TODAY = {"due": date(2026, 10, 9), "process_agreed": "Green"}


def test_the_first_sentence_counts_what_is_complete_overdue_and_soon_due() -> None:
    assert sentences(DONE, DONE, LATE, SOON, TODAY, LATER)[0] == (
        "6 actions: 2 are complete, 1 overdue, 2 due in the next 30 days."
    )


def test_one_is_singular_and_nought_is_none() -> None:
    assert sentences(DONE)[0] == (
        "1 action: 1 is complete, none overdue, none due in the next 30 days."
    )


def test_a_plan_without_actions_says_so() -> None:
    summary = context_of(board([]))["summary"]

    assert summary["sentences"] == ["The plan holds no actions yet."]
    assert summary["rows"] == []


def test_what_is_paused_withdrawn_merged_or_carried_forward_is_counted_in_words() -> None:
    assert "2 are paused and 1 is withdrawn." in sentences(
        {"status": "Paused"}, {"status": "Paused"}, {"status": "Withdrawn"}
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ([{}, {}], "No rating has been agreed yet."),
        ([DONE, {}], "1 of 2 has an agreed rating; the other one is counted as not rated."),
        ([DONE, DONE, {}, {}],
         "2 of 4 have an agreed rating; the other 2 are counted as not rated."),
    ],
)  # fmt: skip
def test_ratings_not_agreed_yet_are_counted_in_words(
    fields: list[dict[str, Any]], sentence: str
) -> None:
    assert sentence in sentences(*fields)


def test_where_every_rating_is_agreed_nothing_is_said_of_it() -> None:
    assert len(sentences(DONE, LATE, SOON)) == 1


def test_the_table_counts_agreed_ratings_and_its_totals_add_up() -> None:
    content = board(
        [
            action(process_agreed="Green"),
            action(id="A-0002", ref="1.2"),
            action(id="A-0003", ref="2.1", priority="2", process_agreed="Red"),
            action(id="A-0004", ref="9.1", priority="9", process_agreed="Grey"),
        ],
        Priorities=priorities({"ref": "1", "title": "One"}, {"ref": "2", "title": "Two"}),
    )

    summary = context_of(content)["summary"]

    assert [rating["name"] for rating in summary["ratings"]] == [
        "Red", "Amber", "Green", "Blue", "Grey",
    ]  # fmt: skip
    table = [
        (row["heading"], row["counts"], row["not_rated"], row["total"]) for row in summary["rows"]
    ]
    assert table[0] == ("Priority 1: One", [0, 0, 1, 0, 0], 1, 2)
    assert table[1] == ("Priority 2: Two", [1, 0, 0, 0, 0], 0, 1)
    assert table[2][0] == "Actions without a priority"
    totals = summary["totals"]
    assert totals["counts"] == [
        sum(column) for column in zip(*(row["counts"] for row in summary["rows"]), strict=True)
    ]
    assert totals["not_rated"] == sum(row["not_rated"] for row in summary["rows"])
    assert totals["total"] == sum(totals["counts"]) + totals["not_rated"] == 4


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        ("Five colours", ["Red", "Amber", "Green", "Blue", "Grey"]),
        ("BRAG", ["Red", "Amber", "Green", "Blue"]),
        ("Three colours", ["Red", "Amber", "Green"]),
    ],
)
def test_the_columns_and_the_key_follow_the_scheme(scheme: str, names: list[str]) -> None:
    context = context_of(board(settings={"rating_scheme": scheme}))

    assert [rating["colour"] for rating in context["summary"]["ratings"]] == names
    assert [entry["colour"] for entry in context["key"]] == names


def test_a_rating_agreed_outside_the_scheme_has_a_column_so_that_totals_add_up() -> None:
    checked: Checked = check(board([action()], {"rating_scheme": "Three colours"}))
    rated: tuple[Action, ...] = (replace(checked.board.actions[0], process_agreed="Blue"),)

    rated_board = replace(checked.board, actions=rated)
    results = work_out(rated_board, checked.results.as_at)
    context = business_plan_context(rated_board, results, ()).as_data()

    summary = context["summary"]
    assert [rating["name"] for rating in summary["ratings"]] == ["Red", "Amber", "Green", "Blue"]
    assert summary["totals"]["counts"] == [0, 0, 0, 1]


def test_the_key_says_each_rating_in_words() -> None:
    (red, *_) = context_of(board())["key"]

    assert red["label"] == "Red: off track"
    assert red["process"].startswith("Late")
    assert red["impact"]


# What stands under a priority


def test_evidence_outcomes_and_measures_say_where_they_come_from() -> None:
    (priority,) = context_of(FULL)["priorities"]

    (evidence,), (outcome,), (measure,) = (
        priority[part] for part in ("evidence", "outcomes", "measures")
    )
    assert evidence["attribution"] == "(Audit, 31 March 2026)"
    assert evidence["figure"] == "3"
    assert outcome["progress"] == ["New form", "In use"]
    assert outcome["progress_note"] == "(progress at 30 September 2026)"
    assert measure["shown_by"] == "(Indicator: CP06 Second or later child protection plans)"


def test_what_has_no_source_says_nothing_of_one() -> None:
    content = board(
        Evidence=({"id": "E-0001", "priority": "1", "text": "A fact."},),
        Measures=({"id": "M-0001", "priority": "1", "measure": "Fewer plans"},),
    )

    (priority,) = context_of(content)["priorities"]

    assert priority["evidence"][0]["attribution"] == ""
    assert priority["measures"][0]["shown_by"] == ""


def test_running_text_is_told_apart_by_place_and_is_a_paragraph_unless_said() -> None:
    context = context_of(FULL)

    assert context["introduction"] == [
        {"style": "Heading", "text": "Why"},
        {"style": "Paragraph", "text": blocks_of("Because.")},
    ]
    assert context["closing"] == [{"style": "Bullet", "text": "Thanks"}]
