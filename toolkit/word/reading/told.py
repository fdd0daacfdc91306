"""What a reader of a document is told: what was left out of its words, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping

from toolkit.values.text import plural
from toolkit.word.reading.opened import Story
from toolkit.word.reading.tables import is_hidden
from toolkit.word.reading.word_xml import ROW, TABLE, TEXT_BOX, Element, W, count_words


def count(story: Story, counts: Counter[str]) -> None:
    """Adds what a story has that its blocks do not say."""
    root = story.root
    counts["inserted"] += story.tracked.insertions
    counts["deleted"] += story.tracked.deleted_words
    counts["hidden"] += sum(count_words(row) for row in root.iter(ROW) if is_hidden(row))
    counts["pictures"] += sum(
        next(each.iter(TEXT_BOX), None) is None for each in root.iter(f"{W}drawing", f"{W}object")
    )
    counts["attached"] += sum(1 for _ in root.iter(f"{W}altChunk"))
    counts["boxes"] += sum(1 for _ in root.iter(TEXT_BOX))
    counts["nested"] += sum(map(_is_nested, root.iter(TABLE)))


def sentences(counts: Mapping[str, int]) -> Iterator[str]:
    """The sentences that tell it."""
    if counts["inserted"]:
        yield f"{plural(counts['inserted'], 'tracked insertion')} taken as part of the text."
    if counts["deleted"]:
        yield (
            f"{plural(counts['deleted'], 'word')} deleted by tracked changes left out. "
            "Reject those changes in Word first if they should come too."
        )
    if counts["hidden"]:
        yield (
            f"{plural(counts['hidden'], 'hidden word')} left out. To keep them, select all in "
            "Word, choose Font and clear Hidden first."
        )
    if counts["struck"]:
        yield (
            f"{plural(counts['struck'], 'word')} in strikethrough taken as no longer valid, and "
            "kept apart. Clear Strikethrough in Word first if they still hold."
        )
    if counts["pictures"]:
        yield f"{plural(counts['pictures'], 'picture')} not taken over: only words are."
    if counts["attached"]:
        yield f"{plural(counts['attached'], 'attached document')} not read."
    if counts["nested"]:
        yield f"{plural(counts['nested'], 'table')} found inside a cell of another table."
    if counts["boxes"]:
        yield f"{plural(counts['boxes'], 'text box', 'text boxes')} read where anchored."


def prompts(count: int) -> str:
    """Where the words of so many empty content controls come from."""
    if count == 1:
        return "a content control that nobody filled in"
    return f"{count} content controls that nobody filled in"


def _is_nested(table: Element) -> bool:
    return next(table.iterancestors(TABLE), None) is not None
