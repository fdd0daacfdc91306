"""The end of an import: references, the list at the front, what is left open, the records."""

import re
from collections import Counter
from dataclasses import replace

from toolkit.importing.plan.assemble.draft import Draft, Priority
from toolkit.importing.plan.assemble.inferred import guesses
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.recognise.section_titles import PRIORITY, number_of, short, title_of
from toolkit.importing.plan.records import (
    Grade,
    ImportedBlock,
    ImportedPlan,
    ImportedPriority,
    ImportedTheme,
    Taken,
)
from toolkit.values import timescales
from toolkit.values.text import plural
from toolkit.values.timescale_parts import Span

INTRODUCTION, CLOSING = "Plan introduction", "Plan closing"


def finished(draft: Draft, name: str, within: Span | None, is_own: bool = False) -> ImportedPlan:
    """The plan that a draft holds; `name` is the file's, `within` the plan's period.

    `is_own` where the toolkit printed it, which prints every status that is there.
    """
    if not is_own:
        _statuses(draft)
    _front_list(draft)
    _lone_actions(draft)
    _references(draft)
    _tell(draft, within)
    return _result(draft, name)


def _statuses(draft: Draft) -> None:
    found = list(guesses([action for action, _ in draft.actions], draft.ratings))
    draft.actions = [
        (action, under) for (action, _), (_, under) in zip(found, draft.actions, strict=True)
    ]
    draft.taken += [taken for _, taken in found if taken]


def _front_list(draft: Draft) -> None:
    """Priorities that the introduction lists: their wording there, and whether it has them."""
    kept: list[ImportedBlock] = []
    by_ref = {number_of(each.ref): each for each in reversed(draft.priorities) if each.ref}
    by_title = {normal(each.title): each for each in reversed(draft.priorities) if each.title}
    mentioned = False
    open_priority: Priority | None = None
    for block in draft.narrative:
        title = title_of(block.text) if block.place == INTRODUCTION else None
        priority = None
        if title and title.kind == PRIORITY:
            priority = by_ref.get(number_of(title.ref)) if title.ref else None
            priority = priority or by_title.get(normal(title.title))
        if title and priority and not priority.on_front_list:
            mentioned = True
            open_priority = priority
            priority.on_front_list = "Yes"
            words = "\n".join((title.title, *title.more))
            priority.title = priority.title or words
            if normal(words) == normal(priority.title):
                _again(draft, block)
            else:
                priority.front_title = words
                label = title.ref or title.label
                draft.taken.append(
                    Taken(origin=block.origin, words=label, meaning="Title at the front")
                )
        elif open_priority and block.style == "Bullet":
            if normal(block.text) in {normal(line) for line in open_priority.sub_points}:
                _again(draft, block)
            else:
                kept.append(block)
        else:
            open_priority = None
            kept.append(block)
    draft.narrative = kept
    for priority in draft.priorities:
        priority.on_front_list = priority.on_front_list or ("No" if mentioned else "Yes")


def _again(draft: Draft, block: ImportedBlock) -> None:
    draft.taken.append(
        Taken(
            origin=block.origin,
            words=block.text,
            meaning="the list of priorities at the front",
            is_quoted=False,
        )
    )


def _lone_actions(draft: Draft) -> None:
    """Actions that are under nothing go under one priority, since each needs one."""
    lone = sum(priority is None for _, priority in draft.actions)
    if not lone:
        return
    title = draft.settings.get("plan_title") or "Plan"
    priority = Priority("", title, "the document", on_front_list="No")
    draft.priorities.append(priority)
    draft.actions = [(action, under or priority) for action, under in draft.actions]
    draft.taken.append(
        Taken(
            origin="",
            meaning=f"{plural(lone, 'action')} under no priority: one was made for them, "
            "named as the plan is.",
            grade=Grade.LIKELY,
        )
    )


def _references(draft: Draft) -> None:
    """A reference for every theme and priority, since others point to it."""
    used = {number_of(priority.ref) for priority in draft.priorities if priority.ref}
    refs_of: dict[int, list[str]] = {}
    for action, under in draft.actions:
        refs_of.setdefault(id(under), []).append(action.ref)
    free = (str(number) for number in range(1, len(draft.priorities) * 2 + 2))
    for priority in draft.priorities:
        if priority.ref and not priority.title:
            priority.title = priority.ref
        if priority.ref:
            continue
        own = refs_of.get(id(priority), [])
        openings = {match[1] for ref in own if (match := re.match(r"\(?(\d+)[.\da-z]", ref))}
        found = next(iter(openings)) if len(openings) == 1 else ""
        if not found or found in used:
            found = next(number for number in free if number not in used)
        used.add(found)
        priority.ref = found
        draft.taken.append(
            Taken(
                origin=priority.origin,
                meaning=f'prints no reference for the priority "{short(priority.title)}": '
                f"it is called {found} here.",
            )
        )
    refs = {theme.ref for theme in draft.themes if theme.ref}
    for theme in draft.themes:
        if not theme.ref:
            letters = (chr(code) for code in range(ord("A"), ord("Z") + 1))
            theme.ref = next((each for each in letters if each not in refs), f"T{len(refs) + 1}")
            refs.add(theme.ref)
        theme.title = theme.title or theme.ref
    # Two priorities of one reference would be one to the actions that point to them.
    counts = Counter(priority.ref for priority in draft.priorities)
    seen: Counter[str] = Counter()
    for priority in draft.priorities:
        if counts[priority.ref] > 1:
            seen[priority.ref] += 1
            if seen[priority.ref] > 1:
                priority.ref = f"{priority.ref} ({seen[priority.ref]})"


def _tell(draft: Draft, within: Span | None) -> None:
    """What became of the running text, and what the whole leaves open."""
    for place in (INTRODUCTION, CLOSING):
        blocks = sum(block.place == place for block in draft.narrative)
        if blocks:
            words = f"{plural(blocks, 'paragraph')} of running text read as the {place}."
            draft.taken.append(Taken(origin="", meaning=words))
    actions = [action for action, _ in draft.actions]
    if not actions:
        draft.taken.append(
            Taken(origin="", meaning="No actions were found: no table has headings of a plan, "
                  "and no list names leads and dates.")
        )  # fmt: skip
        return
    when = [timescales.parse(action.timescale, within) for action in actions]
    open_base = sum(each.asks_for_base for each in when)
    open_year = sum(each.asks_for_year for each in when)
    conditions = sum(bool(each.condition) for each in when)
    unclear = sum(bool(action.timescale) and not each.says_when
                  for action, each in zip(actions, when, strict=True))  # fmt: skip
    for number, words in (
        (open_base, "with a duration that does not say what it counts from: give its Due date"),
        (open_year, "with a month and no year: give its Due date"),
        (conditions, "with a timescale that depends on something: look at its Due date"),
        (unclear, "with a timescale that names no time"),
    ):
        if number:
            meaning = f"{plural(number, 'action')} {words}."
            draft.taken.append(Taken(origin="", meaning=meaning, grade=Grade.DOUBTFUL))


def _result(draft: Draft, name: str) -> ImportedPlan:
    refs = {id(priority): priority.ref for priority in draft.priorities}
    return ImportedPlan(
        name=name,
        settings=draft.settings,
        words=draft.words,
        themes=tuple(
            ImportedTheme(ref=theme.ref, title=theme.title, origin=theme.origin)
            for theme in draft.themes
        ),
        priorities=tuple(
            ImportedPriority(
                ref=priority.ref,
                title=priority.title,
                front_title=priority.front_title,
                sub_points=tuple(priority.sub_points),
                theme=priority.theme.ref if priority.theme else "",
                on_front_list=priority.on_front_list,
                origin=priority.origin,
            )
            for priority in draft.priorities
        ),
        actions=tuple(
            replace(action, priority=refs.get(id(priority), ""))
            for action, priority in draft.actions
        ),
        evidence=tuple(replace(each, priority=refs[id(p)]) for each, p in draft.evidence),
        outcomes=tuple(replace(each, priority=refs[id(p)]) for each, p in draft.outcomes),
        measures=tuple(replace(each, priority=refs[id(p)]) for each, p in draft.measures),
        narrative=tuple(draft.narrative),
        abbreviations=tuple(draft.abbreviations),
        ratings=tuple(draft.ratings),
        evidence_codes=tuple(draft.evidence_codes),
        unplaced=tuple(draft.unplaced),
        taken=tuple(draft.taken),
    )
