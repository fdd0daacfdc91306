"""What a paper of the toolkit says by itself: counts, contents, keys' headings, page headers.

A plan that the toolkit printed comes back as the records it was printed from. What it adds
to them is worked out again for every paper, so it is read as that and nothing else. A paper
is known for one of the toolkit's by the line on its dates and ratings; in all others every
word counts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.board import wording
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.records import Taken
from toolkit.word.reading.blocks import Block, Paragraph, Style, Table

_AS_AT = re.compile(r"Dates and ratings are as at \d{1,2} \w+ \d{4}\.")
_COUNTS = re.compile(
    r"\d+ actions?: (?:none|\d+) (?:is|are) complete,.*|The plan holds no actions yet\."
)
_DRAFT = re.compile(r"DRAFT: \d+ open errors?")
# What the cover prints beside a tab, by its label; "" where it is the paper's and no setting.
_DETAILS = {
    "version": "plan_version",
    "status": "",
    "date": "",
    "approved on": "",
    "chair": "chair",
    "contact": "contact",
}
_HEADINGS = {
    "contents",
    "our priorities",
    "progress so far",
    "what the ratings mean",
    "the plan in detail",
    "other priorities",
    "other actions",
    normal(wording.NO_PRIORITY),
    "no priority stands here yet",  # as earlier editions printed it
    "actions",
    "kinds of evidence",
    "abbreviations",
    "about this plan",
}
_ABOUT = (
    "a rating marked proposed follows from dates and updates",
    "rating not available means that",
)
REPEATED = ("page header", "page footer", "table of contents")
"""Parts of a paper of the toolkit that only repeat its body."""

SAID = "what the toolkit says by itself"


@dataclass(frozen=True)
class SetAside:
    """A document without what the toolkit said by itself, that, and what its cover says."""

    body: tuple[Block, ...]
    taken: tuple[Taken, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    is_own: bool = False


def set_aside(body: Sequence[Block]) -> SetAside:
    """The blocks of a paper without what the toolkit added, if it printed the paper."""
    if not any(isinstance(block, Paragraph) and _AS_AT.fullmatch(block.text) for block in body):
        return SetAside(tuple(body))
    cover = next(
        (place for place, block in enumerate(body)
         if not isinstance(block, Paragraph) or block.style is Style.HEADING), len(body),
    )  # fmt: skip
    settings = dict(_cover([block for block in body[:cover] if isinstance(block, Paragraph)]))
    kept: list[Block] = []
    taken = [_said(block) for block in body[:cover]]
    counts = False
    for block in body[cover:]:
        counts = _is_sentence(block, counts)
        if counts or _is_added(block):
            taken.append(_said(block))
        else:
            kept.append(block)
    return SetAside(tuple(kept), tuple(taken), settings, is_own=True)


def _cover(lines: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    """The settings that the cover prints: what is above the title, below it, and by tabs."""
    is_below = False
    for line in lines:
        if line.tabbed:
            key = _DETAILS.get(normal(line.tabbed[0]), "")
            if key:
                yield key, " ".join(line.tabbed[1:])
        elif line.style is Style.TITLE:
            is_below = True
            yield "plan_title", line.text
        elif not _DRAFT.fullmatch(line.text):
            yield "period" if is_below else "board_name", line.text


def _is_sentence(block: Block, before: bool) -> bool:
    """Whether a paragraph is one of the sentences that count actions and ratings."""
    if not isinstance(block, Paragraph) or block.style in (Style.HEADING, Style.TITLE):
        return False
    return before or bool(_COUNTS.fullmatch(block.text))


def _is_added(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return _is_count(block)
    words = normal(block.text)
    if block.style is Style.HEADING:
        return words in _HEADINGS
    return bool(_AS_AT.fullmatch(block.text)) or words.startswith(_ABOUT)


def _is_count(table: Table) -> bool:
    """Whether a table counts the ratings of each priority."""
    if len(table.rows) < 2:
        return False
    heads = [normal(cell.own_text) for cell in table.rows[0].cells]
    last = table.rows[-1].cells
    return heads[-2:] == [normal(wording.NOT_RATED), "total"] and (
        normal(last[0].own_text) == "all actions"
    )


def _said(block: Block) -> Taken:
    if isinstance(block, Paragraph):
        words = block.printed
    else:
        words = "\n".join(cell.own_text for row in block.rows for cell in row.cells)
    return Taken(origin="", words=words, meaning=SAID, is_quoted=False)
