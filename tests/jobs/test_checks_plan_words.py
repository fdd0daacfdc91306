"""The checks of a plan's words where they are subtle: what they find and what they leave alone."""

from datetime import date
from typing import Any

import pytest

from tests.builders import action, board, check, place_of, with_settings
from toolkit.values.findings import Finding


def found(*actions: Any, settings: Any = None, **tables: Any) -> tuple[Finding, ...]:
    return check(board(actions, settings, **tables)).findings


def codes(*actions: Any, settings: Any = None, **tables: Any) -> list[str]:
    return [finding.rule.code for finding in found(*actions, settings=settings, **tables)]


def referenced(*refs: str, **fields: Any) -> tuple[dict[str, Any], ...]:
    return tuple(
        action(id=f"A-{number:04}", ref=ref, due=date(2026, 12, number), **fields)
        for number, ref in enumerate(refs, start=1)
    )


# Placeholders


@pytest.mark.parametrize(
    "text", ["tbc", "TBC.", "T.B.C.", "[to be confirmed]", "To be agreed", "??", "xxx", "[date]"]
)
def test_a_cell_that_only_says_that_something_will_come_is_found(text: str) -> None:
    assert codes(action(timescale=text)) == ["PLAN-019"]


@pytest.mark.parametrize(
    "text", ["N/A", "n/a", "none", "Kept under review", "tbc by the Executive in May", "X"]
)
def test_prose_and_not_applicable_are_no_placeholders(text: str) -> None:
    assert codes(action(objective=text)) == []


def test_a_placeholder_for_a_lead_is_reported_once() -> None:
    assert codes(action(lead="TBC")) == ["PLAN-019"]


def test_what_is_over_may_keep_its_placeholder() -> None:
    assert codes(action(status="Withdrawn", resources="tbc")) == []


@pytest.mark.parametrize("text", ["No work agreed yet", "Project Plan to be developed."])
def test_work_that_is_still_to_be_decided_is_found(text: str) -> None:
    assert codes(action(action="", tasks="", method=text)) == ["PLAN-020"]


def test_a_plan_to_be_developed_among_other_steps_is_a_step() -> None:
    assert codes(action(action="Project plan to be developed", tasks="Appoint a lead")) == []


def test_a_method_alone_says_what_is_done() -> None:
    assert codes(action(action="", tasks="", method="Audit ten cases")) == []


# References


def test_two_references_in_one_row_are_one_finding() -> None:
    assert codes(*referenced("1.1, 1.2", "1.3")) == ["PLAN-025"]


def test_a_second_numbered_objective_is_a_second_row() -> None:
    first, second = referenced("1.", "3.")
    first["objective"] = "Placed here: safe\n2. Placed elsewhere: safe"
    assert codes(first, second) == ["PLAN-025"]


def test_numbered_lines_that_other_rows_answer_for_are_no_second_objective() -> None:
    first, second = referenced("1.", "2.")
    first["objective"] = "1. See it early\n2. Act on it"
    assert codes(first, second) == []


def test_the_missing_reference_is_offered() -> None:
    (finding,) = found(*referenced("1a", "1b", "", "1d"))
    assert finding.rule.code == "PLAN-021"
    assert finding.how_to_fix.endswith("for example 1c.")


def test_no_reference_is_offered_that_another_row_has() -> None:
    (finding,) = found(*referenced("1a", "1b", "", "1c"))
    assert finding.how_to_fix.endswith('under "Ref".')


def test_references_of_a_boards_own_kind_are_left_alone() -> None:
    assert codes(*referenced("NEG-A", "NEG-C", "VOICE")) == []


def test_a_reference_under_a_priority_that_is_not_there_is_left_alone() -> None:
    assert codes(action(ref="7.1")) == []


def test_counting_again_under_each_priority_is_the_boards_own_way() -> None:
    priorities = [
        {"id": f"P-000{n}", "ref": str(n), "title": "Neglect", "on_front_list": "Yes"}
        for n in (1, 2)
    ]
    first, second = referenced("1.1", "1.1")
    assert codes(first, second | {"priority": "2"}, Priorities=priorities) == []


def test_a_priority_under_a_theme_of_another_number_is_found() -> None:
    themes = [{"id": f"T-000{n}", "ref": f"Theme {n}", "title": "Families"} for n in (1, 2)]

    def priorities(last: str) -> list[dict[str, str]]:
        return [
            {"id": f"P-000{n}", "ref": ref, "title": "Neglect", "theme": theme,
             "on_front_list": "Yes"}
            for n, (ref, theme) in enumerate(
                (("1", ""), ("1.1", "Theme 1"), ("1.2", "Theme 1"), (last, "Theme 1")), start=1
            )
        ]  # fmt: skip

    assert codes(action(), Themes=themes, Priorities=priorities("1.3")) == []
    (finding,) = found(action(), Themes=themes, Priorities=priorities("2.1"))
    assert finding.message == (
        "The reference of priority 2.1 belongs to Theme 2, but its row is under Theme 1."
    )


# Leads


def names(*leads: str, **tables: Any) -> list[str]:
    return codes(Leads=[{"name": name} for name in leads], **tables)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("QA Sub", "QA Sub-group"),
        ("QA Sub", "QA sub"),
        ("L&D Sub", "L and D Sub"),
        ("QA Group", "Quality Assurance subcommittee"),
        ("CBG", "Core Business Group"),
        ("Head of Early Help (Local Authority)", "Local Authority Head of Early Help"),
        ("Deputy Director of the Trust", "Deputy Director of the Trust (Health)"),
        ("Chair of Case Review Group (CRG)", "CRG Chair"),
        ("Business Unit Data Manager", "Business Unit Manager"),
        ("Exec", "LSCB Executive"),
        ("Young People's Group", "Young Peoples Group"),
    ],
)
def test_one_post_or_group_under_two_names_is_found(first: str, second: str) -> None:
    assert names(first, second) == ["PLAN-028"]
    assert names(second, first) == ["PLAN-028"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Audit Group", "Audit Lead"),
        ("LADO", "LADA"),
        ("Health", "Healthwatch"),
        ("LSCB", "LSCB Executive"),
        ("Head of Safeguarding", "Deputy Head of Safeguarding"),
        ("Head of Safeguarding", "Head of Adult Safeguarding"),
        ("Head of Service (North)", "Head of Service (South)"),
        ("CSE Sub", "CSE Task Group"),
        ("Training Officer", "Training Co-ordinator"),
        ("Police", "Police and Crime Commissioner"),
        ("Chair of the Audit Group", "Audit Group"),
        ("Director of Children's Services", "Director of Public Health"),
    ],
)
def test_two_posts_with_like_names_are_left_alone(first: str, second: str) -> None:
    assert names(first, second) == []
    assert names(second, first) == []


def test_three_posts_that_only_brackets_tell_apart_are_three() -> None:
    assert names("Designated Nurse", "Designated Nurse (North)", "Designated Nurse (South)") == []


def test_a_name_that_is_not_on_the_list_is_not_quoted() -> None:
    (finding,) = found(
        action(sub_group="Quality Assurance Group"), Leads=[{"name": "Head of Safeguarding"},
                                                            {"name": "QA Sub"}]
    )  # fmt: skip
    assert finding.place.sheet == "Plan"
    assert finding.message == 'This looks like another name for "QA Sub".'


def test_two_names_off_the_list_are_told_by_their_cells() -> None:
    first, second = referenced("1.1", "1.2")
    (finding,) = found(first | {"sub_group": "Audit Group"}, second | {"sub_group": "Audit Sub"})
    cell = place_of("Plan", "sub_group", 4)
    assert finding.message == f"This looks like another name for the one in {cell}."


def test_several_listed_leads_in_one_cell_are_known() -> None:
    listed = [{"name": "Head of Safeguarding"}, {"name": "Police"}]
    assert codes(action(lead="Head of Safeguarding/ Police"), Leads=listed) == []
    assert codes(action(lead="Head of Safeguarding/ Poliec"), Leads=listed) == ["PLAN-005"]


def test_leads_that_are_beside_their_tasks_may_come_twice() -> None:
    assert codes(action(other_leads="Police\nPolice")) == []


# Timescales


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("May 2026 ongoing", ""),
        ("Ongoing till March 2027", "PLAN-055"),
        ("Review quarterly", ""),
        ("July 2026 and January 2027", "PLAN-055"),
        ("Within 6 months of publication", ""),
        ("On going", "PLAN-033"),
        ("According to Action Plan", "PLAN-032"),
        ("January 2026", "PLAN-006 PLAN-055"),
        ("April 2027", "PLAN-006 PLAN-055"),
    ],
)
def test_a_timescale_in_words_is_read(words: str, expected: str) -> None:
    settings = {"plan_date": None, "plan_version": "2"}
    assert codes(action(due=None, timescale=words), settings=settings) == expected.split()


def test_a_month_before_the_plans_own_date_is_past() -> None:
    settings = {"plan_date": date(2026, 12, 1)}
    findings = found(action(due=None, timescale="November 2026"), settings=settings)
    (finding,) = (each for each in findings if each.rule.code == "PLAN-007")
    assert finding.message == (
        '"Timescale" of action 1.1 is 30 November 2026, before the date of the plan, '
        "1 December 2026."
    )


def test_a_typed_date_stands_in_for_every_word() -> None:
    assert codes(action(timescale="According to Action Plan")) == []
    assert codes(action(timescale="3 months", start=None)) == []


def test_a_due_date_inside_the_month_that_is_named_agrees() -> None:
    assert codes(action(due=date(2026, 12, 1), timescale="December 2026")) == []
    assert codes(action(due=date(2026, 11, 30), timescale="December 2026")) == ["PLAN-036"]


def test_timescales_that_say_what_they_are_for_need_no_pairing() -> None:
    phases = "Phase 1, a strategy by January 2027\nPhase 2, training from May 2026"
    tasks = "Draft it\nAgree it\nTrain"
    assert codes(action(due=None, tasks=tasks, timescale=phases)) == ["PLAN-055"]


def test_one_length_of_time_is_reported_once() -> None:
    rows = referenced("1.1", "1.2", "1.3")
    for row, words in zip(rows, ("3 months", "3months", "3 months."), strict=True):
        row["timescale"] = words
    assert codes(*rows) == ["PLAN-037"]


def test_a_method_that_names_a_rhythm_is_hinted_at() -> None:
    (finding,) = found(action(due=None, method="The panel reports six-monthly"))
    assert finding.message == (
        'Action 1.1 has neither a due date nor a timescale; "Method" seems to name one.'
    )


# Words


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        ("Event on 20.2.26 to begin", True),
        ("Finish by 31/03/2026", True),
        ("Finish by 1/4/2026", False),
        ("Answer the inspection (February 2026)", False),
        ("Answer the report published on 20.2.26", False),
    ],
)
def test_only_a_day_that_work_is_set_for_is_held_against_the_period(
    text: str, is_reported: bool
) -> None:
    assert codes(action(method=text)) == (["PLAN-048"] if is_reported else [])


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("The chairs met in November 2026.", True),
        ("The chairs met on 10 October 2026.", True),
        ("The chairs met on 9 October 2026.", False),
        ("A second event is planned for November 2026.", False),
        ("Funding was granted until March 2027.", False),
        ("The chairs will have met in November 2026.", False),
    ],
)
def test_progress_that_has_not_come_yet(text: str, past: bool) -> None:
    assert codes(action(progress=text)) == (["PLAN-049"] if past else [])


@pytest.mark.parametrize("text", ["£40,000", "£1.50", "£40.00", "about 40.000 people"])
def test_a_point_is_right_before_pence_and_in_other_figures(text: str) -> None:
    assert codes(action(resources=text)) == []


@pytest.mark.parametrize("text", ["Officer time", "Training budget", "Costs £500", "Funded"])
def test_only_money_that_is_asked_for_needs_a_sum(text: str) -> None:
    assert codes(action(resources=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "In three areas the following agencies will train:",
        "Over the coming 24 months we will do these:",
        "The three areas have agreed on:",
    ],
)
def test_a_number_that_counts_something_else_is_left_alone(text: str) -> None:
    assert codes(action(action=text)) == []


def test_a_paragraph_and_its_bullets_are_counted() -> None:
    def narrative(*bullets: str) -> list[dict[str, str]]:
        texts = [("Paragraph", "Our three roles are:"), *(("Bullet", text) for text in bullets)]
        return [{"place": "Plan introduction", "style": s, "text": t} for s, t in texts]

    assert codes(action(), Narrative=narrative("Develop", "Assure", "Support")) == []
    assert codes(action(), Narrative=narrative("Develop", "Assure")) == ["PLAN-046"]


def test_short_forms_are_counted_once_and_named_unless_they_may_be_initials() -> None:
    tasks = "Ask the MASH\nTell the MASH\nVisit the family of ZQ"
    (finding,) = found(action(tasks=tasks, objective="Use the GCP"))
    assert finding.rule.code == "PLAN-054"
    assert "3 short forms" in finding.message
    assert "(GCP, MASH)" in finding.message
    assert "ZQ" not in str(finding)


@pytest.mark.parametrize(
    ("short", "used", "not_used"),
    [
        ("MASH", "Ask the MASH", "Ask them as home visits end"),
        ("A&E", "Ask A&E", "Read data & evidence"),
        ("CP-IS", "Look into the CP-IS", "Ask the registrar"),
    ],
)
def test_a_listed_short_form_is_used_where_it_is_a_word(
    short: str, used: str, not_used: str
) -> None:
    listed = [{"short": short, "long": "What it stands for"}]

    assert codes(action(objective=used), Abbreviations=listed) == []
    assert codes(action(objective=not_used), Abbreviations=listed) == ["PLAN-022"]


def test_words_in_capitals_that_the_plan_also_writes_small_are_words() -> None:
    assert codes(action(objective="Reduce NEGLECT", tasks="See neglect early")) == []


def test_the_boards_own_letters_need_no_meaning() -> None:
    content = with_settings(board([action(objective="Tell the OSCP")]), board_short_name="OSCP")
    assert [finding.rule.code for finding in check(content).findings] == []


def test_ratings_are_expected_after_a_quarter() -> None:
    settings = {"plan_status": "Approved"}
    assert codes(action(), settings=settings | {"as_at": date(2026, 7, 2)}) == ["PLAN-052"]
    assert codes(action(), settings=settings | {"as_at": date(2026, 7, 1)}) == []


def test_a_copied_row_with_another_lead_is_no_copy() -> None:
    leads = [{"name": "Head of Safeguarding"}, {"name": "Police"}]
    third = action(id="A-0003", ref="1.3", due=date(2027, 2, 1))
    second = action(id="A-0002", ref="1.2", lead="Police")
    assert codes(action(), second, third, Leads=leads) == []
