"""What the first page says of the plan itself: its title, board, period, version, contact."""

import re
from collections.abc import Iterator, Sequence

from toolkit.importing.plan.headings import normal
from toolkit.values.periods import plan_years
from toolkit.values.timescale_parts import Span
from toolkit.word.reading.blocks import Block, Paragraph, Style

_PERIOD = re.compile(r"\b20\d\d\s*(?:[/–-]|to)\s*(?:20)?\d\d\b")
_VERSION = re.compile(r"\b(?:v(?:ersion)?\.?\s*\d+(?:\.\d+)*|draft|final)\b", re.IGNORECASE)
_CONTACT = re.compile(r"\s*contact\b", re.IGNORECASE)
_BOARD = re.compile(
    r"\b(?:board|partnership|[LN]?SCB|SAB|SCP|LSCP|LSAB|MASA)\b", re.IGNORECASE
)  # fmt: skip
_PLAN = re.compile(r"\b(?:plan|strategy|programme)\b", re.IGNORECASE)
_MOST_LINES = 12
_MOST_WORDS = 18


def title_page(body: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """The place in the body of each line of the first page that is a setting, and its key."""
    taken: set[str] = set()
    for place, block in enumerate(body[:_MOST_LINES]):
        if not isinstance(block, Paragraph) or len(block.text.split()) > _MOST_WORDS:
            return
        key = _key(block)
        if key and key not in taken:
            taken.add(key)
            yield place, key
        elif (block.style is Style.HEADING and "plan_title" in taken) or (
            not key and taken and block.text.rstrip().endswith((".", ":"))
        ):
            return


def _key(block: Paragraph) -> str:
    text = block.text.strip()
    if _PERIOD.fullmatch(text):
        return "period"
    if _CONTACT.match(text):
        return "contact"
    if text.endswith((".", ":", ";")):
        return ""
    if _PLAN.search(text) and (
        block.style in (Style.TITLE, Style.HEADING) or len(text.split()) < 9
    ):
        return "plan_title"
    if _BOARD.search(text) and len(text.split()) <= 12 and not _PLAN.search(text):
        return "board_name"
    if _VERSION.search(text) and len(text.split()) <= 8:
        return "plan_version"
    return "plan_title" if block.style is Style.TITLE else ""


def period_of(body: Sequence[Block]) -> tuple[str, Span | None]:
    """The plan's period as printed in the first lines that print one, and its days."""
    for block in body[:60]:
        if not isinstance(block, Paragraph) or len(block.text.split()) > 60:
            continue
        named = normal(block.text)
        is_title = block.style in (Style.TITLE, Style.HEADING) or len(named.split()) <= _MOST_WORDS
        for match in _PERIOD.finditer(block.text) if is_title or "plan" in named else ():
            words = re.sub(r"\s+", " ", match[0])
            span = plan_years(words) or plan_years(words.replace(" ", "").replace("–", "-"))
            if span:
                return words, span
    return "", None
