"""Content controls: drop-downs, dates and tick boxes, and prompts that nobody has replaced."""

from toolkit.word.reading.word_xml import CONTROL, W14, Element, W, is_on, value_of

TICKED, BOX = "☒", "☐"
"""A tick box that is ticked, as Word shows it, and one that is not."""


def content_of(control: Element) -> Element | None:
    """What a control holds: blocks, rows, cells or runs."""
    return control.find(f"{W}sdtContent")


def is_prompt(control: Element) -> bool:
    """Whether a control shows "Click or tap here to enter text." or the like: it is empty."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def tick_of(control: Element) -> str:
    """What a tick box shows; "" for other controls."""
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return ""
    checked = box.find(f"{W14}checked")
    state = "0" if checked is None else checked.get(f"{W14}val", "1")
    return TICKED if state in ("1", "true", "on") else BOX


def take_off_googles_controls(root: Element) -> None:
    """Puts what the controls of Google Docs hold in their place.

    It wraps in them what it wants to find again; they say nothing to anybody else.
    """
    for control in list(root.iter(CONTROL)):
        parent, content = control.getparent(), content_of(control)
        is_its = value_of(control.find(f"{W}sdtPr/{W}tag")).startswith("goog_rdk_")
        if is_its and parent is not None:
            place = parent.index(control)
            parent[place : place + 1] = [] if content is None else list(content)
