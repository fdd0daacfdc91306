"""References as the sheets hold them: the number alone, where the papers print the word again."""

import re
from collections.abc import Iterable
from dataclasses import replace

from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.records import ImportedPlan

_WORD_AND_NUMBER = re.compile(r"(?P<word>\D*\w)\s+(?P<number>\d{1,3}|[A-Z])[.):]?")
_PRIORITY, _THEME = "Priority", "Theme"


def with_plain_references(plan: ImportedPlan) -> ImportedPlan:
    """The plan with "Priority 1" as 1 and "Theme A" as A: papers print the word before it.

    Where every priority that has a reference is called by another word, as in "Priority Area
    1", that becomes the board's word for a priority.
    """
    word = _shared_word([priority.ref for priority in plan.priorities]) or _PRIORITY
    refs = _plain((priority.ref for priority in plan.priorities), word)
    themes = _plain((theme.ref for theme in plan.themes), _THEME)
    words = dict(plan.words)
    if normal(word) != normal(_PRIORITY):
        words.setdefault("priority", word)
    return replace(
        plan,
        words=words,
        themes=tuple(
            replace(each, ref=themes[each.ref], title=_title(each.title, each.ref, themes))
            for each in plan.themes
        ),
        priorities=tuple(
            replace(
                each,
                ref=refs[each.ref],
                title=_title(each.title, each.ref, refs),
                theme=themes.get(each.theme, each.theme),
            )
            for each in plan.priorities
        ),
        actions=tuple(
            replace(each, priority=refs.get(each.priority, each.priority)) for each in plan.actions
        ),
        evidence=tuple(replace(each, priority=refs[each.priority]) for each in plan.evidence),
        outcomes=tuple(replace(each, priority=refs[each.priority]) for each in plan.outcomes),
        measures=tuple(replace(each, priority=refs[each.priority]) for each in plan.measures),
    )


def _shared_word(refs: Iterable[str]) -> str:
    """The one word before all numbers, with "priority" in it or of its kind; "" where several."""
    found = [_WORD_AND_NUMBER.fullmatch(ref) for ref in refs]
    words = {match["word"] if match else "" for match in found}
    return words.pop() if len(words) == 1 else ""


def _plain(refs: Iterable[str], word: str) -> dict[str, str]:
    """Each reference and what it becomes; one that would be there twice stays as it is."""
    all_refs = list(refs)
    plain: dict[str, str] = {}
    for ref in all_refs:
        match = _WORD_AND_NUMBER.fullmatch(ref)
        number = match["number"] if match and normal(match["word"]) == normal(word) else ref
        taken = number in plain.values() or (number != ref and number in all_refs)
        plain[ref] = ref if taken else number
    return plain


def _title(title: str, ref: str, plain: dict[str, str]) -> str:
    """A title, which is the reference itself where a paper prints no other words."""
    return plain[ref] if title == ref else title
