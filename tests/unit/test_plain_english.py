"""What users read is plain modern British English: odd phrases are kept out of it.

Held are the texts that the toolkit writes (string literals, without docstrings and patterns), the
example board, and the pages of documentation. Where one of the phrases below is found, the
failure names the file, the line, the phrase and a better wording.

To hold another phrase, add a line to PHRASES, with a sentence in which it is odd.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import PROJECT


class Phrase(NamedTuple):
    """An odd phrase as a pattern, what to write instead, and a sentence that has it."""

    pattern: str
    better: str
    example: str


_PLACES = (
    r"(?:in(?! for)|on|under|there|here|open|beside|behind|above|below|before|after|between|"
    r"inside|outside|at|twice|once|alone|where|first)"
)

PHRASES = (
    Phrase(r"\bmend(?:ed|s|ing)?\b", "fix", "Mend the formula."),
    Phrase(r"\bnoughts?\b", "zero", "The denominator is nought."),
    Phrase(r"\banew\b", "again, or new", "It is written anew each time."),
    Phrase(r"\bif not said\b", "by default", "business-plan, if not said"),
    Phrase(r"\bparted by\b", "separated by", "documents, parted by commas"),
    Phrase(r"\bsay --", "use --", "Say --add to put them below."),
    Phrase(rf"\bstands? {_PLACES}\b", "is, or appears", "The heading stands twice."),
    Phrase(rf"\bstood {_PLACES}\b", "was", "The words as they stood in the paper."),
    Phrase(r"(?<!as it )(?<!as they )\bstands?(?=[.;])", "is used, or is", "The later row stands."),
    Phrase(r"\b(?:where|how) \w+(?: \w+){0,2} stands\b", "how … is going", "Where the year stands"),
    Phrase(r"\bnothing (?:else )?need change\b", "no change is needed", "Nothing need change."),
    Phrase(r"\bwhatever (?:\w+ ){1,3}says?\b", "although … says", "whatever its name says"),
    Phrase(r"\bpresent (?:layout|definition|edition)\b", "current", "It has the present layout."),
    Phrase(r"\b(?:came|comes?|became) of\b", "happened to, or the result", "what came of it"),
    Phrase(r"\blook(?:s|ed|ing)? (?:\w+ ){0,3}over\b", "check", "Look Word templates over."),
    Phrase(r"\btold apart\b", "distinguished", "They cannot be told apart."),
    Phrase(r"\bis told (?:by|with)\b", "is reported by", "It is told by CELL-009."),
    Phrase(r"\bheld against\b", "checked against", "The year is held against its quarters."),
    Phrase(r"\bgo(?:es)? on (?:with|in|without|holding)\b", "continue", "Go on with the copy."),
    Phrase(r"\btak(?:e|es|en) for\b", "treated as, or read as", "It was taken for a plan."),
    Phrase(r"\bwaits? to be\b", "there is nothing to", "No note waits to be read."),
    Phrase(r"\bbrought up to date\b", "updated", "The figure was brought up to date."),
    Phrase(r"\bfound no (?:place|column)\b", "fits no", "Words that found no column"),
    Phrase(r"\bstayed out\b", "was left out", "It differs and stayed out."),
    Phrase(r"\btaken back\b", "undone", "The changes were taken back."),
    Phrase(r"\bdoes not hold an?\b", "is not a", "It does not hold a date."),
    Phrase(r"(?<!if )\bleft empty,", "if left empty,", "Left empty, the first."),
    Phrase(r"\bthat is meant\b", "that you mean", "Type the day that is meant."),
    Phrase(r"\bmind the\b", "check the", "Mind the unit."),
    Phrase(r"\bonce more\b", "again", "It names its lead once more."),
    Phrase(r"\bwhere (?:a|the) \w+ is wanted\b", "where … is needed", "where a folder is wanted"),
    Phrase(r"\bshall\b", "will, or do you want to", "Which period shall be closed?"),
    Phrase(
        r"(?<!there )\b(?:is|are) no (?:counts?|parts?|picture|dates?|error|number|field)\b",
        "is not a",
        "The file is no picture.",
    ),
)

NAMES_THAT_STAY = (
    "How to mend it",  # the heading of a column
    "Where they stood",  # the heading of a column
    "As it stands",  # a word of a drop-down list
    "no priority stands here yet",  # what papers of earlier versions say, read by import
)
"""Contracts with workbooks and papers that boards keep: taken out before a text is searched."""


class Text(NamedTuple):
    """Words that a user may read, and where they begin."""

    path: str
    line: int
    words: str


def odd_phrases(text: Text) -> Iterator[str]:
    """A sentence for each odd phrase: its file, line and words, and a better wording."""
    words = " ".join(text.words.split())
    for name in NAMES_THAT_STAY:
        words = words.replace(name, "…")
    for phrase in PHRASES:
        for found in re.finditer(phrase.pattern, words, re.IGNORECASE):
            yield f'{text.path}:{text.line}: "{found[0]}"; write: {phrase.better}'


def texts_of_code(path: Path) -> Iterator[Text]:
    """The string literals of a module, without docstrings and patterns, an f-string as one."""
    tree = ast.parse(path.read_text("utf-8"))
    named = path.relative_to(PROJECT).as_posix()
    passed_over = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed_over |= {id(part) for part in node.values}
            words = "".join(_words(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = "" if id(node) in passed_over else node.value
        else:
            continue
        if " " in words and not _is_pattern(words):
            yield Text(named, node.lineno, words)


def _words(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "…"


def _is_pattern(words: str) -> bool:
    """Whether a text is a regular expression: words that the toolkit reads and does not write."""
    return "(?" in words or r"\b" in words


def texts_of_page(path: Path) -> Iterator[Text]:
    """The paragraphs of a page, or the lines of a table."""
    named = path.relative_to(PROJECT).as_posix()
    lines: list[str] = []
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], start=1):
        is_alone = not line.strip() or line.startswith(("|", "#", "-", "*"))
        if is_alone and lines:
            yield Text(named, number - len(lines), " ".join(lines))
            lines = []
        if line.strip():
            lines.append(line)


def all_texts() -> Iterator[Text]:
    """Every text that a user of the toolkit may read."""
    for folder in ("toolkit", "tools/templates", "tools/macro_workbooks"):
        for path in sorted((PROJECT / folder).rglob("*.py")):
            yield from texts_of_code(path)
    yield from texts_of_code(PROJECT / "tools/generated_docs.py")
    for pattern in ("README.md", "CHANGELOG.md", "docs/**/*.md", "workbooks/example_board/*.csv"):
        for path in sorted(PROJECT.glob(pattern)):
            yield from texts_of_page(path)


def test_what_users_read_has_no_odd_phrases() -> None:
    found = [sentence for text in all_texts() for sentence in odd_phrases(text)]
    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.better)
def test_an_odd_phrase_is_named_with_its_place_and_a_better_wording(phrase: Phrase) -> None:
    found = list(odd_phrases(Text("toolkit/checks/plan.py", 12, phrase.example)))

    assert len(found) == 1
    assert found[0].startswith('toolkit/checks/plan.py:12: "')
    assert found[0].endswith(f'"; write: {phrase.better}')


@pytest.mark.parametrize(
    "words",
    [
        "What the abbreviation stands for",
        "An engine stands in for Excel.",
        "We understand that the outstanding work is amended.",
        "Recommended: say it in one sentence.",
        "There is no date in this cell.",
        "Sort it as it stands.",
        "If left empty, today.",
        "Choose As it stands, and read How to mend it.",
    ],
)
def test_words_that_are_used_rightly_pass(words: str) -> None:
    assert list(odd_phrases(Text("page.md", 1, words))) == []


def test_a_phrase_is_found_across_the_parts_of_a_literal_and_not_in_docstrings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.PROJECT", tmp_path)
    module = tmp_path / "module.py"
    module.write_text(
        '"""Mend it."""\n\n\ndef say(name):\n    """Mend it anew."""\n'
        '    return f"{name} st" "ands twice."\n\n\n"""A heading that stands twice."""\n'
    )

    found = [sentence for text in texts_of_code(module) for sentence in odd_phrases(text)]
    assert found == ['module.py:6: "stands twice"; write: is, or appears']
