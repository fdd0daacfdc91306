"""Running text of several paragraphs, read from the simple marks that people type.

A line of its own is a paragraph. "- " or "• " before it makes a bullet, "# " a
sub-heading, and **two stars** around words make them strong. Nothing else is a mark.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_BULLET = re.compile(r"[-*•–]\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")

STRONG = "Strong"


class Kind(StrEnum):
    """What a paragraph is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one look: plain, or the name of a character style of the template."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """Words within a paragraph, each span in its own named style. For {{r }}."""

    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    kind: Kind
    words: Rich

    def __str__(self) -> str:
        return f"• {self.words}" if self.kind is Kind.BULLET else str(self.words)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Paragraphs, bullets and sub-headings. For {{p }} in a paragraph of its own."""

    paragraphs: tuple[Paragraph, ...]

    def __bool__(self) -> bool:
        return bool(self.paragraphs)

    def __str__(self) -> str:
        return "\n".join(map(str, self.paragraphs))


def blocks_of(text: str) -> Blocks:
    """The text with its marks understood; lines without words are left out."""
    lines = (line.strip() for line in text.splitlines())
    return Blocks(tuple(_paragraph(line) for line in lines if line))


def plain_blocks(text: str) -> Blocks:
    """The text with a paragraph for each of its lines, and every mark kept as it is."""
    lines = text.split("\n") if text else []
    return Blocks(tuple(Paragraph(Kind.PARAGRAPH, Rich((Span(line),))) for line in lines))


def rich_of(text: str) -> Rich:
    """The words of one paragraph, those between two stars strong."""
    spans = [
        Span(piece, STRONG if number % 2 else "")
        for number, piece in enumerate(_STRONG.split(text))
        if piece
    ]
    return Rich(tuple(spans))


def _paragraph(line: str) -> Paragraph:
    for kind, mark in ((Kind.BULLET, _BULLET), (Kind.HEADING, _HEADING)):
        match = mark.match(line)
        if match:
            return Paragraph(kind, rich_of(line[match.end() :]))
    return Paragraph(Kind.PARAGRAPH, rich_of(line))
