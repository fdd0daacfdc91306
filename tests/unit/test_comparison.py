"""What changed between two states of a plan, and how rows are recognised."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seeds import load
from toolkit.board.board import Board
from toolkit.board.plan import Action, Priority, Theme
from toolkit.board.settings import Settings
from toolkit.compare.compare import compare
from toolkit.compare.comparison import Comparison
from toolkit.compare.date_moves import Move
from toolkit.compare.entries import Entry
from toolkit.compare.likeness import ALIKE, CLEARLY_DIFFERENT
from toolkit.compare.matching import By, match
from toolkit.compare.sorting import first_words, natural
from toolkit.jobs.comparison_as_data import as_data
from toolkit.jobs.comparison_as_lines import as_lines
from toolkit.values.findings import Source
from toolkit.values.missing import Missing

SOURCE = Source("board.xlsx", "Plan", 4)
DUE = date(2026, 9, 30)

TRAIN = "Train every front-door worker in the neglect toolkit"
AUDIT = "Audit twenty exploitation cases with police and youth justice"
SURVEY = "Ask parents of disabled children how early help reached them"
RELAUNCH = "Relaunch private fostering posters in libraries and surgeries"


def action(number: int = 1, text: str = TRAIN, **more: Any) -> Action:
    """An action with an ID and a reference of that number, and else only what is given."""
    texts = (
        "timescale", "revision", "status", "lead", "sub_group", "report_to", "progress",
        "corrective_action", "evidence", "process_agreed", "impact_agreed", "updated_by",
        "resources", "verified_by", "indicator", "update_frequency", "carried_from", "print",
    )  # fmt: skip
    blank: dict[str, Any] = dict.fromkeys(texts, "")
    lines = ("objective", "tasks", "other_leads", "method", "impact_expected", "how_we_will_know",
             "continued_in")  # fmt: skip
    blank |= dict.fromkeys(lines, ())
    days = ("start", "due", "revised_due", "completed_on", "updated_on")
    blank |= dict.fromkeys(days, Missing.BLANK)
    named = {"id": f"A-{number:04}", "ref": f"1.{number}", "priority": "1"}
    return Action(**{**blank, **named, "action": text, "source": SOURCE, **more})


def priority(number: int, title: str, **more: Any) -> Priority:
    usual: dict[str, Any] = {
        "id": f"P-{number:04}", "ref": str(number), "title": title, "front_title": "",
        "sub_points": (), "theme": "", "on_front_list": "", "source": SOURCE,
    }  # fmt: skip
    return Priority(**{**usual, **more})


def board(*actions: Action, period: str = "2026/27", **more: Any) -> Board:
    return Board(workbook="b.xlsx", settings=Settings(period=period), actions=actions, **more)


def between(old: Action, new: Action) -> Comparison:
    """What changed where each plan is that one action."""
    return compare(board(old), board(new))


def changed_fields(comparison: Comparison) -> list[str]:
    return [change.field for item in comparison.actions.changed for change in item.fields]


def names(actions: tuple[Action, ...]) -> list[str]:
    return [action.action for action in actions]


# What changed


def test_an_action_that_only_the_later_plan_has_is_added() -> None:
    found = compare(board(action()), board(action(), action(2, AUDIT)))

    assert names(found.actions.added) == [AUDIT]
    assert found.actions.dropped == ()
    assert found.actions.changed == ()


def test_an_action_that_only_the_earlier_plan_has_is_dropped() -> None:
    found = compare(board(action(), action(2, AUDIT)), board(action()))

    assert names(found.actions.dropped) == [AUDIT]
    assert found.actions.added == ()


def test_a_changed_field_is_told_with_its_heading_and_both_values() -> None:
    (item,) = between(action(lead="Head of Law"), action(lead="Head of Audit")).actions.changed

    (change,) = item.fields
    assert (change.field, change.heading) == ("lead", "Lead")
    assert (change.old, change.new) == ("Head of Law", "Head of Audit")
    assert item.by is By.ID


@pytest.mark.parametrize(
    ("old", "new", "says_the_same"),
    [
        ("the child’s voice", "the child's  voice ", True),
        ("“early” help", '"early"\nhelp', True),
        ("the child's voice", "the childs voice", False),
        ("Early help", "early help", False),
        ("early help", "early help.", False),
    ],
)
def test_spaces_and_shapes_of_quotation_marks_do_not_count(
    old: str, new: str, says_the_same: bool
) -> None:
    found = between(action(progress=old), action(progress=new))

    assert found.is_empty is says_the_same


def test_lines_are_compared_one_by_one_and_empty_ones_do_not_count() -> None:
    same = between(action(tasks=("Book", "Hold")), action(tasks=("Book ", "", "Hold")))
    other = between(action(tasks=("Book", "Hold")), action(tasks=("Hold", "Book")))

    assert same.is_empty
    assert changed_fields(other) == ["tasks"]


@pytest.mark.parametrize(("days", "slipped", "earlier"), [(1, 1, 0), (0, 0, 0), (-1, 0, 1)])
def test_a_later_date_slipped_and_an_earlier_one_was_brought_forward(
    days: int, slipped: int, earlier: int
) -> None:
    found = between(action(due=DUE), action(due=DUE + timedelta(days)))

    assert len(found.moved(Move.SLIPPED)) == slipped
    assert len(found.moved(Move.BROUGHT_FORWARD)) == earlier
    assert [move.days for _, move in found.dates] == ([days] if days else [])


def test_a_revised_date_slips_from_the_first_one() -> None:
    ((_, move),) = between(action(due=DUE), action(due=DUE, revised_due=DUE + timedelta(14))).dates

    assert (move.kind, move.days, move.first_due_changed) == (Move.SLIPPED, 14, False)


def test_a_first_date_written_over_is_told_though_the_date_that_counts_is_the_same() -> None:
    later = DUE + timedelta(14)
    ((_, move),) = between(
        action(due=DUE, revised_due=later), action(due=later, revised_due=Missing.BLANK)
    ).dates

    assert (move.kind, move.first_due_changed) == (Move.REWRITTEN, True)


def test_a_date_in_words_can_slip() -> None:
    ((_, move),) = between(
        replace(action(timescale="By 31/03/16"), due_in_words=date(2016, 3, 31)),
        replace(action(timescale="By 30 April 2016"), due_in_words=date(2016, 4, 30)),
    ).dates

    assert (move.kind, move.days) == (Move.SLIPPED, 30)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [(Missing.BLANK, DUE, Move.GIVEN), (DUE, Missing.BLANK, Move.TAKEN_AWAY)],
)
def test_a_date_given_or_taken_away_did_not_move_by_days(old: Any, new: Any, kind: Move) -> None:
    ((_, move),) = between(action(due=old), action(due=new)).dates

    assert (move.kind, move.days) == (kind, None)


def test_nothing_is_said_of_a_date_that_cannot_be_read_but_that_the_field_changed() -> None:
    found = between(action(due=DUE), action(due=Missing.UNREADABLE))

    assert found.dates == ()
    assert changed_fields(found) == ["due"]


@pytest.mark.parametrize("status", ["Withdrawn", "Merged into another"])
def test_an_action_merged_or_withdrawn_since_has_ended(status: str) -> None:
    since = between(action(status="In progress"), action(status=status))
    before = between(action(status=status), action(status=status))
    complete = between(action(status="In progress"), action(status="Complete"))

    assert (len(since.ended), len(before.ended), len(complete.ended)) == (1, 0, 0)
    assert len(complete.statuses) == 1


@pytest.mark.parametrize("field", ["process_agreed", "impact_agreed"])
def test_an_agreed_rating_that_changed_is_reported(field: str) -> None:
    found = between(action(**{field: "Green"}), action(**{field: "Amber"}))

    assert len(found.ratings) == 1
    assert found.wordings == ()


def test_what_is_still_open_in_the_next_periods_plan_is_carried_forward() -> None:
    def carried(period: str, status: str) -> int:
        new = board(action(status=status), period=period)
        return len(compare(board(action(status="In progress")), new).carried_forward)

    assert carried("2027/28", "In progress") == 1
    assert carried("2027/28", "Complete") == 0
    assert carried("2026/27", "In progress") == 0


def test_the_status_carried_forward_counts_from_when_it_was_given() -> None:
    def carried(old: str) -> int:
        return len(between(action(status=old), action(status="Carried forward")).carried_forward)

    assert (carried("In progress"), carried("Carried forward")) == (1, 0)


@pytest.mark.parametrize("named", ["A-0001", "1.1"])
def test_carried_from_leads_to_the_action_it_names_whatever_its_words(named: str) -> None:
    new = action(30, RELAUNCH, ref="4.2", carried_from=named)

    found = compare(board(action(), action(2, AUDIT)), board(new, action(2, AUDIT)))

    (item,) = (item for item in found.actions.kept if item.new is new)
    assert (item.old.action, item.by) == (TRAIN, By.CARRIED_FROM)
    assert found.carried_forward == (item,)


def test_carried_from_a_plan_before_both_leads_nowhere() -> None:
    """Both plans say that 1.2 continues last year's 1.1; this year's 1.1 is another action."""
    old = board(action(1, TRAIN), action(2, AUDIT, carried_from="1.1"))
    new = board(action(2, AUDIT, carried_from="1.1"))

    found = compare(old, new)

    assert names(found.actions.dropped) == [TRAIN]
    assert found.carried_forward == ()


def test_priorities_and_themes_added_dropped_and_renamed_are_reported() -> None:
    old = board(
        priorities=(priority(1, "Neglect"), priority(2, "Exploitation of young people")),
        themes=(Theme(id="T-0001", ref="A", title="Home", source=SOURCE),),
    )
    new = board(
        priorities=(priority(1, "Hidden harm"), priority(3, "Children who go missing")),
        themes=(Theme(id="T-0001", ref="A", title="Family", source=SOURCE),),
    )

    found = compare(old, new)

    assert [item.title for item in found.priorities.added] == ["Children who go missing"]
    assert [item.title for item in found.priorities.dropped] == ["Exploitation of young people"]
    (renamed,) = found.priorities.changed
    assert (renamed.fields[0].old, renamed.fields[0].new) == ("Neglect", "Hidden harm")
    assert [item.new.title for item in found.themes.changed] == ["Family"]


def test_a_priority_with_another_number_changes_none_of_its_actions() -> None:
    old = board(action(priority="1"), priorities=(priority(1, "Neglect"),))
    new = board(action(priority="3"), priorities=(priority(1, "Neglect", ref="3"),))
    moved = board(action(priority="2"), priorities=(priority(1, "Neglect"),))

    assert changed_fields(compare(old, new)) == []
    assert changed_fields(compare(old, moved)) == ["priority"]


# How actions are recognised


def test_without_ids_actions_are_recognised_by_their_words_and_that_is_said() -> None:
    reworded = action(7, id="", ref="", text=TRAIN.replace("every", "each") + " by autumn")

    found = compare(
        board(action(id=""), action(2, AUDIT, id="")), board(action(2, AUDIT, id=""), reworded)
    )

    assert found.actions.added == found.actions.dropped == ()
    (guess,) = found.guesses
    assert (guess.new, guess.by) == (reworded, By.LIKENESS)
    assert ALIKE <= guess.likeness < 100
    assert found.alike == 1


def test_an_id_is_believed_though_most_of_the_words_changed() -> None:
    found = between(action(), action(text="Train school nurses in a new neglect questionnaire"))

    (item,) = found.actions.kept
    assert CLEARLY_DIFFERENT <= item.likeness < ALIKE
    assert item.by is By.ID
    assert found.actions.reused == ()


def test_an_id_that_stands_for_clearly_different_actions_is_reported_and_not_trusted() -> None:
    old = board(action(1, TRAIN), action(2, AUDIT))
    new = board(action(1, TRAIN), action(2, SURVEY))

    found = compare(old, new)

    (reused,) = found.actions.reused
    assert (reused.new.id, reused.old.action, reused.new.action) == ("A-0002", AUDIT, SURVEY)
    assert names(found.actions.dropped) == [AUDIT]
    assert names(found.actions.added) == [SURVEY]
    assert not found.actions.independent_ids


def test_a_few_words_never_make_two_actions_clearly_different() -> None:
    three = between(action(text="Train all staff"), action(text="Coach new managers"))
    four = between(action(text="Train all our staff"), action(text="Coach new managers well"))

    assert len(three.actions.kept) == 1
    assert len(four.actions.reused) == 1


@pytest.mark.parametrize(("shifted", "independent"), [(2, False), (3, True)])
def test_ids_given_independently_are_not_relied_on_at_all(shifted: int, independent: bool) -> None:
    texts = [TRAIN, AUDIT, SURVEY, RELAUNCH][:shifted]
    old = board(*(action(number, text) for number, text in enumerate(texts, 1)))
    turned = [*texts[1:], texts[0]]
    new = board(*(action(number, text) for number, text in enumerate(turned, 1)))

    found = compare(old, new)

    assert found.actions.independent_ids is independent
    assert bool(found.actions.reused) is not independent
    assert {item.old.action == item.new.action for item in found.actions.kept} == {True}
    assert len(found.actions.kept) == shifted
    assert {item.by for item in found.actions.kept} == {By.LIKENESS}


def test_an_id_given_twice_in_one_workbook_tells_nothing() -> None:
    old = board(action(1, TRAIN), action(1, AUDIT, ref="1.2"))
    new = board(action(1, AUDIT, ref="1.2"), action(1, TRAIN))

    assert compare(old, new).is_empty


def test_of_actions_that_read_the_same_those_under_one_priority_are_one() -> None:
    old = board(action(1, priority="1", id=""), action(2, TRAIN, priority="2", id=""))
    new = board(action(3, TRAIN, priority="2", id=""), action(4, TRAIN, priority="1", id=""))

    found = compare(old, new)

    assert {(item.old.priority, item.new.priority) for item in found.actions.kept} == {
        ("1", "1"), ("2", "2"),
    }  # fmt: skip


def entry(text: str, place: str = "") -> Entry:
    return Entry("", "", place, text, (text,))


# Of two lists of one row each, every word counts the same: 9 of 20 words make 45 per cent.
@pytest.mark.parametrize(("shared", "is_pair"), [(9, True), (8, False)])
def test_the_threshold_of_likeness_is_kept_on_both_sides(shared: int, is_pair: bool) -> None:
    old = " ".join(f"word{number}" for number in range(20))
    new = " ".join(f"word{number}" if number < shared else f"new{number}" for number in range(20))

    assert bool(match([entry(old)], [entry(new)]).pairs) is is_pair


@pytest.mark.parametrize(("shared", "is_reused"), [(5, False), (4, True)])
def test_the_threshold_of_clear_difference_is_kept_on_both_sides(
    shared: int, is_reused: bool
) -> None:
    old = " ".join(f"word{number}" for number in range(20))
    new = " ".join(f"word{number}" if number < shared else f"new{number}" for number in range(20))

    found = between(action(text=old), action(text=new))

    assert bool(found.actions.reused) is is_reused


def test_two_actions_go_to_the_partners_that_read_most_like_them() -> None:
    old = [entry("Audit exploitation files with police"), entry("Audit neglect files with police")]
    new = [entry("Audit neglect files with police yearly"),
           entry("Audit exploitation files with police yearly")]  # fmt: skip

    assert {(pair.old, pair.new) for pair in match(old, new).pairs} == {(0, 1), (1, 0)}


# The thresholds, on real plans

_PLANS = ("plan_lancashire_2015", "plan_redbridge_2013", "plan_llr_2008", "plan_luton_2015")


def _texts(plan: Any) -> list[str]:
    found = []
    for item in (row for one in plan["priorities"] for row in one["actions"]):
        words = [objective["text"] for objective in item["objectives"]]
        words += [item[field]["text"] or "" for field in ("task", "method")]
        found.append(" ".join(words))
    return found


def _without(step: int) -> Callable[[list[str]], list[str]]:
    return lambda words: [word for number, word in enumerate(words, 1) if number % step]


_ALTERATIONS: dict[str, Callable[[list[str]], list[str]]] = {
    "every third word lost": _without(3),
    "every second word lost": _without(2),
    "the second half lost": lambda words: words[: max(len(words) // 2, 1)],
    "ten words added": lambda words: [
        *words, *["and", "bring", "what", "was", "learnt", "to", "each", "new", "team", "meeting"]
    ],
}  # fmt: skip

# The first halves of two actions with the same objective are as good as one.
_MISTAKEN = {("plan_redbridge_2013", "the second half lost"): 2}


@pytest.mark.shared
@pytest.mark.parametrize("name", _PLANS)
@pytest.mark.parametrize("alteration", _ALTERATIONS)
def test_every_action_of_a_real_plan_is_recognised_after_it_was_altered(
    name: str, alteration: str, shared: Path
) -> None:
    texts = _texts(load(shared, name))
    old = [action(number, text, id="", ref="") for number, text in enumerate(texts)]
    alter = _ALTERATIONS[alteration]
    new = [
        replace(item, action=" ".join(alter(item.action.split())), lead=f"Lead {number}")
        for number, item in enumerate(old)
    ]
    before = {id(item): number for number, item in enumerate(old)}
    random.Random(5).shuffle(new)

    found = compare(board(*old), board(*new))

    right = [item for item in found.actions.kept if item.new.lead == f"Lead {before[id(item.old)]}"]
    assert len(texts) - len(right) == _MISTAKEN.get((name, alteration), 0)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "other"), [*pairwise(_PLANS), (_PLANS[-1], _PLANS[0])])
@pytest.mark.parametrize("has_ids", [True, False])
def test_what_was_dropped_from_a_real_plan_and_added_to_it_is_reported_exactly(
    name: str, other: str, has_ids: bool, shared: Path
) -> None:
    def numbered(texts: list[str]) -> list[Action]:
        more: dict[str, Any] = {"ref": ""} if has_ids else {"ref": "", "id": ""}
        return [action(number, text, **more) for number, text in enumerate(texts, 1)]

    texts, others = _texts(load(shared, name)), _texts(load(shared, other))
    dropped, added = texts[1:6], others[1:6]
    reworded = [" ".join(_without(4)(text.split())) for text in (*texts[:1], *texts[6:])]

    # The IDs, where there are any, are given again from the top and so name other actions.
    found = compare(board(*numbered(texts)), board(*numbered([*added[:2], *reworded, *added[2:]])))

    assert sorted(names(found.actions.dropped)) == sorted(dropped)
    assert sorted(names(found.actions.added)) == sorted(added)
    assert found.actions.independent_ids is has_ids


@pytest.mark.shared
def test_hardly_any_two_actions_of_a_real_plan_are_taken_for_one(shared: Path) -> None:
    reached = total = 0
    for name in _PLANS:
        entries = [entry(text) for text in _texts(load(shared, name))]
        # Each against the rest of its own plan: what would be its partner if it were dropped.
        total += len(entries)
        for number, one in enumerate(entries):
            rest = [other for place, other in enumerate(entries) if place != number]
            reached += bool(match([one], rest).pairs)

    assert total == 109
    assert reached <= 12


@pytest.mark.shared
def test_no_action_of_one_boards_plan_is_found_in_anothers(shared: Path) -> None:
    plans = [[entry(text) for text in _texts(load(shared, name))] for name in _PLANS]

    assert [len(match(old, new).pairs) for old, new in combinations(plans, 2)] == [0] * 6


# Laws

WORDS = (
    "train", "audit", "ask", "launch", "neglect", "exploitation", "police", "school", "health",
    "board", "files",
)  # fmt: skip


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Small plans in which IDs, references and words are missing, doubled and alike."""
    rows = draw(st.lists(st.tuples(
        st.sampled_from(["", "A-0001", "A-0002", "A-0003", "A-0004"]),
        st.sampled_from(["", "1.1", "1.2", "2"]),
        st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
        st.sampled_from(["", "1.1", "A-0002"]),
        st.sampled_from([Missing.BLANK, DUE, DUE + timedelta(30)]),
    ), max_size=7))  # fmt: skip
    return board(*(
        action(1, text, id=row_id, ref=ref, carried_from=origin, due=due)
        for row_id, ref, text, origin, due in rows
    ))  # fmt: skip


@given(boards())
def test_a_plan_compared_with_itself_has_no_changes(one: Board) -> None:
    found = compare(one, one)

    assert found.is_empty
    assert len(found.actions.kept) == len(one.actions)


def content(actions: tuple[Action, ...]) -> list[Action]:
    return sorted(actions, key=repr)


@given(boards(), boards())
def test_what_is_added_one_way_is_dropped_the_other_way(one: Board, other: Board) -> None:
    there, back = compare(one, other), compare(other, one)

    assert content(there.actions.added) == content(back.actions.dropped)
    assert content(there.actions.dropped) == content(back.actions.added)
    assert len(there.actions.changed) == len(back.actions.changed)


@given(boards(), boards(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    one: Board, other: Board, chance: random.Random
) -> None:
    def mixed(plan: Board) -> Board:
        return replace(plan, actions=tuple(chance.sample(plan.actions, len(plan.actions))))

    assert as_data(compare(one, other)) == as_data(compare(mixed(one), mixed(other)))


@given(boards(), boards())
def test_every_action_is_in_one_place_and_everything_can_be_said(one: Board, other: Board) -> None:
    found = compare(one, other)

    kept = len(found.actions.kept)
    assert kept + len(found.actions.dropped) == len(one.actions)
    assert kept + len(found.actions.added) == len(other.actions)
    assert as_lines(found)
    json.dumps(as_data(found))


def test_rows_are_not_all_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.compare.likeness import Likeness

    looked_at: list[int] = []
    likeness = Likeness.of

    def counted(self: Likeness, old: int, new: int) -> int:
        looked_at[-1] += 1
        return likeness(self, old, new)

    monkeypatch.setattr(Likeness, "of", counted)
    chance = random.Random(7)
    for rows in (30, 300, 3000):
        texts = [f"{' '.join(chance.choices(WORDS, k=9))} site{number}" for number in range(rows)]
        looked_at.append(0)
        found = match([entry(text) for text in texts], [entry(f"{text} again") for text in texts])
        assert len(found.pairs) == rows

    # Quadratic would be 10,000 times as many.
    assert looked_at[2] <= 150 * looked_at[0]


# Words


@pytest.mark.parametrize(
    ("refs", "ordered"),
    [(["1.10", "1.2"], ["1.2", "1.10"]), (["2", "", "A1"], ["", "2", "A1"])],
)
def test_references_are_in_the_order_that_people_count(refs: list[str], ordered: list[str]) -> None:
    assert sorted(refs, key=natural) == ordered


def test_an_action_is_called_by_its_first_words() -> None:
    assert first_words(action(text="Train  staff")) == "Train staff"
    assert first_words(action(text="", objective=("", "Know neglect"))) == "Know neglect"
    assert first_words(action(text="Train staff"), 11) == "Train staff"
    assert first_words(action(text="Train staffs"), 11) == "Train\N{NO-BREAK SPACE}…"


def test_the_lines_say_what_changed_in_plain_sentences() -> None:
    old = board(
        action(due=DUE, lead="Head of Law", status="In progress"),
        action(2, AUDIT),
        action(3, SURVEY),
    )
    new = board(
        action(due=DUE + timedelta(14), lead="Head of Audit", status="Withdrawn"),
        action(3, SURVEY, process_agreed="Green"),
        action(4, RELAUNCH, lead="Fostering manager", due=DUE),
    )

    text = "\n".join(as_lines(compare(old, new)))

    for words in (
        "3 actions before, 3 now: 1 added, 1 dropped and 2 changed.",
        "Dates: 1 slipped. The furthest slipped by 14 days.",
        f"Actions added (1)\n  1.4 {RELAUNCH} (Fostering manager; 30 September 2026)",
        f"Actions dropped (1)\n  1.2 {AUDIT} (No lead named; No date given)",
        "Merged or withdrawn (1)\n",
        f"1.1 {TRAIN}: 30 September 2026, now 14 October 2026 (14 days later)",
        "Lead: Head of Law, now: Head of Audit",
        "Process agreed: Nothing, now: Green",
    ):
        assert words in text
    assert "brought forward" not in text


def test_a_long_text_is_quoted_from_where_it_changed() -> None:
    start = "Fourteen of twenty workers in the first two teams have been trained by now, and "

    text = "\n".join(
        as_lines(
            between(action(progress=start + "six wait"), action(progress=start + "all is done"))
        )
    )

    assert "six wait, now: …" in text
    assert text.endswith("all is done")
    assert "Fourteen" not in text


def test_plans_that_say_the_same_are_told_so_and_nothing_else() -> None:
    one = board(action())

    assert as_lines(compare(one, one))[3:] == ["Nothing has changed: the one action is as it was."]


def test_the_data_holds_ids_references_fields_and_dates() -> None:
    data = as_data(between(action(due=DUE), action(due=DUE + timedelta(3), ref="1.9")))

    (slipped,) = data["actions"]["slipped"]
    assert slipped == {
        "id": "A-0001", "ref": "1.9", "heading": TRAIN, "old_id": "A-0001", "old_ref": "1.1",
        "match": "id", "likeness": 100,
        "fields": [
            {"field": "ref", "heading": "Ref", "old": "1.1", "new": "1.9"},
            {"field": "due", "heading": "Due", "old": "2026-09-30", "new": "2026-10-03"},
        ],
        "date": {"old": "2026-09-30", "new": "2026-10-03", "days": 3, "move": "slipped"},
    }  # fmt: skip
    assert data["actions"]["added"] == []
    assert data["schema_version"] == 1
