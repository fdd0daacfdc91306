"""What a file says twice, for programs of different age: only what Word itself shows is kept."""

from toolkit.word.reading.word_xml import MC, Element


def settle_alternates(root: Element) -> None:
    """Puts the first choice in the place of each pair of alternatives.

    A text box is the usual case: its words are there a second time for programs older than
    Word 2010.
    """
    for alternatives in list(root.iter(f"{MC}AlternateContent")):
        parent = alternatives.getparent()
        if parent is None:
            continue
        chosen = alternatives.find(f"{MC}Choice")
        if chosen is None:
            chosen = alternatives.find(f"{MC}Fallback")
        for element in list(chosen) if chosen is not None else ():
            alternatives.addprevious(element)
        parent.remove(alternatives)
