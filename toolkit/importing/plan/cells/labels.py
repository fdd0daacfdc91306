"""Labels inside cells: bold words with a colon that say which field the words after them fill."""

from toolkit.importing.plan.cells.cells import Labelled, Line, labelled
from toolkit.importing.plan.headings import named, normal

# What the toolkit's own papers print, and what no heading of a column would say.
_OWN = {
    "date moved": "revision",
    "why it ended": "revision",
    "known by": "how_we_will_know",
    "indicator": "indicator",
    "sub group": "sub_group",
    "detail and oversight": "sub_group",
    "reports to": "report_to",
    "carried from": "carried_from",
    "updates": "update_frequency",
    "impact": "impact_expected",
    "task": "tasks",
}
# What a label may name in columns where most words are running text, or say when or how well.
_NEWS = frozenset({"progress", "corrective_action", "evidence", "revision"})
_ONLY = {
    "progress": _NEWS,
    "corrective_action": _NEWS,
    "evidence": _NEWS,
    "timescale": frozenset({"start", "update_frequency", "resources", "revised_due", "timescale"}),
}
_BY_WORDS = frozenset({"", "lead", "objective", "action", "tasks", "method", "impact_expected",
                       "how_we_will_know"})  # fmt: skip
_NEVER = frozenset({"ref", "theme", "priority", "updated_by", "updated_on"})
_MOST_LABEL_WORDS = 8


def labels_of(line: Line, own: str) -> tuple[Labelled, ...]:
    """The fields that a line's labels name; empty where it has none.

    `own` is the field of the cell, "" where several share it. Bold words before a colon are
    a label where a column may be headed by them, too; plain ones only where they are among
    those that boards use in cells.
    """
    label, colon, rest = line.text.partition(":")
    is_bold = line.label.startswith(label.strip()) and len(label.split()) <= _MOST_LABEL_WORDS
    if colon and label.strip() and is_bold:
        field = field_of(label)
        allowed = _ONLY.get(own)
        if field and field not in _NEVER and (allowed is None or field in allowed):
            return (Labelled(field, label.strip(), rest.strip()),)
    return labelled(line.text, own) if own in _BY_WORDS else ()


def field_of(label: str) -> str:
    """The field that a label names for certain; "" where it names none, or several."""
    words = normal(label)
    if words in _OWN:
        return _OWN[words]
    found = named(label)
    return found.fields[0] if found and found.sure and len(found.fields) == 1 else ""
